"""Common factors: one in front of a sum of logarithms, (1 - e) (p log p + (1 - p) log(1 - p)); sums of products."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, PolynomialError, S, cancel, gcd, gcd_terms

from symbolic_info.rules.shorten import decompose

LARGEST = 150


def with_common_factor(expr: Expr) -> Expr:
    """``expr`` with the common factor of its coefficients in front, where that is shorter.

    >>> from sympy import log
    >>> from sympy.abc import a, b
    >>> from symbolic_info.rules.common_factor import with_common_factor
    >>> with_common_factor((a*b - b)*log(b) + (1 - a)*(b - 1)*log(1 - b))
    (a - 1)*(b*log(b) + (1 - b)*log(1 - b))
    """
    if expr.count_ops() > LARGEST:
        return expr
    return min((expr, *_factored(expr)), key=lambda e: e.count_ops())


def _factored(expr: Expr) -> Iterator[Expr]:
    table = decompose(expr)
    try:
        common = gcd(list(table.values())) if len(table) > 1 else S.One
    except PolynomialError:
        return
    if common.is_number:
        return
    for factor in (common, -common):
        yield gcd_terms(factor) * Add(*(cancel(c / factor) * atom for atom, c in table.items()))


def short(total: Expr) -> Expr:
    """A sum of products of parameters in few operations.

    >>> from sympy.abc import a, b
    >>> from symbolic_info.rules.common_factor import short
    >>> short((1 - a)*b + a*b)
    b
    """
    if not total.free_symbols or total.count_ops() > LARGEST:
        return total
    return min((total, total.expand(), total.factor()), key=lambda e: e.count_ops())
