"""Counterexamples: exact rational laws at which a claim about abstract laws fails.

Measures of rational pmfs are rational combinations of logarithms of primes, which are linearly
independent over the rationals together with 1: equality is decided exactly and signs by rational
enclosures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from sympy import Expr, Implies, Integer, Rational, S, Symbol, log, oo, zoo

from symbolic_info.budget import Budget
from symbolic_info.engine.points import admissible_points, holds_at
from symbolic_info.facts import Facts
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.measures.node import Measure
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel.logs import split_all
from symbolic_info.proof.kernel.numbers import digits, exact_sign, respects
from symbolic_info.proof.logsum import LogSum, Pmf, fraction, measure_value, mixed, rational
from symbolic_info.proof.parts import bases, linear_parts

DIGITS = 30
MOST_CANDIDATES = 1500
MOST_NONLINEAR = 60
MOST_POINTS = 12
MANY = 3


def _pmfs(*texts: str) -> tuple[Pmf, ...]:
    return tuple(tuple(Fraction(t) for t in text.split()) for text in texts)


POOLS = (
    _pmfs("1/2 1/2", "1/4 3/4", "3/4 1/4", "1 0", "0 1", "9/10 1/10", "1/10 9/10"),
    _pmfs("1/2 3/10 1/5", "1/5 1/5 3/5", "1/3 1/3 1/3", "1 0 0", "0 1 0", "0 0 1", "1/2 1/2 0", "0 1/2 1/2"),
    _pmfs("1/2 1/2", "501/1000 499/1000", "1/1000 999/1000", "999/1000 1/1000", "1/3 2/3"),
    _pmfs("1/4 1/4 1/4 1/4", "1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1", "1/2 1/4 1/8 1/8"),
)


Failure = tuple[dict[Law, Pmf], Expr, Expr]
LinearSide = tuple[tuple[tuple[Fraction, Measure], ...], LogSum]


def refutation(claim: Claim, budget: Budget, swapped: bool = False, most: int = MOST_CANDIDATES) -> Witness | None:
    """The first instance of the pools at which ``claim`` fails; ``swapped`` exchanges the recorded sides.

    >>> from sympy import Eq
    >>> from symbolic_info import KLDivergence, abstract
    >>> from symbolic_info.budget import Budget
    >>> from symbolic_info.proof.claim import Claim
    >>> from symbolic_info.proof.witness import refutation
    >>> p, q = abstract("p q")
    >>> witness = refutation(Claim.of(Eq(KLDivergence(p, q), KLDivergence(q, p))), Budget())
    >>> witness[p], witness[q], witness.left_digits
    ({0: 1/2, 1: 1/2}, {0: 1/4, 1: 3/4}, '0.143841036225890463719609502997')
    """
    for point in points_of(claim, MOST_POINTS):
        at_point = Claim(claim.left.subs(point), claim.relation, claim.right.subs(point))
        found = _plainest(_failures(at_point, budget, most))
        if found is not None:
            pmfs, left, right = found
            instance = (*((law, _finite(pmf)) for law, pmf in pmfs.items()), *point.items())
            left, right = (right, left) if swapped else (left, right)
            return Witness(instance, left, right, digits(left), digits(right))
    return None


def _failures(claim: Claim, budget: Budget, most: int) -> Iterator[Failure]:
    left, right = _linear_side(claim.left), _linear_side(claim.right)
    linear = left is not None and right is not None
    for pmfs in islice(_assignments(bases(claim.laws)), most if linear else min(most, MOST_NONLINEAR)):
        if budget.spent():
            return
        failed = _linear_failure(claim, left, right, pmfs) if left and right else _nonlinear_failure(claim, pmfs)
        if failed is not None:
            yield pmfs, *failed


def _plainest(failures: Iterator[Failure]) -> Failure | None:
    """The first failure with finite values, or the first one."""
    first = next(failures, None)
    if first is None or (first[1].is_finite and first[2].is_finite):
        return first
    return next((f for f in failures if f[1].is_finite and f[2].is_finite), first)


def _linear_failure(
    claim: Claim, left: LinearSide, right: LinearSide, pmfs: Mapping[Law, Pmf]
) -> tuple[Expr, Expr] | None:
    values = _side_value(left, pmfs), _side_value(right, pmfs)
    if values[0] is None or values[1] is None or not _fails(claim.relation, values[0], values[1]):
        return None
    return values[0].expression(), values[1].expression()


def _nonlinear_failure(claim: Claim, pmfs: Mapping[Law, Pmf]) -> tuple[Expr, Expr] | None:
    left, right = _nonlinear_value(claim.left, pmfs), _nonlinear_value(claim.right, pmfs)
    if left is None or right is None or not fails_exactly(claim.relation, left, right):
        return None
    return left, right


def points_of(claim: Claim, most: int) -> list[dict[Symbol, Rational]]:
    """Parameters that meet the conditions of the laws and every assumption on their symbols."""
    if not claim.symbols:
        return [{}]
    small = {s: Rational(1, len(claim.symbols) + 2 + i) for i, s in enumerate(claim.symbols)}
    if len(claim.symbols) > MANY and all(c.subs(small) == S.true for c in claim.conditions):
        return [small]
    points = admissible_points(claim.laws, claim.symbols, most)
    return [point for point in points if _admits(claim, point)]


def _admits(claim: Claim, point: dict[Symbol, Rational]) -> bool:
    """Points meet the conditions of the laws one by one; here those of the claim as a whole."""
    respected = all(respects(s, v) for s, v in point.items())
    return respected and all(holds_at(c, point) for c in claim.conditions)


def counterexample(stated: Implies, given: Claim, budget: Budget) -> Witness | None:
    """Unequal pmfs at which the equation ``given`` holds exactly, against ``given`` implies equal laws.

    >>> from sympy import Eq, Implies
    >>> from symbolic_info import KLDivergence, abstract
    >>> from symbolic_info.budget import Budget
    >>> from symbolic_info.proof.claim import Claim
    >>> from symbolic_info.proof.witness import counterexample
    >>> p, q = abstract("p q")
    >>> symmetric = Eq(KLDivergence(p, q), KLDivergence(q, p))
    >>> found = counterexample(Implies(symmetric, Eq(p, q)), Claim.of(symmetric), Budget())
    >>> found[p], found[q]
    ({0: 1/4, 1: 3/4}, {0: 3/4, 1: 1/4})
    """
    left, right = _linear_side(given.left), _linear_side(given.right)
    first, second = stated.args[1].args
    if left is None or right is None or given.symbols:
        return None
    for pmfs in islice(_assignments(bases([*given.laws, first, second])), MOST_CANDIDATES):
        values = _side_value(left, pmfs), _side_value(right, pmfs)
        if budget.spent() or None in values or mixed(first, pmfs) == mixed(second, pmfs):
            continue
        if values[0] == values[1] and not (values[0] is not None and values[0].infinite):
            instance = tuple((law, _finite(pmf)) for law, pmf in pmfs.items())
            return Witness(instance, S.true, S.false, "true", "false")
    return None


def _assignments(laws: list[Law]) -> Iterator[dict[Law, Pmf]]:
    """Laws on different outcomes, then every choice from the pools."""
    yield {law: tuple(Fraction(int(law == other)) for other in laws) for law in laws}
    for pool in POOLS:
        for pmfs in islice(product(pool, repeat=len(laws)), MOST_CANDIDATES // len(POOLS)):
            yield dict(zip(laws, pmfs, strict=True))


def _linear_side(side: Expr) -> LinearSide | None:
    """A side as a rational combination of measures plus a constant with logarithms of rationals."""
    parts = linear_parts(side)
    if parts is None or side.has(oo):
        return None
    constant = _constant(parts[1])
    if constant is None or not all(c.is_Rational for c in parts[0].values()):
        return None
    return tuple((fraction(c), m) for m, c in parts[0].items()), constant


def _constant(expr: Expr) -> LogSum | None:
    terms, rational = {}, Fraction(0)
    for atom, c in split_all(expr, Facts()).expand().as_coefficients_dict().items():
        if atom == 1:
            rational = fraction(c)
        elif isinstance(atom, log) and atom.args[0].is_Integer and atom.args[0] > 0:
            terms[int(atom.args[0])] = fraction(c)
        else:
            return None
    return LogSum(terms, rational)


def _side_value(side: LinearSide, pmfs: Mapping[Law, Pmf]) -> LogSum | None:
    total: LogSum | None = side[1]
    for c, node in side[0]:
        value = measure_value(node, pmfs)
        total = None if total is None or value is None else total.plus(c, value)
    return total


def _nonlinear_value(side: Expr, pmfs: Mapping[Law, Pmf]) -> Expr | None:
    values = {m: measure_value(m, pmfs) for m in side.atoms(Measure)}
    if None in values.values():
        return None
    return side.xreplace({m: v.expression() for m, v in values.items() if v is not None})


def _fails(relation: str, left: LogSum, right: LogSum) -> bool:
    if left.infinite and left.infinite == right.infinite:
        return False
    gap = left.plus(Fraction(-1), right)
    return gap is not None and violates(relation, gap.sign())


def violates(relation: str, sign: int | None) -> bool:
    """Whether a difference of this sign contradicts the relation; an unknown sign does not."""
    if sign is None:
        return False
    return {"=": sign != 0, "!=": sign == 0, ">=": sign < 0, ">": sign <= 0}[relation]


def fails_exactly(relation: str, left: Expr, right: Expr) -> bool:
    """The same for exact numbers of any form, by enclosures of their difference."""
    if zoo in (left, right):
        return False
    if left.is_infinite or right.is_infinite:
        return left != right and violates(relation, 1 if left == oo or right == -oo else -1)
    return violates(relation, exact_sign(left - right))


def _finite(pmf: Pmf) -> Finite:
    return Finite([Integer(i) for i in range(len(pmf))], [rational(p) for p in pmf])
