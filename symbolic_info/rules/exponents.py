"""The exponential of a sum of logarithms, as the product that it is."""

from __future__ import annotations

from collections import defaultdict

from sympy import Add, Expr, Mul, Pow, S, beta, exp, gamma, log, loggamma


def exponential_of(expr: Expr) -> Expr:
    """exp(expr) with exp(c log u) = u**c and exp(loggamma(u)) = gamma(u), for positive u.

    >>> from sympy import log, symbols
    >>> from symbolic_info.rules.exponents import exponential_of
    >>> a, u, v = symbols("a u v", positive=True)
    >>> exponential_of(a * log(u) - 2 * log(v) + a)
    u**a*exp(a)/v**2
    """
    rest, exponents = S.Zero, defaultdict[Expr, Expr](lambda: S.Zero)
    for term in Add.make_args(expr.expand(log=False, power_base=False, power_exp=False)):
        powers = _powers(term)
        rest += term if powers is None else S.Zero
        for base, exponent in powers or ():
            exponents[base] += exponent
    return Mul(*(Pow(base, exponent) for base, exponent in exponents.items())) * exp(rest)


def with_powers(expr: Expr) -> Expr:
    """``expr`` with every exponential of logarithms as a product of powers.

    >>> from sympy import exp, log, symbols
    >>> from symbolic_info.rules.exponents import with_powers
    >>> a, u = symbols("a u", positive=True)
    >>> with_powers(1 - exp(a * log(u)))
    1 - u**a
    """
    return expr.replace(
        lambda e: isinstance(e, exp) and e.args[0].has(log, loggamma), lambda e: exponential_of(e.args[0])
    )


def _powers(term: Expr) -> list[tuple[Expr, Expr]] | None:
    """The bases and exponents of exp(term), where ``term`` is a multiple of a logarithm."""
    for f in Mul.make_args(term):
        if isinstance(f, log):
            return [_power(u, term / f) for u in Mul.make_args(f.args[0])]
        if isinstance(f, loggamma):
            return [(gamma(f.args[0]), term / f)]
    return None


def _power(u: Expr, exponent: Expr) -> tuple[Expr, Expr]:
    """u**exponent; a power of a gamma or beta function, positive under a logarithm, becomes one power."""
    base, inner = u.as_base_exp()
    return (base, inner * exponent) if isinstance(base, gamma | beta) else (u, exponent)
