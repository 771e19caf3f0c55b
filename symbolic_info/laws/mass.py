"""The probability of one outcome under any discrete law, and laws as lists of outcomes."""

from __future__ import annotations

from sympy import Basic, Expr, Integer, S, exp

from symbolic_info.laws.families.lattice import LatticeLaw
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.vector.law import VectorLaw

MOST_OUTCOMES = 64
ONLY_POWERS = {"mul": False, "multinomial": False, "log": False, "power_base": False, "basic": False}


def mass(law: Law, outcome: Basic) -> Expr:
    """The probability of ``outcome``, 0 outside the support.

    >>> from sympy import Rational
    >>> from symbolic_info.laws import Binomial
    >>> from symbolic_info.laws.mass import mass
    >>> mass(Binomial(2, Rational(1, 3)), 1), mass(Binomial(2, Rational(1, 3)), 3)
    (4/9, 0)
    """
    outcome, model = S(outcome), as_model(law)
    if isinstance(model, Finite):
        return model.probability(outcome)
    if isinstance(model, Mixture):
        return sum((w * mass(p, outcome) for w, p in zip(model.weights, model.laws, strict=True)), S.Zero)
    if isinstance(model, VectorLaw):
        return model.mass(outcome)
    if not outcome.is_integer or (outcome - law.lower).is_negative or (law.upper - outcome).is_negative:
        return S.Zero
    return exp(law.log_density(outcome)).expand(power_exp=True, **ONLY_POWERS)


def listed(law: Law) -> Finite | None:
    """The law as a list of outcomes, where it has at most 64 explicit ones."""
    model = as_model(law)
    if isinstance(model, Finite):
        return model
    if isinstance(law, VectorLaw):
        return None if law.outcomes is None else Finite(law.outcomes, [mass(law, x) for x in law.outcomes])
    if not (law.discrete and isinstance(model, LatticeLaw) and law.lower.is_Integer and law.upper.is_Integer):
        return None
    points = range(int(law.lower), int(law.upper) + 1)
    if len(points) > MOST_OUTCOMES:
        return None
    return Finite([Integer(k) for k in points], [mass(law, Integer(k)) for k in points])
