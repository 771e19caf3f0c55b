"""A normal variable plus an independent one: exponential (ExGaussian) or half-normal (skew normal)."""

from __future__ import annotations

from sympy import Expr, erfc, exp, log, pi, sqrt

from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.maps import Map, Negate
from symbolic_info.laws.transform import Edge, Transform

__all__ = ["ExGaussian", "SkewNormal"]


class StandardExGaussian(BaseLaw, public=False):
    """Law of the sum of a standard normal and an exponential variable of the given rate."""

    parameters = {"rate": POSITIVE}

    def log_density(self, x: Expr) -> Expr:
        rate = self.args[0]
        return log(rate / 2) + rate * (rate - 2 * x) / 2 + log(erfc((rate - x) / sqrt(2)))

    def transforms(self) -> tuple[Transform, ...]:
        rate = self.args[0]
        return (
            Transform(
                atoms=lambda z: (exp(z),),
                value=lambda t: exp(t**2 / 2) * rate / (rate - t),
                log_value=lambda t: t**2 / 2 + log(rate) - log(rate - t),
                edges=lambda t: (Edge("oo", rate - t, (1,)),),
            ),
        )


class ExGaussian(Family):
    """Law of the sum of a normal variable of the given mean and std and an exponential one of the given rate."""

    parameters = {"mean": REAL, "std": POSITIVE, "rate": POSITIVE}

    def model(self) -> Law:
        mean, std, rate = self.args
        return affine(StandardExGaussian(rate * std), std, mean)


class StandardSkewNormal(BaseLaw, public=False):
    """Density 2 phi(z) Phi(alpha z), phi and Phi those of the standard normal law."""

    parameters = {"alpha": REAL}

    def log_density(self, x: Expr) -> Expr:
        alpha = self.args[0]
        return -(x**2) / 2 - log(2 * pi) / 2 + log(erfc(-alpha * x / sqrt(2)))

    def image(self, outer: Map) -> Law | None:
        return StandardSkewNormal(-self.args[0]) if isinstance(outer, Negate) else None

    def transforms(self) -> tuple[Transform, ...]:
        alpha = self.args[0]
        slope = -alpha / sqrt(2 * (1 + alpha**2))
        return (
            Transform(
                atoms=lambda z: (exp(z),),
                value=lambda t: exp(t**2 / 2) * erfc(slope * t),
                log_value=lambda t: t**2 / 2 + log(erfc(slope * t)),
            ),
        )


class SkewNormal(Family):
    """Skew normal law with location xi, scale omega and shape alpha (Azzalini 1985)."""

    parameters = {"xi": REAL, "omega": POSITIVE, "alpha": REAL}

    def model(self) -> Law:
        xi, omega, alpha = self.args
        return affine(StandardSkewNormal(alpha), omega, xi)
