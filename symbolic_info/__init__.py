"""Entropy, cross-entropy and divergences in SymPy: derived, proved, evaluated."""

from symbolic_info.engine import evaluate as _evaluate
from symbolic_info.laws.abstract import abstract
from symbolic_info.measures.cross_entropy import CrossEntropy, cross_entropy
from symbolic_info.measures.entropy import Entropy, entropy
from symbolic_info.measures.js import JSDivergence, js_divergence
from symbolic_info.measures.kl import KLDivergence, kl_divergence
