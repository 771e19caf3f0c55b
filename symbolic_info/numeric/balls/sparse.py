"""A sum over a long window from a few of its terms, with a proven bound of the difference."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from heapq import heappop, heappush
from typing import Any, NamedTuple

import sympy

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.germ import NoGermError
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.tape import Tape

__all__ = ["SparseSum"]

_BITS = 64
_MOST_BOXES, _CLOSE = 400, 2
_LEAST_STEP, _SPARE, _SHORTER, _ROUNDS = 3, 4, 0.75, 10
_HALF = Fraction(1, 2)
Number = Any


class _Box(NamedTuple):
    """A rectangle of the complex plane."""

    left: Fraction
    right: Fraction
    bottom: Fraction
    top: Fraction


class SparseSum:
    """Sums of F over whole numbers, for an F that is analytic around them and negligible at the ends of a window.

    H times the sum over A + H/2, A + 3 H/2, ..., B - H/2 differs from the integral over (A, B) by at most twice the
    integral of abs F(x + ih)/(e^(2 pi h/H) - 1) over A < x < B and those of abs F(A + iy)/(e^(2 pi y/H) + 1) and
    abs F(B + iy)/(e^(2 pi y/H) + 1) over 0 < y < h: residues at the zeros of 1 + e^(2 pi i (z - A)/H), as in Trefethen
    & Weideman, SIAM Review 56 (2014), section 5.  So does the sum of all terms, for which H = 1.
    """

    def __init__(
        self, integrand: Integrand, active: Sequence[int], exprs: Sequence[Any], x: Any, backend: Enclosing
    ) -> None:
        self._backend, self._count = backend, len(exprs)
        slopes = [e.diff(x) for e in exprs]
        if any(s.has(sympy.Derivative, sympy.Subs) for s in slopes):
            raise NoGermError("no derivative is known")
        self._tape = Tape([*exprs, *slopes], x, backend.strict)
        self._integrand, self._active = integrand, active

    def grid(self, low: int, high: int, most: Any, which: int, floor: float) -> tuple[range, float]:
        """Numbers from ``low`` to ``high`` or some more, at most ``most``, and log2 of the error of their sum."""
        right = min(high + (high - low) // 64, most)
        wide = _Box(low - _HALF, right + _HALF, Fraction(0), Fraction(right - low, 2))
        corners = (_Box(x, x, wide.bottom, wide.bottom) for x in (wide.left, wide.right))
        if max(self._size(corner, which) for corner in corners) > floor:
            raise NoGermError("the terms are not negligible at the ends")
        wide, above, step = self._best(wide, high - low + 1, which, floor)
        for _ in range(_ROUNDS):
            if step < _LEAST_STEP:
                break
            points, error = self._checked(low, high, wide, above, step, which)
            if error <= floor + _SPARE:
                return points, error
            step = _fitting(int(step * _SHORTER), high - low + 1)
        raise NoGermError("the terms are not seen to be analytic around the line")

    def _best(self, wide: _Box, length: int, which: int, floor: float) -> tuple[_Box, float, int]:
        """The height for which the longest step makes what comes from the upper border less than 2**floor."""
        best = wide, math.inf, 0
        while _step(wide.top, -floor) >= _LEAST_STEP:
            size = self._above(wide, which)
            step = _fitting(_step(wide.top, size - floor + _SPARE), length)
            if step < best[2]:
                break
            best, wide = (wide, size, step), wide._replace(top=wide.top / (2 if step else 4))
        return best

    def _checked(self, low: int, high: int, wide: _Box, above: float, step: int, which: int) -> tuple[range, float]:
        """The numbers with a step, and log2 of the error."""
        points = range(low + step // 2, high + step // 2 + 1, step)
        end = points[-1] + step * _HALF
        if end > wide.right:
            return points, math.inf
        aside = max(self._aside(x, wide.top, step, which) for x in (wide.left, end))
        # 1/(e^u - 1) < 2 e^(-u), and the two sums, sides and halves of the rectangle make 8 in all.
        return points, max(above - _turns(wide.top, step), aside) + _SPARE

    def _above(self, wide: _Box, which: int) -> float:
        """log2 of a bound of the integral along the upper border of a rectangle, inf where F is not seen analytic."""
        if not self._is_analytic(wide):
            return math.inf
        border = wide._replace(bottom=wide.top)
        return self._highest(border, lambda box: self._size(box, which)) + math.log2(wide.right - wide.left)

    def _aside(self, end: Fraction, height: Fraction, step: int, which: int) -> float:
        """log2 of a bound of the integral along an upright side, with its factor 1/(e^(2 pi y/H) + 1)."""
        side = _Box(end, end, Fraction(0), height)
        return self._highest(side, lambda box: self._size(box, which) - _turns(box.bottom, step)) + math.log2(height)

    def _highest(self, box: _Box, size: Callable[[_Box], float]) -> float:
        """An upper bound of a size on a box, close to the size in the middle of a small box where it is largest."""
        boxes = [(-size(box), box)]
        for _ in range(_MOST_BOXES):
            box = boxes[0][1]
            if -boxes[0][0] <= size(_middle(box)) + _CLOSE:
                break
            heappop(boxes)
            for half in _halves(box):
                heappush(boxes, (-size(half), half))
        return -boxes[0][0]

    def _is_analytic(self, wide: _Box) -> bool:
        waiting, seen = [wide], 0
        while waiting:
            box, seen = waiting.pop(), seen + 1
            if max(map(self._backend.size, self._on(box))) < math.inf:
                continue
            if seen > _MOST_BOXES:
                return False
            waiting += _halves(box)
        return True

    def _size(self, box: _Box, which: int) -> float:
        return self._backend.size(self._on(box)[which])

    def _on(self, box: _Box) -> tuple[Number, Number]:
        """Measure and mass on a box, from the values in its middle and the slopes all over it."""
        backend, bits = self._backend, _BITS + 2 * max(abs(int(box.left)), int(box.right)).bit_length()
        with backend.working(bits):
            run, (middle, around) = self._tape.bound(bits), self._balls(box)
            try:
                central, there = run(middle)[: self._count], run(around)
                if max(map(backend.size, there)) == math.inf:
                    return backend.undefined(), backend.undefined()
                slopes = there[self._count :]
                values = [v + s * (around - middle) for v, s in zip(central, slopes, strict=True)]
                return self._integrand.combine(backend.strict, values, self._active)
            except (ZeroDivisionError, ValueError):
                return backend.undefined(), backend.undefined()

    def _balls(self, box: _Box) -> tuple[Number, Number]:
        """The middle of a box, and the box."""
        backend = self._backend
        low, high = (backend.join(*map(self._number, ends)) for ends in ((box.left, box.bottom), (box.right, box.top)))
        hulls = (backend.hull(*ends) for ends in zip(backend.parts(low), backend.parts(high), strict=True))
        around = backend.join(*hulls)
        return backend.midpoint(around), around

    def _number(self, x: Fraction) -> Number:
        return self._backend.rational(x.numerator, x.denominator)


def _turns(height: Fraction, step: int) -> float:
    """log2 of e^(2 pi y/H)."""
    return 2 * math.pi * float(height / step) * math.log2(math.e)


def _step(height: Fraction, bits: float) -> int:
    """The longest H for which e^(2 pi h/H) has so many bits."""
    return int(2 * math.pi * math.log2(math.e) * height / max(bits, 1.0)) if bits < math.inf else 0


def _fitting(most: int, length: int) -> int:
    """An odd step, at most as large as one given, of which some come to little more than a length; or 0."""
    if most < _LEAST_STEP:
        return 0
    count = -(-length // (most - 1))
    return -(-length // count) | 1


def _middle(box: _Box) -> _Box:
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return _Box(x, x, y, y)


def _halves(box: _Box) -> tuple[_Box, _Box]:
    """A box cut across its longer side."""
    if box.right - box.left > box.top - box.bottom:
        middle = (box.left + box.right) / 2
        return box._replace(right=middle), box._replace(left=middle)
    middle = (box.bottom + box.top) / 2
    return box._replace(top=middle), box._replace(bottom=middle)
