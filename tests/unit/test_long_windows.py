"""Lattice laws with large parameters: certified digits from a proven window about the peak, or a few terms of it."""

import mpmath as mp
import pytest
from sympy import Rational, S

from symbolic_info import (
    CrossEntropy,
    Entropy,
    JSDivergence,
    KLDivergence,
    RenyiDivergence,
    TotalVariation,
    value,
)
from symbolic_info.laws import (
    BetaBinomial,
    Binomial,
    Hypergeometric,
    NegativeBinomial,
    Poisson,
    Skellam,
)
from symbolic_info.numeric.backends import enclosing_backend

pytestmark = pytest.mark.skipif(enclosing_backend() is None, reason="enclosures need ball arithmetic")
DIGITS, PRECISION = 25, 45
THIRD, HALF = Rational(1, 3), Rational(1, 2)


def choose(n, k):
    return mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)


def number(x):
    with mp.workdps(PRECISION):
        return mp.mpf(int(x.p)) / int(x.q)


def log_mass(law):
    """The textbook's probability, written in mpmath's functions."""
    args = [number(S(a)) for a in law.args]

    def poisson(k, rate):
        return k * mp.log(rate) - rate - mp.loggamma(k + 1)

    def binomial(k, n, p):
        return choose(n, k) + k * mp.log(p) + (n - k) * mp.log(1 - p)

    def negative_binomial(k, r, p):
        return choose(k + r - 1, k) + r * mp.log(p) + k * mp.log(1 - p)

    def hypergeometric(k, whole, marked, drawn):
        return choose(marked, k) + choose(whole - marked, drawn - k) - choose(whole, drawn)

    def beta_binomial(k, n, a, b):
        return choose(n, k) + mp.loggamma(k + a) + mp.loggamma(n - k + b) - mp.loggamma(n + a + b) - log_beta(a, b)

    def log_beta(a, b):
        return mp.loggamma(a) + mp.loggamma(b) - mp.loggamma(a + b)

    formulas = {
        Poisson: poisson,
        Binomial: binomial,
        NegativeBinomial: negative_binomial,
        Hypergeometric: hypergeometric,
        BetaBinomial: beta_binomial,
    }
    return lambda k: formulas[type(law)](k, *args)


def summed(term, low, high):
    with mp.workdps(PRECISION):
        return mp.fsum(term(mp.mpf(k)) for k in range(low, high + 1))


def twice_negative_log(root):
    with mp.workdps(PRECISION):
        return -2 * mp.log(root)


def agrees(found, truth):
    with mp.workdps(PRECISION):
        lower, upper = number(found.lower), number(found.upper)
        slack = abs(truth) * mp.mpf(10) ** (-DIGITS - 8)
        return found.kind == "certified" and lower - slack <= truth <= upper + slack and found.digits == DIGITS


ENTROPIES = [
    (Poisson(2500), (1900, 3150)),
    (Binomial(6000, THIRD), (1560, 2450)),
    (NegativeBinomial(Rational(2001, 2), THIRD), (1000, 3400)),
    (Hypergeometric(20_000, 7000, 5000), (1400, 2110)),
    (BetaBinomial(1500, 40, 50), (0, 1500)),
]


@pytest.mark.parametrize(("law", "ends"), ENTROPIES, ids=lambda x: type(x).__name__)
def test_entropy_against_the_sum_of_all_terms(law, ends):
    log = log_mass(law)
    assert agrees(value(Entropy(law), DIGITS, budget=60), summed(lambda k: -mp.exp(log(k)) * log(k), *ends))


