"""Non-negative multipliers of known inequalities, by a linear program in exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sympy import Add, Expr, Rational, S, cancel, expand, log

from symbolic_info.budget import Budget
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.enclosure import log_bounds
from symbolic_info.simplex import fraction, solve

Row = dict[Expr, Expr]
Form = Callable[[Expr], Expr | None]


@dataclass(frozen=True)
class Combination:
    """``sum c_k N_k`` with ``c_k >= 0`` and N_k known not to be negative."""

    terms: tuple[Term, ...]

    @property
    def total(self) -> Expr:
        """The combination as an expression."""
        return Add(*(t.factor * t.expr for t in self.terms))

    def scaled(self, factor: Expr) -> Combination:
        """The combination times a positive factor."""
        return Combination(tuple(replace(t, factor=cancel(t.factor * factor)) for t in self.terms))


def solved(
    target: Expr, atoms: Sequence[Term], factors: Sequence[Expr], form: Form, strict: bool, budget: Budget
) -> Combination | None:
    """``target`` as a non-negative combination of ``atoms`` times ``factors``, compared in the normal form ``form``."""
    goal = _vector(form(target))
    terms, rows = _rows(atoms, factors, form, budget)
    constants = _constants({k for row in (goal, *rows) for k in row})
    terms += [Term(S.One, rulebook.CONSTANT, c) for c in constants]
    rows += [_vector(c) for c in constants]
    kept = usable(goal, rows)
    values = None if budget.spent() else _multiples(goal, [rows[i] for i in kept], [terms[i] for i in kept], strict)
    if values is None:
        return None
    used = [(c, terms[i]) for c, i in zip(values, kept, strict=True) if c != 0]
    parts = [replace(t, factor=c * t.factor) for c, t in used if t.rule != rulebook.CONSTANT]
    constant = Add(*(c * t.expr for c, t in used if t.rule == rulebook.CONSTANT))
    if constant != 0:
        parts.append(Term(S.One, rulebook.CONSTANT, constant))
    return None if strict and constant == 0 else Combination(tuple(parts))


def _rows(atoms: Sequence[Term], factors: Sequence[Expr], form: Form, budget: Budget) -> tuple[list[Term], list[Row]]:
    """The atoms times the factors, and each as a vector; fewer of them when the time is up."""
    terms, rows = [], []
    multipliers = [(f, form(f) or f) for f in factors]
    for atom in atoms:
        if budget.spent():
            break
        opened = form(atom.factor * atom.expr)
        for factor, multiplier in multipliers:
            terms.append(replace(atom, factor=factor * atom.factor))
            rows.append(_vector(expand(multiplier * opened)))
    return terms, rows


def usable(goal: Row, rows: Sequence[Row]) -> list[int]:
    """The rows that can take part: a monomial that the goal lacks has to cancel between two of them.

    >>> from sympy.abc import x, y
    >>> from symbolic_info.proof.multipliers import usable
    >>> usable({x: 1}, [{x: 1, y: 1}, {x: 1}])
    [1]
    """
    kept = list(range(len(rows)))
    while True:
        signs: dict[Expr, set[bool]] = {}
        for i in kept:
            for key, c in rows[i].items():
                signs.setdefault(key, set()).add(bool(c > 0))
        lonely = {key for key, found in signs.items() if len(found) == 1 and goal.get(key, 0) == 0}
        remaining = [i for i in kept if not lonely & rows[i].keys()]
        if len(remaining) == len(kept):
            return kept
        kept = remaining


def _multiples(goal: Row, rows: Sequence[Row], terms: Sequence[Term], strict: bool) -> list[Rational] | None:
    keys = list(dict.fromkeys([*goal, *(k for row in rows for k in row)]))
    matrix = [[fraction(row.get(k, S.Zero)) for row in rows] for k in keys]
    gain = [Fraction(int(strict and t.rule == rulebook.CONSTANT)) for t in terms]
    solution = solve(matrix, [fraction(goal.get(k, S.Zero)) for k in keys], gain)
    return None if solution is None else [Rational(c.numerator, c.denominator) for c in solution]


def _vector(form: Expr) -> Row:
    return {} if form == 0 else dict(form.as_coefficients_dict())


def _constants(keys: set[Expr]) -> list[Expr]:
    """Non-negative constants: 1, and each log(prime) against close rationals."""
    primes = sorted(k.args[0] for k in keys if isinstance(k, log) and k.args[0].is_Integer)
    out = [S.One]
    for prime in primes:
        low, high = (Rational(b.numerator, b.denominator) for b in _rounded(int(prime)))
        out += [log(prime) - low, high - log(prime)]
    return out


def _rounded(prime: int) -> tuple[Fraction, Fraction]:
    """Short rationals around log(prime)."""
    low, high = log_bounds(prime)
    unit = 10**20
    return Fraction(int(low * unit), unit), Fraction(int(high * unit) + 1, unit)
