"""The kernel's theory of random variables: certificates and witnesses of claims about joint entropies.

Everything here is fractions and bit masks: a measure is read as a combination of joint entropies H(S), where
the set S of variables is a mask; a certificate adds up, or it does not; a witness is a table of probabilities.
What it trusts: SymPy's ``expand``, the sign of a number by `numbers.sign_of`, and two inequalities,
I(A; B | C) >= 0 and H(A | C) >= 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from sympy import And, Basic, Eq, Expr, S, expand

from symbolic_info.engine.trace import Step
from symbolic_info.facts import Facts
from symbolic_info.laws.variables import Joint, Variable
from symbolic_info.measures.conditional_entropy import ConditionalEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.mutual_information import MutualInformation, TotalCorrelation
from symbolic_info.measures.node import Measure
from symbolic_info.measures.relations import Copy, FunctionOf, Independent, Markov, VariableRelation
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Record, Term
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel.binding import combined, consists_of
from symbolic_info.proof.kernel.core import Theory
from symbolic_info.proof.kernel.entropies import Entropies, Form, Reader, add, joint_measure, total, union
from symbolic_info.proof.kernel.numbers import is_recorded, sign_of

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
            claim = Claim.of(stated)
            yield reader.form(claim.difference), claim.relation


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


# --- the theory ------------------------------------------------------------------------------------------


class Variables(Theory):
    """Discrete random variables with finite entropies, under what is given of them."""

    def __init__(self, claim: Claim, given: Iterable[Basic], copies: Iterable[Basic]) -> None:
        given, copies, stated = tuple(given), tuple(copies), Eq(claim.left, claim.right, evaluate=False)
        self.reader = Reader([stated, *given, *copies])
        self.known = list(premises(given, self.reader))
        self.copied = list(copied(copies, Reader([stated, *given]), self.reader))
        self.axioms = {
            rulebook.MUTUAL: lambda expr: type(expr) is MutualInformation,
            rulebook.CONDITIONAL: _is_entropy,
            rulebook.CONSTANT: lambda expr: constant_sign(expr) is not None,
            rulebook.HYPOTHESIS: lambda expr: self._given(expr) in (">=", ">"),
            rulebook.EQUATION: lambda expr: self._given(expr) == "=",
            rulebook.COPIED: lambda expr: any(self._is(expr, (masks, S.Zero)) for masks in self.copied),
        }

    def vanishes(self, expr: Expr) -> bool:
        """Whether all joint entropies cancel."""
        return vanishes(self.reader.form(expr))

    def admits(self, factor: Expr) -> bool:
        """Factors are positive fractions."""
        return bool(factor.is_Rational and factor > 0)

    def is_equation(self, term: Term) -> bool:
        """Whether a term is given to be 0."""
        return term.rule in (rulebook.EQUATION, rulebook.COPIED)

    def is_positive(self, term: Term) -> bool:
        """Whether a term is a positive constant, or given to be positive."""
        if term.rule == rulebook.CONSTANT:
            return constant_sign(term.expr) is True
        return term.rule == rulebook.HYPOTHESIS and self._given(term.expr) == ">"

    def _given(self, expr: Expr) -> str | None:
        """How an expression relates to 0 by what is given."""
        return next((kind for form, kind in self.known if self._is(expr, form, kind == "=")), None)

    def _is(self, expr: Expr, form: Form, turned: bool = True) -> bool:
        """Whether an expression is a form, or its negative where it may be turned."""
        for sign in (1, -1) if turned else (1,):
            masks, number = self.reader.form(expr)
            add(masks, Fraction(-sign), form[0])
            if vanishes((masks, expand(number - sign * form[1]))):
                return True
        return False


def _is_entropy(expr: Expr) -> bool:
    plain = type(expr) is Entropy and isinstance(expr.laws[0], Variable | Joint)
    return plain or type(expr) is ConditionalEntropy


def vanishes(form: Form) -> bool:
    """Whether a combination of joint entropies is 0."""
    masks, constant = form
    return not any(masks.values()) and (constant == 0 or (not constant.free_symbols and sign_of(constant) == 0))


def constant_sign(expr: Expr) -> bool | None:
    """None where a constant is not known to be at least 0; else whether it is positive."""
    if expr.has(Measure, Variable):
        return None
    if expr.free_symbols:
        return True if Facts().positive(expr) else (False if Facts().nonnegative(expr) else None)
    return True if sign_of(expr) == 1 else None


# --- verdicts --------------------------------------------------------------------------------------------


def accepts(proof: Record) -> bool:
    """Whether a proof of a relation is what its certificate makes of it and carries its status."""
    if proof.status == "refuted":
        return consists_of(proof, witness=proof.witness) and _fails(proof)
    claim, terms = Claim.of(proof.claim), proof.certificate
    copies = tuple(s.before for s in proof.steps if s.rule == rulebook.COPY)
    theory = Variables(claim, proof.given, copies)
    steps = (*(rulebook.step(rulebook.COPY, copy, S.true) for copy in copies), *combined(claim.difference, terms))
    if not terms:
        steps = _expanded(proof, claim, theory)
    bound = consists_of(proof, steps=steps, certificate=terms)
    return proof.status == "proved" and bound and theory.proves(claim.difference, claim.relation, terms)


def _expanded(proof: Record, claim: Claim, theory: Variables) -> tuple[Step, ...]:
    """Each side as a sum of joint entropies, whichever way it is written."""
    sides = [side for side in dict.fromkeys((claim.left, claim.right)) if side != 0]
    pairs = list(zip(sides, (s.after for s in proof.steps), strict=True))
    if not all(theory.vanishes(side - after) for side, after in pairs):
        raise ValueError("a side that is another sum")
    return tuple(rulebook.step(rulebook.JOINT, side, after) for side, after in pairs)


def says(stated: VariableRelation, claims: list[Basic]) -> bool:
    """Whether equations are those that a relation of variables stands for."""
    reader = Reader([stated])
    forms = [reader.form(claim.lhs - claim.rhs) for claim in claims if isinstance(claim, Eq)]
    return len(forms) == len(claims) and forms == [(masks, S.Zero) for masks in equations(stated, reader)]


def _fails(proof: Record) -> bool:
    """Whether the claim is false, and all that is given true, under the joint law of the witness."""
    if proof.witness is None:
        return False
    ((law, table),) = proof.witness.instance
    reader = Reader([proof.claim, *proof.given])
    values = Entropies(law, table, reader.bit)
    sides = [values.of(*reader.form(side)) for side in proof.claim.args]
    given = all(_true(values.of(*form), kind) for form, kind in premises(proof.given, reader))
    claim = Claim.of(proof.claim)
    false = _true(values.of(*reader.form(claim.difference)), claim.relation) is False
    return given and false and is_recorded(proof.witness, *sides)


def _true(value: Expr, kind: str) -> bool | None:
    sign = sign_of(value)
    return None if sign is None else sign in {"=": (0,), "!=": (-1, 1), ">=": (0, 1), ">": (1,)}[kind]
