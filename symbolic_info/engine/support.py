"""Where one law lives relative to another; decided before anything is integrated."""

from __future__ import annotations

from sympy import Abs, And, Dummy, Expr, Ge, Max, Min, Or, S, exp, oo, simplify, sqrt
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import NoDensityError, SpaceError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import COUNTING, DENSITY, Abstract
from symbolic_info.laws.density import Density
from symbolic_info.laws.families.cauchy import Cauchy, StandardCauchy
from symbolic_info.laws.families.gamma import HalfNormal
from symbolic_info.laws.families.normal import StandardNormal
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image, Symmetric, affine
from symbolic_info.laws.law import BaseLaw, Family, Law, as_model
from symbolic_info.laws.maps import Affine, Negate
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.spliced import Spliced
from symbolic_info.laws.truncated import Truncated


def check_spaces(laws: tuple[Law, ...]) -> None:
    """Raise SpaceError where laws cannot be compared."""
    concrete = [law for law in laws if not isinstance(law, Abstract)]
    if concrete and not all(_of_one_kind(p, q) for p in laws if isinstance(p, Abstract) for q in concrete):
        raise SpaceError("an abstract law and a concrete one cannot be compared")
    if len({law.place for law in laws}) > 1 and not concrete:
        raise SpaceError(f"laws on different spaces: {', '.join(f'{law} on {law.place}' for law in laws)}")
    if len({law.discrete for law in concrete}) > 1:
        raise SpaceError(
            "a discrete law and a continuous one have no common reference measure; "
            f"cannot compare {', '.join(map(str, laws))}"
        )
    if len({(law.place, law.dimension) for law in concrete}) > 1:
        spaces = (f"{law.place} (dimension {law.dimension})" for law in concrete)
        raise SpaceError(f"laws on different spaces: {', '.join(spaces)}")


def _of_one_kind(p: Abstract, q: Law) -> bool:
    """Whether an abstract law is said to be of numbers with a density, or countable, as ``q`` is."""
    return q.dimension == 1 and p.space in (DENSITY, COUNTING) and p.discrete == q.discrete


def on_integers(law: Law) -> bool:
    """Whether a discrete law is known to live on the integers: images may move the lattice."""
    if isinstance(law, Mixture | Spliced):
        return all(on_integers(part) for part in law.laws)
    if isinstance(law, Truncated):
        return on_integers(law.source)
    if isinstance(law, Finite):
        return all(isinstance(x, Expr) and x.is_integer for x in law.pmf)
    if not isinstance(law, Image):
        return True
    map_ = law.map
    kept = isinstance(map_, Negate) or (isinstance(map_, Affine) and map_.args[0] == 1 and map_.args[1].is_integer)
    return bool(kept and on_integers(law.source))


def is_interval(law: Law) -> bool:
    """Whether the law has one density from end to end, on numbers or on all integers there."""
    model = as_model(law)
    if isinstance(model, Spliced):
        return not law.discrete and len(model.blocks()) == 1
    return isinstance(model, BaseLaw | Image | Symmetric | Density | Family) and (not law.discrete or on_integers(law))


def at_most(a: Expr, b: Expr, facts: Facts) -> Boolean:
    """``a <= b`` for end points, reduced by what is known."""
    if a == b or a == -oo or b == oo:
        return S.true
    if a == oo or b == -oo:
        return S.false
    return facts.reduce(Ge(b, a))


def contained(p: Law, q: Law, facts: Facts) -> Boolean:
    """The condition under which the support of ``p`` lies in that of ``q`` (null sets aside)."""
    if isinstance(p, Mixture | Spliced):
        return And(*(contained(part, q, facts) for part in p.laws))
    _refuse_lists(p, q)
    if isinstance(q, Spliced):
        return Or(*(And(at_most(a, p.lower, facts), at_most(p.upper, b, facts)) for a, b in q.blocks()))
    return And(at_most(q.lower, p.lower, facts), at_most(p.upper, q.upper, facts))


def disjoint(p: Law, q: Law, facts: Facts) -> Boolean:
    """The condition under which the supports meet at most in a null set."""
    _refuse_lists(p, q)
    if isinstance(p, Spliced):
        return And(*(disjoint(part, q, facts) for part in p.laws))
    if isinstance(q, Spliced):
        return disjoint(q, p, facts)
    if p.discrete:
        return Or(_below(p.upper, q.lower, facts), _below(q.upper, p.lower, facts))
    return Or(at_most(p.upper, q.lower, facts), at_most(q.upper, p.lower, facts))


