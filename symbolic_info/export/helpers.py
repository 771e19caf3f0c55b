"""Functions without cancellation that exported code brings along; each body is an expression for SymPy's printers."""

from __future__ import annotations

from functools import cache
from typing import ClassVar

import mpmath
from sympy import (
    Abs,
    Add,
    And,
    Eq,
    Expr,
    Float,
    Function,
    Piecewise,
    Rational,
    S,
    Symbol,
    bernoulli,
    factorial,
    log,
    loggamma,
    pi,
    symbols,
)
from sympy.codegen.cfunctions import expm1, log1p

__all__ = ["HELPERS", "Helper"]

u, v, w, x, y, z = symbols("u v w x y z", real=True)
SHIFT = 10
TERMS = 9
HALF_LOG_TAU = log(2 * pi) / 2


class Helper(Function):
    """A function that exported code defines before it is used."""

    parameters: ClassVar[tuple[Symbol, ...]] = (x,)

    @classmethod
    def body(cls) -> Expr:
        """The definition in the symbols ``parameters``."""
        raise NotImplementedError


def _horner(coefficients: list[Expr], at: Expr) -> Expr:
    total: Expr = S.Zero
    for coefficient in reversed(coefficients):
        total = total * at + coefficient
    return total


class relative_series(Helper):
    """z - x log1p(z/x) for y = z/(2 x + z): by log1p(z/x) = 2 artanh(y), and z - 2 x y = z y."""

    parameters = (x, y, z)

    @classmethod
    def body(cls) -> Expr:
        return y * (z - 2 * x * y**2 * _horner([Rational(1, 2 * k + 3) for k in range(18)], y**2))


class relative(Helper):
    """x log(x/y) - x + y, for z = y - x without rounding: of second order where y is near x, y where x is 0."""

    parameters = (x, y, z)

    @classmethod
    def body(cls) -> Expr:
        near = And(x <= 2 * y, y <= 2 * x)
        return Piecewise((y, Eq(x, 0)), (relative_series(x, z / (x + y), z), near), (z + x * log(x / y), True))


class log_ratio(Helper):
    """log(x/y), for z = x - y without rounding."""

    parameters = (x, y, z)

    @classmethod
    def body(cls) -> Expr:
        return Piecewise((log1p(z / y), 2 * Abs(z) < y), (log(x / y), True))


class plus(Helper):
    """x + y, each of them rounded first."""

    parameters = (x, y)

    @classmethod
    def body(cls) -> Expr:
        return x + y


class x_log_y(Helper):
    """x log(y), 0 where x is 0."""

    parameters = (x, y)

    @classmethod
    def body(cls) -> Expr:
        return Piecewise((S.Zero, Eq(x, 0)), (x * log(y), True))


class x_log_ratio(Helper):
    """w log(x/y), for z = x - y without rounding; 0 where w is 0."""

    parameters = (w, x, y, z)

    @classmethod
    def body(cls) -> Expr:
        return Piecewise((S.Zero, Eq(w, 0)), (w * log_ratio(x, y, z), True))


class exp_remainder(Helper):
    """exp(x) - 1 - x."""

    @classmethod
    def body(cls) -> Expr:
        series = _horner([1 / factorial(k + 2) for k in range(16)], x)
        return Piecewise((x**2 * series, Abs(x) < 1), (expm1(x) - x, True))


class loggamma_remainder(Helper):
    """loggamma(x) - (x - 1/2) log(x) + x - log(2 pi)/2, of the order 1/(12 x)."""

    @classmethod
    def body(cls) -> Expr:
        terms = [bernoulli(2 * k) / (2 * k * (2 * k - 1)) for k in range(1, TERMS)]
        far = _horner(terms, 1 / x**2) / x
        return Piecewise((far, x > SHIFT), (loggamma(x) - (x - S.Half) * log(x) + x - HALF_LOG_TAU, True))


class digamma(Helper):
    """The digamma function of a positive number."""

    @classmethod
    def body(cls) -> Expr:
        def far(at: Expr) -> Expr:
            return log(at) - 1 / (2 * at) - _digamma_tail(at)

        shifted = far(x + SHIFT) - Add(*(1 / (x + k) for k in range(SHIFT)), evaluate=False)
        return Piecewise((far(x), x > SHIFT), (shifted, True))


class digamma_remainder(Helper):
    """log(x) - 1/(2 x) - digamma(x), of the order 1/(12 x**2)."""

    @classmethod
    def body(cls) -> Expr:
        return Piecewise((_digamma_tail(x), x > SHIFT), (log(x) - 1 / (2 * x) - digamma(x), True))


def _digamma_tail(at: Expr) -> Expr:
    return _horner([bernoulli(2 * k) / (2 * k) for k in range(1, TERMS)], 1 / at**2) / at**2


class trigamma(Helper):
    """The derivative of the digamma function at a positive number."""

    @classmethod
    def body(cls) -> Expr:
        def far(at: Expr) -> Expr:
            return (1 + 1 / (2 * at) + _horner([bernoulli(2 * k) for k in range(1, TERMS)], 1 / at**2) / at**2) / at

        shifted = far(x + SHIFT) + Add(*(1 / (x + k) ** 2 for k in range(SHIFT)), evaluate=False)
        return Piecewise((far(x), x > SHIFT), (shifted, True))


