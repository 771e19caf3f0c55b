"""Perplexity, entropy power, self-information and the Jensen-Shannon distance."""

import mpmath
import pytest
from sympy import E, Piecewise, Rational, log, oo, pi, sqrt, symbols

from symbolic_info import (
    EntropyPower,
    JSDistance,
    JSDivergence,
    Perplexity,
    SelfInformation,
    derive,
    entropy_power,
    js_distance,
    perplexity,
    self_information,
    value,
)
from symbolic_info.errors import SpaceError, UnknownLawError
from symbolic_info.laws import Exponential, Laplace, MultivariateNormal, Normal, Poisson, Uniform

half = Rational(1, 2)
a, b = symbols("a b", positive=True)
x, m = symbols("x m", real=True)


def test_perplexity_counts_equally_likely_outcomes():
    assert perplexity([Rational(1, 5)] * 5) == 5
    assert perplexity([1, 0]) == 1
    assert perplexity(Exponential(a)).equals(E / a)
    assert perplexity(Poisson(a)) == Perplexity(Poisson(a))
    with mpmath.workdps(30):
        terms = [mpmath.exp(-3) * mpmath.mpf(3) ** k / mpmath.factorial(k) for k in range(80)]
        truth = mpmath.exp(-mpmath.fsum(t * mpmath.log(t) for t in terms))
        assert abs(mpmath.mpf(str(value(Perplexity(Poisson(3)), 25))) - truth) < mpmath.mpf(10) ** -23


def test_entropy_power_of_normal_laws_is_the_variance():
    assert entropy_power(Normal(m, a)) == a**2
    assert entropy_power(MultivariateNormal([0, 0], [[2, 1], [1, 2]])).equals(sqrt(3))
    assert entropy_power(Laplace(0, a)).equals(2 * E * a**2 / pi)
    with pytest.raises(SpaceError):
        EntropyPower(Poisson(a))


def test_self_information():
    assert self_information([half, half], 1, base=2) == 1
    assert self_information({"u": a, "v": 1 - a}, "v").equals(-log(1 - a))
    assert self_information(Normal(m, a), x).equals(log(2 * pi * a**2) / 2 + (x - m) ** 2 / (2 * a**2))
    assert self_information(Poisson(a), 3).equals(a - 3 * log(a) + log(6))
    assert self_information(MultivariateNormal([0, 0], [[1, 0], [0, 1]]), (1, 2)).equals(log(2 * pi) + Rational(5, 2))


def test_what_does_not_happen_is_infinitely_surprising():
    for law, point in ((Exponential(a), -1), (Poisson(a), half), (Poisson(a), -1), ([1, 0], 1), ({"u": 1}, "w")):
        assert self_information(law, point) == oo
    somewhere = self_information(Uniform(0, a), x)
    assert isinstance(somewhere, Piecewise)
    assert somewhere.subs({x: 1, a: 2}) == log(2)
    assert somewhere.subs({x: 3, a: 2}) == oo
    with pytest.raises(SpaceError):
        SelfInformation(MultivariateNormal([0, 0], [[1, 0], [0, 1]]), 1)


def test_the_mean_self_information_is_the_entropy():
    law = {k: Rational(k, 10) for k in range(1, 5)}
    mean = sum(w * self_information(law, k) for k, w in law.items())
    assert (mean - log(perplexity(law))).equals(0)


def test_the_distance_is_the_root_of_the_divergence():
    node = JSDistance(Normal(0, 1), Normal(1, 2))
    assert node.rewrite(JSDivergence) == sqrt(JSDivergence(Normal(0, 1), Normal(1, 2)))
    square = value(node, 25).to_sympy() ** 2
    assert abs(square - value(JSDivergence(Normal(0, 1), Normal(1, 2)), 25).to_sympy()) < Rational(1, 10**22)
    assert js_distance([1, 0], [0, 1]).equals(sqrt(log(2)))
    assert js_distance(Normal(0, 1), Normal(0, 1)) == 0
    assert JSDistance([1, 0], [0, 1], weights=(1, 0)).doit() == 0
    with pytest.raises(UnknownLawError):
        JSDistance([1, 0])


def test_the_triangle_inequality_at_random_laws():
    laws = [[Rational(i, 12), Rational(5, 12), Rational(7 - i, 12)] for i in (1, 3, 6)]
    one, two, three = (
        js_distance(p, q).evalf(20) for p, q in ((laws[0], laws[1]), (laws[1], laws[2]), (laws[0], laws[2]))
    )
    assert three <= one + two


def test_derivations():
    assert derive(Perplexity(Exponential(a))).status == "derived"
    assert all(c.agrees for c in derive(EntropyPower(Exponential(a))).check(15))
    assert r"\sim" in derive(SelfInformation(Exponential(a), b)).latex()
