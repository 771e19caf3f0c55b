"""Laws on the integers whose parameters invite a wrong formula, a wrong digit or a finite value for infinity."""

import pytest
import sympy.stats as stats
from sympy import Dummy, Integer, Piecewise, Rational, Symbol, log, loggamma, oo, symbols, zeta

from symbolic_info import Entropy, KLDivergence, cross_entropy, entropy, js_divergence, kl_divergence, value
from symbolic_info.errors import NormalizationError, ParameterError, PrecisionError
from symbolic_info.facts import Facts
from symbolic_info.laws import Bernoulli, Finite, Geometric, IdealSoliton, Poisson, RobustSoliton, UniformRange, Zeta
from symbolic_info.laws.finite import as_finite
from symbolic_info.numeric import Density, expectation

HALF = Rational(1, 2)
p, q, s = symbols("p q s", positive=True)


@pytest.mark.parametrize("exponent", [Rational(3, 2), 2])
def test_no_mean_no_divergence_from_light_tails(exponent):
    for light in (Geometric(HALF), Poisson(3)):
        assert kl_divergence(Zeta(exponent), light) == oo
        assert value(KLDivergence(Zeta(exponent), light)).lower == oo


def test_a_law_that_starts_later_is_no_reference():
    assert kl_divergence(Poisson(p), Geometric(HALF)) == oo
    assert kl_divergence(stats.NegativeBinomial("X", 2, HALF), Zeta(3)) == oo
    assert kl_divergence(UniformRange(0, 3), Zeta(3)) == oo


def test_certain_geometric_law():
    assert entropy(Geometric(1)) == 0
    assert (kl_divergence(Geometric(1), Zeta(s)) - log(zeta(s))).simplify() == 0
    assert value(KLDivergence(Geometric(1), Zeta(2)), 20).lower > 0
    assert kl_divergence(Zeta(2), Geometric(1)) == oo


def test_a_sum_keeps_its_index():
    """A case distinction inside a sum once left it together with the index."""
    n = Symbol("n", integer=True, positive=True)
    found = kl_divergence(UniformRange(1, n), IdealSoliton(n))
    assert found.free_symbols == {n}
    k = Symbol("k", integer=True, positive=True)
    found = cross_entropy(UniformRange(k, 2 * k), Poisson(p))
    truth = sum(p - j * log(p) + loggamma(j + 1) for j in range(3, 7)) / 4
    assert abs(value(found.subs({k: 3, p: HALF}), 20).to_sympy() - truth.subs(p, HALF).evalf(30)) < Rational(1, 10**17)


def test_outcomes_that_coincide_are_one():
    assert entropy(Bernoulli(p, 1, 1)) == 0
    assert entropy(stats.Bernoulli("X", HALF, 2, 2)) == 0


def test_outcomes_are_labels():
    assert value(Entropy(stats.Coin("C")), 10).lower == value(Entropy([HALF, HALF]), 10).lower


def test_a_spike_at_an_unknown_place_is_refused():
    with pytest.raises(ParameterError):
        RobustSoliton(Symbol("n", integer=True, positive=True), HALF, HALF)


def test_hypergeometric_edges():
    for args, last in (((5, 0, 3), 0), ((5, 5, 3), 3), ((5, 2, 0), 0), ((5, 2, 5), 2), ((0, 0, 0), 0)):
        assert entropy(stats.Hypergeometric("X", *args)) == 0, args
        assert kl_divergence({last: 1}, stats.Hypergeometric("X", *args)) == 0, args
    assert kl_divergence(stats.Hypergeometric("X", 9, 4, 3), stats.Hypergeometric("Y", 9, 2, 3)) == oo


def test_empty_and_single_trials():
    assert entropy(stats.BetaBinomial("X", 0, p, q)) == 0
    assert kl_divergence(stats.BetaBinomial("X", 1, p, q), stats.Bernoulli("Y", p / (p + q))) == 0
    assert entropy(IdealSoliton(1)) == 0
    assert entropy(stats.Binomial("X", 3, 0)) == entropy(stats.Binomial("X", 3, 1)) == 0


def test_cancelling_growth_leaves_an_open_remainder():
    """loggamma(k + 1) - loggamma(k + 2) = -log(k + 1): leading terms cancel, the rest does not vanish."""
    from symbolic_info.engine.ladder import Run, expect

    law, x = Zeta(3), Dummy("k", integer=True, positive=True)
    found = expect(loggamma(x + p + 1) - loggamma(x + p), x, law, Run(Facts(), rules_only=True))
    assert found is None


def test_divergence_of_a_power_law_of_the_users_own():
    k = Symbol("k", integer=True)
    heavy = Density(-log(k) - log(k + 1), k, 1, oo, lattice=True)
    with pytest.raises(PrecisionError):
        expectation(heavy, k, 20)


