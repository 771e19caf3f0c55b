"""The kernel's sign of a product: by the signs of its factors."""

from __future__ import annotations

from sympy import Expr, Mul, factor

from symbolic_info.facts import Facts


def is_nonnegative(expr: Expr, facts: Facts) -> bool:
    """Whether ``expr`` is at least 0 by the facts, factor by factor; False where that is not decided.

    >>> from sympy.abc import p
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.proof.kernel.signs import is_nonnegative
    >>> is_nonnegative(-((2 * p - 1) ** 2) / (p * (p - 1)), Facts([p > 0, 1 - p > 0]))
    True
    """
    if facts.nonnegative(expr):
        return True
    sign = 1
    for part in Mul.make_args(factor(expr)):
        base, exponent = part.as_base_exp()
        if exponent.is_even and exponent.is_positive and base.is_extended_real is not False:
            continue
        if facts.negative(base) and exponent.is_integer:
            sign *= (-1) ** (exponent % 2)
        elif not facts.positive(base):
            return False
    return bool(sign == 1)
