"""The copy lemma: auxiliary variables that exist whatever the joint law, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from sympy import Expr, Symbol

from symbolic_info.errors import ClaimError
from symbolic_info.laws.variables import Variable
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.mutual_information import MutualInformation
from symbolic_info.measures.relations import Copy

MOST_TRIED = 5


def copied(copies: Sequence[Copy], members: Sequence[Variable]) -> list[Expr]:
    """What vanishes: differences of entropies of copy and original, and the information with all others.

    >>> from symbolic_info import variables
    >>> A, B, U = variables("A B U")
    >>> copied([Copy(U, A, B)], [A, B])
    [-Entropy(A) + Entropy(U), -Entropy(A, B) + Entropy(B, U), MutualInformation(U, A, given=B)]
    """
    known, found = list(members), []
    for copy in copies:
        new, of, given = map(tuple, copy.args)
        if set(new) & set(known) or not set(of + given) <= set(known):
            raise ClaimError(f"{copy}: the copy is a new variable, the others are in the claim or copied before")
        pairs = list(zip(new, of, strict=True))
        for some in (s for n in range(1, len(pairs) + 1) for s in combinations(pairs, n)):
            for rest in (r for n in range(len(given) + 1) for r in combinations(given, n)):
                found.append(Entropy(*(u for u, _ in some), *rest) - Entropy(*(x for _, x in some), *rest))
        found.append(MutualInformation(new, tuple(x for x in known if x not in given), given=given))
        known += new
    return found


def candidates(members: Sequence[Variable]) -> Iterator[tuple[Copy, ...]]:
    """One copy of one variable, given some of the others."""
    names = {x.name for x in members}
    for of in members if len(members) <= MOST_TRIED else ():
        others = [x for x in members if x != of]
        new = Variable(Symbol(next(n for n in (of.name + "_copy" * k for k in range(1, 9)) if n not in names)))
        for size in range(2, len(others)):
            yield from ((Copy(new, of, given),) for given in combinations(others, size))
