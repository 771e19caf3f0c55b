"""Learning: likelihood, classification, adversarial nets, variational inference, diffusion."""

from __future__ import annotations

from typing import Final

from sympy import log

from symbolic_info.catalog.entry import Entry
from symbolic_info.laws.abstract import abstract
from symbolic_info.laws.totals import expectation, functions
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence

p, q = abstract("p q")
g = functions("g", positive=True)

ENTRIES: Final = (
    Entry(
        "GAN-1",
        "theorem 1, equation (6)",
        "value of the game at the optimal discriminator",
        "D(p||(p+q)/2) + D(q||(p+q)/2) - log(4) = 2*JSD(p,q) - log(4)",
        false=(
            "D(p||(p+q)/2) + D(q||(p+q)/2) - log(4) = JSD(p,q) - log(4)",
            "D((p+q)/2||p) + D((p+q)/2||q) - log(4) = 2*JSD(p,q) - log(4)",
        ),
    ),
    Entry(
        "GAN-1-expectations",
        "equation (4)",
        "value of the game through expected logarithms of the discriminator p/(p+q)",
        "H(p) + H(q) - H(p,(p+q)/2) - H(q,(p+q)/2) + log(4) = log(4) - 2*JSD(p,q)",
        false=("H(p) + H(q) - H(p,(p+q)/2) - H(q,(p+q)/2) = 2*JSD(p,q)",),
    ),
    Entry(
        "GAN-1-optimal",
        "proposition 1",
        "the game has no greater value at any discriminator g/(1 + g)",
        lambda: expectation(log(g / (1 + g)), p) - expectation(log(1 + g), q) <= 2 * JSDivergence(p, q) - log(4),
        false=(
            lambda: expectation(log(g / (1 + g)), p) - expectation(log(1 + g), q) >= 2 * JSDivergence(p, q) - log(4),
        ),
    ),
    Entry(
        "NWJ-bound",
        "section II",
        "variational lower bound of the relative entropy",
        lambda: expectation(log(g), p) - expectation(g, q) + 1 <= KLDivergence(p, q),
        false=(lambda: expectation(log(g), p) - expectation(g, q) + 2 <= KLDivergence(p, q),),
    ),
    Entry(
        "GAN-1-minimum",
        "theorem 1",
        "the value of the game is at least -log 4",
        "2*JSD(p,q) - log(4) >= -log(4)",
        false=("2*JSD(p,q) - log(4) > -log(4)",),
    ),
    Entry(
        "GAN-1-maximum",
        "theorem 1",
        "the value of the game is at most 0",
        "2*JSD(p,q) - log(4) <= 0",
        false=("2*JSD(p,q) - log(4) < 0",),
    ),
    Entry(
        "DL-5.59",
        "section 5.5",
        "maximum likelihood minimizes the divergence from the empirical law",
        "H(p,q) - H(p,r) = D(p||q) - D(p||r)",
        false=("H(p,q) - H(p,r) = D(q||p) - D(r||p)",),
    ),
    Entry("DL-5.5-excess", "section 5.5", "the least cross-entropy is the entropy", "H(p,q) - H(p,p) = D(p||q)"),
    Entry(
        "DL-5.5-gaussian",
        "section 5.5.1",
        "normal log-likelihood and squared error",
        "H(Normal(x, s), Normal(m, 1)) = log(2*pi)/2 + (s^2 + (x-m)^2)/2",
        false=("H(Normal(x, s), Normal(m, 1)) = log(2*pi)/2 + (s^2 + (x-m)^2)",),
    ),
    Entry(
        "DL-6.2.2.2",
        "section 6.2.2.2",
        "logistic loss is a binary cross-entropy",
        "H(Bernoulli(y), Bernoulli(1/(1+exp(-z)))) = log(1+exp(z)) - y*z",
        "0 < y < 1",
        false=(
            "H(Bernoulli(y), Bernoulli(1/(1+exp(-z)))) = log(1+exp(-z)) - y*z",
            "H(Bernoulli(y), Bernoulli(1/(1+exp(-z)))) = log(1+exp(z)) + y*z",
        ),
    ),
    Entry(
        "DL-6.2.2.2-entropy",
        "section 6.2.2.2",
        "entropy of a logistic output",
        "H(Bernoulli(1/(1+exp(-z)))) = log(1+exp(z)) - z/(1+exp(-z))",
        false=("H(Bernoulli(1/(1+exp(-z)))) = log(1+exp(z)) - z",),
    ),
    Entry(
        "DL-7.5",
        "section 7.5.1",
        "label smoothing mixes cross-entropies",
        "H((1-t)*p + t*r, q) = (1-t)*H(p,q) + t*H(r,q)",
        "0 < t < 1",
        false=("H(q, (1-t)*p + t*r) = (1-t)*H(q,p) + t*H(q,r)",),
    ),
    Entry(
        "DL-7.5-mixture",
        "section 7.12",
        "averaging predictions does not raise the cross-entropy above the average",
        "H(p, (1-t)*q + t*r) <= (1-t)*H(p,q) + t*H(p,r)",
        "0 < t < 1",
        false=("H(p, (1-t)*q + t*r) >= (1-t)*H(p,q) + t*H(p,r)",),
    ),
    Entry(
        "KW-B",
        "appendix B",
        "divergence of a normal encoder from the white prior",
        "D(Normal(m, s)||Normal(0, 1)) = (m^2 + s^2 - 1)/2 - log(s)",
        false=(
            "D(Normal(m, s)||Normal(0, 1)) = (m^2 + s^2 - 1)/2 + log(s)",
            "D(Normal(0, 1)||Normal(m, s)) = (m^2 + s^2 - 1)/2 - log(s)",
        ),
    ),
    Entry(
        "KW-B-logvariance",
        "appendix B",
        "the same by the logarithm of the variance",
        "D(Normal(m, exp(v/2))||Normal(0, 1)) = (m^2 + exp(v) - 1 - v)/2",
        false=("D(Normal(m, exp(v))||Normal(0, 1)) = (m^2 + exp(v) - 1 - v)/2",),
    ),
    Entry(
        "KW-B-vector",
        "appendix B",
        "divergence of a diagonal encoder is a sum over its components",
        (
            "D(MultivariateNormal([m, n], [[s^2, 0], [0, t^2]])||MultivariateNormal([0, 0], [[1, 0], [0, 1]])) = "
            "D(Normal(m, s)||Normal(0, 1)) + D(Normal(n, t)||Normal(0, 1))"
        ),
        "s > 0, t > 0",
    ),
    Entry(
        "HJA-5",
        "equation (8)",
        "divergence of diffusion posteriors of one variance",
        "D(Normal(m, s)||Normal(n, s)) = (m-n)^2/(2*s^2)",
        false=("D(Normal(m, s)||Normal(n, t)) = (m-n)^2/(2*t^2)",),
    ),
    Entry(
        "HJA-5-scaled",
        "equation (10)",
        "divergence of diffusion posteriors through a scaled error",
        "D(Normal(a*x, s)||Normal(a*y, s)) = a^2*(x-y)^2/(2*s^2)",
    ),
    Entry(
        "HJA-4",
        "equation (4)",
        "divergence of the noised signal from white noise",
        "D(Normal(sqrt(1-b^2)*x, b)||Normal(0, 1)) = ((1-b^2)*x^2 + b^2 - 1)/2 - log(b)",
        "0 < b < 1",
    ),
)
