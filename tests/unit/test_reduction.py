"""Vectors whose divergences are those of numbers."""

import math

import pytest
from sympy import Rational, erf, eye, sqrt

from symbolic_info import JSDivergence, KLDivergence, TotalVariation, value
from symbolic_info.engine.reduction import along_a_line
from symbolic_info.errors import PrecisionError
from symbolic_info.laws import MultivariateNormal, Normal

FIRST, SECOND = (MultivariateNormal(mean, [[2, 1], [1, 2]]) for mean in ([0, 0], [1, 2]))
STEP = 0.2


def density(u, v):
    return math.exp(-(2 * u * u - 2 * u * v + 2 * v * v) / 6) / (2 * math.pi * math.sqrt(3))


def summed(integrand):
    """The trapezoidal rule, which converges exponentially for what falls like a normal density."""
    places = [STEP * k for k in range(-50, 60)]
    return STEP**2 * sum(integrand(density(x, y), density(x - 1, y - 2)) for x in places for y in places)


def js_with_a_third(p, q):
    m = (p + 2 * q) / 3
    return (p * math.log(p / m) + 2 * q * math.log(q / m)) / 3


def test_total_variation_by_its_formula():
    # By hand: (1, 2) C^-1 (1, 2)^T = (2 - 4 + 8)/3 = 2.
    assert value(TotalVariation(FIRST, SECOND), 30).text == value(erf(Rational(1, 2)), 30).text


def test_jensen_shannon_against_a_sum_over_the_plane():
    weights = [Rational(1, 3), Rational(2, 3)]
    found = value(JSDivergence(FIRST, SECOND, weights=weights), 15)
    assert abs(summed(js_with_a_third) - float(found.text)) < 1e-9


def test_other_measures_and_laws_stay():
    assert along_a_line(KLDivergence(FIRST, SECOND)) is None
    assert along_a_line(JSDivergence(Normal(0, 1), Normal(sqrt(2), 1))) is None
    wide = MultivariateNormal([0, 0], 2 * eye(2))
    assert along_a_line(JSDivergence(FIRST, wide)) is None
    with pytest.raises(PrecisionError, match="closed forms of vectors"):
        value(JSDivergence(FIRST, wide), 10)
