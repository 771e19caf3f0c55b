"""The standard gamma law and the families that are its images."""

from __future__ import annotations

from sympy import Expr, Rational, S, Symbol, exp, gamma, log, sqrt

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import FLAG, POSITIVE, REAL
from symbolic_info.laws.image import Symmetric, affine, logarithm, negate, power, reciprocal
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.moments import MOST
from symbolic_info.laws.transform import Edge, Transform, gamma_ratio
from symbolic_info.rules.binomials import mean_log_of_sum
from symbolic_info.rules.incomplete import gaussian_moment, incomplete_gamma, incomplete_gamma_log, mean_log_under_gamma
from symbolic_info.rules.special import log_gamma

__all__ = [
    "Chi",
    "ChiSquared",
    "Erlang",
    "Exponential",
    "ExponentialPower",
    "Frechet",
    "Gamma",
    "GammaInverse",
    "GeneralizedGamma",
    "Gumbel",
    "HalfNormal",
    "Laplace",
    "Levy",
    "LogGamma",
    "Maxwell",
    "Moyal",
    "Nakagami",
    "Rayleigh",
    "Weibull",
]


class StandardGamma(BaseLaw, public=False):
    """Density z**(k-1) exp(-z)/Gamma(k) on z > 0."""

    parameters = {"k": POSITIVE}
    tail = S.One

    @property
    def lower(self) -> Expr:
        return S.Zero

    def log_density(self, x: Expr) -> Expr:
        k = self.args[0]
        return (k - 1) * log(x) - x - log_gamma(k)

    def transforms(self) -> tuple[Transform, ...]:
        k = self.args[0]
        return (
            Transform(
                atoms=lambda z: (z, exp(z)),
                value=lambda s, t: gamma_ratio(k, s) * (1 - t) ** (-k - s),
                log_value=lambda s, t: log_gamma(k + s) - log_gamma(k) - (k + s) * log(1 - t),
                edges=lambda s, t: (Edge("0", k + s, (-1, 1)), Edge("oo", 1 - t, (1, 1))),
                below=lambda c, s, t: incomplete_gamma(k + s, 1 - t, c) / gamma(k),
                known_below=self._log_below,
            ),
            Transform(
                atoms=lambda z: (z, exp(z), exp(sqrt(z))),
                value=lambda s, t, u: gaussian_moment(2 * (k + s), 1 - t, u) / gamma(k),
                log_value=lambda s, t, u: log(gaussian_moment(2 * (k + s), 1 - t, u)) - log_gamma(k),
                edges=lambda s, t, u: (Edge("0", k + s, (-1, 1, 1)), Edge("oo", 1 - t, (1, 1, 1), None)),
                domain=lambda s, t, u: bool((2 * (k + s)).is_Integer and k + s <= MOST),
            ),
        )

    def _log_below(self, c: Expr, exponents: tuple[Expr, ...], logs: tuple[int, ...]) -> Expr | None:
        k, (s, t) = self.args[0], exponents
        part = incomplete_gamma_log(k + s, 1 - t, c) if logs == (1, 0) else None
        return None if part is None else part / gamma(k)

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Integration by parts: log(a + b Z); log(a + b exp(c Z)) of an exponential law, where exp(-Z) is uniform."""
        known = mean_log_under_gamma(feature, x, self.args[0], facts)
        return mean_log_of_sum(feature, x, exp(-x), facts) if known is None and self.args[0] == 1 else known


def standard_exponential() -> Law:
    """Density exp(-z) on z > 0."""
    return StandardGamma(S.One)


class Gamma(Family):
    """Gamma law with shape k and scale theta."""

    parameters = {"k": POSITIVE, "theta": POSITIVE}

    def model(self) -> Law:
        k, theta = self.args
        return affine(StandardGamma(k), theta)


class Erlang(Family):
    """Erlang law with shape k and rate l: a gamma law of scale 1/l."""

    parameters = {"k": POSITIVE, "l": POSITIVE}

    def model(self) -> Law:
        k, rate = self.args
        return affine(StandardGamma(k), 1 / rate)


class Exponential(Family):
    """Exponential law with rate."""

    parameters = {"rate": POSITIVE}

    def model(self) -> Law:
        return affine(standard_exponential(), 1 / self.args[0])


class ChiSquared(Family):
    """Law of the sum of k squared standard normals."""

    parameters = {"k": POSITIVE}

    def model(self) -> Law:
        return affine(StandardGamma(self.args[0] / 2), S(2))


class Chi(Family):
    """Law of the length of a standard normal vector of dimension k."""

    parameters = {"k": POSITIVE}

    def model(self) -> Law:
        return affine(power(StandardGamma(self.args[0] / 2), S.Half), sqrt(2))


class Rayleigh(Family):
    """Rayleigh law with scale sigma."""

    parameters = {"sigma": POSITIVE}

    def model(self) -> Law:
        return affine(power(standard_exponential(), S.Half), sqrt(2) * self.args[0])


class Maxwell(Family):
    """Maxwell law with scale a."""

    parameters = {"a": POSITIVE}

    def model(self) -> Law:
        return affine(power(StandardGamma(Rational(3, 2)), S.Half), sqrt(2) * self.args[0])


class Nakagami(Family):
    """Nakagami law with shape mu and spread omega = E[X**2]."""

    parameters = {"mu": POSITIVE, "omega": POSITIVE}

    def model(self) -> Law:
        mu, omega = self.args
        return affine(power(StandardGamma(mu), S.Half), sqrt(omega / mu))


class Weibull(Family):
    """Weibull law with scale alpha and shape beta."""

    parameters = {"alpha": POSITIVE, "beta": POSITIVE}

    def model(self) -> Law:
        alpha, beta = self.args
        return affine(power(standard_exponential(), 1 / beta), alpha)


class GammaInverse(Family):
    """Inverse gamma law with shape a and scale b."""

    parameters = {"a": POSITIVE, "b": POSITIVE}

    def model(self) -> Law:
        a, b = self.args
        return affine(reciprocal(StandardGamma(a)), b)


class Frechet(Family):
    """Frechet law with shape a, scale s and location m; its support starts at m."""

    parameters = {"a": POSITIVE, "s": POSITIVE, "m": REAL}
    defaults = {"m": S.Zero}

    def model(self) -> Law:
        a, s, m = self.args
        return affine(power(reciprocal(standard_exponential()), 1 / a), s, m)


class Gumbel(Family):
    """Gumbel law with scale beta and location mu, of maxima; ``minimum=True`` mirrors it about mu."""

    parameters = {"beta": POSITIVE, "mu": REAL, "minimum": FLAG}
    defaults = {"minimum": S.false}

    def model(self) -> Law:
        beta, mu, minimum = self.args
        upward = logarithm(standard_exponential())
        return affine(upward if minimum == S.true else negate(upward), beta, mu)


class Laplace(Family):
    """Laplace law with location mu and scale b."""

    parameters = {"mu": REAL, "b": POSITIVE}

    def model(self) -> Law:
        mu, b = self.args
        return affine(Symmetric(standard_exponential()), b, mu)


class GeneralizedGamma(Family):
    """Stacy's generalised gamma law: density proportional to x**(d-1) exp(-(x/a)**p) (Stacy 1962)."""

    parameters = {"a": POSITIVE, "d": POSITIVE, "p": POSITIVE}

    def model(self) -> Law:
        a, d, p = self.args
        return affine(power(StandardGamma(d / p), 1 / p), a)


