"""Entropies and divergences of laws of vectors and matrices: one rule, the linearity of the expectation."""

from __future__ import annotations

from sympy import Add, And, Dummy, Expr, Indexed, Mul, Piecewise, S, Sum, factor_terms, log, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.ladder import Run
from symbolic_info.engine.powers import Case
from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law
from symbolic_info.laws.vector.features import Feature, pulled_out
from symbolic_info.laws.vector.law import Known, VectorLaw, log_power_integral
from symbolic_info.rules.multigamma import with_letters
from symbolic_info.rules.shelter import outermost, sheltered
from symbolic_info.rules.shorten import shortest

RULE = "linearity of the expectation over the features of the log-density"
SOURCE = "Nielsen & Nock 2011, arXiv:1105.3259"


def of_vectors(node: Expr, p: Law, q: Law, run: Run, divergence: bool) -> Expr | None:
    """A_q - sum_j d_j E_p F_j for log q = sum_j d_j F_j - A_q; for a divergence minus the same of p itself."""
    if not (isinstance(p, VectorLaw) and isinstance(q, VectorLaw)):
        return None
    inside = p.within(q)
    if inside is None:
        return None
    value = _value(p, q, run.facts, divergence) if inside else oo
    if value is not None:
        run.trace.add(RULE, node, value, source=SOURCE)
    return value


def cases_of_vectors(p: Law, q: Law, a: Expr, b: Expr, facts: Facts) -> tuple[Case, ...] | None:
    """log of the integral of p**a q**b, infinite outside of its condition."""
    found = log_power_integral(p, q, a, b, facts)
    if found is None:
        return None
    case = Case(printed(found.value, facts), found.condition)
    return {S.true: (case,), S.false: (Case(oo),)}.get(found.condition, (case, Case(oo)))


def _value(p: VectorLaw, q: VectorLaw, facts: Facts, divergence: bool) -> Expr | None:
    constant = q.log_normalizer - (p.log_normalizer if divergence else S.Zero)
    parts = _parts(p, q, divergence)
    if parts is None:
        return None
    conditions: list[Boolean] = []
    infinite: set[int] = set()
    for _, weight, mean in parts:
        condition = facts.reduce(mean.condition)
        if condition != S.true:
            conditions.append(condition)
            infinite.add(1 if facts.positive(weight) else -1 if facts.negative(weight) else 0)
    total = printed(constant + Add(*(f.total(w * m.value) for f, w, m in parts)), facts)
    return _guarded(total, And(*conditions), infinite)


def _parts(p: VectorLaw, q: VectorLaw, divergence: bool) -> list[tuple[Feature, Expr, Known]] | None:
    """The features with their weights and expectations; None where one is not known."""
    own, other, parts = p.kernel if divergence else {}, q.kernel, []
    for feature in {**own, **other}:
        mean = p.expected(feature)
        if mean is not None and mean.value == 0:
            continue
        weight = own.get(feature, S.Zero) - other.get(feature, S.Zero)
        if weight.expand() == 0:
            continue
        if mean is None:
            return None
        parts.append((feature, weight, mean))
    return parts


def _guarded(total: Expr, condition: Boolean, infinite: set[int]) -> Expr | None:
    """Infinite of one sign outside the condition; not known where signs compete."""
    if condition == S.true:
        return total if total in (oo, -oo) or not total.has(oo, -oo) else None
    if len(infinite) > 1 or 0 in infinite or total.has(oo, -oo):
        return None
    return Piecewise((total, condition), (infinite.pop() * oo, True))


def printed(total: Expr, facts: Facts) -> Expr:
    """The shortest form, also of sums and with symbolic matrices."""
    total = total.xreplace({e: _printed_sum(e, facts) for e in outermost(total, Sum)})
    found = with_letters(sheltered(total, lambda e: _shorter(e, facts)))
    shared = found.primitive()[0] if isinstance(found, Add) else S.One
    return found if shared == 1 else _before_brackets(shared, found)


def _shorter(total: Expr, facts: Facts) -> Expr:
    short = shortest(total, facts)
    return min((short, factor_terms(short), _with_ratios(total)), key=lambda e: e.count_ops())


def _with_ratios(total: Expr) -> Expr:
    """log x - log y as log(x/y) inside of products; what stands in a log-density is positive."""
    return total.replace(_is_log_ratio, _ratio)


def _is_log_ratio(e: Expr) -> bool:
    return isinstance(e, Add) and all(isinstance(t, log) or isinstance(-t, log) for t in e.args)


def _ratio(e: Expr) -> Expr:
    return log(Mul(*(t.args[0] if isinstance(t, log) else 1 / (-t).args[0] for t in e.args)))


def _before_brackets(shared: Expr, total: Expr) -> Expr:
    """(x + y)/2 in place of x/2 + y/2, where that is shorter."""
    bracketed = Mul(shared, Add(*(t / shared for t in Add.make_args(total))), evaluate=False)
    return min((total, bracketed), key=lambda e: e.count_ops())


def _printed_sum(total: Sum, facts: Facts) -> Expr:
    """The summand in its shortest form (entries are positive), its constant factor in front of the sum."""
    if not total.free_symbols:
        return pulled_out(total)
    marks = {e: Dummy(positive=True) for e in outermost(total.function, Indexed, Sum)}
    inner = shortest(total.function.xreplace(marks), facts)
    return pulled_out(Sum(inner.xreplace({new: old for old, new in marks.items()}), *total.limits))
