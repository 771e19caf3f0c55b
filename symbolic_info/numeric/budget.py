"""The effort a computation may spend, passed along as an object."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from symbolic_info.errors import PrecisionError

__all__ = ["Effort"]


@dataclass(frozen=True)
class Effort:
    """A wall-clock limit in seconds, counted from the construction.

    >>> Effort(10.0).check("a sum")
    """

    seconds: float
    start: float = field(default_factory=time.monotonic)

    def left(self) -> float:
        """Seconds left, at least 0."""
        return max(0.0, self.seconds - (time.monotonic() - self.start))

    def share(self, part: float) -> Effort:
        """A part of the seconds that are left.

        >>> Effort(10.0).share(0.5).left() <= 5
        True
        """
        return Effort(self.left() * part)

    def check(self, what: str) -> None:
        """Raise ``PrecisionError`` once the time is over."""
        if time.monotonic() - self.start > self.seconds:
            raise PrecisionError(
                f"{what}: the digits did not settle within {self.seconds:g} s; "
                "allow more seconds, ask for fewer digits, or check that the value is finite"
            )
