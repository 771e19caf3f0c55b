"""The kernel's numbers: signs and digits of rationals, logarithms and powers, by exact algebra and intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import reduce
from operator import mul
from typing import Any, Final

import mpmath
from sympy import Abs, Add, Basic, Expr, Mul, Pow, Rational, S, Symbol, exp, expand, expand_log, log, nan, oo, zoo

from symbolic_info.errors import PrecisionError
from symbolic_info.facts import Facts
from symbolic_info.numeric.closed import evaluate
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.kernel.logs import split_all

DIGITS: Final = 80
ALLOWED: Final = {"==": (0,), "!=": (-1, 1), ">=": (0, 1), "<=": (-1, 0), ">": (1,), "<": (-1,)}
Instance = Mapping[Basic, Basic]


def sign_of(value: Expr) -> int | None:
    """-1, 0 or 1; None where no enclosure excludes 0 and the value is not evidently 0.

    >>> from sympy import log
    >>> from symbolic_info.proof.kernel.numbers import sign_of
    >>> sign_of(log(2) - 1), sign_of(log(4) - 2 * log(2))
    (-1, 0)
    """
    if value.has(nan, oo, -oo, zoo) or value.free_symbols:
        return None
    if is_zero(value):
        return 0
    try:
        with _precise():
            box = interval(value)
    except KeyError:  # a constant without an enclosure
        return None
    return 1 if box.a > 0 else -1 if box.b < 0 else None


def is_zero(value: Expr) -> bool:
    """Whether a number cancels once logarithms are those of primes."""
    return bool(expand(value.replace(log, lambda x: expand_log(log(x), factor=True))) == 0)


def exact_sign(number: Expr) -> int | None:
    """The same for closed forms with special functions; None where no enclosure excludes 0."""
    if number.is_zero or split_all(number, Facts()).expand() == 0:
        return 0
    try:
        value = evaluate(number, 10, seconds=2)
    except (PrecisionError, TypeError, ValueError):
        return None
    return 1 if value.lower > 0 else -1 if value.upper < 0 else None


def digits(value: Expr) -> str:
    """30 digits of a number."""
    try:
        return str(evaluate(value, 30))
    except PrecisionError:
        return "0" if exact_sign(value) == 0 else str(value)


def is_recorded(witness: Witness, *sides: Any) -> bool:
    """Whether values, or the truth of the parts of an implication, are those that a witness records."""
    pairs = zip(sides, (witness.left, witness.right), (witness.left_digits, witness.right_digits), strict=True)
    return all(_is_same(*pair) for pair in pairs)


def _is_same(value: Any, recorded: Basic, text: str) -> bool:
    if isinstance(value, bool | None):
        return value is not None and (S(value), str(value).lower()) == (recorded, text)
    same = value == recorded or (value.is_finite is not False and sign_of(value - recorded) == 0)
    return bool(same) and digits(value) == text


def respects(symbol: Symbol, value: Basic) -> bool:
    """Whether a value meets the assumptions of a symbol."""
    return all(getattr(value, f"is_{name}", None) in (known, None) for name, known in symbol.assumptions0.items())


@contextmanager
def _precise() -> Iterator[None]:
    with mpmath.workdps(DIGITS):
        old, mpmath.iv.dps = mpmath.iv.dps, DIGITS
        try:
            yield
        finally:
            mpmath.iv.dps = old


def interval(expr: Expr) -> Any:
    """An enclosure of an expression in rationals, powers, logarithms, exponentials, sizes."""
    if isinstance(expr, Rational):
        return mpmath.iv.mpf(int(expr.p)) / mpmath.iv.mpf(int(expr.q))
    if expr in (S.Pi, S.Exp1):
        return +getattr(mpmath.iv, "pi" if expr == S.Pi else "e")
    parts = [interval(a) for a in expr.args]
    if isinstance(expr, Add):
        return sum(parts[1:], parts[0])
    if isinstance(expr, Mul):
        return reduce(mul, parts)
    if isinstance(expr, Pow):
        return parts[0] ** (int(expr.exp) if expr.exp.is_Integer else parts[1])
    return {log: mpmath.iv.log, exp: mpmath.iv.exp, Abs: abs}[type(expr)](parts[0])
