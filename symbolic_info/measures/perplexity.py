"""Perplexity and entropy power: exponentials of the entropy."""

from __future__ import annotations

from typing import Any

from sympy import E, Expr, exp, pi

from symbolic_info.errors import SpaceError
from symbolic_info.laws.law import Law
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.node import Measure
from symbolic_info.measures.power_integral import evaluated


class Perplexity(Measure):
    """Perplexity exp H(p), the number of equally likely outcomes of the same entropy: 2**H with H in bits.

    Source: Jelinek et al. 1977, J. Acoust. Soc. Am. 62, S63; Cover & Thomas, problem 2.8.

    >>> from sympy.stats import Die
    >>> from symbolic_info import Perplexity
    >>> Perplexity(Die("X", 6)).doit()
    6
    """

    latex_symbol = r"\operatorname{PP}"

    @property
    def definition(self) -> Expr:
        """exp H(p)."""
        return exp(Entropy(self.laws[0]))

    def _eval_rewrite_as_Entropy(self, *args: Any, **kwargs: Any) -> Expr:
        return self.definition


class EntropyPower(Measure):
    """Entropy power exp(2 h/n)/(2 pi e) of a density in n dimensions: the variance of the normal law of entropy h.

    Source: Cover & Thomas, (17.68); Shannon 1948, section 21.

    >>> from sympy import symbols
    >>> from sympy.stats import Normal
    >>> from symbolic_info import EntropyPower
    >>> EntropyPower(Normal("X", 0, symbols("sigma", positive=True))).doit()
    sigma**2
    """

    latex_symbol = "N"

    def __new__(cls, p: Any) -> Expr:
        node = super().__new__(cls, p)
        if node.laws[0].discrete:
            raise SpaceError("the entropy power is of laws with a density; a discrete law has a perplexity")
        return node

    @property
    def definition(self) -> Expr:
        """exp(2 h(p)/n)/(2 pi e)."""
        law: Law = self.laws[0]
        return exp(2 * Entropy(law) / law.dimension) / (2 * pi * E)

    def _eval_rewrite_as_Entropy(self, *args: Any, **kwargs: Any) -> Expr:
        return self.definition


def perplexity(p: Any, budget: Any = None) -> Expr:
    """The perplexity exp H(p) in closed form, or the inert `Perplexity`.

    Argument, budget, conditions and errors as for `symbolic_info.entropy`; a plain number, the same in every unit.
    Source: Jelinek et al. 1977, J. Acoust. Soc. Am. 62, S63; Cover & Thomas, problem 2.8.

    >>> from sympy import symbols
    >>> from sympy.stats import Exponential
    >>> from symbolic_info import perplexity
    >>> perplexity(Exponential("X", symbols("l", positive=True)))
    E/l
    """
    return evaluated(Perplexity(p), None, budget)


def entropy_power(p: Any, budget: Any = None) -> Expr:
    """The entropy power exp(2 h/d)/(2 pi e) of a law in d dimensions in closed form, or the inert `EntropyPower`.

    Argument, budget, conditions and errors as for `symbolic_info.entropy`, and `SpaceError` for a
    discrete law.  In the unit of a variance.
    Source: Cover & Thomas, (17.68); Shannon 1948, section 21.

    >>> from sympy.stats import Uniform
    >>> from symbolic_info import entropy_power
    >>> entropy_power(Uniform("X", 0, 1))
    exp(-1)/(2*pi)
    """
    return evaluated(EntropyPower(p), None, budget)
