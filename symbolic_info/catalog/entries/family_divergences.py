"""Divergences and cross-entropies of families."""

from __future__ import annotations

from typing import Final

from symbolic_info.catalog.entry import Entry

ENTRIES: Final = (
    Entry(
        "GIL-Exponential",
        "table of divergences",
        "divergence of exponential laws",
        "D(Exponential(a)||Exponential(b)) = log(a/b) + b/a - 1",
        false=(
            "D(Exponential(a)||Exponential(b)) = log(a/b) + a/b - 1",
            "D(Exponential(a)||Exponential(b)) = D(Exponential(b)||Exponential(a))",
        ),
    ),
    Entry(
        "GIL-Gamma",
        "table of divergences",
        "divergence of gamma laws",
        "D(Gamma(k, s)||Gamma(l, t)) = (k-l)*digamma(k) - loggamma(k) + loggamma(l) + l*log(t/s) + k*(s-t)/t",
        false=("D(Gamma(k, s)||Gamma(l, t)) = (k-l)*digamma(l) - loggamma(k) + loggamma(l) + l*log(t/s) + k*(s-t)/t",),
    ),
    Entry(
        "GIL-Beta",
        "table of divergences",
        "divergence of beta laws",
        (
            "D(Beta(a, b)||Beta(c, d)) = log(beta(c,d)/beta(a,b)) + (a-c)*digamma(a) + (b-d)*digamma(b) + "
            "(c-a+d-b)*digamma(a+b)"
        ),
        false=(
            (
                "D(Beta(a, b)||Beta(c, d)) = log(beta(a,b)/beta(c,d)) + (a-c)*digamma(a) + (b-d)*digamma(b) + "
                "(c-a+d-b)*digamma(a+b)"
            ),
        ),
    ),
    Entry(
        "GIL-Normal",
        "table of divergences",
        "divergence of normal laws",
        "D(Normal(m, s)||Normal(n, t)) = log(t/s) + (s^2+(m-n)^2)/(2*t^2) - 1/2",
        false=(
            "D(Normal(m, s)||Normal(n, t)) = log(s/t) + (s^2+(m-n)^2)/(2*t^2) - 1/2",
            "D(Normal(m, s)||Normal(n, t)) = log(t/s) + (s^2+(m-n)^2)/(2*t^2)",
        ),
    ),
    Entry(
        "GIL-Normal-shift",
        "table of divergences",
        "divergence of shifted normal laws",
        "D(Normal(m, s)||Normal(n, s)) = (m-n)^2/(2*s^2)",
        false=("D(Normal(m, s)||Normal(n, s)) = (m-n)^2/s^2",),
    ),
    Entry(
        "GIL-Laplace",
        "table of divergences",
        "divergence of Laplace laws",
        "D(Laplace(m, a)||Laplace(n, b)) = log(b/a) + (a*exp(-abs(m-n)/a) + abs(m-n))/b - 1",
        false=("D(Laplace(m, a)||Laplace(n, b)) = log(b/a) + (a + abs(m-n))/b - 1",),
    ),
    Entry(
        "GIL-Pareto",
        "table of divergences",
        "divergence of Pareto laws of one minimum",
        "D(Pareto(x, a)||Pareto(x, b)) = log(a/b) + b/a - 1",
    ),
    Entry(
        "GIL-Weibull",
        "table of divergences",
        "divergence of Weibull laws",
        (
            "D(Weibull(a, k)||Weibull(b, l)) = log(k/a^k) - log(l/b^l) + (k-l)*(log(a) - EulerGamma/k) + "
            "(a/b)^l*gamma(l/k + 1) - 1"
        ),
    ),
    Entry(
        "GIL-Rayleigh",
        "table of divergences",
        "divergence of Rayleigh laws",
        "D(Rayleigh(a)||Rayleigh(b)) = 2*log(b/a) + (a^2-b^2)/b^2",
    ),
    Entry(
        "GIL-Maxwell",
        "table of divergences",
        "divergence of Maxwell laws",
        "D(Maxwell(a)||Maxwell(b)) = 3*log(b/a) + 3*(a^2-b^2)/(2*b^2)",
    ),
    Entry(
        "GIL-LogNormal",
        "table of divergences",
        "log-normal laws diverge as the normal ones",
        "D(LogNormal(m, a)||LogNormal(n, b)) = D(Normal(m, a)||Normal(n, b))",
    ),
    Entry(
        "GIL-Gumbel",
        "table of divergences",
        "divergence of Gumbel laws of one scale",
        "D(Gumbel(a, m)||Gumbel(a, n)) = (m-n)/a + exp(-(m-n)/a) - 1",
    ),
    Entry(
        "GIL-Gumbel-scale",
        "table of divergences",
        "divergence of Gumbel laws",
        (
            "D(Gumbel(a, m)||Gumbel(b, n)) = log(b/a) + EulerGamma*(a/b - 1) + exp(-(m-n)/b)*gamma(a/b + 1) - 1 +"
            " (m-n)/b"
        ),
    ),
    Entry(
        "GIL-HalfNormal",
        "table of divergences",
        "divergence of half-normal laws",
        "D(HalfNormal(a)||HalfNormal(b)) = log(b/a) + (a^2-b^2)/(2*b^2)",
    ),
    Entry(
        "GIL-GaussianInverse",
        "table of divergences",
        "divergence of inverse Gaussian laws",
        "D(GaussianInverse(m, a)||GaussianInverse(n, b)) = (log(a/b) + b/a - 1 + b*(m-n)^2/(m*n^2))/2",
    ),
    Entry(
        "GIL-Dirichlet",
        "table of divergences",
        "divergence of Dirichlet laws",
        (
            "D(Dirichlet([a, b, c])||Dirichlet([d, f, g])) = loggamma(a+b+c) - loggamma(a) - loggamma(b) - "
            "loggamma(c) - loggamma(d+f+g) + loggamma(d) + loggamma(f) + loggamma(g) + (a-d)*(digamma(a) - "
            "digamma(a+b+c)) + (b-f)*(digamma(b) - digamma(a+b+c)) + (c-g)*(digamma(c) - digamma(a+b+c))"
        ),
    ),
    Entry(
        "CHN-KL",
        "theorem 1",
        "divergence of Cauchy laws",
        "D(Cauchy(x, a)||Cauchy(y, b)) = log(((a+b)^2 + (x-y)^2)/(4*a*b))",
        false=("D(Cauchy(x, a)||Cauchy(y, b)) = log(((a-b)^2 + (x-y)^2)/(4*a*b))",),
    ),
    Entry(
        "CHN-symmetric",
        "section 1",
        "divergence of Cauchy laws is symmetric",
        "D(Cauchy(x, a)||Cauchy(y, b)) = D(Cauchy(y, b)||Cauchy(x, a))",
    ),
    Entry(
        "NG-Poisson",
        "table of exponential families",
        "divergence of Poisson laws",
        "D(Poisson(a)||Poisson(b)) = a*log(a/b) + b - a",
        false=(
            "D(Poisson(a)||Poisson(b)) = b*log(a/b) + b - a",
            "D(Poisson(a)||Poisson(b)) = a*log(a/b)",
        ),
    ),
    Entry(
        "NG-Binomial",
        "table of exponential families",
        "divergence of binomial laws",
        "D(Binomial(n, p)||Binomial(n, q)) = n*D(Bernoulli(p)||Bernoulli(q))",
        "0 < p < 1, 0 < q < 1, n integer, n > 0",
        false=("D(Binomial(n, p)||Binomial(n, q)) = D(Bernoulli(p)||Bernoulli(q))",),
    ),
    Entry(
        "NG-Geometric",
        "table of exponential families",
        "divergence of geometric laws",
        "D(Geometric(p)||Geometric(q)) = D(Bernoulli(p)||Bernoulli(q))/p",
        "0 < p < 1, 0 < q < 1",
        false=("D(Geometric(p)||Geometric(q)) = D(Bernoulli(p)||Bernoulli(q))/q",),
    ),
    Entry(
        "NG-NegativeBinomial",
        "table of exponential families",
        "divergence of negative binomial laws",
        "D(NegativeBinomial(r, p)||NegativeBinomial(r, q)) = r*D(Bernoulli(p)||Bernoulli(q))/p",
        "0 < p < 1, 0 < q < 1",
    ),
    Entry(
        "NG-Gamma-scale",
        "table of exponential families",
        "divergence of gamma laws of one shape",
        "D(Gamma(k, s)||Gamma(k, t)) = k*(log(t/s) + s/t - 1)",
    ),
    Entry(
        "BAU-cross",
        "section 2",
        "divergence of an exponential law from a gamma law",
        "D(Exponential(a)||Gamma(k, 1/b)) = k*log(a/b) + loggamma(k) + (k-1)*EulerGamma + b/a - 1",
    ),
    Entry(
        "KUL-GammaInverse",
        "chapter 2, corollary 4.1",
        "reciprocals diverge as the variables themselves",
        "D(GammaInverse(a, b)||GammaInverse(c, d)) = D(Gamma(a, 1/b)||Gamma(c, 1/d))",
    ),
    Entry(
        "KUL-exp",
        "chapter 2, corollary 4.1",
        "divergence is invariant under the exponential map",
        "D(exp(Normal(m, s))||exp(Normal(n, t))) = D(Normal(m, s)||Normal(n, t))",
    ),
    Entry(
        "KUL-power",
        "chapter 2, corollary 4.1",
        "Weibull laws diverge as the exponential laws of their powers",
        "D(Weibull(a, k)||Weibull(b, k)) = D(Exponential(a^(-k))||Exponential(b^(-k)))",
    ),
    Entry(
        "KUL-affine",
        "chapter 2, corollary 4.1",
        "divergence is invariant under affine maps",
        "D(2*Normal(m, s)+1||2*Normal(n, t)+1) = D(Normal(m, s)||Normal(n, t))",
    ),
    Entry(
        "KUL-Levy",
        "chapter 2, corollary 4.1",
        "divergence of Levy laws",
        "D(Levy(m, a)||Levy(m, b)) = (log(a/b) + b/a - 1)/2",
    ),
    Entry(
        "KUL-MVN",
        "chapter 9, section 1",
        "divergence of white normal vectors",
        (
            "D(MultivariateNormal([m1, m2], [[1, 0], [0, 1]])||MultivariateNormal([n1, n2], [[1, 0], [0, 1]])) = "
            "((m1-n1)^2 + (m2-n2)^2)/2"
        ),
    ),
    Entry(
        "LMN-B.0-infinite",
        "appendix B",
        "a normal law is no part of the half-line",
        "D(Normal(0, 1)||Exponential(1)) = oo",
    ),
    Entry(
        "LMN-B.0-support",
        "appendix B",
        "mass outside of the support of the second law",
        "D(Uniform(0, 2)||Uniform(0, 1)) = oo",
        false=(
            "D(Uniform(0, 2)||Uniform(0, 1)) = -log(2)",
            "D(Uniform(a, b)||Uniform(c, d)) = log((d-c)/(b-a))",
        ),
    ),
    Entry(
        "LMN-B.0-contained",
        "appendix B",
        "uniform laws, one inside the other",
        "D(Uniform(0, 1)||Uniform(0, 2)) = log(2)",
    ),
    Entry(
        "LMN-B.1-Normal",
        "equation (B.1)",
        "cross-entropy of normal laws",
        "H(Normal(m, s), Normal(n, t)) = log(2*pi*t^2)/2 + (s^2 + (m-n)^2)/(2*t^2)",
    ),
    Entry(
        "LMN-B.4",
        "equation (B.4)",
        "binary cross-entropy",
        "H(Bernoulli(p), Bernoulli(q)) = -p*log(q) - (1-p)*log(1-q)",
        "0 < p < 1, 0 < q < 1",
        false=(
            "H(Bernoulli(p), Bernoulli(q)) = H(Bernoulli(q), Bernoulli(p))",
            "H(Bernoulli(p), Bernoulli(q)) = -p*log(q)",
        ),
    ),
)
