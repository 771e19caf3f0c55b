"""The kernel's reductions: the smaller claims that a claim follows from, by the rule that a step names.

The step holds the claim and what the rule needs to be told; the claims that are left are computed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from sympy import (
    And,
    Basic,
    Derivative,
    Implies,
    Limit,
    S,
    Subs,
)
from sympy.core.relational import Relational

from symbolic_info.engine.trace import Step
from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law
from symbolic_info.laws.totals import CommonSupport
from symbolic_info.measures.node import Measure
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import STATUSES, Record
from symbolic_info.proof.kernel.binding import consists_of
from symbolic_info.proof.kernel.rules import RULES, SPLITTING, STRONGER, Known, Statement

GRANTED: Final = STATUSES[: STATUSES.index("open")]


def is_reduction(proof: Record) -> bool:
    """Whether a proof rests on smaller claims."""
    return [s.rule for s in proof.steps][:1] in [[rule] for rule in RULES]


def holds(proof: Record, recheck: Callable[[Record], bool]) -> bool:
    """Whether the parts are proofs of what the rule leaves to prove, or one of them refutes it."""
    (named,), parts = proof.steps, proof.parts
    claim, given = statement(proof)
    step = rulebook.step(named.rule, claim, named.after)
    conditions = tuple(dict.fromkeys(c for part in parts for c in conditions_of(part, step)))
    bound = consists_of(proof, steps=(step,), witness=proof.witness, conditions=conditions, parts=parts)
    if not bound or not all(map(recheck, parts)):
        return False
    left = parts_of(step, claim, given)
    if proof.status == "refuted" and step.rule not in STRONGER:
        (part,) = parts
        return part.status == "refuted" and part.witness == proof.witness and statement(part) in left
    shown = [(part.status, *statement(part)) for part in parts]
    found = [next((s for s, c, g in shown if c == wanted and g <= known), None) for wanted, known in left]
    open_ = [known for status, (_, known) in zip(found, left, strict=True) if status is None]
    worst = max((GRANTED.index(s) for s, _, _ in shown), default=0)
    complete = 0 < len(parts) == len(left) - len(open_) and all(map(is_contradictory, open_))
    return complete and proof.status == GRANTED[worst] and proof.witness is None


def conditions_of(part: Record, step: Step) -> list[Basic]:
    """What the proof of a part is restricted to, said of the laws in the claim.

    Laws on one interval have one support.
    """
    if step.rule != rulebook.INSTANCE:
        return list(part.conditions)
    named = dict(pair.args for pair in step.after.args)
    return [c.xreplace(named) for c in part.conditions if not isinstance(c, CommonSupport)]


def statement(proof: Record) -> Statement:
    """What is claimed and what is given."""
    claim, given = proof.claim, {*proof.given}
    if isinstance(claim, Implies):
        claim, given = claim.args[1], given | {*And.make_args(claim.args[0])}
    return claim, frozenset(given)


def is_contradictory(given: Iterable[Basic]) -> bool:
    """Whether one of the relations between parameters is excluded by the others."""
    every = tuple(g for g in given if isinstance(g, Relational) and not g.has(Measure, Law))
    return any(Facts((*every[:i], *every[i + 1 :])).decide(c) is False for i, c in enumerate(every))


def parts_of(step: Step, claim: Relational, given: Known) -> list[Statement]:
    """What is left to prove.

    >>> from sympy import S, Max
    >>> from symbolic_info import KLDivergence, abstract
    >>> from symbolic_info.proof import rulebook
    >>> p, q = abstract("p q")
    >>> greater = Max(KLDivergence(p, q), KLDivergence(q, p))
    >>> claim = greater >= 0
    >>> [str(c) for c, _ in parts_of(rulebook.step(rulebook.EXTREME, claim, greater), claim, frozenset())]
    ['KLDivergence(p, q) >= 0', 'KLDivergence(q, p) >= 0']
    """
    if claim.has(Limit) or (step.rule in SPLITTING and claim.has(Derivative, Subs)):
        raise ValueError("a variable that is bound")
    return [(c, known) for c, known in RULES[step.rule](step.after, claim, given) if not _is_plain(c)]


def _is_plain(claim: Relational) -> bool:
    """Whether two numbers stand in the relation."""
    return all(side.is_Rational for side in claim.args) and claim.func(*claim.args) == S.true
