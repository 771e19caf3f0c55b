"""Cells in helper processes: a cell that hangs or crashes costs only itself, whatever executor runs it."""

from __future__ import annotations

import atexit

from sympy import Expr

from symbolic_info.tables.cell import Cell, compute
from symbolic_info.worker import Worker, WorkerError, serve

MODULE = "symbolic_info.tables.worker"
START_SECONDS = 60.0


_IDLE: list[Worker] = []


@atexit.register
def _end() -> None:
    while _IDLE:
        _IDLE.pop().stop()


class Helpers:
    """Helper processes, as many as there are cells at a time; an idle one serves the next cell of any table.

    >>> from sympy import Symbol, log
    >>> Helpers().cell(log(Symbol("a")), {"a": "2"}, 10, 20.0).digits
    '0.6931471806'
    """

    def __init__(self) -> None:
        self._busy: list[Worker] = []

    def cell(self, expression: Expr, point: dict[str, str], digits: int, seconds: float) -> Cell:
        """`compute` in a process that ends after ``seconds``; the cell then says so."""
        worker = _IDLE.pop() if _IDLE else Worker(MODULE, START_SECONDS)
        self._busy.append(worker)
        try:
            found: Cell | None = worker.run("cell", (expression, point, digits, seconds), seconds)
        except WorkerError as error:
            return Cell(tuple(point.values()), missing=str(error))
        finally:
            self._busy.remove(worker)
            _IDLE.append(worker)
        return found or Cell(tuple(point.values()), missing="no answer")

    def stop(self) -> None:
        """End the processes at work; their cells are missing."""
        for worker in list(self._busy):
            worker.kill()


# What a worker of a foreign executor uses.
HELPERS = Helpers()


def cell_in_helper(expression: Expr, point: dict[str, str], digits: int, seconds: float) -> Cell:
    """A cell by the helpers of this process: a function that any executor can pickle."""
    return HELPERS.cell(expression, point, digits, seconds)


if __name__ == "__main__":
    serve({"cell": compute})
