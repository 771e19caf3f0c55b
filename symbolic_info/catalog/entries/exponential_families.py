"""Exponential families, temperature, likelihood and expectations of logarithms."""

from __future__ import annotations

from typing import Final

from sympy import Eq, Expr, Symbol, exp, log

from symbolic_info.catalog.entry import Entry
from symbolic_info.laws.abstract import abstract
from symbolic_info.laws.law import Law
from symbolic_info.laws.tilted import softmax
from symbolic_info.laws.totals import Total, density, expectation, functions
from symbolic_info.measures.alpha import AlphaDivergence
from symbolic_info.measures.chi_square import ChiSquareDivergence
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy as H
from symbolic_info.measures.js_distance import JSDistance
from symbolic_info.measures.kl import KLDivergence as KL
from symbolic_info.measures.renyi import RenyiDivergence
from symbolic_info.measures.tsallis import TsallisEntropy

p, q, r = abstract("p q r")
P, Q = density(p), density(q)
f, z, u = functions("f z u")
t, T = Symbol("t", real=True), Symbol("T", positive=True)
tilted = softmax(t * f)
warm = softmax(z / T)


def log_partition(x: Expr) -> Expr:
    """The logarithm of the sum of the exponentials."""
    return log(Total(exp(x)))


def mean(x: Expr, law: Law = tilted) -> Expr:
    """The expectation under the tilted law, or another."""
    return expectation(x, law)


ENTRIES: Final = (
    Entry(
        "NG-Bregman",
        "section 3",
        "divergence in an exponential family is a Bregman divergence of the log-partition function",
        lambda: Eq(KL(softmax(z), softmax(u)), log_partition(u) - log_partition(z) - mean(u - z, softmax(z))),
        false=(lambda: Eq(KL(softmax(z), softmax(u)), log_partition(z) - log_partition(u) - mean(u - z, softmax(z))),),
    ),
    Entry(
        "NG-mean",
        "section 1",
        "slope of the log-partition function is the mean",
        lambda: Eq(log_partition(t * f).diff(t), mean(f)),
        false=(lambda: Eq(log_partition(t * f).diff(t), mean(f**2)),),
    ),
    Entry(
        "NG-variance",
        "section 1",
        "curvature of the log-partition function is the variance",
        lambda: Eq(log_partition(t * f).diff(t, 2), mean(f**2) - mean(f) ** 2),
        false=(lambda: Eq(log_partition(t * f).diff(t, 2), mean(f**2)),),
    ),
    Entry(
        "MK-31-temperature",
        "chapter 31",
        "entropy of a softmax of temperature T",
        lambda: Eq(H(warm), log_partition(z / T) - mean(z, warm) / T),
        false=(lambda: Eq(H(warm), log_partition(z / T) - mean(z, warm)),),
    ),
    Entry("MK-31-heating", "chapter 31", "entropy grows with the temperature", lambda: H(warm).diff(T) >= 0),
    Entry("CT-E2.2", "equation (2.2)", "entropy is the mean self-information", lambda: Eq(mean(-log(P), p), H(p))),
    Entry(
        "DL-5.5-likelihood",
        "section 5.5",
        "mean negative log-likelihood is the cross-entropy",
        lambda: Eq(mean(-log(Q), p), CrossEntropy(p, q)),
        false=(lambda: Eq(mean(-log(Q), p), CrossEntropy(q, p)),),
    ),
    Entry(
        "GAN-3-nonsaturating",
        "section 3",
        "losses of the generator at the optimal discriminator",
        lambda: Eq(mean(-log(P / (P + Q)), q), mean(-log(Q / (P + Q)), q) + KL(q, p)),
        false=(lambda: Eq(mean(-log(P / (P + Q)), q), mean(-log(Q / (P + Q)), q) + KL(p, q)),),
    ),
    Entry("TSA-entropy", "section 2", "Tsallis entropy of order 2", lambda: Eq(TsallisEntropy(p, 2), 1 - Total(P**2))),
    Entry(
        "CSZ-alpha",
        "section 1",
        "alpha-divergence of order two",
        lambda: Eq(AlphaDivergence(p, q, 2), ChiSquareDivergence(p, q) / 2),
        false=(lambda: Eq(AlphaDivergence(p, q, 2), ChiSquareDivergence(p, q)),),
    ),
    Entry(
        "VEH-positive",
        "theorem 8",
        "Renyi divergence is not negative",
        lambda: RenyiDivergence(p, q, 2) >= 0,
        false=(lambda: RenyiDivergence(p, q, 2) <= KL(p, q),),
    ),
    Entry(
        "ES-symmetric",
        "theorem 1",
        "this distance is symmetric",
        lambda: Eq(JSDistance(p, q), JSDistance(q, p)),
    ),
    Entry(
        "ES-distance",
        "theorem 1",
        "triangle inequality of the Jensen-Shannon distance",
        lambda: JSDistance(p, r) <= JSDistance(p, q) + JSDistance(q, r),
        status="cited",
    ),
)
