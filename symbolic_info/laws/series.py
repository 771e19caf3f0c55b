"""Endless sums that stand in laws."""

from __future__ import annotations

from sympy import Expr, Sum


class Series(Sum):
    """A sum to infinity that SymPy is not asked to evaluate: its own way may take forever.

    Signs that would need digits stay unknown; `symbolic_info.value` has the digits.
    """

    def _eval_evalf(self, prec: int) -> Expr | None:
        return None
