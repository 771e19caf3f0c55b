"""Measures of joint laws against sums and integrals written out by hand."""

from itertools import product as pairs

import mpmath
import pytest
from sympy import Eq, Matrix, Rational, limit, log, oo, symbols

from symbolic_info import (
    Channel,
    ConditionalEntropy,
    DualTotalCorrelation,
    Entropy,
    InteractionInformation,
    JSDivergence,
    KLDivergence,
    MutualInformation,
    TotalCorrelation,
    VariationOfInformation,
    conditional_entropy,
    derive,
    mutual_information,
    prove,
    total_correlation,
    value,
    variation_of_information,
)
from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws import Bernoulli, Beta, Gamma, MultivariateNormal, Normal, Poisson, StudentT, product

half, third = Rational(1, 2), Rational(1, 3)
e, p = symbols("e p", positive=True)
r = symbols("rho", real=True)

WEIGHTS = (3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 0)
TRIPLE = {xyz: Rational(w, sum(WEIGHTS)) for xyz, w in zip(pairs((0, 1), (0, 1, 2), (0, 1)), WEIGHTS, strict=True)}


def mp(number):
    return mpmath.mpf(number.p) / number.q


def h(*indices):
    """The entropy of some coordinates of TRIPLE by a sum of its own."""
    mass = {}
    for outcome, w in TRIPLE.items():
        key = tuple(outcome[i] for i in indices)
        mass[key] = mass.get(key, 0) + mp(w)
    return -mpmath.fsum(w * mpmath.log(w) for w in mass.values() if w)


def mean_log_ratio(numerator, denominator):
    """E log of a ratio of marginal probabilities, without any entropies."""

    def prob(outcome, places):
        return mpmath.fsum(mp(w) for other, w in TRIPLE.items() if all(other[i] == outcome[i] for i in places))

    total = mpmath.mpf(0)
    for outcome, w in TRIPLE.items():
        if w:
            up = mpmath.fprod(prob(outcome, s) for s in numerator)
            total += mp(w) * mpmath.log(up / mpmath.fprod(prob(outcome, s) for s in denominator))
    return total


CASES = [
    (MutualInformation(TRIPLE, 0, 1), lambda: mean_log_ratio([(0, 1)], [(0,), (1,)])),
    (MutualInformation(TRIPLE, 0, (1, 2)), lambda: mean_log_ratio([(0, 1, 2)], [(0,), (1, 2)])),
    (MutualInformation(TRIPLE, 0, 1, given=2), lambda: mean_log_ratio([(0, 1, 2), (2,)], [(0, 2), (1, 2)])),
    (ConditionalEntropy(TRIPLE, given=(1, 2)), lambda: mean_log_ratio([(1, 2)], [(0, 1, 2)])),
    (ConditionalEntropy(TRIPLE, 1, given=0), lambda: mean_log_ratio([(0,)], [(0, 1)])),
    (TotalCorrelation(TRIPLE), lambda: mean_log_ratio([(0, 1, 2)], [(0,), (1,), (2,)])),
    (DualTotalCorrelation(TRIPLE), lambda: h(0, 1) + h(0, 2) + h(1, 2) - 2 * h(0, 1, 2)),
    (
        InteractionInformation(TRIPLE),
        lambda: mean_log_ratio([(0, 1), (0, 2), (1, 2)], [(0,), (1,), (2,), (0, 1, 2)]),
    ),
    (VariationOfInformation(TRIPLE, 0, 2), lambda: mean_log_ratio([(0,), (2,)], [(0, 2), (0, 2)])),
]


@pytest.mark.parametrize(("node", "truth"), CASES, ids=lambda c: str(getattr(c, "func", "")))
def test_against_sums_by_hand(node, truth):
    with mpmath.workdps(45):
        assert abs(mpmath.mpf(str(value(node, 40))) - truth()) < mpmath.mpf(10) ** -37
    assert node.func(*node.args) == node
    assert value(node.rewrite(Entropy), 30).to_sympy() == value(node, 30).to_sympy()


def test_the_divergence_from_independence_is_the_same_number():
    for node in (
        MutualInformation(TRIPLE, 0, (1, 2)),
        MutualInformation(TRIPLE, 0, 2, given=1),
        TotalCorrelation(TRIPLE),
    ):
        divergence = node.rewrite(KLDivergence)
        assert divergence.has(KLDivergence)
        assert abs(value(divergence, 30).to_sympy() - value(node, 30).to_sympy()) < Rational(1, 10**28)


SYMMETRIC = Channel(Matrix([[1 - e, e], [e, 1 - e]]))


def test_channels_of_the_textbook():
    erasure = Channel({0: {0: 1 - e, "?": e}, 1: {"?": e, 1: 1 - e}})
    assert mutual_information(erasure, [1 - p, p]).equals(-(1 - e) * (p * log(p) + (1 - p) * log(1 - p)))
    found = mutual_information(SYMMETRIC, [half, half])
    assert found.equals(log(2) + e * log(e) + (1 - e) * log(1 - e))
    assert prove(Eq(MutualInformation(SYMMETRIC, [half, half]), log(2) - Entropy(Bernoulli(e)))).status == "proved"


