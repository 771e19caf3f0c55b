"""Theorems of the literature that the provers do not reach: a proof that uses one is 'cited'."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, permutations

from sympy import Expr, S, Tuple, cancel, exp, oo, sqrt

from symbolic_info.laws.law import Law
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.hellinger import SquaredHellinger
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.renyi import RenyiDivergence, RenyiEntropy
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.parts import bases


@dataclass(frozen=True)
class Lemma:
    """``statement(*laws, *orders) >= 0`` for any ``arity`` laws and ``orders`` orders that do not fall."""

    name: str
    arity: int
    statement: Callable[..., Expr]
    source: str
    orders: int = 0


def _triangle(p: Law, q: Law, r: Law) -> Expr:
    return sqrt(JSDivergence(p, q)) + sqrt(JSDivergence(q, r)) - sqrt(JSDivergence(p, r))


def _hellinger_triangle(p: Law, q: Law, r: Law) -> Expr:
    return sqrt(SquaredHellinger(p, q)) + sqrt(SquaredHellinger(q, r)) - sqrt(SquaredHellinger(p, r))


def _bretagnolle_huber(p: Law, q: Law) -> Expr:
    return sqrt(1 - exp(-KLDivergence(p, q))) - TotalVariation(p, q)


def _tsybakov(p: Law, q: Law) -> Expr:
    return 1 - exp(-KLDivergence(p, q)) / 2 - TotalVariation(p, q)


def _entropies_fall(p: Law, a: Expr, b: Expr) -> Expr:
    return _renyi_entropy(p, a) - _renyi_entropy(p, b)


def _divergences_rise(p: Law, q: Law, a: Expr, b: Expr) -> Expr:
    return _renyi_divergence(p, q, b) - _renyi_divergence(p, q, a)


def _renyi_entropy(p: Law, order: Expr) -> Expr:
    return Entropy(p) if order == 1 else RenyiEntropy(p, order)


def _renyi_divergence(p: Law, q: Law, order: Expr) -> Expr:
    return KLDivergence(p, q) if order == 1 else RenyiDivergence(p, q, order)


LEMMAS = (
    Lemma(
        "the Renyi entropy does not grow with its order",
        1,
        _entropies_fall,
        "Beck & Schloegl 1993, Thermodynamics of Chaotic Systems, chapter 5",
        orders=2,
    ),
    Lemma(
        "the Renyi divergence does not fall with its order",
        2,
        _divergences_rise,
        "van Erven & Harremoes 2014, IEEE Trans. Inf. Theory 60, theorem 3",
        orders=2,
    ),
    Lemma(
        "the Hellinger distance obeys the triangle inequality",
        3,
        _hellinger_triangle,
        "Liese & Vajda 1987, Convex Statistical Distances, chapter 2",
    ),
    Lemma("the Bretagnolle-Huber inequality", 2, _bretagnolle_huber, "Bretagnolle & Huber 1979, Z. Wahrsch. 47, 119"),
    Lemma(
        "the Bretagnolle-Huber inequality, weaker form",
        2,
        _tsybakov,
        "Tsybakov 2009, Introduction to Nonparametric Estimation, (2.25)",
    ),
    Lemma(
        "the square root of the Jensen-Shannon divergence obeys the triangle inequality",
        3,
        _triangle,
        "Endres & Schindelin 2003, IEEE Trans. Inf. Theory 49, 1858; Fuglede & Topsoe 2004, ISIT, p. 31",
    ),
)


def cited(claim: Claim) -> tuple[Lemma, Expr] | None:
    """The lemma of which ``claim`` is a positive multiple, with the instance; None where there is none.

    >>> from sympy import sqrt
    >>> from symbolic_info import JSDivergence, abstract
    >>> from symbolic_info.proof.claim import Claim
    >>> from symbolic_info.proof.lemmas import cited
    >>> p, q, r = abstract("p q r")
    >>> d = lambda a, b: sqrt(JSDivergence(a, b))
    >>> cited(Claim.of(d(p, r) <= d(p, q) + d(q, r)))[0].arity
    3
    """
    if claim.relation != ">=":
        return None
    for lemma in LEMMAS:
        for instance in instances(lemma, claim):
            if is_multiple(claim.difference, instance):
                return lemma, instance
    return None


def instances(lemma: Lemma, claim: Claim) -> Iterator[Expr]:
    """What the lemma says of the laws in the claim, and of the orders of its measures."""
    laws = bases(claim.laws)
    if len(laws) != lemma.arity or len({(law.dimension, law.discrete, law.place) for law in laws}) > 1:
        return
    of_measures = [m.args[-1] if isinstance(m, RenyiEntropy | RenyiDivergence) else S.One for m in claim.measures]
    for some in permutations(laws):
        for orders in permutations(dict.fromkeys(of_measures), lemma.orders):
            if all(a.is_nonnegative and (b == oo or claim.facts.nonnegative(b - a)) for a, b in pairwise(orders)):
                yield lemma.statement(*some, *orders)


def is_multiple(expr: Expr, statement: Expr) -> bool:
    """Whether ``expr`` is a positive multiple of ``statement``, JSD(p, q) being JSD(q, p)."""
    ratio = cancel(_ordered(expr) / _ordered(statement))
    return bool(ratio.is_positive)


def _ordered(expr: Expr) -> Expr:
    return expr.replace(lambda e: isinstance(e, JSDivergence) and len(set(e.weights)) == 1, _with_sorted_laws)


def _with_sorted_laws(node: JSDivergence) -> Expr:
    return node.func(*sorted(node.laws, key=str), Tuple(*node.weights))
