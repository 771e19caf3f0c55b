"""Boltzmann laws: maximal entropy on finitely many outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sympy import Add, Eq, Expr, Rational, S, Symbol, exp, log, symbols

from symbolic_info.engine.gibbs import MaxEntropy
from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.finite import Finite
from symbolic_info.rules.shorten import shortest


def boltzmann(means: Mapping[Expr, Expr], x: Symbol, outcomes: Sequence[Expr]) -> MaxEntropy:
    """p(y) = exp(sum_i lambda_i f_i(y))/Z, with equations for the lambda_i where they have no closed form."""
    table = [[f.subs(x, y) for y in outcomes] for f in means]
    if len(set(outcomes)) < len(outcomes) or not outcomes:
        raise UnknownLawError("the outcomes must be different, and at least one")
    averages = [Add(*row) / len(row) for row in table]
    if all((a - c).expand() == 0 for a, c in zip(averages, means.values(), strict=True)):
        return _flat(outcomes, outcomes, means)
    if len(table) == 1:
        ((row, (mean,)),) = zip(table, [tuple(means.values())], strict=True)
        at_end = _at_end(outcomes, row, mean, means)
        if at_end is not None:
            return at_end
        if len(outcomes) == 2:
            return _of_two(outcomes, row, mean, means)
    return _with_multipliers(outcomes, table, means)


def _flat(used: Sequence[Expr], outcomes: Sequence[Expr], means: Mapping[Expr, Expr]) -> MaxEntropy:
    """The uniform law on the outcomes used."""
    law = Finite(outcomes, [Rational(1, len(used)) if y in used else S.Zero for y in outcomes])
    return MaxEntropy(law, log(len(used)), log(len(used)), dict.fromkeys(means, S.Zero), dict(means))


def _at_end(outcomes: Sequence[Expr], row: Sequence[Expr], mean: Expr, means: Mapping[Expr, Expr]) -> MaxEntropy | None:
    """A mean at the end of the range leaves only the outcomes there; one beyond it is impossible."""
    known = Facts()
    for sign in (1, -1):
        gaps = [sign * (v - mean) for v in row]
        if all(known.positive(g) for g in gaps):
            raise ParameterError(
                f"no law on {tuple(outcomes)} has the mean {mean}: it lies outside the range of values"
            )
        if all(known.nonnegative(g) for g in gaps):
            return _flat([y for y, g in zip(outcomes, gaps, strict=True) if known.zero(g)], outcomes, means)
    return None


def _of_two(outcomes: Sequence[Expr], row: Sequence[Expr], mean: Expr, means: Mapping[Expr, Expr]) -> MaxEntropy:
    """Two outcomes: the mean fixes the law."""
    share = shortest((mean - row[0]) / (row[1] - row[0]), Facts())
    slope = log(share / (1 - share)) / (row[1] - row[0])
    law = Finite(outcomes, (1 - share, share))
    entropy = -share * log(share) - (1 - share) * log(1 - share)
    return MaxEntropy(law, entropy, entropy + slope * mean, dict.fromkeys(means, slope), dict(means))


def _with_multipliers(
    outcomes: Sequence[Expr], table: Sequence[Sequence[Expr]], means: Mapping[Expr, Expr]
) -> MaxEntropy:
    taken = {s.name for e in (*means, *means.values(), *outcomes) for s in e.free_symbols}
    names = [n if n not in taken else n + "_" for n in (f"lambda{i}" for i in range(1, len(table) + 1))]
    marks = symbols(names, real=True)
    weights = [exp(Add(*(m * v for m, v in zip(marks, column, strict=True)))) for column in zip(*table, strict=True)]
    total = Add(*weights)
    gaps = (Add(*(v * w for v, w in zip(row, weights, strict=True))) for row in table)
    equations = tuple(Eq(gap / total, c) for gap, c in zip(gaps, means.values(), strict=True))
    law = Finite(outcomes, [w / total for w in weights])
    entropy = log(total) - Add(*(m * c for m, c in zip(marks, means.values(), strict=True)))
    return MaxEntropy(law, entropy, log(total), dict(zip(means, marks, strict=True)), dict(means), equations)
