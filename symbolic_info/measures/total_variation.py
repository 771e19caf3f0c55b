"""Total variation distance."""

from __future__ import annotations

from typing import Any

from sympy import Abs, Add, Expr, S

from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import as_model
from symbolic_info.measures.f_divergence import csiszar
from symbolic_info.measures.node import Measure


class TotalVariation(Measure):
    """Total variation distance sum abs(p - q)/2, between 0 and 1: the largest difference of probabilities.

    Source: Liese & Vajda 2006, IEEE Trans. Inf. Theory 52, table I (with the factor 1/2); Cover & Thomas, (11.131).

    >>> from sympy import Rational
    >>> from symbolic_info import TotalVariation
    >>> TotalVariation([1, 0], [Rational(1, 4), Rational(3, 4)]).doit()
    3/4
    """

    arity = 2
    latex_symbol = r"d_{\mathrm{TV}}"

    @property
    def definition(self) -> Expr:
        """The sum over the outcomes, or E_q |p/q - 1|/2 + P(q = 0)/2."""
        p, q = self.laws
        lists = [as_model(law) for law in self.laws]
        if all(isinstance(model, Finite) for model in lists):
            first, second = (model.pmf for model in lists)
            outcomes = dict.fromkeys([*first, *second])
            return Add(*(Abs(first.get(x, S.Zero) - second.get(x, S.Zero)) for x in outcomes)) / 2
        return csiszar(p, q, lambda t: Abs(t - 1) / 2, lambda: S.Half, lambda: S.Half)


def total_variation(p: Any, q: Any, budget: Any = None) -> Expr:
    """The total variation distance, sum abs(p - q)/2, in closed form, or the inert `TotalVariation`.

    A plain number, without unit; arguments, budget, conditions and errors as for `symbolic_info.kl_divergence`.
    Source: Liese & Vajda 2006, IEEE Trans. Inf. Theory 52, table I (with the factor 1/2); Cover & Thomas, (11.131).

    >>> from sympy import symbols
    >>> from sympy.stats import Normal
    >>> from symbolic_info import total_variation
    >>> m, s = symbols("m s", positive=True)
    >>> total_variation(Normal("X", 0, s), Normal("Y", m, s))
    erf(sqrt(2)*m/(4*s))
    """
    return TotalVariation(p, q).doit(budget=budget)
