"""The uniform law on an interval: expectations by antiderivatives."""

from __future__ import annotations

from sympy import Abs, Expr, Poly, PolynomialError, S, Symbol, exp, log
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts, is_polynomial_in
from symbolic_info.laws.domain import REAL
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import Family, Law
from symbolic_info.laws.maps import Affine, Map, Negate, Reciprocal

__all__ = ["Uniform"]


class Uniform(Family):
    """Uniform law between left and right."""

    parameters = {"left": REAL, "right": REAL}
    latex_name = r"\mathcal{U}"

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[1] > self.args[0],)

    def model(self) -> Law:
        left, right = self.args
        return affine(StandardBeta(S.One, S.One), right - left, left)

    def image(self, outer: Map) -> Law | None:
        left, right = self.args
        if isinstance(outer, Affine):
            return Uniform(outer.forward(left), outer.forward(right))
        if isinstance(outer, Negate):
            return Uniform(-right, -left)
        return self.model().image(outer) if isinstance(outer, Reciprocal) and (left, right) == (0, 1) else None

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Antiderivative F of the feature: (F(right) - F(left))/(right - left)."""
        left, right = self.args
        primitive = _antiderivative(feature, x, lambda u: _positive_between(u, x, left, right, facts))
        if primitive is None:
            return None
        return (primitive.subs(x, right) - primitive.subs(x, left)) / (right - left)


def _positive_between(u: Expr, x: Symbol, left: Expr, right: Expr, facts: Facts) -> bool:
    return bool(facts.positive(u.subs(x, left)) and facts.positive(u.subs(x, right)))


def _antiderivative(feature: Expr, x: Symbol, positive: object) -> Expr | None:
    if is_polynomial_in(feature, x):
        return Poly(feature, x).integrate().as_expr()
    base, power = (feature, S.One) if isinstance(feature, exp) else feature.as_base_exp()
    if isinstance(base, exp | Abs | log) and (slope := _slope(base.args[0], x)) is not None:
        return _of_linear(base, power, slope, positive)
    slope = _slope(base, x)
    if slope is not None and power.is_number and power != -1 and positive(base):  # type: ignore[operator]
        return base ** (power + 1) / ((power + 1) * slope)
    return None


def _of_linear(base: Expr, power: Expr, slope: Expr, positive: object) -> Expr | None:
    u = base.args[0]
    if isinstance(base, exp) and power == 1:
        return base / slope
    if isinstance(base, Abs) and power == 1:
        return u * base / (2 * slope)
    if isinstance(base, log) and positive(u) and power in (1, 2):  # type: ignore[operator]
        return u * (log(u) - 1 if power == 1 else log(u) ** 2 - 2 * log(u) + 2) / slope
    return None


def _slope(u: Expr, x: Symbol) -> Expr | None:
    try:
        poly = Poly(u, x)
    except PolynomialError:
        return None
    return poly.LC() if poly.degree() == 1 else None
