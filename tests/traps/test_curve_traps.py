"""Functions that are monotone on a part of the line only, and images whose ends, signs or atoms mislead."""

import mpmath
import pytest
from sympy import (
    Rational,
    acos,
    acot,
    acoth,
    asin,
    atan,
    atanh,
    cos,
    cosh,
    cot,
    erf,
    erfcinv,
    log,
    oo,
    pi,
    sec,
    sin,
    sqrt,
    symbols,
    tan,
)
from sympy.stats import Cauchy, Exponential, Normal, Poisson, Uniform

from symbolic_info import Entropy, entropy, kl_divergence, laws, value
from symbolic_info.errors import UnknownLawError
from symbolic_info.laws import as_law

R = Rational
t = symbols("t", positive=True)
X = symbols("x", real=True)


@pytest.mark.parametrize(
    "variable",
    [
        sin(Uniform("U", 0, pi)),
        sin(Uniform("U", 0, 2 * pi)),
        sin(Uniform("U", 0, t)),
        sin(Normal("X", 0, 1)),
        cos(Uniform("U", 0, 2 * pi)),
        tan(Uniform("U", 0, pi)),
        tan(Uniform("U", 1, 2)),
        cot(Uniform("U", -1, 1)),
        sec(Uniform("U", 0, pi)),
        asin(Normal("X", 0, 1)),
        acos(Uniform("U", 0, 2)),
        atanh(Exponential("E", 1)),
        acoth(Uniform("U", 0, 2)),
        acot(Normal("X", 1, 1)),
    ],
    ids=str,
)
def test_a_fold_or_a_pole_inside_is_refused(variable):
    """The density of a folded image is a sum over the points, not the one of the last of them."""
    with pytest.raises(UnknownLawError):
        entropy(variable)


def test_even_functions_fold_first():
    """cosh of a symmetric law is that of |X|, whose entropy is log 2 less."""
    whole, half = cosh(Uniform("U", -1, 1)), cosh(Uniform("U", 0, 1))
    assert kl_divergence(whole, half) == 0
    assert abs(value(Entropy(whole)).to_sympy() - value(Entropy(half)).to_sympy()) < R(1, 10**40)


def test_decreasing_functions_turn_the_support():
    assert as_law(acot(Exponential("E", 1))).support.args[:2] == (0, pi / 2)
    assert as_law(erfcinv(Uniform("U", 0, 1))).support.args[:2] == (0, oo)
    assert kl_divergence(acot(Exponential("E", 1)), atan(Exponential("E", 1))) != 0


def test_a_pole_of_a_symmetric_law_turns_its_halves():
    """acot jumps at 0, and is one-to-one all the same; its slope is that of atan."""
    X = Normal("X", 0, 1)
    assert abs(value(Entropy(acot(X)), digits=30).to_sympy() - value(Entropy(atan(X)), digits=30).to_sympy()) < 10**-28


def test_images_know_where_they_end():
    """The image of the line under atan lies inside (-2, 2), not around it."""
    image = atan(Cauchy("C", 0, 1))
    assert kl_divergence(Uniform("U", -2, 2), image) == oo
    assert kl_divergence(image, Uniform("U", -2, 2)).equals(log(4 / pi))


def test_images_of_lattice_laws_have_no_slope():
    """The entropy of a discrete variable does not change under a one-to-one function."""
    X = Poisson("X", 2)
    assert abs(value(Entropy(atan(X))).to_sympy() - value(Entropy(X)).to_sympy()) < R(1, 10**40)
    assert kl_divergence(atan(X), atan(Poisson("Y", t))).equals(kl_divergence(X, Poisson("Y", t)))


@pytest.mark.parametrize(
    ("function", "slope"),
    [(tan, lambda z: 1 / mpmath.cos(z) ** 2), (asin, lambda z: 1 / mpmath.sqrt(1 - z * z))],
    ids=["tan", "asin"],
)
def test_a_truncated_law_is_mapped_within_its_ends(function, slope):
    """The normal law that it is a part of has no such image: beyond half a turn tan falls back."""
    cut = laws.image_of(function(X), X, laws.truncated(Normal("Z", 0, 1), -1, 1))
    found = value(Entropy(cut), digits=20)
    with mpmath.workdps(30):
        mass = mpmath.erf(1 / mpmath.sqrt(2))
        density = lambda z: mpmath.npdf(z) / mass  # noqa: E731
        truth = mpmath.quad(lambda z: density(z) * mpmath.log(slope(z) / density(z)), [-1, 0, 1])
        assert abs(mpmath.mpf(str(found)) - truth) < 1e-18


def test_truncated_laws_under_one_curve():
    narrow, wide = (laws.image_of(tan(X), X, laws.truncated(Normal("Z", 0, 1), -1, end)) for end in (1, R(3, 2)))
    assert kl_divergence(wide, narrow) == oo
    masses = [erf(end / sqrt(2)) for end in (1, R(3, 2))]
    assert abs((kl_divergence(narrow, wide) - log((masses[0] + masses[1]) / (2 * masses[0]))).evalf(30)) < 1e-28
