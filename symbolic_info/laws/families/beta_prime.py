"""The standard beta-prime law (beta law of the second kind) and the families that are its images."""

from __future__ import annotations

from sympy import (
    Expr,
    Mul,
    Ne,
    Piecewise,
    S,
    Symbol,
    beta,
    betainc_regularized,
    exp,
    expand,
    expand_log,
    fraction,
    log,
    pi,
    sqrt,
    together,
)
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.image import Symmetric, affine, logarithm, power
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.maps import Map, Reciprocal
from symbolic_info.laws.transform import Edge, Transform, gamma_ratio
from symbolic_info.rules.hypergeometric import hypergeometric
from symbolic_info.rules.incomplete import incomplete_beta
from symbolic_info.rules.special import log_gamma

__all__ = [
    "BetaPrime",
    "BurrXII",
    "Dagum",
    "FDistribution",
    "FisherZ",
    "GeneralizedPareto",
    "HyperbolicSecant",
    "LogLogistic",
    "Logistic",
    "Lomax",
    "StudentT",
]


def log_beta(a: Expr, b: Expr) -> Expr:
    if b == 1:
        return -log(a)
    return -log(b) if a == 1 else log_gamma(a) + log_gamma(b) - log_gamma(a + b)


def beta_ratio(a: Expr, b: Expr, s: Expr, t: Expr) -> Expr:
    return gamma_ratio(a, s) * gamma_ratio(b, t) / gamma_ratio(a + b, s + t)


def below_beta(shape: Expr, other: Expr, c: Expr, rest: Expr, a: Expr, b: Expr) -> Expr | None:
    """An incomplete beta integral up to ``c`` = 1 - ``rest`` in terms of the complete one, B(a, b)."""
    part = incomplete_beta(shape, other, c, rest)
    return None if part is None else part / beta(a, b).doit()


class StandardBetaPrime(BaseLaw, public=False):
    """Density z**(a-1) (1+z)**(-a-b)/B(a, b) on z > 0."""

    parameters = {"a": POSITIVE, "b": POSITIVE}

    @property
    def lower(self) -> Expr:
        return S.Zero

    def log_density(self, x: Expr) -> Expr:
        a, b = self.args
        return (a - 1) * log(x) - (a + b) * log(1 + x) - log_beta(a, b)

    def image(self, outer: Map) -> Law | None:
        return StandardBetaPrime(*reversed(self.args)) if isinstance(outer, Reciprocal) else None

    def distribution(self, x: Expr) -> Expr:
        return betainc_regularized(*self.args, 0, x / (1 + x))

    def transforms(self) -> tuple[Transform, ...]:
        a, b = self.args
        return (
            Transform(
                atoms=lambda z: (z, 1 + z),
                value=lambda s, t: beta_ratio(a, b, s, -s - t),
                log_value=lambda s, t: log_beta(a + s, b - s - t) - log_beta(a, b),
                edges=lambda s, t: (Edge("0", a + s, (-1, 1)), Edge("oo", b - s - t, (1, 1))),
                below=lambda c, s, t: below_beta(a + s, b - s - t, c / (1 + c), 1 / (1 + c), a, b),
                known_below=self._log_below,
            ),
        )

    def _log_below(self, c: Expr, exponents: tuple[Expr, ...], logs: tuple[int, ...]) -> Expr | None:
        """E[log Z; Z < c] by parts, where the distribution function is z/(1 + z)."""
        plain = self.args == (1, 1) and exponents == (0, 0) and logs == (1, 0)
        return c * log(c) / (1 + c) - log(1 + c) if plain else None

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Euler's integral of powers of Z and a + b Z; by parts log(a + b Z), where P(Z > z) is 1/(1 + z)."""
        if not isinstance(feature, log):
            return _mean_of_powers(feature, x, self, facts)
        if self.args != (1, 1) or feature == log(1 + x):
            return None
        free, moving = feature.args[0].as_independent(x, as_Add=True)
        log_ratio = expand(expand_log(log(moving)) - log(x) - log(free))
        if log_ratio.has(x) or not facts.positive(free):
            return None
        ratio = exp(log_ratio)
        mean = log_ratio / (1 - 1 / ratio)
        apart = facts.positive(ratio - 1) or facts.negative(ratio - 1)
        return log(free) + (mean if apart else Piecewise((mean, _not_one(ratio, log_ratio)), (S.One, True)))


