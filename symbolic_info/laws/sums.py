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
from symbolic_info.laws.families.beta_prime import StandardBetaPrime
from symbolic_info.laws.families.cauchy import StandardCauchy
from symbolic_info.laws.families.counts import DiscreteLaplace, Skellam
from symbolic_info.laws.families.gamma import StandardGamma
from symbolic_info.laws.families.good import Geometric
from symbolic_info.laws.families.lattice import Binomial, NegativeBinomial, Poisson
from symbolic_info.laws.families.normal import StandardNormal
from symbolic_info.laws.families.piecewise import AsymmetricLaplace, Trapezoidal, Triangular
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image, Symmetric, affine, image, logarithm, negate
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.maps import Affine, Logarithm, Negate
from symbolic_info.laws.mass import listed


class Scaled(NamedTuple):
    """The law of sign scale Z + shift, for Z of ``base``, a sign 1 or -1 and a positive scale."""

    base: Law
    sign: int
    scale: Expr
    shift: Expr


def sum_of(*laws: Law) -> Law:
    """The law of the sum of independent variables of these laws.

    Normal, Cauchy, gamma laws of one scale, exponential laws, Poisson laws, binomial and negative binomial laws of
    one probability, and two uniform laws (a trapezoidal one); a variable may enter with a minus: differences of
    exponential, Gumbel, Poisson and geometric laws are Laplace, logistic, Skellam and discrete Laplace laws.
    Errors: `UnknownLawError` for other sums.

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
    rule = RULES.get(type(one.base))
    found = rule(one, two, facts) if rule is not None and type(one.base) is type(two.base) else None
    if found is None:
        raise UnknownLawError(f"the law of the sum of independent variables of {first} and {second} has no known form")
    return affine(found, S.One, one.shift + two.shift)


def _scaled(law: Law) -> Scaled:
    model = law if isinstance(law, StandardCauchy) else as_model(law)
    if isinstance(model, Geometric):
        return Scaled(NegativeBinomial(S.One, model.args[0]), 1, S.One, S.One)
    if isinstance(model, Image) and not isinstance(model.map, Affine | Negate):
        merged = image(as_model(model.source), model.map)
        return _logarithm_of(merged) if merged == model else _scaled(merged)
    if not isinstance(model, Image):
        return Scaled(model, 1, S.One, S.Zero)
    base, sign, scale, shift = _scaled(model.source)
    if isinstance(model.map, Negate):
        return Scaled(base, -sign, scale, -shift)
    factor, offset = model.map.args
    return Scaled(base, sign, factor * scale, factor * shift + offset)


def _logarithm_of(model: Image) -> Scaled:
    """-a log(U**(1/a)) is a standard exponential variable for U uniform."""
    source = model.source
    if isinstance(model.map, Logarithm) and isinstance(source, StandardBeta) and source.args[1] == 1:
        return Scaled(StandardGamma(S.One), -1, 1 / source.args[0], S.Zero)
    return Scaled(model, 1, S.One, S.Zero)


def _of_normals(one: Scaled, two: Scaled, facts: Facts) -> Law:
    return affine(StandardNormal(), sqrt(one.scale**2 + two.scale**2))


def _of_cauchy(one: Scaled, two: Scaled, facts: Facts) -> Law:
    return affine(StandardCauchy(), one.scale + two.scale)


def _added(build: Callable[[Law, Law], Law | None]) -> Callable[[Scaled, Scaled, Facts], Law | None]:
    """A rule for equal signs and scales, from the law of the sum of the two base variables."""

    def rule(one: Scaled, two: Scaled, facts: Facts) -> Law | None:
        same = one.sign == two.sign and (one.scale - two.scale).expand() == 0
        found = build(one.base, two.base) if same else None
        return None if found is None else affine(found if one.sign > 0 else negate(found), one.scale)

    return rule


def _of_gammas(one: Scaled, two: Scaled, facts: Facts) -> Law | None:
    """Gamma laws of one scale, differences of exponential laws, and their sums -log(B)/(r - s) for rates r > s."""
    added = _added(lambda p, q: StandardGamma(p.args[0] + q.args[0]))(one, two, facts)
    if added is not None or not one.base.args == two.base.args == (1,):
        return added
    if one.sign != two.sign:
        up, down = (one.scale, two.scale) if one.sign > 0 else (two.scale, one.scale)
        return _difference_of_exponentials(up, down)
    rates = 1 / one.scale, 1 / two.scale
    gap = rates[0] - rates[1]
    if facts.positive(gap) is None:
        raise UnknownLawError("which of two exponential laws has the larger rate is not known")
    (slow, apart) = (rates[1], gap) if facts.positive(gap) else (rates[0], -gap)
    total = affine(negate(logarithm(StandardBeta(slow / apart, S(2)))), 1 / apart)
    return total if one.sign > 0 else negate(total)


def _difference_of_exponentials(up: Expr, down: Expr) -> Law:
    if (up - down).expand() == 0:
        return affine(Symmetric(StandardGamma(S.One)), up)
    return AsymmetricLaplace(S.Zero, 1 / sqrt(up * down), sqrt(down / up))


def _of_logarithms(one: Scaled, two: Scaled, facts: Facts) -> Law | None:
    """The difference of logarithms of gamma variables; for Gumbel laws it is logistic."""
    maps, sources = ([s.base.args[i] for s in (one, two)] for i in (0, 1))
    gammas = all(isinstance(m, Logarithm) for m in maps) and all(isinstance(z, StandardGamma) for z in sources)
    if not gammas or one.sign == two.sign or (one.scale - two.scale).expand() != 0:
        return None
    up, down = sources if one.sign > 0 else sources[::-1]
    return affine(logarithm(StandardBetaPrime(up.args[0], down.args[0])), one.scale)


def _of_counts(
    added: Callable[[Law, Law], Law | None], subtracted: Callable[[Law, Law], Law | None]
) -> Callable[[Scaled, Scaled, Facts], Law | None]:
    """A rule for laws on the integers, whose differences are laws on them too."""

    def rule(one: Scaled, two: Scaled, facts: Facts) -> Law | None:
        if one.sign == two.sign or one.scale != two.scale:
            return _added(added)(one, two, facts)
        up, down = (one, two) if one.sign > 0 else (two, one)
        found = subtracted(up.base, down.base)
        return None if found is None else affine(found, one.scale)

    return rule


def _two_sided(p: Law, q: Law) -> Law | None:
    return DiscreteLaplace(1 - p.args[1]) if p.args == q.args and p.args[0] == 1 else None


def _of_same_probability(p: Law, q: Law) -> Law | None:
    return type(p)(p.args[0] + q.args[0], p.args[1]) if p.args[1] == q.args[1] else None


def _of_uniforms(one: Scaled, two: Scaled, facts: Facts) -> Law | None:
    """Widths w >= v: rising over v, flat over w - v, falling over v."""
    if not one.base.args == two.base.args == (1, 1):
        return None
    lows = [S.Zero if s.sign > 0 else -s.scale for s in (one, two)]
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


RULES: dict[type[Law], Callable[[Scaled, Scaled, Facts], Law | None]] = {
    StandardNormal: _of_normals,
    StandardCauchy: _of_cauchy,
    StandardGamma: _of_gammas,
    StandardBeta: _of_uniforms,
    Image: _of_logarithms,
    Poisson: _of_counts(lambda p, q: Poisson(p.args[0] + q.args[0]), lambda p, q: Skellam(p.args[0], q.args[0])),
    Binomial: _added(_of_same_probability),
    NegativeBinomial: _of_counts(_of_same_probability, _two_sided),
}
