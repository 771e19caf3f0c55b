"""Conditional entropy."""

from __future__ import annotations

from typing import Any

from sympy import Expr

from symbolic_info.laws.convert import as_law
from symbolic_info.laws.independent import Indices
from symbolic_info.laws.joint import size
from symbolic_info.laws.variables import names_variables
from symbolic_info.measures.joint import JointMeasure, Terms, conditional
from symbolic_info.measures.units import in_base
from symbolic_info.registry import provide


class ConditionalEntropy(JointMeasure):
    """Conditional entropy H(X | Y) = H(X, Y) - H(Y) in nats, never larger than H(X).

    Source: Cover & Thomas, (2.10) and theorem 2.2.1.

    >>> from sympy import Rational
    >>> from symbolic_info import ConditionalEntropy
    >>> ConditionalEntropy({(0, 0): Rational(1, 2), (1, 1): Rational(1, 2)}, given=1).doit()
    0
    """

    fewest_blocks = 1
    most_blocks = 1
    latex_symbol = "H"
    letter = "H"

    @classmethod
    def every_block(cls, count: int, given: Indices) -> list[Indices]:
        return [tuple(i for i in range(count) if i not in given)]

    @property
    def entropies(self) -> Terms:
        (block,) = self.blocks
        return conditional(block, self.given)


provide("conditional entropy", ConditionalEntropy)


def conditional_entropy(joint: Any, *block: Any, given: Any = None, base: Any = None, budget: Any = None) -> Expr:
    """The conditional entropy H(X | Y) in closed form, or the inert `ConditionalEntropy`.

    ``joint`` is a joint law: a pmf ``{(x, y): probability}``, a multivariate normal law.  ``given`` is the index
    (from 0), or the tuple of indices, of the coordinates on which one conditions, the last one unless given;
    ``block`` those whose entropy is meant, all others unless given.  Units and budget as for
    `symbolic_info.entropy`.  Source: Cover & Thomas, (2.10).

    >>> from sympy import symbols
    >>> from symbolic_info import conditional_entropy
    >>> e = symbols("e", positive=True)
    >>> conditional_entropy({(0, 0): (1 - e)/2, (0, 1): e/2, (1, 0): e/2, (1, 1): (1 - e)/2})
    -e*log(e) + (e - 1)*log(1 - e)
    """
    if names_variables((joint, *block, given)):
        return ConditionalEntropy(joint, *block, given=() if given is None else given, base=base)
    law = as_law(joint)
    below = size(law) - 1 if given is None else given
    return in_base(ConditionalEntropy(law, *block, given=below).doit(budget=budget), base)
