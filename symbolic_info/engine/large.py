"""Large numbers among the parameters: symbols while SymPy computes, as it would write out gamma(10**40)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import (
    Abs,
    Basic,
    Derivative,
    Dummy,
    Eq,
    Expr,
    Function,
    MatrixBase,
    Piecewise,
    Pow,
    Rational,
    exp,
    log,
    sign,
)
from sympy.logic.boolalg import Boolean

from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Parametric
from symbolic_info.laws.maps import Map
from symbolic_info.measures.jensen import JensenRenyiDivergence
from symbolic_info.measures.power_integral import LARGE_ORDER, PowerIntegral, PowerMeasure
from symbolic_info.rules.order import OrderDerivative
from symbolic_info.rules.special import is_large

LARGE_INTEGER, LARGE_FRACTION, MOST_BITS, MOST_POWER = 10**4, 10**8, 10_000, 12
Numbers = Mapping[Basic, Rational]


def large_numbers(node: Basic) -> dict[Basic, Rational]:
    """Stand-ins for the large numbers among parameters, maps and outcomes, with all that SymPy can know of them.

    >>> from symbolic_info.engine.large import large_numbers
    >>> from symbolic_info.laws import Gamma
    >>> large_numbers(Gamma(10**9, 3))
    {_1000000000: 1000000000}
    """
    places = [a for part in node.atoms(Parametric, Map) for a in part.args if not isinstance(a, MatrixBase)]
    places += [law.args[0] for law in node.atoms(Finite)]
    found = {number for place in places for number in place.atoms(Rational) if _is_large(number)}
    found |= {order for order in orders(node) if order.is_Rational and abs(order) > LARGE_ORDER}
    return {_stand_in(number): number for number in sorted(found)}


def orders(node: Basic) -> list[Expr]:
    """The orders of a power measure, the exponents of an integral of powers."""
    if isinstance(node, JensenRenyiDivergence):
        return [node.args[-1]]
    return list(node.args[node.arity :]) if isinstance(node, PowerMeasure | PowerIntegral) else []


def _is_large(number: Any) -> bool:
    if not number.is_Rational:
        return True
    return bool(abs(number) > LARGE_INTEGER if number.is_Integer else max(abs(number.p), number.q) > LARGE_FRACTION)


def _stand_in(number: Rational) -> Dummy:
    known = {"positive": bool(number.is_positive), "integer": bool(number.is_integer), "real": True}
    return Dummy(str(number), **known, **({"even": bool(number.is_even)} if number.is_integer else {}))


def equations(numbers: Numbers) -> tuple[Boolean, ...]:
    """What the stand-ins are, as facts."""
    return tuple(Eq(symbol, number) for symbol, number in numbers.items())


def is_short(expr: Basic) -> bool:
    """Whether Python would print all numbers in the expression."""
    return all(max(abs(r.p), r.q).bit_length() < MOST_BITS for r in expr.atoms(Rational))


def is_writable(expr: Basic, numbers: Numbers) -> bool:
    """Whether no number has to be raised to a large power: SymPy would write out 2**(10**40).

    >>> from sympy import Dummy, Integer, Symbol
    >>> from symbolic_info.engine.large import is_writable
    >>> n, numbers = Dummy("n"), Integer(10) ** 40
    >>> is_writable(2**n, {n: numbers}), is_writable(n**2, {n: numbers}), is_writable(Symbol("a") ** n, {n: numbers})
    (False, True, True)
    """
    parts = expr.atoms(Pow, exp, Derivative, OrderDerivative) if numbers else ()
    return not any(
        _is_far(p, numbers) if isinstance(p, Derivative | OrderDerivative) else _is_long(p, numbers) for p in parts
    )


def _is_far(derivative: Any, numbers: Numbers) -> bool:
    """Derivatives of zeta and polylogarithm functions at large arguments have no digits within any budget."""
    return any(abs(numbers[s]) > LARGE_INTEGER for s in derivative.free_symbols & set(numbers))


def _is_long(power: Pow | exp, numbers: Numbers) -> bool:
    """A number, or a product of stand-ins for numbers, to a power that nobody wants to see written out."""
    if isinstance(power, exp):
        return bool(power.exp.has(log) and power.exp.has(*numbers) and not power.free_symbols - set(numbers))
    unknown = power.base.free_symbols - set(numbers)
    if power.exp.has(*numbers):
        # SymPy expands (1 - a)**1000000 where it looks for a sign.
        return not unknown or (power.base.is_Add and power.exp.is_integer is not False)
    of_stand_ins = power.base.free_symbols and not unknown
    return bool(of_stand_ins and power.exp.is_Rational and abs(power.exp) > MOST_POWER)


def put_back(expr: Basic, numbers: Numbers) -> Basic:
    """The numbers in place of their stand-ins; functions of them stay as they are written.

    >>> from sympy import loggamma
    >>> from symbolic_info.engine.large import large_numbers, put_back
    >>> from symbolic_info.laws import Gamma
    >>> numbers = large_numbers(Gamma(10**9, 3))
    >>> put_back(loggamma(*numbers), numbers)
    log(gamma(1000000000))
    """
    if expr in numbers:
        return numbers[expr]
    if not numbers or not expr.has(*numbers):
        return expr
    if isinstance(expr, Derivative):
        return expr.subs(numbers)
    args = [put_back(a, numbers) for a in expr.args]
    return expr.func(*args, evaluate=False) if _is_kept(expr, args) else expr.func(*args)


def _is_kept(expr: Basic, args: list[Any]) -> bool:
    large = [a for a in args if isinstance(a, Expr) and a.is_number and _is_large(a)]
    if isinstance(expr, log):
        return any(not a.is_Rational for a in large)
    if isinstance(expr, Pow):
        return bool(args[0].is_number and args[1] in large)
    kept = bool(large) or any(is_large(a) for a in args)
    return kept and isinstance(expr, Function) and not isinstance(expr, Piecewise | Abs | sign)
