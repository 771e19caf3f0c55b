"""Capacities: Kuhn-Tucker for finite channels, water-filling for Gaussian ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sympy import Add, And, Expr, ImmutableMatrix, Integer, Piecewise, S, sqrt
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget, BudgetSpent
from symbolic_info.engine.capacity import Best, best_input, divergence, guarded
from symbolic_info.engine.capacity_digits import capacity_digits
from symbolic_info.engine.ladder import Run
from symbolic_info.engine.logarithmic import entropy_of
from symbolic_info.errors import PrecisionError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.channel import Channel
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.gaussian_channel import GaussianChannel
from symbolic_info.measures.capacity import Capacity
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.mutual_information import MutualInformation
from symbolic_info.numeric.value import Value
from symbolic_info.rules.shorten import shortest

GALLAGER = "Gallager, Information Theory and Reliable Communication (1968), theorem 4.5.1"
WATER = "Cover & Thomas, Elements of Information Theory, 2nd ed., (9.71)-(9.75)"
MOST_PARALLEL = 6


def capacity_of(node: Capacity, run: Run) -> Expr | None:
    """The maximum of the mutual information over the inputs."""
    if isinstance(node.channel, GaussianChannel):
        return _water_filling(node, node.channel, node.args[1], run)
    matrix = node.channel.matrix()
    best = None if matrix is None else best_input(matrix, run)
    if matrix is None or best is None:
        return None
    value = guarded(best)
    run.trace.add(best.reason, node, _attained(node.channel, best), best.condition, GALLAGER)
    for divergence_, cost in _costs(node.channel, matrix, best, run):
        run.trace.add("no letter has more than the capacity", divergence_, cost, best.condition)
    run.trace.add("insert and simplify", node, value, source=GALLAGER)
    return value


def capacity_of_numbers(node: Capacity, digits: int, budget: Budget) -> Value:
    """The digits of the capacity of a finite channel, without any closed form."""
    matrix = None if isinstance(node.channel, GaussianChannel) else node.channel.matrix()
    if matrix is None:
        raise PrecisionError(f"no digits for {node}: only channels with finitely many letters have them")
    try:
        return capacity_digits(matrix, digits, budget)
    except BudgetSpent as spent:
        raise PrecisionError("the best input was not found in time") from spent


def _attained(channel: Channel, best: Best) -> Expr:
    return MutualInformation(channel, Finite(channel.letters, best.input))


def _costs(channel: Channel, matrix: ImmutableMatrix, best: Best, run: Run) -> Iterator[tuple[Expr, Expr]]:
    """D(W_x || q) of every letter: the capacity where the letter is used."""
    output = Finite(map(Integer, range(matrix.cols)), best.output)
    for i, share in enumerate(best.input):
        row = Finite(map(Integer, range(matrix.cols)), matrix.row(i))
        cost = best.capacity if share != 0 else shortest(divergence(matrix.row(i), best.output), run.facts)
        yield KLDivergence(row, output), cost


def _water_filling(node: Capacity, channel: GaussianChannel, power: Expr, run: Run) -> Expr | None:
    """sum_i h(Y_i) - h(Z_i): normal outputs of one level nu on the channels used."""
    if len(channel.noise) > MOST_PARALLEL:
        return None
    branches = [(_gain(channel.noise, used, level, run), c) for used, level, c in _fillings(channel, power, run.facts)]
    value = Piecewise(*branches[:-1], (branches[-1][0], True))
    run.trace.add(
        "I = h(Y) - h(Z), most for normal Y; one level nu = N_i + P_i on the channels used", node, value, source=WATER
    )
    return value


def _gain(noise: tuple[Expr, ...], used: tuple[int, ...], level: Expr, run: Run) -> Expr:
    quiet = Run(run.facts, run.budget)

    def entropy(variance: Expr) -> Expr:
        return entropy_of(Entropy(Normal(S.Zero, sqrt(variance))), quiet) or S.Zero

    return shortest(Add(*(entropy(level) - entropy(noise[i]) for i in used)), run.facts)


def _fillings(channel: GaussianChannel, power: Expr, facts: Facts) -> Iterator[tuple[tuple[int, ...], Expr, Boolean]]:
    """Sets of channels that may carry power, the level and the condition: above their noise, below all other."""
    count = len(channel.noise)
    for size in range(count, 0, -1):
        for used in combinations(range(count), size):
            level = (power + Add(*(channel.noise[i] for i in used))) / size
            signs = [level - n if i in used else n - level for i, n in enumerate(channel.noise)]
            condition = facts.reduce(And(*(s >= 0 for s in signs)))
            if condition != S.false:
                yield used, level, condition
            if condition == S.true:
                return


def optimal_input(channel: Any, power: Any = None, budget: Any = None) -> Any:
    """An input law that attains the capacity: a law on the letters, or a list of normal laws for parallel channels.

    Errors: `UnknownLawError` where no closed form is found, or where the parameters decide which channels are used.

    >>> from sympy import Matrix, Rational
    >>> from symbolic_info import GaussianChannel, optimal_input
    >>> optimal_input(Matrix([[1, 0], [Rational(1, 2), Rational(1, 2)]]))
    {0: 3/5, 1: 2/5}
    >>> optimal_input(GaussianChannel([1, 2, 9]), 3)
    [Normal(0, sqrt(2)), Normal(0, 1), 0]
    """
    node = Capacity(channel, power)
    run = Run(Facts(node.conditions), Budget.of(budget))
    if isinstance(node.channel, GaussianChannel):
        return _powers(node.channel, node.args[1], run)
    best = _best(node.channel, run)
    if best is None:
        raise UnknownLawError(f"no closed form for the input that attains {node}")
    return Finite(node.channel.letters, best.input)


def _best(channel: Channel, run: Run) -> Best | None:
    matrix = channel.matrix()
    try:
        return None if matrix is None else best_input(matrix, run)
    except BudgetSpent:
        return None


def _powers(channel: GaussianChannel, power: Expr, run: Run) -> list[Any]:
    (used, level, _), *more = _fillings(channel, power, run.facts)
    if more:
        raise UnknownLawError("give the noise and the power as numbers to decide which channels are used")
    powers = [level - n if i in used else S.Zero for i, n in enumerate(channel.noise)]
    return [S.Zero if run.facts.zero(p) else Normal(S.Zero, sqrt(p)) for p in powers]
