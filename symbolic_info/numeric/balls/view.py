"""A piece of the line as seen from one of its ends: the integrand by the distance, and its proven tails."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import sympy

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.tails import Tail
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.density import far, near
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.line import program_from
from symbolic_info.numeric.signs import with_signs_between
from symbolic_info.numeric.tape import Tape

__all__ = ["Accuracy", "View", "power_of_two"]

_BITS = 64
_BREATH = 32
_LONGER = 10
_PIECES = 8
Number = Any
Compiled = Callable[[int], Callable[[Number], tuple[Number, Number]]]


class Accuracy(NamedTuple):
    """Working bits, log2 of the error allowed, and the time."""

    bits: int
    floor: int
    effort: Effort


class View:
    """The integrand between two points by the distance u from ``low`` (``sign`` 1) or ``high`` (-1), a finite one."""

    def __init__(
        self, integrand: Integrand, active: Sequence[int], low: Any, high: Any, sign: int, backend: Enclosing
    ) -> None:
        self.backend = backend
        x, u = sympy.Dummy("x", real=True), sympy.Dummy("u", positive=True)
        end = low if sign > 0 else high

        def resolved(expr: Any) -> Any:
            return with_signs_between(expr, x, low, high, backend, proven=True)

        def seen(expr: Any) -> Any:
            return _collected(near(resolved(expr), x, end, sign, u), u)

        exprs = [seen(e) for e in integrand.expressions(x, active)]
        self._exprs, self._u = exprs, u
        self._compiled: dict[tuple[bool, str], Compiled] = {}
        self._integrand, self._active = integrand, active
        self._majorants = [(resolved(w), resolved(f)) for w, f in integrand.majorants(x, active)]
        self._tail_at = lambda e: (near(e, x, end, sign, u), u, False)
        self._tail_beyond = lambda e: (e.xreplace({x: sign * u}), u, True)

    def tail_at_end(self) -> Tail:
        """What lies near the end."""
        return self._tail(self._tail_at)

    def tail_beyond(self) -> Tail:
        """What lies far away on an infinite piece, by the distance from 0."""
        return self._tail(self._tail_beyond)

    def _tail(self, moved: Callable[[Any], tuple[Any, Any, bool]]) -> Tail:
        pairs = [(moved(weight), moved(factor)) for weight, factor in self._majorants]
        _, v, infinite = moved(sympy.S.One)
        return Tail([(weight[0], factor[0]) for weight, factor in pairs], v, infinite, self.backend)

    def is_regular(self, octave: int, at: Any = sympy.S.Zero) -> bool:
        """Whether the integrand is analytic up to the distance 2**octave around the end, or the point u = ``at``."""
        backend = self.backend
        with backend.working(_BITS):
            size, middle = power_of_two(backend, octave), Tape([at], self._u, backend).bound(_BITS)(None)[0]
            ball = backend.hull(-size, size)
            return max(map(backend.size, self._at(_BITS, True)(backend.join(middle + ball, ball)))) < math.inf

    def height(self, octave: int) -> float:
        """log2 of the contribution of u near 2**octave."""
        backend = self.backend
        with backend.working(_BITS):
            size = max(map(backend.size, self._at(_BITS, False)(power_of_two(backend, octave))))
        return size + octave if size < math.inf else -math.inf

    def integral(self, low: Number, high: Number, which: int, accuracy: Accuracy, by: str = "u") -> Number:
        """The measure (``which`` 0) or the mass (1) for u between two numbers, by u or a logarithm of it."""
        seen, (bits, floor, effort) = [0], accuracy
        loosely, strictly = self._at(bits, False, by), self._at(bits, True, by)

        def at(v: Number, strict: bool) -> Number:
            seen[0] += 1
            if seen[0] % _BREATH == 0:
                effort.check("ball integration")
            return (strictly if strict else loosely)(v)[which]

        log = self.backend.function("log")
        start, end = (low, high) if by == "u" else (log(low), log(high))
        # The error allowed is that of each of some hundred pieces.
        return self.backend.integral(at, start, end, bits, floor - _PIECES)

    def _at(self, bits: int, strictly: bool, by: str = "u") -> Callable[[Number], tuple[Number, Number]]:
        program = self._program(strictly, by)(bits)

        def at(u: Number) -> tuple[Number, Number]:
            try:
                return program(u)
            except (ZeroDivisionError, ValueError):
                return self.backend.undefined(), self.backend.undefined()

        return at

    def _program(self, strictly: bool, by: str) -> Compiled:
        key = (strictly, by)
        if key not in self._compiled:
            moved, v = (self._exprs, self._u) if by == "u" else self._by_logarithm(_MOVES[by])
            arithmetic = self.backend.strict if strictly else self.backend
            self._compiled[key] = program_from(self._integrand, self._active, moved, v, arithmetic)
        return self._compiled[key]

    def _by_logarithm(self, move: Callable[[Any, Any, Any], Any]) -> tuple[list[Any], Any]:
        """The expressions by y = log u, the weights times du/dy = u."""
        y, scaled = sympy.Dummy("y", real=True), self._integrand.weights(self._active)
        moved = [move(e, self._u, y) for e in self._exprs]
        return [e + y if i < scaled else e for i, e in enumerate(moved)], y


def _collected(expr: Any, u: Any) -> Any:
    """Powers of the distance gathered, so that their coefficients are as small as they are."""
    terms = [t for t in sympy.Add.make_args(expr) if t.has(u) and not t.has(sympy.Function) and t.is_polynomial(u)]
    if len(terms) < 2:
        return expr
    rest = sympy.Add(*(t for t in sympy.Add.make_args(expr) if t not in terms))
    gathered = sympy.expand(sympy.Add(*terms), multinomial=True)
    return sympy.Add(gathered, rest) if gathered.count_ops() <= expr.count_ops() + _LONGER else expr


def _by_far_logarithm(expr: Any, u: Any, y: Any) -> Any:
    w = sympy.Dummy("w", positive=True)
    return far(expr, u, w).xreplace({w: sympy.exp(-y)})


_MOVES: dict[str, Callable[[Any, Any, Any], Any]] = {
    "log u": lambda expr, u, y: expr.xreplace({u: sympy.exp(y)}),
    "log u, far": _by_far_logarithm,
}


def power_of_two(backend: Enclosing, octave: int) -> Number:
    """2**octave."""
    return backend.rational(2**octave, 1) if octave >= 0 else backend.rational(1, 2**-octave)