@pytest.mark.slow
def test_thousands_of_symbolic_entries_within_the_budget():
    P, Q = symbols("p:2000"), symbols("q:2000")
    mine, other = ([*e[:-1], 1 - sum(e[:-1])] for e in (P, Q))
    found = kl_divergence(as_finite(mine), as_finite(other))
    assert not found.has(KLDivergence)
    assert len(found.args) == 2000
    assert P[7] * log(P[7] / Q[7], evaluate=False) in found.args


def test_checks_on_numbers_are_kept_in_long_lists():
    P = list(symbols("p:300"))
    for bad in ([*P, Rational(3, 2)], [*P, -HALF], [*P, Integer(2)]):
        with pytest.raises(NormalizationError):
            as_finite(bad)
    with pytest.raises(NormalizationError):
        as_finite([Rational(1, 300)] * 299)
    with pytest.raises(NormalizationError):
        as_finite([*(Rational(1, 100) for _ in range(99)), Rational(2, 100)])


def test_long_lists_with_an_empty_outcome():
    P = list(symbols("p:300"))
    rest = 1 - sum(P)
    inside, outside = {**dict(enumerate(P)), 300: rest}, {**dict(enumerate(P[1:])), 299: 1 - sum(P[1:]), 300: 0}
    found = kl_divergence(inside, outside)
    assert isinstance(found, Piecewise)
    assert found.args[-1][0] == oo


def test_entries_that_sum_to_one_only_symbolically():
    a = symbols("a", positive=True)
    law = as_finite([a / (a + 1), 1 / (a + 1)])
    assert isinstance(law, Finite)
    assert js_divergence(law, [a**2 / (a**2 + a), (1 + a) / (a + 1) ** 2]).simplify() == 0


def test_unknown_remainders_of_growth_are_no_infinity():
    """E loggamma(K + 5/2) - loggamma(K) once gave -oo: the leading terms cancel, the linear ones were left alone."""
    from symbolic_info.laws import YuleSimon

    assert 3 < value(Entropy(YuleSimon(HALF)), 20).lower < 4


def test_means_that_are_infinite():
    from symbolic_info.laws import YuleSimon

    assert kl_divergence(YuleSimon(1), Geometric(q)) == oo
    assert kl_divergence(YuleSimon(HALF), Poisson(q)) == oo
    assert cross_entropy(YuleSimon(p), Geometric(HALF)).subs(p, 1) == oo


def test_differences_of_counts_with_a_missing_part():
    assert entropy(stats.Skellam("X", 0, 0)) == 0
    assert kl_divergence(stats.Skellam("X", p, 0), Poisson(p)) == 0
    assert entropy(stats.Hermite("X", 0, 0)) == 0
    assert kl_divergence(stats.Hermite("X", p, 0), Poisson(p)) == 0


def test_a_sum_whose_terms_may_have_two_humps_has_no_digits():
    from sympy import Sum, exp

    from symbolic_info.numeric import evaluate

    k = Symbol("k", integer=True)
    with pytest.raises(PrecisionError):
        evaluate(Sum(exp(-(k**2) * (k - 10**4) ** 2), (k, 0, oo)), 20)


def test_two_bells_far_apart_are_two_sums():
    """A search for one peak would find one of them."""
    from sympy import Sum, exp

    from symbolic_info.numeric import evaluate

    k = Symbol("k", integer=True)
    bell = evaluate(Sum(exp(-(k**2)), (k, -oo, oo)), 20).to_sympy()
    both = evaluate(Sum(exp(-(k**2)) + exp(-((k - 10**4) ** 2)), (k, 0, oo)), 20).to_sympy()
    assert abs(both - bell * Rational(3, 2) - Rational(1, 2)) < Rational(1, 10**18)


def test_endless_sums_far_from_where_they_start():
    """The wide bell: its entropy is that of the normal law up to exp(-2 pi**2 sigma**2); the square vanishes at 0."""
    from sympy import pi

    from symbolic_info.laws import ConwayMaxwellPoisson, DiscreteNormal
    from symbolic_info.numeric import evaluate

    wide = evaluate(log(1000) + log(2 * pi) / 2 + HALF, 25)
    assert str(value(Entropy(DiscreteNormal(0, 1000)), 25)) == str(wide)
    assert str(value(Entropy(DiscreteNormal(10**6 + HALF, 2)), 25)) == str(value(Entropy(DiscreteNormal(HALF, 2)), 25))
    assert str(value(Entropy(ConwayMaxwellPoisson(10, 1)), 25)) == str(value(Entropy(Poisson(10)), 25))


def test_sympy_is_not_asked_for_the_digits_of_endless_sums():
    """Its Euler-Maclaurin summation does not come back for these."""
    from symbolic_info.laws import ConwayMaxwellPoisson

    assert 6 < value(Entropy(ConwayMaxwellPoisson(100, HALF)), 15).lower < 7
