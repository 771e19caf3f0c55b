"""How large a number would become, estimated before SymPy computes it."""

from __future__ import annotations

from math import inf

from sympy import Add, E, Expr, Mul, Rational, log, preorder_traversal

from symbolic_info.errors import ParseError
from symbolic_info.interop.text.limits import MAX_BITS, MAX_RADICAND_BITS


class Meter:
    """The bits that a text has used so far; all its numbers together are limited.

    >>> meter = Meter()
    >>> meter.spend(10**6, 4)
    Traceback (most recent call last):
    ...
    symbolic_info.errors.ParseError: the numbers get too large (at position 4)
    """

    def __init__(self) -> None:
        self.bits = 0.0

    def spend(self, bits: float, position: int) -> None:
        """Add to the account, or refuse."""
        self.bits += bits
        if not self.bits <= MAX_BITS:
            raise ParseError("the numbers get too large", position)


def bits_of(expr: Expr) -> int:
    """The digits, in base 2, of all the rational numbers in an expression.

    >>> from sympy.abc import x
    >>> bits_of(1024*x)
    12
    """
    numbers = (part for part in preorder_traversal(expr) if isinstance(part, Rational))
    return sum(int(number.p).bit_length() + int(number.q).bit_length() for number in numbers)


def magnitude(expr: Expr, position: int) -> float:
    """The absolute value of a number, or of the constant term of an expression with symbols.

    >>> from sympy.abc import x
    >>> magnitude(x + 1000, 0)
    1000.0
    """
    number = expr if expr.is_number else expr.as_coeff_Add()[0]
    if number.is_infinite:
        return 0.0
    if not isinstance(number, Rational):
        number = number.evalf(10, maxn=60)
        if not number.is_Float or number._prec == 1:
            raise ParseError("the size of this number cannot be bounded", position)
    # Beyond a float's range the bits decide.
    return float(abs(number)) if abs(number) < 2**900 else inf


def power_bits(base: Expr, exponent: Expr, position: int) -> float:
    """An upper bound of the bits that ``base**exponent`` brings in.

    >>> from sympy import Integer
    >>> power_bits(Integer(9), Integer(9)**9, 0) > 10**9
    True
    """
    if base == E:
        return exponential_bits(exponent, position)
    size = magnitude(exponent, position)
    bits: float = bits_of(base)
    if isinstance(exponent, Rational) and exponent.q > 1 and bits > MAX_RADICAND_BITS:
        raise ParseError("the root of a number this large is not allowed", position)
    if size <= 1:
        return 1.0
    if base.is_number and not base.is_infinite:
        # An irrational base has few digits but a size all the same: exp(10000)**10000.
        bits = max(bits, abs(_log2(base, position)))
    return size * max(bits, 1)


def exponential_bits(exponent: Expr, position: int) -> float:
    """An upper bound of the bits of ``exp(exponent)``, where SymPy turns exp(n*log(a)) into a**n.

    >>> from sympy import Integer, log
    >>> exponential_bits(10**9*log(Integer(2)), 0) > 10**8
    True
    """
    if exponent.is_number:
        return 1.5 * magnitude(exponent, position)
    if not exponent.has(log):
        return 1.0
    return sum(_multiplier(term) * bits_of(term) for term in Add.make_args(exponent))


def _multiplier(term: Expr) -> float:
    numbers = [part for part in preorder_traversal(term) if isinstance(part, Rational)]
    return magnitude(Mul(*(abs(number) for number in numbers if abs(number) > 1)), 0)


def _log2(base: Expr, position: int) -> float:
    if isinstance(base, Rational):
        return 0.0
    logarithm: Expr = log(abs(base.evalf(10, maxn=60)), 2)
    return magnitude(logarithm, position) if logarithm.is_finite else 0.0
