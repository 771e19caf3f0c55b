"""Continuous laws at awkward parameters: moments that just exist or just do not, supports that move, heavy tails."""

import mpmath
import pytest
from sympy import Float, Interval, Rational, Symbol, oo, pi, simplify, sqrt, symbols

from symbolic_info import Entropy, JSDivergence, KLDivergence, entropy, kl_divergence, value
from symbolic_info.engine.numbers import by_definition
from symbolic_info.errors import ParameterError, PrecisionError
from symbolic_info.laws import (
    Benini,
    Beta,
    BetaNoncentral,
    BoundedPareto,
    BurrXII,
    Cauchy,
    Dagum,
    Davis,
    ExGaussian,
    Exponential,
    ExponentialPower,
    ExponentiatedWeibull,
    FDistribution,
    FisherZ,
    Frechet,
    Gamma,
    GammaInverse,
    GaussianInverse,
    GeneralizedGamma,
    GeneralizedInverseGaussian,
    GeneralizedPareto,
    Gompertz,
    Gumbel,
    HalfCauchy,
    HalfLogistic,
    HalfNormal,
    HyperbolicSecant,
    InverseGaussianDispersion,
    Laplace,
    Levy,
    LogCauchy,
    LogGamma,
    Logistic,
    LogitNormal,
    LogLogistic,
    LogNormal,
    Lomax,
    Moyal,
    NoncentralChiSquared,
    Normal,
    Pareto,
    QuadraticU,
    RaisedCosine,
    Rayleigh,
    Reciprocal,
    ReciprocalInverseGaussian,
    Rice,
    ShiftedGompertz,
    SkewNormal,
    StudentT,
    Uniform,
    VonMises,
    Weibull,
    WignerSemicircle,
    WrappedCauchy,
)

half = Rational(1, 2)
a, b, s, t = symbols("a b s t", positive=True)
m = Symbol("m", real=True)

INFINITE = [
    (FDistribution(3, 2), Exponential(1)),
    (FDistribution(a, 1), Exponential(b)),
    (FDistribution(3, 5), Gompertz(1, 1)),
    (Levy(0, s), Exponential(1)),
    (Levy(0, 1), Levy(1, 1)),
    (Levy(m, s), Exponential(1)),
    (Levy(0, 1), Laplace(2, 1)),
    (GammaInverse(half, 1), Laplace(2, 3)),
    (Frechet(half, 1), Laplace(1, 1)),
    (Dagum(2, 1, 1), Exponential(1)),
    (BurrXII(2, half), HalfNormal(1)),
    (GeneralizedPareto(1, 0, 1), Exponential(1)),
    (HalfCauchy(1), HalfNormal(1)),
    (HalfCauchy(1), Gompertz(a, b)),
    (LogNormal(m, s), Gompertz(a, b)),
    (LogCauchy(0, 1), Exponential(1)),
    (HalfNormal(1), GammaInverse(2, 1)),
    (Gamma(half, 1), GaussianInverse(1, 1)),
    (Exponential(1), Gompertz(1, 1)),
    (Exponential(2), Gompertz(3, 1)),
    (GaussianInverse(1, 1), Gompertz(Rational(3, 4), 1)),
    (RaisedCosine(0, 1), RaisedCosine(half, 1)),
    (Pareto(1, 2), BoundedPareto(2, 1, 5)),
    (Normal(0, 1), HalfNormal(1)),
    (Uniform(0, 7), VonMises(1, 1)),
    (Davis(1, 3, 0), Davis(1, 3, 1)),
    (Benini(1, 1, 1), Benini(1, 1, 2)),
]


@pytest.mark.parametrize("pair", INFINITE, ids=lambda p: f"{p[0]}-{p[1]}")
def test_infinite(pair):
    assert kl_divergence(*pair) == oo


