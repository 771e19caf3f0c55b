"""Outcomes and lattices: points that a law may or may not have, symbols that may coincide."""

import time

import mpmath
import pytest
import sympy.stats as st
from sympy import Eq, EulerGamma, Ne, Rational, Symbol, exp, factorial, log, oo, pi, sqrt, symbols

from symbolic_info import (
    CrossEntropy,
    Entropy,
    JSDivergence,
    KLDivergence,
    cross_entropy,
    derive,
    entropy,
    js_divergence,
    kl_divergence,
    prove,
    total_variation,
    value,
)
from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws import Binomial, Poisson, UniformRange, as_law, image_of
from symbolic_info.measures.node import Measure

half = Rational(1, 2)
u, v = symbols("u v")
m = Symbol("m", integer=True)
a = Symbol("a", positive=True)
poisson = st.Poisson("P", 3)


def poisson_mass(k: int) -> Rational:
    return exp(-3) * Rational(3) ** k / factorial(k)


@pytest.mark.parametrize(
    ("pmf", "law", "preimages"),
    [
        ({0: half, 1: half}, 2 * poisson, None),
        ({0: half, 2: half}, 2 * poisson, (0, 1)),
        ({0: half, 1: half}, poisson + half, None),
        ({half: half, 3 * half: half}, poisson + half, (0, 1)),
        ({0: half, 4: half}, poisson**2, (0, 2)),
        ({0: half, 2: half}, poisson**2, None),
        ({0: half, sqrt(2): half}, sqrt(poisson), (0, 2)),
        ({0: half, -1: half}, sqrt(poisson), None),
        ({0: half, -1: half}, -poisson, (0, 1)),
    ],
)
def test_a_list_against_an_image_of_a_lattice(pmf, law, preimages):
    if preimages is None:
        assert kl_divergence(pmf, law) == oo
    else:
        truth = sum(log(half / poisson_mass(k)) for k in preimages) / 2
        assert abs((kl_divergence(pmf, law) - truth).evalf(30)) < 1e-25


def test_a_symbol_may_be_no_point_of_a_lattice():
    assert isinstance(kl_divergence({u: 1}, Poisson(3)), Measure)
    assert isinstance(cross_entropy({u: 1}, Poisson(3)), Measure)
    found = kl_divergence({m: 1}, Poisson(3))
    assert found.subs(m, -2) == oo
    assert abs((found.subs(m, 2) + log(poisson_mass(2))).evalf(30)) < 1e-25


def test_an_end_that_is_a_symbol_may_cut_outcomes_off():
    coin = [half, half]
    assert kl_divergence(coin, UniformRange(0, m)).subs(m, 0) == oo
    assert kl_divergence(coin, UniformRange(0, m)).subs(m, 3).equals(log(2))
    n = Symbol("n", integer=True, nonnegative=True)
    assert kl_divergence(coin, Binomial(n, half)).subs(n, 0) == oo
    assert kl_divergence(coin, Binomial(n, half)).subs(n, 1).equals(0)


def test_outcomes_that_coincide_add_up():
    assert Entropy({u: half, v: half}).subs(u, v).doit() == 0
    assert as_law({u: Rational(1, 3), v: Rational(2, 3)}).subs(u, v).pmf == {v: 1}
    assert derive(Entropy({u: half, v: half})).conditions == (Ne(u, v),)
    assert Ne(u, v) in derive(JSDivergence({u: 1}, {v: 1})).conditions
    assert JSDivergence({u: 1}, {v: 1}).subs(u, v).doit() == 0
    proof = prove(Eq(Entropy({u: half, v: half}), log(2)))
    assert proof.status == "proved"
    assert Ne(u, v) in proof.conditions
    assert derive(Entropy(u * st.Die("D", 2))).conditions


def test_a_witness_meets_the_conditions_of_the_claim():
    assert prove(Eq(JSDivergence({u: 1}, {v: 1}), log(2))).status == "proved"
    assert prove(Eq(JSDivergence({u: half, v: half}, {u: 1}), log(2))).status == "refuted"
    share = Symbol("share", positive=True)
    assert prove(Eq(Entropy({u: share, v: 1 - share}), log(2))).status == "refuted"


