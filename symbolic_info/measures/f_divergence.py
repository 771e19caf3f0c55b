"""The f-divergence of Csiszár for a function of the user's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Add, Expr, Lambda, Limit, Piecewise, S, Symbol, exp, limit, oo, sympify
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law, as_model, exact
from symbolic_info.laws.points import on_lattice
from symbolic_info.measures.expectation import Expectation, inside_of
from symbolic_info.measures.node import Measure
from symbolic_info.rules.bends import roots, smooth

T = Symbol("t", positive=True)


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

    @property
    def conjugate_function(self) -> Lambda:
        """t f(1/t), by which D_f(p || q) is the divergence of q from p."""
        return Lambda(T, (T * self.function(1 / T)).expand())

    def at_zero(self) -> Expr:
        """f(0+), the weight of what only q has."""
        f = _unbent(self.function(T), lambda root: root > T if root.is_positive else S.true)
        return _limit(f, S.Zero)

    def slope_at_infinity(self) -> Expr:
        """f'(oo) = lim f(t)/t, the weight of what only p has."""
        return _limit(_unbent(self.function(T), lambda root: root < T) / T, oo)

    @property
    def definition(self) -> Expr:
        """The sum over the outcomes, or E_q f(p/q) + f'(oo) P(q = 0)."""
        p, q = self.laws
        lists = [as_model(law) for law in self.laws]
        if all(isinstance(model, Finite) for model in lists):
            return self._sum(*(model.pmf for model in lists))
        return csiszar(p, q, self.function, self.at_zero, self.slope_at_infinity)

    def _sum(self, p: dict[Any, Expr], q: dict[Any, Expr]) -> Expr:
        outcomes = list(dict.fromkeys([*p, *q]))
        return Add(*(self._term(p.get(x, S.Zero), q.get(x, S.Zero)) for x in outcomes))

    def _term(self, p: Expr, q: Expr) -> Expr:
        if p == 0 or q == 0:
            return (q * self.at_zero() if q != 0 else S.Zero) + (p * self.slope_at_infinity() if p != 0 else S.Zero)
        return q * self.function(p / q)


def _unbent(f: Expr, side: Callable[[Expr], Boolean]) -> Expr:
    """``f`` on one side of all its kinks: SymPy knows no limits across cases."""
    return smooth(f, Facts(c for root in roots(f, T) or () if (c := sympify(side(root))) not in (S.true, S.false)))


def _limit(f: Expr, point: Expr) -> Expr:
    try:
        return limit(f, T, point, "+-" if point == oo else "+")
    except (NotImplementedError, TypeError, ValueError):
        return Limit(f, T, point)


def csiszar(p: Law, q: Law, f: Callable[[Expr], Expr], at_zero: Callable[[], Expr], slope: Callable[[], Expr]) -> Expr:
    """E_q f(p/q) + f'(oo) P(q = 0), with f(0) where only q has mass; the limits of f are asked for where they count."""
    x, y = q.variable, p.variable
    ratio = f(exp(on_lattice(p).log_density(x) - on_lattice(q).log_density(x)))
    shared, inside = inside_of(p, x, q), inside_of(q, y, p)
    common = ratio if shared == S.true else Piecewise((ratio, shared), (at_zero(), True))
    rest = S.Zero if inside == S.true else Piecewise((S.Zero, inside), (slope(), True))
    return Expectation.of(common, x, q) + Expectation.of(rest, y, p)


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
