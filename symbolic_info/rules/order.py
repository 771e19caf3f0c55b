"""Derivatives of the zeta function and the polylogarithm in their order, as functions with digits of their own.

SymPy's ``Derivative`` of a polylogarithm has no numerical value that can be trusted: at an integer order the function
is rewritten before it is differentiated.
"""

from __future__ import annotations

from typing import Any, ClassVar

import mpmath
from sympy import Derivative, Expr, Float, Function, Subs, polylog, zeta

GUARD = 20
MOST_TERMS = 200000


class OrderDerivative(Function):
    """The ``n``-th derivative in the order ``s`` of a function of ``s`` and perhaps of more, for a number ``n``."""

    of: ClassVar[type[Function]]

    def fdiff(self, argindex: int = 2) -> Expr:
        """The next derivative in the order."""
        n, *args = self.args
        if argindex == 2:
            return self.func(n + 1, *args)
        raise ValueError(f"{self} is differentiated in its order only")

    def _eval_evalf(self, prec: int) -> Expr | None:
        if not all(a.is_number for a in self.args):
            return None
        with mpmath.workprec(prec + GUARD):
            n, *args = (a._to_mpmath(prec + GUARD) for a in self.args)
            value = self.digits(int(n), *args)
            return Float._new(value._mpf_, prec) if isinstance(value, mpmath.mpf) else None

    @staticmethod
    def digits(n: int, *args: Any) -> Any:
        """The value at numbers of mpmath, in its working precision."""
        raise NotImplementedError


class ZetaDerivative(OrderDerivative):
    """The ``n``-th derivative of the zeta function of Riemann, or of Hurwitz with a second argument (DLMF 25.2.6).

    >>> from sympy.abc import s
    >>> from symbolic_info.rules.order import ZetaDerivative
    >>> ZetaDerivative(1, s).diff(s), ZetaDerivative(1, 2).n(10)
    (ZetaDerivative(2, s), -0.9375482543)
    """

    of = zeta

    @staticmethod
    def digits(n: int, *args: Any) -> Any:
        s, a = (*args, mpmath.mpf(1))[:2]
        return mpmath.zeta(s, a, n)

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        n, *args = self.args
        mark = "'" if n == 1 else f"^{{({n})}}"
        text = rf"\zeta{mark}\left({', '.join(map(printer.doprint, args))}\right)"
        return text if exp is None else rf"{{{text}}}^{{{exp}}}"


class PolylogDerivative(OrderDerivative):
    """The ``n``-th derivative of the polylogarithm Li_s(z) in s, for abs(z) < 1 (DLMF 25.12.10).

    >>> from sympy import Rational
    >>> from symbolic_info.rules.order import PolylogDerivative
    >>> PolylogDerivative(1, -1, Rational(1, 3)).n(10)
    -0.4028192816
    """

    of = polylog

    @staticmethod
    def digits(n: int, *args: Any) -> Any:
        s, z = args
        if abs(z) >= 1:
            return None
        count = _terms(n + 1 + abs(s), -mpmath.log(abs(z), 2)) if z else 1
        terms = ((-mpmath.log(k)) ** n * z**k / mpmath.mpf(k) ** s for k in range(1, count + 1))
        return mpmath.fsum(terms) if count <= MOST_TERMS else None

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        n, s, z = (printer.doprint(a) for a in self.args)
        mark = r"\partial_\sigma" if n == "1" else rf"\partial_\sigma^{{{n}}}"
        text = rf"\left. {mark} \operatorname{{Li}}_{{\sigma}}\left({z}\right) \right|_{{\sigma = {s}}}"
        return text if exp is None else rf"\left({text}\right)^{{{exp}}}"


def _terms(growth: Any, rate: Any) -> int:
    """How many terms like k**growth 2**(-rate k) to add up; the rest is below the working precision."""
    first = (mpmath.mp.prec + GUARD) / rate + 2
    return int(first + 2 * growth * mpmath.log(first + growth / rate + 2, 2) / rate) + 2


def with_order_derivatives(expr: Expr) -> Expr:
    """SymPy's derivatives of zeta and polylog in their order, at a symbol or a point, as functions.

    >>> from sympy import zeta
    >>> from sympy.abc import s
    >>> from symbolic_info.rules.order import with_order_derivatives
    >>> with_order_derivatives(zeta(2 * s).diff(s))
    2*ZetaDerivative(1, 2*s)
    """
    expr = expr.replace(Subs, lambda body, old, new: _at_point(body, old, new))
    return expr.replace(Derivative, lambda *args: _as_function(Derivative(*args, evaluate=False)))


def _at_point(body: Expr, old: Any, new: Any) -> Expr:
    inner = _as_function(body) if isinstance(body, Derivative) else body
    known = isinstance(inner, OrderDerivative) and len(new) == 1
    return inner.xreplace({old[0]: new[0]}) if known else Subs(body, old, new)


def _as_function(derivative: Derivative) -> Expr:
    inner, variables = derivative.expr, derivative.variable_count
    kind = next((k for k in (ZetaDerivative, PolylogDerivative) if isinstance(inner, k.of)), None)
    if kind is None or len(variables) != 1 or variables[0][0] != inner.args[0]:
        return derivative
    order, n = variables[0]
    return kind(n, *inner.args) if n.is_Integer and not any(a.has(order) for a in inner.args[1:]) else derivative
