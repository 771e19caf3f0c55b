"""What a certificate makes of a proof: every field of it is determined, so that none can be changed or left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sympy import Add, Eq, Expr, Ge

from symbolic_info.engine.trace import Step
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Record, Term

NOTHING: Final[dict[str, Any]] = {
    "steps": (),
    "witness": None,
    "conditions": (),
    "reason": "",
    "certificate": (),
    "parts": (),
}


def consists_of(proof: Record, **fields: Any) -> bool:
    """Whether a proof has these fields and nothing in the others."""
    return all(getattr(proof, name) == value for name, value in (NOTHING | fields).items())


def combined(difference: Expr, terms: Sequence[Term]) -> tuple[Step, ...]:
    """The terms with their reasons, then their sum where it is not the difference itself."""
    total = Add(*(t.factor * t.expr for t in terms))
    last = [rulebook.step(rulebook.COMBINE, difference, total)] if total != difference else []
    return (*map(written, terms), *last)


def written(term: Term) -> Step:
    """What is known of a term; one that vanishes is shown as an equation."""
    if term.rule in (rulebook.EQUATION, rulebook.COPIED):
        shown = -term.expr if term.expr.could_extract_minus_sign() else term.expr
        return rulebook.step(term.rule, shown, Eq(shown, 0))
    return rulebook.step(term.rule, term.expr, Ge(term.expr, 0))
