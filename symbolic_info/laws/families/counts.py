"""Counts and differences of counts: Skellam, Hermite, Yule-Simon, Borel, Conway-Maxwell-Poisson and others."""

from __future__ import annotations

from sympy import Abs, Dummy, Expr, S, Sum, besseli, beta, exp, factorial, floor, gamma, log, oo, sqrt

from symbolic_info.laws.domain import OPEN_UNIT, POSITIVE, REAL
from symbolic_info.laws.families.lattice import LatticeLaw, index
from symbolic_info.laws.moments import from_factorial_moments, from_moments, rising
from symbolic_info.laws.series import Series
from symbolic_info.laws.transform import Edge, Transform
from symbolic_info.rules.special import log_gamma

__all__ = [
    "Borel",
    "ConwayMaxwellPoisson",
    "DiscreteLaplace",
    "DiscreteNormal",
    "DiscreteWeibull",
    "Hermite",
    "Skellam",
    "YuleSimon",
]


class Skellam(LatticeLaw):
    """The law of the difference of two independent Poisson variables with means mu1 and mu2."""

    parameters = {"mu1": POSITIVE, "mu2": POSITIVE}

    @property
    def lower(self) -> Expr:
        return S.NegativeInfinity

    def log_density(self, x: Expr) -> Expr:
        first, second = self.args
        bessel = log(besseli(Abs(x), 2 * sqrt(first * second)))
        return x * (log(first) - log(second)) / 2 - first - second + bessel

    def log_generating(self, t: Expr) -> Expr:
        first, second = self.args
        return first * (exp(t) - 1) + second * (exp(-t) - 1)


class Hermite(LatticeLaw):
    """The law of N1 + 2 N2 for independent Poisson variables with means a1 and a2."""

    parameters = {"a1": POSITIVE, "a2": POSITIVE}

    def log_density(self, x: Expr) -> Expr:
        one, two = self.args
        j = index(x, self, nonnegative=True)
        ways = one ** (x - 2 * j) * two**j / (factorial(x - 2 * j) * factorial(j))
        return log(Sum(ways, (j, 0, floor(x / 2)))) - one - two

    def log_generating(self, t: Expr) -> Expr:
        one, two = self.args
        return one * (exp(t) - 1) + two * (exp(2 * t) - 1)


class YuleSimon(LatticeLaw):
    """The Yule-Simon law on 1, 2, ...: the probability of k is rho B(k, rho + 1)."""

    parameters = {"rho": POSITIVE}

    @property
    def lower(self) -> Expr:
        return S.One

    def log_density(self, x: Expr) -> Expr:
        (rho,) = self.args
        return log(rho) + log(beta(x, rho + 1))

    def transforms(self) -> tuple[Transform, ...]:
        (rho,) = self.args
        return from_factorial_moments(lambda j: factorial(j) * rho / (rho - j), rising, lambda w: rho - w)


class Borel(LatticeLaw):
    """The Borel law of total progeny on 1, 2, ...: exp(-mu k) (mu k)**(k - 1)/k! is the probability of k.

    Its moment generating function G solves G = exp(t + mu (G - 1)), so G' = G/(1 - mu G).
    """

    parameters = {"mu": OPEN_UNIT}

    @property
    def lower(self) -> Expr:
        return S.One

    def log_density(self, x: Expr) -> Expr:
        (mu,) = self.args
        return (x - 1) * (log(mu) + log(x)) - mu * x - log_gamma(x + 1)

    def transforms(self) -> tuple[Transform, ...]:
        return from_moments(self._moment)

    def _moment(self, order: int) -> Expr:
        mu, g = self.args[0], Dummy("g")
        derivative: Expr = g
        for _ in range(order):
            derivative = derivative.diff(g) * g / (1 - mu * g)
        return derivative.subs(g, 1)


