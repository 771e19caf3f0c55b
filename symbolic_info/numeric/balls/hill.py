"""A positive function on whole numbers that rises to a peak and falls: where it peaks, and what lies beyond a cut."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

import sympy

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.germ import NoGermError
from symbolic_info.numeric.balls.tails import Tail
from symbolic_info.numeric.tape import Tape
from symbolic_info.numeric.vocabulary import LogGamma

__all__ = ["Hill", "slope"]

_BITS = 64
_MOST_BLOCKS, _ROUNDS = 500, 8
_LAST_OCTAVE, _SPARE = 1000, 2
Number = Any
T = TypeVar("T")


class Hill:
    """exp(log) times the absolute value of a factor, both in ``x``, on the whole numbers from ``first`` to ``last``.

    Only the search takes for granted that there is one peak: beyond a cut the slope is proven to keep its sign.
    """

    def __init__(self, pair: tuple[Any, Any], x: Any, first: Any, last: Any, backend: Enclosing) -> None:
        self._log, self._factor = pair
        self._x, self._backend = x, backend
        self._ends = {-1: first, 1: last}
        self._tape = Tape([self._log], x, backend)
        self._size = Tape(_sizes(self._factor), x, backend)
        self._heights: dict[int, float] = {}

    def cut(self, sign: int, floor: float) -> int:
        """The last whole number in a direction that counts: less than 2**floor lies beyond it."""
        end, peak, target = self._end(sign, floor - 1), self._peak, floor
        reach = sign * (end - peak)
        for _ in range(_ROUNDS):
            distance = _least(self._is_below(target, peak, sign), 0, reach + 1)
            if distance > reach:
                return end
            excess = self._beyond(peak + sign * distance, end, sign) - (floor - 1)
            if excess < 0:
                return peak + sign * (distance - 1)
            target -= excess + _SPARE
        raise NoGermError("the terms are not seen to fall")

    def _is_below(self, low: float, peak: int, sign: int) -> Callable[[int], bool]:
        return lambda distance: self._height(peak + sign * distance) < low

    @cached_property
    def _peak(self) -> int:
        """Where the terms stop rising."""
        first, last = (self._end(sign, -_BITS) for sign in (-1, 1))
        bits = _bits_at(max(abs(first), abs(last)))
        return _least(lambda k: self._slope(k, bits) <= 0, first, last)

    def _slope(self, k: int, bits: int) -> float:
        """How much the logarithm rises between whole numbers, about."""
        with self._backend.working(bits):
            (rise,) = self._slopes[1].bound(bits)(self._backend.rational(k, 1))
            return self._backend.approx(rise)

    def _end(self, sign: int, floor: float) -> int:
        """The end of the range, or a point beyond which its growth shows that less than 2**floor lies."""
        end = self._ends[sign]
        if end.is_finite:
            return int(end)
        return int(sign * max(2 ** self._tails[sign].cut(floor, _LAST_OCTAVE), sign * self._ends[-sign]))

    @cached_property
    def _tails(self) -> dict[int, Tail]:
        """The open sides by the distance from 0: the terms fall there, so that an integral bounds their sum."""
        t, tails = sympy.Dummy("t", positive=True), {}
        for sign in (sign for sign, end in self._ends.items() if end.is_infinite):
            if self._log.has(sympy.Piecewise):
                raise NoGermError("cases far away")
            log, factor = (e.xreplace({self._x: sign * t}) for e in (self._log, self._factor))
            tails[sign] = Tail([(log, factor)], t, True, self._backend)
        return tails

    def _height(self, k: int) -> float:
        """log2 of exp(log) at a whole number, about."""
        if k not in self._heights:
            bits = _bits_at(k)
            with self._backend.working(bits):
                (log,) = self._tape.bound(bits)(self._backend.rational(k, 1))
            self._heights[k] = self._backend.approx(log) / math.log(2)
        return self._heights[k]

    def _beyond(self, cut: int, end: int, sign: int) -> float:
        """log2 of a bound of the sum from ``cut`` to ``end``: a geometric series times the largest factor."""
        backend, bits = self._backend, _bits_at(max(abs(cut), abs(end)))
        with backend.working(bits):
            sizes = _over_blocks(cut, end, lambda block: self._factor_size(block, bits), backend)
            (log,) = self._tape.bound(bits)(backend.rational(cut, 1))
            total = backend.function("exp")(log)
            if cut != end:
                falls = _over_blocks(cut, end, lambda block: self._fall(block, sign, bits), backend)
                total = total / -backend.function("expm1")(-min(falls, key=backend.approx))
            return backend.size(total) + max(sizes)

    def _fall(self, block: Number, sign: int, bits: int) -> Number | None:
        """A lower bound of how much the logarithm falls from one number to the next, if it is positive."""
        (change,) = self._slopes[sign].bound(bits)(block)
        fall = -sign * change
        unknown = self._backend.parts(fall)[1] is not None or self._backend.contains_zero(fall)
        return None if unknown or not fall > 0 else -self._backend.upper(-fall)

    def _factor_size(self, block: Number, bits: int) -> float | None:
        sizes = self._size.bound(bits)(block)
        size = max(map(self._backend.size, sizes)) + math.log2(len(sizes))
        return size if size < math.inf else None

    @cached_property
    def _slopes(self) -> dict[int, Tape]:
        return {sign: Tape([slope(self._log, self._x, sign)], self._x, self._backend) for sign in (-1, 1)}


def slope(log: Any, x: Any, sign: int) -> Any:
    """A bound of the slope of a log-weight between whole numbers, from above for ``sign`` 1 and from below for -1.

    log z - 1/z < psi(z) < log z - 1/(2 z) (DLMF 5.11.2), and z/(n + 1 + sqrt(z^2 + (n + 1)^2)) < I_(n+1)(z)/I_n(z)
    < z/(n + 1/2 + sqrt(z^2 + (n + 1/2)^2)) (Amos, Math. Comp. 28 (1974), 9 and 11).

    >>> x = sympy.Symbol('x', positive=True)
    >>> slope(3*x - LogGamma(x), x, 1)
    -log(x) + 3 + 1/x
    """
    rest: list[Any] = []
    logs: dict[Any, Any] = {}
    for term in sympy.Add.make_args(sympy.expand(log, log=False, power_base=False, power_exp=False)):
        factor, f = term.as_independent(x, as_Add=False)
        if isinstance(f, LogGamma):
            factor, z = _outer_slope(factor, f.args[0], x)
            logs[z] = logs.get(z, 0) + factor
            rest.append(-factor / (2 * z if _is_above(factor, sign) else z))
        elif isinstance(f, sympy.log) and isinstance(f.args[0], sympy.besseli):
            factor, n = _outer_slope(factor, f.args[0].args[0], x)
            # From one whole number to the next, in either direction.
            n += -sympy.S.Half if _is_above(factor, sign) else 1
            rest.append(-factor * sympy.asinh(n / f.args[0].args[1]))
        else:
            rest.append(term.diff(x))
    return sympy.Add(*rest, *_sum_of_logs(logs, x))


def _sizes(factor: Any) -> list[Any]:
    """Terms whose absolute values add up to at least that of the factor, without Bessel functions of varying order.

    -log Gamma(n + 1) + n log(z/2) <= log I_n(z) <= z (DLMF 10.25.2 and 10.32.3).
    """
    if not factor.has(sympy.besseli):
        return [factor]
    return [part for term in sympy.Add.make_args(sympy.expand(factor, log=False)) for part in _ends_of(term)]


def _ends_of(term: Any) -> list[Any]:
    c, f = term.as_coeff_Mul()
    if not (isinstance(f, sympy.log) and isinstance(f.args[0], sympy.besseli)):
        return [term]
    n, z = f.args[0].args
    return [c * (n * sympy.log(z / 2) - LogGamma(n + 1)), c * z]


def _outer_slope(factor: Any, inner: Any, x: Any) -> tuple[Any, Any]:
    return factor * inner.diff(x), inner


def _is_above(factor: Any, sign: int) -> bool:
    """Whether a bound in the direction of ``sign`` needs one from above of what stands beside the factor."""
    if not (factor.is_positive or factor.is_negative):
        raise NoGermError("a slope of unknown sign")
    return bool(factor.is_positive) == (sign > 0)


def _sum_of_logs(logs: dict[Any, Any], x: Any) -> list[Any]:
    """The sum of c log z, where z that differ by a constant share the logarithm of one: it may cancel."""
    terms: list[Any] = []
    while logs:
        base, factor = logs.popitem()
        for z in [z for z in logs if not (z - base).has(x)]:
            terms.append(logs[z] * sympy.log(1 + (z - base) / base))
            factor += logs.pop(z)
        terms.append(factor * sympy.log(base))
    return terms


def _bits_at(k: int) -> int:
    """Enough where the logarithms of a weight are large, and cancel."""
    return _BITS + 2 * k.bit_length()


def _least(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The first number from ``low`` on at which a condition holds that stays true, or ``high``."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return high


def _over_blocks(cut: int, end: int, measure: Callable[[Number], T | None], backend: Enclosing) -> list[T]:
    """What is found on blocks that cover a range, each halved until something is found on it."""
    found: list[T] = []
    waiting = [(min(cut, end), max(cut, end))]
    while waiting:
        low, high = waiting.pop()
        here = measure(backend.hull(backend.rational(low, 1), backend.rational(high, 1)))
        if here is not None:
            found.append(here)
            continue
        if high - low < 2 or len(waiting) + len(found) > _MOST_BLOCKS:
            raise NoGermError("the terms are not seen to fall")
        middle = (low + high) // 2
        waiting += [(low, middle), (middle, high)]
    return found
