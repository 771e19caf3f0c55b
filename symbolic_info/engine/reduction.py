"""Measures of vectors that are measures of numbers."""

from __future__ import annotations

from sympy import ImmutableMatrix, S, sqrt

from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.vector.normal import MultivariateNormal
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.total_variation import TotalVariation

__all__ = ["along_a_line"]


def along_a_line(node: Measure) -> Measure | None:
    """A divergence of two normal vectors with one covariance, along the line through their means; else None.

    A bijection leaves it as it is, and after one that makes the components independent with variance 1 the laws differ
    in the direction of their means only, by the distance of Mahalanobis.

    >>> from sympy import Matrix, eye
    >>> from symbolic_info import JSDivergence
    >>> from symbolic_info.laws import MultivariateNormal
    >>> along_a_line(JSDivergence(MultivariateNormal([0, 0], eye(2)), MultivariateNormal([3, 4], eye(2))))
    JSDivergence(Normal(0, 1), Normal(5, 1))
    """
    if not isinstance(node, JSDivergence | TotalVariation) or len(node.laws) != 2:
        return None
    p, q = node.laws
    if not isinstance(p, MultivariateNormal) or not isinstance(q, MultivariateNormal) or p.args[1] != q.args[1]:
        return None
    if not all(isinstance(part, ImmutableMatrix) for law in (p, q) for part in law.args):
        return None
    gap = p.args[0] - q.args[0]
    (square,) = gap.T * p.args[1].LUsolve(gap)
    line: Measure = node.xreplace({p: Normal(S.Zero, S.One), q: Normal(sqrt(square), S.One)})
    return line
