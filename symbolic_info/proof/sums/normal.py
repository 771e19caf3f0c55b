"""A normal form for expressions in totals.

A summand is split into monomials: logarithms and powers over irreducible factors, exponentials over sums.
A total of a monomial that is a density, or can be summed over the points of one space, is simplified; all others
are taken to be independent.  What cancels is an identity for all laws and functions.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import permutations

from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Limit,
    Mul,
    PolynomialError,
    Pow,
    S,
    cancel,
    expand,
    factor,
    factor_list,
    log,
    nan,
    oo,
    together,
    zoo,
)

from symbolic_info.errors import ClaimError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract_channel import KernelAt, marginal_of
from symbolic_info.laws.totals import BASE, AtPoint, DensityAt, Disjoint, IndicatorAt, Total
from symbolic_info.proof.kernel.definitions import opened
from symbolic_info.proof.kernel.limits import limit_of
from symbolic_info.proof.kernel.logs import split_all
from symbolic_info.proof.kernel.points import both_occur, size_apart

GREATEST_POWER = 64


def normal(expr: Expr, facts: Facts, size: Expr | None = None) -> Expr:
    """``expr`` expanded in totals of monomials.

    >>> from symbolic_info import SquaredHellinger, Total, abstract, density
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.proof.sums.normal import normal
    >>> from sympy import sqrt
    >>> p, q = abstract("p q")
    >>> squares = Total((sqrt(density(p)) - sqrt(density(q)))**2)
    >>> normal(squares - 2 * SquaredHellinger(p, q), Facts())
    0
    """
    flat = _flat(_with_limits(opened(expr), facts), facts)
    return flat if size is None else expand(split_all(flat.xreplace({Total(S.One): size}), facts))


def _with_limits(expr: Expr, facts: Facts) -> Expr:
    def zero(value: Expr) -> bool:
        return bool(_flat(value, facts) == 0)

    try:
        return expr.replace(lambda e: isinstance(e, Limit), lambda e: limit_of(e, zero))
    except ValueError as error:
        raise ClaimError(str(error)) from error


def separated(form: Expr, pairs: Iterable[Disjoint], facts: Facts) -> Expr:
    """A normal form for disjoint laws: where one has its mass, the density of the other is 0."""
    for pair in pairs:
        for p, q in permutations(map(DensityAt, pair.args)):
            form = _flat(form.xreplace({t: _without(t, p, q) for t in form.atoms(Total)}), facts)
    if form.has(nan, oo, zoo):
        raise ClaimError("a divergence of disjoint laws is infinite" if pairs else "a measure of order oo is no sum")
    return form


def _without(total: Total, p: Expr, q: Expr) -> Expr:
    sizes = {size: size_apart(size.args[0], p, q) for size in total.atoms(Abs)}
    if any(size != put for size, put in sizes.items()):
        return total.xreplace(sizes)
    factors = Mul.make_args(total.args[0])
    if both_occur(factors, p, q):
        return S.Zero
    if p not in factors:
        return total
    return Total(Mul(*(f.xreplace({q: S.Zero}) if f.has(log) else f for f in factors)))


def is_zero(form: Expr, facts: Facts) -> bool:
    """Whether a normal form cancels, also after totals with one factor in common are put together."""
    if form == 0 or expand(together(form).as_numer_denom()[0]) == 0:
        return True
    joined = _joined(form)
    return joined is not None and _flat(joined, facts) == 0


@lru_cache(maxsize=4096)
def _flat(expr: Expr, facts: Facts) -> Expr:
    """Totals inside out, then everything multiplied out."""
    totals = [t for t in expr.atoms(Total) if not any(t != o and o.has(t) for o in expr.atoms(Total))]
    forms = {t: total_form(t.args[0], facts) for t in totals}
    return expand(_expandable(split_all(powers_split(expr.xreplace(forms)), facts)), log=False)


@lru_cache(maxsize=4096)
def total_form(summand: Expr, facts: Facts) -> Expr:
    """The total of a summand through totals of monomials."""
    flat = expand(_expandable(split_all(powers_split(_flat(summand, facts)), facts)))
    if places(summand) != {BASE} and any(places(term) != places(summand) for term in Add.make_args(flat) if term != 0):
        raise ClaimError(f"the sum of {summand} runs over a space on which some of its terms do not depend")
    return Add(*(_total_of_term(term) for term in Add.make_args(flat)))


def _expandable(expr: Expr) -> Expr:
    """``expr``; a power of a sum that would fill the memory when multiplied out is an error."""
    powers = (e for e in expr.atoms(Pow) if isinstance(e.base, Add) and e.exp.is_number)
    if any(abs(e.exp) > GREATEST_POWER for e in powers):
        raise ClaimError(f"a sum to a power above {GREATEST_POWER} is not multiplied out")
    return expr


def _total_of_term(term: Expr) -> Expr:
    factors = Mul.make_args(term)
    constant = Mul(*(f for f in factors if not places(f)))
    rest = [f for f in factors if places(f)]
    marks = {f for f in rest if isinstance(f, IndicatorAt)}
    if len(marks) > 1 or term == 0:
        return S.Zero
    return constant * _summed(rest)


def _summed(factors: list[Expr]) -> Expr:
    """One space after the other summed out, where only densities depend on it."""
    while True:
        step = next((s for s in _steps(factors) if s is not None), None)
        if step is None:
            return Total(Mul(*factors))
        factors = [f for f in Mul.make_args(Mul(*step)) if f != 1]
        if not factors:
            return S.One


def _steps(factors: list[Expr]) -> Iterable[list[Expr] | None]:
    for place in sorted({x for f in factors for x in places(f)}):
        touching = [f for f in factors if place in places(f)]
        others = [f for f in factors if f not in touching]
        if len(touching) == 1:
            yield others if _has_mass_one(touching[0], place) else None
        elif place == BASE and len(touching) == 2:
            p, kernel = sorted(touching, key=lambda f: isinstance(f, KernelAt))
            if isinstance(p, DensityAt) and isinstance(kernel, KernelAt):
                yield [*others, marginal_of(p, kernel)]


def _has_mass_one(factor: Expr, place: str) -> bool:
    if isinstance(factor, KernelAt):
        return bool(place == factor.args[0].output)
    return isinstance(factor, DensityAt | IndicatorAt)


@lru_cache(maxsize=8192)
def places(expr: Basic) -> frozenset[str]:
    """The spaces over whose points a value varies."""
    if isinstance(expr, Total):
        return frozenset()
    if isinstance(expr, AtPoint):
        return expr.places
    return frozenset[str]().union(*(places(a) for a in expr.args))


def powers_split(expr: Expr) -> Expr:
    """Powers and sizes of sums that depend on the point, over irreducible factors."""
    whole = expr.replace(lambda e: isinstance(e, Abs), lambda e: Abs(factor(e.args[0])))
    return whole.replace(_is_power_of_sum, _split_power)


def _is_power_of_sum(node: Basic) -> bool:
    return (
        isinstance(node, Pow) and not node.exp.is_Integer and node.base.has(AtPoint) and node.base.is_positive is True
    )


def _split_power(power: Expr) -> Expr:
    base, exponent = power.as_base_exp()
    numerator, denominator = together(base).as_numer_denom()
    try:
        parts = [(factor_list(numerator), 1), (factor_list(denominator), -1)]
    except PolynomialError:
        return power
    factors = [(number, sign) for (number, _), sign in parts]
    factors += [(f, sign * k) for (_, found), sign in parts for f, k in found]
    if not all(f.is_positive for f, _ in factors):
        return power
    return Mul(*(f ** (k * exponent) for f, k in factors))


def _joined(form: Expr) -> Expr | None:
    """The totals with the same cofactor as one total of a cancelled summand."""
    groups: dict[Expr, Expr] = {}
    densities = sorted(form.atoms(DensityAt), key=str)
    if len({places(t.args[0]) for t in form.atoms(Total)}) > 1:
        return None
    for term in Add.make_args(form):
        totals = [f for f in Mul.make_args(term) if isinstance(f, Total)]
        if len(totals) > 1 or not densities:
            return None
        cofactor, number = _cofactor(term, totals)
        groups[cofactor] = groups.get(cofactor, S.Zero) + number * (totals[0].args[0] if totals else densities[0])
    try:
        return Add(*(c * Total(cancel(f)) for c, f in groups.items()))
    except PolynomialError:
        return None


def _cofactor(term: Expr, totals: list[Expr]) -> tuple[Expr, Expr]:
    """What stands with a total: what has totals of its own apart from numbers and parameters."""
    rest = Mul.make_args(term / totals[0] if totals else term)
    return Mul(*(f for f in rest if f.has(Total))), Mul(*(f for f in rest if not f.has(Total)))
