"""A bar that grows in place on a terminal, and one line for every tenth elsewhere."""

from __future__ import annotations

import time
from typing import TextIO

WIDTH = 30


class Progress:
    """Counts finished cells on a stream; None is silent.

    >>> import sys
    >>> bar = Progress(sys.stdout, 2, 0)
    >>> bar.update(1)
    [###############...............] 1/2
    >>> bar.update(2)
    [##############################] 2/2
    """

    def __init__(self, stream: TextIO | None, total: int, done: int) -> None:
        self._stream = stream
        self._total = total
        self._first = self._shown = done
        self._start = time.monotonic()

    def update(self, done: int) -> None:
        """Show that ``done`` cells are finished."""
        if self._stream is None:
            return
        if self._stream.isatty():
            end = "\n" if done == self._total else ""
            self._stream.write(f"\r{self._bar(done)}{self._rest(done)}{end}")
        elif done == self._total or done - self._shown >= self._total / 10:
            self._shown = done
            self._stream.write(self._bar(done) + "\n")
        self._stream.flush()

    def _bar(self, done: int) -> str:
        full = WIDTH * done // self._total
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {done}/{self._total}"

    def _rest(self, done: int) -> str:
        pace = (time.monotonic() - self._start) / max(1, done - self._first)
        return f", {pace * (self._total - done):.0f} s left   "
