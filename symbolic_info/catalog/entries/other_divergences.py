"""Other divergences of families."""

from __future__ import annotations

from typing import Final

from symbolic_info.catalog.entry import Entry

ENTRIES: Final = (
    Entry(
        "GIL-ChiSquared",
        "table of divergences",
        "divergence of chi-squared laws",
        "D(ChiSquared(m)||ChiSquared(n)) = log(gamma(n/2)/gamma(m/2)) + (m-n)/2*digamma(m/2)",
    ),
    Entry(
        "GIL-Chi",
        "table of divergences",
        "chi laws diverge as the chi-squared ones",
        "D(Chi(m)||Chi(n)) = D(ChiSquared(m)||ChiSquared(n))",
    ),
    Entry(
        "GIL-Normal-Renyi",
        "table of divergences",
        "Renyi divergence of shifted normal laws",
        "RenyiDivergence(Normal(m, s), Normal(n, s), alpha=a) = a*(m-n)^2/(2*s^2)",
        "a > 0",
        false=("RenyiDivergence(Normal(m, s), Normal(n, s), alpha=a) = (m-n)^2/(2*s^2)",),
    ),
    Entry(
        "KUL-J-Normal",
        "chapter 9, section 1",
        "Jeffreys divergence of shifted normal laws",
        "JeffreysDivergence(Normal(m, s), Normal(n, s)) = (m-n)^2/s^2",
    ),
    Entry(
        "KUL-J-Exponential",
        "chapter 4",
        "Jeffreys divergence of exponential laws",
        "JeffreysDivergence(Exponential(a), Exponential(b)) = (a-b)^2/(a*b)",
    ),
    Entry(
        "KUL-J-Poisson",
        "chapter 4",
        "Jeffreys divergence of Poisson laws",
        "JeffreysDivergence(Poisson(a), Poisson(b)) = (a-b)*log(a/b)",
    ),
    Entry(
        "LMN-B.5-Bernoulli",
        "equation (B.5)",
        "JSD of Bernoulli laws",
        "JSD(Bernoulli(p), Bernoulli(q)) = H(Bernoulli((p+q)/2)) - H(Bernoulli(p))/2 - H(Bernoulli(q))/2",
        "0 < p < 1, 0 < q < 1",
    ),
    Entry(
        "LMN-B.5-Uniform",
        "equation (B.5)",
        "JSD of nested uniform laws",
        "JSD(Uniform(0, 1), Uniform(0, 2)) = 3/4*log(4/3)",
        false=("JSD(Uniform(0, 1), Uniform(0, 2)) = log(2)/2",),
    ),
    Entry(
        "LMN-B.5-disjoint",
        "equation (B.5)",
        "JSD of laws on disjoint supports",
        "JSD(Uniform(0, 1), Uniform(1, 2)) = log(2)",
    ),
    Entry(
        "LMN-B.5-disjoint-pmf",
        "equation (B.5)",
        "JSD of two different sure outcomes",
        "JSD([1, 0], [0, 1]) = log(2)",
    ),
    Entry(
        "NIE-BC-Poisson",
        "table of Bhattacharyya distances",
        "Bhattacharyya distance of Poisson laws",
        "BhattacharyyaDistance(Poisson(a), Poisson(b)) = (sqrt(a)-sqrt(b))^2/2",
        false=("BhattacharyyaDistance(Poisson(a), Poisson(b)) = (sqrt(a)-sqrt(b))^2",),
    ),
    Entry(
        "NIE-BC-Normal",
        "table of Bhattacharyya distances",
        "Bhattacharyya distance of normal laws",
        "BhattacharyyaDistance(Normal(m, s), Normal(n, t)) = (m-n)^2/(4*(s^2+t^2)) + log((s^2+t^2)/(2*s*t))/2",
    ),
    Entry(
        "NIE-H-Normal",
        "squared Hellinger distances",
        "squared Hellinger distance of normal laws",
        "SquaredHellinger(Normal(m, s), Normal(n, t)) = 1 - sqrt(2*s*t/(s^2+t^2))*exp(-(m-n)^2/(4*(s^2+t^2)))",
        false=("SquaredHellinger(Normal(m, s), Normal(n, s)) = 1 - exp(-(m-n)^2/(4*s^2))",),
    ),
    Entry(
        "NIE-H-Exponential",
        "squared Hellinger distances",
        "squared Hellinger distance of exponential laws",
        "SquaredHellinger(Exponential(a), Exponential(b)) = 1 - 2*sqrt(a*b)/(a+b)",
    ),
    Entry(
        "NIE-H-Poisson",
        "squared Hellinger distances",
        "squared Hellinger distance of Poisson laws",
        "SquaredHellinger(Poisson(a), Poisson(b)) = 1 - exp(-(sqrt(a)-sqrt(b))^2/2)",
    ),
    Entry(
        "NIE-H-Beta",
        "squared Hellinger distances",
        "squared Hellinger distance of beta laws",
        "SquaredHellinger(Beta(a, b), Beta(c, d)) = 1 - beta((a+c)/2, (b+d)/2)/sqrt(beta(a, b)*beta(c, d))",
    ),
    Entry(
        "NN-chi-Poisson",
        "section III",
        "chi-square divergence of Poisson laws",
        "ChiSquareDivergence(Poisson(a), Poisson(b)) = exp((a-b)^2/b) - 1",
    ),
    Entry(
        "NN-chi-Normal",
        "section III",
        "chi-square divergence of shifted normal laws",
        "ChiSquareDivergence(Normal(m, s), Normal(n, s)) = exp((m-n)^2/s^2) - 1",
        false=("ChiSquareDivergence(Normal(m, s), Normal(n, s)) = exp((m-n)^2/(2*s^2)) - 1",),
    ),
    Entry(
        "GS-TV-Bernoulli",
        "section 1",
        "total variation of Bernoulli laws",
        "TotalVariation(Bernoulli(p), Bernoulli(q)) = abs(p-q)",
        "0 < p < 1, 0 < q < 1",
        false=("TotalVariation(Bernoulli(p), Bernoulli(q)) = 2*abs(p-q)",),
    ),
    Entry(
        "GS-TV-Uniform",
        "section 1",
        "total variation of nested uniform laws",
        "TotalVariation(Uniform(0, 1), Uniform(0, 2)) = 1/2",
    ),
    Entry(
        "VEH-entropy-Exponential",
        "section II",
        "Renyi entropy of the exponential law",
        "RenyiEntropy(Exponential(a), alpha=t) = log(t)/(t-1) - log(a)",
        "t > 0",
    ),
    Entry(
        "VEH-entropy-Uniform",
        "section II",
        "Renyi entropy of a uniform law, of any order",
        "RenyiEntropy(Uniform(a, b), alpha=t) = log(b-a)",
        "t > 0",
    ),
    Entry(
        "VEH-entropy-Normal",
        "section II",
        "Renyi entropy of the normal law",
        "RenyiEntropy(Normal(m, s), alpha=t) = log(2*pi*s^2)/2 + log(t)/(2*(t-1))",
        "t > 0",
        false=("RenyiEntropy(Normal(m, s), alpha=t) = H(Normal(m, s))",),
    ),
)
