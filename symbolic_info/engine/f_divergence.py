"""f-divergences: a power times powers of the logarithm is a derivative of the integral of p**a q**(1 - a)."""

from __future__ import annotations

from sympy import Add, Dummy, Expr, Mul, Piecewise, S, Symbol, log, oo

from symbolic_info.engine.ladder import Run
from symbolic_info.engine.support import contained
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law, as_model
from symbolic_info.measures.f_divergence import FDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.power_integral import PowerIntegral
from symbolic_info.rules.coefficients import length
from symbolic_info.rules.shorten import shortest


def f_divergence_of(node: FDivergence, run: Run) -> Expr | None:
    """Term by term, for sums of c t**a log(t)**k and laws of which one lives on the support of the other."""
    p, q = node.laws
    if any(isinstance(law, Abstract) for law in node.laws) or p.dimension != 1:
        return None
    if all(isinstance(as_model(law), Finite) for law in node.laws):
        return min((shortest(e, run.facts) for e in (node.definition, node.definition.expand())), key=length)
    inside, reverse = contained(p, q, run.facts), contained(q, p, run.facts)
    if (inside == S.false and node.slope_at_infinity() == oo) or (reverse == S.false and node.at_zero() == oo):
        return oo
    if inside == S.true and (reverse == S.true or _has_value_at_zero(node)):
        return _by_terms(node, run)
    dual = FDivergence(q, p, node.conjugate_function)
    return _by_terms(dual, run) if reverse == S.true and _has_value_at_zero(dual) else None


def _has_value_at_zero(node: FDivergence) -> bool:
    """Whether every term of f has a limit at 0: then E_q counts what only q has as it should."""
    t = Symbol("t", positive=True)
    shapes = [_power_and_logs(term, t) for term in Add.make_args(node.function(t).expand())]
    return all(s is not None and (s[1].is_positive or s[1:] == (0, 0)) for s in shapes)


def _by_terms(node: FDivergence, run: Run) -> Expr | None:
    t = Symbol("t", positive=True)
    run.trace.add("definition", node, node.definition)
    values = []
    for term in Add.make_args(node.function(t).expand()):
        shape = _power_and_logs(term, t)
        if shape is None:
            return None
        coefficient, exponent, logs = shape
        value = _mean(node.laws[0], node.laws[1], exponent, logs, run)
        if value is None:
            return None
        values.append(coefficient * value)
    result = shortest(Add(*values), run.facts)
    run.trace.add("integrals of powers, term by term", node, result)
    return result


def _power_and_logs(term: Expr, t: Symbol) -> tuple[Expr, Expr, int] | None:
    """(c, a, k) of c t**a log(t)**k."""
    coefficient, moving = term.as_independent(t, as_Add=False)
    exponent, logs = S.Zero, 0
    for f in Mul.make_args(moving):
        base, power = f.as_base_exp()
        if base == t and not power.has(t):
            exponent += power
        elif base == log(t) and power.is_Integer and power > 0:
            logs += int(power)
        elif f != 1:
            return None
    return coefficient, exponent, logs


def _mean(p: Law, q: Law, a: Expr, k: int, run: Run) -> Expr | None:
    """E_q[(p/q)**a log(p/q)**k]."""
    if k == 0:
        return S.One if a in (0, 1) else run.evaluated(PowerIntegral(p, q, a, 1 - a))
    if k == 1 and a in (0, 1):
        value = run.evaluated(KLDivergence(p, q) if a == 1 else KLDivergence(q, p))
        return value if value is None or a == 1 else -value
    order = Dummy("a", positive=True)
    value = run.evaluated(PowerIntegral(p, q, order, 1 - order))
    return None if value is None else _derivative(value, order, a, k, run)


def _derivative(value: Expr, order: Symbol, a: Expr, k: int, run: Run) -> Expr | None:
    """The k-th derivative inside the strip; on its border and beyond nothing is said."""
    if isinstance(value, Piecewise):
        value, condition = value.args[0]
        if run.facts.reduce(condition.subs(order, a)) != S.true:
            return None
    return value.diff(order, k).subs(order, a)
