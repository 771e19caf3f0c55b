"""Large numbers and many roots, with which SymPy itself takes minutes."""

import time

import pytest
from sympy import Rational, log, sqrt

from symbolic_info import Entropy, KLDivergence, entropy, kl_divergence, value
from symbolic_info.engine.numbers import by_definition
from symbolic_info.errors import NormalizationError, PrecisionError
from symbolic_info.laws import Beta, ChiSquared, Gamma, StudentT, Zeta
from symbolic_info.numeric import evaluate

LAWS = [Gamma(10**6, 1), Beta(10**5, 10**5 + 1), ChiSquared(99999), StudentT(10001)]


@pytest.mark.parametrize("law", LAWS, ids=str)
def test_large_shapes_are_not_multiplied_out(law):
    start = time.monotonic()
    formula = entropy(law)
    assert not formula.has(Entropy)
    assert time.monotonic() - start < 5
    gap = evaluate(formula, 20).to_sympy() - by_definition(Entropy(law), 15).to_sympy()
    assert abs(gap) < 1e-13


def test_divergence_of_large_shapes():
    p, q = Gamma(10**6, 1), Gamma(10**6 + 1000, Rational(1, 2))
    gap = evaluate(kl_divergence(p, q), 20).to_sympy() - by_definition(KLDivergence(p, q), 15).to_sympy()
    assert abs(gap) < 1e-8


def test_probabilities_with_many_roots():
    roots = [sqrt(p) for p in (2, 3, 5, 7, 11, 13)]
    shares = [r / sum(roots) for r in roots]
    assert abs(entropy(shares).evalf(15) - sum(-s * log(s) for s in shares).evalf(15)) < 1e-13
    rest = 1 - sum(roots[:5]) / 20
    assert entropy([*(r / 20 for r in roots[:5]), rest]).is_number
    with pytest.raises(NormalizationError):
        entropy([*(r / 20 for r in roots[:5]), rest + Rational(1, 10**6)])


def test_numbers_of_a_thousand_in_beta_laws():
    """Harmonic numbers of 400 digits were factored for a minute."""
    start = time.monotonic()
    formula = entropy(Beta(1000, 2))
    assert time.monotonic() - start < 5
    gap = evaluate(formula, 20).to_sympy() - by_definition(Entropy(Beta(1000, 2)), 15).to_sympy()
    assert abs(gap) < 1e-13


def test_zeta_laws_of_large_even_order():
    """SymPy would write out Bernoulli numbers."""
    start = time.monotonic()
    assert abs(value(Entropy(Zeta(1000)), 15).to_sympy() / (Rational(1000, 2**1000) * log(2)) - 1) < 1e-2
    with pytest.raises(PrecisionError):
        value(Entropy(Zeta(10**40)), 15)
    assert time.monotonic() - start < 8
