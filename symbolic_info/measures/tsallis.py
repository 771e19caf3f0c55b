"""Tsallis entropy and divergence."""

from __future__ import annotations

from typing import Any

from sympy import Expr, exp

from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.power_integral import PowerIntegral, PowerMeasure, negative_where_above_one, powers


class TsallisEntropy(PowerMeasure):
    """Tsallis entropy (1 - sum p**alpha)/(alpha - 1), in natural units; order 1 is the Shannon entropy in nats.

    Source: Tsallis 1988, J. Stat. Phys. 52, (1); Havrda & Charvát 1967 up to a constant.

    >>> from sympy.stats import Die
    >>> from symbolic_info import TsallisEntropy
    >>> TsallisEntropy(Die("X", 6), 2).doit()
    5/6
    """

    arity = 1
    parameters = ("alpha",)
    latex_symbol = "S"

    @property
    def integral(self) -> PowerIntegral:
        return powers(self.laws[0], self.order)

    @property
    def limit(self) -> Expr | None:
        return Entropy(self.laws[0]) if self.order == 1 else None

    @property
    def infinite(self) -> Expr:
        return negative_where_above_one(self.order)

    def of_log(self, log_integral: Expr) -> Expr:
        return (1 - exp(log_integral)) / (self.order - 1)


class TsallisDivergence(PowerMeasure):
    """Tsallis relative entropy (sum p**alpha q**(1 - alpha) - 1)/(alpha - 1), in natural units.

    Order 1 is the Kullback-Leibler divergence in nats.  Source: Tsallis 1998, Phys. Rev. E 58, (11).

    >>> from sympy import symbols
    >>> from sympy.stats import Poisson
    >>> from symbolic_info import TsallisDivergence
    >>> a, b = symbols("a b", positive=True)
    >>> TsallisDivergence(Poisson("X", a), Poisson("Y", b), 2).doit()
    exp((a - b)**2/b) - 1
    """

    arity = 2
    parameters = ("alpha",)
    latex_symbol = r"D^{\mathrm{T}}"
    separator = (r" \,\middle\|\, ", " || ")

    @property
    def integral(self) -> PowerIntegral:
        p, q = self.laws
        return powers(p, self.order, q, 1 - self.order)

    @property
    def limit(self) -> Expr | None:
        return KLDivergence(*self.laws) if self.order == 1 else None

    def of_log(self, log_integral: Expr) -> Expr:
        return (exp(log_integral) - 1) / (self.order - 1)


def tsallis_entropy(p: Any, alpha: Any, budget: Any = None) -> Expr:
    """The Tsallis entropy of order ``alpha`` in closed form, or the inert `TsallisEntropy`.

    Orders as for `symbolic_info.renyi_entropy`; arguments, budget, conditions and errors as for
    `symbolic_info.entropy`.  A plain number, without unit.
    Source: Tsallis 1988, J. Stat. Phys. 52, (1); Havrda & Charvát 1967 up to a constant.

    >>> from sympy import Rational
    >>> from symbolic_info import tsallis_entropy
    >>> tsallis_entropy([Rational(1, 2), Rational(1, 2)], 3)
    3/8
    """
    return TsallisEntropy(p, alpha).doit(budget=budget)


def tsallis_divergence(p: Any, q: Any, alpha: Any, budget: Any = None) -> Expr:
    """The Tsallis divergence of order ``alpha`` in closed form, or the inert `TsallisDivergence`.

    Orders as for `symbolic_info.renyi_entropy`.  A plain number, without unit; arguments, budget, conditions and
    errors as for `symbolic_info.kl_divergence`.
    Source: Tsallis 1998, Phys. Rev. E 58, (11).

    >>> from sympy import Rational
    >>> from symbolic_info import tsallis_divergence
    >>> tsallis_divergence([1, 0], [Rational(1, 2), Rational(1, 2)], 2)
    1
    """
    return TsallisDivergence(p, q, alpha).doit(budget=budget)
