"""Products, quotients and extremes of independent variables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import product
from math import prod
from typing import NamedTuple

from sympy import Add, Basic, Dummy, Expr, Interval, Lambda, Mul, S, Symbol, cancel, erf, erfc, exp, factor, powsimp

from symbolic_info.errors import UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.compose import absolute, is_symmetric
from symbolic_info.laws.density import from_density
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image, Symmetric, affine, exponential, logarithm, power
from symbolic_info.laws.law import Law
from symbolic_info.laws.maps import Affine, Logarithm
from symbolic_info.laws.mass import listed
from symbolic_info.laws.order import order_statistic
from symbolic_info.laws.probability import cdf
from symbolic_info.laws.recognize import recognized
from symbolic_info.laws.sums import sum_of

MOST_OUTCOMES = 10_000


def of_lists(value: Expr, laws: Mapping[Basic, Law]) -> Finite | None:
    """The law of any function of independent variables with few outcomes, by enumeration."""
    lists = {x: found.pmf for x, law in laws.items() if (found := listed(law)) is not None}
    if len(lists) < len(laws) or prod(map(len, lists.values())) > MOST_OUTCOMES:
        return None
    pmf: dict[Basic, Expr] = {}
    for outcomes in product(*(pmf.items() for pmf in lists.values())):
        at = value.xreplace({x: outcome for x, (outcome, _) in zip(lists, outcomes, strict=True)})
        pmf[at] = pmf.get(at, S.Zero) + Mul(*(p for _, p in outcomes))
    return Finite(pmf, pmf.values())


class Factor(NamedTuple):
    """A variable that is positive or symmetric about 0, by the logarithm of its size."""

    log: Law
    signed: bool

    @classmethod
    def of(cls, law: Law) -> Factor:
        """Errors: `UnknownLawError` for a law that is neither."""
        signed = not law.facts.nonnegative(law.lower)
        if signed and not is_symmetric(law):
            raise UnknownLawError(f"products are known of positive and of symmetric variables only, not of {law}")
        return cls(logarithm(absolute(law)), signed)


def product_of(factors: Sequence[Factor]) -> Law:
    """The law of a product of independent variables: one symmetric factor makes it symmetric."""
    size = _exponential(sum_of(*(f.log for f in factors)))
    return Symmetric(size) if any(f.signed for f in factors) else size


def _exponential(law: Law) -> Law:
    """exp(c + r log(Z)) is a power of Z."""
    if isinstance(law, Image) and isinstance(law.map, Affine):
        inner, (exponent, shift) = law.source, law.map.args
        if isinstance(inner, Image) and isinstance(inner.map, Logarithm):
            return affine(power(inner.source, exponent), exp(shift))
    return exponential(law)


def quotient_form(value: Expr, above: Expr, below: Expr, quotient: Symbol) -> Expr | None:
    """A function of two variables in their quotient alone; None where that does not do.

    >>> from sympy.abc import a, b, q
    >>> quotient_form(b / (a + b), a, b, q)
    1/(q + 1)
    """
    reduced = cancel(value.subs(above, quotient * below))
    return None if reduced.has(below) else reduced


def extreme_of(laws: Sequence[Law], largest: bool) -> Law:
    """The law of the largest or the smallest of independent continuous variables with one support.

    Source: David & Nagaraja, Order Statistics, 3rd ed., (2.1.1), (2.1.2).

    >>> from symbolic_info.laws import Exponential
    >>> extreme_of([Exponential(1), Exponential(2)], largest=False)
    Image(Affine(1/3, 0), StandardGamma(1))
    """
    if len(set(laws)) == 1:
        with suppress(UnknownLawError):
            return order_statistic(laws[0], len(laws) if largest else 1, len(laws))
    first = laws[0]
    if any(law.discrete or (law.lower, law.upper) != (first.lower, first.upper) for law in laws):
        raise UnknownLawError(f"extremes are known of continuous variables with one support only, not of {laws}")
    y = Dummy("y", real=True)
    beyond = _beyond(laws, y, largest)
    densities = [exp(law.log_density(y)) for law in laws]
    body = Add(*(p * Mul(*beyond[:i], *beyond[i + 1 :]) for i, p in enumerate(densities)))
    shape = Lambda(y, factor(powsimp(body)))
    return recognized(from_density(shape, Interval(first.lower, first.upper), False))


def _beyond(laws: Sequence[Law], y: Symbol, largest: bool) -> list[Expr]:
    """The probabilities that each of the variables does not pass y."""
    facts = Facts((y > laws[0].lower, y < laws[0].upper))
    below = [value for law in laws if (value := cdf(law, y, facts)) is not None]
    if len(below) < len(laws):
        raise UnknownLawError(f"the distribution functions of {laws} have no known form")
    if largest:  # written so that no digits are lost where the probability is small
        return [value.replace(erf, lambda t: erfc(-t) - 1).expand() for value in below]
    return [(1 - value.replace(erf, lambda t: 1 - erfc(t))).expand() for value in below]
