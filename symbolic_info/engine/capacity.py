"""Capacity of a finite channel: candidates for the best input, each accepted by the Kuhn-Tucker conditions only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice

from sympy import Add, Expr, ImmutableMatrix, Matrix, Mul, Ne, Piecewise, Rational, S, exp, log
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.ladder import Run
from symbolic_info.errors import PrecisionError
from symbolic_info.facts import Facts
from symbolic_info.numeric import closed
from symbolic_info.rules.common_factor import short
from symbolic_info.rules.shorten import decompose, shortest

MOST_SUBSETS, MOST_LETTERS = 64, 6
LARGEST_EXPONENT = 100
Row = tuple[Expr, ...]


@dataclass(frozen=True)
class Best:
    """The capacity with an input that attains it and its output, under ``condition``."""

    capacity: Expr
    input: tuple[Expr, ...]
    output: tuple[Expr, ...]
    reason: str
    condition: Boolean = S.true


def best_input(matrix: ImmutableMatrix, run: Run) -> Best | None:
    """The input that maximises the mutual information of a channel with this matrix of positive entries and zeros.

    Kuhn-Tucker: an input p with output q is best, and C is the capacity, where D(W_x || q) = C for each letter x
    that p uses and D(W_x || q) <= C for the others (Gallager 1968, theorem 4.5.1).
    """
    rows = [tuple(matrix.row(i)) for i in range(matrix.rows)]
    letters = list(dict.fromkeys(rows))
    found = next(iter(_accepted(letters, run)), None)
    if found is None:
        return None
    share = dict(zip(letters, found.input, strict=True))
    first = {row: rows.index(row) for row in letters}
    sent = tuple(share[row] if first[row] == i else S.Zero for i, row in enumerate(rows))
    return Best(found.capacity, sent, found.output, found.reason, found.condition)


def _accepted(letters: list[Row], run: Run) -> Iterator[Best]:
    sizes = range(len(letters), 0 if len(letters) <= MOST_LETTERS else len(letters) - 1, -1)
    subsets = (c for size in sizes for c in combinations(range(len(letters)), size))
    for used in islice(subsets, MOST_SUBSETS):
        run.budget.check()
        for candidate in (_uniform, _by_equations):
            found = candidate(letters, used, run)
            if found is not None:
                yield found


def _uniform(letters: list[Row], used: tuple[int, ...], run: Run) -> Best | None:
    """All letters used alike: right for symmetric channels, also those of Gallager."""
    columns = zip(*(letters[i] for i in used), strict=True)
    output = [short(Add(*column) / len(used)) for column in columns]
    costs = [divergence(letters[i], output) for i in used]
    if any(shortest(cost - costs[0], run.facts) != 0 for cost in costs[1:]):
        return None
    value = shortest(costs[0], run.facts)
    shares = [S.One / len(used) if i in used else S.Zero for i in range(len(letters))]
    if not _others_cost_less(letters, used, output, value, run):
        return None
    return Best(value, tuple(shares), tuple(output), "all letters used alike have the same divergence")


def divergence(row: Iterable[Expr], output: Iterable[Expr]) -> Expr:
    """D(W_x || q), where q has mass wherever W_x has."""
    return Add(*(w * log(w / q) for w, q in zip(row, output, strict=True) if w != 0))


def _by_equations(letters: list[Row], used: tuple[int, ...], run: Run) -> Best | None:
    """D(W_x || q) = C for the letters used is linear in log q - C, and sum q = 1 gives C (Muroga 1953)."""
    rows = [letters[i] for i in used]
    groups = _groups(rows)
    if len(groups) != len(used):
        return None
    square = Matrix([[Add(*(row[y] for y in group)) for group in groups] for row in rows])
    determinant = short(square.det())
    regular = S.true if run.facts.zero(determinant) is False else Ne(determinant, 0)
    if determinant == 0 or (regular != S.true and len(letters) > 2):
        return None
    negative = Matrix([Add(*(w * log(w) for w in square.row(i) if w != 0)) for i in range(len(used))])
    levels = [shortest(short(z), run.facts) for z in square.LUsolve(negative)]
    exponents = {r for z in levels for c in decompose(z).values() for r in c.atoms(Rational)}
    if any(max(abs(r.p), r.q) > LARGEST_EXPONENT for r in exponents):
        return None
    total = Add(*map(_power, levels))
    masses = [_power(z) / total for z in levels]
    shares = list(square.T.LUsolve(Matrix(masses)))
    output = _spread(masses, groups, rows)
    if not _is_best(letters, used, shares, output, log(total), run):
        return None
    part = dict(zip(used, _with_sum_one([short(s) for s in shares]), strict=True))
    sent = tuple(part.get(i, S.Zero) for i in range(len(letters)))
    output = _with_sum_one(output)
    return Best(_log_of_sum(levels, run), sent, tuple(output), "equal divergences of the letters used", regular)


def _with_sum_one(shares: list[Expr]) -> list[Expr]:
    """The last one as 1 minus the others, so that the sum is seen to be 1 without algebraic number theory."""
    if all(s.is_Rational for s in shares):
        return shares
    last = max(i for i, s in enumerate(shares) if s != 0)
    return [1 - Add(*shares[:last]) if i == last else s for i, s in enumerate(shares)]


def _log_of_sum(levels: list[Expr], run: Run) -> Expr:
    """log sum exp z_i, with one of the z_i taken out where that is shorter."""
    whole = shortest(log(Add(*map(_power, levels))), run.facts)
    out = (z + log(Add(*(_power(shortest(y - z, run.facts)) for y in levels))) for z in levels)
    return min((whole, *out), key=lambda e: e.count_ops())


def _power(exponent: Expr) -> Expr:
    """exp of a sum of logarithms as a product of powers."""
    table = decompose(exponent)
    return Mul(*(a.args[0] ** c if isinstance(a, log) else exp(c * a) for a, c in table.items()))


def _groups(rows: list[Row]) -> list[list[int]]:
    """Outputs that occur, those with proportional probabilities together: they say the same of the input."""
    columns = list(zip(*rows, strict=True))
    groups: list[list[int]] = []
    for y, column in enumerate(columns):
        if all(w == 0 for w in column):
            continue
        home = next((g for g in groups if _proportional(column, columns[g[0]])), None)
        if home is None:
            groups.append([y])
        else:
            home.append(y)
    return groups


def _proportional(a: Row, b: Row) -> bool:
    pairs = list(zip(a, b, strict=True))
    return all((u * t - v * s).expand() == 0 for i, (u, v) in enumerate(pairs) for s, t in pairs[:i])


def _spread(masses: list[Expr], groups: list[list[int]], rows: list[Row]) -> list[Expr]:
    """The output law on single outputs: a group is split as each letter splits it."""
    output = [S.Zero] * len(rows[0])
    for mass, group in zip(masses, groups, strict=True):
        row = next(r for r in rows if r[group[0]] != 0)
        whole = Add(*(row[y] for y in group))
        for y in group:
            output[y] = mass * row[y] / whole
    return output


def _is_best(
    letters: list[Row], used: tuple[int, ...], shares: list[Expr], output: list[Expr], capacity: Expr, run: Run
) -> bool:
    """Kuhn-Tucker; two different letters are both used in any best input, so their shares need no check."""
    if len(letters) > 2 and not all(_at_least_zero(s, run.facts) for s in shares):
        return False
    return _others_cost_less(letters, used, output, capacity, run)


def _others_cost_less(letters: list[Row], used: tuple[int, ...], output: list[Expr], capacity: Expr, run: Run) -> bool:
    """D(W_x || q) <= C for the letters that are not used."""
    others = [row for i, row in enumerate(letters) if i not in used]
    if any(w != 0 and q == 0 for row in others for w, q in zip(row, output, strict=True)):
        return False
    rows = Matrix([letters[i] for i in used])
    return all(
        _between(row, rows, run.facts) or _at_least_zero(capacity - divergence(row, output), run.facts)
        for row in others
    )


def _between(row: Row, rows: Matrix, facts: Facts) -> bool:
    """Whether a letter is a mixture of the letters used: divergence is convex, so it costs no more than they do."""
    if not row or rows.rows != rows.cols or not any(w.free_symbols for w in row):
        return False
    shares = rows.T.LUsolve(Matrix(row)) if short(rows.det()) != 0 else []
    return len(shares) > 0 and all(facts.nonnegative(s) for s in shares)


def _at_least_zero(expr: Expr, facts: Facts) -> bool:
    if facts.nonnegative(expr):
        return True
    if expr.free_symbols:
        return False
    if shortest(expr, facts) == 0:
        return True
    try:
        return bool(closed.evaluate(expr, 3).lower >= 0)
    except PrecisionError:
        return False


def guarded(best: Best) -> Expr:
    """The capacity; 0 where the only two letters turn out to be the same."""
    return best.capacity if best.condition == S.true else Piecewise((best.capacity, best.condition), (S.Zero, True))
