"""The linear program: a target as a combination of rows, with exact multipliers.

Floating point only proposes; what is returned adds up exactly in fractions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from symbolic_info import simplex
from symbolic_info.budget import Budget
from symbolic_info.proof.shannon import highs
from symbolic_info.proof.shannon.space import Key, Row, Vector, add

SMALL = 700  # cells of a table that the exact simplex solves in milliseconds
LARGEST = 4000  # the same in a second or two
ROUNDS = 4


def multipliers(target: Vector, rows: Sequence[Row], strict: bool, budget: Budget) -> dict[int, Fraction] | None:
    """Factors of rows (by index), non-negative unless free, that add up to the target exactly.

    If ``strict``, a strict row has a positive factor.  None where there are none, or none was found in time.

    >>> rows = [Row({1: Fraction(1)}), Row({1: Fraction(1), 2: Fraction(-1)}, free=True)]
    >>> multipliers({2: Fraction(3)}, rows, False, Budget())
    {0: Fraction(3, 1), 1: Fraction(-3, 1)}
    """
    keys = {key: None for row in rows for key in row.vector}
    if any(key not in keys for key in target):
        return None
    cells = len(keys) * (len(rows) + len(keys))
    if cells > LARGEST and not highs.available():
        return None
    if cells <= SMALL or not highs.available():
        found = _by_simplex(target, rows, list(keys), strict)
    else:
        found = _refined(target, rows, list(keys), strict, budget)
    return found if found is not None and checked(found, target, rows, strict) else None


def checked(found: Mapping[int, Fraction], target: Vector, rows: Sequence[Row], strict: bool) -> bool:
    """Whether the factors are admissible and add up to the target."""
    total: Vector = {}
    for k, factor in found.items():
        add(total, factor, rows[k].vector)
    signs = all(factor >= 0 or rows[k].free for k, factor in found.items())
    positive = any(factor > 0 and rows[k].strict for k, factor in found.items())
    return signs and total == target and (positive or not strict)


def _by_simplex(target: Vector, rows: Sequence[Row], keys: list[Key], strict: bool) -> dict[int, Fraction] | None:
    """Exact and complete; for few variables."""
    zero = Fraction(0)
    signed = [(k, 1) for k in range(len(rows))] + [(k, -1) for k, row in enumerate(rows) if row.free]
    matrix = [[sign * rows[k].vector.get(key, zero) for k, sign in signed] for key in keys]
    gain = [Fraction(int(strict and rows[k].strict)) for k, _ in signed]
    solution = simplex.solve(matrix, [target.get(key, zero) for key in keys], gain)
    if solution is None:
        return None
    found: dict[int, Fraction] = {}
    for (k, sign), value in zip(signed, solution, strict=True):
        found[k] = found.get(k, zero) + sign * value
    return {k: value for k, value in found.items() if value}


def _refined(
    target: Vector, rows: Sequence[Row], keys: list[Key], strict: bool, budget: Budget
) -> dict[int, Fraction] | None:
    """Solve, round to fractions, and solve again for what is missing, scaled up."""
    found: dict[int, Fraction] = {}
    missing = dict(target)
    wanted = tuple(k for k, row in enumerate(rows) if strict and row.strict)
    program = highs.Program(rows, keys, wanted)
    for _ in range(ROUNDS):
        scale = max(map(abs, missing.values()), default=Fraction(1))
        lower = {k: -value / scale for k, value in found.items()}
        scaled = {key: c / scale for key, c in missing.items()}
        proposed = program.solve(scaled, lower, budget)
        if proposed is None:
            return None
        for k, value in proposed.items():
            found[k] = found.get(k, Fraction(0)) + scale * value
        missing = dict(target)
        for k, value in found.items():
            add(missing, -value, rows[k].vector)
        if not missing:
            return {k: value for k, value in found.items() if value}
    return None
