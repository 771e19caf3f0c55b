"""Integrals of a polynomial times one function of a linear expression."""

from __future__ import annotations

from collections.abc import Callable

from sympy import (
    Abs,
    Add,
    Expr,
    Mul,
    Ne,
    Piecewise,
    Poly,
    PolynomialError,
    S,
    Symbol,
    cos,
    exp,
    expand,
    factorial,
    log,
    polylog,
    sin,
    sqrt,
)

from symbolic_info.facts import Facts
from symbolic_info.rules.polynomial import is_polynomial_in

HIGHEST = 12


def integral(f: Expr, x: Symbol, low: Expr, high: Expr, facts: Facts) -> Expr | None:
    """The integral of ``f`` from ``low`` to ``high``; None where no antiderivative is known.

    ``f`` is a polynomial times 1, exp(u), log(u)**n, log(a + b exp(u)), cos(u), u**r or \\|u\\|, with u linear in x.

    >>> from sympy import S, log, symbols
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.rules.integral import integral
    >>> x = symbols("x")
    >>> integral(x * log(x), x, S(0), S(1), Facts())
    -1/4
    """
    weight, factor = _parted(f, x)
    if isinstance(factor, log) and (parts := _linear_logs(factor.args[0], x, low, high)) is not None:
        areas = [integral(weight * part, x, low, high, facts) for part in parts]
        return None if None in areas else Add(*areas).expand()
    if isinstance(factor, log) and factor.has(exp):
        return _of_softplus(weight, factor.args[0], x, (low, high), facts)
    if factor == 1:
        primitive = Poly(weight, x).integrate().as_expr()
        return primitive.subs(x, high) - primitive.subs(x, low)
    base, power = (factor, S.One) if isinstance(factor, exp) else factor.as_base_exp()
    inner = base.args[0] if isinstance(base, exp | log | Abs | cos | sin) else base
    slope = _slope(inner, x)
    if slope is None or power.has(x):
        return None
    ends = [inner.subs(x, end) for end in (low, high)]
    signs = min(2 if facts.positive(u) else 1 if facts.nonnegative(u) else 0 for u in ends)
    u = Symbol("u", real=True)
    terms = Poly(weight.subs(x, (u - inner.subs(x, 0)) / slope), u).terms()
    values = [_between(int(n), base, power, ends, signs) for (n,), _ in terms]
    if None in values:
        return None
    return Add(*(c * v / slope for (_, c), v in zip(terms, values, strict=True)))


def _linear_logs(square: Expr, x: Symbol, low: Expr, high: Expr) -> list[Expr] | None:
    """log of a positive quadratic with rational coefficients and real roots, as logarithms of linear functions."""
    if not is_polynomial_in(square, x) or not (low.is_Rational and high.is_Rational):
        return None
    poly = Poly(square, x)
    if poly.degree() != 2 or not all(c.is_Rational for c in poly.all_coeffs()) or poly.discriminant() < 0:
        return None
    a, b, c = poly.all_coeffs()
    centre, half = -b / (2 * a), sqrt(b**2 - 4 * a * c) / (2 * abs(a))
    linear = [x - r if (low - r).is_nonnegative else r - x for r in (centre - half, centre + half)]
    return [log(abs(a)), *map(log, linear)]


def _between(n: int, base: Expr, power: Expr, ends: list[Expr], signs: int) -> Expr | None:
    """The integral of u**n times the function; ``signs`` is 2 for positive ends, 1 for non-negative ones."""
    if isinstance(base, exp) and power == 1:
        return _difference(lambda u: exp(u) * _exponential_factor(n, u), ends)
    if isinstance(base, cos | sin):
        primitive = sin if isinstance(base, cos) else lambda u: -cos(u)
        return _difference(primitive, ends) if (n, power) == (0, 1) else None
    if isinstance(base, Abs) and power == 1:
        return _difference(lambda u: u ** (n + 1) * Abs(u) / (n + 2), ends)
    if isinstance(base, log):
        fits = power.is_Integer and 0 < power <= HIGHEST and signs > 0
        return _difference(lambda u: _of_log(n, u, int(power)), ends) if fits else None
    order = power + n + 1
    if signs < (1 if order.is_positive else 2):
        return None
    logarithmic = _difference(log, ends) if order.is_zero is not False else S.Zero
    regular = _difference(lambda u: u**order / order, ends) if order != 0 else S.Zero
    return Piecewise((regular, Ne(order, 0)), (logarithmic, True))


def _of_softplus(weight: Expr, arg: Expr, x: Symbol, ends: tuple[Expr, Expr], facts: Facts) -> Expr | None:
    """The integral of a polynomial times log(a + b exp(u)), by parts with polylogarithms (DLMF 25.12.2)."""
    free, moving = arg.as_independent(x, as_Add=True)
    factor, growth = moving.as_independent(x, as_Add=False)
    slope = _slope(growth.args[0], x) if isinstance(growth, exp) else None
    if slope is None:
        return None
    if facts.negative(free) and facts.positive(factor):  # the exponential is the larger term
        rest = _of_softplus(weight, (factor + free / growth).expand(), x, ends, facts)
        main = integral(expand(weight * growth.args[0]), x, *ends, facts)
        return None if rest is None or main is None else rest + main
    if not facts.positive(free) or facts.zero(factor) is not False:
        return None
    poly, ratio = Poly(weight, x), -factor / free * growth
    parts = [
        -((-1 / slope) ** j) * poly.diff((x, j)).as_expr() * polylog(2 + j, ratio) / slope
        for j in range(poly.degree() + 1)
    ]
    primitive = Add(log(free) * poly.integrate().as_expr(), *parts)
    return primitive.subs(x, ends[1]) - primitive.subs(x, ends[0])


def _difference(primitive: Callable[[Expr], Expr], ends: list[Expr]) -> Expr:
    low, high = (primitive(u) for u in ends)
    return high - low


def _exponential_factor(n: int, u: Expr) -> Expr:
    return Add(*((-1) ** (n - j) * factorial(n) / factorial(j) * u**j for j in range(n + 1)))


def _parted(f: Expr, x: Symbol) -> tuple[Expr, Expr]:
    """The polynomial factors of ``f`` and the rest."""
    factors = Mul.make_args(f)
    rest = Mul(*(g for g in factors if not is_polynomial_in(g, x)))
    weight = expand(Mul(*(g for g in factors if is_polynomial_in(g, x))))
    return weight, rest


def _of_log(n: int, u: Expr, order: int) -> Expr:
    """By parts: the primitive of u**n log(u)**m is u**(n+1)/(n+1) log(u)**m - m/(n+1) that of u**n log(u)**(m-1)."""
    if u == 0:
        return S.Zero
    whole, m = u ** (n + 1) / (n + 1), S(n + 1)
    falling = (factorial(order) / factorial(order - j) / m**j for j in range(order + 1))
    return Add(*((-1) ** j * c * whole * log(u) ** (order - j) for j, c in enumerate(falling)))


def _slope(u: Expr, x: Symbol) -> Expr | None:
    try:
        poly = Poly(u, x)
    except PolynomialError:
        return None
    return poly.LC() if poly.degree() == 1 else None
