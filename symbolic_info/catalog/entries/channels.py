"""Channels, sources, Markov chains and estimation."""

from __future__ import annotations

from typing import Final

from sympy import E, Eq, Expr, Matrix, Rational, log, pi, symbols

from symbolic_info.catalog.entry import Entry
from symbolic_info.laws.channel import Channel
from symbolic_info.laws.families.gamma import Exponential
from symbolic_info.laws.families.lattice import Poisson, UniformRange
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.finite import Bernoulli
from symbolic_info.laws.gaussian_channel import GaussianChannel
from symbolic_info.laws.vector.normal import MultivariateNormal
from symbolic_info.measures.capacity import Capacity
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.entropy_rate import EntropyRate, KLDivergenceRate
from symbolic_info.measures.fisher import FisherInformation
from symbolic_info.measures.mutual_information import MutualInformation
from symbolic_info.measures.perplexity import EntropyPower, Perplexity
from symbolic_info.measures.rate_distortion import RateDistortion

a, b, e, P, N, s = symbols("a b e P N s", positive=True)
m, r = symbols("m r", real=True)
half, quarter = Rational(1, 2), Rational(1, 4)
SYMMETRIC = Matrix([[1 - e, e], [e, 1 - e]])
ERASURE = Matrix([[1 - e, e, 0], [0, e, 1 - e]])
Z_CHANNEL = Matrix([[1, 0], [half, half]])
TWO_STATES = Matrix([[1 - a, a], [b, 1 - b]])
CORRELATED = MultivariateNormal([0, 0], [[1, r], [r, 1]])


def h(x: Expr) -> Expr:
    """The binary entropy function."""
    return Entropy({0: x, 1: 1 - x})


