"""Kinks and jumps: absolute values, extrema and case distinctions, settled as far as the facts decide them."""

from __future__ import annotations

from typing import Any

from sympy import Abs, And, Eq, Expr, Ge, Heaviside, Le, Max, Min, Not, Or, Piecewise, S, Symbol, sign
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import UnknownLawError
from symbolic_info.facts import Facts

BENT = (Abs, Max, Min, sign, Heaviside, Piecewise)


def bends(f: Expr, x: Symbol) -> bool:
    """Whether ``f`` has kinks or jumps in ``x``."""
    return first_bend(f, x) is not None


def roots(f: Expr, x: Symbol) -> list[Expr] | None:
    """The zeros of the linear functions at which ``f`` bends, the innermost ones; None where it bends otherwise."""
    switches = [u for u in _moving_switches(f, x) if not u.has(*BENT)]
    slopes = [u.diff(x) for u in switches]
    if any(s.has(x) for s in slopes):
        return None
    return [-u.subs(x, 0) / s for u, s in zip(switches, slopes, strict=True)]


def smooth(f: Expr, facts: Facts) -> Expr:
    """``f`` with absolute values, extrema and case distinctions settled as far as the facts decide them."""
    if not f.has(*BENT):
        return f
    return f.replace(lambda e: isinstance(e, BENT), lambda e: _settled(e, facts))


def _settled(e: Expr, facts: Facts) -> Expr:
    if isinstance(e, Max | Min):
        return _extreme(e, facts)
    if isinstance(e, Piecewise):
        return _branch(e, facts)
    positive = True if facts.nonnegative(e.args[0]) else False if facts.nonnegative(-e.args[0]) else None
    if positive is None:
        return e
    if isinstance(e, Abs):
        return e.args[0] if positive else -e.args[0]
    return S(positive) if isinstance(e, Heaviside) else S(1 if positive else -1)


def _extreme(e: Expr, facts: Facts) -> Expr:
    direction = 1 if isinstance(e, Max) else -1
    tops = (a for a in e.args if all(facts.nonnegative(direction * (a - b)) for b in e.args))
    return next(tops, e)


def _branch(e: Piecewise, facts: Facts) -> Expr:
    kept = []
    for value, condition in e.args:
        holds = facts.decide(condition)
        if holds is not False:
            kept.append((value, S.true if holds else condition))
        if holds:
            break
    if not kept:
        raise UnknownLawError(f"no case of {e} applies on a part of the support")
    return Piecewise(*kept, evaluate=False) if len(kept) > 1 else kept[0][0]


def above_zero(f: Expr, relation: Any) -> Boolean:
    """``f > 0`` (or >=), for case distinctions case by case.

    >>> from sympy import Gt, Piecewise
    >>> from sympy.abc import s, z
    >>> from symbolic_info.rules.bends import above_zero
    >>> above_zero(Piecewise((1 - z, z < 1), (s, z <= 1), (-1, True)), Gt)
    (z < 1) | (Eq(z, 1) & (s > 0))
    """
    if not isinstance(f, Piecewise):
        return relation(f, 0)
    found, earlier = S.false, S.true
    for value, condition in f.args:
        case = _meeting(earlier, condition)
        found = Or(found, And(case, Facts((case,)).reduce(relation(value, 0))))
        earlier = And(earlier, Not(condition))
    return found


def _meeting(first: Boolean, second: Boolean) -> Boolean:
    """Both of two conditions; u >= v and u <= v are an equation."""
    if isinstance(first, Ge) and isinstance(second, Le) and first.args == second.args:
        return Eq(*first.args)
    return And(first, second)


def first_bend(f: Expr, x: Symbol) -> Expr | None:
    """A function whose zero is a kink or a jump of ``f``."""
    found = _moving_switches(f, x)
    return min(found, key=lambda u: (u.count_ops(), str(u))) if found else None


def _moving_switches(f: Expr, x: Symbol) -> list[Expr]:
    return [u for e in f.atoms(*BENT) if e.has(x) for u in _switches(e) if u.has(x)]


def _switches(e: Expr) -> list[Expr]:
    if isinstance(e, Max | Min):
        return [a - b for i, a in enumerate(e.args) for b in e.args[:i]]
    if isinstance(e, Piecewise):
        return [r.lhs - r.rhs for _, condition in e.args for r in condition.atoms(Relational)]
    return [e.args[0]]
