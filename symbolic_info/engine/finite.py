"""Measures of laws with finitely many outcomes: explicit sums with 0 log 0 = 0."""

from __future__ import annotations

from sympy import Add, And, Basic, Eq, Expr, Piecewise, S, exp, log, oo
from sympy.core.numbers import Exp1, ImaginaryUnit
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.ladder import Run
from symbolic_info.engine.trace import BOOK
from symbolic_info.facts import Facts
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mass import mass
from symbolic_info.laws.mixture import mixture
from symbolic_info.measures.js import JSDivergence
from symbolic_info.rules.shorten import shortest

FEW = 100


def expected_log(p: Finite, numerator: dict[Basic, Expr], denominator: dict[Basic, Expr], run: Run) -> Expr:
    """sum_x p(x) log(numerator/denominator), infinite where a denominator is 0 unless p(x) = 0 there."""
    terms, empty = [], []
    for x, weight in p.pmf.items():
        run.budget.check()
        if weight == 0:
            continue
        if denominator[x] == 0:
            empty.append(run.facts.reduce(Eq(weight, 0)))
        else:
            terms.append(weight * _log(numerator[x] / denominator[x]))
    return _unless_infinite(Add(*terms), And(*empty))


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


def cross_entropy_of_list(p: Finite, q: Law, run: Run) -> Expr:
    """sum p log(1/q)."""
    return expected_log(p, dict.fromkeys(p.pmf, S.One), {x: mass(q, x) for x in p.pmf}, run)


def kl_of_list(p: Finite, q: Law, run: Run) -> Expr:
    """sum p log(p/q)."""
    return expected_log(p, p.pmf, {x: mass(q, x) for x in p.pmf}, run)


def js_of_list(node: JSDivergence, laws: list[Finite], run: Run) -> Expr:
    """H(m) - sum w_i H(p_i), or the sum of the divergences from m, whichever is shorter."""
    m = mixture(laws, node.weights)
    assert isinstance(m, Finite)
    pairs = list(zip(node.weights, laws, strict=True))
    value = tidy(entropy_of_list(m, run) - Add(*(w * entropy_of_list(p, run) for w, p in pairs)), run.facts)
    if len(m.pmf) <= FEW:
        by_divergence = tidy(Add(*(w * kl_of_list(p, m, run) for w, p in pairs)), run.facts)
        value = min(value, by_divergence, key=lambda e: e.count_ops())
    if run.explained:
        run.trace.add("definition (B.5) with m = sum w_i p_i", node, node.rewrite("KLDivergence"), source=BOOK)
    run.trace.add("summed over the outcomes", node, value)
    return value


def tidy(expr: Expr, facts: Facts) -> Expr:
    """The shortest form of a sum over few outcomes; long sums stay as they are."""
    return shortest(expr, facts) if len(Add.make_args(expr)) < FEW and expr.count_ops() < 150 else expr
