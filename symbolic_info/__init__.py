"""Entropy, cross-entropy and divergences in SymPy: derived in closed form, proved, evaluated to any precision."""

from symbolic_info.engine.asymptotics import entropy_expansion
from symbolic_info.engine.channel_capacity import optimal_input
from symbolic_info.engine.derivation import derive
from symbolic_info.engine.exponential import bregman_divergence, exponential_family
from symbolic_info.engine.likelihood import kl_series
from symbolic_info.engine.max_entropy import max_entropy_law
from symbolic_info.engine.numbers import value
from symbolic_info.laws.abstract import abstract
from symbolic_info.laws.abstract_channel import channels, independent_pair, mixed_channel
from symbolic_info.laws.channel import Channel
from symbolic_info.laws.gaussian_channel import GaussianChannel
from symbolic_info.laws.joint import product
from symbolic_info.laws.kernel import Kernel
from symbolic_info.laws.markov import MarkovChain
from symbolic_info.laws.mixture import mixture
from symbolic_info.laws.relabelled import bijection
from symbolic_info.laws.tilted import equiprobable, normalized, softmax, tilted
from symbolic_info.laws.totals import Disjoint, Total, density, expectation, functions, indicator, outcome
from symbolic_info.laws.variables import joint, variables
from symbolic_info.measures.alpha import AlphaDivergence, alpha_divergence
from symbolic_info.measures.capacity import Capacity, capacity
from symbolic_info.measures.chi_square import ChiSquareDivergence, chi_square_divergence
from symbolic_info.measures.conditional_entropy import ConditionalEntropy, conditional_entropy
from symbolic_info.measures.cross_entropy import CrossEntropy, cross_entropy
from symbolic_info.measures.entropy import Entropy, entropy
from symbolic_info.measures.entropy_rate import EntropyRate, KLDivergenceRate, entropy_rate, kl_divergence_rate
from symbolic_info.measures.f_divergence import FDivergence, f_divergence
from symbolic_info.measures.fisher import FisherInformation, fisher_information
from symbolic_info.measures.hellinger import (
    BhattacharyyaDistance,
    SquaredHellinger,
    bhattacharyya_distance,
    squared_hellinger,
)
from symbolic_info.measures.jeffreys import JeffreysDivergence, jeffreys_divergence
from symbolic_info.measures.jensen import (
    GeometricJSDivergence,
    JensenRenyiDivergence,
    SkewDivergence,
    geometric_js_divergence,
    jensen_renyi_divergence,
    skew_divergence,
)
from symbolic_info.measures.js import JSDivergence, js_divergence
from symbolic_info.measures.js_distance import JSDistance, js_distance
from symbolic_info.measures.kl import KLDivergence, kl_divergence
from symbolic_info.measures.mutual_information import (
    DualTotalCorrelation,
    InteractionInformation,
    MutualInformation,
    TotalCorrelation,
    VariationOfInformation,
    dual_total_correlation,
    interaction_information,
    mutual_information,
    total_correlation,
    variation_of_information,
)
from symbolic_info.measures.perplexity import EntropyPower, Perplexity, entropy_power, perplexity
from symbolic_info.measures.power_integral import PowerIntegral
from symbolic_info.measures.rate_distortion import RateDistortion, rate_distortion
from symbolic_info.measures.relations import Copy, FunctionOf, Independent, Markov
from symbolic_info.measures.renyi import RenyiDivergence, RenyiEntropy, renyi_divergence, renyi_entropy
from symbolic_info.measures.self_information import SelfInformation, self_information
from symbolic_info.measures.total_variation import TotalVariation, total_variation
from symbolic_info.measures.tsallis import TsallisDivergence, TsallisEntropy, tsallis_divergence, tsallis_entropy
from symbolic_info.proof import prove
from symbolic_info.registry import announce

announce("read claims", "symbolic_info.interop.statements:read_claims")

__version__ = "0.1.0"

__all__ = [
    "AlphaDivergence",
    "BhattacharyyaDistance",
    "Capacity",
    "Channel",
    "ChiSquareDivergence",
    "ConditionalEntropy",
    "Copy",
    "CrossEntropy",
    "Disjoint",
    "DualTotalCorrelation",
    "Entropy",
    "EntropyPower",
    "EntropyRate",
    "FDivergence",
    "FisherInformation",
    "FunctionOf",
    "GaussianChannel",
    "GeometricJSDivergence",
    "Independent",
    "InteractionInformation",
    "JSDistance",
    "JSDivergence",
    "JeffreysDivergence",
    "JensenRenyiDivergence",
    "KLDivergence",
    "KLDivergenceRate",
    "Kernel",
    "Markov",
    "MarkovChain",
    "MutualInformation",
    "Perplexity",
    "PowerIntegral",
    "RateDistortion",
    "RenyiDivergence",
    "RenyiEntropy",
    "SelfInformation",
    "SkewDivergence",
    "SquaredHellinger",
    "Total",
    "TotalCorrelation",
    "TotalVariation",
    "TsallisDivergence",
    "TsallisEntropy",
    "VariationOfInformation",
    "abstract",
    "alpha_divergence",
    "bhattacharyya_distance",
    "bijection",
    "bregman_divergence",
    "capacity",
    "channels",
    "chi_square_divergence",
    "conditional_entropy",
    "cross_entropy",
    "density",
    "derive",
    "dual_total_correlation",
    "entropy",
    "entropy_expansion",
    "entropy_power",
    "entropy_rate",
    "equiprobable",
    "expectation",
    "exponential_family",
    "f_divergence",
    "fisher_information",
    "functions",
    "geometric_js_divergence",
    "independent_pair",
    "indicator",
    "interaction_information",
    "jeffreys_divergence",
    "jensen_renyi_divergence",
    "joint",
    "js_distance",
    "js_divergence",
    "kl_divergence",
    "kl_divergence_rate",
    "kl_series",
    "max_entropy_law",
    "mixed_channel",
    "mixture",
    "mutual_information",
    "normalized",
    "optimal_input",
    "outcome",
    "perplexity",
    "product",
    "prove",
    "rate_distortion",
    "renyi_divergence",
    "renyi_entropy",
    "self_information",
    "skew_divergence",
    "softmax",
    "squared_hellinger",
    "tilted",
    "total_correlation",
    "total_variation",
    "tsallis_divergence",
    "tsallis_entropy",
    "value",
    "variables",
    "variation_of_information",
]
