"""Hypergeometric functions by their parameters, in elementary functions where they are that."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Expr, S, elliptic_k, exp, factor, hyper, hyperexpand, legendre, pi


def hypergeometric(upper: Iterable[Expr], lower: Iterable[Expr], z: Expr) -> Expr:
    """The generalised hypergeometric function without the parameters that stand above and below.

    >>> from sympy.abc import n, z
    >>> from symbolic_info.rules.hypergeometric import hypergeometric
    >>> hypergeometric([n, 2], [2], z), hypergeometric([], [1], z**2)
    ((1 - z)**(-n), besseli(0, 2*z))
    """
    above, below = [S(u) for u in upper], [S(u) for u in lower]
    for parameter in list(above):
        if parameter in below:
            above.remove(parameter)
            below.remove(parameter)
    if not below and len(above) < 2:
        return (1 - z) ** (-above[0]) if above else exp(z)
    written = hyper(above, below, z)
    known = all((2 * parameter).is_Integer for parameter in (*above, *below))
    opened = hyperexpand(written) if known and len(above) < 3 else written
    return written if opened.has(hyper, S.ImaginaryUnit, S.NaN) else opened


def legendre_function(order: Expr, x: Expr) -> Expr:
    """The Legendre function of the first kind for x >= 1 (DLMF 14.3.6 and 14.5.21 ff.).

    >>> from sympy import Rational
    >>> from sympy.abc import x
    >>> from symbolic_info.rules.hypergeometric import legendre_function
    >>> legendre_function(-2, x), legendre_function(-Rational(1, 2), x)
    (x, 2*elliptic_k(-(x - 1)/2)/pi)
    """
    if order.is_Integer if isinstance(order, Expr) else True:
        return legendre(order if order >= 0 else -order - 1, x)
    if order == -S.Half:
        return 2 * elliptic_k(factor((1 - x) / 2)) / pi
    return hyper((-order, order + 1), (1,), factor((1 - x) / 2))