def test_divergences_against_the_sums_of_all_terms():
    p, q = Poisson(2500), NegativeBinomial(2600, HALF)
    a, b = log_mass(p), log_mass(q)
    ends = (1500, 4000)

    def js(k):
        x, y = mp.exp(a(k)), mp.exp(b(k))
        return (x * mp.log(2 * x / (x + y)) + y * mp.log(2 * y / (x + y))) / 2

    assert agrees(value(KLDivergence(p, q), DIGITS, budget=60), summed(lambda k: mp.exp(a(k)) * (a(k) - b(k)), *ends))
    assert agrees(value(CrossEntropy(p, q), DIGITS, budget=60), summed(lambda k: -mp.exp(a(k)) * b(k), *ends))
    assert agrees(value(JSDivergence(p, q), DIGITS, budget=60), summed(js, *ends))
    variation = summed(lambda k: abs(mp.exp(a(k)) - mp.exp(b(k))) / 2, *ends)
    assert agrees(value(TotalVariation(p, q), DIGITS, budget=60), variation)
    root = summed(lambda k: mp.exp((a(k) + b(k)) / 2), *ends)
    assert agrees(value(RenyiDivergence(p, q, HALF), DIGITS, budget=60), twice_negative_log(root))


@pytest.mark.parametrize("rate", [10**6, 10**8, 10**14])
def test_poisson_entropy_against_its_asymptotic_series(rate):
    """log(2 pi e n)/2 - 1/(12 n) - 1/(24 n^2) - 19/(360 n^3) - 9/(80 n^4) - 863/(2520 n^5), Evans & Boersma (1988)."""
    with mp.workdps(PRECISION):
        n = mp.mpf(rate)
        series = [(12, 1, 1), (24, 1, 2), (360, 19, 3), (80, 9, 4), (2520, 863, 5)]
        truth = mp.log(2 * mp.pi * mp.e * n) / 2 - sum(top / (low * n**k) for low, top, k in series)
    assert agrees(value(Entropy(Poisson(rate)), DIGITS, budget=60), truth)


def test_laws_far_from_each_other():
    """Each is negligible where the other lives: log 2 but for what no digit shows."""
    found = value(JSDivergence(Poisson(10**6), Binomial(10**7, THIRD)), DIGITS)
    assert agrees(found, summed(lambda _: mp.log(2), 0, 0))
    p, q = Poisson(1000), Poisson(2200)
    a, b = log_mass(p), log_mass(q)

    def js(k):
        x, y = mp.exp(a(k)), mp.exp(b(k))
        return (x * mp.log(2 * x / (x + y)) + y * mp.log(2 * y / (x + y))) / 2

    assert agrees(value(JSDivergence(p, q), DIGITS, budget=60), summed(js, 500, 3200))


def test_a_common_support_without_common_mass():
    """Where only one of two laws is positive a power of both has no terms at all."""
    p, q = Hypergeometric(3000, 1500, 1400), Poisson(700)
    a, b = log_mass(p), log_mass(q)
    root = summed(lambda k: mp.exp((a(k) + b(k)) / 2), 350, 1100)
    assert agrees(value(RenyiDivergence(p, q, HALF), DIGITS, budget=60), twice_negative_log(root))


def test_a_peak_beside_the_start_of_a_long_support():
    p = Binomial(10**6, Rational(1, 10**5))
    log = log_mass(p)
    assert agrees(value(Entropy(p), DIGITS, budget=60), summed(lambda k: -mp.exp(log(k)) * log(k), 0, 120))


def test_laws_whose_supports_end_at_different_places():
    p, q = Binomial(3000, HALF), Poisson(1500)
    a, b = log_mass(p), log_mass(q)

    def js(k):
        x, y = mp.exp(a(k)) if k <= 3000 else mp.mpf(0), mp.exp(b(k))
        return ((x * mp.log(2 * x / (x + y)) if x else 0) + y * mp.log(2 * y / (x + y))) / 2

    assert agrees(value(JSDivergence(p, q), DIGITS, budget=60), summed(js, 950, 2100))


@pytest.mark.slow
def test_differences_of_poisson_counts():
    p = Skellam(1500, 1400)

    def log(k):
        return k * mp.log(mp.mpf(15) / 14) / 2 - 2900 + mp.log(mp.besseli(abs(k), 2 * mp.sqrt(mp.mpf(1500 * 1400))))

    assert agrees(value(Entropy(p), DIGITS, budget=60), summed(lambda k: -mp.exp(log(k)) * log(k), -700, 900))
