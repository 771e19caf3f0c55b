"""Divergences between different families."""

from __future__ import annotations

from typing import Final

from symbolic_info.catalog.entry import Entry

ENTRIES: Final = (
    Entry(
        "NG-Lomax",
        "table of exponential families",
        "divergence of Lomax laws of one scale",
        "D(Lomax(a, l)||Lomax(b, l)) = log(a/b) + b/a - 1",
    ),
    Entry(
        "BAU-Frechet",
        "section 2",
        "divergence of Frechet laws of one scale",
        "D(Frechet(a, s)||Frechet(b, s)) = log(a/b) - 1 + (b/a - 1)*EulerGamma + gamma(b/a + 1)",
    ),
    Entry(
        "BAU-ExponentialPower",
        "section 2",
        "divergence of exponential power laws of one exponent",
        "D(ExponentialPower(m, a, b)||ExponentialPower(m, c, b)) = log(c/a) + ((a/c)^b - 1)/b",
    ),
    Entry(
        "BAU-GeneralizedGamma",
        "section 2",
        "divergence of generalized gamma laws of one power",
        (
            "D(GeneralizedGamma(a, d, p)||GeneralizedGamma(b, f, p)) = log(gamma(f/p)*b^f/(gamma(d/p)*a^d)) "
            "+ (digamma(d/p)/p + log(a))*(d-f) + d/p*((a/b)^p - 1)"
        ),
    ),
    Entry(
        "BAU-Rayleigh",
        "section 2",
        "divergence of a Rayleigh from a Weibull law of shape 2",
        "D(Rayleigh(s)||Weibull(a, 2)) = log(a^2/(2*s^2)) + 2*s^2/a^2 - 1",
    ),
    Entry(
        "KUL-Wishart",
        "chapter 9",
        "divergence of Wishart laws in two dimensions",
        "D(Wishart(n, [[1, 0], [0, 1]])||Wishart(n, [[a, 0], [0, b]])) = n*(log(a*b)/2 + (1/a + 1/b)/2 - 1)",
        "n > 1",
    ),
    Entry(
        "NG-NormalGamma",
        "table of exponential families",
        "divergence of normal-gamma laws in the rate",
        "D(NormalGamma(m, l, a, b)||NormalGamma(m, l, a, d)) = a*log(b/d) + a*(d-b)/b",
    ),
    Entry(
        "KUL-Arcsin",
        "chapter 1",
        "divergence of the arcsine from the uniform law",
        "D(Arcsin(0, 1)||Uniform(0, 1)) = log(4/pi)",
        false=("D(Uniform(0, 1)||Arcsin(0, 1)) = log(4/pi)",),
    ),
    Entry(
        "KUL-Uniform-Beta",
        "chapter 1",
        "divergence of the uniform from a beta law",
        "D(Uniform(0, 1)||Beta(a, b)) = log(beta(a, b)) + a + b - 2",
    ),
    Entry(
        "KUL-Kumaraswamy",
        "chapter 1",
        "divergence of Kumaraswamy's from the uniform law",
        "D(Kumaraswamy(a, b)||Uniform(0, 1)) = -H(Kumaraswamy(a, b))",
    ),
    Entry(
        "KUL-Logistic-Normal",
        "chapter 1",
        "divergence of a logistic from a normal law",
        "D(Logistic(m, s)||Normal(m, t)) = log(2*pi*t^2)/2 + pi^2*s^2/(6*t^2) - 2 - log(s)",
    ),
    Entry(
        "KUL-HalfNormal",
        "chapter 1",
        "divergence of a half-normal from an exponential law",
        "D(HalfNormal(s)||Exponential(a)) = log(sqrt(2/pi)/(s*a)) - 1/2 + a*s*sqrt(2/pi)",
    ),
    Entry(
        "KUL-Laplace-cross",
        "chapter 1",
        "cross-entropy of centred Laplace laws",
        "H(Laplace(m, a), Laplace(m, b)) = log(2*b) + a/b",
        false=("H(Laplace(m, a), Laplace(m, b)) = log(2*b) + b/a",),
    ),
    Entry(
        "KUL-Normal-bound",
        "chapter 1",
        "divergence of shifted normal laws is at most their chi-square exponent",
        "D(Normal(m, s)||Normal(n, s)) <= (m-n)^2/s^2",
        false=("D(Normal(m, s)||Normal(n, s)) >= (m-n)^2/s^2",),
    ),
    Entry(
        "KUL-Exponential-strict",
        "chapter 1",
        "divergence of exponential laws is not negative",
        "D(Exponential(a)||Exponential(b)) >= 0",
        false=("D(Exponential(a)||Exponential(b)) > 0",),
    ),
    Entry(
        "KUL-Binomial-Poisson",
        "chapter 1",
        "divergence of a binomial from a Poisson law of one mean",
        "D(Binomial(n, p)||Poisson(n*p)) >= 0",
        "n integer, n > 0",
    ),
)
