"""Digits and formulas that an adversary found silently wrong; truths summed from the definitions."""

import mpmath
import pytest
from sympy import Integer, Rational, Symbol, oo

from symbolic_info import (
    ChiSquareDivergence,
    CrossEntropy,
    Entropy,
    KLDivergence,
    RenyiEntropy,
    SquaredHellinger,
    TotalVariation,
    mixture,
    value,
)
from symbolic_info.errors import NormalizationError, PrecisionError, SpaceError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws import Binomial, Finite, Geometric, Normal, Poisson, UniformRange, Zeta

HALF = Rational(1, 2)
inflated = mixture([Finite((0,), (1,)), Poisson(1)], [HALF, HALF])


def poisson(k, rate=1):
    return mpmath.exp(-rate) * mpmath.mpf(rate) ** k / mpmath.factorial(k)


def inflated_mass(k):
    return poisson(k) / 2 + mpmath.mpf(k == 0) / 2


def summed(f):
    return mpmath.fsum(f(k) for k in range(60))


TRUTHS = {
    "chi-square": (ChiSquareDivergence(inflated, Poisson(1)), lambda k: inflated_mass(k) ** 2 / poisson(k), -1),
    "divergence": (
        KLDivergence(inflated, Poisson(2)),
        lambda k: inflated_mass(k) * mpmath.log(inflated_mass(k) / poisson(k, 2)),
        0,
    ),
    "cross-entropy": (
        CrossEntropy(inflated, Poisson(2)),
        lambda k: -inflated_mass(k) * mpmath.log(poisson(k, 2)),
        0,
    ),
    "entropy": (Entropy(inflated), lambda k: -inflated_mass(k) * mpmath.log(inflated_mass(k)), 0),
}


@pytest.mark.parametrize("name", TRUTHS)
def test_a_point_mass_beside_a_lattice_law(name):
    node, term, constant = TRUTHS[name]
    with mpmath.workdps(30):
        truth = summed(term) + constant
        assert abs(mpmath.mpf(str(value(node, 15))) - truth) < 1e-14


def test_a_list_beside_a_uniform_law_has_more_mass_at_its_points():
    wide = UniformRange(0, 100)
    mixed = mixture([Finite((0, 5), (HALF, HALF)), wide], [HALF, HALF])
    assert str(value(TotalVariation(wide, mixed), 15)).startswith("0.49009900990099")  # 1/2 - 1/101
    weights = [Rational(1, 4) + Rational(1, 202)] * 2 + [Rational(1, 202)] * 99
    truth = -mpmath.log(mpmath.mpf(str(sum(w**2 for w in weights).evalf(20))))
    assert abs(mpmath.mpf(str(value(RenyiEntropy(mixed, 2), 12))) - truth) < 1e-11


def test_a_list_is_no_interval():
    few = {0: HALF, 5: HALF}
    for last in (100, 10**40):
        wide = UniformRange(0, last)
        for node in (TotalVariation(wide, few), TotalVariation(few, wide)):
            assert node.doit() != 1
            found = value(node, 15)
            assert found.lower <= 1 - Rational(2, last + 1) <= found.upper


def test_large_outcomes_are_no_symbols_of_the_user():
    node = SquaredHellinger({0: HALF, 10**7: HALF}, Binomial(10**6, HALF))
    assert not node.doit().atoms(Symbol)


def test_what_a_mixture_is_made_of():
    with pytest.raises(SpaceError):
        mixture([Normal(0, 1), Poisson(1)])
    with pytest.raises((UnknownLawError, NormalizationError)):
        mixture([HALF, HALF], [Poisson(1), Poisson(2)])


def test_a_power_of_one_is_not_above_one():
    u, v = Symbol("u", real=True), Symbol("v", positive=True)
    for exponent in (Rational(3, 2), Integer(2), HALF):
        facts = Facts([u >= 1])
        assert facts.positive(u**exponent - 1) is None
        assert facts.nonnegative(1 - u**exponent) is None
        assert facts.nonnegative(u**exponent - 1) is True
        assert Facts([v <= 1]).positive(1 - v**exponent) is None
        assert Facts([v < 1]).positive(1 - v**exponent) is True


def test_geometric_beside_a_sure_outcome():
    assert KLDivergence(Geometric(HALF), Geometric(1)).doit() == oo


def test_a_zeta_law_of_large_order_is_refused_and_one_near_the_pole_is_not():
    node = Entropy(Zeta(10**40))
    assert node.doit() == node
    assert str(value(Entropy(Zeta(1 + Rational(1, 10**40))), 10)) == "1.000000000e40"


def test_orders_whose_powers_cannot_be_written_out():
    assert str(value(RenyiEntropy([HALF, HALF], 1000), 10)) == "0.6931471806"
    with pytest.raises(PrecisionError):
        value(RenyiEntropy([HALF / 2, 3 * HALF / 2], 10**40), 10)
