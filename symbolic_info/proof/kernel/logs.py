"""Logarithms of rational functions, split over irreducible factors of known sign."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sympy import (
    Abs,
    Add,
    Expr,
    Mul,
    PolynomialError,
    Pow,
    S,
    exp,
    factor_list,
    factorint,
    gamma,
    log,
    loggamma,
    together,
)

from symbolic_info.facts import Facts

LARGE = 300


@lru_cache(maxsize=4096)
def split(argument: Expr, facts: Facts) -> Expr:
    """``log(argument)`` as a sum of rational multiples of logarithms of primes and irreducible polynomials.

    Distinct ones are linearly independent over the rational functions, which is what makes an
    identity between them decidable.  Where a sign is not known the logarithm stays whole.

    >>> from sympy.abc import x, y
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.proof.kernel.logs import split
    >>> split((x + y) / 12, Facts([x > 0, y > 0]))
    log(x + y) - 2*log(2) - log(3)
    >>> split(x * y, Facts())
    log(x*y)
    """
    if argument.count_ops() > LARGE:
        return log(argument)
    parts, negative = [], False
    for base, exponent in _factors(argument):
        flips, logarithm = _of_factor(base, exponent, facts)
        if logarithm is None:
            return log(argument)
        negative ^= flips
        parts.append(logarithm)
    return log(argument) if negative else Add(*parts)


def split_all(expr: Expr, facts: Facts) -> Expr:
    """Every logarithm in ``expr`` split."""
    return expr.replace(lambda e: isinstance(e, log), lambda e: split(e.args[0], facts))


def _factors(argument: Expr) -> Iterator[tuple[Expr, Expr]]:
    numerator, denominator = together(argument).as_numer_denom()
    for part, sign in ((numerator, 1), (denominator, -1)):
        for base, exponent in _factors_of_polynomial(part):
            yield base, sign * exponent


def _factors_of_polynomial(part: Expr) -> list[tuple[Expr, Expr]]:
    try:
        number, factors = factor_list(part)
    except PolynomialError:
        return [f.as_base_exp() for f in Mul.make_args(part)]
    return [(number, S.One), *((f, S(k)) for f, k in factors)]


def _of_factor(base: Expr, exponent: Expr, facts: Facts) -> tuple[bool, Expr | None]:
    """Whether an odd power of a negative factor was turned round, and the logarithm of its size."""
    if base.is_Rational:
        return bool(base < 0), exponent * _log_of_rational(abs(base)) if base != 0 else None
    if isinstance(base, exp) and base.args[0].is_extended_real:
        return False, exponent * base.args[0]
    if isinstance(base, Pow) and base.exp.is_extended_real and facts.nonnegative(base.base):
        return False, exponent * base.exp * split(base.base, facts)
    if isinstance(base, gamma) and facts.positive(base.args[0]):
        return False, exponent * loggamma(base.args[0])
    if is_nonnegative(base, facts):
        return False, exponent * log(base)
    if is_nonnegative(-base, facts):
        return bool(exponent % 2), exponent * log(-base)
    if exponent.is_even and base.is_extended_real:
        return False, exponent * log(_either(base))
    return False, None


def is_nonnegative(expr: Expr, facts: Facts) -> bool | None:
    """The sign by the facts, also of a sum of positive values at a point with parameters as weights."""
    if expr.is_Add and (weights := _weights(expr)) and all(facts.nonnegative(w) for w in weights):
        return True
    return facts.nonnegative(expr)


def _weights(expr: Expr) -> list[Expr]:
    """The weights of positive values in a sum; none where there are no such values."""
    weights: dict[Expr, Expr] = {}
    for term in Add.make_args(expr.expand()):
        values = Mul(*(f for f in Mul.make_args(term) if f.is_positive and not f.is_number and not f.free_symbols))
        weights[values] = weights.get(values, S.Zero) + term / values
    return list(weights.values()) if len(weights) > 1 else []


def _either(base: Expr) -> Expr:
    """One spelling for the size of ``base`` and of ``-base``."""
    return Abs(-base if base.could_extract_minus_sign() else base)


def _log_of_rational(number: Expr) -> Expr:
    powers = [(prime, count) for prime, count in factorint(number.p).items()]
    powers += [(prime, -count) for prime, count in factorint(number.q).items()]
    return Add(*(count * log(prime) for prime, count in powers))
