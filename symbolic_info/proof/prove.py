"""The order in which the provers are tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sympy import And, Basic, Dummy, Ge, Gt, Implies, Le, Lt, Ne, S, nan, oo
from sympy.core.relational import Relational

from symbolic_info.budget import Budget
from symbolic_info.engine.trace import Step
from symbolic_info.laws.variables import about_variables
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.proof import lemmas, parametric, pointwise, rulebook, witness
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.claim import Claim, about_parameters, read
from symbolic_info.proof.grounds import grounded
from symbolic_info.proof.kernel import closed
from symbolic_info.proof.kernel.definitions import by_definition, rewritten
from symbolic_info.proof.kernel.laws import Statement, is_about_totals
from symbolic_info.proof.kernel.recheck import is_law_equation
from symbolic_info.proof.kernel.reductions import is_contradictory
from symbolic_info.proof.kernel.signs import is_signed
from symbolic_info.proof.logic import prove_compound
from symbolic_info.proof.nonnegative import combination
from symbolic_info.proof.proof import Proof
from symbolic_info.proof.reductions import EARLY, LATE, OF_VARIABLES, by_reduction, first_of
from symbolic_info.proof.shannon.decide import decide
from symbolic_info.proof.sums.prover import CONTRADICTION, decide_totals
from symbolic_info.registry import service

Prover = Callable[[Relational, Claim, Budget], Proof | None]
DENSITIES = (
    "it holds for laws on a countable set, where H >= 0, but abstract laws may be densities, "
    "whose entropy can be negative: H = -log(2) for the uniform law on an interval of length 1/2"
)
UNCONFIRMED = "an argument was found, but the independent recheck does not confirm it"
OUTSIDE = "no identity, no combination of known inequalities and no counterexample was found"


def prove(claim: Any, given: Any = (), budget: Any = None, copies: Any = ()) -> Proof:
    """Prove or refute a relation between measures, or say that it stays open.

    ``claim`` is ``Eq``, ``Ne`` or an inequality between expressions in measures of abstract laws
    or of concrete ones with parameters, a conjunction (``And``) of such claims, or an implication
    or equivalence with an equality of laws, as in ``Equivalent(Eq(KLDivergence(p, q), 0), Eq(p, q))``.
    It is understood for all laws and all parameters that meet the conditions of the laws; abstract
    laws are pmfs or densities, and every measure in the claim is finite (``Proof.conditions``).
    Of abstract random variables (`symbolic_info.variables`), discrete with finite entropies, any linear relation of
    entropies and informations can be claimed; ``given`` lists what is known of them: such relations, `Markov`,
    `Independent`, `FunctionOf`; of parameters it lists relations such as ``a < b``.  Claims and hypotheses may be text
    in the notation of textbooks.
    ``budget`` is the time limit in seconds (10).  ``copies`` lists auxiliary variables (`Copy`) for inequalities of
    entropies that are not of Shannon type; True tries one copy of each variable.
    Errors: `ClaimError` for anything else, and for relations that SymPy has decided already.

    >>> from sympy import Eq
    >>> from symbolic_info import CrossEntropy, Entropy, KLDivergence, abstract
    >>> from symbolic_info.proof import prove
    >>> p, q = abstract("p q")
    >>> prove(Eq(KLDivergence(p, q), CrossEntropy(p, q) - Entropy(p))).status
    'proved'
    >>> refuted = prove(Eq(KLDivergence(p, q), KLDivergence(q, p)))
    >>> refuted.status, refuted.witness[p], refuted.witness[q]
    ('refuted', {0: 1/2, 1: 1/2}, {0: 1/4, 1: 3/4})
    >>> prove("I(X;Z) <= I(X;Y)", given=["X -> Y -> Z"]).status
    'proved'
    """
    stated, *known = _stated(claim, *_listed(given))
    if any(map(about_variables, (stated, *known))):
        return _confirmed(_of_variables(stated, tuple(known), Budget.of(budget), copies))
    time = Budget.of(budget)
    if _is_contradictory(stated, known) or any(_is_impossible(g, time.share(0.1)) for g in known):
        return Proof(stated, "open", reason=CONTRADICTION, given=tuple(known))
    return _confirmed(_reduced(stated, tuple(known), time))


def _of_variables(stated: Basic, known: tuple[Basic, ...], budget: Budget, copies: Any) -> Proof:
    """A claim about variables, through smaller ones where it is not linear in their measures."""

    def prover(claim: Basic, given: tuple[Basic, ...], left: Budget) -> Proof:
        return _of_variables(claim, given, left, copies)

    reducible = isinstance(stated, Relational) and first_of(stated, known, OF_VARIABLES) is not None
    found = by_reduction(stated, known, OF_VARIABLES, budget, prover) if reducible else None
    return decide(stated, known, budget, copies) if found is None or found.status == "open" else found


def _is_contradictory(stated: Basic, known: list[Basic]) -> bool:
    """Whether what is given of parameters excludes itself, or what the laws require."""
    about = [g for g in known if about_parameters(g)]
    own = [c for m in stated.atoms(Measure) for c in m.conditions if not isinstance(c, Ne)]
    return bool(about) and is_contradictory([*about, *own])


def _is_impossible(given: Basic, budget: Budget) -> bool:
    """Whether the contrary of an inequality between measures is true of all laws."""
    plain = isinstance(given, Ge | Gt | Le | Lt) and given.has(Measure)
    return plain and _reduced(given.negated, (), budget).status == "proved"


def _reduced(stated: Basic, known: tuple[Basic, ...], budget: Budget) -> Proof:
    """Through smaller claims where a rule applies at once, or where the claim as it stands stays open."""
    if not isinstance(stated, Relational):
        return _under(stated, known, budget)
    defined = by_reduction(stated, known, (rulebook.DEFINED,), budget, _reduced)
    if defined is not None:
        return defined
    early = first_of(stated, known, EARLY) is not None
    found = by_reduction(stated, known, EARLY, budget.share(0.5), _reduced) if early else None
    if found is not None and found.status != "open":
        return found
    later = first_of(stated, known, LATE) is not None
    found = _under(stated, known, budget.share(0.5) if later else budget)
    reduced = by_reduction(stated, known, LATE, budget, _reduced) if later and found.status == "open" else None
    return found if reduced is None or reduced.status == "open" else reduced


def _under(stated: Basic, known: tuple[Basic, ...], budget: Budget) -> Proof:
    """The claim itself under what is given."""
    direct = isinstance(stated, Relational) and not is_about_totals(stated) and all(map(about_parameters, known))
    if direct and known:
        return replace(_prove(stated, budget, known), given=known)
    return _prove(Implies(And(*known), stated) if known else stated, budget)


def _confirmed(found: Proof) -> Proof:
    """What the kernel does not confirm stays open."""
    if found.status != "open" and not found.recheck():
        return Proof(found.claim, "open", reason=UNCONFIRMED, given=found.given)
    return found


def _listed(given: Any) -> tuple[Any, ...]:
    return (given,) if isinstance(given, str | Basic) else tuple(given)


def _stated(*claims: Any) -> tuple[Basic, ...]:
    """Claims and hypotheses, checked; texts are read together, so that a name means one thing."""
    texts = [c for c in claims if isinstance(c, str)]
    meant = iter(service("read claims")(texts).content if texts else ())
    return tuple(read(next(meant) if isinstance(c, str) else c) for c in claims)


def _prove(stated: Basic, budget: Budget, given: tuple[Basic, ...] = ()) -> Proof:
    if not isinstance(stated, Relational) or is_law_equation(stated):
        return prove_compound(read(stated), budget, _prove)
    if rewritten(stated) == S.true:
        return Proof(stated, "proved", (by_definition(stated),))
    defined = by_reduction(stated, given, (rulebook.DEFINED,), budget, _reduced)
    if defined is not None:
        return defined
    if is_about_totals(stated):
        return decide_totals(stated, given, budget)
    claim = Claim.of(stated, given)
    for prover in _provers(claim):
        found = prover(stated, claim, budget)
        if found is not None:
            return found
    wider = decide_totals(stated, given, budget) if claim.abstract else None
    if wider is not None and wider.status != "open":
        return wider
    return Proof(stated, "open", reason=_why_open(claim, budget))


def _provers(claim: Claim) -> tuple[Prover, ...]:
    """Measures that are no expectations of logarithms have closed forms only."""
    if not _logarithmic(claim):
        return () if claim.abstract else (_concrete,)
    return ABSTRACT if claim.abstract else CONCRETE


def _logarithmic(claim: Claim) -> bool:
    return all(isinstance(m, Entropy | CrossEntropy | KLDivergence | JSDivergence) for m in claim.measures)


def _identity(stated: Relational, claim: Claim, budget: Budget) -> Proof | None:
    """Equalities (and what follows from one) by the decision procedure for pointwise sums."""
    if claim.relation not in ("=", ">=") or not pointwise.holds(claim.difference, claim.facts):
        return None
    return _carried(stated, claim)


def _carried(stated: Relational, claim: Claim, terms: tuple[Term, ...] = ()) -> Proof:
    """The proof that a certificate makes; an identity needs none."""
    return Proof(stated, "proved", **Statement(stated, claim.given).made(terms))


def _inequality(stated: Relational, claim: Claim, budget: Budget) -> Proof | None:
    """Inequalities as non-negative combinations of known ones."""
    if claim.relation not in (">=", ">") or not claim.measures or claim.difference.has(oo, -oo):
        return None
    found = combination(claim, budget, strict=claim.relation == ">")
    if found is None:
        return _by_signs(stated, claim)
    return _carried(stated, claim, tuple(map(grounded, found.terms)))


def _by_signs(stated: Relational, claim: Claim) -> Proof | None:
    """What SymPy's assumptions give once divergences are known not to be negative."""
    divergences = [m for m in claim.measures if isinstance(m, KLDivergence | JSDivergence)]
    signed = {m: Dummy(extended_nonnegative=True) for m in divergences}
    marked = claim.difference.xreplace(signed)
    if not signed or not is_signed(marked, signed.values(), claim.relation == ">"):
        return None
    known = tuple(Term(S.One, rulebook.GIBBS, m) for m in signed)
    return _carried(stated, claim, (Term(S.One, rulebook.SIGNS, claim.difference, grounds=known),))


