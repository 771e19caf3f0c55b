"""Densities as papers write them: closed forms against quadrature of the density typed here, to 20 digits."""

import mpmath
import pytest
from sympy import (
    Add,
    Interval,
    Rational,
    Symbol,
    atanh,
    cos,
    cosh,
    exp,
    gamma,
    lambdify,
    log,
    oo,
    pi,
    sin,
    sinh,
    sqrt,
    symbols,
    zeta,
)
from sympy.stats import ContinuousRV, Exponential

from symbolic_info import cross_entropy, entropy, kl_divergence
from symbolic_info.laws import (
    Beta,
    Cardioid,
    ContinuousBernoulli,
    CosinePower,
    Kumaraswamy,
    Logistic,
    Uniform,
    VonMises,
    WrappedCauchy,
)
from symbolic_info.measures.node import Measure

x, m = symbols("x m", real=True)
a, t, p, r = symbols("a t p r", positive=True)
q = Symbol("q")
PLACES = (1, 4, 12)
FIRST = {
    a: Rational(3, 2),
    t: Rational(3, 4),
    p: Rational(1, 3),
    r: Rational(1, 4),
    m: Rational(1, 3),
    q: Rational(2, 3),
}
SECOND = {
    a: Rational(2, 3),
    t: Rational(5, 3),
    p: Rational(3, 4),
    r: Rational(2, 5),
    m: Rational(-3, 2),
    q: Rational(3),
}

ENTROPIES = {
    "Lindley": (t**2 / (1 + t) * (1 + x) * exp(-t * x), 0, oo),
    "Lindley, a symbol without assumptions": (q**2 / (1 + q) * (1 + x) * exp(-q * x), 0, oo),
    "two-parameter Lindley": (t**2 / (t + a) * (1 + a * x) * exp(-t * x), 0, oo),
    "power Lindley": (a * t**2 / (1 + t) * (1 + x**a) * x ** (a - 1) * exp(-t * x**a), 0, oo),
    "inverse Lindley": (t**2 / (1 + t) * (1 + x) / x**3 * exp(-t / x), 0, oo),
    "log-Lindley": (a**2 * x ** (a - 1) * (1 - log(x)) / (a + 1), 0, 1),
    "Shanker": (t**2 / (t**2 + 1) * (t + x) * exp(-t * x), 0, oo),
    "Akash": (t**3 / (t**2 + 2) * (1 + x**2) * exp(-t * x), 0, oo),
    "Aradhana": (t**3 / (t**2 + 2 * t + 2) * (1 + x) ** 2 * exp(-t * x), 0, oo),
    "two exponentials": (p * exp(-x) + (1 - p) * 2 * exp(-2 * x), 0, oo),
    "cosine": (a / 2 * cos(a * x), -pi / 2 / a, pi / 2 / a),
    "sine": (sin(x - m) / 2, m, m + pi),
    "fourth power of a cosine": (8 * cos(x) ** 4 / (3 * pi), -pi / 2, pi / 2),
    "particle in a box": (2 / a * sin(pi * x / a) ** 2, 0, a),
    "raised cosine": ((1 + cos(pi * (x - m) / a)) / (2 * a), m - a, m + a),
    "cardioid": ((1 + 2 * r * cos(x - m)) / (2 * pi), 0, 2 * pi),
    "cardioid, turned": ((1 - 2 * r * cos(x)) / (2 * pi), -pi, pi),
    "wrapped Cauchy by hyperbolic functions": (sinh(a) / (2 * pi * (cosh(a) - cos(x - m))), -pi, pi),
    "wrapped Cauchy by its resultant": ((1 - p**2) / (2 * pi * (1 + p**2 - 2 * p * cos(x))), 0, 2 * pi),
    "exponential-geometric": (a * (1 - p) * exp(-a * x) / (1 - p * exp(-a * x)) ** 2, 0, oo),
    "exponential of Marshall and Olkin": (a * exp(-x) / (1 - (1 - a) * exp(-x)) ** 2, 0, oo),
    "exponential-logarithmic": (-a * (1 - p) * exp(-a * x) / (log(p) * (1 - (1 - p) * exp(-a * x))), 0, oo),
    "exponential-Poisson": (a * t * exp(-t * x - a + a * exp(-t * x)) / (1 - exp(-a)), 0, oo),
    "continuous Bernoulli": (p**x * (1 - p) ** (1 - x) * 2 * atanh(1 - 2 * p) / (1 - 2 * p), 0, 1),
    "continuous Bernoulli by log-odds": (p**x * (1 - p) ** (1 - x) * log((1 - p) / p) / (1 - 2 * p), 0, 1),
    "Bradford": (a / (log(1 + a) * (1 + a * x)), 0, 1),
    "Planck": (15 * x**3 / (pi**4 * t**4 * (exp(x / t) - 1)), 0, oo),
    "Bose": (6 * x / (pi**2 * (exp(x) - 1)), 0, oo),
    "Fermi": (12 * x / (pi**2 * (exp(x) + 1)), 0, oo),
    "Fermi of order 4, by a hyperbolic function": (60 * x**3 * exp(-x / 2) / (7 * pi**4 * cosh(x / 2)), 0, oo),
    "reciprocal of Planck's": (1 / (2 * zeta(3) * (x - m) ** 4 * (exp(1 / (x - m)) - 1)), m, oo),
    "linear hazard": ((a + t * x) * exp(-a * x - t * x**2 / 2), 0, oo),
    "Poisson kernel": (3 / (2 * pi * (5 - 4 * cos(x))), 0, 2 * pi),
}


def law(density, lower, upper):
    return ContinuousRV(x, density, set=Interval(lower, upper))


