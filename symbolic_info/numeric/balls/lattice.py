"""Sums over lattice laws, enclosed: every term of a window as a ball, and proven bounds of what lies outside."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
        if self._last - self._first < _FEW:
            first, last = int(self._first), int(self._last)
            return self._added(range(first, last + 1) if self._active else range(0), bits, floor, effort)
        windows = self._windows(floor - _SPARE)
        if self._are_apart(windows, floor - _SPARE):
            sums = [part.enclosure(which, bits, floor, effort) for part in self._single]
            with self._backend.working(bits):
                return sums[0][0] + sums[1][0] + self._slack(floor), sums[0][1] + sums[1][1]
        low, high = _hull(windows)
        points, error = range(low, high + 1), float(floor)
        if high - low > _FEW:
            with suppress(NoGermError):
                points, more = self._sparse.grid(low, high, self._last, which, floor - _SPARE // 2)
                error = max(error, more + 1)
        if (points.stop - points.start) // points.step > _MOST_TERMS:
            raise NoGermError("too many terms matter")
        return self._added(points, bits, floor, effort, error)

    def _slack(self, error: float) -> Any:
        if error == -math.inf:
            return self._backend.rational(0, 1)
        left_out = power_of_two(self._backend, math.ceil(error))
        return self._backend.hull(-left_out, left_out)

    @cached_property
    def _single(self) -> list[_Range]:
        """The range for each of two laws alone."""
        terms = self._terms
        alone = [Terms(self._integrand, terms.backend, terms.effort, i) for i in self._active]
        return [_Range(self._integrand, each, self._first, self._last, self._backend) for each in alone]

    def _are_apart(self, windows: Sequence[tuple[int, int]], floor: float) -> bool:
        """Whether each of two laws is negligible, in the integrand too, where the other has its window."""
        if len(self._integrand.densities) != 2 or len(windows) != 2 or len(self._fading) != 2:
            return False
        left = min(range(2), key=windows.__getitem__)
        (_, a), (b, _) = windows[left], windows[1 - left]
        if b - a < _FEW:
            return False
        share = floor - math.log2(sum(map(len, self._fading)))
        rights = [hill.cut(1, share) for hill in self._fading[left]]
        lefts = [hill.cut(-1, share) for hill in self._fading[1 - left]]
        return max(rights) < b and min(lefts) > a

    @cached_property
    def _fading(self) -> list[list[Hill]]:
        """What bounds the change where one of two laws is left out, for each of them."""
        pairs = [self._integrand.without(_X, i) for i in self._active]
        return [[self._hill(pair) for pair in each] for each in pairs if each]

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
            return total * points.step + self._slack(error), mass * points.step

    def _windows(self, floor: float) -> list[tuple[int, int]]:
        """The first and the last outcome that count for each majorant: less than 2**floor lies outside."""
        share = floor - math.log2(2 * len(self._hills) + 1) - 1
        cuts = [(hill.cut(-1, share), hill.cut(1, share)) for hill in self._hills]
        return [cut for cut in cuts if cut[0] <= cut[1]]

    @cached_property
    def _hills(self) -> list[Hill]:
        if not self._active:
            return []
        unsure = [d.log_in(_X) for d in (self._integrand.densities[i] for i in self._active) if not d.normalised]
        pairs = dict.fromkeys([*self._integrand.majorants(_X, self._active), *((log, sympy.S.One) for log in unsure)])
        return [self._hill(pair) for pair in pairs]

    def _hill(self, pair: tuple[Any, Any]) -> Hill:
        log, factor = map(self._resolved, pair)
        return Hill((log, factor), _X, self._first, self._last, self._backend)

    @cached_property
    def _sparse(self) -> SparseSum:
        exprs = [self._resolved(e) for e in self._integrand.expressions(_X, self._active)]
        return SparseSum(self._integrand, self._active, exprs, _X, self._backend)

    def _resolved(self, expr: Any) -> Any:
        return with_signs_between(in_known_terms(expr), _X, self._first, self._last, self._backend, proven=True)


def _hull(windows: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return (min(low for low, _ in windows), max(high for _, high in windows)) if windows else (0, -1)


def _ranges(integrand: Integrand) -> list[tuple[Any, Any]]:
    """The outcomes cut at the ends of supports and at kinks."""
    first, last = support(integrand)
    logs = [d.log_in(_X) for d in integrand.densities]
    marks = {k for e in (*logs, *integrand.features(_X)) for k in kinks(e, _X)}
    starts = {s for mark in marks for s in (sympy.ceiling(mark), sympy.floor(mark) + 1)}
    starts |= {d.lower for d in integrand.densities} | {d.upper + 1 for d in integrand.densities}
    inner = sorted(s for s in starts if s.is_finite and first < s <= last)
    return [(a, b - 1) for a, b in pairwise([first, *inner, last + 1])]
