"""What comes from SymPy's integration: believed after a check of digits, and written in real functions."""

import mpmath
from sympy import I, symbols
from sympy.stats import Cauchy, Normal

from symbolic_info import KLDivergence, derive

s, g = symbols("s gamma", positive=True)


def divergence(width, scale):
    """By quadrature of the two densities."""

    def integrand(x):
        p, q = mpmath.npdf(x, 0, width), scale / mpmath.pi / (x * x + scale**2)
        return p * mpmath.log(p / q)

    return mpmath.quad(integrand, [-20 * width, 0, 20 * width])


def test_normal_against_cauchy():
    """log(1 + x**2) under a normal law: SymPy writes the mean with erf of an imaginary number."""
    found = derive(KLDivergence(Normal("X", 0, s), Cauchy("Y", 0, g)), budget=60)
    assert not found.result.has(I)
    for width, scale in ((1, 2), (3, 1)):
        with mpmath.workdps(30):
            value = mpmath.mpf(str(found.result.subs({s: width, g: scale}).evalf(25)))
            assert abs(value - divergence(width, scale)) < 1e-20
