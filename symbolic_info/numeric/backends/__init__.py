"""The arithmetics: mpmath, and ball arithmetic where python-flint is installed."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from symbolic_info.numeric.backend import Backend, Enclosing
from symbolic_info.numeric.backends.mp import MpBackend


@cache
def enclosing_backend() -> Enclosing | None:
    """Ball arithmetic where python-flint is installed.

    >>> enclosing_backend() in (None, best_backend())
    True
    """
    if find_spec("flint") is None:
        return None
    from symbolic_info.numeric.backends.analytic import AnalyticBackend
    from symbolic_info.numeric.backends.ball import BallBackend

    return BallBackend(strict=AnalyticBackend())


@cache
def every_backend() -> tuple[Backend, ...]:
    """All arithmetics that can run here, the fastest first.

    >>> every_backend()[-1].name
    'mpmath'
    """
    balls = enclosing_backend()
    return (MpBackend(),) if balls is None else (balls, MpBackend())


def best_backend() -> Backend:
    """Ball arithmetic if python-flint is installed, else mpmath.

    >>> best_backend().function("exp") is not None
    True
    """
    return every_backend()[0]
