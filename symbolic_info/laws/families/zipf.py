"""Laws on 1, ..., n with given weights: Zipf, Zipf-Mandelbrot and the truncated geometric law."""

from __future__ import annotations

from sympy import Add, Expr, Piecewise, Pow, S, Sum, Symbol, exp, harmonic, log

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import NATURAL, NONNEGATIVE, OPEN_UNIT, REAL
from symbolic_info.laws.families.lattice import LatticeLaw, index
from symbolic_info.laws.transform import Transform

__all__ = ["TruncatedGeometric", "Zipf", "ZipfMandelbrot"]

FEW = 64


class RankLaw(LatticeLaw, public=False):
    """A law on 1, ..., n with mass proportional to (k + shift)**(-exponent)."""

    @property
    def lower(self) -> Expr:
        return S.One

    @property
    def upper(self) -> Expr:
        return self.args[0]

    @property
    def shape(self) -> tuple[Expr, Expr]:
        """The shift and the exponent."""
        raise NotImplementedError

    def transforms(self) -> tuple[Transform, ...]:
        """None: E exp(t X) is no function that SymPy has."""
        return ()

    def log_density(self, x: Expr) -> Expr:
        shift, exponent = self.shape
        return -exponent * log(x + shift) - log(self._power_sum(S.Zero))

    def _power_sum(self, power: Expr) -> Expr:
        """The sum of (k + shift)**(power - exponent)."""
        shift, exponent = self.shape
        if shift == 0:
            return harmonic(self.upper, exponent - power)
        if self.upper.is_Integer and self.upper <= FEW:
            return Add(*(Pow(k + shift, power - exponent) for k in range(1, int(self.upper) + 1)))
        k = index(power, self)
        return Sum(Pow(k + shift, power - exponent), (k, 1, self.upper))

    def _sum(self, feature: Expr, x: Symbol) -> Expr:
        """The sum of the feature with the weights."""
        shift, exponent = self.shape
        base, power = feature.as_base_exp()
        if base == x + shift and not power.has(x):
            return self._power_sum(power)
        k = index(feature.xreplace({x: S.Zero}), self)
        return Sum(feature.xreplace({x: k}) * Pow(k + shift, -exponent), (k, 1, self.upper))

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Sum over the outcomes."""
        if not feature.has(x):
            return feature
        return None if feature.has(Piecewise) else self._sum(feature, x) / self._power_sum(S.Zero)


class Zipf(RankLaw):
    """Zipf's law on the ranks 1, ..., n: the probability of k is k**(-s) over the generalised harmonic number."""

    parameters = {"n": NATURAL, "s": REAL}

    @property
    def shape(self) -> tuple[Expr, Expr]:
        return S.Zero, self.args[1]


class ZipfMandelbrot(RankLaw):
    """The Zipf-Mandelbrot law on 1, ..., n: the probability of k is proportional to (k + q)**(-s), q >= 0."""

    parameters = {"n": NATURAL, "q": NONNEGATIVE, "s": REAL}

    @property
    def shape(self) -> tuple[Expr, Expr]:
        return self.args[1], self.args[2]


class TruncatedGeometric(LatticeLaw):
    """The geometric law of success probability p, on the condition that it does not exceed n."""

    parameters = {"p": OPEN_UNIT, "n": NATURAL}

    @property
    def lower(self) -> Expr:
        return S.One

    @property
    def upper(self) -> Expr:
        return self.args[1]

    def log_density(self, x: Expr) -> Expr:
        p, n = self.args
        return log(p) + (x - 1) * log(1 - p) - log(1 - (1 - p) ** n)

    def log_generating(self, t: Expr) -> Expr:
        p, n = self.args
        ratio = (1 - p) * exp(t)
        return t + log(p) - log(1 - (1 - p) ** n) + log(1 - ratio**n) - log(1 - ratio)