def _refuse_lists(*laws: Law) -> None:
    """A list of outcomes is no interval."""
    if any(isinstance(as_model(law), Finite) for law in laws):
        raise NoDensityError(f"the outcomes of {laws[0]} and {laws[1]} are not compared as intervals")


def _below(a: Expr, b: Expr, facts: Facts) -> Boolean:
    if a == oo or b == -oo:
        return S.false
    return facts.reduce(b - a > 0)


def unmapped(p: Law, q: Law) -> tuple[Law, Law] | None:
    """The sources of two images under one map."""
    p, q = as_model(p), as_model(q)
    if isinstance(p, Image) and isinstance(q, Image) and p.map == q.map:
        return p.source, q.source
    return None


def halves(p: Law, q: Law) -> tuple[Law, Law] | None:
    """The laws of the distances from a common centre of symmetry, which say all about the pair."""
    first, second = _about_centre(p), _about_centre(q)
    if first is None or second is None or first[0] != second[0]:
        return None
    return first[1], second[1]


def _about_centre(law: Law) -> tuple[Expr, Law] | None:
    """The centre m of a symmetric law, and the law of |X - m|."""
    law = as_model(law)
    if isinstance(law, Image) and isinstance(law.map, Affine):
        inner = _about_centre(law.source)
        return None if inner is None or inner[0] != 0 else (law.map.args[1], affine(inner[1], law.map.args[0]))
    if isinstance(law, StandardNormal):
        return S.Zero, HalfNormal(S.One).model()
    return (S.Zero, law.source) if isinstance(law, Symmetric) else None


def cauchy_of_one_scale(p: Law, q: Law) -> tuple[Law, Law] | None:
    """Two Cauchy laws, carried by a map of the projective line to two of scale 1.

    Source: McCullagh 1996, Ann. Statist. 24, 787-808 (Möbius transformation and Cauchy parameter estimation).
    """
    (first, s, m), (second, t, n) = _as_moved(p), _as_moved(q)
    if not (isinstance(first, StandardCauchy) and isinstance(second, StandardCauchy)) or s == t:
        return None
    return Cauchy(0, 1), Cauchy(sqrt(((m - n) ** 2 + (s - t) ** 2) / (s * t)), 1)


def distance_moved(p: Law, q: Law) -> tuple[Law, Expr] | None:
    """A symmetric law Z, and the distance of m and n over s, for the laws of s Z + m and s Z + n."""
    (source, scale, first), (other, same, second) = _as_moved(p), _as_moved(q)
    return (source, Abs(first - second) / scale) if (source, scale) == (other, same) and _is_even(source) else None


def _as_moved(law: Law) -> tuple[Law, Expr, Expr]:
    """Z, s and m of a law of s Z + m."""
    law = as_model(law)
    return (
        (law.source, *law.map.args) if isinstance(law, Image) and isinstance(law.map, Affine) else (law, S.One, S.Zero)
    )


def _is_even(law: Law) -> bool:
    """Whether a law on the line is known to be that of -X too."""
    if law.lower != -oo or law.upper != oo:
        return False
    x = Dummy("x", real=True)
    return isinstance(as_model(law), Symmetric) or bool(
        simplify(exp(law.log_density(x) - law.log_density(-x)).expand()) == 1
    )


def overlap(p: Law, q: Law, facts: Facts) -> Expr:
    """The length, or the number of integers, that two intervals share."""
    gap = S.One if p.discrete else S.Zero
    return greatest(least(p.upper, q.upper, facts) - greatest(p.lower, q.lower, facts) + gap, S.Zero, facts)


def least(a: Expr, b: Expr, facts: Facts) -> Expr:
    """The smaller of two, by what is known."""
    return a if facts.nonnegative(b - a) else b if facts.nonnegative(a - b) else Min(a, b)


def greatest(a: Expr, b: Expr, facts: Facts) -> Expr:
    """The larger of two, by what is known."""
    return b if facts.nonnegative(b - a) else a if facts.nonnegative(a - b) else Max(a, b)
