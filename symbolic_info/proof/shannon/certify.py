"""A difference of measures as a non-negative combination of elemental inequalities and hypotheses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sympy import Expr

from symbolic_info.budget import Budget
from symbolic_info.measures.relations import Copy
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.shannon.copies import copied
from symbolic_info.proof.shannon.elemental import Elemental, elementals, likely
from symbolic_info.proof.shannon.exact import solve_sparse
from symbolic_info.proof.shannon.hypotheses import Hypothesis, as_row, constant_rows
from symbolic_info.proof.shannon.program import multipliers
from symbolic_info.proof.shannon.space import Key, Row, Space, Vector, rational

MOST_VARIABLES, MOST_LIKELY = 12, 24
FEW_VARIABLES = 6


@dataclass(frozen=True)
class Source:
    """Where a row comes from: ``expr`` is not negative (or 0, if the row is free) by ``rule``."""

    rule: str
    expr: Expr


class Premises:
    """The hypotheses of one claim as rows, and the search for combinations of them."""

    def __init__(self, space: Space, given: Sequence[Hypothesis], copies: Sequence[Copy] = ()) -> None:
        members = space.variables
        space = Space.of([*members, *copies]) if copies else space
        self.space, self.given, self.copies = space, given, tuple(copies)
        rules = {"=": rulebook.EQUATION}
        self.hypotheses = [
            (Source(rules.get(h.relation, rulebook.HYPOTHESIS), h.expr), as_row(h, space)) for h in given
        ]

        for expr in copied(copies, members):
            self.hypotheses.append((Source(rulebook.COPIED, expr), as_row(Hypothesis(expr, "="), space)))

    def terms(self, target: Vector, strict: bool, budget: Budget, wide: bool = True) -> tuple[Term, ...] | None:
        """Terms that add up to the target; None where none are found, of many variables among the likely ones only.

        ``wide`` takes all elemental inequalities.
        """
        vectors = self._vectors(target)
        blocks = blocks_of(vectors)
        if len(blocks) > (MOST_VARIABLES if wide else MOST_LIKELY):
            return None
        constants = [(Source(rulebook.CONSTANT, c), row) for c, row in constant_rows(vectors).items()]
        known = [*self.hypotheses, *constants]
        masks = {key for vector in vectors for key in vector if isinstance(key, int)}
        few = wide or len(blocks) <= FEW_VARIABLES
        shannon = list(elementals(blocks) if few else dict.fromkeys(likely(blocks, masks)))
        rows = [row for _, row in known] + [Row(e.vector) for e in shannon]
        found = multipliers(target, rows, strict, budget)
        if found is None:
            return None
        first = len(known)
        sources = {k: known[k][0] if k < first else self._elemental(shannon[k - first]) for k in found}
        return tuple(term(found[k], sources[k]) for k in sorted(found))

    def _vectors(self, target: Vector) -> list[Mapping[Key, Fraction]]:
        return [target, *(row.vector for _, row in self.hypotheses)]

    def too_many(self, target: Vector) -> bool:
        """Whether the variables are too many for all elemental inequalities."""
        return len(blocks_of(self._vectors(target))) > MOST_VARIABLES

    def spanned(self, target: Vector) -> tuple[Term, ...] | None:
        """Terms with equations alone that add up to the target."""
        equations = [(source, row) for source, row in self.hypotheses if row.free]
        found = solve_sparse([row.vector for _, row in equations], target)
        if found is None:
            return None
        return tuple(term(factor, source) for factor, (source, _) in zip(found, equations, strict=True) if factor)

    def contradict(self, budget: Budget) -> bool:
        """Whether 0 > 0 follows; never where the variables may all be constant."""
        plain = all(not row.strict and all(isinstance(k, int) for k in row.vector) for _, row in self.hypotheses)
        return not plain and self.terms({}, True, budget) is not None

    def _elemental(self, e: Elemental) -> Source:
        if e.second:
            return Source(rulebook.MUTUAL, self.space.mutual(e.first, e.second, e.given))
        return Source(rulebook.CONDITIONAL, self.space.conditional(e.first, e.given))


def term(factor: Fraction, source: Source) -> Term:
    """A negative factor of an equation turns its sign."""
    return Term(rational(abs(factor)), source.rule, source.expr if factor > 0 else -source.expr)


def blocks_of(vectors: Iterable[Mapping[Key, Fraction]]) -> tuple[int, ...]:
    """The finest sets of variables that occur only together: they count as one variable.

    >>> blocks_of([{0b0111: Fraction(1), 0b1000: Fraction(1)}])
    (7, 8)
    """
    masks = {key for vector in vectors for key in vector if isinstance(key, int)}
    signatures: dict[tuple[int, ...], int] = {}
    for i in range(max(masks, default=0).bit_length()):
        signature = tuple(sorted(m for m in masks if m >> i & 1))
        if signature:
            signatures[signature] = signatures.get(signature, 0) | 1 << i
    return tuple(signatures.values())
