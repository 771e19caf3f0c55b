"""What comes from SymPy's integration: believed after a check of digits, and written in real functions."""

import mpmath
from sympy import I, symbols
from sympy.stats import Cauchy, Normal

from symbolic_info import KLDivergence, derive

s, g = symbols("s gamma", positive=True)


def test_normal_against_cauchy():
    """log(1 + x**2) under a normal law: SymPy writes the Dawson-like function as erf of an imaginary number."""
    found = derive(KLDivergence(Normal("X", 0, s), Cauchy("Y", 0, g)), budget=60)
    assert not found.result.has(I)
    for width, scale in ((1, 2), (3, 1)):
        with mpmath.workdps(30):
            truth = mpmath.quad(
                lambda x: (
                    mpmath.npdf(x, 0, width)
                    * (mpmath.log(mpmath.npdf(x, 0, width)) - mpmath.log(scale / mpmath.pi / (x * x + scale**2)))
                ),
                [-20 * width, 0, 20 * width],
            )
            assert abs(mpmath.mpf(str(found.result.subs({s: width, g: scale}).evalf(25))) - truth) < 1e-20
