"""Claims that are proved through smaller ones: cases, given values, maxima, increasing functions, independent parts."""

from __future__ import annotations

from time import monotonic
from typing import Any

import pytest
from sympy import Eq, Max, Min, Ne, Rational, exp, log, oo, symbols

from symbolic_info import (
    BhattacharyyaDistance,
    ChiSquareDivergence,
    CrossEntropy,
    Entropy,
    FunctionOf,
    JSDistance,
    JSDivergence,
    KLDivergence,
    MutualInformation,
    Perplexity,
    RenyiDivergence,
    RenyiEntropy,
    TotalVariation,
    abstract,
    channels,
    expectation,
    functions,
    mixture,
    product,
    prove,
    variables,
)
from symbolic_info.laws import Bernoulli, Gamma, Geometric, Normal
from symbolic_info.proof import Proof

p, q, r = abstract("p q r")
counted = abstract("k", counting=True)
d = abstract("d", density=True)
W = channels("W")
a, b = symbols("a b", positive=True)
m, k = symbols("m k", real=True)
t = symbols("t", nonnegative=True)
n = symbols("n", integer=True, positive=True)
f, g = functions("f"), functions("g", positive=True)
X, Y, U = variables("X Y U")
half = Rational(1, 2)

TRUE = [
    (RenyiDivergence(p, q, b) >= RenyiDivergence(p, q, a), [a < b, Ne(a, 1), Ne(b, 1)]),
    (RenyiEntropy(counted, b) <= RenyiEntropy(counted, a), [a < b]),
    (RenyiDivergence(p, q, a) >= 0, []),
    (RenyiDivergence(W(p), W(q), a) <= RenyiDivergence(p, q, a), []),
    (BhattacharyyaDistance(W(p), W(q)) <= BhattacharyyaDistance(p, q), []),
    (Eq(RenyiDivergence(p, q, a), KLDivergence(p, q)), [Eq(a, 1)]),
    (Max(KLDivergence(p, q), KLDivergence(q, p)) >= KLDivergence(p, q) / 3 + KLDivergence(q, p) * 2 / 3, []),
    (Min(KLDivergence(p, q), KLDivergence(q, p)) >= 0, []),
    (Min(Entropy(p), Entropy(q)) <= Entropy(mixture([p, q], [half, half])), []),
    (Perplexity(p) <= exp(CrossEntropy(p, q)), []),
    (JSDistance(W(p), W(q)) <= JSDistance(p, q), []),
    (Eq(KLDivergence(product(p, q), product(q, r)), KLDivergence(p, q) + KLDivergence(q, r)), []),
    (Entropy(product(p, p)) <= 2 * CrossEntropy(p, q), []),
    (KLDivergence(Gamma(a, 1), Gamma(b, 1)) <= ChiSquareDivergence(Gamma(a, 1), Gamma(b, 1)), []),
    (JSDivergence(p, q) <= KLDivergence(p, q) / 8 + KLDivergence(q, p) / 8, []),
]
TRUE += [
    (exp(expectation(f, p)) <= expectation(exp(f), p), []),
    (KLDivergence(Normal(m, 1), Normal(k, 1)) > 0, [Ne(m, k)]),
    (KLDivergence(p, q) >= TotalVariation(p, q) ** 2, [KLDivergence(p, q) <= 1]),
    (expectation(f, p) - expectation(exp(f - 1), q) <= KLDivergence(p, q), []),
    (expectation(log(g / (1 + g)), p) - expectation(log(1 + g), q) <= 2 * JSDivergence(p, q) - log(4), []),
    (JSDivergence(p, q, weights=[1 - t, t]) <= Entropy(Bernoulli(t)), [t < 1]),
    (JSDivergence(p, q) <= Entropy(Bernoulli(half)), []),
    (t * JSDivergence(p, q) <= t * KLDivergence(p, q) / 8 + t * KLDivergence(q, p) / 8, [t <= 1]),
    (MutualInformation(X, Y) / log(n) <= 1, [Entropy(X) <= log(n), n >= 2]),
    (t * Entropy(X) + (1 - t) * MutualInformation(X, Y) <= Entropy(X), [t <= 1]),
    (MutualInformation(X, Y) <= Min(Entropy(X), Entropy(Y)), []),
    (exp(Entropy(X)) <= exp(Entropy(X, Y)), []),
    (MutualInformation(X, Y) <= Entropy(Bernoulli(half)), [Entropy(X) <= log(2)]),
    # Fano: an error variable U, and what is left of X where U says that there is an error
    (
        Entropy(X, given=Y) <= Entropy(Bernoulli(b)) + b * log(n - 1),
        [
            FunctionOf(U, X, Y),
            Entropy(U) <= Entropy(Bernoulli(b)),
            Entropy(X, given=(U, Y)) <= b * log(n - 1),
        ],
    ),
]
FALSE = [
    (exp(expectation(f, p)) >= expectation(exp(f), p), []),
    (KLDivergence(Normal(m, 1), Normal(k, 1)) > 0, []),
    (KLDivergence(Normal(m, 1), Normal(k, 1)) > 1, [Ne(m, k)]),
    (expectation(f, p) - expectation(exp(f), q) <= KLDivergence(p, q) - 2, []),
    (expectation(log(g / (1 + g)), p) - expectation(log(1 + g), q) >= 2 * JSDivergence(p, q) - log(4), []),
    (JSDivergence(p, q, weights=[1 - t, t]) >= Entropy(Bernoulli(t)), [t < 1]),
    (JSDivergence(p, q) < Entropy(Bernoulli(half / 2)), []),
    (t * JSDivergence(p, q) + (1 - t) * KLDivergence(p, q) <= 1, [t <= 1]),
    (MutualInformation(X, Y) >= Max(Entropy(X), Entropy(Y)), []),
    (exp(Entropy(X)) >= exp(Entropy(X, Y)), []),
    (MutualInformation(X, Y) <= Entropy(Bernoulli(half / 2)), [Entropy(X) <= log(2)]),
    (RenyiDivergence(p, q, b) <= RenyiDivergence(p, q, a), [a < b, Ne(a, 1), Ne(b, 1)]),
    (RenyiDivergence(W(p), W(q), a) >= RenyiDivergence(p, q, a), []),
    (Eq(RenyiDivergence(p, q, a), KLDivergence(q, p)), [Eq(a, 1)]),
    (Max(KLDivergence(p, q), KLDivergence(q, p)) >= KLDivergence(p, q) + KLDivergence(q, p), []),
    (Max(KLDivergence(p, q), KLDivergence(q, p)) <= KLDivergence(p, q), []),
    (Max(1, JSDivergence(p, q)) <= log(2), []),
    (Perplexity(p) >= exp(CrossEntropy(p, q)), []),
    (Eq(Entropy(product(p, q)), 2 * Entropy(p)), []),
    (Entropy(d) >= 0, []),
    (JSDivergence(p, q) <= KLDivergence(p, q) / 9 + KLDivergence(q, p) / 9, []),
]


