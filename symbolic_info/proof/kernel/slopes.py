"""The kernel's calculus for closed forms with parameters: signs by derivatives, limits by values close by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sympy import (
    Abs,
    Derivative,
    Dummy,
    Expr,
    Function,
    Ge,
    Gt,
    Heaviside,
    Le,
    Lt,
    Max,
    Min,
    Mul,
    Piecewise,
    S,
    Subs,
    Symbol,
    ceiling,
    expand,
    factor,
    floor,
    log,
    nan,
    oo,
    sign,
    together,
    zoo,
)
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget
from symbolic_info.facts import Facts, lift
from symbolic_info.proof.kernel import calculus
from symbolic_info.proof.kernel.signs import is_nonnegative, is_positive_product

DEEPEST = 2
MOST_OPERATIONS, FEW_OPERATIONS = 120, 60
KINKS = (Piecewise, Abs, sign, Max, Min, floor, ceiling, Heaviside)


def nonnegative(gap: Expr, facts: Facts, budget: Budget | None = None) -> bool:
    """Whether ``gap`` is at least 0 for all parameters that satisfy the facts; False where that is not decided.

    Errors: `BudgetSpent`.

    >>> from sympy import log
    >>> from sympy.abc import a, b
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.proof.kernel.slopes import nonnegative
    >>> nonnegative(log(a / b) + b / a - 1, Facts([a > 0, b > 0]))
    True
    """
    if gap.count_ops() > MOST_OPERATIONS or not gap.free_symbols:
        return False
    budget, up = budget or Budget(calculus.SECONDS), lift(facts.conditions)
    gap, facts = gap.xreplace(up), Facts(c.xreplace(up) for c in facts.conditions)
    short = gap.count_ops() <= FEW_OPERATIONS and all(isinstance(f, log) for f in gap.atoms(Function))
    if (short and _by_tangents(gap, facts)) or _by_slopes(gap, facts, budget):
        return True
    return short and _by_factors(gap, facts, budget)


def positive(gap: Expr, facts: Facts, budget: Budget | None = None) -> bool:
    """Whether ``gap`` is above 0: it rises or falls from 0, or from above 0, to where a parameter is.

    >>> from sympy import log
    >>> from sympy.abc import a, b
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.proof.kernel.slopes import positive
    >>> positive(log(a / b) + b / a - 1, Facts([a > 0, b > a])), positive(log(a / b) + b / a - 1, Facts([a > 0, b > 0]))
    (True, False)
    """
    if gap.count_ops() > MOST_OPERATIONS or not gap.free_symbols or gap.has(*KINKS):
        return False
    up = lift(facts.conditions)
    gap, facts = gap.xreplace(up), Facts(c.xreplace(up) for c in facts.conditions)
    return _touches(gap, facts, budget or Budget(calculus.SECONDS), 0, strict=True)


def _by_slopes(gap: Expr, facts: Facts, budget: Budget) -> bool:
    """Conditions that tie parameters together may be left out where every logarithm is defined without them."""
    if _of_one_variable(gap, facts, budget) or _touches(gap, facts, budget, 0):
        return True
    fewer = Facts(c for c in facts.conditions if len(c.free_symbols) == 1)
    wide = len(fewer.conditions) < len(facts.conditions) and all(fewer.positive(e.args[0]) for e in gap.atoms(log))
    return wide and _touches(gap, fewer, budget, 0)


def _by_tangents(gap: Expr, facts: Facts) -> bool:
    """By 1 - 1/u <= log(u) <= u - 1 for each logarithm with a factor of known sign."""
    marks = {node: Dummy() for node in sorted(gap.atoms(log), key=str)}
    bound = expand(gap.xreplace(marks))
    for node, mark in marks.items():
        (u,), share = node.args, bound.diff(mark)
        rising = is_nonnegative(share, facts)
        if share.has(*marks.values()) or not (rising or is_nonnegative(-share, facts)) or not facts.positive(u):
            return False
        bound = bound.xreplace({mark: 1 - 1 / u if rising else u - 1})
    bound = factor(together(bound))
    return bool(marks) and not bound.has(log) and (bound == 0 or is_nonnegative(bound, facts))


def _by_factors(gap: Expr, facts: Facts, budget: Budget) -> bool:
    """One factor whose sign is not evident."""
    rest: list[Expr] = []
    sign_ = S.One
    for part in Mul.make_args(factor(gap)):
        known = 1 if facts.positive(part) else -1 if facts.negative(part) else 0
        sign_ *= known or 1
        rest += [] if known else [part]
    return len(rest) == 1 and rest[0] != gap and _by_slopes(sign_ * rest[0], facts, budget)


def _of_one_variable(gap: Expr, facts: Facts, budget: Budget) -> bool:
    """A function of one positive parameter, or of the ratio of two, on the interval that the facts leave to it."""
    first, *others = sorted(gap.free_symbols, key=str)
    unit = others[0] if others else S.One
    if len(others) > 1 or not all(map(facts.nonnegative, (first, unit))):
        return False
    if others and not any(calculus.is_homogeneous(gap, first, unit, degree) for degree in (0, 1, 2)):
        return False
    upper = next((c for c in (S.Half, S.One) if facts.nonnegative(c * unit - first)), oo)
    lower = next((c for c in (S.One, S.Half) if facts.nonnegative(first - c * unit)), S.Zero)
    one = gap.xreplace({first: calculus.T} | dict.fromkeys(others, S.One))
    return lower < upper and calculus.nonnegative(one, (lower, upper), budget)


def _touches(gap: Expr, facts: Facts, budget: Budget, depth: int, strict: bool = False) -> bool:
    """0 where one parameter has a certain value, falling before it and rising behind it."""
    return any(_least_at(gap, *place, facts, budget, depth, strict) for place in _places(gap, facts))


def _places(gap: Expr, facts: Facts) -> Iterator[tuple[Symbol, Expr]]:
    symbols = sorted(gap.free_symbols, key=str)
    for symbol in symbols:
        yield from ((symbol, other) for other in symbols if other != symbol)
        yield from ((symbol, c) for c in (S.One, S.Half))


def _least_at(gap: Expr, symbol: Symbol, point: Expr, facts: Facts, budget: Budget, depth: int, strict: bool) -> bool:
    """``strict`` asks for a value above 0: at the point, or because the parameter has another value."""
    budget.check()
    value = gap.subs(symbol, point)
    if value.has(nan) or value.is_finite is False or not _is_joined(symbol, point, facts):
        return False
    if not _is_zero(value) and not facts.nonnegative(value):
        return False
    steep = strict and not facts.positive(value)
    if steep and not (facts.positive(symbol - point) or facts.positive(point - symbol)):
        return False
    slope = factor(together(gap.diff(symbol)))
    rises, falls = facts.with_conditions(symbol > point), facts.with_conditions(symbol < point)
    behind = facts.nonnegative(point - symbol) or _sign(slope, rises, budget, depth, steep)
    return behind and bool(facts.nonnegative(symbol - point) or _sign(-slope, falls, budget, depth, steep))


def _is_joined(symbol: Symbol, point: Expr, facts: Facts) -> bool:
    """Whether ``point`` is admitted or at the edge, and so all between it and the parameter: half-lines are convex."""
    if symbol.is_integer or (symbol.is_positive and not facts.positive(point)):
        return False
    if symbol.is_nonnegative and not facts.nonnegative(point):
        return False
    about = [c for c in facts.conditions if symbol in c.free_symbols]
    half_lines = (isinstance(c, Gt | Ge | Lt | Le) and not (c.lhs - c.rhs).diff(symbol, 2).expand() for c in about)
    return all(half_lines) and all(facts.nonnegative((c.gts - c.lts).subs(symbol, point)) for c in about)


def _is_zero(value: Expr) -> bool:
    return bool(value.expand() == 0 or together(value).expand() == 0)


def _sign(slope: Expr, facts: Facts, budget: Budget, depth: int, strict: bool) -> bool:
    if is_positive_product(slope, facts) if strict else is_nonnegative(slope, facts):
        return True
    return depth < DEEPEST and not slope.is_number and _touches(slope, facts, budget, depth + 1, strict)


def settled(side: Expr, facts: Facts) -> Expr:
    """Branches and sizes as the facts choose them under every derivative, at the point that is put in."""
    marks = {node: Dummy() for node in side.atoms(Subs)}
    plain = side.xreplace(marks)
    plain = plain.xreplace({d: _with_branches(d, facts, {}) for d in plain.atoms(Derivative)})
    put = {mark: Subs(_with_branches(s.expr, facts, _point(s)), s.variables, s.point) for s, mark in marks.items()}
    return plain.xreplace(put)


def is_inside(side: Expr, facts: Facts, conditions: Iterable[Boolean]) -> bool:
    """Whether the points put into derivatives are no edges of what the conditions admit."""
    at = [_point(node) for node in side.atoms(Subs)]
    return all(facts.decide(_open(c).subs(p)) for c in conditions for p in at if c.free_symbols & p.keys())


def _point(node: Subs) -> dict[Symbol, Expr]:
    return dict(zip(node.variables, node.point, strict=True))


def _with_branches(expr: Expr, facts: Facts, at: dict[Symbol, Expr]) -> Expr:
    return expr.xreplace({node: _chosen(node, facts, at) for node in expr.atoms(Piecewise, Abs)})


def _chosen(node: Expr, facts: Facts, at: dict[Symbol, Expr]) -> Expr:
    if isinstance(node, Abs):
        (inner,) = node.args
        there = inner.subs(at)
        return inner if facts.positive(there) else -inner if facts.negative(there) else node
    for value, condition in node.args:
        if facts.decide(_open(condition).subs(at)):
            return value
        if facts.decide(condition.subs(at)) is not False:
            return node
    return node


def _open(condition: Boolean) -> Boolean:
    """The condition without its edge: a derivative needs values on both sides."""
    return condition.gts > condition.lts if isinstance(condition, Ge | Le) else condition


def is_smooth(side: Expr) -> bool:
    """Whether only functions without kinks and infinities are differentiated."""
    return not any(d.expr.has(*KINKS, oo, -oo, zoo, nan) for d in side.atoms(Derivative))
