"""The soliton laws of LT codes."""

from __future__ import annotations

from sympy import Eq, Expr, Piecewise, Rational, S, Sum, Symbol, harmonic, log, sqrt

from symbolic_info.errors import ParameterError
from symbolic_info.facts import Facts
from symbolic_info.laws.domain import HALF_OPEN_UNIT, NATURAL, POSITIVE
from symbolic_info.laws.families.lattice import LatticeLaw, index
from symbolic_info.laws.finite import Finite, as_finite
from symbolic_info.laws.law import Parametric

__all__ = ["IdealSoliton", "RobustSoliton"]


class IdealSoliton(LatticeLaw):
    """The ideal soliton law on 1, ..., k: 1/k at 1 and 1/(x (x - 1)) at x = 2, ..., k.

    Source: Luby, LT codes, FOCS 2002, definition 9.
    """

    parameters = {"k": NATURAL}

    @property
    def lower(self) -> Expr:
        return S.One

    @property
    def upper(self) -> Expr:
        return self.args[0]

    def log_density(self, x: Expr) -> Expr:
        return Piecewise((-log(self.args[0]), Eq(x, 1)), (-log(x) - log(x - 1), True))

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Sum over the outcomes."""
        k, rest = self.args[0], feature.xreplace({x: S.One})
        if not feature.has(x):
            return feature
        if feature == x:
            return 1 / k + harmonic(k - 1)
        j = index(rest, self, positive=True)
        return rest / k + Sum(feature.xreplace({x: j + 1}) / (j * (j + 1)), (j, 1, k - 1))


class RobustSoliton(Parametric, public=True):
    """The robust soliton law on 1, ..., k for numbers k, delta, c, as a finite law.

    With R = c log(k/delta) sqrt(k) it is proportional to the ideal soliton law plus R/(k x) for
    x < k/R and a spike R log(R/delta)/k at the whole number next to k/R; both only on 1, ..., k.
    Source: Luby, LT codes, FOCS 2002, definition 11.
    """

    parameters = {"k": NATURAL, "delta": HALF_OPEN_UNIT, "c": POSITIVE}

    def __new__(cls, *args: Expr, **named: Expr) -> Finite:
        k, delta, c = cls._arguments(args, named)
        if not (k.is_Integer and k > 0 and delta.is_number and c.is_number):
            raise ParameterError("RobustSoliton takes numbers: where its spike stands depends on all of them")
        ripple = c * log(k / delta) * sqrt(k)
        weights = [_ideal(x, k) + _ripple(S(x), k, delta, ripple) for x in range(1, int(k) + 1)]
        total = sum(weights, S.Zero)
        return as_finite({x: w / total for x, w in enumerate(weights, 1)})


def _ideal(x: int, k: Expr) -> Expr:
    return 1 / k if x == 1 else Rational(1, x * (x - 1))


def _ripple(x: Expr, k: Expr, delta: Expr, ripple: Expr) -> Expr:
    if ripple == 0:
        return S.Zero
    spike = round(k / ripple)
    if x == spike:
        return ripple * log(ripple / delta) / k
    return ripple / (k * x) if x < spike else S.Zero
