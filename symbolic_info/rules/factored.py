"""Factorisation that stays quick when irrational numbers or long fractions are among the coefficients."""

from __future__ import annotations

from sympy import Add, Dummy, Expr, Poly, Pow, exp, factor, together
from sympy.polys.polyerrors import BasePolynomialError

LONG, FEW, HIGH = 24, 3, 60


def factored(expr: Expr) -> Expr:
    """``expr`` over one denominator and in factors; irrational numbers and exp(m x/n + ...) count as indeterminates.

    SymPy would look for a change of variables that makes the coefficients rational, and take exp(2000 x/729)
    for a power of exp(x/729).

    >>> from sympy import sqrt
    >>> from sympy.abc import x
    >>> from symbolic_info.rules.factored import factored
    >>> factored(sqrt(2)*x + sqrt(2)*x**2)
    sqrt(2)*x*(x + 1)
    """
    hidden = {e: Dummy("c", positive=True) for e in expr.atoms(Pow, exp) if e.is_positive and _is_awkward(e)}
    whole = together(expr.xreplace(hidden))
    shown = {dummy: e for e, dummy in hidden.items()}
    return (whole if any(map(_is_costly, whole.as_numer_denom())) else factor(whole)).xreplace(shown)


def _is_costly(expr: Expr) -> bool:
    """Whether SymPy may factor for hours: high powers of many indeterminates."""
    try:
        poly = Poly(expr)
    except BasePolynomialError:
        return False
    return len(poly.gens) > FEW and sum(poly.degree_list()) > HIGH


def _is_awkward(power: Expr) -> bool:
    if power.is_number:
        return not power.is_Rational
    ratios = [term.as_coeff_Mul()[0] for term in Add.make_args(power.args[0])] if isinstance(power, exp) else []
    return any(ratio.is_Rational and max(abs(ratio.p), ratio.q) > LONG for ratio in ratios)
