"""Arithmetic by python-flint: every number carries a bound of its own error."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import AbstractContextManager
from fractions import Fraction
from typing import Any

import flint

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Backend, dyadic

__all__ = ["BallBackend"]

_CONSTANTS = {"pi": "pi", "e": "const_e", "euler": "const_euler", "catalan": "const_catalan"}
_METHODS = {
    name: name
    for name in [
        "exp",
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
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "asinh",
        "acosh",
        "atanh",
        "gamma",
        "erf",
        "erfc",
        "erfi",
        "erfinv",
        "erfcinv",
        "ei",
        "li",
        "si",
        "ci",
        "shi",
        "chi",
        "lambertw",
        "floor",
        "ceil",
    ]
} | {"loggamma": "lgamma", "abs": "__abs__", "sign": "sgn"}

_HUGE = 2**40
_TAIL = 10
_MOST_CALLS = 200_000
_MOST_BITS = 10**7
_UNDEFINED = flint.acb("nan")


class BallBackend:
    """Real and complex balls; a real function leaves the reals only where its value does.

    >>> backend = BallBackend()
    >>> with backend.working(80):
    ...     backend.approx(backend.function("log")(backend.rational(-1, 1)).imag)
    3.141592653589793
    """

    name = "ball arithmetic"
    encloses = True
    coarse_bits = 64
    most_bits = 60_000

    def __init__(self, strict: Backend | None = None) -> None:
        self.strict: Backend = self if strict is None else strict
        self._functions = _vocabulary()

    def working(self, bits: int) -> AbstractContextManager[Any]:
        if bits > _MOST_BITS:
            raise PrecisionError("the digits cancel: more bits would be needed than can be computed with")
        context: AbstractContextManager[Any] = flint.ctx.workprec(bits)
        return context

    def rational(self, p: int, q: int) -> Any:
        return flint.arb(flint.fmpq(p, q))

    def join(self, re: Any, im: Any) -> Any:
        return flint.acb(re, im)

    def parts(self, x: Any) -> tuple[Any, Any]:
        return (x.real, x.imag) if isinstance(x, flint.acb) else (x, None)

    def constant(self, name: str) -> Any:
        return (1 + flint.arb(5).sqrt()) / 2 if name == "phi" else getattr(flint.arb, _CONSTANTS[name])()

    def function(self, name: str) -> Callable[..., Any]:
        return self._functions[name]

    def undefined(self) -> Any:
        return flint.arb.nan()

    def midpoint(self, x: Any) -> Any:
        return x.mid()

    def size(self, x: Any) -> float:
        return _log2(x.abs_upper())

    def error(self, x: Any) -> float:
        return max(_log2(part.rad()) for part in self.parts(x) if part is not None)

    def approx(self, x: Any) -> float:
        return float(x.real)

    def hull(self, x: Any, y: Any) -> Any:
        return flint.arb(x).union(flint.arb(y))

    def upper(self, x: Any) -> Any:
        return x.upper()

    def contains_zero(self, x: Any) -> bool:
        return bool(x.contains(0)) if x.is_finite() else True

    def integral(self, at: Callable[[Any, bool], Any], low: Any, high: Any, bits: int, floor: int) -> Any:
        failures: list[Exception] = []

        def called(x: Any, strictly: bool) -> Any:
            # An exception must not pass through the library: it is kept, and the rest is undefined.
            if not failures:
                try:
                    return flint.acb(at(_settle(x), bool(strictly)))
                except PrecisionError as error:
                    failures.append(error)
            return _UNDEFINED

        ends, two = (flint.acb(low), flint.acb(high)), flint.arb(2)
        found = flint.acb.integral(called, *ends, rel_tol=two**-bits, abs_tol=two**floor, eval_limit=_MOST_CALLS)
        if failures:
            raise failures[0]
        return found.real

    def bounds(self, x: Any, unit: int) -> tuple[Fraction, Fraction]:
        low, high = _multiples(x.mid(), unit)
        radius = _multiples(x.rad(), unit)[1]
        return (low - radius) * Fraction(2) ** unit, (high + radius) * Fraction(2) ** unit


def _multiples(x: Any, unit: int) -> tuple[int, int]:
    mantissa, exponent = x.man_exp()
    return dyadic(int(mantissa), int(exponent), unit)


def _log2(x: Any) -> float:
    if not x.is_finite():
        return math.inf
    mantissa, exponent = x.man_exp()
    if mantissa == 0:
        return -math.inf
    size = int(exponent) + int(mantissa).bit_length()
    return math.inf if size > _HUGE else float(max(size, -_HUGE))


def _settle(x: Any) -> Any:
    """Back to the reals where the imaginary part is zero for certain."""
    return x.real if isinstance(x, flint.acb) and x.imag.is_zero() else x


def _method(name: str) -> Callable[[Any], Any]:
    def call(x: Any) -> Any:
        y = getattr(x, name)()
        if isinstance(x, flint.arb) and y.is_nan() and x.is_finite() and hasattr(flint.acb, name):
            return _settle(getattr(flint.acb(x), name)())
        return y

    return call


def _complexly(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that only complex balls have, settled to a real value for real arguments."""

    def call(*args: Any) -> Any:
        y = function(*(flint.acb(x) for x in args))
        return _settle(y) if all(isinstance(x, flint.arb) for x in args) else y

    return call


