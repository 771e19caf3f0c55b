"""Exponential laws beyond 1, of which the Gompertz and the Benini law are images, and the shifted Gompertz law."""

from __future__ import annotations

from sympy import Add, Ei, EulerGamma, Expr, S, Symbol, exp, expint, log, lowergamma, uppergamma

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import POSITIVE
from symbolic_info.laws.image import affine, exponential, logarithm, negate, power
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.transform import Edge, Exponents, Transform

__all__ = ["Benini", "Gompertz", "ShiftedGompertz"]


class ExponentialBeyondOne(BaseLaw, public=False):
    """Density c exp(c - c z) on z > 1."""

    parameters = {"c": POSITIVE}
    tail = S.One

    @property
    def lower(self) -> Expr:
        return S.One

    def log_density(self, x: Expr) -> Expr:
        c = self.args[0]
        return log(c) + c - c * x

    def transforms(self) -> tuple[Transform, ...]:
        c = self.args[0]
        return (
            Transform(
                atoms=lambda z: (z, exp(z)),
                value=lambda s, t: c * exp(c) * _beyond_one(s, c - t),
                log_value=lambda s, t: log(c) + c + log(_beyond_one(s, c - t)),
                edges=lambda s, t: (Edge("oo", c - t, (1, 1), closed=(s + 1).is_negative),),
                known=self._mean_log,
            ),
        )

    def _mean_log(self, exponents: Exponents, logs: tuple[int, ...]) -> Expr | None:
        c = self.args[0]
        return exp(c) * expint(1, c) if not any(exponents) and logs == (1, 0) else None


def _beyond_one(s: Expr, rate: Expr) -> Expr:
    """The integral of z**s exp(-rate z) over z > 1."""
    return exp(-rate) / rate if s == 0 else rate ** (-s - 1) * uppergamma(s + 1, rate)


class Gompertz(Family):
    """Gompertz law with scale b and shape eta: P(X > x) = exp(eta - eta exp(b x)) for x > 0."""

    parameters = {"b": POSITIVE, "eta": POSITIVE}

    def model(self) -> Law:
        b, eta = self.args
        return affine(logarithm(ExponentialBeyondOne(eta)), 1 / b)


class Benini(Family):
    """Law with P(X > x) = exp(-alpha L - beta L**2), L = log(x/sigma), for x > sigma (Benini 1905)."""

    parameters = {"alpha": POSITIVE, "beta": POSITIVE, "sigma": POSITIVE}

    def model(self) -> Law:
        alpha, beta, sigma = self.args
        root, half = power(ExponentialBeyondOne(alpha**2 / (4 * beta)), S.Half), alpha / (2 * beta)
        return affine(exponential(affine(root, half, -half)), sigma)


class BelowOne(BaseLaw, public=False):
    """Density exp(-eta z)(1 + eta - eta z) on 0 < z < 1: that of exp(-b X) for the shifted Gompertz law."""

    parameters = {"eta": POSITIVE}

    @property
    def lower(self) -> Expr:
        return S.Zero

    @property
    def upper(self) -> Expr:
        return S.One

    def log_density(self, x: Expr) -> Expr:
        eta = self.args[0]
        return -eta * x + log(1 + eta - eta * x)

    def transforms(self) -> tuple[Transform, ...]:
        return (
            Transform(
                atoms=lambda z: (z,),
                value=self._moment,
                log_value=lambda s: log(self._moment(s)),
                edges=lambda s: (Edge("0", s + 1, (-1,)),),
                known=self._mean_log,
            ),
        )

    def _moment(self, s: Expr) -> Expr:
        """E Z**s by parts, from P(Z < z) = 1 - (1 - z) exp(-eta z)."""
        eta = self.args[0]
        if s == 0:
            return S.One
        parts = (eta ** (-s - j) * lowergamma(s + j, eta) for j in (0, 1))
        first, second = parts
        return s * (first - second)

    def _mean_log(self, exponents: Exponents, logs: tuple[int, ...]) -> Expr | None:
        eta = self.args[0]
        if any(exponents) or logs != (1,):
            return None
        return -EulerGamma - log(eta) - expint(1, eta) - (1 - exp(-eta)) / eta

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """E log(p - q Z) by parts for p > q > 0, with exponential integrals."""
        if not isinstance(feature, log):
            return None
        eta, u = self.args[0], feature.args[0]
        q = -u.diff(x)
        if q.has(x) or not (facts.positive(q) and facts.positive(u.subs(x, 1))):
            return None
        c = u.subs(x, 0) / q
        integral = exp(-eta * c) * (Ei(eta * c) - Ei(eta * c - eta))
        return Add(log(u.subs(x, 0)), -(1 - exp(-eta)) / eta, (c - 1) * integral)


class ShiftedGompertz(Family):
    """Law of the larger of an exponential variable of rate b and a Gumbel one: scale b, shape eta (Bemmaor 1994)."""

    parameters = {"b": POSITIVE, "eta": POSITIVE}

    def model(self) -> Law:
        b, eta = self.args
        return affine(negate(logarithm(BelowOne(eta))), 1 / b)
