"""Sparse linear equations in fractions."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

Column: TypeAlias = Mapping[Any, Fraction]


def solve_sparse(columns: Sequence[Column], target: Column) -> list[Fraction] | None:
    """Factors of the columns that add up to the target; None where there are none.

    Gaussian elimination by the shortest equation, so that the sparsity of elemental inequalities is kept.

    >>> solve_sparse([{"a": Fraction(1), "b": Fraction(1)}, {"b": Fraction(2)}], {"a": Fraction(3), "b": Fraction(4)})
    [Fraction(3, 1), Fraction(1, 2)]
    """
    equations: dict[Hashable, dict[int, Fraction]] = {key: {-1: c} for key, c in target.items()}
    for j, column in enumerate(columns):
        for key, c in column.items():
            equations.setdefault(key, {})[j] = c
    solved: list[tuple[int, dict[int, Fraction]]] = []
    rest = list(equations.values())
    while rest:
        shortest = min(rest, key=len)
        rest.remove(shortest)
        unknown = next((j for j in shortest if j >= 0), None)
        if unknown is None:
            if shortest:
                return None
            continue
        pivot = {j: c / shortest[unknown] for j, c in shortest.items()}
        for equation in rest:
            _eliminate(equation, pivot, unknown)
        solved.append((unknown, pivot))
    return _back(solved, len(columns))


def _eliminate(equation: dict[int, Fraction], pivot: Mapping[int, Fraction], unknown: int) -> None:
    factor = equation.get(unknown)
    if factor is None:
        return
    for j, c in pivot.items():
        value = equation.pop(j, Fraction(0)) - factor * c
        if value:
            equation[j] = value


def _back(solved: list[tuple[int, dict[int, Fraction]]], count: int) -> list[Fraction]:
    """Unknowns that no equation fixes are 0."""
    values = [Fraction(0)] * count
    for unknown, equation in reversed(solved):
        known = sum((c * values[j] for j, c in equation.items() if j not in (-1, unknown)), Fraction(0))
        values[unknown] = equation.get(-1, Fraction(0)) - known
    return values