def _branching(name: str) -> Callable[[Any], Any]:
    def call(x: Any) -> Any:
        return getattr(x if isinstance(x, flint.acb) or not x < 0 else flint.acb(x), name)()

    return call


def _log_of_gamma(x: Any) -> Any:
    return x.lgamma() if isinstance(x, flint.acb) or x > 0 else _branching("log")(x.gamma())


def _log_erfc(x: Any) -> Any:
    """By erfc(x) = exp(-x**2) U(1/2, 1/2, x**2)/sqrt(pi) in the tail (DLMF 7.11.2), where erfc itself vanishes."""
    if isinstance(x, flint.acb) or not x > _TAIL:
        return _branching("log")(x.erfc())
    half = flint.acb(flint.fmpq(1, 2))
    return (_settle(flint.acb(x * x).hypgeom_u(half, half)) / flint.arb.pi().sqrt()).log() - x * x


def _power(x: Any, y: Any) -> Any:
    return flint.acb(x) ** y if isinstance(x, flint.arb) and x < 0 else x**y


def _integer(x: Any) -> int:
    return int(x.unique_fmpz())


def _zeta_derivative(n: Any, s: Any, a: Any = 1) -> Any:
    order = _integer(n)
    series = flint.acb_series([flint.acb(s), 1], prec=order + 1).zeta(flint.acb(a))
    return _settle(series[order] * flint.arb(order).gamma() * max(order, 1))


def _polylog_derivative(n: Any, s: Any, z: Any) -> Any:
    """The n-th derivative of Li_s(z) in s, real for real s and z < 1."""
    order = _integer(flint.arb(n))
    series = flint.acb_series.polylog(flint.acb_series([flint.acb(s), 1], prec=order + 1), flint.acb(z))
    value = series[order] * flint.arb(order + 1).gamma()
    return value.real if isinstance(s, flint.arb) and isinstance(z, flint.arb) and z < 1 else _settle(value)


def _vocabulary() -> dict[str, Callable[..., Any]]:
    table: dict[str, Callable[..., Any]] = {name: _method(method) for name, method in _METHODS.items()}
    bessels = {f"bessel{k}": _complexly(_bessel(f"bessel_{k}")) for k in "ijky"}
    return (
        table
        | bessels
        | {
            "log": _branching("log"),
            "sqrt": _branching("sqrt"),
            "lgamma": _log_of_gamma,
            "power": _power,
            "zeta": _complexly(lambda s, a=1: s.zeta(a)),
            "log_one_plus_exp": lambda z: z.exp().log1p(),
            "zeta_derivative": _zeta_derivative,
            "log_erfc": _log_erfc,
            "hyper": _hypergeometric,
            "polygamma": _complexly(lambda n, z: z.polygamma(n)),
            "polylog": lambda s, z: _polylog_derivative(0, s, z),
            "polylog_derivative": _polylog_derivative,
            "gamma_lower": _complexly(lambda s, z: z.gamma_lower(s)),
            "gamma_upper": _complexly(lambda s, z: z.gamma_upper(s)),
            "betainc": _complexly(lambda a, b, x, y: y.beta_lower(a, b) - x.beta_lower(a, b)),
            "betainc_regularized": _complexly(lambda a, b, x, y: y.beta_lower(a, b, 1) - x.beta_lower(a, b, 1)),
            "hyp2f1": _complexly(lambda a, b, c, z: z.hypgeom_2f1(a, b, c)),
            "expint": _complexly(lambda s, z: z.expint(s)),
            "stieltjes": lambda n, a=1: _settle(flint.acb.stieltjes(_integer(n), flint.acb(a))),
            "ellipk": _complexly(lambda m: m.elliptic_k()),
            "ellipe": _complexly(lambda m: m.elliptic_e()),
        }
    )


def _hypergeometric(upper: Any, lower: Any, z: Any) -> Any:
    named = {(1, 1): flint.acb.hypgeom_1f1, (2, 1): flint.acb.hypgeom_2f1}.get((len(upper), len(lower)))
    top, bottom = [flint.acb(a) for a in upper], [flint.acb(b) for b in lower]
    y = named(flint.acb(z), *top, *bottom) if named else flint.acb(z).hypgeom(top, bottom)
    return _settle(y) if all(isinstance(x, flint.arb) for x in (*upper, *lower, z)) else y


def _bessel(name: str) -> Callable[..., Any]:
    return lambda n, z: getattr(z, name)(n)
