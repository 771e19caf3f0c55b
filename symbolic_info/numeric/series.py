"""Infinite sums of terms that fall at least geometrically beyond their peak."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import sympy

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.vocabulary import Gamma, LogGamma

__all__ = ["has_one_hump", "powers_apart", "series"]

_MOST_TERMS = 50_000
_LONGEST_STEP = 30


def series(terms: Callable[[], Callable[[int], Any]], low: Any, high: Any, backend: Backend) -> Any:
    """The sum over the whole numbers from ``low`` to ``high``, one of them infinite: an estimate, not an enclosure.

    A sum over all of them is cut at 0, where powers of the index vanish.  From the peak on, each
    direction ends where the rest of a geometric series with the last ratio is negligible.
    """
    at, zero = terms(), backend.rational(0, 1)
    if low.is_infinite and high.is_infinite:
        return _one_sided(at, -1, _one_sided(at, 0, zero, backend, 1), backend, -1)
    if low.is_finite:
        return _one_sided(at, int(low), zero, backend, 1)
    return _one_sided(at, int(high), zero, backend, -1)


def _one_sided(at: Callable[[int], Any], first: int, total: Any, backend: Backend, sign: int) -> Any:
    """``total`` and the terms at first, first + sign, ..."""

    def along(step: int) -> Any:
        return at(first + sign * step)

    peak = _peak(along, backend)
    total = _tail(along, peak, 1, None, total, backend)
    return _tail(along, peak - 1, -1, 0, total, backend)


def _peak(at: Callable[[int], Any], backend: Backend) -> int:
    """Where the terms at 2, 3, ... are largest, by steps that become smaller; the first ones may vanish."""
    k = 2
    for step in (sign * 2**n for n in range(_LONGEST_STEP, -1, -1) for sign in (1, -1)):
        while k + step >= 2 and backend.size(at(k + step)) > backend.size(at(k)):
            k += step
    return k


def powers_apart(term: Any, index: Any) -> Any:
    """The term with its polynomial factor expanded, a sum of single powers of the index times the rest."""
    factors = sympy.Mul.make_args(term)
    polynomial = [f for f in factors if f.is_polynomial(index)]
    rest = sympy.Mul(*[f for f in factors if f not in polynomial])
    powers = sympy.Poly(sympy.Mul(*polynomial), index).as_expr()
    return sympy.Add(*[part * rest for part in sympy.Add.make_args(powers)])


def has_one_hump(term: Any, index: Any) -> bool:
    """A product of powers of the index, exponentials of concave quadratics, gamma functions and logs of these.

    On either side of 0 such a term rises to one peak and falls from there on.
    """
    return all(_is_log_concave(f, index) for f in sympy.Mul.make_args(term) if f.has(index))


def _is_log_concave(factor: Any, index: Any) -> bool:
    if isinstance(factor, sympy.exp) or (factor.is_Pow and not factor.base.has(index)):
        exponent = factor.args[0] if isinstance(factor, sympy.exp) else factor.exp
        bent = exponent.diff(index, 2)
        return bool(bent == 0 or (bent.is_negative and not factor.is_Pow))
    base, power = factor.as_base_exp()
    if base == index:
        return bool(power.is_positive)
    if isinstance(base, Gamma):
        return bool(base.args[0].diff(index) == 1 and power.is_negative)
    return bool(isinstance(base, LogGamma) and base.args[0].diff(index) == 1 and power.is_positive)


def _tail(at: Callable[[int], Any], start: int, sign: int, end: int | None, total: Any, backend: Backend) -> Any:
    bits, before = -backend.error(backend.rational(1, 3)), None
    for k in range(start, start + sign * _MOST_TERMS, sign):
        if end is not None and (end - k) * sign < 0:
            return total
        term = at(k)
        total = total + term
        if before is not None and backend.size(term) < backend.size(total) - bits - 8:
            ratio = abs(backend.approx(term / before)) if backend.size(before) > -math.inf else 0.0
            if ratio < 1 and backend.size(term) - math.log2(1 - ratio) < backend.size(total) - bits - 8:
                return total
        before = term
    raise PrecisionError(f"a sum does not settle within {_MOST_TERMS} terms")
