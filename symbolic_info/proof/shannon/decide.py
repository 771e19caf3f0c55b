"""Claims about abstract random variables: identities by cancelling, inequalities by the program, then witnesses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from sympy import Basic, Ge, Gt, Implies, Le, Lt, S
from sympy.core.relational import Relational

from symbolic_info.budget import Budget
from symbolic_info.engine.trace import Step
from symbolic_info.errors import ClaimError
from symbolic_info.laws.variables import Variable
from symbolic_info.measures.relations import Copy, VariableRelation
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Term, weakest
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel.binding import combined
from symbolic_info.proof.kernel.recheck import conjuncts
from symbolic_info.proof.proof import Proof
from symbolic_info.proof.shannon.certify import Premises
from symbolic_info.proof.shannon.copies import candidates
from symbolic_info.proof.shannon.hypotheses import hypotheses
from symbolic_info.proof.shannon.space import Space
from symbolic_info.proof.shannon.witness import refutation

CONTRADICTION = "what is given contradicts itself: everything follows from it"
TOO_MANY = "of so many variables only likely inequalities are tried, and they do not show it"
OUT_OF_TIME = "the time budget is spent"
NOT_SHANNON = (
    "not of Shannon type: no combination of the elemental inequalities and of what is given shows it, "
    "and no counterexample was found"
)
UNKNOWN_FORM = "only relations, their conjunctions, implications and equivalences can be stated"


Choices = Callable[[Sequence[Variable]], Iterable[tuple[Copy, ...]]]


def decide(stated: Basic, given: Sequence[Basic], budget: Budget, copies: Any = ()) -> Proof:
    """Prove or refute a claim about variables under hypotheses, or leave it open.

    ``copies`` are the auxiliary variables of the copy lemma to be used; True tries one copy of each variable.
    """
    return _under(stated, tuple(given), budget, _choices(copies))


def _under(stated: Basic, given: tuple[Basic, ...], budget: Budget, choices: Choices) -> Proof:
    try:
        known = tuple(hypotheses(given))
        premises = Premises(Space.of([stated, *given]), known)
    except ClaimError as error:
        return Proof(stated, "open", reason=str(error), given=given)
    if premises.contradict(budget):
        return Proof(stated, "open", reason=CONTRADICTION, given=given)
    return _decide(stated, given, budget, choices)


def _choices(copies: Any) -> Choices:
    if copies is True:
        return candidates
    listed = (copies,) if isinstance(copies, Copy) else tuple(copies or ())
    if not all(isinstance(c, Copy) for c in listed):
        raise ClaimError(f"copies are True or a list of Copy(new, of, given=...), not {copies!r}")
    return lambda members: [listed] if listed else []


def _decide(stated: Basic, given: tuple[Basic, ...], budget: Budget, choices: Choices) -> Proof:
    if isinstance(stated, Relational):
        return _relation(stated, given, budget, choices)
    if isinstance(stated, VariableRelation):
        return _all_of(stated, stated.equations, given, budget, choices)
    parts = conjuncts(stated)
    if parts:
        return _all_of(stated, parts, given, budget, choices)
    if isinstance(stated, Implies):
        inner = _under(stated.args[1], (*given, stated.args[0]), budget, choices)
        return Proof(stated, inner.status, (), inner.witness, reason=inner.reason, parts=(inner,), given=given)
    if stated == S.true:
        return Proof(stated, "proved", given=given)
    return Proof(stated, "open", reason=UNKNOWN_FORM, given=given)


def _all_of(stated: Basic, parts: Sequence[Basic], given: tuple[Basic, ...], budget: Budget, choices: Choices) -> Proof:
    proofs = tuple(_decide(part, given, budget, choices) for part in parts)
    status = weakest(p.status for p in proofs)
    worst = next(p for p in proofs if p.status == status)
    return Proof(stated, status, witness=worst.witness, reason=worst.reason, parts=proofs, given=given)


def _relation(stated: Relational, given: tuple[Basic, ...], budget: Budget, choices: Choices) -> Proof:
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
            return _with(found, given)
        reason = OUT_OF_TIME if budget.spent() else TOO_MANY if premises.too_many(target) else NOT_SHANNON
        failed = refutation(claim, premises.given, space, budget, swapped=isinstance(stated, Le | Lt), wide=wide)
        if failed is not None:
            return Proof(stated, "refuted", witness=failed, given=given)
        for copies in choices(space.variables) if wide is False and reason == NOT_SHANNON else ():
            found = _from(Premises(space, premises.given, copies), stated, budget, wide=True)
            if found is not None:
                return _with(found, given)
    return Proof(stated, "open", reason=reason, given=given)


def _with(found: Proof, given: tuple[Basic, ...]) -> Proof:
    """A proof under hypotheses, its parts as well."""
    return replace(found, given=given, parts=tuple(replace(part, given=given) for part in found.parts))


def _expanded(claim: Claim, space: Space) -> tuple[Step, ...]:
    """Both sides as the same sum of joint entropies."""
    sides = [(s, space.expression(space.vector(s))) for s in dict.fromkeys((claim.left, claim.right)) if s != 0]
    return tuple(rulebook.step(rulebook.JOINT, before, after) for before, after in sides)


def _from(premises: Premises, stated: Relational, budget: Budget, wide: bool) -> Proof | None:
    """A relation from the premises: inequalities by the program, an equation by both, an inequation by one."""
    claim = Claim.of(stated)
    target = premises.space.vector(claim.difference)
    if claim.relation in (">=", ">"):
        terms = premises.terms(target, claim.relation == ">", budget, wide)
        return None if terms is None else _carried(stated, claim, terms, premises)
    spanned = premises.spanned(target) if claim.relation == "=" else None
    if spanned is not None:
        return _carried(stated, claim, spanned, premises)
    kinds = (Ge, Le) if claim.relation == "=" else (Gt, Lt)
    parts = (_from(premises, kind(*stated.args, evaluate=False), budget, wide) for kind in kinds)
    if claim.relation == "!=":
        one = next((part for part in parts if part is not None), None)
        return None if one is None else Proof(stated, "proved", parts=(one,))
    both = tuple(part for part in takewhile(lambda part: part is not None, parts) if part is not None)
    return Proof(stated, "proved", parts=both) if len(both) == 2 else None


def _carried(stated: Relational, claim: Claim, terms: tuple[Term, ...], premises: Premises) -> Proof:
    copied = (rulebook.step(rulebook.COPY, copy, S.true) for copy in premises.copies)
    return Proof(stated, "proved", (*copied, *combined(claim.difference, terms)), certificate=terms)