def integral(density, feature, point, lower, upper):
    """The integral of density times feature over x, cut at a few places of an unbounded support."""
    with mpmath.workdps(32):
        low, high = (mpmath.mpf(str(Add(end).subs(point).evalf(35)).replace("oo", "inf")) for end in (lower, upper))
        inner = [low + k for k in PLACES if high == mpmath.inf]
        weight, rest = (lambdify(x, e.subs(point), "mpmath") for e in (density, feature))
        return mpmath.quad(lambda z: weight(z) * rest(z) if weight(z) > 0 else mpmath.mpf(0), [low, *inner, high])


def agrees(value, point, truth):
    with mpmath.workdps(30):
        found = mpmath.mpmathify(value.subs(point).evalf(30))
        assert abs(mpmath.im(found)) < 1e-20
        assert abs(found - truth) < 1e-20 * max(1, abs(truth)), (value, point, found, truth)


@pytest.mark.parametrize("name", ENTROPIES)
def test_entropy_of_a_density(name):
    density, lower, upper = ENTROPIES[name]
    value = entropy(law(density, lower, upper))
    assert not value.has(Measure)
    for point in (FIRST, SECOND):
        agrees(value, point, integral(density, -log(density), point, lower, upper))


LINDLEY = ENTROPIES["Lindley"][0]
CARDIOID = (1 + 2 * r * cos(x - m)) / (2 * pi)
BERNOULLI, LOGARITHMIC = ENTROPIES["continuous Bernoulli"][0], ENTROPIES["exponential-logarithmic"][0]
PAIRS = {
    "two Lindley laws": (LINDLEY, LINDLEY.subs(t, a), 0, oo),
    "exponential from Lindley": (exp(-x), LINDLEY, 0, oo),
    "two continuous Bernoulli laws": (BERNOULLI, BERNOULLI.subs(p, r), 0, 1),
    "exponential-logarithmic from exponential": (LOGARITHMIC, t * exp(-t * x), 0, oo),
    "two cardioids": (CARDIOID, CARDIOID.subs({r: p / 2, m: 1}), 0, 2 * pi),
}


@pytest.mark.parametrize("name", PAIRS)
def test_divergence_of_densities(name):
    first, second, lower, upper = PAIRS[name]
    value = kl_divergence(law(first, lower, upper), law(second, lower, upper))
    assert not value.has(Measure)
    for point in (FIRST, SECOND):
        agrees(value, point, integral(first, log(first / second), point, lower, upper))


def test_circular_laws_among_each_other():
    """Poisson's integral and the Fourier series, whichever law is the first."""
    point = {a: 1, m: Rational(1, 3), r: Rational(2, 5), p: Rational(1, 3)}
    cardioid, cauchy, mises = Cardioid(m, r), WrappedCauchy(1, p), VonMises(0, a)
    uniform = Uniform(0, 2 * pi)
    for one, other in ((cardioid, cauchy), (cauchy, cardioid), (cardioid, mises), (cauchy, mises), (cardioid, uniform)):
        value = cross_entropy(one, other)
        assert not value.has(Measure)
        agrees(value, point, integral(exp(one.log_density(x)), -other.log_density(x), point, 0, 2 * pi))


def test_moments_under_powers_of_a_cosine():
    """Cumulants, products of quadratics and beta functions against the integral, for even and odd powers."""
    normaliser = sqrt(pi) * gamma(a / 2 + 1) / (2 * gamma((a + 1) / 2))
    for k in (1, 2, 3, 4):
        density = (normaliser * cos(pi * x / 2) ** a).subs(a, k)
        gumbel = exp(-x - exp(-x))
        value = cross_entropy(CosinePower(0, 1, k), law(gumbel, -oo, oo))
        agrees(value, {}, integral(density, x + exp(-x), {}, -1, 1))
        for order in (2, 4):
            scale = 2 * gamma(1 + Rational(1, order))
            value = cross_entropy(CosinePower(0, 1, k), law(exp(-(x**order)) / scale, -oo, oo))
            agrees(value, {}, integral(density, x**order + log(scale), {}, -1, 1))


def test_a_uniform_law_from_kumaraswamys():
    value = kl_divergence(Uniform(0, 1), Kumaraswamy(a, t))
    for point in (FIRST, SECOND):
        agrees(value, point, integral(1 + 0 * x, -log(a * t * x ** (a - 1) * (1 - x**a) ** (t - 1)), point, 0, 1))


def test_a_uniform_law_from_a_logistic_one():
    """The dilogarithm, on both sides of the centre."""
    value = kl_divergence(Uniform(m, m + a), Logistic(0, t))
    logistic = exp(-x / t) / (t * (1 + exp(-x / t)) ** 2)
    for point in (FIRST, SECOND):
        agrees(value, point, integral(1 / a, -log(a * logistic), point, m, m + a))


def test_a_continuous_bernoulli_law_from_a_beta_law_and_back():
    """Exponential integrals at logarithmic odds of both signs; one half is the uniform law."""
    beta_density = x ** Rational(1, 2) * (1 - x) * 15 / 4
    for share in (Rational(1, 3), Rational(4, 5)):
        value = cross_entropy(ContinuousBernoulli(share), Beta(Rational(3, 2), 2))
        agrees(value, {}, integral(BERNOULLI.subs(p, share), -log(beta_density), {}, 0, 1))
    assert entropy(ContinuousBernoulli(Rational(1, 2))) == 0
    assert kl_divergence(ContinuousBernoulli(Rational(1, 2)), Uniform(0, 1)) == 0


def test_cross_entropy_with_lindley_is_finite_on_the_half_line_only():
    assert cross_entropy(Uniform(-1, 1), law(LINDLEY, 0, oo)) == oo
    assert not kl_divergence(law(LINDLEY, 0, oo), Exponential("E", a)).has(Measure)
