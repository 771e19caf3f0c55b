"""The data that carry a status: steps, multipliers of known inequalities, instances at which a claim fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sympy import Basic, Expr
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.trace import Step

STATUSES: Final = ("proved", "certified", "checked", "cited", "open", "refuted")


@dataclass(frozen=True)
class Term:
    """``factor * expr`` with ``factor >= 0``, and ``expr >= 0`` by ``rule``.

    A rule that the kernel does not know is grounded: ``expr`` is the sum of the ``grounds``.  ``data`` is what an axiom
    of the kernel is applied to.
    """

    factor: Expr
    rule: str
    expr: Expr
    data: tuple[Basic, ...] = ()
    grounds: tuple[Term, ...] = ()


@dataclass(frozen=True)
class Witness:
    """An instance at which the claim fails, with the exact values of its two sides.

    ``instance`` maps abstract laws to pmfs, and parameters to rationals; ``left`` and ``right``
    are the sides of the claim in the order in which it was stated.
    """

    instance: tuple[tuple[Basic, Basic], ...]
    left: Basic
    right: Basic
    left_digits: str
    right_digits: str

    def __getitem__(self, key: Basic) -> Basic:
        return dict(self.instance)[key]

    def keys(self) -> tuple[Basic, ...]:
        """The laws and parameters that are given values."""
        return tuple(k for k, _ in self.instance)

    def __str__(self) -> str:
        shown = ", ".join(f"{k} = {v}" for k, v in self.instance)
        return f"{shown or 'the values as stated'}: {self.values}"

    @property
    def values(self) -> str:
        """The two sides in digits; for an implication, the truth of its parts."""
        names = ("hypothesis", "conclusion") if isinstance(self.left, Boolean) else ("left", "right")
        return f"{names[0]} = {self.left_digits}, {names[1]} = {self.right_digits}"


@dataclass(frozen=True)
class Record:
    """A claim, its status and all that is shown for it: what the kernel reads."""

    claim: Basic
    status: str
    steps: tuple[Step, ...] = ()
    witness: Witness | None = None
    conditions: tuple[Boolean, ...] = ()
    reason: str = ""
    certificate: tuple[Term, ...] = ()
    parts: tuple[Record, ...] = ()
    given: tuple[Basic, ...] = ()


def weakest(statuses: Iterable[str]) -> str:
    """The status of a conjunction."""
    return max(statuses, key=STATUSES.index)
