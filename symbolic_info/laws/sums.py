"""Sums of independent variables that stay within a family."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import product
from typing import NamedTuple

from sympy import Add, Basic, Expr, S, sqrt

from symbolic_info.errors import UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.families.cauchy import StandardCauchy
from symbolic_info.laws.families.gamma import StandardGamma
from symbolic_info.laws.families.good import Geometric
from symbolic_info.laws.families.lattice import Binomial, NegativeBinomial, Poisson
from symbolic_info.laws.families.normal import StandardNormal
from symbolic_info.laws.families.piecewise import Trapezoidal, Triangular
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image, affine, negate
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.maps import Affine, Negate
from symbolic_info.laws.mass import listed


class Scaled(NamedTuple):
    """The law of sign scale Z + shift, for Z of ``base``, a sign 1 or -1 and a positive scale."""

    base: Law
    sign: int
    scale: Expr
    shift: Expr


def sum_of(*laws: Law) -> Law:
    """The law of the sum of independent variables of these laws.

    Normal, Cauchy, gamma laws of one scale, Poisson laws, binomial and negative binomial laws of one probability,
    and two uniform laws (a trapezoidal one).  Errors: `UnknownLawError` for other sums.

    >>> from symbolic_info.laws import Exponential, Normal, Uniform
    >>> from symbolic_info.laws.sums import sum_of
    >>> sum_of(Uniform(0, 1), Uniform(0, 1))
    Triangular(0, 2, 1)
    >>> sum_of(Exponential(3), Exponential(3)).source
    StandardGamma(2)
    """
    return reduce(_sum, laws)


def _sum(first: Law, second: Law) -> Law:
    lists = [listed(law) for law in (first, second)]
    if lists[0] is not None and lists[1] is not None:
        return _of_lists(lists[0], lists[1])
    facts = Facts((*first.conditions, *second.conditions))
    one, two = _scaled(first), _scaled(second)
    if isinstance(one.base, StandardBeta) and one.base == two.base == StandardBeta(S.One, S.One):
        return _of_uniforms(one, two, facts)
    rule = RULES.get(type(one.base))
    found = rule(one, two) if rule is not None and type(one.base) is type(two.base) else None
    if found is None:
        raise UnknownLawError(f"the law of the sum of independent variables of {first} and {second} has no known form")
    return affine(found, S.One, one.shift + two.shift)


def _scaled(law: Law) -> Scaled:
    model = law if isinstance(law, StandardCauchy) else as_model(law)
    if isinstance(model, Geometric):
        return Scaled(NegativeBinomial(S.One, model.args[0]), 1, S.One, S.One)
    if not isinstance(model, Image) or not isinstance(model.map, Affine | Negate):
        return Scaled(model, 1, S.One, S.Zero)
    base, sign, scale, shift = _scaled(model.source)
    if isinstance(model.map, Negate):
        return Scaled(base, -sign, scale, -shift)
    factor, offset = model.map.args
    return Scaled(base, sign, factor * scale, factor * shift + offset)


def _of_normals(one: Scaled, two: Scaled) -> Law:
    return affine(StandardNormal(), sqrt(one.scale**2 + two.scale**2))


def _of_cauchy(one: Scaled, two: Scaled) -> Law:
    return affine(StandardCauchy(), one.scale + two.scale)


def _added(build: Callable[[Law, Law], Law | None]) -> Callable[[Scaled, Scaled], Law | None]:
    """A rule for equal signs and scales, from the law of the sum of the two base variables."""

    def rule(one: Scaled, two: Scaled) -> Law | None:
        same = one.sign == two.sign and (one.scale - two.scale).expand() == 0
        found = build(one.base, two.base) if same else None
        return None if found is None else affine(found if one.sign > 0 else negate(found), one.scale)

    return rule


def _of_same_probability(p: Law, q: Law) -> Law | None:
    return type(p)(p.args[0] + q.args[0], p.args[1]) if p.args[1] == q.args[1] else None


def _of_uniforms(one: Scaled, two: Scaled, facts: Facts) -> Law:
    """Widths w >= v: rising over v, flat over w - v, falling over v."""
    lows = [s.shift if s.sign > 0 else s.shift - s.scale for s in (one, two)]
    low, high = Add(*lows), Add(*lows, one.scale, two.scale)
    gap = (one.scale - two.scale).expand()
    if gap == 0:
        return Triangular(low, high, (low + high) / 2)
    if facts.positive(gap) is None:
        raise UnknownLawError("which of two uniform laws is the wider one is not known")
    narrow = two.scale if facts.positive(gap) else one.scale
    return Trapezoidal(low, low + narrow, high - narrow, high)


def _of_lists(p: Finite, q: Finite) -> Finite:
    pmf: dict[Basic, Expr] = {}
    for (x, v), (y, w) in product(p.pmf.items(), q.pmf.items()):
        pmf[x + y] = pmf.get(x + y, S.Zero) + v * w
    return Finite(pmf, pmf.values())


RULES: dict[type[Law], Callable[[Scaled, Scaled], Law | None]] = {
    StandardNormal: _of_normals,
    StandardCauchy: _of_cauchy,
    StandardGamma: _added(lambda p, q: StandardGamma(p.args[0] + q.args[0])),
    Poisson: _added(lambda p, q: Poisson(p.args[0] + q.args[0])),
    Binomial: _added(_of_same_probability),
    NegativeBinomial: _added(_of_same_probability),
}
