"""Differential entropy."""

from __future__ import annotations

from typing import Final

from symbolic_info.catalog.entry import Entry

ENTRIES: Final = (
    Entry(
        "CT-8.1.1",
        "example 8.1.1",
        "entropy of the uniform law on [0, a]",
        "H(Uniform(0, a)) = log(a)",
        false=("H(Uniform(0, a)) >= 0",),
    ),
    Entry("CT-8.1.2", "example 8.1.2", "entropy of the normal law", "H(Normal(0, s)) = log(2*pi*E*s^2)/2"),
    Entry(
        "CT-P8.1-a",
        "problem 8.1 (a)",
        "entropy of the exponential law",
        "H(Exponential(l)) = log(E/l)",
        false=("H(Exponential(l)) = log(E*l)",),
    ),
    Entry("CT-P8.1-b", "problem 8.1 (b)", "entropy of the Laplace law", "H(Laplace(0, 1/l)) = log(2*E/l)"),
    Entry(
        "CT-8.6.3",
        "theorem 8.6.3",
        "a shift changes no entropy",
        "H(Gamma(k, t) + 3) = H(Gamma(k, t))",
        false=("H(2*Gamma(k, t)) = H(Gamma(k, t))",),
    ),
    Entry(
        "CT-8.6.4",
        "theorem 8.6.4",
        "scaling adds the logarithm of the factor",
        "H(2*Gamma(k, t)) = H(Gamma(k, t)) + log(2)",
        false=("H(2*Gamma(k, t)) = 2*H(Gamma(k, t))",),
    ),
    Entry(
        "CT-8.6.4-negative",
        "theorem 8.6.4",
        "scaling adds the logarithm of the size of the factor",
        "H(-3*Gumbel(b, m)) = H(Gumbel(b, m)) + log(3)",
    ),
    Entry(
        "CT-8.6.5-gamma",
        "theorem 8.6.5",
        "divergence from the normal law of equal moments",
        "D(Gamma(k, s)||Normal(k*s, sqrt(k)*s)) = log(2*pi*E*k*s^2)/2 - H(Gamma(k, s))",
        false=("D(Gamma(k, s)||Normal(m, t)) = log(2*pi*E*t^2)/2 - H(Gamma(k, s))",),
    ),
    Entry(
        "CT-8.6.5-laplace",
        "theorem 8.6.5",
        "divergence of a Laplace law from the normal law of equal moments",
        "D(Laplace(m, b)||Normal(m, sqrt(2)*b)) = log(4*pi*E*b^2)/2 - H(Laplace(m, b))",
    ),
    Entry(
        "CT-8.6.5-uniform",
        "theorem 8.6.5",
        "divergence of a uniform law from the normal law of equal moments",
        "D(Uniform(a, b)||Normal((a+b)/2, (b-a)/sqrt(12))) = log(pi*E/6)/2",
    ),
    Entry(
        "CT-8.6.5-logistic",
        "theorem 8.6.5",
        "divergence of a logistic law from the normal law of equal moments",
        "D(Logistic(m, s)||Normal(m, pi*s/sqrt(3))) = log(2*pi^3*E/3)/2 - 2",
    ),
    Entry(
        "CT-8.6.5-exponential",
        "theorem 8.6.5",
        "normal laws maximize the entropy: an exponential law",
        "H(Exponential(1)) < log(2*pi*E)/2",
        status="certified",
        false=("H(Exponential(a)) >= log(2*pi*E/a^2)/2",),
    ),
    Entry(
        "CT-8.6.5-unit-laplace",
        "theorem 8.6.5",
        "normal laws maximize the entropy: a Laplace law",
        "H(Laplace(0, 1)) < log(4*pi*E)/2",
        status="certified",
    ),
    Entry(
        "CT-12.2.1-exponential",
        "example 12.2.3",
        "divergence from the exponential law of equal mean",
        "D(Gamma(k, s)||Exponential(1/(k*s))) = 1 + log(k*s) - H(Gamma(k, s))",
    ),
    Entry(
        "CT-12.2.1-uniform",
        "example 12.2.4",
        "divergence from the uniform law on the interval",
        "D(Beta(a, b)||Uniform(0, 1)) = -H(Beta(a, b))",
        false=("D(Uniform(0, 1)||Beta(a, b)) = -H(Beta(a, b))",),
    ),
    Entry(
        "CT-8.5-normal-uniform",
        "section 8.5",
        "divergence of a uniform from a normal law",
        "D(Uniform(a, b)||Normal(m, s)) = log(sqrt(2*pi)*s/(b-a)) + ((b-m)^3-(a-m)^3)/(6*s^2*(b-a))",
    ),
    Entry(
        "CT-8.6.1",
        "theorem 8.6.1",
        "divergence of densities is not negative",
        "D(Weibull(a, k)||Gamma(l, t)) >= 0",
        false=("D(Weibull(a, k)||Weibull(l, t)) <= 0",),
    ),
    Entry(
        "CT-8.6-exp",
        "section 8.6",
        "entropy of the exponential of a normal variable",
        "H(exp(Normal(m, s))) = H(Normal(m, s)) + m",
        false=("H(exp(Normal(m, s))) = H(Normal(m, s))",),
    ),
    Entry(
        "CT-8.4.1",
        "theorem 8.4.1",
        "entropy of independent normal variables",
        "H(MultivariateNormal([0, 0], [[a^2, 0], [0, b^2]])) = log(2*pi*E*a^2)/2 + log(2*pi*E*b^2)/2",
        "a > 0, b > 0",
    ),
)
