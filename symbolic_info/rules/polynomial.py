"""Polynomials in some of the symbols."""

from __future__ import annotations

from sympy import Expr, Poly, PolynomialError, Symbol


def is_polynomial_in(expr: Expr, *symbols: Symbol) -> bool:
    """Whether ``expr`` is a polynomial in ``symbols``."""
    try:
        Poly(expr, *symbols)
    except PolynomialError:
        return False
    return True
