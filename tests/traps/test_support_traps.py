"""Laws that live on different supports: densities are zero outside, and a list is no interval.

The truths are sums and integrals written here, in mpmath, from mass functions written here.
"""

import mpmath
import pytest
from mpmath import mp, mpf
from sympy import Abs, Integral, Lambda, Max, Piecewise, Rational, S, Sum, Symbol, exp, log, oo, simplify, sqrt, symbols

from symbolic_info import (
    CrossEntropy,
    FDivergence,
    JSDivergence,
    KLDivergence,
    PowerIntegral,
    RenyiDivergence,
    RenyiEntropy,
    SkewDivergence,
    SquaredHellinger,
    TotalVariation,
    f_divergence,
    jensen_renyi_divergence,
    kl_divergence,
    renyi_entropy,
    value,
)
from symbolic_info.budget import Budget
from symbolic_info.engine.numbers import by_definition
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.laws import (
    Bernoulli,
    Binomial,
    Exponential,
    Finite,
    Geometric,
    Laplace,
    Normal,
    Poisson,
    Uniform,
    UniformRange,
)
from symbolic_info.laws.image import affine

t = Symbol("t", positive=True)
a, b = symbols("a b", positive=True)
HALF, THIRD = Rational(1, 2), Rational(1, 3)
mp.dps = 40

DENSITIES = {
    Normal(0, 1): lambda x: mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi),
    Exponential(1): lambda x: mpmath.exp(-x) if x > 0 else mpf(0),
    Uniform(0, 1): lambda x: mpf(1) if 0 < x < 1 else mpf(0),
    Uniform(HALF, 3): lambda x: mpf(2) / 5 if 0.5 < x < 3 else mpf(0),
}
CUTS = [-mpmath.inf, -8, -3, 0, mpf("0.5"), 1, 3, 8, mpmath.inf]
MASSES = {
    Poisson(1): lambda k: mpmath.exp(-1) / mpmath.factorial(k) if k >= 0 else mpf(0),
    Geometric(HALF): lambda k: mpf(2) ** -k if k >= 1 else mpf(0),
    Bernoulli(THIRD): lambda k: {0: mpf(2) / 3, 1: mpf(1) / 3}.get(k, mpf(0)),
    Finite((0, 5), (HALF, HALF)): lambda k: mpf(1) / 2 if k in (0, 5) else mpf(0),
    Binomial(4, THIRD): lambda k: mpmath.binomial(4, k) * 2 ** (4 - k) / mpf(81) if 0 <= k <= 4 else mpf(0),
    UniformRange(2, 7): lambda k: mpf(1) / 6 if 2 <= k <= 7 else mpf(0),
}
FUNCTIONS = {
    (sqrt(t) - 1) ** 2: (lambda u: (mpmath.sqrt(u) - 1) ** 2, 1, 1),
    t * log(t) - (t + 1) * log((t + 1) / 2): (
        lambda u: u * mpmath.log(u) - (u + 1) * mpmath.log((u + 1) / 2),
        mpmath.log(2),
        mpmath.log(2),
    ),
    (t - 1) ** 2 / (t + 1): (lambda u: (u - 1) ** 2 / (u + 1), 1, 1),
}


def csiszar(p, q, f, at_zero, slope):
    """q f(p/q) with the limits of f where one of the two is 0."""
    if p == 0 or q == 0:
        return q * at_zero + p * slope
    return q * f(p / q)


def agrees(found, truth):
    return abs(mpf(str(found.to_sympy().evalf(40))) - truth) < mpf(10) ** -18


def pairs(table):
    return [(p, q) for p in table for q in table if p != q]


@pytest.mark.parametrize("pair", pairs(DENSITIES), ids=str)
@pytest.mark.parametrize("f", FUNCTIONS, ids=str)
def test_f_divergences_count_what_only_one_law_has(pair, f):
    p, q = pair
    own = DENSITIES[p], DENSITIES[q]
    truth = mpmath.quad(lambda x: csiszar(own[0](x), own[1](x), *FUNCTIONS[f]), CUTS)
    assert agrees(value(FDivergence(p, q, Lambda(t, f)), 20, budget=60), truth)


@pytest.mark.parametrize("pair", pairs(MASSES)[::2], ids=str)
def test_f_divergences_of_discrete_laws(pair):
    (p, q), f = pair, (sqrt(t) - 1) ** 2
    truth = mpmath.fsum(csiszar(MASSES[p](k), MASSES[q](k), *FUNCTIONS[f]) for k in range(160))
    node = FDivergence(p, q, Lambda(t, f))
    assert agrees(value(node, 20, budget=60), truth)
    assert agrees(by_definition(node, 20, Budget(60)), truth)


def jensen_shannon(p, q):
    m = (p + q) / 2
    return sum(x * mpmath.log(x / m) for x in (p, q) if x > 0) / 2


MEASURES = {
    JSDivergence: jensen_shannon,
    TotalVariation: lambda p, q: abs(p - q) / 2,
    SquaredHellinger: lambda p, q: (mpmath.sqrt(p) - mpmath.sqrt(q)) ** 2 / 2,
}


