"""Squared Hellinger distance and Bhattacharyya distance: functions of the affinity, the integral of sqrt(p q)."""

from __future__ import annotations

from typing import Any

from sympy import Expr, S, exp

from symbolic_info.measures.power_integral import PowerIntegral, PowerMeasure, evaluated, powers
from symbolic_info.measures.units import in_base


class _OfAffinity(PowerMeasure):
    arity = 2

    @property
    def integral(self) -> PowerIntegral:
        p, q = self.laws
        return powers(p, S.Half, q, S.Half)


class SquaredHellinger(_OfAffinity):
    """Squared Hellinger distance 1 - sum sqrt(p q), between 0 and 1 (half of sum (sqrt p - sqrt q)**2).

    Source: Liese & Vajda 2006, IEEE Trans. Inf. Theory 52, table I (with the factor 1/2).

    >>> from symbolic_info import SquaredHellinger
    >>> SquaredHellinger([1, 0], [0, 1]).doit()
    1
    """

    latex_symbol = r"H^2"

    def of_log(self, log_integral: Expr) -> Expr:
        return 1 - exp(log_integral)


class BhattacharyyaDistance(_OfAffinity):
    """Bhattacharyya distance -log sum sqrt(p q) in nats; infinite for disjoint supports.

    Source: Bhattacharyya 1943; Kailath 1967, IEEE Trans. Comm. 15, (1).

    >>> from symbolic_info import BhattacharyyaDistance
    >>> BhattacharyyaDistance([1, 0], [0, 1]).doit()
    oo
    """

    latex_symbol = r"D_{\mathrm{B}}"

    def __new__(cls, p: Any, q: Any, base: Any = None) -> Expr:
        return in_base(super().__new__(cls, p, q), base)

    def of_log(self, log_integral: Expr) -> Expr:
        return -log_integral


def squared_hellinger(p: Any, q: Any, budget: Any = None) -> Expr:
    """The squared Hellinger distance 1 - sum sqrt(p q) in closed form, or the inert `SquaredHellinger`.

    A plain number, without unit; arguments, budget, conditions and errors as for `symbolic_info.kl_divergence`.
    Source: Liese & Vajda 2006, IEEE Trans. Inf. Theory 52, table I (with the factor 1/2).

    >>> from sympy import symbols
    >>> from sympy.stats import Exponential
    >>> from symbolic_info import squared_hellinger
    >>> a, b = symbols("a b", positive=True)
    >>> squared_hellinger(Exponential("X", a), Exponential("Y", b)).subs(b, a)
    0
    """
    return SquaredHellinger(p, q).doit(budget=budget)


def bhattacharyya_distance(p: Any, q: Any, base: Any = None, budget: Any = None) -> Expr:
    """The Bhattacharyya distance -log sum sqrt(p q) in closed form, or the inert `BhattacharyyaDistance`.

    Arguments, units, budget, conditions and errors as for `symbolic_info.kl_divergence`.
    Source: Bhattacharyya 1943; Kailath 1967, IEEE Trans. Comm. 15, (1).

    >>> from sympy import symbols
    >>> from sympy.stats import Normal
    >>> from symbolic_info import bhattacharyya_distance
    >>> m, s = symbols("m s", positive=True)
    >>> bhattacharyya_distance(Normal("X", 0, s), Normal("Y", m, s))
    m**2/(8*s**2)
    """
    return evaluated(BhattacharyyaDistance(p, q), base, budget)
