"""Claims about abstract random variables: identities by cancelling, inequalities by the program, then witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from sympy import Add, And, Basic, Eq, Equivalent, Ge, Gt, Implies, Le, Lt, S
from sympy.core.relational import Relational

from symbolic_info.budget import Budget
from symbolic_info.engine.trace import Step
from symbolic_info.errors import ClaimError
from symbolic_info.measures.relations import VariableRelation
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.proof import Proof, weakest
from symbolic_info.proof.shannon.certify import Premises
from symbolic_info.proof.shannon.hypotheses import hypotheses
from symbolic_info.proof.shannon.space import Space
from symbolic_info.proof.shannon.witness import refutation

CONTRADICTION = "what is given contradicts itself: everything follows from it"
OUT_OF_TIME = "the time budget is spent"
NOT_SHANNON = (
    "not of Shannon type: no combination of the elemental inequalities and of what is given shows it, "
    "and no counterexample was found"
)
UNKNOWN_FORM = "only relations, their conjunctions, implications and equivalences can be stated"


def decide(stated: Basic, given: Sequence[Basic], budget: Budget) -> Proof:
    """Prove or refute a claim about variables under hypotheses, or leave it open."""
    given = tuple(given)
    try:
        known = tuple(hypotheses(given))
        premises = Premises(Space.of([stated, *given]), known)
    except ClaimError as error:
        return Proof(stated, "open", reason=str(error), given=given)
    if premises.contradict(budget):
        return Proof(stated, "open", reason=CONTRADICTION, given=given)
    return _decide(stated, given, budget)


def _decide(stated: Basic, given: tuple[Basic, ...], budget: Budget) -> Proof:
    if isinstance(stated, Relational):
        return _relation(stated, given, budget)
    if isinstance(stated, VariableRelation):
        return _all_of(stated, stated.equations, given, budget)
    if isinstance(stated, And):
        return _all_of(stated, tuple(sorted(stated.args, key=str)), given, budget)
    if isinstance(stated, Equivalent) and len(stated.args) == 2:
        first, second = stated.args
        return _all_of(stated, (Implies(first, second), Implies(second, first)), given, budget)
    if isinstance(stated, Implies):
        inner = decide(stated.args[1], (*given, stated.args[0]), budget)
        return Proof(stated, inner.status, (), inner.witness, reason=inner.reason, parts=(inner,), given=given)
    if stated == S.true:
        return Proof(stated, "proved", given=given)
    return Proof(stated, "open", reason=UNKNOWN_FORM, given=given)


def _all_of(stated: Basic, parts: Sequence[Basic], given: tuple[Basic, ...], budget: Budget) -> Proof:
    proofs = tuple(_decide(part, given, budget) for part in parts)
    status = weakest(p.status for p in proofs)
    worst = next(p for p in proofs if p.status == status)
    return Proof(stated, status, witness=worst.witness, reason=worst.reason, parts=proofs, given=given)


def _relation(stated: Relational, given: tuple[Basic, ...], budget: Budget) -> Proof:
    space = Space.of([stated, *given])
    try:
        claim = Claim.of(stated)
        target = space.vector(claim.difference)
    except ClaimError as error:
        return Proof(stated, "open", reason=str(error), given=given)
    if not target and claim.relation in ("=", ">="):
        return Proof(stated, "proved", _expanded(claim, space), given=given)
    premises = Premises(space, tuple(hypotheses(given)))
    reason = OUT_OF_TIME
    for wide in (False, True):
        found = _from(premises, stated, budget, wide)
        if found is not None:
            return replace(found, given=given, parts=tuple(replace(part, given=given) for part in found.parts))
        reason = OUT_OF_TIME if budget.spent() else NOT_SHANNON
        failed = refutation(claim, premises.given, space, budget, swapped=isinstance(stated, Le | Lt), wide=wide)
        if failed is not None:
            return Proof(stated, "refuted", witness=failed, given=given)
    return Proof(stated, "open", reason=reason, given=given)


def _expanded(claim: Claim, space: Space) -> tuple[Step, ...]:
    """Both sides as the same sum of joint entropies."""
    sides = [(side, space.expression(space.vector(side))) for side in (claim.left, claim.right) if side != 0]
    return tuple(rulebook.step(rulebook.JOINT, before, after) for before, after in sides)


def _from(premises: Premises, stated: Relational, budget: Budget, wide: bool) -> Proof | None:
    """A relation from the premises: inequalities by the program, an equation by both, an inequation by one."""
    claim = Claim.of(stated)
    target = premises.space.vector(claim.difference)
    if claim.relation in (">=", ">"):
        terms = premises.terms(target, claim.relation == ">", budget, wide)
        return None if terms is None else Proof(stated, "proved", combined(claim, terms), certificate=terms)
    spanned = premises.spanned(target) if claim.relation == "=" else None
    if spanned is not None:
        return Proof(stated, "proved", combined(claim, spanned), certificate=spanned)
    kinds = (Ge, Le) if claim.relation == "=" else (Gt, Lt)
    parts = (_from(premises, kind(*stated.args, evaluate=False), budget, wide) for kind in kinds)
    if claim.relation == "!=":
        one = next((part for part in parts if part is not None), None)
        return None if one is None else Proof(stated, "proved", parts=(one,))
    both = tuple(part for part in takewhile(lambda part: part is not None, parts) if part is not None)
    return Proof(stated, "proved", parts=both) if len(both) == 2 else None


def combined(claim: Claim, terms: tuple[Term, ...]) -> tuple[Step, ...]:
    """Each term with its reason, then their sum."""
    steps = [_step(t) for t in terms]
    total = Add(*(t.factor * t.expr for t in terms))
    if total != claim.difference:
        steps.append(rulebook.step(rulebook.COMBINE, claim.difference, total))
    return tuple(steps)


def _step(term: Term) -> Step:
    """What is known of a term; an equation that is given is shown as such."""
    if term.rule == rulebook.EQUATION:
        shown = -term.expr if term.expr.could_extract_minus_sign() else term.expr
        return rulebook.step(term.rule, shown, Eq(shown, 0))
    return rulebook.step(term.rule, term.expr, Ge(term.expr, 0))
