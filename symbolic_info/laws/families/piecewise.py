"""Families whose density is given piece by piece."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Expr, S
from sympy.logic.boolalg import Boolean

from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.families.gamma import standard_exponential
from symbolic_info.laws.families.uniform import Uniform
from symbolic_info.laws.image import affine, negate
from symbolic_info.laws.law import Family, Law
from symbolic_info.laws.maps import Affine, Map, Negate
from symbolic_info.laws.spliced import spliced

__all__ = ["AsymmetricLaplace", "Trapezoidal", "Triangular"]


def _rising(low: Expr, high: Expr) -> Law:
    """Density proportional to the distance from ``low``."""
    return affine(StandardBeta(S(2), S.One), high - low, low)


def _falling(low: Expr, high: Expr) -> Law:
    """Density proportional to the distance from ``high``."""
    return affine(StandardBeta(S.One, S(2)), high - low, low)


def _joined(*pieces: tuple[Callable[[Expr, Expr], Law], Expr, Expr, Expr]) -> Law:
    """The pieces that have a length, each a kind of law between two ends with a weight."""
    kept = [(kind(low, high), weight) for kind, low, high, weight in pieces if high != low]
    return spliced([law for law, _ in kept], [weight for _, weight in kept])


class Triangular(Family):
    """Triangular law between a and b with its mode at c."""

    parameters = {"a": REAL, "b": REAL, "c": REAL}

    def constraints(self) -> tuple[Boolean, ...]:
        a, b, c = self.args
        return (b > a, c >= a, b >= c)

    def image(self, outer: Map) -> Law | None:
        low, high, mode = map(outer.forward, self.args)
        ends = (low, high) if outer.increasing else (high, low)
        return Triangular(*ends, mode) if isinstance(outer, Affine | Negate) else None

    def model(self) -> Law:
        a, b, c = self.args
        return _joined((_rising, a, c, (c - a) / (b - a)), (_falling, c, b, (b - c) / (b - a)))


class Trapezoidal(Family):
    """Law whose density rises on (a, b), is constant on (b, c) and falls on (c, d)."""

    parameters = {"a": REAL, "b": REAL, "c": REAL, "d": REAL}

    def constraints(self) -> tuple[Boolean, ...]:
        a, b, c, d = self.args
        return (b >= a, c > b, d >= c)

    def image(self, outer: Map) -> Law | None:
        corners = self.args if outer.increasing else self.args[::-1]
        return Trapezoidal(*map(outer.forward, corners)) if isinstance(outer, Affine | Negate) else None

    def model(self) -> Law:
        a, b, c, d = self.args
        total = c + d - a - b
        return _joined(
            (_rising, a, b, (b - a) / total),
            (Uniform, b, c, 2 * (c - b) / total),
            (_falling, c, d, (d - c) / total),
        )


class AsymmetricLaplace(Family):
    """Laplace law about m with rate l*kappa to the right and l/kappa to the left."""

    parameters = {"m": REAL, "l": POSITIVE, "kappa": POSITIVE}

    def model(self) -> Law:
        m, rate, kappa = self.args
        left = affine(negate(standard_exponential()), kappa / rate, m)
        right = affine(standard_exponential(), 1 / (rate * kappa), m)
        return spliced([left, right], [kappa**2 / (1 + kappa**2), 1 / (1 + kappa**2)])
