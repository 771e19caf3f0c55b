"""What is given: relations between variables and relations between their measures, as rows of the program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from sympy import And, Basic, Eq, Expr, Ge, Gt, Le, Lt, S

from symbolic_info.errors import ClaimError
from symbolic_info.facts import Facts
from symbolic_info.measures.relations import VariableRelation
from symbolic_info.proof.shannon.space import Constant, Key, Row, Space, rational

CLOSE = 10**6


@dataclass(frozen=True)
class Hypothesis:
    """``expr`` stands in ``relation`` ('=', '>=' or '>') to 0."""

    expr: Expr
    relation: str


def hypotheses(given: Iterable[Basic]) -> Iterator[Hypothesis]:
    """Relations of variables through their measures, conjunctions through their parts.

    >>> from symbolic_info import Markov, variables
    >>> X, Y, Z = variables("X Y Z")
    >>> list(hypotheses([Markov(X, Y, Z)]))
    [Hypothesis(expr=MutualInformation(X, Z, given=Y), relation='=')]
    """
    for stated in given:
        if isinstance(stated, And):
            yield from hypotheses(sorted(stated.args, key=str))
        elif isinstance(stated, VariableRelation):
            yield from hypotheses(stated.equations)
        elif isinstance(stated, Eq):
            yield Hypothesis(stated.lhs - stated.rhs, "=")
        elif isinstance(stated, Ge | Le | Gt | Lt):
            yield Hypothesis(stated.gts - stated.lts, ">" if isinstance(stated, Gt | Lt) else ">=")
        elif stated != S.true:
            raise ClaimError(
                f"{stated} cannot be given: give equalities, inequalities, Markov, Independent, FunctionOf"
            )


def as_row(hypothesis: Hypothesis, space: Space) -> Row:
    """A hypothesis as a row of the program."""
    relation = hypothesis.relation
    return Row(space.vector(hypothesis.expr), free=relation == "=", strict=relation == ">")


def constant_rows(vectors: Iterable[Mapping[Key, Fraction]]) -> dict[Expr, Row]:
    """The signs of the constants that occur, and how numbers among them compare."""
    atoms = dict.fromkeys(key.expr for vector in vectors for key in vector if isinstance(key, Constant))
    facts = Facts()
    signed = {
        a: Row({Constant(a): Fraction(1)}, strict=facts.positive(a) is True) for a in atoms if facts.nonnegative(a)
    }
    numbers = [a for a, row in signed.items() if a.is_number and row.strict]
    for a, b in permutations(numbers, 2):
        ratio = (a / b).evalf(30)
        for share in dict.fromkeys((Fraction(int(ratio)), Fraction(int(ratio * CLOSE), CLOSE))):
            if share:
                signed[a - rational(share) * b] = Row({Constant(a): Fraction(1), Constant(b): -share}, strict=True)
    return signed