def test_a_channel_and_its_joint_law_agree():
    joint = {(0, 0): (1 - p) * (1 - e), (0, 1): (1 - p) * e, (1, 0): p * e, (1, 1): p * (1 - e)}
    assert mutual_information(SYMMETRIC, [1 - p, p]).equals(mutual_information(joint))


def test_bits_and_derivations():
    assert mutual_information({(0, 0): half, (1, 1): half}, base=2) == 1
    d = derive(MutualInformation(SYMMETRIC, [1 - p, p]))
    assert d.status == "derived"
    assert all(c.agrees for c in d.check(20))
    assert r"I\left(X_{1}; X_{2}\right)" in d.latex()


def test_binary_input_with_normal_noise():
    """The literature value of the binary-input channel at signal-to-noise ratio 1, and quadrature by hand."""
    node = MutualInformation(Channel({-1: Normal(-1, 1), 1: Normal(1, 1)}), {-1: half, 1: half})
    assert node.rewrite(JSDivergence) == JSDivergence(Normal(-1, 1), Normal(1, 1))
    with mpmath.workdps(30):

        def integrand(y):
            return mpmath.npdf(y, 1, 1) * mpmath.log(2 / (1 + mpmath.exp(-2 * y)))

        by_hand = mpmath.quad(integrand, [-12, -6, -2, 0, 2, 6, 14])
        assert abs(mpmath.mpf(str(value(node, 30))) - by_hand) < mpmath.mpf(10) ** -20


def test_a_photon_channel():
    """On-off keying: a Poisson law of mean 0.2 or 3; the output has infinitely many letters."""
    node = MutualInformation(Channel({0: Poisson(Rational(1, 5)), 1: Poisson(3)}), [third, 1 - third])
    with mpmath.workdps(30):
        low, high = mpmath.mpf(1) / 5, mpmath.mpf(3)
        total = mpmath.mpf(0)
        for k in range(80):
            a, b = (mpmath.exp(-m) * m**k / mpmath.factorial(k) for m in (low, high))
            mixed = a / 3 + 2 * b / 3
            total += a / 3 * mpmath.log(a / mixed) + 2 * b / 3 * mpmath.log(b / mixed)
        assert abs(mpmath.mpf(str(value(node, 25))) - total) < mpmath.mpf(10) ** -24


CHAIN = MultivariateNormal([0, 1, 2], [[1, r, 0], [r, 1, r], [0, r, 1]])


def test_normal_vectors():
    assert mutual_information(CHAIN, 0, 1).equals(-log(1 - r**2) / 2)
    assert mutual_information(CHAIN, 0, 2) == 0
    assert mutual_information(CHAIN, 0, 2, given=1).equals(log((1 - r**2) ** 2 / (1 - 2 * r**2)) / 2)
    assert total_correlation(CHAIN).equals(-log(1 - 2 * r**2) / 2)
    node = TotalCorrelation(CHAIN.subs(r, third))
    assert node.rewrite(KLDivergence).doit().equals(node.doit())


def test_a_normal_pair_against_the_double_integral():
    pair = MultivariateNormal([0, 0], [[1, half], [half, 2]])
    with mpmath.workdps(15):
        det = mpmath.mpf(7) / 4

        def integrand(x, y):
            joint = mpmath.exp(-(2 * x * x - x * y + y * y) / (2 * det)) / (2 * mpmath.pi * mpmath.sqrt(det))
            return joint * mpmath.log(joint / mpmath.npdf(x) / mpmath.npdf(y, 0, mpmath.sqrt(2)))

        by_hand = mpmath.quad(integrand, [-8, 0, 8], [-11, 0, 11])
    assert abs(float(value(MutualInformation(pair), 20)) - float(by_hand)) < 1e-9
    assert conditional_entropy(pair).equals(Entropy(pair).doit() - Entropy(Normal(0, 2**half)).doit())


def test_no_variation_between_a_variable_and_its_relabelling():
    assert variation_of_information({(0, "a"): third, (1, "b"): 1 - third}) == 0


def test_what_is_refused():
    pair = {(0, 0): half, (1, 1): half}
    with pytest.raises(UnknownLawError):
        MutualInformation({0: half, 1: half})
    with pytest.raises(UnknownLawError):
        MutualInformation({(0, 0): half, (1,): half})
    for blocks in ((0, 0), (0, 2), (0,), (0, (1, 0)), (0, ()), ("x", "y")):
        with pytest.raises(ParameterError):
            MutualInformation(pair, *blocks)
    with pytest.raises(ParameterError):
        MutualInformation(TRIPLE)
    with pytest.raises(ParameterError):
        MutualInformation(TRIPLE, 0, 1, given=1)
    with pytest.raises(ParameterError):
        MutualInformation(Channel(Matrix([[1, 0], [0, 1]])), {0: half, 5: half})


def test_perfect_correlation_has_no_density():
    with pytest.raises(ParameterError):
        MultivariateNormal([0, 0], [[1, 1], [1, 1]])
    assert limit(mutual_information(MultivariateNormal([0, 0], [[1, r], [r, 1]])), r, 1, "-") == oo


def test_independent_parts_share_nothing_even_without_closed_forms():
    law = product(StudentT(3), Gamma(2, 1), Beta(2, 3))
    assert mutual_information(law, 0, (1, 2)) == 0
    assert total_correlation(law) == 0
    assert conditional_entropy(law, 1, given=0).equals(Entropy(Gamma(2, 1)).doit())
