"""Entropy, cross-entropy and divergences in SymPy: derived in closed form, proved, evaluated to any precision."""

from symbolic_info.engine.derivation import derive
from symbolic_info.engine.numbers import value
from symbolic_info.laws.abstract import abstract
from symbolic_info.measures.cross_entropy import CrossEntropy, cross_entropy
from symbolic_info.measures.entropy import Entropy, entropy
from symbolic_info.measures.js import JSDivergence, js_divergence
from symbolic_info.measures.kl import KLDivergence, kl_divergence
from symbolic_info.proof import prove

__version__ = "0.1.0"

__all__ = [
    "CrossEntropy",
    "Entropy",
    "JSDivergence",
    "KLDivergence",
    "abstract",
    "cross_entropy",
    "derive",
    "entropy",
    "js_divergence",
    "kl_divergence",
    "prove",
    "value",
]
