"""Inequalities between measures: the difference as a non-negative combination of known inequalities.

The multipliers come from a linear program in exact fractions; that the combination equals the
difference is an identity, decided by `symbolic_info.proof.pointwise`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from sympy import Add, Expr, Rational, S, expand, log, together

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
from symbolic_info.proof.enclosure import log_bounds
from symbolic_info.proof.logs import split_all
from symbolic_info.proof.pointwise import as_expression, bases, holds, linear_parts
from symbolic_info.simplex import fraction, solve

MOST_LAWS = 10

Row = dict[Expr, Expr]


@dataclass(frozen=True)
class Combination:
    """``sum c_k N_k`` with ``c_k >= 0`` and N_k known not to be negative."""

    terms: tuple[Term, ...]

    @property
    def total(self) -> Expr:
        """The combination as an expression."""
        return Add(*(t.factor * t.expr for t in self.terms))

    def scaled(self, factor: Expr) -> Combination:
        """The combination times a positive factor."""
        return Combination(tuple(Term(t.factor * factor, t.rule, t.expr) for t in self.terms))


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
    for atoms, factors in _stages(claim, multipliers, discrete):
        if budget.spent():
            return None
        found = _solved(target, atoms, factors, claim.facts, strict, budget)
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
            yield Term(S.One, rulebook.CONCAVE, concave(p, m))
            for i in range(len(m.laws)):
                yield Term(S.One, rulebook.DOMINATED, dominated(p, m, i))
        for n in (n for n in mixtures if n != m and len(n.laws) == len(m.laws)):
            for order in permutations(range(len(n.laws))):
                yield Term(S.One, rulebook.LOG_SUM, log_sum(m, n, order))


def _of_weights(laws: Sequence[Law]) -> Iterator[Term]:
    weights = dict.fromkeys(w for m in laws if isinstance(m, Mixture) for w in m.weights)
    return (Term(S.One, rulebook.WEIGHT, -log(w)) for w in weights if not w.is_Rational)


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


def log_sum(m: Mixture, n: Mixture, order: Sequence[int]) -> Expr:
    """sum w_i E_{p_i} log(w_i p_i/(v_i q_i)) - E_m log(m/n) for m = sum w_i p_i, n = sum v_i q_i."""
    pairs = zip(m.weights, m.laws, (n.weights[i] for i in order), (n.laws[i] for i in order), strict=True)
    terms = (w * (KLDivergence(p, q) + log(w / v)) for w, p, v, q in pairs)
    return Add(*terms) - KLDivergence(m, n)


def _solved(
    target: Expr, atoms: Sequence[Term], factors: Sequence[Expr], facts: Facts, strict: bool, budget: Budget
) -> Combination | None:
    goal = _vector(as_expression(target, facts))
    terms, rows = _rows(atoms, factors, facts, budget)
    constants = _constants({k for row in (goal, *rows) for k in row})
    terms += [Term(S.One, rulebook.CONSTANT, c) for c in constants]
    rows += [_vector(c) for c in constants]
    kept = usable(goal, rows)
    values = None if budget.spent() else _multiples(goal, [rows[i] for i in kept], [terms[i] for i in kept], strict)
    if values is None:
        return None
    used = [(c, terms[i]) for c, i in zip(values, kept, strict=True) if c != 0]
    parts = [Term(c * t.factor, t.rule, t.expr) for c, t in used if t.rule != rulebook.CONSTANT]
    constant = Add(*(c * t.expr for c, t in used if t.rule == rulebook.CONSTANT))
    if constant != 0:
        parts.append(Term(S.One, rulebook.CONSTANT, constant))
    return None if strict and constant == 0 else Combination(tuple(parts))


def _rows(atoms: Sequence[Term], factors: Sequence[Expr], facts: Facts, budget: Budget) -> tuple[list[Term], list[Row]]:
    """The atoms times the factors, and each as a vector; fewer of them when the time is up."""
    terms, rows = [], []
    multipliers = [(f, split_all(f, facts)) for f in factors]
    for atom in atoms:
        if budget.spent():
            break
        form = as_expression(atom.expr, facts)
        for factor, multiplier in multipliers:
            terms.append(Term(factor, atom.rule, atom.expr))
            rows.append(_vector(expand(multiplier * form)))
    return terms, rows


def usable(goal: Row, rows: Sequence[Row]) -> list[int]:
    """The rows that can take part: a monomial that the goal lacks has to cancel between two of them.

    >>> from sympy.abc import x, y
    >>> from symbolic_info.proof.nonnegative import usable
    >>> usable({x: 1}, [{x: 1, y: 1}, {x: 1}])
    [1]
    """
    kept = list(range(len(rows)))
    while True:
        signs: dict[Expr, set[bool]] = {}
        for i in kept:
            for key, c in rows[i].items():
                signs.setdefault(key, set()).add(bool(c > 0))
        lonely = {key for key, found in signs.items() if len(found) == 1 and goal.get(key, 0) == 0}
        remaining = [i for i in kept if not lonely & rows[i].keys()]
        if len(remaining) == len(kept):
            return kept
        kept = remaining


def _multiples(goal: Row, rows: Sequence[Row], terms: Sequence[Term], strict: bool) -> list[Rational] | None:
    keys = list(dict.fromkeys([*goal, *(k for row in rows for k in row)]))
    matrix = [[fraction(row.get(k, S.Zero)) for row in rows] for k in keys]
    gain = [Fraction(int(strict and t.rule == rulebook.CONSTANT)) for t in terms]
    solution = solve(matrix, [fraction(goal.get(k, S.Zero)) for k in keys], gain)
    return None if solution is None else [Rational(c.numerator, c.denominator) for c in solution]


def _vector(form: Expr) -> Row:
    return {} if form == 0 else dict(form.as_coefficients_dict())


def _constants(keys: set[Expr]) -> list[Expr]:
    """Non-negative constants: 1, and each log(prime) against close rationals."""
    primes = sorted(k.args[0] for k in keys if isinstance(k, log) and k.args[0].is_Integer)
    out = [S.One]
    for prime in primes:
        low, high = (Rational(b.numerator, b.denominator) for b in _rounded(int(prime)))
        out += [log(prime) - low, high - log(prime)]
    return out


def _rounded(prime: int) -> tuple[Fraction, Fraction]:
    """Short rationals around log(prime)."""
    low, high = log_bounds(prime)
    unit = 10**20
    return Fraction(int(low * unit), unit), Fraction(int(high * unit) + 1, unit)
