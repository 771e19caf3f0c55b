"""Laws on the integers: mass functions against their definitions, closed forms against sums of these."""

import mpmath
import pytest
import sympy.stats as stats
from sympy import Derivative, Expr, Integer, Rational, Sum, Symbol, log, oo, symbols

from symbolic_info import CrossEntropy, Entropy, KLDivergence, cross_entropy, entropy, kl_divergence, laws, value
from symbolic_info.laws import IdealSoliton, UniformRange, Zeta, as_law
from symbolic_info.laws import RobustSoliton as RobustSolitonLaw
from symbolic_info.laws.mass import mass
from symbolic_info.numeric import evaluate
from symbolic_info.rules.order import PolylogDerivative, ZetaDerivative

HALF, THIRD = Rational(1, 2), Rational(1, 3)
mp = mpmath.MPContext()
mp.dps = 40


def number(expr):
    """To 40 digits; a `Value` as it is."""
    return mp.mpf(str(evaluate(expr, 40) if isinstance(expr, Expr) and expr != 0 else expr))


def binomial(n, k):
    return mp.binomial(n, k)


def bell(k):
    return mp.exp(-((k - mp.mpf(1) / 3) ** 2) / 8)


# name: (variable, first, definition of the probability of k)
DEFINITIONS = {
    "Geometric": (stats.Geometric("X", THIRD), 1, lambda k: mp.mpf(1) / 3 * (mp.mpf(2) / 3) ** (k - 1)),
    "Logarithmic": (stats.Logarithmic("X", THIRD), 1, lambda k: -((mp.mpf(1) / 3) ** k) / (k * mp.log(mp.mpf(2) / 3))),
    "FlorySchulz": (stats.FlorySchulz("X", THIRD), 1, lambda k: k * (mp.mpf(2) / 3) ** (k - 1) / 9),
    "NegativeBinomial": (
        stats.NegativeBinomial("X", 3, THIRD),
        0,
        lambda k: binomial(k + 2, k) * (mp.mpf(2) / 3) ** k / 27,
    ),
    "Zeta": (stats.Zeta("X", 12), 1, lambda k: mp.mpf(k) ** -12 / mp.zeta(12)),
    "Hypergeometric": (
        stats.Hypergeometric("X", 10, 7, 5),
        2,
        lambda k: binomial(7, k) * binomial(3, 5 - k) / binomial(10, 5),
    ),
    "BetaBinomial": (
        stats.BetaBinomial("X", 4, HALF, 3),
        0,
        lambda k: binomial(4, k) * mp.beta(k + mp.mpf(1) / 2, 7 - k) / mp.beta(mp.mpf(1) / 2, 3),
    ),
    "IdealSoliton": (stats.IdealSoliton("X", 5), 1, lambda k: mp.mpf(1) / 5 if k == 1 else mp.mpf(1) / (k * (k - 1))),
    "YuleSimon": (stats.YuleSimon("X", 12), 1, lambda k: 12 * mp.beta(k, 13)),
    "Borel": (laws.Borel(THIRD), 1, lambda k: mp.exp(-mp.mpf(k) / 3) * (mp.mpf(k) / 3) ** (k - 1) / mp.factorial(k)),
    "ConwayMaxwellPoisson": (
        laws.ConwayMaxwellPoisson(2, 3),
        0,
        lambda k: mp.mpf(2) ** k / mp.factorial(k) ** 3 / mp.hyper([], [1, 1], 2),
    ),
    "DiscreteWeibull": (
        laws.DiscreteWeibull(THIRD, 2),
        0,
        lambda k: (mp.mpf(1) / 3) ** (k * k) - (mp.mpf(1) / 3) ** ((k + 1) ** 2),
    ),
    "Zipf": (laws.Zipf(7, HALF), 1, lambda k: k ** mp.mpf(-0.5) / sum(j ** mp.mpf(-0.5) for j in range(1, 8))),
    "ZipfMandelbrot": (
        laws.ZipfMandelbrot(7, 2, 1),
        1,
        lambda k: 1 / (k + mp.mpf(2)) / sum(1 / mp.mpf(j) for j in range(3, 10)),
    ),
    "TruncatedGeometric": (
        laws.TruncatedGeometric(THIRD, 7),
        1,
        lambda k: (mp.mpf(2) / 3) ** (k - 1) / 3 / (1 - (mp.mpf(2) / 3) ** 7),
    ),
    "Skellam": (
        stats.Skellam("X", 1, 2),
        -60,
        lambda k: mp.exp(-3) * mp.mpf(2) ** (-mp.mpf(k) / 2) * mp.besseli(k, 2 * mp.sqrt(2)),
    ),
    "DiscreteLaplace": (laws.DiscreteLaplace(THIRD), -60, lambda k: (mp.mpf(1) / 3) ** abs(k) / 2),
    "DiscreteNormal": (
        laws.DiscreteNormal(THIRD, 2),
        -60,
        lambda k: (
            mp.exp(-((k - mp.mpf(1) / 3) ** 2) / 8)
            / sum(mp.exp(-((j - mp.mpf(1) / 3) ** 2) / 8) for j in range(-60, 61))
        ),
    ),
}


