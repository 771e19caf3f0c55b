"""Means of log(1 + c U**s) for U uniform on (0, 1)."""

from __future__ import annotations

from sympy import (
    EulerGamma,
    Expr,
    Ne,
    Piecewise,
    Pow,
    S,
    Symbol,
    atan,
    exp,
    expand_log,
    hyper,
    log,
    polygamma,
    simplify,
    sqrt,
)

from symbolic_info.facts import Facts

MOST_STEPS = 60


def mean_log_binomial(c: Expr, s: Expr) -> Expr:
    """The integral of log(1 + c u**s) over 0 < u < 1, for c > 0 and s > 0.

    By parts it is log(1 + c) - c s times the integral of u**s/(1 + c u**s), a hypergeometric
    function (DLMF 15.6.1), elementary where s is p/q with p = 1 or 2.

    >>> from sympy.abc import c
    >>> from symbolic_info.rules.binomials import mean_log_binomial
    >>> mean_log_binomial(c, 1).expand()
    log(c + 1) - 1 + log(c + 1)/c
    """
    return log(1 + c) - c * s * _mean_of_ratio(c, S(s))


def mean_log_of_sum(feature: Expr, x: Symbol, base: Expr, facts: Facts) -> Expr | None:
    """E log(a + b V**r) for V = ``base``, an expression in x, uniform on (0, 1); a > 0, and b >= 0 or b = -a."""
    if not isinstance(feature, log):
        return None
    free, moving = feature.args[0].as_independent(x, as_Add=True)
    factor, power = moving.as_independent(x, as_Add=False)
    r = _exponent(power, x, base)
    if r is not None and free + factor == 0 and facts.positive(free) and facts.positive(r):
        return log(free) - polygamma(0, 1 + 1 / r) - EulerGamma  # V**r is of a beta law
    if r is None or not (facts.positive(free) and facts.nonnegative(factor)):
        return None
    if facts.positive(r):
        mean = mean_log_binomial(factor / free, r)
        return log(free) + (mean if facts.positive(factor) else Piecewise((mean, Ne(factor, 0)), (S.Zero, True)))
    if not (facts.negative(r) and facts.positive(factor)):
        return None
    return log(factor) - r + mean_log_binomial(free / factor, -r)


def _exponent(power: Expr, x: Symbol, base: Expr) -> Expr | None:
    """r for ``power == base**r``, by the slope of the logarithms."""
    logarithms = [expand_log(log(e), force=True) for e in (power, base)]
    ratio = simplify(logarithms[0] / logarithms[1]) if isinstance(power, exp | Pow | Symbol) else x
    return None if ratio.has(x) else ratio


def _mean_of_ratio(c: Expr, s: Expr) -> Expr:
    """The integral of u**s/(1 + c u**s), with u = v**q for s = p/q."""
    if s.is_Rational and s.p in (1, 2) and s.p + s.q <= MOST_STEPS:
        return s.q * _rational(c, int(s.p), int(s.p + s.q - 1))
    return hyper((S.One, 1 + 1 / s), (2 + 1 / s,), -c) / (1 + s)


def _rational(c: Expr, p: int, n: int) -> Expr:
    """The integral of v**n/(1 + c v**p) over 0 < v < 1 for p = 1, 2, by division."""
    if n >= p:
        return (S.One / (n - p + 1) - _rational(c, p, n - p)) / c
    if n == p - 1:
        return log(1 + c) / (p * c)
    return atan(sqrt(c)) / sqrt(c)
