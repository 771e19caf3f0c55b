"""Laws made of other laws: images under monotone maps, and the random sign."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sympy import Abs, Expr, S, Symbol, log
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError
from symbolic_info.laws.law import Law
from symbolic_info.laws.maps import Affine, Exponential, Logarithm, Map, Negate, Power, Reciprocal
from symbolic_info.rules.logarithm import one_logarithm, split_logs


class Image(Law):
    """The law of T(Z) for Z of a continuous law and a monotone map T."""

    @property
    def map(self) -> Map:
        inner: Map = self.args[0]
        return inner

    @property
    def source(self) -> Law:
        inner: Law = self.args[1]
        return inner

    @cached_property
    def conditions(self) -> tuple[Boolean, ...]:
        return (*self.source.conditions, *self.map.conditions)

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.source.discrete

    @cached_property
    def lower(self) -> Expr:
        end = self.source.lower if self.map.increasing else self.source.upper
        return self.map.end(end, self.facts)

    @cached_property
    def upper(self) -> Expr:
        end = self.source.upper if self.map.increasing else self.source.lower
        return self.map.end(end, self.facts)

    @property
    def kinks(self) -> tuple[Expr, ...]:
        return tuple(self.map.forward(k) for k in self.source.kinks)

    def point(self, y: Expr) -> Expr:
        """The point of the source whose image is the point ``y`` of the support."""
        return one_logarithm(self.map.inverse(y))

    def log_density(self, x: Expr) -> Expr:
        if self.discrete:
            return self.source.log_density(self.map.inverse(x))
        inner = self.source.log_density(self.map.inverse(x)) + self.map.log_slope(x)
        return split_logs(inner, self.facts)

    def _latex(self, printer: Any) -> str:
        x = Symbol("X")
        law = printer.doprint(self.source)
        return rf"\left({printer.doprint(self.map.forward(x))}\right)_{{\#}}{law}"


class Symmetric(Law):
    """The law of S W, where W >= 0 and the sign S is fair and independent of W."""

    @property
    def source(self) -> Law:
        inner: Law = self.args[0]
        return inner

    @cached_property
    def conditions(self) -> tuple[Boolean, ...]:
        return self.source.conditions

    @cached_property
    def lower(self) -> Expr:
        return -self.source.upper

    @cached_property
    def upper(self) -> Expr:
        return self.source.upper

    @property
    def kinks(self) -> tuple[Expr, ...]:
        return (S.Zero,)

    def log_density(self, x: Expr) -> Expr:
        return split_logs(self.source.log_density(Abs(x)), self.facts) - log(2)

    def image(self, outer: Map) -> Law | None:
        return self if isinstance(outer, Negate) else None


def image(law: Law, *maps: Map) -> Law:
    """The law of the maps applied to Z, the last one first, in as few maps as the rules give.

    >>> from symbolic_info.laws.families.gamma import StandardGamma
    >>> from symbolic_info.laws.image import image
    >>> from symbolic_info.laws.maps import Exponential, Logarithm
    >>> image(StandardGamma(1), Exponential(), Logarithm())
    StandardGamma(1)
    """
    for outer in reversed(maps):
        if S.false in outer.conditions:
            raise ParameterError(f"{outer} is not an increasing map of the line")
        law = _applied(outer, law)
    return law


def _applied(outer: Map, law: Law) -> Law:
    known = law.image(outer)
    if known is not None:
        return known
    merged = outer.after(law.map) if isinstance(law, Image) else None
    return Image(outer, law) if merged is None else image(law.source, *merged)


def affine(law: Law, scale: Expr = S.One, shift: Expr = S.Zero) -> Law:
    """The law of ``scale Z + shift`` for a positive ``scale``."""
    return law if (scale, shift) == (1, 0) else image(law, Affine(scale, shift))


def negate(law: Law) -> Law:
    """The law of -Z."""
    return image(law, Negate())


def power(law: Law, exponent: Expr) -> Law:
    """The law of ``Z**exponent`` for positive Z and a positive exponent."""
    return law if exponent == 1 else image(law, Power(exponent))


def reciprocal(law: Law) -> Law:
    """The law of 1/Z for positive Z."""
    return image(law, Reciprocal())


def exponential(law: Law) -> Law:
    """The law of exp(Z)."""
    return image(law, Exponential())


def logarithm(law: Law) -> Law:
    """The law of log(Z) for positive Z."""
    return image(law, Logarithm())
