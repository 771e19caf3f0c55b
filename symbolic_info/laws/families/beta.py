"""The standard beta law and the families that are its images."""

from __future__ import annotations

from sympy import Dummy, Expr, Rational, S, Symbol, beta, betainc_regularized, exp, log
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.families.beta_prime import StandardBetaPrime, below_beta, beta_ratio, log_beta
from symbolic_info.laws.families.gamma import standard_exponential
from symbolic_info.laws.image import Symmetric, affine, exponential, logarithm, negate, power
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.maps import Map, Negate, Reciprocal
from symbolic_info.laws.transform import Edge, Transform
from symbolic_info.rules.binomials import mean_log_of_sum
from symbolic_info.rules.incomplete import mean_log_under_gamma
from symbolic_info.rules.integral import HIGHEST

__all__ = [
    "Arcsin",
    "Beta",
    "ExponentiatedWeibull",
    "Kumaraswamy",
    "Pareto",
    "PowerFunction",
    "QuadraticU",
    "WignerSemicircle",
]


class StandardBeta(BaseLaw, public=False):
    """Density z**(a-1) (1-z)**(b-1)/B(a, b) on 0 < z < 1."""

    parameters = {"a": POSITIVE, "b": POSITIVE}

    @property
    def lower(self) -> Expr:
        return S.Zero

    @property
    def upper(self) -> Expr:
        return S.One

    def log_density(self, x: Expr) -> Expr:
        a, b = self.args
        return (a - 1) * log(x) + (b - 1) * log(1 - x) - log_beta(a, b)

    def image(self, outer: Map) -> Law | None:
        a, b = self.args
        if isinstance(outer, Negate):
            return affine(StandardBeta(b, a), S.One, S.NegativeOne)
        return affine(StandardBetaPrime(b, a), S.One, S.One) if isinstance(outer, Reciprocal) else None

    def distribution(self, x: Expr) -> Expr:
        return betainc_regularized(*self.args, 0, x)

    def polynomial(self, z: Expr) -> Expr | None:
        """The density, where it is a polynomial."""
        a, b = self.args
        if not all(n.is_Integer and n <= HIGHEST for n in self.args):
            return None
        return z ** (a - 1) * (1 - z) ** (b - 1) / beta(a, b).doit()

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Integration by parts: log(a + b Z**r) where a power of Z, or of 1 - Z, is uniform; log(a - b log(Z))."""
        a, b = self.args
        if b == 1 and feature.has(log(x)):
            z = Dummy("z", positive=True)
            return mean_log_under_gamma(feature.subs(x, exp(-z / a)), z, S.One, facts)
        if b == 1:
            return mean_log_of_sum(feature, x, x**a, facts)
        return mean_log_of_sum(feature, x, (1 - x) ** b, facts) if a == 1 else None

    def transforms(self) -> tuple[Transform, ...]:
        a, b = self.args
        return (
            Transform(
                atoms=lambda z: (z, 1 - z),
                value=lambda s, t: beta_ratio(a, b, s, t),
                log_value=lambda s, t: log_beta(a + s, b + t) - log_beta(a, b),
                edges=lambda s, t: (Edge("0", a + s, (-1, -1)), Edge("1", b + t, (-1, -1))),
                below=lambda c, s, t: below_beta(a + s, b + t, c, 1 - c, a, b),
            ),
        )


class Beta(Family):
    """Beta law with shapes alpha and beta."""

    parameters = {"alpha": POSITIVE, "beta": POSITIVE}

    def model(self) -> Law:
        return StandardBeta(*self.args)


class Arcsin(Family):
    """Arcsine law between a and b."""

    parameters = {"a": REAL, "b": REAL}

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[1] > self.args[0],)

    def model(self) -> Law:
        a, b = self.args
        return affine(StandardBeta(S.Half, S.Half), b - a, a)


class Kumaraswamy(Family):
    """Kumaraswamy law with shapes a and b, on (0, 1)."""

    parameters = {"a": POSITIVE, "b": POSITIVE}

    def model(self) -> Law:
        a, b = self.args
        return power(StandardBeta(S.One, b), 1 / a)


class PowerFunction(Family):
    """Density alpha (x-a)**(alpha-1)/(b-a)**alpha on (a, b)."""

    parameters = {"alpha": POSITIVE, "a": REAL, "b": REAL}

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[2] > self.args[1],)

    def model(self) -> Law:
        alpha, a, b = self.args
        return affine(StandardBeta(alpha, S.One), b - a, a)


class Pareto(Family):
    """Pareto law with minimum xm and shape alpha: xm times the exponential of an exponential law."""

    parameters = {"xm": POSITIVE, "alpha": POSITIVE}

    def model(self) -> Law:
        xm, alpha = self.args
        return affine(exponential(affine(standard_exponential(), 1 / alpha)), xm)


class WignerSemicircle(Family):
    """Wigner's semicircle law of radius R: density 2 sqrt(R**2 - x**2)/(pi R**2) on (-R, R)."""

    parameters = {"R": POSITIVE}

    def model(self) -> Law:
        radius = self.args[0]
        return affine(StandardBeta(Rational(3, 2), Rational(3, 2)), 2 * radius, -radius)


class QuadraticU(Family):
    """Density 12 (x - (a + b)/2)**2/(b - a)**3 on (a, b)."""

    parameters = {"a": REAL, "b": REAL}

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[1] > self.args[0],)

    def model(self) -> Law:
        a, b = self.args
        return affine(Symmetric(StandardBeta(S(3), S.One)), (b - a) / 2, (a + b) / 2)


class ExponentiatedWeibull(Family):
    """Law with the distribution function (1 - exp(-(x/lamda)**k))**alpha (Mudholkar & Srivastava 1993).

    With k = 1 the exponentiated (generalised) exponential law.
    """

    parameters = {"alpha": POSITIVE, "k": POSITIVE, "lamda": POSITIVE}

    def model(self) -> Law:
        alpha, k, lamda = self.args
        return affine(power(negate(logarithm(StandardBeta(S.One, alpha))), 1 / k), lamda)
