"""Does what a proof carries support its status?  Relations go to their theories; here is the logic between them."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Abs, Add, And, Basic, Eq, Equivalent, Ge, Gt, Implies, Le, Lt, Matrix, Ne, Rational, S, exp
from sympy.core.relational import Relational

from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.law import Law
from symbolic_info.laws.variables import about_variables
from symbolic_info.measures.node import Measure
from symbolic_info.measures.relations import VariableRelation
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Record, Term, weakest
from symbolic_info.proof.kernel import closed, pmfs, reductions, variables
from symbolic_info.proof.kernel.binding import consists_of
from symbolic_info.proof.kernel.calculus import T
from symbolic_info.proof.kernel.core import Totals
from symbolic_info.proof.kernel.definitions import by_definition, density, rewritten
from symbolic_info.proof.kernel.laws import Statement, is_about_laws, is_about_totals
from symbolic_info.proof.kernel.numbers import is_recorded
from symbolic_info.proof.parts import components


def recheck(proof: Record) -> bool:
    """Whether the claim, what is given, the conditions, steps, certificate and witness belong together.

    A proof in which any of them is changed is not accepted.
    """
    try:
        return _check(proof)
    except Exception:  # a damaged proof may fail in any way, and is then not accepted
        return False


def _check(proof: Record) -> bool:
    claim = proof.claim
    if proof.status == "open" and not proof.parts:
        return consists_of(proof, reason=proof.reason)
    if reductions.is_reduction(proof):
        return reductions.holds(proof, recheck)
    if any(map(about_variables, (claim, *proof.given))):
        return _about_variables(proof)
    if isinstance(claim, Relational) and not is_law_equation(claim):
        return _about_laws(proof, claim)
    return not proof.given and _compound(proof)


def _about_laws(proof: Record, claim: Relational) -> bool:
    if rewritten(claim) == S.true:
        return proof.status == "proved" and consists_of(proof, steps=(by_definition(claim),))
    if not is_about_laws(claim) and (
        proof.status == "refuted" or closed.uses_forms(proof.steps) or not claim.has(Measure)
    ):
        return closed.accepts(proof, claim)
    readings = (True,) if is_about_totals(claim) else (False, True) if is_about_laws(claim) else (False,)
    return any(Statement(claim, proof.given, totals).accepts(proof) for totals in readings)


def _about_variables(proof: Record) -> bool:
    claim, parts = proof.claim, proof.parts
    if isinstance(claim, Implies):
        return _consists_of_parts(proof, [claim.args[1]], (*proof.given, claim.args[0]))
    if isinstance(claim, VariableRelation):
        return variables.says(claim, [p.claim for p in parts]) and _consists_of_parts(proof, None, proof.given)
    if not isinstance(claim, Relational):
        return _consists_of_parts(proof, conjuncts(claim), proof.given)
    if parts:
        bound = consists_of(proof, parts=parts) and proof.status == "proved"
        return bound and _from_inequalities(proof) and all(map(recheck, parts))
    return variables.accepts(proof)


def _from_inequalities(proof: Record) -> bool:
    """An equation from both inequalities, an inequation from a strict one."""
    claims = [part.claim for part in proof.parts]
    both = [kind(*proof.claim.args, evaluate=False) for kind in (Ge, Le)]
    strict = [[kind(*proof.claim.args, evaluate=False)] for kind in (Gt, Lt)]
    shape = claims == both if isinstance(proof.claim, Eq) else isinstance(proof.claim, Ne) and claims in strict
    return shape and all(p.given == proof.given and p.status == "proved" for p in proof.parts)


def conjuncts(claim: Basic) -> list[Basic] | None:
    """The claims that together are ``claim``; None where it is no conjunction."""
    if isinstance(claim, Equivalent) and len(claim.args) == 2:
        return [Implies(*claim.args), Implies(*reversed(claim.args))]
    return sorted(claim.args, key=str) if isinstance(claim, And) else []


def _consists_of_parts(proof: Record, wanted: list[Basic] | None, given: tuple[Basic, ...]) -> bool:
    """Whether the parts are the claims that are wanted and the weakest of them determines the status."""
    parts = proof.parts
    if wanted is not None and [p.claim for p in parts] != wanted:
        return False
    status = weakest(p.status for p in parts)
    worst = next(p for p in parts if p.status == status)
    conditions = tuple(dict.fromkeys(c for p in parts for c in p.conditions))
    bound = consists_of(proof, witness=worst.witness, conditions=conditions, reason=worst.reason, parts=parts)
    return bound and proof.status == status and all(p.given == given and recheck(p) for p in parts)


# --- implications between statements about laws -----------------------------------------------------------


def _compound(proof: Record) -> bool:
    if not isinstance(proof.claim, Implies):
        return _consists_of_parts(proof, conjuncts(proof.claim), ())
    given, wanted = proof.claim.args
    known = given.args if isinstance(given, And) else (given,)
    if isinstance(wanted, Relational) and is_about_laws(wanted) and not any(map(is_law_equation, known)):
        return Statement(wanted, known, totals=True).accepts(proof)
    if proof.status == "refuted" and not proof.parts:
        return _fails(proof, given)
    if is_law_equation(given):
        return _by_substitution(proof, given, wanted)
    if not (isinstance(given, Eq) and is_law_equation(wanted) and proof.status == "proved"):
        return False
    return _equality_case(proof, given, wanted) or _separates(proof, given, wanted)


def is_law_equation(stated: Basic) -> bool:
    """Whether ``stated`` says that two laws are the same."""
    return isinstance(stated, Eq) and all(isinstance(side, Law) for side in stated.args)


def _fails(proof: Record, given: Basic) -> bool:
    witness = proof.witness
    bound = consists_of(proof, witness=witness, conditions=Statement(given).claim.conditions)
    if witness is None or not bound or len(dict(witness.instance)) < len(witness.instance):
        return False
    instance = dict(witness.instance)
    recorded = is_recorded(witness, *pmfs.values(proof.claim, instance))
    return recorded and pmfs.fails_there(proof.claim, (), instance)


def _by_substitution(proof: Record, given: Eq, wanted: Basic) -> bool:
    """Equal laws put for each other."""
    put = next(
        p for p in (wanted.xreplace({a: b}) for a, b in (given.args, given.args[::-1])) if p == proof.steps[0].after
    )
    steps = (rulebook.step(rulebook.SAME_LAW, wanted, put, given),)
    if put == S.true:
        return proof.status == "proved" and consists_of(proof, steps=steps)
    (inner,) = proof.parts
    bound = consists_of(
        proof,
        steps=steps,
        witness=inner.witness,
        conditions=inner.conditions,
        reason=inner.reason,
        parts=proof.parts,
    )
    same = (inner.claim, inner.status, inner.given) == (put, proof.status, ())
    return bound and same and recheck(inner) and all(isinstance(x, Abstract) for x in given.args)


def _equality_case(proof: Record, given: Eq, wanted: Eq) -> bool:
    """sum c_k D(p_k || q_k) = 0 with every c_k > 0 makes p_k = q_k for all k."""
    terms = proof.certificate
    for left, right in (given.args, given.args[::-1]) if all(t.rule == rulebook.GIBBS for t in terms) else ():
        statement = Statement(Ge(left, right, evaluate=False))
        zeros = [rulebook.step(rulebook.GIBBS_EQUALITY, Eq(t.expr, 0), Eq(*t.expr.laws)) for t in terms]
        total = Add(*(t.factor * t.expr for t in terms))
        steps = (rulebook.step(rulebook.COMBINE, statement.claim.difference, total), *zeros)
        bound = consists_of(proof, steps=steps, certificate=terms, conditions=statement.claim.conditions)
        positive = all(statement.facts.positive(t.factor) for t in terms)
        if terms and bound and positive and statement.shows(terms):
            return spanned([t.expr.laws for t in terms], wanted)
    return False


def spanned(pairs: Iterable[Iterable[Law]], wanted: Eq) -> bool:
    """Whether p - q is a combination of the differences that vanish, with numbers as weights of mixtures."""
    every = [tuple(map(components, pair)) for pair in (*pairs, wanted.args)]
    base = sorted({b for p, q in every for b in (*p, *q)}, key=str)
    rows = [[p.get(b, S.Zero) - q.get(b, S.Zero) for b in base] for p, q in every]
    return all(isinstance(x, Rational) for row in rows for x in row) and Matrix(rows).rank() == Matrix(rows[:-1]).rank()


def _separates(proof: Record, given: Eq, wanted: Eq) -> bool:
    """A measure that is given to be 0 is a total of q (f(p/q) - f(1) - f'(1) (p/q - 1)), or determined by one."""
    (term,) = proof.certificate
    (node,) = given.atoms(Measure)
    statement = Statement(given)
    steps = (rulebook.step(rulebook.SEPARATES, given, wanted),)
    bound = consists_of(proof, steps=steps, certificate=proof.certificate, conditions=statement.claim.conditions)
    plain = given in (Eq(node, 0), Eq(0, node)) and set(node.laws) == set(wanted.args)
    same = any(statement.theory.vanishes(e - term.expr) for e in (node, 1 - exp(-node)))
    return bound and plain and same and separates(term, statement.theory, wanted.args)


def separates(term: Term, theory: Totals, laws: Iterable[Law]) -> bool:
    """Whether a tangent at 1 is 0 only where the densities of two laws are equal: its function is curved there."""
    weight, f, u, v = term.data if term.factor == 1 else ()
    strict = f(T).as_coeff_Mul()[1] == Abs(T - 1) or f.expr.diff(T, 2).subs(T, 1).is_positive is True
    return strict and v == 1 and {weight, weight * u} == set(map(density, laws)) and theory.holds(term)
