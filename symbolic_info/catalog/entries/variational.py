"""Variational formulas, evidence bounds, softmax, exponential families, derivatives towards a law."""

from __future__ import annotations

from typing import Final

from sympy import Abs, Basic, E, Eq, Expr, Limit, Symbol, exp, log, pi, symbols

from symbolic_info.catalog.entry import Entry, Statement
from symbolic_info.laws.abstract import abstract
from symbolic_info.laws.families.gamma import Exponential
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.mixture import mixture
from symbolic_info.laws.relabelled import bijection
from symbolic_info.laws.tilted import equiprobable, normalized, softmax, tilted
from symbolic_info.laws.totals import Total, density, expectation, functions, indicator, outcome
from symbolic_info.measures.cross_entropy import CrossEntropy as CE
from symbolic_info.measures.entropy import Entropy as H
from symbolic_info.measures.js import JSDivergence as JSD
from symbolic_info.measures.kl import KLDivergence as KL

p, q, r, y = abstract("p q r y")
P, Q = density(p), density(q)
f, z, u = functions("f z u")
x, A, B = functions("x A B", positive=True)
k, l = indicator("k"), indicator("l")
t, c, e, d = symbols("t c e d", real=True)
s, lam = symbols("s lambda", positive=True)
scale = Symbol("scale", real=True, nonzero=True)
n = Symbol("n", integer=True, positive=True)
pn = abstract("p", finite=n)
moving = mixture([p, q], [1 - t, t])
geometric = normalized(P ** (1 - s) * Q**s)
stretched, renamed = bijection("T", Abs(scale)), bijection("phi")
X, mu, sigma = outcome(), Symbol("mu", real=True), Symbol("sigma", positive=True)
g = abstract("g", density=True)
NORMAL = Normal(mu, sigma)
LARGEST = log(2 * pi * E * sigma**2) / 2
MEAN, SQUARE = (lambda: Eq(expectation(X, g), mu)), (lambda: Eq(expectation(X**2, g), mu**2 + sigma**2))


def loss(logits: Expr) -> Expr:
    """The cross-entropy of the labels y from the softmax of the logits."""
    return -expectation(log(density(softmax(logits))), y)


def bound() -> Expr:
    """The evidence lower bound of an unnormalized joint density A by the law q."""
    return Total(Q * (log(A) - log(Q)))


def tilting() -> Basic:
    """What tilting does to a divergence when the means agree."""
    return Eq(KL(p, tilted(q, lam * f)) - KL(p, q), log(expectation(exp(lam * f), q)) - lam * expectation(f, q))


