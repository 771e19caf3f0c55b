"""Rényi, Tsallis, chi-square, Hellinger and alpha measures: functions of an integral of powers."""

from __future__ import annotations

from sympy import Add, And, Expr, Not, Or, Piecewise, S, log, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.hypergeometric import log_power_sum
from symbolic_info.engine.ladder import Run
from symbolic_info.engine.powers import Case, log_power_integral
from symbolic_info.engine.support import halves, unmapped
from symbolic_info.engine.supremum import log_supremum
from symbolic_info.engine.vector import cases_of_vectors
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.joint import Product
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.mass import listed, mass
from symbolic_info.measures.power_integral import PowerIntegral, PowerMeasure
from symbolic_info.rules.coefficients import length
from symbolic_info.rules.exponents import exponential_of, with_powers
from symbolic_info.rules.shelter import sheltered
from symbolic_info.rules.shorten import shortest

Pair = tuple[Expr, Boolean]


def power_integral_of(node: PowerIntegral, run: Run) -> Expr | None:
    """The integral of p**a q**b itself."""
    cases = _cases(node, run)
    if cases is None:
        return None
    return _piecewise([(shortest(exponential_of(c.log), run.facts), c.condition) for c in cases])


def power_measure_of(node: PowerMeasure, run: Run) -> Expr | None:
    """A function of the logarithm of the integral, case by case."""
    if node.limit is not None:
        run.trace.add("the limit at this order", node, node.limit)
        return run.evaluated(node.limit)
    if node.order_is_infinite:
        return _of_infinite_order(node, run)
    cases = _cases(node.integral, run)
    if cases is None:
        return None
    run.trace.add("definition", node, node.definition)
    _explain(node.integral, cases, run)
    value = _piecewise(_decided([(_in_case(node, c, run), c.condition) for c in cases], run.facts))
    run.trace.add("insert and simplify", node, value)
    return value


def _of_infinite_order(node: PowerMeasure, run: Run) -> Expr | None:
    """The smallest -log p, or the largest log p/q."""
    found = log_supremum(node.laws[0], node.laws[1] if node.arity == 2 else None, run)
    if found is None:
        return None
    value = shortest(found if node.arity == 2 else -found, run.facts)
    run.trace.add("the largest value of the logarithm", node, value)
    return value


def _in_case(node: PowerMeasure, case: Case, run: Run) -> Expr:
    if case.log in (oo, -oo):
        return node.infinite if case.log == oo else node.vanishing
    facts = run.facts.with_conditions(case.condition)
    logs = (case.log, shortest(case.log, facts))
    forms = [sheltered(node.of_log(form), with_powers) for form in logs]
    return min((*(shortest(form, facts) for form in forms), *forms), key=length)


def _explain(node: PowerIntegral, cases: tuple[Case, ...], run: Run) -> None:
    for case in cases if run.explained else ():
        run.trace.add("transform of the law, inside its strip of convergence", log(node), case.log, case.condition)


def _decided(pairs: list[Pair], facts: Facts) -> list[Pair]:
    """Inner cases of a branch opened, by what is known where the branches before it do not hold."""
    opened: list[Pair] = []
    for value, condition in pairs:
        known = facts.with_conditions(*(Not(c) for _, c in opened if not isinstance(c, And)))
        inner = value.args if isinstance(value, Piecewise) else ((value, S.true),)
        for v, c in inner:
            reduced = known.reduce(c)
            if reduced != S.false:
                opened.append((v, And(condition, reduced)))
            if reduced == S.true:
                break
    return opened


def _piecewise(pairs: list[Pair]) -> Expr:
    return pairs[0][0] if len(pairs) == 1 else Piecewise(*pairs)


def _cases(node: PowerIntegral, run: Run) -> tuple[Case, ...] | None:
    p, q = node.laws
    a, b = node.args[2:]
    if any(isinstance(law, Abstract) for law in node.laws):
        return None
    if (cases := cases_of_vectors(p, q, a, b, run.facts)) is not None:
        return cases
    if isinstance(p, Product) and isinstance(q, Product) and len(p.laws) == len(q.laws):
        return _of_parts(node, run)
    outcomes = listed(p)
    if isinstance(outcomes, Finite) and isinstance(as_model(p), Finite):
        return _of_list(outcomes, q, a, b, run)
    if p.dimension != 1:
        return None if outcomes is None else _of_list(outcomes, q, a, b, run)
    inner = unmapped(p, q) or halves(p, q) if a + b == 1 else None
    found = log_power_integral(*(inner or (p, q)), a, b, run) or log_power_sum(*(inner or (p, q)), a, b, run.facts)
    return found if found is not None or outcomes is None else _of_list(outcomes, q, a, b, run)


def _of_parts(node: PowerIntegral, run: Run) -> tuple[Case, ...] | None:
    """The logarithms over independent parts add up, where each integral is finite, or infinite otherwise."""
    p, q, a, b = node.args
    found = [_cases(PowerIntegral(x, y, a, b), run) for x, y in zip(p.laws, q.laws, strict=True)]
    cases = [c for part in found if part is not None for c in part]
    if None in found or any(c.log == -oo for c in cases) or any(part and len(part) > 2 for part in found):
        return None
    finite = [c for c in cases if c.log != oo]
    if len(finite) < len(found):
        return (Case(oo),) if any(part == (Case(oo),) for part in found) else None
    condition = And(*(c.condition for c in finite))
    total = Case(Add(*(c.log for c in finite)), condition)
    return (total,) if condition == S.true else (total, Case(oo))


def _of_list(p: Finite, q: Law, a: Expr, b: Expr, run: Run) -> tuple[Case, ...]:
    """The sum over the outcomes; where q = 0 and p > 0 it is infinite for b < 0."""
    terms, missed = [], []
    for x, w in p.pmf.items():
        run.budget.check()
        other = S.One if b == 0 else mass(q, x)
        if w != 0 and other == 0:
            missed.append(w > 0)
        elif w != 0:
            terms.append(_power(w, a) * _power(other, b))
    total = Add(*terms)
    infinite = And(Or(*missed), run.facts.reduce(b < 0))
    rest = Case(-oo if total == 0 else log(total))
    return (rest,) if infinite == S.false else (Case(oo, infinite), rest)


def _power(base: Expr, exponent: Expr) -> Expr:
    """The power of a probability, 0**0 = 0: an outcome of probability 0 does not count."""
    if exponent != 0 or base.is_positive:
        return base**exponent
    return Piecewise((S.One, base > 0), (S.Zero, True))
