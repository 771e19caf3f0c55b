"""An answer as lines or as JSON."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found, in text; ``notes`` go to the error stream.

    >>> Answer("x", "log(k)", "", ["k > 0"]).text(Namespace(latex=False, steps=False))
    'log(k)\\nassuming k > 0'
    >>> Answer("H(p)", "1", "1").json()[:32]
    '{"input": "H(p)", "result": "1",'
    """

    input: str
    result: str
    latex: str
    conditions: list[str] = field(default_factory=list)
    steps: list[dict[str, str]] = field(default_factory=list)
    value: dict[str, str] | None = None
    witness: str | None = None
    explanation: str = ""
    notes: tuple[str, ...] = ()
    code: int = 0

    def json(self) -> str:
        """The answer as one JSON object."""
        entries = asdict(self)
        for internal in ("explanation", "notes", "code"):
            del entries[internal]
        return json.dumps(entries, ensure_ascii=False)

    def text(self, options: Namespace) -> str:
        """The answer as lines: the result, its conditions, the digits, and the steps if asked for."""
        return "\n".join(self._lines(options))

    def _lines(self, options: Namespace) -> Iterator[str]:
        yield self.latex if options.latex else self.result
        if self.conditions:
            yield f"assuming {', '.join(self.conditions)}"
        if self.value:
            yield from () if self.value["digits"] == self.result else (self.value["digits"],)
            yield f"({self.value['kind']}: {self.value['method']})"
        if self.witness:
            yield f"witness: {self.witness}"
        if options.steps and self.explanation:
            yield self.explanation
