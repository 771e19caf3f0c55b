"""Inputs of several pieces on which a careless rule gives a wrong finite value."""

import pytest
from sympy import Piecewise, Rational, S, Symbol, exp, factorial, log, oo, sqrt, symbols
from sympy.stats import DiscreteRV

from symbolic_info import Entropy, KLDivergence, cross_entropy, entropy, kl_divergence, value
from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.numbers import by_definition
from symbolic_info.errors import NormalizationError, ParameterError, UnknownLawError
from symbolic_info.laws import (
    Cauchy,
    Exponential,
    Geometric,
    Laplace,
    LogNormal,
    Normal,
    Poisson,
    Triangular,
    Uniform,
    UniformRange,
    as_law,
    image_of,
    mixture,
    spliced,
    truncated,
)
from symbolic_info.laws.image import affine, negate

R = Rational
k = Symbol("k", integer=True)


def test_a_hole_in_the_support_is_infinite():
    holed = mixture([Uniform(0, 1), Uniform(2, 3)])
    assert kl_divergence(Uniform(0, 3), holed) == oo
    assert kl_divergence(Uniform(R(1, 2), R(5, 2)), holed) == oo
    assert kl_divergence(Uniform(R(1, 4), R(1, 2)), holed) == log(8)
    assert kl_divergence(holed, Uniform(0, 3)) == log(R(3, 2))


def test_a_hole_of_unknown_place_is_conditional():
    a = symbols("a", positive=True)
    holed = spliced([Uniform(0, 1), affine(Exponential(1), S.One, 1 + a)])
    assert kl_divergence(Uniform(0, 2), holed).subs(a, R(1, 2)) == oo


def test_the_first_outcome_keeps_its_own_mass():
    p = symbols("p", positive=True)
    law = as_law(DiscreteRV(k, Piecewise((S.Half, k < R(1, 2)), (p * (1 - p) ** (k - 1) / 2, True)), set=S.Naturals0))
    formula = entropy(law).subs(p, R(1, 3))
    assert abs(formula.n(30) - by_definition(Entropy(law.subs(p, R(1, 3))), 25).to_sympy()) < 1e-24


def test_truncation_of_a_heavy_tail_is_finite_and_the_whole_is_not():
    assert kl_divergence(Cauchy(0, 1), Laplace(1, 1)) == oo
    node = KLDivergence(truncated(Cauchy(0, 1), -2, 3), Normal(0, 1))
    assert value(node, 20).lower > 0
    assert by_definition(node, 20).upper < oo


def test_exponential_tails_beyond_the_strip_stay_infinite():
    left = affine(negate(Exponential(1)), S.One, S.Zero)
    law = spliced([left, Exponential(2)])
    assert cross_entropy(law, LogNormal(0, 1)) == oo
    weighted = derived(KLDivergence(law, affine(Exponential(3), S.One, -S(5))), Budget(5)).value
    assert weighted == oo


def test_equal_kinks_and_touching_ends():
    assert kl_divergence(Laplace(0, 1), Laplace(0, 2)) == log(2) - S.Half
    b = symbols("b", positive=True)
    node = KLDivergence(Exponential(1), Laplace(0, b))
    assert abs(node.doit().subs(b, 3).n(25) - by_definition(node.subs(b, 3), 22).to_sympy()) < 1e-20
    assert kl_divergence(Triangular(0, 1, 1), Uniform(0, 1)) == log(2) - S.Half


def test_a_poisson_without_zero():
    law = truncated(Poisson(2), 1)
    assert abs(sum(exp(law.log_density(S(i))).n(30) for i in range(1, 60)) - 1) < 1e-25
    node = KLDivergence(law, truncated(Poisson(3), 1))
    formula = derived(node, Budget(10), rules_only=True).value
    assert abs(formula.n(30) - by_definition(node, 25).to_sympy()) < 1e-23
    assert kl_divergence(Poisson(2), law) == oo


def test_geometric_cut_on_both_sides():
    law = truncated(Geometric(R(1, 3)), 2, 5)
    masses = [R(2, 3) ** i for i in range(4)]
    total = sum(masses)
    expected = -sum(q / total * log(q / total) for q in masses)
    assert abs((entropy(law) - expected).n(30)) < 1e-25


def mass_between(low, high):
    """P(low <= N <= high) of a Poisson variable of mean 1, whole numbers."""
    return exp(-1) * sum(1 / factorial(j) for j in range(low, high + 1))


@pytest.mark.parametrize(
    ("change", "ends", "whole"),
    [
        (k, (R(1, 2), R(5, 2)), (1, 2)),
        (k, (R(1, 2), 3), (1, 3)),
        (k / 2, (1, 2), (2, 4)),
        (k / 2, (R(1, 2), R(1, 2)), (1, 1)),
        (2 * k, (1, 5), (1, 2)),
        (k**2, (2, 16), (2, 4)),
        (sqrt(k), (sqrt(2), 2), (2, 4)),
        (-k / 3, (-1, R(-1, 2)), (2, 3)),
    ],
)
def test_a_lattice_is_cut_at_its_points(change, ends, whole):
    """The divergence from the whole law is -log of the mass; P(X <= low - 1) is not P(X < low) off the integers."""
    law = image_of(change, k, Poisson(1))
    wanted = -log(mass_between(*whole))
    part = truncated(law, *ends)
    assert abs(value(KLDivergence(part, law), 20).to_sympy() - wanted.evalf(30)) < R(1, 10**18)
    assert abs((kl_divergence(part, law) - wanted).evalf(30)) < R(1, 10**25)


def test_ends_between_the_points_of_simple_lattices():
    assert kl_divergence(truncated(Geometric(R(1, 2)), R(3, 2)), Geometric(R(1, 2))) == log(2)
    assert entropy(truncated(UniformRange(0, 10), R(1, 2), R(7, 2))) == log(3)
    with pytest.raises(ParameterError):
        truncated(Poisson(1), R(1, 3), R(2, 3))
    with pytest.raises(UnknownLawError):
        truncated(mixture([image_of(k / 2, k, Poisson(1)), Poisson(1)]), R(1, 2), 3)


@pytest.mark.parametrize("ends", [(oo, oo), (-oo, -oo), (oo, -oo), (oo, 5), (5, -oo), (S.ImaginaryUnit, 1)])
def test_an_empty_interval_is_no_condition(ends):
    for law in (Normal(0, 1), Poisson(1)):
        with pytest.raises(ParameterError):
            truncated(law, *ends)


def test_nothing_is_no_mixture():
    with pytest.raises(NormalizationError):
        mixture([])
