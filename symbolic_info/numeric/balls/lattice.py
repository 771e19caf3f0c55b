"""Sums over lattice laws, enclosed: every term of a window as a ball, and proven bounds of what lies outside."""

from __future__ import annotations

import math
from contextlib import suppress
from functools import cached_property
from itertools import pairwise
from typing import Any

import sympy

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.contour import LongTail, height_of_strip
from symbolic_info.numeric.balls.enclosure import MASS_SLACK, settled
from symbolic_info.numeric.balls.germ import NoGermError
from symbolic_info.numeric.balls.hill import Hill
from symbolic_info.numeric.balls.sparse import SparseSum
from symbolic_info.numeric.balls.view import power_of_two
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.landmarks import kinks
from symbolic_info.numeric.quadrature import Interval
from symbolic_info.numeric.signs import with_signs_between
from symbolic_info.numeric.summation import Terms, support
from symbolic_info.numeric.vocabulary import LogGamma, in_known_terms

__all__ = ["enclosed_sum"]

_MOST_TERMS, _FEW = 100_000, 500
_SPARE = 8
_BREATH = 64
_LATEST_START = 10**4
_STRIPS, _SHARE = 4, 0.5
_MASS_BITS, _MASS_FLOOR = 48, -20
_X = sympy.Dummy("x", real=True)


def enclosed_sum(integrand: Integrand, digits: int, backend: Enclosing, effort: Effort) -> Interval:
    """Bounds of the measure; ``NoGermError`` where the tails, and ``PrecisionError`` where the digits, resist."""
    normalised = all(density.normalised for density in integrand.densities)
    try:
        window = _Window(integrand, backend, effort)
        bounds, mass = settled(window.enclosure, digits, backend, effort), window.mass
    except NoGermError:
        effort = effort.share(_SHARE)
        series = _Series(integrand, backend, effort)
        bounds = settled(series.enclosure, digits, backend, effort)
        mass = None if normalised else series.enclosure(1, _MASS_BITS, _MASS_FLOOR, effort)
    if not normalised and not backend.size(mass - 1) < math.log2(MASS_SLACK):
        raise NoGermError("the mass is not seen to be 1")
    return bounds


class _Series:
    """A sum from a first outcome to infinity: some terms one by one, and a long tail."""

    def __init__(self, integrand: Integrand, backend: Enclosing, effort: Effort) -> None:
        self._terms, self._backend, self._integrand = Terms(integrand, backend, effort), backend, integrand
        self._first, last = support(integrand)
        ends = [end for d in integrand.densities for end in (d.lower, d.upper) if end.is_finite]
        if all(d.log_in(d.symbol).has(LogGamma) for d in integrand.densities):
            raise NoGermError("gamma functions far out have no narrow balls")
        if not self._first.is_finite or last.is_finite or any(abs(end) > _LATEST_START for end in ends):
            raise NoGermError("a sum over more than a half-line")
        self._at_least = int(max(ends)) + 1

    def enclosure(self, which: int, bits: int, floor: int, effort: Effort) -> Any:
        """A ball around the sum of measure (0) or mass (1)."""
        start = max(self._at_least, int(self._first) + _STRIPS * height_of_strip(floor))
        active = self._terms.active(start, start)
        tail = LongTail(self._integrand, active, start, self._backend).enclosure(which, bits, floor, effort)
        slack = floor - math.log2(start - self._first + 2)
        with self._backend.working(bits):
            near = range(int(self._first), start)
            total = sum((self._terms.at(k, bits, slack)[which] for k in near), self._backend.rational(0, 1))
            return total + tail


class _Window:
    """The terms that matter, range by range: all of a short range, else those about its peaks."""

    def __init__(self, integrand: Integrand, backend: Enclosing, effort: Effort) -> None:
        self._terms, self._backend = Terms(integrand, backend, effort), backend
        self._ranges = [_Range(integrand, self._terms, *ends, backend) for ends in _ranges(integrand)]
        self.mass: Any = None

    def enclosure(self, which: int, bits: int, floor: int, effort: Effort) -> Any:
        """A ball around the sum; the mass of the terms is kept."""
        sums = [part.enclosure(which, bits, floor, effort) for part in self._ranges]
        with self._backend.working(bits):
            total, self.mass = (sum(each, self._backend.rational(0, 1)) for each in zip(*sums, strict=True))
        return total


