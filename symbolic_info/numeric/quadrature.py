"""Double-exponential rules on pieces whose structure sits at their ends, and the loop that settles the digits."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.budget import Effort

__all__ = ["Bounds", "Part", "Piece", "accurately", "log2_of", "negligible", "real_bounds", "settle"]

Number = Any
Program = Callable[[int], Callable[[Number], tuple[Number, Number]]]
Interval = tuple[Fraction, Fraction]
Bounds = tuple[Interval, Interval]

_MARGIN = 24
_COARSE = range(-18, 19)
_CAP = 13 * 4
_ENOUGH_BITS = 4000
_NEGLIGIBLE = -200_000.0


class Part(Protocol):
    """A summand of the measure (and of the mass), to be known to any absolute accuracy."""

    bounds: Sequence[Interval]

    def peak(self) -> tuple[float, float]:
        """log2 of the largest contribution to the measure, and to measure or mass."""

    def refine(self, floor: float, goal: float, effort: Effort) -> None:
        """Make the bounds narrower than about 2**floor, of which ``goal`` bits are significant in all."""


class Piece:
    """A piece of a line seen from one end: ``program(bits)(u)`` is the integrand at the distance u.

    ``length`` gives the (possibly infinite: None) length at the working precision, ``far`` the integrand by its
    distance from the other end, ``scale`` the distance at which an infinite piece has most of its mass.
    """

    def __init__(
        self,
        backend: Backend,
        program: Program,
        length: Callable[[int], Number] | None = None,
        far: Program | None = None,
        scale: Any = None,
    ) -> None:
        self.backend, self.scale = backend, scale
        self._near, self._far, self._length = program, far or program, length
        self._sizes: dict[int, tuple[float, float]] = {}
        self._level = 0
        self._last: Bounds | None = None
        self.bounds: Sequence[Interval] = ()

    def peak(self) -> tuple[float, float]:
        """log2 of the largest contribution to the measure, and to measure or mass, on the coarse grid."""
        sizes = [self._size(k) for k in _COARSE]
        return max(s[0] for s in sizes), max(s[1] for s in sizes)

    def refine(self, floor: float, goal: float, effort: Effort) -> None:
        """Shrink the steps until two results at two resolutions and precisions agree within 2**floor."""
        if self.peak()[1] < floor - 2 * _MARGIN:
            self.bounds = negligible(floor)
        while not self.bounds or log2_of(self.bounds[0][1] - self.bounds[0][0]) > floor:
            current = self._trapezoid(floor - _MARGIN, goal, effort)
            if self._last is not None:
                self.bounds = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in zip(self._last, current, strict=True)]
            self._last, self._level = current, self._level + 1
            if self._level > 12:
                raise PrecisionError("the integral does not settle: two resolutions keep differing")

    def _size(self, k: int) -> tuple[float, float]:
        if k not in self._sizes:
            f, m = (self.backend.size(v) for v in self._contribution((k, 1, 4), self.backend.coarse_bits, -math.inf))
            self._sizes[k] = f, max(f, m)
        return self._sizes[k]

    def _contribution(self, t: tuple[int, int, int], bits: int, floor: float) -> tuple[Number, Number]:
        """Weighted integrand at a node, accurate in the sense of ``accurately``."""
        return accurately(self.backend, lambda precision: self._weighted(t, precision), bits, floor)

    def _weighted(self, t: tuple[int, int, int], bits: int) -> tuple[Number, Number]:
        near, u, weight = self._node(t, bits)
        try:
            f, mass = (self._near if near else self._far)(bits)(u)
        except (ZeroDivisionError, ValueError):
            undefined = self.backend.undefined()
            return undefined, undefined
        return f * weight, mass * weight

    def _node(self, t: tuple[int, int, int], bits: int) -> tuple[bool, Number, Number]:
        """Whether the node is nearer to the first end, its distance from the nearer end, and dx/dt."""
        backend = self.backend
        growth, slope = _exponential(backend, t, bits)
        if self._length is None:
            u = backend.midpoint(growth * backend.rational(int(self.scale.p), int(self.scale.q)))
            return True, u, u * slope
        near = t[0] <= 0
        ratio = growth * growth if near else 1 / (growth * growth)
        length = self._length(bits)
        share = ratio / (1 + ratio)
        return near, backend.midpoint(length * share), 2 * length * slope * share / (1 + ratio)

    def _span(self, depth: float, effort: Effort) -> tuple[float, float]:
        """The range of t outside which contributions stay more than ``depth`` bits below the largest."""
        threshold = self.peak()[1] - depth
        loud = [k for k in _COARSE if self._size(k)[1] >= threshold]
        low = self._quiet_from(min(loud), -1, threshold, effort)
        return low / 4, self._quiet_from(max(loud), 1, threshold, effort) / 4

    def _quiet_from(self, k: int, sign: int, threshold: float, effort: Effort) -> int:
        """The coarse node beyond k from which contributions stay below the threshold."""
        quiet = 0
        while quiet < 6:
            k += sign
            effort.check("quadrature")
            if abs(k) > _CAP:
                raise PrecisionError(
                    "the integral does not settle towards an end of its range; check that the value is finite"
                )
            quiet = quiet + 1 if self._size(k)[1] < threshold else 0
        return k - 5 * sign

    def _trapezoid(self, floor: float, goal: float, effort: Effort) -> Bounds:
        top, backend, level = self.peak()[1], self.backend, self._level
        low, high = self._span(max(top - floor, 10.0) + 8 * level, effort)
        bits = int(max(goal, top - floor)) + 64 + 48 * level
        p, q = 3**level, int(goal / 3 + 8) * 5**level
        total, mass = backend.rational(0, 1), backend.rational(0, 1)
        for k in range(math.floor(low * q / p), math.ceil(high * q / p) + 1):
            if k % 64 == 0:
                effort.check("quadrature")
            f, m = self._contribution((k, p, q), bits, floor)
            with backend.working(bits):
                total, mass = total + f, mass + m
        with backend.working(bits):
            return real_bounds(backend, total * p / q, int(floor)), real_bounds(backend, mass * p / q, int(floor))


def real_bounds(backend: Backend, x: Number, unit: int) -> Interval:
    """An enclosure of a number that must be real."""
    real, imaginary = backend.parts(x)
    if imaginary is not None:
        raise PrecisionError("the integrand is not real: a density may be negative inside its support")
    return backend.bounds(real, unit)


def accurately(
    backend: Backend, compute: Callable[[int], tuple[Number, Number]], bits: int, floor: float
) -> tuple[Number, Number]:
    """Both numbers with errors below 2**floor, at whatever precision that takes.

    Without a floor (-inf) 8 bits of either are enough, and where a number may be zero, smallness is.
    """
    while True:
        with backend.working(bits):
            values = compute(bits)
            errors = [backend.error(v) for v in values]
        if max(errors) <= floor or (floor == -math.inf and _is_rough(backend, values, errors, bits)):
            return values
        bits *= 2
        if bits > backend.most_bits:
            raise PrecisionError("the integrand may be undefined, infinite or not real inside the support")


def _is_rough(backend: Backend, values: Sequence[Number], errors: Sequence[float], bits: int) -> bool:
    if max(errors) == math.inf:
        return False
    return bits > _ENOUGH_BITS or all(
        error <= max(backend.size(v) - 8, _NEGLIGIBLE) for v, error in zip(values, errors, strict=True)
    )


@lru_cache(maxsize=20_000)
def _exponential(backend: Backend, t: tuple[int, int, int], bits: int) -> tuple[Number, Number]:
    """exp(π/2 sinh t) and its logarithmic derivative π/2 cosh t at t = k p / q."""
    k, p, q = t
    exp = backend.function("exp")
    half_pi = backend.constant("pi") / 2
    up = exp(backend.rational(k * p, q))
    down = 1 / up
    return exp(half_pi * (up - down) / 2), half_pi * (up + down) / 2


def settle(parts: Sequence[Part], digits: int, effort: Effort) -> Bounds:
    """Bounds of the sum of the measures over the parts, to ``digits`` digits and some, and of their mass."""
    top = max(part.peak()[0] for part in parts)
    if top == -math.inf:
        raise PrecisionError("the integrand vanishes at every node; the value may be exactly zero")
    goal = digits * math.log2(10) + 16
    deepest = top - 6 * goal - 100
    while top > deepest:
        for part in parts:
            part.refine(top - goal - 4, goal, effort)
        lower, upper = _total(parts, 0)
        size = log2_of(max(abs(lower), abs(upper)))
        if log2_of(upper - lower) <= size - goal + 10:
            return (lower, upper), _total(parts, 1)
        top = min(top - 8, size)
    raise PrecisionError("the digits do not settle; the value may be exactly zero")


def negligible(floor: float) -> Bounds:
    """Measure and mass within 2**(floor - 8) of zero."""
    bound = Fraction(2) ** (int(floor) - 8)
    return (-bound, bound), (-bound, bound)


def log2_of(x: Fraction) -> float:
    """log2 of a rational, to about a bit (-inf for 0)."""
    return float(x.numerator.bit_length() - x.denominator.bit_length()) if x else -math.inf


def _total(parts: Sequence[Part], which: int) -> Interval:
    bounds = [part.bounds[which] for part in parts]
    return sum((b[0] for b in bounds), Fraction()), sum((b[1] for b in bounds), Fraction())
