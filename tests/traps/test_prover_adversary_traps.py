"""Claims by an adversary: false ones that must not be proved, odd ones that must not break a prover."""

import time
from dataclasses import replace

import mpmath
import pytest
from sympy import Derivative, Eq, Gt, Implies, Lambda, Mul, Ne, Rational, S, Subs, Symbol, exp, log, sqrt, symbols

from symbolic_info import (
    AlphaDivergence,
    ChiSquareDivergence,
    Entropy,
    FDivergence,
    JeffreysDivergence,
    JSDivergence,
    KLDivergence,
    PowerIntegral,
    RenyiDivergence,
    SelfInformation,
    TotalVariation,
    TsallisDivergence,
    TsallisEntropy,
    abstract,
    derive,
    kl_divergence,
    mixture,
    prove,
    variables,
)
from symbolic_info.engine.points import admissible_points
from symbolic_info.laws import Exponential, Geometric, Normal, Uniform
from symbolic_info.proof import Proof, rulebook
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.kernel import calculus

a, b, t = symbols("a b t", positive=True)
u, v = symbols("u v", real=True)
n = Symbol("n", integer=True, positive=True)
p, q, r = abstract("p q r")


def test_a_pole_inside_is_no_ascent():
    """(t - 1)((t - 7/3)**2 log t - (t - 7/3)(t - 1)/7): log t - (t - 1)/7/(t - 7/3) rises on both sides of its pole."""
    x = calculus.T
    g = (x - 1) * ((x - Rational(7, 3)) ** 2 * log(x) - (x - Rational(7, 3)) * (x - 1) / 7)
    assert g.subs(x, Rational(12, 5)) < 0
    assert not calculus.nonnegative(g)
    assert not calculus.nonnegative(-1 / (x - 2) - Rational(1, 2), (S.One, S(3)))
    assert prove(FDivergence(p, q, Lambda(t, g.subs(x, t))) >= 0).status != "proved"


def test_infinite_divergences_have_no_positive_exponential():
    infinite = KLDivergence(Uniform(0, 2), Uniform(0, 1))
    assert prove(Gt(exp(-infinite), 0, evaluate=False)).status != "proved"
    assert prove(Gt(exp(-KLDivergence(p, q)), 0, evaluate=False)).status != "proved"


def test_what_is_given_keeps_its_edge():
    """At u = v the divergence is 0: the edge of a hypothesis may not be left out."""
    divergence = KLDivergence(Normal(u, 1), Normal(v, 1))
    assert prove(divergence > 0, given=[u >= v]).status == "refuted"
    assert prove(divergence > 0, given=[u > v]).status == "proved"
    assert prove(Entropy(Uniform(0, exp(u))) > 0, given=[u >= 0]).status != "proved"


DIVERGENCE = KLDivergence(Uniform(0, 1), Uniform(0, b))


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        (Eq(Derivative(DIVERGENCE, b), 0), [b < 1]),
        (Eq(Derivative(DIVERGENCE, b), 1 / b), []),
        (Eq(Subs(Derivative(DIVERGENCE, b), b, 1), 1), []),
    ],
)
def test_no_derivative_where_the_divergence_jumps_to_infinity(claim, given):
    assert prove(claim, given=given).status == "open"


def test_a_derivative_on_one_branch():
    proof = prove(Eq(Derivative(DIVERGENCE, b), 1 / b), given=[b > 1])
    assert proof.status == "proved"
    assert proof.recheck()
    assert prove(Eq(Subs(Derivative(DIVERGENCE, b), b, 2), S.Half)).status == "proved"


def test_no_refutation_by_a_pole():
    """The quotient is negative beyond its pole at 3, infinite at it, and not negative before."""
    claim = Entropy(Exponential(1)) - 1 + (a - 1) / (3 - a) >= 0
    proof = prove(claim, given=[a >= 1])
    assert proof.status == "refuted"
    assert proof.witness[a] > 3
    assert proof.recheck()
    assert prove(claim, given=[a >= 1, a <= 3]).status != "refuted"


def test_digits_of_a_witness_are_right():
    """30 digits that are shown are 30 digits."""
    k = abstract("k", finite=n)
    for claim in (Entropy(k) < log(n), Eq(ChiSquareDivergence(p, q), 1)):
        with mpmath.workdps(40):
            witness = prove(claim).witness
            wanted = mpmath.mpf(str(witness.left.evalf(40)))
            assert abs(mpmath.mpf(witness.left_digits) - wanted) < 1e-28 * wanted


