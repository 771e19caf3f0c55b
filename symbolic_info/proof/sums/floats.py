"""Floating-point values of expressions in totals: they choose instances, and decide nothing."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from sympy import Abs, Add, Basic, Expr, MatrixBase, Mul, Pow, Symbol, Tuple, exp, log

from symbolic_info.laws.abstract_channel import KernelAt, Output
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.totals import BASE, AtPoint, FunctionAt, IndicatorAt, Total, density

FUNCTIONS: Mapping[type, Callable[[float], float]] = {log: math.log, exp: math.exp, Abs: abs}


class Floats:
    """Values at one instance; see `symbolic_info.proof.kernel.instances` for what an instance is."""

    def __init__(self, instance: Mapping[Basic, Basic]) -> None:
        self.columns = {k: _column(v) for k, v in instance.items() if isinstance(v, Finite | Tuple)}
        self.matrices = {
            k: [[float(x) for x in v.row(i)] for i in range(v.rows)]
            for k, v in instance.items()
            if isinstance(v, MatrixBase)
        }
        self.numbers = {k: float(v) for k, v in instance.items() if isinstance(k, Symbol | IndicatorAt)}
        self.points = len(next(iter(self.columns.values()), ()))
        self.totals: dict[Expr, float] = {}

    def at(self, expr: Expr, i: int = 0, j: int = 0) -> float:
        """The value at the input i and the output j; `TypeError` for what is not made of elementary functions."""
        if isinstance(expr, AtPoint):
            return self._value(expr, i, j)
        if isinstance(expr, Total):
            return self._total(expr)
        if isinstance(expr, Symbol):
            return self.numbers[expr]
        if isinstance(expr, Add):
            return math.fsum(self.at(a, i, j) for a in expr.args)
        if isinstance(expr, Mul):
            return math.prod(self.at(a, i, j) for a in expr.args)
        if isinstance(expr, Pow):
            return float(self.at(expr.base, i, j) ** self.at(expr.exp, i, j))
        if type(expr) in FUNCTIONS:
            return FUNCTIONS[type(expr)](self.at(expr.args[0], i, j))
        return float(expr)

    def _value(self, atom: AtPoint, i: int, j: int) -> float:
        if isinstance(atom, IndicatorAt):
            return float(self.numbers[atom] == i)
        if isinstance(atom, FunctionAt):
            return self.columns[atom][i]
        if isinstance(atom, KernelAt):
            return self.matrices[atom.args[0]][i][j]
        (law,) = atom.args
        if not isinstance(law, Output):
            return self.columns[law][i]
        channel, sent = law.args
        return math.fsum(self.at(density(sent), k) * self.matrices[channel][k][j] for k in range(self.points))

    def _total(self, total: Total) -> float:
        if total not in self.totals:
            values = [p for a in total.args[0].atoms(AtPoint) for p in a.places]
            rows = range(self.points) if BASE in values or not values else (0,)
            columns = (0,) if set(values) <= {BASE} else range(len(next(iter(self.matrices.values()))[0]))
            self.totals[total] = math.fsum(self.at(total.args[0], i, j) for i in rows for j in columns)
        return self.totals[total]


def _column(value: Finite | Tuple) -> list[float]:
    return [float(x) for x in (value.pmf.values() if isinstance(value, Finite) else value)]
