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

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sympy import Add, Dummy, Expr, Pow, S, Symbol, Tuple, cancel, expand, log

from symbolic_info.facts import Facts
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.proof.logs import split, split_all

POINT = Symbol("x")


class DensityAt(Expr):
    """The density of a law at the point x, where it is positive."""

    is_commutative = True
    is_positive = True

    def _sympystr(self, printer: Any) -> str:
        return f"{printer.doprint(self.args[0])}({POINT})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"{printer.doprint(self.args[0])}{power}({POINT})"


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


def mixture_of(node: JSDivergence) -> Law:
    """The mixture with its parts in sight; finite laws would be summed up to one list."""
    m: Law = node.mixture
    return Mixture(Tuple(*node.laws), Tuple(*node.weights)) if isinstance(m, Finite) else m


def components(law: Law) -> dict[Law, Expr]:
    """A mixture as a combination of laws that are none."""
    if not isinstance(law, Mixture):
        return {law: S.One}
    out: dict[Law, Expr] = {}
    for weight, part in zip(law.weights, law.laws, strict=True):
        for base, share in components(part).items():
            out[base] = out.get(base, S.Zero) + weight * share
    return out


def density(law: Law) -> Expr:
    """The density of a law at a point, linear in those of its components."""
    return Add(*(w * DensityAt(base) for base, w in components(law).items()))


def linear_parts(expr: Expr) -> tuple[dict[Measure, Expr], Expr] | None:
    """Coefficients of the measures and the constant; None where a measure occurs non-linearly.

    >>> from symbolic_info import Entropy, abstract
    >>> from symbolic_info.proof.pointwise import linear_parts
    >>> linear_parts(2 * Entropy(abstract("p")) + 3)
    ({Entropy(p): 2}, 3)
    """
    marks = {m: Dummy(f"m{i}") for i, m in enumerate(measures_in(expr))}
    marked = expr.xreplace(marks)
    slopes = {m: expand(marked.diff(s)) for m, s in marks.items()}
    if any(slope.has(*marks.values()) for slope in slopes.values()):
        return None
    return slopes, marked.xreplace(dict.fromkeys(marks.values(), S.Zero))


def measures_in(expr: Expr) -> list[Measure]:
    """The measures, in a fixed order."""
    return sorted(expr.atoms(Measure), key=str)


def summand(expr: Expr) -> Expr | None:
    """F plus the constant: the statement under the sum, as it stands."""
    parts = linear_parts(expr)
    if parts is None:
        return None
    coefficients, constant = parts
    return Add(constant, *(c * _integrand(m) for m, c in coefficients.items()))


def _integrand(node: Measure) -> Expr:
    if isinstance(node, JSDivergence):
        pairs = zip(node.weights, node.laws, strict=True)
        return Add(*(w * _divergence(p, mixture_of(node)) for w, p in pairs))
    if isinstance(node, KLDivergence):
        return _divergence(*node.laws)
    return -density(node.laws[0]) * log(density(node.laws[-1]))


def _divergence(p: Law, q: Law) -> Expr:
    return density(p) * log(density(p) / density(q))


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


def bases(laws: Iterable[Law]) -> list[Law]:
    """The laws that are no mixtures, in a fixed order."""
    return sorted({base for law in laws for base in components(law)}, key=str)
