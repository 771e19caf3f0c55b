"""The f-divergence of Csiszár for a function of the user's own."""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr, Lambda, S, Symbol, exp, limit, oo, sympify

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import as_model, exact
from symbolic_info.measures.expectation import Expectation
from symbolic_info.measures.node import Measure


class FDivergence(Measure):
    """D_f(p || q) = E_q f(p/q) + f'(oo) P(q = 0) for a convex f with f(1) = 0, where f(0) = f(0+).

    The last argument is a Lambda.  Source: Csiszár 1967; Liese & Vajda 2006, IEEE Trans. Inf. Theory 52, (3)-(6).
    Theory 52, (3)-(6).

    >>> from sympy import Lambda, Symbol, log
    >>> from symbolic_info import FDivergence
    >>> t = Symbol("t", positive=True)
    >>> FDivergence([1, 0], [0, 1], Lambda(t, t * log(t))).doit()
    oo
    """

    arity = 2
    parameters = ("f",)
    latex_symbol = "D_f"
    separator = (r" \,\middle\|\, ", " || ")

    @classmethod
    def check_parameter(cls, name: str, value: Expr) -> Expr:
        if not isinstance(value, Lambda) or len(value.variables) != 1:
            raise UnknownLawError("the function f of an f-divergence is a Lambda, or an expression in one symbol")
        exact(value.expr, "the function f of an f-divergence")
        at_one = value(S.One)
        if at_one.is_zero is False:
            raise ParameterError(f"f(1) is {at_one}, not 0; subtract it from f")
        return value

    @property
    def function(self) -> Lambda:
        """f."""
        return self.args[2]

    def at_zero(self) -> Expr:
        """f(0+), the weight of what only q has."""
        t = Symbol("t", positive=True)
        return limit(self.function(t), t, 0, "+")

    def slope_at_infinity(self) -> Expr:
        """f'(oo) = lim f(t)/t, the weight of what only p has."""
        t = Symbol("t", positive=True)
        return limit(self.function(t) / t, t, oo)

    @property
    def definition(self) -> Expr:
        """The sum over the outcomes, or E_q f(p/q) for laws of one support."""
        p, q = self.laws
        lists = [as_model(law) for law in self.laws]
        if all(isinstance(model, Finite) for model in lists):
            return self._sum(*(model.pmf for model in lists))
        x = q.variable
        return Expectation.of(self.function(exp(p.log_density(x) - q.log_density(x))), x, q)

    def _sum(self, p: dict[Any, Expr], q: dict[Any, Expr]) -> Expr:
        outcomes = list(dict.fromkeys([*p, *q]))
        return Add(*(self._term(p.get(x, S.Zero), q.get(x, S.Zero)) for x in outcomes))

    def _term(self, p: Expr, q: Expr) -> Expr:
        if p == 0 or q == 0:
            return (q * self.at_zero() if q != 0 else S.Zero) + (p * self.slope_at_infinity() if p != 0 else S.Zero)
        return q * self.function(p / q)


def f_divergence(f: Any, p: Any, q: Any, budget: Any = None) -> Expr:
    """The f-divergence of ``p`` from ``q`` in closed form, or the inert `FDivergence`.

    ``f`` is a Lambda or an expression in one symbol.  Closed forms are found where f is a sum of
    terms c t**a log(t)**k.  Other arguments, budget, conditions and errors as for `symbolic_info.kl_divergence`.
    Errors: `ParameterError` when f(1) is not 0.
    Source: Csiszár 1967; Liese & Vajda 2006, IEEE Trans. Inf. Theory 52, (3)-(6).

    >>> from sympy import Rational, Symbol
    >>> from symbolic_info import f_divergence
    >>> t = Symbol("t", positive=True)
    >>> f_divergence((t - 1)**2, [1, 0], [Rational(1, 2), Rational(1, 2)])
    1
    """
    return FDivergence(p, q, as_function(f)).doit(budget=budget)


def as_function(f: Any) -> Lambda:
    """An expression in one symbol as a function of it."""
    if isinstance(f, Lambda):
        return f
    expr = sympify(f)
    symbols = expr.free_symbols
    if len(symbols) != 1:
        raise UnknownLawError(f"{f} has not exactly one symbol; give a Lambda that names the argument")
    (t,) = symbols
    argument = Symbol(t.name, positive=True)
    return Lambda(argument, expr.xreplace({t: argument}))
