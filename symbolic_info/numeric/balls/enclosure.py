"""Integrals over the supports of continuous laws, enclosed: balls on the body and proven bounds of the tails."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import pairwise
from typing import Any

import sympy
from sympy.core.relational import Relational

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.germ import NoGermError
from symbolic_info.numeric.balls.piece import BallPiece
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.density import Density
from symbolic_info.numeric.integrand import Integrand, Powers
from symbolic_info.numeric.landmarks import as_fraction, has_exact_roots, kinks, modes
from symbolic_info.numeric.quadrature import Interval, log2_of, real_bounds
from symbolic_info.numeric.signs import middle_of

__all__ = ["MASS_SLACK", "enclosed_integral", "settled"]

_GUARD = 12
_ROUNDS = 6
_MASS_BITS = (48, 160)
_MASS_FLOOR = -20
MASS_SLACK = Fraction(1, 2**10)
Enclosure = Callable[[int, int, int, Effort], Any]


def enclosed_integral(integrand: Integrand, digits: int, backend: Enclosing, effort: Effort) -> Interval:
    """Bounds of the measure; ``NoGermError`` where the tails, and ``PrecisionError`` where the digits, resist."""
    total = _over_line(integrand, backend)
    normalised = all(density.normalised for density in integrand.densities)
    if not normalised and not _has_mass_one(partial(total, 1), backend, effort):
        # The tails of the measure may be lighter than those of the densities.
        for density in integrand.densities:
            if not _has_mass_one(partial(_over_line(Powers((density,), (1,)), backend), 0), backend, effort):
                raise NoGermError("the mass is not seen to be 1")
    return settled(total, digits, backend, effort)


def _over_line(integrand: Integrand, backend: Enclosing) -> Enclosure:
    """The measure (0) or the mass (1) to the wanted accuracy."""
    pieces = [
        BallPiece(integrand, active, low, high, backend)
        for low, high in pairwise(_splits(integrand))
        if (active := _active(integrand, low, high))
    ]

    def total(which: int, bits: int, floor: int, effort: Effort) -> Any:
        with backend.working(bits):
            return sum((p.enclosure(which, bits, floor, effort) for p in pieces), backend.rational(0, 1))

    return total


def settled(total: Enclosure, digits: int, backend: Enclosing, effort: Effort) -> Interval:
    """The measure enclosed narrowly enough for the digits, by as many bits as that takes."""
    goal = int(digits * math.log2(10)) + _GUARD
    floor, extra = -goal - 4, 24
    for _ in range(_ROUNDS):
        bits = max(goal, -floor) + extra
        ball = total(0, bits, floor, effort)
        if backend.size(ball) == math.inf:
            raise NoGermError("no finite enclosure")
        with backend.working(bits):
            lower, upper = real_bounds(backend, ball, floor - 8)
        size, width = log2_of(max(abs(lower), abs(upper))), log2_of(upper - lower)
        if width <= size - goal + 6:
            return lower, upper
        if width > floor + 6:
            extra += int(width - floor) + 8
        floor = int(min(floor, size - goal - 4))
    raise PrecisionError("the digits do not settle; the value may be exactly zero")


def _has_mass_one(mass: Callable[[int, int, Effort], Any], backend: Enclosing, effort: Effort) -> bool:
    for bits in _MASS_BITS:
        ball = mass(bits, _MASS_FLOOR, effort)
        if backend.size(ball) < math.inf:
            with backend.working(bits):
                low, high = real_bounds(backend, ball, -bits)
            if 1 - MASS_SLACK < low <= 1 + MASS_SLACK and 1 - MASS_SLACK <= high < 1 + MASS_SLACK:
                return True
    return False


def _splits(integrand: Integrand) -> list[Any]:
    """The ends of the supports and what kinks there are; the middle of a line without any."""
    x = sympy.Dummy("x", real=True)
    densities = integrand.densities
    exprs = [d.log_in(x) for d in densities] + integrand.features(x)
    marks = {m for e in exprs for m in kinks(e, x)} | {b for d in densities for b in d.breaks}
    ends = {end for d in densities for end in (d.lower, d.upper)}
    low, high = min(ends, key=_order), max(ends, key=_order)
    marks |= {sympy.Rational(c.numerator, c.denominator) for d in densities for c in modes(d.log_in(x), x)}
    points = ends | {m for m in marks if _order(low) < _order(m) < _order(high)}
    if not any(point.is_finite for point in points):
        points.add(sympy.S.Zero)
    distinct = {_order(point): point for point in points}
    return [distinct[place] for place in sorted(distinct)]


def _order(point: Any) -> Any:
    return as_fraction(point) if point.is_finite else math.inf if point > 0 else -math.inf


def _active(integrand: Integrand, low: Any, high: Any) -> list[int]:
    middle = middle_of(low, high)
    if any(d.has_gaps and not _has_known_cases(d) for d in integrand.densities):
        raise NoGermError("gaps of a density whose ends are not known exactly")
    return [i for i, d in enumerate(integrand.densities) if d.lives_at(middle)]


def _has_known_cases(density: Density) -> bool:
    x = density.symbol
    gaps = [r.lhs - r.rhs for p in density.log_density.atoms(sympy.Piecewise) for r in p.atoms(Relational)]
    return all(g.is_polynomial(x) and has_exact_roots(g, x) for g in gaps)
