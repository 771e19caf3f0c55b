"""A density given piece by piece as a spliced law: each piece recognised on its own, its mass the weight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from sympy import Add, Dummy, Expr, Integer, Lambda, S, floor, oo

from symbolic_info.errors import NormalizationError
from symbolic_info.facts import Facts
from symbolic_info.laws.density import Density
from symbolic_info.laws.families.lattice import UniformRange
from symbolic_info.laws.law import Law
from symbolic_info.laws.recognize.verify import vanishes
from symbolic_info.laws.spliced import spliced
from symbolic_info.rules.bends import bends, roots, smooth

Part = tuple[Law, Expr]
Weigh = Callable[[Density], Part | None]
MOST_PIECES = 12


def spliced_from(law: Density, weigh: Weigh) -> Law | None:
    """The pieces between the bends of the density, each a law with its mass by ``weigh``; None where one is unknown.

    Bends at symbols are taken to lie in the support, in the order given; the conditions of the result say so.
    """
    x = law.variable
    points = roots(law.function(x), x) if bends(law.function(x), x) else None
    if not points or len(points) > 4 * MOST_PIECES:
        return None
    parts = _lattice_parts(law, points, weigh) if law.discrete else _parts(law, points, weigh)
    found = list(parts)
    return None if None in found else _normalised(law, [p for p in found if p is not None and p[1] != 0])


def _normalised(law: Density, pairs: list[Part]) -> Law | None:
    conditions = (*law.conditions, *(c for part, _ in pairs for c in part.conditions))
    total = vanishes(Add(*(w for _, w in pairs)) - 1, Facts(conditions))
    if total is False:
        raise NormalizationError(f"the density integrates to {Add(*(w for _, w in pairs))}, not to 1: {law}")
    return spliced([part for part, _ in pairs], [w for _, w in pairs]) if total else None


def _parts(law: Density, points: list[Expr], weigh: Weigh) -> Iterator[Part | None]:
    ends = _ordered([law.lower, law.upper, *points], law)
    order = [c for low, high in pairwise(ends) if (c := high > low) not in (S.true, S.false)]
    for low, high in pairwise(ends):
        yield from _part(law, low, high, law.facts.with_conditions(*order), weigh)


def _part(law: Density, low: Expr, high: Expr, facts: Facts, weigh: Weigh) -> Iterator[Part | None]:
    """The density between two neighbouring bends; nothing where it is 0."""
    x = Dummy("x", integer=True) if law.discrete else Dummy("x", real=True)
    ends = (c for c in ((x >= low, x <= high) if law.discrete else (x > low, x < high)) if c not in (S.true, S.false))
    body = smooth(law.function(x), facts.with_conditions(*ends))
    piece = Density(Lambda(x, body), low, high, law.args[3])
    if bends(body, x):
        yield from _parts(piece, roots(body, x) or [], weigh) if body != law.function(x) else (None,)
    elif body != 0:
        yield weigh(piece)


def _ordered(points: list[Expr], law: Density) -> list[Expr]:
    """From the lower end to the upper one; where the facts do not tell, as they come."""
    inner: list[Expr] = []
    for point in dict.fromkeys(points[2:]):
        if point not in points[:2] and not _outside(point, law):
            place = next((i for i, other in enumerate(inner) if law.facts.positive(other - point)), len(inner))
            inner.insert(place, point)
    return [points[0], *inner, points[1]]


def _outside(point: Expr, law: Density) -> bool:
    below = law.lower != -oo and law.facts.nonnegative(law.lower - point)
    return bool(below or (law.upper != oo and law.facts.nonnegative(point - law.upper)))


def _lattice_parts(law: Density, points: list[Expr], weigh: Weigh) -> Iterator[Part | None]:
    """The outcomes up to the last bend one by one, then the rest."""
    if not (law.lower.is_Integer and all(p.is_Rational for p in points)):
        yield None
        return
    start = max([law.lower, *(floor(p) + 1 for p in points)])
    if start - law.lower > MOST_PIECES:
        yield None
        return
    for k in map(Integer, range(int(law.lower), int(start))):
        yield UniformRange(k, k), law.function(k)
    yield from _part(law, start, law.upper, law.facts, weigh)
