"""Random variables of ``sympy.stats`` of which more is known: ``given(X, X > 0)``."""

from __future__ import annotations

from typing import Any

from sympy import FiniteSet, Integral, Interval, Lambda, Range, S, Set, Sum

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.density import from_density
from symbolic_info.laws.finite import as_finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.recognize import recognized
from symbolic_info.laws.truncated import truncated


def of_conditional_space(space: Any) -> Law:
    """The law of the one variable of a conditional space; SymPy keeps the density and the set, not the distribution."""
    if len(space.domain.symbols) != 1 or not hasattr(space.domain, "condition"):
        raise UnknownLawError(f"the law of {space.values} is not known")
    density, part = space.density, space.domain.set
    if not isinstance(density, Lambda):
        return as_finite({value: p for outcome, p in density.items() for _, value in outcome})
    if isinstance(part, FiniteSet):
        return as_finite({value: density(value) for value in part})
    return _cut(density, space.domain.fulldomain.set, part)


def _cut(density: Lambda, whole: Set, part: Set) -> Law:
    """Where SymPy leaves the probability of the condition as an integral, what is left without it is the whole law."""
    if not isinstance(part, Interval | Range):
        raise UnknownLawError(f"a variable known to lie in {part}: only intervals and ranges are supported")
    discrete = isinstance(part, Range)
    free = _without_mass(density)
    if free is None:
        return recognized(from_density(density, part, discrete))
    return truncated(recognized(from_density(free, whole, discrete)), part.inf, part.sup)


def _without_mass(density: Lambda) -> Lambda | None:
    (x,) = density.variables
    for mass in density.expr.atoms(Integral, Sum):
        free = density.expr.xreplace({mass: S.One})
        if mass.function.xreplace({mass.variables[0]: x}) == free:
            return Lambda(density.signature, free)
    return None
