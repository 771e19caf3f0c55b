"""Densities written by hand, recognised as images of base laws."""

import mpmath
import pytest
from sympy import (
    Abs,
    Expr,
    Interval,
    N,
    Piecewise,
    Range,
    Rational,
    S,
    Set,
    Symbol,
    besseli,
    beta,
    binomial,
    cos,
    cosh,
    exp,
    factorial,
    gamma,
    lambdify,
    log,
    oo,
    pi,
    sqrt,
    symbols,
    tanh,
)
from sympy.stats import ContinuousRV, DiscreteRV

from symbolic_info import entropy
from symbolic_info.errors import NormalizationError
from symbolic_info.laws import (
    Binomial,
    Cauchy,
    Die,
    Finite,
    Geometric,
    NegativeBinomial,
    Normal,
    Poisson,
    UniformRange,
    VonMises,
    as_law,
)
from symbolic_info.laws import Uniform as UniformLaw
from symbolic_info.laws.density import Density
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.families.beta_prime import StandardBetaPrime
from symbolic_info.laws.families.gamma import StandardGamma
from symbolic_info.laws.families.inverse_gaussian import StandardInverseGaussian
from symbolic_info.laws.image import Symmetric, affine, exponential, logarithm, negate, power, reciprocal
from symbolic_info.laws.law import Law

x, m = symbols("x m", real=True)
k = Symbol("k", integer=True)
a, b, s, r, p = symbols("a b s r p", positive=True)
n = Symbol("n", integer=True, positive=True)
HALF_LINE, UNIT, LINE = Interval(0, oo), Interval(0, 1), Interval(-oo, oo)


def law_of(density: Expr, support: Set) -> Law:
    return as_law(ContinuousRV(x, density, set=support))


def law_of_pmf(pmf: Expr, support: Set) -> Law:
    return as_law(DiscreteRV(k, pmf, set=support))


