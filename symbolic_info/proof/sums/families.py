"""Refutations of claims about laws with densities, at named laws of real numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from sympy import Basic, Eq, Expr, Rational, solve

from symbolic_info.budget import Budget
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.laws.abstract import DENSITY, Abstract, Built
from symbolic_info.laws.families.gamma import Exponential, Laplace
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.families.uniform import Uniform
from symbolic_info.laws.law import Law
from symbolic_info.laws.totals import AtPoint, DensityAt, OutcomeAt
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel.definitions import opened
from symbolic_info.proof.kernel.families import number
from symbolic_info.proof.kernel.laws import Statement
from symbolic_info.proof.kernel.numbers import respects
from symbolic_info.proof.witness import points_of

NAMED = (Uniform(0, 1), Exponential(1), Uniform(0, Rational(1, 2)), Normal(0, 1), Uniform(0, 3), Laplace(0, 1))


def refutation(statement: Statement, budget: Budget, most: int) -> Witness | None:
    """The first named laws at which what is given holds and the claim does not.

    >>> from sympy import exp
    >>> from symbolic_info import Entropy, abstract
    >>> from symbolic_info.budget import Budget
    >>> from symbolic_info.proof.sums.families import refutation
    >>> p = abstract("p", density=True)
    >>> refutation(Statement(Entropy(p) >= 1, totals=True), Budget(), 2)[p]
    Uniform(0, 1)
    """
    laws = _laws([statement.stated, *statement.given])
    if laws is None:
        return None
    for named in islice(product(NAMED, repeat=len(laws)), most):
        if budget.spent():
            return None
        for instance in _instances(statement.claim, statement.given, dict(zip(laws, named, strict=True))):
            if _fails(statement, instance):
                return statement.witness(instance)
    return None


def _laws(claims: Sequence[Basic]) -> list[Law] | None:
    """The abstract laws, if all have densities and nothing else is unknown at a point."""
    laws = {law for c in claims for law in c.atoms(Abstract)}
    sides = [opened(side) for c in claims for side in c.args if isinstance(side, Expr)]
    plain = all(law.space == DENSITY and not isinstance(law, Built) for law in laws)
    known = all(isinstance(v, DensityAt | OutcomeAt) for side in sides for v in side.atoms(AtPoint))
    return sorted(laws, key=str) if laws and plain and known else None


def _instances(claim: Claim, given: Sequence[Basic], named: dict[Basic, Basic]) -> Iterator[dict[Basic, Basic]]:
    """The parameters as the equations that are given say, or at some points."""
    try:
        equations = [Eq(*(number(side, named) for side in g.args)) for g in given if isinstance(g, Eq)]
    except (ValueError, SymbolicInfoError):
        return
    symbols = sorted({s for e in equations for s in e.free_symbols}, key=str)
    solutions = solve(equations, symbols, dict=True) if symbols else [{}]
    for solution in solutions:
        if all(value.is_number and respects(s, value) for s, value in solution.items()):
            rest = [s for s in claim.symbols if s not in solution]
            for point in points_of(claim, 3) if rest else [{}]:
                yield {**named, **solution, **{s: v for s, v in point.items() if s in rest}}


def _fails(statement: Statement, instance: dict[Basic, Basic]) -> bool:
    try:
        return statement.fails_at(instance)
    except (ValueError, TypeError, SymbolicInfoError):
        return False
