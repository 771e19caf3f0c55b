"""Random variables of SymPy that are known to lie in a set, against quadrature and sums over what is left."""

from types import FunctionType

import mpmath
import pytest
from mpmath import mpf
from sympy import Eq, Rational, oo, symbols
from sympy.stats import Beta, Binomial, Die, Exponential, Gamma, Geometric, Normal, Poisson, Uniform, given

from symbolic_info import Entropy, entropy, kl_divergence, value
from symbolic_info.errors import UnknownLawError
from symbolic_info.laws import as_law

a = symbols("a", positive=True)
CONTINUOUS = [
    (Normal("X", 0, 1), 0, oo, lambda t: mpmath.npdf(t)),
    (Normal("X", Rational(1, 3), 2), -1, 2, lambda t: mpmath.npdf(t, mpf(1) / 3, 2)),
    (Gamma("X", 2, 1), 1, oo, lambda t: t * mpmath.exp(-t)),
    (Beta("X", 2, 3), Rational(1, 2), oo, lambda t: 12 * t * (1 - t) ** 2 if t <= 1 else mpf(0)),
    (Uniform("X", 0, 3), -oo, 2, lambda t: mpf(1) / 3 if t >= 0 else mpf(0)),
]
DISCRETE = [
    (Poisson("X", 2), 2, lambda k: mpmath.exp(-2) * mpf(2) ** k / mpmath.factorial(k)),
    (Geometric("X", Rational(1, 3)), 3, lambda k: mpf(1) / 3 * (mpf(2) / 3) ** (k - 1)),
    (Die("X", 6), 4, lambda k: mpf(k <= 6) / 6),
    (Binomial("X", 4, Rational(2, 7)), 2, lambda k: mpmath.binomial(4, k) * mpf(2) ** k * mpf(5) ** (4 - k) / 7**4),
]


def name(parameter):
    """Functions are numbered: their addresses differ between processes."""
    return None if isinstance(parameter, FunctionType) else str(parameter)


def confirmed(known, variable, masses, truth):
    """The entropy is the one given, and the divergence from the whole law is -log P(condition)."""
    closed = kl_divergence(known, variable)
    assert abs(mpf(str(value(Entropy(known), 20))) - truth) < mpf(10) ** -15
    assert abs(mpf(str(closed.evalf(20))) + mpmath.log(masses)) < mpf(10) ** -15


@pytest.mark.parametrize(("variable", "low", "high", "density"), CONTINUOUS, ids=name)
def test_an_interval(variable, low, high, density):
    ends = ([low] if low != -oo else [0]) + ([high] if high != oo else [2, 8, 30, 90])
    with mpmath.workdps(25):
        points = [mpf(e.p) / e.q if isinstance(e, Rational) else mpf(e) for e in ends]
        points = [*points, 1] if density(mpf(2)) == 0 else points
        points = sorted(p for p in points if density(mpf(2)) != 0 or p <= 1)
        mass = mpmath.quad(density, points)
        truth = mpmath.quad(lambda t: -mpmath.log(density(t) / mass) * density(t) / mass if density(t) else 0, points)
        confirmed(given(variable, (variable > low) & (variable < high)), variable, mass, truth)


@pytest.mark.parametrize(("variable", "low", "mass"), DISCRETE, ids=name)
def test_a_range(variable, low, mass):
    with mpmath.workdps(25):
        left = [w for w in map(mass, range(low, low + 200)) if w]
        truth = -sum(w / sum(left) * mpmath.log(w / sum(left)) for w in left)
        confirmed(given(variable, variable >= low), variable, sum(left), truth)


def test_functions_of_a_known_variable():
    X = Exponential("X", a)
    assert entropy(2 * given(X, X > 2) + 1).equals(entropy(2 * X))
    assert kl_divergence(given(X, X > 2), X) == 2 * a


def test_a_list_of_values():
    X = Poisson("X", 2)
    assert as_law(given(X, Eq(X, 1) | Eq(X, 3))).pmf == {1: Rational(3, 5), 3: Rational(2, 5)}


def test_sets_that_are_no_interval_are_refused():
    X = Poisson("X", 2)
    with pytest.raises(UnknownLawError, match="interval"):
        as_law(given(X, (X < 2) | (X > 5)))
