"""What is integrated or summed for each measure, in forms without cancellation between nearly equal laws."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import sympy

from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.density import Density, log_ratio
from symbolic_info.numeric.vocabulary import in_known_terms

__all__ = ["Csiszar", "Distance", "Expectation", "Gap", "Integrand", "Mixing", "Powers"]

Number = Any
_LARGE = 3


class Integrand(ABC):
    """Gives, at a point, the contribution to the measure and the contribution to the total mass (one)."""

    densities: tuple[Density, ...]

    def features(self, x: Any) -> list[Any]:
        """Further expressions in ``x`` whose kinks, peaks and corners matter."""
        return []

    @abstractmethod
    def expressions(self, x: Any, active: Sequence[int]) -> tuple[Any, ...]:
        """The expressions in ``x`` to evaluate where only the ``active`` densities are positive."""

    def weights(self, active: Sequence[int]) -> int:
        """How many of the expressions, the first ones, are logarithms of factors that a change of variables scales."""
        return len(active)

    @abstractmethod
    def majorants(self, x: Any, active: Sequence[int]) -> list[tuple[Any, Any]]:
        """Log-weights w and factors f in ``x`` such that the sum of |f| exp(w) bounds the contribution."""

    def without(self, x: Any, which: int) -> list[tuple[Any, Any]]:
        """Majorants of what changes when one of two densities is taken as 0; none where that is not known."""
        return []

    @abstractmethod
    def combine(self, backend: Backend, values: Sequence[Number], active: Sequence[int]) -> tuple[Number, Number]:
        """Measure and mass at a point from the values of the expressions."""


class Expectation(Integrand):
    """p f, for a function f that gives an expression in its argument."""

    def __init__(self, p: Density, f: Callable[[Any], Any]) -> None:
        self.densities = (p,)
        self._f = f

    def features(self, x: Any) -> list[Any]:
        return [self._f(x)]

    def expressions(self, x: Any, active: Sequence[int]) -> tuple[Any, ...]:
        (p,) = self.densities
        return p.log_in(x), self._f(x)

    def majorants(self, x: Any, active: Sequence[int]) -> list[tuple[Any, Any]]:
        return [self.expressions(x, active)[:2]]

    def combine(self, backend: Backend, values: Sequence[Number], active: Sequence[int]) -> tuple[Number, Number]:
        log_p, f = values
        mass = backend.function("exp")(log_p)
        return mass * f, mass


class Gap(Integrand):
    """p (r + exp(-r) - 1) with r = log p - log q: the divergence as an integral of non-negative terms.

    The mass is that of (p + q)/2: a divergence that misses a part of either law must not pass.
    """

    def __init__(self, p: Density, q: Density) -> None:
        self.densities = (p, q)

    def expressions(self, x: Any, active: Sequence[int]) -> tuple[Any, ...]:
        log_p, log_q = (density.log_in(x) for density in self.densities)
        return log_p, log_q, log_ratio(log_p, log_q)

    def majorants(self, x: Any, active: Sequence[int]) -> list[tuple[Any, Any]]:
        log_p, log_q, r = self.expressions(x, active)
        return [(log_p, r), (log_p, sympy.S.One), (log_q, sympy.S.One)]

    def combine(self, backend: Backend, values: Sequence[Number], active: Sequence[int]) -> tuple[Number, Number]:
        log_p, log_q, r = values
        exp = backend.function("exp")
        mass = exp(log_p)
        other = exp(log_q)
        both = (mass + other) / 2
        if backend.size(r) <= 0:
            return mass * (r + backend.function("expm1")(-r)), both
        return mass * (r - 1) + other, both


class Distance(Integrand):
    """|p - q|/2; the mass is that of (p + q)/2."""

    def __init__(self, p: Density, q: Density) -> None:
        self.densities = (p, q)

    def expressions(self, x: Any, active: Sequence[int]) -> tuple[Any, ...]:
        logs = [self.densities[i].log_in(x) for i in active]
        return (logs[0],) if len(active) == 1 else (*logs, log_ratio(*logs))

    def majorants(self, x: Any, active: Sequence[int]) -> list[tuple[Any, Any]]:
        return [(self.densities[i].log_in(x), sympy.S.Half) for i in active]

    def combine(self, backend: Backend, values: Sequence[Number], active: Sequence[int]) -> tuple[Number, Number]:
        exp = backend.function("exp")
        if len(active) == 1:
            half = exp(values[0]) / 2
            return half, half
        log_p, log_q, r = values
        # p |1 - exp(-r)| and q |exp(r) - 1| are the same; the larger law comes first.
        rising = backend.midpoint(backend.parts(r)[0]) > 0
        larger = exp(log_p if rising else log_q) / 2
        change = backend.function("expm1")(-r if rising else r)
        return larger * backend.function("abs")(change), larger * (2 + change)


class Csiszar(Integrand):
    """q f(p/q), with q f(0) where only q is positive and p f'(oo) where only p is; the mass is that of (p + q)/2.

    The limits of f are asked for only where they count.
    """

    def __init__(
        self, p: Density, q: Density, f: Callable[[Any], Any], at_zero: Callable[[], Any], slope: Callable[[], Any]
    ) -> None:
        self.densities = (p, q)
        self._f, self._alone = f, (slope, at_zero)

    def features(self, x: Any) -> list[Any]:
        return [self._f(sympy.exp(self._log_ratio(x)))]

    def _log_ratio(self, x: Any) -> Any:
        return log_ratio(*(density.log_in(x) for density in self.densities))

    def expressions(self, x: Any, active: Sequence[int]) -> tuple[Any, ...]:
        logs = [self.densities[i].log_in(x) for i in active]
        factor = self._alone[active[0]]() if len(active) == 1 else in_known_terms(self.features(x)[0])
        return *logs, factor

    def majorants(self, x: Any, active: Sequence[int]) -> list[tuple[Any, Any]]:
        *logs, factor = self.expressions(x, active)
        return [(logs[-1], factor)]

    def combine(self, backend: Backend, values: Sequence[Number], active: Sequence[int]) -> tuple[Number, Number]:
        *masses, factor = (*map(backend.function("exp"), values[:-1]), values[-1])
        return masses[-1] * factor, sum(masses) / 2


class Powers(Integrand):
    """The product of powers of the densities where all of them are positive, and 0 elsewhere.

    The mass is that of their mean.
    """

    def __init__(self, densities: Sequence[Density], exponents: Sequence[Any]) -> None:
        self.densities = tuple(densities)
        self._exponents = tuple(exponents)

    def expressions(self, x: Any, active: Sequence[int]) -> tuple[Any, ...]:
        logs = [self.densities[i].log_in(x) for i in active]
        if len(active) < len(self.densities):
            return tuple(logs)
        exponent = sympy.Add(*(a * log for a, log in zip(self._exponents, logs, strict=True)))
        return sympy.expand(exponent, power_base=False, power_exp=False, log=False), *logs

    def weights(self, active: Sequence[int]) -> int:
        return len(active) + (len(active) == len(self.densities))

    def majorants(self, x: Any, active: Sequence[int]) -> list[tuple[Any, Any]]:
        if len(active) < len(self.densities):
            return []
        return [(self.expressions(x, active)[0], sympy.S.One)]

    def combine(self, backend: Backend, values: Sequence[Number], active: Sequence[int]) -> tuple[Number, Number]:
        exp = backend.function("exp")
        meet = len(active) == len(self.densities)
        mass = sum(exp(log) for log in values[meet:]) / len(self.densities)
        return (exp(values[0]) if meet else backend.rational(0, 1)), mass


class Mixing(Integrand):
    """m Σ w φ(d) with d = log p - log m and φ(d) = d e^d - (e^d - 1) >= 0: Jensen and Shannon's divergence."""

    def __init__(self, densities: Sequence[Density], weights: Sequence[Any]) -> None:
        self.densities = tuple(densities)
        self._weights = tuple(weights)

    def expressions(self, x: Any, active: Sequence[int]) -> tuple[Any, ...]:
        logs = [self.densities[i].log_in(x) for i in active]
        rest = 1 - sympy.Add(*(self._weights[i] for i in active))
        weights = tuple(self._weights[i] for i in active)
        return *logs, *(log_ratio(log, logs[0]) for log in logs[1:]), *weights, rest

    def majorants(self, x: Any, active: Sequence[int]) -> list[tuple[Any, Any]]:
        # 0 <= log(p/m) + ... <= log(1/w), because m >= w p.
        return [(self.densities[i].log_in(x), self._weights[i] * sympy.log(1 / self._weights[i])) for i in active]

    def without(self, x: Any, which: int) -> list[tuple[Any, Any]]:
        # The derivative by s = p/q is w q log(s/(v + w s)), and |log(s/(v + w s))| <= log(2/w) + log(1/s) for s < 1.
        if len(self.densities) != 2:
            return []
        log_p, log_q = (self.densities[i].log_in(x) for i in (which, 1 - which))
        w = self._weights[which]
        return [(log_p, w * (1 + sympy.log(2 / w))), (log_p, w * log_ratio(log_p, log_q))]

    def combine(self, backend: Backend, values: Sequence[Number], active: Sequence[int]) -> tuple[Number, Number]:
        found = self._by_ratios(backend, values, len(active))
        if backend.size(found[0]) < math.inf or not backend.encloses or len(active) != 2 or len(self.densities) != 2:
            return found
        return _roughly(backend, *values[:-1])

    def _by_ratios(self, backend: Backend, values: Sequence[Number], count: int) -> tuple[Number, Number]:
        ratios = [backend.rational(0, 1), *values[count : 2 * count - 1]]
        weights, rest = values[2 * count - 1 : -1], values[-1]
        top = max(range(count), key=lambda i: backend.midpoint(backend.parts(ratios[i])[0]))
        expm1 = backend.function("expm1")
        # A ball minus itself is no longer zero.
        ratios = [ratio - ratios[top] if i != top else backend.rational(0, 1) for i, ratio in enumerate(ratios)]
        excess = rest * -1 + sum(w * expm1(r) for w, r in zip(weights, ratios, strict=True))
        log_m = backend.function("log1p")(excess)
        total = rest + sum(w * _bregman(backend, ratio - log_m) for w, ratio in zip(weights, ratios, strict=True))
        mass = backend.function("exp")(values[top] + log_m)
        return mass * total, mass


def _roughly(backend: Backend, log_p: Number, log_q: Number, r: Number, w: Number, v: Number) -> tuple[Number, Number]:
    """w p log(p/m) + v q log(q/m) with m = w p + v q as it stands, for wide balls."""
    exp, log = backend.function("exp"), backend.function("log")
    if backend.midpoint(backend.parts(r)[0]) > 0:
        log_p, log_q, r, w, v = log_q, log_p, -r, v, w
    p, q = w * exp(log_p), v * exp(log_q)
    above = log(v) + backend.function("log_one_plus_exp")(r + log(w / v))
    return p * (r - above) - q * above, p + q


def _bregman(backend: Backend, d: Number) -> Number:
    """d e^d - (e^d - 1)."""
    excess = backend.function("expm1")(d)
    # Where d is a large negative number, 1 + excess has lost all digits of e^d.
    grown = backend.function("exp")(d) if backend.size(d) > _LARGE else 1 + excess
    return d * grown - excess
