"""Two densities of which one is negligible long before the other: what is left out must not show in the digits."""

import mpmath as mp
import pytest
from sympy import Dummy, Rational, exp, log

from symbolic_info import JSDivergence, value
from symbolic_info.engine.numbers import numeric_density
from symbolic_info.laws import (
    Cauchy,
    Exponential,
    Gumbel,
    Laplace,
    Logistic,
    LogNormal,
    Normal,
    StudentT,
    Weibull,
)
from symbolic_info.numeric import measures
from symbolic_info.numeric.backends import enclosing_backend
from symbolic_info.numeric.density import led
from symbolic_info.numeric.tape import Tape

HALF = Rational(1, 2)
PAIRS = [
    (Normal(0, 1), Cauchy(0, 1)),
    (Normal(3, Rational(1, 10)), Cauchy(-1, 5)),
    (Gumbel(1, 0), Logistic(0, 1)),
    (Laplace(1, 3), StudentT(HALF)),
    (Normal(0, 10**6), Laplace(0, 1)),
    (Exponential(1), LogNormal(0, 1)),
    (Weibull(1, 3), Weibull(1, HALF)),
    (Normal(0, 1), StudentT(10**4)),
]


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_the_other_rung_agrees(pair, monkeypatch):
    if enclosing_backend() is None:
        pytest.skip("needs ball arithmetic")
    found = value(JSDivergence(*pair), 30)
    assert found.kind == "certified"
    monkeypatch.setattr(measures, "enclosing_backend", lambda: None)
    other = measures.js_divergence([numeric_density(law) for law in pair], [HALF, HALF], 40, seconds=60)
    assert other.kind == "estimated"
    assert found.lower <= other.upper
    assert other.lower <= found.upper


def test_unequal_weights():
    found = value(JSDivergence(Normal(0, 1), Cauchy(0, 1), weights=[Rational(1, 1000), Rational(999, 1000)]), 20)

    def integrand(x):
        p, q = mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi), 1 / mp.pi / (1 + x * x)
        m = (p + 999 * q) / 1000
        return (p * mp.log(p / m) if p else 0) / 1000 + 999 * q * mp.log(q / m) / 1000

    with mp.workdps(40):
        half = mp.quad(integrand, [0, 1, 3, 8, 20]) + mp.quad(
            lambda y: integrand(1 / y) / y**2, [mp.mpf(10) ** -30, 0.05]
        )
        assert abs(2 * half - mp.mpf(str(found))) < mp.mpf(10) ** -19 * 2


def test_the_leading_exponential_is_taken_out_without_a_change():
    u = Dummy("u", positive=True)
    for form in (log(exp(u) + 1), log(exp(2 * u) + 3 * exp(u / 3) + 1), log(exp(-u) + exp(-3 * u)), log(exp(u**2) + 1)):
        backend = measures.best_backend()
        with backend.working(200):
            first, second = Tape([form, led(form, u)], u, backend).bound(200)(backend.rational(7, 2))
            assert abs(backend.approx(first - second)) < 1e-40
