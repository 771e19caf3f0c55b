"""Where a law has its features: support ends, kinks, peaks and the corners where one term takes over."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import sympy

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.landmarks import as_fraction, centres, kinks
from symbolic_info.numeric.scout import Scout

__all__ = ["Landscape", "survey"]

_CLOSE = 500


class Landscape:
    """The points that split the line so that each piece is smooth inside and has its structure at its ends.

    >>> from sympy import Symbol, oo, log, pi
    >>> from symbolic_info.numeric.backends import best_backend
    >>> from symbolic_info.numeric.density import Density
    >>> from symbolic_info.numeric.budget import Effort
    >>> from symbolic_info.numeric.integrand import Gap
    >>> x = Symbol('x', real=True)
    >>> law = Density(-(x - 3)**2/2 - log(2*pi)/2, x, -oo, oo)
    >>> survey(Gap(law, law), best_backend(), Effort(9.0)).splits
    [-oo, 3, oo]
    """

    def __init__(self, splits: Sequence[Any], scout: Scout) -> None:
        self.splits = list(splits)
        self._scout = scout

    def scale(self, end: Any, sign: int) -> Any:
        """The distance from ``end`` at which u p(u) is largest."""
        scale = self._scout.scale(as_fraction(end), sign)
        return sympy.Rational(scale.numerator, scale.denominator)


def survey(integrand: Integrand, backend: Backend, effort: Effort) -> Landscape:
    """Find the splits of the union of the supports of the densities of an integrand."""
    x = sympy.Dummy("x", real=True)
    densities, extra = integrand.densities, integrand.features(x)
    logs = [density.log_in(x) for density in densities]
    ends = sorted({end for d in densities for end in (d.lower, d.upper)}, key=_order)
    if len(ends) < 2:
        raise PrecisionError("the support is a single point")
    inside = _inside(ends[0], ends[-1])
    marks = [k for expr in [*logs, *extra] for k in kinks(expr, x)] + [b for d in densities for b in d.breaks]
    exact = sorted({*ends, *filter(inside, marks)}, key=_order)
    found = {c for expr in [*logs, *extra] for c in centres(expr, x) if inside(_rational(c))}
    scout = Scout(densities, logs, extra, x, backend, effort)
    starts = {as_fraction(e) for e in exact if e.is_finite} | found
    peaks = scout.peaks(sorted(starts) or [Fraction(0)])
    corners = scout.corners(sorted(starts | set(peaks)))
    extras = [c for c in sorted({*found, *peaks, *corners}) if inside(_rational(c)) and scout.matters(c)]
    return Landscape(_thinned(exact, extras, scout), scout)


def _order(point: Any) -> Any:
    if point.is_infinite:
        return math.inf if point > 0 else -math.inf
    return as_fraction(point)


def _rational(point: Fraction) -> Any:
    return sympy.Rational(point.numerator, point.denominator)


def _inside(low: Any, high: Any) -> Callable[[Any], bool]:
    first, last = _order(low), _order(high)
    return lambda point: bool(first < _order(point) < last)


def _thinned(exact: Sequence[Any], extras: Sequence[Fraction], scout: Scout) -> list[Any]:
    """All exact points, and of the others those that are not close together in terms of the local scale."""
    kept = {_order(point): point for point in exact}
    for point in extras:
        near = min((p for p in kept if abs(p) != math.inf), key=lambda p: abs(p - point), default=None)
        if near is None or abs(point - near) * _CLOSE > scout.finest(point):
            kept[point] = _rational(point)
    if set(kept) == {-math.inf, math.inf}:
        kept[Fraction(0)] = sympy.S.Zero
    return [kept[p] for p in sorted(kept)]
