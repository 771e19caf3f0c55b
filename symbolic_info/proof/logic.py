"""Conjunctions, implications and equivalences of claims, among them equalities of laws."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sympy import And, Basic, Eq, Implies, S
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget
from symbolic_info.laws.abstract import Abstract
from symbolic_info.measures.hellinger import BhattacharyyaDistance, SquaredHellinger
from symbolic_info.proof import rulebook, witness
from symbolic_info.proof.certificate import Term, weakest
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.grounds import generator, tangent
from symbolic_info.proof.kernel.definitions import density
from symbolic_info.proof.kernel.laws import Statement, is_about_laws, is_about_totals
from symbolic_info.proof.kernel.recheck import conjuncts, is_law_equation, separates, spanned
from symbolic_info.proof.multipliers import Combination
from symbolic_info.proof.nonnegative import combination
from symbolic_info.proof.parts import components
from symbolic_info.proof.proof import Proof
from symbolic_info.proof.sums.prover import decide_totals

Prover = Callable[[Basic, Budget], Proof]

UNKNOWN_FORM = "only relations, their conjunctions, implications and equivalences can be stated"


def prove_compound(stated: Boolean, budget: Budget, prover: Prover) -> Proof:
    """A combination of claims through its parts."""
    parts = conjuncts(stated)
    if parts:
        return _all_of(stated, parts, budget, prover)
    if isinstance(stated, Implies):
        return _implication(stated, budget, prover)
    return Proof(stated, "open", reason=UNKNOWN_FORM)


def _all_of(stated: Boolean, parts: Sequence[Basic], budget: Budget, prover: Prover) -> Proof:
    proofs = tuple(prover(part, budget) for part in parts)
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
    apart = _apart(stated.args[0], wanted, given)
    if apart is not None:
        step = rulebook.step(rulebook.SEPARATES, stated.args[0], wanted)
        return Proof(stated, "proved", (step,), conditions=given.conditions, certificate=(apart,))
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
    return spanned([t.expr.laws for t in found.terms], wanted)


def _apart(stated: Basic, wanted: Eq, given: Claim) -> Term | None:
    """The tangent of an f-divergence that is given to be 0, if f is curved enough to force the two laws to be equal."""
    node = given.measures[0] if len(given.measures) == 1 else None
    if node is None or set(node.laws) != set(wanted.args):
        return None
    node = SquaredHellinger(*node.laws) if isinstance(node, BhattacharyyaDistance) else node
    f, (p, q) = generator(node), map(density, node.laws)
    if f is None:
        return None
    term = tangent(S.One, q, f, p / q, S.One)
    return term if separates(term, Statement(stated).theory, wanted.args) else None
