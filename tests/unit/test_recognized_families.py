"""Every family is recognised from its own density; what is recognised agrees with quadrature."""

import pytest
from sympy import (
    Dummy,
    Expr,
    Interval,
    Lambda,
    Range,
    S,
    Set,
    Symbol,
    exp,
    gamma,
    log,
    loggamma,
    oo,
    pi,
    sech,
    sqrt,
    symbols,
)
from sympy.stats import ContinuousRV, DiscreteRV, Uniform

from symbolic_info import entropy, kl_divergence
from symbolic_info.errors import ParameterError
from symbolic_info.facts import Facts
from symbolic_info.laws import (
    Bernoulli,
    Frechet,
    as_law,
)
from symbolic_info.laws.density import Density, from_density
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.families.beta_prime import StandardBetaPrime
from symbolic_info.laws.families.gamma import StandardGamma
from symbolic_info.laws.image import affine, exponential, logarithm, negate, power, reciprocal
from symbolic_info.laws.law import Family, Law, Parametric
from symbolic_info.laws.recognize import recognized
from symbolic_info.laws.recognize.chart import on_line
from symbolic_info.laws.recognize.features import features
from symbolic_info.laws.recognize.guess import tried
from symbolic_info.laws.recognize.verify import vanishes

x, m = symbols("x m", real=True)
k = Symbol("k", integer=True)
a, b, s, r, p = symbols("a b s r p", positive=True)
n = Symbol("n", integer=True, positive=True)
HALF_LINE = Interval(0, oo)


def law_of(density: Expr, support: Set) -> Law:
    return as_law(ContinuousRV(x, density, set=support))


def _symbolic(cls: type[Parametric]) -> Law:
    assumptions = {"real": {"real": True}}
    names = {q: d for q, d in cls.parameters.items() if q not in cls.defaults}
    return cls(*(Symbol(f"{q}0", **assumptions.get(d.name, {"positive": True})) for q, d in names.items()))


NOT_RECOGNISED = {
    "Benini",
    "BoundedPareto",
    "ChiNoncentral",
    "Davis",
    "ExGaussian",
    "ExponentiatedWeibull",
    "LogitNormal",
    "QuadraticU",
    "RaisedCosine",
    "Rice",
    "ShiftedGompertz",
    "SkewNormal",
    "UniformSum",
}
FAMILIES = [
    c
    for c in Parametric.registry.values()
    if issubclass(c, Family) and c is not Bernoulli and c.__name__ not in NOT_RECOGNISED
]


@pytest.mark.parametrize("cls", FAMILIES, ids=lambda c: c.__name__)
def test_every_family_is_recognised_from_its_own_density(cls: type[Parametric]) -> None:
    law = _symbolic(cls)
    function = Lambda(x, exp(law.log_density(x)))
    found = recognized(Density(function, law.lower, law.upper, S.false))
    assert not isinstance(found, Density)
    assert (found.lower, found.upper) == (law.lower, law.upper)


def test_textbook_values() -> None:
    assert entropy(ContinuousRV(x, sech(pi * (x - m) / (2 * s)) / (2 * s))) == log(4 * s)
    assert entropy(DiscreteRV(k, 1 / n, set=Range(1, n + 1))) == log(n)
    half_normals = [ContinuousRV(x, sqrt(2 / pi) / q * exp(-(x**2) / (2 * q**2)), set=HALF_LINE) for q in (a, b)]
    assert (kl_divergence(*half_normals) - (log(b / a) + a**2 / (2 * b**2) - S.Half)).expand(log=True, force=True) == 0


def test_logit_of_a_uniform_variable() -> None:
    variable = Uniform("U", 0, 1)
    assert as_law(variable / (1 - variable)) == StandardBetaPrime(1, 1)
    assert entropy(log(variable / (1 - variable))) == 2


def test_images_merge() -> None:
    law = StandardGamma(a)
    assert negate(negate(law)) == law
    assert logarithm(exponential(law)) == law
    assert reciprocal(reciprocal(law)) == law
    assert power(power(law, a), 1 / a) == law
    assert logarithm(affine(law, s)) == affine(logarithm(law), S.One, log(s))
    assert reciprocal(power(affine(law, s), r)) == affine(power(reciprocal(law), r), s ** (-r))
    assert negate(affine(law, s, m)) == affine(negate(law), s, -m)
    assert reciprocal(StandardBetaPrime(a, b)) == StandardBetaPrime(b, a)
    assert affine(negate(StandardBeta(a, b)), S.One, S.One) == StandardBeta(b, a)
    assert Frechet(a, s).model() == affine(power(reciprocal(StandardGamma(1)), 1 / a), s)


def test_conditions_come_from_the_base_law() -> None:
    shape, scale = symbols("shape scale")
    found = law_of(x ** (shape - 1) * exp(-x / scale) / (gamma(shape) * scale**shape), HALF_LINE)
    assert found == affine(StandardGamma(shape), scale)
    assert set(found.conditions) == {shape > 0, scale > 0}


def test_features_do_not_depend_on_the_form() -> None:
    u = Dummy("u", positive=True)
    forms = (log(1 + 2 * u + u**2), 2 * log(1 + u), log(3 + 3 * u) * 2 - 2 * log(3), -log(1 / (u + 1) ** 2))
    assert len({frozenset(features(f, u, Facts()).items()) for f in forms}) == 1


def test_vanishes_is_three_valued() -> None:
    assert vanishes(loggamma(a + 2) - loggamma(a) - log(a * (a + 1)), Facts()) is True
    assert vanishes(log(6) - log(2) - log(3), Facts()) is True
    assert vanishes(log(6) - log(2), Facts()) is False
    assert vanishes(log(a) - log(b), Facts()) is None


def test_a_kernel_out_of_its_domain_is_no_guess() -> None:
    def impossible(_: object) -> Law:
        raise ParameterError("no such law")

    chart = on_line(from_density(Lambda(x, exp(-(x**2))), S.Reals, False))
    assert list(tried(chart, impossible)) == []
