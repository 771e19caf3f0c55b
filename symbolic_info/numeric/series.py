"""Infinite sums of terms that fall at least geometrically beyond their peak."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count, islice
from typing import Any

import sympy

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.vocabulary import Gamma, LogGamma

__all__ = ["has_one_hump", "series"]

_MOST_TERMS = 20_000
_IN_A_ROW = 12


def series(terms: Callable[[], Callable[[int], Any]], low: Any, high: Any, backend: Backend) -> Any:
    """The sum over the whole numbers from ``low`` to ``high``, one of them infinite: an estimate, not an enclosure.

    Each direction ends where a dozen terms in a row are negligible and each less than half the one
    before; then the rest is smaller than the last of them.
    """
    at, one = terms(), backend.rational(1, 1)
    bits = -backend.error(one / 3)
    if low.is_finite:
        return _tail(at, count(int(low)), backend.rational(0, 1), bits, backend)
    if high.is_finite:
        return _tail(at, count(int(high), -1), backend.rational(0, 1), bits, backend)
    total = _tail(at, count(0), backend.rational(0, 1), bits, backend)
    return _tail(at, count(-1, -1), total, bits, backend)


def has_one_hump(term: Any, index: Any) -> bool:
    """A product of powers, exponentials of quadratics and gamma functions: what falls will not rise again far off."""
    exponents = [e.args[0] for e in term.atoms(sympy.exp)] + [p.exp for p in term.atoms(sympy.Pow)]
    gammas = [g.args[0] for g in term.atoms(Gamma, LogGamma)]
    quadratic = all(e.is_polynomial(index) and sympy.degree(e, index) <= 2 for e in exponents if e.has(index))
    linear = all(a.is_polynomial(index) and sympy.degree(a, index) <= 1 for a in gammas)
    plain = term.atoms(sympy.Function) <= term.atoms(sympy.exp, sympy.log, Gamma, LogGamma)
    return not term.is_Add and quadratic and linear and plain and not term.has(sympy.Piecewise)


def _tail(at: Callable[[int], Any], points: Iterable[int], total: Any, bits: float, backend: Backend) -> Any:
    quiet, before = 0, float("inf")
    for k in islice(points, _MOST_TERMS):
        term = at(k)
        total = total + term
        size = backend.size(term)
        falling = size < before - 1 and size < backend.size(total) - bits - 8
        quiet, before = quiet + 1 if falling else 0, size
        if quiet == _IN_A_ROW:
            return total
    raise PrecisionError(f"a sum does not settle within {_MOST_TERMS} terms")
