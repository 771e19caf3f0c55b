"""Channels: a law of the output for every letter of the input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import Basic, Dict, Expr, ImmutableMatrix, Integer, MatrixBase, S, Tuple
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError, SpaceError, UnknownLawError
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.finite import Finite, outcome
from symbolic_info.laws.law import Law
from symbolic_info.laws.mass import listed


class Channel(Basic):
    """A channel W(y | x) of finitely many input letters.

    Given as a Matrix with a row, of sum 1, for each letter 0, 1, ...; or as ``{letter: law of the output}``.
    Source: Cover & Thomas, section 7.1.

    >>> from sympy import Matrix, Rational
    >>> from symbolic_info import Channel
    >>> Channel(Matrix([[1, 0], [Rational(1, 3), Rational(2, 3)]])).row(1)
    {0: 1/3, 1: 2/3}
    """

    def __new__(cls, rows: Any, laws: Any = None) -> Channel:
        pairs = list(zip(rows, laws, strict=True)) if laws is not None else _rows(rows)
        if not pairs:
            raise UnknownLawError("a channel needs at least one letter")
        channel: Channel = super().__new__(cls, Tuple(*(x for x, _ in pairs)), Tuple(*(as_law(w) for _, w in pairs)))
        if len({law.discrete for law in channel.laws}) > 1 or len({law.dimension for law in channel.laws}) > 1:
            raise SpaceError("the outputs of all letters must live on one space")
        return channel

    @property
    def letters(self) -> tuple[Basic, ...]:
        """The input letters."""
        return tuple(self.args[0])

    @property
    def laws(self) -> tuple[Law, ...]:
        """The laws of the output, one for each letter."""
        return tuple(self.args[1])

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        """What has to hold for the laws to exist."""
        return tuple(dict.fromkeys(c for law in self.laws for c in law.conditions))

    def row(self, letter: Any) -> Law:
        """The law of the output for a letter."""
        letter = outcome(letter)
        if letter not in self.letters:
            raise ParameterError(f"{letter} is no letter of this channel; its letters are {self.letters}")
        return self.laws[self.letters.index(letter)]

    def matrix(self) -> ImmutableMatrix | None:
        """The stochastic matrix, letters by outputs; None where some output is not finite."""
        rows = [listed(law) for law in self.laws]
        if any(row is None for row in rows):
            return None
        outputs = dict.fromkeys(y for row in rows if row is not None for y in row.pmf)
        return ImmutableMatrix([[row.probability(y) for y in outputs] for row in rows if row is not None])

    def joint(self, input_law: Any) -> Transmitted:
        """The joint law of the input, of the given law, and the output."""
        sent = listed(as_law(input_law))
        if sent is None:
            raise UnknownLawError("the input of a channel is a law on finitely many letters")
        used = {x: w for x, w in sent.pmf.items() if w != 0}
        return Transmitted(Channel(used, [self.row(x) for x in used]), Finite(used, used.values()))


class Transmitted(Law):
    """The joint law of the input and the output of a channel: pairs, or a density for each input letter."""

    dimension = S(2)

    @property
    def channel(self) -> Channel:
        channel: Channel = self.args[0]
        return channel

    def model(self) -> Law:
        """A mass function of pairs where every output law is a list; the law itself otherwise."""
        rows = [listed(law) for law in self.channel.laws]
        if any(row is None for row in rows):
            return self
        sent = list(zip(self.channel.letters, self.weights, rows, strict=True))
        outputs = dict.fromkeys(y for row in rows if row is not None for y in row.pmf)
        pmf = {Tuple(x, y): w * row.probability(y) for x, w, row in sent if row is not None for y in outputs}
        return Finite(pmf, pmf.values())

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.channel.laws[0].discrete

    @property
    def weights(self) -> tuple[Expr, ...]:
        """The probabilities of the letters of the channel."""
        sent: Finite = self.args[1]
        return tuple(sent.pmf.values())

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return (*self.args[1].conditions, *self.channel.conditions)

    def _sympystr(self, printer: Any) -> str:
        rows = zip(self.channel.letters, self.weights, self.channel.laws, strict=True)
        return "{" + ", ".join(f"{x}: {printer.doprint(w)}*{printer.doprint(law)}" for x, w, law in rows) + "}"

    def _latex(self, printer: Any) -> str:
        rows = zip(self.channel.letters, self.weights, self.channel.laws, strict=True)
        shown = (rf"{printer.doprint(x)} : {printer.doprint(w)} \, {printer.doprint(law)}" for x, w, law in rows)
        return r"\left\{" + ",\\ ".join(shown) + r"\right\}"


def _rows(rows: Any) -> list[tuple[Basic, Any]]:
    if isinstance(rows, MatrixBase):
        return [(Integer(i), rows.row(i)) for i in range(rows.rows)]
    if isinstance(rows, Mapping | Dict):
        return [(outcome(x), law) for x, law in rows.items()]
    raise UnknownLawError("a channel is a Matrix with a row for each letter, or {letter: law of the output}")
