"""The time that digits may take: a budget whose end the user is told."""

from __future__ import annotations

from symbolic_info.budget import Budget
from symbolic_info.errors import PrecisionError

__all__ = ["Effort"]


class Effort(Budget):
    """Seconds for digits.

    >>> Effort(10.0).share(0.5).check("a sum")
    """

    def check(self, what: str = "digits") -> None:
        """Raise ``PrecisionError`` once the time is over."""
        if self.spent():
            raise PrecisionError(
                f"{what}: the digits did not settle within {self.seconds:g} s; "
                "allow more seconds, ask for fewer digits, or check that the value is finite"
            )
