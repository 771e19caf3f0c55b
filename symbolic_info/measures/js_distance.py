"""The Jensen-Shannon distance, a metric."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Expr, Tuple, sqrt
from sympy.logic.boolalg import Boolean

from symbolic_info.laws.law import Law
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.node import Measure


class JSDistance(Measure):
    """Jensen-Shannon distance sqrt(JSD), a metric for two laws with equal weights.

    Source: Endres & Schindelin 2003, IEEE Trans. Inf. Theory 49, 1858.

    >>> from symbolic_info import JSDistance, JSDivergence
    >>> JSDistance([1, 0], [0, 1]).doit()
    sqrt(log(2))
    """

    latex_symbol = r"d_{\mathrm{JS}}"

    def __new__(cls, *laws: Any, weights: Sequence[Any] | None = None) -> Expr:
        inner = JSDivergence(*laws, weights=weights)
        return Expr.__new__(cls, *inner.args)

    @property
    def laws(self) -> tuple[Law, ...]:
        return tuple(self.args[:-1])

    @property
    def weights(self) -> Tuple:
        """The weights, of sum 1."""
        return self.args[-1]

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        conditions: tuple[Boolean, ...] = self._divergence.conditions
        return conditions

    @property
    def _divergence(self) -> Expr:
        return JSDivergence(*self.laws, weights=self.weights)

    @property
    def definition(self) -> Expr:
        """sqrt(JSD)."""
        return sqrt(self._divergence)

    def _eval_rewrite_as_JSDivergence(self, *args: Any, **kwargs: Any) -> Expr:
        return self.definition

    def _sympystr(self, printer: Any) -> str:
        return str(printer.doprint(self._divergence)).replace("JSDivergence", "JSDistance", 1)


def js_distance(*laws: Any, weights: Sequence[Any] | None = None, budget: Any = None) -> Expr:
    """The Jensen-Shannon distance, the root of the divergence, in closed form, or the inert `JSDistance`.

    Laws, weights, budget, conditions and errors as for `symbolic_info.js_divergence`, in nats under the root.
    Source: Endres & Schindelin 2003, IEEE Trans. Inf. Theory 49, 1858.

    >>> from sympy import symbols
    >>> from symbolic_info import js_distance
    >>> js_distance([1, 0], [0, 1])
    sqrt(log(2))
    """
    result: Expr = JSDistance(*laws, weights=weights).doit(budget=budget)
    return result
