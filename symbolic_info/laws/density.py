"""Laws given by a density or a mass function of the user's own."""

from __future__ import annotations

from typing import Any

from sympy import (
    Abs,
    And,
    Dummy,
    Eq,
    Expr,
    Ge,
    Gt,
    Heaviside,
    Interval,
    Lambda,
    Le,
    Lt,
    Not,
    Piecewise,
    Range,
    S,
    Set,
    Symbol,
    ceiling,
    floor,
    log,
    piecewise_fold,
)
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law, exact
from symbolic_info.rules.logarithm import split_logs


class Density(Law):
    """The law with density (or mass function) ``function`` from ``lower`` to ``upper``."""

    @property
    def function(self) -> Lambda:
        return self.args[0]

    @property
    def lower(self) -> Expr:
        return self.args[1]

    @property
    def upper(self) -> Expr:
        return self.args[2]

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return bool(self.args[3] == S.true)

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        ordered = self.upper >= self.lower if self.discrete else self.upper > self.lower
        return () if ordered == S.true else (ordered,)

    @property
    def kinks(self) -> tuple[Expr, ...]:
        x = self.variable
        body = self.function(x)
        bends = [c for p in body.atoms(Piecewise) for _, cond in p.args for c in _boundaries(cond, x)]
        return tuple(dict.fromkeys([*bends, *(r for a in body.atoms(Abs) for r in _roots(a.args[0], x))]))

    def log_density(self, x: Expr) -> Expr:
        body = self.function(x)
        if body.has(Piecewise):
            body = piecewise_fold(body)
        if isinstance(body, Piecewise):
            return Piecewise(*((split_logs(log(e), self.facts), c) for e, c in body.args))
        return split_logs(log(body), self.facts)

    def _latex(self, printer: Any) -> str:
        x = self.function.variables[0]
        return rf"\left[{printer.doprint(x)} \mapsto {printer.doprint(self.function.expr)}\right]"


def from_density(function: Lambda, support: Set, discrete: bool) -> Density:
    """The law of a user's density on a support: an interval, or a range of integers.

    Where the density is 0 but on a part of the support, that part is the support of the law.

    >>> from sympy import Interval, Lambda, Piecewise, S, Symbol, exp
    >>> from symbolic_info.laws.density import from_density
    >>> x = Symbol("x", real=True)
    >>> from_density(Lambda(x, Piecewise((exp(-x), x > 0), (0, True))), S.Reals, False).support
    Interval(0, oo)
    """
    x = Symbol(function.variables[0].name, integer=True) if discrete else Symbol(function.variables[0].name, real=True)
    # Of a plain symbol, x < oo would stay open.
    function = Lambda(x, exact(function(x), "the density").replace(Heaviside, _step if discrete else _jump))
    law = Density(function, *_ends(support, discrete), S(discrete))
    while (narrower := _narrowed(law)) is not None:
        law = narrower
    return law


def _step(u: Expr, at_zero: Expr = S.Half) -> Expr:
    """Heaviside's function in pieces: SymPy breaks where it simplifies the function itself."""
    return Piecewise((1, u > 0), (at_zero, Eq(u, 0)), (0, True))


def _jump(u: Expr, at_zero: Expr = S.Half) -> Expr:
    """The same for a density, to which single points do not matter."""
    return Piecewise((1, u > 0), (0, True))


def _ends(support: Set, discrete: bool) -> tuple[Expr, Expr]:
    if support in (S.Naturals, S.Naturals0, S.Integers):
        return {S.Naturals: S.One, S.Naturals0: S.Zero}.get(support, S.NegativeInfinity), S.Infinity
    if discrete and isinstance(support, Range) and support.step == 1:
        return support.start, support.stop if support.stop == S.Infinity else support.stop - 1
    if not discrete and (isinstance(support, Interval) or support == S.Reals):
        return support.inf, support.sup
    raise UnknownLawError(f"a support must be an interval or a range of integers of step 1, not {support}")


def _narrowed(law: Density) -> Density | None:
    """The law without an outer Piecewise that is 0 in all branches but one.

    SymPy wraps densities so (``(density, x in support), (0, True)``), and users write them so.
    """
    x = Dummy("x", integer=True) if law.discrete else Dummy("x", real=True)
    branch = _only_branch(law.function(x))
    if branch is None:
        return None
    body, condition = branch
    ends: tuple[Expr, Expr] | None = (law.lower, law.upper)
    for bound in condition.args if isinstance(condition, And) else (condition,):
        ends = None if ends is None else _cut(ends, bound, x)
    variable = law.function.variables[0]
    return None if ends is None else Density(Lambda(variable, body.xreplace({x: variable})), *ends, S(law.discrete))


def _only_branch(body: Expr) -> tuple[Expr, Boolean] | None:
    if not isinstance(body, Piecewise) or body.args[-1][1] != S.true:
        return None
    branches = [i for i, (value, _) in enumerate(body.args) if value != 0]
    if len(branches) != 1:
        return None
    value, condition = body.args[branches[0]]
    return value, And(condition, *(Not(c) for _, c in body.args[: branches[0]]))


def _cut(ends: tuple[Expr, Expr], bound: Boolean, x: Symbol) -> tuple[Expr, Expr] | None:
    """The interval cut off at ``x >= c`` or ``x <= c``; None where it is not known which is the tighter end."""
    lower, upper = ends
    facts = Facts(c for c in (x >= lower, x <= upper, upper >= lower) if c not in (S.true, S.false))
    inner = (
        facts
        if x.is_integer
        else facts.with_conditions(*(c for c in (x > lower, x < upper) if c not in (S.true, S.false)))
    )
    if inner.decide(bound):
        return ends
    side = _side(bound, x)
    if side is None:
        return None
    is_lower, c = side
    if is_lower and (lower == S.NegativeInfinity or facts.nonnegative(c - lower)):
        return c, upper
    if not is_lower and (upper == S.Infinity or facts.nonnegative(upper - c)):
        return lower, c
    return None


def _side(bound: Boolean, x: Symbol) -> tuple[bool, Expr] | None:
    """(True, c) for x >= c and (False, c) for x <= c; strict bounds on integers move to the next one."""
    if not isinstance(bound, Gt | Ge | Lt | Le):
        return None
    gap = bound.gts - bound.lts
    slope = gap.diff(x)
    if slope not in (1, -1):
        return None
    c = -slope * gap.subs(x, 0)
    if not x.is_integer:
        return slope == 1, c
    if not c.is_integer:
        return (slope == 1, ceiling(c) if slope == 1 else floor(c)) if c.is_Rational else None
    return slope == 1, c + slope if isinstance(bound, Gt | Lt) else c


def _boundaries(condition: Boolean, x: Expr) -> list[Expr]:
    relations = [r for r in condition.atoms(Relational) if r.has(x)]
    return [root for r in relations for root in _roots(r.lhs - r.rhs, x)]


def _roots(u: Expr, x: Expr) -> list[Expr]:
    slope = u.diff(x)
    return [] if slope.has(x) or slope == 0 else [-(u.subs(x, 0)) / slope]
