"""A table as text: CSV, JSON, and source code of C, Python and Julia."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Final

from sympy import Rational

from symbolic_info.errors import ParameterError
from symbolic_info.tables.cell import Cell
from symbolic_info.tables.header import Header

__all__ = ["FORMATS", "written"]

TITLE: Final = "Reference values by symbolic_info"
COLUMNS: Final = ("digits", "error", "kind", "method", "double", "missing")
FIELDS: Final = ("at", "x", "digits", "value", "error", "kind", "missing")
C_SPECIAL: Final = {"inf": "INFINITY", "-inf": "-INFINITY", "": "NAN"}
JULIA_SPECIAL: Final = {"inf": "Inf", "-inf": "-Inf", "": "NaN"}


def written(header: Header, cells: Sequence[Cell], format: str) -> str:
    """The table in one of the `FORMATS`; numbers are strings of digits beside correctly rounded doubles.

    >>> from symbolic_info.tables import table
    >>> print(table("H(Exponential(a))", "a=1,2", digits=10).text("csv").splitlines()[-3])
    a,digits,error,kind,method,double,missing
    """
    if format not in FORMATS:
        raise ParameterError(f"the format is one of {', '.join(FORMATS)}, not {format}")
    return FORMATS[format](header, cells)


def _comment(header: Header, mark: str) -> str:
    return "".join(f"{mark} {line}\n" for line in (TITLE, *header.lines()))


def _csv(header: Header, cells: Sequence[Cell]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([*header.grid, *COLUMNS])
    rows.writerows([*cell.point, *(getattr(cell, name) for name in COLUMNS)] for cell in cells)
    return _comment(header, "#") + text.getvalue()


def _json(header: Header, cells: Sequence[Cell]) -> str:
    head = json.dumps({"title": TITLE, **asdict(header)}, ensure_ascii=False, indent=1)
    rows = (json.dumps({**asdict(cell), "point": dict(zip(header.grid, cell.point, strict=True))}) for cell in cells)
    return '{"header": ' + head + ',\n"cells": [\n' + ",\n".join(rows) + "\n]}\n"


def _c(header: Header, cells: Sequence[Cell]) -> str:
    rows = ",\n".join(f"    {{{', '.join(_fields(cell, C_SPECIAL, ('{', '}')))}}}" for cell in cells)
    size = len(header.grid)
    return (
        _comment(header, "//") + "#include <math.h>\n\n"
        f"typedef struct {{\n    const char *at[{size}];\n    double x[{size}];\n"
        "    const char *digits;\n    double value;\n"
        "    const char *error;\n    const char *kind;\n    const char *missing;\n} reference_cell;\n\n"
        f"const char *const reference_parameters[{size}] = {{{', '.join(map(_quoted, header.grid))}}};\n"
        f"const reference_cell reference_cells[{len(cells)}] = {{\n{rows}\n}};\n"
    )


def _julia(header: Header, cells: Sequence[Cell]) -> str:
    rows = "".join(f"    {_julia_row(cell)},\n" for cell in cells)
    parameters = ", ".join(map(_quoted, header.grid))
    return f"{_comment(header, '#')}const reference_parameters = [{parameters}]\nconst reference_cells = [\n{rows}]\n"


def _julia_row(cell: Cell) -> str:
    fields = zip(FIELDS, _fields(cell, JULIA_SPECIAL, ("[", "]")), strict=True)
    return f"({', '.join(f'{name} = {field}' for name, field in fields)})".replace("$", "\\$")


def _python(header: Header, cells: Sequence[Cell]) -> str:
    rows = "".join(f"    {_python_row(cell)},\n" for cell in cells)
    fields = "at: exact, x: doubles, digits, value: double, error, kind, missing"
    return f"{_comment(header, '#')}PARAMETERS = {tuple(header.grid)!r}\n# {fields}\nCELLS = [\n{rows}]\n"


def _python_row(cell: Cell) -> str:
    x = ", ".join(f'float.fromhex("{number}")' for number in _doubles(cell.point))
    double = f'float.fromhex("{cell.double or "nan"}")'
    return f"({cell.point!r}, ({x},), {cell.digits!r}, {double}, {cell.error!r}, {cell.kind!r}, {cell.missing!r})"


def _fields(cell: Cell, special: dict[str, str], brackets: tuple[str, str]) -> list[str]:
    """The fields of a row in a language with double quotes and hexadecimal doubles."""
    opened, closed = brackets
    at, x = map(_quoted, cell.point), (_hexadecimal(number, special) for number in _doubles(cell.point))
    return [
        f"{opened}{', '.join(at)}{closed}",
        f"{opened}{', '.join(x)}{closed}",
        _quoted(cell.digits),
        _hexadecimal(cell.double, special),
        *map(_quoted, (cell.error, cell.kind, cell.missing)),
    ]


def _doubles(point: Iterable[str]) -> list[str]:
    return [_double(Rational(text)) for text in point]


def _double(number: Rational) -> str:
    try:
        return (int(number.p) / int(number.q)).hex()
    except OverflowError:
        return "inf" if number > 0 else "-inf"


def _hexadecimal(number: str, special: dict[str, str]) -> str:
    return special.get(number, number.replace("p+", "p"))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


FORMATS: Final[dict[str, Callable[[Header, Sequence[Cell]], str]]] = {
    "csv": _csv,
    "json": _json,
    "c": _c,
    "python": _python,
    "julia": _julia,
}
