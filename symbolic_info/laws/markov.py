"""Stationary Markov chains with finitely many states."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from sympy import Add, Expr, ImmutableMatrix, Integer, MatrixBase, S, Tuple, eye
from sympy.core.basic import Basic
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.finite import Finite, as_finite
from symbolic_info.rules.common_factor import short


class MarkovChain(Basic):
    """The stationary Markov chain with a transition matrix; row i is the law of the next state after state i.

    ``transitions`` is a Matrix whose rows sum to 1, or a ``sympy.stats.DiscreteMarkovChain``.  The stationary law
    is unique, and then exact, where the chain has one closed class of states (irreducible chains have); other
    chains are refused, and where parameters decide, ``conditions`` says so.
    Source: Cover & Thomas, section 4.1; the law by the matrix tree theorem (Freidlin & Wentzell, lemma 6.3.1).

    >>> from sympy import Matrix, symbols
    >>> from symbolic_info.laws.markov import MarkovChain
    >>> a, b = symbols("a b", positive=True)
    >>> MarkovChain(Matrix([[1 - a, a], [b, 1 - b]])).stationary
    {0: b/(a + b), 1: a/(a + b)}
    """

    def __new__(cls, transitions: Any) -> MarkovChain:
        matrix = getattr(transitions, "transition_probabilities", transitions)
        if not isinstance(matrix, MatrixBase) or matrix.rows != matrix.cols:
            raise UnknownLawError("a Markov chain needs an explicit square matrix of transition probabilities")
        for i in range(matrix.rows):
            as_finite(matrix.row(i))
        chain: MarkovChain = super().__new__(cls, ImmutableMatrix(matrix))
        if chain.weight.is_zero:
            raise ParameterError("the chain has several closed classes of states: its stationary law is not unique")
        return chain

    @property
    def transitions(self) -> ImmutableMatrix:
        """The matrix of transition probabilities."""
        return self.args[0]

    @property
    def laws(self) -> tuple[Finite, ...]:
        """The law of the next state after each state."""
        return tuple(as_finite(self.transitions.row(i)) for i in range(self.transitions.rows))

    @cached_property
    def minors(self) -> tuple[Expr, ...]:
        """The principal minors of I - P, each state left out once: never negative, proportional to the law."""
        generator = eye(self.transitions.rows) - self.transitions
        return tuple(short(generator.minor_submatrix(i, i).det()) for i in range(generator.rows))

    @property
    def weight(self) -> Expr:
        """The sum of the minors, positive just where there is one closed class."""
        return short(Add(*self.minors))

    @property
    def stationary(self) -> Finite:
        """The stationary law."""
        return Finite(map(Integer, range(len(self.minors))), [short_ratio(m, self.weight) for m in self.minors])

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        """Rows that are laws, and one closed class of states."""
        rows = dict.fromkeys(c for law in self.laws for c in law.conditions)
        one_class = Facts(rows).reduce(self.weight > 0)
        return (*rows, *(() if one_class == S.true else (one_class,)))

    def pair(self, transitions: ImmutableMatrix | None = None) -> Finite:
        """The joint law of a state and the next one, the next one by other ``transitions`` where given."""
        steps = self.transitions if transitions is None else transitions
        start = self.stationary.pmf
        pairs = {Tuple(i, j): w * steps[i, j] for i, w in start.items() for j in start}
        return Finite(pairs, pairs.values())


def short_ratio(numerator: Expr, denominator: Expr) -> Expr:
    """The ratio without common factors."""
    ratio = numerator / denominator
    return min((ratio, ratio.cancel(), ratio.factor()), key=lambda e: e.count_ops()) if ratio.free_symbols else ratio