def test_lists_on_fractions_are_compared_outcome_by_outcome():
    assert js_divergence({half: 1}, {0: 1}).equals(log(2))
    assert JSDivergence({half: 1}, Poisson(3)).doit().equals(log(2))


def test_a_uniform_range_has_whole_ends():
    for low, high in ((half, 2), (0, 5 * half)):
        with pytest.raises(ParameterError):
            UniformRange(low, high)
    assert entropy(UniformRange(1, u)).equals(log(u))


def test_many_symbols_for_outcomes_take_no_time():
    start = time.monotonic()
    pmf = {Symbol(f"o{i}"): Rational(1, 800) for i in range(800)}
    assert CrossEntropy(pmf, pmf).doit().equals(log(800))
    assert time.monotonic() - start < 10


def test_a_rewritten_measure_does_not_invent_a_zero():
    with pytest.raises(UnknownLawError):
        KLDivergence({u: 1}, Poisson(3)).definition  # noqa: B018


def test_odd_powers_of_symmetric_laws():
    """A cube is monotone on the line; the density of the cube is infinite at 0."""
    assert entropy(st.Normal("X", 0, a) ** 3).equals(log(9 * pi * a**6 / 2) / 2 - EulerGamma + half)
    with mpmath.workdps(25):
        # In s = y**(1/3) the density of y is that of s over 3 s**2.
        truth = 2 * mpmath.quad(lambda s: -mpmath.npdf(s) * mpmath.log(mpmath.npdf(s) / (3 * s**2)), [0, 0.1, 1, 3, 12])
        assert abs(truth - mpmath.mpf(str(value(Entropy(st.Normal("X", 0, 1) ** 3), 20)))) < 1e-15


def test_random_matrices_without_a_density_are_refused():
    with pytest.raises(UnknownLawError):
        entropy(st.GaussianUnitaryEnsemble("H", 2))


def test_binomial_laws_of_given_size_have_the_divergence_of_any_size():
    """The sum over the outcomes was printed, twenty-one terms long."""
    b = Symbol("b", positive=True)
    found = kl_divergence(Binomial(20, a), Binomial(20, b))
    assert found.count_ops() <= 1.25 * (20 * (a * log(a / b) + (1 - a) * log((1 - a) / (1 - b)))).count_ops()


def test_binomial_laws_at_the_edge_have_one_outcome():
    b, n = Symbol("b", positive=True), Symbol("n", integer=True, positive=True)
    assert Entropy(Binomial(3, a)).subs(a, 1).doit() == 0
    assert kl_divergence(Binomial(n, 1), Binomial(n, b)).equals(-n * log(b))
    assert kl_divergence(Binomial(3, b), Binomial(3, 1)) == oo
    for wrong in (-3, half):
        with pytest.raises(ParameterError):
            Binomial(wrong, 1)


def test_nested_roots_are_one_outcome():
    """sqrt(3 + 2*sqrt(2)) = 1 + sqrt(2): the entropy was log(2), the distance of a law to itself 1."""
    nested, plain = sqrt(3 + 2 * sqrt(2)), 1 + sqrt(2)
    with pytest.raises(UnknownLawError):
        entropy({nested: half, plain: half})
    assert total_variation({nested: 1}, {plain: 1}) == 0
    assert kl_divergence({nested: 1}, {plain: 1}) == 0


@pytest.mark.parametrize("function", [1 / u, log(u)])
def test_no_outcome_at_infinity(function):
    with pytest.raises(ParameterError):
        image_of(function, u, as_law([half, half]))


@pytest.mark.parametrize("pmf", [[[half, 0], [0, half]], [(half,), half], {0: {1: half}, 1: half}])
def test_a_probability_is_no_container(pmf):
    with pytest.raises(UnknownLawError):
        entropy(pmf)
