"""A proven bound of what an integral has beyond a point, from the logarithmic slope of the integrand there."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.germ import Germ, Germs, NoGermError, Order
from symbolic_info.numeric.balls.growth import Growth, Growths, majorised
from symbolic_info.numeric.tape import Tape
from symbolic_info.numeric.vocabulary import in_known_terms

__all__ = ["Tail"]

_BITS, _MOST_BITS = 64, 4000
_FIRST_OCTAVE = 4
_LAST_OCTAVE = 2**20
_COARSE = 16


class Tail:
    """The end of a piece in the coordinate t to infinity: t itself on an infinite piece, 1/distance at a finite end.

    ``majorants`` are pairs of a log-weight and a factor in ``v``, the distance from ``end`` (or from 0) in the
    direction of the end; the sum of their products bounds the integrand.
    """

    def __init__(self, majorants: Sequence[tuple[Any, Any]], v: Any, infinite: bool, backend: Enclosing) -> None:
        self._v, self._infinite, self._backend = v, infinite, backend
        self._majorants = [(majorised(in_known_terms(log), v), in_known_terms(factor)) for log, factor in majorants]
        self._log = Tape([log for log, _ in self._majorants], v, backend)
        self._bounds: dict[int, float] = {}

    def cut(self, floor: float, last: int = _LAST_OCTAVE) -> int:
        """The first octave k up to ``last``, of those tried, such that less than 2**floor lies beyond t = 2**k."""
        high = _FIRST_OCTAVE
        while not self.bound(2**high) < floor:
            if high >= last:
                raise NoGermError("no bound of the tail")
            high = min(2 * high, last)
        return _halved(lambda k: self.bound(2**k) < floor, high // 2 if high > _FIRST_OCTAVE else high, high)

    def whole_cut(self, floor: float, last: int) -> int:
        """The same for a whole number t itself, below about 2**``last``."""
        octave = self.cut(floor, last)
        return _halved(lambda t: self.bound(t) < floor, max(2 ** (octave - 1), 2**_FIRST_OCTAVE), 2**octave)

    def bound(self, start: int) -> float:
        """log2 of a bound of the integral beyond t = ``start``, inf where none is known."""
        if start not in self._bounds:
            # Far away the logarithms of a weight are large, and cancel.
            with self._backend.working(_BITS + min(start.bit_length(), _MOST_BITS)):
                try:
                    self._bounds[start] = self._bound(start)
                except (NoGermError, ZeroDivisionError, ValueError):
                    self._bounds[start] = math.inf
        return self._bounds[start]

    def _bound(self, start: int) -> float:
        germs = Germs(self._backend, start)
        growths = Growths(self._v, 1 if self._infinite else -1, germs)
        edge = germs.start if self._infinite else 1 / germs.start
        logs = self._log.bound(_BITS + min(start.bit_length(), _MOST_BITS))(edge)
        parts = (
            self._one(germs, growths.of(log), growths.of(factor).value, at_edge)
            for (log, factor), at_edge in zip(self._majorants, logs, strict=True)
        )
        total = sum(parts, self._backend.rational(0, 1))
        return self._backend.size(total) + 1

    def _one(self, germs: Germs, log: Growth, factor: Germ, at_edge: Any) -> Any:
        """F(R) R/(s - 1) for an integrand F with t F'/F <= -s beyond R."""
        backend, total = self._backend, self._backend.rational(0, 1)
        jacobian = germs.constant(backend.rational(0 if self._infinite else -2, 1))
        weight = germs.start if self._infinite else 1 / germs.start
        for order, c in factor.terms:
            falling = -germs.largest(germs.add([log.slope, *_slope_of(germs, order), jacobian])) - 1
            if not backend.approx(falling) > 0 or backend.contains_zero(falling):
                raise NoGermError("the integrand does not fall fast enough")
            total = total + abs(c) * germs.at_start(order) * weight / falling
        return total * backend.function("exp")(at_edge)


def _halved(holds: Callable[[int], bool], low: int, high: int) -> int:
    """A number at which the condition holds, as it does at ``high``, close to where it begins to hold."""
    while high - low > max(1, high // _COARSE):
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _slope_of(germs: Germs, order: Order) -> list[Germ]:
    """d t + a + b/log t, by which the logarithm of e^(dt) t^a (log t)^b grows with log t."""
    d, a, b = order
    return [germs.scaled(germs.power(1), d), germs.scaled(germs.power(0), a), germs.scaled(germs.log_power(-1), b)]
