"""A helper process for computations that may hang or crash: it can be killed, SymPy itself cannot be interrupted."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any


class WorkerError(Exception):
    """The helper process gave no answer; the message says why."""


class Worker:
    """One process that answers pickled tasks; it ends when an answer is late.

    ``module`` is run as a script and calls `serve` with its tasks.  The process watches its own deadline and so
    ends with its parent dead too; ``start_seconds`` are added before it is killed from here.

    >>> from symbolic_info.worker import Worker, WorkerError
    >>> issubclass(WorkerError, Exception), Worker("symbolic_info.engine.worker", 1).stop()
    (True, None)
    """

    def __init__(self, module: str, start_seconds: float) -> None:
        self._module = module
        self._start_seconds = start_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def run(self, task: str, arguments: tuple[Any, ...], seconds: float) -> Any:
        """The result of a task, None when the task raised; `WorkerError` when there is no answer in time."""
        with self._lock:
            process, start = self._alive(), time.monotonic()
            timer = threading.Timer(seconds + self._start_seconds, process.kill)
            timer.start()
            try:
                return _exchange(process, (task, arguments, seconds))
            except (EOFError, OSError, pickle.PickleError) as error:
                process.kill()
                raise WorkerError(_reason(process.wait(), seconds, time.monotonic() - start)) from error
            finally:
                timer.cancel()

    def kill(self) -> None:
        """End the process; a call of `run` in another thread raises."""
        if self._process is not None:
            self._process.kill()

    def stop(self) -> None:
        """End the process and close its pipes."""
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(OSError, ValueError):
                self._process.communicate()

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            command = [sys.executable, "-m", self._module]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process


def _exchange(process: subprocess.Popen[bytes], message: tuple[Any, ...]) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(pickle.dumps(message))
    process.stdin.flush()
    return pickle.load(process.stdout)


def _reason(code: int, limit: float, elapsed: float) -> str:
    if elapsed >= limit:
        return f"no answer within {limit:g} seconds"
    return f"the process died ({f'signal {-code}' if code < 0 else f'exit code {code}'})"


def serve(tasks: Mapping[str, Callable[..., Any]]) -> None:
    """Answer tasks from standard input until it ends; what a task prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while True:
        try:
            task, arguments, seconds = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answer = None
        faulthandler.dump_traceback_later(seconds, exit=True)
        with contextlib.suppress(Exception):
            answer = tasks[task](*arguments)
        faulthandler.cancel_dump_traceback_later()
        pickle.dump(answer, answers)
        answers.flush()
