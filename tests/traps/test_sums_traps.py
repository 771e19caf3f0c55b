"""Claims about totals that look true: none may be proved."""

import pytest
from sympy import Eq, Rational, Symbol, exp, log, sqrt, symbols

from symbolic_info import (
    ChiSquareDivergence,
    Entropy,
    KLDivergence,
    RenyiEntropy,
    SquaredHellinger,
    Total,
    TotalVariation,
    abstract,
    bijection,
    channels,
    density,
    equiprobable,
    expectation,
    functions,
    independent_pair,
    indicator,
    normalized,
    prove,
    softmax,
    tilted,
)
from symbolic_info.errors import ParameterError, SpaceError, UnknownLawError

p, q = abstract("p q")
P, Q = density(p), density(q)
f, g = functions("f g")
W, V = channels("W V")
n = Symbol("n", integer=True, positive=True)
pn = abstract("p", finite=n)
t = Symbol("t", real=True)
KL, H = KLDivergence, Entropy

FALSE = [
    KL(p, q) <= Rational(999, 1000) * ChiSquareDivergence(p, q),
    Rational(2001, 1000) * SquaredHellinger(p, q) <= KL(p, q),
    TotalVariation(p, q) <= SquaredHellinger(p, q),
    Eq(expectation(f * g, p), expectation(f, p) * expectation(g, p)),
    expectation(f, p) >= 0,
    expectation(exp(f), p) <= exp(expectation(f, p)),
    Eq(H(W(p)), H(p)),
    H(W(p)) <= H(p),
    Eq(KL(W(p), V(p)), 0),
    Eq(KL(p, equiprobable(n)), H(p)),
    H(pn) <= log(n) - Rational(1, 10**9),
    Eq(H(softmax(f)), log(Total(exp(f)))),
    KL(p, tilted(p, f)) <= 0,
    Eq(Total(indicator("k") * P) + Total(indicator("l") * P), 1),
    Total(sqrt(P * Q)) >= 1,
    Eq(RenyiEntropy(p, 2), H(p)),
]


@pytest.mark.parametrize("claim", FALSE, ids=str)
def test_never_proved(claim):
    assert prove(claim).status in ("refuted", "open")


def test_nothing_is_said_of_sums_over_a_space_on_which_terms_do_not_depend():
    mixed = Total(density(W.joint(p)) - P)
    assert prove(Eq(mixed, 0)).status == "open"


def test_an_entropy_may_be_negative_for_densities():
    assert prove(H(abstract("p", density=True)) >= 0).status == "refuted"
    assert prove(H(abstract("p")) >= 0).status == "open"
    assert prove(H(abstract("p", counting=True)) >= 0).status == "proved"


def test_a_bijection_changes_differential_entropies():
    phi = bijection("phi")
    assert prove(Eq(H(phi(p)), H(p))).status != "proved"
    assert prove(Eq(H(bijection("phi", counting=True)(p)), H(p))).status == "proved"


def test_infinite_against_infinite_is_no_equation():
    a, b = symbols("a b", positive=True)
    assert prove(Eq(Total(a * P / Q) - Total(b * P / Q), a - b)).status in ("refuted", "open")


@pytest.mark.parametrize(
    "build",
    [
        lambda: normalized(f),
        lambda: bijection("phi", stretch=-2),
        lambda: abstract("p", finite=0),
        lambda: abstract("p", finite=Rational(5, 2)),
        lambda: abstract("p", finite=2, counting=True),
        lambda: equiprobable(-1),
    ],
)
def test_parameters_out_of_place(build):
    with pytest.raises(ParameterError):
        build()


@pytest.mark.parametrize(
    "build", [lambda: functions(""), lambda: channels("W 1"), lambda: density(3), lambda: normalized(2), lambda: W(3)]
)
def test_things_that_are_no_laws(build):
    with pytest.raises(UnknownLawError):
        build()


@pytest.mark.parametrize("build", [lambda: KL(p, W(p)), lambda: independent_pair(p, q), lambda: KL(W.joint(p), p)])
def test_laws_on_different_spaces(build):
    with pytest.raises(SpaceError):
        build()
