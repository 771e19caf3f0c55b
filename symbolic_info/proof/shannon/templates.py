"""Joint laws in which every variable is a function of a few fair bits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import log
from random import Random

from symbolic_info.budget import Budget
from symbolic_info.proof.shannon.goal import NEAR, Goal, Table

Labels = tuple[int, ...]  # the value of a function at each point


@dataclass(frozen=True)
class Templates:
    """Functions on equally likely points, and their common refinements."""

    functions: tuple[Labels, ...]

    @cached_property
    def partitions(self) -> list[Labels]:
        """All refinements of the functions; the functions come first."""
        found = dict.fromkeys(self.functions)
        while new := [m for a in found for b in self.functions if (m := _refined(a, b)) not in found]:
            found.update(dict.fromkeys(new))
        return list(found)

    @cached_property
    def meet(self) -> list[list[int]]:
        """The index of the common refinement of a partition and a function."""
        place = {labels: i for i, labels in enumerate(self.partitions)}
        return [[place[_refined(a, b)] for b in self.functions] for a in self.partitions]

    @cached_property
    def heights(self) -> list[float]:
        """The entropy of each partition."""
        return [_entropy(labels) for labels in self.partitions]

    @cached_property
    def counts(self) -> list[tuple[int, int]]:
        """The same in units of log(2) and log(3) over the number of points."""
        return [_counts(labels) for labels in self.partitions]

    def search(self, goal: Goal, count: int, budget: Budget, most: int, draw: Random | None = None) -> Iterator[Table]:
        """Tables of ``count`` variables at which the goal seems to be reached, among the first ``most`` choices.

        Each variable tries the functions in their order, or in an order of its own by ``draw``.
        """
        every = range(len(self.functions))
        orders = [draw.sample(every, len(every)) if draw else every for _ in range(count)]
        for found in _Search(self, goal, orders, iter(range(most)), budget).extend():
            if not goal.known or goal.confirmed(found):
                yield found

    def table(self, chosen: Sequence[int]) -> Table:
        """The joint law of the chosen functions."""
        rows: Table = {}
        size = len(self.functions[0])
        for point in range(size):
            outcome = tuple(self.functions[f][point] for f in chosen)
            rows[outcome] = rows.get(outcome, Fraction(0)) + Fraction(1, size)
        return rows


class _Search:
    """A depth-first choice of functions; equations that are given cut branches off as soon as they can be read."""

    def __init__(
        self, templates: Templates, goal: Goal, orders: Sequence[Sequence[int]], tries: Iterator[int], budget: Budget
    ) -> None:
        self.templates, self.goal, self.orders, self.tries, self.budget = templates, goal, orders, tries, budget
        self.stages = _stages(goal, len(orders))
        self.chosen: list[int] = []
        self.refinements: dict[int, int] = {0: 0}

    def height(self, mask: int) -> float:
        return self.templates.heights[self.refinements[mask]]

    def counts(self, mask: int) -> tuple[int, int]:
        return self.templates.counts[self.refinements[mask]]

    def extend(self) -> Iterator[Table]:
        """The tables that extend what is chosen."""
        i = len(self.chosen)
        if i == len(self.orders):
            if self.goal.violated(self.height, self.counts):
                yield self.templates.table(self.chosen)
            return
        for function in self.orders[i]:
            if next(self.tries, None) is None or self.budget.spent():
                return
            if self._admits(i, function):
                self.chosen.append(function)
                yield from self.extend()
                self.chosen.pop()

    def _admits(self, i: int, function: int) -> bool:
        """Whether the equations that are now decided hold with this function as the i-th variable."""
        for mask in self.stages[i].masks:
            self.refinements[mask] = self.templates.meet[self.refinements[mask & ~(1 << i)]][function]
        return all(abs(self.goal.value(self.height, k)) < NEAR for k in self.stages[i].equations)


@dataclass(frozen=True)
class _Stage:
    """What is decided when a variable is chosen: refinements of sets, equations that are given."""

    masks: tuple[int, ...]
    equations: tuple[int, ...]


def _stages(goal: Goal, count: int) -> list[_Stage]:
    prefixes = {mask & ((2 << i) - 1) for mask in goal.masks for i in range(count)}
    masks = [tuple(sorted(m for m in prefixes if m.bit_length() == i + 1)) for i in range(count)]
    last = [max((k.bit_length() for k in v if isinstance(k, int)), default=1) for v, _ in goal.known]
    kinds = [kind for _, kind in goal.known]
    equations = [
        tuple(k for k, (end, kind) in enumerate(zip(last, kinds, strict=True), 1) if end == i + 1 and kind == "=")
        for i in range(count)
    ]
    return [_Stage(m, e) for m, e in zip(masks, equations, strict=True)]


def _refined(a: Labels, b: Labels) -> Labels:
    return _numbered(tuple(zip(a, b, strict=True)))


def _numbered(labels: Sequence[object]) -> Labels:
    """Values numbered in the order in which they appear."""
    seen = {value: i for i, value in enumerate(dict.fromkeys(labels))}
    return tuple(seen[value] for value in labels)


def _entropy(labels: Labels) -> float:
    shares = [labels.count(value) / len(labels) for value in set(labels)]
    return -sum(p * log(p) for p in shares)


def _counts(labels: Labels) -> tuple[int, int]:
    """n log n - sum k log k for blocks of k among n points; on 4 or 8 points k is 1, 2, 3, 4 or 8."""
    sizes = [labels.count(value) for value in set(labels)]
    twos = len(labels) * (len(labels).bit_length() - 1) - sum(k * (k.bit_length() - 1) for k in sizes if k != 3)
    return twos, -3 * sizes.count(3)


def _linear(bits: int) -> tuple[Labels, ...]:
    """All linear functions of fair bits, up to renaming of values."""
    points = list(product((0, 1), repeat=bits))
    single = dict.fromkeys(
        _numbered([sum(x * y for x, y in zip(p, form, strict=True)) % 2 for p in points]) for form in points
    )
    return tuple(Templates(tuple(single)).partitions)


def _from(bits: int, *functions: Callable[..., object]) -> tuple[Labels, ...]:
    points = list(product((0, 1), repeat=bits))
    return tuple(_numbered([f(*p) for p in points]) for f in functions)


TWO_BITS = Templates(
    _from(
        2,
        lambda a, b: 0,
        lambda a, b: a,
        lambda a, b: b,
        lambda a, b: a ^ b,
        lambda a, b: a & b,
        lambda a, b: a | b,
        lambda a, b: (a, b),
    )
)
THREE_BITS = Templates(_linear(3))
