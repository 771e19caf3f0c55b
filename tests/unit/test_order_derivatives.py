"""Derivatives of zeta and polylog in their order, against mpmath and sums of the definition."""

import mpmath
import pytest
from sympy import Derivative, N, Rational, S, Subs, latex, oo, polylog, symbols, zeta
from sympy.stats import FlorySchulz, Geometric, Logarithmic, Zeta

from symbolic_info import cross_entropy, entropy, fisher_information, kl_divergence, value
from symbolic_info.rules.order import PolylogDerivative, ZetaDerivative, with_order_derivatives

R = Rational
p, s, t, v = symbols("p s t v", positive=True)


def of_sum(term):
    with mpmath.workdps(60):
        return mpmath.fsum(term(k) for k in range(1, 1600))


@pytest.mark.parametrize("z", [R(1, 3), R(-9, 10), R(9, 10), S.Zero])
@pytest.mark.parametrize("order", [-2, -1, 0, 1, R(5, 2)])
@pytest.mark.parametrize("n", [1, 2])
def test_polylog_in_its_order(n, order, z):
    with mpmath.workdps(60):
        u, w = mpmath.mpf(R(order).p) / R(order).q, mpmath.mpf(z.p) / z.q
        truth = mpmath.fsum((-mpmath.log(k)) ** n * w**k / mpmath.mpf(k) ** u for k in range(1, 3000))
        found = PolylogDerivative(n, order, z).evalf(40)
        assert abs(mpmath.mpf(str(found)) - truth) <= mpmath.mpf(10) ** -38 * (1 + abs(truth))


def test_beyond_its_circle_the_series_is_not_used():
    assert PolylogDerivative(1, 2, S(3)).evalf() == PolylogDerivative(1, 2, S(3))
    assert PolylogDerivative(1, 2, 1 - R(1, 10**9)).evalf().has(PolylogDerivative)


def test_sympy_derivatives_become_functions():
    x, y = symbols("x y")
    assert with_order_derivatives(zeta(x).diff(x, 2)) == ZetaDerivative(2, x)
    assert with_order_derivatives(Subs(Derivative(polylog(x, y), x), x, -1)) == PolylogDerivative(1, -1, y)
    kept = Derivative(polylog(x, x), x, evaluate=False)
    assert with_order_derivatives(kept) == kept
    assert ZetaDerivative(1, x).diff(x) == ZetaDerivative(2, x)
    with pytest.raises(ValueError, match="in its order only"):
        PolylogDerivative(1, x, y).diff(y)
    assert r"\zeta'" in latex(ZetaDerivative(1, x) ** 2)
    assert r"\sigma = -1" in latex(PolylogDerivative(1, -1, y))


CASES = {
    "entropy of chain lengths": (
        entropy(FlorySchulz("X", p)),
        {p: R(1, 3)},
        lambda k: (m := k * (mpmath.mpf(2) / 3) ** (k - 1) / 9) and -m * mpmath.log(m),
    ),
    "entropy of the logarithmic law": (
        entropy(Logarithmic("X", p)),
        {p: R(1, 3)},
        lambda k: (m := -(mpmath.mpf(3) ** -k) / (k * mpmath.log(mpmath.mpf(2) / 3))) and -m * mpmath.log(m),
    ),
    "trials coded by a zeta law": (
        cross_entropy(Geometric("X", p), Zeta("Y", v)),
        {p: R(1, 3), v: S(3)},
        lambda k: (mpmath.mpf(2) / 3) ** (k - 1) / 3 * (3 * mpmath.log(k) + mpmath.log(mpmath.zeta(3))),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_substituted_forms_have_the_digits_of_the_sum(name):
    """SymPy's own value of a Subs of a Derivative of polylog was a wrong number."""
    form, point, term = CASES[name]
    truth = of_sum(term)
    for number in (N(form.subs(point), 30), value(form.subs(point), 30)):
        with mpmath.workdps(40):
            assert abs(mpmath.mpf(str(number)) - truth) < mpmath.mpf(10) ** -27


def test_zeta_laws():
    with mpmath.workdps(40):
        ratio = mpmath.zeta(3, derivative=1) / mpmath.zeta(3)
        truth = ratio + mpmath.log(mpmath.zeta(2) / mpmath.zeta(3))
        form = kl_divergence(Zeta("X", s), Zeta("Y", t)).subs({s: 3, t: 2})
        assert abs(mpmath.mpf(str(N(form, 30))) - truth) < mpmath.mpf(10) ** -27
        truth = mpmath.zeta(3, derivative=2) / mpmath.zeta(3) - ratio**2
        form = fisher_information(Zeta("X", s), s).subs(s, 3)
        assert abs(mpmath.mpf(str(N(form, 30))) - truth) < mpmath.mpf(10) ** -27
    assert kl_divergence(Zeta("X", s), Geometric("Y", p)).subs({s: 2, p: R(1, 2)}) == oo
