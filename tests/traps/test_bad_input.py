"""Bad input raises a typed error that says what to do; nothing is silently dropped."""

import pytest
import sympy
from sympy import Rational, S, Symbol, symbols
from sympy.stats import Exponential as SympyExponential
from sympy.stats import FiniteRV
from sympy.stats import Normal as SympyNormal
from sympy.stats.drv_types import PoissonDistribution, rv

from symbolic_info import JSDivergence, KLDivergence, abstract, derive, entropy, js_divergence, kl_divergence, value
from symbolic_info.errors import (
    ClaimError,
    InexactError,
    NormalizationError,
    ParameterError,
    PrecisionError,
    SpaceError,
    SymbolicInfoError,
    UnknownLawError,
)
from symbolic_info.laws import Bernoulli, Exponential, Gamma, MultivariateNormal, Normal, Poisson, Uniform

half = Rational(1, 2)
a, b = symbols("a b")
CASES = [
    (lambda: Normal(0, -1), ParameterError),
    (lambda: Normal(0, 0), ParameterError),
    (lambda: Bernoulli(2), ParameterError),
    (lambda: Bernoulli(-half), ParameterError),
    (lambda: Uniform(1, 0), ParameterError),
    (lambda: Uniform(1, 1), ParameterError),
    (lambda: Gamma(1), ParameterError),
    (lambda: Gamma(1, 2, 3), ParameterError),
    (lambda: Gamma(1, shape=2), ParameterError),
    (lambda: Poisson(Symbol("l", negative=True)), ParameterError),
    (lambda: Normal(0, 0.5), InexactError),
    (lambda: Normal(float("nan"), 1), InexactError),
    (lambda: Normal(S.NaN, 1), InexactError),
    (lambda: entropy(SympyNormal("X", 0, 0.1)), InexactError),
    (lambda: entropy([0.5, 0.5]), InexactError),
    (lambda: entropy([half, half, half]), NormalizationError),
    (lambda: entropy([Rational(3, 2), -half]), NormalizationError),
    (lambda: entropy([]), UnknownLawError),
    (lambda: entropy("Normal(0, 1)"), UnknownLawError),
    (lambda: Normal("0", 1), UnknownLawError),
    (lambda: entropy(3), UnknownLawError),
    (lambda: entropy(a + 1), UnknownLawError),
    (lambda: entropy(None), UnknownLawError),
    (lambda: entropy(SympyExponential("X", 1) + SympyNormal("Y", 0, 1)), UnknownLawError),
    (lambda: entropy(SympyNormal("X", 0, 1) * a), UnknownLawError),
    (lambda: entropy(sympy.sin(SympyNormal("X", 0, 1))), UnknownLawError),
    (lambda: kl_divergence(Normal(0, 1), Poisson(1)), SpaceError),
    (lambda: kl_divergence(Normal(0, 1), [half, half]), SpaceError),
    (lambda: js_divergence(Normal(0, 1), Poisson(1)), SpaceError),
    (lambda: kl_divergence(Normal(0, 1), abstract("p")), SpaceError),
    (lambda: kl_divergence(Normal(0, 1), MultivariateNormal([0, 0], [[1, 0], [0, 1]])), SpaceError),
    (lambda: kl_divergence(MultivariateNormal([0], [[1]]), MultivariateNormal([0, 0], [[1, 0], [0, 1]])), SpaceError),
    (lambda: MultivariateNormal([0, 0], [[1]]), SpaceError),
    (lambda: MultivariateNormal([0, 0], [[1, 1], [0, 1]]), ParameterError),
    (lambda: MultivariateNormal([0, 0], [[1, 1], [1, 1]]), ParameterError),
    (lambda: MultivariateNormal([0, 0], [[1, 2], [2, 1]]), ParameterError),
    (lambda: js_divergence([half, half]), UnknownLawError),
    (lambda: js_divergence([1, 0], [0, 1], weights=(half, half, half)), NormalizationError),
    (lambda: js_divergence([1, 0], [0, 1], weights=(2, -1)), NormalizationError),
    (lambda: entropy([half, half], base=1), ParameterError),
    (lambda: entropy([half, half], base=-2), ParameterError),
    (lambda: value(KLDivergence(Exponential(a), Exponential(b))), PrecisionError),
    (lambda: value(0.5), InexactError),
    (lambda: derive(a + 1), ClaimError),
    (lambda: abstract("p q!"), UnknownLawError),
    (lambda: abstract(""), UnknownLawError),
]


@pytest.mark.parametrize(("call", "error"), CASES)
def test_typed_errors(call, error):
    with pytest.raises(error) as caught:
        call()
    assert isinstance(caught.value, SymbolicInfoError)
    assert len(str(caught.value)) > 15


def test_wrong_arity():
    with pytest.raises(TypeError):
        KLDivergence(Normal(0, 1))


def test_undecidable_sums_become_conditions():
    d = derive(JSDivergence([a, b], [half, half]))
    assert any(isinstance(c, sympy.Eq) for c in d.conditions)


def test_weights_that_may_not_sum_to_one_become_conditions():
    conditions = derive(JSDivergence([1, 0], [0, 1], weights=(a, b))).conditions
    assert sympy.Eq(a + b, 1) in conditions
    assert (a >= 0) in conditions


def test_finite_laws_of_sympy_with_floats_are_refused():
    with pytest.raises(InexactError):
        entropy(FiniteRV("X", {1: 0.5, 2: 0.5}))


def test_an_unsupported_distribution_says_what_to_do():
    class UnheardOfDistribution(PoissonDistribution):
        pass

    with pytest.raises(UnknownLawError, match="DiscreteRV"):
        entropy(rv("X", UnheardOfDistribution, 1))


@pytest.mark.parametrize("base", [0.5, "2", [2]])
def test_a_base_is_an_exact_number(base):
    with pytest.raises((InexactError, UnknownLawError)):
        entropy([Rational(1, 2), Rational(1, 2)], base=base)
