"""Exact inputs to decimal digits, every printed digit right."""

from symbolic_info.numeric.closed import evaluate
from symbolic_info.numeric.value import Value

__all__ = ["Value", "evaluate"]
