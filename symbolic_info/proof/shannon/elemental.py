"""The elemental inequalities: from them follow all inequalities of Shannon type (Yeung 2008, chapter 14)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

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


def unions(blocks: tuple[int, ...]) -> list[int]:
    """All unions of blocks, the empty one first."""
    found = [0]
    for block in blocks:
        found += [mask | block for mask in found]
    return found
