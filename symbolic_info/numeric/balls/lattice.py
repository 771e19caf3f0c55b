"""Sums over lattice laws, enclosed: every term of a window as a ball, and proven bounds of what lies outside."""

from __future__ import annotations

import math
from typing import Any

import sympy

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.contour import LongTail, height_of_strip
from symbolic_info.numeric.balls.enclosure import MASS_SLACK, settled
from symbolic_info.numeric.balls.germ import NoGermError
from symbolic_info.numeric.balls.tails import Tail
from symbolic_info.numeric.balls.view import power_of_two
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.quadrature import Interval
from symbolic_info.numeric.summation import Terms, support
from symbolic_info.numeric.vocabulary import LogGamma

__all__ = ["enclosed_sum"]

_MOST_TERMS = 20_000
_LAST_OCTAVE = 15
_BREATH = 64
_FAR, _LATEST_START = 10**9, 10**4
_STRIPS, _SHARE = 4, 0.5
_MASS_BITS, _MASS_FLOOR = 48, -20


def enclosed_sum(integrand: Integrand, digits: int, backend: Enclosing, effort: Effort) -> Interval:
    """Bounds of the measure; ``NoGermError`` where the tails, and ``PrecisionError`` where the digits, resist."""
    window = _Window(integrand, backend, effort)
    try:
        bounds, mass = settled(window.enclosure, digits, backend, effort), window.mass
    except NoGermError:
        effort = effort.share(_SHARE)
        series = _Series(integrand, backend, effort)
        bounds, mass = settled(series.enclosure, digits, backend, effort), None
        if not all(density.normalised for density in integrand.densities):
            mass = series.enclosure(1, _MASS_BITS, _MASS_FLOOR, effort)
    if mass is not None and not backend.size(mass - 1) < math.log2(MASS_SLACK):
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
    """The terms that matter: all up to an end of the support, or up to where a tail is light enough."""

    def __init__(self, integrand: Integrand, backend: Enclosing, effort: Effort) -> None:
        self._terms, self._backend = Terms(integrand, backend, effort), backend
        self._first, self._last = support(integrand)
        if self._last - self._first > _MOST_TERMS and self._last.is_finite:
            raise NoGermError("a long support that ends")
        self._tails = {
            sign: _tail(integrand, self._terms, sign, backend)
            for end, sign in ((self._first, -1), (self._last, 1))
            if end.is_infinite
        }
        self.mass: Any = None

    def enclosure(self, which: int, bits: int, floor: int, effort: Effort) -> Any:
        """A ball around the sum; the mass of the window is kept."""
        first, last = self._ends(floor)
        slack = floor - math.log2(last - first + 2)
        backend = self._backend
        with backend.working(bits):
            total, self.mass = backend.rational(0, 1), backend.rational(0, 1)
            for k in range(first, last + 1):
                if k % _BREATH == 0:
                    effort.check("summation")
                if self._terms.active(k, k):
                    term, mass = self._terms.at(k, bits, slack)
                    total, self.mass = total + term, self.mass + mass
            left_out = power_of_two(backend, floor) * len(self._tails)
            return total + backend.hull(-left_out, left_out)

    def _ends(self, floor: int) -> tuple[int, int]:
        ends = {sign: sign * tail.whole_cut(floor, _LAST_OCTAVE) for sign, tail in self._tails.items()}
        first, last = ends.get(-1, self._first), ends.get(1, self._last)
        if last - first > _MOST_TERMS:
            raise NoGermError("too many terms matter")
        return int(first), int(last)


def _tail(integrand: Integrand, terms: Terms, sign: int, backend: Enclosing) -> Tail:
    """What lies beyond a large t on one side: the terms fall there, so that their integral bounds their sum."""
    if any(abs(end) > _FAR for d in integrand.densities for end in (d.lower, d.upper) if end.is_finite):
        raise NoGermError("an end of a support far away")
    x, t = sympy.Dummy("x", real=True), sympy.Dummy("t", positive=True)
    active = terms.active(sign * _FAR, sign * _FAR)
    majorants = integrand.majorants(x, active)
    if not active or any(log.has(sympy.Piecewise) for log, _ in majorants):
        raise NoGermError("cases far away")
    return Tail(
        [(log.xreplace({x: sign * t}), factor.xreplace({x: sign * t})) for log, factor in majorants], t, True, backend
    )
