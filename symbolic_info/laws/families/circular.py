"""Laws of angles: von Mises, wrapped Cauchy and raised cosine."""

from __future__ import annotations

from sympy import (
    Abs,
    Expr,
    Mod,
    Poly,
    PolynomialError,
    Rational,
    S,
    Symbol,
    besseli,
    cos,
    exp,
    factor,
    log,
    pi,
    sin,
    sinh,
    sqrt,
    trigsimp,
)
from sympy.simplify.fu import TR8

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import OPEN_UNIT, POSITIVE, REAL
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.maps import Map, Negate
from symbolic_info.laws.transform import Edge, Exponents, Transform, gamma_ratio
from symbolic_info.rules.logarithm import split_log

__all__ = ["RaisedCosine", "VonMises", "WrappedCauchy"]


class AngularLaw(BaseLaw, public=False):
    """A base law of an angle in (0, 2 pi) with its direction mu."""

    @property
    def lower(self) -> Expr:
        return S.Zero

    @property
    def upper(self) -> Expr:
        return 2 * pi

    @property
    def kinks(self) -> tuple[Expr, ...]:
        """The mode, where a concentrated density has its peak."""
        return (Mod(self.args[0], 2 * pi),)


class VonMises(AngularLaw):
    """Von Mises law on (0, 2 pi) with direction mu and concentration k."""

    parameters = {"mu": REAL, "k": POSITIVE}

    def log_density(self, x: Expr) -> Expr:
        mu, k = self.args
        return k * cos(x - mu) - log(2 * pi) - log(besseli(0, k))

    def transforms(self) -> tuple[Transform, ...]:
        return (
            Transform(
                atoms=lambda z: (exp(cos(z)), exp(sin(z))),
                value=lambda s, t: exp(self._log_transform(s, t)),
                log_value=self._log_transform,
            ),
        )

    def _log_transform(self, s: Expr, t: Expr) -> Expr:
        """log E exp(s cos Z + t sin Z), by the length of the vector k (cos mu, sin mu) + (s, t)."""
        mu, k = self.args
        across, up = k * cos(mu) + s, k * sin(mu) + t
        length = sqrt(factor(TR8((across**2 + up**2).expand()).expand()))
        return log(besseli(0, length.replace(Abs, lambda u: u))) - log(besseli(0, k))


class WrappedCauchy(AngularLaw):
    """Cauchy law wrapped around the circle (0, 2 pi), with direction mu and mean resultant length rho.

    The density is (1 - rho**2)/(2 pi (1 + rho**2 - 2 rho cos(x - mu))); a Cauchy law of scale g gives rho = exp(-g).
    """

    parameters = {"mu": REAL, "rho": OPEN_UNIT}

    def log_density(self, x: Expr) -> Expr:
        mu, rho = self.args
        return log(1 - rho) + log(1 + rho) - log(2 * pi) - log(1 + rho**2 - 2 * rho * cos(x - mu))

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Poisson integral: a harmonic function on the disc has its value at rho exp(i mu) for mean."""
        mu, rho = self.args
        if isinstance(feature, cos | sin):
            order = feature.args[0].diff(x)
            return rho ** abs(order) * feature.subs(x, mu) if order.is_Integer else None
        found = _cosine_sum(feature.args[0], x) if isinstance(feature, log) else None
        if found is None:
            return None
        a, b, c = found
        root = _root(factor(trigsimp(a**2 - b**2 - c**2)), facts)
        if root is None or not facts.positive(a):
            return None
        moving = trigsimp((b * cos(mu) + c * sin(mu)).expand())
        return split_log(factor((a + root) / 2 + rho**2 * (a - root) / 2 + rho * moving), facts)


def _cosine_sum(u: Expr, x: Symbol) -> tuple[Expr, Expr, Expr] | None:
    """(a, b, c) for u = a + b cos(x) + c sin(x)."""
    try:
        poly = Poly(u.expand(trig=True), cos(x), sin(x))
    except PolynomialError:
        return None
    if poly.total_degree() != 1 or any(p.has(x) for p in poly.coeffs()):
        return None
    return poly.nth(0, 0), poly.nth(1, 0), poly.nth(0, 1)


def _root(square: Expr, facts: Facts) -> Expr | None:
    """The square root of a non-negative expression, without absolute values of known sign."""
    root = sqrt(square)
    if not (facts.nonnegative(square) or root.is_extended_real):
        return None
    return root.replace(Abs, lambda u: u if facts.nonnegative(u) else -u if facts.nonnegative(-u) else Abs(u))


class StandardRaisedCosine(BaseLaw, public=False):
    """Density (1 + cos(pi z))/2 on -1 < z < 1."""

    @property
    def lower(self) -> Expr:
        return S.NegativeOne

    @property
    def upper(self) -> Expr:
        return S.One

    def log_density(self, x: Expr) -> Expr:
        return 2 * log(cos(pi * x / 2))

    def image(self, outer: Map) -> Law | None:
        return self if isinstance(outer, Negate) else None

    def transforms(self) -> tuple[Transform, ...]:
        three_halves = Rational(3, 2)
        return (
            Transform(
                atoms=lambda z: (cos(pi * z / 2),),
                value=lambda s: gamma_ratio(three_halves, s / 2) / gamma_ratio(S(2), s / 2),
                log_value=lambda s: log(gamma_ratio(three_halves, s / 2)) - log(gamma_ratio(S(2), s / 2)),
                edges=lambda s: (Edge("-1", s + 3, (-1,)), Edge("1", s + 3, (-1,))),
            ),
            Transform(
                atoms=lambda z: (exp(z),),
                value=lambda t: S.One if t == 0 else pi**2 * sinh(t) / (t * (pi**2 + t**2)),
                log_value=lambda t: log(sinh(t) / t) - log(1 + t**2 / pi**2),
                known=self._moment,
            ),
        )

    def _moment(self, exponents: Exponents, logs: tuple[int, ...]) -> Expr | None:
        """E Z**n by parts, where the quotient of the transform would be 0/0."""
        n = logs[0]
        if exponents != (0,):
            return None
        if n % 2:
            return S.Zero
        cosine = S.Zero
        for k in range(2, n + 1, 2):
            cosine = -k * (1 + (k - 1) * cosine) / pi**2
        return Rational(1, n + 1) + cosine


class RaisedCosine(Family):
    """Density (1 + cos(pi (x - mu)/s))/(2 s) on (mu - s, mu + s)."""

    parameters = {"mu": REAL, "s": POSITIVE}

    def model(self) -> Law:
        mu, s = self.args
        return affine(StandardRaisedCosine(), s, mu)
