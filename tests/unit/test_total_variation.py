"""Total variation: closed forms against quadrature with the crossings found numerically, and against mpmath."""

import mpmath
import pytest
from sympy import Rational, symbols
from sympy.stats import (
    Bernoulli,
    Beta,
    Cauchy,
    Exponential,
    Gamma,
    Geometric,
    Gumbel,
    Laplace,
    Logistic,
    LogNormal,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
    StudentT,
    Triangular,
    Uniform,
    Weibull,
)

from symbolic_info import TotalVariation, laws, total_variation, value
from symbolic_info.engine.numbers import by_definition
from symbolic_info.numeric import evaluate

a, b, s, t = symbols("a b s t", positive=True)
m, n = symbols("m n", real=True)
POINT = {
    a: Rational(1, 3),
    b: Rational(2, 5),
    s: Rational(3, 2),
    t: Rational(2, 3),
    m: Rational(-1, 3),
    n: Rational(1, 2),
}
CLOSED = {
    "normal, one scale": (Normal("X", m, s), Normal("Y", n, s)),
    "normal": (Normal("X", m, s), Normal("Y", n, t)),
    "log-normal": (LogNormal("X", m, s), LogNormal("Y", n, s)),
    "exponential": (Exponential("X", a), Exponential("Y", b)),
    "Cauchy, one scale": (Cauchy("X", m, s), Cauchy("Y", n, s)),
    "Cauchy": (Cauchy("X", m, s), Cauchy("Y", n, t)),
    "Pareto": (Pareto("X", 1, a), Pareto("Y", 1, b)),
    "Weibull": (Weibull("X", a, 3), Weibull("Y", b, 3)),
    "Rayleigh": (Rayleigh("X", a), Rayleigh("Y", b)),
    "Gumbel": (Gumbel("X", s, m), Gumbel("Y", s, n)),
    "Laplace": (Laplace("X", m, s), Laplace("Y", m, t)),
    "gamma, two scales": (Gamma("X", 2, a), Gamma("Y", 2, b)),
    "gamma, two shapes": (Gamma("X", 2, a), Gamma("Y", 3, a)),
    "beta": (Beta("X", 2, 1), Beta("Y", 3, 1)),
    "uniform": (Uniform("X", 0, a), Uniform("Y", 0, b)),
    "shifted uniform": (Uniform("X", m, m + 1), Uniform("Y", n, n + 2)),
    "Laplace, moved": (Laplace("X", m, s), Laplace("Y", n, s)),
    "logistic, moved": (Logistic("X", m, s), Logistic("Y", n, s)),
    "Student, moved": (m + StudentT("X", 3), n + StudentT("Y", 3)),
    "Cauchy, two scales": (Cauchy("X", m, s), Cauchy("Y", m, t)),
    "Pareto, two ends": (Pareto("X", a, 2), Pareto("Y", b, 2)),
    "exponential and uniform": (Exponential("X", s), Uniform("Y", 0, t)),
    "uniform and exponential": (Uniform("X", 0, a), Exponential("Y", b)),
    "half-normal and exponential": (laws.HalfNormal(a), Exponential("Y", b)),
    "triangular and uniform": (Triangular("X", 0, 2, 1), Uniform("Y", 0, 2)),
    "Poisson": (Poisson("X", a), Poisson("Y", b)),
    "geometric": (Geometric("X", a), Geometric("Y", b)),
    "negative binomial": (laws.NegativeBinomial(s, a), laws.NegativeBinomial(s, b)),
    "Bernoulli": (Bernoulli("X", a), Bernoulli("Y", b)),
}


@pytest.mark.parametrize("name", CLOSED)
def test_closed_form_is_the_integral(name):
    node = TotalVariation(*CLOSED[name])
    formula = node.doit()
    assert not formula.has(TotalVariation)
    gap = evaluate(formula.subs(POINT), 25).to_sympy() - by_definition(node.subs(POINT), 20).to_sympy()
    assert abs(gap) < 1e-18


def test_one_scale_is_a_case_of_its_own():
    formula = total_variation(Normal("X", m, s), Normal("Y", n, t))
    at = {s: 2, t: 2, m: 0, n: 1}
    assert abs(formula.subs(at).evalf(20) - total_variation(Normal("X", 0, 2), Normal("Y", 1, 2)).evalf(20)) < 1e-18


def test_digits_against_mpmath():
    with mpmath.workdps(40):
        root = mpmath.findroot(lambda x: mpmath.npdf(x) - 1 / (mpmath.pi * (1 + x * x)), 1.85)
        expected = 2 * abs(mpmath.ncdf(root) - mpmath.mpf(1) / 2 - mpmath.atan(root) / mpmath.pi)
        found = mpmath.mpf(value(TotalVariation(Normal("X", 0, 1), Cauchy("Y", 0, 1)), 35).text)
        assert abs(found - expected) < mpmath.mpf(10) ** -34
        terms = (
            abs(mpmath.exp(-3) * mpmath.mpf(3) ** k - mpmath.exp(-5) * mpmath.mpf(5) ** k) / mpmath.factorial(k)
            for k in range(90)
        )
        found = mpmath.mpf(value(TotalVariation(Poisson("X", 3), Poisson("Y", 5)), 35).text)
        assert abs(found - sum(terms) / 2) < mpmath.mpf(10) ** -34


def test_nearly_equal_and_far_laws():
    near = value(TotalVariation(Normal("X", 0, 1), Normal("Y", Rational(1, 10**12), 1)), 20)
    assert abs(float(near) - 3.989422804014327e-13) < 1e-27
    assert value(TotalVariation(Exponential("X", 1), Exponential("Y", 10**6)), 15) > Rational(99, 100)
    assert total_variation(Uniform("X", 0, 1), Uniform("Y", 1, 2)) == 1
    assert total_variation([1, 0], [1, 0]) == 0


def test_supports_of_different_length():
    node = TotalVariation(Uniform("X", 0, 1), Exponential("Y", 1))
    with mpmath.workdps(30):
        expected = 1 - (1 - mpmath.exp(-1))
    assert abs(float(value(node, 20)) - float(expected)) < 1e-15
    assert (
        value(TotalVariation(Geometric("X", Rational(1, 2)), Geometric("Y", Rational(1, 3))), 20).text[:7] == "0.19444"
    )


def test_binomial_laws_of_any_size():
    n = symbols("n", integer=True, positive=True)
    formula = total_variation(laws.Binomial(n, a), laws.Binomial(n, b))
    p, q = Rational(1, 3), Rational(3, 5)
    terms = (
        abs(mpmath.binomial(7, k) * (mpmath.mpf(1) / 3) ** k * (mpmath.mpf(2) / 3) ** (7 - k)
            - mpmath.binomial(7, k) * (mpmath.mpf(3) / 5) ** k * (mpmath.mpf(2) / 5) ** (7 - k))
        for k in range(8)
    )  # fmt: skip
    assert abs(float(formula.subs({n: 7, a: p, b: q}).evalf(20)) - float(sum(terms) / 2)) < 1e-14


def test_equal_parameters_have_no_distance():
    for pair in (
        (Exponential("X", a), Exponential("Y", b)),
        (Poisson("X", a), Poisson("Y", b)),
        (Cauchy("X", 0, a), Cauchy("Y", 0, b)),
        (Gamma("X", a, 1), Gamma("Y", b, 1)),
        (Normal("X", m, a), Normal("Y", m, b)),
    ):
        assert total_variation(*pair).subs({a: 2, b: 2}) == 0
