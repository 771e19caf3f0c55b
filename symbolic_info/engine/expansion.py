"""E f(X) as a sum of transform values: f is carried back to base laws and split into monomials there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Mul,
    Piecewise,
    Pow,
    S,
    Symbol,
    cos,
    exp,
    expand,
    expand_trig,
    factor,
    log,
    meijerg,
    sin,
    together,
)

from symbolic_info.engine.growth import OVERWHELMING, explosion, growth_edges
from symbolic_info.facts import Facts
from symbolic_info.laws.image import Image, Symmetric
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.transform import Edge, Monomial, match_monomial
from symbolic_info.rules.logarithm import split_log, split_logs


@dataclass(frozen=True)
class Piece:
    """``coefficient * value``, finite when every margin of its edges is positive.

    ``value`` is None where it is finite but has no known form.  ``logs`` are the powers of the
    logarithms of the atoms; they give the sign near an edge.
    """

    coefficient: Expr
    value: Expr | None
    edges: tuple[Edge, ...] = ()
    logs: tuple[int, ...] = ()
    method: str = "transform of the law, inside its strip of convergence"

    def sign(self, edge: Edge, facts: Facts) -> int:
        """The sign of the integrand near an edge: 1, -1, or 0 when it is not known."""
        if edge.closed is None:
            return 0
        sign = 1 if facts.positive(self.coefficient) else -1 if facts.negative(self.coefficient) else 0
        for log_sign, order in zip(edge.log_signs, self.logs, strict=True):
            sign *= log_sign**order
        return sign


def expansion(f: Expr, x: Symbol, law: Law, facts: Facts, branch: str = "") -> tuple[Piece, ...] | None:
    """The pieces of E f(X) for X of ``law``; None where some term has no known transform."""
    special = law.special(f, x, facts) if hasattr(law, "special") else None
    if special is not None:
        return (Piece(S.One, special, method=str(law.special.__doc__).strip().splitlines()[0]),)
    if isinstance(law, Family):
        return expansion(f, x, law.model(), facts, branch)
    if isinstance(law, Image):
        z = law.source.variable
        return expansion(split_logs(f.subs(x, law.map.forward(z)), facts), z, law.source, facts, branch)
    if isinstance(law, Symmetric):
        return _symmetric(f, x, law, facts, branch)
    if isinstance(law, Mixture):
        return _mixed(f, x, law, facts, branch)
    return _base(f, x, law, facts, branch) if isinstance(law, BaseLaw) else None


def _mixed(f: Expr, x: Symbol, law: Mixture, facts: Facts, branch: str) -> tuple[Piece, ...] | None:
    parts = [expansion(f, x, part, facts, f"{branch}{i}") for i, part in enumerate(law.laws)]
    if any(p is None for p in parts):
        return None
    pairs = zip(law.weights, parts, strict=True)
    return tuple(replace(p, coefficient=w * p.coefficient) for w, ps in pairs for p in ps or ())


def _symmetric(f: Expr, x: Symbol, law: Symmetric, facts: Facts, branch: str) -> tuple[Piece, ...] | None:
    f, restore = _even_offset(f, x)
    w = law.source.variable
    right = expansion(f.subs(x, w), w, law.source, facts, branch + "+")
    left = expansion(f.subs(x, -w), w, law.source, facts, branch + "-")
    if right is None or left is None:
        return None
    half = [replace(p, coefficient=p.coefficient / 2) for p in (*right, *left)]
    return tuple(_restored(p, restore) for p in half)


def _restored(piece: Piece, restore: dict[Expr, Expr]) -> Piece:
    value = None if piece.value is None else piece.value.xreplace(restore)
    return replace(piece, coefficient=piece.coefficient.xreplace(restore), value=value)


def _even_offset(f: Expr, x: Symbol) -> tuple[Expr, dict[Expr, Expr]]:
    """|s X + d| has the law of |s X + |d|| when X is symmetric, so d may be taken non-negative."""
    slope = f.args[0].diff(x) if isinstance(f, Abs) else x
    if slope.has(x) or slope == 0:
        return f, {}
    offset = Abs(f.args[0].subs(x, 0))
    if not offset.has(Abs):
        return Abs(x * slope + offset), {}
    stand_in = Dummy("d", nonnegative=True)
    return Abs(x * slope + stand_in), {stand_in: offset}


def _base(f: Expr, z: Symbol, law: BaseLaw, facts: Facts, branch: str) -> tuple[Piece, ...] | None:
    inside = facts.with_conditions(
        *(c for c in (z > law.lower, z < law.upper) if c not in (True, False, S.true, S.false))
    )
    pieces: list[Piece] = []
    for term in monomial_terms(f, z, inside):
        found = _term(term, z, law, inside, branch)
        if found is None:
            return None
        pieces += found
    return tuple(pieces)


def _term(term: Expr, z: Symbol, law: BaseLaw, facts: Facts, branch: str) -> list[Piece] | None:
    if not term.has(z):
        return [Piece(term, S.One)]
    for index, transform in enumerate(law.transforms()):
        monomial = transform.match(term, z)
        if monomial is not None:
            edges = tuple(replace(e, end=branch + e.end) for e in transform.edges(*monomial.exponents))
            value = _moment(law, index, monomial.exponents, monomial.logs)
            return [Piece(monomial.coefficient, value, edges, monomial.logs)]
    coefficient, feature = term.as_independent(z, as_Add=False)
    if isinstance(feature, Abs):
        found = _absolute(feature.args[0], z, law, facts, branch)
    else:
        found = _growing(feature, z, law, facts, branch)
    return None if found is None else [replace(p, coefficient=coefficient * p.coefficient) for p in found]


def _growing(feature: Expr, z: Symbol, law: BaseLaw, facts: Facts, branch: str) -> list[Piece] | None:
    """A feature of no known mean, as pieces that tell where it diverges."""
    end = explosion(feature, z, law, facts)
    if end is not None:
        edges = (Edge(branch + end, OVERWHELMING, ()),) if end else ()
        return [Piece(S.One, None, edges)]
    starts_at = (0, 1) if law.discrete else (0,)
    if law.lower not in starts_at or law.upper != S.Infinity or not law.transforms():
        return None
    found = growth_edges(feature, z, law.transforms()[0], facts)
    if found is None:
        return None
    return [Piece(c, None, (replace(e, end=branch + e.end),), m.logs) for c, e, m in found] or [Piece(S.One, None)]


@lru_cache(maxsize=2000)
def _moment(law: BaseLaw, index: int, exponents: tuple[Expr, ...], logs: tuple[int, ...]) -> Expr | None:
    """The same few moments return in every divergence of a law."""
    return law.transforms()[index].moment(Monomial(S.One, exponents, logs))


def _absolute(u: Expr, z: Symbol, law: BaseLaw, facts: Facts, branch: str) -> list[Piece] | None:
    """E|u(Z)| for monotone u: s (E u - 2 E[u; Z < root]), s the sign of the slope."""
    sign = 1 if facts.nonnegative(u) else -1 if facts.nonnegative(-u) else 0
    whole = [_term(t, z, law, facts, branch) for t in monomial_terms(u, z, facts)]
    if any(w is None for w in whole):
        return None
    pieces = [p for w in whole for p in w or ()]
    if sign:
        return [replace(p, coefficient=sign * p.coefficient) for p in pieces]
    root, slope = _root(u, z), _slope_sign(u, z, facts)
    if root is None or not slope:
        return None
    below = _below(u, z, law, root, facts)
    tail = Piece(-2 * S(slope), below)
    return [*(replace(p, coefficient=slope * p.coefficient) for p in pieces), tail]


def _below(u: Expr, z: Symbol, law: BaseLaw, root: Expr, facts: Facts) -> Expr | None:
    """E[u(Z); Z < root], 0 when the root lies left of the support."""
    parts = []
    for term in monomial_terms(u, z, facts):
        found = [(t, m) for t in law.transforms() if t.below and (m := match_monomial(term, z, t.atoms(z)))]
        if not found:
            return None
        transform, monomial = found[0]
        parts.append(monomial.coefficient * transform.moment_below(monomial, root))
    if any(part.has(meijerg) for part in parts):
        return None
    inside = facts.nonnegative(root - law.lower) if law.lower != S.NegativeInfinity else True
    if inside is None:
        return Piecewise((Add(*parts), facts.reduce(root > law.lower)), (S.Zero, True))
    return Add(*parts) if inside else S.Zero


def _root(u: Expr, z: Symbol) -> Expr | None:
    """The zero of ``a g(z) + d`` for g one of z, exp(z), log(z), z**r."""
    rest, moving = u.as_independent(z, as_Add=True)
    scale, g = moving.as_independent(z, as_Add=False)
    level = -rest / scale
    if g == z:
        return level
    if isinstance(g, log) and g.args[0] == z:
        return exp(level)
    if isinstance(g, Pow) and g.base == z and level.is_nonnegative:
        return level ** (1 / g.exp)
    return None


def _slope_sign(u: Expr, z: Symbol, facts: Facts) -> int:
    slope = u.diff(z)
    return 1 if facts.positive(slope) else -1 if facts.negative(slope) else 0


def monomial_terms(expr: Expr, z: Symbol, facts: Facts) -> list[Expr]:
    """``expr`` expanded in ``z`` only: the parts free of ``z`` stay as they are."""
    hidden: dict[Expr, Expr] = {}
    flat = expand(_split_in(_hide(expr, z, facts, hidden), z, facts)).replace(_is_power_of_log, _power_of_log)
    shown = {v: k for k, v in hidden.items()}
    collected: dict[Expr, Expr] = {}
    for term in Add.make_args(flat):
        coefficient, feature = term.as_independent(z, as_Add=False)
        collected[feature] = collected.get(feature, S.Zero) + coefficient
    return [(c * f).xreplace(shown) for f, c in collected.items() if c != 0]


def _hide(expr: Expr, z: Symbol, facts: Facts, hidden: dict[Expr, Expr]) -> Expr:
    if expr == z or not isinstance(expr, Expr):
        return expr
    if not expr.has(z):
        return _stand_in(expr, facts, hidden) if expr.has(Add) else expr
    if isinstance(expr, Add):
        free, moving = expr.as_independent(z, as_Add=True)
        parts = [_hide(a, z, facts, hidden) for a in Add.make_args(moving)]
        return Add(_hide(free, z, facts, hidden), *parts)
    return expr.func(*(_hide(a, z, facts, hidden) for a in expr.args))


def _stand_in(expr: Expr, facts: Facts, hidden: dict[Expr, Expr]) -> Expr:
    sign = "positive" if facts.positive(expr) else "negative" if facts.negative(expr) else "real"
    return hidden.setdefault(expr, Dummy("h", **{sign: True}))


def _split_in(expr: Expr, z: Symbol, facts: Facts) -> Expr:
    """Logarithms and powers of products of positive factors, and cosines and sines of sums, split."""
    expr = expr.replace(lambda e: isinstance(e, cos | sin) and e.has(z), expand_trig)
    expr = expr.replace(lambda e: isinstance(e, log) and e.has(z), lambda e: split_log(_factored(e.args[0]), facts))
    return expr.replace(
        lambda e: isinstance(e, Pow) and e.base.has(z) and e.base.is_Mul, lambda e: _split_power(e, facts)
    )


def _is_power_of_log(expr: Expr) -> bool:
    return isinstance(expr, exp) and any(isinstance(f, log) for f in Mul.make_args(expr.args[0]))


def _power_of_log(expr: Expr) -> Expr:
    """exp(c log u) = u**c, which SymPy leaves alone for symbolic c."""
    found = next(f for f in Mul.make_args(expr.args[0]) if isinstance(f, log))
    return found.args[0] ** (expr.args[0] / found)


def _factored(arg: Expr) -> Expr:
    return factor(together(arg)) if isinstance(arg, Add) else arg


def _split_power(power: Pow, facts: Facts) -> Expr:
    positive = [f for f in power.base.args if facts.positive(f)]
    rest = [f for f in power.base.args if f not in positive]
    return Mul(*(f**power.exp for f in positive)) * Mul(*rest) ** power.exp
