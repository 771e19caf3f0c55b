"""Sums with slowly falling terms, enclosed: some terms, an integral, and integrals along the border of a strip."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import sympy

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.germ import NoGermError
from symbolic_info.numeric.balls.piece import BallPiece
from symbolic_info.numeric.balls.view import Accuracy, View, power_of_two
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.integrand import Integrand

__all__ = ["LongTail", "height_of_strip"]

_BITS = 64
_SPARE, _MARGIN = 32, 4
_WIDE = 2.0
_DEEPEST, _TRIES, _BITS_PER_UNIT = 6, 6, 8
_CLEAR = 1e-6
Number = Any
Box = tuple[float, float]


class LongTail:
    """The sum of f(k) over k >= ``start``, for an integrand that is analytic around the line beyond start - 1/2.

    With c = start - 1/2 it is the integral of f from c on, and twice that of Im f(c + iy)/(e^(2 pi y) + 1) over
    0 < y < a, and less than twice the integral of abs f(x + ia)/(e^(2 pi a) - 1): Abel and Plana's formula at half
    integers on a strip of the height a (Olver, Asymptotics and Special Functions, section 8.3).
    """

    def __init__(self, integrand: Integrand, active: Sequence[int], start: int, backend: Enclosing) -> None:
        self._backend, low = backend, start - sympy.Rational(1, 2)
        self._piece = BallPiece(integrand, active, low, sympy.oo, backend)
        self._view = View(integrand, active, low, sympy.oo, 1, backend)

    def enclosure(self, which: int, bits: int, floor: int, effort: Effort) -> Number:
        """A ball around the sum of the measure (0) or of the mass (1), for terms below 2**floor beyond the tail."""
        backend, (height, border) = self._backend, self._suited(which, floor)
        with backend.working(bits):
            integral = self._piece.enclosure(which, bits, floor, effort)
            side = self._side(which, height, Accuracy(bits, floor, effort))
            error = power_of_two(backend, math.ceil(border)) + power_of_two(backend, floor + 1)
            return integral + 2 * side + backend.hull(-error, error)

    def _suited(self, which: int, floor: int) -> tuple[int, float]:
        """A height at which the border contributes less than about 2**floor, and log2 of how much."""
        height = height_of_strip(floor)
        for _ in range(_TRIES):
            border = self._border(which, floor, height)
            if border <= floor - _MARGIN:
                return height, border
            height += math.ceil((border - floor + _MARGIN) / _BITS_PER_UNIT)
        raise NoGermError("the terms do not stay small around the line")

    def _side(self, which: int, height: int, accuracy: Accuracy) -> Number:
        """The integral of Im f(c + iy)/(e^(2 pi y) + 1)."""
        (bits, floor, effort), backend = accuracy, self._backend
        exp, runs = backend.function("exp"), [self._view.at(bits, strictly) for strictly in (False, True)]
        minus_i = backend.join(backend.rational(0, 1), backend.rational(-1, 1))
        turn = 2 * backend.constant("pi")

        def at(y: Number, strictly: bool) -> Number:
            effort.check("the sum of the tail")
            fading = exp(-turn * y)
            return minus_i * runs[strictly](y * -minus_i)[which] * fading / (1 + fading)

        zero, top = backend.rational(0, 1), backend.rational(height, 1)
        return backend.integral(at, zero, top, bits, floor - 8)

    def _border(self, which: int, floor: int, height: int) -> float:
        """log2 of a bound of what the upper and lower border and the far side contribute."""
        octave = max(self._view.tail_beyond().cut(floor - _SPARE), math.ceil(math.log2(height)) + 3)
        inner = [height * n / 2 for n in range(9)]
        total, last = -math.inf, -math.inf
        for low, high in itertools.pairwise(inner):
            last = self._size((low, high), which, height, "u", 0)
            total = _added(total, last + math.log2(high - low))
        for low, high in _steps(math.log(inner[-1]), (octave + 1) * math.log(2) + _CLEAR):
            last = self._size((low, high), which, height, "log u, far", 0)
            total = _added(total, last + math.log2(high - low))
        # 1/(e^(2 pi a) - 1) < 2 e^(-2 pi a); the far side is shorter than a, and the factor there below 1/2.
        return _added(total + 2 - 2 * math.pi * height * math.log2(math.e), last + math.log2(height)) + 1

    def _size(self, box: Box, which: int, height: int, by: str, depth: int) -> float:
        """log2 of a bound above an interval of u, or of its logarithm, up to the height of the strip."""
        size = self._on(box, which, height, by)
        if size < math.inf:
            return size
        if depth == _DEEPEST:
            raise NoGermError("the terms are not analytic around the line")
        middle = (box[0] + box[1]) / 2
        halves = ((box[0], middle), (middle, box[1]))
        return max(self._size(half, which, height, by, depth + 1) for half in halves)

    def _on(self, box: Box, which: int, height: int, by: str) -> float:
        backend, (low, high) = self._backend, box
        # In the plane of log u the strip lies below the angle a/u, and the logarithm of its border beyond log u.
        rise = height * math.exp(-low) if by != "u" else float(height)
        wider = rise if by != "u" else 0.0
        with backend.working(_BITS):
            real = backend.hull(_exactly(backend, low), _exactly(backend, high + wider))
            imaginary = backend.hull(backend.rational(0, 1), _exactly(backend, rise * (1 + 2**-40)))
            return backend.size(self._strict[by](backend.join(real, imaginary))[which])

    @cached_property
    def _strict(self) -> dict[str, Any]:
        with self._backend.working(_BITS):
            return {by: self._view.at(_BITS, True, by) for by in ("u", "log u, far")}


def height_of_strip(floor: int) -> int:
    """The height a at which e^(-2 pi a) is below 2**floor with something to spare."""
    return math.ceil((_SPARE - floor) * math.log(2) / (2 * math.pi))


def _exactly(backend: Enclosing, x: float) -> Number:
    return backend.rational(*x.as_integer_ratio())


def _steps(low: float, high: float) -> Iterator[Box]:
    count = math.ceil((high - low) / _WIDE)
    for k in range(count):
        yield low + (high - low) * k / count, low + (high - low) * (k + 1) / count


def _added(x: float, y: float) -> float:
    """log2(2**x + 2**y), from above."""
    return max(x, y) + math.log2(1 + 2.0 ** max(-abs(x - y), -900.0)) if max(x, y) > -math.inf else -math.inf
