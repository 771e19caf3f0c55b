"""Expansions of entropies: the error shrinks with the stated order against sums and closed forms."""

import pytest
from sympy import O, Rational, Symbol, log, pi, simplify, symbols

from symbolic_info import Entropy, entropy_expansion, value
from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws import (
    Bernoulli,
    Beta,
    Binomial,
    Chi,
    Gamma,
    Geometric,
    NegativeBinomial,
    Poisson,
    StudentT,
    UniformRange,
)

n, p, k, t = symbols("n p k theta", positive=True)
third = Rational(1, 3)

GROWING = [
    (Poisson(n), {}),
    (Poisson(n + 1), {}),
    (NegativeBinomial(2 * n + 1, p), {p: third}),
    (Binomial(n, p), {p: third}),
    (Binomial(n, p), {p: Rational(9, 10)}),
    (NegativeBinomial(n, p), {p: third}),
    (Gamma(n, t), {t: 2}),
    (Beta(n, 2 * n), {}),
    (StudentT(n), {}),
    (Chi(n), {}),
]


@pytest.mark.parametrize(("law", "fixed"), GROWING, ids=str)
@pytest.mark.parametrize("order", [1, 2, 3])
def test_the_error_shrinks_with_the_order(law, fixed, order):
    law = law.subs(fixed)
    found = entropy_expansion(law, n, order)
    assert found.has(O)
    gaps = []
    for size in (200, 400):
        truth = value(Entropy(law.subs(n, size)), 25).to_sympy()
        gaps.append(abs(truth - found.removeO().subs(n, size).evalf(25)))
    assert 2**order * Rational(85, 100) < gaps[0] / gaps[1] < 2**order * Rational(125, 100)


def test_the_terms_of_the_literature():
    """Knessl 1998 for Poisson laws, Frank & Oehrvik 1994 for binomial ones."""
    poisson = entropy_expansion(Poisson(n), n, 4).removeO()
    assert (
        simplify(
            poisson - log(2 * pi * n) / 2 - Rational(1, 2) + 1 / (12 * n) + 1 / (24 * n**2) + Rational(19, 360) / n**3
        )
        == 0
    )
    binomial = entropy_expansion(Binomial(n, p), n, 2).removeO()
    q = 1 - p
    truth = log(2 * pi * n * p * q) / 2 + Rational(1, 2) - (1 - 4 * p * q) / (12 * n * p * q)
    assert abs((binomial - truth).subs({n: 7, p: third}).evalf(25)) < 1e-20


def test_plain_symbols_and_shapes():
    plain = Symbol("m")
    assert entropy_expansion(Poisson(plain), plain, 1).removeO().equals(log(2 * pi * plain) / 2 + Rational(1, 2))


@pytest.mark.parametrize(
    ("law", "symbol"), [(Geometric(p), p), (Bernoulli(p), p), (Poisson(k), n), (Binomial(10, p), p)], ids=str
)
def test_parameters_that_cannot_grow(law, symbol):
    with pytest.raises(ParameterError):
        entropy_expansion(law, symbol)


def test_orders_and_laws_without_an_expansion():
    with pytest.raises(ParameterError):
        entropy_expansion(Poisson(n), n, 0)
    with pytest.raises(ParameterError):
        entropy_expansion(Poisson(n), 2)
    with pytest.raises(UnknownLawError):
        entropy_expansion(Poisson(n**2), n)


def test_a_uniform_range_is_exact():
    found = entropy_expansion(UniformRange(1, n), n, 3)
    assert simplify(found.removeO() - log(n)) == 0
