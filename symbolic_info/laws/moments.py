"""Powers of an integer variable from its factorial moments."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, Expr, Mul, Symbol, log
from sympy.functions.combinatorial.numbers import stirling

from symbolic_info.laws.transform import Edge, Transform

Factorial = Callable[[Expr, int], Expr]
MOST = 12


def falling(x: Expr, order: int) -> Expr:
    """x (x - 1) ... (x - order + 1)."""
    return Mul(*(x - i for i in range(order)))


def rising(x: Expr, order: int) -> Expr:
    """x (x + 1) ... (x + order - 1)."""
    return Mul(*(x + i for i in range(order)))


def from_factorial_moments(
    moment: Callable[[int], Expr], kind: Factorial, margin: Callable[[Expr], Expr] | None = None
) -> tuple[Transform, ...]:
    """E K**w for w = 0, 1, ..., from E of the falling or rising factorial powers of K.

    ``margin`` is positive where the moment of order w is finite; None: always.

    >>> from sympy.abc import n, p
    >>> from symbolic_info.laws.moments import falling, from_factorial_moments
    >>> binomial = from_factorial_moments(lambda j: falling(n, j) * p**j, falling)
    >>> binomial[0].value(2)
    n*p**2*(n - 1) + n*p
    """

    def power(order: int) -> Expr:
        weights = [_weight(order, j, kind) for j in range(order + 1)]
        return Add(*(weight * moment(j) for j, weight in enumerate(weights) if weight != 0))

    return from_moments(power, margin)


def from_moments(power: Callable[[int], Expr], margin: Callable[[Expr], Expr] | None = None) -> tuple[Transform, ...]:
    """E K**w for w = 0, 1, ..., given as a function of the order."""

    def edges(w: Expr) -> tuple[Edge, ...]:
        return () if margin is None else (Edge("oo", margin(w), (1,)),)

    return (Transform(_atoms, lambda w: power(int(w)), lambda w: log(power(int(w))), edges, domain=is_order),)


def _atoms(k: Symbol) -> tuple[Expr, ...]:
    return (k,)


def _weight(order: int, j: int, kind: Factorial) -> Expr:
    """The coefficient of the factorial power of order j in k**order."""
    number: Expr = stirling(order, j)
    return number if kind is falling else (-1) ** (order - j) * number


def is_order(w: Expr) -> bool:
    """Whether ``w`` is one of the orders of moments that are written out."""
    return bool(w.is_Integer and 0 <= w <= MOST)
