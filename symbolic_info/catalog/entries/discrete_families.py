"""Entropies of discrete families."""

from __future__ import annotations

from typing import Final

from symbolic_info.catalog.entry import Entry

ENTRIES: Final = (
    Entry(
        "CT-P2.1",
        "problem 2.1",
        "entropy of the geometric law",
        "H(Geometric(p)) = H(Bernoulli(p))/p",
        "0 < p < 1",
        false=(
            "H(Geometric(p)) = H(Bernoulli(p))",
            "H(Geometric(p)) = p*H(Bernoulli(p))",
        ),
    ),
    Entry(
        "CT-2.1.1",
        "example 2.1.1, equation (2.5)",
        "binary entropy",
        "H(Bernoulli(p)) = -p*log(p) - (1-p)*log(1-p)",
        "0 < p < 1",
        false=(
            "H(Bernoulli(p)) = -p*log(p)",
            "H(Bernoulli(p)) = log(2)",
        ),
    ),
    Entry("CT-2.1.1-max", "example 2.1.1", "binary entropy of a fair coin", "H(Bernoulli(1/2)) = log(2)"),
    Entry(
        "CT-2.1.1-symmetric",
        "example 2.1.1",
        "binary entropy is symmetric",
        "H(Bernoulli(p)) = H(Bernoulli(1-p))",
        "0 < p < 1",
    ),
    Entry(
        "CT-2.1.2",
        "example 2.1.2",
        "entropy of (1/2, 1/4, 1/8, 1/8)",
        "H([1/2, 1/4, 1/8, 1/8]) = 7/4*log(2)",
        false=("H([1/2, 1/4, 1/8, 1/8]) = 2*log(2)",),
    ),
    Entry(
        "CT-2.6.4-uniform",
        "theorem 2.6.4",
        "entropy of a uniform law on n outcomes",
        "H(UniformRange(1, n)) = log(n)",
        "n integer, n > 0",
    ),
    Entry(
        "CT-12.2.1-geometric",
        "chapter 12",
        "negative binomial law of one success",
        "H(NegativeBinomial(1, p)) = H(Bernoulli(p))/p",
        "0 < p < 1",
    ),
    Entry(
        "EB-bound",
        "section 1",
        "entropy of the Poisson law is not that of its normal limit",
        "H(Poisson(l)) >= 0",
        false=(
            "H(Poisson(l)) = log(2*pi*E*l)/2",
            "H(Poisson(l)) = l - l*log(l)",
        ),
    ),
)
