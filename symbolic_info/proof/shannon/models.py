"""Counterexamples by descent: Bayesian networks with rational tables, so that what is given holds by construction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any, TypeAlias

from symbolic_info.budget import Budget
from symbolic_info.proof.shannon.goal import Goal, Table, heights_of

MOST_VARIABLES = 7
STARTS, STEPS = 200, 600
SIZES = (2, 2, 2, 3)
GRID = 4
PATIENCE = 120


@dataclass(frozen=True)
class Node:
    """One variable: its parents, the number of its values, and a row of weights for each value of the parents."""

    parents: tuple[int, ...]
    size: int
    rows: tuple[tuple[int, ...], ...]


Number: TypeAlias = Any  # float or Fraction
Model = tuple[tuple[int, Node], ...]  # variables in an order in which parents come first


def descended(goal: Goal, count: int, budget: Budget) -> Iterator[Table]:
    """Tables at which the goal seems to be reached, from random networks that respect what is given."""
    draw = Random(7)
    for start in range(STARTS if count <= MOST_VARIABLES else 0):
        model = _random(count, draw, dense=not goal.known or start % 3 == 0)
        if budget.spent():
            return
        if goal.admits(heights_of(floats(model))):
            yield from _descend(goal, model, draw, budget)


def _descend(goal: Goal, model: Model, draw: Random, budget: Budget) -> Iterator[Table]:
    """Change one weight at a time, and keep what lowers the target."""
    best, idle = _height(goal, model), 0
    for _ in range(STEPS):
        if best is not None and best[1]:
            yield exact_table(model)
            return
        if idle > PATIENCE or budget.spent():
            return
        changed = _changed(model, draw)
        tried = _height(goal, changed)
        idle += 1
        if tried is not None and best is not None and tried[0] < best[0] - 1e-12:
            model, best, idle = changed, tried, 0


def _height(goal: Goal, model: Model) -> tuple[float, bool] | None:
    """How far the target is from failing, and whether it seems to fail; None where what is given does not hold."""
    heights = heights_of(floats(model))
    if not goal.admits(heights):
        return None
    value = goal.value(heights)
    return (-abs(value) if goal.relation == "=" else value), goal.seems_violated(heights)


def _random(count: int, draw: Random, dense: bool) -> Model:
    order = draw.sample(range(count), count)
    sizes = {i: draw.choice(SIZES) for i in order}
    nodes = []
    for place, i in enumerate(order):
        parents = tuple(j for j in order[:place] if dense or draw.random() < 0.5)
        rule = draw.random() < 0.4 if parents else draw.random() < 0.1
        rows = tuple(_row(sizes[i], rule, draw) for _ in product(*(range(sizes[j]) for j in parents)))
        nodes.append((i, Node(parents, sizes[i], rows)))
    return tuple(nodes)


def _row(size: int, rule: bool, draw: Random) -> tuple[int, ...]:
    """Weights of the values; all on one value where the variable is a function of its parents."""
    if rule:
        value = draw.randrange(size)
        return tuple(int(k == value) for k in range(size))
    row = tuple(draw.randrange(GRID) for _ in range(size))
    return row if any(row) else (1,) * size


def _changed(model: Model, draw: Random) -> Model:
    """One weight a little larger or smaller, or a row moved to another value."""
    place = draw.randrange(len(model))
    i, node = model[place]
    k = draw.randrange(len(node.rows))
    row = list(node.rows[k])
    if max(row) == sum(row) and draw.random() < 0.7:
        row = draw.sample(row, len(row))
    elif draw.random() < 0.2:
        row = [2 * w for w in row]
        row[draw.randrange(len(row))] += 1
    else:
        value = draw.randrange(len(row))
        row[value] = max(0, row[value] + draw.choice((-1, 1, 2)))
    if not any(row):
        row[0] = 1
    rows = (*node.rows[:k], tuple(row), *node.rows[k + 1 :])
    return (*model[:place], (i, replace(node, rows=rows)), *model[place + 1 :])


def exact_table(model: Model) -> Table:
    """The joint law of a network in fractions."""
    return _table(model, lambda w, total: Fraction(w, total), Fraction(1))


def floats(model: Model) -> dict[tuple[int, ...], float]:
    """The joint law of a network in floating point."""
    return _table(model, lambda w, total: w / total, 1.0)


def _table(model: Model, share_of: Callable[[int, int], Number], one: Number) -> dict[tuple[int, ...], Number]:
    table: dict[tuple[int, ...], Number] = {(): one}
    place = {i: k for k, (i, _) in enumerate(model)}
    for _, node in model:
        places = [place[j] for j in node.parents]
        cases = product(*(range(model[k][1].size) for k in places))
        rows = {case: [share_of(w, sum(row)) for w in row] for case, row in zip(cases, node.rows, strict=True)}
        table = _extended(table, places, rows)
    order = [place[i] for i in range(len(model))]
    return {tuple(outcome[k] for k in order): p for outcome, p in table.items()}


def _extended(
    table: Mapping[tuple[int, ...], Number],
    places: list[int],
    rows: Mapping[tuple[int, ...], list[Number]],
) -> dict[tuple[int, ...], Number]:
    """One more variable, by its probabilities for each value of those at ``places``."""
    found: dict[tuple[int, ...], Number] = {}
    for drawn, p in table.items():
        for value, share in enumerate(rows[tuple(drawn[k] for k in places)]):
            if share:
                found[(*drawn, value)] = p * share
    return found
