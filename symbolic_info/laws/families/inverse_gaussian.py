"""The generalised inverse Gaussian law, with Bessel functions K, and the families that are its images."""

from __future__ import annotations

from sympy import Expr, Rational, S, besselk, exp, expint, factorial, log, loggamma, pi, sqrt

from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.maps import Map, Reciprocal
from symbolic_info.laws.transform import Edge, Exponents, Transform

__all__ = [
    "GaussianInverse",
    "GeneralizedInverseGaussian",
    "InverseGaussianDispersion",
    "ReciprocalInverseGaussian",
]


class StandardInverseGaussian(BaseLaw, public=False):
    """Density z**(p-1) exp(-omega (z + 1/z)/2)/(2 K_p(omega)) on z > 0; p = -1/2 is the inverse Gaussian law.

    Source: Jørgensen, Statistical Properties of the Generalized Inverse Gaussian Distribution (1982), (2.2).
    """

    parameters = {"p": REAL, "omega": POSITIVE}
    tail = S.One
    head = S.One

    @property
    def lower(self) -> Expr:
        return S.Zero

    def log_density(self, x: Expr) -> Expr:
        p, omega = self.args
        return (p - 1) * log(x) - omega * (x + 1 / x) / 2 - log(2) - _log_bessel(p, omega)

    def image(self, outer: Map) -> Law | None:
        p, omega = self.args
        return StandardInverseGaussian(-p, omega) if isinstance(outer, Reciprocal) else None

    def transforms(self) -> tuple[Transform, ...]:
        return (
            Transform(
                atoms=lambda z: (z, exp(z), exp(1 / z)),
                value=lambda s, t, u: exp(self._log_transform(s, t, u)),
                log_value=self._log_transform,
                edges=self._edges,
                known=self._mean_log,
            ),
        )

    def _log_transform(self, s: Expr, t: Expr, u: Expr) -> Expr:
        p, omega = self.args
        return _log_integral(p + s, omega - 2 * t, omega - 2 * u) - _log_integral(p, omega, omega)

    def _edges(self, s: Expr, t: Expr, u: Expr) -> tuple[Edge, ...]:
        """Where an exponential is used up, the power alone decides."""
        p, omega = self.args
        order = p + s
        return (
            Edge("0", omega - 2 * u, (-1, 1, 1), closed=order.is_positive),
            Edge("oo", omega - 2 * t, (1, 1, 1), closed=order.is_negative),
        )

    def _mean_log(self, exponents: Exponents, logs: tuple[int, ...]) -> Expr | None:
        """E log Z, by the derivative of K_p by its order: DLMF 10.38.7 for p = ±1/2, 0 by symmetry for p = 0."""
        p, omega = self.args
        if any(exponents) or logs != (1, 0, 0) or p not in (S.Half, -S.Half, S.Zero):
            return None
        return 2 * p * exp(2 * omega) * expint(1, 2 * omega)


def _log_integral(order: Expr, a: Expr, b: Expr) -> Expr:
    """log of the integral of z**(order-1) exp(-(a z + b/z)/2) over z > 0, where a or b may be 0."""
    if a == 0:
        return order * log(b / 2) + loggamma(-order)
    if b == 0:
        return loggamma(order) - order * log(a / 2)
    ratio = S.Zero if a == b else order * (log(b) - log(a)) / 2
    return log(2) + ratio + _log_bessel(order, sqrt(a * b))


def _log_bessel(order: Expr, x: Expr) -> Expr:
    """log K_order(x), in elementary terms for half-integers (DLMF 10.49.12)."""
    n = abs(order) - S.Half
    if not (order.is_Rational and n.is_Integer):
        return log(besselk(order, x))
    terms = (factorial(n + k) / (factorial(k) * factorial(n - k) * (2 * x) ** k) for k in range(int(n) + 1))
    return log(pi / (2 * x)) / 2 - x + log(sum(terms, S.Zero))


class GeneralizedInverseGaussian(Family):
    """Density proportional to x**(p-1) exp(-(a x + b/x)/2)."""

    parameters = {"a": POSITIVE, "b": POSITIVE, "p": REAL}

    def model(self) -> Law:
        a, b, p = self.args
        return affine(StandardInverseGaussian(p, sqrt(a * b)), sqrt(b / a))


class GaussianInverse(Family):
    """Inverse Gaussian (Wald) law with mean and shape; the variance is mean**3/shape."""

    parameters = {"mean": POSITIVE, "shape": POSITIVE}

    def model(self) -> Law:
        mean, shape = self.args
        return affine(StandardInverseGaussian(Rational(-1, 2), shape / mean), mean)


class InverseGaussianDispersion(Family):
    """Inverse Gaussian law with mean and dispersion, as in generalised linear models; variance dispersion mean**3."""

    parameters = {"mean": POSITIVE, "dispersion": POSITIVE}

    def model(self) -> Law:
        mean, dispersion = self.args
        return affine(StandardInverseGaussian(Rational(-1, 2), 1 / (dispersion * mean)), mean)


class ReciprocalInverseGaussian(Family):
    """Law of 1/X for X of the inverse Gaussian law with mean and shape."""

    parameters = {"mean": POSITIVE, "shape": POSITIVE}

    def model(self) -> Law:
        mean, shape = self.args
        return affine(StandardInverseGaussian(S.Half, shape / mean), 1 / mean)
