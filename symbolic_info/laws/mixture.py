"""Mixtures of laws with given weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sympy import Add, And, Expr, Max, Min, Mul, Piecewise, S, Symbol, Tuple, exp, factor_terms, log, oo, powsimp
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import SpaceError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.points import points
from symbolic_info.laws.spliced import covers, in_order, spliced_mixture
from symbolic_info.laws.totals import mixed_density, volume
from symbolic_info.laws.weights import check_weights, weight_conditions
from symbolic_info.rules.factored import factored
from symbolic_info.rules.logarithm import linear_terms, split_log, split_logs


class Mixture(Law):
    """The law with density sum w_i p_i."""

    @property
    def laws(self) -> tuple[Law, ...]:
        return tuple(self.args[0])

    @property
    def weights(self) -> tuple[Expr, ...]:
        return tuple(self.args[1])

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return (*weight_conditions(self.weights), *(c for law in self.laws for c in law.conditions))

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.laws[0].discrete

    @property
    def dimension(self) -> Expr:
        return self.laws[0].dimension

    @property
    def place(self) -> str:  # type: ignore[override]
        return self.laws[0].place

    @property
    def lower(self) -> Expr:
        return Min(*(law.lower for law in self.laws))

    @property
    def upper(self) -> Expr:
        return Max(*(law.upper for law in self.laws))

    @property
    def kinks(self) -> tuple[Expr, ...]:
        points = [k for law in self.laws for k in (law.lower, *law.kinks, law.upper)]
        return tuple(k for k in dict.fromkeys(points) if not k.is_infinite)

    def log_density(self, x: Expr) -> Expr:
        common = self._with_common_factor(x)
        return common if common is not None else self._log_of_sum(x)

    def _with_common_factor(self, x: Expr) -> Expr | None:
        """log p_0 + log(sum w_i p_i/p_0), where the ratios are powers or decreasing exponentials."""
        if len({(law.lower, law.upper) for law in self.laws}) > 1 or not isinstance(x, Symbol):
            return None
        logs = [split_logs(law.log_density(x), self.facts) for law in self.laws]
        for first in logs:
            gaps = [linear_terms((other - first).expand(), x) for other in logs]
            if all(_is_ratio(gap, x, self.facts) for gap in gaps):
                ratios = [exp(gap.pop(S.One, S.Zero)) * Mul(*(_power(f, c) for f, c in gap.items())) for gap in gaps]
                total = powsimp(Add(*(w * r for w, r in zip(self.weights, ratios, strict=True))))
                return first + split_log(factor_terms(total) if total.has(exp) else factored(total), self.facts)
        return None

    def _log_of_sum(self, x: Expr) -> Expr:
        step = S(int(self.discrete))
        cuts = in_order([c for law in self.laws for c in (law.lower, law.upper + step)], self.facts)
        if cuts is None:
            return log(Add(*(_cut_off(term, law, x) for term, law in self._terms(x))))
        branches = []
        for low, high in pairwise(cuts):
            inside = [t for t, p in self._terms(x) if covers(p.lower, p.upper + step, low, high, self.facts)]
            branches.append((log(Add(*inside)) if inside else -oo, x < high if high != cuts[-1] else S.true))
        return Piecewise(*branches)

    def _terms(self, x: Expr) -> Iterable[tuple[Expr, Law]]:
        return ((w * exp(law.log_density(x)), law) for w, law in self._parts())

    def _latex(self, printer: Any) -> str:
        return " + ".join(rf"{_factor(w, printer)} \, {printer.doprint(law)}" for w, law in self._parts())

    def _sympystr(self, printer: Any) -> str:
        return "(" + " + ".join(f"{_factor(w, printer)}*{printer.doprint(law)}" for w, law in self._parts()) + ")"

    def _parts(self) -> Iterable[tuple[Expr, Law]]:
        return zip(self.weights, self.laws, strict=True)


def _is_ratio(gap: dict[Expr, Expr], x: Symbol, facts: Facts) -> bool:
    """Whether a difference of log-densities is a positive multiple of one logarithm, or falls linearly."""
    moving = {f: c for f, c in gap.items() if f != 1}
    if len(moving) > 1:
        return False
    return all(facts.positive(c) if isinstance(f, log) else f == x and facts.negative(c) for f, c in moving.items())


def _power(feature: Expr, exponent: Expr) -> Expr:
    return feature.args[0] ** exponent if isinstance(feature, log) else exp(exponent * feature)


def _cut_off(density: Expr, law: Law, x: Expr) -> Expr:
    """The density of one part, 0 outside its own support."""
    return Piecewise((density, And(x >= law.lower, x <= law.upper)), (S.Zero, True))


def _factor(weight: Expr, printer: Any) -> str:
    """A weight in front of a law, in brackets where it is a sum."""
    shown = str(printer.doprint(weight))
    return f"({shown})" if weight.is_Add else shown


class AbstractMixture(Mixture, Abstract):
    """A mixture of abstract laws, of which nothing is known but the axioms either."""

    @property
    def name(self) -> str:
        return str(self)

    @property
    def size(self) -> Expr | None:
        return next((law.size for law in self.laws if law.size is not None), None)

    @property
    def at_point(self) -> Expr:
        return mixed_density(self._parts())

    @property
    def volume(self) -> Expr:
        """That of the space of the parts."""
        return volume(self.laws[0])

    @property
    def free_symbols(self) -> set[Symbol]:
        return {s for w in self.weights for s in w.free_symbols}.union(*(law.free_symbols for law in self.laws))


def mixture(laws: Sequence[Law], weights: Sequence[Expr] | None = None) -> Law:
    """The mixture of ``laws`` with ``weights`` (equal ones unless given).

    Finite laws mix to a finite law; laws on intervals that do not overlap, and uniform laws, to a `Spliced` one.
    A list of integers beside other discrete laws is taken point by point.

    >>> from sympy import Rational
    >>> from symbolic_info.laws import Finite
    >>> from symbolic_info.laws.mixture import mixture
    >>> mixture([Finite((0,), (1,)), Finite((1,), (1,))])
    {0: 1/2, 1: 1/2}
    """
    weights = check_weights(weights, len(laws))
    _check_kinds(laws)
    if len(set(laws)) == 1 and not isinstance(laws[0], Abstract):
        return laws[0]
    lists = [model for law in laws if isinstance(model := as_model(law), Finite)]
    if len(lists) == len(laws):
        outcomes = list(dict.fromkeys(x for law in lists for x in law.pmf))
        mixed = [Add(*(w * law.probability(x) for w, law in zip(weights, lists, strict=True))) for x in outcomes]
        return Finite(outcomes, mixed)
    if lists:
        laws, weights = _with_points(laws, weights)
    joined = spliced_mixture(laws, weights)
    if joined is not None:
        return joined
    kind = AbstractMixture if all(isinstance(law, Abstract) for law in laws) else Mixture
    return kind(Tuple(*laws), Tuple(*weights))


def _check_kinds(laws: Sequence[Law]) -> None:
    """A mixture of a discrete law and a continuous one has neither a mass function nor a density."""
    if not all(isinstance(law, Law) for law in laws):
        raise UnknownLawError(f"a mixture is made of laws and weights, not of {laws}")
    if len({law.discrete for law in laws if not isinstance(law, Abstract)}) > 1:
        raise SpaceError(f"a discrete law and a continuous one have no common density: {', '.join(map(str, laws))}")


def _with_points(laws: Sequence[Law], weights: Sequence[Expr]) -> tuple[list[Law], list[Expr]]:
    """Each list of integers as laws of a single point, which are intervals of the lattice as others are."""
    parts: list[tuple[Expr, Law]] = []
    for weight, law in zip(weights, laws, strict=True):
        found = points(law)
        parts += [(weight, law)] if found is None else [(weight * p, point) for p, point in found]
    return [law for _, law in parts], [w for w, _ in parts]
