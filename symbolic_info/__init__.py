"""Entropy, cross-entropy and divergences in SymPy: derived in closed form, proved, evaluated to any precision."""

from symbolic_info.engine.derivation import derive
from symbolic_info.engine.numbers import value
from symbolic_info.laws.abstract import abstract
from symbolic_info.laws.channel import Channel
from symbolic_info.laws.markov import MarkovChain
from symbolic_info.measures.conditional_entropy import ConditionalEntropy, conditional_entropy
from symbolic_info.measures.cross_entropy import CrossEntropy, cross_entropy
from symbolic_info.measures.entropy import Entropy, entropy
from symbolic_info.measures.entropy_rate import EntropyRate, KLDivergenceRate, entropy_rate, kl_divergence_rate
from symbolic_info.measures.js import JSDivergence, js_divergence
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
from symbolic_info.proof import prove

__version__ = "0.1.0"

__all__ = [
    "Channel",
    "ConditionalEntropy",
    "CrossEntropy",
    "DualTotalCorrelation",
    "Entropy",
    "EntropyRate",
    "InteractionInformation",
    "JSDivergence",
    "KLDivergence",
    "KLDivergenceRate",
    "MarkovChain",
    "MutualInformation",
    "TotalCorrelation",
    "VariationOfInformation",
    "abstract",
    "conditional_entropy",
    "cross_entropy",
    "derive",
    "dual_total_correlation",
    "entropy",
    "entropy_rate",
    "interaction_information",
    "js_divergence",
    "kl_divergence",
    "kl_divergence_rate",
    "mutual_information",
    "prove",
    "total_correlation",
    "value",
    "variation_of_information",
]
