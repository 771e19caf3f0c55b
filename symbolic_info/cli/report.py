"""The command ``verify``: a bar while it runs, a table of what became of each topic."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Final

from symbolic_info.catalog import Outcome, catalog, verify
from symbolic_info.progress import Progress
from symbolic_info.proof.certificate import STATUSES

FALLEN: Final = 1


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of a verification."""

    outcomes: tuple[Outcome, ...]
    notes: tuple[str, ...] = ()

    @property
    def code(self) -> int:
        """The exit code."""
        return 0 if all(found.held for found in self.outcomes) else FALLEN

    def json(self) -> str:
        """All outcomes as one JSON object.

        >>> Report(()).json()
        '{"held": true, "entries": []}'
        """
        entries = [asdict(found) | {"held": found.held} for found in self.outcomes]
        return json.dumps({"held": self.code == 0, "entries": entries}, ensure_ascii=False)

    def text(self, options: Namespace | None = None) -> str:
        """A line for each topic, and one for each entry that has fallen.

        >>> print(Report(()).text().splitlines()[0].split()[:3])
        ['topic', 'proved', 'certified']
        """
        topics: dict[str, list[Outcome]] = {}
        for found in self.outcomes:
            topics.setdefault(found.topic, []).append(found)
        rows = [_row(topic, part) for topic, part in topics.items()]
        table = _aligned([["topic", *STATUSES, "false refuted", "seconds"], *rows, _row("all", self.outcomes)])
        fallen = [f"fallen: {_fall(found)}" for found in self.outcomes if not found.held]
        return "\n".join([*table, *fallen])


def _row(topic: str, found: Iterable[Outcome]) -> list[str]:
    part = tuple(found)
    counts = Counter(one.status for one in part)
    false = [refuted for one in part for refuted in one.refuted]
    seconds = sum(one.seconds for one in part)
    return [topic, *(str(counts[s]) for s in STATUSES), f"{sum(false)}/{len(false)}", f"{seconds:.1f}"]


def _aligned(rows: list[list[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        yield "  ".join([first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(others, widths[1:], strict=True))])


def _fall(found: Outcome) -> str:
    kept = sum(not refuted for refuted in found.refuted)
    parts = [f"{found.status}, recorded as {found.expected}"] if found.status != found.expected else []
    parts += [] if found.rechecked else ["the proof is not confirmed"]
    parts += [f"{kept} false claim(s) not refuted"] if kept else []
    return f"{found.id}: {'; '.join(parts)}"


def verified(options: Namespace) -> Report:
    """Verify the entries that the options name.

    >>> verified(Namespace(names=["CT-2.6.3"], jobs=1)).code
    0
    """
    entries = catalog.select(options.names)
    outcomes = []
    bar = Progress(sys.stderr if sys.stderr.isatty() else None, len(entries))
    for found in verify(entries, options.jobs):
        outcomes.append(found)
        bar.update(len(outcomes), found.id)
    return Report(tuple(outcomes))
