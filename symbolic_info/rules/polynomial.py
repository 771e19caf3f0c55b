"""Polynomials in some of the symbols."""

from __future__ import annotations

from sympy import Expr, Poly, PolynomialError, Pow, Symbol

MOST_DEGREE = 1000


def is_polynomial_in(expr: Expr, *symbols: Symbol) -> bool:
    """Whether ``expr`` is a polynomial in ``symbols`` that can be written out."""
    if any(p.exp.is_Integer and abs(p.exp) > MOST_DEGREE for p in expr.atoms(Pow) if p.has(*symbols)):
        return False
    try:
        Poly(expr, *symbols)
    except PolynomialError:
        return False
    return True
