"""Which divergences are infinite, and which only look so."""

import pytest
from sympy import Rational, Symbol, oo, symbols

from symbolic_info import (
    CrossEntropy,
    KLDivergence,
    cross_entropy,
    kl_divergence,
    value,
)
from symbolic_info.engine.numbers import by_definition
from symbolic_info.laws import (
    Bernoulli,
    Beta,
    BetaPrime,
    Binomial,
    Cauchy,
    Chi,
    Die,
    Exponential,
    Frechet,
    Gamma,
    GammaInverse,
    Geometric,
    Gumbel,
    Kumaraswamy,
    Laplace,
    Logistic,
    LogLogistic,
    LogNormal,
    Lomax,
    Maxwell,
    NegativeBinomial,
    Normal,
    Pareto,
    Poisson,
    PowerFunction,
    StudentT,
    Uniform,
    UniformRange,
    Weibull,
)

half = Rational(1, 2)
a, b, c, d = symbols("a b c d", positive=True)
p, q = symbols("p q", positive=True)
m = Symbol("m", real=True)
n = Symbol("n", integer=True, positive=True)
x = Symbol("x", real=True)
k = Symbol("k", integer=True)


INFINITE = [
    (Normal(0, 1), Exponential(1)),
    (Normal(m, a), Exponential(b)),
    (Laplace(0, 1), Gamma(2, 1)),
    (Pareto(1, 2), Pareto(2, 2)),
    (Uniform(0, 1), Uniform(0, half)),
    (Uniform(0, 2), Beta(2, 2)),
    (Exponential(1), Uniform(0, 100)),
    (Exponential(1), Pareto(1, 2)),
    (Frechet(1, 1, -1), Exponential(1)),
    (Cauchy(0, 1), Normal(0, 1)),
    (Cauchy(m, a), Normal(0, b)),
    (Cauchy(0, 1), Laplace(0, 1)),
    (Cauchy(0, 1), Logistic(0, 1)),
    (Cauchy(0, 1), Gumbel(1, 0)),
    (StudentT(1), Normal(0, 1)),
    (StudentT(2), Normal(0, 1)),
    (StudentT(1), Laplace(0, 1)),
    (GammaInverse(1, 1), Exponential(1)),
    (GammaInverse(half, 1), Exponential(2)),
    (GammaInverse(Rational(3, 2), 1), Maxwell(1)),
    (Pareto(1, 1), Exponential(1)),
    (Pareto(1, half), Gamma(3, 1)),
    (Pareto(1, 2), Chi(3)),
    (Lomax(1, 1), Exponential(1)),
    (Lomax(2, 1), Maxwell(1)),
    (LogLogistic(1, 1), Exponential(1)),
    (LogLogistic(1, 2), Weibull(1, 2)),
    (Frechet(1, 1), Exponential(1)),
    (BetaPrime(1, 1), Gamma(1, 1)),
    (Exponential(1), GammaInverse(1, 1)),
    (Gamma(half, 1), Frechet(1, 1)),
    (Weibull(1, 1), GammaInverse(2, 1)),
    (Logistic(0, 2), Gumbel(1, 0)),
    (Logistic(0, 1), Gumbel(1, 0)),
    (Poisson(1), Binomial(6, half)),
    (Poisson(1), Geometric(half)),
    (Geometric(half), UniformRange(1, 100)),
    (Binomial(5, half), Binomial(3, half)),
    (NegativeBinomial(2, half), Binomial(4, half)),
    (Bernoulli(half), Bernoulli(1)),
    (Bernoulli(half), Bernoulli(0)),
    (Die(6), Geometric(1)),
]


@pytest.mark.parametrize(("first", "second"), INFINITE, ids=str)
def test_infinite_divergences_and_cross_entropies(first, second):
    assert kl_divergence(first, second) == oo
    assert cross_entropy(first, second) == oo
    node = KLDivergence(first, second)
    if not node.free_symbols:
        assert str(value(node, 20)) == "oo"


FINITE = [
    (Exponential(1), Normal(0, 1)),
    (StudentT(3), Normal(0, 1)),
    (StudentT(Rational(5, 2)), Normal(1, 2)),
    (GammaInverse(2, 1), Exponential(1)),
    (Pareto(1, 2), Exponential(1)),
    (Pareto(2, 3), Pareto(1, half)),
    (Uniform(0, half), Uniform(0, 1)),
    (Gamma(2, 1), GammaInverse(1, 1)),
    (Logistic(0, half), Gumbel(1, 0)),
    (Laplace(1, 2), Laplace(-1, half)),
    (Laplace(1, 2), Laplace(1, half)),
    (Normal(1, 2), Laplace(-1, half)),
    (Exponential(2), Laplace(1, 1)),
    (Exponential(2), Laplace(-1, 1)),
    (Exponential(2), Laplace(0, 1)),
    (Beta(half, half), Beta(1, 1)),
    (Beta(2, 3), Kumaraswamy(1, 3)),
    (Kumaraswamy(2, 3), Beta(2, 1)),
    (Uniform(-1, 2), Laplace(0, 1)),
    (Uniform(1, 2), Gamma(2, 1)),
    (Uniform(0, 1), Beta(2, 3)),
    (Cauchy(0, 1), Cauchy(3, 2)),
    (Cauchy(1, 2), StudentT(3)),
    (Gumbel(1, 0), Normal(1, 2)),
    (Gumbel(1, 0, True), Gumbel(2, 1, True)),
    (Gumbel(1, 0, True), Normal(0, 1)),
    (LogNormal(0, half), Gamma(2, 1)),
    (PowerFunction(2, 0, 1), Beta(1, 2)),
]


@pytest.mark.parametrize(("first", "second"), FINITE, ids=str)
def test_finite_divergences_agree_with_quadrature(first, second):
    node = KLDivergence(first, second)
    closed, truth = value(node, 25), by_definition(node, 25)
    assert closed.method != truth.method
    assert abs(closed.to_sympy() - truth.to_sympy()) < Rational(1, 10**20) * max(1, abs(truth.to_sympy()))


@pytest.mark.parametrize(
    ("p", "q"),
    [
        (Pareto(Rational(1, 10), 1), Pareto(3, Rational(1, 10))),
        (UniformRange(1, 3), UniformRange(1, 2)),
        (Geometric(Rational(1, 10)), Geometric(1)),
    ],
    ids=str,
)
def test_the_definition_is_infinite_where_the_second_law_has_ended(p, q):
    """Quadrature alone stopped at the end of the second support and gave a finite number."""
    for measure in (KLDivergence, CrossEntropy):
        assert by_definition(measure(p, q), 15).to_sympy() == oo