@pytest.mark.parametrize("name", DEFINITIONS)
def test_mass_is_the_definition(name):
    variable, first, definition = DEFINITIONS[name]
    law = as_law(variable)
    assert law.lower == (first if first >= 0 else -oo)
    first = max(first, -3)
    for k in range(first, first + 4):
        assert abs(number(mass(law, Integer(k))) - definition(k)) < mp.mpf(10) ** -35


SLOW = {"Skellam"}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] * (name in SLOW)) for name in DEFINITIONS]
)
def test_entropy_is_the_sum_of_the_definition(name):
    variable, first, definition = DEFINITIONS[name]
    last = as_law(variable).upper
    terms = [definition(k) for k in range(first, int(last) + 1 if last.is_finite else 1200 if first >= 0 else 61)]
    truth = -sum(p * mp.log(p) for p in terms)
    assert abs(number(value(Entropy(variable), 30)) - truth) < mp.mpf(10) ** (-26 if first >= 0 else -24)


PAIRS = [
    (stats.Zeta("X", 14), stats.Geometric("Y", THIRD)),
    (stats.Zeta("X", 14), stats.Logarithmic("Y", THIRD)),
    (stats.Logarithmic("X", THIRD), stats.Zeta("Y", 3)),
    (stats.Logarithmic("X", THIRD), stats.Logarithmic("Y", HALF)),
    (stats.FlorySchulz("X", THIRD), stats.Zeta("Y", 2)),
    (stats.Geometric("X", THIRD), stats.FlorySchulz("Y", HALF)),
    (stats.Geometric("X", THIRD), stats.Poisson("Y", 2)),
    (stats.Logarithmic("X", THIRD), stats.NegativeBinomial("Y", HALF, THIRD)),
    (UniformRange(2, 9), stats.Zeta("Y", 2)),
    (UniformRange(2, 9), stats.Poisson("Y", 2)),
    (stats.Hypergeometric("X", 10, 7, 5), stats.Binomial("Y", 5, THIRD)),
    (stats.YuleSimon("X", 40), stats.Zeta("Y", 2)),
    (laws.Borel(THIRD), laws.Borel(HALF)),
    (laws.ConwayMaxwellPoisson(2, 3), laws.ConwayMaxwellPoisson(1, 2)),
    (laws.ConwayMaxwellPoisson(2, 3), stats.Poisson("Y", 2)),
    (laws.DiscreteWeibull(THIRD, 2), stats.Poisson("Y", 2)),
    (laws.Zipf(7, HALF), stats.Logarithmic("Y", THIRD)),
    (laws.Zipf(7, HALF), laws.Zipf(7, 2)),
    (laws.ZipfMandelbrot(7, 2, 1), laws.Zipf(9, 2)),
    (laws.TruncatedGeometric(THIRD, 7), stats.Geometric("Y", HALF)),
    (stats.IdealSoliton("X", 9), stats.Logarithmic("Y", THIRD)),
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "-".join(type(as_law(v)).__name__ for v in pair))
def test_divergence_is_the_sum_of_the_definition(pair):
    p, q = map(as_law, pair)
    last = int(p.upper) if p.upper.is_finite else 300
    logs = [
        (number(p.log_density(Integer(k))), number(q.log_density(Integer(k)))) for k in range(int(p.lower), last + 1)
    ]
    truth = sum(mp.exp(a) * (a - b) for a, b in logs)
    assert abs(number(value(KLDivergence(*pair), 30)) - truth) < mp.mpf(10) ** -25


TWO_SIDED = [
    (stats.Skellam("X", 1, 2), stats.Skellam("Y", 2, 1)),
    (stats.Skellam("X", 1, 2), laws.DiscreteNormal(THIRD, 2)),
    (laws.DiscreteNormal(THIRD, 2), laws.DiscreteLaplace(THIRD)),
    (laws.DiscreteLaplace(THIRD), laws.DiscreteLaplace(HALF)),
    (laws.DiscreteLaplace(Rational(1, 20)), laws.DiscreteNormal(0, 1)),
]


