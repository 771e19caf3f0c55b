"""A number with its enclosure: the digits that can be vouched for, and how they were found."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import mpmath
import sympy

from symbolic_info.errors import PrecisionError

__all__ = ["Value", "from_enclosure", "infinite"]

CHUNK = 4000


@dataclass(frozen=True, eq=False, repr=False)
class Value:
    """A real number in decimal digits, each of them right.

    ``text`` is the truth rounded to ``digits`` significant digits; ``lower <= truth <= upper`` are exact.
    ``kind`` says how far to trust it: ``'exact'``, ``'certified'`` (enclosed by ball arithmetic) or
    ``'estimated'`` (two resolutions and two working precisions agree).  Information measures are in nats.

    >>> from sympy import log, Rational
    >>> from symbolic_info.numeric import evaluate
    >>> value = evaluate(log(1 + Rational(1, 10**40)), 20)
    >>> value.text, value.digits
    ('1.0000000000000000000e-40', 20)
    >>> value < 1, float(value)
    (True, 1e-40)

    Comparisons go through the enclosure; one that the enclosure leaves open raises ``PrecisionError``.
    """

    text: str
    digits: int
    lower: Any
    upper: Any
    kind: str
    method: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"Value('{self.text}', {self.kind}: {self.method})"

    def _repr_latex_(self) -> str:
        mantissa, _, exponent = self.text.partition("e")
        infinite_forms = {"oo": r"\infty", "-oo": r"-\infty"}
        body = infinite_forms.get(mantissa, mantissa)
        return f"${body}$" if not exponent else rf"${body} \cdot 10^{{{int(exponent)}}}$"

    def __float__(self) -> float:
        if not self.lower.is_finite:
            return float(self.lower)
        low, high = (_nearest_float(bound) for bound in (self.lower, self.upper))
        if low != high:
            raise PrecisionError(f"{self.text} has too few digits for a correctly rounded float; ask for more")
        return low

    def hex(self) -> str:
        """The correctly rounded float in hexadecimal, to be written into source code without loss.

        >>> from sympy import pi
        >>> from symbolic_info.numeric import evaluate
        >>> evaluate(pi, 20).hex()
        '0x1.921fb54442d18p+1'
        """
        return float(self).hex()

    def to_sympy(self) -> Any:
        """The digits as a SymPy ``Float`` of matching precision (exact values as they are).

        >>> from sympy import Rational
        >>> from symbolic_info.numeric import evaluate
        >>> evaluate(Rational(1, 3), 5).to_sympy()
        1/3
        """
        return self.lower if self.kind == "exact" else sympy.Float(self._middle(), self.digits)

    def to_mpf(self) -> Any:
        """The digits as an mpmath ``mpf`` whose mantissa is long enough to hold them.

        >>> from sympy import Rational
        >>> from symbolic_info.numeric import evaluate
        >>> evaluate(Rational(1, 4), 5).to_mpf()
        mpf('0.25')
        """
        with mpmath.workdps(self.digits + 5):
            middle = self._middle()
            return mpmath.mpf(int(middle.p)) / int(middle.q) if middle.is_finite else mpmath.mpf(str(float(middle)))

    def _middle(self) -> Any:
        return self.lower if self.lower == self.upper else (self.lower + self.upper) / 2

    def _order(self, other: Any) -> int | None:
        """-1, 0 or 1, or None where ``other`` is no real number."""
        low, high = _bounds(other)
        if low is None:
            return None
        if self.upper < low:
            return -1
        if self.lower > high:
            return 1
        if self.lower == self.upper == low == high:
            return 0
        raise PrecisionError(f"{self.text} and {other} cannot be told apart by the enclosure; ask for more digits")

    def __eq__(self, other: object) -> Any:
        if isinstance(other, Value) and self._state() == other._state():
            return True
        order = self._order(other)
        return NotImplemented if order is None else order == 0

    def __lt__(self, other: Any) -> Any:
        order = self._order(other)
        return NotImplemented if order is None else order < 0

    def __gt__(self, other: Any) -> Any:
        order = self._order(other)
        return NotImplemented if order is None else order > 0

    def __le__(self, other: Any) -> Any:
        order = self._order(other)
        return NotImplemented if order is None else order <= 0

    def __ge__(self, other: Any) -> Any:
        order = self._order(other)
        return NotImplemented if order is None else order >= 0

    def _state(self) -> tuple[Any, ...]:
        return (self.text, self.lower, self.upper, self.kind)

    def __hash__(self) -> int:
        # An exact value equals a plain number, so it must share that number's hash.
        if self.kind == "exact" and self.lower.is_finite:
            return hash(Fraction(int(self.lower.p), int(self.lower.q)))
        return hash(float(self.lower)) if self.kind == "exact" else hash(self._state())


def _bounds(other: Any) -> tuple[Any, Any]:
    if isinstance(other, Value):
        return other.lower, other.upper
    if isinstance(other, Fraction):
        other = sympy.Rational(other.numerator, other.denominator)
    if isinstance(other, float | mpmath.mpf):
        other = sympy.Rational(*other.as_integer_ratio()) if mpmath.isfinite(other) else sympy.sympify(other)
    try:
        number = sympy.sympify(other, strict=True)
    except sympy.SympifyError:
        return None, None
    if number.is_Float:
        number = sympy.Rational(number)
    return (number, number) if number.is_Rational or number in (sympy.oo, -sympy.oo) else (None, None)


def _nearest_float(bound: Any) -> float:
    try:
        return int(bound.p) / int(bound.q)
    except OverflowError:
        return math.inf if bound > 0 else -math.inf


def _decimal_exponent(number: Fraction) -> int:
    """The e with 10**e <= number < 10**(e + 1)."""
    bits = number.numerator.bit_length() - number.denominator.bit_length()
    estimate = math.floor((bits - 1) * math.log10(2))
    while number >= Fraction(10) ** (estimate + 1):
        estimate += 1
    return estimate


def _rounded(number: Fraction, digits: int) -> tuple[int, int]:
    """Mantissa of ``digits`` digits and the exponent of its last one; ties go to even."""
    last = _decimal_exponent(abs(number)) - digits + 1
    mantissa = round(abs(number) / Fraction(10) ** last)
    return (mantissa // 10, last + 1) if mantissa == 10**digits else (mantissa, last)


def _decimal(number: int) -> str:
    """``str(number)`` by halves: Python refuses to print integers beyond 4300 digits."""
    if number < 10**CHUNK:
        return str(number)
    size = CHUNK
    while 10 ** (2 * size) <= number:
        size *= 2
    high, low = divmod(number, 10**size)
    return _decimal(high) + _decimal(low).rjust(size, "0")


def _text(number: Fraction, digits: int) -> str:
    mantissa, last = _rounded(number, digits)
    sign, body, exponent = "-" * (number < 0), _decimal(mantissa), last + digits - 1
    if 0 <= exponent < digits:
        whole, part = body[: exponent + 1], body[exponent + 1 :]
        return sign + whole + ("." + part if part else "")
    if -5 < exponent < 0:
        return sign + "0." + "0" * (-exponent - 1) + body
    return sign + body[0] + ("." + body[1:] if digits > 1 else "") + f"e{exponent:+d}".replace("+", "")


def _agreed_digits(low: Fraction, high: Fraction, wanted: int) -> int:
    """The largest count up to ``wanted`` at which both ends round alike (0 if there is none)."""
    if low <= 0 <= high:
        return 0
    gap = high - low
    known = wanted if not gap else min(wanted, _decimal_exponent(abs(low)) - _decimal_exponent(gap) + 2)
    return next((n for n in range(known, 0, -1) if _rounded(low, n) == _rounded(high, n)), 0)


def _fraction(bound: Any) -> Fraction:
    return bound if isinstance(bound, Fraction) else Fraction(int(bound.p), int(bound.q))


def from_enclosure(lower: Any, upper: Any, digits: int, kind: str, method: str) -> Value:
    """The value enclosed by two rationals; raises ``PrecisionError`` where not one digit is settled.

    >>> from sympy import Rational
    >>> from_enclosure(Rational(2, 3), Rational(6667, 10000), 10, 'estimated', 'by hand').text
    '0.6667'
    """
    low, high = (_fraction(bound) for bound in (lower, upper))
    lower, upper = (sympy.Rational(bound.numerator, bound.denominator) for bound in (low, high))
    if low == high == 0:
        return Value("0", 1, lower, upper, kind, method)
    agreed = _agreed_digits(low, high, digits)
    if not agreed:
        raise PrecisionError("not a single digit is settled; raise the number of digits or of seconds")
    return Value(_text(low, agreed), agreed, lower, upper, kind, method)


def infinite(sign: int, method: str) -> Value:
    """The exact value ``oo`` or ``-oo``.

    >>> str(infinite(1, 'support'))
    'oo'
    """
    bound = sympy.oo if sign > 0 else -sympy.oo
    return Value("oo" if sign > 0 else "-oo", 1, bound, bound, "exact", method)
