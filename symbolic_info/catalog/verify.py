"""Prove the entries anew and refute their look-alikes: what holds, and what has fallen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from symbolic_info.catalog.entries import catalog
from symbolic_info.catalog.entry import Entry, Statement
from symbolic_info.proof.certificate import STATUSES

SECONDS: Final = 30.0  # a loaded machine is no reason for a status to fall


@dataclass(frozen=True)
class Outcome:
    """What became of one entry: its status now, and of each look-alike whether a witness refutes it."""

    id: str
    topic: str
    expected: str
    status: str
    seconds: float
    rechecked: bool
    refuted: tuple[bool, ...]

    @property
    def held(self) -> bool:
        """Whether nothing has fallen: the status is the recorded one or better, every false claim refuted.

        >>> Outcome("CT-0", "", "cited", "proved", 0.1, True, ()).held
        True
        >>> Outcome("CT-0", "", "proved", "cited", 0.1, True, ()).held
        False
        """
        fell = STATUSES.index(self.status) > STATUSES.index(self.expected)
        return self.rechecked and not fell and all(self.refuted)


def outcome(entry: Entry) -> Outcome:
    """Prove one entry and put its look-alikes to refutation.

    >>> from symbolic_info.catalog import catalog, outcome
    >>> found = outcome(catalog["CT-2.6.3"])
    >>> found.status, found.rechecked, all(found.refuted)
    ('proved', True, True)
    """
    start = perf_counter()
    proof = entry.prove(SECONDS)
    refuted = tuple(map(is_refuted, entry.lookalikes))
    seconds = perf_counter() - start
    return Outcome(entry.id, catalog.topic_of(entry), entry.status, proof.status, seconds, proof.recheck(), refuted)


def is_refuted(claim: Statement) -> bool:
    """Whether a false claim is refuted by a witness that the kernel confirms."""
    proof = claim.prove(SECONDS)
    return proof.status == "refuted" and proof.recheck()


def verify(entries: Iterable[Entry], jobs: int = 1) -> Iterator[Outcome]:
    """The outcome of each entry, in order, on ``jobs`` processes.

    >>> from symbolic_info.catalog import catalog, verify
    >>> all(found.held for found in verify([catalog["CT-2.6.3"]]))
    True
    """
    if jobs == 1:
        yield from map(outcome, entries)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_of_id, [entry.id for entry in entries])


def _of_id(key: str) -> Outcome:
    """Entries may hold functions, which cannot be sent to another process; their ids can."""
    return outcome(catalog[key])
