"""prove: the rows of the deep-learning appendix, abstract and parametric, with steps that re-check."""

import pickle

import pytest
from sympy import (
    Abs,
    And,
    Contains,
    Eq,
    Equivalent,
    EulerGamma,
    Gt,
    Implies,
    Integer,
    Ne,
    Rational,
    S,
    Symbol,
    digamma,
    exp,
    log,
    loggamma,
    oo,
    pi,
    sqrt,
    symbols,
)

from symbolic_info import CrossEntropy, Entropy, JSDivergence, KLDivergence, abstract
from symbolic_info.budget import Budget
from symbolic_info.errors import ClaimError
from symbolic_info.laws import (
    Bernoulli,
    Cauchy,
    Exponential,
    Gamma,
    Geometric,
    Gumbel,
    Laplace,
    MultivariateNormal,
    Normal,
    Pareto,
    Poisson,
    Uniform,
    mixture,
)
from symbolic_info.proof import prove

H, CE, KL, JSD = Entropy, CrossEntropy, KLDivergence, JSDivergence
p, q, r, s = abstract("p q r s")
w, v = symbols("w v")
half = Rational(1, 2)
m = mixture([p, q])
mw = mixture([p, q], [w, 1 - w])
WJSD = JSD(p, q, weights=(w, 1 - w))
JEFFREYS = KL(p, q) + KL(q, p)


def binary(t):
    return -t * log(t) - (1 - t) * log(1 - t)


IDENTITIES = [
    Eq(KL(p, q), CE(p, q) - H(p)),
    Eq(JSD(p, q), H(m) - (H(p) + H(q)) / 2),
    Eq(JSD(p, q), KL(p, m) / 2 + KL(q, m) / 2),
    Eq(JEFFREYS, CE(p, q) + CE(q, p) - H(p) - H(q)),
    Eq(CE(p, p), H(p)),
    Eq(KL(p, p), 0),
    Eq(JSD(p, q), JSD(q, p)),
    Eq(sqrt(JSD(p, q)), sqrt(JSD(q, p))),
    Eq(WJSD, H(mw) - w * H(p) - (1 - w) * H(q)),
    Eq(JSD(p, q, weights=(w, v)), H(mixture([p, q], [w, v])) - w * H(p) - v * H(q)),
    Eq(w * KL(p, r) + (1 - w) * KL(q, r), WJSD + KL(mw, r)),
    Eq(JSD(p, q, r), H(mixture([p, q, r])) - (H(p) + H(q) + H(r)) / 3),
    Eq(KL(p, q, base=2), CE(p, q, base=2) - H(p, base=2)),
    Eq(KL(p, q) * H(r), CE(p, q) * H(r) - H(p) * H(r)),
    Eq(CE(m, q), CE(p, q) / 2 + H(q) / 2),
]
INEQUALITIES = [
    KL(p, q) >= 0,
    H(p) <= CE(p, q),
    JSD(p, q) >= 0,
    JSD(p, q) <= log(2),
    JSD(p, q) < 1,
    JSD(p, q) <= Rational(7, 10),
    JSD(p, q, base=2) <= 1,
    JSD(p, q, r) <= log(3),
    JSD(p, q) <= JEFFREYS / 4,
    H(m) >= H(p) / 2 + H(q) / 2,
    KL(p, m) <= log(2),
    KL(p, m) <= KL(p, q) / 2,
    KL(m, mixture([r, s])) <= KL(p, r) / 2 + KL(q, s) / 2,
    KL(mw, r) <= w * KL(p, r) + (1 - w) * KL(q, r),
    KL(r, mw) <= w * KL(r, p) + (1 - w) * KL(r, q),
    WJSD >= 0,
    binary(w) >= WJSD,
    H(mw) >= w * H(p) + (1 - w) * H(q),
    sqrt(JSD(p, q)) >= 0,
    KL(p, q) * KL(q, p) >= 0,
]
LOGICAL = [
    Equivalent(Eq(KL(p, q), 0), Eq(p, q)),
    Equivalent(Eq(JSD(p, q), 0), Eq(p, q)),
    Implies(Eq(CE(p, q), H(p)), Eq(p, q)),
    Implies(Eq(p, q), Eq(CE(p, q), H(p))),
    And(JSD(p, q) >= 0, JSD(p, q) <= log(2)),
]
FALSE = [
    Eq(KL(p, q), KL(q, p)),
    Eq(CE(p, q), CE(q, p)),
    Ne(KL(p, q), KL(q, p)),
    KL(p, q) > 0,
    JSD(p, q) < log(2),
    JSD(p, r) <= JSD(p, q) + JSD(q, r),
    JSD(p, q) >= JEFFREYS / 8,
    KL(p, m) >= KL(p, q) / 2,
    KL(p, q) <= 1000,
    JSD(*abstract("a b c d e")) <= log(4),
    Eq(JSD(p, q), H(mw) - w * H(p) - (1 - w) * H(q)),
    Eq(H(p) * H(q), H(p) + H(q)),
    Implies(Eq(KL(p, q), KL(q, p)), Eq(p, q)),
    And(KL(p, q) >= 0, KL(p, q) <= KL(q, p)),
]


