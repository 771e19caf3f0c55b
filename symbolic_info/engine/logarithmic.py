"""Entropy, cross-entropy and divergence: expectations of logarithms of densities."""

from __future__ import annotations

from dataclasses import replace

from sympy import And, Expr, Piecewise, S, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.convergence import Outcome
from symbolic_info.engine.finite import cross_entropy_of_list, entropy_of_list, kl_of_list, tidy
from symbolic_info.engine.ladder import Run, expect
from symbolic_info.engine.support import contained, on_integers, unmapped
from symbolic_info.engine.trace import BOOK, Trace
from symbolic_info.engine.vector import of_vectors
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.categorical import Categorical
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.mass import listed
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.expectation import Expectation
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.rules.shorten import shortest


def entropy_of(node: Entropy, run: Run) -> Expr | None:
    """H(p) = -E_p log p."""
    (p,) = node.laws
    if (value := of_vectors(node, p, p, run, divergence=False)) is not None:
        return value
    if (outcomes := listed(p)) is not None:
        return _summed(node, entropy_of_list(outcomes, run), run)
    if p.dimension != 1:
        return None
    if p.discrete and isinstance(p, Image):
        run.trace.add("a bijection keeps discrete entropy", node, Entropy(p.source))
        return entropy_of(Entropy(p.source), run)
    x = p.variable
    return _expected(node, -p.log_density(x), x, p, S.true, run, "definition (B.2)")


def cross_entropy_of(node: CrossEntropy, run: Run) -> Expr | None:
    """H(p, q) = -E_p log q, infinite unless the support of p lies in that of q."""
    p, q = node.laws
    if p == q:
        run.trace.add("H(p, p) = H(p)", node, Entropy(p), source=BOOK)
        return entropy_of(Entropy(p), run)
    if (value := of_vectors(node, p, q, run, divergence=False)) is not None:
        return value
    if (outcomes := listed(p)) is not None:
        return _summed(node, cross_entropy_of_list(outcomes, q, run), run)
    if p.dimension != 1:
        return None
    if p.discrete and not (on_integers(p) and on_integers(q)):
        return None
    inside = contained(p, q, run.facts)
    if inside == S.false:
        return _infinite(node, run)
    x = p.variable
    return _expected(node, -q.log_density(x), x, p, inside, run, "definition (B.1)")


def kl_of(node: KLDivergence, run: Run) -> Expr | None:
    """D(p || q) = E_p log(p/q), infinite unless the support of p lies in that of q."""
    p, q = node.laws
    if p == q:
        run.trace.add("D(p || p) = 0", node, S.Zero, source=BOOK)
        return S.Zero
    if (value := of_vectors(node, p, q, run, divergence=True)) is not None:
        return value
    if (outcomes := listed(p)) is not None:
        value = _before_listing(node, run)
        return value if value is not None else _summed(node, kl_of_list(outcomes, q, run), run)
    if p.dimension != 1:
        return None
    return _of_densities(node, run)


def _before_listing(node: KLDivergence, run: Run) -> Expr | None:
    """The transforms of laws with symbols, which give shorter forms than a sum over the outcomes."""
    p, q = node.laws
    lists = any(isinstance(as_model(law), Finite) for law in node.laws)
    if lists or p.dimension != 1 or not (p.free_symbols and q.free_symbols):
        return None
    trial = replace(run, rules_only=True, trace=Trace())
    value = _of_densities(node, trial)
    if value is not None:
        run.keep(trial)
    return value


def _of_densities(node: KLDivergence, run: Run) -> Expr | None:
    p, q = node.laws
    inner = unmapped(p, q)
    if inner is not None:
        run.trace.add("invariance under a common monotone map", node, KLDivergence(*inner))
        return kl_of(KLDivergence(*inner), run)
    if p.discrete and not (on_integers(p) and on_integers(q)):
        return None
    inside = contained(p, q, run.facts)
    if inside == S.false:
        return _infinite(node, run)
    x = p.variable
    return _expected(node, p.log_density(x) - q.log_density(x), x, p, inside, run, "definition")


def _summed(node: Expr, total: Expr | None, run: Run) -> Expr | None:
    if total is None:
        return None
    value = tidy(total, run.facts)
    run.trace.add("definition, summed over the outcomes", node, value, source=BOOK)
    return value


def _infinite(node: Expr, run: Run) -> Expr:
    run.trace.add("p has mass where q has none: p log(p/0) = oo", node, oo, source=BOOK)
    return oo


def _expected(node: Expr, f: Expr, x: Expr, p: Law, inside: Boolean, run: Run, name: str) -> Expr | None:
    run.trace.add(name, node, Expectation.of(f, x, p), inside, BOOK)
    if isinstance(p, Categorical):
        return p.expected(f, x)
    if any(isinstance(law, Abstract) for law in node.laws):
        return None
    known = replace(run, facts=run.facts.with_conditions(inside)) if inside != S.true else run
    found = expect(f, x, p, known)
    run.checked |= known.checked
    if found is None:
        return None
    value = shortest(found.value, known.facts)
    run.trace.add("insert and simplify", node, value, found.condition)
    return _guarded(node, Outcome(value, found.condition, found.otherwise), inside, run)


def _guarded(node: Expr, found: Outcome, inside: Boolean, run: Run) -> Expr | None:
    """The value under its conditions; infinite outside of them where that is known."""
    if found.condition == S.true and inside == S.true:
        return found.value
    if isinstance(node, Entropy) and found.otherwise is None:
        return None
    otherwise = oo if found.condition == S.true else found.otherwise
    if otherwise is None:
        return None
    holds = And(found.condition, inside)
    cases = found.value.args if isinstance(found.value, Piecewise) else ((found.value, S.true),)
    result = Piecewise(*((value, And(case, holds)) for value, case in cases), (otherwise, True))
    run.trace.add("infinite elsewhere", node, result)
    return result
