"""From an expression and a grid to a table, in memory or in a file that survives kills."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from sympy import Expr, sympify

from symbolic_info.errors import ParameterError
from symbolic_info.interop.reading import LAWS, MEASURES, read
from symbolic_info.interop.text import parse_measure
from symbolic_info.progress import Progress
from symbolic_info.tables.cell import Cell
from symbolic_info.tables.formats import FORMATS, written
from symbolic_info.tables.grid import Axis, axes, points
from symbolic_info.tables.header import Header, header_of
from symbolic_info.tables.journal import Journal, write_atomically
from symbolic_info.tables.run import run_cells

__all__ = ["Table", "table"]

SUFFIXES = {".csv": "csv", ".json": "json", ".c": "c", ".h": "c", ".py": "python", ".jl": "julia"}


@dataclass(frozen=True)
class Table:
    """A header and one `Cell` for each point of the grid."""

    header: Header
    cells: tuple[Cell, ...]

    def text(self, format: str) -> str:
        """The table as ``csv``, ``json``, ``c``, ``python`` or ``julia``."""
        return written(self.header, self.cells, format)

    @property
    def missing(self) -> tuple[Cell, ...]:
        """The cells without a number; each says why."""
        return tuple(cell for cell in self.cells if cell.missing)


def table(
    expression: Any,
    grid: str | Mapping[Any, Any],
    digits: int = 50,
    path: str | Path | None = None,
    *,
    format: str | None = None,
    executor: Executor | None = None,
    jobs: int | None = None,
    seconds: float = 60.0,
    progress: TextIO | None = None,
    force: bool = False,
) -> Table:
    """The values of ``expression`` at all points of ``grid`` to ``digits`` significant digits, in nats.

    ``expression`` is text (read by the whitelist parser) or a SymPy expression with measures; ``grid`` is text
    such as ``"a=1/2,1,10; b=1e-3:1e3:7log"`` or a mapping from parameters to exact numbers.  With ``path``, finished
    cells are kept in ``path.part``, so that the same call goes on after a kill; the file itself is written at the
    end, in one step, in ``format`` (by default that of the file's suffix).

    Cells run on any ``concurrent.futures`` executor (loky's, or a Dask client's ``get_executor()``), by default in
    ``jobs`` threads, each cell in a process of its own that ends after ``seconds``; the cell then says so in
    ``missing``.  ``progress`` is a stream for a progress bar; ``force`` overwrites another file.
    Errors: `ParseError`, `ParameterError` for a grid that does not fit, or a file that is not this table.

    >>> small = table("kl(Exponential(a), Exponential(b))", "a=1; b=2,1", digits=20)
    >>> [cell.digits for cell in small.cells]
    ['0.30685281944005469058', '0']
    """
    expression, parameters = _read(expression), axes(grid)
    _check_names(expression, parameters)
    format = format or SUFFIXES.get(Path(path or "").suffix, "csv")
    if format not in FORMATS:
        raise ParameterError(f"the format is one of {', '.join(FORMATS)}, not {format}")
    listed = [{a.name: str(x) for a, x in zip(parameters, point, strict=True)} for point in points(parameters)]
    header = header_of(expression, parameters, digits, len(listed))
    tasks = {index: (expression, point, digits, seconds) for index, point in enumerate(listed)}
    if path is None:
        cells = dict(run_cells(tasks, executor, jobs))
        return Table(header, tuple(cells[index] for index in tasks))
    target = Path(path)
    _check_target(target, header, force)
    with Journal(target.with_name(target.name + ".part"), header) as journal:
        bar = Progress(progress, len(tasks), len(journal.done))
        for index, cell in run_cells({i: t for i, t in tasks.items() if i not in journal.done}, executor, jobs):
            journal.add(index, cell)
            bar.update(len(journal.done))
        finished = Table(journal.header, tuple(journal.done[index] for index in tasks))
        write_atomically(target, finished.text(format))
    journal.path.unlink()
    return finished


def _read(expression: Any) -> Expr:
    if not isinstance(expression, str):
        return sympify(expression)
    return read(lambda known: parse_measure(expression, MEASURES, LAWS, known), "").content


def _check_names(expression: Expr, grid: tuple[Axis, ...]) -> None:
    symbols, given = sorted(s.name for s in expression.free_symbols), sorted(axis.name for axis in grid)
    if not given:
        raise ParameterError("the grid is empty")
    if symbols != given:
        raise ParameterError(f"the grid gives values to {', '.join(given)}; the expression has {', '.join(symbols)}")


def _check_target(target: Path, header: Header, force: bool) -> None:
    if not force and target.exists() and header.key not in target.read_text(encoding="utf-8", errors="replace"):
        raise ParameterError(f"{target} exists and is not this table; remove it or use force")
