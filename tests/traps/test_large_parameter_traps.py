"""Numbers such as 10**40 as parameters: SymPy would write them out; answers come within seconds."""

import time

import mpmath
import pytest
import sympy.stats as st
from sympy import Integer, Rational, Symbol, log, oo

from symbolic_info import Entropy, JSDivergence, KLDivergence, derive, entropy, kl_divergence, value
from symbolic_info.laws import (
    Beta,
    Binomial,
    Cauchy,
    Gamma,
    Geometric,
    Poisson,
    StudentT,
    Uniform,
    UniformRange,
    Weibull,
)

BIG, HALF, THIRD = Integer(10) ** 40, Rational(1, 2), Rational(1, 3)
a = Symbol("a", positive=True)
NODES = {
    "gamma": KLDivergence(Gamma(BIG, 1), Gamma(1, 1)),
    "gamma with a symbol": KLDivergence(Gamma(BIG, a), Gamma(BIG + 5, 1)),
    "beta": KLDivergence(Beta(BIG, a), Beta(1, 1)),
    "Student": Entropy(StudentT(BIG)),
    "binomial": Entropy(Binomial(BIG, HALF)),
    "image": KLDivergence(st.Gamma("X", 2, 1) + 1, Weibull(1, BIG)),
    "power": KLDivergence(Uniform(1, 2), Weibull(1, BIG)),
    "long number": KLDivergence(Uniform(1, 3), Weibull(1, 10**6)),
    "outcome": KLDivergence({BIG: HALF, 1: HALF}, Poisson(1)),
    "list": KLDivergence(UniformRange(0, 50), Binomial(10**6, THIRD)),
}


@pytest.mark.parametrize("name", NODES)
def test_an_answer_in_time(name):
    start = time.monotonic()
    assert str(NODES[name].doit())
    assert isinstance(derive(NODES[name]).text(), str)
    assert time.monotonic() - start < 10


def test_closed_forms_of_large_numbers():
    assert kl_divergence(Binomial(BIG, HALF), Binomial(BIG, THIRD)).equals(BIG / 2 * log(Rational(9, 8)))
    assert entropy(UniformRange(0, BIG)) == log(BIG + 1)
    assert kl_divergence(UniformRange(0, BIG), Geometric(HALF)) == oo
    assert kl_divergence({10**9: 1}, Geometric(HALF)).equals(10**9 * log(2))


def digits(node, count=15):
    return mpmath.mpf(str(value(node, count)))


def test_digits_of_large_numbers():
    with mpmath.workdps(40):
        n, third = 10**5, mpmath.mpf(1) / 3
        logs = mpmath.log(n) + mpmath.log(third) + (2 * n - 1) * mpmath.log(1 - third)
        truth = -mpmath.log(2) - logs / 2
        assert abs(digits(KLDivergence([HALF, HALF], Binomial(n, THIRD)), 20) / truth - 1) < 1e-18
        size = 10**6
        truth = -mpmath.loggamma(size) + (size - 1) * mpmath.digamma(size)
        assert abs(digits(KLDivergence(Gamma(size, 1), Gamma(1, 1)), 20) / truth - 1) < 1e-18


def test_a_divergence_from_a_nearly_normal_law():
    def student(x):
        nu = mpmath.mpf(10) ** 6
        constant = mpmath.loggamma((nu + 1) / 2) - mpmath.loggamma(nu / 2) - mpmath.log(nu * mpmath.pi) / 2
        return mpmath.exp(constant - (nu + 1) / 2 * mpmath.log1p(x * x / nu))

    def part(x):
        p, q = student(x), 1 / (mpmath.pi * (1 + x * x))
        m = (p + q) / 2
        return ((p * mpmath.log(p / m) if p > 0 else 0) + q * mpmath.log(q / m)) / 2

    with mpmath.workdps(25):
        truth = 2 * mpmath.quad(part, [0, 1, 2, 4, 8, 16, 64, mpmath.inf])
        assert abs(digits(JSDivergence(StudentT(10**6), Cauchy(0, 1))) - truth) < 1e-13
