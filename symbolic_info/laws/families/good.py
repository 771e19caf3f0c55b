"""Laws on 1, 2, ... with mass proportional to z**k k**(-s): geometric, logarithmic, Flory-Schulz, zeta."""

from __future__ import annotations

from functools import lru_cache

from sympy import Dummy, Expr, Piecewise, S, exp, expand_func, factor, floor, log, polylog, zeta
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import ABOVE_ONE, HALF_OPEN_UNIT, OPEN_UNIT, REAL
from symbolic_info.laws.families.lattice import LatticeLaw
from symbolic_info.laws.transform import Edge, Transform
from symbolic_info.rules.special import is_large

__all__ = ["FlorySchulz", "Geometric", "Good", "Logarithmic", "Zeta"]


class PolylogLaw(LatticeLaw, public=False):
    """A law with mass proportional to z**k k**(-s), where ``kernel`` gives (z, s).

    E[K**w exp(t K)] = Li_(s - w)(z exp(t))/Li_s(z).
    Source: Johnson, Kemp & Kotz, Univariate Discrete Distributions (3rd ed.), section 11.2.20.
    """

    @property
    def kernel(self) -> tuple[Expr, Expr]:
        """(z, s)."""
        raise NotImplementedError

    @property
    def lower(self) -> Expr:
        return S.One

    def log_density(self, x: Expr) -> Expr:
        z, s = self.kernel
        return x * log(z) - s * log(x) - log(z * weight(s, z))

    def transforms(self) -> tuple[Transform, ...]:
        z, s = self.kernel
        log_total = log(weight(s, z))
        return (
            Transform(
                atoms=lambda k: (k, exp(k)),
                value=lambda w, t: exp(t) * weight(s - w, z * exp(t)) / weight(s, z),
                log_value=lambda w, t: t + log(weight(s - w, z * exp(t))) - log_total,
                edges=lambda w, t: (Edge("oo", _margin(s - w, z, t, self.facts), (1, 1)),),
            ),
        )


class Good(PolylogLaw):
    """Good's law on 1, 2, ...: the probability of k is z**k k**(-s)/Li_s(z) with the polylogarithm Li_s.

    Source: Good, The population frequencies of species, Biometrika 40 (1953).
    """

    parameters = {"z": OPEN_UNIT, "s": REAL}

    @property
    def kernel(self) -> tuple[Expr, Expr]:
        z, s = self.args
        return z, s


class Geometric(PolylogLaw):
    """Law of the number of trials up to the first success of probability p, on 1, 2, ..."""

    parameters = {"p": HALF_OPEN_UNIT}

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        """A parameter is below 1, where the support is another one."""
        domain = HALF_OPEN_UNIT if self.args[0].is_number else OPEN_UNIT
        return tuple(c for c in domain.conditions(self.args[0]) if c != S.true)

    @property
    def kernel(self) -> tuple[Expr, Expr]:
        return 1 - self.args[0], S.Zero

    @property
    def upper(self) -> Expr:
        return S.One if self.args[0] == 1 else S.Infinity

    def log_density(self, x: Expr) -> Expr:
        p = self.args[0]
        return log(p) + ((x - 1) * log(1 - p) if p != 1 else 0)

    def cdf(self, x: Expr) -> Expr:
        """P(X <= x)."""
        return 1 - (1 - self.args[0]) ** floor(x)


class Logarithmic(PolylogLaw):
    """The logarithmic series law on 1, 2, ...: the probability of k is -p**k/(k log(1 - p)) (Fisher)."""

    parameters = {"p": OPEN_UNIT}

    @property
    def kernel(self) -> tuple[Expr, Expr]:
        return self.args[0], S.One


class FlorySchulz(PolylogLaw):
    """The Flory-Schulz law of chain lengths on 1, 2, ...: the probability of k is a**2 k (1 - a)**(k - 1)."""

    parameters = {"a": OPEN_UNIT}

    @property
    def kernel(self) -> tuple[Expr, Expr]:
        return 1 - self.args[0], S.NegativeOne

    def log_density(self, x: Expr) -> Expr:
        (a,) = self.args
        return 2 * log(a) + log(x) + (x - 1) * log(1 - a)


class Zeta(PolylogLaw):
    """The zeta (Zipf) law on 1, 2, ...: the probability of k is k**(-s)/zeta(s), for s > 1."""

    parameters = {"s": ABOVE_ONE}

    @property
    def kernel(self) -> tuple[Expr, Expr]:
        return S.One, self.args[0]


def weight(s: Expr, z: Expr) -> Expr:
    """The sum of z**(k - 1) k**(-s) over k = 1, 2, ...

    >>> from sympy.abc import s, z
    >>> from symbolic_info.laws.families.good import weight
    >>> weight(-1, z), weight(1, z), weight(s, 1)
    ((1 - z)**(-2), -log(1 - z)/z, zeta(s))
    """
    s, z = S(s), S(z)
    if z == 1:
        return zeta(s, evaluate=not is_large(s))
    if s == 1:
        return -log(1 - z) / z
    return _rational(-s, z) if s.is_Integer and s <= 0 else polylog(s, z) / z


@lru_cache(maxsize=200)
def _rational(n: Expr, z: Expr) -> Expr:
    """Li_(-n)(z)/z for n = 0, 1, ...: an Eulerian polynomial over (1 - z)**(n + 1)."""
    u = Dummy("u")
    whole = factor(expand_func(polylog(-n, u)) / u)
    numerator = factor(whole * (1 - u) ** (n + 1))
    return numerator.subs(u, z) / (1 - z) ** (n + 1)


def _margin(s: Expr, z: Expr, t: Expr, facts: Facts) -> Expr:
    """Positive where the sum of (z exp(t))**k k**(-s) converges."""
    if t == 0:
        return s - 1 if z == 1 else 1 - z
    ratio = z * exp(t)
    if facts.nonnegative(1 - s):
        return 1 - ratio
    # At the edge ratio = 1 the power decides.
    return s - 1 if ratio == 1 else Piecewise((1 - ratio, ratio < 1), (s - 1, ratio <= 1), (S.NegativeOne, True))
