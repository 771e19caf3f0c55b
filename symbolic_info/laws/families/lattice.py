"""Laws on the integers: Poisson, geometric, negative binomial, binomial, and the uniform ones."""

from __future__ import annotations

from sympy import Expr, Indexed, S, Sum, Symbol, exp, log, loggamma
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import COUNT, HALF_OPEN_UNIT, NATURAL, OPEN_UNIT, POSITIVE, REAL
from symbolic_info.laws.law import BaseLaw
from symbolic_info.laws.transform import Edge, Transform

__all__ = ["Binomial", "Die", "Geometric", "NegativeBinomial", "Poisson", "UniformRange"]

LARGE_FACTORIAL = 1000


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

    def transforms(self) -> tuple[Transform, ...]:
        return (
            Transform(
                atoms=lambda k: (exp(k),),
                value=lambda t: exp(self.log_generating(t)),
                log_value=self.log_generating,
                edges=lambda t: (Edge("oo", self.margin(t), (1,)),),
            ),
        )


class Poisson(LatticeLaw):
    """Poisson law with mean lamda, on 0, 1, 2, ..."""

    parameters = {"lamda": POSITIVE}

    def log_density(self, x: Expr) -> Expr:
        rate = self.args[0]
        return x * log(rate) - rate - loggamma(x + 1)

    def log_generating(self, t: Expr) -> Expr:
        return self.args[0] * (exp(t) - 1)


class Geometric(LatticeLaw):
    """Law of the number of trials up to the first success of probability p, on 1, 2, ..."""

    parameters = {"p": HALF_OPEN_UNIT}

    @property
    def lower(self) -> Expr:
        return S.One

    @property
    def upper(self) -> Expr:
        return S.One if self.args[0] == 1 else S.Infinity

    def log_density(self, x: Expr) -> Expr:
        p = self.args[0]
        return log(p) + ((x - 1) * log(1 - p) if p != 1 else 0)

    def log_generating(self, t: Expr) -> Expr:
        p = self.args[0]
        return log(p) + t - log(1 - (1 - p) * exp(t))

    def margin(self, t: Expr) -> Expr:
        return 1 - (1 - self.args[0]) * exp(t)


class NegativeBinomial(LatticeLaw):
    """Law of the number of failures before the r-th success of probability p, on 0, 1, 2, ..."""

    parameters = {"r": POSITIVE, "p": OPEN_UNIT}

    def log_density(self, x: Expr) -> Expr:
        r, p = self.args
        return _log_choose(x + r - 1, x) + r * log(p) + x * log(1 - p)

    def log_generating(self, t: Expr) -> Expr:
        r, p = self.args
        return r * (log(p) - log(1 - (1 - p) * exp(t)))

    def margin(self, t: Expr) -> Expr:
        return 1 - (1 - self.args[1]) * exp(t)


class Binomial(LatticeLaw):
    """Law of the number of successes of probability p in n trials."""

    parameters = {"n": COUNT, "p": OPEN_UNIT}

    @property
    def upper(self) -> Expr:
        return self.args[0]

    def log_density(self, x: Expr) -> Expr:
        n, p = self.args
        return _log_choose(n, x) + x * log(p) + (n - x) * log(1 - p)

    def log_generating(self, t: Expr) -> Expr:
        n, p = self.args
        return n * log(1 - p + p * exp(t))


class UniformRange(LatticeLaw):
    """Uniform law on the integers from low to high."""

    parameters = {"low": REAL, "high": REAL}

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
        if not feature.has(Indexed):
            return None
        k = Symbol("k", integer=True)
        return Sum(feature.xreplace({x: k}), (k, low, high)) / (high - low + 1)

    def transforms(self) -> tuple[Transform, ...]:
        low, high = self.args
        powers = Transform(
            lambda k: (k,), lambda s: _mean_power(s, low, high), lambda s: log(_mean_power(s, low, high))
        )
        return (powers,)


class Die(UniformRange):
    """A fair die with the faces 1, ..., sides."""

    parameters = {"sides": NATURAL}

    def __new__(cls, sides: Expr) -> UniformRange:
        return UniformRange(S.One, sides)


def _mean_power(s: Expr, low: Expr, high: Expr) -> Expr:
    """E X**s on the integers from low to high, by Faulhaber's formula for s = 0, 1, 2."""
    means = {0: S.One, 1: (low + high) / 2, 2: (2 * low**2 + 2 * low * high + 2 * high**2 - low + high) / 6}
    return means[int(s)]


def _log_choose(n: Expr, k: Expr) -> Expr:
    """log of the binomial coefficient, written so that a choice with one way is 0."""
    return _log_factorial(n) - _log_factorial(k) - _log_factorial(n - k)


def _log_factorial(n: Expr) -> Expr:
    """SymPy would multiply out the factorial of a large number."""
    return loggamma(n + 1, evaluate=not (n.is_Integer and n > LARGE_FACTORIAL))
