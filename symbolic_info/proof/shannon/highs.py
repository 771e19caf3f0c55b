"""HiGHS proposes a vertex of the program; its basis is then solved again in fractions."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from importlib.util import find_spec
from typing import Any

from symbolic_info.budget import Budget
from symbolic_info.proof.shannon.exact import solve_sparse
from symbolic_info.proof.shannon.space import Key, Row

TOLERANCE = 1e-7
LARGEST = 1e6  # a bound beyond this does not bind
DENOMINATORS = (1, 12, 720)
REWEIGHTINGS = 2
MANY_ROWS = 3000


def available() -> bool:
    """Whether the extra ``lp`` is installed."""
    return find_spec("highspy") is not None


class Program:
    """Find factors of the rows, not below their lower bounds, that add up to a target.

    Rows that are ``wanted`` have a second column each, bounded and of negative cost.
    """

    def __init__(self, rows: Sequence[Row], keys: Sequence[Key], wanted: Sequence[int] = ()) -> None:
        import highspy  # an optional dependency, at its one backend
        import numpy

        self.wanted, self.indices = len(wanted), [*range(len(rows)), *wanted]
        rows = [rows[k] for k in self.indices]
        self.rows, self.keys = rows, keys
        self.place = {key: i for i, key in enumerate(keys)}
        columns = [[(self.place[key], float(c)) for key, c in row.vector.items()] for row in rows]
        starts = [0]
        for column in columns:
            starts.append(starts[-1] + len(column))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(rows), len(keys)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = numpy.array(starts, dtype=numpy.int32)
        lp.a_matrix_.index_ = numpy.array([i for column in columns for i, _ in column], dtype=numpy.int32)
        lp.a_matrix_.value_ = numpy.array([c for column in columns for _, c in column])
        free = len(rows) - self.wanted
        lp.col_upper_ = numpy.array([highspy.kHighsInf] * free + [1.0] * self.wanted)
        self.lp, self.highspy, self.numpy = lp, highspy, numpy

    def solve(
        self, target: Mapping[Key, Fraction], lower: Mapping[int, Fraction], budget: Budget
    ) -> dict[int, Fraction] | None:
        """Exact factors where the proposal can be made exact, else rounded ones; None where there are none."""
        np = self.numpy
        right = np.zeros(len(self.keys))
        for key, c in target.items():
            right[self.place[key]] = float(c)
        self.lp.row_lower_ = self.lp.row_upper_ = right
        self.lp.col_lower_ = np.array([self._bound(k, lower) for k in range(len(self.rows))])
        cost, values = self._cost(), None
        for _ in range(1 + REWEIGHTINGS * (not self.wanted)):
            found = None if budget.spent() else self._run(cost, budget.left())
            if found is None:
                break
            values = found
            rounded = self._rounded(values, target)
            if rounded is not None:
                return self._merged(rounded)
            cost = cost / (np.abs(values) + 0.05)
        return None if values is None else self._merged(self._exact(values, target))

    def _merged(self, found: Mapping[int, Fraction]) -> dict[int, Fraction]:
        total: dict[int, Fraction] = {}
        for k, value in found.items():
            total[self.indices[k]] = total.get(self.indices[k], Fraction(0)) + value
        return total

    def _bound(self, k: int, lower: Mapping[int, Fraction]) -> float:
        second = k >= len(self.rows) - self.wanted
        bound = 0.0 if second else float(lower.get(k, 0))
        return -self.highspy.kHighsInf if self.rows[k].free or bound < -LARGEST else bound

    def _cost(self) -> Any:
        """Random costs give vertices with few terms and small denominators."""
        draw = random.Random(1)
        cost = self.numpy.array([0.0 if row.free else 1 + draw.random() for row in self.rows])
        cost[len(self.rows) - self.wanted :] -= 100
        return cost

    def _run(self, cost: Any, seconds: float) -> Any:
        solver = getattr(self.highspy, "_Highs", self.highspy.Highs)()  # Highs itself prints a banner
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("time_limit", max(seconds, 0.1))
        if len(self.rows) > MANY_ROWS:
            solver.setOptionValue("solver", "ipm")
        self.lp.col_cost_ = cost
        solver.passModel(self.lp)
        solver.run()
        if solver.getModelStatus() != self.highspy.HighsModelStatus.kOptimal:
            return None
        return self.numpy.array(solver.getSolution().col_value)

    def _used(self, values: Any) -> list[int]:
        return [int(k) for k in self.numpy.nonzero(self.numpy.abs(values) > TOLERANCE)[0]]

    def _rounded(self, values: Any, target: Mapping[Key, Fraction]) -> dict[int, Fraction] | None:
        """Fractions of small denominators near the values, where they add up to the target."""
        for denominator in DENOMINATORS:
            rounded = {k: Fraction(float(values[k])).limit_denominator(denominator) for k in self._used(values)}
            if self._adds_up(rounded, target):
                return rounded
        return None

    def _exact(self, values: Any, target: Mapping[Key, Fraction]) -> dict[int, Fraction]:
        """The solution on the rows that the values use; rounded values where there is none (and more is to come)."""
        used = self._used(values)
        solved = solve_sparse([self.rows[k].vector for k in used], target)
        if solved is None:
            return {k: Fraction(float(values[k])).limit_denominator(DENOMINATORS[-1]) for k in used}
        return dict(zip(used, solved, strict=True))

    def _adds_up(self, factors: Mapping[int, Fraction], target: Mapping[Key, Fraction]) -> bool:
        total: dict[Key, Fraction] = {}
        for k, factor in factors.items():
            for key, c in self.rows[k].vector.items():
                total[key] = total.get(key, Fraction(0)) + factor * c
        return {key: c for key, c in total.items() if c} == target
