"""Every law of the registry at admissible parameters drawn at random: all rungs of the ladder against quadrature.

Integers, half-integers and the boundaries of the domains are among what is drawn.
"""

import random

import pytest
from sympy import Integer, Rational, S, log, oo

from symbolic_info import RenyiEntropy
from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.numbers import by_definition
from symbolic_info.errors import ParameterError, PrecisionError
from symbolic_info.laws.law import Parametric
from symbolic_info.laws.mass import mass
from symbolic_info.laws.vector.law import VectorLaw
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.numeric import evaluate

DIGITS = 15
POOL = [Rational(t) for t in ("-3/2", "-1", "0", "1/10", "1/3", "1/2", "2/3", "9/10", "1", "3/2", "2", "5/2", "3", "5")]
SERIES = "its mass function is a sum of logarithms of which no closed sum is known"
BESSEL = "its density is a Bessel function, whose logarithm has no known mean"
NO_FORM = {
    "Benini": "exponential integrals at some parameters only",
    "BetaNoncentral": "its density is a series",
    "Borel": SERIES,
    "ChiNoncentral": BESSEL,
    "DiscreteWeibull": SERIES,
    "ExGaussian": "its density holds erfc",
    "FermiDirac": "alternating sums of harmonic numbers, for even orders only",
    "GeneralizedInverseGaussian": "derivatives of Bessel functions in their order, at some orders only",
    "Hermite": "its mass function is a sum",
    "LogCauchy": "infinite or without digits: the tail is too heavy",
    "LogitNormal": "the mean of log(1 + exp(Z)) under a normal law",
    "NegativeBinomial": SERIES,
    "NoncentralChiSquared": BESSEL,
    "Poisson": SERIES,
    "Rice": BESSEL,
    "Skellam": BESSEL,
    "SkewNormal": "the mean of the logarithm of erfc",
    "YuleSimon": SERIES,
}
# Laws of vectors and matrices have their own tests (unit/test_vectors.py).
SCALAR = [cls for _, cls in sorted(Parametric.registry.items()) if not issubclass(cls, VectorLaw)]


def drawn(cls, count, seed):
    """Distinct random instances; the domains and the constraints are those of the law itself."""
    random_source, found = random.Random(f"{cls.__name__}{seed}"), []
    names = [n for n in cls.parameters if n not in cls.defaults]
    for _ in range(4000):
        pools = [[*cls.parameters[n].samples, *POOL] for n in names]
        try:
            law = cls(*(random_source.choice(pool) for pool in pools))
        except ParameterError:
            continue
        if law not in found and all(c == S.true for c in getattr(law, "conditions", ())):
            found.append(law)
        if len(found) == count:
            return found
    return found


def agree(node):
    """Whether the closed form, if there is one, equals the definition; None where one of them has no digits."""
    formula = derived(node, Budget(10), rules_only=True).value
    if formula is None:
        return None
    try:
        truth = by_definition(node, DIGITS, Budget(20))
    except PrecisionError as error:
        return True if formula == 0 and "exactly zero" in str(error) else None
    mine, truth = evaluate(formula, DIGITS + 5).to_sympy(), truth.to_sympy()
    if oo in (mine, truth):
        return bool(mine == truth)
    return bool(abs(mine - truth) <= Rational(10) ** (2 - DIGITS) * max(1, abs(truth)))


def largest_mass(law):
    low, high = (law.lower, law.upper) if law.lower.is_finite else (-40, 40)
    last = int(min(high, low + 80))
    return max(evaluate(mass(law, Integer(k)), 20).to_sympy() for k in range(int(low), last + 1))


@pytest.mark.parametrize("cls", SCALAR, ids=lambda c: c.__name__)
def test_entropy(cls):
    (law,) = drawn(cls, 1, 0)
    assert agree(Entropy(law)) is (None if cls.__name__ in NO_FORM else True)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("cls", SCALAR, ids=lambda c: c.__name__)
def test_measures_of_more_instances(cls, seed):
    p, q = (drawn(cls, 2, seed) * 2)[:2] or (None, None)
    for node in (
        Entropy(p),
        RenyiEntropy(p, 2),
        RenyiEntropy(p, Rational(1, 2)),
        KLDivergence(p, q),
        CrossEntropy(p, q),
    ):
        assert agree(node) is not False, node


@pytest.mark.parametrize("cls", SCALAR, ids=lambda c: c.__name__)
def test_min_entropy_of_discrete_laws(cls):
    for law in drawn(cls, 1, 5):
        closed = derived(RenyiEntropy(law, oo), Budget(10), rules_only=True).value if law.discrete else None
        if closed is not None:
            assert abs(evaluate(closed, 20).to_sympy() + log(largest_mass(law))) < 1e-12, law
