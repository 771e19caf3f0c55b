"""Counterexamples: exact rational joint laws at which a claim about variables fails."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from sympy import Integer, Tuple

from symbolic_info.budget import Budget
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.variables import joint
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel.numbers import digits
from symbolic_info.proof.shannon.goal import Goal, Table, exact
from symbolic_info.proof.shannon.hypotheses import Hypothesis
from symbolic_info.proof.shannon.models import descended
from symbolic_info.proof.shannon.space import Space, rational
from symbolic_info.proof.shannon.templates import THREE_BITS, TWO_BITS

FIRST_CHOICES, MOST_CHOICES = 2_000, 150_000
FEW, STARTS, CHOICES_EACH = 4, 20, 100


def refutation(
    claim: Claim,
    given: Sequence[Hypothesis],
    space: Space,
    budget: Budget,
    swapped: bool = False,
    wide: bool = True,
) -> Witness | None:
    """A joint law at which the claim fails and what is given holds; ``swapped`` exchanges the recorded sides.

    Only the first functions of two bits are tried unless ``wide``.

    >>> from symbolic_info import prove
    >>> found = prove("I(X;Y|Z) <= I(X;Y)").witness
    >>> print(*found.keys(), *(law for _, law in found.instance))
    joint(X, Y, Z) {(0, 0, 0): 1/4, (0, 1, 1): 1/4, (1, 0, 1): 1/4, (1, 1, 0): 1/4}
    """
    known = tuple((space.vector(h.expr), h.relation) for h in given)
    goal = Goal(space.vector(claim.difference), claim.relation, known)
    if not goal.numeric:
        return None
    candidates = _candidates if wide else _first_candidates
    table = next((t for t in candidates(goal, len(space.variables), budget) if goal.confirmed(t)), None)
    return None if table is None else _witness(claim, table, space, swapped)


def _first_candidates(goal: Goal, count: int, budget: Budget) -> Iterator[Table]:
    """Functions of two bits in order; of many variables also from other starts."""
    yield from TWO_BITS.search(goal, count, budget, FIRST_CHOICES)
    draw = Random(3)
    for _ in range(STARTS if count > FEW else 0):
        yield from TWO_BITS.search(goal, count, budget, CHOICES_EACH, draw)


def _candidates(goal: Goal, count: int, budget: Budget) -> Iterator[Table]:
    yield from TWO_BITS.search(goal, count, budget, MOST_CHOICES)
    yield from THREE_BITS.search(goal, count, budget, MOST_CHOICES)
    yield from descended(goal, count, budget)


def _witness(claim: Claim, table: Table, space: Space, swapped: bool) -> Witness:
    law = Finite(
        [Tuple(*map(Integer, x)) if len(x) > 1 else Integer(x[0]) for x in sorted(table)],
        [rational(table[x]) for x in sorted(table)],
    )
    sides = [exact(space.vector(side), table) for side in (claim.left, claim.right)]
    left, right = (side.expression() for side in (reversed(sides) if swapped else sides) if side is not None)
    return Witness(((joint(*space.variables), law),), left, right, digits(left), digits(right))