@pytest.mark.parametrize("pair", TWO_SIDED, ids=lambda pair: "-".join(type(as_law(v)).__name__ for v in pair))
def test_divergence_on_all_integers(pair):
    logs = [[number(mass(law, Integer(k))) for law in map(as_law, pair)] for k in range(-70, 71)]
    truth = sum(a * mp.log(a / b) for a, b in logs)
    assert abs(number(value(KLDivergence(*pair), 25)) - truth) < mp.mpf(10) ** -20


def test_zeta_laws_are_closed_in_zeta_and_its_derivative():
    s, t = symbols("s t")
    found = kl_divergence(Zeta(s), Zeta(t))
    assert found.has(ZetaDerivative)
    assert not found.has(Derivative)
    assert not found.has(KLDivergence)
    at = found.subs({s: 4, t: HALF + 2})
    truth = mp.log(mp.zeta(2.5) / mp.zeta(4)) + (4 - 2.5) * mp.zeta(4, derivative=1) / mp.zeta(4)
    assert abs(number(value(at, 30)) - truth) < mp.mpf(10) ** -25


def test_finiteness_against_a_geometric_law_depends_on_the_mean():
    s, p = symbols("s p", positive=True)
    found = kl_divergence(stats.Zeta("X", s), stats.Geometric("Y", p))
    assert found.subs(s, 2) == oo
    assert found.subs({s: Rational(21, 10), p: HALF}).is_finite is not False


def test_logarithmic_entropy_has_the_derivative_of_the_polylogarithm():
    p = symbols("p", positive=True)
    assert entropy(stats.Logarithmic("X", p)).has(PolylogDerivative)
    assert not kl_divergence(stats.Logarithmic("X", p), stats.Logarithmic("Y", p / 2)).has(PolylogDerivative)


def test_symbolic_sizes_give_sums_or_nodes():
    n, k, p = (
        Symbol("n", integer=True, positive=True),
        Symbol("k", integer=True, positive=True),
        Symbol("p", positive=True),
    )
    assert entropy(IdealSoliton(n)).has(Sum)
    assert str(value(entropy(IdealSoliton(k)).subs(k, 9), 20)) == str(value(Entropy(IdealSoliton(9)), 20))
    assert entropy(stats.BetaBinomial("X", n, 1, p)).has(Entropy)
    assert kl_divergence(UniformRange(k, 2 * k), stats.Poisson("Y", p)).has(Sum)


def test_large_finite_laws_keep_their_digits():
    two_thirds, n = mp.mpf(2) / 3, 200
    terms = [binomial(n, k) * two_thirds ** (n - k) / mp.mpf(3) ** k for k in range(n + 1)]
    truth = -sum(t * mp.log(t) for t in terms)
    assert abs(number(value(Entropy(stats.Binomial("X", n, THIRD)), 30)) - truth) < mp.mpf(10) ** -26
    poisson = sum(mp.loggamma(k + 1) for k in range(1, 1001)) / 1000 + 3 - mp.mpf(1001) / 2 * mp.log(3)
    assert (
        abs(number(value(CrossEntropy(stats.Die("X", 1000), stats.Poisson("Y", 3)), 30)) - poisson) < mp.mpf(10) ** -24
    )


def test_robust_soliton_sums_to_one_where_its_spike_is_outside():
    """SymPy 1.14 normalises by a sum over more than the support."""
    law = RobustSolitonLaw(5, HALF, Rational(1, 100))
    assert abs(number(sum(law.pmf.values())) - 1) < mp.mpf(10) ** -35
    ripple = mp.log(10) * mp.sqrt(5) / 100
    weights = [mp.mpf(1) / 5 + ripple / 5] + [mp.mpf(1) / (k * (k - 1)) + ripple / (5 * k) for k in range(2, 6)]
    assert abs(number(law.probability(2)) - weights[1] / sum(weights)) < mp.mpf(10) ** -35


def test_cross_entropies_by_moments():
    n, a, p = Symbol("n", integer=True, positive=True), symbols("a", positive=True), symbols("p", positive=True)
    found = cross_entropy(stats.BetaBinomial("X", n, a, 1), stats.NegativeBinomial("Y", 1, p))
    assert (found - (-log(p) - n * a / (a + 1) * log(1 - p))).simplify() == 0
