"""The expectation of a monomial in the atoms of a transform, on the support or a part of it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from sympy import Derivative, Expr, S, Subs, meijerg

from symbolic_info.engine.piece import Piece
from symbolic_info.facts import Facts
from symbolic_info.laws.law import BaseLaw
from symbolic_info.laws.transform import Edge, Monomial

Window = tuple[Expr, Expr]


def matched(index: int, monomial: Monomial, law: BaseLaw, facts: Facts, branch: str, window: Window) -> Piece:
    """The expectation of a monomial on the window, which converges at the ends of the support that it reaches."""
    edges = law.transforms()[index].edges(*monomial.exponents)
    if window == (law.lower, law.upper):
        value = _moment(law, index, monomial.exponents, monomial.logs)
        return Piece(monomial.coefficient, value, named(edges, branch), monomial.logs)
    reached = tuple(e for e in edges if e.end in (str(end) for end in window))
    fixed = all(e.reached(facts) for e in edges if e.end == str(law.lower) and e not in reached)
    value = _partial(law, index, monomial.exponents, monomial.logs, window) if fixed else None
    return Piece(monomial.coefficient, value, named(reached, branch), monomial.logs)


def named(edges: tuple[Edge, ...], branch: str) -> tuple[Edge, ...]:
    return tuple(replace(e, end=branch + e.end) for e in edges)


@lru_cache(maxsize=2000)
def _moment(law: BaseLaw, index: int, exponents: tuple[Expr, ...], logs: tuple[int, ...]) -> Expr | None:
    """The same few moments return in every divergence of a law."""
    return law.transforms()[index].moment(Monomial(S.One, exponents, logs))


@lru_cache(maxsize=2000)
def _partial(
    law: BaseLaw, index: int, exponents: tuple[Expr, ...], logs: tuple[int, ...], window: Window
) -> Expr | None:
    """The moment on a part of the support."""
    transform, monomial = law.transforms()[index], Monomial(S.One, exponents, logs)
    low, high = window
    upper = _moment(law, index, exponents, logs) if high == law.upper else transform.moment_below(monomial, high)
    lower = S.Zero if low == law.lower else transform.moment_below(monomial, low)
    return None if upper is None or lower is None or (upper - lower).has(meijerg, Derivative, Subs) else upper - lower
