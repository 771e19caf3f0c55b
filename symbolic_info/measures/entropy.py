"""Entropy, discrete and differential."""

from __future__ import annotations

from typing import Any

from sympy import Expr

from symbolic_info.measures.expectation import expected_log_ratio
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base
from symbolic_info.registry import service


class Entropy(Measure):
    """Entropy H(p) = -E_p log p in nats (differential entropy for a density).

    Source: Liquet, Moka & Nazarathy, eq. (B.2); Cover & Thomas, (2.1) and (8.1).

    >>> from sympy.stats import Die
    >>> from symbolic_info import Entropy
    >>> Entropy(Die("X", 6)).doit()
    log(6)
    """

    arity = 1
    latex_symbol = "H"

    def __new__(cls, p: Any, base: Any = None) -> Expr:
        return in_base(super().__new__(cls, p), base)

    @property
    def definition(self) -> Expr:
        """-E_p log p."""
        (p,) = self.laws
        return expected_log_ratio(p, None, p)

    def _eval_rewrite_as_CrossEntropy(self, *args: Any, **kwargs: Any) -> Expr:
        return service("cross entropy")(self.laws[0], self.laws[0])


def entropy(p: Any, base: Any = None, budget: Any = None) -> Expr:
    """The entropy of ``p`` in closed form, or the inert `Entropy` where none is found.

    ``p`` is anything that `symbolic_info.laws.as_law` reads.  The result is in nats, or in
    units of ``log(base)`` (``base=2``: bits); it holds under ``derive(...).conditions``.
    ``budget`` is the time limit in seconds (10).

    >>> from sympy import symbols
    >>> from sympy.stats import Exponential
    >>> from symbolic_info import entropy
    >>> entropy(Exponential("X", symbols("l", positive=True)))
    1 - log(l)
    """
    return in_base(Entropy(p).doit(budget=budget), base)
