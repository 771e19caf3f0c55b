"""Special points that an expression shows by its form: kinks, zeros and critical points of its polynomials."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from typing import Any

import sympy
from mpmath.libmp.libhyper import NoConvergence

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.vocabulary import log_of_product

__all__ = ["as_fraction", "centres", "has_exact_roots", "kinks", "modes", "rivals", "roots"]

_HIGHEST_DEGREE = 100


def as_fraction(point: Any) -> Fraction:
    """A finite exact number as a fraction: itself if rational, else to 60 digits.

    >>> from sympy import Rational
    >>> as_fraction(Rational(1, 3))
    Fraction(1, 3)
    """
    rational = point if point.is_Rational else sympy.Rational(sympy.N(point, 60))
    return Fraction(int(rational.p), int(rational.q))


def kinks(expr: Any, x: Any) -> list[Any]:
    """Exact real zeros of the arguments of \\|.\\|, sign, max, min and of piecewise conditions.

    >>> from sympy import Symbol, Abs
    >>> x = Symbol('x', real=True)
    >>> kinks(Abs(2*x - 1), x)
    [1/2]
    """
    args = [a.args[0] for a in expr.atoms(sympy.Abs, sympy.sign, sympy.Heaviside)]
    args += [a - b for m in expr.atoms(sympy.Max, sympy.Min) for a in m.args for b in m.args if a is not b]
    for piecewise in expr.atoms(sympy.Piecewise):
        args += [r.lhs - r.rhs for r in piecewise.atoms(sympy.core.relational.Relational)]
    return [root for arg in args if arg.has(x) for root in roots(arg, x)]


def roots(arg: Any, x: Any) -> list[Any]:
    """Real zeros of a polynomial in ``x``, exact where SymPy has them; none of anything else.

    Raises ``PrecisionError`` where there may be zeros that cannot be found.

    >>> from sympy import Symbol
    >>> x = Symbol('x', real=True)
    >>> roots(x**2 - 4, x)
    [-2, 2]
    """
    if not arg.is_polynomial(x):
        return []
    if not _is_short(arg, x):
        raise PrecisionError("a case distinction on a polynomial of very high degree")
    poly = sympy.Poly(arg, x)
    if poly.degree() == 1:
        slope, offset = poly.all_coeffs()
        return [-offset / slope]
    try:
        return list(sympy.real_roots(poly)) if poly.degree() > 1 else []
    except (NotImplementedError, sympy.PolynomialError):
        try:
            return _approximate_roots(poly)
        except NoConvergence as error:
            raise PrecisionError(f"the zeros of {arg} are not found") from error


def modes(expr: Any, x: Any) -> list[Fraction]:
    """Where the polynomial part of a log-density, or of a term of the sum under its logarithm, is stationary.

    >>> from sympy import Symbol, log
    >>> x = Symbol('x', real=True)
    >>> modes(-(x - 3)**2/2 - log(2), x)
    [Fraction(3, 1)]
    """
    logs = [expr, *(log for contest in rivals(expr, x) for log in contest)]
    return sorted({point for log in logs for point in _stationary(sympy.expand(log, log=False), x)})


def _stationary(log: Any, x: Any) -> list[Fraction]:
    poly = sympy.Add(*(term for term in sympy.Add.make_args(log) if _is_polynomial_of(term, x) or term == x))
    if not poly.has(x) or sympy.Poly(poly, x).degree() > 4:
        return []
    with suppress(NoConvergence):
        return [as_fraction(root) for root in _approximate_roots(sympy.Poly(poly, x).diff(x))]
    return []


def has_exact_roots(arg: Any, x: Any) -> bool:
    """Whether ``roots`` gives the zeros exactly: of polynomials with rational coefficients, and of linear ones.

    >>> from sympy import Symbol, pi
    >>> x = Symbol('x', real=True)
    >>> has_exact_roots(x**2 - 2, x), has_exact_roots(x - pi, x), has_exact_roots(x**2 - pi, x)
    (True, True, False)
    """
    poly = sympy.Poly(arg, x)
    return bool(poly.degree() <= 1 or all(c.is_Rational for c in poly.all_coeffs()))


def _is_short(arg: Any, x: Any) -> bool:
    return all(p.exp <= _HIGHEST_DEGREE for p in arg.atoms(sympy.Pow) if p.base.has(x) and p.exp.is_number)


def centres(expr: Any, x: Any) -> list[Fraction]:
    """Real zeros and critical points of the polynomials of degree at most four inside the expression.

    >>> from sympy import Symbol, exp
    >>> x = Symbol('x', real=True)
    >>> centres(exp(-x**2 + 6*x), x)
    [Fraction(0, 1), Fraction(3, 1), Fraction(6, 1)]
    """
    found: set[Fraction] = set()
    for part in sympy.preorder_traversal(expr):
        if isinstance(part, sympy.Expr) and _is_polynomial_of(part, x):
            poly = sympy.Poly(part.xreplace(_without_sums(part)), x)
            if 1 <= poly.degree() <= 4:
                with suppress(NoConvergence):
                    found.update(map(as_fraction, _approximate_roots(poly)))
                    found.update(map(as_fraction, _approximate_roots(poly.diff(x))))
    return sorted(found)


def _is_polynomial_of(part: Any, x: Any) -> bool:
    return bool(part.has(x) and not part.is_Symbol and _is_short(part, x) and part.is_polynomial(x))


def _without_sums(part: Any) -> dict[Any, Any]:
    """Constant sums in a polynomial move its roots, not its critical points."""
    return dict.fromkeys(part.atoms(sympy.Sum), sympy.S.Zero)


def _approximate_roots(poly: Any) -> list[Any]:
    if poly.degree() < 1:
        return []
    coefficients = poly.all_coeffs()
    if len(coefficients) == 2:
        return [-coefficients[1] / coefficients[0]]
    if not any(coefficients[1:]):
        return [sympy.S.Zero]
    roots = sympy.Poly(poly.as_expr(), poly.gen).sqf_part().nroots(n=40, maxsteps=200)
    return [sympy.Rational(root) for root in roots if root.is_real]


def rivals(expr: Any, x: Any) -> list[list[Any]]:
    """The logs of the terms of each sum with exponentials that stands under a logarithm.

    >>> from sympy import Symbol, exp, log
    >>> x = Symbol('x', real=True)
    >>> rivals(log(exp(-x) + exp(2*x)), x)
    [[-x, 2*x]]
    """
    factors = {f for part in expr.atoms(sympy.log) for f in sympy.Mul.make_args(part.args[0])}
    sums = [f for f in sympy.ordered(factors) if f.is_Add and any(e.has(x) for e in f.atoms(sympy.exp))]
    return [[log_of_product(term) for term in sympy.ordered(total.args)] for total in sums]
