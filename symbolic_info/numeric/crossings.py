"""Where two densities cross: the kinks of |p - q|, found by signs and halved to any accuracy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import sympy

from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.density import Density, log_ratio
from symbolic_info.numeric.integrand import Gap
from symbolic_info.numeric.landmarks import as_fraction
from symbolic_info.numeric.landscape import Landscape, survey
from symbolic_info.numeric.tape import Tape

__all__ = ["split_at_crossings"]

_OCTAVES = range(-30, 31)
_SPARE_BITS = 40
Sign = Callable[[Fraction], int]


def split_at_crossings(
    p: Density, q: Density, digits: int, backend: Backend, effort: Effort
) -> tuple[Density, Density]:
    """The densities with breaks where they cross inside the common support.

    A crossing that is missed leaves a kink inside a piece, on which two resolutions do not come to agree.

    >>> from sympy import Symbol, oo
    >>> from symbolic_info.numeric.backends import best_backend
    >>> from symbolic_info.numeric.budget import Effort
    >>> x = Symbol('x', real=True)
    >>> p, q = Density(-x, x, 0, oo), Density(-2*x + sympy.log(2), x, 0, oo)
    >>> [round(float(b), 6) for b in split_at_crossings(p, q, 20, best_backend(), Effort(9.0))[0].breaks]
    [0.693147]
    """
    bits = int(digits * 3.33) + _SPARE_BITS
    sign = _sign_of_ratio(p, q, bits, backend)
    points = _points(survey(Gap(p, q), backend, effort), p, q)
    roots = [_halved(sign, a, b, bits) for a, b in pairwise(points) if sign(a) * sign(b) < 0]
    breaks = tuple(sympy.Rational(r.numerator, r.denominator) for r in roots)
    return replace(p, breaks=(*p.breaks, *breaks)), replace(q, breaks=(*q.breaks, *breaks))


def _sign_of_ratio(p: Density, q: Density, bits: int, backend: Backend) -> Sign:
    x = sympy.Dummy("x", real=True)
    tape = Tape([log_ratio(p.log_in(x), q.log_in(x))], x, backend)
    with backend.working(2 * bits):
        run = tape.bound(2 * bits)

    def sign(point: Fraction) -> int:
        with backend.working(2 * bits):
            try:
                (value,) = run(backend.rational(point.numerator, point.denominator))
            except (ZeroDivisionError, ValueError):
                return 0
            middle = backend.midpoint(backend.parts(value)[0])
            return 1 if middle > 0 else -1 if middle < 0 else 0

    return sign


def _points(land: Landscape, p: Density, q: Density) -> list[Fraction]:
    """Points of the common support at distances of every order from each landmark."""
    low, high = max(p.lower, q.lower), min(p.upper, q.upper)
    finite = [as_fraction(s) for s in land.splits if s.is_finite]
    found = set(finite)
    for place in finite:
        for side in (-1, 1):
            scale: Any = as_fraction(land.scale(sympy.Rational(place.numerator, place.denominator), side))
            found |= {place + side * scale * Fraction(2) ** k for k in _OCTAVES}
    return sorted(x for x in found if low < sympy.Rational(x.numerator, x.denominator) < high)


def _halved(sign: Sign, a: Fraction, b: Fraction, bits: int) -> Fraction:
    """The crossing between two points of opposite sign."""
    first, width = sign(a), (b - a) / 2**bits
    while b - a > width:
        middle = (a + b) / 2
        if sign(middle) == first:
            a = middle
        else:
            b = middle
    return (a + b) / 2
