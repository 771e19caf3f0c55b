"""Inputs on which a numerical method easily prints a wrong digit, zero or a finite value for infinity."""

import pytest
from sympy import (
    Abs,
    E,
    Piecewise,
    Rational,
    Symbol,
    besseli,
    beta,
    cos,
    cosh,
    digamma,
    erf,
    exp,
    harmonic,
    log,
    loggamma,
    oo,
    pi,
    sinh,
    sqrt,
    tanh,
    zeta,
)

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric import (
    Density,
    entropy,
    evaluate,
    expectation,
    js_divergence,
    kl_divergence,
    total_variation,
)
from symbolic_info.numeric.backends import enclosing_backend

X = Symbol("x", real=True)
K = Symbol("k", integer=True)
HALF = Rational(1, 2)
THIRD = Rational(1, 3)
DIGITS = 25


def normal(mean, scale=1):
    return Density(-((X - mean) ** 2) / (2 * scale**2) - log(2 * pi) / 2 - log(scale), X, -oo, oo)


def uniform(low, high):
    return Density(-log(high - low), X, low, high)


def poisson(mean):
    return Density(K * log(mean) - mean - loggamma(K + 1), K, 0, oo, lattice=True)


def geometric(p):
    return Density(log(p) + (K - 1) * log(1 - p), K, 1, oo, lattice=True)


def geometric_entropy(p):
    return -log(p) - (1 - p) / p * log(1 - p)


def kumaraswamy(a, b):
    return Density(log(a * b) + (a - 1) * log(X) + (b - 1) * log(1 - X**a), X, 0, 1)


def nested_uniforms(narrow):
    """JSD of U(0, 1) with weight 1/3 and U(0, narrow) with weight 2/3."""
    inside = THIRD + 2 * THIRD / narrow
    return -narrow * inside * log(inside) - (1 - narrow) * THIRD * log(THIRD) - 2 * THIRD * log(narrow)


CAUCHY = Density(-log(pi) - log(1 + X**2), X, -oo, oo)
STUDENT2 = Density(-Rational(3, 2) * log(1 + X**2 / 2) - log(2 * sqrt(2)), X, -oo, oo)
TINY = Rational(1, 10**300)

CLOSED = {
    "narrow law": (lambda: entropy(normal(0, Rational(1, 10**50)), DIGITS), log(2 * pi * E) / 2 - 50 * log(10)),
    "narrow and far": (
        lambda: entropy(normal(10**30, Rational(1, 10**30)), DIGITS),
        log(2 * pi * E) / 2 - 30 * log(10),
    ),
    "laws far apart": (lambda: kl_divergence(normal(0), normal(10**4), DIGITS), Rational(10**8, 2)),
    "very unequal scales": (
        lambda: kl_divergence(normal(0), normal(0, Rational(1, 10**6)), DIGITS),
        Rational(10**12, 2) - HALF - 6 * log(10),
    ),
    "supports nearly equal": (lambda: kl_divergence(uniform(0, 1), uniform(0, 1 + TINY), DIGITS), log(1 + TINY)),
    "disjoint supports": (lambda: js_divergence([uniform(0, 1), uniform(2, 3)], [HALF, HALF], DIGITS), log(2)),
    "nested supports": (
        lambda: js_divergence([uniform(0, 1), uniform(0, Rational(1, 10**9))], [THIRD, 2 * THIRD], DIGITS),
        nested_uniforms(Rational(1, 10**9)),
    ),
    "1 - x^a at its zero": (
        lambda: entropy(kumaraswamy(HALF, THIRD), DIGITS),
        1 - 1 / THIRD - harmonic(THIRD) - log(HALF * THIRD),
    ),
    "both ends singular": (lambda: entropy(Density(-log(pi) - log(X * (1 - X)) / 2, X, 0, 1), DIGITS), log(pi / 4)),
    "strong singularity": (
        lambda: entropy(Density(-Rational(99, 100) * log(X) - log(100), X, 0, 1), DIGITS),
        log(100) - 99,
    ),
    "oscillating": (lambda: expectation(normal(0), cos(5 * X), DIGITS), exp(-Rational(25, 2))),
    "slow geometric": (
        lambda: entropy(geometric(Rational(1, 10**9)), DIGITS),
        geometric_entropy(Rational(1, 10**9)),
    ),
    "middling geometric": (
        lambda: entropy(geometric(Rational(1, 1000)), DIGITS),
        geometric_entropy(Rational(1, 1000)),
    ),
    "kink on a wide lattice": (
        lambda: expectation(
            Density(-Abs(K) * Rational(1, 10**7) + log(tanh(Rational(1, 2 * 10**7))), K, -oo, oo, lattice=True),
            Abs(K),
            DIGITS,
        ),
        1 / sinh(Rational(1, 10**7)),
    ),
    "large lattice laws far apart": (
        lambda: kl_divergence(poisson(10**6), poisson(2 * 10**6), DIGITS),
        10**6 * (1 - log(2)),
    ),
    "probability of 10^-300": (
        lambda: entropy(Density(K * log(TINY) + (1 - K) * log(1 - TINY), K, 0, 1, lattice=True), DIGITS),
        -TINY * log(TINY) - (1 - TINY) * log(1 - TINY),
    ),
    "gaps in a lattice": (
        lambda: entropy(
            Density(log(Piecewise((HALF, K <= 0), (HALF, K >= 5), (0, True))), K, 0, 5, lattice=True), DIGITS
        ),
        log(2),
    ),
}


