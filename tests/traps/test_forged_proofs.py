"""Certificates made up for false claims, well-formed in every other respect: the kernel accepts none of them."""

import pytest
from sympy import Abs, Eq, Lambda, Rational, S, Symbol, log, sign

from symbolic_info import Entropy, KLDivergence, Total, TotalVariation, abstract, density, expectation, functions, prove
from symbolic_info.proof import Proof, rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.grounds import LOG, tangent
from symbolic_info.proof.kernel.calculus import T
from symbolic_info.proof.kernel.laws import Statement

p, q, r = abstract("p q r")
d = abstract("d", density=True)
P, Q = density(p), density(q)
f = functions("f")
CONCAVE = Lambda(T, log(T))
x = Symbol("x", real=True)


def forged(claim, *terms):
    return Proof(claim, "proved", **Statement(claim, totals=True).made(terms))


def term(rule, expr, *grounds, factor=S.One, data=()):
    return Term(factor, rule, expr, tuple(data), tuple(grounds))


def test_a_true_one_is_accepted():
    gap = tangent(S.One, P, LOG, Q / P, S.One)
    assert forged(KLDivergence(p, q) >= 0, term(rulebook.CONVEX, KLDivergence(p, q), gap)).recheck()


ONE = term(rulebook.CONSTANT, S.One)
FORGED = {
    "a concave function": (KLDivergence(p, q) <= 0, tangent(S.One, P, CONCAVE, Q / P, S.One)),
    "a negative weight": (KLDivergence(p, q) <= 0, tangent(S.One, -P, LOG, Q / P, S.One)),
    "a negative factor": (KLDivergence(p, q) <= 0, tangent(-S.One, P, LOG, Q / P, S.One)),
    "a weight of unknown sign": (x * KLDivergence(p, q) >= 0, tangent(x, P, LOG, Q / P, S.One)),
    "no value of one sign": (Entropy(p) >= Entropy(q), term(rulebook.POINTWISE, Total(P * log(Q) - Q * log(Q)))),
    "a difference": (TotalVariation(p, q) <= 0, term(rulebook.POINTWISE, Total(-Abs(P - Q) / 2))),
    "the entropy of a density": (Entropy(d) >= 0, term(rulebook.DISCRETE, Entropy(d))),
    "of an unknown space": (Entropy(p) >= 0, term(rulebook.DISCRETE, Entropy(p))),
    "nothing given": (Entropy(p) >= 1, term(rulebook.HYPOTHESIS, Entropy(p) - 1)),
    "a negative number": (Total(P) <= Rational(8, 9), term(rulebook.CONSTANT, -Rational(1, 9))),
    "a rule without grounds": (Entropy(p) >= 1, term(rulebook.CONVEX, Entropy(p) - 1)),
    "grounds that do not add up": (
        Entropy(p) >= 1,
        term(rulebook.CONVEX, Entropy(p) - 1, term(rulebook.CONSTANT, S.One)),
    ),
    "no divergence": (Entropy(p) >= 1, term(rulebook.GIBBS, Entropy(p) - 1)),
    "an empty certificate": (Eq(Entropy(p), 1),),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_certificates_are_rejected(name):
    claim, *terms = FORGED[name]
    assert not forged(claim, *terms).recheck()


def test_an_inequality_proves_no_equation_and_nothing_strict():
    gap = tangent(S.One, P, LOG, Q / P, S.One)
    assert not forged(Eq(KLDivergence(p, q), 0), gap).recheck()
    assert not forged(KLDivergence(p, q) > 0, gap).recheck()


@pytest.mark.parametrize(
    "claim",
    [
        Eq(Total(S.One), 1),
        Eq(expectation(sign(f) ** 2, p), 1),
        Eq(expectation(Abs(f), p), expectation(f * sign(f), p) + Total(S.One) - 1),
        Eq(Total(P * Q), 1),
        Eq(Entropy(p), Entropy(q)),
    ],
    ids=str,
)
def test_what_the_kernel_takes_to_be_zero(claim):
    """The square of a sign is 0 where the value is, and a space has no given number of points."""
    assert prove(claim, budget=3).status != "proved"
    assert not forged(claim).recheck()
