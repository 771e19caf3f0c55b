"""Features on the integers that follow a rule of their own at the first few outcomes."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Expr, Integer, S, Symbol, floor, nan, oo, zoo

from symbolic_info.facts import Facts
from symbolic_info.laws.law import BaseLaw
from symbolic_info.laws.mass import MOST_OUTCOMES, mass
from symbolic_info.rules.bends import bends, roots, smooth

FIRST = "the first outcomes one by one"


@dataclass(frozen=True)
class Split:
    """E[f(K); K in window] = ``head`` + E ``tail``(K)."""

    head: Expr
    tail: Expr


def first_outcomes(f: Expr, k: Symbol, law: BaseLaw, facts: Facts, window: tuple[Expr, Expr]) -> Split | None:
    """``f`` inside the window summed by hand as far as it bends; None where that is no short sum."""
    low, high = window
    start = _after_bends(f, k, low) if high == law.upper else high + 1
    if start is None or not all(c.is_Integer for c in (law.lower, low, start)) or start - law.lower > MOST_OUTCOMES:
        return None
    tail = S.Zero if high != law.upper else smooth(f, facts.with_conditions(k >= start))
    if bends(tail, k):
        return None
    own = [f.subs(k, i) * mass(law, i) for i in _integers(low, start)]
    taken = [tail.subs(k, i) * mass(law, i) for i in _integers(law.lower, start)]
    head = Add(*own) - Add(*taken)
    return None if head.has(nan, zoo, oo) else Split(head, tail)


def _integers(low: Expr, high: Expr) -> list[Integer]:
    return [Integer(i) for i in range(int(low), int(high))]


def _after_bends(f: Expr, k: Symbol, low: Expr) -> Expr | None:
    """The first integer after all bends of ``f``."""
    found = roots(f, k)
    if found is None or not all(r.is_Rational for r in (*found, low)):
        return None
    return max([low, *(floor(r) + 1 for r in found)])
