"""Measures of rational pmfs as rational combinations of logarithms of primes: exact, zero decidable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from sympy import Add, Expr, Rational, factorint, log, oo

from symbolic_info.laws.law import Law
from symbolic_info.measures.node import Measure
from symbolic_info.proof.enclosure import bounds_of
from symbolic_info.proof.parts import components
from symbolic_info.proof.pointwise import log_terms

Pmf = tuple[Fraction, ...]


@dataclass(frozen=True)
class LogSum:
    """``constant + sum c log(prime)``, or infinity."""

    terms: Mapping[int, Fraction]
    constant: Fraction = Fraction(0)
    infinite: int = 0

    def plus(self, factor: Fraction, other: LogSum) -> LogSum | None:
        """``self + factor * other``; None for oo - oo and 0 * oo."""
        infinite = other.infinite * (1 if factor > 0 else -1)
        if (other.infinite and factor == 0) or self.infinite * infinite < 0:
            return None
        terms = dict(self.terms)
        for prime, c in other.terms.items():
            terms[prime] = terms.get(prime, Fraction(0)) + factor * c
        kept = {prime: c for prime, c in terms.items() if c}
        return LogSum(kept, self.constant + factor * other.constant, self.infinite or infinite)

    def sign(self) -> int | None:
        """-1, 0 or 1; None where the enclosure is too wide."""
        if self.infinite or not self.terms:
            return self.infinite or (self.constant > 0) - (self.constant < 0)
        low, high = bounds_of(self.terms, self.constant)
        return 1 if low > 0 else -1 if high < 0 else None

    def expression(self) -> Expr:
        """The same as a SymPy expression."""
        if self.infinite:
            return self.infinite * oo
        return Add(rational(self.constant), *(rational(c) * log(p) for p, c in self.terms.items()))


ZERO = LogSum({})


def measure_value(node: Measure, pmfs: Mapping[Law, Pmf]) -> LogSum | None:
    """The exact value of a measure of abstract laws (weights are numbers) at given pmfs."""
    total: LogSum | None = ZERO
    for term in log_terms(node):
        if term.weight != 0 and total is not None:
            pairs = zip(mixed(term.p, pmfs), mixed(term.q, pmfs), strict=True)
            total = total.plus(fraction(term.weight), _expected_log(tuple(pairs)))
    return total


def mixed(law: Law, pmfs: Mapping[Law, Pmf]) -> Pmf:
    shares = [(fraction(w), pmfs[base]) for base, w in components(law).items()]
    return tuple(
        sum((w * p for w, p in zip([w for w, _ in shares], column, strict=True)), Fraction(0))
        for column in zip(*(p for _, p in shares), strict=True)
    )


@cache
def _expected_log(pairs: tuple[tuple[Fraction, Fraction], ...]) -> LogSum:
    terms: dict[int, Fraction] = {}
    for p, q in pairs:
        if p and not q:
            return LogSum({}, infinite=-1)
        if p:
            for prime, power in _powers(q).items():
                terms[prime] = terms.get(prime, Fraction(0)) + p * power
    return LogSum({prime: c for prime, c in terms.items() if c})


@cache
def _powers(number: Fraction) -> dict[int, int]:
    above, below = factorint(number.numerator), factorint(number.denominator)
    return {int(prime): above.get(prime, 0) - below.get(prime, 0) for prime in {**above, **below}}


def rational(value: Fraction) -> Rational:
    return Rational(value.numerator, value.denominator)


def fraction(value: Expr) -> Fraction:
    return Fraction(int(value.p), int(value.q))
