"""The books and papers that the entries come from, under the keys with which their ids begin."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

BOOKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "BAU": "Bauckhage, Computing the Kullback-Leibler divergence between two generalized gamma distributions, 2014",
        "BLEI": "Blei, Kucukelbir & McAuliffe, Variational inference: a review for statisticians, JASA 112, 2017",
        "BV": "Boyd & Vandenberghe, Convex Optimization, 2004",
        "CHN": "Chyzak & Nielsen, A closed-form formula for the Kullback-Leibler divergence between Cauchy laws, 2019",
        "CK": "Csiszár & Körner, Information Theory, 2nd ed., 2011",
        "CSI": "Csiszár & Shields, Information Theory and Statistics: A Tutorial, 2004",
        "CSZ": "Csiszár, Information-type measures of difference of probability distributions, 1967",
        "CT": "Cover & Thomas, Elements of Information Theory, 2nd ed., 2006",
        "DL": "Goodfellow, Bengio & Courville, Deep Learning, 2016",
        "DV": "Donsker & Varadhan, Asymptotic evaluation of certain Markov process expectations IV, 1983",
        "EB": "Evans & Boersma, The entropy of a Poisson distribution, SIAM Review 30, 1988",
        "ES": "Endres & Schindelin, A new metric for probability distributions, IEEE Trans. Inf. Theory 49, 2003",
        "GAN": "Goodfellow et al., Generative adversarial nets, NeurIPS 2014",
        "GIL": "Gil, Alajaji & Linder, Rényi divergence measures for univariate laws, Inf. Sciences 249, 2013",
        "GS": "Gibbs & Su, On choosing and bounding probability metrics, Int. Stat. Review 70, 2002",
        "HAN": "Han, Nonnegative entropy measures of multivariate symmetric correlations, Inf. and Control 36, 1978",
        "HJA": "Ho, Jain & Abbeel, Denoising diffusion probabilistic models, NeurIPS 2020",
        "HRS": "Hammer, Romashchenko, Shen & Vereshchagin, Inequalities for Shannon entropy, JCSS 60, 2000",
        "JKB": "Johnson, Kotz & Balakrishnan, Continuous Univariate (Multivariate) Distributions, 2nd ed., 1994-2000",
        "KR": "Kaced & Romashchenko, Conditional information inequalities, IEEE Trans. Inf. Theory 59, 2013",
        "KUL": "Kullback, Information Theory and Statistics, 1959",
        "KW": "Kingma & Welling, Auto-encoding variational Bayes, ICLR 2014",
        "LIN": "Lin, Divergence measures based on the Shannon entropy, IEEE Trans. Inf. Theory 37, 1991",
        "LMN": "Liquet, Moka & Nazarathy, The Mathematical Engineering of Deep Learning, 2024",
        "MK": "MacKay, Information Theory, Inference, and Learning Algorithms, 2003",
        "NG": "Nielsen & Garcia, Statistical exponential families: a digest with flash cards, 2009",
        "NIE": "Nielsen & Boltz, The Burbea-Rao and Bhattacharyya centroids, IEEE Trans. Inf. Theory 57, 2011",
        "NN": "Nielsen & Nock, On the chi square and higher-order chi distances, IEEE Signal Proc. Letters 21, 2014",
        "NWJ": "Nguyen, Wainwright & Jordan, Estimating divergence functionals, IEEE Trans. Inf. Theory 56, 2010",
        "SHE": "Chung, Graham, Frankl & Shearer, Some intersection theorems for ordered sets, JCT A 43, 1986",
        "SHS": "Shannon, Communication theory of secrecy systems, Bell System Technical Journal 28, 1949",
        "TAN": "Taneja, On symmetric and nonsymmetric divergence measures, 2005",
        "TOP": "Topsøe, Some inequalities for information divergence, IEEE Trans. Inf. Theory 46, 2000",
        "TSA": "Tsallis, Generalized entropy-based criterion for consistent testing, Phys. Rev. E 58, 1998",
        "VEH": "van Erven & Harremoës, Rényi divergence and KL divergence, IEEE Trans. Inf. Theory 60, 2014",
        "YEU": "Yeung, Information Theory and Network Coding, 2008",
    }
)
