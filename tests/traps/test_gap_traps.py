"""Formulas that are 0/0 at special parameters, and crossings of densities outside of the support."""

from itertools import pairwise

import pytest
from mpmath import erf, exp, findroot, inf, log, mp, mpf, quad, sqrt
from sympy import Rational, S, lambdify, nan, oo, symbols, zoo
from sympy import exp as sympy_exp
from sympy import log as log_of
from sympy.stats import (
    Beta,
    Exponential,
    Geometric,
    Laplace,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
    Triangular,
    Uniform,
    density,
)

from symbolic_info import (
    TotalVariation,
    alpha_divergence,
    laws,
    mixture,
    renyi_divergence,
    renyi_entropy,
    squared_hellinger,
    total_variation,
    value,
)
from symbolic_info.laws import HalfNormal, UniformRange

a, b, s, t, order = symbols("a b s t order", positive=True)
m, n = symbols("m n", real=True)


def integral(f, *points):
    with mp.workdps(30):
        return quad(f, points)


def laplace(x, scale, place):
    return exp(-abs(x - place) / scale) / (2 * scale)


@pytest.mark.parametrize(("scale", "rate"), [(Rational(3, 8), Rational(2, 3)), (3, 1), (1, 1), (Rational(1, 2), 3)])
def test_a_crossing_left_of_the_support_does_not_count(scale, rate):
    """The log-ratio is a quadratic of which one root may be negative."""
    formula = total_variation(HalfNormal(s), Exponential("Y", a)).subs({s: scale, a: rate})
    c, r = mpf(scale.p) / scale.q if isinstance(scale, Rational) else mpf(scale), mpf(S(rate).p) / S(rate).q

    def gap(x):
        return 2 * exp(-((x / c) ** 2) / 2) / (c * sqrt(2 * mp.pi)) - r * exp(-r * x)

    grid = [mpf(i) / 500 for i in range(20000)]
    cuts = [x for x, y in pairwise(grid) if gap(x) * gap(y) < 0]
    with mp.workdps(30):
        cuts = [findroot(gap, (x, x + mpf(1) / 500), solver="anderson") for x in cuts]
        expected = quad(lambda x: abs(gap(x)), [0, *cuts, 60]) / 2
    assert abs(formula.evalf(25) - S(str(expected))) < 1e-12


def test_orders_at_which_two_terms_cancel():
    """The formula of Laplace laws has the denominator 2 order - 1."""
    formula = renyi_divergence(Laplace("X", m, s), Laplace("Y", n, s), order)
    alpha = alpha_divergence(Laplace("X", m, s), Laplace("Y", n, s), order)
    affinity = integral(lambda x: sqrt(laplace(x, 2, 0) * laplace(x, 2, 1)), -inf, 0, 1, inf)
    at = {m: 0, n: 1, s: 2, order: S.Half}
    assert abs(formula.subs(at).evalf(25) + 2 * S(str(log(affinity)))) < 1e-14
    assert abs(alpha.subs(at).evalf(25) - 4 * (1 - S(str(affinity)))) < 1e-14


def test_scales_that_agree():
    formula = squared_hellinger(Laplace("X", m, s), Laplace("Y", n, t))
    affinity = integral(lambda x: sqrt(laplace(x, 2, 0) * laplace(x, 2, 1)), -inf, 0, 1, inf)
    assert abs(formula.subs({m: 0, n: 1, s: 2, t: 2}).evalf(25) - 1 + S(str(affinity))) < 1e-14
    assert formula.subs({m: 1, n: 1, s: 2, t: 2}) == 0


def test_normal_laws_of_one_scale_in_the_formula_for_two():
    formula = total_variation(Normal("X", m, s), Normal("Y", n, t))
    with mp.workdps(30):
        expected = erf(1 / (4 * sqrt(mpf(2))))
    assert abs(formula.subs({m: 0, n: 1, s: 2, t: 2}).evalf(25) - S(str(expected))) < 1e-14
    assert not formula.subs({m: 1, n: 1, s: 2, t: 2}).has(nan, zoo, oo)