@pytest.mark.parametrize("pair", pairs(MASSES)[::2], ids=str)
@pytest.mark.parametrize("measure", MEASURES, ids=lambda m: m.__name__)
def test_lists_against_laws_on_all_integers(pair, measure):
    p, q = pair
    truth = mpmath.fsum(MEASURES[measure](MASSES[p](k), MASSES[q](k)) for k in range(160))
    assert agrees(value(measure(p, q), 20, budget=60), truth)


def test_skew_divergence_of_a_list():
    p, q = MASSES[Poisson(1)], MASSES[Bernoulli(THIRD)]
    truth = mpmath.fsum(p(k) * mpmath.log(2 * p(k) / (p(k) + q(k))) for k in range(60))
    assert agrees(value(SkewDivergence(Poisson(1), Bernoulli(THIRD)), 20, budget=60), truth)


def test_mass_where_a_list_has_none_is_infinite():
    for p in (Poisson(a), Geometric(Rational(1, 7)), Binomial(100, THIRD)):
        assert kl_divergence(p, {0: HALF, 1: HALF}) == oo
        assert CrossEntropy(p, [HALF, HALF]).doit() == oo
        assert RenyiDivergence(p, {0: HALF, 1: HALF}, 2).doit() == oo
        assert RenyiDivergence(p, {0: HALF, 1: HALF}, oo).doit() == oo
    assert value(KLDivergence(Poisson(1), Bernoulli(THIRD))).to_sympy() == oo


def test_outcomes_off_the_lattice_belong_to_the_list_alone():
    assert JSDivergence({HALF: 1}, Poisson(3)).doit() == log(2)
    assert TotalVariation({"a": 1}, Poisson(3)).doit() == 1
    assert TotalVariation(affine(Poisson(1), S(2)), {1: HALF, 2: HALF}).doit().equals(1 - exp(-1))


def test_one_law_alone_is_not_lumped():
    """Its powers would be those of a single outcome: the entropy of order 2 would be 0."""
    truth = -mpmath.log(mpmath.exp(-2) * mpmath.besseli(0, 2))
    assert agrees(value(RenyiEntropy(Poisson(1), 2), 20, budget=60), truth)
    assert renyi_entropy(Poisson(1), 2) != 0
    assert jensen_renyi_divergence(Poisson(1), Bernoulli(THIRD), alpha=2).has(Poisson)


def test_definitions_know_where_a_law_has_no_mass():
    """The integrand of a definition continued beyond the support gave -1.419 for an infinite divergence."""
    node = KLDivergence(Normal(0, 1), Exponential(1))
    for wrong in (node.definition, CrossEntropy(*node.laws).definition, KLDivergence(*node.laws).rewrite(Integral)):
        with pytest.raises(SymbolicInfoError):
            value(wrong, 15)
    half = PowerIntegral(Normal(0, 1), Exponential(1), HALF, HALF)
    back = PowerIntegral(Exponential(1), Normal(0, 1), HALF, HALF)
    assert agrees(value(half.definition, 20, budget=60), mpf(str(value(back, 20, budget=60))))
    assert agrees(value(TotalVariation(Normal(0, 1), Exponential(1)).definition, 20, budget=60), mpf(1) / 2)


def test_sums_of_images_run_over_the_source():
    """2 X has no mass on odd numbers."""
    total = CrossEntropy(affine(Poisson(1), S(2)), affine(Poisson(1), S(2))).rewrite(Sum)
    assert total.has(Sum)
    (limits,) = total.limits
    assert limits[1:] == (0, oo)
    assert simplify(total.function.subs(limits[0], 1)) == simplify(exp(-1) * 1)


def test_f_with_kinks_beyond_the_support():
    hockey = f_divergence(Max(t - 2, 0), Uniform(0, 1), Uniform(2, 3))
    assert agrees(value(hockey, 20, budget=60), mpf(1))
    step = Piecewise((0, t < 2), (t - 2, True))
    assert agrees(value(f_divergence(step, Poisson(1), Geometric(HALF)), 20, budget=60), mpmath.exp(-1))
    assert f_divergence(Abs(t - 1) ** 3, Exponential(1), Uniform(0, 1)) == oo
    assert f_divergence(-log(t), Uniform(0, 1), Exponential(1)) == oo


def test_f_divergences_of_nested_supports_in_closed_form():
    assert f_divergence((t - 1) ** 2, Uniform(0, a), Uniform(0, a + b)).equals(b / a)
    assert f_divergence(-log(t), Normal(0, 1), Exponential(1)).equals(kl_divergence(Exponential(1), Normal(0, 1)))
    assert f_divergence(1 / t - 1, Normal(0, 1), Laplace(0, 1)) == oo


def test_a_sum_that_cancels_to_zero_has_no_digits():
    """Its terms outside the window were printed as digits."""
    node = FDivergence(Poisson(1), Geometric(HALF), Lambda(t, Abs(Abs(t - 1) - 1) - 1))
    with pytest.raises(SymbolicInfoError):
        value(node, 12)


def test_a_mixture_of_equal_laws_is_that_law():
    """Its divergence from the law was a zero that no number of digits could settle."""
    assert value(SkewDivergence(Geometric(HALF), Geometric(HALF)), 20, budget=60).to_sympy() == 0
    assert SkewDivergence(Normal(0, a), Normal(0, a), THIRD).doit() == 0