class _Range:
    """The outcomes from ``first`` to ``last``, where the same laws are positive and no case distinction changes."""

    def __init__(self, integrand: Integrand, terms: Terms, first: Any, last: Any, backend: Enclosing) -> None:
        self._integrand, self._terms, self._backend = integrand, terms, backend
        self._first, self._last = first, last
        self._active = terms.active(first, last)

    def enclosure(self, which: int, bits: int, floor: int, effort: Effort) -> tuple[Any, Any]:
        """Balls around the sum of the measures and, roughly, that of the masses."""
        if not self._active:
            return self._added(range(0), bits, floor, effort)
        if self._last - self._first < _FEW:
            return self._added(range(int(self._first), int(self._last) + 1), bits, floor, effort)
        low, high = self._window(floor - _SPARE)
        points, error = range(low, high + 1), float(floor)
        if high - low > _FEW:
            with suppress(NoGermError):
                points, more = self._sparse.grid(low, high, self._last, which, floor - _SPARE // 2)
                error = max(error, more + 1)
        if (points.stop - points.start) // points.step > _MOST_TERMS:
            raise NoGermError("too many terms matter")
        return self._added(points, bits, floor, effort, error)

    def _added(self, points: range, bits: int, floor: int, effort: Effort, error: float = -math.inf) -> tuple[Any, Any]:
        slack = floor - math.log2(abs(points.stop - points.start) + 2)
        backend, bits = self._backend, bits + 2 * max(abs(points.start), abs(points.stop)).bit_length()
        with backend.working(bits):
            total, mass = backend.rational(0, 1), backend.rational(0, 1)
            for n, k in enumerate(points):
                if n % _BREATH == 0:
                    effort.check("summation")
                here = self._terms.at(k, bits, slack)
                total, mass = total + here[0], mass + here[1]
            left_out = power_of_two(backend, math.ceil(error)) if error > -math.inf else backend.rational(0, 1)
            return total * points.step + backend.hull(-left_out, left_out), mass * points.step

    def _window(self, floor: float) -> tuple[int, int]:
        """The first and the last outcome that count: less than 2**floor lies outside."""
        share = floor - math.log2(2 * len(self._hills)) - 1
        cuts = [(hill.cut(-1, share), hill.cut(1, share)) for hill in self._hills]
        present = [cut for cut in cuts if cut[0] <= cut[1]]
        return (min(low for low, _ in present), max(high for _, high in present)) if present else (0, -1)

    @cached_property
    def _hills(self) -> list[Hill]:
        majorants = self._integrand.majorants(_X, self._active)
        unsure = [
            d.log_in(_X) for i, d in enumerate(self._integrand.densities) if i in self._active and not d.normalised
        ]
        pairs = {(self._resolved(log), self._resolved(factor)) for log, factor in majorants}
        pairs |= {(self._resolved(log), sympy.S.One) for log in unsure}
        return [Hill(pair, _X, self._first, self._last, self._backend) for pair in pairs]

    @cached_property
    def _sparse(self) -> SparseSum:
        exprs = [self._resolved(e) for e in self._integrand.expressions(_X, self._active)]
        return SparseSum(self._integrand, self._active, exprs, _X, self._backend)

    def _resolved(self, expr: Any) -> Any:
        return with_signs_between(in_known_terms(expr), _X, self._first, self._last, self._backend, proven=True)


def _ranges(integrand: Integrand) -> list[tuple[Any, Any]]:
    """The outcomes cut at the ends of supports and at kinks."""
    first, last = support(integrand)
    logs = [d.log_in(_X) for d in integrand.densities]
    marks = {k for e in (*logs, *integrand.features(_X)) for k in kinks(e, _X)}
    starts = {s for mark in marks for s in (sympy.ceiling(mark), sympy.floor(mark) + 1)}
    starts |= {d.lower for d in integrand.densities} | {d.upper + 1 for d in integrand.densities}
    inner = sorted(s for s in starts if s.is_finite and first < s <= last)
    return [(a, b - 1) for a, b in pairwise([first, *inner, last + 1])]
