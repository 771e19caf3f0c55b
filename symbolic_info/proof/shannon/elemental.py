"""The elemental inequalities: from them follow all inequalities of Shannon type (Yeung 2008, chapter 14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations, product

from symbolic_info.proof.shannon.space import Vector


@dataclass(frozen=True, slots=True)
class Elemental:
    """I(A; B | C) >= 0, or H(A | C) >= 0 where ``second`` is 0, for disjoint sets as masks."""

    first: int
    second: int
    given: int

    @property
    def vector(self) -> Vector:
        """The left side over joint entropies."""
        a, b, c = self.first, self.second, self.given
        signs = [(a | c, 1), (c, -1), *([(b | c, 1), (a | b | c, -1)] if b else [])]
        return {mask: Fraction(sign) for mask, sign in signs if mask}


def elementals(blocks: tuple[int, ...]) -> Iterator[Elemental]:
    """H(X_i | the others) >= 0 and I(X_i; X_j | K) >= 0 for K among the others; n + C(n,2) 2^(n-2) of them.

    >>> len(list(elementals((1, 2, 4, 8)))), len(list(elementals(tuple(1 << i for i in range(8)))))
    (28, 1800)
    """
    every = sum(blocks)
    for block in blocks:
        yield Elemental(block, 0, every - block)
    for a, b in combinations(blocks, 2):
        for given in unions(tuple(c for c in blocks if c not in (a, b))):
            yield Elemental(a, b, given)


def likely(blocks: tuple[int, ...], masks: Iterable[int]) -> Iterator[Elemental]:
    """The few elemental inequalities that proofs by the chain rule need, for sets of variables with given masks.

    These are the ones given an interval of the variables, and those that compare H(X_i | M, before X_i) with
    H(X_i | all before X_i): covering inequalities (Han, Shearer) follow from them.
    """
    every = sum(blocks)
    yield from (Elemental(block, 0, every - block) for block in blocks)
    starts = list(accumulate(blocks, initial=0))
    for low, high in combinations(starts, 2):
        for a, b in combinations(blocks, 2):
            yield Elemental(a, b, (high - low) & ~(a | b))
    for mask, order in product(masks, (blocks, blocks[::-1])):
        yield from _compared(mask, order)


def _compared(mask: int, order: tuple[int, ...]) -> Iterator[Elemental]:
    for place, block in enumerate(order):
        before = mask & sum(order[:place])
        for k, other in enumerate(order[:place]):
            if mask & block and not mask & other:
                yield Elemental(min(block, other), max(block, other), before | sum(order[:k]))


def unions(blocks: tuple[int, ...]) -> list[int]:
    """All unions of blocks, the empty one first."""
    found = [0]
    for block in blocks:
        found += [mask | block for mask in found]
    return found
