"""Planck's law of radiation, of which the Davis law is the reciprocal."""

from __future__ import annotations

from sympy import Derivative, Expr, S, Subs, Sum, Symbol, exp, log, polygamma, zeta

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import ABOVE_ONE, POSITIVE, REAL
from symbolic_info.laws.image import affine, reciprocal
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.transform import Edge, Exponents, Transform, gamma_ratio
from symbolic_info.rules.special import log_gamma

__all__ = ["Davis"]

MOST_TERMS = 40


class StandardPlanck(BaseLaw, public=False):
    """Density z**(n-1)/((exp(z) - 1) Gamma(n) zeta(n)) on z > 0."""

    parameters = {"n": ABOVE_ONE}
    tail = S.One

    @property
    def lower(self) -> Expr:
        return S.Zero

    def log_density(self, x: Expr) -> Expr:
        n = self.args[0]
        return (n - 1) * log(x) - x - log(1 - exp(-x)) - log_gamma(n) - log(zeta(n))

    def transforms(self) -> tuple[Transform, ...]:
        """E Z**s exp(t Z) from the geometric series of 1/(exp(z) - 1)."""
        n = self.args[0]
        return (
            Transform(
                atoms=lambda z: (z, exp(z)),
                value=lambda s, t: gamma_ratio(n, s) * zeta(n + s, 1 - t) / zeta(n),
                log_value=lambda s, t: log_gamma(n + s) - log_gamma(n) + log(zeta(n + s, 1 - t)) - log(zeta(n)),
                edges=lambda s, t: (Edge("0", n + s - 1, (-1, 1)), Edge("oo", 1 - t, (1, 1))),
                known=self._mean_log,
            ),
        )

    def _mean_log(self, exponents: Exponents, logs: tuple[int, ...]) -> Expr | None:
        n, x = self.args[0], Symbol("x")
        if any(exponents) or logs != (1, 0):
            return None
        return polygamma(0, n) + Subs(Derivative(zeta(x), x), x, n) / zeta(n)

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Euler's sum of harmonic numbers: E log(1 - exp(-Z)) = -sum_{m>1} H_{m-1}/m**n/zeta(n) for an integer n."""
        n = self.args[0]
        if feature != log(1 - exp(-x)) or not n.is_integer:
            return None
        j = Symbol("j", integer=True, positive=True)
        products = Sum(zeta(j + 1) * zeta(n - j), (j, 1, n - 2))
        if n.is_Integer and n < MOST_TERMS:
            products = products.doit()
        return (products - n * zeta(n + 1)) / (2 * zeta(n))


class Davis(Family):
    """Davis law with scale b, shape n > 1 and location mu: mu + b/Z for Z of Planck's law; its support starts at mu."""

    parameters = {"b": POSITIVE, "n": ABOVE_ONE, "mu": REAL}

    def model(self) -> Law:
        b, n, mu = self.args
        return affine(reciprocal(StandardPlanck(n)), b, mu)
