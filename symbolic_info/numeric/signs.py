"""Absolute values, extrema and case distinctions resolved where their signs do not change."""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import sympy

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.landmarks import as_fraction, has_exact_roots, roots
from symbolic_info.numeric.tape import Tape

__all__ = ["KINKED", "middle_of", "with_signs_between"]

KINKED = (sympy.Abs, sympy.sign, sympy.Heaviside, sympy.Max, sympy.Min, sympy.Piecewise)
_FAR = sympy.Integer(10) ** 30


def with_signs_between(expr: Any, x: Any, low: Any, high: Any, backend: Backend, proven: bool = False) -> Any:
    """``expr`` with \\|.\\|, sign, max, min and cases replaced by what they are between two points.

    One that may change there stays as it is: its kinks were not found.  ``proven`` accepts exact zeros of
    polynomials only, not signs seen near the two points.

    >>> from sympy import Symbol, Abs, Integer, sin, oo
    >>> from symbolic_info.numeric.backends import best_backend
    >>> x = Symbol('x', real=True)
    >>> with_signs_between(Abs(x - 2) + Abs(sin(x)), x, -oo, Integer(1), best_backend())
    -x + Abs(sin(x)) + 2
    """
    if not expr.has(*KINKED):
        return expr

    def resolved(e: Any) -> Any:
        steady = all(_keeps_sign(arg, x, low, high, backend, proven) for arg in _deciders(e))
        return _resolved(e, x, middle_of(low, high), backend) if steady else e

    return expr.replace(lambda e: isinstance(e, KINKED) and e.has(x), resolved)


def middle_of(low: Any, high: Any) -> Any:
    """Some point inside the interval."""
    if low.is_infinite:
        return high - 1
    return low + 1 if high.is_infinite else (low + high) / 2


def _deciders(e: Any) -> list[Any]:
    """What decides by its sign what ``e`` is."""
    if isinstance(e, sympy.Piecewise):
        return [r.lhs - r.rhs for r in e.atoms(sympy.core.relational.Relational)]
    if isinstance(e, sympy.Max | sympy.Min):
        return [a - b for a, b in combinations(e.args, 2)]
    return [e.args[0]]


def _keeps_sign(arg: Any, x: Any, low: Any, high: Any, backend: Backend, proven: bool) -> bool:
    if arg.is_polynomial(x) and (not proven or has_exact_roots(arg, x)):
        return not any(_order(low) < as_fraction(root) < _order(high) for root in roots(arg, x))
    if proven or not _is_monotone(arg, x, low, high):
        return False
    inner = [low + (high - low) / _FAR if high.is_finite else low + 1 / _FAR] if low.is_finite else [high - _FAR]
    outer = [high - (high - low) / _FAR if low.is_finite else high - 1 / _FAR] if high.is_finite else [low + _FAR]
    return len({_sign(arg, x, point, backend) for point in (*inner, *outer)}) == 1


def _order(point: Any) -> Any:
    return as_fraction(point) if point.is_finite else math.inf if point > 0 else -math.inf


def _is_monotone(arg: Any, x: Any, low: Any, high: Any) -> bool:
    """``a g(x) + b`` for g a logarithm, an exponential, or a power on one side of 0."""
    g = arg.as_independent(x, as_Add=True)[1].as_independent(x, as_Add=False)[1]
    if isinstance(g, sympy.log | sympy.exp):
        return _is_linear(g.args[0], x)
    if not isinstance(g, sympy.Pow):
        return False
    if not g.base.has(x):
        return _is_linear(g.exp, x)
    return bool(g.base == x and not g.exp.has(x) and (low >= 0 or high <= 0))


def _is_linear(arg: Any, x: Any) -> bool:
    return bool(arg.is_polynomial(x) and sympy.Poly(arg, x).degree() == 1)


def _resolved(e: Any, x: Any, point: Any, backend: Backend) -> Any:
    if isinstance(e, sympy.Abs):
        return e.args[0] * _sign(e.args[0], x, point, backend)
    if isinstance(e, sympy.sign):
        return sympy.Integer(_sign(e.args[0], x, point, backend))
    if isinstance(e, sympy.Heaviside):
        return sympy.Integer((1 + _sign(e.args[0], x, point, backend)) // 2)
    if isinstance(e, sympy.Piecewise):
        return _branch(e, x, point)
    wanted = 1 if isinstance(e, sympy.Max) else -1
    best = e.args[0]
    for other in e.args[1:]:
        best = other if _sign(other - best, x, point, backend) == wanted else best
    return best


def _branch(e: Any, x: Any, point: Any) -> Any:
    for value, condition in e.args:
        if condition.subs(x, point) == sympy.true:
            return value
    raise PrecisionError(f"no case of {e} is known to apply at {point}")


def _sign(arg: Any, x: Any, point: Any, backend: Backend) -> int:
    value = sympy.Rational(point) if point.is_Rational else point
    tape = Tape([arg.xreplace({x: value})], x, backend)
    with backend.working(400):
        return 1 if backend.approx(tape.bound(400)(None)[0]) > 0 else -1
