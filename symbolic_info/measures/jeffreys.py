"""Jeffreys' divergence."""

from __future__ import annotations

from typing import Any

from sympy import Expr

from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.power_integral import evaluated
from symbolic_info.measures.units import in_base


class JeffreysDivergence(Measure):
    """Jeffreys' divergence D(p || q) + D(q || p) in nats.  Source: Jeffreys 1946; Kullback & Leibler 1951, (2.7).

    >>> from symbolic_info import JeffreysDivergence, KLDivergence
    >>> JeffreysDivergence([1, 0], [0, 1]).rewrite(KLDivergence)
    KLDivergence({0: 0, 1: 1}, {0: 1, 1: 0}) + KLDivergence({0: 1, 1: 0}, {0: 0, 1: 1})
    """

    arity = 2
    latex_symbol = "J"

    def __new__(cls, p: Any, q: Any, base: Any = None) -> Expr:
        return in_base(super().__new__(cls, p, q), base)

    @property
    def definition(self) -> Expr:
        """D(p || q) + D(q || p)."""
        p, q = self.laws
        return KLDivergence(p, q) + KLDivergence(q, p)

    def _eval_rewrite_as_KLDivergence(self, *args: Any, **kwargs: Any) -> Expr:
        return self.definition


def jeffreys_divergence(p: Any, q: Any, base: Any = None, budget: Any = None) -> Expr:
    """Jeffreys' divergence D(p || q) + D(q || p) in closed form, or the inert `JeffreysDivergence`.

    Arguments, units, budget, conditions and errors as for `symbolic_info.kl_divergence`.
    Source: Jeffreys 1946; Kullback & Leibler 1951, (2.7).

    >>> from sympy import symbols
    >>> from sympy.stats import Normal
    >>> from symbolic_info import jeffreys_divergence
    >>> m, s = symbols("m s", positive=True)
    >>> jeffreys_divergence(Normal("X", 0, s), Normal("Y", m, s))
    m**2/s**2
    """
    return evaluated(JeffreysDivergence(p, q), base, budget)
