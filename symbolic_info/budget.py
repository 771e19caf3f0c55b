"""A time budget, passed along as an object: no globals, no signals."""

from __future__ import annotations

import time
from typing import Self

from symbolic_info.errors import ParameterError

DEFAULT_SECONDS = 10.0


class BudgetSpent(Exception):
    """Raised between the steps of a long computation; never reaches the user."""


class Budget:
    """Seconds that a call may take.

    >>> from symbolic_info.budget import Budget
    >>> Budget(5).left() > 4, Budget(0).spent()
    (True, True)
    """

    def __init__(self, seconds: float = DEFAULT_SECONDS) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @classmethod
    def of(cls, given: float | Budget | None) -> Budget:
        """``given`` as a budget; ``None`` is the default of 10 seconds.  Errors: `ParameterError` for no number."""
        if isinstance(given, Budget):
            return given
        try:
            seconds = DEFAULT_SECONDS if given is None else float(given)
        except (TypeError, ValueError):
            seconds = float("nan")
        if seconds != seconds:
            raise ParameterError(f"a budget is a number of seconds, not {given!r}")
        return cls(seconds)

    def left(self) -> float:
        """Seconds left, at least 0."""
        return max(0.0, self._end - time.monotonic())

    def share(self, part: float) -> Self:
        """A part of the seconds that are left, from now on.

        >>> Budget(10).share(0.5).left() <= 5
        True
        """
        return type(self)(part * self.left())

    def spent(self) -> bool:
        """Whether no time is left."""
        return self.left() <= 0.0

    def check(self, what: str = "") -> None:
        """Raise BudgetSpent when no time is left for ``what``."""
        if self.spent():
            raise BudgetSpent(what)
