"""Pearson's chi-square divergence."""

from __future__ import annotations

from typing import Any

from sympy import Expr, S, exp

from symbolic_info.measures.power_integral import PowerIntegral, PowerMeasure, powers


class ChiSquareDivergence(PowerMeasure):
    """Pearson's divergence sum (p - q)**2/q = sum p**2/q - 1; Neyman's is that of (q, p).

    Source: Pearson 1900; Liese & Vajda 2006, IEEE Trans. Inf. Theory 52, table I.

    >>> from sympy import symbols
    >>> from sympy.stats import Poisson
    >>> from symbolic_info import ChiSquareDivergence
    >>> a, b = symbols("a b", positive=True)
    >>> ChiSquareDivergence(Poisson("X", a), Poisson("Y", b)).doit().subs({a: 1, b: 1})
    0
    """

    arity = 2
    latex_symbol = r"\chi^2"
    separator = (r" \,\middle\|\, ", " || ")

    @property
    def integral(self) -> PowerIntegral:
        p, q = self.laws
        return powers(p, S(2), q, S.NegativeOne)

    def of_log(self, log_integral: Expr) -> Expr:
        return exp(log_integral) - 1


def chi_square_divergence(p: Any, q: Any, budget: Any = None) -> Expr:
    """Pearson's chi-square divergence of ``p`` from ``q`` in closed form, or the inert `ChiSquareDivergence`.

    Infinite where the second moment of p/q under q is; Neyman's has the laws exchanged.  A plain number, without
    unit; arguments, budget, conditions and errors as for `symbolic_info.kl_divergence`.
    Source: Pearson 1900; Liese & Vajda 2006, IEEE Trans. Inf. Theory 52, table I.

    >>> from sympy import Rational
    >>> from symbolic_info import chi_square_divergence
    >>> chi_square_divergence([1, 0], [Rational(1, 2), Rational(1, 2)])
    1
    """
    return ChiSquareDivergence(p, q).doit(budget=budget)
