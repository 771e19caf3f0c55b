"""Case distinctions at run time, as far as the errors of the numbers let them be decided."""

from __future__ import annotations

import math
from typing import Any

from symbolic_info.numeric.backend import Backend

__all__ = ["combined", "compared", "first_case", "largest", "smallest"]


def first_case(backend: Backend, *values_and_truths: Any) -> Any:
    """The value of the first case that holds, undefined where that is too close to call."""
    half = len(values_and_truths) // 2
    for value, truth in zip(values_and_truths[:half], values_and_truths[half:], strict=True):
        if truth is not False:
            return backend.undefined() if truth is None else value
    return backend.undefined()


def compared(backend: Backend, relation: Any, gap: Any) -> bool | None:
    """Whether ``gap`` stands in the relation to 0; None where its error leaves that open."""
    size = backend.size(gap)
    if size > -math.inf and not backend.error(gap) < size - 2:
        return None
    sign = 0 if size == -math.inf else 1 if backend.approx(gap) > 0 else -1
    return bool(relation(sign, 0))


def combined(decisive: bool, *truths: bool | None) -> bool | None:
    """Three-valued ``or`` (decisive True) and ``and`` (decisive False).

    >>> combined(True, None, True), combined(False, None, True)
    (True, None)
    """
    if decisive in truths:
        return decisive
    return None if None in truths else not decisive


def largest(backend: Backend, *xs: Any) -> Any:
    """The maximum, enclosing every candidate that the errors leave open."""
    best = xs[0]
    for x in xs[1:]:
        best = (best + x + abs(best - x)) / 2
    return best


def smallest(backend: Backend, *xs: Any) -> Any:
    """The minimum, likewise."""
    return -largest(backend, *(-x for x in xs))
