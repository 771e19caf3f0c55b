"""Incomplete gamma and beta integrals, in elementary terms where the order is a small integer."""

from __future__ import annotations

from sympy import Add, EulerGamma, Expr, S, asin, binomial, exp, expint, log, lowergamma, sqrt

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


def incomplete_gamma_log(order: Expr, rate: Expr, c: Expr) -> Expr | None:
    """The integral of z**(order - 1) log(z) exp(-rate z) from 0 to ``c`` for a small positive integer order.

    By parts, down to order 1 with the exponential integral E1 (DLMF 6.2.1); None for other orders and signs.
    """
    if not (order.is_Integer and 1 <= order <= LARGEST and rate.is_positive):
        return None
    u = rate * c
    value, slope = 1 - exp(-u), -EulerGamma - exp(-u) * log(u) - expint(1, u)
    for n in range(1, int(order)):
        slope = value + n * slope - u**n * log(u) * exp(-u)
        value = n * value - u**n * exp(-u)
    return (slope - log(rate) * value) / rate**order


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
