"""Measures of laws with finitely many outcomes: explicit sums with 0 log 0 = 0."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Add, And, Eq, Expr, Or, Piecewise, S, Symbol, exp, log, nan, oo, zoo
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

FEW, FAR = 100, 1.25
Term = tuple[Expr, Expr]


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
            terms.append((weight, _log(numerator(weight) / found.value)))
    return _unless_infinite(terms, And(*finite))


def _log(arg: Expr) -> Expr:
    """log of a positive number or symbol; but for these, SymPy returns it unchanged after milliseconds of questions."""
    return log(arg, evaluate=bool(arg.is_Rational or arg.has(exp, Exp1, ImaginaryUnit)))


def _unless_infinite(terms: list[Term], condition: Boolean) -> Expr:
    """The sum of the terms where the condition holds, by what its equations say, and infinity elsewhere."""
    total = Add(*(weight * log_ for weight, log_ in terms))
    point = _solved(condition)
    if point:
        condition = And(*(c for c in And.make_args(condition) if _solved(c)), condition.subs(point))
        total = _at(terms, point, total)
    return oo if condition == S.false else Piecewise((total, condition), (oo, True))


def _solved(condition: Boolean) -> dict[Symbol, Expr]:
    """The numbers that the equations in one symbol among the parts of a condition make of it."""
    found: dict[Symbol, Expr] = {}
    for part in And.make_args(condition):
        if isinstance(part, Eq) and len(part.free_symbols) == 1:
            (symbol,), difference = part.free_symbols, part.lhs - part.rhs
            slope = difference.diff(symbol)
            if slope.is_Rational and slope != 0:
                found.setdefault(symbol, symbol - (difference / slope).expand())
    return found


def _at(terms: list[Term], point: dict[Symbol, Expr], total: Expr) -> Expr:
    """The sum at a point, where a term of weight 0 is 0; as it stands where a logarithm has no value there."""
    left = [(weight.subs(point), log_) for weight, log_ in terms]
    value = Add(*(weight * log_.subs(point) for weight, log_ in left if weight != 0))
    return total if value.has(oo, zoo, nan) else value


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
    """The sum of the divergences from m, which keeps its digits, or H(m) - sum w_i H(p_i) where that is far shorter."""
    m = mixture(laws, node.weights)
    assert isinstance(m, Finite)
    pairs = list(zip(node.weights, laws, strict=True))
    value = tidy(entropy_of_list(m, run) - Add(*(w * entropy_of_list(p, run) for w, p in pairs)), run.facts)
    if len(m.pmf) <= FEW:
        terms = (w * t for w, p in pairs for t in Add.make_args(_known(kl_of_list(p, m, run))))
        by_divergence = Add(*(tidy(t, run.facts) for t in terms))
        value = min(value, tidy(by_divergence, run.facts), key=lambda e: e.count_ops())
        if value.free_symbols and by_divergence.count_ops() < FAR * value.count_ops():
            value = by_divergence
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
