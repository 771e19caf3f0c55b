"""Incomplete gamma and beta integrals, in elementary terms where the order is a small integer."""

from __future__ import annotations

from sympy import Add, Expr, S, asin, binomial, log, lowergamma, sqrt

from symbolic_info.rules.monomials import as_powers

LARGEST = 12


def incomplete_gamma(order: Expr, rate: Expr, c: Expr) -> Expr:
    """The integral of z**(order - 1) exp(-rate z) from 0 to ``c``, for any real rate (DLMF 8.2.1).

    >>> from sympy.abc import c
    >>> from symbolic_info.rules.incomplete import incomplete_gamma
    >>> from sympy import S
    >>> incomplete_gamma(S(1), S(1), c), incomplete_gamma(S(2), S(0), c)
    (1 - exp(-c), c**2/2)
    """
    if rate.expand() == 0:
        return c**order / order
    return as_powers(rate ** (-order) * lowergamma(order, rate * c))


def incomplete_beta(a: Expr, b: Expr, c: Expr, rest: Expr) -> Expr | None:
    """The integral of u**(a-1) (1-u)**(b-1) from 0 to ``c``, with ``rest`` = 1 - c; None where not elementary.

    >>> from sympy import S, symbols
    >>> from symbolic_info.rules.incomplete import incomplete_beta
    >>> a, c = symbols("a c", positive=True)
    >>> incomplete_beta(a, S(1), c, 1 - c), incomplete_beta(S(1), S(0), c, 1 - c)
    (c**a/a, -log(1 - c))
    """
    if (a, b) == (S.Half, S.Half):
        return 2 * asin(sqrt(c))
    if b.is_Integer and 1 <= b <= LARGEST:
        return Add(*((-1) ** j * binomial(b - 1, j) * c ** (a + j) / (a + j) for j in range(int(b))))
    if a.is_Integer and 1 <= a <= LARGEST:
        return Add(*((-1) ** j * binomial(a - 1, j) * _one_minus(b + j, rest) for j in range(int(a))))
    return None


def _one_minus(b: Expr, rest: Expr) -> Expr:
    """The integral of v**(b-1) from ``rest`` to 1."""
    return -log(rest) if b == 0 else (1 - rest**b) / b
