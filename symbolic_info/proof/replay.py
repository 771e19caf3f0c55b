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

from sympy import (
    Add,
    And,
    Basic,
    Dummy,
    Eq,
    Equivalent,
    Expr,
    Ge,
    Implies,
    Matrix,
    Mul,
    Rational,
    S,
    Symbol,
    cancel,
    expand,
    factor,
    factorint,
    log,
)
from sympy.core.relational import Relational

from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture, weight_conditions
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.proof import lemmas, replay_forms, replay_instances, rulebook
from symbolic_info.proof.certificate import Term

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
    if proof.status == "open":
        return not (proof.steps or proof.witness or proof.certificate)
    if proof.parts or isinstance(proof.claim, Implies):
        return _compound(proof)
    if proof.status == "refuted":
        return not proof.steps and replay_instances.fails_there(proof.claim, proof.witness)
    return isinstance(proof.claim, Relational) and proof.witness is None and _relation(proof)


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


def facts_of(claim: Basic) -> Facts:
    """The conditions of laws and weights."""
    laws = {law for m in claim.atoms(Measure) for law in m.laws}
    conditions = [c for law in laws for c in law.conditions]
    return Facts([*conditions, *(c for m in claim.atoms(JSDivergence) for c in weight_conditions(m.weights))])


def gap(claim: Relational) -> Expr:
    """Greater minus smaller side."""
    return claim.lhs - claim.rhs if isinstance(claim, Eq) else claim.gts - claim.lts


# --- identities -----------------------------------------------------------------------------


def shares(law: Law) -> dict[Law, Expr]:
    """A law through laws that are no mixtures."""
    if not isinstance(law, Mixture):
        return {law: S.One}
    out: dict[Law, Expr] = {}
    for weight, part in zip(law.weights, law.laws, strict=True):
        for base, share in shares(part).items():
            out[base] = cancel(out.get(base, S.Zero) + weight * share)
    return {base: share for base, share in out.items() if share != 0}


class Expectations:
    """Symbols for E_p[log f], one for each law p and each f up to scale."""

    def __init__(self) -> None:
        self.symbols: dict[tuple[Law, tuple[tuple[Law, Expr], ...]], Dummy] = {}

    def log_under(self, p: Law, q: Law) -> Expr:
        """E_p log q."""
        form = sorted(shares(q).items(), key=lambda item: str(item[0]))
        lead = form[0][1]
        scaled = tuple((base, cancel(c / lead)) for base, c in form)
        marks = ((base, c, self.symbols.setdefault((base, scaled), Dummy())) for base, c in shares(p).items())
        return Add(log(lead), *(c * mark for _, c, mark in marks))

    def of(self, node: Measure) -> Expr:
        """A measure through expectations of logarithms."""
        if isinstance(node, JSDivergence):
            pairs = zip(node.weights, node.laws, strict=True)
            return Add(*(w * self.of(KLDivergence(p, node.mixture)) for w, p in pairs))
        if isinstance(node, KLDivergence):
            return self.log_under(node.laws[0], node.laws[0]) - self.log_under(*node.laws)
        if not isinstance(node, Entropy | CrossEntropy):
            raise TypeError(node)
        return -self.log_under(node.laws[0], node.laws[-1])


def is_identity(difference: Expr) -> bool:
    """Whether an expression in measures is 0 for all laws."""
    table = Expectations()
    opened = difference.xreplace({m: table.of(m) for m in difference.atoms(Measure)})
    flat = expand(plain_logs(opened))
    return bool(flat == 0 or cancel(flat) == 0)


def plain_logs(expr: Expr) -> Expr:
    """Logarithms of products of numbers and weights as sums."""
    return expr.replace(log, lambda arg: Add(*(_log(f) for f in Mul.make_args(factor(arg)))))


def _log(positive: Expr) -> Expr:
    base, exponent = positive.as_base_exp()
    if not base.is_Rational:
        turned = -base if base.could_extract_minus_sign() else base
        return exponent * log(turned)
    parts = [(prime, count) for prime, count in factorint(base.p).items()]
    parts += [(prime, -count) for prime, count in factorint(base.q).items()]
    return exponent * Add(*(count * log(prime) for prime, count in parts))


def _identity(proof: Proof, claim: Relational) -> bool:
    allowed = claim.rel_op in ("==", ">=", "<=")
    return allowed and is_identity(gap(claim)) and replay_instances.chain(proof.steps, claim)


# --- inequalities ---------------------------------------------------------------------------


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


