"""An enclosure of the integral over one piece of the line: plain where it is smooth, by logarithms towards its ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from typing import Any, NamedTuple

import sympy

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.tails import Tail
from symbolic_info.numeric.balls.view import Accuracy, View, power_of_two
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.tape import Tape

__all__ = ["BallPiece"]

_REGULAR = -40
_PLAIN_OCTAVES = 10
_LADDER = range(-64, 65, 4)
_REACH = 4096
_LATER, _FAINT = 2, 0.8
_X = sympy.Dummy("x", real=True)
Number = Any


class _Run(NamedTuple):
    """A stretch of u, between two exact numbers, and the variable to integrate it by."""

    view: View
    low: Any
    high: Any
    by: str


class BallPiece:
    """The integrand between two points, at most one of them infinite, where only ``active`` densities are positive."""

    def __init__(self, integrand: Integrand, active: Sequence[int], low: Any, high: Any, backend: Enclosing) -> None:
        self._backend, self._low, self._high = backend, low, high
        self._integrand, self._active = integrand, active
        self._seen = partial(View, integrand, active, low, high, backend=backend)
        self._near = self._seen(sign=1 if low.is_finite else -1)
        self._regular: dict[View, bool] = {}

    def enclosure(self, which: int, bits: int, floor: int, effort: Effort) -> Number:
        """A ball around the measure (0), or around the mass (1) without its tails."""
        backend = self._backend
        runs, tails = self._runs(floor)
        with backend.working(bits):
            total = backend.rational(0, 1)
            for run in runs:
                low, high = (self._number(end, bits) for end in (run.low, run.high))
                total = total + run.view.integral(low, high, which, Accuracy(bits, floor, effort), run.by)
            slack = power_of_two(backend, floor) * tails
            return total + backend.hull(-slack, slack)

    def _number(self, expr: Any, bits: int) -> Number:
        return Tape([expr], sympy.Dummy("none"), self._backend).bound(bits)(None)[0]

    def _runs(self, floor: int) -> tuple[list[_Run], int]:
        """The stretches, and how many tails below 2**floor are left out."""
        length = self._high - self._low
        if length.is_infinite:
            return self._half_line(self._near, floor)
        if self._is_smooth:
            return [_Run(self._near, sympy.S.Zero, length, "u")], 0
        starts = [self._start(view, floor) for view in self._views]
        halves = zip(self._views, starts, strict=True)
        return [_Run(v, s, length / 2, "log u" if s else "u") for v, s in halves if s < length / 2], 2

    @cached_property
    def _views(self) -> tuple[View, View]:
        return self._near, self._seen(sign=-1)

    @cached_property
    def _is_smooth(self) -> bool:
        return self._is_regular(self._near) and self._near.is_regular(_REGULAR, self._high - self._low)

    def _half_line(self, view: View, floor: int) -> tuple[list[_Run], int]:
        far, start = self._far(view.tail_beyond(), floor), self._start(view, floor)
        light = self._light(view, far, floor)
        if light is None:
            return self._runs_between(view, start, far), 2
        bend = self._far(view.tail_of(light), floor)
        if not start < bend < far:
            return self._runs_between(view, start, far), 2
        alone = self._alone(1 - light)
        return [*self._runs_between(view, start, bend), *_outer_run(alone, bend, far)], 3

    def _runs_between(self, view: View, start: Any, far: Any) -> list[_Run]:
        if far <= start:
            return []
        scale = sympy.Integer(2) ** self._scale(view)
        if start == 0 and far < scale * 2**_PLAIN_OCTAVES:
            return [_Run(view, start, far, "u")]
        middle = scale if start < scale < far else far if far <= scale else start
        inner = [_Run(view, start, middle, "log u" if start else "u")] if middle > start else []
        return inner + _outer_run(view, middle, far)

    def _light(self, view: View, far: Any, floor: int) -> int | None:
        """Which of two densities is negligible long before the other."""
        if len(self._active) != 2 or len(self._integrand.densities) != 2 or not self._integrand.without(_X, 0):
            return None
        octave = int(sympy.ceiling(sympy.log(far, 2).n(20))) - _LATER
        logs = view.logs(octave)
        return logs.index(min(logs)) if min(logs) < min(max(logs), _FAINT * floor - octave) else None

    def _alone(self, which: int) -> View:
        sign = 1 if self._low.is_finite else -1
        return View(self._integrand, [self._active[which]], self._low, self._high, sign, self._backend)

    def _far(self, tail: Tail, floor: int) -> Any:
        """The distance of the point beyond which less than 2**floor lies."""
        end, sign = (self._low, 1) if self._high.is_infinite else (self._high, -1)
        at_least = int(sympy.ceiling(sympy.log(abs(end) + 1, 2).n(20))) + 1
        octave = max(tail.cut(floor), at_least)
        return sympy.Integer(2) ** octave - sign * end

    def _start(self, view: View, floor: int) -> Any:
        """The distance within which less than 2**floor lies, 0 where the integrand is analytic at the end."""
        if self._is_regular(view):
            return sympy.S.Zero
        return sympy.Rational(1, 2 ** view.tail_at_end().cut(floor))

    def _is_regular(self, view: View) -> bool:
        if view not in self._regular:
            self._regular[view] = view.is_regular(_REGULAR)
        return self._regular[view]

    def _scale(self, view: View) -> int:
        """The octave of distances that contributes most."""
        best = max(_LADDER, key=view.height)
        step = best
        while step in (_LADDER[0], _LADDER[-1]) or (abs(step) > 64 and abs(step) < _REACH):
            step += 4 if best > 0 else -4
            if view.height(step) <= view.height(best):
                break
            best = step
        return best


def _outer_run(view: View, low: Any, high: Any) -> list[_Run]:
    """From a distance to a much larger one."""
    wide = low != 0 and high > low * 2**_PLAIN_OCTAVES
    return [_Run(view, low, high, "log u, far" if wide else "u")] if high > low else []
