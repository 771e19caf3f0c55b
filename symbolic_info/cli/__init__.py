"""The command line ``symbolic-info``: laws and claims as text, formulas, proofs and digits as answers."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from symbolic_info.cli.arguments import parser
from symbolic_info.cli.commands import run
from symbolic_info.errors import SymbolicInfoError

ERROR, INTERRUPTED = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 (refuted, or fallen), 2 (error) or 3 (open).

    >>> main(["kl", "Normal(0, 1)", "Normal(1, 1)"])
    1/2
    0
    """
    try:
        options = parser().parse_args(arguments)
        answer = run(options)
        print(answer.json() if options.json else answer.text(options))
        sys.stdout.flush()
    except SymbolicInfoError as error:
        return _fail(" ".join(str(error).split()), ERROR)
    except KeyboardInterrupt:
        return _fail("interrupted", INTERRUPTED)
    except BrokenPipeError:
        # The reader has gone; nothing may be written to it when Python exits.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    for note in answer.notes:
        print(f"symbolic-info: {note}", file=sys.stderr)
    return answer.code


def _fail(message: str, code: int) -> int:
    print(f"symbolic-info: error: {message}", file=sys.stderr)
    return code
