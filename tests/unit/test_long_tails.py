"""Sums with tails like powers: enclosed by an integral and the borders of a strip."""

import contextlib

import mpmath as mp
import pytest
from sympy import Rational, Symbol, cos, log, oo, pi, sin, zeta

from symbolic_info import Entropy, JSDivergence, KLDivergence, value
from symbolic_info.engine.numbers import by_definition, numeric_density
from symbolic_info.errors import PrecisionError
from symbolic_info.laws import Poisson, YuleSimon, Zeta
from symbolic_info.numeric import Density, entropy, measures
from symbolic_info.numeric.backends import enclosing_backend
from symbolic_info.numeric.vocabulary import LogGamma, with_close_gammas_joined

HALF = Rational(1, 2)
pytestmark = pytest.mark.skipif(enclosing_backend() is None, reason="enclosures need ball arithmetic")


@pytest.mark.parametrize("order", [Rational(11, 10), Rational(6, 5), 2, Rational(7, 2), 9], ids=str)
def test_entropy_of_zeta_laws_against_derivatives_of_zeta(order):
    found, closed = by_definition(Entropy(Zeta(order)), 40), value(Entropy(Zeta(order)), 60)
    assert found.kind == closed.kind == "certified"
    assert found.lower <= closed.lower <= closed.upper <= found.upper


@pytest.mark.parametrize(
    "node",
    [
        JSDivergence(Zeta(3), Zeta(2)),
        JSDivergence(YuleSimon(3), Zeta(2)),
        JSDivergence(Zeta(3), Poisson(4)),
        KLDivergence(YuleSimon(2), Zeta(Rational(3, 2))),
        Entropy(YuleSimon(Rational(5, 2))),
    ],
    ids=str,
)
def test_estimates_agree(node, monkeypatch):
    found = by_definition(node, 25)
    monkeypatch.setattr(measures, "enclosing_backend", lambda: None)
    other = by_definition(node, 35)
    assert other.kind == "estimated"
    assert found.lower <= other.upper
    assert other.lower <= found.upper


def test_two_hundred_digits():
    found = by_definition(KLDivergence(Zeta(3), Zeta(2)), 200)
    assert (found.kind, found.digits) == ("certified", 200)
    closed = value(KLDivergence(Zeta(3), Zeta(2)), 210)
    assert found.lower <= closed.lower <= closed.upper <= found.upper


def test_waves_between_the_whole_numbers_do_not_matter():
    x = Symbol("x", real=True)
    plain = numeric_density(Zeta(3)).log_in(x)
    wild = Density(plain + sin(pi * x) ** 2, x, 1, oo, lattice=True)
    with contextlib.suppress(PrecisionError):
        assert entropy(wild, 12).text == value(Entropy(Zeta(3)), 12).text


def test_alternating_weights():
    # The sum over odd and even k apart: E log p by zeta functions and their derivatives.
    x = Symbol("x", real=True)
    odd, even = Rational(7, 8) * zeta(3), zeta(3) / 8
    total = odd + 3 * even
    law = Density(log((2 + cos(pi * x)) / x**3 / total), x, 1, oo, lattice=True)
    with mp.workdps(40):
        z, slope = mp.zeta(3), mp.zeta(3, derivative=1)
        mass = z * 7 / 8 + 3 * z / 8
        of_even = -(slope / 8 - z * mp.log(2) / 8)
        logs = -slope - of_even + 3 * of_even
        truth = (3 * logs - 3 * z / 8 * mp.log(3)) / mass + mp.log(mass)
        with contextlib.suppress(PrecisionError):
            assert abs(mp.mpf(entropy(law, 15).text) - truth) < 1e-14


def test_gammas_a_whole_number_apart():
    x = Symbol("x", positive=True)
    assert with_close_gammas_joined(LogGamma(x + 3) - LogGamma(x), x) == log(x) + log(x + 1) + log(x + 2)
    apart = LogGamma(x + HALF) - LogGamma(x)
    assert with_close_gammas_joined(apart, x) == apart
