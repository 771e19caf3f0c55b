"""Laws given piece by piece: mixtures of laws on adjoining or separate intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sympy import Add, Expr, Piecewise, S, Tuple, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.image import image
from symbolic_info.laws.law import Law
from symbolic_info.laws.maps import Map
from symbolic_info.laws.weights import check_weights, weight_conditions
from symbolic_info.rules.logarithm import split_log


class Spliced(Law):
    """The law that is p_i with probability w_i, for laws p_i in order on intervals without overlap.

    >>> from symbolic_info import entropy
    >>> from symbolic_info.laws import Exponential, Uniform
    >>> from symbolic_info.laws.image import affine
    >>> from symbolic_info.laws.spliced import spliced
    >>> entropy(spliced([Uniform(0, 1), affine(Exponential(1), 1, 1)]))
    1/2 + log(2)
    """

    @property
    def laws(self) -> tuple[Law, ...]:
        """The pieces."""
        return tuple(self.args[0])

    @property
    def weights(self) -> tuple[Expr, ...]:
        """Their probabilities."""
        return tuple(self.args[1])

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.laws[0].discrete

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        own = (*weight_conditions(self.weights), *(c for law in self.laws for c in law.conditions))
        ordered = (p.upper < q.lower if self.discrete else p.upper <= q.lower for p, q in pairwise(self.laws))
        return tuple(dict.fromkeys((*own, *(c for c in ordered if c != S.true))))

    @property
    def lower(self) -> Expr:
        return self.laws[0].lower

    @property
    def upper(self) -> Expr:
        return self.laws[-1].upper

    @property
    def kinks(self) -> tuple[Expr, ...]:
        points = [k for law in self.laws for k in (law.lower, *law.kinks, law.upper)]
        return tuple(k for k in dict.fromkeys(points) if not k.is_infinite)

    def gap(self, left: Law, right: Law) -> bool:
        """Whether there may be points without mass between neighbours."""
        return bool(self.facts.zero(right.lower - left.upper - S(int(self.discrete))) is not True)

    def blocks(self) -> list[tuple[Expr, Expr]]:
        """The ends of the intervals that make up the support, without those that adjoin for certain."""
        ends = [(self.laws[0].lower, self.laws[0].upper)]
        for left, right in pairwise(self.laws):
            start = right.lower if self.gap(left, right) else ends.pop()[0]
            ends.append((start, right.upper))
        return ends

    def log_density(self, x: Expr) -> Expr:
        branches: list[tuple[Any, Any]] = []
        for i, (weight, law) in enumerate(zip(self.weights, self.laws, strict=True)):
            if i and self.gap(self.laws[i - 1], law):
                branches.append((-oo, x < law.lower))
            value = split_log(weight, self.facts) + law.log_density(x)
            branches.append((value, x <= law.upper if i < len(self.laws) - 1 else S.true))
        return Piecewise(*branches)

    def image(self, outer: Map) -> Law | None:
        parts = [image(law, outer) for law in self.laws]
        pairs = list(zip(parts, self.weights, strict=True))
        return _made(pairs if outer.increasing else pairs[::-1])

    def _latex(self, printer: Any) -> str:
        return " + ".join(
            rf"\left({printer.doprint(w)}\right) {printer.doprint(law)}"
            for w, law in zip(self.weights, self.laws, strict=True)
        )


def spliced(laws: Sequence[Law], weights: Sequence[Expr] | None = None) -> Law:
    """The law that is ``laws[i]`` with probability ``weights[i]`` (equal ones unless given).

    The laws live on intervals without overlap, from left to right; pieces of weight 0 are left out.
    Errors: `NormalizationError` for weights that are negative or do not sum to 1.
    """
    pairs = zip(laws, check_weights(weights, len(laws)), strict=True)
    return _made([(law, w) for law, w in pairs if w != 0])


def _made(pairs: Sequence[tuple[Law, Expr]]) -> Law:
    if len(pairs) == 1:
        return pairs[0][0]
    return Spliced(Tuple(*(law for law, _ in pairs)), Tuple(*(w for _, w in pairs)))


def spliced_mixture(laws: Sequence[Law], weights: Sequence[Expr]) -> Law | None:
    """A mixture as a spliced law where the pieces do not overlap, or are uniform on intervals."""
    if any(isinstance(law, Abstract) or law.dimension != 1 for law in laws) or len(laws) < 2:
        return None
    facts = Facts(c for law in laws for c in law.conditions)
    pairs = list(zip(laws, weights, strict=True))
    ordered = in_order([law.lower for law in laws], facts)
    if ordered is None:
        return None
    pairs.sort(key=lambda pair: ordered.index(pair[0].lower))
    gaps = [q.lower - p.upper for (p, _), (q, _) in pairwise(pairs)]
    apart = facts.positive if laws[0].discrete else facts.nonnegative
    if all(apart(gap) for gap in gaps):
        return _made(pairs)
    return _refined(pairs, facts) if all(hasattr(law, "restricted") for law in laws) else None


def _refined(pairs: Sequence[tuple[Any, Expr]], facts: Facts) -> Law | None:
    """Uniform laws cut at all their ends: on each cell the density of the mixture is constant."""
    points = in_order([end for law, _ in pairs for end in (law.lower, law.upper)], facts)
    if points is None:
        return None
    cells = []
    for low, high in pairwise(points):
        inside = [(law.restricted(low, high), w) for law, w in pairs if covers(law.lower, law.upper, low, high, facts)]
        if inside:
            cells.append((inside[0][0][1], Add(*(w * probability for (probability, _), w in inside))))
    return _made(cells)


def covers(lower: Expr, upper: Expr, low: Expr, high: Expr, facts: Facts) -> bool:
    """Whether (low, high) lies in (lower, upper) for certain."""
    pairs = ((lower, low), (high, upper))
    return all(a == b or a == -oo or b == oo or facts.nonnegative(b - a) for a, b in pairs)


def in_order(points: Iterable[Expr], facts: Facts) -> list[Expr] | None:
    """The distinct points from left to right; None where their order is not known."""
    ordered: list[Expr] = []
    for point in dict.fromkeys(points):
        later = [_at_most(point, other, facts) for other in ordered]
        if None in later:
            return None
        ordered.insert(later.index(True) if True in later else len(ordered), point)
    return ordered


def _at_most(a: Expr, b: Expr, facts: Facts) -> bool | None:
    if a.is_infinite or b.is_infinite:
        return bool(a == -oo or b == oo)
    return facts.nonnegative(b - a)