@pytest.mark.parametrize(
    "claim",
    [
        RenyiDivergence(p, q, 0) >= 0,
        TsallisDivergence(p, q, 0) >= 0,
        PowerIntegral(p, q, 0, 1) <= 1,
        PowerIntegral(p, q, a, b) >= 0,
        AlphaDivergence(p, q, a) >= 0,
        SelfInformation(p, 2) >= 0,
    ],
    ids=str,
)
def test_measures_without_a_total_break_nothing(claim):
    assert prove(claim).status in ("open", "proved")


# --- forged proofs ------------------------------------------------------------------------------------


ENTROPY = Entropy(Exponential(a))
CLOSED_FORM = prove(Eq(ENTROPY, 1 - log(a))).steps[0]


def _root_of_the_points():
    return Mul(*(a - point[a] for point in admissible_points([Exponential(a)], {a}, 60)))


def test_no_polynomial_hides_behind_the_points_of_the_kernel():
    right = 1 - log(a) + _root_of_the_points()
    last = rulebook.step(rulebook.ZERO, CLOSED_FORM.after - right, S.Zero)
    assert not Proof(Eq(ENTROPY, right), "proved", (CLOSED_FORM, last)).recheck()


def test_finite_sides_have_no_branch_step():
    last = rulebook.step(rulebook.BRANCH, 21 - log(a) - a, CLOSED_FORM.after)
    assert not Proof(21 - log(a) - a >= ENTROPY, "proved", (CLOSED_FORM, last)).recheck()


@pytest.mark.parametrize(("symbol", "value"), [(a, S(-5)), (n, S.Half)])
def test_a_witness_meets_the_assumptions_on_its_symbols(symbol, value):
    claim = Ne(Entropy(Exponential(1)) + symbol, 1 + value)
    witness = Witness(((symbol, value),), 1 + value, 1 + value, str(float(1 + value)), str(float(1 + value)))
    assert not Proof(claim, "refuted", witness=witness).recheck()


def test_a_lemma_says_no_more_than_it_says():
    first, second, third = (sqrt(JSDivergence(*pair)) for pair in ((p, q), (q, r), (p, r)))
    proof = prove(third <= first + second)
    assert proof.recheck()
    assert not replace(proof, claim=third < first + second).recheck()
    assert not replace(proof, claim=Eq(first + second - third, 0)).recheck()


def test_a_proof_with_other_conditions_is_another():
    proof = prove(KLDivergence(Normal(u, 1), Normal(v, 1)) > 0, given=[u > v])
    assert proof.recheck()
    assert not replace(proof, given=()).recheck()
    assert not replace(proof, given=(), conditions=()).recheck()


# --- supports at the edge, hypotheses about nothing -----------------------------------------------------


def test_a_geometric_law_at_one_is_another_support():
    """D(Geometric(a) || Geometric(1)) is 0 at a = 1, infinite below: a formula for a symbol leaves 1 out."""
    divergence = KLDivergence(Geometric(a), Geometric(1))
    proof = prove(divergence > a - 1)
    assert proof.status != "proved" or S.false in [c.subs(a, 1) for c in proof.conditions]
    assert S.false in [c.subs(a, 1) for c in derive(divergence).conditions]
    assert kl_divergence(Geometric(1), Geometric(1)) == 0


def test_a_contradiction_without_measures():
    x = variables("X")
    proof = prove(Entropy(x) >= 1, given=[Gt(0, 0, evaluate=False)])
    assert proof.status == "open"


def test_what_is_given_of_other_parameters_is_rechecked():
    proof = prove(Entropy(Uniform(0, a)) <= log(2), given=[a < 1, b < 1])
    assert proof.status == "proved"
    assert proof.recheck()


def test_an_equality_case_is_about_equations():
    given, wanted = Eq(KLDivergence(p, q) + 2 * KLDivergence(q, r), 0), Eq(p, r)
    proof = prove(Implies(given, wanted))
    assert proof.recheck()
    assert not replace(proof, claim=Implies(given, Ne(p, r))).recheck()
    assert not replace(proof, claim=Implies(KLDivergence(p, q) + 2 * KLDivergence(q, r) >= 0, wanted)).recheck()


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param(JeffreysDivergence(p, q) >= (8 + Rational(1, 10**6)) * JSDivergence(p, q), marks=pytest.mark.slow),
        JSDivergence(p, q) <= log(2) * TotalVariation(p, q) - Rational(1, 10**6),
        RenyiDivergence(mixture([p, q]), q, 10**6) <= 0,
        TsallisEntropy(p, 10**7) >= S.Half,
        AlphaDivergence(p, q, 10**7) >= 2,
        Eq(TsallisEntropy(Exponential(a), 10**8), 1),
    ],
    ids=str,
)
def test_no_power_fills_the_memory(claim):
    """A tiny coefficient becomes a large exponent; SymPy writes out (p + q)**1000000 until the memory ends."""
    start = time.monotonic()
    assert prove(claim).status in ("open", "refuted")
    assert time.monotonic() - start < 60
