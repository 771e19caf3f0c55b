"""Laws of directions."""

from __future__ import annotations

from sympy import Eq, Expr, MatrixBase, Mul, Rational, S, besseli, log, pi, simplify, sinh, sqrt, tanh
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError
from symbolic_info.facts import Facts
from symbolic_info.laws.domain import POSITIVE
from symbolic_info.laws.vector.features import Along, Feature
from symbolic_info.laws.vector.law import VECTOR, Known, Terms, VectorLaw
from symbolic_info.laws.vector.matrices import inner_product
from symbolic_info.rules.special import log_gamma

MOST_ELEMENTARY = Rational(5, 2)

__all__ = ["VonMisesFisher"]


class VonMisesFisher(VectorLaw):
    """Von Mises-Fisher law on the unit sphere of d dimensions: density in exp(kappa mu^T x), mu a unit vector.

    The density is with respect to the surface.  Source: Mardia & Jupp, Directional Statistics, (9.3.4).

    >>> from sympy import symbols
    >>> from symbolic_info import entropy
    >>> kappa = symbols("kappa", positive=True)
    >>> entropy(VonMisesFisher([0, 0, 1], kappa)).subs(kappa, 1).evalf(10)
    2.379428323
    """

    parameters = {"mu": VECTOR, "kappa": POSITIVE}
    place = "directions"
    tied = True

    def check(self) -> None:
        if self.dimension == 1:
            raise ParameterError("a direction has at least two components")

    @property
    def dimension(self) -> Expr:
        return S(self.args[0].shape[0])

    def constraints(self) -> tuple[Boolean, ...]:
        length = inner_product(self.args[0], self.args[0])
        gap = simplify(length - 1) if isinstance(self.args[0], MatrixBase) else length - 1
        return () if gap == 0 else (Eq(length, 1),)

    @property
    def kernel(self) -> Terms:
        mu, kappa = self.args
        return {Along(mu): kappa}

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        """The surface integral of exp(v^T x) depends on the length of v only."""
        if not all(isinstance(f, Along) for f in terms) or len(terms) > 2:
            return None
        if not terms:
            return Known(log(2) + self.dimension * log(pi) / 2 - log_gamma(self.dimension / 2))
        return Known(self._log_integral(_length(terms)))

    def _log_integral(self, length: Expr) -> Expr:
        order = self.dimension / 2 - 1
        return self.dimension * log(2 * pi) / 2 + log(bessel(order, length)) - order * log(length)

    def expected(self, feature: Feature) -> Known | None:
        if not isinstance(feature, Along):
            return None
        (mu, kappa), d = self.args, self.dimension
        along = S.One if feature.args[0] == mu else inner_product(mu, feature.args[0])
        return Known(along * bessel_ratio(d / 2, kappa))


def _length(terms: Terms) -> Expr:
    pairs = list(terms.items())
    if len(pairs) == 1:
        return pairs[0][1]
    (f, a), (g, b) = pairs
    return sqrt(a**2 + b**2 + 2 * a * b * inner_product(f.args[0], g.args[0]))


def bessel(order: Expr, z: Expr) -> Expr:
    """I_order(z), in hyperbolic functions for positive half-integers (DLMF 10.39.1, 10.29.1)."""
    if not _is_elementary(order):
        return besseli(order, z)
    return sqrt(2 / (pi * z)) * sinh(z) * Mul(*(bessel_ratio(S(k) / 2, z) for k in range(3, int(2 * order) + 1, 2)))


def bessel_ratio(order: Expr, z: Expr) -> Expr:
    """I_order(z)/I_{order - 1}(z), in hyperbolic functions for positive half-integers."""
    if order == S.Half:
        return tanh(z)
    if _is_elementary(order):
        return 1 / bessel_ratio(order - 1, z) - 2 * (order - 1) / z
    return besseli(order, z) / besseli(order - 1, z)


def _is_elementary(order: Expr) -> bool:
    return bool(order.is_Rational and order.q == 2 and order <= MOST_ELEMENTARY)
