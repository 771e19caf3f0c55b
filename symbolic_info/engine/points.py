"""Exact parameter values that satisfy given conditions, for independent checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

from sympy import Basic, Contains, Ne, Rational, S, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symbolic_info.laws.law import Law

RATIONALS = tuple(
    Rational(t) for t in ("3/2", "2/5", "5/3", "1/4", "7/3", "2/3", "5/4", "1/7", "11/4", "-1/3", "3", "6/5")
)
INTEGERS = tuple(S(n) for n in (3, 2, 5, 1, 4, 7))
MOST_TRIES = 4000


def admissible_points(laws: Iterable[Law], symbols: Iterable[Symbol], count: int) -> list[dict[Symbol, Rational]]:
    """Up to ``count`` assignments of rationals to ``symbols`` under which all laws exist.

    >>> from sympy import symbols
    >>> from symbolic_info.engine.points import admissible_points
    >>> from symbolic_info.laws import Uniform
    >>> a, b = symbols("a b")
    >>> all(point[a] < point[b] for point in admissible_points([Uniform(a, b)], [a, b], 3))
    True
    """
    conditions = [c for law in laws for c in law.conditions]
    whole = {c.args[0] for c in conditions if isinstance(c, Contains) and c.args[1] == S.Integers}
    ordered = sorted(symbols, key=lambda s: s.name)
    return list(islice(_satisfying(ordered, conditions, whole), count))


def _satisfying(
    symbols: list[Symbol], conditions: list[Boolean], whole: set[Basic]
) -> Iterator[dict[Symbol, Rational]]:
    for values in islice(_spread([_candidates(s, s in whole) for s in symbols]), MOST_TRIES):
        point = dict(zip(symbols, values, strict=True))
        if all(holds_at(c, point) for c in conditions):
            yield point


def holds_at(condition: Boolean, point: Mapping[Symbol, Rational]) -> bool:
    """Whether a condition is met; symbols that label outcomes differ unless the point says that they do not.

    >>> from sympy import Ne
    >>> from sympy.abc import a, u, v
    >>> from symbolic_info.engine.points import holds_at
    >>> holds_at(a > 0, {a: 1}), holds_at(a > 0, {}), holds_at(Ne(u, v), {})
    (True, False, True)
    """
    there = condition.subs(point)
    return there == S.true or (
        there != S.false and all(isinstance(r, Ne) for r in condition.atoms(Relational, Contains))
    )


def _candidates(symbol: Symbol, whole: bool) -> tuple[Rational, ...]:
    pool = INTEGERS if symbol.is_integer or whole else RATIONALS
    return tuple(v for v in pool if not _contradicts(symbol, v)) or pool


def _contradicts(symbol: Symbol, value: Rational) -> bool:
    checks = (("is_positive", value > 0), ("is_negative", value < 0), ("is_nonnegative", value >= 0))
    return any(getattr(symbol, name) is not None and bool(getattr(symbol, name)) != bool(v) for name, v in checks)


def _spread(pools: list[tuple[Rational, ...]]) -> Iterator[tuple[Rational, ...]]:
    """Distinct-looking tuples first, then every combination."""
    for shift in range(max(map(len, pools), default=1)):
        yield tuple(pool[(shift + 2 * i) % len(pool)] for i, pool in enumerate(pools))
    if pools:
        yield from product(*pools)