class ExponentialPower(Family):
    """Density beta exp(-(abs(x - mu)/alpha)**beta)/(2 alpha Gamma(1/beta)): the generalised normal law."""

    parameters = {"mu": REAL, "alpha": POSITIVE, "beta": POSITIVE}

    def model(self) -> Law:
        mu, alpha, beta = self.args
        return affine(Symmetric(power(StandardGamma(1 / beta), 1 / beta)), alpha, mu)


class HalfNormal(Family):
    """Law of abs(X) for X normal of mean 0 and standard deviation sigma."""

    parameters = {"sigma": POSITIVE}

    def model(self) -> Law:
        return affine(power(StandardGamma(S.Half), S.Half), sqrt(2) * self.args[0])


class Levy(Family):
    """Levy law with location mu and scale c: mu + c/Z**2 for Z standard normal."""

    parameters = {"mu": REAL, "c": POSITIVE}

    def model(self) -> Law:
        mu, c = self.args
        return affine(reciprocal(StandardGamma(S.Half)), c / 2, mu)


class LogGamma(Family):
    """Law of mu + sigma log(Z) for Z of the standard gamma law of shape k."""

    parameters = {"k": POSITIVE, "mu": REAL, "sigma": POSITIVE}
    defaults = {"mu": S.Zero, "sigma": S.One}

    def model(self) -> Law:
        k, mu, sigma = self.args
        return affine(logarithm(StandardGamma(k)), sigma, mu)


class Moyal(Family):
    """Moyal law with location mu and scale sigma: mu - sigma log(Z**2) for Z standard normal."""

    parameters = {"mu": REAL, "sigma": POSITIVE}

    def model(self) -> Law:
        mu, sigma = self.args
        return affine(negate(logarithm(StandardGamma(S.Half))), sigma, mu - sigma * log(2))
