"""Powers of a cosine on a half-period, of which the raised cosine law is the second."""

from __future__ import annotations

from sympy import Expr, Mul, Range, S, binomial, cos, cosh, exp, expand_func, log, pi, polygamma, sinh, sqrt

from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.maps import Map, Negate
from symbolic_info.laws.transform import Edge, Exponents, Transform, gamma_ratio
from symbolic_info.rules.special import log_gamma

__all__ = ["CosinePower", "RaisedCosine"]


class StandardCosine(BaseLaw, public=False):
    """Density proportional to cos(pi z/2)**k on -1 < z < 1."""

    parameters = {"k": POSITIVE}

    @property
    def lower(self) -> Expr:
        return S.NegativeOne

    @property
    def upper(self) -> Expr:
        return S.One

    def log_density(self, x: Expr) -> Expr:
        k = self.args[0]
        log_area = log(2 / sqrt(pi)) + log_gamma((k + 1) / 2) - log_gamma(k / 2 + 1)
        return k * log(cos(pi * x / 2)) - log_area

    def image(self, outer: Map) -> Law | None:
        return self if isinstance(outer, Negate) else None

    def transforms(self) -> tuple[Transform, ...]:
        """Powers of the cosine by the beta function; exp(t Z) for an integer k, and Z**n by its cumulants."""
        k = self.args[0]
        a, b = (k + 1) / 2, k / 2 + 1
        powers = Transform(
            atoms=lambda z: (cos(pi * z / 2),),
            value=lambda s: gamma_ratio(a, s / 2) / gamma_ratio(b, s / 2),
            log_value=lambda s: log(gamma_ratio(a, s / 2)) - log(gamma_ratio(b, s / 2)),
            edges=lambda s: (Edge("-1", s + k + 1, (-1,)), Edge("1", s + k + 1, (-1,))),
        )
        exponentials = Transform(
            atoms=lambda z: (exp(z),),
            value=self._exponential,
            log_value=lambda t: log(self._exponential(t)),
            known=self._moment,
        )
        return (powers, exponentials) if k.is_Integer else (powers,)

    def _exponential(self, t: Expr) -> Expr:
        """E exp(t Z), by parts twice for each 2 in k."""
        k = self.args[0]
        if t == 0:
            return S.One
        start, first = (cosh(t), S.One) if k % 2 else (sinh(t) / t, S(2))
        roots = (pi * j / 2 for j in Range(first, k + 1, 2))
        return start * Mul(*(root**2 / (root**2 + t**2) for root in roots))

    def _moment(self, exponents: Exponents, logs: tuple[int, ...]) -> Expr | None:
        """E Z**n by the cumulants, which are polygamma values (from Cauchy's integral, DLMF 5.12.5)."""
        if exponents != (0,):
            return None
        moments: list[Expr] = [S.One]
        for n in range(1, logs[0] + 1):
            moments.append(
                sum((binomial(n - 1, j - 1) * self._cumulant(j) * moments[n - j] for j in range(2, n + 1, 2)), S.Zero)
            )
        return moments[-1].expand()

    def _cumulant(self, even: int) -> Expr:
        value = expand_func(polygamma(even - 1, self.args[0] / 2 + 1))
        return 2 * (-1) ** (even // 2 + 1) * value / pi**even


class CosinePower(Family):
    """Density proportional to cos(pi (x - mu)/(2 s))**k on (mu - s, mu + s); the cosine law for k = 1.

    >>> from symbolic_info import entropy
    >>> from symbolic_info.laws import CosinePower
    >>> entropy(CosinePower(0, 1, 1))
    log(2/pi) + 1
    """

    parameters = {"mu": REAL, "s": POSITIVE, "k": POSITIVE}

    def model(self) -> Law:
        mu, s, k = self.args
        return affine(StandardCosine(k), s, mu)


class RaisedCosine(Family):
    """Density (1 + cos(pi (x - mu)/s))/(2 s) on (mu - s, mu + s)."""

    parameters = {"mu": REAL, "s": POSITIVE}

    def model(self) -> Law:
        mu, s = self.args
        return affine(StandardCosine(S(2)), s, mu)
