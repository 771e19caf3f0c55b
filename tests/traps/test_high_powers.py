"""Parameters whose fractions become exponents: no polynomial of degree a thousand on the way to a form."""

import time

import mpmath as mp
import pytest
from sympy import E, Rational, Symbol, exp, log, pi, symbols
from sympy.stats import Normal

from symbolic_info import Entropy, KLDivergence, SquaredHellinger, entropy, squared_hellinger, value
from symbolic_info.errors import PrecisionError
from symbolic_info.laws import Gamma, Gumbel, LogNormal, Weibull, ZipfMandelbrot, mixture
from symbolic_info.rules.factored import factored

CLOSE = Rational(1, 10**21)


def timed(node, digits):
    start = time.process_time()
    found = value(node, digits)
    assert time.process_time() - start < 60
    return str(found)


@pytest.mark.parametrize(
    "parameters",
    [
        (Rational(1001, 1000), 1 + CLOSE, Rational(201, 2) + CLOSE, Rational(492988939, 953948)),
        (Rational(1, 961), Rational(23, 2), Rational(1, 961) * (1 + CLOSE), Rational(1, 595)),
    ],
)
def test_hellinger_of_gammas(parameters):
    k, t, a, b = parameters
    found = timed(SquaredHellinger(Gamma(k, t), Gamma(a, b)), 20)
    with mp.workdps(80):
        k, t, a, b = (mp.mpf(int(q.p)) / int(q.q) for q in parameters)
        s = (k + a) / 2
        logs = mp.loggamma(s) - (mp.loggamma(k) + mp.loggamma(a)) / 2 - s * mp.log((1 / t + 1 / b) / 2)
        truth = 1 - mp.exp(logs - k / 2 * mp.log(t) - a / 2 * mp.log(b))
        assert abs(mp.mpf(found) - truth) <= abs(truth) * mp.mpf(10) ** -19


@pytest.mark.parametrize(
    "parameters",
    [
        (Rational(1, 100), 10**4, Rational(139, 88), 10**4 + CLOSE),
        (Rational(412291801, 540076), 10**9, Rational(1, 10), Rational(1, 10**30)),
        (Rational(1, 602), 10**9, Rational(1, 602) * (1 - CLOSE), 10**4),
    ],
)
def test_gumbels(parameters):
    found = timed(KLDivergence(Gumbel(*parameters[:2]), Gumbel(*parameters[2:])), 20)
    with mp.workdps(80):
        b, m, d, c = (mp.mpf(int(Rational(q).p)) / int(Rational(q).q) for q in parameters)
        growth = mp.exp((c - m) / d) * mp.gamma(b / d + 1)
        truth = mp.log(d / b) + mp.euler * (b / d - 1) + growth - 1 + (m - c) / d
        assert abs(mp.mpf(found) - truth) <= abs(truth) * mp.mpf(10) ** -19


def test_a_gamma_function_of_millions_is_not_multiplied_out():
    start = time.process_time()
    with pytest.raises(PrecisionError):
        value(KLDivergence(Weibull(1, Rational(1, 10**6)), Weibull(1 - CLOSE, Rational(19, 2))), 20)
    assert time.process_time() - start < 60


def test_squares_in_exponents_are_no_powers_of_degree_hundreds():
    a, b = symbols("a b", positive=True)
    start = time.process_time()
    form = squared_hellinger(LogNormal(a, Rational(1, 5)), LogNormal(5, b))
    assert time.process_time() - start < 12
    with mp.workdps(30):
        at = {a: Rational(9, 2), b: Rational(1, 3)}
        m, s, t = mp.mpf(9) / 2, mp.mpf(1) / 5, mp.mpf(1) / 3
        root = mp.quad(lambda x: mp.sqrt(mp.npdf(x, m, s) * mp.npdf(x, 5, t)), [0, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 9])
        assert abs(mp.mpf(str(form.subs(at).evalf(25))) - (1 - root)) < mp.mpf(10) ** -15


def test_sums_of_many_roots_are_left_in_denominators():
    start = time.process_time()
    found = value(Entropy(ZipfMandelbrot(5, 5, Rational(2, 3))), 20)
    assert time.process_time() - start < 20
    with mp.workdps(30):
        weights = [mp.mpf(k + 5) ** (-mp.mpf(2) / 3) for k in range(1, 6)]
        truth = -sum(w / sum(weights) * mp.log(w / sum(weights)) for w in weights)
        assert abs(mp.mpf(str(found)) - truth) < mp.mpf(10) ** -18


@pytest.mark.parametrize("shift", [0, 5000, Rational(1, 20000)])
def test_a_shifted_exponent_is_no_high_power(shift):
    """SymPy would factor exp(5000 - 100*x) + 1 as a polynomial of degree 100 in exp(x), with exp(5000) beside it."""
    x = Symbol("x", real=True)
    term = exp(shift - 100 * x) + 1
    assert factored(term) == term


def test_mixtures_of_laws_far_apart():
    start = time.monotonic()
    law = mixture([Normal("X", 0, 1), Normal("Y", 100, 1)])
    assert entropy(law, budget=5).has(Entropy)
    assert abs(value(Entropy(law), digits=15).to_sympy() - log(8 * pi * E) / 2) < 10**-13
    assert time.monotonic() - start < 60
