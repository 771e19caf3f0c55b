"""Low-precision looks at log-densities on geometric grids around given points."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.density import Density
from symbolic_info.numeric.landmarks import as_fraction, rivals
from symbolic_info.numeric.tape import Tape

__all__ = ["Scout"]

_BITS = 240
_DECADES = range(-60, 61)
_CLEAR = 0.01
_FAINT = -20_000.0
_LN10 = math.log(10)


class Scout:
    """Finds peaks, corners and scales of densities by evaluating them at few points.

    >>> from sympy import Symbol, oo, log
    >>> from symbolic_info.numeric.backends import best_backend
    >>> from symbolic_info.numeric.budget import Effort
    >>> x = Symbol('x', real=True)
    >>> law = Density(log(1000) - 1000*x, x, 0, oo)
    >>> Scout([law], [law.log_in(x)], [], x, best_backend(), Effort(9.0)).scale(Fraction(0), 1)
    Fraction(1, 1000)
    """

    def __init__(
        self,
        densities: Sequence[Density],
        logs: Sequence[Any],
        extra: Sequence[Any],
        x: Any,
        backend: Backend,
        effort: Effort,
    ) -> None:
        self._backend, self._effort = backend, effort
        self._supports = [(_end(d.lower), _end(d.upper)) for d in densities]
        contests = [r for expr in [*logs, *extra] for r in rivals(expr, x)]
        self._ranges = [range(len(logs))] if len(logs) > 1 else []
        outputs = list(logs)
        for contest in contests:
            self._ranges.append(range(len(outputs), len(outputs) + len(contest)))
            outputs += contest
        self._tape = Tape(outputs, x, backend)
        self._count = len(outputs)
        self._seen: dict[Fraction, list[float]] = {}

    def _values(self, point: Fraction) -> list[float]:
        """All log-densities (-inf outside their supports) and all rivals at the point."""
        if point not in self._seen:
            self._effort.check("a look at the law")
            values = self._evaluated(point)
            for i, (low, high) in enumerate(self._supports):
                if not low <= point <= high:
                    values[i] = -math.inf
            self._seen[point] = values
        return self._seen[point]

    def _evaluated(self, point: Fraction) -> list[float]:
        backend = self._backend
        with backend.working(_BITS):
            try:
                values = self._tape.bound(_BITS)(backend.rational(point.numerator, point.denominator))
            except (ZeroDivisionError, ValueError):
                return [-math.inf] * self._count
            return [-math.inf if backend.size(v) == math.inf else backend.approx(v) for v in values]

    def _height(self, point: Fraction) -> float:
        return max(self._values(point)[: len(self._supports)])

    def matters(self, point: Fraction) -> bool:
        """Whether some density is more than utterly negligible there."""
        return self._height(point) > _FAINT

    def scale(self, start: Fraction, sign: int) -> Fraction:
        """The power of ten u with the largest u p(start ± u)."""
        return _power(max(_DECADES, key=lambda w: self._height(start + sign * _power(w)) + w * _LN10))

    def finest(self, start: Fraction) -> Fraction:
        """The least distance u at which u p(start ± u) has a local maximum, for any of the densities."""
        finest = _DECADES[-1]
        for index in range(len(self._supports)):
            for sign in (1, -1):
                heights = [self._weight(start, sign, index, w) for w in _DECADES]
                finest = min([_DECADES[i] for i in _summits(heights)], default=finest)
        return _power(finest)

    def _weight(self, start: Fraction, sign: int, index: int, w: float) -> float:
        return self._values(start + sign * _power(w))[index] + w * _LN10

    def peaks(self, centres: Sequence[Fraction]) -> list[Fraction]:
        """Sharp maxima of u p(c ± u) at some distance from each centre c."""
        found = []
        for centre in centres:
            for sign in (1, -1):
                for index in range(len(self._supports)):
                    found += self._peaks_beside(centre, sign, index)
        return found

    def _peaks_beside(self, centre: Fraction, sign: int, index: int) -> list[Fraction]:
        def height(w: float) -> float:
            return self._weight(centre, sign, index, w)

        best = _summits([height(w) for w in _DECADES])
        tops = [_climb(height, _DECADES[i - 1], _DECADES[i + 1]) for i in best]
        return [centre + sign * _power(w) for w in tops if _is_sharp(height, w)]

    def corners(self, points: Sequence[Fraction]) -> list[Fraction]:
        """Where the largest term of a sum, or the largest density, changes."""
        if not self._ranges:
            return []
        grid = {p + s * _power(w) for p in points for s in (1, -1) for w in _DECADES}
        grid |= set(points) | {(a + b) / 2 for a, b in pairwise(points)}
        seen = [point for point in sorted(grid) if self.matters(point)]
        return [c for contest in self._ranges for c in self._corners_of(contest, seen)]

    def _corners_of(self, contest: range, grid: Sequence[Fraction]) -> list[Fraction]:
        led = [(point, self._top(contest, point)) for point in grid if self._lead(contest, point) > _CLEAR]
        changes = [(a, b, top) for (a, top), (b, new) in pairwise(led) if top != new]
        return [self._crossing(contest, *change) for change in changes]

    def _lead(self, contest: range, point: Fraction) -> float:
        """By how much the largest beats the second."""
        *_, second, first = sorted(self._values(point)[contest.start : contest.stop])
        return first - second if first > -math.inf else 0.0

    def _top(self, contest: range, point: Fraction) -> int:
        values = self._values(point)
        return max(contest, key=lambda i: values[i])

    def _crossing(self, contest: range, low: Fraction, high: Fraction, top: int) -> Fraction:
        for _ in range(24):
            middle = (low + high) / 2
            low, high = (middle, high) if self._top(contest, middle) == top else (low, middle)
        return _short((low + high) / 2, high - low)


def _end(point: Any) -> Any:
    if point.is_infinite:
        return math.inf if point > 0 else -math.inf
    return as_fraction(point)


def _short(point: Fraction, tolerance: Fraction) -> Fraction:
    """A dyadic rational within about the tolerance."""
    unit = Fraction(2) ** (tolerance.numerator.bit_length() - tolerance.denominator.bit_length())
    return round(point / unit) * unit


def _power(w: float) -> Fraction:
    """10**w, to six digits beyond the whole part of w."""
    whole = math.floor(w)
    return Fraction(10) ** whole * Fraction(round(10 ** (w - whole) * 2**20), 2**20)


def _summits(heights: Sequence[float]) -> list[int]:
    inner = range(1, len(heights) - 1)
    return [i for i in inner if heights[i] > -math.inf and heights[i - 1] < heights[i] >= heights[i + 1]]


def _climb(height: Callable[[float], float], low: float, high: float) -> float:
    for _ in range(24):
        a, b = low + (high - low) * 0.382, low + (high - low) * 0.618
        low, high = (low, b) if height(a) >= height(b) else (a, high)
    return (low + high) / 2


def _is_sharp(height: Callable[[float], float], w: float) -> bool:
    """Whether the density falls by a factor of three within a fifth of a decade on both sides."""
    return min(height(w) - height(w - 0.2), height(w) - height(w + 0.2)) > 1.1
