"""Monotone maps of the line: forward, inverse and the logarithm of the inverse's slope."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from sympy import Basic, Contains, Expr, S, Symbol, exp, log, sympify
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts

HALF_LINE = (S.Zero, S.Infinity)


class Map(Basic):
    """A map that is strictly monotone between the ends of ``domain``; its parameters determine the orientation."""

    increasing: bool = True
    domain: ClassVar[tuple[Expr, Expr]] = (S.NegativeInfinity, S.Infinity)

    def __new__(cls, *args: Any) -> Map:
        made: Map = super().__new__(cls, *map(sympify, args))
        return made

    def forward(self, z: Expr) -> Expr:
        """The image of ``z``."""
        raise NotImplementedError

    def inverse(self, y: Expr) -> Expr:
        """The point whose image is ``y``."""
        raise NotImplementedError

    def log_slope(self, y: Expr) -> Expr:
        """log |d inverse(y)/dy|."""
        raise NotImplementedError

    def end(self, z: Expr, facts: Facts) -> Expr:
        """The image of an end point of the support, infinities included."""
        return self.forward(z)

    @classmethod
    def is_monotone_on(cls, low: Expr, high: Expr, facts: Facts) -> bool:
        """Whether the points from ``low`` to ``high`` are known to lie in the domain."""
        first, last = cls.domain
        above = first == S.NegativeInfinity or facts.nonnegative(low - first)
        return bool(above and (last == S.Infinity or facts.nonnegative(last - high)))

    def carried(self, f: Expr, y: Symbol, z: Expr) -> Expr:
        """A function f(y) in terms of the point ``z`` whose image is y."""
        return f.subs(y, self.forward(z))

    @cached_property
    def conditions(self) -> tuple[Boolean, ...]:
        """What the parameters have to satisfy for the map to be increasing."""
        return ()

    def after(self, inner: Map) -> tuple[Map, ...] | None:
        """This map after ``inner`` as shorter or earlier maps, the last one first; None if that stays as it is."""
        return None


class Affine(Map):
    """z -> scale z + shift with scale > 0."""

    def forward(self, z: Expr) -> Expr:
        return self.args[0] * z + self.args[1]

    def inverse(self, y: Expr) -> Expr:
        return (y - self.args[1]) / self.args[0]

    def log_slope(self, y: Expr) -> Expr:
        return -log(self.args[0])

    def end(self, z: Expr, facts: Facts) -> Expr:
        return z if z in (S.Infinity, S.NegativeInfinity) else self.forward(z)

    @cached_property
    def conditions(self) -> tuple[Boolean, ...]:
        return tuple(c for c in (_positive(self.args[0]), Contains(self.args[1], S.Reals)) if c != S.true)

    def after(self, inner: Map) -> tuple[Map, ...] | None:
        if not isinstance(inner, Affine):
            return None
        (a, b), (c, d) = self.args, inner.args
        return _affine(a * c, a * d + b)


class Negate(Map):
    """z -> -z."""

    increasing = False

    def forward(self, z: Expr) -> Expr:
        return -z

    def inverse(self, y: Expr) -> Expr:
        return -y

    def log_slope(self, y: Expr) -> Expr:
        return S.Zero

    def after(self, inner: Map) -> tuple[Map, ...] | None:
        if isinstance(inner, Affine):
            return *_affine(inner.args[0], -inner.args[1]), Negate()
        return () if isinstance(inner, Negate) else None


class Power(Map):
    """z -> z**r on the positive half-line, r > 0."""

    domain = HALF_LINE

    def forward(self, z: Expr) -> Expr:
        return z ** self.args[0]

    def inverse(self, y: Expr) -> Expr:
        return y ** (1 / self.args[0])

    def log_slope(self, y: Expr) -> Expr:
        r = self.args[0]
        return -log(r) + (1 / r - 1) * log(y)

    def end(self, z: Expr, facts: Facts) -> Expr:
        return z if z in (S.Infinity, S.Zero, S.One) else self.forward(z)

    @cached_property
    def conditions(self) -> tuple[Boolean, ...]:
        return tuple(c for c in (_positive(self.args[0]),) if c != S.true)

    def after(self, inner: Map) -> tuple[Map, ...] | None:
        r = self.args[0]
        if isinstance(inner, Affine) and inner.args[1] == 0:
            return *_affine(inner.args[0] ** r, S.Zero), self
        if isinstance(inner, Power):
            return _power(r * inner.args[0])
        return (Exponential(), Affine(r, S.Zero)) if isinstance(inner, Exponential) else None


class Reciprocal(Map):
    """z -> 1/z on the positive half-line."""

    increasing, domain = False, HALF_LINE

    def forward(self, z: Expr) -> Expr:
        return 1 / z

    def inverse(self, y: Expr) -> Expr:
        return 1 / y

    def log_slope(self, y: Expr) -> Expr:
        return -2 * log(y)

    def end(self, z: Expr, facts: Facts) -> Expr:
        return S.Infinity if z == 0 else 1 / z

    def after(self, inner: Map) -> tuple[Map, ...] | None:
        if isinstance(inner, Affine) and inner.args[1] == 0:
            return *_affine(1 / inner.args[0], S.Zero), self
        if isinstance(inner, Exponential):
            return Exponential(), Negate()
        if isinstance(inner, Power):
            return inner, self
        return () if isinstance(inner, Reciprocal) else None


class Exponential(Map):
    """z -> exp(z)."""

    def forward(self, z: Expr) -> Expr:
        return exp(z)

    def inverse(self, y: Expr) -> Expr:
        return log(y)

    def log_slope(self, y: Expr) -> Expr:
        return -log(y)

    def after(self, inner: Map) -> tuple[Map, ...] | None:
        return () if isinstance(inner, Logarithm) else None


class Logarithm(Map):
    """z -> log(z) on the positive half-line."""

    domain = HALF_LINE

    def forward(self, z: Expr) -> Expr:
        return log(z)

    def inverse(self, y: Expr) -> Expr:
        return exp(y)

    def log_slope(self, y: Expr) -> Expr:
        return y

    def end(self, z: Expr, facts: Facts) -> Expr:
        return S.NegativeInfinity if z == 0 else log(z)

    def after(self, inner: Map) -> tuple[Map, ...] | None:
        if isinstance(inner, Affine) and inner.args[1] == 0:
            return *_affine(S.One, log(inner.args[0])), self
        if isinstance(inner, Power):
            return *_affine(inner.args[0], S.Zero), self
        if isinstance(inner, Reciprocal):
            return Negate(), self
        return () if isinstance(inner, Exponential) else None


def _affine(scale: Expr, shift: Expr) -> tuple[Map, ...]:
    return () if (scale, shift) == (1, 0) else (Affine(scale, shift),)


def _power(exponent: Expr) -> tuple[Map, ...]:
    return () if exponent == 1 else (Power(exponent),)


def _positive(expr: Expr) -> Boolean:
    """``expr > 0`` for real parameters, without positive factors and odd powers: 1/(2 q) > 0 is q > 0."""
    if expr.is_extended_real is False:
        return S.false
    number, rest = expr.as_coeff_Mul()
    base, exponent = rest.as_base_exp()
    if number.is_positive and exponent.is_Rational and exponent.p % 2:
        return base > 0
    return expr > 0
