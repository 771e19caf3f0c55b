"""Arithmetic by mpmath, in a context of its own so that the user's precision is never touched."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import AbstractContextManager
from fractions import Fraction
from typing import Any

import mpmath

from symbolic_info.numeric.backend import dyadic

__all__ = ["MpBackend"]

_CONSTANTS = {"pi": "pi", "e": "e", "euler": "euler", "catalan": "catalan", "phi": "phi"}
_SAME_NAME = [
    "log",
    "log1p",
    "expm1",
    "sin",
    "cos",
    "tan",
    "cot",
    "sec",
    "csc",
    "asin",
    "acos",
    "atan",
    "acot",
    "sinh",
    "cosh",
    "tanh",
    "coth",
    "asinh",
    "acosh",
    "atanh",
    "sqrt",
    "gamma",
    "loggamma",
    "erf",
    "erfc",
    "erfi",
    "erfinv",
    "ei",
    "li",
    "si",
    "ci",
    "shi",
    "chi",
    "lambertw",
    "floor",
    "ceil",
    "besseli",
    "besselj",
    "besselk",
    "bessely",
    "hyp2f1",
    "polylog",
    "zeta",
    "expint",
    "stieltjes",
    "ellipk",
    "ellipe",
]

_HUGE = 2**40
_TAIL = 10


class MpBackend:
    """mpmath numbers without error bounds: results need a second precision to compare with.

    >>> backend = MpBackend()
    >>> with backend.working(80):
    ...     backend.approx(backend.function("lgamma")(backend.rational(5, 1)))
    3.1780538303479458
    """

    name = "mpmath"
    encloses = False
    coarse_bits = 500
    most_bits = 5_000

    def __init__(self) -> None:
        self._ctx = mpmath.MPContext()
        self._functions = self._vocabulary()

    def working(self, bits: int) -> AbstractContextManager[Any]:
        context: AbstractContextManager[Any] = self._ctx.workprec(bits)
        return context

    def rational(self, p: int, q: int) -> Any:
        return self._ctx.mpf(p) / q

    def join(self, re: Any, im: Any) -> Any:
        return self._ctx.mpc(re, im)

    def parts(self, x: Any) -> tuple[Any, Any]:
        return (x.real, x.imag) if isinstance(x, self._ctx.mpc) else (x, None)

    def constant(self, name: str) -> Any:
        return +getattr(self._ctx, _CONSTANTS[name])

    def function(self, name: str) -> Callable[..., Any]:
        return self._functions[name]

    def undefined(self) -> Any:
        return self._ctx.nan

    def midpoint(self, x: Any) -> Any:
        return x

    def size(self, x: Any) -> float:
        if not x:
            return -math.inf
        size = int(self._ctx.mag(x)) if self._ctx.isfinite(x) else 2 * _HUGE
        return math.inf if size > _HUGE else float(max(size, -_HUGE))

    def error(self, x: Any) -> float:
        return self.size(x) - float(self._ctx.prec) + 4 if self._ctx.isfinite(x) else math.inf

    def approx(self, x: Any) -> float:
        try:
            return float(x.real)
        except OverflowError:
            return math.copysign(math.inf, x.real)

    def bounds(self, x: Any, unit: int) -> tuple[Fraction, Fraction]:
        sign, mantissa, exponent, _ = x._mpf_
        low, high = dyadic(int(-mantissa if sign else mantissa), int(exponent), unit)
        return low * Fraction(2) ** unit, high * Fraction(2) ** unit

    def _vocabulary(self) -> dict[str, Callable[..., Any]]:
        ctx = self._ctx
        table: dict[str, Callable[..., Any]] = {name: getattr(ctx, name) for name in _SAME_NAME}
        return table | {
            "exp": self._exp,
            "abs": abs,
            "lgamma": self._log_of_gamma,
            "power": ctx.power,
            "sign": ctx.sign,
            "zeta_derivative": lambda n, s, a=1: ctx.zeta(s, a, int(n)),
            "log_erfc": self._log_erfc,
            "log_one_plus_exp": lambda z: ctx.log1p(self._exp(z)),
            "hyper": lambda upper, lower, z: ctx.hyper(list(upper), list(lower), z),
            "polygamma": lambda n, z: ctx.psi(int(n), z),
            "gamma_lower": lambda s, z: ctx.gammainc(s, 0, z),
            "gamma_upper": lambda s, z: ctx.gammainc(s, z),
            "betainc": ctx.betainc,
            "betainc_regularized": lambda a, b, x, y: ctx.betainc(a, b, x, y, regularized=True),
            "erfcinv": lambda x: ctx.erfinv(1 - x),
        }

    def _exp(self, x: Any) -> Any:
        # Below this the exponent of the result alone would fill the memory.
        return self._ctx.zero if self.parts(x)[0] < -(10**40) else self._ctx.exp(x)

    def _log_erfc(self, x: Any) -> Any:
        """By erfc(x) = exp(-x**2) U(1/2, 1/2, x**2)/sqrt(pi) in the tail (DLMF 7.11.2), where erfc itself vanishes."""
        if self.parts(x)[1] is not None or x < _TAIL:
            return self._ctx.log(self._ctx.erfc(x))
        half = self._ctx.mpf(1) / 2
        return self._ctx.log(self._ctx.hyperu(half, half, x * x) / self._ctx.sqrt(self._ctx.pi)) - x * x

    def _log_of_gamma(self, x: Any) -> Any:
        real, imag = self.parts(x)
        return self._ctx.loggamma(x) if imag is not None or real > 0 else self._ctx.log(self._ctx.gamma(x))
