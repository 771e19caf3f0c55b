"""Densities by cases and kinks that no rule finds: right digits or an error, never wrong digits."""

import mpmath
import pytest
from sympy import Abs, Interval, Max, Min, Piecewise, Rational, S, Symbol, exp, log, oo, pi, sin, symbols
from sympy.stats import ContinuousRV, DiscreteRV

from symbolic_info import CrossEntropy, Entropy, JSDivergence, KLDivergence, entropy, value
from symbolic_info.budget import Budget
from symbolic_info.engine.numbers import by_definition
from symbolic_info.errors import PrecisionError, SymbolicInfoError
from symbolic_info.laws import Poisson, Uniform
from symbolic_info.measures.node import Measure

x = Symbol("x", real=True)
k = Symbol("k", integer=True)
half, quarter = Rational(1, 2), Rational(1, 4)
a, b, c, d = symbols("a b c d", positive=True)


def law_of(density, support):
    return ContinuousRV(x, density, set=support)


gapped = law_of(Piecewise((2, x < quarter), (0, x < 3 * quarter), (2, True)), Interval(0, 1))
BY_CASES = {
    "triangle": (law_of(Piecewise((x, x < 1), (2 - x, True)), Interval(0, 2)), half),
    "triangle in a half-line": (law_of(Piecewise((x, x < 1), (2 - x, x < 2), (0, True)), Interval(0, oo)), half),
    "two slopes": (
        law_of(Piecewise((2 * exp(2 * x) / 3, x < 0), (2 * exp(-x) / 3, True)), S.Reals),
        1 - log(Rational(2, 3)),
    ),
    "two steps": (law_of(Piecewise((1, x < half), (3, True)) / 2, Interval(0, 1)), log(2) - 3 * log(3) / 4),
    "a gap": (gapped, -log(2)),
    "minimum": (law_of(Min(x, 2 - x), Interval(0, 2)), half),
}


@pytest.mark.parametrize("name", BY_CASES)
def test_the_entropy_of_a_density_by_cases(name):
    law, truth = BY_CASES[name]
    assert abs(value(Entropy(law), 20).to_sympy() - truth.evalf(30)) < 1e-18


def test_a_gap_in_the_support_divides_the_laws():
    found = value(JSDivergence(Uniform(0, 1), gapped), 20)
    m = {True: Rational(3, 2), False: half}
    truth = sum(p * log(p / m[part]) / 4 for p, part in ((1, True), (1, False), (2, True)))
    assert abs(found.to_sympy() - truth.evalf(30)) < 1e-18
    assert str(value(KLDivergence(Uniform(0, 1), gapped), 20)) == "oo"


def test_cases_with_parameters_are_read():
    slopes = Piecewise((a * exp(b * x), x < 0), (c * exp(-d * x), True))
    assert isinstance(entropy(law_of(slopes, S.Reals), budget=3), Measure)
    assert isinstance(entropy(law_of(2 * slopes, S.Reals), budget=3), Measure)
    known = exp(-Piecewise((-a * x, x < 0), (b * x, True))) / (1 / a + 1 / b)
    assert entropy(law_of(known, S.Reals)).subs({a: 1, b: 2}).equals(1 + log(Rational(3, 2)))


def refused_or(digits_of, node, digits, truth):
    try:
        found = digits_of(node, digits, budget=Budget(4))
    except PrecisionError:
        return True
    return abs(found.to_mpf() - truth) < mpmath.mpf(10) ** (1 - digits) * abs(truth)


def test_the_kinks_of_a_sine_are_not_overlooked():
    """By quadrature itself: these densities are not normalised, which `value` would not pass."""
    wave = law_of(exp(-Abs(sin(x))), Interval(0, 2 * pi))
    assert refused_or(by_definition, CrossEntropy(Uniform(0, 2 * pi), wave), 6, 2 / mpmath.pi)
    ripples = DiscreteRV(k, exp(-Abs(sin(k / 100))) / 2**k, set=S.Naturals0)
    assert refused_or(by_definition, CrossEntropy(Poisson(10**6), ripples), 15, mpmath.mpf("693147.817"))


def test_a_negative_density_has_no_digits():
    for density, support in ((sin(x) / 4, Interval(0, 2 * pi)), (3 * x - half, Interval(0, 1))):
        with pytest.raises(PrecisionError):
            value(Entropy(law_of(density, support)), 20)
    rising = law_of(Max(x, 0) * exp(-x), Interval(-1, oo))
    assert str(value(Entropy(rising), 20)).startswith("1.57721566490153286")


def test_cases_that_leave_a_part_out():
    with pytest.raises(SymbolicInfoError):
        value(Entropy(law_of(Piecewise((half, (x >= 0) & (x < 1)), (half, x < -1)), Interval(-2, 1))), 20)
