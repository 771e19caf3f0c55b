"""Noncentral laws: moments by confluent hypergeometric functions, entropies as exact unevaluated nodes."""

from __future__ import annotations

from sympy import Expr, S, besseli, exp, hyper, log, sqrt

from symbolic_info.laws.domain import NONNEGATIVE, POSITIVE
from symbolic_info.laws.families.beta_prime import log_beta
from symbolic_info.laws.image import affine, power
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.transform import Edge, Transform, gamma_ratio

__all__ = ["BetaNoncentral", "ChiNoncentral", "NoncentralChiSquared", "Rice"]


class NoncentralChiSquared(BaseLaw):
    """Noncentral chi-squared law with k degrees of freedom and noncentrality lamda.

    The law of the squared length of a normal vector of dimension k whose mean has the squared length lamda.
    Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2, chapter 29.
    """

    parameters = {"k": POSITIVE, "lamda": POSITIVE}
    tail = S.One

    @property
    def lower(self) -> Expr:
        return S.Zero

    def log_density(self, x: Expr) -> Expr:
        k, lamda = self.args
        return (k - 2) * (log(x) - log(lamda)) / 4 - (x + lamda) / 2 - log(2) + log(besseli(k / 2 - 1, sqrt(lamda * x)))

    def transforms(self) -> tuple[Transform, ...]:
        k = self.args[0]
        return (
            Transform(
                atoms=lambda z: (z, exp(z)),
                value=self._transform,
                log_value=lambda s, t: log(self._transform(s, t)),
                edges=lambda s, t: (Edge("0", k / 2 + s, (-1, 1)), Edge("oo", 1 - 2 * t, (1, 1))),
            ),
        )

    def _transform(self, s: Expr, t: Expr) -> Expr:
        """By Kummer's transformation a polynomial in lamda for s = 0, 1, 2, ..."""
        k, lamda = self.args
        shrunk = 1 - 2 * t
        scale = 2**s * gamma_ratio(k / 2, s) * shrunk ** (-k / 2 - s) * exp(lamda * t / shrunk)
        return scale * _kummer(-s, k / 2, -lamda / (2 * shrunk))


def _kummer(a: Expr, b: Expr, z: Expr) -> Expr:
    """1F1(a; b; z), a polynomial where a is a small non-positive integer."""
    if not (a.is_Integer and -8 <= a <= 0):
        return hyper((a,), (b,), z)
    total, term = S.One, S.One
    for j in range(int(-a)):
        term = term * (a + j) * z / ((b + j) * (j + 1))
        total += term
    return total


class ChiNoncentral(Family):
    """Noncentral chi law with k degrees of freedom: the length of a normal vector of mean length l."""

    parameters = {"k": POSITIVE, "l": POSITIVE}

    def model(self) -> Law:
        k, length = self.args
        return power(NoncentralChiSquared(k, length**2), S.Half)


class Rice(Family):
    """Rice law: the length of a normal vector in the plane with mean length nu and standard deviations sigma."""

    parameters = {"nu": POSITIVE, "sigma": POSITIVE}

    def model(self) -> Law:
        nu, sigma = self.args
        return affine(ChiNoncentral(S(2), nu / sigma).model(), sigma)


class BetaNoncentral(BaseLaw):
    """Noncentral beta law with shapes alpha and beta and noncentrality lamda: a Poisson mixture of beta laws."""

    parameters = {"alpha": POSITIVE, "beta": POSITIVE, "lamda": NONNEGATIVE}

    @property
    def lower(self) -> Expr:
        return S.Zero

    @property
    def upper(self) -> Expr:
        return S.One

    def log_density(self, x: Expr) -> Expr:
        a, b, lamda = self.args
        central = (a - 1) * log(x) + (b - 1) * log(1 - x) - log_beta(a, b)
        return central - lamda / 2 + log(hyper((a + b,), (a,), lamda * x / 2))