@pytest.mark.parametrize("claim", [*IDENTITIES, *INEQUALITIES, *LOGICAL], ids=str)
def test_proved_for_all_laws(claim):
    proof = prove(claim)
    assert proof.status == "proved"
    assert proof.witness is None
    assert proof.steps or proof.parts
    assert proof.recheck()


@pytest.mark.parametrize("claim", FALSE, ids=str)
def test_refuted_with_an_exact_witness(claim):
    proof = prove(claim)
    assert proof.status == "refuted"
    assert not proof.witness.left.atoms(float)
    assert proof.recheck()


def test_gibbs_is_cited_not_asserted():
    step = prove(KL(p, q) >= 0).steps[0]
    assert "Gibbs" in step.rule
    assert "theorem 2.6.3" in step.source


def test_a_witness_names_laws_and_values():
    witness = prove(Eq(KL(p, q), KL(q, p))).witness
    assert witness.keys() == (p, q)
    assert sum(witness[p].pmf.values()) == 1
    assert witness.left == log(2) - log(3) / 2
    assert witness.left_digits.startswith("0.14384103622589046371960950299")


def test_the_triangle_inequality_is_cited():
    proof = prove(sqrt(JSD(p, r)) <= sqrt(JSD(p, q)) + sqrt(JSD(q, r)))
    assert proof.status == "cited"
    assert "Endres & Schindelin 2003" in proof.steps[0].source
    assert proof.recheck()


def test_finiteness_is_a_condition_where_infinities_could_be_subtracted():
    assert Contains(H(p), S.Reals) in prove(IDENTITIES[0]).conditions
    assert prove(KL(p, q) >= 0).conditions == ()
    assert prove(Eq(JSD(p, q), KL(p, m) / 2 + KL(q, m) / 2)).conditions == ()


def test_entropy_of_an_abstract_law_may_be_negative():
    proof = prove(H(p) >= 0)
    assert proof.status == "open"
    assert "densities" in proof.reason
    assert prove(H(Poisson(Symbol("l"))) >= 0).status == "proved"


# --- families ---------------------------------------------------------------------------------

a, b, c, d, k, t, x0, mu, nu, sigma, tau = symbols("a b c d k t x0 mu nu sigma tau")
X, Y = Normal(mu, sigma), Normal(nu, tau)
G1, G2 = Gamma(k, t), Gamma(a, b)
PARAMETRIC = [
    Eq(KL(Exponential(a), Exponential(b)), log(a / b) + b / a - 1),
    Eq(KL(X, Y), log(tau / sigma) + (sigma**2 + (mu - nu) ** 2) / (2 * tau**2) - half),
    Eq(
        KL(Gamma(a, 1 / b), Gamma(c, 1 / d)),
        (a - c) * digamma(a) - loggamma(a) + loggamma(c) + c * log(b / d) + a * (d - b) / b,
    ),
    Eq(KL(G1, G2), CE(G1, G2) - H(G1)),
    Eq(KL(Pareto(x0, a), Pareto(x0, b)), log(a / b) + b / a - 1),
    Eq(KL(Exponential(a), Gamma(k, 1 / b)), k * log(a / b) + loggamma(k) + (k - 1) * EulerGamma + b / a - 1),
    Eq(H(Geometric(a)), binary(a) / a),
    Eq(H(Laplace(mu, b)), 1 + log(2 * b)),
    Eq(H(Gamma(k, 1 / b)), k - log(b) + loggamma(k) + (1 - k) * digamma(k)),
    Eq(H(Gumbel(sigma, mu)), log(sigma) + EulerGamma + 1),
    Eq(KL(Poisson(a), Poisson(b)), a * log(a / b) - a + b),
    Eq(JSD(Bernoulli(a), Bernoulli(b)), binary((a + b) / 2) - binary(a) / 2 - binary(b) / 2),
    Eq(JSD(Uniform(0, 1), Uniform(0, 2)), Rational(3, 4) * log(Rational(4, 3)), evaluate=False),
    Eq(KL(Uniform(a, b), Uniform(c, d)), CE(Uniform(a, b), Uniform(c, d)) - H(Uniform(a, b))),
    Eq(KL(Uniform(0, 2), Uniform(0, 1)), oo, evaluate=False),
    Eq(H([a, b, 1 - a - b]), H([a + b, 1 - a - b]) + (a + b) * H([a / (a + b), b / (a + b)])),
    Eq(H(Bernoulli(a), base=2), binary(a) / log(2)),
    KL(G1, G2) >= 0,
    H(X) <= CE(X, Y),
    JSD(X, Y) <= log(2),
    H(Geometric(a)) >= 0,
]
FALSE_PARAMETRIC = [
    Eq(KL(Exponential(a), Exponential(b)), log(b / a) + b / a - 1),
    Eq(KL(Uniform(a, b), Uniform(c, d)), log((d - c) / (b - a))),
    Eq(H(Exponential(a)), 1 + log(a)),
    Eq(H(Geometric(a)), binary(a)),
    Eq(H(Poisson(a)), log(2 * pi * exp(1) * a) / 2),
    KL(Exponential(a), Exponential(b)) > 0,
    H(Exponential(a)) >= 0,
    Eq(H([a, b, 1 - a - b]), H([a + b, 1 - a - b]) + H([a / (a + b), b / (a + b)])),
]
SLOW = [
    Eq(KL(Laplace(mu, b), Laplace(nu, c)), log(c / b) + (b * exp(-Abs(mu - nu) / b) + Abs(mu - nu)) / c - 1),
    Eq(KL(Cauchy(mu, sigma), Cauchy(nu, tau)), KL(Cauchy(nu, tau), Cauchy(mu, sigma))),
]


