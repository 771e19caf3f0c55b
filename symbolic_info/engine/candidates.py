"""Families whose support is a given one and whose statistics are given functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sympy import Dummy, Expr, S, Set, Symbol, Wild
from sympy.sets.sets import Interval

from symbolic_info.budget import Budget
from symbolic_info.engine.exponential import ExponentialFamily, exponential_family
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.facts import lift
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law, Parametric, as_model
from symbolic_info.rules.logarithm import linear_terms, split_logs

Means = Mapping[Expr, Expr]
Table = dict[Expr, Expr]
Places = tuple[dict[Symbol, Expr], Expr]


@dataclass(frozen=True)
class Candidate:
    """A family in the variable z, where x is ``place``, and the constrained functions in terms of its statistics."""

    family: ExponentialFamily
    place: Expr
    z: Symbol
    features: Mapping[Expr, Table]


def candidates(means: Means, x: Symbol, support: Set, budget: Budget) -> Iterator[Candidate]:
    """Families that have the constrained functions among their statistics, small ones first.

    Those that live on the support come before those that are moved or stretched there.
    """
    names = sorted(Parametric.registry, key=lambda n: len(Parametric.registry[n].parameters))
    patterns = [p for p in map(_pattern, names) if p is not None and p.discrete != isinstance(support, Interval)]
    for places in (_in_place, _moved):
        for pattern in patterns:
            budget.check()
            z = pattern.variable
            for known, place in places(pattern, support, z):
                found = _candidate(pattern, known, place, z, {f: f.subs(x, place) for f in means})
                if found is not None:
                    yield found


def _candidate(pattern: Law, known: Table, place: Expr, z: Symbol, functions: Means) -> Candidate | None:
    facts = pattern.facts
    features = {f: linear_terms(split_logs(g, facts).expand(), z) for f, g in functions.items()}
    wanted = {g for table in features.values() for g in table if g != 1}
    fixed = _matched(pattern, wanted, z)
    family = None if fixed is None else _family(pattern, frozenset((known | fixed).items()))
    if family is None or family.log_carrier(z).has(z) or not wanted <= {t(z) for t in family.statistics}:
        return None
    return Candidate(family, place, z, features)


@lru_cache(maxsize=200)
def _pattern(name: str) -> Law | None:
    """The family with a symbol for each parameter that has no default."""
    cls = Parametric.registry[name]
    try:
        law = cls(*(Dummy(p) for p in cls.parameters if p not in cls.defaults))
        if law.dimension != 1 or isinstance(as_model(law), Finite):
            return None
        lifted = law.xreplace(lift(law.conditions, law.free_symbols))
    except (SymbolicInfoError, TypeError, AttributeError, NotImplementedError):
        return None
    own: Law = lifted.xreplace({s: Dummy(s.name, **s.assumptions0) for s in lifted.free_symbols})
    return own


@lru_cache(maxsize=400)
def _family(pattern: Law, known: frozenset[tuple[Symbol, Expr]]) -> ExponentialFamily | None:
    try:
        return exponential_family(pattern.xreplace(dict(known)))
    except SymbolicInfoError:
        return None


def _in_place(law: Law, support: Set, z: Symbol) -> Iterator[Places]:
    """The law on the support itself, its end points as parameters where they are."""
    ends, wanted = (law.lower, law.upper), (support.inf, support.sup)
    known = {e: w for e, w in zip(ends, wanted, strict=True) if isinstance(e, Symbol) and w.is_finite is not False}
    if tuple(known.get(e, e) for e in ends) == wanted:
        yield known, z


def _moved(law: Law, support: Set, z: Symbol) -> Iterator[Places]:
    """The law laid over the support by an affine map."""
    ends, wanted = (law.lower, law.upper), (support.inf, support.sup)
    if ends != wanted and not any(isinstance(e, Symbol) for e in ends):
        yield from (({}, place) for place in _affine(ends, wanted, z, law.discrete))


def _affine(ends: tuple[Expr, Expr], wanted: tuple[Expr, Expr], z: Symbol, discrete: bool) -> Iterator[Expr]:
    (lower, upper), (first, last) = ends, wanted
    if lower.is_finite and upper == S.Infinity:
        if first.is_finite is not False and last == S.Infinity:
            yield z + (first - lower)
        if first == S.NegativeInfinity and last.is_finite is not False:
            yield -z + (last + lower)
    elif (
        lower.is_finite and upper.is_finite and not discrete and S.Infinity not in wanted and -S.Infinity not in wanted
    ):
        yield first + (z - lower) * (last - first) / (upper - lower)


def _matched(law: Law, wanted: Iterable[Expr], z: Symbol) -> dict[Symbol, Expr] | None:
    """Values of parameters inside the features of the law that make them the wanted functions; None if none do."""
    features = [g for g in linear_terms(split_logs(law.log_density(z), law.facts).expand(), z) if g != 1]
    fixed: dict[Symbol, Expr] = {}
    for g in wanted:
        found = next((m for f in features if (m := _match(g, f.xreplace(fixed), z)) is not None), None)
        if found is None:
            return None
        fixed |= found
    return fixed


def _match(g: Expr, feature: Expr, z: Symbol) -> dict[Symbol, Expr] | None:
    if g == feature:
        return {}
    marks = {s: Wild(s.name, exclude=[z]) for s in feature.free_symbols - {z} if isinstance(s, Dummy)}
    found = g.match(feature.xreplace(marks)) if marks else None
    return None if found is None or set(found) != set(marks.values()) else {s: found[w] for s, w in marks.items()}