def half_difference(p, q, *points):
    with mp.workdps(20):
        return quad(lambda x: abs(p(x) - q(x)), points) / 2


def test_supports_that_overlap_and_laws_in_pieces():
    """Mass outside of the common support counts once, gaps between pieces do not."""
    flat = mixture([laws.Uniform(0, 1), laws.Uniform(2, 3)])
    assert abs(value(TotalVariation(flat, Uniform("X", 0, 3)), 15).to_sympy() - Rational(1, 3)) < 1e-14
    assert total_variation(UniformRange(2, 7), Geometric("X", S.Half)) == Rational(227, 384)
    shifted = 2 + Exponential("X", 1)
    found = total_variation(shifted, Exponential("Y", 1))
    assert found.equals(1 - sympy_exp(-2))
    found = total_variation(Exponential("X", 1), Triangular("Y", 0, 2, 1))
    expected = half_difference(
        lambda x: exp(-x),
        lambda x: (x if x < 1 else 2 - x) if x < 2 else 0,
        0,
        0.5671432904097838,
        1,
        1.8414056604369606,
        2,
        60,
    )
    assert found.has(TotalVariation) or abs(found.evalf(20) - S(str(expected))) < 1e-9


def largest(p, q, points):
    """The largest log-ratio on a grid, from densities of sympy.stats."""
    x = symbols("x")
    ratio = lambdify(x, log_of(density(p)(x)) - log_of(density(q)(x)), "mpmath")
    return max(ratio(mpf(k) / 1000) for k in points)


@pytest.mark.parametrize(
    ("p", "q", "points"),
    [
        (Exponential("X", a), Exponential("Y", b), range(1, 9000)),
        (Laplace("X", 0, a), Laplace("Y", 0, b), range(-9000, 9000)),
        (Beta("X", a, 1), Beta("Y", b, 1), range(1, 1000)),
        (Rayleigh("X", a), Rayleigh("Y", b), range(1, 9000)),
        (Pareto("X", 1, a), Pareto("Y", 1, b), range(1001, 9000)),
    ],
)
def test_the_largest_ratio_with_equal_parameters_too(p, q, points):
    """Bounded one way, infinite the other way, 0 for equal laws."""
    formula = renyi_divergence(p, q, oo)
    pairs = [{a: 3, b: 2}, {a: 2, b: 3}]
    assert sorted(formula.subs(at) == oo for at in pairs) == [False, True]
    finite = next(at for at in pairs if formula.subs(at) != oo)
    assert abs(float(formula.subs(finite)) - float(largest(p.subs(finite), q.subs(finite), points))) < 1e-2
    assert formula.subs({a: 2, b: 2}) == 0


def test_the_largest_ratio_of_moved_laws():
    assert renyi_divergence(Laplace("X", m, s), Laplace("Y", n, s), oo).subs({m: 1, n: 3, s: 4}) == S.Half
    assert renyi_divergence(Poisson("X", a), Poisson("Y", b), oo).subs({a: 2, b: 3}) == 1
    assert renyi_divergence(Poisson("X", a), Poisson("Y", b), oo).subs({a: 3, b: 2}) == oo
    assert renyi_entropy(laws.Binomial(5, S.Half), 0) == log_of(6)


@pytest.mark.parametrize("milliseconds", [1, 3, 10, 30, 100])
def test_a_short_budget_ends_quietly(milliseconds):
    """The points where a denominator vanishes are looked at last, with what time is left."""
    r, s, order = symbols(f"r{milliseconds} s{milliseconds} k{milliseconds}", positive=True)
    found = renyi_divergence(laws.Laplace(0, r), laws.Laplace(0, s), order, budget=milliseconds / 1000)
    assert not found.has(nan)
