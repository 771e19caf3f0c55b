"""Images under strictly monotone functions: against quadrature, and as the known laws they are."""

import mpmath
import pytest
from sympy import (
    Rational,
    acos,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    cot,
    coth,
    erf,
    erfc,
    erfinv,
    log,
    pi,
    sech,
    sin,
    sinh,
    sqrt,
    symbols,
    tan,
    tanh,
)
from sympy.stats import Cauchy, Exponential, Normal, Uniform

from symbolic_info import Entropy, KLDivergence, derive, entropy, kl_divergence, renyi_divergence, value
from symbolic_info.laws import as_law

m, a = symbols("m a", real=True)
s, r, c = symbols("s r c", positive=True)
U, HALF_TURN, Z = Uniform("U", 0, 1), Uniform("V", -pi / 2, pi / 2), Normal("Z", Rational(1, 3), Rational(1, 2))
E = Exponential("E", 2)


def normal(z):
    return mpmath.npdf(z, mpmath.mpf(1) / 3, mpmath.mpf(1) / 2)


def exponential(z):
    return 2 * mpmath.exp(-2 * z)


LINE, HALF = [-6, 0, 1, 7], [0, 1, 5, 40]

CASES = {
    "tanh": (tanh(Z), normal, LINE, lambda z: 1 / mpmath.cosh(z) ** 2),
    "sinh": (sinh(Z), normal, LINE, mpmath.cosh),
    "asinh": (asinh(Z), normal, LINE, lambda z: 1 / mpmath.sqrt(1 + z * z)),
    "atan": (atan(Z), normal, LINE, lambda z: 1 / (1 + z * z)),
    "erf": (erf(Z), normal, LINE, lambda z: 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-z * z)),
    "erfc": (erfc(E), exponential, HALF, lambda z: 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-z * z)),
    "cosh": (cosh(E / 2), exponential, HALF, lambda z: mpmath.sinh(z / 2) / 2),
    "sech": (sech(E), exponential, HALF, lambda z: mpmath.sinh(z) / mpmath.cosh(z) ** 2),
    "coth": (coth(E), exponential, HALF, lambda z: 1 / mpmath.sinh(z) ** 2),
    "sin": (sin(U), lambda z: 1, [0, 1], mpmath.cos),
    "cos": (cos(3 * U), lambda z: 1, [0, 1], lambda z: 3 * mpmath.sin(3 * z)),
    "tan": (tan(U), lambda z: 1, [0, 1], lambda z: 1 / mpmath.cos(z) ** 2),
    "asin": (asin(U), lambda z: 1, [0, 1], lambda z: 1 / mpmath.sqrt(1 - z * z)),
    "acos": (acos(U / 2), lambda z: 1, [0, 1], lambda z: 1 / mpmath.sqrt(4 - z * z)),
    "atanh": (atanh(U), lambda z: 1, [0, 1], lambda z: 1 / (1 - z * z)),
    "erfinv": (
        erfinv(U),
        lambda z: 1,
        [0, 1],
        lambda z: mpmath.sqrt(mpmath.pi) / 2 * mpmath.exp(mpmath.erfinv(z) ** 2),
    ),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_entropies_follow_the_slope(name):
    """h(f(X)) = h(X) + E log |f'(X)|, by quadrature of a density and a slope written by hand."""
    variable, density, breaks, slope = CASES[name]
    with mpmath.workdps(30):
        found = mpmath.quad(lambda z: density(z) * mpmath.log(slope(z) / density(z)), breaks)
    got = value(Entropy(variable), digits=15)
    assert abs(mpmath.mpf(str(got)) - found) < mpmath.mpf(10) ** -13 * max(1, abs(found))


@pytest.mark.parametrize("f", [tanh, sinh, asinh, atan, erf])
def test_divergences_are_invariant(f):
    X, Y = Normal("X", m, s), Normal("Y", a, c)
    assert (kl_divergence(f(X), f(Y)) - kl_divergence(X, Y)).expand(force=True) == 0
    assert renyi_divergence(f(X), f(Y), Rational(1, 2)).equals(renyi_divergence(X, Y, Rational(1, 2)))
    assert "invariance under a common monotone map" in [step.rule for step in derive(KLDivergence(f(X), f(Y))).steps]


@pytest.mark.parametrize(
    ("variable", "known"),
    [
        (tan(pi * (U - Rational(1, 2))), Cauchy("C", 0, 1)),
        (cot(pi * U), Cauchy("C", 0, 1)),
        (atan(Cauchy("C", 0, 1)), HALF_TURN),
        (erf(Normal("X", 0, s) / (sqrt(2) * s)), Uniform("V", -1, 1)),
        (erfinv(Uniform("V", -1, 1)), Normal("X", 0, 1 / sqrt(2))),
        (erfc(Normal("X", 0, 1) / sqrt(2)) / 2, U),
        (sinh(asinh(Normal("X", m, s))), Normal("X", m, s)),
    ],
    ids=str,
)
def test_known_laws_are_found(variable, known):
    assert kl_divergence(variable, known) == 0
    assert as_law(variable).support == as_law(known).support


def test_arcsine_law():
    """sin of a uniform angle has the density 1/(pi sqrt(1 - y**2)), of entropy log(pi/2) [Johnson et al. 1995, 25]."""
    assert entropy(sin(HALF_TURN)).equals(log(pi / 2))
    assert kl_divergence(cos(pi * U), sin(HALF_TURN)) == 0
    assert kl_divergence(sin(HALF_TURN), Uniform("V", -1, 1)).equals(log(2) - log(pi / 2))
