"""Total variation by Scheffé's identity: p(A) - q(A) for the set A where p exceeds q, bounded by the roots of p = q."""

from __future__ import annotations

from sympy import Abs, Add, Dummy, Eq, Expr, Mul, Piecewise, S, Symbol, factor, simplify, together
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.finite import tidy
from symbolic_info.engine.ladder import Run
from symbolic_info.engine.support import contained, disjoint, greatest, halves, on_integers, overlap, unmapped
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mass import listed
from symbolic_info.laws.probability import cdf
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.rules.monomials import monomial_terms
from symbolic_info.rules.roots import preimages
from symbolic_info.rules.shorten import shortest


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
    if p.discrete and not (on_integers(p) and on_integers(q)):
        return None
    if disjoint(p, q, run.facts) == S.true:
        return S.One
    return _continuous(node, run)


def _summed(node: TotalVariation, lists: TotalVariation, run: Run) -> Expr:
    value = tidy(lists.definition, run.facts)
    run.trace.add("definition, summed over the outcomes", node, value)
    return value


def _continuous(node: TotalVariation, run: Run) -> Expr | None:
    p, q = node.laws
    inner = unmapped(p, q) or halves(p, q)
    if inner is not None:
        run.trace.add("invariance under a map that loses nothing of either", node, TotalVariation(*inner))
        return run.evaluated(TotalVariation(*inner))
    value = _of_constants(p, q, run.facts) or _between_roots(p, q, run.facts)
    if value is None:
        return None
    value = shortest(value, run.facts)
    run.trace.add("Scheffé: p(A) - q(A) on the set A where p exceeds q", node, value)
    return value


def _of_constants(p: Law, q: Law, facts: Facts) -> Expr | None:
    """Constant densities: 1 less what they share."""
    x = p.variable
    if (p.log_density(x) - q.log_density(x)).has(x) or p.log_density(x).has(x):
        return None
    return 1 - overlap(p, q, facts) / greatest(overlap(p, p, facts), overlap(q, q, facts), facts)


def _between_roots(p: Law, q: Law, facts: Facts) -> Expr | None:
    """Laws of one support whose densities cross once or twice."""
    if p.discrete or contained(p, q, facts) != S.true or contained(q, p, facts) != S.true:
        return None
    x = p.variable
    terms = _terms(p, q, x, facts)
    roots = preimages(Add(*(c * f for f, c in terms.items())), x)
    if roots is None or not 1 <= len(roots) <= 2:
        return None
    value = _difference(p, q, roots, facts)
    square = terms.get(x**2)
    if value is None or square is None or x not in terms or facts.zero(square) is False:
        return value
    return _unless_equal(p, q, square, value, terms, x, facts)


def _terms(p: Law, q: Law, x: Symbol, facts: Facts) -> dict[Expr, Expr]:
    """log p - log q by features of x."""
    terms: dict[Expr, Expr] = {}
    for term in monomial_terms(p.log_density(x) - q.log_density(x), x, facts):
        coefficient, feature = term.as_independent(x, as_Add=False)
        terms[feature] = terms.get(feature, S.Zero) + coefficient
    return {f: e for f, c in terms.items() if (e := simplify(c)) != 0}


def _unless_equal(
    p: Law, q: Law, square: Expr, value: Expr, terms: dict[Expr, Expr], x: Symbol, facts: Facts
) -> Expr | None:
    """A quadratic whose leading coefficient may vanish has one root where it does."""
    linear = Add(*(c * f for f, c in terms.items() if f != x**2))
    roots = preimages(linear, x)
    single = None if roots is None else _difference(p, q, roots, facts)
    return None if single is None else Piecewise((single, _vanishing(square, facts)), (value, True))


def _vanishing(coefficient: Expr, facts: Facts) -> Boolean:
    """``coefficient == 0``, without factors that are not 0."""
    factors = Mul.make_args(factor(together(coefficient)).as_numer_denom()[0])
    return Eq(Mul(*(f for f in factors if facts.zero(f) is not False)), 0)


def _difference(p: Law, q: Law, roots: list[Expr], facts: Facts) -> Expr | None:
    """|(F_p - F_q) between the roots|; a single root lies inside the support, as densities must cross."""
    marks = [_inner_point(p, facts) for _ in roots] if len(roots) == 1 else roots
    inside = facts.with_conditions(
        *(c for m in marks for c in (m > p.lower, m < p.upper) if c not in (S.true, S.false))
    )
    gaps = []
    for mark, root in zip(marks, roots, strict=True):
        values = [cdf(law, mark, inside) for law in (p, q)]
        if values[0] is None or values[1] is None:
            return None
        gaps.append((values[0] - values[1]).subs(mark, root))
    return Abs(gaps[-1] - (gaps[0] if len(gaps) == 2 else S.Zero))


def _inner_point(p: Law, facts: Facts) -> Symbol:
    return Dummy("c", positive=True) if facts.nonnegative(p.lower) else Dummy("c", real=True)
