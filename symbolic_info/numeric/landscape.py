"""Where a law has its features: support ends, kinks, peaks and the corners where one term takes over."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import sympy

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.density import Density
from symbolic_info.numeric.integrand import Integrand
from symbolic_info.numeric.tape import Tape
from symbolic_info.numeric.vocabulary import log_of_product

__all__ = ["Landscape", "survey"]

_BITS = 240
_DECADES = 60


class Landscape:
    """The points that split the line so that each piece is smooth inside and has its structure at its ends.

    >>> from sympy import Symbol, oo, exp, log, pi
    >>> from symbolic_info.numeric.backend import best_backend
    >>> from symbolic_info.numeric.integrand import Gap
    >>> x = Symbol('x', real=True)
    >>> law = Density(-(x - 3)**2/2 - log(2*pi)/2, x, -oo, oo)
    >>> survey(Gap(law, law), best_backend()).splits
    [-oo, 3, oo]
    """

    def __init__(self, splits: Sequence[Any], exact: Sequence[Any], scout: _Scout) -> None:
        self.splits = list(splits)
        self.exact = set(exact)
        self._scout = scout

    def scale(self, end: Any, sign: int) -> Any:
        """The distance from ``end`` at which u p(u) is largest."""
        return self._scout.scale(end, sign)


def survey(integrand: Integrand, backend: Backend) -> Landscape:
    """Find the splits of the union of the supports of the densities of an integrand."""
    x = sympy.Dummy("x", real=True)
    densities, extra = integrand.densities, integrand.features(x)
    logs = [density.log_in(x) for density in densities]
    ends = _distinct([end for density in densities for end in (density.lower, density.upper)])
    kinks = [b for density in densities for b in density.breaks]
    kinks += [root for expr in [*logs, *extra] for root in _kinks(expr, x)]
    inside = [c for expr in [*logs, *extra] for c in _centres(expr, x)]
    low, high = _extreme_ends(ends)
    exact = _distinct([*ends, *(k for k in kinks if _between(low, k, high))])
    centres = _distinct([c for c in [*exact, *inside] if c.is_finite and _between(low, c, high, True)])
    scout = _Scout(densities, logs, extra, x, backend)
    peaks = scout.peaks(centres or [sympy.S.Zero])
    corners = scout.corners(_distinct([*centres, *peaks]))
    keep = [c for c in _distinct([*inside, *peaks, *corners]) if _between(low, c, high) and scout.matters(c)]
    splits = _merged(exact, keep)
    return Landscape(_with_middle(splits), exact, scout)


def _distinct(points: Sequence[Any]) -> list[Any]:
    return sorted(set(points), key=_position)


def _position(point: Any) -> float:
    """A sorting key that is exact for rationals and 60 digits deep for other constants."""
    return point if point.is_Rational or point.is_infinite else _rational(point)


def _extreme_ends(ends: Sequence[Any]) -> tuple[Any, Any]:
    return ends[0], ends[-1]


def _between(low: Any, point: Any, high: Any, closed: bool = False) -> bool:
    a, b, c = _position(low), _position(point), _position(high)
    return bool(a <= b <= c) if closed else bool(a < b < c)


def _kinks(expr: Any, x: Any) -> list[Any]:
    """Real zeros of the arguments of |.|, sign, max, min and of piecewise conditions."""
    args = [a.args[0] for a in expr.atoms(sympy.Abs, sympy.sign, sympy.Heaviside)]
    args += [m.args[0] - other for m in expr.atoms(sympy.Max, sympy.Min) for other in m.args[1:]]
    for piecewise in expr.atoms(sympy.Piecewise):
        args += [rel.lhs - rel.rhs for rel in piecewise.atoms(sympy.core.relational.Relational)]
    return [root for arg in args if arg.has(x) for root in _roots(arg, x)]


def _roots(arg: Any, x: Any) -> list[Any]:
    if not arg.is_polynomial(x):
        return []
    poly = sympy.Poly(arg, x)
    if poly.degree() == 1:
        a, b = poly.all_coeffs()
        return [-b / a]
    try:
        return list(sympy.real_roots(poly)) if poly.degree() > 1 else []
    except (NotImplementedError, sympy.PolynomialError):
        return [sympy.Rational(str(r)) for r in sympy.Poly(arg, x).nroots(n=60) if r.is_real]


def _centres(expr: Any, x: Any) -> list[Any]:
    """Real zeros and critical points of the polynomials of low degree inside the expression, as rationals."""
    found: set[Any] = set()
    for part in sympy.preorder_traversal(expr):
        if part.has(x) and part.is_polynomial(x):
            poly = sympy.Poly(part, x)
            if 1 <= poly.degree() <= 4:
                found.update(_numeric_roots(poly))
                found.update(_numeric_roots(poly.diff(x)))
    return list(found)


def _numeric_roots(poly: Any) -> list[Any]:
    if poly.degree() < 1:
        return []
    coefficients = poly.all_coeffs()
    if len(coefficients) == 2:
        root = -coefficients[1] / coefficients[0]
        return [root if root.is_Rational else sympy.Rational(sympy.N(root, 40))]
    roots = sympy.Poly(poly.as_expr(), poly.gen).nroots(n=40, maxsteps=200)
    return [sympy.Rational(root) for root in roots if root.is_real]


class _Scout:
    """Low-precision looks at the log-densities on geometric grids around the centres."""

    def __init__(self, densities: Sequence[Density], logs: Sequence[Any], extra: Sequence[Any], x: Any, backend: Backend) -> None:
        self._backend = backend
        self._densities = densities
        self._tape = Tape(logs, x, backend)
        rivals = [_terms(log, x) for log in logs]
        self._contests = [logs, *rivals, *(_terms(expr, x) for expr in extra)]
        self._contests = [contest for contest in self._contests if len(contest) > 1]
        self._term_tapes = [Tape(contest, x, backend) for contest in self._contests]

    def _at(self, tape: Tape, point: Any) -> list[float]:
        backend = self._backend
        with backend.working(_BITS):
            try:
                values = tape.bound(_BITS)(backend.rational(int(point.p), int(point.q)))
            except (ZeroDivisionError, ValueError):
                return [-math.inf] * len(tape._outputs)
            return [-math.inf if backend.size(v) == math.inf else backend.approx(v) for v in values]

    def logs(self, point: Any) -> list[float]:
        values = self._at(self._tape, point)
        return [v if _between(d.lower, point, d.upper, True) else -math.inf for v, d in zip(values, self._densities, strict=True)]

    def matters(self, point: Any) -> bool:
        """Whether some density is not utterly negligible there; ends of supports are kept elsewhere."""
        return max(self.logs(_rational(point))) > -20_000

    def peaks(self, centres: Sequence[Any]) -> list[Any]:
        """Sharp maxima of |x - c| p(x) that lie away from the centre c."""
        found = []
        for centre in centres:
            for sign in (1, -1):
                for index in range(len(self._densities)):
                    found += self._peaks_beside(_rational(centre), sign, index)
        return found

    def _peaks_beside(self, centre: Any, sign: int, index: int) -> list[Any]:
        def height(w: float) -> float:
            return self.logs(centre + sign * _power_of_ten(w))[index] + w * math.log(10)

        grid = [float(w) for w in range(-_DECADES, _DECADES + 1)]
        heights = [height(w) for w in grid]
        best = [i for i in range(1, len(grid) - 1) if heights[i] > -math.inf and heights[i - 1] < heights[i] >= heights[i + 1]]
        return [
            centre + sign * _power_of_ten(w)
            for w in (_climb(height, grid[i - 1], grid[i + 1]) for i in best)
            if _is_sharp(height, w)
        ]

    def scale(self, end: Any, sign: int) -> Any:
        """The power of ten u with the largest u p(end ± u), over all densities."""
        start = _rational(end)

        def height(w: int) -> float:
            return max(self.logs(start + sign * _power_of_ten(w))) + w * math.log(10)

        return _power_of_ten(max(range(-_DECADES, _DECADES + 1), key=height))

    def corners(self, points: Sequence[Any]) -> list[Any]:
        """Where the largest term of a sum, or the largest density, changes."""
        grid = self._grid(points)
        return [c for tape in self._term_tapes for c in self._corners_of(tape, grid)]

    def _corners_of(self, tape: Tape, grid: Sequence[Any]) -> list[Any]:
        tops = [self._top(tape, g) for g in grid]
        return [
            self._crossing(tape, low, high, a, b)
            for low, high, a, b in zip(grid, grid[1:], tops, tops[1:], strict=False)
            if a != b and a >= 0 and b >= 0
        ]

    def _grid(self, points: Sequence[Any]) -> list[Any]:
        grid = {p + s * _power_of_ten(w / 2) for p in map(_rational, points) for s in (1, -1) for w in range(-60, 60)}
        between = [(a + b) / 2 for a, b in zip(points, points[1:], strict=False)]
        return sorted(grid | {_rational(p) for p in [*points, *between]})

    def _top(self, tape: Tape, point: Any) -> int:
        if max(self.logs(point)) < -5000:
            return -1
        values = self._at(tape, point)
        return max(range(len(values)), key=lambda i: values[i])

    def _crossing(self, tape: Tape, low: Any, high: Any, a: int, b: int) -> Any:
        for _ in range(24):
            middle = (low + high) / 2
            values = self._at(tape, middle)
            low, high = (middle, high) if values[a] > values[b] else (low, middle)
        return _coarse((low + high) / 2, high - low)


def _coarse(point: Any, tolerance: Any) -> Any:
    """A short rational within the tolerance."""
    if not tolerance:
        return point
    scale = 2 ** max(0, int(sympy.floor(-sympy.log(tolerance, 2).n())) + 1) if tolerance < 1 else 1
    return sympy.Rational(int(round(point * scale)), scale)


def _terms(log: Any, x: Any) -> list[Any]:
    """The logs of the terms of a sum of exponentials under a log inside the expression."""
    for part in log.atoms(sympy.log):
        (arg,) = part.args
        if arg.is_Add and part.has(x):
            terms = [log_of_product(term) for term in arg.args]
            return terms
    return [log]


def _rational(point: Any) -> Any:
    return point if point.is_Rational else sympy.Rational(sympy.N(point, 60))


def _power_of_ten(w: float) -> Any:
    whole = math.floor(w)
    return sympy.Rational(10) ** whole * sympy.Rational(int(10 ** (w - whole) * 2**20), 2**20)


def _climb(height: Any, low: float, high: float) -> float:
    for _ in range(24):
        a, b = low + (high - low) * 0.382, low + (high - low) * 0.618
        low, high = (low, b) if height(a) >= height(b) else (a, high)
    return (low + high) / 2


def _is_sharp(height: Any, w: float) -> bool:
    """Whether p falls by a factor of 3 within a fifth of a decade on both sides."""
    top = height(w)
    return bool(min(top - height(w - 0.2), top - height(w + 0.2)) > 1.1)


def _merged(exact: Sequence[Any], keep: Sequence[Any]) -> list[Any]:
    return _distinct([*exact, *keep])


def _with_middle(splits: list[Any]) -> list[Any]:
    """The whole line needs a point to start from."""
    if len(splits) < 2:
        raise PrecisionError("the support is a single point")
    return [splits[0], sympy.S.Zero, splits[1]] if splits == [-sympy.oo, sympy.oo] else splits
