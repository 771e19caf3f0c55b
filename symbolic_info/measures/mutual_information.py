"""Mutual information and its relatives for many variables."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from sympy import Expr

from symbolic_info.laws.channel import Channel, Transmitted
from symbolic_info.laws.independent import independent
from symbolic_info.laws.joint import marginal, product
from symbolic_info.laws.kernel import Kernel
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.variables import joint as joint_law
from symbolic_info.measures.joint import JointMeasure, Terms, conditional, minus, plus
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.units import in_base


class TotalCorrelation(JointMeasure):
    """Total correlation sum_i H(X_i) - H(X_1, ..., X_n) = D(p || p_1 ... p_n) in nats, given Z where said so.

    Source: Watanabe 1960, IBM J. Res. Dev. 4, 66.

    >>> from sympy import Rational
    >>> from symbolic_info import TotalCorrelation
    >>> TotalCorrelation({(0, 0, 0): Rational(1, 2), (1, 1, 1): Rational(1, 2)}).doit()
    log(4)
    """

    latex_symbol = r"\operatorname{TC}"
    letter = "TC"

    @property
    def entropies(self) -> Terms:
        whole = tuple(i for block in self.blocks for i in block)
        return plus(*(conditional(b, self.given) for b in self.blocks), minus(conditional(whole, self.given)))

    def _eval_rewrite_as_KLDivergence(self, *args: Any, **kwargs: Any) -> Expr:
        """The divergence from the law under which the blocks are independent, given Z where said so."""
        if self.variables is not None:
            if len({x for b in self.blocks for x in b}) < sum(map(len, self.blocks)):
                return self  # a product of overlapping blocks is no law
            *read, given = self.variables
            factors = [joint_law(*block).given(*given) for block in read] + ([joint_law(*given)] if given else [])
            return KLDivergence(joint_law(*(x for block in self.variables for x in block)), product(*factors))
        places = tuple(i for block in (*self.blocks, self.given) for i in block)
        law = marginal(self.laws[0], places)
        blocks = [tuple(places.index(i) for i in block) for block in (*self.blocks, self.given)]
        return KLDivergence(law, independent(law, blocks[:-1], blocks[-1]))


class MutualInformation(TotalCorrelation):
    """Mutual information I(X; Y) = H(X) + H(Y) - H(X, Y) = D(p_XY || p_X p_Y) in nats, given Z where said so.

    Source: Cover & Thomas, (2.28), (2.45) and (2.60).

    >>> from sympy import Rational
    >>> from symbolic_info import Entropy, MutualInformation
    >>> I = MutualInformation({(0, 0): Rational(1, 2), (1, 1): Rational(1, 2)})
    >>> I.doit()
    log(2)
    >>> I.rewrite(Entropy)
    2*Entropy({0: 1/2, 1: 1/2}) - Entropy({(0, 0): 1/2, (1, 1): 1/2})
    """

    most_blocks = 2
    latex_symbol = "I"
    letter = "I"

    def __new__(cls, joint: Any, *blocks: Any, given: Any = (), base: Any = None) -> Expr:
        if isinstance(joint, Channel | Kernel) and len(blocks) == 1:
            joint, blocks = joint.joint(blocks[0]), ()
        return super().__new__(cls, joint, *blocks, given=given, base=base)

    @property
    def definition(self) -> Expr:
        return self.rewrite(JSDivergence) if _has_densities(self.laws[0]) else super().definition

    def _eval_rewrite_as_JSDivergence(self, *args: Any, **kwargs: Any) -> Expr:
        """The mutual information of a channel is the divergence of its laws, weighted by the input."""
        law = self.laws[0]
        if not _has_densities(law):
            return self
        return JSDivergence(*law.channel.laws, weights=law.weights)


def _has_densities(law: Law) -> bool:
    """Whether this is a channel whose outputs are no lists."""
    return isinstance(as_model(law), Transmitted)


class DualTotalCorrelation(JointMeasure):
    """Dual total correlation H(X_1, ..., X_n) - sum_i H(X_i | the others) in nats.

    Source: Han 1978, Information and Control 36, 133.

    >>> from sympy import Rational
    >>> from symbolic_info import DualTotalCorrelation
    >>> DualTotalCorrelation({(0, 0, 0): Rational(1, 2), (1, 1, 1): Rational(1, 2)}).doit()
    log(2)
    """

    latex_symbol = r"\operatorname{D}"
    letter = "DualTotalCorrelation"

    @property
    def entropies(self) -> Terms:
        whole = tuple(i for block in self.blocks for i in block)
        pairs = ((b, [c for other, c in enumerate(self.blocks) if other != k]) for k, b in enumerate(self.blocks))
        rests = [(b, tuple(sorted({i for c in others for i in c} | {*self.given}))) for b, others in pairs]
        return plus(conditional(whole, self.given), *(minus(conditional(b, r)) for b, r in rests))


class InteractionInformation(JointMeasure):
    """Interaction information I(X; Y; Z) = I(X; Y) - I(X; Y | Z) in nats; negative where Z makes X and Y dependent.

    For n blocks -sum_T (-1)^|T| H(T) over the sets T of blocks (the sign of the co-information).
    Source: McGill 1954, Psychometrika 19, 97; Bell 2003.

    >>> from sympy import Rational
    >>> from symbolic_info import InteractionInformation
    >>> InteractionInformation({(x, y, x ^ y): Rational(1, 4) for x in (0, 1) for y in (0, 1)}).doit()
    -log(2)
    """

    @property
    def entropies(self) -> Terms:
        sets = [c for n in range(1, len(self.blocks) + 1) for c in combinations(self.blocks, n)]
        parts = [(len(c), conditional(tuple(i for b in c for i in b), self.given)) for c in sets]
        return plus(*(t if size % 2 else minus(t) for size, t in parts))


class VariationOfInformation(JointMeasure):
    """Variation of information H(X | Y) + H(Y | X) in nats: a distance of two variables (of two partitions).

    Source: Meila 2007, J. Multivariate Anal. 98, 873; Cover & Thomas, problem 2.9.

    >>> from sympy import Rational
    >>> from symbolic_info import VariationOfInformation
    >>> VariationOfInformation({(x, y): Rational(1, 4) for x in (0, 1) for y in (0, 1)}).doit()
    log(4)
    """

    most_blocks = 2
    latex_symbol = r"\operatorname{VI}"
    letter = "VI"

    @property
    def entropies(self) -> Terms:
        a, b = self.blocks
        pairs = ((a, b), (b, a))
        return plus(*(conditional(u, tuple(sorted(v + self.given))) for u, v in pairs))


def mutual_information(joint: Any, *blocks: Any, given: Any = (), base: Any = None, budget: Any = None) -> Expr:
    """The mutual information I(X; Y), or I(X; Y | Z), in closed form, or the inert `MutualInformation`.

    ``joint`` is a joint law of two coordinates, such as a pmf ``{(x, y): probability}``; of more, with the two
    ``blocks`` of indices (from 0) and the indices ``given``; or a `Channel` or `Kernel`, then the law of the input.
    Units and budget as for `symbolic_info.entropy`.  Errors: `UnknownLawError` for what is no joint law,
    `ParameterError` for blocks that overlap or are no coordinates.  Source: Cover & Thomas, (2.28) and (2.60).

    >>> from sympy import symbols
    >>> from symbolic_info import mutual_information
    >>> from symbolic_info.laws import MultivariateNormal
    >>> r = symbols("rho", real=True)
    >>> mutual_information(MultivariateNormal([0, 0], [[1, r], [r, 1]]))
    -log(1 - rho**2)/2
    """
    return in_base(MutualInformation(joint, *blocks, given=given).doit(budget=budget), base)


def total_correlation(joint: Any, *blocks: Any, given: Any = (), base: Any = None, budget: Any = None) -> Expr:
    """The total correlation (multi-information) in closed form, or the inert `TotalCorrelation`.

    Arguments, units, budget and errors as for `symbolic_info.mutual_information`, with any number of blocks.
    Source: Watanabe 1960, IBM J. Res. Dev. 4, 66.

    >>> from sympy import Rational
    >>> from symbolic_info import total_correlation
    >>> total_correlation({(x, y, x ^ y): Rational(1, 4) for x in (0, 1) for y in (0, 1)})
    log(2)
    """
    return in_base(TotalCorrelation(joint, *blocks, given=given).doit(budget=budget), base)


def dual_total_correlation(joint: Any, *blocks: Any, given: Any = (), base: Any = None, budget: Any = None) -> Expr:
    """The dual total correlation in closed form, or the inert `DualTotalCorrelation`.

    Arguments, units, budget and errors as for `symbolic_info.total_correlation`.
    Source: Han 1978, Information and Control 36, 133.

    >>> from sympy import Rational
    >>> from symbolic_info import dual_total_correlation
    >>> dual_total_correlation({(x, y, x ^ y): Rational(1, 4) for x in (0, 1) for y in (0, 1)})
    log(4)
    """
    return in_base(DualTotalCorrelation(joint, *blocks, given=given).doit(budget=budget), base)


def interaction_information(joint: Any, *blocks: Any, given: Any = (), base: Any = None, budget: Any = None) -> Expr:
    """The interaction information in closed form, or the inert `InteractionInformation`.

    Arguments, units, budget and errors as for `symbolic_info.total_correlation`.
    Source: McGill 1954, Psychometrika 19, 97; Bell 2003.

    >>> from sympy import Rational
    >>> from symbolic_info import interaction_information
    >>> interaction_information({(0, 0, 0): Rational(1, 2), (1, 1, 1): Rational(1, 2)})
    log(2)
    """
    return in_base(InteractionInformation(joint, *blocks, given=given).doit(budget=budget), base)


def variation_of_information(joint: Any, *blocks: Any, given: Any = (), base: Any = None, budget: Any = None) -> Expr:
    """The variation of information H(X | Y) + H(Y | X) in closed form, or the inert `VariationOfInformation`.

    Arguments, units, budget and errors as for `symbolic_info.total_correlation`.
    Source: Meila 2007, J. Multivariate Anal. 98, 873; Cover & Thomas, problem 2.9.

    >>> from sympy import Rational
    >>> from symbolic_info import variation_of_information
    >>> variation_of_information({(0, 0): Rational(1, 2), (1, 1): Rational(1, 2)})
    0
    """
    return in_base(VariationOfInformation(joint, *blocks, given=given).doit(budget=budget), base)
