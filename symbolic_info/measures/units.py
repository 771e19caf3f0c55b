"""Units: everything is computed in nats; a base turns the result into bits or dits."""

from __future__ import annotations

from typing import Any

from sympy import Expr, expand_log, log

from symbolic_info.errors import ParameterError
from symbolic_info.laws.law import exact


def in_base(nats: Expr, base: Any) -> Expr:
    """``nats`` in units of ``log(base)``; None and E stand for nats.

    >>> from sympy import log
    >>> from symbolic_info.measures.units import in_base
    >>> in_base(3 * log(2), 2)
    3
    """
    if base is None:
        return nats
    unit = exact(base, "the base of logarithms")
    if unit.is_number and not (unit.is_positive and unit != 1):
        raise ParameterError(f"a base of logarithms is positive and not 1, unlike {base}")
    split = expand_log(nats) / log(unit)
    return min(nats / log(unit), split, split.expand(), key=lambda e: e.count_ops())