def is_known(term: Term, claim: Basic) -> bool:
    """Whether ``term.expr >= 0`` is an instance of the inequality that ``term.rule`` names."""
    expr, laws = term.expr, _laws(term.expr) | _laws(claim)
    mixtures = [law for law in laws if isinstance(law, Mixture)]
    if term.rule == rulebook.GIBBS:
        return isinstance(expr, KLDivergence | JSDivergence)
    if term.rule == rulebook.DISCRETE:
        return isinstance(expr, Entropy) and all(b.discrete for b in shares(expr.laws[0]))
    if term.rule == rulebook.CONSTANT:
        return replay_instances.sign_of(expr) == 1
    if term.rule == rulebook.WEIGHT:
        return any(is_identity(expr + log(w)) for m in mixtures for w in m.weights)
    forms = {rulebook.CONCAVE: _concave, rulebook.DOMINATED: _dominated, rulebook.LOG_SUM: _log_sums}[term.rule]
    return any(is_identity(expr - form) for m in mixtures for form in forms(m, laws))


def _laws(expr: Basic) -> set[Law]:
    found = {law for m in expr.atoms(Measure) for law in m.laws}
    return found | {m.mixture for m in expr.atoms(JSDivergence)}


def _concave(m: Mixture, laws: set[Law]) -> Iterable[Expr]:
    """E_p[log m - sum w_i log q_i]."""
    for p in laws:
        yield Add(*(w * CrossEntropy(p, q) for w, q in zip(m.weights, m.laws, strict=True))) - CrossEntropy(p, m)


def _dominated(m: Mixture, laws: set[Law]) -> Iterable[Expr]:
    """E_p[log m - log(w_i q_i)]."""
    for p in laws:
        for w, q in zip(m.weights, m.laws, strict=True):
            yield CrossEntropy(p, q) - log(w) - CrossEntropy(p, m)


def _log_sums(m: Mixture, laws: set[Law]) -> Iterable[Expr]:
    """sum w_i E_{p_i}[log(w_i p_i/(v_i q_i))] - E_m[log(m/n)]."""
    for n in (law for law in laws if isinstance(law, Mixture) and len(law.laws) == len(m.laws)):
        for pairs in permutations(list(zip(n.weights, n.laws, strict=True))):
            rows = zip(m.weights, m.laws, pairs, strict=True)
            yield Add(*(w * (KLDivergence(p, q) + log(w / v)) for w, p, (v, q) in rows)) - KLDivergence(m, n)


def _by_signs(proof: Proof, claim: Relational) -> bool:
    *given, last = proof.steps
    signed = {s.before: Dummy(extended_nonnegative=True) for s in given}
    if not all(isinstance(m, KLDivergence | JSDivergence) for m in signed) or last.before != gap(claim):
        return False
    same = [(s.rule, s.after) for s in given] == [(rulebook.GIBBS, Ge(m, 0)) for m in signed]
    marked = gap(claim).xreplace(signed)
    strict = claim.rel_op in (">", "<")
    return same and last.after == proof.claim and bool(marked.is_extended_positive if strict else marked.is_extended_nonnegative)


# --- lemmas, implications, conjunctions -------------------------------------------------------


def _lemma(proof: Proof, claim: Relational) -> bool:
    (step,) = proof.steps
    lemma = next(x for x in lemmas.LEMMAS if x.name == step.rule)
    laws = {base for law in _laws(claim) for base in shares(law)}
    instances = (lemma.statement(*order) for order in permutations(laws, lemma.arity))
    shown = any(step.after == Ge(instance, 0) for instance in instances)
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
    if proof.status == "refuted" and not proof.parts:
        return not proof.steps and replay_instances.fails_there(proof.claim, proof.witness)
    given, wanted = proof.claim.args
    if all(isinstance(side, Law) for side in given.args):
        return _by_substitution(proof, given, wanted)
    signs = [gap(given), -gap(given)]
    total = Add(*(t.factor * t.expr for t in proof.certificate))
    facts = facts_of(given)
    sound = all(t.rule == rulebook.GIBBS and is_known(t, given) and facts.positive(t.factor) for t in proof.certificate)
    target = next((s for s in signs if is_identity(s - total)), None)
    shown = [(rulebook.COMBINE, target, total)]
    shown += [(rulebook.GIBBS_EQUALITY, Eq(t.expr, 0), Eq(*t.expr.laws)) for t in proof.certificate]
    named = [(s.rule, s.before, s.after) for s in proof.steps] == shown
    return proof.status == "proved" and sound and named and _spanned(proof.certificate, wanted)


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
