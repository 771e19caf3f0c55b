"""The standard beta and beta-prime laws and the families that are their images."""

from __future__ import annotations

from sympy import Expr, S, log, loggamma, sqrt
from sympy.logic.boolalg import Boolean

from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.families.gamma import standard_exponential
from symbolic_info.laws.image import Symmetric, affine, exponential, logarithm, power
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.maps import Map, Negate, Reciprocal
from symbolic_info.laws.transform import Edge, Transform, gamma_ratio

__all__ = [
    "Arcsin",
    "Beta",
    "BetaPrime",
    "Kumaraswamy",
    "LogLogistic",
    "Logistic",
    "Lomax",
    "Pareto",
    "PowerFunction",
    "StudentT",
]


def _log_beta(a: Expr, b: Expr) -> Expr:
    if b == 1:
        return -log(a)
    return -log(b) if a == 1 else loggamma(a) + loggamma(b) - loggamma(a + b)


def _beta_ratio(a: Expr, b: Expr, s: Expr, t: Expr) -> Expr:
    return gamma_ratio(a, s) * gamma_ratio(b, t) / gamma_ratio(a + b, s + t)


class StandardBeta(BaseLaw, public=False):
    """Density z**(a-1) (1-z)**(b-1)/B(a, b) on 0 < z < 1."""

    parameters = {"a": POSITIVE, "b": POSITIVE}

    @property
    def lower(self) -> Expr:
        return S.Zero

    @property
    def upper(self) -> Expr:
        return S.One

    def log_density(self, x: Expr) -> Expr:
        a, b = self.args
        return (a - 1) * log(x) + (b - 1) * log(1 - x) - _log_beta(a, b)

    def image(self, outer: Map) -> Law | None:
        a, b = self.args
        if isinstance(outer, Negate):
            return affine(StandardBeta(b, a), S.One, S.NegativeOne)
        return affine(StandardBetaPrime(b, a), S.One, S.One) if isinstance(outer, Reciprocal) else None

    def transforms(self) -> tuple[Transform, ...]:
        a, b = self.args
        return (
            Transform(
                atoms=lambda z: (z, 1 - z),
                value=lambda s, t: _beta_ratio(a, b, s, t),
                log_value=lambda s, t: _log_beta(a + s, b + t) - _log_beta(a, b),
                edges=lambda s, t: (Edge("0", a + s, (-1, -1)), Edge("1", b + t, (-1, -1))),
            ),
        )


class StandardBetaPrime(BaseLaw, public=False):
    """Density z**(a-1) (1+z)**(-a-b)/B(a, b) on z > 0."""

    parameters = {"a": POSITIVE, "b": POSITIVE}

    @property
    def lower(self) -> Expr:
        return S.Zero

    def log_density(self, x: Expr) -> Expr:
        a, b = self.args
        return (a - 1) * log(x) - (a + b) * log(1 + x) - _log_beta(a, b)

    def image(self, outer: Map) -> Law | None:
        return StandardBetaPrime(*reversed(self.args)) if isinstance(outer, Reciprocal) else None

    def transforms(self) -> tuple[Transform, ...]:
        a, b = self.args
        return (
            Transform(
                atoms=lambda z: (z, 1 + z),
                value=lambda s, t: _beta_ratio(a, b, s, -s - t),
                log_value=lambda s, t: _log_beta(a + s, b - s - t) - _log_beta(a, b),
                edges=lambda s, t: (Edge("0", a + s, (-1, 1)), Edge("oo", b - s - t, (1, 1))),
            ),
        )


class Beta(Family):
    """Beta law with shapes alpha and beta."""

    parameters = {"alpha": POSITIVE, "beta": POSITIVE}

    def model(self) -> Law:
        return StandardBeta(*self.args)


class BetaPrime(Family):
    """Beta law of the second kind with shapes alpha and beta."""

    parameters = {"alpha": POSITIVE, "beta": POSITIVE}

    def model(self) -> Law:
        return StandardBetaPrime(*self.args)


class Arcsin(Family):
    """Arcsine law between a and b."""

    parameters = {"a": REAL, "b": REAL}

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[1] > self.args[0],)

    def model(self) -> Law:
        a, b = self.args
        return affine(StandardBeta(S.Half, S.Half), b - a, a)


class Kumaraswamy(Family):
    """Kumaraswamy law with shapes a and b, on (0, 1)."""

    parameters = {"a": POSITIVE, "b": POSITIVE}

    def model(self) -> Law:
        a, b = self.args
        return power(StandardBeta(S.One, b), 1 / a)


class PowerFunction(Family):
    """Density alpha (x-a)**(alpha-1)/(b-a)**alpha on (a, b)."""

    parameters = {"alpha": POSITIVE, "a": REAL, "b": REAL}

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[2] > self.args[1],)

    def model(self) -> Law:
        alpha, a, b = self.args
        return affine(StandardBeta(alpha, S.One), b - a, a)


class Pareto(Family):
    """Pareto law with minimum xm and shape alpha: xm times the exponential of an exponential law."""

    parameters = {"xm": POSITIVE, "alpha": POSITIVE}

    def model(self) -> Law:
        xm, alpha = self.args
        return affine(exponential(affine(standard_exponential(), 1 / alpha)), xm)


class Lomax(Family):
    """Lomax law (Pareto of the second kind) with shape alpha and scale lamda."""

    parameters = {"alpha": POSITIVE, "lamda": POSITIVE}

    def model(self) -> Law:
        alpha, lamda = self.args
        return affine(StandardBetaPrime(S.One, alpha), lamda)


class Logistic(Family):
    """Logistic law with location mu and scale s."""

    parameters = {"mu": REAL, "s": POSITIVE}

    def model(self) -> Law:
        mu, s = self.args
        return affine(logarithm(StandardBetaPrime(S.One, S.One)), s, mu)


class LogLogistic(Family):
    """Log-logistic law with scale alpha and shape beta."""

    parameters = {"alpha": POSITIVE, "beta": POSITIVE}

    def model(self) -> Law:
        alpha, beta_ = self.args
        return affine(power(StandardBetaPrime(S.One, S.One), 1 / beta_), alpha)


class StudentT(Family):
    """Student's t law with nu degrees of freedom."""

    parameters = {"nu": POSITIVE}

    def model(self) -> Law:
        nu = self.args[0]
        return affine(Symmetric(power(StandardBetaPrime(S.Half, nu / 2), S.Half)), sqrt(nu))
