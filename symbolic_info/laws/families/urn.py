"""Laws on finitely many integers known by their factorial moments: hypergeometric and beta-binomial."""

from __future__ import annotations

from sympy import Expr, Max, Min, S
from sympy.logic.boolalg import Boolean

from symbolic_info.laws.domain import COUNT, POSITIVE
from symbolic_info.laws.families.lattice import LatticeLaw, log_choose
from symbolic_info.laws.moments import falling, from_factorial_moments, rising
from symbolic_info.laws.transform import Transform
from symbolic_info.rules.special import log_gamma

__all__ = ["BetaBinomial", "Hypergeometric"]


class Hypergeometric(LatticeLaw):
    """Law of the number of marked items among n drawn without replacement from N items, m of them marked."""

    parameters = {"N": COUNT, "m": COUNT, "n": COUNT}

    @property
    def lower(self) -> Expr:
        whole, marked, drawn = self.args
        return Max(S.Zero, drawn + marked - whole)

    @property
    def upper(self) -> Expr:
        return Min(*self.args[1:])

    def constraints(self) -> tuple[Boolean, ...]:
        whole, marked, drawn = self.args
        return (whole >= marked, whole >= drawn)

    def log_density(self, x: Expr) -> Expr:
        whole, marked, drawn = self.args
        return log_choose(marked, x) + log_choose(whole - marked, drawn - x) - log_choose(whole, drawn)

    def transforms(self) -> tuple[Transform, ...]:
        whole, marked, drawn = self.args
        return from_factorial_moments(lambda j: falling(marked, j) * falling(drawn, j) / falling(whole, j), falling)


class BetaBinomial(LatticeLaw):
    """Law of the number of successes in n trials whose common probability has a beta law (alpha, beta)."""

    parameters = {"n": COUNT, "alpha": POSITIVE, "beta": POSITIVE}

    @property
    def upper(self) -> Expr:
        return self.args[0]

    def log_density(self, x: Expr) -> Expr:
        n, a, b = self.args
        total = log_gamma(a + b) - log_gamma(a) - log_gamma(b) - log_gamma(n + a + b)
        return log_choose(n, x) + log_gamma(x + a) + log_gamma(n - x + b) + total

    def transforms(self) -> tuple[Transform, ...]:
        n, a, b = self.args
        return from_factorial_moments(lambda j: falling(n, j) * rising(a, j) / rising(a + b, j), falling)
