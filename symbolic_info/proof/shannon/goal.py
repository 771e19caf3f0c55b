"""What a counterexample has to do, for joint laws given as tables of probabilities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm, log
from typing import TypeVar

from sympy import Integer, factorint
from sympy import log as sympy_log

from symbolic_info.proof.logsum import LogSum
from symbolic_info.proof.shannon.space import Constant, Vector

Number = TypeVar("Number", float, Fraction)
Table = dict[tuple[int, ...], Fraction]
Heights = Callable[[int], float]  # joint entropies in floating point
Counts = Callable[[int], tuple[int, int]]  # joint entropies as multiples of log(2) and log(3), in equal units
NEAR = 1e-9
LOG_RATIO = Fraction(15849625007211561814537389439478165087598, 10**40)  # log(3)/log(2)


@dataclass(frozen=True)
class Goal:
    """``target`` is not to stand in ``relation`` to 0, while each of ``known`` stands in its relation.

    Floating point finds candidates; `confirmed` decides by logarithms of primes.  Values that are nearly 0 are
    candidates too: a factor of 1e-30 decides nothing in floating point.
    """

    target: Vector
    relation: str
    known: tuple[tuple[Vector, str], ...]

    @property
    def vectors(self) -> tuple[Vector, ...]:
        """All that is to be evaluated."""
        return (self.target, *(vector for vector, _ in self.known))

    @cached_property
    def masks(self) -> tuple[int, ...]:
        """The sets of variables whose entropies matter."""
        return tuple(sorted({key for v in self.vectors for key in v if isinstance(key, int)}))

    @cached_property
    def numeric(self) -> bool:
        """Whether the constants are numbers."""
        return all(key.expr.is_number for v in self.vectors for key in v if isinstance(key, Constant))

    @cached_property
    def _floats(self) -> tuple[tuple[tuple[tuple[int, float], ...], float], ...]:
        rows = []
        for vector in self.vectors:
            constant = sum(float(c) * float(key.expr) for key, c in vector.items() if isinstance(key, Constant))
            rows.append((tuple((key, float(c)) for key, c in vector.items() if isinstance(key, int)), constant))
        return tuple(rows)

    def value(self, heights: Heights, index: int = 0) -> float:
        """The target (or what is known, from 1 on) in floating point."""
        terms, constant = self._floats[index]
        return constant + sum(c * heights(mask) for mask, c in terms)

    def admits(self, heights: Heights) -> bool:
        """Whether what is known seems to hold."""
        return all(_holds(self.value(heights, i), kind) for i, (_, kind) in enumerate(self.known, 1))

    def seems_violated(self, heights: Heights) -> bool:
        """Whether the claim seems to fail, or to be an equation where it is strict."""
        gap = self.value(heights)
        return {"=": abs(gap) > NEAR, "!=": abs(gap) < NEAR, ">=": gap < -NEAR, ">": gap < NEAR}[self.relation]

    def violated(self, heights: Heights, counts: Counts) -> bool:
        """The same, with ties decided by whole numbers of log(2) and log(3)."""
        gap = self.value(heights)
        if abs(gap) > NEAR or self._whole is None:
            return self.seems_violated(heights)
        twos = threes = 0
        for mask, c in self._whole:
            two, three = counts(mask)
            twos, threes = twos + c * two, threes + c * three
        sign = twos + threes * LOG_RATIO
        return not _sign_is(sign, self.relation)

    @cached_property
    def _whole(self) -> tuple[tuple[int, int], ...] | None:
        """The target with integers as factors, where it has no constants."""
        scale = lcm(*(c.denominator for c in self.target.values()))
        terms = [(key, int(c * scale)) for key, c in self.target.items() if isinstance(key, int)]
        return tuple(terms) if len(terms) == len(self.target) else None

    def confirmed(self, table: Table) -> bool:
        """Whether the claim fails and all that is known holds, exactly."""
        values = [exact(vector, table) for vector in self.vectors]
        signs = [None if v is None else v.sign() for v in values]
        if None in signs:
            return False
        holds = [s in SIGNS[kind] for s, kind in zip(signs, (self.relation, *(k for _, k in self.known)), strict=True)]
        return not holds[0] and all(holds[1:])


def _sign_is(value: Fraction | int, relation: str) -> bool:
    return (value > 0) - (value < 0) in SIGNS[relation]


SIGNS = {"=": (0,), "!=": (-1, 1), ">=": (0, 1), ">": (1,)}


def _holds(value: float, kind: str) -> bool:
    return {"=": abs(value) < NEAR, ">=": value > -NEAR, ">": value > NEAR}[kind]


def heights_of(table: Mapping[tuple[int, ...], float]) -> Heights:
    """Joint entropies of a table, each computed once."""
    known: dict[int, float] = {}

    def height(mask: int) -> float:
        if mask not in known:
            known[mask] = -sum(p * log(p) for p in marginal(table.items(), mask).values() if p > 0)
        return known[mask]

    return height


def marginal(rows: Iterable[tuple[tuple[int, ...], Number]], mask: int) -> dict[tuple[int, ...], Number]:
    """The probabilities of the values of the variables in a mask."""
    total: dict[tuple[int, ...], Number] = {}
    places = [i for i in range(mask.bit_length()) if mask >> i & 1]
    for outcome, p in rows:
        part = tuple(outcome[i] for i in places)
        total[part] = total[part] + p if part in total else p
    return total


def exact(vector: Vector, table: Table) -> LogSum | None:
    """The exact value of a vector; None for constants other than rationals and their logarithms."""
    terms: dict[int, Fraction] = {}
    rational = Fraction(0)
    for key, c in vector.items():
        if isinstance(key, int):
            parts = [(-c * p, p) for p in marginal(table.items(), key).values() if p]
        elif key.expr == 1:
            rational += c
            continue
        elif isinstance(key.expr, sympy_log) and isinstance(key.expr.args[0], Integer):
            parts = [(c, Fraction(int(key.expr.args[0])))]
        else:
            return None
        for factor, argument in parts:
            _add_log(terms, factor, argument)
    return LogSum({prime: c for prime, c in terms.items() if c}, rational)


def _add_log(terms: dict[int, Fraction], factor: Fraction, argument: Fraction) -> None:
    for number, sign in ((argument.numerator, 1), (argument.denominator, -1)):
        for prime, count in factorint(number).items():
            terms[int(prime)] = terms.get(int(prime), Fraction(0)) + sign * count * factor
