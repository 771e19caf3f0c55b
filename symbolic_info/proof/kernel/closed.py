"""The kernel's verdict on claims about families: closed forms from the engine, then an exact test branch by branch.

The forms are the engine's, so that it is trusted here; `samples` compares them with quadrature of their definitions,
and the two sides with each other at points that the claim chooses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from sympy import (
    AccumBounds,
    And,
    Derivative,
    Expr,
    Ge,
    Gt,
    Le,
    Limit,
    Lt,
    Not,
    Piecewise,
    S,
    Subs,
    Symbol,
    limit,
    nan,
    oo,
    piecewise_fold,
)
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget, BudgetSpent
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.trace import Step
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.measures.node import Measure
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Record
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel import samples, slopes
from symbolic_info.proof.kernel.binding import consists_of
from symbolic_info.proof.kernel.numbers import exact_sign
from symbolic_info.proof.kernel.zero import vanishes
from symbolic_info.proof.parts import bases

SECONDS = 10.0


@dataclass(frozen=True)
class Closed:
    """The claim with closed forms put for its measures."""

    left: Expr
    right: Expr
    forms: dict[Measure, Expr]
    conditions: tuple[Boolean, ...]
    steps: tuple[Step, ...]
    checked: bool

    def inside(self, given: Iterable[Boolean]) -> Closed:
        """The same without the parameters at the edge of what the laws admit; what is given stays as it is."""
        kept = set(given)
        return replace(self, conditions=tuple(c if c in kept else _strict(c) for c in self.conditions))


def _strict(condition: Boolean) -> Boolean:
    return condition.gts > condition.lts if isinstance(condition, Ge | Le) else condition


def closed(claim: Claim, budget: Budget) -> Closed | None:
    """Every measure of concrete laws in closed form; None where one has none."""
    forms: dict[Measure, Expr] = {}
    conditions, steps, checked = list(claim.conditions), [], False
    for node in claim.measures:
        if any(isinstance(base, Abstract) for base in bases(node.laws)):
            return None
        found = derived(node, budget)
        if found.value is None:
            return None
        forms[node], checked = found.value, checked or found.checked
        conditions += found.conditions
        steps.append(rulebook.step(rulebook.CLOSED, node, found.value, And(*found.conditions)))
    left, right = (taken(side.xreplace(forms), conditions) for side in (claim.left, claim.right))
    if left is None or right is None:
        return None
    return Closed(left, right, forms, tuple(dict.fromkeys(conditions)), tuple(steps), checked)


def taken(side: Expr, conditions: Iterable[Boolean]) -> Expr | None:
    """A side with the derivatives and limits of closed forms; None where one of them is not known to exist."""
    if not side.has(Derivative, Limit, Subs):
        return side
    facts = Facts(conditions)
    side = slopes.settled(side, facts)
    if not slopes.is_smooth(side) or not slopes.is_inside(side, facts, conditions):
        return None
    if not all(_near(node, conditions) for node in side.atoms(Limit)):
        return None
    value = side.doit()
    return None if value.has(Derivative, Limit, Subs, nan, AccumBounds) else value


def _near(node: Limit, conditions: Iterable[Boolean]) -> bool:
    """Whether the forms hold close to the point of the limit."""
    _, symbol, point, side = node.args
    about = [c for c in conditions if symbol in c.free_symbols]
    return all(_holds_near(c, symbol, point, str(side)) for c in about)


def _holds_near(condition: Boolean, symbol: Symbol, point: Expr, side: str) -> bool:
    if not isinstance(condition, Gt | Ge | Lt | Le):
        return False
    margin = condition.gts - condition.lts
    value = limit(margin, symbol, point, side)
    return bool(value.is_extended_positive or (value == 0 and side == "+" and margin == symbol - point))


def proves(claim: Claim, found: Closed, budget: Budget) -> tuple[Step, ...] | None:
    """The steps that prove the claim on every branch; None where one is undecided."""
    if claim.relation == "!=":
        return None
    steps, given = [*found.steps], Facts(found.conditions)
    for left, right, condition in branches(found.left, found.right):
        facts = Facts((*found.conditions, *_atoms(condition)))
        if condition == S.false or given.decide(condition) is False:
            continue
        step = _decided(claim.relation, left, right, condition, facts, budget)
        if step is None:
            return None
        steps.append(step)
    return tuple(steps)


def _atoms(condition: Boolean) -> tuple[Boolean, ...]:
    parts = condition.args if isinstance(condition, And) else (condition,)
    return tuple(p for p in parts if p != S.true)


def _decided(relation: str, left: Expr, right: Expr, condition: Boolean, facts: Facts, budget: Budget) -> Step | None:
    if left.is_infinite or right.is_infinite:
        same = left == right and relation in ("=", ">=")
        holds = same or _larger(relation, left, right)
        return rulebook.step(rulebook.BRANCH, left, right, condition) if holds else None
    gap = left - right
    if relation in ("=", ">=") and vanishes(gap, facts):
        return rulebook.step(rulebook.ZERO, gap, S.Zero, condition)
    if gap.is_number:
        holds = relation in (">=", ">") and exact_sign(gap) == 1
        return rulebook.step(rulebook.DIGITS, gap, S.One, condition) if holds else None
    known = facts.positive(gap) if relation == ">" else facts.nonnegative(gap) if relation == ">=" else None
    if known:
        return rulebook.step(rulebook.SIGN, gap, gap > 0 if relation == ">" else gap >= 0, condition)
    if relation in (">=", ">") and _by_slopes(gap, facts, budget, relation == ">"):
        return rulebook.step(rulebook.SLOPE, gap, gap > 0 if relation == ">" else gap >= 0, condition)
    return None


def _by_slopes(gap: Expr, facts: Facts, budget: Budget, strict: bool) -> bool:
    try:
        return (slopes.positive if strict else slopes.nonnegative)(gap, facts, budget)
    except BudgetSpent:
        return False


def _larger(relation: str, left: Expr, right: Expr) -> bool:
    return relation in (">", ">=") and ((left == oo and right.is_finite) or (right == -oo and left.is_finite))


def branches(left: Expr, right: Expr) -> Iterator[tuple[Expr, Expr, Boolean]]:
    """The two sides wherever a Piecewise makes a difference.

    >>> from sympy import Piecewise
    >>> from sympy.abc import a
    >>> from symbolic_info.proof.kernel.closed import branches
    >>> list(branches(Piecewise((a, a > 1), (0, True)), a))
    [(a, a, a > 1), (0, a, a <= 1)]
    """
    for (first, where), (second, when) in product(_pieces(left), _pieces(right)):
        yield first, second, And(where, when)


def _pieces(expr: Expr) -> list[tuple[Expr, Boolean]]:
    folded = piecewise_fold(expr) if expr.has(Piecewise) else expr
    if not isinstance(folded, Piecewise):
        return [(folded, S.true)]
    pieces, rest = [], S.true
    for value_, condition in folded.args:
        pieces.append((value_, And(rest, condition)))
        rest = And(rest, Not(condition))
    return pieces


def certified(claim: Claim, found: Closed) -> Step | None:
    """An inequality between numbers, by an enclosure of their difference."""
    if claim.symbols or claim.relation == "=" or found.left.is_infinite or found.right.is_infinite:
        return None
    gap = found.left - found.right
    sign = exact_sign(gap)
    wanted = sign in (1, -1) if claim.relation == "!=" else sign == 1
    return rulebook.step(rulebook.DIGITS, gap, S(sign), S.true) if wanted else None


# --- verdicts --------------------------------------------------------------------------------------------


def uses_forms(steps: Iterable[Step]) -> bool:
    """Whether steps put closed forms for measures."""
    return any(s.rule == rulebook.CLOSED for s in steps)


def verdicts(
    claim: Claim, found: Closed, budget: Budget
) -> Iterator[tuple[str, tuple[Step, ...], tuple[Boolean, ...]]]:
    """What the closed forms show: a status, the steps and the conditions.

    Inequalities that are not strict and equations may leave out the edge of what the laws admit.
    """
    for form in (found,) if claim.relation == ">" else (found, found.inside(claim.given)):
        steps = proves(claim, form, budget)
        if steps is not None:
            enclosed = any(s.rule == rulebook.DIGITS for s in steps)
            yield "certified" if enclosed else "checked" if found.checked else "proved", steps, form.conditions
    step = certified(claim, found)
    if step is not None:
        yield "certified", (*found.steps, step), found.conditions


def accepts(proof: Record, stated: Relational) -> bool:
    """Whether the closed forms, found again, show what the proof says, and stand at points."""
    claim = Claim.of(stated, proof.given)
    if proof.status == "refuted":
        return consists_of(proof, witness=proof.witness, conditions=claim.conditions) and samples.refutes(proof, stated)
    found = closed(claim, Budget(SECONDS))
    if found is None or (proof.status, proof.steps, proof.conditions) not in verdicts(claim, found, Budget(SECONDS)):
        return False
    return consists_of(proof, steps=proof.steps, conditions=proof.conditions) and samples.bear_out(
        claim, found.forms, found.conditions
    )
