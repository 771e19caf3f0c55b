"""The expectation of a function of a random variable, as an inert node."""

from __future__ import annotations

from typing import Any

from sympy import Dummy, Expr, Integral, Lambda, Sum, Symbol, exp

from symbolic_info.laws.law import Law


class Expectation(Expr):
    """E f(X) for X of ``law``; ``f`` is a Lambda.

    >>> from sympy import Symbol
    >>> from symbolic_info.laws import Normal
    >>> from symbolic_info.measures.expectation import Expectation
    >>> x = Symbol("x", real=True)
    >>> Expectation.of(x**2, x, Normal(0, 1))
    E[X**2]
    """

    is_commutative = True
    is_extended_real = True

    @classmethod
    def of(cls, f: Expr, x: Symbol, law: Law) -> Expr:
        """E f(X); a constant is its own expectation."""
        return cls(Lambda(x, f), law) if f.has(x) else f

    @property
    def law(self) -> Law:
        return self.args[1]

    @property
    def function(self) -> Lambda:
        return self.args[0]

    def _eval_rewrite_as_Integral(self, *args: Any, **kwargs: Any) -> Expr:
        x = Dummy("x", real=True)
        body = self.function(x) * exp(self.law.log_density(x))
        return Integral(body, (x, self.law.lower, self.law.upper))

    def _eval_rewrite_as_Sum(self, *args: Any, **kwargs: Any) -> Expr:
        k = Dummy("k", integer=True)
        body = self.function(k) * exp(self.law.log_density(k))
        return Sum(body, (k, self.law.lower, self.law.upper))

    def _shown(self, printer: Any) -> str:
        return str(printer.doprint(self.function(Symbol("X", real=True))))

    def _latex(self, printer: Any) -> str:
        return rf"\operatorname{{E}}\left[{self._shown(printer)}\right]"

    def _sympystr(self, printer: Any) -> str:
        return f"E[{self._shown(printer)}]"
