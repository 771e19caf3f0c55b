"""Reductions that leave out a case, swap the function or drop what is given carry nothing."""

from __future__ import annotations

from dataclasses import replace

from sympy import Eq, Max, Ne, Rational, S, log, symbols

from symbolic_info import (
    CrossEntropy,
    Entropy,
    JSDistance,
    KLDivergence,
    RenyiDivergence,
    RenyiEntropy,
    abstract,
    channels,
    product,
    prove,
    variables,
)
from symbolic_info.laws import Bernoulli
from symbolic_info.proof import rulebook

p, q = abstract("p q")
W = channels("W")
a, b = symbols("a b", positive=True)
GREATER = Max(KLDivergence(p, q), KLDivergence(q, p))


def test_a_case_that_is_missing_is_noticed() -> None:
    proof = prove(RenyiDivergence(p, q, b) >= RenyiDivergence(p, q, a), given=[a < b, Ne(a, 1), Ne(b, 1)])
    assert len(proof.parts) == 2
    assert proof.recheck()
    assert not any(replace(proof, parts=proof.parts[:i] + proof.parts[i + 1 :]).recheck() for i in range(2))


def test_a_maximum_needs_each_of_its_values() -> None:
    proof = prove(KLDivergence(p, q) / 2 + KLDivergence(q, p) / 2 <= GREATER)
    assert proof.recheck()
    assert not replace(proof, parts=proof.parts[:1]).recheck()
    assert not replace(proof, parts=(proof.parts[0], proof.parts[0])).recheck()


def test_a_proof_for_another_claim_is_no_part() -> None:
    proof = prove(JSDistance(W(p), W(q)) <= JSDistance(p, q))
    wrong = prove(JSDistance(W(p), W(q)) <= 2 * JSDistance(p, q))
    assert proof.recheck()
    assert not replace(proof, parts=wrong.parts).recheck()
    assert not replace(proof, certificate=wrong.certificate, steps=wrong.steps).recheck()
    assert not replace(proof, claim=JSDistance(W(p), W(q)) < JSDistance(p, q)).recheck()


def test_rules_do_not_stand_for_each_other() -> None:
    proof = prove(Entropy(product(p, p)) <= 2 * CrossEntropy(p, q))
    (step,) = proof.steps
    for rule in (rulebook.INCREASING, rulebook.EXTREME, rulebook.CASES, rulebook.EQUAL):
        forged = replace(proof, steps=(rulebook.step(rule, step.before, step.after),))
        assert not forged.recheck()


def test_a_value_that_is_not_given_is_not_put_in() -> None:
    claim = Eq(RenyiDivergence(p, q, a), KLDivergence(p, q))
    proof = prove(claim, given=[Eq(a, 1)])
    assert proof.status == "proved"
    assert not replace(proof, given=()).recheck()
    assert not replace(proof, given=(Eq(a, 2),)).recheck()
    assert prove(claim).status == "refuted"


def test_different_functions_are_not_compared_by_their_arguments() -> None:
    """Rényi entropies of different orders are no values of one function; log is no function of negative values."""
    assert prove(RenyiEntropy(p, 2) >= RenyiEntropy(p, Rational(1, 2))).status != "proved"
    assert prove(2 * JSDistance(p, q) <= JSDistance(p, q)).status == "refuted"
    assert prove(-JSDistance(p, q) >= -2 * JSDistance(q, p)).status in ("proved", "open")
    assert prove(log(Entropy(p)) <= log(Entropy(p) + 1)).status in ("proved", "open")


def test_hypotheses_of_a_refuted_case_belong_to_the_claim() -> None:
    """The witness has an order on the side that the case says."""
    found = prove(RenyiDivergence(p, q, a) <= KLDivergence(p, q), given=[Ne(a, 1)])
    assert found.status == "refuted"
    assert found.recheck()
    assert found.witness is not None
    assert found.witness[a] > 1
    assert S.One not in {v for _, v in found.witness.instance}


def test_an_end_that_is_left_out_refutes_nothing() -> None:
    """At t = 1, which is not admitted, the claim would be false; it is not affine in t where t is a weight."""
    t = symbols("t", nonnegative=True)
    divergence = KLDivergence(p, q)
    assert prove((1 - t) * divergence >= 0, given=[t < 1]).status == "proved"
    assert prove((1 - t) * divergence > -1 + t, given=[t < 1]).status != "refuted"
    assert prove(t * divergence <= divergence, given=[t <= 2]).status == "refuted"
    assert prove(t * divergence <= divergence).status == "refuted"


def test_a_factor_that_may_be_0_or_negative_is_not_left_out() -> None:
    x = symbols("x", real=True)
    X, Y = variables("X Y")
    assert prove(x * Entropy(X) <= x * Entropy(X, Y)).status == "open"
    assert prove(-a * Entropy(X) <= -a * Entropy(X, Y)).status != "proved"
    assert prove(2 ** -(Entropy(X)) <= 2 ** -(Entropy(X, Y))).status != "proved"
    assert prove(Rational(1, 2) ** Entropy(X) <= Rational(1, 2) ** Entropy(X, Y)).status != "proved"


def test_values_of_families_keep_what_their_laws_require() -> None:
    """H(Bernoulli(b)) is a real number for b <= 1 only: the closed form at b = 2 refutes nothing."""
    X, Y = variables("X Y")
    assert prove(Entropy(Bernoulli(b)) + Entropy(X) >= Entropy(X, given=Y) - 1).status != "refuted"
    assert prove(KLDivergence(p, q) + Entropy(Bernoulli(b)) >= 0).status != "refuted"
