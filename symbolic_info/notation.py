"""LaTeX as papers write it: psi for digamma, log Gamma for loggamma; text as textbooks write it."""

from __future__ import annotations

from typing import Any

from sympy import Basic, Eq, Equivalent, Expr, Implies, S
from sympy.core.relational import Relational
from sympy.printing.latex import LatexPrinter
from sympy.printing.str import StrPrinter

from symbolic_info.typeset import in_cases


class PaperPrinter(LatexPrinter):
    """SymPy's printer with this field's names for the gamma functions."""

    def _as_ordered_terms(self, expr: Expr, order: Any = None) -> list[Expr]:
        """A sum starts with a positive term where it has one: b - a."""
        terms: list[Expr] = super()._as_ordered_terms(expr, order=order)
        first = next((t for t in terms if not t.as_coeff_Mul()[0].is_negative), terms[0])
        return [first, *(t for t in terms if t is not first)]

    def _print_polygamma(self, expr: Expr, exp: Any = None) -> str:
        order, argument = expr.args
        name = r"\psi" if order == 0 else r"\psi'" if order == 1 else rf"\psi^{{({self._print(order)})}}"
        return self._powered(rf"{name}\left({self._print(argument)}\right)", exp)

    def _print_loggamma(self, expr: Expr, exp: Any = None) -> str:
        return self._powered(rf"\log \Gamma\left({self._print(expr.args[0])}\right)", exp)

    def _print_log(self, expr: Expr, exp: Any = None) -> str:
        return self._powered(rf"\log\left({self._print(expr.args[0])}\right)", exp)

    def _print_Piecewise(self, expr: Expr) -> str:
        *cases, (value, condition) = expr.args
        last = r"\text{otherwise}" if condition is S.true else self._condition(condition)
        shown = [(self._print(v), self._condition(c)) for v, c in cases]
        return in_cases([*shown, (self._print(value), last)])

    def _condition(self, condition: Basic) -> str:
        return rf"\text{{for}}\: {self._print(condition)}"

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


class TextbookPrinter(StrPrinter):
    """SymPy's plain text, with I(X;Y|Z) and D(p || q) for measures: what `prove` reads."""

    printmethod = "_textbook"

    def _print_Basic(self, expr: Basic) -> str:
        return str(expr)

    def _print_Relational(self, expr: Relational) -> str:
        sign = "=" if isinstance(expr, Eq) else expr.rel_op
        return f"{self._print(expr.lhs)} {sign} {self._print(expr.rhs)}"

    def _print_Implies(self, expr: Implies) -> str:
        return " => ".join(map(self._print, expr.args))

    def _print_Equivalent(self, expr: Equivalent) -> str:
        return " <=> ".join(map(self._print, expr.args))


def textbook(expr: Basic) -> str:
    """Plain text in the notation of textbooks.

    >>> from sympy import Eq
    >>> from symbolic_info import MutualInformation, variables
    >>> from symbolic_info.notation import textbook
    >>> X, Y, Z = variables("X Y Z")
    >>> textbook(Eq(MutualInformation(X, Y, given=Z), 0))
    'I(X;Y|Z) = 0'
    """
    return str(TextbookPrinter().doprint(expr))
