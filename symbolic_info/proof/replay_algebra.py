"""The kernel's algebra: identities in a normal form of their own, known inequalities by their form."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

from sympy import Add, Basic, Dummy, Eq, Expr, Mul, S, Tuple, cancel, expand, factor, factorint, log
from sympy.core.relational import Relational

from symbolic_info.facts import Facts
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.weights import weight_conditions
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.proof import replay_instances, rulebook
from symbolic_info.proof.certificate import Term


def facts_of(claim: Basic) -> Facts:
    """The conditions of laws and weights."""
    laws = {law for m in claim.atoms(Measure) for law in m.laws}
    conditions = [c for law in laws for c in law.conditions]
    return Facts([*conditions, *(c for m in claim.atoms(JSDivergence) for c in weight_conditions(m.weights))])


def gap(claim: Relational) -> Expr:
    """Greater minus smaller side."""
    return claim.lhs - claim.rhs if isinstance(claim, Eq) else claim.gts - claim.lts


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
            return Add(*(w * self.of(KLDivergence(p, _mixture(node))) for w, p in pairs))
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


def is_known(term: Term, claim: Basic) -> bool:
    """Whether ``term.expr >= 0`` is an instance of the inequality that ``term.rule`` names."""
    expr, laws = term.expr, laws_in(term.expr) | laws_in(claim)
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


def _mixture(node: JSDivergence) -> Law:
    summed = isinstance(node.mixture, Finite)
    return Mixture(Tuple(*node.laws), Tuple(*node.weights)) if summed else node.mixture


def laws_in(expr: Basic) -> set[Law]:
    found = {law for m in expr.atoms(Measure) for law in m.laws}
    return found | {_mixture(m) for m in expr.atoms(JSDivergence)}


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
