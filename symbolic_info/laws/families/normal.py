"""The standard normal law and its images."""

from __future__ import annotations

from sympy import Abs, Basic, Expr, Rational, S, erf, exp, log, loggamma, pi, sqrt

from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.image import affine, exponential, reciprocal
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.maps import Map, Negate
from symbolic_info.laws.transform import Edge, Transform, gamma_ratio

__all__ = ["LogNormal", "LogitNormal", "Normal"]


class StandardNormal(BaseLaw, public=False):
    """Density exp(-z**2/2)/sqrt(2 pi) on the line."""

    def log_density(self, x: Expr) -> Expr:
        return -(x**2) / 2 - log(2 * pi) / 2

    def image(self, outer: Map) -> Law | None:
        return self if isinstance(outer, Negate) else None

    def transforms(self) -> tuple[Transform, ...]:
        return (
            Transform(
                atoms=lambda z: (exp(z),),
                value=lambda t: exp(t**2 / 2),
                log_value=lambda t: t**2 / 2,
                below=lambda c, t: exp(t**2 / 2) * (1 + erf((c - t) / sqrt(2))) / 2,
            ),
            Transform(
                atoms=lambda z: (exp(z), exp(z**2)),
                value=lambda t, u: exp(t**2 / (2 - 4 * u)) / sqrt(1 - 2 * u),
                log_value=lambda t, u: t**2 / (2 - 4 * u) - log(1 - 2 * u) / 2,
                edges=lambda t, u: (Edge("oo", 1 - 2 * u, (1, 1)),),
            ),
            Transform(
                atoms=lambda z: (Abs(z),),
                value=lambda s: 2 ** (s / 2) * gamma_ratio(Rational(1, 2), s / 2),
                log_value=lambda s: s * log(2) / 2 + loggamma((s + 1) / 2) - log(pi) / 2,
                edges=lambda s: (Edge("0", s + 1, (-1,)),),
            ),
        )


class Normal(Family):
    """Normal law with mean mu and standard deviation sigma."""

    parameters = {"mu": REAL, "sigma": POSITIVE}
    latex_name = r"\mathcal{N}"

    def model(self) -> Law:
        mu, sigma = self.args
        return affine(StandardNormal(), sigma, mu)

    @property
    def latex_parameters(self) -> tuple[Basic, ...]:
        mu, sigma = self.args
        return mu, sigma**2


class LogNormal(Family):
    """Law of exp(X) for X normal with mean mu and standard deviation sigma."""

    parameters = {"mu": REAL, "sigma": POSITIVE}

    def model(self) -> Law:
        mu, sigma = self.args
        return exponential(affine(StandardNormal(), sigma, mu))


class LogitNormal(Family):
    """Law of 1/(1 + exp(-X)) for X normal with mean mu and standard deviation s."""

    parameters = {"mu": REAL, "s": POSITIVE}

    def model(self) -> Law:
        mu, s = self.args
        return reciprocal(affine(exponential(affine(StandardNormal(), s, -mu)), S.One, S.One))
