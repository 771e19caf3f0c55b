"""Refutations of claims about laws on disjoint sets, for measures that are defined there."""

from __future__ import annotations

from itertools import islice, product

from sympy import Integer, Rational, S

from symbolic_info.budget import Budget
from symbolic_info.laws.finite import Finite
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.kernel.laws import Statement
from symbolic_info.proof.parts import bases
from symbolic_info.proof.witness import points_of

ROWS = ((1, 1, 0, 0), (0, 0, 1, 1), (1, 3, 0, 0), (0, 0, 1, 0), (1, 1, 1, 1), (0, 0, 1, 4))
MOST = 40


def refutation(statement: Statement, budget: Budget) -> Witness | None:
    """The first pmfs on four points that are disjoint as said and at which the claim fails.

    >>> from sympy import Eq
    >>> from symbolic_info import JSDivergence, abstract
    >>> from symbolic_info.budget import Budget
    >>> from symbolic_info.laws.totals import Disjoint
    >>> from symbolic_info.proof.sums.apart import refutation
    >>> p, q = abstract("p q")
    >>> refutation(Statement(Eq(JSDivergence(p, q), 1), [Disjoint(p, q)]), Budget()).left
    log(2)
    """
    laws = bases([*statement.claim.laws, *(law for pair in statement.disjoint for law in pair.args)])
    for rows in islice(product(ROWS, repeat=len(laws)), MOST):
        for point in points_of(statement.claim, 2):
            instance = {**dict(zip(laws, map(_pmf, rows), strict=True)), **point}
            if budget.spent():
                return None
            if statement.fails_at(instance):
                return statement.witness(instance)
    return None


def _pmf(row: tuple[int, ...]) -> Finite:
    return Finite([Integer(i) for i in range(len(row))], [Rational(k, sum(row)) if k else S.Zero for k in row])
