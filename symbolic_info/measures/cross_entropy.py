"""Cross-entropy."""

from __future__ import annotations

from typing import Any

from sympy import Expr

from symbolic_info.measures.expectation import expected_log_ratio
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base
from symbolic_info.registry import provide


class CrossEntropy(Measure):
    """Cross-entropy H(p, q) = -E_p log q in nats; infinite when p has mass where q has none.

    Source: Liquet, Moka & Nazarathy, eq. (B.1).

    >>> from sympy import Rational
    >>> from symbolic_info import CrossEntropy
    >>> CrossEntropy([Rational(1, 2), Rational(1, 2)], [1, 0]).doit()
    oo
    """

    arity = 2
    latex_symbol = "H"
    letter = "H"

    def __new__(cls, p: Any, q: Any, base: Any = None) -> Expr:
        return in_base(super().__new__(cls, p, q), base)

    @property
    def definition(self) -> Expr:
        """-E_p log q."""
        p, q = self.laws
        return expected_log_ratio(p, None, q)


provide("cross entropy", CrossEntropy)


def cross_entropy(p: Any, q: Any, base: Any = None, budget: Any = None) -> Expr:
    """The cross-entropy of ``q`` relative to ``p`` in closed form, or the inert `CrossEntropy`.

    Arguments, units, budget, conditions and errors as for `symbolic_info.kl_divergence`.
    Source: Liquet, Moka & Nazarathy, eq. (B.1).

    >>> from sympy import symbols
    >>> from sympy.stats import Geometric, Poisson
    >>> from symbolic_info import cross_entropy
    >>> l, p = symbols("l p", positive=True)
    >>> cross_entropy(Geometric("X", p), Geometric("Y", p)) - cross_entropy(Geometric("X", p), Geometric("X", p))
    0
    """
    return in_base(CrossEntropy(p, q).doit(budget=budget), base)
