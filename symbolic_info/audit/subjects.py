"""What is audited: calls of another library with parameters that are doubles, and the measure each should compute."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

from sympy import Expr, Rational, S, Symbol

from symbolic_info.errors import SymbolicInfoError
from symbolic_info.facts import Facts
from symbolic_info.interop.parametrisation import PLACE, Row, parameters_of
from symbolic_info.interop.scipy_laws import SCIPY, from_scipy
from symbolic_info.interop.torch_laws import TORCH, from_torch
from symbolic_info.laws.law import Law
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.kl import KLDivergence

__all__ = ["Subject", "subjects"]

# Doubles, so that both sides get the same numbers; a parameter takes those that its law admits.
TYPICAL: Final = (2.0, 0.5, 3.0, 5.0, 1.5)
RANGE: Final = (1e-6, 1e-3, 0.1, 0.5, 0.9, 2.0, 10.0, 100.5, 1000.5, 1e6)
NEAR: Final = (1 + 2.0**-20,)
MATRICES: Final = ("Categorical", "MultivariateNormal")
# No density of their own: a name for another law, or one whose support wraps around.
SKIPPED: Final = ("reciprocal", "vonmises_line")

Point = dict[str, float]


@dataclass(frozen=True)
class Subject:
    """One call: the distributions with their parameters, one for an entropy, two for a divergence."""

    library: str
    laws: tuple[tuple[str, tuple[tuple[str, float], ...]], ...]

    @property
    def name(self) -> str:
        """The distributions, without parameters."""
        return " || ".join(self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """The distributions."""
        return tuple(name for name, _ in self.laws)

    @property
    def code(self) -> str:
        """The call that reproduces the value."""
        made = [_call(self.library, name, dict(point)) for name, point in self.laws]
        if len(made) == 2:
            return f"kl_divergence({', '.join(made)})"
        return f"{made[0]}.entropy()"

    def measure(self) -> Expr:
        """What the call should compute, with the exact values of the doubles."""
        return _measure([_law(self.library, name, dict(point)) for name, point in self.laws])

    def symbolic(self) -> tuple[Expr, dict[Symbol, Rational]]:
        """The measure with symbols for the parameters, and their values."""
        point: dict[Symbol, Rational] = {}
        laws = []
        for place, (name, given) in enumerate(self.laws):
            symbols = {key: Symbol(f"{key}_{place}", real=True, positive=number > 0 or None) for key, number in given}
            point |= {symbols[key]: Rational(number) for key, number in given}
            laws.append(_law(self.library, name, symbols))
        return _measure(laws), point


def _measure(laws: list[Law]) -> Expr:
    return Entropy(laws[0]) if len(laws) == 1 else KLDivergence(*laws)


def _call(library: str, name: str, point: Point) -> str:
    if library == "scipy":
        return f"stats.{name}({', '.join(map(repr, point.values()))})"
    return f"{name}({', '.join(f'{key}=t({value!r})' for key, value in point.items())})"


def _law(library: str, name: str, point: Mapping[str, Any]) -> Law:
    exact = {key: Rational(number) if isinstance(number, float) else number for key, number in point.items()}
    return from_scipy(name, *exact.values()) if library == "scipy" else from_torch(name, **exact)


def subjects(library: str) -> list[Subject]:
    """All calls that are audited.

    >>> from symbolic_info.audit.subjects import subjects
    >>> [s.code for s in subjects("scipy") if s.name == "poisson"][-1]
    'stats.poisson(1000000.0).entropy()'
    """
    table = SCIPY if library == "scipy" else TORCH
    names = [name for name in sorted(table) if name not in (*MATRICES, *SKIPPED)]
    points = {name: list(_points(library, name, table)) for name in names}
    entropies = [_subject(library, (name, point)) for name in names for point in points[name]]
    if library == "scipy":
        return entropies
    base = {name: points[name][:1] + points[name][2::5] for name in names if points[name]}
    pairs = [
        _subject(library, (one, p), (other, q))
        for one, other in product(base, base)
        for p, q in product(base[one][:2], base[other][:2])
    ]
    near = [
        _subject(library, (name, p), (name, {key: value * factor for key, value in p.items()}))
        for name in base
        for p in points[name]
        for factor in NEAR
    ]
    return [s for s in (*entropies, *pairs, *near) if _admitted(s)]


def _subject(library: str, *laws: tuple[str, Point]) -> Subject:
    return Subject(library, tuple((name, tuple(point.items())) for name, point in laws))


def _points(library: str, name: str, table: Mapping[str, Row]) -> Iterator[Point]:
    """A typical point, and from there each parameter over the range."""
    row: Callable[..., Law] = table[name]
    keys = [key for key in parameters_of(row) if library != "scipy" or key not in PLACE]
    if (library == "scipy" and keys == []) or not keys:
        yield {}
        return
    typical = next((p for p in _combinations(keys) if _admits(library, name, p)), None)
    if typical is None:
        return
    moved = (typical | {key: value} for key in keys for value in RANGE)
    seen: list[Point] = []
    for point in (typical, *moved):
        if point not in seen and _admits(library, name, point):
            seen.append(point)
            yield point


def _combinations(keys: list[str]) -> Iterator[Point]:
    return (dict(zip(keys, values, strict=True)) for values in product(TYPICAL, repeat=len(keys)))


def _admits(library: str, name: str, point: Point) -> bool:
    try:
        law = _law(library, name, point)
    except (SymbolicInfoError, ValueError, TypeError):
        return False
    return all(Facts().decide(condition) for condition in law.conditions if condition is not S.true)


def _admitted(subject: Subject) -> bool:
    try:
        subject.measure()
    except (SymbolicInfoError, ValueError, TypeError):
        return False
    return all(_admits(subject.library, name, dict(point)) for name, point in subject.laws)
