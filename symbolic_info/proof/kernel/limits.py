"""The kernel's limits of expressions in totals: by continuity, or by the rule of L'Hôpital."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Derivative, Expr, Limit, Subs, nan, oo, together, zoo

MOST = 3


def limit_of(node: Limit, zero: Callable[[Expr], bool]) -> Expr:
    """The limit of a quotient that is smooth at the point; ``zero`` decides what vanishes there.

    Densities are positive and alphabets finite, so that totals are smooth.  Errors: `ValueError` where the
    quotient is not of the form 0/0 at most three times.

    >>> from sympy import Limit, log
    >>> from sympy.abc import x
    >>> from symbolic_info.proof.kernel.limits import limit_of
    >>> limit_of(Limit(log(x) / (x - 1), x, 1), lambda e: e == 0)
    1
    """
    inner, symbol, point = node.args[:3]
    above, below = together(differentiated(inner)).as_numer_denom()
    for _ in range(MOST):
        low, high = below.subs(symbol, point), above.subs(symbol, point)
        if any(side.has(nan, oo, -oo, zoo) for side in (low, high)):
            break
        if not zero(low):
            return high / low
        if not zero(high):
            break
        above, below = (differentiated(Derivative(side, symbol)) for side in (above, below))
    raise ValueError(f"{node} is not found by continuity or by derivatives")


def differentiated(expr: Expr) -> Expr:
    """The derivatives in an expression taken, and nothing else evaluated."""
    return expr.replace(lambda e: isinstance(e, Derivative | Subs), lambda e: e.doit())
