"""Where a formula is 0/0: what a denominator excludes is evaluated on its own, under the equation that makes it 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sympy import Add, And, Eq, Expr, Mul, Piecewise, Pow, S, Symbol, preorder_traversal
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import BudgetSpent
from symbolic_info.engine.ladder import Run
from symbolic_info.engine.trace import Trace
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.facts import Facts
from symbolic_info.measures.node import Measure
from symbolic_info.measures.power_integral import PowerMeasure
from symbolic_info.rules.factored import factored

MOST_GAPS = 3
SHARE = 0.3
LONGEST_FACTOR = 40
LONGEST_ROOT = 3
HIGHEST_POWER = 24

Root = tuple[Symbol, Expr]


def with_gaps_filled(value: Expr, node: Measure, run: Run, depth: int = 2) -> Expr:
    """``value`` as a Piecewise that is right where denominators vanish too.

    The node is evaluated under each equation that the facts leave possible; where it has no closed form or is infinite
    there, or time is short, nothing is said about that point.
    """
    branches = value.args if isinstance(value, Piecewise) else ((value, S.true),)
    pairs: list[tuple[Expr, Boolean]] = []
    for inner, condition in branches:
        known = run.facts.with_conditions(*(() if condition == S.true else (condition,)))
        for symbol, root in list(dict.fromkeys(_roots(inner, known)))[:MOST_GAPS] if depth else ():
            filled = _at(node, symbol, root, run, depth)
            if filled is not None:
                pairs.append((filled, And(condition, Eq(symbol, root))))
        pairs.append((inner, condition))
    return Piecewise(*pairs) if len(pairs) > len(branches) else value


def _at(node: Measure, symbol: Symbol, root: Expr, run: Run, depth: int) -> Expr | None:
    """The closed form where ``symbol`` is ``root``."""
    conditions = [c.xreplace({symbol: root}) for c in run.facts.conditions]
    if S.false in conditions or (symbol in node.args and not isinstance(node, PowerMeasure)):
        return None
    facts = Facts(c for c in conditions if c != S.true)
    inner = replace(run, facts=facts, trace=Trace(), budget=run.budget.share(SHARE))
    try:
        special = node.xreplace({symbol: root})
        value = inner.evaluated(special) if isinstance(special, Measure) else special
    except (SymbolicInfoError, BudgetSpent):
        return None
    if value is None or value.has(S.NaN, S.ComplexInfinity) or value.is_infinite:
        return None
    run.trace.add("where a denominator vanishes", special, value, condition=Eq(symbol, root))
    return with_gaps_filled(value, special, inner, depth - 1) if isinstance(special, Measure) else value


def _roots(value: Expr, facts: Facts) -> Iterator[Root]:
    """The equations ``symbol = root`` under which a denominator changes its sign, as far as they are simple."""
    powers = [e for e in preorder_traversal(value) if isinstance(e, Pow) and e.exp.could_extract_minus_sign()]
    bases = dict.fromkeys(p.base for p in powers if isinstance(p.base, Add) and _is_short(p.base))
    for f in dict.fromkeys(f for base in bases for f in Mul.make_args(factored(base)) if isinstance(f, Add)):
        at_edge = facts.nonnegative(f) or facts.nonnegative(-f)
        if not at_edge and facts.zero(f) is None and (found := _root(f, facts)) is not None:
            yield found


def _is_short(base: Expr) -> bool:
    """Whether a sum with parameters is factored in no time."""
    exponents = [e.exp for e in base.atoms(Pow) if e.exp.is_Rational]
    low = all(max(abs(exponent.p), exponent.q) <= HIGHEST_POWER for exponent in exponents)
    return bool(low and base.free_symbols and base.count_ops() <= LONGEST_FACTOR)


def _root(f: Expr, facts: Facts) -> Root | None:
    symbols = sorted(f.free_symbols, key=str)
    for x in symbols:
        equal = next((y for y in symbols if y != x and f.xreplace({y: x}).expand() == 0), None)
        if equal is not None:
            return equal, x
    for x in symbols:
        slope = f.diff(x)
        if not slope.has(x) and facts.zero(slope) is False:
            root = (-f.xreplace({x: S.Zero}) / slope).expand()
            if root.count_ops() <= LONGEST_ROOT and facts.decide(Eq(x, root)) is not False:
                return x, root
    return None
