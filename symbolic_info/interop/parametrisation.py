"""Names and keywords of another library, turned into laws by a table of one row for each distribution."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import signature
from typing import Any

from sympy import Expr, S

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws import Law
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import as_model, exact

Row = Callable[..., Law]
PLACE = ("loc", "scale")


def parameters_of(row: Row) -> list[str]:
    """The names of the parameters of a row, in order."""
    return list(signature(row).parameters)


def called(row: Row, given: Mapping[str, Any], name: str) -> Law:
    """The law of a row for exact arguments; what is missing or unknown is an error."""
    wanted = signature(row).parameters
    missing = [p for p, spec in wanted.items() if spec.default is spec.empty and p not in given]
    unknown = [p for p in given if p not in wanted]
    if missing or unknown:
        raise ParameterError(f"{name} takes ({', '.join(wanted)}), not ({', '.join(given)})")
    return row(**{p: _exact(value, f"parameter {p} of {name}") for p, value in given.items()})


def found(table: Mapping[str, Row], name: str, library: str) -> Row:
    """The row of a distribution."""
    if name not in table:
        raise UnknownLawError(
            f"no law for the distribution {name!r} of {library}; known are {', '.join(sorted(table))}"
        )
    return table[name]


def placed(row: Row, given: Mapping[str, Any], name: str) -> Law:
    """The law of a row moved by ``loc`` and stretched by ``scale``, where the row does not take these itself."""
    taken = set(parameters_of(row))
    defaults = {"loc": S.Zero, "scale": S.One}
    place = {p: _exact(given.get(p, defaults[p]), f"parameter {p} of {name}") for p in PLACE}
    own = {p: value for p, value in given.items() if p not in PLACE} | {p: place[p] for p in PLACE if p in taken}
    law = called(row, own, name)
    scale, loc = (S.One if "scale" in taken else place["scale"]), (S.Zero if "loc" in taken else place["loc"])
    if law.discrete and scale != 1:
        raise ParameterError(f"{name} is discrete and has no scale")
    return law if (scale, loc) == (1, 0) else affine(as_model(law), scale, loc)


def _exact(value: Any, what: str) -> Any:
    return [_exact(v, what) for v in value] if isinstance(value, list | tuple) else exact(value, what)


def sign_decides(shape: Expr, positive: Row, zero: Row, negative: Row) -> Law:
    """The row for the sign of a shape parameter, which must be known."""
    for known, row in ((shape.is_positive, positive), (shape.is_zero, zero), (shape.is_negative, negative)):
        if known:
            return row(shape)
    raise ParameterError(f"the sign of the shape {shape} must be known; give the symbol an assumption")
