"""Closed forms to decimal digits, by raising the precision until the digits settle."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, NamedTuple

import sympy

from symbolic_info.errors import InexactError, PrecisionError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.backends import every_backend
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.tape import Tape, UnknownFunctionError
from symbolic_info.numeric.value import Value, from_enclosure, infinite

__all__ = ["evaluate"]

_BITS_PER_DIGIT = math.log2(10)
_LEAST_SEARCH = 4000
_LARGEST_EXPONENT = 1_000_000


def evaluate(expr: Any, digits: int = 50, seconds: float = 10.0) -> Value:
    """The real number that a closed form without free symbols stands for, to ``digits`` significant digits.

    Raises ``PrecisionError`` where the digits cannot be vouched for: the form is complex, undefined, or may be
    zero without being the number 0; ``InexactError`` where a float or a free symbol stands in it.

    >>> from sympy import log, Rational, EulerGamma
    >>> str(evaluate(EulerGamma, 30))
    '0.577215664901532860606512090082'
    >>> str(evaluate(log(1 + Rational(1, 10**40)) - Rational(1, 10**40), 10))
    '-5.000000000e-81'
    """
    expr = sympy.sympify(expr)
    _check(expr, digits)
    if expr in (sympy.oo, -sympy.oo):
        return infinite(1 if expr == sympy.oo else -1, "exact")
    expr = _explicit(expr)
    if expr.is_Rational:
        return from_enclosure(expr, expr, digits, "exact", "rational number")
    return _by_any_backend(expr, digits, Effort(seconds))


def _check(expr: Any, digits: int) -> None:
    if digits < 1:
        raise PrecisionError(f"digits must be a positive whole number, not {digits!r}")
    if expr.free_symbols:
        raise InexactError(f"give values to {sorted(map(str, expr.free_symbols))} before evaluating {expr}")
    if expr.atoms(sympy.Float):
        raise InexactError(f"{expr} contains floats; write them as Rational to say which number is meant")
    if expr is sympy.nan or expr is sympy.zoo or expr.has(sympy.nan, sympy.zoo):
        raise PrecisionError(f"{expr} is no real number")


def _explicit(expr: Any) -> Any:
    """Piecewise conditions between numbers decided once, exactly or by enclosures."""
    if not expr.has(sympy.Piecewise):
        return expr
    return expr.replace(lambda e: isinstance(e, sympy.Piecewise), lambda e: _branch(e))


def _branch(piecewise: Any) -> Any:
    for value, condition in piecewise.args:
        if _holds(condition):
            return value
    raise PrecisionError(f"no branch of {piecewise} applies")


def _holds(condition: Any) -> bool:
    if condition in (sympy.true, sympy.false):
        return bool(condition)
    if isinstance(condition, sympy.And | sympy.Or):
        return (all if isinstance(condition, sympy.And) else any)(_holds(part) for part in condition.args)
    if isinstance(condition, sympy.Not):
        return not _holds(condition.args[0])
    if isinstance(condition, sympy.core.relational.Relational):
        sign = evaluate(condition.lhs - condition.rhs, 3)
        return bool(condition.func(sign.to_sympy(), 0))
    raise PrecisionError(f"cannot decide the condition {condition}")


class _Enclosure(NamedTuple):
    """Bounds of the real part, and whether the imaginary part is zero for certain."""

    low: Fraction
    high: Fraction
    real: bool


def _by_any_backend(expr: Any, digits: int, effort: Effort) -> Value:
    failure = PrecisionError("no arithmetic is available")
    for backend in every_backend():
        try:
            return _settle(expr, digits, backend, effort)
        except UnknownFunctionError as error:
            failure = error
    raise failure


def _settle(expr: Any, digits: int, backend: Backend, effort: Effort) -> Value:
    tape = Tape([expr], sympy.Dummy("none"), backend)
    bits = _first_bits(expr, digits, backend)
    limit = max(max(20 * digits, _LEAST_SEARCH) * _BITS_PER_DIGIT, bits)
    proven = backend.encloses and not any(_is_infinite(s) for s in expr.atoms(sympy.Sum))
    previous: _Enclosure | None = None
    best: Value | None = None
    while bits < 2 * limit:
        effort.check(f"closed form {_short(expr)}")
        current = _enclosure(tape, bits, expr)
        best = _value(current, previous, digits, backend, proven) or best
        if best is not None and best.digits == digits:
            return best
        previous, bits = current, 2 * bits
    if best is not None:
        return best
    if previous is None:
        raise PrecisionError(f"{_short(expr)} is undefined or infinite: no finite enclosure at any precision")
    shown = int(limit / _BITS_PER_DIGIT)
    raise PrecisionError(f"zero to {shown} digits; cannot decide whether {_short(expr)} is exactly zero")


def _is_infinite(total: Any) -> bool:
    return any(end.is_infinite for limits in total.limits for end in limits[1:])


def _first_bits(expr: Any, digits: int, backend: Backend) -> int:
    bits = int(digits * _BITS_PER_DIGIT) + 40
    if backend.encloses:
        return bits
    # Without error bounds, digits that hide behind a long constant (log(1 + 10**-40)) must be in sight at once.
    sizes = [abs(part).bit_length() for q in expr.atoms(sympy.Rational) for part in (int(q.p), int(q.q))]
    return bits + min(4 * max(sizes, default=0), 20_000)


def _enclosure(tape: Tape, bits: int, expr: Any) -> _Enclosure | None:
    backend = tape.backend
    with backend.working(bits):
        try:
            (number,) = tape.bound(bits)(backend.rational(0, 1))
        except (ZeroDivisionError, ValueError):
            return None
        real, imag = backend.parts(number)
        if imag is not None:
            _refuse_complex(expr, backend, real, imag, bits)
        size, error = backend.size(real), backend.error(real)
        if size == math.inf:
            return None
        if abs(size) > _LARGEST_EXPONENT and error < size - 8:
            raise PrecisionError(f"{_short(expr)} is too large or too small to write in decimal digits")
        return _Enclosure(*backend.bounds(real, _unit(size, error)), imag is None)


def _unit(size: float, error: float) -> int:
    finest = max(error, size - 100_000)
    return int(finest) - 8 if finest > -math.inf else 0


def _refuse_complex(expr: Any, backend: Backend, real: Any, imag: Any, bits: int) -> None:
    # A ball that excludes zero has a middle larger than its radius; without balls, half the bits must vanish.
    noise = backend.error(imag) + 2 if backend.encloses else backend.size(real) - bits / 2
    if backend.size(imag) > noise:
        raise PrecisionError(f"{_short(expr)} is complex, not real")


def _value(
    current: _Enclosure | None, previous: _Enclosure | None, digits: int, backend: Backend, proven: bool
) -> Value | None:
    """What is settled at this precision; without error bounds, what it shares with the one before."""
    if current is None:
        return None
    low, high, real = current
    certain = real and proven
    if not certain:
        if previous is None:
            return None
        low, high = min(low, previous.low), max(high, previous.high)
    if low <= 0 <= high or not _narrow(low, high):
        return None
    method = f"closed form, {backend.name}" + ("" if certain else " at two precisions")
    return from_enclosure(low, high, digits, "certified" if certain else "estimated", method)


def _narrow(low: Any, high: Any) -> bool:
    return bool((high - low) * 8 < min(abs(low), abs(high)))


def _short(expr: Any) -> str:
    try:
        text = str(expr)
    except ValueError:
        return "a form with numbers too long to print"
    return text if len(text) <= 60 else text[:57] + "..."
