"""Inequalities, limits and derivatives of families."""

from __future__ import annotations

from typing import Final

from sympy import Derivative, E, Eq, Limit, Rational, Symbol, log, oo, pi, symbols

from symbolic_info.catalog.entry import Entry, Statement
from symbolic_info.laws.families.gamma import Exponential, Gamma
from symbolic_info.laws.families.lattice import Binomial, Poisson
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.finite import Bernoulli
from symbolic_info.measures.entropy import Entropy as H
from symbolic_info.measures.fisher import FisherInformation
from symbolic_info.measures.kl import KLDivergence as KL

a, b, p, q, s, t = symbols("a b p q s t", positive=True)
m, k = symbols("m k", real=True)
n = Symbol("n", integer=True, positive=True)

ENTRIES: Final = (
    Entry(
        "CT-11.6.1-two",
        "lemma 11.6.1",
        "Pinsker's inequality for two outcomes",
        lambda: KL(Bernoulli(p), Bernoulli(q)) >= 2 * (p - q) ** 2,
        false=(lambda: KL(Bernoulli(p), Bernoulli(q)) >= 5 * (p - q) ** 2,),
    ),
    Entry(
        "CT-2.6.4-two",
        "theorem 2.6.4",
        "binary entropy is at most log 2",
        lambda: H(Bernoulli(p)) <= log(2),
        false=(lambda: H(Bernoulli(p)) <= log(2) / 2,),
    ),
    Entry(
        "GS-chi-exponential",
        "section 2",
        "divergence of exponential laws and its symmetric bound",
        lambda: KL(Exponential(a), Exponential(b)) <= a / b + b / a - 2,
        false=(lambda: KL(Exponential(a), Exponential(b)) >= a / b + b / a - 2,),
    ),
    Entry(
        "GS-chi-Poisson",
        "section 2",
        "divergence of Poisson laws is at most the chi-square exponent",
        lambda: KL(Poisson(a), Poisson(b)) <= (a - b) ** 2 / b,
        false=(lambda: KL(Poisson(a), Poisson(b)) <= (a - b) ** 2 / (2 * b),),
    ),
    Entry(
        "GS-chi-Bernoulli",
        "section 2",
        "divergence of Bernoulli laws is at most chi-square",
        lambda: KL(Bernoulli(p), Bernoulli(q)) <= (p - q) ** 2 / (q * (1 - q)),
        false=(lambda: KL(Bernoulli(p), Bernoulli(q)) >= (p - q) ** 2 / (q * (1 - q)),),
    ),
    Entry(
        "KUL-exponential-double",
        "chapter 1",
        "divergence of exponential laws, one of twice the rate",
        lambda: KL(Exponential(a), Exponential(2 * a)) <= log(2),
        status="certified",
    ),
    Entry(
        "CT-8.6.5-exponential-rate",
        "theorem 8.6.5",
        "an exponential law has less entropy than the normal law of its variance",
        lambda: H(Exponential(a)) <= log(2 * pi * E / a**2) / 2,
    ),
    Entry(
        "CT-8.1-growing",
        "example 8.1.2",
        "entropy of a normal law grows with its scale",
        lambda: Derivative(H(Normal(0, a)), a) > 0,
        false=(lambda: Derivative(H(Normal(0, a)), a) < 0,),
    ),
    Entry(
        "CT-8.1-slope",
        "example 8.1.2",
        "slope of the entropy of a normal law in its scale",
        lambda: Eq(Derivative(H(Normal(0, a)), a), 1 / a),
        false=(lambda: Eq(Derivative(H(Normal(0, a)), a), 1 / (2 * a)),),
    ),
    Entry(
        "KUL-2-Fisher-Poisson",
        "chapter 2, section 6",
        "curvature of the divergence of Poisson laws is their Fisher information",
        lambda: Eq(Derivative(KL(Poisson(a), Poisson(t)), (t, 2)).subs(t, a), 1 / a),
        false=(lambda: Eq(Derivative(KL(Exponential(a), Exponential(t)), (t, 2)).subs(t, a), 1 / a),),
    ),
    Entry(
        "KUL-2-Fisher-Normal",
        "chapter 2, section 6",
        "curvature of the divergence of normal laws is their Fisher information",
        lambda: Eq(Derivative(KL(Normal(m, s), Normal(k, s)), (k, 2)).subs(k, m), 1 / s**2),
        false=(lambda: Eq(Derivative(KL(Normal(m, s), Normal(k, s)), (k, 2)).subs(k, m), 1 / (2 * s**2)),),
    ),
    Entry(
        "KUL-2-Fisher-Exponential",
        "chapter 2, section 6",
        "curvature of the divergence of exponential laws is their Fisher information",
        lambda: Eq(
            Derivative(KL(Exponential(a), Exponential(t)), (t, 2)).subs(t, a), FisherInformation(Exponential(a), a, a)
        ),
    ),
    Entry(
        "LMN-B.d-Normal",
        "appendix B",
        "divergence of normal laws whose means approach",
        lambda: Eq(Limit(KL(Normal(0, 1), Normal(m, 1)), m, 0), 0),
        false=(lambda: Eq(Limit(KL(Normal(0, 1), Normal(m, 1)), m, 1), 0),),
    ),
    Entry(
        "LMN-B.d-Exponential",
        "appendix B",
        "divergence from an exponential law of ever greater rate",
        lambda: Eq(Limit(KL(Exponential(a), Exponential(t)), t, oo), oo),
    ),
    Entry(
        "LMN-B.d-Gamma",
        "appendix B",
        "divergence of gamma laws whose scales approach",
        lambda: Eq(Limit(KL(Gamma(2, a), Gamma(2, t)), t, a), 0),
    ),
    Entry(
        "CK-binomial",
        "chapter 2",
        "entropy of a binomial law is not negative",
        lambda: H(Binomial(n, p)) >= 0,
        false=(lambda: Eq(H(Binomial(n, p)), n * H(Bernoulli(p))),),
    ),
    Entry(
        "CT-P8.7",
        "problem 8.7",
        "entropy of a Poisson law by its variance",
        lambda: H(Poisson(a)) <= log(2 * pi * E * (a + Rational(1, 12))) / 2,
        false=(lambda: H(Poisson(a)) <= log(2 * pi * E * a) / 2,),
    ),
    Entry(
        "CT-8.6.5-any-gamma",
        "theorem 8.6.5",
        "normal laws maximize the entropy: gamma laws",
        lambda: H(Gamma(s, t)) <= log(2 * pi * E * s * t**2) / 2,
        false=(lambda: H(Gamma(s, t)) <= log(s * t**2) / 2,),
    ),
    Entry(
        "CT-2.6.3-strict",
        "theorem 2.6.3",
        "the divergence of unequal laws is positive",
        lambda: KL(Poisson(a), Poisson(b)) > 0,
        given=(lambda: a < b,),
        false=(Statement(lambda: KL(Poisson(a), Poisson(b)) > 0),),
    ),
)