class ConwayMaxwellPoisson(LatticeLaw):
    """The Conway-Maxwell-Poisson law on 0, 1, ...: the probability of k is proportional to lamda**k/k!**nu.

    Source: Shmueli et al., A useful distribution for fitting discrete data, JRSS C 54 (2005).
    """

    parameters = {"lamda": POSITIVE, "nu": POSITIVE}

    def log_density(self, x: Expr) -> Expr:
        rate, nu = self.args
        return x * log(rate) - nu * log_gamma(x + 1) - log(self._total(rate, nu))

    def _total(self, rate: Expr, nu: Expr) -> Expr:
        j = index(rate, nu, self, nonnegative=True)
        return Series(rate**j / factorial(j) ** nu, (j, 0, oo))

    def transforms(self) -> tuple[Transform, ...]:
        rate, nu = self.args
        return (
            Transform(
                atoms=lambda k: (gamma(k + 1), exp(k)),
                value=lambda w, t: self._total(rate * exp(t), nu - w) / self._total(rate, nu),
                log_value=lambda w, t: log(self._total(rate * exp(t), nu - w)) - log(self._total(rate, nu)),
                edges=lambda w, t: (Edge("oo", nu - w, (1, 1)),),
            ),
        )


class DiscreteLaplace(LatticeLaw):
    """The two-sided geometric law on all integers: the probability of k is p**abs(k) (1 - p)/(1 + p)."""

    parameters = {"p": OPEN_UNIT}

    @property
    def lower(self) -> Expr:
        return S.NegativeInfinity

    def log_density(self, x: Expr) -> Expr:
        (p,) = self.args
        return Abs(x) * log(p) + log(1 - p) - log(1 + p)

    def transforms(self) -> tuple[Transform, ...]:
        (p,) = self.args

        def value(t: Expr, u: Expr) -> Expr:
            up, down = p * exp(u + t), p * exp(u - t)
            return (1 - p) * (1 + up / (1 - up) + down / (1 - down)) / (1 + p)

        return (
            Transform(
                atoms=lambda k: (exp(k), exp(Abs(k))),
                value=value,
                log_value=lambda t, u: log(value(t, u)),
                edges=lambda t, u: (
                    Edge("oo", 1 - p * exp(u + t), (1, 1)),
                    Edge("-oo", 1 - p * exp(u - t), (-1, 1)),
                ),
            ),
        )


class DiscreteNormal(LatticeLaw):
    """The law on all integers with probabilities proportional to exp(-(k - mu)**2/(2 sigma**2)).

    Source: Kemp, Characterizations of a discrete normal distribution, J. Stat. Plan. Inference 63 (1997).
    """

    parameters = {"mu": REAL, "sigma": POSITIVE}

    @property
    def lower(self) -> Expr:
        return S.NegativeInfinity

    def log_density(self, x: Expr) -> Expr:
        return self._log_weight(x) - log(self._total(S.Zero))

    def _log_weight(self, x: Expr) -> Expr:
        mu, sigma = self.args
        return -((x - mu) ** 2) / (2 * sigma**2)

    def _total(self, t: Expr) -> Expr:
        j = index(t, self)
        return Series(exp(self._log_weight(j) + t * j), (j, -oo, oo))

    def log_generating(self, t: Expr) -> Expr:
        return log(self._total(t)) - log(self._total(S.Zero))


class DiscreteWeibull(LatticeLaw):
    """The discrete Weibull law on 0, 1, ...: X >= k has probability q**(k**beta).

    Source: Nakagawa & Osaki, The discrete Weibull distribution, IEEE Trans. Reliability 24 (1975).
    """

    parameters = {"q": OPEN_UNIT, "beta": POSITIVE}

    def log_density(self, x: Expr) -> Expr:
        q, beta = self.args
        here, there = x**beta, (x + 1) ** beta
        return here * log(q) + log(1 - exp((there - here) * log(q)))

    def transforms(self) -> tuple[Transform, ...]:
        return ()
