"""Sums of whole powers of masses: the ratio of successive terms is rational, so that they are hypergeometric series."""

from __future__ import annotations

from dataclasses import dataclass, field

from sympy import Add, Dummy, Expr, S, Symbol, expand_log, log, loggamma

from symbolic_info.engine.powers import Case
from symbolic_info.engine.support import contained
from symbolic_info.facts import Facts
from symbolic_info.laws.law import BaseLaw, Law
from symbolic_info.rules.exponents import exponential_of
from symbolic_info.rules.hypergeometric import hypergeometric

MOST_GAMMAS = 12


@dataclass
class _Series:
    """The sum of exp(constant) ratio**i times rising factorials above and below, from i = 0 on."""

    constant: Expr = S.Zero
    ratio: Expr = S.One
    upper: list[Expr] = field(default_factory=list)
    lower: list[Expr] = field(default_factory=list)

    def take(self, coefficient: Expr, feature: Expr, i: Symbol) -> bool:
        """One term of the logarithm of the summand; False where it is none of a hypergeometric series."""
        if feature == i:
            self.ratio *= exponential_of(coefficient)
            return True
        if isinstance(feature, log) and feature.args[0].diff(i) == 1:
            shifted = feature.args[0]
            return self._gamma(coefficient, shifted + 1, i) and self._gamma(-coefficient, shifted, i)
        return isinstance(feature, loggamma) and self._gamma(coefficient, feature.args[0], i)

    def _gamma(self, power: Expr, argument: Expr, i: Symbol) -> bool:
        """Gamma(c + i) = Gamma(c) (c)_i and Gamma(c - i) = Gamma(c) (-1)**i/(1 - c)_i."""
        slope, start = argument.diff(i), argument.subs(i, 0)
        if slope not in (1, -1) or not power.is_Integer or abs(power) > MOST_GAMMAS:
            return False
        self.constant += power * loggamma(start)
        self.ratio *= slope**power
        above = (power > 0) == (slope == 1)
        (self.upper if above else self.lower).extend([start if slope == 1 else 1 - start] * abs(int(power)))
        return True


def log_power_sum(p: Law, q: Law, a: Expr, b: Expr, facts: Facts) -> tuple[Case, ...] | None:
    """log of the sum of p**a q**b for whole exponents, over an endless support or one of symbolic length."""
    if not (isinstance(p, BaseLaw) and p.discrete and p.lower.is_Integer and a.is_Integer and b.is_Integer):
        return None
    if b != 0 and (not isinstance(q, BaseLaw) or contained(p, q, facts) != S.true):
        return None
    i = Dummy("i", positive=True)
    exponent = a * p.log_density(i + p.lower) + (b * q.log_density(i + p.lower) if b != 0 else S.Zero)
    series = _Series()
    for term in Add.make_args(expand_log(exponent.expand(), force=True).expand()):
        coefficient, feature = term.as_independent(i, as_Add=False)
        if not feature.has(i):
            series.constant += term
        elif not series.take(coefficient, feature, i):
            return None
    return _summed(series, p, facts)


def _summed(series: _Series, p: Law, facts: Facts) -> tuple[Case, ...] | None:
    """The value where the series ends or converges for certain: its ratio is below 1, or there is more below."""
    upper, lower = series.upper, series.lower
    lower.remove(S.One) if S.One in lower else upper.append(S.One)
    ends = p.upper.is_finite and any(u == p.lower - p.upper for u in upper)
    if any(facts.positive(c) is not True for c in lower) or (not ends and not _converges(series, facts)):
        return None
    return (Case(series.constant + log(hypergeometric(upper, lower, series.ratio))),)


def _converges(series: _Series, facts: Facts) -> bool:
    excess = len(series.lower) + 1 - len(series.upper)
    return excess > 0 or (excess == 0 and bool(facts.positive(1 - series.ratio)))
