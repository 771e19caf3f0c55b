"""Sums over lattice laws, enclosed: every term of a window as a ball, and proven bounds of what lies outside."""

from __future__ import annotations

import math
from typing import Any

import sympy

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.enclosure import MASS_SLACK, settled
from symbolic_info.numeric.balls.germ import NoGermError
from symbolic_info.numeric.balls.tails import Tail
from symbolic_info.numeric.balls.view import power_of_two
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.quadrature import Interval
from symbolic_info.numeric.summation import Terms, support

__all__ = ["enclosed_sum"]

_MOST_TERMS = 20_000
_LAST_OCTAVE = 15
_BREATH = 64
_FAR = 10**9


def enclosed_sum(integrand: Integrand, digits: int, backend: Enclosing, effort: Effort) -> Interval:
    """Bounds of the measure; ``NoGermError`` where the tails, and ``PrecisionError`` where the digits, resist."""
    window = _Window(integrand, backend, effort)
    bounds = settled(window.enclosure, digits, backend, effort)
    if not (backend.size(window.mass - 1) < math.log2(MASS_SLACK)):
        raise NoGermError("the mass is not seen to be 1")
    return bounds


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
