"""Counterexamples to claims about families: parameters at which the claim fails."""

from __future__ import annotations

from itertools import combinations

from sympy import Basic, Derivative, Expr, Pow, Rational, S, Subs, Symbol, Tuple

from symbolic_info.budget import Budget
from symbolic_info.engine.numbers import by_definition, value
from symbolic_info.engine.points import holds_at
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.laws.abstract import Abstract
from symbolic_info.measures.node import Measure
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel.closed import Closed
from symbolic_info.proof.kernel.numbers import exact_sign, respects
from symbolic_info.proof.kernel.samples import shown
from symbolic_info.proof.parts import bases
from symbolic_info.proof.witness import fails_exactly, points_of, violates

MOST_POINTS = 24
HIGHEST_POWER = 10**4
EARLY, MOST_FAR, FAR = 6, 3, (Rational(1, 100), S(100))
CONFIRMATION_SECONDS = 3.0
CONFIRMATION_DIGITS = 8


def refutation(claim: Claim, found: Closed | None, budget: Budget, swapped: bool) -> Witness | None:
    """A point of the parameter space at which the claim fails."""
    for point in with_neighbours(claim, points_of(claim, MOST_POINTS)):
        if budget.spent():
            return None
        sides = _failure(claim, found, point, budget)
        if sides is not None:
            left, right = reversed(sides) if swapped else sides
            instance: tuple[tuple[Basic, Basic], ...] = tuple(point.items())
            return Witness(instance, left, right, shown(left), shown(right))
    return None


def with_neighbours(claim: Claim, points: list[dict[Symbol, Rational]]) -> list[dict[Symbol, Rational]]:
    """The points, some far from them, and some at which two parameters are almost equal: second order decides there."""
    near = [dict.fromkeys(claim.symbols, x) for x in (S.One, S.Half)] if claim.relation == ">" else []
    near = [p for p in near if all(holds_at(c, p) for c in claim.conditions)]
    for point in points[:2]:
        for first, second in combinations(claim.symbols, 2):
            moved = {**point, second: point[first] + Rational(1, 100)}
            near += [moved] if all(holds_at(c, moved) for c in claim.conditions) else []
    far = [{**point, s: x} for point in points[:1] for s in claim.symbols[:MOST_FAR] for x in FAR]
    far = [p for p in far if claim.relation in (">=", ">") and all(holds_at(c, p) for c in claim.conditions)]
    others = [p for p in [*points[EARLY:], *near] if all(respects(s, v) for s, v in p.items())]
    return points[:EARLY] + [p for p in far if all(respects(s, v) for s, v in p.items())] + others


def _failure(
    claim: Claim, found: Closed | None, point: dict[Symbol, Rational], budget: Budget
) -> tuple[Expr, Expr] | None:
    if found is None:
        return _failure_by_digits(claim, point, budget)
    if any(abs(e.exp) > HIGHEST_POWER for e in Tuple(found.left, found.right).atoms(Pow) if e.exp.is_Rational):
        return None
    left, right = found.left.subs(point), found.right.subs(point)
    if left.free_symbols or right.free_symbols or not fails_exactly(claim.relation, left, right):
        return None
    trusted = all(confirmed(m.subs(point), f.subs(point), budget) for m, f in found.forms.items())
    return (left, right) if trusted else None


def confirmed(node: Basic, form: Expr, budget: Budget) -> bool:
    """Whether a closed form agrees with its definition, as far as the definition has digits."""
    if not isinstance(node, Measure) or form.is_infinite:
        return True
    try:
        seconds = min(CONFIRMATION_SECONDS, budget.left())
        found = by_definition(node, CONFIRMATION_DIGITS, Budget(seconds))
    except (SymbolicInfoError, ValueError, TypeError, NotImplementedError):
        return True
    wide = (found.upper - found.lower) + Rational(1, 10**CONFIRMATION_DIGITS) * (1 + abs(found.upper))
    return exact_sign(form - found.lower + wide) != -1 and exact_sign(found.upper + wide - form) != -1


def _failure_by_digits(claim: Claim, point: dict[Symbol, Rational], budget: Budget) -> tuple[Expr, Expr] | None:
    """Where a measure has no closed form: from the digits of its definition."""
    if any(isinstance(base, Abstract) for base in bases(claim.laws)) or claim.difference.has(Derivative, Subs):
        return None
    left, right = claim.left.subs(point), claim.right.subs(point)
    try:
        gap = value(left - right, CONFIRMATION_DIGITS, budget=Budget(min(CONFIRMATION_SECONDS, budget.left())))
    except (SymbolicInfoError, ValueError, TypeError, NotImplementedError):
        return None
    sign = 1 if gap.lower > 0 else -1 if gap.upper < 0 else None
    return (left, right) if violates(claim.relation, sign) else None
