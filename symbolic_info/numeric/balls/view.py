"""A piece of the line as seen from one of its ends: the integrand by the distance, and its proven tails."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import sympy

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.tails import Tail
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.density import far, led, near
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.line import program_from
from symbolic_info.numeric.signs import with_signs_between
from symbolic_info.numeric.tape import Tape

__all__ = ["Accuracy", "View", "power_of_two"]

_BITS = 64
_BREATH = 32
_LONGER = 10
_PIECES = 8
# The same symbols for every integrand: SymPy remembers what it found out about an expression.
_X, _Y = sympy.symbols("x y", real=True, cls=sympy.Dummy)
_U, _W = sympy.symbols("u w", positive=True, cls=sympy.Dummy)
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
        x, u = _X, _U
        end = low if sign > 0 else high

        def resolved(expr: Any) -> Any:
            return with_signs_between(expr, x, low, high, backend, proven=True)

        def seen(expr: Any) -> Any:
            moved = near(resolved(expr), x, end, sign, u)
            return _collected(led(moved, u) if (high - low).is_infinite else moved, u)

        exprs = [seen(e) for e in integrand.expressions(x, active)]
        self._exprs, self._u = exprs, u
        self._compiled: dict[tuple[bool, str], Compiled] = {}
        self._integrand, self._active = integrand, active
        self._majorants = [(resolved(w), resolved(f)) for w, f in integrand.majorants(x, active)]
        self._resolved = resolved
        self._tail_at = lambda e: near(e, x, end, sign, u)
        self._tail_beyond = lambda e: e.xreplace({x: sign * u})
        self._tails: dict[str, Tail] = {}

    def tail_at_end(self) -> Tail:
        """What lies near the end."""
        return self._tail("end", self._majorants, self._tail_at)

    def tail_beyond(self) -> Tail:
        """What lies far away on an infinite piece, by the distance from 0."""
        return self._tail("beyond", self._majorants, self._tail_beyond)

    def tail_of(self, which: int) -> Tail:
        """What the first or the second of two active densities contributes far away."""
        pairs = self._integrand.without(_X, self._active[which])
        majorants = [(self._resolved(weight), self._resolved(factor)) for weight, factor in pairs]
        return self._tail(f"of {which}", majorants, self._tail_beyond)

    def _tail(self, name: str, majorants: Sequence[tuple[Any, Any]], moved: Callable[[Any], Any]) -> Tail:
        if name not in self._tails:
            pairs = [(moved(weight), moved(factor)) for weight, factor in majorants]
            self._tails[name] = Tail(pairs, self._u, name != "end", self.backend)
        return self._tails[name]

    def logs(self, octave: int) -> list[float]:
        """The logarithms of the active densities at u = 2**octave, about."""
        backend = self.backend
        with backend.working(_BITS):
            run = Tape(self._exprs[: len(self._active)], self._u, backend).bound(_BITS)
            values = run(power_of_two(backend, octave))
        return [backend.approx(v) if backend.size(v) < math.inf else -math.inf for v in values]

    def is_regular(self, octave: int, at: Any = sympy.S.Zero) -> bool:
        """Whether the integrand is analytic up to the distance 2**octave around the end, or the point u = ``at``."""
        backend = self.backend
        with backend.working(_BITS):
            size, middle = power_of_two(backend, octave), Tape([at], self._u, backend).bound(_BITS)(None)[0]
            ball = backend.hull(-size, size)
            return max(map(backend.size, self.at(_BITS, True)(backend.join(middle + ball, ball)))) < math.inf

    def height(self, octave: int) -> float:
        """log2 of the contribution of u near 2**octave."""
        backend = self.backend
        with backend.working(_BITS):
            size = max(map(backend.size, self.at(_BITS, False)(power_of_two(backend, octave))))
        return size + octave if size < math.inf else -math.inf

    def integral(self, low: Number, high: Number, which: int, accuracy: Accuracy, by: str = "u") -> Number:
        """The measure (``which`` 0) or the mass (1) for u between two numbers, by u or a logarithm of it."""
        seen, (bits, floor, effort) = [0], accuracy
        loosely, strictly = self.at(bits, False, by), self.at(bits, True, by)

        def at(v: Number, strict: bool) -> Number:
            seen[0] += 1
            if seen[0] % _BREATH == 0:
                effort.check("ball integration")
            return (strictly if strict else loosely)(v)[which]

        log = self.backend.function("log")
        start, end = (low, high) if by == "u" else (log(low), log(high))
        # The error allowed is that of each of some hundred pieces.
        return self.backend.integral(at, start, end, bits, floor - _PIECES)

    def at(self, bits: int, strictly: bool, by: str = "u") -> Callable[[Number], tuple[Number, Number]]:
        """Measure and mass as a function of u, or of a logarithm of it."""
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
        y, scaled = _Y, self._integrand.weights(self._active)
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
    return far(expr, u, _W).xreplace({_W: sympy.exp(-y)})


_MOVES: dict[str, Callable[[Any, Any, Any], Any]] = {
    "log u": lambda expr, u, y: expr.xreplace({u: sympy.exp(y)}),
    "log u, far": _by_far_logarithm,
}


def power_of_two(backend: Enclosing, octave: int) -> Number:
    """2**octave."""
    return backend.rational(2**octave, 1) if octave >= 0 else backend.rational(1, 2**-octave)
