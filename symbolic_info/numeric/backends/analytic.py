"""Balls for integration: a function is undefined on a complex ball that touches one of its cuts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flint

from symbolic_info.numeric.backends.ball import BallBackend

__all__ = ["AnalyticBackend"]

_WITHOUT_CUTS = frozenset(
    "exp expm1 sin cos tan cot sec csc sinh cosh tanh coth gamma erf erfc erfi si shi".split()  # noqa: SIM905
)
_CUT_BELOW_ZERO: dict[str, Callable[[Any], Any]] = {
    "log": lambda x: x,
    "sqrt": lambda x: x,
    "log1p": lambda x: 1 + x,
    "lgamma": lambda x: x,
    "atan": lambda x: 1 + x * x,
    "log_erfc": lambda x: flint.acb(x).erfc(),
}
_BESSELS = frozenset(["besseli", "besselj", "besselk", "bessely"])


class AnalyticBackend(BallBackend):
    """Functions that are analytic on the whole of a ball, or not a number there.

    >>> backend = AnalyticBackend()
    >>> wide = backend.join(flint.arb(0, 1), flint.arb(0, 1))
    >>> backend.size(backend.function("log")(wide)), backend.size(backend.function("exp")(wide))
    (inf, 2.0)
    """

    name = "ball arithmetic on analytic functions"

    def function(self, name: str) -> Callable[..., Any]:
        plain = super().function(name)
        if name in _WITHOUT_CUTS:
            return plain
        if name in _CUT_BELOW_ZERO:
            return _guarded(plain, _CUT_BELOW_ZERO[name])
        if name in _BESSELS:
            return lambda n, x: plain(n, x) if _is_off_the_cut(x) else flint.acb("nan")
        return _SPECIAL[name](plain) if name in _SPECIAL else _of_constants(plain)


def _is_off_the_cut(x: Any) -> bool:
    """Whether no number of the ball is 0 or negative."""
    if not isinstance(x, flint.acb):
        return bool(x > 0)
    return bool(x.real > 0) or not x.imag.contains(0)


def _guarded(plain: Callable[..., Any], seen: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda x: plain(x) if _is_off_the_cut(seen(x)) else flint.acb("nan")


def _of_constants(plain: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose cuts are not known here serves for real numbers only."""
    return lambda *args: flint.acb("nan") if any(isinstance(x, flint.acb) for x in args) else plain(*args)


def _log_one_plus_exp(plain: Callable[..., Any]) -> Callable[..., Any]:
    r"""log(1 + e^z), analytic for \|Im z\| < pi: there \|1 + e^z\| >= 1 or, beyond pi/2, >= sin \|Im z\|."""
    narrow = _guarded(plain, lambda z: 1 + flint.acb(z).exp())

    def wide(z: Any) -> Any:
        found = flint.acb(narrow(z))
        turn = flint.acb(z).imag.abs_upper()
        if found.is_finite() or not turn < flint.arb.pi():
            return found
        least = flint.arb(0) if turn < flint.arb.pi() / 2 else turn.sin().log()
        most = z.real.exp().log1p()
        return flint.acb(least.union(most), z.imag.union(flint.arb(0)))

    return wide


def _power(plain: Callable[..., Any]) -> Callable[..., Any]:
    return lambda x, y: plain(x, y) if _is_off_the_cut(x) else flint.acb("nan")


def _abs(plain: Callable[..., Any]) -> Callable[..., Any]:
    """±x: the function that is analytic and the absolute value on the real line."""
    return lambda x: x * _sign(x)


def _sign(x: Any) -> Any:
    real = x.real
    return flint.arb(1) if real > 0 else flint.arb(-1) if real < 0 else flint.acb("nan")


_SPECIAL: dict[str, Callable[[Any], Callable[..., Any]]] = {
    "log_one_plus_exp": _log_one_plus_exp,
    "power": _power,
    "polygamma": lambda plain: lambda n, z: plain(n, z) if _is_off_the_cut(z) else flint.acb("nan"),
    "abs": _abs,
    "sign": lambda plain: _sign,
}
