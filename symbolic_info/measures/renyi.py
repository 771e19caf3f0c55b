"""Rényi entropy and divergence."""

from __future__ import annotations

from typing import Any

from sympy import Expr, S, oo

from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.power_integral import (
    PowerIntegral,
    PowerMeasure,
    evaluated,
    negative_where_above_one,
    powers,
)
from symbolic_info.measures.units import in_base


class _OfAnyOrder(PowerMeasure):
    """Orders from 0 to oo."""

    @classmethod
    def check_parameter(cls, name: str, value: Expr) -> Expr:
        return value if value == oo else super().check_parameter(name, value)


class RenyiEntropy(_OfAnyOrder):
    """Rényi entropy log(sum p**alpha)/(1 - alpha) in nats (an integral for a density), 0 <= alpha <= oo.

    Order 0 is the Hartley entropy (log of the size of the support), 1 the Shannon entropy, 2 the
    collision entropy, oo the min-entropy -log max p.  Source: Rényi 1961, (1.21).

    >>> from sympy import symbols
    >>> from sympy.stats import Geometric
    >>> from symbolic_info import RenyiEntropy
    >>> RenyiEntropy(Geometric("X", symbols("p", positive=True)), 2).doit()
    log((2 - p)/p)
    """

    arity = 1
    parameters = ("alpha",)
    latex_symbol = "H"

    def __new__(cls, p: Any, alpha: Any, base: Any = None) -> Expr:
        return in_base(super().__new__(cls, p, alpha), base)

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
        return log_integral / (1 - self.order)


class RenyiDivergence(_OfAnyOrder):
    """Rényi divergence log(sum p**alpha q**(1 - alpha))/(alpha - 1) in nats, 0 <= alpha <= oo.

    Order 1 is the Kullback-Leibler divergence, oo the worst-case log max p/q.
    Source: van Erven & Harremoës 2014, IEEE Trans. Inf. Theory 60, (1)-(6).

    >>> from sympy import symbols
    >>> from sympy.stats import Poisson
    >>> from symbolic_info import RenyiDivergence
    >>> a, b = symbols("a b", positive=True)
    >>> RenyiDivergence(Poisson("X", a), Poisson("Y", b), 2).doit()
    (a - b)**2/b
    """

    arity = 2
    parameters = ("alpha",)
    latex_symbol = "D"
    separator = (r" \,\middle\|\, ", " || ")

    def __new__(cls, p: Any, q: Any, alpha: Any, base: Any = None) -> Expr:
        return in_base(super().__new__(cls, p, q, alpha), base)

    @property
    def integral(self) -> PowerIntegral:
        p, q = self.laws
        return powers(p, self.order, q, 1 - self.order)

    @property
    def limit(self) -> Expr | None:
        return KLDivergence(*self.laws) if self.order == 1 else None

    @property
    def vanishing(self) -> Expr:
        return oo

    def of_log(self, log_integral: Expr) -> Expr:
        return log_integral / (self.order - S.One)


def renyi_entropy(p: Any, alpha: Any, base: Any = None, budget: Any = None) -> Expr:
    """The Rényi entropy of order ``alpha`` in closed form, or the inert `RenyiEntropy`.

    A symbolic order is taken to be positive and not 1 (a condition of the result); where it decides finiteness the
    result is a Piecewise.  Orders 0, 1 and oo are the limits: Hartley, Shannon and min-entropy.  Arguments, units,
    budget, conditions and errors as for `symbolic_info.entropy`, and `ParameterError` for a negative order.
    Source: Rényi 1961, (1.21).

    >>> from sympy import symbols, oo
    >>> from sympy.stats import Exponential
    >>> from symbolic_info import renyi_entropy
    >>> l = symbols("l", positive=True)
    >>> renyi_entropy(Exponential("X", l), 1), renyi_entropy(Exponential("X", l), oo)
    (1 - log(l), -log(l))
    """
    return evaluated(RenyiEntropy(p, alpha), base, budget)


def renyi_divergence(p: Any, q: Any, alpha: Any, base: Any = None, budget: Any = None) -> Expr:
    """The Rényi divergence of order ``alpha`` in closed form, or the inert `RenyiDivergence`.

    Orders as for `symbolic_info.renyi_entropy`.  Arguments, units, budget, conditions and errors as for
    `symbolic_info.kl_divergence`.
    Source: van Erven & Harremoës 2014, IEEE Trans. Inf. Theory 60, (1)-(6).

    >>> from sympy import symbols
    >>> from sympy.stats import Normal
    >>> from symbolic_info import renyi_divergence
    >>> m, n, s = symbols("m n s", positive=True)
    >>> renyi_divergence(Normal("X", m, s), Normal("Y", n, s), 3).equals(3*(m - n)**2/(2*s**2))
    True
    """
    return evaluated(RenyiDivergence(p, q, alpha), base, budget)
