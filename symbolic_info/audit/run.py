"""The audit of a library: every call in a helper process, so that one that hangs or crashes costs only itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any

from symbolic_info.audit.finding import Finding, called, judged, truth_by_form, truth_of
from symbolic_info.audit.subjects import Subject
from symbolic_info.numeric.value import Value
from symbolic_info.worker import Worker, WorkerError, serve

__all__ = ["audit"]

MODULE = "symbolic_info.audit.run"
START_SECONDS = 60.0
CALL_SECONDS = 60.0  # the first call imports the library


def audit(subjects: Iterable[Subject], jobs: int = 1, seconds: float = 10.0) -> Iterator[Finding]:
    """The findings in the order of the subjects; calls that the library does not define are left out.

    >>> from symbolic_info.audit.subjects import Subject
    >>> list(audit([Subject("scipy", (("no such", ()),))]))
    []
    """
    workers: SimpleQueue[tuple[Worker, Worker]] = SimpleQueue()
    for _ in range(jobs):
        workers.put((Worker(MODULE, START_SECONDS), Worker(MODULE, START_SECONDS)))

    def found(subject: Subject) -> Finding | None:
        pair = workers.get()
        try:
            return _finding(*pair, subject, seconds)
        finally:
            workers.put(pair)

    with ThreadPoolExecutor(jobs) as threads:
        yield from (finding for finding in threads.map(found, subjects) if finding is not None)
    for _ in range(jobs):
        for worker in workers.get():
            worker.stop()


def _finding(library: Worker, ours: Worker, subject: Subject, seconds: float) -> Finding | None:
    try:
        theirs: float | str | None = library.run("called", (subject,), CALL_SECONDS)
    except WorkerError as error:
        theirs = str(error)
    if theirs is None:
        return None
    if isinstance(theirs, str):
        return Finding(subject, theirs, verdict="refused")
    truth = _answer(ours, "truth", (subject, seconds), seconds) or _answer(ours, "form", (subject,), seconds)
    return Finding(subject, repr(theirs)) if truth is None else judged(subject, theirs, truth)


def _answer(worker: Worker, task: str, arguments: tuple[Any, ...], seconds: float) -> Value | None:
    try:
        answer: Value | None = worker.run(task, arguments, seconds)
    except WorkerError:
        return None
    return answer


if __name__ == "__main__":
    serve({"called": called, "truth": truth_of, "form": truth_by_form})
