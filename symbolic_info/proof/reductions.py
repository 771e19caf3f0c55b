"""Claims through smaller ones: cases, values that are given, maxima, increasing functions, independent parts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Final

from sympy import Abs, Basic, Eq, Max, Min, Mul, Ne, S, Symbol, Tuple, factor_terms, together
from sympy.core.relational import Relational

from symbolic_info.budget import Budget
from symbolic_info.engine.trace import Step
from symbolic_info.errors import SpaceError
from symbolic_info.laws.abstract import DENSITY, Abstract
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.node import Measure
from symbolic_info.proof import rulebook
from symbolic_info.proof.between import between
from symbolic_info.proof.certificate import weakest
from symbolic_info.proof.kernel.reductions import conditions_of, is_contradictory, parts_of
from symbolic_info.proof.kernel.rules import ERRORS, STRONGER, Statement
from symbolic_info.proof.parts import bases
from symbolic_info.proof.proof import Proof

Prover = Callable[[Basic, tuple[Basic, ...], Budget], Proof]
EARLY: Final = (rulebook.EQUAL, rulebook.VALUES, rulebook.EXTREME, rulebook.PARTS)
OF_VARIABLES: Final = (rulebook.VALUES, rulebook.EXTREME, rulebook.INCREASING, rulebook.SCALED, rulebook.ENDS)
LATE: Final = (
    rulebook.INCREASING,
    rulebook.ENDS,
    rulebook.CASES,
    rulebook.ROUNDED,
    rulebook.THROUGH,
    rulebook.KINK,
    rulebook.INSTANCE,
)


def first_of(stated: Relational, given: tuple[Basic, ...], rules: Sequence[str]) -> tuple[Step, list[Statement]] | None:
    """The first rule that applies, with what it leaves to prove.

    >>> from symbolic_info import Perplexity, abstract
    >>> p, q = abstract("p q")
    >>> step, left = first_of(Perplexity(p) <= Perplexity(q), (), LATE)
    >>> step.rule, [str(claim) for claim, _ in left]
    ('both sides are the same increasing function of these', ['Entropy(p) <= Entropy(q)'])
    """
    return next(_applicable(stated, given, rules), None)


def _applicable(
    stated: Relational, given: tuple[Basic, ...], rules: Sequence[str]
) -> Iterator[tuple[Step, list[Statement]]]:
    for rule in rules:
        for hint in _hints(rule, stated, given):
            step = rulebook.step(rule, stated, hint)
            with suppress(*ERRORS):
                yield step, parts_of(step, stated, frozenset(given))


def _hints(rule: str, stated: Relational, given: tuple[Basic, ...]) -> Iterator[Basic]:
    """What the rule may need to be told."""
    if rule == rulebook.EQUAL:
        yield from (g for g in given if isinstance(g, Eq) and isinstance(g.lhs, Symbol))
    elif rule == rulebook.EXTREME:
        yield from sorted((m for m in stated.atoms(Max, Min, Abs) if m.has(Measure)), key=str)
    elif rule == rulebook.KINK:
        yield from sorted((m for m in stated.atoms(Max, Min, Abs) if not m.has(Measure)), key=str)
    elif rule == rulebook.CASES:
        known = [*given, *(c for m in sorted(stated.atoms(Measure), key=str) for c in m.conditions)]
        yield from (c for c in dict.fromkeys(known) if isinstance(c, Ne))
    elif rule == rulebook.SCALED:
        above, below = together(stated.lhs - stated.rhs).as_numer_denom()
        common = (f for f in Mul.make_args(factor_terms(above)) if not f.has(Measure))
        yield Mul(*common) / Mul(*(f for f in Mul.make_args(below) if not f.has(Measure)))
    elif rule == rulebook.ENDS:
        yield from (Tuple(s, S.Zero, S.One) for s in sorted(stated.free_symbols, key=str))
    elif rule == rulebook.THROUGH:
        yield from between(stated)
    elif rule == rulebook.ROUNDED:
        yield from (m.laws[0] for m in sorted(stated.atoms(Entropy), key=str))
    elif rule == rulebook.INSTANCE:
        laws = sorted({b for m in stated.atoms(Measure) for b in bases(m.laws)}, key=str)
        general = [Abstract(Symbol(f"p{i}"), DENSITY) for i, _ in enumerate(laws, 1)]
        yield Tuple(*map(Tuple, general, laws))
    else:
        yield S.true


def by_reduction(
    stated: Relational, given: tuple[Basic, ...], rules: Sequence[str], budget: Budget, prover: Prover
) -> Proof | None:
    """The claim through what the first rule that applies leaves to prove; None where no rule applies.

    Where that is more than the claim says, others are tried after it.
    """
    tried = None
    for step, left in _applicable(stated, given, rules):
        found = _by_step(stated, given, step, left, budget, prover)
        tried = tried if found is None else found
        if tried is not None and (tried.status != "open" or step.rule not in STRONGER or budget.spent()):
            return tried
    return tried


def _by_step(
    stated: Relational,
    given: tuple[Basic, ...],
    step: Step,
    left: list[Statement],
    budget: Budget,
    prover: Prover,
) -> Proof | None:
    proofs: list[Proof] = []
    for i, (claim, known) in enumerate(left):
        part = _proved(claim, given, known, budget.share(1 / (len(left) - i)), prover)
        if part is None:
            continue
        if part.status == "refuted" and step.rule not in STRONGER:
            return Proof(stated, "refuted", (step,), part.witness, part.conditions, parts=(part,), given=given)
        if part.status in ("open", "refuted"):
            return Proof(stated, "open", reason=part.reason, given=given)
        proofs.append(part)
    if not proofs:
        return None
    try:
        conditions = tuple(dict.fromkeys(c for part in proofs for c in conditions_of(part, step)))
    except SpaceError:  # a law that was made for the proof has no counterpart
        return None
    status = weakest(part.status for part in proofs)
    return Proof(stated, status, (step,), None, conditions, parts=tuple(proofs), given=given)


def _proved(
    claim: Relational, given: tuple[Basic, ...], known: frozenset[Basic], budget: Budget, prover: Prover
) -> Proof | None:
    """A part, first without what the rule adds on measures; None where what is known excludes it."""
    if is_contradictory(known):
        return None
    ordered = (*(g for g in given if g in known), *sorted(known - {*given}, key=str))
    plain = tuple(g for g in ordered if g in given or not g.has(Measure))
    if plain == ordered:
        return prover(claim, ordered, budget)
    part = prover(claim, plain, budget.share(0.5))
    return prover(claim, ordered, budget) if part.status in ("open", "refuted") else part
