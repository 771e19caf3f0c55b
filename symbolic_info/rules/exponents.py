"""The exponential of a sum of logarithms, as the product that it is."""

from __future__ import annotations

from sympy import Add, Expr, Mul, Pow, S, beta, exp, gamma, log, loggamma


def exponential_of(expr: Expr) -> Expr:
    """exp(expr) with exp(c log u) = u**c and exp(loggamma(u)) = gamma(u), for positive u.

    >>> from sympy import log, symbols
    >>> from symbolic_info.rules.exponents import exponential_of
    >>> a, u, v = symbols("a u v", positive=True)
    >>> exponential_of(a * log(u) - 2 * log(v) + a)
    u**a*exp(a)/v**2
    """
    rest, factors = S.Zero, []
    for term in Add.make_args(expr.expand(log=False, power_base=False, power_exp=False)):
        factor = _factor(term)
        if factor is None:
            rest += term
        else:
            factors.append(factor)
    return Mul(*factors) * exp(rest)


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


def _factor(term: Expr) -> Expr | None:
    for f in Mul.make_args(term):
        if isinstance(f, log):
            return Mul(*(_power(u, term / f) for u in Mul.make_args(f.args[0])))
        if isinstance(f, loggamma):
            return Pow(gamma(f.args[0]), term / f)
    return None


def _power(u: Expr, exponent: Expr) -> Expr:
    """u**exponent; a power of a gamma or beta function, positive under a logarithm, becomes one power."""
    base, inner = u.as_base_exp()
    return Pow(base, inner * exponent) if isinstance(base, gamma | beta) else Pow(u, exponent)
