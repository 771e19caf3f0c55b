"""The law of |X| where both signs have mass."""

from __future__ import annotations

from sympy import Abs, Expr, S, exp, log, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.image import negate
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import mixture
from symbolic_info.laws.probability import cdf
from symbolic_info.laws.truncated import truncated
from symbolic_info.rules.logarithm import split_logs


class Folded(Law):
    """The law of \\|X\\| for a continuous X on the line; its density is p(y) + p(-y)."""

    @property
    def source(self) -> Law:
        inner: Law = self.args[0]
        return inner

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return self.source.conditions

    @property
    def lower(self) -> Expr:
        return S.Zero

    @property
    def kinks(self) -> tuple[Expr, ...]:
        return tuple(Abs(k) for k in self.source.kinks if k != 0)

    def log_density(self, x: Expr) -> Expr:
        right, left = (self.source.log_density(y) for y in (x, -x))
        return right + log(1 + exp(split_logs((left - right).expand(), self.facts)))


def folded(law: Law) -> Law:
    """The law of \\|X\\| for a continuous X of both signs.

    The halves of a law on a bounded side are truncated, mirrored and mixed, which for a uniform law gives steps.

    >>> from symbolic_info import entropy
    >>> from symbolic_info.laws import Uniform
    >>> from symbolic_info.laws.folded import folded
    >>> entropy(folded(Uniform(-1, 3)))
    3*log(2)/2
    """
    two_sided = all(end == oo or law.facts.positive(end) for end in (-law.lower, law.upper))
    if law.discrete or not two_sided:
        raise UnknownLawError(f"the law of |X| needs a continuous X of both signs; the support is {law.support}")
    if (law.lower, law.upper) == (-oo, oo):
        return Folded(law)
    below = cdf(law, S.Zero)
    if below is None:
        raise UnknownLawError(f"the probability of X < 0 has no known form for {law}")
    return mixture([truncated(law, low=0), negate(truncated(law, high=0))], [1 - below, below])
