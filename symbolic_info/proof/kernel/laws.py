"""The kernel's verdict on a relation between measures of abstract laws: the certificate determines the whole proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, Final

from sympy import Basic, Contains, Derivative, Dummy, Eq, Expr, Ge, Le, Limit, Lt, Mul, Ne, Pow, S, Subs, expand
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.trace import Step
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.totals import CommonSupport, DensityAt, Disjoint, Total
from symbolic_info.measures.chi_square import ChiSquareDivergence
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.hellinger import SquaredHellinger
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.proof import lemmas, rulebook
from symbolic_info.proof.certificate import Record, Term, Witness
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel import families, instances, pmfs
from symbolic_info.proof.kernel.binding import combined, consists_of, written
from symbolic_info.proof.kernel.core import Totals
from symbolic_info.proof.kernel.definitions import forms, opened
from symbolic_info.proof.kernel.numbers import Instance, digits, is_recorded
from symbolic_info.proof.kernel.signs import is_signed
from symbolic_info.proof.parts import bases

NOT_NEGATIVE: Final = (KLDivergence, JSDivergence, TotalVariation, ChiSquareDivergence, SquaredHellinger)
CLASSIC: Final = (Entropy, CrossEntropy, KLDivergence, JSDivergence)


def is_about_laws(claim: Basic) -> bool:
    """Whether a claim is about abstract laws or totals at all."""
    return claim.has(Total) or any(isinstance(law, Abstract) for m in claim.atoms(Measure) for law in m.laws)


def is_about_totals(claim: Basic) -> bool:
    """Whether a claim about abstract laws goes beyond entropies and divergences of plain laws and their mixtures."""
    laws = bases(law for m in claim.atoms(Measure) for law in m.laws)
    plain = all(type(law) is Abstract and law.size is None for law in laws)
    classic = plain and all(isinstance(m, CLASSIC) for m in claim.atoms(Measure))
    return is_about_laws(claim) and (not classic or claim.has(Total, Derivative, Limit, Subs))


class Statement:
    """A relation between measures of laws with what is given of it, and what a proof of it has to look like."""

    def __init__(self, stated: Relational, given: Iterable[Basic] = (), totals: bool | None = None) -> None:
        self.stated, self.given = stated, tuple(given)
        self.totals = is_about_totals(stated) if totals is None else totals
        about = tuple(g for g in self.given if isinstance(g, Relational) and not g.has(Measure, Total))
        self.claim = Claim.of(stated, () if self.totals else about)
        sides = (self.claim.left, self.claim.right)
        self.resolved = stated.func(*(sides[::-1] if isinstance(stated, Le | Lt) else sides), evaluate=False)
        self.facts = Facts((*self.claim.conditions, *about))
        self.hypotheses = tuple(h for g in self.given if g not in about for h in differences(g))
        self.disjoint = tuple(g for g in self.given if isinstance(g, Disjoint))

    @property
    def size(self) -> Expr | None:
        """The number of points of the space, where a law says it."""
        sizes = {law.size for law in self.stated.atoms(Abstract) if law.size is not None}
        return sizes.pop() if len(sizes) == 1 else None

    @cached_property
    def theory(self) -> Totals:
        """What is known of the laws."""
        return Totals(self.facts, self.size, self.disjoint, self.hypotheses)

    def conditions(self, terms: Iterable[Term] = ()) -> tuple[Boolean, ...]:
        """What the claim is restricted to: finite values, and one support where a total or derivative needs it."""
        if not self.totals:
            signs = any(t.rule == rulebook.SIGNS for t in terms)
            return self.claim.conditions if signs else self.claim.finite
        used = {m for t in terms for m in t.expr.atoms(Measure)} - set(self.claim.measures)
        finite = sorted(self.stated.atoms(Measure, Total), key=str) + sorted(used, key=str)
        every = (*self.claim.conditions, *(Contains(m, S.Reals) for m in finite), *self._support())
        return tuple(c for c in every if c != S.true)

    def _support(self) -> tuple[Boolean, ...]:
        laws = sorted({b for m in self.claim.measures for b in bases(m.laws)}, key=str)
        laws += [d.args[0] for d in sorted(self.stated.atoms(DensityAt), key=str)]
        shared = len(set(laws)) > 1 and not self.disjoint
        return (CommonSupport(*dict.fromkeys(laws)),) if shared else ()

    def where_refuted(self) -> tuple[Boolean, ...]:
        """The conditions under which a counterexample counts."""
        return self.conditions() if self.totals else self.claim.conditions

    # --- steps ----------------------------------------------------------------------------------------

    def of_identity(self) -> tuple[Step, ...]:
        """Every measure opened, derivatives taken under the sum, the rest collected to 0."""
        known = forms(self.claim.difference)
        steps = [rulebook.step(rulebook.DEFINITION, m, form) for m, form in known.items()]
        start = self.claim.difference.xreplace(known)
        if start.has(Derivative, Subs):
            steps.append(rulebook.step(rulebook.UNDER_SUM, start, opened(start)))
            start = opened(start)
        return (*steps, *([rulebook.step(rulebook.COLLECT, start, S.Zero)] if start != 0 else []))

    def of_terms(self, terms: Sequence[Term]) -> tuple[Step, ...]:
        """The terms with their reasons, then their sum."""
        signed = (ground for t in terms if t.rule == rulebook.SIGNS for ground in t.grounds)
        return (*map(written, signed), *combined(self.claim.difference, terms))

    def made(self, terms: tuple[Term, ...]) -> dict[str, Any]:
        """The fields of the proof that a certificate makes; an identity needs none."""
        steps = self.of_terms(terms) if terms else self.of_identity()
        return {"steps": steps, "conditions": self.conditions(terms), "certificate": terms}

    # --- verdicts -------------------------------------------------------------------------------------

    def accepts(self, proof: Record) -> bool:
        """Whether the proof, without its hypotheses, is what its certificate makes of it and carries its status."""
        if proof.status == "refuted":
            return self._refuted(proof)
        if proof.status == "cited":
            return self._cited(proof)
        if proof.steps and proof.steps[0].rule == rulebook.SQUARED:
            return self._by_squares(proof)
        bound = consists_of(proof, **self.made(proof.certificate))
        return proof.status == "proved" and bound and self.shows(proof.certificate)

    def shows(self, terms: Sequence[Term]) -> bool:
        """Whether the terms add up to the claim; none for an identity."""
        if terms and terms[0].rule == rulebook.SIGNS:
            return self._by_signs(*terms)
        return self.theory.proves(self.claim.difference, self.claim.relation, terms)

    def _by_signs(self, term: Term) -> bool:
        """A function of divergences that is not negative whatever they are, infinite ones included."""
        signed = {t.expr: Dummy(extended_nonnegative=True) for t in term.grounds}
        known = all(t.factor == 1 and t.rule == rulebook.GIBBS and self.theory.holds(t) for t in term.grounds)
        difference = self.claim.difference
        strict = self.claim.relation == ">"
        ordered = strict or self.claim.relation == ">="
        return (
            known
            and ordered
            and term.expr == difference
            and is_signed(difference.xreplace(signed), signed.values(), strict)
        )

    def _by_squares(self, proof: Record) -> bool:
        squares = squared(self.stated)
        if squares is None or self.given:
            return False
        inner = Statement(squares, totals=True)
        made = inner.made(proof.certificate)
        bound = consists_of(proof, **{**made, "steps": (squaring(self.stated, squares), *made["steps"])})
        return proof.status == "proved" and bound and inner.shows(proof.certificate)

    def _cited(self, proof: Record) -> bool:
        (step,) = proof.steps
        lemma = next(x for x in lemmas.LEMMAS if x.name == step.rule)
        instance = next(i for i in lemmas.instances(lemma, self.claim) if step.after == Ge(i, 0))
        steps = (Step(lemma.name, self.claim.difference, Ge(instance, 0), S.true, lemma.source),)
        bound = consists_of(proof, steps=steps, conditions=self.where_refuted())
        return bound and self.claim.relation == ">=" and lemmas.is_multiple(self.claim.difference, instance)

    def _refuted(self, proof: Record) -> bool:
        witness = proof.witness
        bound = consists_of(proof, witness=witness, conditions=self.where_refuted())
        if witness is None or not bound:
            return False
        instance = dict(witness.instance)
        return (
            len(instance) == len(witness.instance)
            and is_recorded(witness, *self.values(instance))
            and self.fails_at(instance)
        )

    def values(self, instance: Instance) -> tuple[Expr, Expr]:
        """The sides of the claim at an instance."""
        if self.disjoint or not self.totals:
            return pmfs.values(self.resolved, instance)
        number = families.number if _is_named(instance) else instances.number
        left, right = (number(side, instance) for side in self.resolved.args)
        return left, right

    def witness(self, instance: Instance) -> Witness:
        """The instance with the values of the sides."""
        left, right = self.values(instance)
        return Witness(tuple(instance.items()), left, right, digits(left), digits(right))

    def fails_at(self, instance: Instance) -> bool:
        """Whether what is given holds at an instance and the claim does not."""
        if self.disjoint or not self.totals:
            return pmfs.fails_there(self.resolved, self.given, instance)
        if _is_named(instance):
            return families.fails_there(self.resolved, self.given, instance)
        return instances.fails_there(self.resolved, self.given, instance, self.size)


def _is_named(instance: Instance) -> bool:
    return any(isinstance(v, Law) and not isinstance(v, Finite) for v in instance.values())


def differences(given: Basic) -> tuple[Expr, ...]:
    """What is not negative by a hypothesis: both signs of the difference for an equation."""
    if isinstance(given, Eq):
        return (given.lhs - given.rhs, given.rhs - given.lhs)
    return (given.gts - given.lts,) if isinstance(given, Relational) and hasattr(given, "gts") else ()


def squared(claim: Relational) -> Relational | None:
    """The inequality of the squares, from which ``claim`` follows if a side of it is a multiple of a square root."""
    if isinstance(claim, Eq | Ne):
        return None
    big, small = claim.gts, claim.lts
    if _is_root(big) or (_is_root(small) and _is_not_negative(big)):
        return Ge(expand(big**2), expand(small**2), evaluate=False)
    return None


def squaring(claim: Relational, squares: Relational) -> Step:
    """The step from a claim to that of the squares."""
    return rulebook.step(rulebook.SQUARED, claim, squares)


def _is_root(side: Expr) -> bool:
    number, root = side.as_coeff_Mul()
    numbers = [f for f in Mul.make_args(root) if f.is_number]
    rest = root / Mul(*numbers)
    positive = number.is_positive and all(f.is_positive for f in numbers)
    return bool(positive and isinstance(rest, Pow) and rest.exp == S.Half)


def _is_not_negative(side: Expr) -> bool:
    number, node = side.as_coeff_Mul()
    return bool(number.is_positive and isinstance(node, NOT_NEGATIVE))
