"""The digits of an expression from the digits of its opaque parts, which have no closed form."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from sympy import Add, Expr, S, Symbol

from symbolic_info.budget import Budget
from symbolic_info.errors import PrecisionError
from symbolic_info.numeric import closed
from symbolic_info.numeric.value import Value, from_enclosure

EXTRA_DIGITS = (10, 40, 160)
SLACK = 4
Marks = dict[Expr, Symbol]


def combined(
    expr: Expr, parts: set[Expr], digits_of: Callable[[Expr, int], Value], digits: int, budget: Budget
) -> Value:
    """``expr`` to ``digits`` digits, where ``digits_of`` evaluates each of ``parts``."""
    marks = {m: Symbol(f"m{i}", real=True) for i, m in enumerate(sorted(parts, key=str))}
    marked = expr.xreplace(marks)
    linear = all(marked.diff(s).is_Rational for s in marks.values())
    method = _linear if linear else _differentiable
    for extra in EXTRA_DIGITS:
        known = {s: digits_of(m, digits + extra) for m, s in marks.items()}
        with suppress(PrecisionError):
            return _settled(method(marked, known, digits + extra, budget), digits)
    raise PrecisionError(f"the terms cancel: fewer than {digits} digits of the sum are known")


def _settled(bounds: tuple[Expr, Expr, bool], digits: int) -> Value:
    lower, upper, certain = bounds
    found = from_enclosure(lower, upper, digits, "certified" if certain else "estimated", "sum of enclosures")
    if found.digits < digits:
        raise PrecisionError("too few digits")
    return found


def _linear(expr: Expr, known: dict[Symbol, Value], digits: int, budget: Budget) -> tuple[Expr, Expr, bool]:
    """A rational linear combination: the sum of the enclosures."""
    constant = expr.xreplace(dict.fromkeys(known, S.Zero))
    parts = [(expr.diff(s), v) for s, v in known.items()]
    parts += [(S.One, closed.evaluate(constant, digits, budget.left()))] if constant != 0 else []
    lower = Add(*(c * (v.lower if c > 0 else v.upper) for c, v in parts))
    upper = Add(*(c * (v.upper if c > 0 else v.lower) for c, v in parts))
    return lower, upper, all(v.kind != "estimated" for _, v in parts)


def _monotone(expr: Expr, known: dict[Symbol, Value], digits: int, budget: Budget) -> tuple[Expr, Expr, bool] | None:
    """The values at two corners of the enclosures, where ``expr`` rises or falls in each part; None elsewhere."""
    rising = {s: expr.diff(s).is_positive for s in known}
    if not all(s.is_positive and (rising[s] or expr.diff(s).is_negative) for s in known):
        return None
    low = {s: v.lower if rising[s] else v.upper for s, v in known.items()}
    high = {s: v.upper if rising[s] else v.lower for s, v in known.items()}
    ends = [closed.evaluate(expr.xreplace(corner), digits, budget.left()) for corner in (low, high)]
    return ends[0].lower, ends[1].upper, all(v.kind != "estimated" for v in (*known.values(), *ends))


def _differentiable(expr: Expr, known: dict[Symbol, Value], digits: int, budget: Budget) -> tuple[Expr, Expr, bool]:
    """The value at the middles, give or take the first-order change over the enclosures."""
    marks = {s: Symbol(f"{s.name}p", positive=True) for s, v in known.items() if v.lower > 0}
    if found := _monotone(expr.xreplace(marks), {marks.get(s, s): v for s, v in known.items()}, digits, budget):
        return found
    middles = {s: (v.lower + v.upper) / 2 for s, v in known.items()}
    centre = closed.evaluate(expr.xreplace(middles), digits, budget.left())
    error = Add(*(_change(expr.diff(s).xreplace(middles), v, budget) for s, v in known.items()))
    return centre.lower - error, centre.upper + error, False


def _change(slope: Expr, value: Value, budget: Budget) -> Expr:
    if slope == 0:
        return S.Zero
    found = closed.evaluate(slope, 3, budget.left())
    return SLACK * max(abs(found.lower), abs(found.upper)) * (value.upper - value.lower)
