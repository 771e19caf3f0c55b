"""Features that are smooth only piece by piece: where they bend, and what they are in between."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Abs, Dummy, Expr, Pow, S, Symbol, exp, log, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.rules.bends import first_bend, smooth

Section = tuple[Expr, Expr, Expr]


@dataclass
class Undecided(Exception):
    """The form of a result depends on ``claim``, which the facts leave open."""

    claim: Boolean


def decided(claim: Boolean, facts: Facts) -> bool:
    """Whether ``claim`` holds; raises `Undecided` where that is not known."""
    known = facts.decide(claim)
    if known is None:
        raise Undecided(claim)
    return known


def at_least(a: Expr, b: Expr, facts: Facts) -> bool:
    """Whether ``a >= b`` for points of the line or its ends."""
    if a in (b, oo) or b == -oo:
        return True
    return False if a == -oo or b == oo else decided(S(a >= b), facts)


def known(a: Expr, b: Expr, facts: Facts) -> bool:
    """Whether ``a >= b`` is certain."""
    try:
        return at_least(a, b, facts)
    except Undecided:
        return False


def between(x: Symbol, low: Expr, high: Expr, facts: Facts) -> Facts:
    """The facts with ``low < x < high``, ends included on the integers."""
    ends = (x >= low, x <= high) if x.is_integer else (x > low, x < high)
    return facts.with_conditions(*(c for c in ends if c not in (S.true, S.false)))


def sections(f: Expr, x: Symbol, low: Expr, high: Expr, facts: Facts) -> list[Section] | None:
    """``f`` on adjoining intervals that make up (low, high), as (left end, right end, smooth function).

    None where a bend is not the zero of a function ``a g(x) + b`` with g one of x, exp, log and powers;
    raises `Undecided` where the order of the bends depends on parameters.

    >>> from sympy import Abs, Symbol, oo
    >>> from symbolic_info.engine.sections import sections
    >>> from symbolic_info.facts import Facts
    >>> x = Symbol("x", real=True)
    >>> sections(Abs(x - 1), x, 0, oo, Facts())
    [(0, 1, 1 - x), (1, oo, x - 1)]
    """
    inside = between(x, low, high, facts)
    g = smooth(f, inside)
    bend = first_bend(g, x)
    if bend is None:
        return [(low, high, g)]
    slope = _slope_sign(bend, x, inside)
    root = _root(bend, x, slope, inside) if slope else None
    if root is None:
        return None
    if not at_least(root, low, inside):
        return sections(g, x, low, high, facts.with_conditions(slope * bend > 0))
    if not at_least(high, root, inside):
        return sections(g, x, low, high, facts.with_conditions(slope * bend < 0))
    left = sections(g, x, low, root, facts.with_conditions(slope * bend < 0))
    right = sections(g, x, root, high, facts.with_conditions(slope * bend > 0))
    return None if left is None or right is None else left + right


def _root(u: Expr, x: Symbol, slope: int, facts: Facts) -> Expr | None:
    """The zero of ``scale g(x) + rest`` for g one of x, exp(x), log(x), x**r."""
    rest, moving = u.expand().as_independent(x, as_Add=True)
    scale, g = moving.as_independent(x, as_Add=False)
    level = -rest / scale
    if g == x:
        return level
    if isinstance(g, log) and g.args[0] == x:
        return exp(level)
    rate = g.args[0].diff(x) if isinstance(g, exp) else S.One
    if rate.has(x) or not (isinstance(g, exp) or (isinstance(g, Pow) and g.base == x and x.is_positive)):
        return None
    rising = 1 if facts.positive(scale) else -1
    from_zero = isinstance(g, Pow) and facts.positive(g.exp)
    if not decided(S(-rising * rest >= 0) if from_zero else S(-rising * rest > 0), facts):
        return None
    return log(level) / rate if isinstance(g, exp) else level ** (1 / g.exp)


def _slope_sign(u: Expr, x: Symbol, facts: Facts) -> int:
    slope = u.diff(x)
    return 1 if facts.positive(slope) else -1 if facts.negative(slope) else 0


def even_offset(f: Expr, x: Symbol) -> tuple[Expr, dict[Expr, Expr]]:
    """For a symmetric X, E f(X; d) depends on \\|d\\| only where f(-x; -d) = f(x; d): d may be taken non-negative."""
    inner = [a.args[0] for a in f.atoms(Abs) if a.has(x)]
    slopes = [u.diff(x) for u in inner]
    if any(s.has(x) or s == 0 for s in slopes):
        return f, {}
    roots = {(-u.subs(x, 0) / s).expand() for u, s in zip(inner, slopes, strict=True)} - {S.Zero}
    offset = min(roots, key=str, default=S.Zero)
    if len(roots) != 1 or offset.is_nonnegative or not offset.is_extended_real:
        return f, {}
    mark, stand_in = Dummy("d", real=True), Dummy("d", nonnegative=True)
    centres = [mark if u.subs(x, 0) != 0 else S.Zero for u in inner]
    marked = f.xreplace({Abs(u): Abs(s) * Abs(x - c) for u, s, c in zip(inner, slopes, centres, strict=True)})
    if marked.xreplace({mark: -mark, x: -x}) != marked:
        return f, {}
    return marked.xreplace({mark: stand_in}), {stand_in: Abs(offset)}
