"""How the rules of the search follow from the axioms of the kernel: almost all are tangents of a convex function.

A candidate carries in ``data`` what its rule is applied to; `grounded` puts the axioms in its place, which the kernel
adds up again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from sympy import Abs, Add, Expr, Lambda, Mul, S, Tuple, expand, log

from symbolic_info.laws.abstract import abstract
from symbolic_info.laws.abstract_channel import AbstractChannel
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.totals import Total
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.kernel.calculus import T, is_homogeneous
from symbolic_info.proof.kernel.definitions import density, read
from symbolic_info.proof.kernel.points import is_convex, spaces

LOG: Final = Lambda(T, -log(T))
Grounds = tuple[Term, ...]


def grounded(term: Term) -> Term:
    """The term with the axioms from which its rule follows.

    >>> from sympy import Symbol
    >>> w = Symbol("w", positive=True)
    >>> [ground.rule for ground in grounded(Term(S.One, rulebook.WEIGHT, -log(w), (w,))).grounds]
    ['a convex function lies above its tangents', 'a constant, enclosed by rationals']
    """
    if term.rule not in RULES:
        return term
    return replace(term, data=(), grounds=tuple(t for t in RULES[term.rule](*term.data) if t.expr != 0))


def tangent(factor: Expr, weight: Expr, f: Lambda, u: Expr, v: Expr) -> Term:
    """factor times the total of weight (f(u) - f(v) - f'(v) (u - v))."""
    gap = weight * (f(u) - f(v) - f.expr.diff(*f.variables).subs(f.variables[0], v) * (u - v))
    return Term(factor, rulebook.TANGENT, Total(gap) if spaces(gap) else gap, (weight, f, u, v))


def _log_bound(u: Expr) -> Grounds:
    return (tangent(S.One, S.One, LOG, u, S.One),)


def _weight(w: Expr) -> Grounds:
    return (*_log_bound(w), Term(S.One, rulebook.CONSTANT, 1 - w))


def _concave(p: Law, m: Mixture) -> Grounds:
    pairs = zip(m.weights, m.laws, strict=True)
    return tuple(tangent(w, density(p), LOG, density(q) / density(m), S.One) for w, q in pairs)


def _dominated(p: Law, m: Mixture, w: Expr, q: Law) -> Grounds:
    part = w * density(q)
    rest = Term(S.One, rulebook.POINTWISE, Total(density(p) * (density(m) - part) / density(m)))
    return (tangent(S.One, density(p), LOG, part / density(m), S.One), rest)


def _convex(*data: object) -> Grounds:
    return _image(*data) if len(data) == 4 else _jensen(*data)  # type: ignore[arg-type]


def _jensen(f: Lambda, rows: Tuple) -> Grounds:
    """sum v_i q_i f(w_i p_i/(v_i q_i)) above its value for the sums of w_i p_i and v_i q_i."""
    m = Add(*(w * density(p) for w, p, _, _ in rows))
    n = Add(*(v * density(q) for _, _, v, q in rows))
    parts = ((w * density(p), v * density(q)) for w, p, v, q in rows)
    return tuple(tangent(S.One, below, f, above / below, m / n) for above, below in parts)


def _image(f: Lambda, channel: AbstractChannel, p: Law, q: Law) -> Grounds:
    ratio = density(channel(p)) / density(channel(q))
    return (tangent(S.One, density(channel.joint(q)), f, density(p) / density(q), ratio),)


def _cauchy(a: Expr, b: Expr, c: Expr) -> Grounds:
    """(sum A)(sum B) - (sum C)**2 from the variance of C/A under A and from B - C**2/A."""
    spread = Term(Total(a), rulebook.POINTWISE, Total(a * (c / a - Total(c) / Total(a)) ** 2))
    return (spread, Term(Total(a), rulebook.POINTWISE, Total(expand(b - c**2 / a))))


def _triangle(a: Expr, b: Expr) -> Grounds:
    return (Term(S.One, rulebook.TRIANGLE, Total(Abs(a) + Abs(b) - Abs(a + b)), (a, b)),)


RULES: Final[dict[str, Callable[..., Grounds]]] = {
    rulebook.LOG_BOUND: _log_bound,
    rulebook.WEIGHT: _weight,
    rulebook.CONCAVE: _concave,
    rulebook.DOMINATED: _dominated,
    rulebook.LOG_SUM: _jensen,
    rulebook.CONVEX: _convex,
    rulebook.CAUCHY: _cauchy,
    rulebook.TRIANGLES: _triangle,
}


# --- generators of f-divergences ------------------------------------------------------------------------


@lru_cache(maxsize=256)
def generator(node: Measure) -> Lambda | None:
    """The convex f with ``node = sum q f(p/q)``; None where there is none.

    >>> from symbolic_info import ChiSquareDivergence
    >>> generator(ChiSquareDivergence(*abstract("p q")))
    Lambda(t, t**2 - 2*t + 1)
    """
    if len(node.laws) != 2:
        return None
    p, q = abstract("p q")
    opened = read(node.func(p, q, *node.args[2:]))
    if opened is None:
        return None
    summand = S.Zero
    for term in Add.make_args(opened if opened.is_Add else expand(opened)):
        totals = [t for t in Mul.make_args(term) if isinstance(t, Total)]
        rest = term / Mul(*totals)
        if len(totals) > 1 or rest.has(Total):
            return None
        summand += rest * (totals[0].args[0] if totals else density(q))
    f = Lambda(T, summand.xreplace({density(p): T, density(q): S.One}))
    known = isinstance(node, KLDivergence | TotalVariation) or is_homogeneous(summand, density(p), density(q), 1)
    return f if known and is_convex(f) else None


def curvature(node: Measure) -> Expr:
    """f''(1) for ``node = sum q f(p/q)``."""
    f = generator(node)
    return S.NaN if f is None else f.expr.diff(T, 2).subs(T, 1)
