"""Claims as books and papers make them, and false ones that look alike."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Abs, E, Eq, Max, Min, Ne, Rational, exp, log, oo, pi, sqrt, symbols

from symbolic_info import (
    ChiSquareDivergence,
    CrossEntropy,
    Disjoint,
    Entropy,
    EntropyPower,
    JSDistance,
    JSDivergence,
    KLDivergence,
    Perplexity,
    RenyiDivergence,
    RenyiEntropy,
    SquaredHellinger,
    Total,
    TotalVariation,
    abstract,
    expectation,
    functions,
    mixture,
    outcome,
    prove,
)
from symbolic_info.errors import ParameterError
from symbolic_info.laws import Bernoulli, Beta, Binomial, Gamma, Normal, Poisson, Rayleigh
from symbolic_info.proof import Proof
from symbolic_info.proof.kernel.reductions import statement
from symbolic_info.typeset import LINE, width

p, q, r, t = abstract("p q r t")
n = symbols("n", integer=True, positive=True)
finite = abstract("p", finite=n)
d = abstract("d", density=True)
f = functions("f")
a, b, s, w = symbols("a b s w", positive=True)
mu, x = symbols("mu x", real=True)
half = Rational(1, 2)
MOMENTS = [Eq(expectation(outcome(), d), mu), Eq(expectation(outcome() ** 2, d), mu**2 + s**2)]

TRUE = [
    (JSDistance(p, q) <= sqrt(log(2)), []),
    (Perplexity(finite) <= n, []),
    (Perplexity(mixture([p, q])) >= sqrt(Perplexity(p) * Perplexity(q)), []),
    (EntropyPower(d) <= s**2, MOMENTS),
    (Eq(TotalVariation(p, q), 1), [Disjoint(p, q)]),
    (Eq(SquaredHellinger(p, q), 1), [Disjoint(p, q)]),
    (Eq(TotalVariation(p, mixture([p, q], [1 - w, w])), w), [Disjoint(p, q), w < 1]),
    (Eq(CrossEntropy(Bernoulli(a), Bernoulli(1 / (1 + exp(-x)))).diff(x), 1 / (1 + exp(-x)) - a), [a < 1]),
    (Entropy(Bernoulli(w)).diff(w, 2) <= -4, [w < 1]),
    (KLDivergence(Poisson(a), Poisson(b)) > 0, [a < b]),
    (KLDivergence(Poisson(a), Poisson(b)) > 0, [Ne(a, b)]),
    (KLDivergence(Bernoulli(a), Bernoulli(b)) > 0, [a < b, b < 1]),
    (KLDivergence(Poisson(a), Poisson(b)) > KLDivergence(Poisson(b), Poisson(a)), [a > b]),
    (KLDivergence(Poisson(a), Poisson(b)) >= (sqrt(a) - sqrt(b)) ** 2, []),
    pytest.param(KLDivergence(Poisson(a), Poisson(b)) >= (a - b) ** 2 / (2 * Max(a, b)), [], marks=pytest.mark.slow),
    (Entropy(Bernoulli(w)) >= 4 * w * (1 - w) * log(2), [w < 1]),
    pytest.param(Entropy(Bernoulli(w)) >= 2 * log(2) * Min(w, 1 - w), [w < 1], marks=pytest.mark.slow),
    (JSDivergence(p, q) >= log(2) * SquaredHellinger(p, q), []),
    (Entropy(Poisson(a)) <= log(2 * pi * E * (a + Rational(1, 12))) / 2, []),
    (Entropy(Binomial(n, w)) <= log(2 * pi * E * (n * w * (1 - w) + Rational(1, 12))) / 2, [w < 1]),
    (Entropy(Gamma(a, b)) <= log(2 * pi * E * a * b**2) / 2, []),
    (Entropy(Gamma(a, b)) <= 1 + log(a * b), []),
    (Entropy(Beta(a, b)) <= 0, []),
    (Entropy(Rayleigh(b)) <= log(2 * pi * E * (2 - pi / 2) * b**2) / 2, []),
    pytest.param(Entropy(mixture([Normal(0, 1), Normal(a, 1)])) >= Entropy(Normal(0, 1)), [], marks=pytest.mark.slow),
    pytest.param(JSDivergence(Normal(mu, s), Normal(x, s)) <= (mu - x) ** 2 / (8 * s**2), [], marks=pytest.mark.slow),
    pytest.param(TotalVariation(Normal(mu, s), Normal(x, s)) <= Abs(mu - x) / (2 * s), [], marks=pytest.mark.slow),
    (expectation(f, p) * log(2) >= Entropy(p), [Total(2 ** (-f)) <= 1]),
    (
        SquaredHellinger(mixture([p, q], [1 - w, w]), mixture([r, t], [1 - w, w]))
        <= (1 - w) * SquaredHellinger(p, r) + w * SquaredHellinger(q, t),
        [w < 1],
    ),
    (
        TotalVariation(mixture([p, q], [1 - w, w]), mixture([r, t], [1 - w, w]))
        <= (1 - w) * TotalVariation(p, r) + w * TotalVariation(q, t),
        [w < 1],
    ),
]
FALSE = [
    (JSDistance(p, q) <= half, []),
    (Perplexity(finite) >= n, []),
    (Perplexity(mixture([p, q])) <= sqrt(Perplexity(p) * Perplexity(q)), []),
    (EntropyPower(d) >= s**2, MOMENTS),
    (Eq(TotalVariation(p, q), half), [Disjoint(p, q)]),
    (Eq(SquaredHellinger(p, q), half), [Disjoint(p, q)]),
    (Eq(ChiSquareDivergence(p, q), 3), [Disjoint(p, q)]),
    (Eq(CrossEntropy(Bernoulli(a), Bernoulli(1 / (1 + exp(-x)))).diff(x), a - 1 / (1 + exp(-x))), [a < 1]),
    (Entropy(Bernoulli(w)).diff(w, 2) <= -5, [w < 1]),
    (KLDivergence(Poisson(a), Poisson(b)) > 0, []),
    (KLDivergence(Poisson(a), Poisson(b)) > 0, [a <= b]),
    (KLDivergence(Bernoulli(a), Bernoulli(b)) > 2 * (a - b) ** 2, [a <= b, b < 1]),
    (KLDivergence(Poisson(a), Poisson(b)) > KLDivergence(Poisson(b), Poisson(a)), [a < b]),
    (KLDivergence(Poisson(a), Poisson(b)) >= 3 * (sqrt(a) - sqrt(b)) ** 2, []),
    pytest.param(KLDivergence(Poisson(a), Poisson(b)) >= (a - b) ** 2 / (2 * Min(a, b)), [], marks=pytest.mark.slow),
    (Entropy(Bernoulli(w)) <= 4 * w * (1 - w) * log(2), [w < 1]),
    (Entropy(Bernoulli(w)) >= Rational(5, 2) * log(2) * Min(w, 1 - w), [w < 1]),
    (JSDivergence(p, q) >= SquaredHellinger(p, q), []),
    (Entropy(Poisson(a)) <= log(2 * pi * E * a) / 2, []),
    (Entropy(Poisson(a)) <= log(2 * pi * E * (a + Rational(1, 24))) / 2, []),
    (Entropy(Gamma(a, b)) <= log(2 * pi * E * a * b**2) / 3, []),
    (Entropy(Gamma(a, b)) <= log(a * b), []),
    (4 * TotalVariation(p, q) ** 2 <= ChiSquareDivergence(p, p), []),
    (RenyiDivergence(p, q, oo) <= KLDivergence(p, q), []),
    (Eq(RenyiDivergence(p, q, oo), RenyiDivergence(q, p, oo)), []),
    (RenyiEntropy(p, oo) >= Entropy(p), []),
    (RenyiEntropy(p, 2) >= 2 * RenyiEntropy(p, oo), []),
    (expectation(f, p) * log(2) <= Entropy(p), [Total(2 ** (-f)) <= 1]),
    (expectation(f, p) * log(2) >= Entropy(p), [Total(2 ** (-f)) <= 2]),
    (
        SquaredHellinger(mixture([p, q], [1 - w, w]), mixture([r, t], [1 - w, w]))
        <= w * SquaredHellinger(p, r) + (1 - w) * SquaredHellinger(q, t),
        [w < 1],
    ),
]
TEXTS = [
    ("I(X;Y) <= min(H(X), H(Y))", "proved"),
    ("H(X,Y) >= max(H(X), H(Y))", "proved"),
    ("H(X,Y) <= max(H(X), H(Y))", "refuted"),
]


@pytest.mark.parametrize(("claim", "given"), TRUE, ids=str)
def test_true_claims_are_proved_as_they_are_stated(claim: Any, given: list[Any]) -> None:
    found = prove(claim, given, budget=60)
    assert found.status == "proved"
    assert statement(found) == (claim, frozenset(given))
    assert Proof.from_json(found.to_json()).recheck()


@pytest.mark.parametrize(("claim", "given"), FALSE, ids=str)
def test_false_claims_are_refuted(claim: Any, given: list[Any]) -> None:
    found = prove(claim, given, budget=20)
    assert found.status == "refuted"
    assert found.recheck()


@pytest.mark.parametrize(("text", "status"), TEXTS)
def test_text(text: str, status: str) -> None:
    assert prove(text).status == status


def test_values_of_a_witness_stand_below_it() -> None:
    rows = prove(Eq(Entropy(p), Entropy(q))).latex().splitlines()
    assert all(width(row) <= LINE for row in rows)


@pytest.mark.parametrize("budget", ["x", [], float("nan")])
def test_a_budget_is_a_number(budget: Any) -> None:
    with pytest.raises(ParameterError):
        prove(Entropy(p) <= CrossEntropy(p, q), budget=budget)
