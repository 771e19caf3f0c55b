"""A law seen in another variable: x = x(u) with u on a standard support."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sympy import Add, Dummy, Expr, Pow, S, Symbol, exp, log, pi, sin
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law
from symbolic_info.laws.recognize.features import features


class Presumed(Facts):
    """Facts that take an undecided sign of a parameter for positive; the sign of ``u`` stays open.

    Only for guessing a law: a guess is verified under strict facts and its own conditions.
    """

    def __init__(self, conditions: Iterable[Boolean], u: Symbol) -> None:
        super().__init__(conditions)
        self.u = u

    def with_conditions(self, *more: Boolean) -> Presumed:
        return Presumed((*self.conditions, *more), self.u)

    def _sign(self, expr: Expr, strict: bool) -> bool | None:
        known = super()._sign(expr, strict)
        return known if known is not None else self._presumed(expr)

    def _factor_sign(self, factor_: Expr) -> int | None:
        known = super()._factor_sign(factor_)
        return 1 if known is None and self._presumed(factor_) else known

    def _presumed(self, expr: Expr) -> bool | None:
        if not expr.has(self.u) or isinstance(expr, exp):
            return True
        if isinstance(expr, Pow):
            return self._sign(expr.base, True) or None
        free, moving = expr.as_independent(self.u, as_Add=True)
        return (isinstance(expr, Add) and all(self._sign(a, True) for a in (free, *Add.make_args(moving)) if a)) or None


@dataclass(frozen=True)
class Chart:
    """The points ``x`` of a law in terms of ``u``; ``log_slope`` is log |dx/du|, ``known`` the range of ``u``."""

    law: Law
    x: Expr
    u: Symbol
    log_slope: Expr = S.Zero
    known: tuple[Boolean, ...] = ()

    def through(self, point: Expr, v: Symbol, log_slope: Expr, *known: Boolean) -> Chart:
        """The same law with u = ``point``, a function of ``v``."""
        moved = self.log_slope.subs(self.u, point)
        return Chart(self.law, self.x.subs(self.u, point), v, moved + log_slope, known)

    def xreplace(self, rule: dict[Symbol, Symbol]) -> Chart:
        """The same chart with other symbols for the parameters."""
        law, x, slope = (e.xreplace(rule) for e in (self.law, self.x, self.log_slope))
        return Chart(law, x, self.u, slope, tuple(c.xreplace(rule) for c in self.known))

    @cached_property
    def presumed(self) -> Facts:
        """What to take for granted while guessing."""
        return Presumed((*self.law.conditions, *self.known), self.u)

    @cached_property
    def terms(self) -> dict[Expr, Expr]:
        """The features of the log-density of u."""
        return features(self.law.log_density(self.x) + self.log_slope, self.u, self.presumed)

    def coefficient(self, feature: Expr) -> Expr:
        """The coefficient of a feature."""
        return self.terms.get(feature, S.Zero)

    def others(self, *features: Expr) -> list[Expr]:
        """The features of u that are not among these."""
        return [f for f in self.terms if f != S.One and f not in features]


def positive() -> Symbol:
    """A point of (0, oo)."""
    return Dummy("u", positive=True)


def from_left(law: Law) -> Chart:
    """x = lower + u on a half-line."""
    u = positive()
    return Chart(law, law.lower + u, u)


def from_right(law: Law) -> Chart:
    """x = upper - u on a half-line."""
    u = positive()
    return Chart(law, law.upper - u, u)


def on_unit(law: Law) -> Chart:
    """x = lower + (upper - lower) u with 0 < u < 1."""
    u, width = positive(), law.upper - law.lower
    return Chart(law, law.lower + width * u, u, log(width), unit_range(u))


def from_centre(law: Law, sign: int) -> Chart:
    """x = centre +- (half of the width) u with 0 < u < 1, for the distance from the centre of an interval."""
    u, half = positive(), (law.upper - law.lower) / 2
    return Chart(law, law.lower + half * (1 + sign * u), u, log(half) + log(2), unit_range(u))


def on_line(law: Law) -> Chart:
    """x = u."""
    u = Dummy("u", real=True)
    return Chart(law, u, u)


def on_integers(law: Law) -> Chart:
    """x = u for all integers u."""
    u = Dummy("u", integer=True)
    return Chart(law, u, u)


def on_lattice(law: Law) -> Chart:
    """x = lower + u with u = 0, 1, ..."""
    u = Dummy("u", integer=True, nonnegative=True)
    known = () if law.upper == S.Infinity else (law.upper - law.lower >= u,)
    return Chart(law, law.lower + u, u, known=known)


def exponential(chart: Chart, scale: Expr = S.One) -> Chart:
    """u = scale exp(v) for real v."""
    v = Dummy("v", real=True)
    return chart.through(scale * exp(v), v, v + log(scale))


def unit_range(u: Symbol) -> tuple[Boolean, ...]:
    """0 < u < 1; facts on log(u) and sin(pi u) are not derived from it by Facts."""
    return (u < 1, -log(u) > 0, sin(pi * u) > 0)
