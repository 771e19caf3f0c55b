"""The multivariate gamma function of dimension p, a number or a symbol (Muirhead, 2.1.10 and 2.1.12)."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, Dummy, Expr, S, Sum, Symbol, log, pi

from symbolic_info.rules.special import digamma, log_gamma

# Bound indices, of entries or rows, of a sum inside such a sum, and of values of a count.
ROW = Dummy("i", integer=True, positive=True)
INNER = Dummy("j", integer=True, positive=True)
TIMES = Dummy("k", integer=True, nonnegative=True)


def log_multigamma(a: Expr, p: Expr) -> Expr:
    """log of Gamma_p(a) = pi**(p (p - 1)/4) prod_i Gamma(a + (1 - i)/2).

    >>> from sympy.abc import a
    >>> from symbolic_info.rules.multigamma import log_multigamma
    >>> log_multigamma(a, 2)
    loggamma(a) + loggamma(a - 1/2) + log(pi)/2
    """
    return S(p) * (p - 1) / 4 * log(pi) + _over_rows(log_gamma, a, S(p))


def multi_digamma(a: Expr, p: Expr) -> Expr:
    """The derivative of `log_multigamma` in ``a``."""
    return _over_rows(digamma, a, S(p))


def with_letters(expr: Expr) -> Expr:
    """The bound indices as ordinary letters that are not in use."""
    taken = {s.name for s in expr.free_symbols}
    for index in (ROW, INNER, TIMES):
        name = next(n for n in (index.name, *"rstuvw", f"{index.name}_") if n not in taken)
        expr = expr.xreplace({index: Symbol(name, **index.assumptions0)})
        taken.add(name)
    return expr


def _over_rows(f: Callable[[Expr], Expr], a: Expr, p: Expr) -> Expr:
    if p.is_Integer:
        return Add(*(f(a + S(1 - i) / 2) for i in range(1, int(p) + 1)))
    return Sum(f(a + (1 - ROW) / 2), (ROW, 1, p))
