"""Inequalities that hold at every point: functions of the ratio of two densities, and squares by Cauchy-Schwarz."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Abs, Add, Expr, Mul, Pow, S, expand, expand_power_base, factor, limit, log, oo, sqrt, together

from symbolic_info.budget import Budget
from symbolic_info.facts import Facts
from symbolic_info.laws.totals import AtPoint, DensityAt, Total, density
from symbolic_info.measures.node import Measure
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.grounds import LOG, generator, tangent
from symbolic_info.proof.kernel.calculus import T
from symbolic_info.proof.kernel.definitions import opened
from symbolic_info.proof.kernel.points import is_nonnegative_everywhere
from symbolic_info.proof.kernel.signs import is_nonnegative as is_product_nonnegative
from symbolic_info.proof.sums.normal import GREATEST_POWER, places

Pair = tuple[DensityAt, DensityAt]


def evident(form: Expr, facts: Facts) -> Term | None:
    """A target in normal form as one total whose summand is a product of squares and positive factors."""
    found = sorted(form.atoms(DensityAt), key=str)
    terms = [(t, [f for f in Mul.make_args(t) if isinstance(f, Total)]) for t in Add.make_args(form)]
    if not found or any(len(totals) > 1 or (t / Mul(*totals)).has(Total) for t, totals in terms):
        return None
    summand = Add(*(t / Mul(*totals) * (totals[0].args[0] if totals else found[0]) for t, totals in terms))
    product = factor(together(summand))
    return Term(S.One, rulebook.POINTWISE, Total(product)) if is_product_nonnegative(product, facts) else None


def whole(form: Expr, budget: Budget) -> Term | None:
    """A target in normal form as one total that is not negative at any point; a multiple of p - q is added.

    >>> from symbolic_info import KLDivergence, SquaredHellinger, abstract
    >>> from symbolic_info.budget import Budget
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.proof.sums.normal import normal
    >>> from symbolic_info.proof.sums.pointwise import whole
    >>> p, q = abstract("p q")
    >>> whole(normal(KLDivergence(p, q) - 2 * SquaredHellinger(p, q), Facts()), Budget()).factor
    1
    """
    parts = _linear(form)
    if parts is None:
        return None
    summand, constant = parts
    found = sorted(summand.atoms(AtPoint), key=str)
    if not found or len(found) > 2 or not all(isinstance(v, DensityAt) for v in found):
        return None
    if len(found) == 1:
        (p,) = found
        return _if_nonnegative([summand + constant * p], budget)
    first, second = found
    return _if_nonnegative(_shifted(summand, constant, (first, second)), budget)


def _linear(form: Expr) -> tuple[Expr, Expr] | None:
    """Summand and constant of a form that is linear in totals with numbers as coefficients."""
    summand, constant = S.Zero, S.Zero
    for term in Add.make_args(form):
        totals = [f for f in Mul.make_args(term) if isinstance(f, Total)]
        rest = term / Mul(*totals)
        if len(totals) > 1 or rest.has(Total) or rest.free_symbols:
            return None
        if totals:
            summand += rest * totals[0].args[0]
        else:
            constant += term
    return summand, constant


def _if_nonnegative(summands: list[Expr], budget: Budget) -> Term | None:
    found = next((s for s in summands if is_nonnegative_everywhere(s, Facts(), budget)), None)
    return None if found is None else Term(S.One, rulebook.POINTWISE, Total(found))


def _shifted(summand: Expr, constant: Expr, pair: Pair) -> list[Expr]:
    """The summand with its constant spread over q, and multiples of p - q that make it touch 0 at p = q or far away."""
    p, q = pair
    g = summand.xreplace({p: T, q: S.One}) + constant
    slopes = dict.fromkeys(s for s in _slopes(g) if s.is_number and s.is_finite)
    return [summand + constant * q - slope * (p - q) for slope in slopes]


def _slopes(g: Expr) -> Iterator[Expr]:
    if g.free_symbols - {T}:
        yield S.Zero
        return
    if not g.has(Abs):
        yield g.diff(T).subs(T, 1)
    else:
        yield from (_resolved(g, sign).diff(T).subs(T, 1) for sign in (-1, 1))
        yield Add(*(_resolved(g, sign).diff(T).subs(T, 1) for sign in (-1, 1))) / 2
    yield S.Zero
    yield limit(_resolved(g, 1) / T, T, oo)


def _resolved(g: Expr, sign: int) -> Expr:
    """``g`` to the right (1) or left (-1) of 1."""
    near = S(1) + sign * S(1) / 1000
    return g.replace(Abs, lambda e: e if e.subs(T, near) > 0 else -e)


def squares(form: Expr, nodes: list[Measure]) -> Iterator[Term]:
    """(sum A)(sum B) - (sum C)**2 for the squared totals of ``form`` and the f-divergences among ``nodes``."""
    for total in sorted({p.base for p in form.atoms(Pow) if isinstance(p.base, Total) and p.exp == 2}, key=str):
        yield from _variances(total)
        yield from _matching(total, form)
        for node in nodes:
            if generator(node) is not None:
                yield from _against(total, node)


def _matching(total: Total, form: Expr) -> Iterator[Term]:
    """Totals in the claim, or of squared sums of roots, whose product is the square at every point."""
    summand = total.args[0]
    pairs = [(a, summand**2 / a) for a in (t.args[0] for t in sorted(form.atoms(Total), key=str)) if a.is_positive]
    densities = sorted(summand.atoms(DensityAt), key=str)
    if isinstance(summand, Abs) and len(densities) == 2:
        p, q = map(sqrt, densities)
        pairs.append(((p - q) ** 2, (p + q) ** 2))
    for a, b in pairs:
        other = factor(expand_power_base(b))
        if other.is_nonnegative and Total(a) != total:
            yield Term(S.One, rulebook.CAUCHY, Total(a) * Total(other) - total**2, (a, other, summand))


def spread(form: Expr) -> Iterator[Term]:
    """(sum 1)(sum p**2) - (sum p)**2 for laws on a finite space."""
    for p in sorted(form.atoms(DensityAt), key=str):
        if form.has(Total(p**2)) and p.args[0].size is not None:
            yield Term(S.One, rulebook.CAUCHY, Total(S.One) * Total(p**2) - Total(p) ** 2, (S.One, p**2, p))


def tangents(form: Expr) -> Iterator[Term]:
    """log(u) <= u - 1 at every point, for the logarithms of a linear form that have one factor in common.

    >>> from symbolic_info import abstract, density, functions
    >>> p, g = density(abstract("p")), functions("g", positive=True)
    >>> [term.expr for term in tangents(Total(p * log(p)) - Total(p * log(g)))]
    [Total((-log(g(x)/p(x)) - 1 + g(x)/p(x))*p(x))]
    """
    parts = _linear(form)
    arguments: dict[Expr, Expr] = {}
    for term in Add.make_args(expand(parts[0], log=False)) if parts else ():
        logs = [f for f in Mul.make_args(term) if isinstance(f, log)]
        number, weight = (term / Mul(*logs)).as_coeff_Mul()
        if abs(number) > GREATEST_POWER:
            return
        if len(logs) == 1 and weight.is_positive:
            arguments[weight] = arguments.get(weight, S.One) * logs[0].args[0] ** -number
    for weight, u in arguments.items():
        if u.is_positive and not u.is_number and places(weight * u) == places(weight):
            yield tangent(S.One, weight, LOG, u, S.One)


def _variances(total: Total) -> Iterator[Term]:
    """E f**2 - (E f)**2 for every density in the summand."""
    summand = total.args[0]
    for p in sorted(summand.atoms(DensityAt), key=str):
        f = summand / p
        if not f.has(p):
            yield Term(S.One, rulebook.POINTWISE, Total(p * (f - total) ** 2))


def _against(total: Total, node: Measure) -> Iterator[Term]:
    """A = a p + (1 - a) q chosen so that A B and C**2 agree to third order where p = q."""
    found = sorted(total.args[0].atoms(DensityAt), key=str)
    form = opened(node)
    if len(found) != 2 or {density(law) for law in node.laws} != set(found):
        return
    p, q = found
    summand = form.replace(Total, lambda inner: inner)
    b = Add(*(t if t.has(DensityAt) else t * q for t in Add.make_args(expand(summand))))
    g = b.xreplace({p: T, q: S.One})
    slope, second, third = (g.diff(T, k).subs(T, 1) for k in (1, 2, 3))
    share = -third / (3 * second)
    c = total.args[0].xreplace({p: T, q: S.One})
    factor = second / 2 / (c**2 / (T - 1) ** 2).subs(T, 2)
    a = share * p + (1 - share) * q
    rest = expand((b - slope * (p - q)) / factor)
    if rest != 0:
        yield Term(S.One, rulebook.CAUCHY, Total(a) * Total(rest) - total**2, (a, rest, total.args[0]))
