"""Measures of multivariate normal laws: log-densities are quadratic, so two moments suffice."""

from __future__ import annotations

from sympy import Expr, ImmutableMatrix, S, log

from symbolic_info.engine.ladder import Run
from symbolic_info.laws.law import Law
from symbolic_info.laws.multivariate import MultivariateNormal
from symbolic_info.rules.shorten import shortest

SOURCE = "E (X - m)^T A (X - m) = tr(A S) + (mu - m)^T A (mu - m)"


def minus_mean_log(p: MultivariateNormal, q: MultivariateNormal) -> Expr:
    """-E_p log q = log sqrt((2 pi)^d det S_q) + E_p (X - mu_q)^T S_q^-1 (X - mu_q)/2."""
    return q.log_normalizer() + _mahalanobis(p, q) / 2


def _mahalanobis(p: MultivariateNormal, q: MultivariateNormal) -> Expr:
    if p.covariance == q.covariance and p.mean == q.mean:
        return p.dimension
    adjugate = q.covariance.adjugate()
    return p.mean_quadratic(q.mean, ImmutableMatrix(adjugate)) / q.covariance.det()


def of_vectors(node: Expr, p: Law, q: Law, run: Run, divergence: bool) -> Expr | None:
    """Cross-entropy of normal vectors, or their divergence."""
    if not (isinstance(p, MultivariateNormal) and isinstance(q, MultivariateNormal)):
        return None
    total = minus_mean_log(p, q)
    if divergence:
        ratio = (q.covariance.det() / p.covariance.det()).factor()
        total = (log(ratio) + _mahalanobis(p, q) - p.dimension) / 2
    value = shortest(total, run.facts)
    run.trace.add("mean of a quadratic form", node, value, S.true, SOURCE)
    return value
