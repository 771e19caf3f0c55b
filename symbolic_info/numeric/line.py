"""Integrals over the supports of continuous laws: the line cut at its landmarks, one rule a piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import sympy

from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.density import near
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.landscape import Landscape, survey
from symbolic_info.numeric.quadrature import Bounds, Piece, settle
from symbolic_info.numeric.signs import middle_of, with_signs_between
from symbolic_info.numeric.tape import Tape

__all__ = ["integrate", "piece_between", "program_from"]


def integrate(integrand: Integrand, digits: int, backend: Backend, effort: Effort) -> Bounds:
    """Bounds of the measure and of the mass."""
    land = survey(integrand, backend, effort)
    pieces = []
    for low, high in pairwise(land.splits):
        active = _active(integrand, low, high)
        if active:
            pieces.append(piece_between(integrand, active, low, high, land, backend))
    return settle(pieces, digits, effort)


def _active(integrand: Integrand, low: Any, high: Any) -> list[int]:
    middle = middle_of(low, high)
    return [i for i, d in enumerate(integrand.densities) if d.lives_at(middle)]


def piece_between(
    integrand: Integrand, active: Sequence[int], low: Any, high: Any, land: Landscape, backend: Backend
) -> Piece:
    """The integrand between two points, at most one of them infinite, seen from the ends."""
    x = sympy.Dummy("x", real=True)
    exprs = [with_signs_between(e, x, low, high, backend) for e in integrand.expressions(x, active)]

    def seen_from(end: Any, sign: int) -> Any:
        u = sympy.Dummy("u", positive=True)
        return program_from(integrand, active, [near(e, x, end, sign, u) for e in exprs], u, backend)

    if high.is_infinite:
        return Piece(backend, seen_from(low, 1), scale=land.scale(low, 1))
    if low.is_infinite:
        return Piece(backend, seen_from(high, -1), scale=land.scale(high, -1))
    length = Tape([high - low], x, backend)
    return Piece(backend, seen_from(low, 1), lambda bits: length.bound(bits)(None)[0], seen_from(high, -1))


def program_from(
    integrand: Integrand, active: Sequence[int], exprs: Sequence[Any], symbol: Any, backend: Backend
) -> Callable[[int], Callable[[Any], tuple[Any, Any]]]:
    """Measure and mass as a function of the symbol, at each precision."""
    tape = Tape(exprs, symbol, backend)
    if not active:
        return lambda bits: lambda x: (backend.rational(0, 1), backend.rational(0, 1))

    def program(bits: int) -> Callable[[Any], tuple[Any, Any]]:
        run = tape.bound(bits)
        return lambda x: integrand.combine(backend, run(x), active)

    return program