@pytest.mark.parametrize("name", CLOSED)
def test_against_closed_form(name):
    compute, closed_form = CLOSED[name]
    value, expected = compute(), evaluate(closed_form, DIGITS)
    assert value.digits == DIGITS
    assert value.text == expected.text


SINH_SPIKE = exp(-(10**16) * (sinh(X) - 2) ** 2 / 2) * 10**8 * cosh(X)

REFUSED = {
    "E|X| of Cauchy": lambda: expectation(CAUCHY, Abs(X), 15),
    "E X of Cauchy has no value by symmetry": lambda: expectation(CAUCHY, X, 15),
    "E 1/X of a normal": lambda: expectation(normal(0), 1 / X, 15),
    "barely infinite divergence": lambda: kl_divergence(STUDENT2, normal(0), 15),
    "mean of zeta(3/2)": lambda: expectation(
        Density(-Rational(3, 2) * log(K) - log(zeta(Rational(3, 2))), K, 1, oo, lattice=True), K, 15
    ),
    "entropy of log-Cauchy": lambda: entropy(Density(-log(pi) - log(X) - log(1 + log(X) ** 2), X, 0, oo), 15),
    "not normalised": lambda: entropy(Density(-(X**2), X, -oo, oo), 15),
    "not real": lambda: entropy(Density(log(X), X, -1, 1), 15),
    "a spike that no form shows": lambda: entropy(
        Density(log((exp(-(X**2) / 2) + SINH_SPIKE) / (2 * sqrt(2 * pi))), X, -oo, oo), 15
    ),
    "equal laws": lambda: kl_divergence(CAUCHY, CAUCHY, 15),
    "equal laws in a mixture": lambda: js_divergence([normal(0), normal(0)], [HALF, HALF], 15),
    "entropy zero, not pointwise": lambda: entropy(normal(0, 1 / sqrt(2 * pi * E)), 5, seconds=2),
    "too little time": lambda: entropy(poisson(10**6), 50, seconds=0),
}


def test_zero_needs_a_proof():
    if enclosing_backend() is None:
        with pytest.raises(PrecisionError):
            entropy(uniform(0, 1), 15)
    else:
        value = entropy(uniform(0, 1), 15)
        assert (value.text, value.lower, value.upper, value.kind) == ("0", 0, 0, "certified")


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name):
    with pytest.raises(PrecisionError):
        REFUSED[name]()


def test_long_numbers_in_a_form_that_is_refused():
    long = Rational(7, 3) ** 20_000
    with pytest.raises(PrecisionError):
        evaluate(log(long) + log(1 / long), 5, seconds=1)


def test_powers_without_roots_by_hand_are_refused():
    with pytest.raises(PrecisionError):
        entropy(Density(-Abs(X**101 - pi), X, -oo, oo), 10)


def test_total_variation_of_crossing_laws():
    """A ball on which it is open which law is larger must not take sides: 0.38989 was such a value."""
    a, b = (-1 - sqrt(4 + 24 * log(2))) / 3, (-1 + sqrt(4 + 24 * log(2))) / 3
    exact = (erf(b / sqrt(2)) - erf(a / sqrt(2)) - erf((b - 1) / (2 * sqrt(2))) + erf((a - 1) / (2 * sqrt(2)))) / 2
    assert total_variation(normal(0), normal(1, 2), DIGITS).text == evaluate(exact, DIGITS).text


def test_exponential_tail_beside_a_power_tail():
    """d e^d for d = -10^38 must be 0, not 10^38 times a rounding error."""
    value, coarse = (js_divergence([normal(0), CAUCHY], [HALF, HALF], n, seconds=60) for n in (18, 12))
    assert abs(value.lower - coarse.lower) < Rational(1, 10**11)


def test_narrow_law_beside_a_wide_one():
    value = js_divergence([normal(0), normal(1, Rational(1, 100))], [HALF, HALF], 20, seconds=60)
    assert value.text == "0.65721738227394010768"


def test_power_singularity_of_a_thousandth():
    shape = Rational(1, 1000)
    law = Density(-X + (shape - 1) * log(X) - loggamma(shape), X, 0, oo)
    closed_form = shape + loggamma(shape) + (1 - shape) * digamma(shape)
    assert entropy(law, 20, seconds=60).text == evaluate(closed_form, 20).text


def test_bessel_density_with_large_concentration():
    law = Density(10**4 * cos(X) - log(2 * pi) - log(besseli(0, 10**4)), X, -pi, pi)
    closed = log(2 * pi) + log(besseli(0, 10**4)) - 10**4 * besseli(1, 10**4) / besseli(0, 10**4)
    assert entropy(law, DIGITS).text == evaluate(closed, DIGITS).text


def test_heavy_lattice_tail_by_another_route():
    """Yule–Simon: p(k) = 2 B(k, 3) = 4/(k (k+1) (k+2)) written with beta functions or as a rational function."""
    by_beta = Density(log(2) + log(beta(K, 3)), K, 1, oo, lattice=True)
    rational = Density(log(4) - log(K) - log(K + 1) - log(K + 2), K, 1, oo, lattice=True)
    assert entropy(by_beta, DIGITS).text == entropy(rational, DIGITS).text
