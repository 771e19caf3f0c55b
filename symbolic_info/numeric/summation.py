"""Sums over lattice laws: term by term where it matters, integrals with Abel–Plana ends where terms are many."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import sympy

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.landscape import Landscape, survey
from symbolic_info.numeric.line import piece_between, program_from
from symbolic_info.numeric.quadrature import Bounds, Piece, accurately, log2_of, negligible, real_bounds, settle
from symbolic_info.numeric.signs import KINKED, with_signs_between

__all__ = ["Terms", "summate", "support"]

_MOST_TERMS = 4000
_SPARE_BITS = 10


def summate(integrand: Integrand, digits: int, backend: Backend, effort: Effort) -> Bounds:
    """Bounds of the measure and of the mass."""
    terms = Terms(integrand, backend, effort)
    first, last = support(integrand)
    if last - first < _MOST_TERMS:
        return _directly(terms, int(first), int(last), digits)
    land = survey(integrand, backend, effort)
    window = _window(terms, land, first, last, digits)
    if window is not None:
        return _truncated(terms, window, digits)
    if any(d.log_density.has(sympy.besseli) for d in integrand.densities):
        raise PrecisionError("too many terms matter; Bessel functions of every order are too slow to integrate between")
    runs = [_by_blocks(terms, land, first, last, digits, reach) for reach in (10 + digits // 4, 17 + digits // 3)]
    return tuple(_hull(a, b) for a, b in zip(*runs, strict=True))  # type: ignore[return-value]


def _hull(a: tuple[Any, Any], b: tuple[Any, Any]) -> tuple[Any, Any]:
    return min(a[0], b[0]), max(a[1], b[1])


def support(integrand: Integrand) -> tuple[Any, Any]:
    """The first and the last outcome of any of the laws."""
    return min(d.lower for d in integrand.densities), max(d.upper for d in integrand.densities)


class _Window(NamedTuple):
    """The terms that count, and log2 of what those outside come to."""

    low: int
    high: int
    floor: float


def _whole(end: Any) -> Any:
    """The end of a support as a number of Python's, which compares fast."""
    return int(end) if end.is_finite else math.inf if end > 0 else -math.inf


class Terms:
    """The terms of the sum at whole numbers, of one density ``alone`` if its number is given."""

    def __init__(self, integrand: Integrand, backend: Backend, effort: Effort, alone: int | None = None) -> None:
        self.integrand, self.backend, self.effort, self._alone = integrand, backend, effort, alone
        self._programs: dict[tuple[tuple[int, ...], int | None], Any] = {}
        self._supports = [(_whole(d.lower), _whole(d.upper)) for d in integrand.densities]
        self._by_cases = any(d.log_density.has(sympy.Piecewise) for d in integrand.densities)

    def active(self, low: Any, high: Any) -> list[int]:
        """The densities that are positive on the whole of low..high."""
        known = enumerate(self._supports)
        return [i for i, (first, last) in known if first <= low and high <= last and self._alone in (None, i)]

    def program(self, k: int) -> Any:
        """The integrand around k, as a function of the precision."""
        exactly = k == 0 or self._by_cases
        active = self._positive(k) if self._by_cases else self.active(k, k)
        key = (tuple(active), k if exactly else None)
        if key not in self._programs:
            x = sympy.Integer(k) if exactly else sympy.Dummy("x", integer=True)
            self._programs[key] = self._compiled(x, active)
        return self._programs[key]

    def _positive(self, k: int) -> list[int]:
        """The densities that do not vanish at k."""
        logs = {i: self.integrand.densities[i].log_in(sympy.Integer(k)) for i in self.active(k, k)}
        return [i for i, log in logs.items() if not log.has(sympy.zoo, -sympy.oo)]

    def _compiled(self, x: Any, active: Sequence[int]) -> Any:
        exprs = self.integrand.expressions(x, active) if active else ()
        symbol = x if x.is_Symbol else sympy.Dummy("none")
        return program_from(self.integrand, active, exprs, symbol, self.backend)

    def at(self, k: int, bits: int = 0, floor: float = -math.inf) -> tuple[Any, Any]:
        """Measure and mass of the term, accurate in the sense of ``accurately``."""
        backend, program = self.backend, self.program(k)
        bits = bits or backend.coarse_bits
        return accurately(backend, lambda precision: program(precision)(backend.rational(k, 1)), bits, floor)

    def log_size(self, k: int) -> float:
        """log2 of the larger of measure and mass."""
        return max(map(self.backend.size, self.at(k)))


