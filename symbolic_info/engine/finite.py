"""Measures of laws with finitely many outcomes: explicit sums with 0 log 0 = 0."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, And, Eq, Expr, Or, Piecewise, S, exp, log, oo
from sympy.core.numbers import Exp1, ImaginaryUnit
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.ladder import Run
from symbolic_info.engine.trace import BOOK
from symbolic_info.facts import Facts
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mass import chance
from symbolic_info.laws.mixture import mixture
from symbolic_info.measures.js import JSDivergence
from symbolic_info.rules.shorten import shortest

FEW = 100


def expected_log(p: Finite, numerator: Callable[[Expr], Expr], q: Law, run: Run) -> Expr | None:
    """sum_x p(x) log(numerator(p(x))/q(x)), infinite where a q(x) is 0 unless p(x) = 0 there; None if undecided."""
    terms, finite = [], []
    for x, weight in ((x, w) for x, w in p.pmf.items() if w != 0):
        run.budget.check()
        found = chance(q, x)
        if found is None:
            return None
        inside = S.false if found.value == 0 else run.facts.reduce(found.inside)
        if inside != S.true:
            finite.append(Or(inside, run.facts.reduce(Eq(weight, 0))))
        if inside != S.false:
            terms.append(weight * _log(numerator(weight) / found.value))
    return _unless_infinite(Add(*terms), And(*finite))


def _log(arg: Expr) -> Expr:
    """log of a positive number or symbol; but for these, SymPy returns it unchanged after milliseconds of questions."""
    return log(arg, evaluate=bool(arg.is_Rational or arg.has(exp, Exp1, ImaginaryUnit)))


def _unless_infinite(finite: Expr, condition: Boolean) -> Expr:
    if condition == S.false:
        return oo
    return Piecewise((finite, condition), (oo, True))


def entropy_of_list(p: Finite, run: Run) -> Expr:
    """-sum p log p."""
    terms = []
    for w in p.pmf.values():
        run.budget.check()
        terms += [-w * _log(w)] if w != 0 else []
    return Add(*terms)


def cross_entropy_of_list(p: Finite, q: Law, run: Run) -> Expr | None:
    """sum p log(1/q)."""
    return expected_log(p, lambda weight: S.One, q, run)


def kl_of_list(p: Finite, q: Law, run: Run) -> Expr | None:
    """sum p log(p/q)."""
    return expected_log(p, lambda weight: weight, q, run)


def js_of_list(node: JSDivergence, laws: list[Finite], run: Run) -> Expr:
    """H(m) - sum w_i H(p_i), or the sum of the divergences from m, whichever is shorter."""
    m = mixture(laws, node.weights)
    assert isinstance(m, Finite)
    pairs = list(zip(node.weights, laws, strict=True))
    value = tidy(entropy_of_list(m, run) - Add(*(w * entropy_of_list(p, run) for w, p in pairs)), run.facts)
    if len(m.pmf) <= FEW:
        by_divergence = tidy(Add(*(w * _known(kl_of_list(p, m, run)) for w, p in pairs)), run.facts)
        value = min(value, by_divergence, key=lambda e: e.count_ops())
    if run.explained:
        run.trace.add("definition (B.5) with m = sum w_i p_i", node, node.rewrite("KLDivergence"), source=BOOK)
    run.trace.add("summed over the outcomes", node, value)
    return value


def _known(value: Expr | None) -> Expr:
    assert value is not None
    return value


def tidy(expr: Expr, facts: Facts) -> Expr:
    """The shortest form of a sum over few outcomes; long sums stay as they are."""
    return shortest(expr, facts) if len(Add.make_args(expr)) < FEW and expr.count_ops() < 150 else expr
