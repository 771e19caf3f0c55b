"""Conditions and assumptions as rows of a linear program."""

from __future__ import annotations

from sympy import Eq, Expr, Ge, Gt, Le, Lt, Rational, S, expand
from sympy.logic.boolalg import Boolean


def relation_rows(condition: Boolean) -> list[tuple[dict[Expr, Rational], bool]]:
    """What a relation says of linear combinations: ``(row, strict)`` for row > 0 or row >= 0.

    >>> from sympy.abc import a, b
    >>> from symbolic_info.rows import relation_rows
    >>> relation_rows(2*a > b) == [({a: 2, b: -1}, True)]
    True
    """
    if isinstance(condition, Gt | Ge | Lt | Le):
        pairs = [(condition.gts - condition.lts, isinstance(condition, Gt | Lt))]
    elif isinstance(condition, Eq):
        difference = condition.lhs - condition.rhs
        pairs = [(difference, False), (-difference, False)]
    else:
        return []
    rows = [(linear(e), strict) for e, strict in pairs]
    return [(row, strict) for row, strict in rows if row is not None]


def symbol_rows(monomials: dict[Expr, Rational], more: frozenset[Expr]) -> list[tuple[dict[Expr, Rational], bool]]:
    """What the assumptions on symbols and their products say."""
    rows = []
    for m in dict.fromkeys((*monomials, *more)):
        if m != S.One and m.is_nonnegative:
            rows.append(({m: S.One}, bool(m.is_positive)))
        elif m != S.One and m.is_nonpositive:
            rows.append(({m: S.NegativeOne}, bool(m.is_negative)))
        if m.is_integer and m.is_positive and m != S.One:
            rows.append(({m: S.One, S.One: S.NegativeOne}, False))
    return rows


def linear(expr: Expr) -> dict[Expr, Rational] | None:
    """Coefficients of ``expr`` as a rational combination of monomials (the constant under 1)."""
    terms = expand(expr).as_coefficients_dict()
    return dict(terms) if all(c.is_Rational for c in terms.values()) and len(terms) <= 40 else None
