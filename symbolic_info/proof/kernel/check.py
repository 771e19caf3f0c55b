"""The kernel's verdict on a proof about totals: does what it carries support its status?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sympy import Add, Basic, Derivative, Eq, Expr, Ge, Limit, Mul, Ne, Pow, S, Subs, expand
from sympy.core.relational import Relational

from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.totals import Disjoint, Total
from symbolic_info.measures.chi_square import ChiSquareDivergence
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.hellinger import BhattacharyyaDistance, SquaredHellinger
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.kernel import disjoint, families
from symbolic_info.proof.kernel.instances import digits, fails_there, number
from symbolic_info.proof.kernel.terms import curvature, has_convex_generator, is_known
from symbolic_info.proof.kernel.totals import opened, vanishes
from symbolic_info.proof.replay_algebra import facts_of

if TYPE_CHECKING:
    from symbolic_info.proof.proof import Proof

Zero = Callable[[Expr], bool]
NOT_NEGATIVE = (KLDivergence, JSDivergence, TotalVariation, ChiSquareDivergence, SquaredHellinger)
CLASSIC = (Entropy, CrossEntropy, KLDivergence, JSDivergence)


def is_about_totals(claim: Basic) -> bool:
    """Whether a claim about abstract laws goes beyond entropies and divergences of plain laws and their mixtures."""
    laws = {law for m in claim.atoms(Measure) for law in m.laws}
    plain = all(type(law) is Abstract and law.size is None for law in _bases(laws))
    classic = plain and all(isinstance(m, CLASSIC) for m in claim.atoms(Measure))
    return is_about_laws(claim) and (not classic or claim.has(Total, Derivative, Limit, Subs))


def is_about_laws(claim: Basic) -> bool:
    """Whether a claim is about abstract laws or totals at all."""
    return claim.has(Total) or any(isinstance(law, Abstract) for m in claim.atoms(Measure) for law in m.laws)


def _bases(laws: set[Law]) -> set[Law]:
    return {b for law in laws for b in (_bases(set(law.laws)) if isinstance(law, Mixture) else {law})}


def holds(proof: Proof, claim: Relational, given: tuple[Basic, ...]) -> bool:
    """Whether a proof or refutation of ``claim`` under the hypotheses ``given`` stands."""
    size = _size(claim)
    about = [g for g in given if isinstance(g, Relational) and not g.has(Measure, Total)]
    facts = Facts((*facts_of(claim).conditions, *about))
    apart = tuple(g for g in given if isinstance(g, Disjoint))
    if proof.status == "refuted":
        return not proof.steps and proof.witness is not None and _is_refuted(proof, claim, given, size)
    if proof.status != "proved" or proof.witness is not None:
        return False
    if proof.parts:
        return not given and _by_squares(proof, claim)

    def zero(expr: Expr) -> bool:
        return vanishes(expr, facts, size, apart)

    return _combination(proof, claim, given, facts, zero) if proof.certificate else _identity(proof, claim, zero)


def _by_squares(proof: Proof, claim: Relational) -> bool:
    (inner,), (step,) = proof.parts, proof.steps
    squares = squared(claim)
    shown = (step.rule, step.before, step.after) == (rulebook.SQUARED, claim, squares)
    return shown and inner.claim == squares and not proof.certificate and holds(inner, inner.claim, ())


def squared(claim: Relational) -> Relational | None:
    """The inequality of the squares, from which ``claim`` follows if a side of it is a multiple of a square root."""
    if isinstance(claim, Eq | Ne):
        return None
    big, small = claim.gts, claim.lts
    if _is_root(big):
        return Ge(expand(big**2), expand(small**2), evaluate=False)
    if _is_root(small) and _is_not_negative(big):
        return Ge(expand(big**2), expand(small**2), evaluate=False)
    return None


def _is_root(side: Expr) -> bool:
    number, root = side.as_coeff_Mul()
    numbers = [f for f in Mul.make_args(root) if f.is_number]
    rest = root / Mul(*numbers)
    positive = number.is_positive and all(f.is_positive for f in numbers)
    return bool(positive and isinstance(rest, Pow) and rest.exp == S.Half)


def _is_not_negative(side: Expr) -> bool:
    number, node = side.as_coeff_Mul()
    return bool(number.is_positive and isinstance(node, NOT_NEGATIVE))


def _size(claim: Basic) -> Expr | None:
    sizes = {law.size for law in claim.atoms(Abstract) if law.size is not None}
    return sizes.pop() if len(sizes) == 1 else None


def _gap(claim: Relational) -> Expr:
    return claim.lhs - claim.rhs if isinstance(claim, Eq | Ne) else claim.gts - claim.lts


def _is_refuted(proof: Proof, claim: Relational, given: tuple[Basic, ...], size: Expr | None) -> bool:
    witness = proof.witness
    assert witness is not None
    instance = dict(witness.instance)
    if any(isinstance(g, Disjoint) for g in given):
        sides = [disjoint.number(side, instance) for side in claim.args]
        return _is_recorded(witness, sides) and disjoint.fails_there(claim, given, instance)
    named = any(isinstance(v, Law) and not isinstance(v, Finite) for v in instance.values())
    sides = [(families.number if named else number)(side, instance) for side in claim.args]
    if not _is_recorded(witness, sides):
        return False
    return families.fails_there(claim, given, instance) if named else fails_there(claim, given, instance, size)


def _is_recorded(witness: Witness, sides: list[Expr]) -> bool:
    shown = (witness.left_digits, witness.right_digits) == tuple(digits(side) for side in sides)
    return shown and (witness.left, witness.right) == tuple(sides)


def _identity(proof: Proof, claim: Relational, zero: Zero) -> bool:
    """Every measure opened, derivatives taken, the rest collected to 0."""
    if claim.rel_op not in ("==", ">=", "<=") or not zero(_gap(claim)):
        return False
    steps = list(proof.steps)
    forms = {s.before: s.after for s in steps if s.rule == rulebook.DEFINITION}
    rest = steps[len(forms) :]
    if not set(forms) <= claim.atoms(Measure) or any(s.rule == rulebook.DEFINITION for s in rest):
        return False
    if not all(zero(before - after) for before, after in forms.items()):
        return False
    reached = _gap(claim).xreplace(forms)
    for step in rest:
        if step.before != reached or step.rule not in (rulebook.UNDER_SUM, rulebook.COLLECT):
            return False
        if step.rule == rulebook.UNDER_SUM and not zero(opened(step.before) - step.after):
            return False
        reached = step.after
    return bool(reached == 0)


def _combination(proof: Proof, claim: Relational, given: tuple[Basic, ...], facts: Facts, zero: Zero) -> bool:
    size = _size(claim)
    known = {h for g in given for h in _differences(g)}
    terms = proof.certificate
    if not all(is_known(t, known, facts, size) for t in terms) or not _fits(proof, claim, facts, known):
        return False
    total = Add(*(t.factor * t.expr for t in terms))
    shown = [(t.rule, t.expr, Ge(t.expr, 0)) for t in terms] + [(rulebook.COMBINE, _gap(claim), total)]
    return [(s.rule, s.before, s.after) for s in proof.steps] == shown and zero(_gap(claim) - total)


def _fits(proof: Proof, claim: Relational, facts: Facts, known: set[Expr]) -> bool:
    """Equations from equations only; strict inequalities with a positive constant."""
    if claim.rel_op == "==":
        return all(t.rule == rulebook.HYPOTHESIS and -t.expr in known for t in proof.certificate)
    strict = any(t.rule == rulebook.CONSTANT and facts.positive(t.factor) for t in proof.certificate)
    return claim.rel_op in (">=", "<=") or (claim.rel_op in (">", "<") and strict)


def _differences(given: Basic) -> tuple[Expr, ...]:
    if isinstance(given, Eq):
        return (given.lhs - given.rhs, given.rhs - given.lhs)
    return (given.gts - given.lts,) if isinstance(given, Relational) and hasattr(given, "gts") else ()


def separates(proof: Proof, given: Eq, wanted: Eq) -> bool:
    """Whether a measure that is given to be 0 is one that separates the two laws that are to be equal."""
    (step,) = proof.steps
    nodes = given.atoms(Measure)
    if (step.rule, step.before, step.after) != (rulebook.SEPARATES, given, wanted) or len(nodes) != 1:
        return False
    (node,) = nodes
    return given in (Eq(node, 0), Eq(0, node)) and set(node.laws) == set(wanted.args) and is_strict(node)


def is_strict(node: Measure) -> bool:
    """Whether a measure of two laws is 0 for equal laws only."""
    if isinstance(node, TotalVariation | BhattacharyyaDistance):
        return True
    return len(node.laws) == 2 and has_convex_generator(node) and curvature(node).is_positive is True