FINITE = [
    (FDistribution(3, 3), Exponential(1)),
    (Levy(1, 1), Levy(1, 3)),
    (GaussianInverse(1, 1), Gompertz(half, 1)),
    (GaussianInverse(1, 1), Gompertz(Rational(1, 3), 1)),
    (GaussianInverse(2, 3), GammaInverse(2, 1)),
    (Gamma(Rational(3, 2), 1), GaussianInverse(1, 2)),
    (GeneralizedInverseGaussian(2, 3, half), GeneralizedInverseGaussian(1, 1, -half)),
    (GeneralizedInverseGaussian(2, 3, Rational(1, 3)), GeneralizedInverseGaussian(1, 1, Rational(1, 3))),
    (ReciprocalInverseGaussian(1, 2), Weibull(1, Rational(3, 2))),
    (Exponential(2), Gompertz(1, 1)),
    (Gompertz(1, 2), Exponential(1)),
    (Gompertz(1, 2), Gompertz(Rational(5, 2), 1)),
    (Gompertz(2, 1), Rayleigh(1)),
    (ShiftedGompertz(1, 2), ShiftedGompertz(1, 3)),
    (ShiftedGompertz(1, 2), Exponential(1)),
    (Benini(1, 2, 1), Pareto(1, 2)),
    (BoundedPareto(1, 1, 2), Exponential(1)),
    (BoundedPareto(2, 1, 2), Exponential(1)),
    (BoundedPareto(half, 1, 2), Gamma(2, 1)),
    (BoundedPareto(2, 1, 2), Pareto(1, 3)),
    (Reciprocal(1, 3), Exponential(2)),
    (Reciprocal(1, 3), LogNormal(0, 1)),
    (VonMises(5, 2), VonMises(-1, half)),
    (VonMises(1, 2), Uniform(0, 2 * pi)),
    (Uniform(0, 2 * pi), VonMises(1, 2)),
    (WrappedCauchy(1, half), WrappedCauchy(4, Rational(1, 3))),
    (WrappedCauchy(1, half), VonMises(4, 3)),
    (RaisedCosine(1, 2), Normal(0, 1)),
    (RaisedCosine(0, 1), Laplace(0, 1)),
    (QuadraticU(0, 1), Uniform(-1, 1)),
    (QuadraticU(-1, 1), Normal(0, 1)),
    (WignerSemicircle(1), Uniform(-2, 1)),
    (HyperbolicSecant(0, 1), Cauchy(0, 1)),
    (HalfLogistic(1), Exponential(half)),
    (HalfCauchy(1), HalfCauchy(3)),
    (Moyal(0, 1), Normal(0, 1)),
    (Normal(0, 1), Moyal(1, 2)),
    (Moyal(0, 1), Gumbel(1, 0)),
    (ExponentialPower(1, 1, 3), ExponentialPower(1, 2, half)),
    (ExponentialPower(1, 1, 3), Normal(0, 2)),
    (Beta(2, 3), LogitNormal(1, 2)),
    (LogitNormal(0, 1), LogitNormal(1, 2)),
    (Davis(1, 3, 1), Davis(1, 3, 0)),
    (Davis(1, 3, 0), GammaInverse(2, 1)),
    (Davis(2, 4, 0), Davis(1, 4, 0)),
    (FisherZ(2, 3), Logistic(0, 1)),
    (LogGamma(2), LogGamma(3, 1, 2)),
]


@pytest.mark.slow
@pytest.mark.parametrize("pair", FINITE, ids=lambda p: f"{p[0]}-{p[1]}")
def test_finite_and_right(pair):
    """The value, closed or not, is that of the definition."""
    node = KLDivergence(*pair)
    found, truth = value(node, 25), by_definition(node, 20)
    assert truth.lower <= found.to_sympy() + Rational(1, 10**17)
    assert found.to_sympy() - Rational(1, 10**17) <= truth.upper


def test_the_last_finite_exponential_moment():
    """E exp(b X) of an inverse Gaussian law is finite at b = shape/(2 mean**2), and infinite beyond."""
    assert kl_divergence(GaussianInverse(a, b), Gompertz(s, t)).args[0][1] == (b >= 2 * a**2 * s)
    for law, last in ((GaussianInverse(1, 2), 1), (GeneralizedInverseGaussian(1, 1, -half), half)):
        found = kl_divergence(law, Gompertz(last, 1))
        assert not found.has(KLDivergence, oo)
        assert kl_divergence(law, Gompertz(last + Rational(1, 100), 1)) == oo
    assert kl_divergence(GeneralizedInverseGaussian(1, 1, 2), Gompertz(half, 1)) == oo


def test_log_cauchy_has_no_entropy():
    assert isinstance(entropy(LogCauchy(0, 1), budget=2), Entropy)
    with pytest.raises(PrecisionError):
        value(Entropy(LogCauchy(0, 1)), 15, budget=3)
    same = kl_divergence(LogCauchy(0, a), LogCauchy(1, b)) - kl_divergence(Cauchy(0, a), Cauchy(1, b))
    assert simplify(same) == 0


def test_supports_move_with_the_location():
    assert Davis(1, 3, 2).support == Interval(2, oo)
    assert Levy(-1, 1).support == Interval(-1, oo)
    assert Benini(1, 1, 3).support == Interval(3, oo)
    assert RaisedCosine(1, 2).support == Interval(-1, 3)
    assert VonMises(7, 1).support == Interval(0, 2 * pi)
    assert BoundedPareto(a, b, b + 1).upper == b + 1


