"""Exact linear feasibility for a handful of unknowns: is a target a non-negative combination of rows?

SymPy's ``lpmin`` reports infeasible equalities as solved (seen in 1.14), and a floating-point
solver cannot be trusted with a sign; this textbook simplex with Bland's rule works on fractions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from sympy import Expr, Rational, S

Row = Mapping[Expr, Rational]
Line = tuple[dict[Expr, Rational], bool]


def nonnegative_combination(target: Row, rows: Sequence[tuple[Row, bool]], strict: bool) -> bool:
    """Whether ``target = sum(c_i row_i) + c`` with ``c_i, c >= 0`` and, if strict, a strictly positive part.

    Rows map monomials to coefficients and stand for non-negative quantities (positive where
    the flag is set); the monomial 1 carries the constant.

    >>> from sympy import S, Symbol
    >>> from symbolic_info.simplex import nonnegative_combination
    >>> x, y = Symbol("x"), Symbol("y")
    >>> nonnegative_combination({x: S(2), y: S(1)}, [({x: S(1)}, True), ({y: S(1)}, False)], strict=True)
    True
    >>> nonnegative_combination({x: S(1), y: S(-1)}, [({x: S(1)}, True), ({y: S(1)}, True)], strict=False)
    False
    """
    columns = [*rows, ({S.One: S.One}, True)]
    keys = list(dict.fromkeys([*target, *(k for row, _ in columns for k in row)]))
    matrix = [[fraction(row.get(k, S.Zero)) for row, _ in columns] for k in keys]
    right = [fraction(target.get(k, S.Zero)) for k in keys]
    gain = [Fraction(int(flag)) for _, flag in columns]
    solution = solve(matrix, right, gain if strict else [Fraction(0)] * len(columns))
    if solution is None:
        return False
    return not strict or any(c > 0 and flag for c, (_, flag) in zip(solution, columns, strict=True))


def linked(rows: Sequence[Line], reached: set[Expr]) -> list[Line]:
    """The rows that share monomials other than 1 with those reached, directly or through other rows."""
    found: list[Line] = []
    rest = list(rows)
    while new := [row for row in rest if set(row[0]) & (reached - {S.One})]:
        found += new
        rest = [row for row in rest if row not in new]
        reached = reached.union(*(row[0] for row in new))
    return found


def fraction(value: Expr) -> Fraction:
    """A SymPy rational as a Fraction."""
    return Fraction(int(value.p), int(value.q))


def solve(matrix: list[list[Fraction]], right: list[Fraction], gain: list[Fraction]) -> list[Fraction] | None:
    """A vertex of ``{x >= 0: matrix x = right}`` that makes ``gain x`` as large as the steps reach."""
    m, n = len(matrix), len(gain)
    table = []
    for i, (row, b) in enumerate(zip(matrix, right, strict=True)):
        sign = -1 if b < 0 else 1
        table.append([sign * a for a in row] + [Fraction(int(i == j)) for j in range(m)] + [sign * b])
    basis = [n + i for i in range(m)]
    phase_one = [Fraction(0)] * n + [Fraction(-1)] * m
    _improve(table, basis, phase_one, n + m)
    if any(table[i][-1] != 0 for i in range(m) if basis[i] >= n):
        return None
    _drop_artificial(table, basis, n)
    _improve(table, basis, gain, n)
    values = {column: table[i][-1] for i, column in enumerate(basis)}
    return [values.get(j, Fraction(0)) for j in range(n)]


def _drop_artificial(table: list[list[Fraction]], basis: list[int], n: int) -> None:
    """Artificial unknowns at level zero leave the basis, or they could grow again."""
    for i in reversed(range(len(basis))):
        if basis[i] >= n:
            column = next((j for j in range(n) if table[i][j] != 0), None)
            if column is None:
                del table[i], basis[i]
            else:
                _pivot(table, basis, i, column)
    for row in table:
        del row[n:-1]


def _improve(table: list[list[Fraction]], basis: list[int], gain: list[Fraction], width: int) -> None:
    while (column := _entering(table, basis, gain, width)) is not None:
        ratios = [(row[-1] / row[column], basis[i], i) for i, row in enumerate(table) if row[column] > 0]
        if not ratios:
            _raise_along(table, basis, column, len(gain))
            return
        _pivot(table, basis, min(ratios)[2], column)


def _entering(table: list[list[Fraction]], basis: list[int], gain: list[Fraction], width: int) -> int | None:
    for j in range(width):
        reduced = gain[j] - sum(gain[b] * row[j] for b, row in zip(basis, table, strict=True))
        if j not in basis and reduced > 0:
            return j
    return None


def _raise_along(table: list[list[Fraction]], basis: list[int], column: int, width: int) -> None:
    """Unbounded gain: one unit along the ray is enough to show a strictly positive part."""
    for row in table:
        row[-1] -= row[column]
    unit = [Fraction(0)] * (width + 1)
    unit[column] = unit[-1] = Fraction(1)
    table.append(unit)
    basis.append(column)


def _pivot(table: list[list[Fraction]], basis: list[int], pivot_row: int, column: int) -> None:
    scale = table[pivot_row][column]
    table[pivot_row] = [a / scale for a in table[pivot_row]]
    for i, row in enumerate(table):
        if i != pivot_row and row[column] != 0:
            factor = row[column]
            table[i] = [a - factor * b for a, b in zip(row, table[pivot_row], strict=True)]
    basis[pivot_row] = column
