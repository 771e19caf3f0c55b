"""The points of a table: exact rational values of each parameter, and all their combinations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any, Final

import mpmath
from sympy import Rational, integer_nthroot

from symbolic_info.errors import ParameterError
from symbolic_info.interop.text import parse_expression
from symbolic_info.laws.law import exact

MAX_CELLS: Final = 1_000_000
SHORT: Final = 6
_RANGE: Final = re.compile(r"([^:]+):([^:]+):([0-9]{1,6})(log|lin)")

__all__ = ["Axis", "Point", "axes", "points"]

Point = tuple[Rational, ...]


@dataclass(frozen=True)
class Axis:
    """One parameter, its values, and in words where they come from."""

    name: str
    values: tuple[Rational, ...]
    origin: str


def axes(given: str | Mapping[Any, Any]) -> tuple[Axis, ...]:
    """The axes of a grid: text, or a mapping from names or symbols to text or to exact numbers.

    In text, axes are separated by semicolons and values by commas; ``lo:hi:Nlog`` and ``lo:hi:Nlin`` are N
    values from lo to hi.  Values of a logarithmic range that are not rational are rounded to 6 significant
    digits, and the axis says so.

    >>> [axis] = axes("b=1e-1:10:5log")
    >>> axis.values, axis.origin
    ((1/10, 79057/250000, 1, 79057/25000, 10), '5 log-spaced from 1/10 to 10, irrational ones rounded to 6 digits')
    >>> axes({"a": "1/2, 1", "n": [3]})[1].values
    (3,)
    """
    if isinstance(given, str):
        given = dict(_named(part) for part in given.split(";") if part.strip())
    found = tuple(_axis(str(name), values) for name, values in given.items())
    if len({axis.name for axis in found}) < len(found):
        raise ParameterError("a parameter has two axes")
    if prod(len(axis.values) for axis in found) > MAX_CELLS:
        raise ParameterError(f"the grid has more than {MAX_CELLS} points")
    return found


def points(grid: Sequence[Axis]) -> Iterator[Point]:
    """All combinations of the values, the last parameter changing fastest.

    >>> list(points(axes("a=1,2; b=3,4")))
    [(1, 3), (1, 4), (2, 3), (2, 4)]
    """
    return product(*(axis.values for axis in grid))


def _named(part: str) -> tuple[str, str]:
    name, equals, values = part.partition("=")
    if not equals:
        raise ParameterError(f"write the values of a parameter as in a=1/2,1,10, not {part.strip()!r}")
    return name.strip(), values


def _axis(name: str, given: Any) -> Axis:
    parts = given.split(",") if isinstance(given, str) else given
    ranges = [_of(name, part.strip() if isinstance(part, str) else part) for part in parts]
    values = tuple(dict.fromkeys(value for found, _ in ranges for value in found))
    if not values:
        raise ParameterError(f"the axis of {name} has no values")
    return Axis(name, values, ", ".join(origin for _, origin in ranges))


def _of(name: str, part: Any) -> tuple[list[Rational], str]:
    spaced = _RANGE.fullmatch(part) if isinstance(part, str) else None
    if spaced is None:
        value = _rational(name, part)
        return [value], str(value)
    low, high, count = _rational(name, spaced[1]), _rational(name, spaced[2]), int(spaced[3])
    if count < 2 or low >= high or (spaced[4] == "log" and low <= 0):
        raise ParameterError(f"{part} in the axis of {name} is no range: 0 < lo < hi (for log) and at least 2 values")
    if spaced[4] == "lin":
        return [low + (high - low) * Rational(k, count - 1) for k in range(count)], _words(count, "evenly", low, high)
    steps = [_geometric(low, high, Rational(k, count - 1)) for k in range(count)]
    rounded = "" if all(known for _, known in steps) else f", irrational ones rounded to {SHORT} digits"
    return [value for value, _ in steps], _words(count, "log-", low, high) + rounded


def _words(count: int, how: str, low: Rational, high: Rational) -> str:
    return f"{count} {how}{'' if how.endswith('-') else ' '}spaced from {low} to {high}"


def _rational(name: str, given: Any) -> Rational:
    value = parse_expression(given) if isinstance(given, str) else exact(given, f"a value of {name}")
    if not value.is_Rational:
        raise ParameterError(f"the values of {name} are rational numbers or ranges lo:hi:Nlog, lo:hi:Nlin, not {given}")
    return value


def _geometric(low: Rational, high: Rational, share: Rational) -> tuple[Rational, bool]:
    """low^(1 - share) high^share and whether it is exact."""
    power = low ** (share.q - share.p) * high**share.p
    roots = [integer_nthroot(int(part), int(share.q)) for part in (power.p, power.q)]
    if all(known for _, known in roots):
        return Rational(roots[0][0], roots[1][0]), True
    with mpmath.workdps(SHORT + 10):
        root = mpmath.root(mpmath.mpf(int(power.p)) / int(power.q), int(share.q))
        return Rational(mpmath.nstr(root, SHORT, min_fixed=1, max_fixed=0)), False
