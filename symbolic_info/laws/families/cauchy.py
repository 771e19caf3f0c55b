"""The Cauchy law: heavy tails, and Poisson's formula for logarithms of quadratics."""

from __future__ import annotations

from sympy import (
    Expr,
    Mul,
    Poly,
    PolynomialError,
    S,
    Symbol,
    atan,
    binomial,
    cancel,
    factor,
    fraction,
    log,
    pi,
    sqrt,
    together,
)

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.families.beta_prime import StandardBetaPrime
from symbolic_info.laws.image import Symmetric, affine, exponential, power
from symbolic_info.laws.law import Family, Law
from symbolic_info.rules.hypergeometric import legendre_function

__all__ = ["Cauchy", "HalfCauchy", "LogCauchy"]

MOST_POWERS = 8


def _mean_of_quotient(feature: Expr, x: Symbol) -> Expr | None:
    """E P(Z)/(1 + Z**2)**n, with E (1 + Z**2)**(-i) = binomial(2 i, i)/4**i: Z/sqrt(1 + Z**2) is the sine of an angle.

    Finite for degrees up to 2 n; odd powers vanish.
    """
    if not (feature.has(x) and feature.is_rational_function(x)):
        return None
    above, below = (Poly(part, x) for part in fraction(cancel(together(feature), x)))
    square, n = Poly(x**2 + 1, x), below.degree() // 2
    if below.rem(square**n) != 0 or below.degree() % 2 or not 0 < n <= MOST_POWERS or above.degree() > 2 * n:
        return None
    mean = S.Zero
    for i in range(n, -1, -1):
        above, rest = above.div(square)
        mean += rest.nth(0) * binomial(2 * i, i) / 4**i
    return factor(mean / below.LC())


def _mean_of_power(feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
    """E ((1 + Z**2)/(a Z**2 + b Z + c))**e by Laplace's integral of the Legendre function of order -e.

    Source: Nielsen & Okamura 2022, IEEE Trans. Inf. Theory 69, On f-divergences between Cauchy distributions.
    """
    powers = dict(f.as_base_exp() for f in Mul.make_args(feature))
    own, other = powers.get(x**2 + 1, S.Zero), next((u for u in powers if u != x**2 + 1), S.One)
    if len(powers) != 2 or own.has(x) or (powers[other] + own).expand() != 0 or not other.is_polynomial(x):
        return None
    a, b, c = (other.as_poly(x).coeff_monomial(x**i) for i in (2, 1, 0))
    square = factor(4 * a * c - b**2)
    if Poly(other, x).degree() != 2 or own == 0 or not (facts.positive(square) and facts.positive(a)):
        return None
    root = sqrt(square)
    return (root / 2) ** (-own) * legendre_function(-own, factor((a + c) / root))


class StandardCauchy(Family, public=False):
    """Density 1/(pi (1 + z**2)) on the line."""

    def model(self) -> Law:
        return Symmetric(power(StandardBetaPrime(S.Half, S.Half), S.Half))

    def log_density(self, x: Expr) -> Expr:
        return -log(1 + x**2) - log(pi)

    @property
    def kinks(self) -> tuple[Expr, ...]:
        return ()

    def cdf(self, x: Expr) -> Expr:
        """P(X <= x)."""
        return S.Half + atan(x) / pi

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Poisson integral: E log(a Z**2 + b Z + c) = log(a + c + sqrt(4 a c - b**2)) for a positive quadratic.

        log|z - w|**2 is harmonic in the half-plane away from w, so its Cauchy average is its
        value at i (Poisson integral of the half-plane).
        """
        if not isinstance(feature, log):
            return _mean_of_quotient(feature, x) or _mean_of_power(feature, x, facts)
        try:
            a, b, c = Poly(feature.args[0], x).all_coeffs()
        except (PolynomialError, ValueError):
            return None
        square = factor(4 * a * c - b**2)
        if not (feature.args[0].is_positive or (facts.positive(a) and facts.nonnegative(square))):
            return None
        return log(a + c + sqrt(square))


class Cauchy(Family):
    """Cauchy law with location x0 and scale gamma."""

    parameters = {"x0": REAL, "gamma": POSITIVE}

    def model(self) -> Law:
        x0, gamma = self.args
        return affine(StandardCauchy(), gamma, x0)


class StandardHalfCauchy(Family, public=False):
    """Density 2/(pi (1 + z**2)) on z > 0."""

    def model(self) -> Law:
        return power(StandardBetaPrime(S.Half, S.Half), S.Half)

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Poisson integral of an even function: its mean under the Cauchy law."""
        z = StandardCauchy().variable
        even = feature.xreplace({x: z})
        return StandardCauchy().special(even, z, facts) if even == even.xreplace({z: -z}) else None


class HalfCauchy(Family):
    """Law of abs(X) for X of the Cauchy law about 0 with scale gamma."""

    parameters = {"gamma": POSITIVE}

    def model(self) -> Law:
        return affine(StandardHalfCauchy(), self.args[0])


class LogCauchy(Family):
    """Law of exp(X) for X of the Cauchy law with location mu and scale sigma; it has no entropy."""

    parameters = {"mu": REAL, "sigma": POSITIVE}

    def model(self) -> Law:
        mu, sigma = self.args
        return exponential(affine(StandardCauchy(), sigma, mu))
