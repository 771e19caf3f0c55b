"""Derivatives, limits and inequalities of families, from closed forms and the signs of their slopes."""

import pytest
from sympy import Derivative, Eq, Limit, Rational, Symbol, log, oo, symbols

from symbolic_info import Entropy, KLDivergence, prove
from symbolic_info.facts import Facts
from symbolic_info.laws import Bernoulli, Binomial, Exponential, Normal, Poisson
from symbolic_info.proof.kernel import calculus, slopes
from symbolic_info.proof.kernel.calculus import T

a, b, p, q, s, t = symbols("a b p q s t", positive=True)
m, k = symbols("m k", real=True)
n = Symbol("n", integer=True, positive=True)
H, KL = Entropy, KLDivergence

TRUE = [
    Eq(Derivative(KL(Poisson(a), Poisson(t)), (t, 2)).subs(t, a), 1 / a),
    Eq(Derivative(KL(Normal(m, s), Normal(k, s)), (k, 2)).subs(k, m), 1 / s**2),
    Eq(Limit(KL(Normal(0, 1), Normal(m, 1)), m, 0), 0),
    Eq(Limit(KL(Exponential(a), Exponential(t)), t, oo), oo),
    Derivative(H(Normal(0, a)), a) > 0,
    KL(Bernoulli(p), Bernoulli(q)) >= 2 * (p - q) ** 2,
    H(Bernoulli(p)) <= log(2),
    KL(Exponential(a), Exponential(2 * a)) <= log(2),
    KL(Exponential(a), Exponential(b)) <= a / b + b / a - 2,
    KL(Poisson(a), Poisson(b)) <= (a - b) ** 2 / b,
]
FALSE = [
    Eq(Derivative(KL(Exponential(a), Exponential(t)), (t, 2)).subs(t, a), 1 / a),
    Eq(Limit(KL(Normal(0, 1), Normal(m, 1)), m, 1), 0),
    Eq(H(Binomial(n, p)), n * H(Bernoulli(p))),
    KL(Bernoulli(p), Bernoulli(q)) >= 5 * (p - q) ** 2,
]


@pytest.mark.parametrize("claim", TRUE, ids=str)
def test_proved(claim):
    proof = prove(claim)
    assert proof.status in ("proved", "certified"), proof.text()
    assert proof.recheck()


@pytest.mark.parametrize("claim", FALSE, ids=str)
def test_refuted(claim):
    proof = prove(claim)
    assert proof.status == "refuted", proof.text()
    assert proof.recheck()


@pytest.mark.parametrize(
    ("function", "holds"),
    [
        (T * log(T) - T + 1, True),
        (T * log(T) - T + Rational(999, 1000), False),
        (T * log(T) - T + 1 - (T - 1) ** 2 / 2, False),
        ((2 * T + 4) / 3 * (T * log(T) - T + 1) - (T - 1) ** 2, True),
        ((2 * T + 4) / 3 * (T * log(T) - T + 1) - Rational(1001, 1000) * (T - 1) ** 2, False),
        ((T - 1) * log(T) / 4 - (T * log(2 * T / (1 + T)) + log(2 / (1 + T))) / 2, True),
        ((T * log(2 * T / (1 + T)) + log(2 / (1 + T))) / 2 - (T - 1) * log(T) / 8, False),
    ],
    ids=str,
)
def test_functions_of_one_variable(function, holds):
    assert calculus.nonnegative(function) is holds
    if holds:
        assert all(function.subs(T, Rational(j, 7)).evalf() >= -1e-12 for j in range(1, 60))


def test_a_slope_says_nothing_across_a_gap():
    x, y = symbols("x y", positive=True)
    assert not slopes.nonnegative(log((2 * x - 3) / (y + 1)), Facts([x > 2, y < 1]))
    assert not slopes.nonnegative((x - y) * (x - 3 * y / 2), Facts())