HALF_LINE_CASES = {
    "exponential": (exp(-x / s) / s, affine(StandardGamma(1), s)),
    "power of a number": (log(2) * 2 ** (-x), affine(StandardGamma(1), 1 / log(2))),
    "generalised gamma": (
        r / (s**a * gamma(a / r)) * x ** (a - 1) * exp(-((x / s) ** r)),
        affine(power(StandardGamma(a / r), 1 / r), s),
    ),
    "half-normal": (
        sqrt(2 / pi) / s * exp(-(x**2) / (2 * s**2)),
        affine(power(StandardGamma(S.Half), S.Half), s * sqrt(2)),
    ),
    "inverse gamma": (b**a / gamma(a) * x ** (-a - 1) * exp(-b / x), affine(reciprocal(StandardGamma(a)), b)),
    "inverse Gaussian": (
        sqrt(s / (2 * pi * x**3)) * exp(-s * (x - 1) ** 2 / (2 * x)),
        StandardInverseGaussian(-S.Half, s),
    ),
    "Lomax": (a * s**a / (x + s) ** (a + 1), affine(StandardBetaPrime(1, a), s)),
    "Burr XII": (a * b * x ** (a - 1) * (1 + x**a) ** (-b - 1), power(StandardBetaPrime(1, b), 1 / a)),
    "Dagum": (
        a * p / x * (x / b) ** (a * p) / ((x / b) ** a + 1) ** (p + 1),
        affine(power(StandardBetaPrime(p, 1), 1 / a), b),
    ),
    "log-normal": (exp(-((log(x) - m) ** 2) / (2 * s**2)) / (x * s * sqrt(2 * pi)), exponential(Normal(m, s))),
    "log-Laplace": (
        exp(-Abs(log(x) - m) / s) / (2 * s * x),
        exponential(affine(Symmetric(StandardGamma(1)), s, m)),
    ),
    "exponentiated exponential": (
        a * s * (1 - exp(-s * x)) ** (a - 1) * exp(-s * x),
        affine(negate(logarithm(StandardBeta(1, a))), 1 / s),
    ),
    "exponentiated Weibull": (
        a * b * x ** (b - 1) * (1 - exp(-(x**b))) ** (a - 1) * exp(-(x**b)),
        power(negate(logarithm(StandardBeta(1, a))), 1 / b),
    ),
    "Gompertz": (
        b * a * exp(a + b * x - a * exp(b * x)),
        affine(logarithm(affine(StandardGamma(1), 1 / a, S.One)), 1 / b),
    ),
}
UNIT_CASES = {
    "beta": (x ** (a - 1) * (1 - x) ** (b - 1) / beta(a, b), StandardBeta(a, b)),
    "Kumaraswamy": (a * b * x ** (a - 1) * (1 - x**a) ** (b - 1), power(StandardBeta(1, b), 1 / a)),
    "Kumaraswamy of a square": (2 * b * x * (1 - x**2) ** (b - 1), power(StandardBeta(1, b), S.Half)),
    "arcsine": (1 / (pi * sqrt(x * (1 - x))), StandardBeta(S.Half, S.Half)),
    "unit gamma": (
        a**b / gamma(b) * x ** (a - 1) * (-log(x)) ** (b - 1),
        exponential(affine(negate(StandardGamma(b)), 1 / a)),
    ),
}
LINE_CASES = {
    "normal": (exp(-((x - m) ** 2) / (2 * s**2)) / sqrt(2 * pi * s**2), Normal(m, s)),
    "normal, expanded": (exp(-(x**2) + x - Rational(1, 4)) / sqrt(pi), Normal(S.Half, 1 / sqrt(2))),
    "generalised normal": (
        r / (2 * s * gamma(1 / r)) * exp(-((Abs(x - m) / s) ** r)),
        affine(Symmetric(power(StandardGamma(1 / r), 1 / r)), s, m),
    ),
    "Laplace by cases": (
        Piecewise((exp((x - m) / s) / (2 * s), x < m), (exp(-(x - m) / s) / (2 * s), True)),
        affine(Symmetric(StandardGamma(1)), s, m),
    ),
    "Cauchy": (s / (pi * (s**2 + (x - m) ** 2)), Cauchy(m, s)),
    "Cauchy, expanded": (1 / (pi * (x**2 + 2 * x + 2)), Cauchy(-1, 1)),
    "Student": (
        gamma((a + 1) / 2) / (sqrt(a * pi) * gamma(a / 2)) * (1 + x**2 / a) ** (-(a + 1) / 2),
        affine(Symmetric(power(StandardBetaPrime(S.Half, a / 2), S.Half)), sqrt(a)),
    ),
    "Gumbel": (
        exp(-(x - m) / s - exp(-(x - m) / s)) / s,
        affine(negate(logarithm(StandardGamma(1))), s, m),
    ),
    "log-gamma": (exp(a * x - exp(x)) / gamma(a), logarithm(StandardGamma(a))),
    "hyperbolic secant": (
        1 / (pi * cosh(x)),
        affine(logarithm(StandardBetaPrime(S.Half, S.Half)), S.Half),
    ),
    "logistic by tanh": ((1 - tanh(x / 2) ** 2) / 4, logarithm(StandardBetaPrime(1, 1))),
}
OTHER_CASES = {
    "shifted exponential": (exp(-(x - m) / s) / s, Interval(m, oo), affine(StandardGamma(1), s, m)),
    "mirrored exponential": (exp((x - m) / s) / s, Interval(-oo, m), affine(negate(StandardGamma(1)), s, m)),
    "Pareto": (
        a * s**a / x ** (a + 1),
        Interval(s, oo),
        affine(exponential(affine(StandardGamma(1), 1 / a)), s),
    ),
    "reciprocal": (1 / (x * log(2)), Interval(1, 2), exponential(UniformLaw(0, log(2)))),
    "semicircle": (
        2 / (pi * s**2) * sqrt(s**2 - x**2),
        Interval(-s, s),
        affine(StandardBeta(Rational(3, 2), Rational(3, 2)), 2 * s, -s),
    ),
}
CASES = {
    **{name: (f, HALF_LINE, law) for name, (f, law) in HALF_LINE_CASES.items()},
    **{name: (f, UNIT, law) for name, (f, law) in UNIT_CASES.items()},
    **{name: (f, LINE, law) for name, (f, law) in LINE_CASES.items()},
    **OTHER_CASES,
}


@pytest.mark.parametrize("name", CASES)
def test_continuous(name: str) -> None:
    density, support, law = CASES[name]
    assert law_of(density, support) == law


def test_uniform_between_symbols() -> None:
    low, high = symbols("low high", real=True)
    assert law_of(1 / (high - low), Interval(low, high)) == UniformLaw(low, high)