@pytest.mark.parametrize("claim", PARAMETRIC, ids=str)
def test_proved_for_all_parameters(claim):
    proof = prove(claim)
    assert proof.status == "proved"
    assert proof.recheck()


@pytest.mark.parametrize("claim", SLOW, ids=str)
def test_proved_without_the_slow_recheck(claim):
    assert prove(claim).status == "proved"


@pytest.mark.parametrize("claim", FALSE_PARAMETRIC, ids=str)
def test_refuted_at_exact_parameters(claim):
    proof = prove(claim)
    assert proof.status == "refuted"
    assert all(proof.witness[key].is_Rational for key in proof.witness.keys())  # noqa: SIM118
    assert proof.recheck()


def test_symmetry_of_normal_divergences_needs_equal_variances():
    Z = Normal(nu, sigma)
    assert prove(Eq(KL(X, Z), KL(Z, X))).status == "proved"
    assert prove(Eq(KL(X, Y), KL(Y, X))).status == "refuted"


def test_vectors_by_closed_forms():
    P = MultivariateNormal([mu, nu], [[2, half], [half, 1]])
    Q = MultivariateNormal([0, 0], [[1, 0], [0, 1]])
    formula = (3 + mu**2 + nu**2 - 2 - log(Rational(7, 4))) / 2
    assert prove(Eq(KL(P, Q), formula)).status == "proved"
    assert prove(Eq(KL(P, Q), formula + half)).status == "refuted"


def test_an_inequality_between_numbers_is_certified_not_proved():
    proof = prove(Gt(KL(Normal(0, 1), Normal(1, 2)), Rational(2, 5), evaluate=False))
    assert proof.status == "certified"
    assert proof.recheck()


# --- the object ---------------------------------------------------------------------------------


def test_a_status_is_no_truth_value():
    with pytest.raises(TypeError, match="not a truth value"):
        bool(prove(KL(p, q) >= 0))


@pytest.mark.parametrize("claim", [IDENTITIES[1], INEQUALITIES[3], LOGICAL[1], FALSE[0], FALSE[-1]], ids=str)
def test_pickles_compares_and_prints(claim):
    proof = prove(claim)
    again = pickle.loads(pickle.dumps(proof))
    assert again == proof
    assert again.recheck()
    assert proof.status in proof.text()
    assert proof.latex().startswith(r"\begin{align*}")
    assert proof.latex().count("&&") == proof.latex().count("\\\\\n") + 1
    assert proof._repr_latex_() == proof.latex()
    assert proof.status in proof._repr_markdown_()


def test_a_spent_budget_leaves_the_claim_open():
    assert prove(JSD(p, q) <= Rational(69, 100), budget=Budget(0)).status == "open"


@pytest.mark.parametrize("nonsense", [True, False, 3, None, KL(p, q), Symbol("x"), p, KL(p, q) >= 0.5])
def test_what_is_no_claim_is_an_error(nonsense):
    with pytest.raises(ClaimError):
        prove(nonsense)


def test_what_sympy_has_decided_is_an_error_that_says_so():
    with pytest.raises(ClaimError, match="evaluate=False"):
        prove(Eq(KL(p, q), KL(p, q)))


def test_claims_with_integers_and_conditions_on_both_sides():
    assert prove(Eq(KL(p, q) + 1, Integer(1) + CE(p, q) - H(p))).status == "proved"
