"""Entropies of further families."""

from __future__ import annotations

from typing import Final

from symbolic_info.catalog.entry import Entry

ENTRIES: Final = (
    Entry("JKB-Gumbel", "chapter 22", "entropy of the Gumbel law", "H(Gumbel(b, m)) = log(b) + EulerGamma + 1"),
    Entry(
        "JKB-Frechet",
        "chapter 22",
        "entropy of the Frechet law",
        "H(Frechet(a, s)) = 1 + EulerGamma/a + EulerGamma + log(s/a)",
    ),
    Entry(
        "JKB-GammaInverse",
        "chapter 17",
        "entropy of the inverse gamma law",
        "H(GammaInverse(a, b)) = a + log(b*gamma(a)) - (1+a)*digamma(a)",
        false=("H(GammaInverse(a, b)) = H(Gamma(a, 1/b))",),
    ),
    Entry(
        "JKB-Levy",
        "chapter 15",
        "entropy of the Levy law",
        "H(Levy(m, c)) = (1 + 3*EulerGamma + log(16*pi*c^2))/2",
    ),
    Entry(
        "JKB-HalfNormal",
        "chapter 13",
        "entropy of the half-normal law",
        "H(HalfNormal(s)) = log(pi*s^2/2)/2 + 1/2",
    ),
    Entry(
        "JKB-HalfNormal-fold",
        "chapter 13",
        "folding a symmetric law costs one bit",
        "H(HalfNormal(s)) = H(Normal(0, s)) - log(2)",
    ),
    Entry(
        "JKB-HalfLogistic",
        "chapter 23",
        "entropy of the half-logistic law",
        "H(HalfLogistic(s)) = 2 - log(2) + log(s)",
    ),
    Entry("JKB-HalfCauchy", "chapter 16", "entropy of the half-Cauchy law", "H(HalfCauchy(g)) = log(2*pi*g)"),
    Entry("JKB-Arcsin", "chapter 25", "entropy of the arcsine law", "H(Arcsin(a, b)) = log(pi*(b-a)/4)"),
    Entry(
        "JKB-Semicircle",
        "chapter 25",
        "entropy of Wigner's semicircle",
        "H(WignerSemicircle(R)) = log(pi*R) - 1/2",
    ),
    Entry(
        "JKB-HyperbolicSecant",
        "chapter 23",
        "entropy of the hyperbolic secant law",
        "H(HyperbolicSecant(m, s)) = log(4*s)",
    ),
    Entry(
        "JKB-Kumaraswamy",
        "chapter 25",
        "entropy of Kumaraswamy's law",
        "H(Kumaraswamy(a, b)) = (1 - 1/b) + (1 - 1/a)*(digamma(b+1) + EulerGamma) - log(a*b)",
    ),
    Entry("JKB-LogLogistic", "chapter 23", "entropy of the log-logistic law", "H(LogLogistic(a, b)) = log(a/b) + 2"),
    Entry("JKB-Lomax", "chapter 20", "entropy of the Lomax law", "H(Lomax(a, l)) = log(l/a) + 1 + 1/a"),
    Entry(
        "JKB-GeneralizedPareto",
        "chapter 20",
        "entropy of the generalized Pareto law",
        "H(GeneralizedPareto(k, m, s)) = log(s) + k + 1",
    ),
    Entry(
        "JKB-BetaPrime",
        "chapter 27",
        "entropy of the beta prime law",
        "H(BetaPrime(a, b)) = log(beta(a,b)) + (1-a)*digamma(a) - (b+1)*digamma(b) + (a+b)*digamma(a+b)",
    ),
    Entry(
        "JKB-ExponentialPower",
        "chapter 24",
        "entropy of the exponential power law",
        "H(ExponentialPower(m, a, b)) = 1/b - log(b/(2*a*gamma(1/b)))",
    ),
    Entry(
        "JKB-GeneralizedGamma",
        "chapter 17",
        "entropy of the generalized gamma law",
        "H(GeneralizedGamma(a, d, p)) = log(a*gamma(d/p)/p) + d/p + (1-d)/p*digamma(d/p)",
    ),
    Entry("JKB-Moyal", "chapter 22", "entropy of Moyal's law", "H(Moyal(m, s)) = (1 + EulerGamma + log(4*pi*s^2))/2"),
    Entry(
        "JKB-AsymmetricLaplace",
        "chapter 24",
        "entropy of the asymmetric Laplace law",
        "H(AsymmetricLaplace(m, l, k)) = log(E*(1 + k^2)/(k*l))",
    ),
    Entry(
        "JKB-RaisedCosine",
        "chapter 25",
        "entropy of the raised cosine law",
        "H(RaisedCosine(m, s)) = log(4*s) - 1",
    ),
    Entry(
        "JKB-PowerFunction",
        "chapter 20",
        "entropy of the power function law",
        "H(PowerFunction(a, 0, b)) = log(b/a) + 1 - 1/a",
    ),
    Entry(
        "JKB-BurrXII",
        "chapter 12",
        "entropy of the Burr law",
        "H(BurrXII(c, k, l)) = log(l/(c*k)) + 1 + 1/k + (1-1/c)*(EulerGamma + digamma(k))",
    ),
    Entry(
        "JKB-Dirichlet",
        "chapter 49",
        "entropy of the Dirichlet law",
        (
            "H(Dirichlet([a, b, c])) = loggamma(a) + loggamma(b) + loggamma(c) - loggamma(a+b+c) + "
            "(a+b+c-3)*digamma(a+b+c) - (a-1)*digamma(a) - (b-1)*digamma(b) - (c-1)*digamma(c)"
        ),
    ),
    Entry(
        "JKB-Dirichlet-beta",
        "chapter 49",
        "the Dirichlet law of two components is a beta law",
        "H(Dirichlet([a, b])) = H(Beta(a, b))",
    ),
)