@pytest.mark.parametrize(("claim", "given"), TRUE, ids=str)
def test_true_claims_are_proved_and_rechecked_from_json(claim: Any, given: list[Any]) -> None:
    found = prove(claim, given=given)
    assert found.status == "proved"
    assert Proof.from_json(found.to_json()).recheck()


@pytest.mark.parametrize(("claim", "given"), FALSE, ids=str)
def test_false_claims_are_refuted(claim: Any, given: list[Any]) -> None:
    found = prove(claim, given=given)
    assert found.status == "refuted"
    assert found.recheck()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("D(p||q) = 0 <=> p = q", "proved"),
        ("D(p||(p+q)/2) = 0 => p = q", "proved"),
        ("D(p||q) = 0 <=> q = r", "refuted"),
        ("H(p) = H(q) => p = q", "refuted"),
        ("p = q => H(p) = H(q)", "proved"),
        ("TV(p||q)^2 <= D(p||q)/2", "proved"),
        ("Perplexity(p) <= Perplexity(q)", "refuted"),
        ("H(X) = H(X)", "proved"),
    ],
)
def test_statements_as_text(text: str, status: str) -> None:
    found = prove(text)
    assert (found.status, found.recheck()) == (status, True)


@pytest.mark.parametrize(
    "claim",
    [
        Max(KLDivergence(p, q), KLDivergence(q, p), TotalVariation(p, r)) >= RenyiEntropy(p, 3),
        Max(Entropy(p), Entropy(q), Entropy(r)) <= Entropy(mixture([p, q, r], [half, half / 2, half / 2])) + 1,
        Entropy(Geometric(b)) >= Entropy(Bernoulli(b)),
        TotalVariation(Normal(a, 1), Normal(b, 1)) <= KLDivergence(Normal(a, 1), Normal(b, 1)),
    ],
    ids=str,
)
def test_the_budget_is_kept(claim: Any) -> None:
    start = monotonic()
    prove(claim, budget=1)
    assert monotonic() - start < 8


CONTRADICTIONS = [
    (KLDivergence(p, q) >= 1, [KLDivergence(p, q) < 0]),
    (TotalVariation(p, q) <= 1, [TotalVariation(p, q) > 2]),
    (KLDivergence(Normal(a, 1), Normal(b, 1)) >= 0, [a < b, b < a]),
    (Entropy(Bernoulli(b)) >= 0, [b > 1]),
    (Entropy(Bernoulli(b)) >= 0, [Eq(b, 2)]),
    (RenyiEntropy(p, a) >= RenyiEntropy(p, b), [a > 2, a < 1]),
]


@pytest.mark.parametrize(("claim", "given"), CONTRADICTIONS, ids=str)
def test_what_is_given_may_contradict_itself(claim: Any, given: list[Any]) -> None:
    found = prove(claim, given=given)
    assert found.status == "open"
    assert "contradicts itself" in found.reason


CITED = [
    RenyiEntropy(counted, oo) <= Entropy(counted),
    RenyiDivergence(p, q, oo) >= RenyiDivergence(p, q, a),
    RenyiDivergence(p, q, 0) <= KLDivergence(p, q),
]
BEYOND_LEMMAS = [
    RenyiEntropy(counted, oo) >= Entropy(counted),
    RenyiDivergence(p, q, oo) >= KLDivergence(q, p),
    RenyiDivergence(p, q, oo) >= 2 * RenyiDivergence(p, q, 2),
    RenyiDivergence(p, q, b) >= RenyiDivergence(p, q, a),
]


@pytest.mark.parametrize("claim", CITED, ids=str)
def test_orders_at_the_ends_are_cited(claim: Any) -> None:
    found = prove(claim)
    assert (found.status, found.recheck()) == ("cited", True)
    assert found.steps[0].source


@pytest.mark.parametrize("claim", BEYOND_LEMMAS, ids=str)
def test_no_lemma_says_this(claim: Any) -> None:
    assert prove(claim).status in ("open", "refuted")
