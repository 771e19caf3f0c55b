"""Whether the densities of the user's own that a measure rests on have mass 1."""

from __future__ import annotations

from functools import lru_cache

from sympy import Basic

from symbolic_info.engine.points import admissible_points
from symbolic_info.errors import NormalizationError, PrecisionError
from symbolic_info.laws.density import Density
from symbolic_info.numeric import density as numeric
from symbolic_info.numeric.measures import total_mass

POINTS, SLACK = 2, 10**-6


def is_normalised(node: Basic) -> bool:
    """Whether every density in ``node`` has mass 1, as far as quadrature at admissible points tells.

    Raises `NormalizationError` for a density of numbers whose mass is another one.
    """
    return all(_has_mass_one(law) for law in sorted(node.atoms(Density), key=str))


@lru_cache(maxsize=500)
def _has_mass_one(law: Density) -> bool:
    symbols = law.free_symbols
    points = admissible_points([law], symbols, POINTS) if symbols else [{}]
    masses = [_mass(law.subs(point)) for point in points]
    if not symbols and masses[0] is not None and abs(masses[0] - 1) > SLACK:
        raise NormalizationError(f"the density integrates to {masses[0]:.10g}, not to 1: {law}")
    return bool(masses) and all(mass is not None and abs(mass - 1) <= SLACK for mass in masses)


def _mass(law: Basic) -> float | None:
    """The mass as a number, None where quadrature has no digits."""
    if not isinstance(law, Density):
        return None
    x = law.variable
    plain = numeric.Density(law.log_density(x), x, law.lower, law.upper, law.discrete, law.kinks)
    try:
        low, high = total_mass(plain)
    except PrecisionError:
        return None
    return float((low + high) / 2)