def _directly(terms: Terms, first: int, last: int, digits: int) -> Bounds:
    """The sum over first..last, at two precisions; the tail ratio at open ends bounds what is left out."""
    goal = digits * math.log2(10) + 24
    present = [k for k in range(first, last + 1) if terms.active(k, k)]
    top = max((terms.backend.size(terms.at(k)[0]) for k in present), default=-math.inf)
    while top > -max(20 * goal, 4000):
        measure, mass = _twice(terms, present, top - goal, goal)
        size = log2_of(max(abs(measure[0]), abs(measure[1])))
        if measure[0] == measure[1] != 0 or log2_of(measure[1] - measure[0]) < size - goal + 16:
            return measure, mass
        top = min(top - 8, size)
    raise PrecisionError("the digits of the sum do not settle; it may be exactly zero")


def _twice(terms: Terms, present: Sequence[int], floor: float, goal: float) -> Bounds:
    """The sum at two precisions, hulled; one is enough where the arithmetic bounds its errors."""
    bits = int(goal + max(0.0, -floor)) + 32
    runs = [_sum(terms, present, bits + extra, floor) for extra in ((0,) if terms.backend.encloses else (0, 48))]
    return _hull(runs[0][0], runs[-1][0]), _hull(runs[0][1], runs[-1][1])


def _sum(terms: Terms, present: Sequence[int], bits: int, floor: float) -> Bounds:
    backend = terms.backend
    total, mass = backend.rational(0, 1), backend.rational(0, 1)
    slack = floor - math.log2(len(present) + 1)
    for k in present:
        if k % 64 == 0:
            terms.effort.check("summation")
        f, m = terms.at(k, bits, slack)
        with backend.working(bits):
            total, mass = total + f, mass + m
    with backend.working(bits):
        return real_bounds(backend, total, int(floor) - 8), real_bounds(backend, mass, int(floor) - 8)


def _truncated(terms: Terms, window: _Window, digits: int) -> Bounds:
    """The sum over a window, where what lies outside it cannot show in the digits."""
    measure, mass = _directly(terms, window.low, window.high, digits)
    if log2_of(max(map(abs, measure))) < window.floor + digits * math.log2(10) + _SPARE_BITS:
        raise PrecisionError("the terms of the sum cancel; it may be exactly zero")
    return measure, mass


def _window(terms: Terms, land: Landscape, first: Any, last: Any, digits: int) -> _Window | None:
    """A range of few terms outside which the sum is negligible, or None."""
    inside = [int(sympy.floor(p)) for p in land.splits if p.is_finite]
    peak = max((terms.log_size(k) for k in inside if first <= k <= last), default=0.0)
    smallest = _smallest_total(terms, inside, first, last)
    drop = digits * math.log2(10) + 40 + max(0.0, peak - smallest)
    low = _edge(terms, min(inside), -1, first, peak - drop)
    high = _edge(terms, max(inside), 1, last, peak - drop)
    return (
        _Window(low, high, peak - drop) if low is not None and high is not None and high - low < _MOST_TERMS else None
    )


def _smallest_total(terms: Terms, inside: Sequence[int], first: Any, last: Any) -> float:
    sizes = [terms.backend.size(terms.at(k)[0]) for k in inside if first <= k <= last]
    return max(sizes, default=0.0)


