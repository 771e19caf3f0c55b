"""Laws given by a density or a mass function of the user's own."""

from __future__ import annotations

from typing import Any

from sympy import Abs, And, Expr, Interval, Lambda, Piecewise, Range, S, Set, log, piecewise_fold
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.law import Law
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
    """The law of a user's density on a support: an interval, or a range of integers."""
    lower, upper = _ends(support, discrete)
    function = _on_support(function, support) if discrete else function
    return Density(function, lower, upper, S(discrete))


def _ends(support: Set, discrete: bool) -> tuple[Expr, Expr]:
    if support in (S.Naturals, S.Naturals0, S.Integers):
        return {S.Naturals: S.One, S.Naturals0: S.Zero}.get(support, S.NegativeInfinity), S.Infinity
    if discrete and isinstance(support, Range) and support.step == 1:
        return support.start, support.stop if support.stop == S.Infinity else support.stop - 1
    if not discrete and (isinstance(support, Interval) or support == S.Reals):
        return support.inf, support.sup
    raise UnknownLawError(f"a support must be an interval or a range of integers of step 1, not {support}")


def _on_support(function: Lambda, support: Set) -> Lambda:
    """SymPy wraps a mass function into Piecewise((mass, k in support), (0, True)); on the support that is ``mass``."""
    body = function.expr
    if isinstance(body, Piecewise) and body.args[-1] == (S.Zero, S.true) and len(body.args) == 2:
        condition = body.args[0][1]
        if all(_is_bound(c) for c in (condition.args if isinstance(condition, And) else (condition,))):
            return Lambda(function.variables[0], body.args[0][0])
    return function


def _is_bound(condition: Boolean) -> bool:
    return bool(condition.is_Relational or condition.func.__name__ == "Contains")


def _boundaries(condition: Boolean, x: Expr) -> list[Expr]:
    relations = [r for r in condition.atoms(Relational) if r.has(x)]
    return [root for r in relations for root in _roots(r.lhs - r.rhs, x)]


def _roots(u: Expr, x: Expr) -> list[Expr]:
    slope = u.diff(x)
    return [] if slope.has(x) or slope == 0 else [-(u.subs(x, 0)) / slope]

