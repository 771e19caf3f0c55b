"""Laws conditional on an interval."""

from __future__ import annotations

from typing import Any

from sympy import Basic, Dummy, Expr, Function, Pow, S, ceiling, collect, factor, floor, log, preorder_traversal
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws.image import Image, image
from symbolic_info.laws.law import Law, check_conditions, exact
from symbolic_info.laws.maps import Map
from symbolic_info.laws.probability import probability_between


class Truncated(Law):
    """The law of X given that ``low <= X <= high``, for ends inside the support of X."""

    @property
    def source(self) -> Law:
        inner: Law = self.args[0]
        return inner

    @property
    def lower(self) -> Expr:
        return self.args[1]

    @property
    def upper(self) -> Expr:
        return self.args[2]

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.source.discrete

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return (*self.source.conditions, *_order(self.source, self.lower, self.upper))

    @property
    def kinks(self) -> tuple[Expr, ...]:
        return self.source.kinks

    @property
    def mass(self) -> Expr:
        """P(low <= X <= high)."""
        found = probability_between(self.source, self.lower, self.upper, self.facts)
        if found is None:
            raise UnknownLawError(f"the distribution function of {self.source} has no known form")
        return found

    def log_density(self, x: Expr) -> Expr:
        return self.source.log_density(x) - log(self.mass)

    def image(self, outer: Map) -> Law | None:
        if self.discrete:
            return None
        if not outer.is_monotone_on(self.source.lower, self.source.upper, self.facts):
            return None
        ends = [outer.end(e, self.facts) for e in (self.lower, self.upper)]
        return Truncated(image(self.source, outer), *(ends if outer.increasing else reversed(ends)))


def truncated(law: Law, low: Any = None, high: Any = None) -> Law:
    """The law of X given that ``low <= X <= high``; an end that is left out or infinite does not cut.

    Errors: `ParameterError` where nothing is left, `UnknownLawError` where the probability of the interval has no
    closed form.

    >>> from sympy import oo
    >>> from symbolic_info import entropy
    >>> from symbolic_info.laws import Exponential, Uniform, truncated
    >>> truncated(Uniform(0, 3), 1, 2)
    Uniform(1, 2)
    >>> entropy(truncated(Exponential(1), 5))
    1
    """
    if low == S.Infinity or high == S.NegativeInfinity:
        raise ParameterError(f"{law} has no mass between {low} and {high}")
    ends = [_end(low, law.lower, law, True), _end(high, law.upper, law, False)]
    if law.discrete:
        if isinstance(law, Image):
            return _of_image(law, *ends)
        ends = _rounded(law, *ends)
    if ends == [law.lower, law.upper]:
        return law
    if S.false in _order(law, *ends):
        raise ParameterError(f"{law} has no mass between {ends[0]} and {ends[1]}")
    restricted = getattr(law, "restricted", None)
    if restricted is not None:
        part: Law = restricted(*ends)[1]
        return part
    made = Truncated(law.source if isinstance(law, Truncated) else law, *ends)
    check_conditions(made)
    made.mass  # noqa: B018  (an interval of no known probability is refused here)
    return made


def _end(given: Any, own: Expr, law: Law, is_lower: bool) -> Expr:
    """The tighter of an end and that of the support; the given one where that is not known."""
    if given is None or given in (S.Infinity, S.NegativeInfinity):
        return own
    end = exact(given, "the end of a truncated law")
    if end.is_extended_real is False:
        raise ParameterError(f"the end of a truncated law is {end}; give a real number")
    outside = law.facts.nonnegative(own - end if is_lower else end - own)
    return own if outside else end


def _of_image(law: Image, low: Expr, high: Expr) -> Law:
    """The image of a lattice, cut where its points are whole numbers."""
    ends = [None if e == own else law.point(e) for e, own in ((low, law.lower), (high, law.upper))]
    return image(truncated(law.source, *(ends if law.map.increasing else reversed(ends))), law.map)


def _rounded(law: Law, low: Expr, high: Expr) -> list[Expr]:
    """The ends moved to the next points of a law on the integers."""
    if any(isinstance(part, Image) for part in preorder_traversal(law)):
        raise UnknownLawError(f"{law} is not known to live on the integers, so that it cannot be cut")
    return [ceiling(low), floor(high)]


def _order(law: Law, low: Expr, high: Expr) -> tuple[Boolean, ...]:
    inner = high >= low if law.discrete else high > low
    inside = [a >= b for a, b in ((low, law.lower), (law.upper, high)) if not (a.is_infinite or b.is_infinite)]
    return tuple(c for c in (inner, *inside) if c != S.true)


def relative(value: Expr, mass: Expr) -> Expr:
    """``value/mass`` with as much of ``value`` as possible in terms of ``mass``.

    >>> from sympy import exp
    >>> from sympy.abc import c
    >>> from symbolic_info.laws.truncated import relative
    >>> relative(1 - exp(-c) - c * exp(-c), 1 - exp(-c))
    c - c/(1 - exp(-c)) + 1
    """
    whole = Dummy("m", positive=True)
    hidden: dict[Basic, Expr] = {f: Dummy("h", real=True) for f in (value + mass).atoms(Function, Pow) if not _plain(f)}
    shown = {h: f for f, h in hidden.items()}
    value, total = (e.xreplace(hidden).expand() for e in (value, mass))
    forms = [value, *(value.xreplace({h: s}) for h in shown for s in _solutions(h, total, whole))]
    best = min(forms, key=lambda e: (len(e.free_symbols & set(shown)), e.count_ops())).expand()
    part = best.coeff(whole)
    rest = collect((best - part * whole).expand(), list(shown), factor)
    return (collect(part, list(shown), factor) + rest / whole).xreplace(shown).xreplace({whole: mass})


def _plain(power: Basic) -> bool:
    return isinstance(power, Pow) and bool(power.exp.is_Rational)


def _solutions(hidden: Dummy, total: Expr, whole: Dummy) -> list[Expr]:
    """What ``hidden`` is in terms of the whole, where the total is linear in it."""
    slope = total.diff(hidden)
    if slope == 0 or slope.has(hidden):
        return []
    return [(whole - total.xreplace({hidden: S.Zero})) / slope]
