"""The probability of one outcome under any discrete law, and laws as lists of outcomes."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import And, Basic, Expr, Integer, S, expand_func, gamma
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.families.lattice import LatticeLaw
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.vector.law import VectorLaw
from symbolic_info.rules.exponents import exponential_of

MOST_OUTCOMES = 64


@dataclass(frozen=True)
class Chance:
    """``value`` where the condition ``inside`` holds, 0 elsewhere."""

    value: Expr
    inside: Boolean = S.true


NEVER = Chance(S.Zero)


def chance(law: Law, outcome: Basic) -> Chance | None:
    """The probability of ``outcome``; None where it is not known whether it is a point of the lattice.

    >>> from sympy import Symbol
    >>> from symbolic_info.laws import Poisson, UniformRange
    >>> from symbolic_info.laws.mass import chance
    >>> m = Symbol("m", integer=True)
    >>> chance(UniformRange(0, m), 1)
    Chance(value=1/(m + 1), inside=1 <= m)
    >>> chance(Poisson(1), Symbol("x")) is None
    True
    """
    outcome, model = S(outcome), as_model(law)
    if isinstance(model, Finite):
        return Chance(model.probability(outcome))
    if isinstance(model, Mixture):
        return _mixed(model, outcome)
    if isinstance(model, VectorLaw):
        return Chance(model.mass(outcome))
    if not isinstance(outcome, Expr):
        return NEVER
    return _pulled_back(model, outcome) if isinstance(model, Image) else _on_lattice(law, outcome)


def _mixed(law: Mixture, outcome: Basic) -> Chance | None:
    found = [chance(p, outcome) for p in law.laws]
    if any(c is None or c.inside not in (S.true, S.false) for c in found):
        return None
    return Chance(sum((w * c.value for w, c in zip(law.weights, found, strict=True) if c), S.Zero))


def _pulled_back(law: Image, outcome: Expr) -> Chance | None:
    """A map takes one point to the outcome, or none: the inverse of a root knows negative numbers too."""
    inner = law.map.inverse(outcome)
    gap = (law.map.forward(inner) - outcome).expand()
    met = True if gap == 0 else gap.equals(0) if gap.is_number else None
    return NEVER if met is False else chance(law.source, inner) if met else None


def _on_lattice(law: Law, outcome: Expr) -> Chance | None:
    if not outcome.is_integer:
        return None if outcome.is_integer is None else NEVER
    inside = And(_ordered(law.lower, outcome), _ordered(outcome, law.upper))
    if inside == S.false:
        return NEVER
    value = exponential_of(law.log_density(outcome))
    return Chance(min(value, expand_func(value), key=lambda e: e.count_ops()) if value.has(gamma) else value, inside)


def _ordered(a: Expr, b: Expr) -> Boolean:
    return S.true if a.is_infinite or b.is_infinite else a <= b


def mass(law: Law, outcome: Basic) -> Expr:
    """The probability of ``outcome``, 0 outside the support; UnknownLawError where that is not known.

    >>> from sympy import Rational
    >>> from symbolic_info.laws import Binomial
    >>> from symbolic_info.laws.mass import mass
    >>> mass(Binomial(2, Rational(1, 3)), 1), mass(Binomial(2, Rational(1, 3)), 3)
    (4/9, 0)
    """
    found = chance(law, outcome)
    if found is None or found.inside != S.true:
        raise UnknownLawError(f"it is not known whether {outcome} is an outcome of {law}; give the symbols assumptions")
    return found.value


def listed(law: Law) -> Finite | None:
    """The law as a list of outcomes, where it has at most 64 explicit ones."""
    model = as_model(law)
    if isinstance(model, Finite):
        return model
    if isinstance(law, VectorLaw):
        return None if law.outcomes is None else Finite(law.outcomes, [mass(law, x) for x in law.outcomes])
    if not (law.discrete and isinstance(model, LatticeLaw) and law.lower.is_Integer and law.upper.is_Integer):
        return None
    if law.upper - law.lower >= MOST_OUTCOMES:
        return None
    points = range(int(law.lower), int(law.upper) + 1)
    return Finite([Integer(k) for k in points], [mass(law, Integer(k)) for k in points])
