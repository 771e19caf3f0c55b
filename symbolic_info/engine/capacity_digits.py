"""Digits of a capacity: any input bounds it from below, the divergences from its output bound it from above."""

from __future__ import annotations

from collections.abc import Sequence

import mpmath
from sympy import Add, Expr, ImmutableMatrix, Rational

from symbolic_info.budget import Budget
from symbolic_info.engine.capacity import divergence
from symbolic_info.errors import PrecisionError
from symbolic_info.numeric import closed
from symbolic_info.numeric.value import Value, from_enclosure

WARM_UP = 400
NEWTON_STEPS = 60
GUARD = 20
Numbers = list[mpmath.mpf]


def capacity_digits(matrix: ImmutableMatrix, digits: int, budget: Budget) -> Value:
    """The capacity between I(p, W) and max_x D(W_x || p W) for an input p close to the best one.

    Source: Blahut 1972, IEEE Trans. Inf. Theory 18, theorem 3; the two bounds hold for any p.
    """
    size = 2 * digits + GUARD
    with mpmath.workdps(size + GUARD):
        rows = [[mpmath.mpf(str(entry.evalf(size + GUARD))) for entry in matrix.row(i)] for i in range(matrix.rows)]
        shares = _refined(rows, _warm(rows, budget), budget)
        exact = [Rational(int(mpmath.nint(p * mpmath.mpf(10) ** size)), 10**size) for p in shares]
    return _between(matrix, [p / Add(*exact) for p in exact], digits, budget)


def _between(matrix: ImmutableMatrix, shares: Sequence[Expr], digits: int, budget: Budget) -> Value:
    letters = [tuple(matrix.row(i)) for i in range(matrix.rows)]
    output = [Add(*(p * w for p, w in zip(shares, column, strict=True))) for column in zip(*letters, strict=True)]
    if any(q == 0 and any(column) for q, column in zip(output, zip(*letters, strict=True), strict=True)):
        raise PrecisionError("the best input was not found")
    costs = [closed.evaluate(divergence(row, output), digits + GUARD, budget.left()) for row in letters]
    lower = Add(*(p * c.lower for p, c in zip(shares, costs, strict=True)))
    upper = max(c.upper for c in costs)
    kind = "certified" if all(c.kind != "estimated" for c in costs) else "estimated"
    found = from_enclosure(lower, upper, digits, kind, "between the information of an input and its divergences")
    if found.digits < digits and lower != upper:
        raise PrecisionError(f"the best input is known too loosely for {digits} digits")
    return found


def _costs(rows: list[Numbers], shares: Numbers) -> Numbers:
    output = [mpmath.fdot(shares, column) for column in zip(*rows, strict=True)]
    return [mpmath.fsum(w * mpmath.log(w / q) for w, q in zip(row, output, strict=True) if w) for row in rows]


def _warm(rows: list[Numbers], budget: Budget) -> Numbers:
    """The iteration of Blahut and Arimoto from the uniform input, at low precision."""
    shares = [mpmath.mpf(1) / len(rows)] * len(rows)
    with mpmath.workdps(20):
        for _ in range(WARM_UP):
            budget.check()
            costs = _costs(rows, shares)
            weights = [p * mpmath.exp(c) for p, c in zip(shares, costs, strict=True)]
            shares = [w / mpmath.fsum(weights) for w in weights]
    return shares


def _refined(rows: list[Numbers], shares: Numbers, budget: Budget) -> Numbers:
    """Newton's method on equal divergences; letters whose share turns negative, or depends on others, are dropped."""
    used = [i for i, p in enumerate(shares) if p > mpmath.mpf(10) ** -4]
    while used:
        found = _newton([rows[i] for i in used], [shares[i] for i in used], budget)
        if found is not None and all(p >= 0 for p in found):
            return [found[used.index(i)] if i in used else mpmath.mpf(0) for i in range(len(rows))]
        used.remove(min(used, key=lambda i: shares[i] if found is None else found[used.index(i)]))
    raise PrecisionError("the best input was not found")


def _newton(rows: list[Numbers], start: Numbers, budget: Budget) -> Numbers | None:
    shares = [p / mpmath.fsum(start) for p in start]
    costs = _costs(rows, shares)
    level = mpmath.fdot(shares, costs)
    if max(abs(c - level) for c in costs) < mpmath.mpf(10) ** (GUARD - mpmath.mp.dps):
        return shares
    for _ in range(NEWTON_STEPS):
        budget.check()
        step = _step(rows, shares, level)
        if step is None:
            return None
        scale = min([mpmath.mpf(1), *(-p / (2 * d) for p, d in zip(shares, step, strict=False) if p + d < 0 < p)])
        shares = [p + scale * d for p, d in zip(shares, step, strict=False)]
        level += scale * step[-1]
        if max(abs(d) for d in step) < mpmath.mpf(10) ** (GUARD - mpmath.mp.dps):
            return shares
        if min(shares) < mpmath.mpf(10) ** -30:
            return [mpmath.mpf(-1) if p == min(shares) else p for p in shares]
    return None


def _step(rows: list[Numbers], shares: Numbers, level: mpmath.mpf) -> Numbers | None:
    """The solution of D(W_x || q) = level, sum p = 1, linearised."""
    count = len(rows)
    output = [mpmath.fdot(shares, column) for column in zip(*rows, strict=True)]
    costs = _costs(rows, shares)
    system, right = mpmath.zeros(count + 1), mpmath.zeros(count + 1, 1)
    for i, row in enumerate(rows):
        for j, other in enumerate(rows):
            system[i, j] = -mpmath.fsum(a * b / q for a, b, q in zip(row, other, output, strict=True) if q)
        system[i, count], system[count, i] = -1, 1
        right[i] = level - costs[i]
    right[count] = 1 - mpmath.fsum(shares)
    try:
        return list(mpmath.lu_solve(system, right))
    except ZeroDivisionError:
        return None
