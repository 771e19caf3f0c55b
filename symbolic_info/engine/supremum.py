"""Measures of infinite order: the largest value of a log-density or of a log-ratio.

The supremum of g is the limit of log E[exp(n g)]/n (the norm of L^n tends to that of L^oo), so a
law's transform gives it too: its exponents grow like n, and Stirling's formula gives the limit.
"""

from __future__ import annotations

from sympy import Add, Dummy, Expr, Max, Or, Piecewise, Poly, S, log, loggamma, oo, together

from symbolic_info.engine.ladder import Run
from symbolic_info.engine.monotone import largest_ratio
from symbolic_info.engine.powers import log_of_atom, matched
from symbolic_info.engine.support import contained, halves, is_interval, unmapped
from symbolic_info.facts import Facts
from symbolic_info.laws.families.lattice import LatticeLaw
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mass import listed, mass
from symbolic_info.laws.transform import Transform
from symbolic_info.rules.shorten import shortest


def log_supremum(p: Law, q: Law | None, run: Run) -> Expr | None:
    """The essential supremum of log(p/q), or of log p; None where it is not known."""
    outcomes = listed(p)
    if outcomes is not None:
        return _of_list(outcomes, q)
    if p.dimension != 1:
        return None
    if q is None:
        return _supremum(p, p.log_density(x := p.variable), x, run.facts)
    inner = unmapped(p, q) or halves(p, q)
    if inner is not None:
        return log_supremum(*inner, run)
    inside = contained(p, q, run.facts)
    if inside == S.false:
        return oo
    x = p.variable
    value = _supremum(p, p.log_density(x) - q.log_density(x), x, run.facts)
    if value is None and inside == S.true and is_interval(p) and is_interval(q):
        return largest_ratio(p, q, run.facts)
    if value is None or inside == S.true or value == oo:
        return value
    return Piecewise((shortest(value, run.facts), inside), (oo, True))


def _of_list(p: Finite, q: Law | None) -> Expr:
    ratios, missed = [], []
    for x, w in p.pmf.items():
        other = S.One if q is None else mass(q, x)
        if w != 0 and other == 0:
            missed.append(w > 0)
        elif w != 0:
            ratios.append(w / other)
    value = log(Max(*ratios)) if ratios else -oo
    return value if not missed else Piecewise((oo, Or(*missed)), (value, True))


def _supremum(p: Law, exponent: Expr, x: Expr, facts: Facts) -> Expr | None:
    found = matched(p, exponent, x, facts)
    if found is None:
        return None
    base, transform, exponents, constant = found
    if isinstance(base, LatticeLaw):
        peak = _on_lattice(base, transform, exponents, facts)
    else:
        peak = _by_growth(transform, exponents, facts)
    return None if peak is None else constant + peak


def _on_lattice(law: LatticeLaw, transform: Transform, exponents: tuple[Expr, ...], facts: Facts) -> Expr | None:
    """A product of powers of atoms that rise with k, of one sign, is largest at an end."""
    k = law.variable
    powers = {log_of_atom(atom): e for atom, e in zip(transform.atoms(k), exponents, strict=True) if e != 0}
    if set(powers) - {k} and not facts.nonnegative(law.lower):
        return None
    rising = all(facts.nonnegative(e) for e in powers.values())
    if not rising and not all(facts.nonnegative(-e) for e in powers.values()):
        return None
    end = law.upper if rising else law.lower
    if end.is_infinite and powers:
        return oo if any(facts.positive(e) or facts.negative(e) for e in powers.values()) else None
    return Add(*(e * feature.subs(k, end) for feature, e in powers.items()))


def _by_growth(transform: Transform, exponents: tuple[Expr, ...], facts: Facts) -> Expr | None:
    n = Dummy("n", positive=True)
    margins = [Poly(e.margin.expand(), n).coeff_monomial(n) for e in transform.edges(*(n * s for s in exponents))]
    if any(facts.negative(m) for m in margins):
        return oo
    if not all(facts.nonnegative(m) for m in margins):
        return None
    return _rate(_stirling(transform.log_value(*(n * s for s in exponents)), n), n, facts)


def _stirling(expr: Expr, n: Expr) -> Expr:
    """Leading order: loggamma(c + s n) ~ s n (log(s n) - 1) and log(c + s n) ~ log(s n)."""

    def slope(argument: Expr) -> Expr:
        return argument.expand().coeff(n, 1)

    expr = expr.replace(
        lambda e: isinstance(e, loggamma) and slope(e.args[0]) != 0,
        lambda e: slope(e.args[0]) * n * (log(slope(e.args[0])) + log(n) - 1),
    )
    return expr.replace(
        lambda e: isinstance(e, log) and slope(e.args[0]) != 0, lambda e: log(slope(e.args[0])) + log(n)
    )


def _rate(expr: Expr, n: Expr, facts: Facts) -> Expr | None:
    """The limit of ``expr/n`` where log(n) cancels and the rest is rational in n."""
    level = Dummy("l")
    terms = expr.xreplace({log(n): level}).expand()
    if not terms.is_rational_function(n):
        return None
    if (terms.coeff(level, 1) / n).limit(n, oo) != 0:
        return None
    numerator, denominator = together(terms.coeff(level, 0)).as_numer_denom()
    top, bottom = Poly(numerator, n), Poly(denominator * n, n)
    if top.degree() > bottom.degree():
        return oo if facts.positive(top.LC() / bottom.LC()) else None
    return top.LC() / bottom.LC() if top.degree() == bottom.degree() else S.Zero
