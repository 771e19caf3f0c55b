"""Orders such as 10**40, and means and sizes such as 10**20: formulas and digits or a refusal, never a hang."""

import mpmath
import pytest
from mpmath import mpf
from sympy import E, Integer, Rational, S, Symbol, log, oo, pi

from symbolic_info import (
    Entropy,
    JensenRenyiDivergence,
    PowerIntegral,
    RenyiDivergence,
    RenyiEntropy,
    alpha_divergence,
    entropy_expansion,
    jeffreys_divergence,
    prove,
    renyi_divergence,
    renyi_entropy,
    tsallis_entropy,
    value,
)
from symbolic_info.budget import Budget
from symbolic_info.engine import far
from symbolic_info.errors import PrecisionError, UnknownLawError
from symbolic_info.laws import (
    Bernoulli,
    Binomial,
    Exponential,
    Gamma,
    GaussianInverse,
    GeneralizedInverseGaussian,
    Geometric,
    Gompertz,
    Logarithmic,
    NegativeBinomial,
    Normal,
    Poisson,
    RaisedCosine,
    Skellam,
    Uniform,
    VonMises,
    Zeta,
)
from symbolic_info.laws.image import affine

BIG, HALF, THIRD = Integer(10) ** 40, Rational(1, 2), Rational(1, 3)
a = Symbol("a", positive=True)
COIN = {0: THIRD, 1: 2 * THIRD}


def near(found, truth, digits=18):
    return abs(mpf(str(found.to_sympy().evalf(60))) - truth) <= mpf(10) ** -digits * max(1, abs(truth))


def test_a_large_order_against_an_integral_of_the_scaled_density():
    """(x exp(1 - x))**alpha, which is 1 at its peak, so that nothing overflows."""
    with mpmath.workdps(50):
        alpha = 2001
        scaled = mpmath.quad(lambda x: mpmath.exp(alpha * (mpmath.log(x) - x + 1)), [0, 0.7, 0.9, 1, 1.1, 1.4, 3])
        truth = (mpmath.log(scaled) - alpha) / (1 - alpha)
        assert near(value(RenyiEntropy(Gamma(2, 1), alpha), 20), truth)


@pytest.mark.parametrize("law", [Normal(0, 1), Exponential(3), Gamma(2, 1), Uniform(0, 5), Zeta(3)], ids=str)
def test_large_orders_approach_the_min_entropy(law):
    far_out = value(RenyiEntropy(law, BIG), 20)
    assert near(far_out, mpf(str(value(RenyiEntropy(law, oo), 20))), 17)


@pytest.mark.parametrize("order", [1001, 10**6, BIG, BIG / 3], ids=str)
def test_divergences_of_large_order(order):
    assert renyi_divergence(Normal(0, 1), Normal(1, 1), order) == order / S(2)
    truth = (order * log(2) - log(order + 1)) / (order - 1)
    assert near(value(RenyiDivergence(Exponential(2), Exponential(1), order), 20), mpf(str(truth.evalf(40))))


@pytest.mark.parametrize("order", [1001, 10**6, BIG], ids=str)
def test_powers_that_nobody_wants_written_out_stay_unevaluated(order):
    assert renyi_entropy(COIN, order) == RenyiEntropy(COIN, order)
    assert renyi_entropy(Geometric(a), order) == RenyiEntropy(Geometric(a), order)
    assert tsallis_entropy(Bernoulli(a), order).has(Bernoulli)
    assert alpha_divergence(Gamma(2, 1), Exponential(1), -order) == oo
    for node in (RenyiEntropy(COIN, order), JensenRenyiDivergence(COIN, [HALF, HALF], alpha=order)):
        with pytest.raises(PrecisionError):
            value(node, 15)
    with pytest.raises(PrecisionError):
        _ = PowerIntegral(COIN, COIN, order, 0).definition


def test_claims_about_large_orders_end():
    assert prove(RenyiEntropy(Normal(0, 1), BIG) >= 2).status == "refuted"


@pytest.mark.slow
@pytest.mark.parametrize(
    "law", [Poisson(10**6), Binomial(10**6, THIRD), NegativeBinomial(10**5, Rational(1, 7))], ids=str
)
def test_the_series_agrees_with_summation_where_both_work(law, monkeypatch):
    by_terms = value(Entropy(law), 20)
    monkeypatch.setattr(far, "FAR", 10**4)
    by_series = far.entropy_far_out(law, 20, Budget(60))
    assert by_series is not None
    assert str(by_series) == str(by_terms)


def test_entropies_of_means_beyond_all_sums():
    assert str(value(Entropy(Poisson(BIG)), 30, budget=60)) == str(value(log(2 * pi * E * BIG) / 2, 30))
    assert value(Entropy(affine(Poisson(10**20), 1, 5)), 20, budget=60).kind in ("certified", "estimated")


def test_a_rare_event_of_many_trials_is_no_normal_law():
    """The series in n looks like 1 where n p = 1; the truth is the entropy of a Poisson law but for 1/n."""
    rare = far.entropy_far_out(Binomial(10**20, Rational(1, 10**20)), 20, Budget(60))
    assert rare is None


def test_laws_without_a_series_are_refused():
    n = Symbol("n", positive=True)
    for law in (Skellam(n, 1), Zeta(n + 1)):
        with pytest.raises(UnknownLawError):
            entropy_expansion(law, n)


def test_an_infinite_part_decides_at_once():
    """Jeffreys' divergence asked for digits of the finite part first."""
    assert jeffreys_divergence(Logarithmic(Rational(2, 3)), Poisson(1)) == oo


@pytest.mark.parametrize(
    ("law", "top"),
    [
        (Zeta(3), lambda: 1 / mpmath.zeta(3)),
        (Geometric(THIRD), lambda: mpf(1) / 3),
        (Logarithmic(THIRD), lambda: mpf(1) / 3 / mpmath.log(mpf(3) / 2)),
        (Binomial(5, THIRD), lambda: mpf(80) / 243),
    ],
    ids=["Zeta", "Geometric", "Logarithmic", "Binomial"],
)
def test_the_largest_mass_of_laws_on_the_integers(law, top):
    """A power of k was taken for a power of exp(k): the min-entropy of Zeta(3) was 3.18 instead of 0.18."""
    with mpmath.workdps(40):
        assert near(value(RenyiEntropy(law, oo), 20), -mpmath.log(top()))


@pytest.mark.parametrize(
    "law",
    [GaussianInverse(1, 2), Gompertz(1, 2), VonMises(0, 1), RaisedCosine(0, 1), GeneralizedInverseGaussian(1, 2, 3)],
    ids=str,
)
def test_suprema_that_stirling_does_not_give_stay_open(law):
    """SymPy's polynomials raised an error of their own."""
    assert renyi_entropy(law, oo) == RenyiEntropy(law, oo)
