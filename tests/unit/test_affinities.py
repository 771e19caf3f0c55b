"""Integrals of powers of two densities by special functions, against quadrature and summation of the definition."""

import mpmath
import pytest
from mpmath import mp, mpf
from sympy import Rational, S, oo, symbols
from sympy.stats import Cauchy, Exponential, Laplace, Logistic, Lomax, Normal, Rayleigh, StudentT

from symbolic_info import chi_square_divergence, renyi_divergence, renyi_entropy, squared_hellinger
from symbolic_info.laws import Binomial, HalfNormal, NegativeBinomial, Poisson

a, b, s, t, v, w = symbols("a b s t v w", positive=True)
m, n = symbols("m n", real=True)
size = symbols("size", integer=True, positive=True)
POINTS = (
    {a: Rational(2, 3), b: Rational(5, 4), s: Rational(3, 2), t: Rational(2, 5), v: 3, w: Rational(7, 2), m: 0, n: 1},
    {a: 2, b: Rational(1, 2), s: 1, t: 1, v: Rational(5, 2), w: 1, m: Rational(1, 3), n: Rational(-2, 3)},
)


def normal(x, m, s):
    return mpmath.exp(-(((x - m) / s) ** 2) / 2) / (s * mpmath.sqrt(2 * mp.pi))


def cauchy(x, m, s):
    return s / (mp.pi * (s**2 + (x - m) ** 2))


def logistic(x, m, s):
    e = mpmath.exp(-abs(x - m) / s)
    return e / (s * (1 + e) ** 2)


def laplace(x, m, s):
    return mpmath.exp(-abs(x - m) / s) / (2 * s)


def student(x, v):
    return mpmath.gamma((v + 1) / 2) / mpmath.gamma(v / 2) / mpmath.sqrt(v * mp.pi) * (1 + x**2 / v) ** (-(v + 1) / 2)


LINE, HALF = (-mpmath.inf, -1, 0, 1, mpmath.inf), (0, 1, 4, mpmath.inf)
PAIRS = {
    "Cauchy": (Cauchy("X", m, s), Cauchy("Y", n, t), lambda x, k: (cauchy(x, k[m], k[s]), cauchy(x, k[n], k[t])), LINE),
    "logistic": (
        Logistic("X", m, s),
        Logistic("Y", n, s),
        lambda x, k: (logistic(x, k[m], k[s]), logistic(x, k[n], k[s])),
        LINE,
    ),
    "Student": (StudentT("X", v), StudentT("Y", w), lambda x, k: (student(x, k[v]), student(x, k[w])), LINE),
    "normal and Laplace": (
        Normal("X", 0, s),
        Laplace("Y", 0, t),
        lambda x, k: (normal(x, 0, k[s]), laplace(x, 0, k[t])),
        LINE,
    ),
    "half-normal and exponential": (
        HalfNormal(s),
        Exponential("Y", a),
        lambda x, k: (2 * normal(x, 0, k[s]), k[a] * mpmath.exp(-k[a] * x)),
        HALF,
    ),
    "Lomax": (
        Lomax("X", a, s),
        Lomax("Y", b, t),
        lambda x, k: (k[a] / k[s] * (1 + x / k[s]) ** (-k[a] - 1), k[b] / k[t] * (1 + x / k[t]) ** (-k[b] - 1)),
        (0, 1, 10, 1000, mpmath.inf),
    ),
}


def integral(densities, at, order, ends):
    with mp.workdps(30):
        numbers = {k: mpf(S(v).p) / S(v).q for k, v in at.items()}
        power = mpf(order.p) / order.q

        def integrand(x):
            p, q = densities(x, numbers)
            return p**power * q ** (1 - power) if p and q else mpf(0)

        return mpmath.quad(integrand, ends, maxdegree=9)


@pytest.mark.parametrize("name", PAIRS)
def test_affinities(name):
    p, q, densities, ends = PAIRS[name]
    formula = squared_hellinger(p, q)
    for at in POINTS:
        expected = 1 - integral(densities, at, S.Half, ends)
        assert abs(formula.subs(at).evalf(25) - S(str(expected))) < 1e-13


@pytest.mark.parametrize("name", ["Cauchy", "half-normal and exponential", "normal and Laplace", "logistic"])
def test_orders(name):
    """A symbolic order at a fraction, and the order itself."""
    p, q, densities, ends = PAIRS[name]
    order = symbols("order", positive=True)
    general = renyi_divergence(p, q, order)
    for value in (Rational(1, 3), Rational(3, 2)):
        expected = mpmath.log(integral(densities, POINTS[0], value, ends)) / (mpf(value.p) / value.q - 1)
        assert abs(general.subs(order, value).subs(POINTS[0]).evalf(25) - S(str(expected))) < 1e-10
        assert abs(renyi_divergence(p, q, value).subs(POINTS[0]).evalf(25) - S(str(expected))) < 1e-10


def test_tails_that_are_too_heavy():
    assert chi_square_divergence(Exponential("X", a), HalfNormal(s)) == oo
    assert chi_square_divergence(Laplace("X", 0, a), Normal("Y", 0, 1)) == oo
    assert renyi_divergence(Exponential("X", a), Rayleigh("Y", s), 2) == oo


def test_equal_laws():
    assert squared_hellinger(Logistic("X", m, s), Logistic("Y", n, s)).subs({m: 1, n: 1, s: 2}) == 0
    assert squared_hellinger(Cauchy("X", m, s), Cauchy("Y", n, t)).subs({m: 1, n: 1, s: 2, t: 2}) == 0


def pmf(law, k):
    name, *numbers = law
    if name == "Poisson":
        return mpmath.exp(-numbers[0]) * numbers[0] ** k / mpmath.factorial(k)
    if name == "binomial":
        size, chance = numbers
        return mpmath.binomial(size, k) * chance**k * (1 - chance) ** (size - k)
    shape, chance = numbers
    return mpmath.binomial(k + shape - 1, k) * chance**shape * (1 - chance) ** k


@pytest.mark.parametrize("order", [2, 3])
@pytest.mark.parametrize(
    ("law", "numbers"),
    [
        (Poisson(a), ("Poisson", Rational(5, 4))),
        (Binomial(size, b), ("binomial", 5, Rational(1, 3))),
        (NegativeBinomial(a, b), ("negative binomial", Rational(5, 4), Rational(1, 3))),
    ],
)
def test_collisions(law, numbers, order):
    formula = renyi_entropy(law, order).subs({a: Rational(5, 4), size: 5, b: Rational(1, 3)})
    with mp.workdps(30):
        exact = [mpf(S(x).p) / S(x).q if not isinstance(x, str) else x for x in numbers]
        total = mpmath.fsum(pmf(exact, k) ** order for k in range(6 if numbers[0] == "binomial" else 200))
        expected = mpmath.nstr(mpmath.log(total) / (1 - order), 28)
    assert abs(formula.evalf(25) - S(expected)) < 1e-22


def test_a_binomial_law_against_a_poisson_law():
    formula = chi_square_divergence(Binomial(size, b), Poisson(a)).subs({a: Rational(5, 4), size: 4, b: Rational(1, 3)})
    p, q = ("binomial", 4, mpf(1) / 3), ("Poisson", mpf(5) / 4)
    expected = mpmath.fsum(pmf(p, k) ** 2 / pmf(q, k) for k in range(5)) - 1
    assert abs(formula.evalf(20) - S(str(expected))) < 1e-12
