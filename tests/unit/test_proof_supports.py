"""prove: laws on disjoint sets, equality cases, square roots, hypotheses that contradict each other."""

import pytest
from sympy import Eq, Equivalent, Implies, Lambda, Symbol, exp, log, sqrt, symbols

from symbolic_info import (
    BhattacharyyaDistance,
    ChiSquareDivergence,
    Disjoint,
    Entropy,
    FDivergence,
    JSDivergence,
    KLDivergence,
    RenyiDivergence,
    SquaredHellinger,
    TotalVariation,
    abstract,
    channels,
    mixture,
    prove,
)
from symbolic_info.errors import UnknownLawError

p, q, r = abstract("p q r")
W = channels("W")
t, alpha, beta = symbols("t alpha beta", positive=True)
moving = mixture([p, q], [1 - t, t])
apart = Disjoint(p, q)
H, KL, JSD, TV = Entropy, KLDivergence, JSDivergence, TotalVariation


def binary(w):
    return -w * log(w) - (1 - w) * log(1 - w)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (Eq(JSD(p, q), log(2)), apart),
        (Eq(H(moving), (1 - t) * H(p) + t * H(q) + binary(t)), apart),
        (Eq(KL(p, moving), -log(1 - t)), apart),
        (TV(p, q) <= sqrt(KL(p, q) / 2), ()),
        (TV(p, q) <= sqrt(2 * SquaredHellinger(p, q)), ()),
        (Equivalent(Eq(TV(p, q), 0), Eq(p, q)), ()),
        (Equivalent(Eq(ChiSquareDivergence(p, q), 0), Eq(p, q)), ()),
        (Implies(Eq(BhattacharyyaDistance(p, q), 0), Eq(p, q)), ()),
        (Implies(Eq(SquaredHellinger(p, q), 0), Eq(p, q)), ()),
    ],
    ids=str,
)
def test_proved(claim, given):
    proof = prove(claim, given=given)
    assert proof.status == "proved", proof.text()
    assert proof.recheck()


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (Eq(H(moving), (1 - t) * H(p) + t * H(q)), apart),
        (JSD(p, q) >= 1, apart),
        (Eq(JSD(p, q), log(2)), Disjoint(p, r)),
        (TV(p, q) <= sqrt(KL(p, q) / 3), ()),
        (TV(p, q) >= sqrt(KL(p, q) / 2), ()),
    ],
    ids=str,
)
def test_refuted(claim, given):
    proof = prove(claim, given=given)
    assert proof.status == "refuted", proof.text()
    assert proof.recheck()


@pytest.mark.parametrize(
    "claim",
    [
        TV(p, q) <= sqrt(1 - exp(-KL(p, q))),
        TV(p, q) <= 1 - exp(-KL(p, q)) / 2,
        sqrt(SquaredHellinger(p, r)) <= sqrt(SquaredHellinger(p, q)) + sqrt(SquaredHellinger(q, r)),
    ],
    ids=str,
)
def test_cited_with_the_lemma(claim):
    proof = prove(claim)
    assert proof.status == "cited"
    assert proof.steps[0].source
    assert proof.recheck()


@pytest.mark.parametrize(
    "claim",
    [
        Implies(Eq(KL(W(p), W(q)), 0), Eq(p, q)),
        Implies(Eq(FDivergence(p, q, Lambda(t, (t - 1) ** 3)), 0), Eq(p, q)),
        Implies(Eq(H(W(p)), 0), Eq(p, q)),
        Implies(Eq(TV(p, q), 0), Eq(p, r)),
    ],
    ids=str,
)
def test_no_equality_case(claim):
    assert prove(claim).status in ("open", "refuted")


def test_infinite_divergences_of_disjoint_laws_prove_nothing():
    for claim in (KL(p, q) <= 1, Eq(KL(p, q), KL(q, p)), KL(p, q) - KL(q, p) >= -5):
        assert prove(claim, given=apart).status == "open"


def test_contradicting_hypotheses_are_told():
    proof = prove(RenyiDivergence(p, q, alpha) <= RenyiDivergence(p, q, beta), given=[alpha > 1, alpha < 1])
    assert proof.status == "open"
    assert "contradicts" in proof.reason


def test_only_plain_laws_are_said_to_be_disjoint():
    with pytest.raises(UnknownLawError):
        Disjoint(p, mixture([p, q]))
    with pytest.raises(UnknownLawError):
        Disjoint(p, Symbol("q"))
