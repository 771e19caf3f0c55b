"""Strictly increasing functions of SymPy that are no chain of affine maps, powers, exponentials and logarithms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from sympy import (
    Abs,
    Expr,
    S,
    Symbol,
    acos,
    acot,
    acoth,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    erf,
    erfc,
    erfcinv,
    erfinv,
    exp,
    log,
    pi,
    sec,
    sech,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)

from symbolic_info.facts import Facts
from symbolic_info.laws.maps import Map


class Curve(Map):
    """z -> function(z), increasing on the domain; SymPy knows that function(inverted(y)) is y."""

    function: ClassVar[Any]
    inverted: ClassVar[Any]

    def forward(self, z: Expr) -> Expr:
        image: Expr = self.function(z)
        return image

    def inverse(self, y: Expr) -> Expr:
        point: Expr = self.inverted(y)
        return point

    def carried(self, f: Expr, y: Symbol, z: Expr) -> Expr:
        return super().carried(f.xreplace({self.inverse(y): z}), y, z)

    def after(self, inner: Map) -> tuple[Map, ...] | None:
        return () if isinstance(inner, Curve) and inner.function == self.inverted else None


class Sinh(Curve):
    """z -> sinh(z)."""

    function, inverted = sinh, asinh

    def log_slope(self, y: Expr) -> Expr:
        return -log(1 + y**2) / 2


class Asinh(Curve):
    """z -> asinh(z)."""

    function, inverted = asinh, sinh

    def log_slope(self, y: Expr) -> Expr:
        return log(cosh(y))


class Tan(Curve):
    """z -> tan(z) within half a turn."""

    function, inverted, domain = tan, atan, (-pi / 2, pi / 2)

    def log_slope(self, y: Expr) -> Expr:
        return -log(1 + y**2)

    def end(self, z: Expr, facts: Facts) -> Expr:
        return {-pi / 2: -S.Infinity, pi / 2: S.Infinity}.get(z, self.forward(z))


class Atan(Curve):
    """z -> atan(z)."""

    function, inverted = atan, tan

    def log_slope(self, y: Expr) -> Expr:
        return log(1 + tan(y) ** 2)


class Sin(Curve):
    """z -> sin(z) within half a turn."""

    function, inverted, domain = sin, asin, (-pi / 2, pi / 2)

    def log_slope(self, y: Expr) -> Expr:
        return -log(1 - y**2) / 2


class Asin(Curve):
    """z -> asin(z)."""

    function, inverted, domain = asin, sin, (-S.One, S.One)

    def log_slope(self, y: Expr) -> Expr:
        return log(cos(y))


class Erf(Curve):
    """z -> erf(z)."""

    function, inverted = erf, erfinv

    def log_slope(self, y: Expr) -> Expr:
        return erfinv(y) ** 2 + log(sqrt(pi) / 2)


class Erfinv(Curve):
    """z -> erfinv(z)."""

    function, inverted, domain = erfinv, erf, (-S.One, S.One)

    def log_slope(self, y: Expr) -> Expr:
        return log(2 / sqrt(pi)) - y**2


CURVES: dict[Any, type[Curve]] = {kind.function: kind for kind in (Sinh, Asinh, Tan, Atan, Sin, Asin, Erf, Erfinv)}

Detour = tuple[Callable[[Expr], Expr], Callable[[Expr], Expr]]

DETOURS: dict[Any, Detour] = {
    tanh: (lambda u: exp(2 * u), lambda v: 1 - 2 / (1 + v)),
    coth: (lambda u: exp(2 * u), lambda v: 1 + 2 / (v - 1)),
    atanh: (lambda u: -1 + 2 / (1 - u), lambda v: log(v) / 2),
    acoth: (lambda u: 1 + 2 / (u - 1), lambda v: log(v) / 2),
    cosh: (lambda u: sinh(Abs(u)), lambda v: sqrt(1 + v**2)),
    sech: (cosh, lambda v: 1 / v),
    csch: (sinh, lambda v: 1 / v),
    cos: (lambda u: pi / 2 - Abs(u), sin),
    cot: (lambda u: pi / 2 - u, tan),
    sec: (cos, lambda v: 1 / v),
    csc: (sin, lambda v: 1 / v),
    acos: (asin, lambda v: pi / 2 - v),
    acot: (lambda u: 1 / u, atan),
    erfc: (erf, lambda v: 1 - v),
    erfcinv: (lambda u: 1 - u, erfinv),
}
"""Other functions as an inner function and an outer one that is applied to it."""
