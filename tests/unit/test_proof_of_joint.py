"""Claims about what variables share are claims about divergences and entropies."""

import pytest
from sympy import Eq, Matrix, Rational, log, symbols

from symbolic_info import (
    Capacity,
    ConditionalEntropy,
    Entropy,
    EntropyRate,
    JSDistance,
    KLDivergence,
    KLDivergenceRate,
    MutualInformation,
    Perplexity,
    RenyiEntropy,
    TotalCorrelation,
    abstract,
    prove,
)

half = Rational(1, 2)
a, b, c = symbols("a b c", positive=True)
JOINT = {(0, 0): a, (0, 1): b, (1, 0): c, (1, 1): 1 - a - b - c}
NUMBERS = {(0, 0): half, (1, 0): Rational(1, 4), (1, 1): Rational(1, 4)}
p, q, r = abstract("p q r")

TRUE = [
    MutualInformation(JOINT) >= 0,
    TotalCorrelation(JOINT) >= 0,
    MutualInformation(NUMBERS) >= 0,
    Eq(MutualInformation(JOINT), MutualInformation(JOINT).rewrite(KLDivergence)),
    Eq(MutualInformation(JOINT), MutualInformation(JOINT).rewrite(Entropy)),
    ConditionalEntropy(NUMBERS, given=1) <= Entropy([half, half]),
    KLDivergenceRate(Matrix([[1 - a, a], [a, 1 - a]]), Matrix([[1 - b, b], [b, 1 - b]])) >= 0,
    Eq(EntropyRate(Matrix([[0, 1], [half, half]])), 2 * log(2) / 3),
    JSDistance(p, r) <= JSDistance(p, q) + JSDistance(q, r),
]


@pytest.mark.parametrize("claim", TRUE, ids=str)
def test_what_holds_is_proved(claim):
    assert prove(claim).status in ("proved", "certified", "cited")


@pytest.mark.parametrize(
    "claim",
    [
        MutualInformation(NUMBERS) >= log(2),
        Eq(MutualInformation(JOINT), 0),
        Eq(EntropyRate(Matrix([[0, 1], [half, half]])), log(2)),
        Capacity(Matrix([[0, 1], [half, half]])) >= log(2),
    ],
    ids=str,
)
def test_what_does_not_hold_is_not_proved(claim):
    assert prove(claim).status == "refuted"


def test_entropies_of_order_two():
    """Negative for densities, so open; equal to the entropy only for uniform laws."""
    assert prove(RenyiEntropy(p, 2) >= 0).status != "proved"
    refuted = prove(Eq(RenyiEntropy(p, 2), Entropy(p)))
    assert refuted.status == "refuted"
    assert refuted.recheck()


def test_an_exponential_of_an_entropy_is_read_as_one():
    assert prove(Perplexity([half, half]) <= 3).status in ("proved", "certified")
