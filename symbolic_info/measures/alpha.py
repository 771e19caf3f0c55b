"""The alpha-divergence."""

from __future__ import annotations

from typing import Any

from sympy import Expr, S, exp, oo

from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.power_integral import PowerIntegral, PowerMeasure, powers


class AlphaDivergence(PowerMeasure):
    """The alpha-divergence (sum p**alpha q**(1 - alpha) - 1)/(alpha (alpha - 1)), for every real order.

    Order 1 is D(p || q), 0 is D(q || p), 1/2 four times the squared Hellinger distance, 2 half of
    Pearson's chi-square.  Source: Cichocki & Amari 2010, Entropy 12, (7); Amari's own order is 2 alpha - 1.

    >>> from sympy import symbols
    >>> from sympy.stats import Exponential
    >>> from symbolic_info import AlphaDivergence
    >>> a, b = symbols("a b", positive=True)
    >>> AlphaDivergence(Exponential("X", a), Exponential("Y", b), 0).doit()
    a/b + log(b/a) - 1
    """

    arity = 2
    parameters = ("alpha",)
    latex_symbol = "D"
    separator = (r" \,\middle\|\, ", " || ")
    lowest_order = -oo
    excluded_orders = (S.Zero, S.One)

    @property
    def integral(self) -> PowerIntegral:
        p, q = self.laws
        return powers(p, self.order, q, 1 - self.order)

    @property
    def limit(self) -> Expr | None:
        p, q = self.laws
        return {S.One: KLDivergence(p, q), S.Zero: KLDivergence(q, p)}.get(self.order)

    def of_log(self, log_integral: Expr) -> Expr:
        return (exp(log_integral) - 1) / (self.order * (self.order - 1))


def alpha_divergence(p: Any, q: Any, alpha: Any, budget: Any = None) -> Expr:
    """The alpha-divergence of order ``alpha`` in closed form, or the inert `AlphaDivergence`.

    Every real order.  A plain number, without unit; arguments, budget, conditions and errors as for
    `symbolic_info.kl_divergence`.
    Source: Cichocki & Amari 2010, Entropy 12, (7); Amari's own order is 2 alpha - 1.

    >>> from sympy import Rational
    >>> from symbolic_info import alpha_divergence
    >>> alpha_divergence([1, 0], [Rational(1, 2), Rational(1, 2)], 2)
    1/2
    """
    return AlphaDivergence(p, q, alpha).doit(budget=budget)
