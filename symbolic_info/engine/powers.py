"""Integrals of p**a q**b: the exponents of a log-linear integrand are the arguments of a law's transform.

In the variable z of the base law of p, (a - 1) log p + b log q is a linear combination of the
logarithms of the transform's atoms; its coefficients are the exponents, so that the integral is
one value of the transform, finite inside the strip.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sympy import Add, And, Expr, S, Symbol, exp, log, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.convergence import outcome
from symbolic_info.engine.expansion import expansion
from symbolic_info.engine.ladder import Run
from symbolic_info.engine.sections import Undecided
from symbolic_info.engine.support import contained, disjoint, overlap
from symbolic_info.facts import Facts
from symbolic_info.laws.image import Image, Symmetric
from symbolic_info.laws.law import BaseLaw, Family, Law
from symbolic_info.laws.spliced import Spliced
from symbolic_info.laws.transform import Transform
from symbolic_info.rules.bends import smooth
from symbolic_info.rules.exponents import exponential_of, with_powers
from symbolic_info.rules.monomials import monomial_terms


@dataclass(frozen=True)
class Case:
    """The logarithm of an integral where ``condition`` holds and none of the cases before does.

    ``oo`` stands for an infinite integral, ``-oo`` for 0 (densities that nowhere meet).
    """

    log: Expr
    condition: Boolean = S.true


def log_power_integral(p: Law, q: Law, a: Expr, b: Expr, run: Run) -> tuple[Case, ...] | None:
    """log of the integral of p**a q**b, a >= 0, case by case; None where it is not known everywhere."""
    if a == b == 0 and isinstance(p, BaseLaw) and p.discrete and p.upper.is_finite and p.lower.is_finite:
        return (Case(log(p.upper - p.lower + 1)),)
    if b == 0:
        return _closed(_under(p, (a - 1) * p.log_density(x := p.variable), x, run))
    inside = contained(p, q, run.facts)
    cases = list(_restricted(_on_first(p, q, a, b, run), inside))
    if inside == S.true:
        return _closed(cases)
    if inside != S.false and not cases:
        return None
    return _closed([*cases, *_outside(p, q, a, b, run)])


def _on_first(p: Law, q: Law, a: Expr, b: Expr, run: Run) -> tuple[Case, ...]:
    """E_p[p**(a - 1) q**b], or E_q[p**a q**(b - 1)] where the supports agree."""
    x = p.variable
    found = _under(p, (a - 1) * p.log_density(x) + b * q.log_density(x), x, run)
    if found or contained(p, q, run.facts) != S.true or contained(q, p, run.facts) != S.true:
        return found
    x = q.variable
    return _under(q, a * p.log_density(x) + (b - 1) * q.log_density(x), x, run)


def _outside(p: Law, q: Law, a: Expr, b: Expr, run: Run) -> tuple[Case, ...]:
    """The cases in which p has mass where q has none: infinite for b < 0, else only the common part counts."""
    if run.facts.negative(b):
        return (Case(oo),)
    infinite = () if run.facts.positive(b) else (Case(oo, b < 0),)
    if disjoint(p, q, run.facts) == S.true:
        return (*infinite, Case(-oo))
    if (constant := _constant(p, q, a, b)) is not None:
        shared = overlap(p, q, run.facts)
        meet = run.facts.reduce(shared > 0)
        return (*infinite, Case(constant + log(shared), meet), *(() if meet == S.true else (Case(-oo),)))
    reverse = contained(q, p, run.facts)
    if reverse != S.true and not _nested(p, q):
        return ()
    return (*infinite, *_on_first(q, p, b, a, run))


def _constant(p: Law, q: Law, a: Expr, b: Expr) -> Expr | None:
    """The logarithm of p**a q**b where both densities are constant."""
    x = p.variable
    exponent = a * p.log_density(x) + b * q.log_density(x)
    return None if exponent.has(x) else exponent


def _nested(p: Law, q: Law) -> bool:
    """Whether one support lies in the other for certain, as those of two half-lines do."""
    return bool(p.lower == q.lower or p.upper == q.upper) and not isinstance(q, Spliced)


def _restricted(cases: tuple[Case, ...], condition: Boolean) -> tuple[Case, ...]:
    if condition == S.false:
        return ()
    return tuple(Case(c.log, And(condition, c.condition)) for c in cases)


def _closed(cases: tuple[Case, ...] | list[Case]) -> tuple[Case, ...] | None:
    """The cases up to the first that holds for certain; None where none does."""
    for i, case in enumerate(cases):
        if case.condition == S.true:
            return tuple(cases[: i + 1])
    return None


def _under(p: Law, exponent: Expr, x: Symbol, run: Run) -> tuple[Case, ...]:
    """log E_p exp(exponent): finite under conditions, infinite otherwise; empty where it is not known."""
    run.budget.check()
    ways = (_by_transform, _by_special, _by_expansion)
    found = next((case for way in ways if (case := way(p, exponent, x, run.facts)) is not None), None)
    if found is None:
        return ()
    return (found,) if found.condition == S.true else (found, Case(oo))


def _by_transform(p: Law, exponent: Expr, x: Symbol, facts: Facts) -> Case | None:
    found = matched(p, exponent, x, facts)
    if found is not None:
        return _value(*found[1:], facts)
    base, carried, z = _carried(p, exponent, x)
    return _of_symmetric(base, carried, z, facts) if isinstance(base, Symmetric) else None


def _carried(p: Law, exponent: Expr, x: Symbol) -> tuple[Law, Expr, Symbol]:
    """The base law of ``p`` and the exponent in its variable."""
    while True:
        if isinstance(p, Family):
            p = p.model()
        elif isinstance(p, Image):
            p, exponent, x = _before(p, exponent, x)
        else:
            return p, exponent, x


def _of_symmetric(p: Symmetric, exponent: Expr, x: Symbol, facts: Facts) -> Case | None:
    """The two halves added up."""
    w = p.source.variable
    right, left = exponent.subs(x, w), exponent.subs(x, -w)
    halves = [_by_transform(p.source, e, w, facts) for e in (right, left)]
    if halves[0] is None or halves[1] is None or oo in (halves[0].log, halves[1].log):
        return None
    total = Add(*(exponential_of(h.log) for h in halves if h is not None)) / 2
    return Case(log(total), And(halves[0].condition, halves[1].condition))


Match = tuple[BaseLaw, Transform, tuple[Expr, ...], Expr]


def matched(p: Law, exponent: Expr, x: Symbol, facts: Facts) -> Match | None:
    """The base law, its transform, the exponents of its atoms and the rest that is constant."""
    law, carried, z = _carried(p, exponent, x)
    if isinstance(law, Symmetric) and (carried - carried.subs(z, -z)).expand() == 0:
        w = law.source.variable
        return matched(law.source, carried.subs(z, w), w, facts)
    if not isinstance(law, BaseLaw):
        return None
    inside = facts.with_conditions(*(c for c in (z > law.lower, z < law.upper) if c not in (S.true, S.false)))
    terms: dict[Expr, Expr] = {}
    for term in monomial_terms(carried, z, inside):
        coefficient, feature = term.as_independent(z, as_Add=False)
        terms[feature] = terms.get(feature, S.Zero) + coefficient
    terms = {f: e for f, c in terms.items() if (e := c.expand()) != 0}
    constant = terms.pop(S.One, S.Zero)
    found = ((t, e) for t in law.transforms() if (e := _exponents(terms, t, z)) is not None)
    return next(((law, t, e, constant) for t, e in found), None)


def _exponents(terms: dict[Expr, Expr], transform: Transform, z: Symbol) -> tuple[Expr, ...] | None:
    """The coefficients of the logarithms of the atoms, where ``terms`` holds no other feature."""
    logs = [log_of_atom(atom) for atom in transform.atoms(z)]
    if set(terms) - set(logs):
        return None
    found = tuple(terms.get(feature, S.Zero) for feature in logs)
    return found if transform.domain(*found) else None


def log_of_atom(atom: Expr) -> Expr:
    """The logarithm of an atom of a transform."""
    return atom.args[0] if isinstance(atom, exp) else log(atom)


def _value(transform: Transform, exponents: tuple[Expr, ...], constant: Expr, facts: Facts) -> Case | None:
    edges = [replace(e, margin=smooth(with_powers(e.margin), facts)) for e in transform.edges(*exponents)]
    if any(e.reached(facts) is False for e in edges):
        return Case(oo)
    if any(e.closed is None and not e.reached(facts) for e in edges):
        return None
    condition = And(*(facts.reduce(e.condition) for e in edges))
    return Case(constant + transform.log_value(*exponents), condition)


def _by_special(p: Law, exponent: Expr, x: Symbol, facts: Facts) -> Case | None:
    """The exponential as a product of powers in the variable of a law that knows more than its transforms."""
    while not hasattr(p, "special") and isinstance(p, Family | Image):
        p, exponent, x = (p.model(), exponent, x) if isinstance(p, Family) else _before(p, exponent, x)
    if not hasattr(p, "special") or p.discrete:
        return None
    inside = facts.with_conditions(*(c for c in (x > p.lower, x < p.upper) if c not in (S.true, S.false)))
    constant, moving = Add(*monomial_terms(exponent, x, inside)).as_independent(x, as_Add=True)
    value = p.special(exponential_of(moving), x, inside)
    return None if value is None else Case(constant + log(value))


def _before(p: Image, exponent: Expr, x: Symbol) -> tuple[Law, Expr, Symbol]:
    """The source of an image and the exponent in its variable."""
    z = p.source.variable
    return p.source, p.map.carried(exponent, x, z), z


def _by_expansion(p: Law, exponent: Expr, x: Symbol, facts: Facts) -> Case | None:
    """The expectation of the exponential as any other feature."""
    constant, moving = exponent.expand(log=False).as_independent(x, as_Add=True)
    factor, feature = exponential_of(moving).as_independent(x, as_Add=False)
    try:
        pieces = expansion(feature, x, p, facts)
    except Undecided:
        return None
    found = None if pieces is None else outcome(pieces, facts)
    if found is None or found.value == oo:
        return None if found is None else Case(oo)
    if found.condition != S.true and found.otherwise != oo:
        return None
    return Case(constant + log(factor) + log(found.value), found.condition)
