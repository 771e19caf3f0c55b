"""A helper process for SymPy calls that may hang: it can be killed, SymPy itself cannot be interrupted."""

from __future__ import annotations

import atexit
import contextlib
import pickle
import subprocess
import sys
import threading
from typing import Any

from sympy import Expr, integrate, summation

TASKS = {"integrate": integrate, "summation": summation}
START_SECONDS = 1.5


class Worker:
    """One process that answers pickled tasks; it is killed when an answer is late."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def run(self, task: str, arguments: tuple[Any, ...], seconds: float) -> Expr | None:
        """The result of a task, None when it fails or takes longer than ``seconds``."""
        with self._lock:
            process = self._alive()
            timer = threading.Timer(seconds + START_SECONDS, process.kill)
            timer.start()
            try:
                return self._exchange(process, task, arguments)
            except (EOFError, OSError, pickle.PickleError, RecursionError):
                return None
            finally:
                timer.cancel()

    def stop(self) -> None:
        """End the process and close its pipes."""
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(OSError, ValueError):
                self._process.communicate()

    def _alive(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            command = [sys.executable, "-m", "symbolic_info.engine.worker"]
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], task: str, arguments: tuple[Any, ...]) -> Expr | None:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(pickle.dumps((task, arguments)))
        process.stdin.flush()
        answer: Expr | None = pickle.load(process.stdout)
        return answer


WORKER = Worker()
atexit.register(WORKER.stop)


def serve() -> None:
    """Answer tasks from standard input until it ends."""
    while True:
        try:
            task, arguments = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        answer = None
        with contextlib.suppress(Exception):
            answer = TASKS[task](*arguments)
        pickle.dump(answer, sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    serve()
