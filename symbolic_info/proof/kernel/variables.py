"""The kernel for random variables: certificates and witnesses of claims about joint entropies.

Everything here is fractions and bit masks: a measure is read as a combination of joint entropies H(S), where
the set S of variables is a mask; a certificate adds up, or it does not; a witness is a table of probabilities.
What it trusts: SymPy's ``expand``, the sign of a number by `replay_instances.sign_of`, and two inequalities,
I(A; B | C) >= 0 and H(A | C) >= 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from sympy import Add, And, Basic, Eq, Equivalent, Expr, Ge, Gt, Implies, Le, Lt, Ne, S, expand
from sympy.core.relational import Relational

from symbolic_info.facts import Facts
from symbolic_info.laws.variables import Joint, Variable
from symbolic_info.measures.conditional_entropy import ConditionalEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.mutual_information import MutualInformation, TotalCorrelation
from symbolic_info.measures.node import Measure
from symbolic_info.measures.relations import Copy, FunctionOf, Independent, Markov, VariableRelation
from symbolic_info.proof import rulebook
from symbolic_info.proof.kernel.entropies import Entropies, Form, Reader, add, joint_measure, total, union, value_has
from symbolic_info.proof.replay_instances import sign_of

if TYPE_CHECKING:
    from symbolic_info.proof.certificate import Term
    from symbolic_info.proof.proof import Proof


def holds(proof: Proof) -> bool:
    """Whether a proof about variables carries its status."""
    if proof.status == "refuted" and not proof.parts:
        return not (proof.steps or proof.certificate) and fails(proof)
    if isinstance(proof.claim, Relational):
        return proof.status == "proved" and proof.witness is None and _relation(proof)
    return not (proof.steps or proof.certificate) and _compound(proof)


def _vanishes(form: Form) -> bool:
    masks, constant = form
    return not any(masks.values()) and (constant == 0 or (not constant.free_symbols and sign_of(constant) == 0))


# --- what is given -----------------------------------------------------------------------------------


def equations(stated: VariableRelation, reader: Reader) -> list[dict[int, Fraction]]:
    """What a relation of variables says to vanish."""
    blocks, c = [reader.mask(b) for b in stated.args[0]], reader.mask(stated.args[1])
    if isinstance(stated, Independent):
        return [total(joint_measure(TotalCorrelation, blocks, c))]
    if isinstance(stated, FunctionOf):
        return [total(joint_measure(ConditionalEntropy, blocks[:1], c | union(blocks[1:])))]
    if isinstance(stated, Markov):
        links = range(1, len(blocks) - 1)
        past = [union(blocks[:i]) for i in links]
        rows = zip(past, links, strict=True)
        return [total(joint_measure(MutualInformation, [a, blocks[i + 1]], c | blocks[i])) for a, i in rows]
    raise ValueError(f"{stated} is unknown")


def premises(given: Iterable[Basic], reader: Reader) -> Iterator[tuple[Form, str]]:
    """Each hypothesis as a form and its relation to 0."""
    for stated in given:
        if isinstance(stated, And):
            yield from premises(stated.args, reader)
        elif isinstance(stated, VariableRelation):
            yield from (((masks, S.Zero), "=") for masks in equations(stated, reader))
        elif stated != S.true:
            yield reader.form(gap(stated)), relation(stated)


def copied(copies: Iterable[Basic], original: Reader, reader: Reader) -> Iterator[dict[int, Fraction]]:
    """What vanishes by the copy lemma: (new, Z) has the law of (old, Z), and given Z new is independent of the rest."""
    known = union(reader.bit[name] for name in original.bit)
    for copy in copies:
        if type(copy) is not Copy:
            raise ValueError("no copy")
        new, old = ([reader.bit[x.name] for x in part] for part in copy.args[:2])
        fresh, below = union(new), reader.mask(copy.args[2])
        sound = len({*new, *old}) == len(new) + len(old) == 2 * len(new) and not below & union([*new, *old])
        if not sound or fresh & known or (union(old) | below) & ~known:
            raise ValueError("the copy is no new variable")
        for k in range(1, 1 << len(new)):
            chosen = [i for i in range(len(new)) if k >> i & 1]
            a, b = (union(part[i] for i in chosen) for part in (new, old))
            subsets = (below & m for m in range(below + 1) if m & ~below == 0)
            yield from (total([(a | s, 1), (b | s, -1)]) for s in subsets)
        yield total(joint_measure(MutualInformation, [fresh, known & ~below], below))
        known |= fresh


def gap(stated: Relational) -> Expr:
    """Greater minus smaller side."""
    return stated.lhs - stated.rhs if isinstance(stated, Eq | Ne) else stated.gts - stated.lts


def relation(stated: Relational) -> str:
    """How the gap relates to 0."""
    return {Eq: "=", Ne: "!=", Ge: ">=", Le: ">=", Gt: ">", Lt: ">"}[type(stated)]


# --- proofs --------------------------------------------------------------------------------------------


def _relation(proof: Proof) -> bool:
    claim = proof.claim
    copies = [s.before for s in proof.steps if s.rule == rulebook.COPY]
    reader = Reader([claim, *proof.given, *copies])
    if proof.parts:
        return not (proof.steps or proof.certificate) and _from_inequalities(proof)
    if not proof.certificate:
        return relation(claim) in ("=", ">=") and _vanishes(reader.form(gap(claim))) and _expanded(proof, reader)
    combined: Expr = Add(*(t.factor * t.expr for t in proof.certificate))
    known = list(premises(proof.given, reader))
    known += [((masks, S.Zero), rulebook.COPIED) for masks in copied(copies, Reader([claim, *proof.given]), reader)]
    strict = [_known(term, known, reader) for term in proof.certificate]
    plain = all(t.factor > 0 and t.factor.is_Rational for t in proof.certificate)
    equations = all(t.rule in (rulebook.EQUATION, rulebook.COPIED) for t in proof.certificate)
    if not plain or relation(claim) == "!=" or (relation(claim) == "=" and not equations):
        return False
    shown = [(rulebook.COPY, copy, S.true) for copy in copies]
    shown += [_shown(term) for term in proof.certificate]
    shown += [(rulebook.COMBINE, gap(claim), combined)] if gap(claim) != combined else []
    steps = [(s.rule, s.before, s.after) for s in proof.steps]
    return _vanishes(reader.form(gap(claim) - combined)) and steps == shown and _strong_enough(relation(claim), strict)


def _shown(term: Term) -> tuple[str, Expr, Basic]:
    """How a term stands among the steps."""
    if term.rule in (rulebook.EQUATION, rulebook.COPIED):
        expr = -term.expr if term.expr.could_extract_minus_sign() else term.expr
        return term.rule, expr, Eq(expr, 0)
    return term.rule, term.expr, Ge(term.expr, 0)


def _strong_enough(wanted: str, strict: list[bool | None]) -> bool:
    """All terms are known not to be negative; for > one of them is known to be positive."""
    return None not in strict and (wanted != ">" or any(strict))


def _known(term: Term, known: list[tuple[Form, str]], reader: Reader) -> bool | None:
    """None where ``term.expr >= 0`` is not known; else whether it is even positive."""
    expr = term.expr
    if term.rule == rulebook.MUTUAL:
        return False if type(expr) is MutualInformation else None
    if term.rule == rulebook.CONDITIONAL:
        plain = type(expr) is Entropy and isinstance(expr.laws[0], Variable | Joint)
        return False if plain or type(expr) is ConditionalEntropy else None
    if term.rule == rulebook.CONSTANT:
        return _constant_sign(expr)
    kinds = {rulebook.EQUATION: ("=",), rulebook.HYPOTHESIS: (">=", ">"), rulebook.COPIED: (rulebook.COPIED,)}.get(
        term.rule, ()
    )
    for (masks, constant), kind in ((form, kind) for form, kind in known if kind in kinds):
        for sign in (1, -1) if kind in ("=", rulebook.COPIED) else (1,):
            found, number = reader.form(expr)
            add(found, Fraction(-sign), masks)
            if _vanishes((found, expand(number - sign * constant))):
                return kind == ">"
    return None


def _constant_sign(expr: Expr) -> bool | None:
    if expr.has(Measure, Variable):
        return None
    if expr.free_symbols:
        facts = Facts()
        return True if facts.positive(expr) else (False if facts.nonnegative(expr) else None)
    return True if sign_of(expr) == 1 else None


def _expanded(proof: Proof, reader: Reader) -> bool:
    """Whether the steps write each side as a sum of joint entropies."""
    steps = proof.steps
    sides = list(dict.fromkeys(side for side in proof.claim.args if side != 0))
    same = all(s.rule == rulebook.JOINT and _vanishes(reader.form(s.before - s.after)) for s in steps)
    return same and sorted((s.before for s in steps), key=str) == sorted(sides, key=str)


def _from_inequalities(proof: Proof) -> bool:
    """An equation from both inequalities, an inequation from a strict one."""
    claims = [part.claim for part in proof.parts]
    both = [kind(*proof.claim.args, evaluate=False) for kind in (Ge, Le)]
    strict = [[kind(*proof.claim.args, evaluate=False)] for kind in (Gt, Lt)]
    shape = claims == both if isinstance(proof.claim, Eq) else isinstance(proof.claim, Ne) and claims in strict
    return shape and all(p.given == proof.given and p.status == "proved" and holds(p) for p in proof.parts)


def _compound(proof: Proof) -> bool:
    claim, parts = proof.claim, proof.parts
    given = proof.given
    order = ("proved", "open", "refuted")
    worst = max((part.status for part in parts), key=order.index)
    witnesses = [part.witness for part in parts if part.status == worst]
    if isinstance(claim, Implies):
        wanted, given = [claim.args[1]], (*given, claim.args[0])
    elif isinstance(claim, Equivalent):
        wanted = [Implies(*claim.args), Implies(*reversed(claim.args))]
    else:
        wanted = list(claim.args)
    claims = [part.claim for part in parts]
    if isinstance(claim, VariableRelation):
        reader = Reader([claim])
        shape = [reader.form(gap(c)) for c in claims] == [(e, S.Zero) for e in equations(claim, reader)]
        shape = shape and all(isinstance(c, Eq) for c in claims)
    else:
        shape = isinstance(claim, And | Equivalent | Implies) and set(claims) == set(wanted)
    same = worst == proof.status and proof.witness in witnesses and all(part.given == given for part in parts)
    return shape and same and all(part.status == "open" or holds(part) for part in parts)


def fails(proof: Proof) -> bool:
    """Whether the claim is false, and all that is given true, under the joint law of the witness."""
    if proof.witness is None or not isinstance(proof.claim, Relational):
        return False
    ((law, table),) = proof.witness.instance
    reader = Reader([proof.claim, *proof.given])
    values = Entropies(law, table, reader.bit)
    left, right = (values.of(*reader.form(side)) for side in proof.claim.args)
    recorded = (
        (left, proof.witness.left, proof.witness.left_digits),
        (right, proof.witness.right, proof.witness.right_digits),
    )
    given = all(_true(values.of(*form), kind) for form, kind in premises(proof.given, reader))
    false = _true(values.of(*reader.form(gap(proof.claim))), relation(proof.claim)) is False
    return given and false and all(value_has(*row) for row in recorded)


def _true(value: Expr, kind: str) -> bool | None:
    sign = sign_of(value)
    return None if sign is None else sign in {"=": (0,), "!=": (-1, 1), ">=": (0, 1), ">": (1,)}[kind]
