"""Cells on an executor, in any order, each handed over when it is finished."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from typing import Any

from symbolic_info.tables.cell import Cell
from symbolic_info.tables.worker import HELPERS, Helpers, cell_in_helper

__all__ = ["run_cells"]

# Enough to keep any executor busy without a future for every cell of a large table.
WINDOW = 256

Task = tuple[Any, ...]
Submit = Callable[[Task], "Future[Cell]"]


def run_cells(tasks: Mapping[int, Task], executor: Executor | None, jobs: int | None) -> Iterator[tuple[int, Cell]]:
    """The cells of the tasks as they finish, on ``executor`` or in ``jobs`` threads (one for each processor).

    Every cell is computed in a helper process of the executor's worker.  Where the executor itself loses a cell
    (a worker that was killed), the cell is computed here.

    >>> from sympy import Symbol
    >>> list(run_cells({7: (2*Symbol("a"), {"a": "1/2"}, 10, 20.0)}, None, 1))[0][1].digits
    '1.000000000'
    """
    if executor is not None:
        yield from _finished(tasks, lambda task: executor.submit(cell_in_helper, *task))
        return
    own, helpers = ThreadPoolExecutor(jobs or os.cpu_count() or 1), Helpers()
    try:
        yield from _finished(tasks, lambda task: own.submit(helpers.cell, *task))
    except BaseException:
        own.shutdown(wait=False, cancel_futures=True)
        helpers.stop()
        raise
    own.shutdown()


def _finished(tasks: Mapping[int, Task], submit: Submit) -> Iterator[tuple[int, Cell]]:
    waiting = iter(tasks)
    running: dict[Future[Cell], int] = {}
    try:
        while True:
            for index in waiting:
                running[_submitted(submit, tasks[index])] = index
                if len(running) >= WINDOW:
                    break
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                index = running.pop(future)
                yield index, _result(future, tasks[index])
    finally:
        for future in running:
            future.cancel()


def _submitted(submit: Submit, task: Task) -> Future[Cell]:
    """A broken executor refuses to take more."""
    try:
        return submit(task)
    except RuntimeError as error:
        lost: Future[Cell] = Future()
        lost.set_exception(error)
        return lost


def _result(future: Future[Cell], task: Task) -> Cell:
    try:
        return future.result()
    except Exception:
        return HELPERS.cell(*task)
