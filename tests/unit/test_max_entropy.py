"""Laws of maximal entropy against quadrature and against other laws under the same constraints."""

import mpmath
import pytest
from sympy import (
    Abs,
    Interval,
    Range,
    Rational,
    S,
    Union,
    exp,
    log,
    oo,
    pi,
    simplify,
    symbols,
)
from sympy.stats import Normal as Variable

from symbolic_info import (
    entropy,
    fisher_information,
    max_entropy_law,
    value,
)
from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws import (
    Beta,
    Exponential,
    Gamma,
    Geometric,
    Laplace,
    Normal,
    Pareto,
    Uniform,
)

a, b, c, d, h = symbols("a b c d h", positive=True)
m = symbols("m", real=True)
x = symbols("x", real=True)
LINE, HALF_LINE, UNIT = Interval(-oo, oo), Interval(0, oo), Interval(0, 1)


FOUND = [
    ({x: a}, HALF_LINE, Exponential(1 / a)),
    ({x: m, x**2: m**2 + a}, LINE, Normal(m, a**S.Half)),
    ({(x - 1) ** 2: a}, LINE, Normal(1, a**S.Half)),
    ({Abs(x): a}, LINE, Laplace(0, a)),
    ({log(x): a}, Interval(1, oo), Pareto(1, 1 / a)),
    ({log(x): -a}, UNIT, Beta(1 / a, 1)),
    ({x: a}, S.Naturals, Geometric(1 / a)),
    ({}, Interval(1, 3), Uniform(1, 3)),
]


@pytest.mark.parametrize(("constraints", "support", "law"), FOUND, ids=str)
def test_laws_of_maximal_entropy(constraints, support, law):
    found = max_entropy_law(constraints, support)
    assert found.law == law
    point = {a: Rational(5, 2), m: 1}
    assert abs(value(entropy(law.subs(point)), 25).to_sympy() - found.entropy.subs(point).evalf(25)) < 1e-20


def test_the_certificate_bounds_other_laws():
    """A gamma law with the constrained mean: its cross-entropy is the entropy of the maximiser, its own is lower."""
    found = max_entropy_law({x: 3}, HALF_LINE)
    with mpmath.workdps(20):
        constant, slope = (mpmath.mpf(str(e.evalf(20))) for e in (found.constant, found.multipliers[x]))
        cross = mpmath.quad(lambda t: t * mpmath.exp(-2 * t / 3) * 4 / 9 * (constant - slope * t), [0, 5, 20, 90])
    assert abs(cross - mpmath.mpf(str(found.entropy.evalf(20)))) < 1e-12
    assert entropy(Gamma(2, Rational(3, 2))).evalf(15) < found.entropy.evalf(15)


def test_two_constraints_with_open_parameters():
    found = max_entropy_law({x: a, log(x): b}, HALF_LINE)
    (open_,) = found.equations
    theta = (open_.free_symbols - {a, b}).pop()
    shape = mpmath.findroot(lambda k: mpmath.psi(0, k) - mpmath.log(k) + mpmath.log(2) - mpmath.mpf(1) / 2, 2)
    at = {a: 2, b: Rational(1, 2), theta: Rational(str(2 / shape))}
    assert abs((open_.lhs - open_.rhs).subs(at).evalf()) < 1e-12
    assert abs(found.law.subs(at).args[0].evalf() - shape) < 1e-10
    truth = mpmath.loggamma(shape) + shape + mpmath.log(2 / shape) + (1 - shape) * mpmath.psi(0, shape)
    assert abs(found.entropy.subs(at).evalf() - truth) < 1e-10


def test_supports_that_are_moved():
    shifted = max_entropy_law({x: a}, Interval(2, oo))
    assert simplify(shifted.entropy - 1 - log(a - 2)) == 0
    assert any(c.subs(a, 1) == S.false for c in shifted.conditions)
    mirrored = max_entropy_law({x: -3}, Interval(-oo, -1))
    assert mirrored.entropy.equals(1 + log(2))
    counts = max_entropy_law({x: a}, S.Naturals0)
    assert simplify(counts.entropy - (a + 1) * log(a + 1) + a * log(a)) == 0


def test_half_normal():
    found = max_entropy_law({x**2: a}, HALF_LINE)
    assert simplify(found.entropy - log(pi * a / 2) / 2 - Rational(1, 2)) == 0


def test_boltzmann_laws():
    die = max_entropy_law({x: Rational(9, 2)}, list(range(1, 7)))
    (equation,) = die.equations
    multiplier = die.multipliers[x]
    root = mpmath.findroot(lambda t: equation.lhs.subs(multiplier, t).evalf(20) - mpmath.mpf(9) / 2, 0.3)
    weights = [mpmath.exp(root * k) for k in range(1, 7)]
    shares = [w / mpmath.fsum(weights) for w in weights]
    truth = -mpmath.fsum(s * mpmath.log(s) for s in shares)
    assert abs(die.entropy.subs(multiplier, Rational(str(root))).evalf(15) - truth) < 1e-10
    assert max_entropy_law({x: Rational(7, 2)}, Range(1, 7)).entropy == log(6)
    assert max_entropy_law({}, [1, 2, 3]).entropy == log(3)
    two = max_entropy_law({x: a}, [0, 1])
    assert two.law.pmf == {0: 1 - a, 1: a}
    assert simplify(two.entropy + a * log(a) + (1 - a) * log(1 - a)) == 0
    end = max_entropy_law({x**2: 4}, [-2, 0, 2])
    assert end.law.pmf == {-2: Rational(1, 2), 0: 0, 2: Rational(1, 2)}
    assert end.entropy == log(2)


@pytest.mark.parametrize(
    ("constraints", "support"),
    [
        ({x: m}, LINE),
        ({}, LINE),
        ({}, HALF_LINE),
        ({}, S.Naturals),
        ({log(x): a}, HALF_LINE),
        ({x: 2, x**2: 1}, LINE),
        ({x: 0, x**2: -1}, LINE),
        ({exp(x): 1}, LINE),
        ({x: 5}, Union(UNIT, Interval(3, oo))),
        ({x: 5}, Range(0, oo, 2)),
    ],
    ids=str,
)
def test_no_maximiser_is_made_up(constraints, support):
    with pytest.raises(UnknownLawError):
        max_entropy_law(constraints, support)


@pytest.mark.parametrize(
    ("constraints", "support"),
    [({x: -1}, HALF_LINE), ({x: 0}, S.Naturals), ({x: 7}, [1, 6]), ({x: 7}, list(range(6))), ({Abs(x - m): a}, LINE)],
    ids=str,
)
def test_constraints_that_cannot_be_met_or_read(constraints, support):
    with pytest.raises(ParameterError):
        max_entropy_law(constraints, support)


def test_sympy_variables_are_laws():
    assert fisher_information(Variable("X", m, a), m) == a**-2


def test_constraints_as_pairs():
    assert max_entropy_law([(x, 3)], HALF_LINE).law == max_entropy_law({x: 3}, HALF_LINE).law
