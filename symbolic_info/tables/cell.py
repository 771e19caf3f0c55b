"""One cell of a table: digits with their error, or the reason why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
from sympy import Expr, Rational

from symbolic_info.engine.numbers import value
from symbolic_info.errors import PrecisionError, SymbolicInfoError
from symbolic_info.numeric.value import Value

__all__ = ["Cell", "compute"]

ENOUGH_FOR_A_DOUBLE = 25


@dataclass(frozen=True)
class Cell:
    """What is known at one point, in text.

    ``digits`` is the correctly rounded decimal number, ``error`` a bound of its distance to the truth, ``double``
    the correctly rounded binary64 number in hexadecimal; ``missing`` says why there is no number.
    """

    point: tuple[str, ...]
    digits: str = ""
    error: str = ""
    kind: str = ""
    method: str = ""
    double: str = ""
    missing: str = ""


def compute(expression: Expr, point: dict[str, str], digits: int, seconds: float) -> Cell:
    """The cell of an expression where its symbols take the values of ``point``.

    >>> from sympy.abc import a
    >>> from symbolic_info import Entropy
    >>> from symbolic_info.laws import Exponential
    >>> compute(Entropy(Exponential(a)), {"a": "1/2"}, 20, 10).digits
    '1.6931471805599453094'
    >>> compute(Entropy(Exponential(a)), {"a": "-1"}, 20, 10).missing[:14]
    'ParameterError'
    """
    at = tuple(point.values())
    try:
        here = expression.subs({s: Rational(point[s.name]) for s in expression.free_symbols})
        return _cell(at, value(here, digits, budget=seconds), lambda: value(here, ENOUGH_FOR_A_DOUBLE, budget=seconds))
    except SymbolicInfoError as error:
        return Cell(at, missing=f"{type(error).__name__}: {' '.join(str(error).split())}")
    except Exception as error:
        return Cell(at, missing=f"failed with {type(error).__name__}: {' '.join(str(error).split())}")


def _cell(at: tuple[str, ...], found: Value, again: Any) -> Cell:
    return Cell(at, str(found), _error(found), found.kind, found.method, _double(found, again))


def _double(found: Value, again: Any) -> str:
    """Few digits may leave the double open, so more are asked for; a number beyond the range rounds to infinity."""
    try:
        return float(found).hex()
    except OverflowError:
        return "inf" if found > 0 else "-inf"
    except PrecisionError:
        return float(again()).hex()


def _error(found: Value) -> str:
    """The largest distance of the printed number to an end of the enclosure, rounded up to two digits."""
    if not found.lower.is_finite:
        return "0"
    low, high = (Fraction(int(bound.p), int(bound.q)) for bound in (found.lower, found.upper))
    printed = Fraction(found.text)
    distance = max(abs(printed - low), abs(high - printed))
    if not distance:
        return "0"
    with mpmath.workdps(30):
        # A relative 2 % covers the rounding of the conversion and of the two digits that are shown.
        bound = mpmath.mpf(distance.numerator) / distance.denominator * mpmath.mpf("1.05")
        return str(mpmath.nstr(bound, 2, min_fixed=1, max_fixed=0))
