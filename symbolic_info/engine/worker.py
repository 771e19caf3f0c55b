"""The helper process for SymPy's integration and summation."""

from __future__ import annotations

import atexit

from sympy import integrate, summation

from symbolic_info.worker import Worker, serve

TASKS = {"integrate": integrate, "summation": summation}
WORKER = Worker("symbolic_info.engine.worker", start_seconds=1.5)
atexit.register(WORKER.stop)

if __name__ == "__main__":
    serve(TASKS)
