"""Total variation: half the variation of F_p - F_q over the points where p - q may change its sign."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Not,
    Piecewise,
    S,
    Symbol,
    factor,
    floor,
    log,
    logcombine,
    oo,
    powsimp,
    simplify,
)

from symbolic_info.engine.finite import tidy
from symbolic_info.engine.ladder import Run
from symbolic_info.engine.sections import Section, Undecided, at_least, between, decided, sections
from symbolic_info.engine.support import (
    cauchy_of_one_scale,
    disjoint,
    distance_moved,
    greatest,
    halves,
    is_interval,
    least,
    overlap,
    unmapped,
)
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image, affine
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.maps import Affine
from symbolic_info.laws.mass import listed
from symbolic_info.laws.probability import cdf
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.rules.coefficients import length
from symbolic_info.rules.monomials import monomial_terms
from symbolic_info.rules.roots import preimages
from symbolic_info.rules.shorten import shortest

MOST_CASES = 4


def total_variation_of(node: TotalVariation, run: Run) -> Expr | None:
    """sum |p - q|/2 over lists; the difference of distribution functions at the roots of p = q else."""
    p, q = node.laws
    if p == q:
        return S.Zero
    if any(isinstance(law, Abstract) for law in node.laws) or p.dimension != 1:
        return None
    lists = [listed(law) for law in node.laws]
    if all(isinstance(x, Finite) for x in lists):
        return _summed(node, TotalVariation(*lists), run)
    if any(isinstance(as_model(law), Finite) for law in node.laws):
        return None
    if not all(is_interval(law) for law in node.laws):
        return None
    if disjoint(p, q, run.facts) == S.true:
        return S.One
    return _of_intervals(node, run)


def _summed(node: TotalVariation, lists: TotalVariation, run: Run) -> Expr:
    value = tidy(lists.definition, run.facts)
    run.trace.add("definition, summed over the outcomes", node, value)
    return value


def _of_intervals(node: TotalVariation, run: Run) -> Expr | None:
    p, q = node.laws
    inner = unmapped(p, q) or cauchy_of_one_scale(p, q) or halves(p, q)
    if inner is not None:
        run.trace.add("invariance under a map that loses nothing of either", node, TotalVariation(*inner))
        return run.evaluated(TotalVariation(*inner))
    value = _of_moved(p, q, run) or _of_constants(p, q, run.facts) or _by_cases(p, q, run, MOST_CASES)
    if value is None:
        return None
    short = shortest(value, run.facts)
    value = min(short, powsimp(short, combine="base"), key=length)
    run.trace.add("Scheffé: p(A) - q(A) on the set A where p exceeds q", node, value)
    return value


def _of_moved(p: Law, q: Law, run: Run) -> Expr | None:
    """A symmetric law and itself, moved by d >= 0, whose densities cross half-way and nowhere else: 2 F(d/2) - 1."""
    moved = distance_moved(p, q)
    if moved is None:
        return None
    d = Dummy("d", nonnegative=True)
    source, distance = moved
    half = cdf(source, d / 2, run.facts)
    if half is None or _by_cases(source, affine(source, S.One, d), run, MOST_CASES) is None:
        return None
    return shortest(factor(2 * half - 1), run.facts).xreplace({d: distance})


def _of_constants(p: Law, q: Law, facts: Facts) -> Expr | None:
    """Constant densities: 1 less what they share."""
    x = p.variable
    if (p.log_density(x) - q.log_density(x)).has(x) or p.log_density(x).has(x):
        return None
    return 1 - overlap(p, q, facts) / greatest(overlap(p, p, facts), overlap(q, q, facts), facts)


def _by_cases(p: Law, q: Law, run: Run, cases: int) -> Expr | None:
    """Once with what is open taken as given, and once with its opposite."""
    try:
        run.budget.check()
        return _variation(p, q, run.facts)
    except Undecided as question:
        claim = run.facts.reduce(question.claim)
    sides = []
    for case in (claim, Not(claim)) if cases > 1 else ():
        inner = replace(run, facts=run.facts.with_conditions(case))
        value = _by_cases(p, q, inner, cases // 2)
        sides.append(None if value is None else shortest(value, inner.facts))
    return None if None in sides or not sides else Piecewise((sides[0], claim), (sides[1], True))


def _variation(p: Law, q: Law, facts: Facts) -> Expr | None:
    """Half of the sum of |D(c') - D(c)| over successive points, D = F_p - F_q, from 0 at one end to 0 at the other."""
    low = p.lower if at_least(p.lower, q.lower, facts) else q.lower
    high = p.upper if at_least(q.upper, p.upper, facts) else q.upper
    alike = (p.lower, p.upper) == (q.lower, q.upper)
    x = Dummy("x", real=True, positive=True if facts.nonnegative(low) else None)
    ratio = Add(*monomial_terms(p.log_density(x) - q.log_density(x), x, between(x, low, high, facts)))
    parts = sections(ratio, x, low, high, facts) or []
    found = [_crossings(part, x, p, q, facts, alike and len(parts) == 1) for part in parts]
    if None in found or not found:
        return None
    crossings = [c for part in found for c in part or ()]
    points = crossings if alike else [low - 1 if p.discrete else low, *crossings, high]
    first, second = (_distribution(law, points, low, high, facts) for law in (p, q))
    if first is None or second is None:
        return None
    gaps = [Add(a, -b) for a, b in zip(first, second, strict=True)]
    if not alike:
        return _with_ends(gaps, [1 - values[-1] + values[0] for values in (first, second)])
    if len(found) == 1 and len(gaps) == 2:
        return Abs(gaps[1] - gaps[0])
    return Abs(gaps[0]) if len(gaps) == 1 else _steps([S.Zero, *gaps, S.Zero]) / 2


def _with_ends(gaps: list[Expr], outside: list[Expr]) -> Expr:
    """With what each of the laws has beyond the ends of the common support; one that has no more is larger inside."""
    alone = len(gaps) == 2 and S.Zero in outside
    return Add(*outside) if alone else (Add(*outside) + _steps(gaps)) / 2


def _steps(gaps: list[Expr]) -> Expr:
    return Add(*(Abs(b - a) for a, b in pairwise(gaps)))


def _crossings(part: Section, x: Symbol, p: Law, q: Law, facts: Facts, certain: bool) -> list[Expr] | None:
    """The zeros of a log-ratio inside a section, where ends of it stand for those outside.

    On the whole support of both it is ``certain`` that the densities cross.
    """
    low, high, ratio = part
    try:
        if not simplify(ratio).has(x):
            return []
    except ValueError:  # SymPy prints what it simplifies, and Python refuses numbers of more than 4300 digits
        return None
    roots = preimages(ratio, x)
    if roots is None or (len(roots) > 1 and not certain):
        return None
    if len(roots) == 1:
        (root,) = roots
        roots = [_middle(p, q, ratio, x) or root] if certain else [r for r in roots if _is_inside(r, low, high, facts)]
    else:
        roots = [greatest(least(r, high, facts), low, facts) for r in roots]
    return [floor(r) for r in roots] if p.discrete else roots


def _is_inside(root: Expr, low: Expr, high: Expr, facts: Facts) -> bool:
    """Whether a root lies in a section; log(u) <= u - 1 tells more of roots that are logarithms."""
    root = logcombine(root, force=True)
    bound = root.replace(log, lambda u: u - 1)
    return _is_above(root, low, facts) and (bool(facts.nonnegative(high - bound)) or _is_above(high, root, facts))


def _is_above(a: Expr, b: Expr, facts: Facts) -> bool:
    """Whether a > b; raises `Undecided` with the claim u > 1 for log(u) > 0."""
    if a == oo or b == -oo:
        return True
    gap = logcombine(a - b, force=True)
    scale, inner = gap.as_independent(log, as_Add=False)
    return decided(inner.args[0] > 1 if isinstance(inner, log) and facts.positive(scale) else gap > 0, facts)


def _middle(p: Law, q: Law, ratio: Expr, x: Symbol) -> Expr | None:
    """The point between a law and the same law moved, where it is a root."""
    image = as_model(q)
    if not (isinstance(image, Image) and isinstance(image.map, Affine) and image.source == p):
        return None
    middle = image.map.args[1] / 2
    return middle if simplify(ratio.subs(x, middle)) == 0 else None


def _distribution(law: Law, points: list[Expr], low: Expr, high: Expr, facts: Facts) -> list[Expr] | None:
    """The distribution function of a law at points of the section from ``low`` to ``high``."""
    mark = Dummy("c", real=True, positive=True if facts.nonnegative(low) else None)
    inside = between(mark, low, high, facts)
    values = []
    for point in points:
        value = cdf(law, point, facts)
        general = cdf(law, mark, inside) if value is None else None
        value = value if general is None else general.subs(mark, point)
        if value is None:
            return None
        values.append(value)
    return values
