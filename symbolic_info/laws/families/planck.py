"""Planck's law of radiation, of which the Davis law is the reciprocal, and that of Fermi and Dirac."""

from __future__ import annotations

from sympy import Add, Derivative, Expr, Range, S, Subs, Sum, Symbol, dirichlet_eta, exp, log, polygamma, zeta

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import ABOVE_ONE, POSITIVE, REAL
from symbolic_info.laws.image import affine, reciprocal
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.transform import Edge, Exponents, Transform, gamma_ratio
from symbolic_info.rules.special import log_gamma

__all__ = ["BoseEinstein", "Davis", "FermiDirac"]

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
        return ((products - n * zeta(n + 1)) / (2 * zeta(n))).expand()


def eta(s: Expr) -> Expr:
    """Dirichlet's eta function (DLMF 25.2.3)."""
    return (1 - 2 ** (1 - s)) * zeta(s) if s.is_Integer and s != 1 else dirichlet_eta(s)


class StandardFermi(BaseLaw, public=False):
    """Density z**(n-1)/((exp(z) + 1) Gamma(n) eta(n)) on z > 0, eta that of Dirichlet."""

    parameters = {"n": POSITIVE}
    tail = S.One

    @property
    def lower(self) -> Expr:
        return S.Zero

    def log_density(self, x: Expr) -> Expr:
        n = self.args[0]
        return (n - 1) * log(x) - x - log(1 + exp(-x)) - log_gamma(n) - log(eta(n))

    def transforms(self) -> tuple[Transform, ...]:
        """E Z**s from the alternating geometric series of 1/(exp(z) + 1)."""
        n = self.args[0]
        return (
            Transform(
                atoms=lambda z: (z,),
                value=lambda s: gamma_ratio(n, s) * eta(n + s) / eta(n),
                log_value=lambda s: log_gamma(n + s) - log_gamma(n) + log(eta(n + s) / eta(n)),
                edges=lambda s: (Edge("0", n + s, (-1,)),),
                known=self._mean_log,
            ),
        )

    def _mean_log(self, exponents: Exponents, logs: tuple[int, ...]) -> Expr | None:
        """By eta(s) = (1 - 2**(1 - s)) zeta(s)."""
        n, x = self.args[0], Symbol("x")
        if any(exponents) or logs != (1,) or not n.is_Integer or n == 1:
            return None
        return polygamma(0, n) + log(2) / (2 ** (n - 1) - 1) + Subs(Derivative(zeta(x), x), x, n) / zeta(n)

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Euler's alternating sum of harmonic numbers: E log(1 + exp(-Z)) for an even n (Sitaramachandrarao 1987)."""
        n = self.args[0]
        if feature != log(1 + exp(-x)) or not n.is_Integer or n > MOST_TERMS or (n % 2 and n != 1):
            return None
        if n == 1:
            return log(2) / 2
        products = Add(*(2 * eta(j) * zeta(n + 1 - j) for j in Range(2, n, 2)))
        alternating = ((n + 1) * eta(n + 1) - zeta(n + 1) - products) / 2
        return ((eta(n + 1) - alternating) / eta(n)).expand()


class BoseEinstein(Family):
    """Density proportional to x**(n-1)/(exp(x/b) - 1) on x > 0 with shape n > 1 and scale b; Planck's law for n = 4."""

    parameters = {"n": ABOVE_ONE, "b": POSITIVE}

    def model(self) -> Law:
        n, b = self.args
        return affine(StandardPlanck(n), b)


class FermiDirac(Family):
    """Density proportional to x**(n-1)/(exp(x/b) + 1) on x > 0 with shape n and scale b.

    >>> from symbolic_info import entropy
    >>> from symbolic_info.laws import FermiDirac
    >>> entropy(FermiDirac(1, 1)).evalf(10)
    1.166629780
    """

    parameters = {"n": POSITIVE, "b": POSITIVE}

    def model(self) -> Law:
        n, b = self.args
        return affine(StandardFermi(n), b)


class Davis(Family):
    """Davis law with scale b, shape n > 1 and location mu: mu + b/Z for Z of Planck's law; its support starts at mu."""

    parameters = {"b": POSITIVE, "n": ABOVE_ONE, "mu": REAL}

    def model(self) -> Law:
        b, n, mu = self.args
        return affine(reciprocal(StandardPlanck(n)), b, mu)
