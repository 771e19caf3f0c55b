"""Measures of products of independent laws as sums over the parts."""

from __future__ import annotations

from sympy import Add, Expr

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.channel import Transmitted
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.joint import Product, marginal
from symbolic_info.laws.kernel import Compound
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.vector.normal import MultivariateNormal
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.joint import JointMeasure
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure


def over_parts(node: Measure) -> Expr | None:
    """The measure through those of single laws; None where no law is a product or a marginal is not known.

    Only the second law of a cross-entropy has to be a product: E_p log(q_1 q_2) needs the marginals of p only.
    """
    if isinstance(node, JointMeasure):
        return _of_marginals(node)
    if not any(isinstance(law, Product) for law in node.laws):
        return None
    if isinstance(node, Entropy):
        return Add(*(Entropy(law) for law in node.laws[0].args))
    if isinstance(node, CrossEntropy):
        return _cross_entropy(*node.laws)
    return _divergence(*node.laws) if isinstance(node, KLDivergence) else None


def _of_marginals(node: JointMeasure) -> Expr | None:
    """The entropies of the marginals; those of products fall apart, so that what is independent cancels."""
    if isinstance(as_model(node.laws[0]), Finite | MultivariateNormal | Transmitted | Compound):
        return None
    try:
        total = node.rewrite(Entropy)
    except UnknownLawError:
        return None
    return total.xreplace({h: over_parts(h) or h for h in total.atoms(Entropy)})


def _cross_entropy(p: Law, q: Law) -> Expr | None:
    pairs = _paired(p, q)
    return None if pairs is None else Add(*(CrossEntropy(*pair) for pair in pairs))


def _divergence(p: Law, q: Law) -> Expr | None:
    """A sum of divergences for products of the same parts; else H(p, q) - H(p)."""
    pairs = _paired(p, q)
    if pairs is None:
        return None
    if isinstance(p, Product) and tuple(x for x, _ in pairs) == p.laws:
        return Add(*(KLDivergence(*pair) for pair in pairs))
    return Add(*(CrossEntropy(*pair) for pair in pairs)) - Entropy(p)


def _paired(p: Law, q: Law) -> list[tuple[Law, Law]] | None:
    """The parts of q, each with the marginal of p on its components."""
    if not isinstance(q, Product):
        return None
    if isinstance(p, Product) and [x.dimension for x in p.laws] == [x.dimension for x in q.laws]:
        return list(zip(p.laws, q.laws, strict=True))
    try:
        return [(marginal(p, block), part) for block, part in zip(q.blocks, q.laws, strict=True)]
    except UnknownLawError:
        return None
