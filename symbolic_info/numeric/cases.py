"""Case distinctions inside a compiled program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy import S

__all__ = ["Test", "finite"]


class Test:
    """A condition made of inequalities, as the slots of their differences and a way to combine their signs."""

    def __init__(self, emit: Callable[[Any], int], condition: Any) -> None:
        self.condition = condition
        relations = condition.atoms(sympy.core.relational.Relational)
        self.table = {r: emit(r.lhs - r.rhs) for r in relations}
        self.slots = list(self.table.values())

    def holds(self, values: dict[int, float]) -> bool:
        """Whether the condition holds for these values of the differences."""
        known = {r: r.func((values[slot] > 0) - (values[slot] < 0), 0) for r, slot in self.table.items()}
        return bool(self.condition.xreplace(known))


def finite(value: Any) -> Any:
    """A stand-in for the logarithm of 0 that every arithmetic can carry."""
    return sympy.Integer(-(10**7)) if value is S.NegativeInfinity else value
