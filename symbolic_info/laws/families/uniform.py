"""The uniform law on an interval: expectations by antiderivatives."""

from __future__ import annotations

from sympy import (
    Abs,
    Add,
    Expr,
    Ne,
    Piecewise,
    Poly,
    PolynomialError,
    S,
    Symbol,
    cancel,
    cos,
    exp,
    factor,
    log,
    sin,
    together,
)
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws import maps
from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.image import affine, exponential, logarithm, negate, power, reciprocal
from symbolic_info.laws.law import Family, Law
from symbolic_info.laws.maps import Affine, Map, Negate
from symbolic_info.rules.logarithm import linear_terms, split_logs
from symbolic_info.rules.polynomial import is_polynomial_in

__all__ = ["BoundedPareto", "HalfLogistic", "Reciprocal", "Uniform"]


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
        return self.model().image(outer) if isinstance(outer, maps.Reciprocal) and (left, right) == (0, 1) else None

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Antiderivative F of the feature: (F(right) - F(left))/(right - left)."""
        left, right = self.args
        inside = facts.with_conditions(*(c for c in (x > left, x < right) if c not in (S.true, S.false)))
        parts = []
        for term, weight in linear_terms(_split(feature, inside), x).items():
            primitive = _antiderivative(term, x, left, right, facts)
            if primitive is None:
                return None
            mean = (_at(primitive, x, right) - _at(primitive, x, left)) / (right - left)
            parts.append(weight * (cancel(mean) if is_polynomial_in(term, x) else mean))
        return Add(*parts)


def _split(feature: Expr, facts: Facts) -> Expr:
    return split_logs(feature.replace(lambda e: isinstance(e, log), lambda e: log(factor(together(e.args[0])))), facts)


def _at(primitive: Expr, x: Symbol, end: Expr) -> Expr:
    """The primitive at an end, where u log(u) is 0 for u = 0."""
    return primitive.replace(lambda e: isinstance(e, log) and e.args[0].subs(x, end) == 0, lambda e: S.Zero).subs(
        x, end
    )


def _antiderivative(feature: Expr, x: Symbol, left: Expr, right: Expr, facts: Facts) -> Expr | None:
    if is_polynomial_in(feature, x):
        return Poly(feature, x).integrate().as_expr()
    base, power = (feature, S.One) if isinstance(feature, exp) else feature.as_base_exp()
    slope = _slope(base, x)
    if slope is not None and not power.has(x) and all(facts.positive(base.subs(x, end)) for end in (left, right)):
        return _of_power(base, power, facts) / slope
    slope = _slope(base.args[0], x) if isinstance(base, exp | Abs | log | cos | sin) else None
    return None if slope is None else _of_linear(base, power, slope, (left, right), x, facts)


def _of_power(base: Expr, power: Expr, facts: Facts) -> Expr:
    """Of base**power by base > 0, where the power may be -1."""
    regular = base ** (power + 1) / (power + 1) if power != -1 else S.Zero
    if facts.zero(power + 1) is False:
        return regular
    return log(base) if power == -1 else Piecewise((regular, Ne(power, -1)), (log(base), True))


def _of_linear(base: Expr, power: Expr, slope: Expr, ends: tuple[Expr, Expr], x: Symbol, facts: Facts) -> Expr | None:
    u = base.args[0]
    if power == 1 and isinstance(base, exp | cos | sin):
        return {exp: base, cos: sin(u), sin: -cos(u)}[type(base)] / slope
    if isinstance(base, Abs) and power == 1:
        return u * base / (2 * slope)
    if isinstance(base, log) and power in (1, 2) and all(facts.nonnegative(u.subs(x, end)) for end in ends):
        return u * (log(u) - 1 if power == 1 else log(u) ** 2 - 2 * log(u) + 2) / slope
    return None


def _slope(u: Expr, x: Symbol) -> Expr | None:
    try:
        poly = Poly(u, x)
    except PolynomialError:
        return None
    return poly.LC() if poly.degree() == 1 else None


class Reciprocal(Family):
    """Reciprocal (log-uniform) law between a and b: density 1/(x log(b/a))."""

    parameters = {"a": POSITIVE, "b": POSITIVE}

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[1] > self.args[0],)

    def model(self) -> Law:
        a, b = self.args
        return exponential(Uniform(log(a), log(b)))


class BoundedPareto(Family):
    """Pareto law of shape alpha restricted to the interval from left to right."""

    parameters = {"alpha": POSITIVE, "left": POSITIVE, "right": POSITIVE}

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[2] > self.args[1],)

    @property
    def upper(self) -> Expr:
        return self.args[2]

    def model(self) -> Law:
        alpha, left, right = self.args
        return affine(power(reciprocal(Uniform((left / right) ** alpha, S.One)), 1 / alpha), left)


class HalfLogistic(Family):
    """Law of |X| for X of the logistic law about 0 with scale s: s log(V/(1 - V)) for V uniform on (1/2, 1)."""

    parameters = {"s": POSITIVE}

    def model(self) -> Law:
        odds = affine(reciprocal(Uniform(S.Half, S.One)), S.One, S.NegativeOne)
        return affine(negate(logarithm(odds)), self.args[0])
