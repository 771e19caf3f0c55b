"""An answer as lines or as JSON."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found, in text; ``notes`` go to the error stream."""

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


def as_json(answer: Answer) -> str:
    """The answer as one JSON object.

    >>> as_json(Answer("H(p)", "1", "1"))[:32]
    '{"input": "H(p)", "result": "1",'
    """
    entries = asdict(answer)
    for internal in ("explanation", "notes", "code"):
        del entries[internal]
    return json.dumps(entries, ensure_ascii=False)


def as_text(answer: Answer, options: Namespace) -> str:
    """The answer as lines: the result, its conditions, the digits, and the steps if asked for.

    >>> as_text(Answer("x", "log(k)", "", ["k > 0"]), Namespace(latex=False, steps=False))
    'log(k)\\nassuming k > 0'
    """
    return "\n".join(_lines(answer, options))


def _lines(answer: Answer, options: Namespace) -> Iterator[str]:
    yield answer.latex if options.latex else answer.result
    if answer.conditions:
        yield f"assuming {', '.join(answer.conditions)}"
    if answer.value:
        yield from () if answer.value["digits"] == answer.result else (answer.value["digits"],)
        yield f"({answer.value['kind']}: {answer.value['method']})"
    if answer.witness:
        yield f"witness: {answer.witness}"
    if options.steps and answer.explanation:
        yield answer.explanation
