"""Proofs of claims about totals: an identity in normal form, or a non-negative combination of known inequalities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from sympy import Add, Basic, E, Expr, Ge, Mul, Pow, S, expand, together
from sympy.core.relational import Relational

from symbolic_info.budget import Budget, BudgetSpent
from symbolic_info.engine.trace import Step
from symbolic_info.errors import ClaimError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.totals import Total
from symbolic_info.measures.node import Measure
from symbolic_info.proof import lemmas, rulebook
from symbolic_info.proof.certificate import Term, Witness
from symbolic_info.proof.grounds import grounded
from symbolic_info.proof.kernel.definitions import opened
from symbolic_info.proof.kernel.laws import Statement, squared, squaring
from symbolic_info.proof.multipliers import Combination, solved
from symbolic_info.proof.proof import Proof
from symbolic_info.proof.sums import apart, candidates, families, pointwise
from symbolic_info.proof.sums.instances import refutation
from symbolic_info.proof.sums.normal import is_zero, normal, separated

FIRST, MOST, FEW, HIGHEST_POWER = 12, 160, 8, 1000
CONTRADICTION = "what is given contradicts itself: everything follows from it"
OUT_OF_TIME = "the time budget is spent"
OUTSIDE = "no identity, no combination of known inequalities and no counterexample was found"


class Problem(Statement):
    """A claim about totals with what is given: relations of parameters, and equations or inequalities of totals."""

    def __init__(self, stated: Relational, given: Sequence[Basic], budget: Budget) -> None:
        super().__init__(stated, given, totals=True)
        self.budget = budget
        if is_contradictory(self.facts):
            raise ClaimError(CONTRADICTION)
        if any(map(_has_high_power, (stated, *given))):
            raise ClaimError(f"powers above {HIGHEST_POWER} are not written out")

    def form(self, expr: Expr) -> Expr:
        """The normal form under the conditions of the claim."""
        return separated(normal(expr, self.facts, self.size), self.disjoint, self.facts)

    def cancels(self, expr: Expr) -> bool:
        """Whether an expression is 0 for all laws."""
        return is_zero(self.form(expr), self.facts)

    @property
    def nodes(self) -> list[Measure]:
        """The measures in the claim."""
        return list(self.claim.measures)


def _has_high_power(stated: Basic) -> bool:
    sides = (opened(side) for side in stated.args if isinstance(side, Expr))
    return any(e.exp.is_Rational and abs(e.exp) > HIGHEST_POWER for side in sides for e in side.atoms(Pow))


def is_contradictory(facts: Facts) -> bool:
    """Whether one of the conditions on the parameters is excluded by the others."""
    every = facts.conditions
    return any(Facts(every[:i] + every[i + 1 :]).decide(c) is False for i, c in enumerate(every))


def decide_totals(stated: Relational, given: Sequence[Basic], budget: Budget) -> Proof:
    """Prove or refute a claim about totals; most false ones fail at the first instances."""
    try:
        problem = Problem(stated, given, budget)
        for way in (_identity, _refuted_soon, _by_combination, _by_squares, _cited, _refuted_late):
            found = way(problem)
            if found is not None:
                return found
    except (ClaimError, UnknownLawError) as error:
        return _beyond_sums(stated, given, budget, str(error))
    except BudgetSpent:
        return Proof(stated, "open", reason=OUT_OF_TIME)
    reason = OUT_OF_TIME if budget.spent() else OUTSIDE
    return Proof(stated, "open", reason=reason)


def _beyond_sums(stated: Relational, given: Sequence[Basic], budget: Budget, reason: str) -> Proof:
    """A claim that is no statement about sums may still be a lemma, or fail somewhere."""
    statement = Statement(stated, given, totals=True)
    found = _cited(statement)
    if found is None and not statement.disjoint:
        with suppress(ValueError):  # a measure that has no value at an instance
            found = _failing(statement, refutation(statement, budget, MOST))
    return Proof(stated, "open", reason=reason) if found is None else found


def _cited(problem: Statement) -> Proof | None:
    """A lemma of the literature, where no hypotheses are needed."""
    found = None if problem.given else lemmas.cited(problem.claim)
    if found is None:
        return None
    lemma, instance = found
    step = Step(lemma.name, problem.claim.difference, Ge(instance, 0), S.true, lemma.source)
    return Proof(problem.stated, "cited", (step,), conditions=problem.conditions())


def _refuted_soon(problem: Problem) -> Proof | None:
    return _refutation(problem, FIRST)


def _refuted_late(problem: Problem) -> Proof | None:
    return _refutation(problem, MOST)


def _refutation(problem: Problem, most: int) -> Proof | None:
    if problem.disjoint:
        found = apart.refutation(problem, problem.budget)
    else:
        found = families.refutation(problem, problem.budget, most // 6)
    if found is None and not problem.disjoint:
        found = refutation(problem, problem.budget, most)
    return _failing(problem, found)


def _failing(problem: Statement, found: Witness | None) -> Proof | None:
    return None if found is None else Proof(problem.stated, "refuted", witness=found, conditions=problem.conditions())


def _identity(problem: Problem) -> Proof | None:
    relation, difference = problem.claim.relation, problem.claim.difference
    if relation not in ("=", ">=") or not problem.cancels(difference):
        return None
    return Proof(problem.stated, "proved", **problem.made(()))


def _by_combination(problem: Problem) -> Proof | None:
    relation = problem.claim.relation
    found = _combination(problem) if relation in (">=", ">") or (relation == "=" and problem.hypotheses) else None
    if found is None:
        return None
    return Proof(problem.stated, "proved", **problem.made(tuple(map(grounded, found.terms))))


def _by_squares(problem: Problem) -> Proof | None:
    """A square root on one side: the claim follows from that of the squares."""
    squares = squared(problem.stated)
    if squares is None or problem.given:
        return None
    inner = decide_totals(squares, (), problem.budget)
    if inner.status != "proved":
        return None
    return replace(inner, claim=problem.stated, steps=(squaring(problem.stated, squares), *inner.steps))


def _combination(problem: Problem) -> Combination | None:
    relation = problem.claim.relation
    target, scale = _cleared(problem)
    whole = _at_every_point(problem, target) if relation == ">=" else ()
    if whole:
        return Combination(whole).scaled(1 / scale)
    for atoms, factors in _stages(problem, target):
        if problem.budget.spent():
            return None
        usual = atoms if relation != "=" else []
        given = _given(problem, target, usual)
        found = solved(target, [*given, *usual], factors, problem.form, relation == ">", problem.budget)
        if found is not None and (relation != "=" or all(t.rule == rulebook.HYPOTHESIS for t in found.terms)):
            scaled = found.scaled(1 / scale)
            rest = problem.claim.difference - scaled.total
            return scaled if problem.cancels(rest) else None
    return None


def _at_every_point(problem: Problem, target: Expr) -> tuple[Term, ...]:
    """One total that is not negative at any point, or logarithms by their tangents."""
    single = pointwise.evident(target, problem.facts) or pointwise.whole(target, problem.budget)
    if single is not None:
        return (single,)
    bounds = tuple(pointwise.tangents(target))
    return bounds if bounds and problem.cancels(target - Add(*(t.expr for t in bounds))) else ()


def _given(problem: Problem, target: Expr, atoms: Sequence[Term]) -> list[Term]:
    """The hypotheses, times the parameters of the claim and of the named laws that it is compared with."""
    if not problem.hypotheses:
        return []
    named = [problem.form(t.expr) for t in atoms if _names_a_law(t.expr)]
    return list(candidates.hypotheses(problem.hypotheses, [target, *named]))


def _names_a_law(expr: Expr) -> bool:
    return any(not isinstance(law, Abstract) for m in expr.atoms(Measure) for law in m.laws)


def _cleared(problem: Problem) -> tuple[Expr, Expr]:
    """The difference times what clears the denominators of its coefficients, of a known positive sign."""
    form = problem.form(problem.claim.difference)
    above, below = together(form).as_numer_denom()
    known = Mul(*(f for f in Mul.make_args(below) if not f.has(Total, E)))
    sign = S.One if problem.facts.positive(known) else -S.One if problem.facts.positive(-known) else None
    return (form, S.One) if sign is None else (problem.form(expand(sign * above * known / below)), sign * known)


def _stages(problem: Problem, target: Expr) -> Iterator[tuple[list[Term], list[Expr]]]:
    laws = candidates.laws_of(problem.nodes, target, problem.size)
    laws += candidates.with_largest_entropy(problem.given)
    pairs = list(candidates.gibbs(laws))
    factors = candidates.multipliers(target, problem.facts)
    yield pairs, [S.One]
    if 1 < len(factors) <= FEW:
        yield pairs, factors
    composed = [*candidates.processing(laws), *candidates.convex(problem.nodes, laws)]
    yield composed, [S.One]
    single = [
        *candidates.others(laws, target),
        *candidates.triangles(target),
        *candidates.against_weights([target, *problem.hypotheses]),
        *pointwise.squares(target, problem.nodes),
        *pointwise.spread(target),
    ]
    yield [*single, *composed, *pairs], [S.One]
    if len(factors) > 1:
        yield [*single, *composed, *pairs], factors
