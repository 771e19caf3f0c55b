"""Derivatives, limits and inequalities of families, from closed forms and the signs of their slopes."""

from random import Random

import pytest
from sympy import Derivative, Eq, Limit, Rational, Symbol, log, oo, symbols

from symbolic_info import Entropy, KLDivergence, prove
from symbolic_info.budget import Budget
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
    Eq(Limit(H(Exponential(t)), t, oo), -oo),
    Derivative(H(Normal(0, a)), a) > 0,
    KL(Bernoulli(p), Bernoulli(q)) >= 2 * (p - q) ** 2,
    H(Bernoulli(p)) <= log(2),
    KL(Exponential(a), Exponential(2 * a)) <= log(2),
    KL(Exponential(a), Exponential(b)) <= a / b + b / a - 2,
    KL(Poisson(a), Poisson(b)) <= (a - b) ** 2 / b,
]
FALSE = [
    Eq(Limit(H(Exponential(t)), t, oo), oo),
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


SUMS = [
    ((a - b) ** 2 / (b * (1 - b)) - a * log(a / b) - (1 - a) * log((1 - a) / (1 - b)), [a < 1, b < 1], True),
    ((a - b) ** 2 / (2 * b * (1 - b)) - a * log(a / b) - (1 - a) * log((1 - a) / (1 - b)), [a < 1, b < 1], False),
    (a * log(a) + b * log(b) - (a + b) * log((a + b) / 2), [a + b < 1], True),
    (a * log(a) + b * log(b) - (a + b) * log(2 * (a + b) / 3), [a + b < 1], False),
    ((a - 1) / a * (a * log(a) + (1 - a) * log(1 - a)), [a < 1], True),
    (-(a - 1) / a * (a * log(a) + (1 - a) * log(1 - a)), [a < 1], False),
    (log(a) ** 2 - log(a), [a > 1], False),
    (log(a) * log(b), [a > 1], False),
    (a - 1 - log(a) * log(b), [a > 1, b > 1], False),
]


@pytest.mark.parametrize(("function", "conditions", "holds"), SUMS, ids=str)
def test_sums_with_logarithms_by_tangents_factors_and_fewer_conditions(function, conditions, holds):
    assert slopes.nonnegative(function, Facts(conditions)) is holds


@pytest.mark.slow
def test_what_is_said_to_be_nonnegative_is_so_at_random_points():
    draw = Random(5)
    parts = [a * log(a / b), b * log(b / a), -log(a), log(1 + a / b), a - b, (a - b) ** 2, a / b - 1, b / a, 1 - a, -1]
    said = 0
    for _ in range(60):
        function = sum(draw.choice((-2, -1, 1, 1, 2)) * part for part in draw.sample(parts, 3))
        conditions = draw.choice(([], [a < 1], [a < b], [a < 1, a + b < 2]))
        if not slopes.nonnegative(function, Facts(conditions), Budget(20)):
            continue
        said += 1
        points = [{a: Rational(draw.randint(1, 400), 100), b: Rational(draw.randint(1, 400), 100)} for _ in range(60)]
        admitted = [p for p in points if all(c.subs(p) == True for c in conditions)]  # noqa: E712
        assert all(function.subs(p).evalf() >= -1e-12 for p in admitted), function
    assert said > 2
