"""Conjunctions, implications and equivalences of claims, among them equalities of laws."""

from __future__ import annotations

from collections.abc import Callable

from sympy import And, Basic, Eq, Equivalent, Implies, Matrix, S
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.law import Law
from symbolic_info.proof import rulebook, witness
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel.check import is_about_laws, is_about_totals, is_strict
from symbolic_info.proof.multipliers import Combination
from symbolic_info.proof.nonnegative import combination
from symbolic_info.proof.pointwise import bases, components
from symbolic_info.proof.proof import Proof, weakest
from symbolic_info.proof.sums.prover import decide_totals

Prover = Callable[[Basic, Budget], Proof]

UNKNOWN_FORM = "only relations, their conjunctions, implications and equivalences can be stated"


def prove_compound(stated: Boolean, budget: Budget, prover: Prover) -> Proof:
    """A combination of claims through its parts."""
    if isinstance(stated, And):
        return _all_of(stated, stated.args, budget, prover)
    if isinstance(stated, Equivalent) and len(stated.args) == 2:
        first, second = stated.args
        return _all_of(stated, (Implies(first, second), Implies(second, first)), budget, prover)
    if isinstance(stated, Implies):
        return _implication(stated, budget, prover)
    return Proof(stated, "open", reason=UNKNOWN_FORM)


def _all_of(stated: Boolean, parts: tuple[Basic, ...], budget: Budget, prover: Prover) -> Proof:
    proofs = tuple(prover(part, budget) for part in sorted(parts, key=str))
    status = weakest(p.status for p in proofs)
    conditions = tuple(dict.fromkeys(c for p in proofs for c in p.conditions))
    worst = next(p for p in proofs if p.status == status)
    return Proof(stated, status, witness=worst.witness, conditions=conditions, reason=worst.reason, parts=proofs)


def _implication(stated: Implies, budget: Budget, prover: Prover) -> Proof:
    given, wanted = stated.args
    if is_law_equation(given):
        return _under_equal_laws(stated, given, wanted, budget, prover)
    if isinstance(given, Eq) and is_law_equation(wanted):
        return _equality_case(stated, Claim.of(given), wanted, budget)
    known = given.args if isinstance(given, And) else (given,)
    if isinstance(wanted, Relational) and is_about_laws(wanted) and not any(map(is_law_equation, known)):
        inner = decide_totals(wanted, known, budget)
        return Proof(
            stated, inner.status, inner.steps, inner.witness, inner.conditions, inner.reason, inner.certificate
        )
    return Proof(stated, "open", reason="an implication needs an equality of laws on one side")


def is_law_equation(stated: Basic) -> bool:
    """Whether ``stated`` says that two laws are the same."""
    return isinstance(stated, Eq) and all(isinstance(side, Law) for side in stated.args)


def _under_equal_laws(stated: Implies, given: Eq, wanted: Boolean, budget: Budget, prover: Prover) -> Proof:
    """Equal laws may be put for each other."""
    old, new = sorted(given.args, key=lambda law: (len(components(law)), str(law)), reverse=True)
    put = wanted.xreplace({old: new})
    step = rulebook.step(rulebook.SAME_LAW, wanted, put, given)
    if put == S.true:
        return Proof(stated, "proved", (step,))
    if not isinstance(put, Relational):
        return Proof(stated, "open", reason=UNKNOWN_FORM)
    inner = prover(put, budget)
    if inner.status == "refuted" and not all(type(law) is Abstract for law in given.args):
        return Proof(stated, "open", reason="the counterexample need not satisfy the hypothesis")
    return Proof(stated, inner.status, (step,), inner.witness, inner.conditions, inner.reason, parts=(inner,))


def _equality_case(stated: Implies, given: Claim, wanted: Eq, budget: Budget) -> Proof:
    """``sum c_k D(p_k || q_k) = 0`` with every c_k > 0 makes p_k = q_k for all k."""
    plain = is_plain(stated)
    for left, right in ((given.left, given.right), (given.right, given.left)) if plain else ():
        claim = Claim(left, ">=", right)
        found = combination(claim, budget)
        if found is not None and _forces(found, wanted, claim):
            zeros = [rulebook.step(rulebook.GIBBS_EQUALITY, Eq(t.expr, 0), Eq(*t.expr.laws)) for t in found.terms]
            steps = (rulebook.step(rulebook.COMBINE, claim.difference, found.total), *zeros)
            return Proof(stated, "proved", steps, conditions=given.conditions, certificate=found.terms)
    nodes = given.measures
    if len(nodes) == 1 and is_strict(nodes[0]) and set(nodes[0].laws) == set(wanted.args):
        step = rulebook.step(rulebook.SEPARATES, stated.args[0], wanted)
        return Proof(stated, "proved", (step,), conditions=given.conditions)
    failed = witness.counterexample(stated, given, budget) if given.abstract and plain else None
    if failed is not None:
        return Proof(stated, "refuted", witness=failed, conditions=given.conditions)
    return Proof(stated, "open", reason="the equality case of Gibbs' inequality does not give this")


def is_plain(stated: Implies) -> bool:
    """Whether only entropies and divergences of plain laws occur."""
    return not is_about_totals(stated.args[0])


def _forces(found: Combination, wanted: Eq, claim: Claim) -> bool:
    if not found.terms or not all(t.rule == rulebook.GIBBS and claim.facts.positive(t.factor) for t in found.terms):
        return False
    pairs = [*(t.expr.laws for t in found.terms), wanted.args]
    base = bases(law for pair in pairs for law in pair)
    rows = [[components(p).get(b, S.Zero) - components(q).get(b, S.Zero) for b in base] for p, q in pairs]
    return bool(Matrix(rows).rank() == Matrix(rows[:-1]).rank()) if _numeric(rows) else False


def _numeric(rows: list[list[Basic]]) -> bool:
    """Symbolic entries could lower a rank at some parameters."""
    return all(entry.is_Rational for row in rows for entry in row)
