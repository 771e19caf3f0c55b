"""Entropy, cross-entropy, relative entropy and Jensen-Shannon divergence of abstract laws."""

from __future__ import annotations

from typing import Final

from sympy import Eq, Equivalent, Implies

from symbolic_info.catalog.entry import Entry
from symbolic_info.laws import abstract, mixture
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence

p, q, r = abstract("p q r")
m = mixture([p, q])

ENTRIES: Final = (
    Entry(
        "LMN-B.KL",
        "appendix B",
        "divergence as excess of the cross-entropy",
        "D(p||q) = H(p,q) - H(p)",
        false=("D(p||q) = H(p,q) - H(q)", "D(p||q) = H(q,p) - H(p)", "D(p||q) = H(p) - H(p,q)"),
    ),
    Entry(
        "LMN-B.self",
        "appendix B",
        "cross-entropy of a law with itself",
        "H(p,p) = H(p)",
        false=("H(p,q) = H(p)", "H(p,p) = 2*H(p)"),
    ),
    Entry(
        "CT-2.6.3",
        "theorem 2.6.3",
        "information inequality",
        "D(p||q) >= 0",
        false=("D(p||q) > 0", "D(p||q) <= 0"),
    ),
    Entry(
        "CT-2.6.3-equality",
        "theorem 2.6.3",
        "information inequality, equality case",
        lambda: Equivalent(Eq(KLDivergence(p, q), 0), Eq(p, q)),
        false=(lambda: Implies(Eq(KLDivergence(p, q), KLDivergence(q, p)), Eq(p, q)),),
    ),
    Entry("LMN-B.Gibbs", "appendix B", "entropy is at most cross-entropy", "H(p) <= H(p,q)", false=("H(p) >= H(p,q)",)),
    Entry(
        "LMN-B.a-mixture",
        "appendix B",
        "cross-entropy is linear in its first law",
        "H((p+q)/2, r) = H(p,r)/2 + H(q,r)/2",
        false=("H(r, (p+q)/2) = H(r,p)/2 + H(r,q)/2",),
    ),
    Entry(
        "LMN-B.c",
        "appendix B",
        "divergences of equal variance are symmetric",
        "D(Normal(mu, s)||Normal(nu, s)) = D(Normal(nu, s)||Normal(mu, s))",
        false=("D(Normal(mu, s)||Normal(nu, t)) = D(Normal(nu, t)||Normal(mu, s))",),
    ),
    Entry(
        "CT-2.3.1",
        "example 2.3.1",
        "relative entropy of two Bernoulli laws",
        "D(Bernoulli(r)||Bernoulli(s)) = (1-r)*log((1-r)/(1-s)) + r*log(r/s)",
        "0 < r < 1, 0 < s < 1",
        false=("D(Bernoulli(r)||Bernoulli(s)) = D(Bernoulli(s)||Bernoulli(r))",),
    ),
    Entry(
        "LMN-B.5",
        "equation (B.5)",
        "Jensen-Shannon divergence",
        "JSD(p,q) = D(p||(p+q)/2)/2 + D(q||(p+q)/2)/2",
        false=("JSD(p,q) = D((p+q)/2||p)/2 + D((p+q)/2||q)/2", "JSD(p,q) = D(p||q)/2 + D(q||p)/2"),
    ),
    Entry("LMN-B.5-symmetric", "appendix B", "JSD is symmetric", "JSD(p,q) = JSD(q,p)"),
    Entry("LIN-4-positive", "section IV", "JSD is non-negative", "JSD(p,q) >= 0", false=("JSD(p,q) > 0",)),
    Entry(
        "LMN-B.5-bound",
        "appendix B",
        "JSD is at most log 2",
        "JSD(p,q) <= log(2)",
        false=("JSD(p,q) <= log(2)/2", "JSD(p,q) < log(2)"),
    ),
    Entry(
        "LIN-4-entropies",
        "section IV",
        "JSD as an entropy difference",
        "JSD(p,q) = H((p+q)/2) - H(p)/2 - H(q)/2",
        false=("JSD(p,q) = H((p+q)/2) - H(p) - H(q)",),
    ),
    Entry(
        "LIN-3-jeffreys",
        "section III",
        "JSD is at most a quarter of the Jeffreys divergence",
        "JSD(p,q) <= D(p||q)/4 + D(q||p)/4",
        false=("JSD(p,q) >= D(p||q)/8 + D(q||p)/8",),
    ),
    Entry(
        "ES-triangle",
        "theorem 1",
        "the square root of JSD is a metric",
        "sqrt(JSD(p,r)) <= sqrt(JSD(p,q)) + sqrt(JSD(q,r))",
        status="cited",
        false=("JSD(p,r) <= JSD(p,q) + JSD(q,r)", "sqrt(JSD(p,r)) >= sqrt(JSD(p,q)) + sqrt(JSD(q,r))"),
    ),
    Entry(
        "LMN-B.5-zero",
        "appendix B",
        "JSD vanishes for equal laws only",
        lambda: Equivalent(Eq(JSDivergence(p, q), 0), Eq(p, q)),
    ),
    Entry(
        "TOP-compensation",
        "theorem 1",
        "compensation identity (Topsoe)",
        "D(p||r)/2 + D(q||r)/2 = JSD(p,q) + D((p+q)/2||r)",
        false=("D(p||r)/2 + D(q||r)/2 = JSD(p,q)", "D(r||p)/2 + D(r||q)/2 = JSD(p,q) + D(r||(p+q)/2)"),
    ),
    Entry(
        "TOP-compensation-weighted",
        "theorem 1",
        "compensation identity with weights",
        "t*D(p||r) + (1-t)*D(q||r) = t*D(p||t*p+(1-t)*q) + (1-t)*D(q||t*p+(1-t)*q) + D(t*p+(1-t)*q||r)",
        "0 < t < 1",
    ),
    Entry(
        "CT-2.7.2",
        "theorem 2.7.2",
        "relative entropy is jointly convex",
        "D(t*p+(1-t)*r||t*q+(1-t)*s) <= t*D(p||q) + (1-t)*D(r||s)",
        "0 < t < 1",
        false=("D(t*p+(1-t)*r||t*q+(1-t)*s) >= t*D(p||q) + (1-t)*D(r||s)",),
    ),
    Entry(
        "CT-2.7.2-first",
        "theorem 2.7.2",
        "relative entropy is convex in its first law",
        "D(t*p+(1-t)*q||r) <= t*D(p||r) + (1-t)*D(q||r)",
        "0 < t < 1",
        false=("D(t*p+(1-t)*q||r) = t*D(p||r) + (1-t)*D(q||r)",),
    ),
    Entry(
        "CT-2.7.2-second",
        "theorem 2.7.2",
        "relative entropy is convex in its second law",
        "D(r||t*p+(1-t)*q) <= t*D(r||p) + (1-t)*D(r||q)",
        "0 < t < 1",
    ),
    Entry(
        "CT-2.7.3",
        "theorem 2.7.3",
        "entropy is concave",
        "H(t*p+(1-t)*q) >= t*H(p) + (1-t)*H(q)",
        "0 < t < 1",
        false=("H(t*p+(1-t)*q) <= t*H(p) + (1-t)*H(q)", "H(t*p+(1-t)*q) = t*H(p) + (1-t)*H(q)"),
    ),
    Entry(
        "CT-P2.10",
        "problem 2.10",
        "entropy of a mixture exceeds by at most the entropy of the selector",
        "H(t*p+(1-t)*q) <= t*H(p) + (1-t)*H(q) - t*log(t) - (1-t)*log(1-t)",
        "0 < t < 1",
        false=("H(t*p+(1-t)*q) <= t*H(p) + (1-t)*H(q) - t*log(t)",),
    ),
    Entry(
        "LMN-B.5-convex",
        "appendix B",
        "JSD is jointly convex",
        "JSD((p+r)/2, (q+s)/2) <= JSD(p,q)/2 + JSD(r,s)/2",
    ),
    Entry(
        "KUL-J-cross",
        "chapter 1",
        "Jeffreys divergence through cross-entropies",
        "D(p||q) + D(q||p) = H(p,q) + H(q,p) - H(p) - H(q)",
    ),
    Entry(
        "LIN-3-K",
        "section III",
        "K divergence is at most half the relative entropy",
        "D(p||(p+q)/2) <= D(p||q)/2",
        false=("D(p||(p+q)/2) >= D(p||q)/2",),
    ),
    Entry("LIN-3-K-bound", "section III", "K divergence is at most log 2", "D(p||(p+q)/2) <= log(2)"),
    Entry(
        "LIN-3-K-bound-weight",
        "section III",
        "divergence from a mixture is bounded",
        "D(p||t*p+(1-t)*q) <= -log(t)",
        "0 < t < 1",
        false=("D(q||t*p+(1-t)*q) <= -log(t)",),
    ),
    Entry(
        "CK-third-law",
        "chapter 1",
        "three laws",
        "D(p||r) - D(p||q) = H(p,r) - H(p,q)",
        false=("D(p||r) >= D(p||q) + D(q||r)", "D(p||r) <= D(p||q) + D(q||r)"),
    ),
)
