"""What stands above a table: the expression, its formula, the grid, the versions, and what the columns mean."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version

from sympy import Expr, srepr

from symbolic_info.engine.evaluate import closed_form
from symbolic_info.tables.grid import Axis

__all__ = ["Header", "header_of"]

KINDS = (
    "exact: a rational number or infinity; certified: enclosed by ball arithmetic or a proven bound; "
    "estimated: two resolutions and two working precisions agree"
)
COLUMNS = (
    "digits: the truth rounded to the number of digits shown; error: bound of |digits - truth|; "
    "double: the truth rounded to binary64; missing: why there is no number"
)
PACKAGES = ("symbolic-info", "sympy", "mpmath", "python-flint")


@dataclass(frozen=True)
class Header:
    """The description of a table; ``key`` is a digest that tells tables apart."""

    expression: str
    formula: str
    unit: str
    digits: int
    cells: int
    grid: dict[str, str]
    versions: dict[str, str]
    kinds: str
    columns: str
    key: str

    def lines(self) -> list[str]:
        """The header as lines of text for a comment."""
        entries = {**asdict(self), "grid": _listed(self.grid), "versions": _listed(self.versions)}
        return [f"{name}: {' '.join(str(entry).split())}" for name, entry in entries.items()]


def header_of(expression: Expr, grid: Sequence[Axis], digits: int, count: int) -> Header:
    """The header of the table of ``expression``; its formula is derived within the default budget.

    >>> from sympy.abc import a
    >>> from symbolic_info import Entropy
    >>> from symbolic_info.laws import Exponential
    >>> from symbolic_info.tables.grid import axes
    >>> header_of(Entropy(Exponential(a)), axes("a=1,2"), 20, 2).formula
    '1 - log(a)'
    """
    versions = {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES}
    values = {axis.name: list(map(str, axis.values)) for axis in grid}
    state = json.dumps([srepr(expression), values, digits, versions])
    return Header(
        expression=str(expression),
        formula=_formula(expression),
        unit="nats, unless the expression says otherwise",
        digits=digits,
        cells=count,
        grid={axis.name: axis.origin for axis in grid},
        versions=versions,
        kinds=KINDS,
        columns=COLUMNS,
        key=hashlib.sha256(state.encode()).hexdigest()[:32],
    )


def _formula(expression: Expr) -> str:
    form = closed_form(expression)
    return "none in closed form: quadrature or summation of the definition" if form is None else str(form)


def _listed(entries: dict[str, str]) -> str:
    return "; ".join(f"{name} = {entry}" for name, entry in entries.items())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
