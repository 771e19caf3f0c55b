"""Laws of angles: von Mises, wrapped Cauchy and cardioid."""

from __future__ import annotations

from sympy import (
    Abs,
    Dummy,
    Expr,
    Mod,
    Poly,
    PolynomialError,
    Pow,
    Rational,
    S,
    Symbol,
    besseli,
    cancel,
    cos,
    exp,
    factor,
    log,
    pi,
    sin,
    sqrt,
    trigsimp,
)
from sympy.simplify.fu import TR8

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import OPEN_UNIT, POSITIVE, REAL, Domain
from symbolic_info.laws.law import BaseLaw
from symbolic_info.laws.transform import Transform
from symbolic_info.rules.logarithm import split_logs

__all__ = ["Cardioid", "VonMises", "WrappedCauchy"]

UP_TO_HALF = Domain("in (0, 1/2]", lambda x: (x > 0, x <= S.Half), (S.Half, Rational(1, 3), Rational(2, 5)))


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


class HarmonicLaw(AngularLaw, public=False):
    """An angle of which the means of cosines, sines and of one logarithm of a cosine are known."""

    def resultant(self, order: Expr) -> Expr:
        """E cos(order (X - mu)) for a positive integer order."""
        raise NotImplementedError

    def mean_log(self, a: Expr, root: Expr, along: Expr, square: Expr) -> Expr:
        """E log(a + b cos X + c sin X), where ``along`` = b cos(mu) + c sin(mu) and ``square`` = b**2 + c**2."""
        raise NotImplementedError

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Fourier series of log(a + b cos X + c sin X), or the mean of cos(n X) and sin(n X)."""
        mu = self.args[0]
        if feature == 1:
            return S.One
        if isinstance(feature, cos | sin):
            order = feature.args[0].diff(x)
            return self.resultant(abs(order)) * feature.subs(x, mu) if order.is_Integer else None
        found = log_of_cosines(feature, x, facts)
        if found is None:
            return None
        a, root, b, c = found
        along, square = trigsimp((b * cos(mu) + c * sin(mu)).expand()), trigsimp(b**2 + c**2)
        return split_logs(self.mean_log(a, root, along, square), facts)


class WrappedCauchy(HarmonicLaw):
    """Cauchy law wrapped around the circle (0, 2 pi), with direction mu and mean resultant length rho.

    The density is (1 - rho**2)/(2 pi (1 + rho**2 - 2 rho cos(x - mu))); a Cauchy law of scale g gives rho = exp(-g).
    """

    parameters = {"mu": REAL, "rho": OPEN_UNIT}

    def log_density(self, x: Expr) -> Expr:
        mu, rho = self.args
        return log(1 - rho) + log(1 + rho) - log(2 * pi) - log(1 + rho**2 - 2 * rho * cos(x - mu))

    def resultant(self, order: Expr) -> Expr:
        return self.args[1] ** order

    def mean_log(self, a: Expr, root: Expr, along: Expr, square: Expr) -> Expr:
        """Poisson integral: a harmonic function on the disc has its value at rho exp(i mu) for mean."""
        rho = Dummy("r", positive=True)
        value = (a + root) / 2 + rho**2 * (a - root) / 2 + rho * along
        return log(factor(value.subs(self.args[1], rho)).subs(rho, self.args[1]))


class Cardioid(HarmonicLaw):
    """Density (1 + 2 rho cos(x - mu))/(2 pi) on (0, 2 pi), of mean direction mu and resultant length rho <= 1/2.

    >>> from sympy import Rational
    >>> from symbolic_info import entropy
    >>> from symbolic_info.laws import Cardioid
    >>> entropy(Cardioid(0, Rational(1, 2)))
    -1 + log(4*pi)
    """

    parameters = {"mu": REAL, "rho": UP_TO_HALF}

    @property
    def kinks(self) -> tuple[Expr, ...]:
        """The zero of the largest resultant length, opposite to the direction."""
        mu, rho = self.args
        return (Mod(mu + pi, 2 * pi),) if rho == S.Half and mu.is_number else ()

    def log_density(self, x: Expr) -> Expr:
        mu, rho = self.args
        return log(1 + 2 * rho * cos(x - mu)) - log(2 * pi)

    def resultant(self, order: Expr) -> Expr:
        return self.args[1] if order == 1 else S(int(order == 0))

    def mean_log(self, a: Expr, root: Expr, along: Expr, square: Expr) -> Expr:
        """The constant and the first cosine of the series."""
        return log((a + root) / 2) + cancel(2 * self.args[1] * along / square) * (a - root)


def log_of_cosines(feature: Expr, x: Symbol, facts: Facts) -> tuple[Expr, Expr, Expr, Expr] | None:
    """(a, sqrt(a**2 - b**2 - c**2), b, c) for log(a + b cos(x) + c sin(x)), positive almost everywhere.

    Its mean on the circle is log((a + root)/2), and the coefficient of cos(n (x - t)), t the direction of (b, c),
    is -2/n ((root - a)/sqrt(b**2 + c**2))**n (Gradshteyn & Ryzhik 4.224.9 and 1.514).
    """
    found = _cosine_sum(feature.args[0], x) if isinstance(feature, log) else None
    if found is None:
        return None
    a, b, c = found
    root = root_of(factor(trigsimp(a**2 - b**2 - c**2)), facts)
    return None if root is None or not facts.positive(a) else (a, root, b, c)


def _cosine_sum(u: Expr, x: Symbol) -> tuple[Expr, Expr, Expr] | None:
    """(a, b, c) for u = a + b cos(x) + c sin(x)."""
    try:
        poly = Poly(u.expand(trig=True), cos(x), sin(x))
    except PolynomialError:
        return None
    if poly.total_degree() != 1 or any(p.has(x) for p in poly.coeffs()):
        return None
    return poly.nth(0, 0), poly.nth(1, 0), poly.nth(0, 1)


def root_of(square: Expr, facts: Facts) -> Expr | None:
    """The square root of a non-negative expression, without absolute values of known sign."""
    if not (facts.nonnegative(square) or sqrt(square).is_extended_real):
        return None
    root = sqrt(square)
    if any(p.exp == S.Half and p.free_symbols for p in root.atoms(Pow)):
        return sqrt(square.expand())
    return root.replace(Abs, lambda u: u if facts.nonnegative(u) else -u if facts.nonnegative(-u) else Abs(u))
