"""Inequalities between measures: the difference as a non-negative combination of known inequalities.

The multipliers come from a linear program in exact fractions; that the combination equals the
difference is an identity, decided by `symbolic_info.proof.pointwise`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from sympy import Add, Expr, S, Tuple, expand, log, together

from symbolic_info.budget import Budget
from symbolic_info.errors import SpaceError
from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.grounds import generator
from symbolic_info.proof.multipliers import Combination, solved
from symbolic_info.proof.parts import bases, linear_parts
from symbolic_info.proof.pointwise import as_expression, holds

MOST_LAWS = 10

Row = dict[Expr, Expr]


def combination(claim: Claim, budget: Budget, discrete: bool = False, strict: bool = False) -> Combination | None:
    """``claim.difference`` as a non-negative combination, from few candidates to many; None where none is found.

    ``discrete`` adds H >= 0, which densities violate, for every law.

    >>> from symbolic_info import JSDivergence, abstract
    >>> from symbolic_info.budget import Budget
    >>> from symbolic_info.proof.claim import Claim
    >>> from symbolic_info.proof.nonnegative import combination
    >>> p, q = abstract("p q")
    >>> [term.factor for term in combination(Claim.of(JSDivergence(p, q) >= 0), Budget()).terms]
    [1/2, 1/2]
    """
    parts = linear_parts(claim.difference)
    if parts is None or len(claim.laws) > MOST_LAWS:
        return None
    target, scale = _cleared(claim.difference, claim.facts)
    multipliers = _multipliers(claim, parts[0])

    def form(expr: Expr) -> Expr | None:
        return as_expression(expr, claim.facts)

    for atoms, factors in _stages(claim, multipliers, discrete):
        if budget.spent():
            return None
        found = solved(target, atoms, factors, form, strict, budget)
        if found is not None:
            scaled = found.scaled(1 / scale)
            return scaled if holds(claim.difference - scaled.total, claim.facts) else None
    return None


def _cleared(difference: Expr, facts: Facts) -> tuple[Expr, Expr]:
    """The difference times a positive constant that clears denominators such as log(2)."""
    numerator, denominator = together(difference).as_numer_denom()
    return (expand(numerator), denominator) if facts.positive(denominator) else (difference, S.One)


def _multipliers(claim: Claim, coefficients: dict[Expr, Expr]) -> list[Expr]:
    """Non-negative parameters: weights, and coefficients of the measures."""
    weights = [w for law in claim.laws if isinstance(law, Mixture) for w in law.weights]
    weights += [w for m in claim.measures if isinstance(m, JSDivergence) for w in m.weights]
    found = [*weights, *coefficients.values(), *(-c for c in coefficients.values())]
    return [f for f in dict.fromkeys(found) if not f.is_Rational and claim.facts.nonnegative(f)]


def _stages(claim: Claim, multipliers: list[Expr], discrete: bool) -> Iterator[tuple[list[Term], list[Expr]]]:
    counted = [p for p in claim.laws if discrete or all(base.discrete for base in bases([p]))]
    entropies = [Term(S.One, rulebook.DISCRETE, Entropy(p)) for p in counted]
    gibbs = [*entropies, *_gibbs(claim.laws)]
    every = [*gibbs, *_of_mixtures(claim.laws), *_of_weights(claim.laws)]
    yield gibbs, [S.One]
    yield every, [S.One]
    if multipliers:
        yield gibbs, [S.One, *multipliers]
        yield every, [S.One, *multipliers]


def _gibbs(laws: Sequence[Law]) -> Iterator[Term]:
    pool = list(dict.fromkeys([*laws, *bases(laws)]))
    for p in pool:
        for q in pool:
            if p != q and _comparable(p, q):
                yield Term(S.One, rulebook.GIBBS, KLDivergence(p, q))


def _comparable(p: Law, q: Law) -> bool:
    try:
        KLDivergence(p, q)
    except SpaceError:
        return False
    return True


def _of_mixtures(laws: Sequence[Law]) -> Iterator[Term]:
    pool = list(dict.fromkeys([*laws, *bases(laws)]))
    mixtures = [law for law in laws if isinstance(law, Mixture)]
    for m in mixtures:
        for p in (p for p in pool if _comparable(p, m)):
            yield Term(S.One, rulebook.CONCAVE, concave(p, m), (p, m))
            for i in range(len(m.laws)):
                yield Term(S.One, rulebook.DOMINATED, dominated(p, m, i), (p, m, m.weights[i], m.laws[i]))
        for n in (n for n in mixtures if n != m and len(n.laws) == len(m.laws)):
            for order in permutations(range(len(n.laws))):
                yield log_sum(m, n, order)


def _of_weights(laws: Sequence[Law]) -> Iterator[Term]:
    weights = dict.fromkeys(w for m in laws if isinstance(m, Mixture) for w in m.weights)
    return (Term(S.One, rulebook.WEIGHT, -log(w), (w,)) for w in weights if not w.is_Rational)


def concave(p: Law, m: Mixture) -> Expr:
    """E_p log(m) - sum w_i E_p log(q_i) for m = sum w_i q_i."""
    terms = (w * cross_entropy(p, q) for w, q in zip(m.weights, m.laws, strict=True))
    return Add(*terms) - cross_entropy(p, m)


def dominated(p: Law, m: Mixture, i: int) -> Expr:
    """E_p log(m) - E_p log(w_i q_i)."""
    return cross_entropy(p, m.laws[i]) - log(m.weights[i]) - cross_entropy(p, m)


def cross_entropy(p: Law, q: Law) -> Expr:
    """-E_p log(q), written as an entropy where that is what it is."""
    return Entropy(p) if p == q else CrossEntropy(p, q)


def log_sum(m: Mixture, n: Mixture, order: Sequence[int]) -> Term:
    """sum w_i E_{p_i} log(w_i p_i/(v_i q_i)) - E_m log(m/n) for m = sum w_i p_i, n = sum v_i q_i."""
    rows = list(zip(m.weights, m.laws, (n.weights[i] for i in order), (n.laws[i] for i in order), strict=True))
    expr = Add(*(w * (KLDivergence(p, q) + log(w / v)) for w, p, v, q in rows)) - KLDivergence(m, n)
    return Term(S.One, rulebook.LOG_SUM, expr, (generator(KLDivergence(m, n)), Tuple(*(Tuple(*row) for row in rows))))
