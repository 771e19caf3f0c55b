"""Identities between measures of laws of which nothing is known: a decision procedure.

Every measure is a sum of terms ``c E_P[log Q]`` with mixtures P and Q of the laws, so a linear
statement about measures is one about ``sum_x F(p(x), q(x), ...)``.  Write

    F = sum_j R_j log(pi_j) + R_0

with irreducible polynomials pi_j of the densities.  Such logarithms are linearly independent
over the rational functions, hence the statement holds for all laws iff every R_j vanishes and
the linear form R_0 has the right total once every density has mass 1.

Convention: the densities are taken with respect to one measure that all laws share, and every
measure in the statement is finite (finite alphabets with p absolutely continuous where a
divergence needs it, or densities with integrable logarithms).  On finite alphabets both sides
are also equal where they are infinite, unless the statement subtracts infinities.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sympy import Add, Expr, Pow, S, cancel, expand

from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law
from symbolic_info.laws.totals import DensityAt
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.proof.kernel.logs import split, split_all
from symbolic_info.proof.parts import components, linear_parts, measures_in, mixture_of


@dataclass(frozen=True)
class LogTerm:
    """``weight * E_p[log q]``."""

    weight: Expr
    p: Law
    q: Law


def log_terms(node: Measure) -> tuple[LogTerm, ...]:
    """The measure as expectations of logarithms of densities.

    >>> from symbolic_info import Entropy, abstract
    >>> from symbolic_info.proof.pointwise import log_terms
    >>> log_terms(Entropy(abstract("p")))
    (LogTerm(weight=-1, p=p, q=p),)
    """
    if isinstance(node, JSDivergence):
        m, pairs = mixture_of(node), zip(node.weights, node.laws, strict=True)
        return tuple(t for w, p in pairs for t in (LogTerm(w, p, p), LogTerm(-w, p, m)))
    if isinstance(node, KLDivergence):
        p, q = node.laws
        return (LogTerm(S.One, p, p), LogTerm(S.NegativeOne, p, q))
    if isinstance(node, CrossEntropy):
        return (LogTerm(S.NegativeOne, *node.laws),)
    assert isinstance(node, Entropy)
    return (LogTerm(S.NegativeOne, node.laws[0], node.laws[0]),)


def density(law: Law) -> Expr:
    """The density of a law at a point, linear in those of its components."""
    return Add(*(w * DensityAt(base) for base, w in components(law).items()))


def factored(expr: Expr, facts: Facts) -> dict[Expr, Expr] | None:
    """``{log(pi_j): R_j}``, R_0 plus the constant under 1; None where ``expr`` is not linear in measures."""
    parts = linear_parts(expr)
    if parts is None:
        return None
    coefficients, constant = parts
    table = {S.One: split_all(constant, facts)}
    for node, coefficient in coefficients.items():
        for term in log_terms(node):
            _add_term(table, split_all(coefficient, facts) * term.weight, term, facts)
    return {atom: r for atom, r in ((a, _reduced(r)) for a, r in table.items()) if r != 0}


def _reduced(coefficient: Expr) -> Expr:
    """``cancel`` only where a sum stands in a denominator."""
    flat = expand(coefficient)
    sums = (f for f in flat.atoms(Pow) if f.base.is_Add and f.exp.is_negative)
    return cancel(flat) if any(sums) else flat


@lru_cache(maxsize=512)
def _log_density(law: Law, facts: Facts) -> Expr:
    return split(density(law), facts)


def _add_term(table: dict[Expr, Expr], weight: Expr, term: LogTerm, facts: Facts) -> None:
    for part in Add.make_args(_log_density(term.q, facts)):
        number, logarithm = part.as_coeff_Mul()
        key, value = (logarithm, S.One) if logarithm.has(DensityAt) else (S.One, logarithm)
        table[key] = table.get(key, S.Zero) + weight * number * value * density(term.p)


def normal_form(expr: Expr, facts: Facts) -> dict[Expr, Expr] | None:
    """`factored`, with the mass 1 of every density put into R_0."""
    table = factored(expr, facts)
    if table is None:
        return None
    constant = _reduced(with_unit_mass(table.pop(S.One, S.Zero)))
    return table if constant == 0 else {**table, S.One: constant}


def with_unit_mass(linear: Expr) -> Expr:
    """A linear form in the densities, summed over all points."""
    return linear.xreplace(dict.fromkeys(linear.atoms(DensityAt), S.One))


def as_expression(expr: Expr, facts: Facts) -> Expr | None:
    """``expr`` in normal form as one expanded expression; measures inside functions are replaced one by one."""
    table = normal_form(expr, facts)
    if table is not None:
        return expand(joined(table))
    forms = {m: as_expression(m, facts) for m in measures_in(expr)}
    return None if None in forms.values() else expand(split_all(expr.xreplace(forms), facts))


def holds(difference: Expr, facts: Facts) -> bool | None:
    """Whether ``difference`` is 0 for all laws; None where the procedure does not apply.

    >>> from symbolic_info import CrossEntropy, Entropy, KLDivergence, abstract
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.proof.pointwise import holds
    >>> p, q = abstract("p q")
    >>> holds(KLDivergence(p, q) - CrossEntropy(p, q) + Entropy(p), Facts())
    True
    >>> holds(KLDivergence(p, q) - KLDivergence(q, p), Facts())
    False
    """
    table = normal_form(difference, facts)
    if table is not None:
        return not table
    form = as_expression(difference, facts)
    return True if form == 0 else None


def joined(table: dict[Expr, Expr]) -> Expr:
    """sum_j R_j log(pi_j) + R_0."""
    return Add(*(r * atom for atom, r in table.items()))
