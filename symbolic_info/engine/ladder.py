"""E f(X) by linearity and transforms, recorded step by step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from sympy import Add, And, Expr, Not, Pow, S, Symbol
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget
from symbolic_info.engine.convergence import Outcome, either, outcome
from symbolic_info.engine.expansion import expansion
from symbolic_info.engine.integration import integrated
from symbolic_info.engine.piece import Piece
from symbolic_info.engine.sections import Undecided
from symbolic_info.engine.trace import Trace
from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law
from symbolic_info.measures.expectation import Expectation
from symbolic_info.measures.node import Measure
from symbolic_info.rules.factored import factored
from symbolic_info.rules.logarithm import linear_terms
from symbolic_info.rules.shorten import shortest

Rule = Callable[[Any, "Run"], Expr | None]


@dataclass
class Run:
    """One evaluation: what is known, the time left, the steps so far.

    Steps that only explain are left out unless ``explained``; ``checked`` is set when a step rests
    on SymPy's integration and a comparison of digits.
    """

    facts: Facts
    budget: Budget = field(default_factory=Budget)
    rules_only: bool = False
    explained: bool = True
    trace: Trace = field(default_factory=Trace)
    checked: bool = False
    rule: Rule | None = None

    def evaluated(self, node: Measure) -> Expr | None:
        """The closed form of another measure, by its own rule within the same run."""
        assert self.rule is not None
        return self.rule(node, self)

    def keep(self, trial: Run) -> None:
        """Take over the steps of a run that led somewhere."""
        self.trace.steps += trial.trace.steps
        self.checked |= trial.checked


MOST_CASES = 8


def expect(f: Expr, x: Symbol, law: Law, run: Run, cases: int = MOST_CASES) -> Outcome | None:
    """E f(X) by linearity and transforms; None where a term has none or finiteness is open."""
    trial = replace(run, trace=Trace())
    try:
        found = _expect(f, x, law, trial)
    except Undecided as question:
        return _by_cases(f, x, law, run, question.claim, cases // 2) if cases > 1 else None
    run.keep(trial)
    return found


def _by_cases(f: Expr, x: Symbol, law: Law, run: Run, claim: Boolean, cases: int) -> Outcome | None:
    """Once with ``claim`` and once with its opposite taken as given."""
    outcomes = []
    shown = run.facts.reduce(claim)
    for case in (shown, Not(shown)):
        known = claim if case == shown else Not(claim)
        inner = replace(run, facts=run.facts.with_conditions(case, known), trace=Trace())
        found = expect(f, x, law, inner, cases)
        if found is None:
            return None
        run.trace.steps += [replace(step, condition=And(step.condition, case)) for step in inner.trace.steps]
        run.checked |= inner.checked
        outcomes.append(Outcome(shortest(found.value, inner.facts), found.condition, found.otherwise))
    return either(shown, *outcomes)


def _expect(f: Expr, x: Symbol, law: Law, run: Run) -> Outcome | None:
    run.budget.check()
    terms = linear_terms(f, x)
    known = {g: expansion(g, x, law, run.facts) for g in terms}
    found = known if all(p is not None for p in known.values()) else _by_integration(known, x, law, run)
    if found is None:
        return None
    run.trace.add("linearity of the expectation", Expectation.of(f, x, law), _linear(terms, x, law))
    for feature, pieces in found.items() if run.explained else ():
        _record(feature, x, law, pieces or (), run)
    weighted = [_weighted(p, terms[g]) for g, pieces in found.items() for p in pieces or ()]
    verdict = outcome(weighted, run.facts)
    if verdict is None or verdict.value.is_infinite:
        return verdict
    value = Add(*(c * _mean(g, found[g] or (), x, law, run.facts) for g, c in terms.items()))
    return Outcome(value, verdict.condition, verdict.otherwise)


def _mean(feature: Expr, pieces: tuple[Piece, ...], x: Symbol, law: Law, facts: Facts) -> Expr:
    """The value of one feature; a square as variance plus squared mean where that is shorter."""
    value = Add(*(p.coefficient * p.value for p in pieces))
    if not (isinstance(feature, Pow) and feature.exp == 2):
        return value
    inner = expansion(feature.base, x, law, facts)
    if inner is None or any(p.value is None for p in inner):
        return value
    mean = factored(Add(*(p.coefficient * p.value for p in inner)))
    squared = factored((value - mean**2).expand()) + mean**2
    return min(squared, value, key=lambda e: e.count_ops())


INTEGRAL = "SymPy's integral, compared with quadrature to 20 digits"
Pieces = dict[Expr, tuple[Piece, ...] | None]


def _by_integration(found: Pieces, x: Symbol, law: Law, run: Run) -> Pieces | None:
    """The features without a transform by SymPy's integral or sum, each checked against the definition."""
    filled: Pieces = dict(found)
    for feature in (g for g, pieces in found.items() if pieces is None):
        value = None if run.rules_only else integrated(feature, x, law, run.facts, run.budget)
        if value is None:
            return None
        filled[feature] = (Piece(S.One, value, method=INTEGRAL),)
        run.checked = True
    return filled


def _linear(terms: dict[Expr, Expr], x: Symbol, law: Law) -> Expr:
    return Add(*(c * Expectation.of(g, x, law) for g, c in terms.items()))


def _weighted(piece: Piece, weight: Expr) -> Piece:
    return Piece(weight * piece.coefficient, piece.value, piece.edges, piece.logs)


def _record(feature: Expr, x: Symbol, law: Law, pieces: tuple[Piece, ...], run: Run) -> None:
    """The step E f(X) = value of one feature, where it is finite."""
    value = outcome(pieces, run.facts)
    if value is not None and value.value.is_finite is not False and feature != S.One:
        after = shortest(_mean(feature, pieces, x, law, run.facts), run.facts)
        run.trace.add(pieces[0].method, Expectation.of(feature, x, law), after, And(value.condition))