def test_parameters_outside_their_domain():
    for build in (
        lambda: Davis(1, 1, 0),
        lambda: WrappedCauchy(0, 1),
        lambda: QuadraticU(1, 1),
        lambda: BoundedPareto(1, 2, 1),
        lambda: BetaNoncentral(1, 1, -1),
        lambda: GeneralizedPareto(0, 0, 1),
    ):
        with pytest.raises(ParameterError):
            build()


def test_a_sharp_peak_is_not_missed():
    """Concentration 10**8 about an angle outside (0, 2 pi): nearly normal with variance 10**-8."""
    found = value(JSDivergence(VonMises(-1, 10**8), VonMises(-1, 10**8 + 10**4)), 15)
    assert abs(found.to_sympy() * 16 * 10**8 - 1) < Rational(1, 100)
    assert value(Entropy(GaussianInverse(1, 10**8)), 20).to_sympy() < -7


def test_special_cases_are_one_another():
    same = [
        (ExponentialPower(m, sqrt(2) * s, 2), Normal(m, s)),
        (ExponentialPower(m, s, 1), Laplace(m, s)),
        (GeneralizedGamma(s, a, 1), Gamma(a, s)),
        (StudentT(1, m, s), Cauchy(m, s)),
        (BurrXII(1, a, s), Lomax(a, s)),
        (GeneralizedInverseGaussian(b / a**2, b, -half), GaussianInverse(a, b)),
        (InverseGaussianDispersion(a, 1 / b), GaussianInverse(a, b)),
        (ExponentiatedWeibull(1, a, s), Weibull(s, a)),
        (SkewNormal(m, s, 0), Normal(m, s)),
        (BetaNoncentral(a, b, 0), Beta(a, b)),
        (Dagum(1, a, s), LogLogistic(s, a)),
    ]
    x = Symbol("x", positive=True)
    point = {a: Rational(3, 2), b: Rational(5, 4), s: Rational(2, 3), m: Rational(-1, 3), x: Rational(3, 7)}
    for law, other in same:
        gap = (law.log_density(x) - other.log_density(x)).subs(point).doit()
        assert abs(gap.evalf(30)) < 1e-25, law


def _by_mpmath(density, ends):
    """-E log p by Gauss and Legendre's rule on a density typed anew."""
    with mpmath.workdps(30):
        return mpmath.quad(lambda x: -density(mpmath.mpf(x)) * mpmath.log(density(mpmath.mpf(x))), ends)


def _noncentral_chi_squared(x):
    return mpmath.exp(-(x + 2) / 2) * (x / 2) ** mpmath.mpf("0.25") * mpmath.besseli(0.5, mpmath.sqrt(2 * x)) / 2


def _noncentral_beta(x):
    return mpmath.nsum(lambda k: mpmath.exp(-1) / mpmath.factorial(k) * _beta(x, 2 + k, 3), [0, 40])


def _beta(x, p, q):
    return x ** (p - 1) * (1 - x) ** (q - 1) / mpmath.beta(p, q)


OPEN = {
    Rice(1, 2): (lambda x: x / 4 * mpmath.exp(-(x**2 + 1) / 8) * mpmath.besseli(0, x / 4), [0, 1, 4, 10, 20, 40]),
    ExGaussian(0, 1, 2): (
        lambda x: mpmath.exp(2 - 2 * x) * mpmath.erfc((2 - x) / mpmath.sqrt(2)),
        [-14, -6, -2, 0, 2, 6, 14, 40],
    ),
    SkewNormal(0, 1, 3): (lambda x: 2 * mpmath.npdf(x) * mpmath.ncdf(3 * x), [-4, -2, -1, 0, 1, 2, 6, 14]),
    NoncentralChiSquared(3, 2): (_noncentral_chi_squared, [0, 1, 4, 10, 30, 90, 200]),
    BetaNoncentral(2, 3, 2): (_noncentral_beta, [0, half, 1]),
    GeneralizedInverseGaussian(2, 3, Rational(1, 3)): (
        lambda x: (
            x ** (-mpmath.mpf(2) / 3)
            * mpmath.exp(-x - 1.5 / x)
            / (2 * mpmath.besselk(mpmath.mpf(1) / 3, mpmath.sqrt(6)) * mpmath.mpf("1.5") ** (mpmath.mpf(1) / 6))
        ),
        [mpmath.mpf("0.01"), 0.1, 0.5, 1, 3, 10, 40, 90],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("law", OPEN, ids=str)
def test_no_closed_entropy_but_right_digits(law):
    node = entropy(law, budget=2)
    assert isinstance(node, Entropy)
    assert abs(value(node, 20).to_sympy() - Float(str(_by_mpmath(*OPEN[law])), 25)) < Rational(1, 10**14)
