"""Parameters that come one for each entry: a list, or an indexed symbol with a symbolic number of entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import Add, Basic, Expr, IndexedBase, Integer, Lambda, MatrixBase, S, Symbol, Tuple
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError
from symbolic_info.facts import Facts
from symbolic_info.laws.domain import COUNT
from symbolic_info.laws.law import exact
from symbolic_info.laws.vector.features import summed
from symbolic_info.laws.vector.law import Shape, VectorLaw
from symbolic_info.rules.multigamma import INNER, ROW


def read_entries(value: Any, what: str) -> Any:
    """A list of exact entries as a Tuple; an IndexedBase or a Lambda as it is."""
    if isinstance(value, IndexedBase | Lambda):
        return value
    if not isinstance(value, list | tuple | Tuple | MatrixBase):
        raise ParameterError(f"{what} is a list, or an IndexedBase or Lambda with the number of entries behind it")
    return Tuple(*(exact(v, f"an entry of {what}") for v in value))


# The index that stands for every entry in conditions.
ANY = Symbol("i", integer=True, positive=True)
ENTRIES = Shape("one for each entry", lambda x: (), (), read_entries)


class EntryLaw(VectorLaw, public=False):
    """A law with a parameter for each entry; ``count``, the number of entries, goes with an indexed symbol only."""

    defaults = {"count": S.Zero}
    least = 2

    @classmethod
    def _arguments(cls, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Basic, ...]:
        *first, entries, count = super()._arguments(args, named)
        if isinstance(entries, Tuple):
            if count not in (0, len(entries)):
                raise ParameterError(f"{len(entries)} entries are given, not {count}")
            return (*first, entries, S.Zero)
        if count.is_Integer and count > 0:
            return (*first, Tuple(*(_call(entries, Integer(i)) for i in range(1, int(count) + 1))), S.Zero)
        if count == 0:
            raise ParameterError(f"{cls.__name__}: give the number of entries behind {entries}")
        return (*first, entries, count)

    def check(self) -> None:
        if self.dimension.is_Integer and self.dimension < self.least:
            raise ParameterError(f"{type(self).__name__} needs at least {self.least} entries")

    @property
    def entries(self) -> dict[Basic, Expr]:
        """Index to parameter; an index is a number from 0, or the range (i, 1, count)."""
        values, count = self.args[-2:]
        if isinstance(values, Tuple):
            return {Integer(i): v for i, v in enumerate(values)}
        return {Tuple(ROW, S.One, count): _call(values, ROW)}

    @property
    def dimension(self) -> Expr:
        return S(len(self.args[-2])) if isinstance(self.args[-2], Tuple) else self.args[-1]

    def sum_over(self, f: Callable[[Expr], Expr]) -> Expr:
        """The sum of f over the parameters."""
        return Add(*(summed(index, f(v)) for index, v in self.entries.items()))

    @property
    def sum_of_entries(self) -> Expr:
        """The sum of the parameters, with an index that may stand inside other sums."""
        return self.sum_over(lambda v: v).xreplace({ROW: INNER})

    def entry_conditions(self, condition: Callable[[Expr], Boolean]) -> tuple[Boolean, ...]:
        """A condition on each parameter."""
        return tuple(c for v in self.entries.values() if (c := condition(v).xreplace({ROW: ANY})) != S.true)


def for_every(condition: Boolean, facts: Facts) -> Boolean | None:
    """A condition on every entry, reduced; None where it is left open for an entry of a symbolic number."""
    reduced = facts.reduce(condition.xreplace({ROW: ANY}))
    return None if ANY in reduced.free_symbols else reduced


def _call(entries: Any, i: Expr) -> Expr:
    return entries[i] if isinstance(entries, IndexedBase) else entries(i)


COUNTED = {"count": COUNT}
