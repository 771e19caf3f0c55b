"""A proven bound of what an integral has beyond a point, from the logarithmic slope of the integrand there."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.germ import Germ, Germs, NoGermError
from symbolic_info.numeric.balls.growth import Growth, Growths
from symbolic_info.numeric.tape import Tape
from symbolic_info.numeric.vocabulary import in_known_terms

__all__ = ["Tail"]

_BITS = 64
_FIRST_OCTAVE = 4
_LAST_OCTAVE = 8192


class Tail:
    """The end of a piece in the coordinate t to infinity: t itself on an infinite piece, 1/distance at a finite end.

    ``majorants`` are pairs of a log-weight and a factor in ``v``, the distance from ``end`` (or from 0) in the
    direction of the end; the sum of their products bounds the integrand.
    """

    def __init__(self, majorants: Sequence[tuple[Any, Any]], v: Any, infinite: bool, backend: Enclosing) -> None:
        self._v, self._infinite, self._backend = v, infinite, backend
        self._majorants = [(in_known_terms(log), in_known_terms(factor)) for log, factor in majorants]
        self._log = Tape([log for log, _ in self._majorants], v, backend)
        self._bounds: dict[int, float] = {}

    def cut(self, floor: float) -> int:
        """The first octave k, of those tried, such that less than 2**floor lies beyond t = 2**k."""
        high = _FIRST_OCTAVE
        while not self.bound(high) < floor:
            high *= 2
            if high > _LAST_OCTAVE:
                raise NoGermError("no bound of the tail")
        low = high // 2 if high > _FIRST_OCTAVE else high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.bound(middle) < floor else (middle, high)
        return high

    def bound(self, octave: int) -> float:
        """log2 of a bound of the integral beyond t = 2**octave, inf where none is known."""
        if octave not in self._bounds:
            with self._backend.working(_BITS):
                try:
                    self._bounds[octave] = self._bound(octave)
                except (NoGermError, ZeroDivisionError, ValueError):
                    self._bounds[octave] = math.inf
        return self._bounds[octave]

    def _bound(self, octave: int) -> float:
        germs = Germs(self._backend, octave)
        growths = Growths(self._v, 1 if self._infinite else -1, germs)
        edge = germs.start if self._infinite else 1 / germs.start
        logs = self._log.bound(_BITS)(edge)
        parts = (
            self._one(germs, growths.of(log), growths.of(factor).value, at_edge)
            for (log, factor), at_edge in zip(self._majorants, logs, strict=True)
        )
        total = sum(parts, self._backend.rational(0, 1))
        return self._backend.size(total) + 1

    def _one(self, germs: Germs, log: Growth, factor: Germ, at_edge: Any) -> Any:
        """F(R) R/(s - 1) for an integrand F with t F'/F <= -s beyond R."""
        backend = self._backend
        falling = -germs.largest(germs.add([log.slope, *_slope_of_order(germs, factor), self._jacobian()])) - 1
        if not backend.approx(falling) > 0 or backend.contains_zero(falling):
            raise NoGermError("the integrand does not fall fast enough")
        size = abs(factor.c) * germs.at_start(factor.order) * backend.function("exp")(at_edge)
        weight = germs.start if self._infinite else 1 / germs.start
        return size * weight / falling

    def _jacobian(self) -> Germ:
        return Germ(self._backend.rational(0 if self._infinite else -2, 1))


def _slope_of_order(germs: Germs, factor: Germ) -> list[Germ]:
    d, a, b = factor.order
    by_log = Germ(germs.backend.rational(1, 1), (d * 0, d * 0, d * 0 - 1))
    return [germs.scaled(germs.power(1), d), germs.scaled(germs.power(0), a), germs.scaled(by_log, b)]