def _mean_of_powers(feature: Expr, x: Symbol, law: StandardBetaPrime, facts: Facts) -> Expr | None:
    """E Z**r (1 + Z)**s (1 + c Z)**t where it is finite for certain (DLMF 15.6.1, by Z = Y/(1 - Y))."""
    a, b = law.args
    r, s, t, c, factor = S.Zero, S.Zero, S.Zero, S.One, S.One
    for base, exponent in (f.as_base_exp() for f in Mul.make_args(feature)):
        free, slope = base.coeff(x, 0), base.coeff(x, 1)
        if exponent.has(x) or free.has(x) or (base - slope * x - free).expand() != 0:
            return None
        if free == 0 or slope == 0:
            factor, r = factor * (slope + free) ** exponent, r + (exponent if free == 0 else 0)
        elif (free, slope) == (1, 1):
            s += exponent
        else:
            if t != 0 or not (facts.positive(free) and facts.positive(slope)):
                return None
            t, c, factor = exponent, slope / free, factor * free**exponent
    near, far = a + r, b - r - s - t
    if t == 0 or not (facts.positive(near) and facts.positive(far)):
        return None
    return factor * beta(near, far) / beta(a, b) * hypergeometric((-t, near), (a + b - s - t,), 1 - c)


def _not_one(ratio: Expr, log_ratio: Expr) -> Boolean:
    """Whether a ratio is not 1, by its logarithm where that has no logarithms in it."""
    return Ne(ratio, 1) if log_ratio.has(log) else Ne(fraction(together(log_ratio))[0], 0).canonical


class BetaPrime(Family):
    """Beta law of the second kind with shapes alpha and beta."""

    parameters = {"alpha": POSITIVE, "beta": POSITIVE}

    def model(self) -> Law:
        return StandardBetaPrime(*self.args)


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
    """Student's t law with nu degrees of freedom, location mu and scale sigma."""

    parameters = {"nu": POSITIVE, "mu": REAL, "sigma": POSITIVE}
    defaults = {"mu": S.Zero, "sigma": S.One}

    def model(self) -> Law:
        nu, mu, sigma = self.args
        return affine(Symmetric(power(StandardBetaPrime(S.Half, nu / 2), S.Half)), sigma * sqrt(nu), mu)


class FDistribution(Family):
    """Fisher and Snedecor's F law with d1 and d2 degrees of freedom."""

    parameters = {"d1": POSITIVE, "d2": POSITIVE}

    def model(self) -> Law:
        return _variance_ratio(*self.args)


class FisherZ(Family):
    """Fisher's z law: half the logarithm of an F variable with d1 and d2 degrees of freedom."""

    parameters = {"d1": POSITIVE, "d2": POSITIVE}

    def model(self) -> Law:
        return affine(logarithm(_variance_ratio(*self.args)), S.Half)


def _variance_ratio(d1: Expr, d2: Expr) -> Law:
    return affine(StandardBetaPrime(d1 / 2, d2 / 2), d2 / d1)


class Dagum(Family):
    """Law with the distribution function (1 + (x/b)**(-a))**(-p): Dagum's, or Burr's of type III."""

    parameters = {"p": POSITIVE, "a": POSITIVE, "b": POSITIVE}

    def model(self) -> Law:
        p, a, b = self.args
        return affine(power(StandardBetaPrime(p, S.One), 1 / a), b)


class BurrXII(Family):
    """Law with P(X > x) = (1 + (x/lamda)**c)**(-k): Burr's of type XII, or Singh and Maddala's."""

    parameters = {"c": POSITIVE, "k": POSITIVE, "lamda": POSITIVE}
    defaults = {"lamda": S.One}

    def model(self) -> Law:
        c, k, lamda = self.args
        return affine(power(StandardBetaPrime(S.One, k), 1 / c), lamda)


class GeneralizedPareto(Family):
    """Law with P(X > x) = (1 + xi (x - mu)/sigma)**(-1/xi), for a positive shape xi."""

    parameters = {"xi": POSITIVE, "mu": REAL, "sigma": POSITIVE}

    def model(self) -> Law:
        xi, mu, sigma = self.args
        return affine(StandardBetaPrime(S.One, 1 / xi), sigma / xi, mu)


class HyperbolicSecant(Family):
    """Density sech(pi (x - mu)/(2 sigma))/(2 sigma), with mean mu and standard deviation sigma."""

    parameters = {"mu": REAL, "sigma": POSITIVE}

    def model(self) -> Law:
        mu, sigma = self.args
        return affine(logarithm(StandardBetaPrime(S.Half, S.Half)), sigma / pi, mu)
