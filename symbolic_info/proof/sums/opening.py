"""Measures of abstract laws as totals: sums over all points of expressions in densities."""

from __future__ import annotations

from functools import lru_cache

from sympy import Abs, Expr, S, oo

from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.law import Law
from symbolic_info.laws.totals import Total, density, log_density, volume
from symbolic_info.measures.alpha import AlphaDivergence
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.f_divergence import FDivergence
from symbolic_info.measures.jeffreys import JeffreysDivergence
from symbolic_info.measures.jensen import GeometricJSDivergence, JensenRenyiDivergence, SkewDivergence
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.power_integral import PowerIntegral, PowerMeasure
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.proof.kernel.limits import differentiated
from symbolic_info.proof.pointwise import mixture_of

SECONDS = 3.0
MADE_OF_OTHERS = (
    AlphaDivergence,
    JeffreysDivergence,
    GeometricJSDivergence,
    JensenRenyiDivergence,
    SkewDivergence,
    PowerMeasure,
)


def opened(expr: Expr) -> Expr:
    """``expr`` with totals for its measures, derivatives in parameters taken under the sum.

    A measure that is no total (of infinite order) stays as it is.

    >>> from symbolic_info import ChiSquareDivergence, abstract
    >>> from symbolic_info.proof.sums.opening import opened
    >>> opened(ChiSquareDivergence(*abstract("p q")))
    Total(p(x)**2/q(x)) - 1
    """
    found = {m: total_of(m) for m in expr.atoms(Measure)}
    replaced = expr.xreplace({m: t for m, t in found.items() if t is not None})
    return replaced if replaced.has(Measure) else differentiated(replaced)


@lru_cache(maxsize=1024)
def total_of(node: Measure) -> Expr | None:
    """A measure as an expression in totals; None where it is none."""
    if not any(isinstance(law, Abstract) for law in node.laws):
        return derived(node, Budget(SECONDS)).value
    if isinstance(node, Entropy | CrossEntropy):
        p, q = node.laws[0], node.laws[-1]
        return _total(p, -density(p) * log_density(q))
    if isinstance(node, KLDivergence):
        return divergence(*node.laws)
    if isinstance(node, JSDivergence):
        pairs = zip(node.weights, node.laws, strict=True)
        return sum((w * divergence(p, mixture_of(node)) for w, p in pairs), S.Zero)
    if isinstance(node, FDivergence):
        p, q = node.laws
        return _total(q, density(q) * node.function(density(p) / density(q)))
    if isinstance(node, TotalVariation):
        p, q = node.laws
        return _total(p, Abs(density(p) - density(q))) / 2
    if isinstance(node, PowerIntegral):
        return _powers(node)
    return _through_others(node)


def divergence(p: Law, q: Law) -> Expr:
    """D(p || q)."""
    return _total(p, density(p) * (log_density(p) - log_density(q)))


def _total(p: Law, summand: Expr) -> Expr:
    return Total(volume(p) * summand)


def _powers(node: PowerIntegral) -> Expr | None:
    """The exponent 0 asks for the support, which a total does not know."""
    p, q, a, b = node.args
    if a == 0 or a == oo or b == oo:
        return None
    return _total(p, density(p) ** a * density(q) ** b)


def _through_others(node: Measure) -> Expr | None:
    if not isinstance(node, MADE_OF_OTHERS) or (isinstance(node, PowerMeasure) and node.order_is_infinite):
        return None
    definition = node.definition
    parts = {m: total_of(m) for m in definition.atoms(Measure)}
    return None if None in parts.values() else definition.xreplace(parts)
