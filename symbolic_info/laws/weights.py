"""Weights of mixtures."""

from __future__ import annotations

from collections.abc import Sequence

from sympy import Add, And, Eq, Expr, Rational, S, simplify
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import NormalizationError
from symbolic_info.facts import Facts


def check_weights(weights: Sequence[Expr] | None, count: int) -> tuple[Expr, ...]:
    """The weights, checked: as many as laws, none negative, with sum 1 where that is decidable."""
    if not count:
        raise NormalizationError("a mixture needs at least one law")
    if weights is None:
        return (Rational(1, count),) * count
    checked = tuple(S(w) for w in weights)
    if not all(isinstance(w, Expr) for w in checked):
        raise NormalizationError(f"weights are numbers or symbols, not {checked}")
    gap = simplify(Add(*checked) - 1)
    if len(checked) != count or any(Facts().negative(w) for w in checked) or (gap.is_number and gap != 0):
        raise NormalizationError(f"{count} non-negative weights of sum 1 are needed, not {checked}")
    return checked


def weight_conditions(weights: Sequence[Expr]) -> tuple[Boolean, ...]:
    """Non-negative and of sum 1, as far as that is not evident."""
    total = simplify(Add(*weights) - 1)
    conditions = (*(w >= 0 for w in weights), *(() if total == 0 else (Eq(Add(*weights), 1),)))
    return tuple(c for c in conditions if c != S.true and c != And())
