"""Logarithms of a single factor of a density: gamma and Bessel functions, sums of exponentials or with a cosine."""

from __future__ import annotations

from sympy import (
    Add,
    Expr,
    S,
    Symbol,
    besselk,
    beta,
    binomial,
    cancel,
    cos,
    exp,
    factor,
    factorial,
    gamma,
    log,
    loggamma,
)

from symbolic_info.facts import Facts


def cosine_sum(expr: Expr, u: Symbol) -> tuple[Expr, Expr, Expr] | None:
    """(a, d, w) for a (1 + d cos(w))."""
    free, moving = expr.as_independent(u, as_Add=True)
    weight, cosine = moving.as_independent(u, as_Add=False)
    return (free, cancel(weight / free), cosine.args[0]) if free != 0 and isinstance(cosine, cos) else None


def log_of_cosine_sum(base: Expr, u: Symbol) -> Expr | None:
    """log(a (1 + d cos(w))): its mean is a, and under a logarithm it keeps its sign."""
    found = cosine_sum(base, u)
    return None if found is None else log(factor(found[0])) + log(1 + found[1] * cos(found[2]))


def is_positive_bessel(base: Expr, facts: Facts) -> bool:
    """I_n(x) for n >= 0 and K_n(x) for all real n are positive for x > 0 (DLMF 10.37)."""
    order, x = base.args
    return bool(facts.positive(x) and (isinstance(base, besselk) or facts.nonnegative(order)))


def log_of_growing(base: Expr, u: Symbol, facts: Facts) -> Expr | None:
    """log(a exp(v) + b exp(w)) with w > v and b > 0 as w + log(b) + log(1 + a/b exp(v - w))."""
    terms = [t.as_independent(u, as_Add=False) for t in Add.make_args(base)]
    if len(terms) != 2 or not all(g == 1 or isinstance(g, exp) for _, g in terms):
        return None
    (a, v), (b, w) = ((c, S.Zero if g == 1 else g.args[0]) for c, g in terms)
    if facts.positive(v - w):
        a, v, b, w = b, w, a, v
    if w == 0 or not (facts.positive(w - v) and facts.positive(b)):
        return None
    return w + log(b) + log(1 + cancel(a / b) * exp(v - w))


def log_of_gammas(base: Expr, facts: Facts) -> Expr | None:
    """log of a gamma function or a relative of it, where its arguments are positive."""
    terms = _log_gammas(base)
    return Add(*(c * loggamma(a) for a, c in terms)) if all(facts.positive(a) for a, _ in terms) else None


LOG_GAMMAS = (gamma, factorial, beta, binomial)


def _log_gammas(base: Expr) -> tuple[tuple[Expr, int], ...]:
    """The arguments of loggamma in log(base), each with its sign."""
    first, second = base.args[0], base.args[-1]
    if isinstance(base, gamma):
        return ((first, 1),)
    if isinstance(base, factorial):
        return ((first + 1, 1),)
    if isinstance(base, beta):
        return (first, 1), (second, 1), (first + second, -1)
    return (first + 1, 1), (second + 1, -1), (first - second + 1, -1)
