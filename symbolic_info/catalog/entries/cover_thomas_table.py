"""Entropies of the families in Cover and Thomas, table 17.1."""

from __future__ import annotations

from typing import Final

from symbolic_info.catalog.entry import Entry

ENTRIES: Final = (
    Entry(
        "CT-17.1-Beta",
        "table 17.1",
        "entropy of the beta law",
        "H(Beta(a, b)) = log(beta(a, b)) - (a-1)*(digamma(a) - digamma(a+b)) - (b-1)*(digamma(b) - digamma(a+b))",
        false=("H(Beta(a, b)) = log(beta(a, b)) - (a-1)*digamma(a) - (b-1)*digamma(b)",),
    ),
    Entry(
        "CT-17.1-Cauchy",
        "table 17.1",
        "entropy of the Cauchy law",
        "H(Cauchy(m, l)) = log(4*pi*l)",
        false=("H(Cauchy(m, l)) = log(2*pi*l)",),
    ),
    Entry(
        "CT-17.1-Chi",
        "table 17.1",
        "entropy of the chi law",
        "H(Chi(n)) = log(gamma(n/2)/sqrt(2)) - (n-1)/2*digamma(n/2) + n/2",
    ),
    Entry(
        "CT-17.1-ChiSquared",
        "table 17.1",
        "entropy of the chi-squared law",
        "H(ChiSquared(n)) = log(2*gamma(n/2)) + (1 - n/2)*digamma(n/2) + n/2",
        false=("H(ChiSquared(n)) = log(2*gamma(n/2)) - (1 - n/2)*digamma(n/2) + n/2",),
    ),
    Entry(
        "CT-17.1-Erlang",
        "table 17.1",
        "entropy of the Erlang law",
        "H(Erlang(n, b)) = (1-n)*digamma(n) + log(gamma(n)/b) + n",
        "n integer",
        false=("H(Erlang(n, b)) = (1-n)*digamma(n) + log(gamma(n)*b) + n",),
    ),
    Entry(
        "CT-17.1-Exponential",
        "table 17.1",
        "entropy of the exponential law",
        "H(Exponential(a)) = 1 - log(a)",
        false=(
            "H(Exponential(a)) = 1 + log(a)",
            "H(Exponential(a)) >= 0",
        ),
    ),
    Entry(
        "CT-17.1-F",
        "table 17.1",
        "entropy of the F law",
        (
            "H(FDistribution(m, n)) = log(n/m*beta(m/2, n/2)) + (1 - m/2)*digamma(m/2) - (1 + n/2)*digamma(n/2) +"
            " (m+n)/2*digamma((m+n)/2)"
        ),
    ),
    Entry(
        "CT-17.1-Gamma",
        "table 17.1",
        "entropy of the gamma law",
        "H(Gamma(a, b)) = log(b*gamma(a)) + (1-a)*digamma(a) + a",
        false=("H(Gamma(a, b)) = log(gamma(a)/b) + (1-a)*digamma(a) + a",),
    ),
    Entry(
        "CT-17.1-Laplace",
        "table 17.1",
        "entropy of the Laplace law",
        "H(Laplace(m, b)) = 1 + log(2*b)",
        false=("H(Laplace(m, b)) = 1 + log(b)",),
    ),
    Entry("CT-17.1-Logistic", "table 17.1", "entropy of the logistic law", "H(Logistic(m, s)) = 2 + log(s)"),
    Entry(
        "CT-17.1-LogNormal",
        "table 17.1",
        "entropy of the log-normal law",
        "H(LogNormal(m, s)) = m + log(2*pi*E*s^2)/2",
        false=("H(LogNormal(m, s)) = log(2*pi*E*s^2)/2",),
    ),
    Entry(
        "CT-17.1-Maxwell",
        "table 17.1",
        "entropy of the Maxwell-Boltzmann law",
        "H(Maxwell(a)) = log(a*sqrt(2*pi)) + EulerGamma - 1/2",
    ),
    Entry(
        "CT-17.1-Normal",
        "table 17.1",
        "entropy of the normal law",
        "H(Normal(m, s)) = log(2*pi*E*s^2)/2",
        false=(
            "H(Normal(m, s)) = log(2*pi*s^2)/2",
            "H(Normal(m, s)) = log(2*pi*E*s)/2",
        ),
    ),
    Entry(
        "CT-17.1-GeneralizedNormal",
        "table 17.1",
        "entropy of the generalized normal law",
        "H(GeneralizedGamma(b, a, 2)) = log(b*gamma(a/2)/2) - (a-1)/2*digamma(a/2) + a/2",
    ),
    Entry(
        "CT-17.1-Pareto",
        "table 17.1",
        "entropy of the Pareto law",
        "H(Pareto(k, a)) = log(k/a) + 1 + 1/a",
        false=("H(Pareto(k, a)) = log(k/a) + 1",),
    ),
    Entry(
        "CT-17.1-Rayleigh",
        "table 17.1",
        "entropy of the Rayleigh law",
        "H(Rayleigh(b)) = 1 + log(b/sqrt(2)) + EulerGamma/2",
        false=("H(Rayleigh(b)) = 1 + log(b/sqrt(2)) + EulerGamma",),
    ),
    Entry(
        "CT-17.1-StudentT",
        "table 17.1",
        "entropy of Student's law",
        "H(StudentT(n)) = (n+1)/2*(digamma((n+1)/2) - digamma(n/2)) + log(sqrt(n)*beta(1/2, n/2))",
    ),
    Entry(
        "CT-17.1-Triangular",
        "table 17.1",
        "entropy of the triangular law",
        "H(Triangular(0, 1, c)) = 1/2 - log(2)",
        false=("H(Triangular(0, 1, c)) >= 0",),
    ),
    Entry(
        "CT-17.1-Uniform",
        "table 17.1",
        "entropy of the uniform law",
        "H(Uniform(a, b)) = log(b - a)",
        false=(
            "H(Uniform(a, b)) = log(b)",
            "H(Uniform(a, b)) >= 0",
        ),
    ),
    Entry(
        "CT-17.1-Weibull",
        "table 17.1",
        "entropy of the Weibull law",
        "H(Weibull(a, c)) = (c-1)*EulerGamma/c + log(a/c) + 1",
        false=("H(Weibull(a, c)) = (c-1)*EulerGamma/c + log(a*c) + 1",),
    ),
)