ENTRIES: Final = (
    Entry(
        "BLEI-ELBO",
        "section 2.2",
        "evidence is its lower bound and a divergence from the posterior",
        lambda: Eq(log(Total(A)), bound() + KL(q, normalized(A))),
        false=(lambda: Eq(log(Total(A)), bound()), lambda: Eq(log(Total(A)), bound() - KL(q, normalized(A)))),
    ),
    Entry(
        "BLEI-ELBO-bound",
        "section 2.2",
        "evidence lower bound",
        lambda: log(Total(A)) >= bound(),
        false=(lambda: log(Total(A)) <= bound(),),
    ),
    Entry(
        "DV-gap",
        "lemma 2.1",
        "Donsker-Varadhan with its gap",
        lambda: Eq(KL(p, q), expectation(f, p) - log(expectation(exp(f), q)) + KL(p, tilted(q, f))),
        false=(lambda: Eq(KL(p, q), expectation(f, p) - log(expectation(exp(f), q))),),
    ),
    Entry(
        "DV-bound",
        "lemma 2.1",
        "Donsker-Varadhan bound",
        lambda: expectation(f, p) - log(expectation(exp(f), q)) <= KL(p, q),
        false=(lambda: expectation(f, p) - log(expectation(exp(f), q)) >= KL(p, q),),
    ),
    Entry(
        "MK-33",
        "chapter 33",
        "Gibbs variational identity",
        lambda: Eq(log(Total(exp(z))), expectation(z, p) + H(p) + KL(p, softmax(z))),
        false=(lambda: Eq(log(Total(exp(z))), expectation(z, p) + H(p)),),
    ),
    Entry(
        "MK-33-entropy",
        "chapter 33",
        "entropy of the softmax",
        lambda: Eq(H(softmax(z)), log(Total(exp(z))) - expectation(z, softmax(z))),
        false=(lambda: Eq(H(softmax(z)), log(Total(exp(z)))),),
    ),
    Entry(
        "BV-3.1.5",
        "section 3.1.5",
        "log-sum-exp is convex",
        lambda: log(Total(exp(z / 2 + u / 2))) <= log(Total(exp(z))) / 2 + log(Total(exp(u))) / 2,
        false=(lambda: log(Total(exp(z / 2 + u / 2))) >= log(Total(exp(z))) / 2 + log(Total(exp(u))) / 2,),
    ),
    Entry(
        "DL-6.2.2.3",
        "section 6.2.2.3",
        "gradient of the softmax loss: softmax minus label",
        lambda: Eq(loss(z + e * k).diff(e).subs(e, 0), Total(k * density(softmax(z))) - Total(k * density(y))),
        false=(lambda: Eq(loss(z + e * k).diff(e).subs(e, 0), Total(k * density(y)) - Total(k * density(softmax(z)))),),
    ),
    Entry(
        "DL-6.2.2.3-Hessian",
        "section 6.2.2.3",
        "mixed second derivative of the softmax loss",
        lambda: Eq(
            loss(z + e * k + d * l).diff(e).diff(d).subs({e: 0, d: 0}),
            -Total(k * density(softmax(z))) * Total(l * density(softmax(z))),
        ),
    ),
    Entry(
        "GAN-discriminator",
        "proposition 1",
        "value of the game with the optimal discriminator p/(p+q) put in",
        lambda: Eq(expectation(log(P / (P + Q)), p) + expectation(log(Q / (P + Q)), q), 2 * JSD(p, q) - log(4)),
        false=(lambda: Eq(expectation(log(P / (P + Q)), p) + expectation(log(Q / (P + Q)), q), JSD(p, q) - log(4)),),
    ),
    Entry(
        "CSI-geometric",
        "section 3",
        "compensation from the left: the geometric mixture",
        lambda: Eq((1 - s) * KL(geometric, p) + s * KL(geometric, q), -log(Total(P ** (1 - s) * Q**s))),
        false=(lambda: Eq((1 - s) * KL(p, geometric) + s * KL(q, geometric), -log(Total(P ** (1 - s) * Q**s))),),
    ),
    Entry(
        "CSI-moment",
        "section 3",
        "tilting between laws of equal means",
        tilting,
        given=(lambda: Eq(expectation(f, p), expectation(f, q)),),
        false=(Statement(tilting),),
    ),
    Entry(
        "CSI-Pythagoras",
        "theorem 3.2",
        "Pythagorean identity of the tilted law",
        lambda: Eq(KL(p, q), KL(p, tilted(q, f)) + KL(tilted(q, f), q)),
        given=(lambda: Eq(expectation(f, p), expectation(f, tilted(q, f))),),
        false=(Statement(lambda: Eq(KL(p, q), KL(p, tilted(q, f)) + KL(tilted(q, f), q))),),
    ),
    Entry(
        "CT-12.1.1",
        "theorem 12.1.1",
        "the exponential law of a mean has the largest entropy",
        lambda: H(p) <= H(softmax(lam * f)),
        given=(lambda: Eq(expectation(f, p), expectation(f, softmax(lam * f))),),
        false=(Statement(lambda: H(p) <= H(softmax(lam * f))),),
    ),
    Entry(
        "CT-8.6.5",
        "theorem 8.6.5",
        "the normal law maximizes the entropy at a given variance",
        lambda: H(g) <= LARGEST,
        given=(MEAN, SQUARE),
        false=(lambda: H(g) >= LARGEST, lambda: H(g) <= log(sigma)),
    ),
    Entry(
        "CT-8.6.5-divergence",
        "theorem 8.6.5",
        "divergence from the normal law of equal mean and variance",
        lambda: Eq(KL(g, NORMAL), LARGEST - H(g)),
        given=(MEAN, SQUARE),
        false=(Statement(lambda: Eq(KL(g, NORMAL), LARGEST - H(g)), given=(MEAN,)),),
    ),
    Entry(
        "CT-12.2-exponential",
        "section 12.2",
        "divergence from the exponential law of equal mean",
        lambda: Eq(KL(g, Exponential(1 / sigma)), 1 + log(sigma) - H(g)),
        given=(lambda: Eq(expectation(X, g), sigma),),
        false=(lambda: Eq(KL(g, Exponential(1 / sigma)), log(sigma) - H(g)),),
    ),
    Entry(
        "CT-2.6.2",
        "theorem 2.6.2",
        "Jensen's inequality for the logarithm",
        lambda: expectation(log(x), p) <= log(expectation(x, p)),
        false=(lambda: expectation(log(x), p) >= log(expectation(x, p)),),
    ),
    Entry(
        "CT-2.6.2-square",
        "theorem 2.6.2",
        "Jensen's inequality for the square",
        lambda: expectation(f, p) ** 2 <= expectation(f**2, p),
        false=(lambda: expectation(f, p) ** 2 >= expectation(f**2, p),),
    ),
    Entry(
        "CT-2.7.1",
        "theorem 2.7.1",
        "log-sum inequality",
        lambda: Total(A) * log(Total(A) / Total(B)) <= Total(A * log(A / B)),
        false=(lambda: Total(A) * log(Total(A) / Total(B)) >= Total(A * log(A / B)),),
    ),
    Entry(
        "CT-2.6.4",
        "theorem 2.6.4",
        "entropy is at most the logarithm of the number of outcomes",
        lambda: H(pn) <= log(n),
        false=(lambda: H(pn) < log(n), lambda: H(pn) >= log(n)),
    ),
    Entry(
        "CT-E2.94",
        "equation (2.94)",
        "divergence from the uniform law",
        lambda: Eq(KL(pn, equiprobable(n)), log(n) - H(pn)),
        false=(lambda: Eq(KL(pn, equiprobable(n)), H(pn) - log(n)),),
    ),
    Entry(
        "CT-2.3-relabelling",
        "section 2.3",
        "relative entropy is invariant under relabelling",
        lambda: Eq(KL(renamed(p), renamed(q)), KL(p, q)),
    ),
    Entry(
        "CT-8.6.4-abstract",
        "theorem 8.6.4",
        "stretching adds the logarithm of its size",
        lambda: Eq(H(stretched(p)), H(p) + log(Abs(scale))),
        false=(lambda: Eq(H(stretched(p)), Abs(scale) * H(p)),),
    ),
    Entry(
        "CT-11-curvature",
        "chapter 11",
        "chi-square is the curvature of the relative entropy",
        lambda: Eq(KL(p, moving).diff(t, 2).subs(t, 0), Total((Q - P) ** 2 / P)),
        false=(lambda: Eq(KL(p, moving).diff(t, 2).subs(t, 0), Total((Q - P) ** 2 / P) / 2),),
    ),
    Entry(
        "CK-slope",
        "chapter 3",
        "slope of the entropy towards another law",
        lambda: Eq(H(moving).diff(t).subs(t, 0), CE(q, p) - H(p)),
        false=(lambda: Eq(H(moving).diff(t).subs(t, 0), H(q) - H(p)),),
    ),
    Entry(
        "LMN-B.d",
        "appendix B",
        "divergence from a law that approaches tends to 0",
        lambda: Eq(Limit(KL(p, moving), t, 0), 0),
    ),
    Entry(
        "LMN-B.gini",
        "appendix B",
        "entropy is at least the Gini impurity",
        lambda: 1 - Total(density(pn) ** 2) <= H(pn),
        false=(lambda: H(pn) / log(n) <= 1 - Total(density(pn) ** 2),),
    ),
    Entry(
        "CT-5.3.1-lengths",
        "theorem 5.3.1",
        "lengths that satisfy Kraft's inequality are at least the entropy on average",
        lambda: expectation(f, p) * log(2) >= H(p),
        given=(lambda: Total(2 ** (-f)) <= 1,),
        false=(
            lambda: expectation(f, p) * log(2) <= H(p),
            Statement(lambda: expectation(f, p) * log(2) >= H(p)),
        ),
    ),
)
