"""The law that makes blocks of the components of a joint law independent, given others."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Basic, Expr, Mul, S, Tuple

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.joint import marginal, product, size
from symbolic_info.laws.law import Law, as_model

Indices = tuple[int, ...]


def projected(law: Finite, indices: Indices) -> dict[Basic, Expr]:
    """The mass function of some coordinates; a single one stands without brackets."""
    model = marginal(law, indices)
    assert isinstance(model, Finite)
    return model.pmf


def part(outcome: Tuple, indices: Indices) -> Basic:
    """The coordinates of an outcome with ``indices``."""
    chosen = [outcome[i] for i in indices]
    return chosen[0] if len(chosen) == 1 else Tuple(*chosen)


def independent(law: Law, blocks: Iterable[Indices], given: Indices = ()) -> Law:
    """The law prod_i p(x_i, z)/p(z)^(n-1): the blocks x_1, ..., x_n made independent given the coordinates z."""
    blocks, model = tuple(blocks), as_model(law)
    if isinstance(model, Finite):
        return _independent_list(model, blocks, given)
    if given or [i for block in blocks for i in block] != list(range(size(law))):
        raise UnknownLawError(f"no rule for {law} with the independent blocks {blocks}")
    return product(*(marginal(law, block) for block in blocks))


def _independent_list(law: Finite, blocks: tuple[Indices, ...], given: Indices) -> Finite:
    tables = [projected(law, block + given) for block in blocks]
    base = projected(law, given) if given else {Tuple(): S.One}
    pmf: dict[Basic, Expr] = {}
    for outcome in _combinations(law, blocks, given):
        below = base[part(outcome, given)] if given else S.One
        factors = (t.get(part(outcome, b + given), S.Zero) for t, b in zip(tables, blocks, strict=True))
        pmf[outcome] = S.Zero if below == 0 else Mul(*factors) / below ** (len(blocks) - 1)
    return Finite(pmf, pmf.values())


def _combinations(law: Finite, blocks: tuple[Indices, ...], given: Indices) -> list[Tuple]:
    """Every way to combine the outcomes of the blocks under a common value of the coordinates ``given``."""
    places = [i for block in (*blocks, given) for i in block]
    rows: list[tuple[Basic, ...]] = [()]
    for block in (*blocks, given):
        values = dict.fromkeys(tuple(x[i] for i in block) for x in law.pmf)
        rows = [row + value for row in rows for value in values]
    return [Tuple(*(row[places.index(i)] for i in sorted(places))) for row in rows]