ENTRIES: Final = (
    Entry(
        "CT-E7.5",
        "equation (7.5)",
        "capacity of the binary symmetric channel",
        lambda: Eq(Capacity(SYMMETRIC), log(2) - h(e)),
        false=(lambda: Eq(Capacity(SYMMETRIC), log(2) + h(e)), lambda: Eq(Capacity(SYMMETRIC), (1 - e) * log(2))),
    ),
    Entry(
        "CT-7.1.4",
        "section 7.1.4",
        "mutual information of the binary symmetric channel under the uniform input",
        lambda: Eq(MutualInformation(Channel(SYMMETRIC), [half, half]), log(2) - h(e)),
        false=(lambda: Eq(MutualInformation(Channel(SYMMETRIC), [quarter, 3 * quarter]), log(2) - h(e)),),
    ),
    Entry(
        "CT-E7.15",
        "equation (7.15)",
        "capacity of the binary erasure channel",
        lambda: Eq(Capacity(ERASURE), (1 - e) * log(2)),
        false=(lambda: Eq(Capacity(ERASURE), log(2) - h(e)),),
    ),
    Entry(
        "CT-7.1.1",
        "section 7.1.1",
        "capacity of the noiseless binary channel",
        lambda: Eq(Capacity(Matrix([[1, 0], [0, 1]])), log(2)),
    ),
    Entry(
        "CT-P7.8",
        "problem 7.8",
        "capacity of the Z-channel",
        lambda: Eq(Capacity(Z_CHANNEL), log(Rational(5, 4))),
        false=(lambda: Eq(Capacity(Z_CHANNEL), log(2) / 2), lambda: Capacity(Z_CHANNEL) >= log(2)),
    ),
    Entry(
        "CT-E9.17",
        "equation (9.17)",
        "capacity of the Gaussian channel",
        lambda: Eq(Capacity(GaussianChannel(N), P), log(1 + P / N) / 2),
        false=(
            lambda: Eq(Capacity(GaussianChannel(N), P), log(1 + P / N)),
            lambda: Eq(Capacity(GaussianChannel(N), P), log(P / N) / 2),
        ),
    ),
    Entry(
        "CT-10.3.1",
        "theorem 10.3.1",
        "rate distortion of a fair coin",
        lambda: Eq(RateDistortion([half, half], quarter, "hamming"), log(2) - h(quarter)),
        false=(lambda: Eq(RateDistortion([half, half], quarter, "hamming"), log(2) / 2),),
    ),
    Entry(
        "CT-10.3.2",
        "theorem 10.3.2",
        "rate distortion of a normal source, distortion below the variance",
        lambda: Eq(RateDistortion(Normal(0, s), s**2 / (1 + a), "squared"), log(1 + a) / 2),
        false=(lambda: Eq(RateDistortion(Normal(0, a), b, "squared"), log(a**2 / b) / 2),),
    ),
    Entry(
        "CT-4.2.4",
        "theorem 4.2.4 and equation (4.33)",
        "entropy rate of the two-state Markov chain",
        lambda: Eq(EntropyRate(TWO_STATES), (b * h(a) + a * h(b)) / (a + b)),
        false=(
            lambda: Eq(EntropyRate(TWO_STATES), (a * h(a) + b * h(b)) / (a + b)),
            lambda: Eq(EntropyRate(TWO_STATES), h(a / (a + b))),
        ),
    ),
    Entry(
        "CT-P4.7",
        "problem 4.7",
        "entropy rate of the golden-mean chain with equal chances",
        lambda: Eq(EntropyRate(Matrix([[0, 1], [half, half]])), 2 * log(2) / 3),
        false=(lambda: Eq(EntropyRate(Matrix([[0, 1], [half, half]])), log(2)),),
    ),
    Entry(
        "CT-4.2-iid",
        "section 4.2",
        "the rate of an independent sequence is the entropy of one letter",
        lambda: Eq(EntropyRate(Matrix([[a, 1 - a], [a, 1 - a]])), h(a)),
    ),
    Entry(
        "CT-4.4-symmetric",
        "section 4.4",
        "divergence rate of two symmetric chains",
        lambda: KLDivergenceRate(Matrix([[1 - a, a], [a, 1 - a]]), Matrix([[1 - b, b], [b, 1 - b]])) >= 0,
    ),
    Entry(
        "CT-8.5.1",
        "example 8.5.1",
        "mutual information of correlated normal variables",
        lambda: Eq(MutualInformation(CORRELATED), -log(1 - r**2) / 2),
        false=(
            lambda: Eq(MutualInformation(CORRELATED), -log(1 - r**2)),
            lambda: Eq(MutualInformation(CORRELATED), log(1 - r**2) / 2),
        ),
    ),
    Entry("CT-17.7", "section 17.7", "entropy power of a normal law", lambda: Eq(EntropyPower(Normal(m, s)), s**2)),
    Entry(
        "CT-17.7-exponential",
        "section 17.7",
        "entropy power of an exponential law",
        lambda: Eq(EntropyPower(Exponential(a)), E / (2 * pi * a**2)),
    ),
    Entry(
        "LMN-B.perplexity",
        "appendix B",
        "perplexity of a uniform law",
        lambda: Eq(Perplexity(UniformRange(1, 8)), 8),
        false=(lambda: Eq(Perplexity(UniformRange(1, 8)), 3),),
    ),
    Entry(
        "CT-11.10-normal",
        "section 11.10",
        "Fisher information of a normal mean",
        lambda: Eq(FisherInformation(Normal(m, s), m, m), 1 / s**2),
        false=(lambda: Eq(FisherInformation(Normal(m, s), m, m), s**2),),
    ),
    Entry(
        "CT-11.10-bernoulli",
        "section 11.10",
        "Fisher information of a Bernoulli law",
        lambda: Eq(FisherInformation(Bernoulli(e), e, e), 1 / (e * (1 - e))),
    ),
    Entry(
        "CT-11.10-poisson",
        "section 11.10",
        "Fisher information of a Poisson law",
        lambda: Eq(FisherInformation(Poisson(a), a, a), 1 / a),
    ),
)
