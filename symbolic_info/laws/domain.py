"""Where a parameter may lie, as conditions, with exact typical values for tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sympy import Contains, Expr, Rational, S
from sympy.logic.boolalg import Boolean


@dataclass(frozen=True)
class Domain:
    """A named set of parameter values."""

    name: str
    conditions: Callable[[Expr], tuple[Boolean, ...]]
    samples: tuple[Expr, ...]


def _rationals(*texts: str) -> tuple[Expr, ...]:
    return tuple(Rational(t) for t in texts)


REAL = Domain("real", lambda x: (Contains(x, S.Reals),), _rationals("0", "-1/3", "2", "5/7"))
POSITIVE = Domain("positive", lambda x: (x > 0,), _rationals("1", "1/2", "3/2", "2", "7/3", "3"))
ABOVE_ONE = Domain("greater than 1", lambda x: (x > 1,), _rationals("2", "5/2", "4", "3/2"))
UNIT = Domain("in [0, 1]", lambda x: (x >= 0, x <= 1), _rationals("1/2", "1/3", "4/5"))
OPEN_UNIT = Domain("in (0, 1)", lambda x: (x > 0, x < 1), _rationals("1/2", "1/3", "4/5"))
HALF_OPEN_UNIT = Domain("in (0, 1]", lambda x: (x > 0, x <= 1), _rationals("1/2", "1/3", "4/5"))
INTEGER = Domain("integer", lambda x: (Contains(x, S.Integers),), _rationals("0", "-1", "2", "5"))
NATURAL = Domain("positive integer", lambda x: (x > 0, Contains(x, S.Integers)), _rationals("1", "2", "3", "5"))
COUNT = Domain("non-negative integer", lambda x: (x >= 0, Contains(x, S.Integers)), _rationals("1", "2", "4"))
FLAG = Domain("true or false", lambda x: (), (S.false, S.true))
ABOVE_ONE = Domain("above 1", lambda x: (x > 1,), _rationals("3/2", "2", "3", "5", "5/2"))
NONNEGATIVE = Domain("non-negative", lambda x: (x >= 0,), _rationals("1", "1/2", "0", "7/3"))
