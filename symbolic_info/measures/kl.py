"""Kullback-Leibler divergence."""

from __future__ import annotations

from typing import Any

from sympy import Expr

from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.expectation import expected_log_ratio
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base


class KLDivergence(Measure):
    """Kullback-Leibler divergence D(p || q) = E_p log(p/q) in nats; infinite when p has mass where q has none.

    Source: Liquet, Moka & Nazarathy, appendix B; Cover & Thomas, (2.26).

    >>> from sympy.stats import Normal
    >>> from symbolic_info import CrossEntropy, KLDivergence
    >>> KLDivergence(Normal("X", 0, 1), Normal("Y", 1, 1)).doit()
    1/2
    >>> KLDivergence([1, 0], [0, 1]).rewrite(CrossEntropy)
    CrossEntropy({0: 1, 1: 0}, {0: 0, 1: 1}) - Entropy({0: 1, 1: 0})
    """

    arity = 2
    latex_symbol = r"D_{\mathrm{KL}}"
    letter = "D"
    separator = (r" \,\middle\|\, ", " || ")

    def __new__(cls, p: Any, q: Any, base: Any = None) -> Expr:
        return in_base(super().__new__(cls, p, q), base)

    @property
    def definition(self) -> Expr:
        """E_p log(p/q)."""
        p, q = self.laws
        return expected_log_ratio(p, p, q)

    def _eval_rewrite_as_CrossEntropy(self, *args: Any, **kwargs: Any) -> Expr:
        p, q = self.laws
        return CrossEntropy(p, q) - Entropy(p)

    _eval_rewrite_as_Entropy = _eval_rewrite_as_CrossEntropy


def kl_divergence(p: Any, q: Any, base: Any = None, budget: Any = None) -> Expr:
    """The divergence D(p || q) in closed form, or the inert `KLDivergence`.

    Infinite where ``p`` has mass and ``q`` has none, and where a moment diverges; where a parameter decides this the
    result is a Piecewise.  Arguments, units, budget, conditions and errors as for `symbolic_info.entropy`, and
    `SpaceError` for laws on spaces that cannot be compared (discrete and continuous, of unequal dimension).
    Source: Liquet, Moka & Nazarathy, appendix B; Cover & Thomas, (2.26).

    >>> from sympy import symbols
    >>> from sympy.stats import Pareto, Exponential
    >>> from symbolic_info import kl_divergence
    >>> a = symbols("a", positive=True)
    >>> kl_divergence(Pareto("X", 1, a), Exponential("Y", 1)).subs(a, 1)
    oo
    """
    return in_base(KLDivergence(p, q).doit(budget=budget), base)
