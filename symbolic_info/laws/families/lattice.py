"""Laws on the integers with a moment generating function: Poisson, negative binomial, binomial, uniform."""

from __future__ import annotations

from typing import Any

from sympy import (
    Basic,
    Dummy,
    Expr,
    Piecewise,
    S,
    Sum,
    Symbol,
    bernoulli,
    betainc_regularized,
    exp,
    factor,
    gamma,
    log,
    uppergamma,
)
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import COUNT, INTEGER, NATURAL, OPEN_UNIT, POSITIVE
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import BaseLaw, Law
from symbolic_info.laws.moments import is_order
from symbolic_info.laws.transform import Edge, Transform
from symbolic_info.rules.polynomial import is_polynomial_in
from symbolic_info.rules.special import log_gamma

__all__ = ["Binomial", "Die", "NegativeBinomial", "Poisson", "UniformRange"]


class LatticeLaw(BaseLaw, public=False):
    """A base law on the integers with its moment generating function."""

    discrete = True

    @property
    def lower(self) -> Expr:
        return S.Zero

    def log_generating(self, t: Expr) -> Expr:
        """log E exp(t X)."""
        raise NotImplementedError

    def margin(self, t: Expr) -> Expr:
        """Positive where E exp(t X) is finite."""
        return S.One

    def share_below(self, c: Expr, t: Expr) -> Expr | None:
        """The part of E exp(t X) that stands on X <= c < upper, as a fraction; None where it has no known form."""
        return None

    def _below(self, c: Expr, t: Expr) -> Expr | None:
        share = self.share_below(c, t)
        return None if share is None else share * exp(self.log_generating(t))

    def transforms(self) -> tuple[Transform, ...]:
        return (
            Transform(
                atoms=lambda k: (exp(k),),
                value=lambda t: exp(self.log_generating(t)),
                log_value=self.log_generating,
                edges=lambda t: (Edge("oo", self.margin(t), (1,)),),
                below=self._below,
            ),
        )


class Poisson(LatticeLaw):
    """Poisson law with mean lamda, on 0, 1, 2, ..."""

    parameters = {"lamda": POSITIVE}

    def log_density(self, x: Expr) -> Expr:
        rate = self.args[0]
        return x * log(rate) - rate - log_gamma(x + 1)

    def log_generating(self, t: Expr) -> Expr:
        return self.args[0] * (exp(t) - 1)

    def share_below(self, c: Expr, t: Expr) -> Expr:
        return uppergamma(c + 1, self.args[0] * exp(t)) / gamma(c + 1)


class NegativeBinomial(LatticeLaw):
    """Law of the number of failures before the r-th success of probability p, on 0, 1, 2, ..."""

    parameters = {"r": POSITIVE, "p": OPEN_UNIT}

    def log_density(self, x: Expr) -> Expr:
        r, p = self.args
        return log_choose(x + r - 1, x) + r * log(p) + x * log(1 - p)

    def log_generating(self, t: Expr) -> Expr:
        r, p = self.args
        return r * (log(p) - log(1 - (1 - p) * exp(t)))

    def margin(self, t: Expr) -> Expr:
        return 1 - (1 - self.args[1]) * exp(t)

    def share_below(self, c: Expr, t: Expr) -> Expr:
        r, chance = self.args[0], self.margin(t)
        return 1 - (1 - chance) ** (c + 1) if r == 1 else betainc_regularized(r, c + 1, 0, chance)


class Binomial(LatticeLaw):
    """Law of the number of successes of probability p in n trials; of one outcome for p = 0 or 1."""

    parameters = {"n": COUNT, "p": OPEN_UNIT}

    def __new__(cls, *args: Any, **named: Any) -> Law:
        n, p = cls._arguments(args, named)
        certain = p in (S.Zero, S.One)
        law = super().__new__(cls, n, S.Half if certain else p)
        return Finite((n * p,), (S.One,)) if certain else law

    @property
    def upper(self) -> Expr:
        return self.args[0]

    def log_density(self, x: Expr) -> Expr:
        n, p = self.args
        return log_choose(n, x) + x * log(p) + (n - x) * log(1 - p)

    def log_generating(self, t: Expr) -> Expr:
        n, p = self.args
        return n * log(1 - p + p * exp(t))

    def share_below(self, c: Expr, t: Expr) -> Expr:
        n, p = self.args
        return betainc_regularized(n - c, c + 1, 0, (1 - p) / (1 - p + p * exp(t)))


class UniformRange(LatticeLaw):
    """Uniform law on the integers from low to high."""

    parameters = {"low": INTEGER, "high": INTEGER}

    @property
    def lower(self) -> Expr:
        return self.args[0]

    @property
    def upper(self) -> Expr:
        return self.args[1]

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[1] >= self.args[0],)

    def log_density(self, x: Expr) -> Expr:
        low, high = self.args
        return -log(high - low + 1)

    def special(self, feature: Expr, x: Symbol, facts: Facts) -> Expr | None:
        """Sum over the outcomes."""
        low, high = self.args
        if is_polynomial_in(feature, x) or feature.has(Piecewise):
            return None
        if feature == log(x):
            return (log_gamma(high + 1) - log_gamma(low)) / (high - low + 1)
        k = index(feature.xreplace({x: S.Zero}), self)
        return Sum(feature.xreplace({x: k}), (k, low, high)) / (high - low + 1)

    def transforms(self) -> tuple[Transform, ...]:
        low, high = self.args

        def mean_power(w: Expr) -> Expr:
            """Faulhaber's formula."""
            return factor(bernoulli(w + 1, high + 1) - bernoulli(w + 1, low)) / ((w + 1) * (high - low + 1))

        return (Transform(lambda k: (k,), mean_power, lambda w: log(mean_power(w)), domain=is_order),)


class Die(UniformRange):
    """A fair die with the faces 1, ..., sides."""

    parameters = {"sides": NATURAL}

    def __new__(cls, *args: Any, **named: Any) -> UniformRange:
        return UniformRange(S.One, *cls._arguments(args, named))


def index(*present: Basic, **more: bool) -> Symbol:
    """A letter for a sum, one whose name is not taken."""
    taken = {s.name for e in present for s in e.free_symbols}
    name = next((letter for letter in "kjil" if letter not in taken), None)
    return Symbol(name, integer=True, **more) if name else Dummy("k", integer=True, **more)


def log_choose(n: Expr, k: Expr) -> Expr:
    """The logarithm of the binomial coefficient, written so that a choice with one way is 0."""
    return log_gamma(n + 1) - log_gamma(k + 1) - log_gamma(n - k + 1)