class loggamma_gap(Helper):
    """loggamma(x) - loggamma(y) - (x - y) digamma(y), for z = x - y without rounding: never negative.

    Near each other z**2 times the integral of (1 - t) trigamma(y + t z), far from zero by Stirling's formula.
    """

    parameters = (x, y, z)

    @classmethod
    def body(cls) -> Expr:
        near = z**2 * Add(*(weight * trigamma(y + node * z) for node, weight in _gauss_jacobi(9)), evaluate=False)
        far = relative(x, y, -z) + relative(y, x, z) / (2 * y) + loggamma_remainder(x) - loggamma_remainder(y)
        apart = y - (x - S.Half) * log(y) + loggamma(x) - HALF_LOG_TAU + z / (2 * y) - loggamma_remainder(y)
        return Piecewise(
            (near, 4 * Abs(z) < y),
            (far + z * digamma_remainder(y), And(x > SHIFT, y > SHIFT)),
            (apart + z * digamma_remainder(y), y > SHIFT),
            (loggamma(x) - loggamma(y) - z * digamma(y), True),
        )


class trigamma_excess(Helper):
    """x**2 trigamma(x) - x - 1/2, which falls from 1/2 to 0 like 1/(6 x)."""

    @classmethod
    def body(cls) -> Expr:
        far = _horner([bernoulli(2 * k) for k in range(1, TERMS)], 1 / x**2) / x
        return Piecewise((far, x > SHIFT), (x**2 * trigamma(x) - x - S.Half, True))


class beta_curvature(Helper):
    """The second derivative of log B along (x w, y z) at (x, y), x >= y: a sum without cancellation, for v = w - z.

    With trigamma(x) = 1/x + 1/(2 x**2) + Q(x)/x**2 the first terms are a square and u**2 - m**2 is a product, for the
    mean m = (x w + y z)/(x + y).
    """

    parameters = (x, y, w, z, v)

    @classmethod
    def body(cls) -> Expr:
        both = x + y
        squares = y * v * (w + (x * w + y * z) / both) / both
        excess = trigamma_excess(both)
        here = (z**2 + squares) / 2 + trigamma_excess(y) * z**2 + excess * squares
        return x * y * v**2 / both + here + (trigamma_excess(x) - excess) * w**2


class beta_gap(Helper):
    """The remainder of log B at (u, v) = (x + w, y + z) beyond its first-order part at (x, y): never negative.

    Near (x, y) the integral of (1 - t) times the curvature at (x + t w, y + t z), far from there Stirling's formula,
    whose leading terms are a divergence of (u, v) from (x, y) with the same sum.
    """

    parameters = (u, v, x, y, w, z)

    @classmethod
    def body(cls) -> Expr:
        def curvature(t: Expr) -> Expr:
            a, b = x + t * w, y + t * z
            turn = (w * y - z * x) / (a * b)
            ordered = (beta_curvature(a, b, w / a, z / b, turn), y <= x)
            return Piecewise(ordered, (beta_curvature(b, a, z / b, w / a, -turn), True))

        near = Add(*(weight * curvature(node) for node, weight in _gauss_jacobi(9)), evaluate=False)

        def lower_order(end: Expr, start: Expr, step: Expr) -> Expr:
            remainders = loggamma_remainder(end) - loggamma_remainder(start)
            return relative(start, end, step) / (2 * start) + remainders + step * digamma_remainder(start)

        both, whole, turn = x + y, u + v, (x * v - u * y) / (x + y)
        leading = relative(u, whole * x / both, turn) + relative(v, whole * y / both, -turn)
        far = leading + lower_order(u, x, w) + lower_order(v, y, z) - lower_order(whole, both, plus(w, z))
        return Piecewise((near, And(4 * Abs(w) < x, 4 * Abs(z) < y)), (far, True))


@cache
def _gauss_jacobi(count: int) -> list[tuple[Float, Float]]:
    """Nodes and weights for the integral of (1 - t) f(t) over (0, 1) [Abramowitz & Stegun 25.4.33]."""
    with mpmath.workdps(40):
        # Roots of the Jacobi polynomial P^(1,0) on (-1, 1), carried to (0, 1).
        polynomial = mpmath.taylor(lambda s: mpmath.jacobi(count, 1, 0, s), 0, count)[::-1]
        roots = mpmath.polyroots(polynomial, 500, extraprec=200)
        nodes = [(1 + root.real) / 2 for root in roots]
        return [(Float(t, 20), Float(_weight(t, nodes), 20)) for t in nodes]


def _weight(node: mpmath.mpf, nodes: list[mpmath.mpf]) -> mpmath.mpf:
    """The integral of (1 - t) times the Lagrange polynomial of a node."""
    others = [other for other in nodes if other != node]

    def integrand(t: mpmath.mpf) -> mpmath.mpf:
        return (1 - t) * mpmath.fprod((t - other) / (node - other) for other in others)

    return mpmath.quad(integrand, [0, 1])


HELPERS: tuple[type[Helper], ...] = (
    plus,
    relative_series,
    relative,
    log_ratio,
    x_log_y,
    x_log_ratio,
    exp_remainder,
    loggamma_remainder,
    digamma,
    digamma_remainder,
    trigamma,
    loggamma_gap,
    trigamma_excess,
    beta_curvature,
    beta_gap,
)
