"""A bar that grows in place on a terminal, and one line for every tenth elsewhere."""

from __future__ import annotations

import time
from typing import TextIO

WIDTH = 30
LINE = 79


class Progress:
    """Counts finished parts on a stream, ``done`` of them before the start; None is silent.

    >>> import sys
    >>> bar = Progress(sys.stdout, 2)
    >>> bar.update(1)
    [###############...............] 1/2
    >>> bar.update(2, "the last one")
    [##############################] 2/2
    """

    def __init__(self, stream: TextIO | None, total: int, done: int = 0) -> None:
        self._stream = stream
        self._total = total
        self._first = self._shown = done
        self._start = time.monotonic()

    def update(self, done: int, label: str = "") -> None:
        """Show that ``done`` parts are finished, ``label`` the last of them."""
        if self._stream is None:
            return
        if self._stream.isatty():
            end = "\n" if done == self._total else ""
            self._stream.write(f"\r{self._bar(done) + self._rest(done) + label:{LINE}.{LINE}}{end}")
        elif done == self._total or done - self._shown >= self._total / 10:
            self._shown = done
            self._stream.write(self._bar(done) + "\n")
        self._stream.flush()

    def _bar(self, done: int) -> str:
        full = WIDTH * done // self._total
        return f"[{'#' * full}{'.' * (WIDTH - full)}] {done}/{self._total}"

    def _rest(self, done: int) -> str:
        pace = (time.monotonic() - self._start) / max(1, done - self._first)
        return f", {pace * (self._total - done):.0f} s left  "
