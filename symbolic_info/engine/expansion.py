"""E f(X) as a sum of transform values: f is carried back to base laws and split into monomials there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sympy import Abs, Expr, S, Symbol, log, nan, oo, zoo

from symbolic_info.engine.growth import OVERWHELMING, explosion, growth_edges
from symbolic_info.engine.lattice import FIRST, first_outcomes
from symbolic_info.engine.matched import Window, matched, named
from symbolic_info.engine.piece import Piece
from symbolic_info.engine.sections import Section, Undecided, at_least, between, even_offset, known, sections
from symbolic_info.facts import Facts
from symbolic_info.laws.density import Density
from symbolic_info.laws.folded import Folded
from symbolic_info.laws.image import Image, Symmetric
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.mass import mass
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.spliced import Spliced
from symbolic_info.laws.transform import Edge
from symbolic_info.laws.truncated import Truncated, relative
from symbolic_info.rules.bends import bends, smooth
from symbolic_info.rules.factored import factored
from symbolic_info.rules.integral import integral
from symbolic_info.rules.logarithm import linear_terms, split_logs
from symbolic_info.rules.monomials import monomial_terms, split_powers
from symbolic_info.rules.polynomial import is_polynomial_in

BY_PARTS = "polynomial density, by parts"

Pieces = tuple[Piece, ...]


def expansion(
    f: Expr, x: Symbol, law: Law, facts: Facts, branch: str = "", window: Window | None = None
) -> Pieces | None:
    """The pieces of E[f(X); X in window] for X of ``law``; None where some term has no known transform.

    The window is a part of the support, by default all of it.  Raises `Undecided` where the form
    depends on the order of points that the facts leave open.
    """
    window = window or (law.lower, law.upper)
    if law.discrete and window[0] == window[1]:
        return _one_outcome(f, x, law, window[0])
    whole = window == (law.lower, law.upper)
    if whole and hasattr(law, "special"):
        coefficient, feature = f.as_independent(x, as_Add=False)
        special = law.special(feature, x, facts)
        if special is not None:
            return (Piece(coefficient, special, method=str(law.special.__doc__).strip().splitlines()[0]),)
    if hasattr(law, "restricted") and (not whole or bends(f, x)):
        found = _restricted(f, x, law, facts, branch, window)
        if found is not None:
            return found
    rule = next((rule for kind, rule in RULES.items() if isinstance(law, kind)), None)
    return None if rule is None else rule(f, x, law, facts, branch, window)


def _one_outcome(f: Expr, x: Symbol, law: Law, point: Expr) -> Pieces | None:
    value = f.subs(x, point)
    weight = S.One if law.lower == law.upper else mass(law, point)
    return None if value.has(nan, zoo, oo) else (Piece(weight, value, method=FIRST),)


def _modelled(f: Expr, x: Symbol, law: Family, facts: Facts, branch: str, window: Window) -> Pieces | None:
    return expansion(f, x, law.model(), facts, branch, window)


def _image(f: Expr, x: Symbol, law: Image, facts: Facts, branch: str, window: Window) -> Pieces | None:
    z = law.source.variable
    carried = split_logs(_over_powers(split_powers(law.map.carried(f, x, z), z, facts), z), facts)
    by_terms = _sum_of_terms if carried.is_Add and carried.has(log) else expansion
    return by_terms(carried, z, law.source, facts, branch, _carried(window, law))


def _over_powers(f: Expr, z: Symbol) -> Expr:
    """log(a + b/z) as log((a z + b)/z)."""

    def is_over(e: Expr) -> bool:
        below = isinstance(e, log) and e.args[0].is_Add and e.args[0].is_rational_function(z)
        return bool(below and not e.args[0].is_polynomial(z))

    return f.replace(is_over, lambda e: log(factored(e.args[0])))


def _carried(window: Window, law: Image) -> Window:
    """The window in terms of the source."""
    source = law.source
    ends = (source.lower, source.upper) if law.map.increasing else (source.upper, source.lower)
    pairs = zip(window, (law.lower, law.upper), ends, strict=True)
    low, high = (inner if end == outer else law.point(end) for end, outer, inner in pairs)
    return (low, high) if law.map.increasing else (high, low)


def _mixed(f: Expr, x: Symbol, law: Mixture | Spliced, facts: Facts, branch: str, window: Window) -> Pieces | None:
    """Linearity over the parts, on each of which f may be simpler."""
    whole = window == (law.lower, law.upper)
    pieces: list[Piece] = []
    for i, (weight, part) in enumerate(zip(law.weights, law.laws, strict=True)):
        inner = (part.lower, part.upper) if whole else _clipped(window, part, facts)
        found = () if inner is None else _sum_of_terms(f, x, part, facts, f"{branch}{i}", inner)
        if found is None:
            return None
        pieces += [replace(p, coefficient=weight * p.coefficient) for p in found]
    return tuple(pieces)


def _sum_of_terms(f: Expr, x: Symbol, law: Law, facts: Facts, branch: str, window: Window) -> Pieces | None:
    """The pieces of f as it is inside the window, term by term."""
    terms = linear_terms(smooth(f, between(x, *window, facts)), x)
    parts = [(c, expansion(g, x, law, facts, branch, window)) for g, c in terms.items()]
    if any(found is None for _, found in parts):
        return None
    return tuple(replace(p, coefficient=c * p.coefficient) for c, found in parts for p in found or ())


def _clipped(window: Window, law: Law, facts: Facts) -> Window | None:
    """The part of the window on the support; None where they do not meet."""
    low = law.lower if known(law.lower, window[0], facts) or not at_least(window[0], law.lower, facts) else window[0]
    high = law.upper if known(window[1], law.upper, facts) or not at_least(law.upper, window[1], facts) else window[1]
    return (low, high) if at_least(high, low, facts) else None


def _restricted(f: Expr, x: Symbol, law: Any, facts: Facts, branch: str, window: Window) -> Pieces | None:
    """Piece by piece on a law whose restriction to an interval is a law of the same kind."""
    pieces: list[Piece] = []
    for low, high, g in sections(f, x, *window, facts) or ():
        probability, part = law.restricted(low, high)
        found = _sum_of_terms(g, x, part, facts, branch, (low, high))
        if found is None:
            return None
        pieces += [replace(p, coefficient=probability * p.coefficient) for p in found]
    return tuple(pieces) or None


def _truncated(f: Expr, x: Symbol, law: Truncated, facts: Facts, branch: str, window: Window) -> Pieces | None:
    """E[f(X) | low < X < high], with the values in terms of the probability of the condition."""
    if window == (law.lower, law.upper) and not f.has(x):
        return (Piece(f, S.One),)
    inner = _clipped(window, law.source, facts)
    found = expansion(f, x, law.source, facts, branch, inner) if inner else ()
    if found is None:
        return None
    return tuple(replace(p, value=None if p.value is None else relative(p.value, law.mass)) for p in found)


def _folded(f: Expr, x: Symbol, law: Folded, facts: Facts, branch: str, window: Window) -> Pieces | None:
    y = law.source.variable
    whole = window == (law.lower, law.upper)
    return expansion(f.subs(x, Abs(y)), y, law.source, facts, branch) if whole else None


def _symmetric(f: Expr, x: Symbol, law: Symmetric, facts: Facts, branch: str, window: Window) -> Pieces | None:
    if window == (law.lower, law.upper):
        f, restore = even_offset(f, x)
        facts = Facts(c.xreplace({v: k for k, v in restore.items()}) for c in facts.conditions)
    else:
        restore = {}
    try:
        halves = [_half(f, x, law, facts, branch, window, sign) for sign in (1, -1)]
    except Undecided as question:
        raise Undecided(question.claim.xreplace(restore)) from None
    if any(h is None for h in halves):
        return None
    half = [replace(p, coefficient=p.coefficient / 2) for h in halves for p in h or ()]
    return tuple(_restored(p, restore) for p in half)


def _half(f: Expr, x: Symbol, law: Symmetric, facts: Facts, branch: str, window: Window, sign: int) -> Pieces | None:
    low, high = window if sign == 1 else (-window[1], -window[0])
    inner = _clipped((low, high), law.source, facts)
    w = law.source.variable
    name = branch + ("+" if sign == 1 else "-")
    return () if inner is None else expansion(f.subs(x, sign * w), w, law.source, facts, name, inner)


def _restored(piece: Piece, restore: dict[Expr, Expr]) -> Piece:
    value = None if piece.value is None else piece.value.xreplace(restore)
    return replace(piece, coefficient=piece.coefficient.xreplace(restore), value=value)


def _base(f: Expr, z: Symbol, law: BaseLaw, facts: Facts, branch: str, window: Window) -> Pieces | None:
    head: Pieces = ()
    if law.discrete and (window != (law.lower, law.upper) or bends(f, z)):
        split = first_outcomes(f, z, law, facts, window)
        if split is None:
            return _by_atoms(f, z, law, facts, branch, window)
        f, window, head = split.tail, (law.lower, law.upper), (Piece(S.One, split.head, method=FIRST),)
    pieces: list[Piece] = []
    for term in monomial_terms(f, z, between(z, law.lower, law.upper, facts)):
        found = _term(term, z, law, facts, branch, window)
        if found is None:
            return None
        pieces += found
    return (*head, *pieces)


def _by_atoms(f: Expr, z: Symbol, law: BaseLaw, facts: Facts, branch: str, window: Window) -> Pieces | None:
    """A feature with kinks on all of the integers, where each term is a monomial in the atoms of a transform."""
    pieces: list[Piece] = []
    for term in monomial_terms(f, z, facts) if window == (law.lower, law.upper) else ():
        matches = ((i, t.match(term, z)) for i, t in enumerate(law.transforms()))
        found = next((matched(i, m, law, facts, branch, window) for i, m in matches if m is not None), None)
        if found is None or found.value is None:
            return None
        pieces.append(found)
    return tuple(pieces) or None


def _term(term: Expr, z: Symbol, law: BaseLaw, facts: Facts, branch: str, window: Window) -> Pieces | None:
    coefficient, feature = term.as_independent(z, as_Add=False)
    for index, transform in enumerate(law.transforms()):
        monomial = transform.match(feature, z)
        if monomial is not None:
            found = matched(index, monomial, law, facts, branch, window)
            if found.value is not None or not bends(feature, z):
                return (replace(found, coefficient=coefficient * found.coefficient),)
    inside = between(z, *window, facts)
    parts = sections(feature, z, *window, inside)
    if parts is None or (len(parts) == 1 and parts[0][2] == feature):
        area = _area(feature, z, law, inside, window)
        if area is not None:
            return (Piece(coefficient, area, method=BY_PARTS),)
        found_ = _growing(feature, z, law, inside, branch) if window == (law.lower, law.upper) else None
    else:
        found_ = _in_sections(parts, z, law, facts, branch)
    return None if found_ is None else tuple(replace(p, coefficient=coefficient * p.coefficient) for p in found_)


def _polynomial(f: Expr, x: Symbol, law: Density, facts: Facts, branch: str, window: Window) -> Pieces | None:
    """A density that is a polynomial on an interval."""
    body = law.function(x)
    if law.discrete or any(end.is_infinite for end in window) or not is_polynomial_in(body, x):
        return None
    area = integral(body * f, x, *window, between(x, *window, facts))
    return None if area is None else (Piece(S.One, area, method=BY_PARTS),)


def _area(feature: Expr, z: Symbol, law: BaseLaw, facts: Facts, window: Window) -> Expr | None:
    """The mean of a feature under a polynomial density."""
    density = law.polynomial(z) if hasattr(law, "polynomial") else None
    return None if density is None else integral(density * feature, z, *window, facts)


def _in_sections(parts: list[Section], z: Symbol, law: BaseLaw, facts: Facts, branch: str) -> Pieces | None:
    pieces: list[Piece] = []
    for low, high, g in parts:
        for term in monomial_terms(g, z, between(z, low, high, facts)):
            found = _term(term, z, law, facts, branch, (low, high))
            if found is None:
                return None
            pieces += found
    return tuple(pieces)


def _growing(feature: Expr, z: Symbol, law: BaseLaw, facts: Facts, branch: str) -> Pieces | None:
    """A feature of no known mean, as pieces that tell where it diverges."""
    end = explosion(feature, z, law, facts)
    if end is not None:
        return (Piece(S.One, None, (Edge(branch + end, OVERWHELMING, ()),) if end else ()),)
    starts_at = (0, 1) if law.discrete else (0,)
    if law.lower not in starts_at or law.upper != S.Infinity or not law.transforms():
        return None
    found = growth_edges(feature, z, law.transforms()[0], facts)
    if found is None:
        return None
    return tuple(Piece(c, None, named((e,), branch), m.logs) for c, e, m in found) or (Piece(S.One, None),)


RULES: dict[type[Law], Callable[..., Pieces | None]] = {
    Family: _modelled,
    Image: _image,
    Symmetric: _symmetric,
    Mixture: _mixed,
    Spliced: _mixed,
    Truncated: _truncated,
    Folded: _folded,
    Density: _polynomial,
    BaseLaw: _base,
}
