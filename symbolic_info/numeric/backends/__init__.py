"""The arithmetics: mpmath, and ball arithmetic where python-flint is installed."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from symbolic_info.numeric.backend import Backend, Enclosing
from symbolic_info.numeric.backends.mp import MpBackend


@cache
def every_backend() -> tuple[Backend, ...]:
    """All arithmetics that can run here, the fastest first.

    >>> every_backend()[-1].name
    'mpmath'
    """
    if find_spec("flint") is None:
        return (MpBackend(),)
    from symbolic_info.numeric.backends.ball import BallBackend

    return (BallBackend(), MpBackend())


def enclosing_backend() -> Enclosing | None:
    """Ball arithmetic where python-flint is installed.

    >>> enclosing_backend() in (None, best_backend())
    True
    """
    if find_spec("flint") is None:
        return None
    from symbolic_info.numeric.backends.ball import BallBackend

    return next((backend for backend in every_backend() if isinstance(backend, BallBackend)), None)


def best_backend() -> Backend:
    """Ball arithmetic if python-flint is installed, else mpmath.

    >>> best_backend().function("exp") is not None
    True
    """
    return every_backend()[0]
