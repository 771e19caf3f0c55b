"""The record of a table under way: finished cells are appended and survive a kill at any moment."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

from symbolic_info.errors import ParameterError
from symbolic_info.tables.cell import Cell
from symbolic_info.tables.header import Header

try:
    import fcntl
except ImportError:  # Windows: two runs at once are not kept apart there.
    fcntl = None  # type: ignore[assignment]

__all__ = ["Journal", "write_atomically"]


class Journal:
    """A file of JSON lines: the header, then one line for each finished cell.

    A last line cut short by a kill is dropped; a journal of another table is refused.  A cell without a number is
    not ``done`` when a journal is taken up again: what failed under load, or was killed, gets another try.

    >>> from symbolic_info.tables.journal import Journal
    >>> Journal.__name__
    'Journal'
    """

    def __init__(self, path: Path, header: Header) -> None:
        self.path = path
        self.done: dict[int, Cell] = {}
        self._file = path.open("a+b")
        try:
            self._lock()
            self.header = self._resume(header)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, index: int, cell: Cell) -> None:
        """Record a finished cell; it is on disk when this returns."""
        self.done[index] = cell
        self._append({"cell": index, **asdict(cell)})

    def _lock(self) -> None:
        # A record lock belongs to this process alone: a forked worker that outlives it does not hold it.
        if fcntl is not None:
            try:
                fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise ParameterError(f"another run is writing {self.path}") from error

    def _resume(self, header: Header) -> Header:
        self._file.seek(0)
        records = self._records(self._file.read())
        if not records:
            self._append(asdict(header))
            return header
        first, *cells = records
        if first.get("key") != header.key:
            raise ParameterError(f"{self.path} belongs to another table or other versions; remove it to start anew")
        for record in cells:
            index = record.pop("cell")
            self.done[index] = Cell(**record | {"point": tuple(record["point"])})
        self.done = {index: cell for index, cell in self.done.items() if not cell.missing}
        return Header(**first)

    def _records(self, content: bytes) -> list[dict[str, Any]]:
        """The complete lines; whatever follows them is cut off."""
        records, length = [], 0
        for line in content.splitlines(keepends=True):
            try:
                record = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                record = None
            if record is None:
                break
            records.append(record)
            length += len(line)
        self._file.truncate(length)
        return records

    def _append(self, record: dict[str, Any]) -> None:
        self._file.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def write_atomically(path: Path, text: str) -> None:
    """Write a file that is either whole or not there: a temporary file takes its place at the end."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):  # not every system opens folders
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
