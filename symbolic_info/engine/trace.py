"""The steps of a derivation: what the rules that fired say of themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sympy import Basic, S
from sympy.logic.boolalg import Boolean

BOOK = "Liquet, Moka & Nazarathy, The Mathematical Engineering of Deep Learning, appendix B"
COVER_THOMAS = "Cover & Thomas, Elements of Information Theory, 2nd ed."


@dataclass(frozen=True)
class Step:
    """One rule: ``before`` equals ``after`` under ``condition``."""

    rule: str
    before: Basic
    after: Basic
    condition: Boolean = S.true
    source: str = ""

    def through(self, change: Callable[[Basic], Any]) -> Step:
        """The step in other symbols."""
        before, after, condition = map(change, (self.before, self.after, self.condition))
        return Step(self.rule, before, after, condition, self.source)


@dataclass
class Trace:
    """The steps so far."""

    steps: list[Step] = field(default_factory=list)

    def add(self, rule: str, before: Basic, after: Basic, condition: Boolean = S.true, source: str = "") -> None:
        """Record a rule that changed something."""
        if before != after:
            self.steps.append(Step(rule, before, after, condition, source))
