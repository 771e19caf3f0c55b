"""The kernel: does what a proof object carries support its status?

It shares no code with the search.  Identities are checked in another normal form (expectations
E_p[log f] of densities f scaled to leading coefficient 1, instead of factored polynomials),
steps of a derivation at numbers, witnesses from the definitions by interval arithmetic.  What it
trusts: SymPy's exact arithmetic, mpmath's intervals, signs of parameters by `Facts`, and the
named inequalities, each of which is recognised by its form.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from typing import TYPE_CHECKING

from sympy import Add, And, Basic, Dummy, Eq, Equivalent, Expr, Ge, Implies, Matrix, Rational, S, Symbol, expand
from sympy.core.relational import Relational

from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.variables import about_variables
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.proof import lemmas, replay_forms, replay_instances, rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.kernel import check, reductions, variables
from symbolic_info.proof.kernel.check import is_about_laws, is_about_totals
from symbolic_info.proof.kernel.signs import is_signed
from symbolic_info.proof.replay_algebra import facts_of, gap, is_identity, is_known, laws_in, shares

if TYPE_CHECKING:
    from symbolic_info.proof.proof import Proof

POINTWISE = {rulebook.DEFINITION, rulebook.COLLECT, rulebook.UNIT_MASS, rulebook.SUBSTITUTE}


def recheck(proof: Proof) -> bool:
    """Whether the status follows from the steps, the certificate, the witness and the parts."""
    try:
        return _check(proof)
    except Exception:  # a damaged proof may fail in any way, and is then not accepted
        return False


def _check(proof: Proof) -> bool:
    known = {lemma.name: lemma.source for lemma in lemmas.LEMMAS} | rulebook.SOURCES
    if any(known.get(step.rule) != step.source for step in proof.steps):
        return False
    if not proof.certificate and len(set(proof.steps)) < len(proof.steps):
        return False
    if proof.status == "open" and not proof.parts:
        return not (proof.steps or proof.witness or proof.certificate)
    if reductions.is_reduction(proof):
        return reductions.holds(proof, recheck)
    if any(map(about_variables, (proof.claim, *proof.given))):
        return variables.holds(proof)
    if isinstance(proof.claim, Relational) and _reads_totals(proof) and proof.status != "cited":
        return check.holds(proof, _put_weights(proof.claim), proof.given)
    if proof.parts or isinstance(proof.claim, Implies):
        return _compound(proof)
    if proof.status == "refuted":
        claim = _put_weights(proof.claim) if isinstance(proof.claim, Relational) else proof.claim
        admitted = proof.witness is not None and replay_instances.admits(proof.given, proof.witness)
        return not proof.steps and admitted and replay_instances.fails_there(claim, proof.witness)
    return isinstance(proof.claim, Relational) and proof.witness is None and _relation(proof)


def _reads_totals(proof: Proof) -> bool:
    """Whether the claim, or an argument for a plain one, is about totals."""
    values = [v for _, v in proof.witness.instance] if proof.witness else []
    named = any(isinstance(v, Law) and not isinstance(v, Finite) for v in values)
    summed = any(t.rule == rulebook.POINTWISE for t in proof.certificate)
    return is_about_totals(proof.claim) or (is_about_laws(proof.claim) and (summed or named))


def _relation(proof: Proof) -> bool:
    claim = _put_weights(proof.claim)
    rules = {step.rule for step in proof.steps}
    if proof.status == "cited":
        return _lemma(proof, claim)
    if proof.certificate:
        return proof.status == "proved" and _combination(proof, claim)
    if rulebook.SIGNS in rules:
        return proof.status == "proved" and _by_signs(proof, claim)
    if rules <= POINTWISE:
        return proof.status == "proved" and _identity(proof, claim)
    return replay_forms.holds(proof, claim)


def _put_weights(claim: Relational) -> Relational:
    """Weights of sum 1, the last symbol among them through the others."""
    for node in [*claim.atoms(JSDivergence), *claim.atoms(Mixture)]:
        symbols = [w for w in node.weights if isinstance(w, Symbol)]
        if symbols and expand(Add(*node.weights)) != 1:
            at_zero, at_one = (expand(Add(*node.weights)).subs(symbols[-1], k) for k in (0, 1))
            solved = expand((1 - at_zero) / (at_one - at_zero))
            claim = claim.func(*(side.xreplace({symbols[-1]: solved}) for side in claim.args), evaluate=False)
    return claim


# --- identities and inequalities ----------------------------------------------------------------


def _identity(proof: Proof, claim: Relational) -> bool:
    allowed = claim.rel_op in ("==", ">=", "<=")
    return allowed and is_identity(gap(claim)) and replay_instances.chain(proof.steps, claim)


def _combination(proof: Proof, claim: Relational) -> bool:
    if not (replay_instances.is_inequality(claim) and _carried(proof.certificate, gap(claim), claim)):
        return False
    facts = facts_of(claim)
    positive = (t.rule == rulebook.CONSTANT and facts.positive(t.factor) for t in proof.certificate)
    if claim.rel_op in (">", "<") and not any(positive):
        return False
    total = Add(*(t.factor * t.expr for t in proof.certificate))
    shown = [(t.rule, t.expr, Ge(t.expr, 0)) for t in proof.certificate]
    shown += [(rulebook.COMBINE, gap(claim), total)] if gap(claim) != total else []
    return [(s.rule, s.before, s.after) for s in proof.steps] == shown


def _carried(terms: Iterable[Term], target: Expr, claim: Basic) -> bool:
    facts = facts_of(claim)
    total = Add(*(t.factor * t.expr for t in terms))
    return all(facts.nonnegative(t.factor) and is_known(t, claim) for t in terms) and is_identity(target - total)


def _by_signs(proof: Proof, claim: Relational) -> bool:
    *given, last = proof.steps
    signed = {s.before: Dummy(extended_nonnegative=True) for s in given}
    if not all(isinstance(m, KLDivergence | JSDivergence) for m in signed) or last.before != gap(claim):
        return False
    same = [(s.rule, s.after) for s in given] == [(rulebook.GIBBS, Ge(m, 0)) for m in signed]
    sign = is_signed(gap(claim).xreplace(signed), signed.values(), claim.rel_op in (">", "<"))
    return same and last.after == proof.claim and sign


# --- lemmas, implications, conjunctions -------------------------------------------------------


def _lemma(proof: Proof, claim: Relational) -> bool:
    (step,) = proof.steps
    lemma = next(x for x in lemmas.LEMMAS if x.name == step.rule)
    laws = {base for law in laws_in(claim) for base in shares(law)}
    instances = (lemma.statement(*order) for order in permutations(laws, lemma.arity))
    shown = claim.rel_op in (">=", "<=") and any(step.after == Ge(instance, 0) for instance in instances)
    return shown and step.before == gap(claim) and lemmas.is_multiple(step.before, step.after.gts - step.after.lts)


def _compound(proof: Proof) -> bool:
    if isinstance(proof.claim, Implies):
        return _implication(proof)
    wanted = proof.claim.args
    if isinstance(proof.claim, Equivalent):
        wanted = (Implies(*wanted), Implies(*reversed(wanted)))
    claims = {part.claim for part in proof.parts}
    if not isinstance(proof.claim, And | Equivalent) or claims != set(wanted) or proof.steps:
        return False
    order = ("proved", "certified", "checked", "cited", "open", "refuted")
    worst = max((part.status for part in proof.parts), key=order.index)
    witnesses = [part.witness for part in proof.parts if part.status == worst]
    return worst == proof.status and proof.witness in witnesses and all(recheck(part) for part in proof.parts)


def _implication(proof: Proof) -> bool:
    given, wanted = proof.claim.args
    known = given.args if isinstance(given, And) else (given,)
    if isinstance(wanted, Relational) and is_about_laws(wanted) and not any(map(_equates_laws, known)):
        return check.holds(proof, wanted, known)
    if proof.status == "refuted" and not proof.parts:
        return not proof.steps and replay_instances.fails_there(proof.claim, proof.witness)
    if _equates_laws(given):
        return _by_substitution(proof, given, wanted)
    if not (isinstance(given, Eq) and _equates_laws(wanted)):
        return False
    if [s.rule for s in proof.steps] == [rulebook.SEPARATES]:
        return proof.status == "proved" and not proof.certificate and check.separates(proof, given, wanted)
    signs = [gap(given), -gap(given)]
    total = Add(*(t.factor * t.expr for t in proof.certificate))
    facts = facts_of(given)
    sound = all(t.rule == rulebook.GIBBS and is_known(t, given) and facts.positive(t.factor) for t in proof.certificate)
    target = next((s for s in signs if is_identity(s - total)), None)
    shown = [(rulebook.COMBINE, target, total)]
    shown += [(rulebook.GIBBS_EQUALITY, Eq(t.expr, 0), Eq(*t.expr.laws)) for t in proof.certificate]
    named = [(s.rule, s.before, s.after) for s in proof.steps] == shown
    return proof.status == "proved" and sound and named and _spanned(proof.certificate, wanted)


def _equates_laws(stated: Basic) -> bool:
    return isinstance(stated, Eq) and all(isinstance(side, Law) for side in stated.args)


def _spanned(terms: Iterable[Term], wanted: Eq) -> bool:
    """Whether p - q is a combination of the differences that vanish."""
    pairs = [*(t.expr.laws for t in terms), wanted.args]
    every = [(shares(p), shares(q)) for p, q in pairs]
    base = sorted({b for p, q in every for b in (*p, *q)}, key=str)
    rows = [[p.get(b, S.Zero) - q.get(b, S.Zero) for b in base] for p, q in every]
    return all(isinstance(x, Rational) for row in rows for x in row) and Matrix(rows).rank() == Matrix(rows[:-1]).rank()


def _by_substitution(proof: Proof, given: Eq, wanted: Basic) -> bool:
    (step,) = proof.steps
    first, second = given.args
    put = [wanted.xreplace({first: second}), wanted.xreplace({second: first})]
    if step.rule != rulebook.SAME_LAW or (step.before, step.condition) != (wanted, given) or step.after not in put:
        return False
    if step.after == S.true:
        return proof.status == "proved" and not proof.parts
    (inner,) = proof.parts
    same = (inner.claim, inner.status, inner.witness) == (step.after, proof.status, proof.witness)
    return same and recheck(inner) and all(isinstance(x, Abstract) for x in given.args)