LATTICE_CASES = {
    "uniform": (1 / n, Range(1, n + 1), UniformRange(1, n)),
    "die": (Rational(1, 6), Range(1, 7), Die(6)),
    "geometric": (p * (1 - p) ** (k - 1), S.Naturals, Geometric(p)),
    "geometric from 0": (p * (1 - p) ** k, S.Naturals0, affine(Geometric(p), S.One, S.NegativeOne)),
    "geometric of a ratio": ((s / (1 + s)) ** k / (1 + s), S.Naturals0, affine(Geometric(1 / (1 + s)), S.One, -S.One)),
    "Poisson": (a**k * exp(-a) / factorial(k), S.Naturals0, Poisson(a)),
    "Poisson by gamma": (a**k * exp(-a) / gamma(k + 1), S.Naturals0, Poisson(a)),
    "binomial": (binomial(n, k) * p**k * (1 - p) ** (n - k), Range(0, n + 1), Binomial(n, p)),
    "fair coins": (binomial(n, k) / 2**n, Range(0, n + 1), Binomial(n, S.Half)),
    "negative binomial": (
        binomial(k + r - 1, k) * p**r * (1 - p) ** k,
        S.Naturals0,
        NegativeBinomial(r, p),
    ),
    "trials up to the n-th success": (
        binomial(k - 1, n - 1) * p**n * (1 - p) ** (k - n),
        Range(n, oo),
        affine(NegativeBinomial(n, p), S.One, n),
    ),
    "listed": (k / 10, Range(1, 5), Finite([1, 2, 3, 4], [Rational(i, 10) for i in range(1, 5)])),
}


def test_angles_on_any_turn() -> None:
    density = exp(a * cos(x - m)) / (2 * pi * besseli(0, a))
    assert law_of(density, Interval(-pi, pi)) == affine(VonMises(m + pi, a), S.One, -pi)
    assert law_of(exp(-a * cos(x)) / (2 * pi * besseli(0, a)), Interval(0, 2 * pi)) == VonMises(pi, a)
    with pytest.raises(NormalizationError):
        law_of(2 * density, Interval(-pi, pi))
    assert isinstance(law_of(exp(a * cos(2 * x)) / (2 * pi * besseli(0, a)), Interval(-pi, pi)), Density)


@pytest.mark.parametrize("name", LATTICE_CASES)
def test_lattice(name: str) -> None:
    pmf, support, law = LATTICE_CASES[name]
    assert law_of_pmf(pmf, support) == law


POINTS = (
    {a: Rational(5, 3), b: Rational(9, 4), s: Rational(3, 4), r: Rational(7, 5), m: Rational(-1, 3)},
    {a: Rational(9, 5), b: Rational(7, 2), s: Rational(7, 3), r: Rational(5, 4), m: Rational(1, 2)},
)
CLOSED = {
    "generalised gamma": HALF_LINE,
    "half-normal": HALF_LINE,
    "Burr XII": HALF_LINE,
    "exponentiated exponential": HALF_LINE,
    "Kumaraswamy": UNIT,
    "unit gamma": UNIT,
    "Gumbel": LINE,
    "Laplace by cases": LINE,
    "Student": LINE,
}


@pytest.mark.parametrize("point", POINTS, ids=("first", "second"))
@pytest.mark.parametrize("name", CLOSED)
def test_entropy_agrees_with_quadrature(name: str, point: dict[Expr, Expr]) -> None:
    density = CASES[name][0]
    closed = entropy(ContinuousRV(x, density, set=CLOSED[name]))
    with mpmath.workdps(30):
        f = lambdify(x, density.subs(point), "mpmath")
        ends = {HALF_LINE: [0, 1, 5, 30, mpmath.inf], UNIT: [0, 0.5, 1], LINE: [-150, -20, N(point[m], 30), 20, 150]}
        nodes = [mpmath.mpf(e) for e in ends[CLOSED[name]]]
        if name == "Student":
            nodes = [-mpmath.inf, *nodes, mpmath.inf]
        by_definition = mpmath.quad(lambda t: mpmath.re(-f(t) * mpmath.log(f(t))) if f(t) > 0 else 0, nodes)
        assert abs(mpmath.mpf(N(closed.subs(point), 30)) - by_definition) < mpmath.mpf(10) ** -15
