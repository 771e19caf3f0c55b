"""Exact inputs to decimal digits, every printed digit right."""

from symbolic_info.numeric.closed import evaluate
from symbolic_info.numeric.density import Density
from symbolic_info.numeric.measures import (
    cross_entropy,
    entropy,
    expectation,
    js_divergence,
    kl_divergence,
    power_integral,
    total_variation,
)
from symbolic_info.numeric.value import Value

__all__ = [
    "Density",
    "Value",
    "cross_entropy",
    "entropy",
    "evaluate",
    "expectation",
    "js_divergence",
    "kl_divergence",
    "power_integral",
    "total_variation",
]