def _edge(terms: Terms, start: int, sign: int, end: Any, floor: float) -> int | None:
    """The first k beyond start from which terms are negligible and fall at least geometrically."""
    k, step = start, 1
    while abs(k - start) < _MOST_TERMS:
        if (end - k) * sign <= 0:
            return int(end)
        if _is_settled(terms, k, sign, end, floor):
            return k
        k += sign * step
        step = max(1, abs(k - start) // 8)
    return None


def _is_settled(terms: Terms, k: int, sign: int, end: Any, floor: float) -> bool:
    sizes = [terms.log_size(j) for j in (k, k + sign, k + 2 * sign) if (end - j) * sign >= 0]
    if len(sizes) < 3 or sizes[0] > floor:
        return False
    # A ratio below 1 - 1/50 that does not grow leaves a tail of at most 50 terms' worth.
    return sizes[1] < floor and sizes[2] <= sizes[0]


@dataclass(frozen=True)
class _Block:
    low: int
    high: int


def _by_blocks(terms: Terms, land: Landscape, first: Any, last: Any, digits: int, reach: int) -> Bounds:
    """Terms within ``reach`` of a landmark one by one, the stretches between by integrals."""
    blocks = _blocks(land, first, last, reach)
    pieces: list[Any] = []
    half = sympy.Rational(1, 2)
    edges = [first - 1 if first.is_finite else first, *(e for b in blocks for e in (b.low, b.high)), last + 1]
    for low, high in zip(edges[1:-1:2], edges[2:-1:2], strict=False):
        pieces.append(_Sum(terms, int(low), int(high)))
    for low, high in zip(edges[::2], edges[1::2], strict=False):
        if high - low > 1:
            pieces += _stretch(terms, land, low + half, high - half)
    return settle(pieces, digits, terms.effort)


def _blocks(land: Landscape, first: Any, last: Any, reach: int) -> list[_Block]:
    blocks: list[_Block] = []
    for point in land.splits:
        if point.is_infinite:
            continue
        centre = int(sympy.floor(point))
        low, high = max(first, centre - reach), min(last, centre + reach)
        if blocks and low <= blocks[-1].high + reach:
            blocks[-1] = _Block(blocks[-1].low, max(int(high), blocks[-1].high))
        elif low <= high:
            blocks.append(_Block(int(low), int(high)))
    return blocks


def _stretch(terms: Terms, land: Landscape, low: Any, high: Any) -> list[Any]:
    """Σ over the whole numbers between two half-integers as an integral and a correction at each finite end."""
    backend, integrand = terms.backend, terms.integrand
    active = terms.active(low + sympy.Rational(1, 2), high - sympy.Rational(1, 2))
    if not active:
        return []
    pieces = [piece_between(integrand, active, low, high, land, backend)]
    for end, sign in ((low, 1), (high, -1)):
        if end.is_finite:
            pieces.append(_correction(terms, active, end, sign, low, high))
    return pieces


def _correction(terms: Terms, active: Sequence[int], end: Any, sign: int, low: Any, high: Any) -> Piece:
    """±2 ∫ Im f(end + i y) / (exp(2 π y) + 1) dy, by which the sum differs from the integral at an end."""
    backend, integrand = terms.backend, terms.integrand
    x = sympy.Dummy("x", real=True)
    z = sympy.Dummy("z")
    exprs = [with_signs_between(e, x, low, high, backend).xreplace({x: z}) for e in integrand.expressions(x, active)]
    if any(e.has(*KINKED) for e in exprs):
        raise PrecisionError("the terms of the sum have a kink that was not found; name it in breaks")
    analytic = program_from(integrand, active, exprs, z, backend)

    def program(bits: int) -> Any:
        run = analytic(bits)
        start = backend.rational(int(end.p), int(end.q))
        turn = 2 * backend.constant("pi")
        exp, zero = backend.function("exp"), backend.rational(0, 1)

        def at(y: Any) -> tuple[Any, Any]:
            fading = exp(-turn * y)
            kernel = 2 * sign * fading / (1 + fading)
            f, m = (backend.parts(v)[1] or zero for v in run(backend.join(start, y)))
            return f * kernel, m * kernel

        return at

    return Piece(backend, program, scale=sympy.Rational(1, 4))


class _Sum:
    """A block of terms in the guise of a piece of the integral."""

    def __init__(self, terms: Terms, low: int, high: int) -> None:
        self._terms = terms
        self._present = [k for k in range(low, high + 1) if terms.active(k, k)]
        self.bounds: Sequence[Any] = ()

    @cached_property
    def _sizes(self) -> list[list[float]]:
        return [[self._terms.backend.size(v) for v in self._terms.at(k)] for k in self._present]

    def peak(self) -> tuple[float, float]:
        """log2 of the largest measure, and of the largest measure or mass."""
        largest = max((s[0] for s in self._sizes), default=-math.inf)
        return largest, max((max(s) for s in self._sizes), default=-math.inf)

    def refine(self, floor: float, goal: float, effort: Effort) -> None:
        """Bounds narrower than 2**floor."""
        if self.peak()[1] < floor - 100:
            self.bounds = negligible(floor)
        else:
            self.bounds = _twice(self._terms, self._present, floor - 8, goal)
