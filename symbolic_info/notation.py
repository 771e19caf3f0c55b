"""LaTeX as papers write it: psi for digamma, log Gamma for loggamma."""

from __future__ import annotations

from typing import Any

from sympy import Basic, Expr
from sympy.printing.latex import LatexPrinter


class PaperPrinter(LatexPrinter):
    """SymPy's printer with this field's names for the gamma functions."""

    def _print_polygamma(self, expr: Expr, exp: Any = None) -> str:
        order, argument = expr.args
        name = r"\psi" if order == 0 else r"\psi'" if order == 1 else rf"\psi^{{({self._print(order)})}}"
        return self._powered(rf"{name}\left({self._print(argument)}\right)", exp)

    def _print_loggamma(self, expr: Expr, exp: Any = None) -> str:
        return self._powered(rf"\log \Gamma\left({self._print(expr.args[0])}\right)", exp)

    def _print_log(self, expr: Expr, exp: Any = None) -> str:
        return self._powered(rf"\log\left({self._print(expr.args[0])}\right)", exp)

    @staticmethod
    def _powered(text: str, exp: Any) -> str:
        return text if exp is None else rf"{{{text}}}^{{{exp}}}"


def latex(expr: Basic) -> str:
    """LaTeX of an expression in the notation of papers.

    >>> from sympy import loggamma
    >>> from sympy.abc import k
    >>> from symbolic_info.notation import latex
    >>> print(latex(2 * loggamma(k)))
    2 \\log \\Gamma\\left(k\\right)
    """
    return str(PaperPrinter({"inv_trig_style": "full"}).doprint(expr))
