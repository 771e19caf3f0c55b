"""The uniform law on an interval: expectations by antiderivatives."""

from __future__ import annotations

from sympy import Add, Expr, S, Symbol, cancel, log
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws import maps
from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.image import affine, exponential, logarithm, negate, power, reciprocal
from symbolic_info.laws.law import Family, Law
from symbolic_info.laws.maps import Affine, Map, Negate
from symbolic_info.rules.factored import factored
from symbolic_info.rules.integral import integral
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

    def restricted(self, low: Expr, high: Expr) -> tuple[Expr, Law]:
        """The probability of an interval inside the support, and the law conditional on it."""
        left, right = self.args
        return (high - low) / (right - left), Uniform(low, high)

    def cdf(self, x: Expr) -> Expr:
        """P(X <= x) inside the support."""
        left, right = self.args
        return (x - left) / (right - left)

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Integral of the feature over the length of the interval."""
        left, right = self.args
        inside = facts.with_conditions(*(c for c in (x > left, x < right) if c not in (S.true, S.false)))
        parts = []
        for term, weight in linear_terms(_split(feature, inside), x).items():
            area = integral(term, x, left, right, facts)
            if area is None:
                return None
            mean = area / (right - left)
            parts.append(weight * (cancel(mean) if is_polynomial_in(term, x) else mean))
        return Add(*parts)


def _split(feature: Expr, facts: Facts) -> Expr:
    return split_logs(feature.replace(lambda e: isinstance(e, log), lambda e: log(factored(e.args[0]))), facts)


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
    """Law of abs(X) for X of the logistic law about 0 with scale s: s log(V/(1 - V)) for V uniform on (1/2, 1)."""

    parameters = {"s": POSITIVE}

    def model(self) -> Law:
        odds = affine(reciprocal(Uniform(S.Half, S.One)), S.One, S.NegativeOne)
        return affine(negate(logarithm(odds)), self.args[0])
