"""Rational enclosures of logarithms of rational numbers, in integer arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

BITS = 256
_GUARD = 32


@cache
def log_bounds(n: int) -> tuple[Fraction, Fraction]:
    """Rationals below and above log(n) for an integer n >= 1, about 2**-256 apart.

    >>> from symbolic_info.proof.enclosure import log_bounds
    >>> low, high = log_bounds(10)
    >>> float(low), high - low < Fraction(1, 10**70)
    (2.302585092994046, True)
    """
    power = n.bit_length() - 1
    if 3 * n > 4 << power:
        power += 1
    shift, error_of_two = _twice_atanh(1, 3)
    scaled, error = _twice_atanh(n - (1 << power), n + (1 << power))
    middle, radius = scaled + power * shift, error + power * error_of_two
    unit = 1 << (BITS + _GUARD)
    return Fraction(middle - radius, unit), Fraction(middle + radius, unit)


@cache
def _twice_atanh(a: int, b: int) -> tuple[int, int]:
    """2 atanh(a/b) in units of 2**-(bits + guard) with its error, for |a/b| <= 1/3."""
    power = (a << (BITS + _GUARD)) // b
    total, k = 0, 0
    while abs(power) > 1:
        total += power // (2 * k + 1)
        power = power * a * a // (b * b)
        k += 1
    return 2 * total, 4 * k + 8


def bounds_of(terms: Mapping[int, Fraction], constant: Fraction = Fraction(0)) -> tuple[Fraction, Fraction]:
    """Bounds of ``constant + sum c log(n)`` for ``terms`` = {n: c}."""
    low = high = constant
    for n, c in terms.items():
        ends = sorted(c * bound for bound in log_bounds(n))
        low, high = low + ends[0], high + ends[1]
    return low, high
