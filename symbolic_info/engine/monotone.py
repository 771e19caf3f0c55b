"""The supremum of a log-ratio that rises or falls between its kinks: the largest of its values at their ends."""

from __future__ import annotations

from sympy import Dummy, Expr, Max, Not, Piecewise, Pow, S, Symbol, factor, log, oo

from symbolic_info.engine.sections import Section, Undecided, between, decided, sections
from symbolic_info.engine.support import distance_moved
from symbolic_info.facts import Facts
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import Law
from symbolic_info.rules.logarithm import split_logs
from symbolic_info.rules.shorten import shortest

MOST_CASES = 4


def largest_ratio(p: Law, q: Law, facts: Facts) -> Expr | None:
    """sup log p/q of two laws on one interval; None where the log-ratio is not known to be monotone in pieces."""
    moved = distance_moved(p, q)
    if moved is None:
        return _by_cases(p, q, facts, MOST_CASES)
    d = Dummy("d", nonnegative=True)
    value = _by_cases(moved[0], affine(moved[0], S.One, d), facts, MOST_CASES)
    return None if value is None else value.xreplace({d: moved[1]})


def _by_cases(p: Law, q: Law, facts: Facts, cases: int) -> Expr | None:
    try:
        return _over_pieces(p, q, facts)
    except Undecided as question:
        asked, shown = question.claim, facts.reduce(facts.reduce(question.claim))
    if cases == 1:
        return None
    first = _by_cases(p, q, facts.with_conditions(asked, shown), cases // 2)
    second = _by_cases(p, q, facts.with_conditions(Not(asked), Not(shown)), cases // 2)
    return None if first is None or second is None else Piecewise((first, shown), (second, True))


def _over_pieces(p: Law, q: Law, facts: Facts) -> Expr | None:
    x = Dummy("x", real=True, positive=True if facts.nonnegative(p.lower) else None)
    ratio = split_logs(p.log_density(x) - q.log_density(x), between(x, p.lower, p.upper, facts)).expand()
    parts = sections(ratio, x, p.lower, p.upper, facts) or []
    tops = [_top(part, x, facts) for part in parts]
    if None in tops or not tops or (p.discrete and len(parts) > 1):
        return None
    return shortest(oo if oo in tops else Max(*(top for top in tops if top is not None)), facts)


def _top(part: Section, x: Symbol, facts: Facts) -> Expr | None:
    """The largest value on one piece, infinite where it rises to the end of a half-line."""
    low, high, ratio = part
    inside = between(x, low, high, facts)
    constant, moving = factor(ratio.diff(x)).as_independent(x, as_Add=False)
    sign = 1 if inside.positive(moving) else -1 if inside.negative(moving) else 0
    if constant == 0 or sign == 0:
        return ratio if constant == 0 else None
    if decided(sign * constant > 0, facts):
        return _at_end(ratio, x, high, facts)
    top = _at_end(ratio, x, low, facts)
    return top if top != oo or decided(sign * constant < 0, facts) else ratio.as_independent(x, as_Add=True)[0]


def _at_end(ratio: Expr, x: Symbol, end: Expr, facts: Facts) -> Expr | None:
    """The value that a function rises to: at an infinite end, or at 0 with a logarithm, there is no bound."""
    terms = {t.as_independent(x, as_Add=False)[1] for t in ratio.as_independent(x, as_Add=True)[1].as_ordered_terms()}
    if end.is_finite and not (end == 0 and log(x) in terms):
        value = ratio.subs(x, end)
        return value if value.is_finite is not False else None
    return oo if len(terms) == 1 and all(t in (x, log(x)) or _is_growing(t, x, facts) for t in terms) else None


def _is_growing(term: Expr, x: Symbol, facts: Facts) -> bool:
    """Whether a term is a positive power of x."""
    return isinstance(term, Pow) and term.base == x and not term.exp.has(x) and bool(facts.positive(term.exp))
