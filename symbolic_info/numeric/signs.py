"""Absolute values, extrema and case distinctions resolved where their signs do not change."""

from __future__ import annotations

from typing import Any

import sympy

from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.tape import Tape

__all__ = ["with_signs_at"]

_KINDS = (sympy.Abs, sympy.sign, sympy.Heaviside, sympy.Max, sympy.Min, sympy.Piecewise)


def with_signs_at(expr: Any, x: Any, point: Any, backend: Backend) -> Any:
    """``expr`` with \\|.\\|, sign, max, min and cases replaced by what they are at ``point``.

    >>> from sympy import Symbol, Abs, Integer
    >>> from symbolic_info.numeric.backend import best_backend
    >>> x = Symbol('x', real=True)
    >>> with_signs_at(Abs(x - 2), x, Integer(1), best_backend())
    2 - x
    """
    if not expr.has(*_KINDS):
        return expr
    return expr.replace(lambda e: isinstance(e, _KINDS) and e.has(x), lambda e: _resolved(e, x, point, backend))


def _resolved(e: Any, x: Any, point: Any, backend: Backend) -> Any:
    if isinstance(e, sympy.Abs):
        return e.args[0] * _sign(e.args[0], x, point, backend)
    if isinstance(e, sympy.sign):
        return sympy.Integer(_sign(e.args[0], x, point, backend))
    if isinstance(e, sympy.Heaviside):
        return sympy.Integer((1 + _sign(e.args[0], x, point, backend)) // 2)
    if isinstance(e, sympy.Piecewise):
        return next(value for value, condition in e.args if condition.subs(x, point) == sympy.true)
    wanted = 1 if isinstance(e, sympy.Max) else -1
    best = e.args[0]
    for other in e.args[1:]:
        best = other if _sign(other - best, x, point, backend) == wanted else best
    return best


def _sign(arg: Any, x: Any, point: Any, backend: Backend) -> int:
    value = sympy.Rational(point) if point.is_Rational else point
    tape = Tape([arg.xreplace({x: value})], x, backend)
    with backend.working(400):
        return 1 if backend.approx(tape.bound(400)(None)[0]) > 0 else -1
