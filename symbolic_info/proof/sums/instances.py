"""Exact instances at which a claim about totals fails: small ones first, then a fixed random sequence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from sympy import Basic, Eq, Expr, ImmutableMatrix, Integer, Limit, MatrixBase, Rational, Symbol, Tuple

from symbolic_info.budget import Budget
from symbolic_info.laws.abstract import Abstract, Built
from symbolic_info.laws.abstract_channel import KernelAt, MixedChannel, Output
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.totals import DensityAt, FunctionAt, IndicatorAt, OutcomeAt
from symbolic_info.measures.node import Measure
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel.definitions import density, opened
from symbolic_info.proof.kernel.instances import number
from symbolic_info.proof.kernel.laws import Statement
from symbolic_info.proof.sums.floats import Floats
from symbolic_info.proof.witness import points_of

SLACK = 1e-9
SKEWED = ((1, 1, 1), (1, 2, 3), (3, 1, 1), (1, 98, 1), (8, 1, 1), (1, 1, 8), (100, 101, 99), (1, 999, 1))
VALUES = tuple(map(Rational, ("1", "0", "2", "-1", "1/2", "3", "-2", "1/3", "5")))
POSITIVE = tuple(map(Rational, ("1", "2", "1/2", "3", "1/3", "5", "1/5")))


class Unknowns:
    """What an instance of a claim has to give values to."""

    def __init__(self, claim: Claim, given: Sequence[Basic], size: Expr | None) -> None:
        self.claim, self.size = claim, size
        whole = [opened(claim.left), opened(claim.right)]
        whole += [opened(side) for g in given for side in g.args if isinstance(side, Expr)]
        unread = [density(law) for e in whole for m in e.atoms(Measure) for law in m.laws]
        self.laws = _bases({d.args[0] for e in (*whole, *unread) for d in e.atoms(DensityAt)})
        self.functions = sorted({f for e in whole for f in e.atoms(FunctionAt)}, key=str)
        self.indicators = sorted({f for e in whole for f in e.atoms(IndicatorAt)}, key=str)
        self.channels = sorted({k.args[0] for e in whole for k in e.atoms(KernelAt)} | _channels(whole), key=str)
        self.points = [p for p in points_of(claim, 12) if size is None or not size.free_symbols & set(p)]

    def instances(self, most: int) -> Iterator[dict[Basic, Basic]]:
        """The first ``most`` instances."""
        random = Random(7)
        for turn in range(most):
            yield self._instance(turn, random)

    def _instance(self, turn: int, random: Random) -> dict[Basic, Basic]:
        count = self._count(turn)
        found: dict[Basic, Basic] = {law: _pmf(turn, i, count, random) for i, law in enumerate(self.laws)}
        found.update((f, Tuple(*(random.choice(_pool(f)) for _ in range(count)))) for f in self.functions)
        found.update((mark, Integer(i % count)) for i, mark in enumerate(self.indicators))
        found.update((w, _stochastic(count, random)) for w in self.channels)
        if isinstance(self.size, Symbol):
            found[self.size] = Integer(count)
        return found | (self.points[turn % len(self.points)] if self.points else {})

    def _count(self, turn: int) -> int:
        if self.size is not None and self.size.is_number:
            return int(self.size)
        return max((2, 3, 2, 4)[turn % 4], len(self.indicators))


def _bases(laws: set[Law]) -> list[Law]:
    """The laws themselves, and those fed to channels."""
    found: set[Law] = set()
    for law in laws:
        if isinstance(law, Output):
            found.update(_bases({d.args[0] for d in law.args[1].at_point.atoms(DensityAt)}))
        elif isinstance(law, Abstract) and not isinstance(law, Built):
            found.add(law)
    return sorted(found, key=str)


def _channels(whole: Sequence[Expr]) -> set[Basic]:
    outputs = {d.args[0] for e in whole for d in e.atoms(DensityAt) if isinstance(d.args[0], Output)}
    return {law.args[0] for law in outputs if not isinstance(law.args[0], MixedChannel)}


def _pmf(turn: int, i: int, count: int, random: Random) -> Finite:
    """Far from each other, close to each other, or close to the edge."""
    if turn < len(SKEWED):
        row = SKEWED[(turn + 2 * i) % len(SKEWED)]
        weights = [row[k % len(row)] for k in range(count)]
    elif turn % 3 == 0:
        weights = [1000 + random.choice((-40, -9, 0, 9, 40)) for _ in range(count)]
    else:
        weights = [random.choice((1, 1, 2, 3, 5, 8, 30)) for _ in range(count)]
    return Finite([Integer(k) for k in range(count)], [Rational(w, sum(weights)) for w in weights])


def _pool(function: FunctionAt) -> tuple[Rational, ...]:
    return POSITIVE if function.is_positive else VALUES


def _stochastic(count: int, random: Random) -> MatrixBase:
    rows = [[random.choice((1, 2, 5, 20)) for _ in range(2)] for _ in range(count)]
    return ImmutableMatrix([[Rational(x, sum(row)) for x in row] for row in rows])


def refutation(statement: Statement, budget: Budget, most: int) -> Witness | None:
    """The first instance at which what is given holds and the claim does not.

    >>> from sympy import Eq
    >>> from symbolic_info import Total, abstract, density
    >>> from symbolic_info.budget import Budget
    >>> from symbolic_info.proof.sums.instances import refutation
    >>> p, q = map(density, abstract("p q"))
    >>> refutation(Statement(Eq(Total(p**2), Total(p*q))), Budget(), 9).left
    7/18
    """
    stated, given = statement.stated, statement.given
    sides = [opened(side) for c in (stated, *given) for side in c.args if isinstance(side, Expr)]
    if any(side.has(OutcomeAt) for side in sides):
        return None
    unknowns = Unknowns(statement.claim, given, statement.size)
    difference = opened(unknowns.claim.difference)
    if not (unknowns.laws or unknowns.functions):
        return None
    for instance in unknowns.instances(most):
        if budget.spent():
            return None
        instance = _solved(given, instance)
        if _seems_to_fail(unknowns.claim.relation, difference, instance) and statement.fails_at(instance):
            return statement.witness(instance)
    return None


def _solved(given: Sequence[Basic], instance: dict[Basic, Basic]) -> dict[Basic, Basic]:
    """Symbols that an equation defines take the value that it gives them."""
    for equation in given:
        if isinstance(equation, Eq):
            symbol, value = equation.args if isinstance(equation.lhs, Symbol) else reversed(equation.args)
            if isinstance(symbol, Symbol):
                instance = {**instance, symbol: number(value, {k: v for k, v in instance.items() if k != symbol})}
    return instance


def _seems_to_fail(relation: str, difference: Expr, instance: dict[Basic, Basic]) -> bool:
    """By floating point, to lose no time with exact arithmetic."""
    try:
        gap = Floats(instance).at(difference)
    except (TypeError, ValueError, KeyError, ZeroDivisionError, OverflowError):
        return bool(difference.has(Limit, Measure))
    return {"=": abs(gap) > SLACK, "!=": abs(gap) < SLACK, ">=": gap < -SLACK, ">": gap < SLACK}[relation]
