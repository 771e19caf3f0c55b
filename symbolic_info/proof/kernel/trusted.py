"""Which files of the kernel carry a proof: what a sceptic has to read before believing it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from sympy import Derivative, Limit, Subs

from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.variables import about_variables
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Record, Term
from symbolic_info.proof.kernel.laws import is_about_laws, is_about_totals
from symbolic_info.proof.kernel.reductions import is_reduction

ALWAYS: Final = ("recheck", "binding")
OF_LAWS: Final = ("laws", "core", "definitions", "points", "signs")
OF_VARIABLES: Final = ("variables", "entropies", "core")
OF_FORMS: Final = ("closed", "samples", "zero", "logs", "slopes", "signs")
OF_RULES: Final = {
    rulebook.TANGENT: ("calculus",),
    rulebook.POINTWISE: ("calculus",),
    rulebook.VALUES: ("samples", "engine"),
    rulebook.CONSTANT: ("numbers",),
    rulebook.SLOPE: ("calculus",),
    rulebook.DIGITS: ("numbers",),
}


def trusted(proof: Record) -> tuple[str, ...]:
    """The names of the files, sorted; ``engine`` stands for closed forms of families, whose derivations are its own."""
    return tuple(sorted(set(_files(proof))))


def _files(proof: Record) -> Iterator[str]:
    yield from ALWAYS
    if is_reduction(proof):
        yield from ("reductions", "rules")
    if not proof.parts:
        yield from _of_claim(proof)
    for rule in {s.rule for s in proof.steps} | set(_rules(proof.certificate)):
        yield from OF_RULES.get(rule, ())
    for part in proof.parts:
        yield from _files(part)


def _of_claim(proof: Record) -> Iterator[str]:
    claim = proof.claim
    named = any(s.rule == rulebook.CLOSED for s in proof.steps)
    if any(map(about_variables, (claim, *proof.given))):
        yield from OF_VARIABLES
    elif named or not (is_about_laws(claim) or proof.steps):
        yield from (*OF_FORMS, "engine")
    else:
        yield from OF_LAWS
    if claim.has(Derivative, Limit, Subs):
        yield "limits"
    if proof.witness is not None:
        yield from ("numbers", *_evaluators(proof))


def _evaluators(proof: Record) -> Iterator[str]:
    """What computes the sides of a claim at a witness."""
    values = [v for _, v in proof.witness.instance] if proof.witness else []
    if any(isinstance(v, Law) and not isinstance(v, Finite) for v in values):
        yield "families"
    elif is_about_laws(proof.claim):
        yield "instances" if is_about_totals(proof.claim) else "pmfs"


def _rules(terms: Iterable[Term]) -> Iterator[str]:
    for term in terms:
        yield term.rule
        yield from _rules(term.grounds)
