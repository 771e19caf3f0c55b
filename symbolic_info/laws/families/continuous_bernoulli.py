"""Exponential laws of either sign on the unit interval, and the continuous Bernoulli law."""

from __future__ import annotations

from sympy import Abs, Dummy, Ei, EulerGamma, Expr, Ne, S, Symbol, cancel, exp, log
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import OPEN_UNIT, REAL
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.maps import Map, Negate
from symbolic_info.laws.transform import Transform
from symbolic_info.rules.integral import HIGHEST, integral

__all__ = ["ContinuousBernoulli"]


class ExponentialOnUnit(BaseLaw, public=False):
    """Density proportional to exp(-rate z) on 0 < z < 1, for a rate of either sign."""

    parameters = {"rate": REAL}

    def constraints(self) -> tuple[Boolean, ...]:
        return (Ne(self.args[0], 0),)

    @property
    def lower(self) -> Expr:
        return S.Zero

    @property
    def upper(self) -> Expr:
        return S.One

    @property
    def area(self) -> Expr:
        """The integral of exp(-rate z)."""
        rate = self.args[0]
        return cancel(1 - exp(-rate)) / rate

    def log_density(self, x: Expr) -> Expr:
        return -self.args[0] * x + log(1 / self.area)

    def image(self, outer: Map) -> Law | None:
        return affine(ExponentialOnUnit(-self.args[0]), S.One, S.NegativeOne) if isinstance(outer, Negate) else None

    def transforms(self) -> tuple[Transform, ...]:
        """Powers and exponentials by antiderivatives."""
        return (
            Transform(
                atoms=lambda z: (z, exp(z)),
                value=self._moment,
                log_value=lambda s, t: log(self._moment(s, t)),
                domain=lambda s, t: bool(s.is_Integer and 0 <= s <= HIGHEST),
            ),
        )

    def _moment(self, s: Expr, t: Expr) -> Expr:
        rate = self.args[0]
        if (s, t) == (1, 0):
            return 1 / rate - cancel(exp(-rate) / (1 - exp(-rate)))
        return _area(s, t - rate) / self.area if (s, t) != (0, 0) else S.One

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Exponential integrals: log(Z) and log(1 - Z), which has the law of log(Z) under -rate (DLMF 6.2.3)."""
        if feature not in (log(x), log(1 - x)):
            return None
        rate = self.args[0] if feature == log(x) else -self.args[0]
        return -(EulerGamma + log(Abs(rate)) - Ei(-rate)) / (cancel(1 - exp(-rate)))


def _area(power: Expr, slope: Expr) -> Expr:
    """The integral of z**power exp(slope z) over 0 < z < 1."""
    if slope == 0:
        return 1 / (power + 1)
    z, c = Symbol("z"), Dummy("c", positive=True)
    found = integral(z**power * exp(c * z), z, S.Zero, S.One, Facts())
    assert found is not None
    return found.subs(c, slope)


class ContinuousBernoulli(Family):
    """Density proportional to lamda**x (1 - lamda)**(1 - x) on (0, 1) (Loaiza-Ganem & Cunningham 2019).

    For lamda = 1/2 the uniform law; a symbolic lamda stands for any other value.

    >>> from sympy import Rational
    >>> from symbolic_info import entropy
    >>> from symbolic_info.laws import ContinuousBernoulli
    >>> entropy(ContinuousBernoulli(Rational(1, 2))), entropy(ContinuousBernoulli(Rational(1, 3)))
    (0, 1 - log(4*log(2)))
    """

    parameters = {"lamda": OPEN_UNIT}

    def constraints(self) -> tuple[Boolean, ...]:
        return () if self.args[0] == S.Half else (Ne(self.args[0], S.Half),)

    def model(self) -> Law:
        lamda = self.args[0]
        return StandardBeta(S.One, S.One) if lamda == S.Half else ExponentialOnUnit(log((1 - lamda) / lamda))