def _lemma(stated: Relational, claim: Claim, budget: Budget) -> Proof | None:
    found = lemmas.cited(claim)
    if found is None:
        return None
    lemma, instance = found
    step = Step(lemma.name, claim.difference, Ge(instance, 0), S.true, lemma.source)
    return Proof(stated, "cited", (step,), conditions=claim.conditions)


def _concrete(stated: Relational, claim: Claim, budget: Budget) -> Proof | None:
    """Closed forms first; what holds for all laws needs none, and is never put to a refutation."""
    found = closed.closed(claim, budget)
    if found is not None and nan in (found.left, found.right):
        return Proof(stated, "open", reason="a side of the claim is oo - oo")
    proof = None if found is None else _by_closed_forms(stated, claim, found, budget.share(0.5))
    for prover in (_identity, _lemma) if _logarithmic(claim) else ():
        proof = proof if proof is not None else prover(stated, claim, budget)
    if proof is not None:
        return proof
    failed = parametric.refutation(claim, found, budget, isinstance(stated, Le | Lt))
    return None if failed is None else Proof(stated, "refuted", witness=failed, conditions=claim.conditions)


def _by_closed_forms(stated: Relational, claim: Claim, found: closed.Closed, budget: Budget) -> Proof | None:
    shown = next(closed.verdicts(claim, found, budget), None)
    if shown is None:
        return None
    status, steps, conditions = shown
    return Proof(stated, status, steps, conditions=conditions)


def _refuted(stated: Relational, claim: Claim, budget: Budget, most: int = witness.MOST_CANDIDATES) -> Proof | None:
    failed = witness.refutation(claim, budget, isinstance(stated, Le | Lt), most)
    return None if failed is None else Proof(stated, "refuted", witness=failed, conditions=claim.conditions)


def _refuted_soon(stated: Relational, claim: Claim, budget: Budget) -> Proof | None:
    """The simplest instances first: most false claims fail there, before any search for a proof."""
    return _refuted(stated, claim, budget, QUICK)


def _why_open(claim: Claim, budget: Budget) -> str:
    stated = (
        _logarithmic(claim) and claim.relation in (">=", ">") and claim.abstract and not claim.difference.has(oo, -oo)
    )
    if stated and combination(claim, budget, discrete=True) is not None:
        return DENSITIES
    return "the time budget is spent" if budget.spent() else OUTSIDE


QUICK = 60
ABSTRACT = (_identity, _refuted_soon, _inequality, _lemma, _refuted)
CONCRETE = (_inequality, _concrete)
