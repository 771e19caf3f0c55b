"""Integrals of products of powers of two densities, and what all measures made of one share."""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Add, Expr, Lambda, Ne, Piecewise, S, exp, log, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError, PrecisionError
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law, as_model, exact
from symbolic_info.laws.mass import mass
from symbolic_info.laws.points import on_lattice
from symbolic_info.measures.expectation import Expectation, inside_of
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base

LARGE_ORDER = 1000


class PowerIntegral(Measure):
    """The integral (or sum) of p**a q**b where both densities are positive; infinite where q = 0 and b < 0.

    The Hellinger affinity, the Chernoff coefficient and the information potential are of this
    kind; Rényi, Tsallis, chi-square and Hellinger measures are functions of it.

    >>> from sympy import S, symbols
    >>> from sympy.stats import Exponential
    >>> from symbolic_info.measures.power_integral import PowerIntegral
    >>> l = symbols("l", positive=True)
    >>> PowerIntegral(Exponential("X", l), Exponential("Y", l), 2, 0).doit()
    l/2
    """

    arity = 2
    parameters = ("a", "b")
    latex_symbol = r"\int"

    @property
    def definition(self) -> Expr:
        """E_p[p**(a - 1) q**b]."""
        p, q = self.laws
        a, b = self.args[2:]
        if any(e.is_number and abs(e) > LARGE_ORDER for e in (a, b)):
            raise PrecisionError(f"powers of order {a if abs(a) > LARGE_ORDER else b} cannot be written out")
        model = as_model(p)
        if isinstance(model, Finite):
            return Add(*(_power_term(w, mass(q, x), a, b) for x, w in model.pmf.items() if w != 0))
        x = p.variable
        integrand = exp((a - 1) * p.log_density(x) + b * on_lattice(q).log_density(x))
        inside = S.true if b == 0 else inside_of(q, x, p)
        if inside != S.true:
            integrand = Piecewise((integrand, inside), (_power_term(S.One, S.Zero, S.One, b), True))
        return Expectation.of(integrand, x, p)

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        p, q, a, b = (printer.doprint(arg) for arg in self.args)
        factors = [rf"\left[{p}\right]^{{{a}}}"] + ([rf"\left[{q}\right]^{{{b}}}"] if self.args[3] != 0 else [])
        body = rf"\int {' '.join(factors)}"
        return body if exp is None else rf"\left({body}\right)^{{{exp}}}"


def _power_term(p: Expr, q: Expr, a: Expr, b: Expr) -> Expr:
    """p**a q**b where p > 0, and 0 where p = 0."""
    first = p**a if a != 0 or p.is_positive else Piecewise((S.One, p > 0), (S.Zero, True))
    if q != 0 or b == 0:
        return first * (S.One if b == 0 else q**b)
    if b.is_positive:
        return S.Zero
    return oo if b.is_negative else Piecewise((S.Zero, b > 0), (oo, True))


class PowerMeasure(Measure):
    """A measure that is a function of one `PowerIntegral`; subclasses say of which, and which function.

    ``of_log`` is written in the logarithm of the integral, which is what laws give in short form.
    """

    lowest_order: ClassVar[Expr] = S.Zero
    excluded_orders: ClassVar[tuple[Expr, ...]] = (S.One,)

    @property
    def integral(self) -> PowerIntegral:
        """The integral that the measure is a function of."""
        raise NotImplementedError

    def of_log(self, log_integral: Expr) -> Expr:
        """The measure in terms of the logarithm of the integral."""
        raise NotImplementedError

    @property
    def infinite(self) -> Expr:
        """The measure where the integral is infinite."""
        return oo

    @property
    def vanishing(self) -> Expr:
        """The measure where the integral is 0: the densities nowhere meet."""
        return self.of_log(-oo)

    @property
    def limit(self) -> Expr | None:
        """The measure at an order where its formula is a limit; None at the others."""
        return None

    @property
    def order(self) -> Expr:
        """The order alpha."""
        return self.args[self.arity]

    @property
    def order_is_infinite(self) -> bool:
        """Whether the measure is the limit for an infinite order."""
        return bool(self.parameters) and self.order == oo

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        if not self.parameters or self.order.is_number:
            return super().conditions
        own = (self.order > self.lowest_order, *(Ne(self.order, e) for e in self.excluded_orders))
        return (*super().conditions, *(c for c in own if c != S.true))

    @classmethod
    def check_parameter(cls, name: str, value: Expr) -> Expr:
        order = exact(value, f"the order {name} of {cls.__name__}")
        if isinstance(order, Lambda):
            raise ParameterError(f"the order {name} of {cls.__name__} is a number or an expression, not a function")
        if (order - cls.lowest_order).is_negative or order.is_extended_real is False:
            raise ParameterError(f"the order {name} of {cls.__name__} is at least {cls.lowest_order}, not {order}")
        return order

    @property
    def definition(self) -> Expr:
        """The function of the integral, or the limit at a special order."""
        return self.of_log(log(self.integral)) if self.limit is None else self.limit

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        symbol = self.latex_symbol
        if self.parameters:
            symbol += rf"_{{{printer.doprint(self.order)}}}"
        text = rf"{symbol}\left({self.separator[0].join(printer.doprint(law) for law in self.laws)}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"


def evaluated(node: Expr, base: Any = None, budget: Any = None) -> Expr:
    """The closed form of a node, or the node, in units of ``log(base)``."""
    return in_base(node.doit(budget=budget), base)


def negative_where_above_one(order: Expr) -> Expr:
    """oo for an order below 1 and -oo above it: the sign of 1/(1 - order)."""
    return Piecewise((oo, order < 1), (-oo, True))


def powers(p: Law, a: Expr, q: Law | None = None, b: Expr = S.Zero) -> PowerIntegral:
    """The integral of p**a q**b; of p**a alone without ``q``."""
    made: PowerIntegral = PowerIntegral(p, p if q is None else q, a, b)
    return made
