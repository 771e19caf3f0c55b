"""Products, quotients and extremes of independent variables, as the laws that they are known to have."""

import mpmath
import pytest
from sympy import Abs, Max, Min, Mod, Rational, exp, log, sqrt, symbols
from sympy.stats import (
    Beta,
    BetaPrime,
    Cauchy,
    Die,
    Exponential,
    Gamma,
    Gumbel,
    Laplace,
    LogNormal,
    Normal,
    Pareto,
    Rayleigh,
    Uniform,
    Weibull,
)

from symbolic_info import Entropy, entropy, kl_divergence, value
from symbolic_info.errors import UnknownLawError
from symbolic_info.laws import as_law

a, b, s = symbols("a b s", positive=True)
X, Y, Z = (Normal(name, 0, 1) for name in "XYZ")
U, V, W = (Uniform(name, 0, 1) for name in "UVW")
A, B = Exponential("A", a), Exponential("B", b)
G, H = Gamma("G", a, 2), Gamma("H", b, 2)

KNOWN = {
    "chi-square": (X**2 + Y**2 + Z**2, Gamma("K", Rational(3, 2), 2)),
    "Rayleigh": (sqrt((s * X) ** 2 + (s * Y) ** 2), Rayleigh("K", s)),
    "quotient of normal ones": (X / Y, Cauchy("K", 0, 1)),
    "quotient by a size": (s * X / Abs(Y), Cauchy("K", 0, s)),
    "1/Cauchy": (1 / Cauchy("C", 0, s), Cauchy("K", 0, 1 / s)),
    "share of gammas": (G / (G + H), Beta("K", a, b)),
    "the other share": (H / (G + H), Beta("K", b, a)),
    "odds of gammas": (G / H, BetaPrime("K", a, b)),
    "smaller exponential": (Min(A, B), Exponential("K", a + b)),
    "smallest of three": (Min(A, B, Exponential("C", 1)), Exponential("K", a + b + 1)),
    "larger uniform": (Max(U, V, W), Beta("K", 3, 1)),
    "larger of unlike powers": (Max(U, sqrt(V)), Beta("K", 3, 1)),
    "smaller Weibull": (Min(Weibull("P", 1, 2), Weibull("Q", 1, 2)), Weibull("K", 1 / sqrt(2), 2)),
    "smaller Pareto": (Min(Pareto("P", 1, a), Pareto("Q", 1, b)), Pareto("K", 1, a + b)),
    "larger Gumbel": (Max(Gumbel("P", 1, 0), Gumbel("Q", 1, 0)), Gumbel("K", 1, log(2))),
    "quotient of uniforms": (U / V, exp(Laplace("K", 0, 1))),
    "sum in a function": (exp(X + Y), LogNormal("K", 0, sqrt(2))),
}


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_known_laws(name):
    variable, known = KNOWN[name]
    assert kl_divergence(variable, known) == 0
    assert kl_divergence(known, variable) == 0


def test_few_outcomes_are_listed():
    D, E = Die("D", 6), Die("E", 6)
    assert as_law(Max(D, E)).pmf[6] == Rational(11, 36)
    assert as_law(D * E).pmf[12] == Rational(1, 9)
    assert kl_divergence(Mod(D + E, 2), {0: Rational(1, 2), 1: Rational(1, 2)}) == 0
    assert kl_divergence(Abs(D - E), {0: Rational(1, 6), **{k: Rational(6 - k, 18) for k in range(1, 6)}}) == 0


def entropy_of(density, breaks):
    return mpmath.quad(lambda x: -density(x) * mpmath.log(density(x)), breaks)


def test_share_of_exponentials():
    """The density of A/(A + B) is a b/(b (1 - x) + a x)**2, by hand."""
    found = entropy(A / (A + B))
    with mpmath.workdps(30):
        truth = entropy_of(lambda x: 6 / (2 * (1 - x) + 3 * x) ** 2, [0, 1])
        assert abs(mpmath.mpf(str(found.subs({a: 3, b: 2}).evalf(25))) - truth) < 1e-20
    assert found.subs({a: 2, b: 2}) == 0


def test_extremes_without_a_name_have_digits():
    """The larger of two normal variables has the density 2 phi(x) Phi(x)."""
    found = value(Entropy(Max(X, Y)), digits=20)
    with mpmath.workdps(30):
        truth = entropy_of(lambda x: 2 * mpmath.npdf(x) * mpmath.ncdf(x), [-16, 0, 16])
        assert abs(mpmath.mpf(str(found)) - truth) < 1e-18


@pytest.mark.parametrize(
    "variable",
    [
        X * Exponential("E", 1),
        (X + 1) * Y,
        Normal("N", 1, 1) / Y,
        Min(A, U),
        Max(A, Die("D", 6)),
        (X + Y) / (X + Z),
        U + U * V,
    ],
    ids=str,
)
def test_other_functions_are_refused(variable):
    with pytest.raises(UnknownLawError):
        as_law(variable)
