"""Incomplete gamma and beta integrals, in elementary terms where the order is a small integer."""

from __future__ import annotations

from sympy import (
    Add,
    Ci,
    Dummy,
    EulerGamma,
    Expr,
    S,
    Si,
    Symbol,
    asin,
    binomial,
    cos,
    erfc,
    exp,
    expint,
    log,
    lowergamma,
    pi,
    sin,
    sqrt,
)

from symbolic_info.facts import Facts
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


def mean_log_under_gamma(feature: Expr, x: Symbol, k: Expr, facts: Facts) -> Expr | None:
    """E log(a + b Z**r) for positive a, b and r = 1, 2, where Z is of the gamma law of small integer shape ``k``.

    By parts it is log(a) plus the integrals of exp(-z) z**j/(z + c)/j! for j < k, which are exp(c) E_(j+1)(c)
    (DLMF 8.19.1); z**2 + c**2 has the factors z + i c and z - i c.  None for other features and shapes.
    """
    if not (isinstance(feature, log) and k.is_Integer and 1 <= k <= LARGEST):
        return None
    free, moving = feature.args[0].as_independent(x, as_Add=True)
    slope, power = moving.as_independent(x, as_Add=False)
    if power not in (x, x**2) or not (facts.positive(free) and facts.positive(slope)):
        return None
    c = free / slope
    parts = _exponential_integrals(c, int(k)) if power == x else _trigonometric_integrals(sqrt(c), int(k))
    return log(free) + Add(*parts)


def _exponential_integrals(c: Expr, count: int) -> list[Expr]:
    """exp(c) E_n(c) for n = 1, 2, ..., by the recurrence DLMF 8.19.12."""
    values = [exp(c) * expint(1, c)]
    for n in range(1, count):
        values.append((1 - c * values[-1]) / n)
    return values


def _trigonometric_integrals(c: Expr, count: int) -> list[Expr]:
    """2 Re exp(i c) E_n(i c) for n = 1, 2, ..., by the same recurrence from DLMF 6.5.5."""
    sine = Si(c) - pi / 2
    values = [(-cos(c) * Ci(c) - sin(c) * sine, cos(c) * sine - sin(c) * Ci(c))]
    for n in range(1, count):
        real, imaginary = values[-1]
        values.append(((1 + c * imaginary) / n, -c * real / n))
    return [2 * real for real, _ in values]


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


def gaussian_moment(n: Expr, rate: Expr, slope: Expr) -> Expr:
    """Twice the integral of w**(n - 1) exp(-rate w**2 + slope w) over w > 0, n = 1, 2, ... (DLMF 7.7.6).

    >>> from sympy.abc import b
    >>> from symbolic_info.rules.incomplete import gaussian_moment
    >>> gaussian_moment(1, 1, -2 * b)
    sqrt(pi)*exp(b**2)*erfc(b)
    """
    u = Dummy("u", real=True)
    first = sqrt(pi / rate) * exp(u**2 / (4 * rate)) * erfc(-u / (2 * sqrt(rate)))
    return (first.diff(u, int(n) - 1) if n > 1 else first).subs(u, slope)
