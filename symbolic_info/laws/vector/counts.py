"""Laws of counts: occupation numbers and partitions."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, pairwise

from sympy import (
    Add,
    Eq,
    Expr,
    Integer,
    S,
    Sum,
    Tuple,
    binomial,
    exp,
    log,
    oo,
    rf,
)
from sympy.logic.boolalg import Boolean
from sympy.utilities.iterables import partitions

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import NATURAL, POSITIVE
from symbolic_info.laws.families.lattice import Binomial, NegativeBinomial
from symbolic_info.laws.finite import as_finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.vector.entries import COUNTED, ENTRIES, EntryLaw
from symbolic_info.laws.vector.features import Entry, Feature, LogGamma, LogGammaOfTotal, LogParts, Parts, summed
from symbolic_info.laws.vector.law import Known, Terms, VectorLaw
from symbolic_info.rules.multigamma import TIMES
from symbolic_info.rules.special import digamma, log_gamma

__all__ = ["DirichletMultinomial", "Multinomial", "MultivariateEwens", "NegativeMultinomial"]

MOST_TRIALS, MOST_SUMMED, MOST_OUTCOMES, MOST_PARTITIONED = 12, 1000, 64, 10


class _Trials(EntryLaw, public=False):
    """Shared by the laws of the counts of n trials with K outcomes."""

    discrete = True
    place = "counts"

    def within(self, other: Law) -> bool | None:
        """The same number of trials; counts of other totals are other points."""
        same: bool | None = (self.args[0] - other.args[0]).is_zero
        return True if isinstance(other, NegativeMultinomial) else same

    def admits(self, outcome: Tuple) -> bool:
        return super().admits(outcome) and Add(*outcome) == self.args[0]

    def count_mean(self, value: Expr) -> Expr:
        """E x_i for an entry of the parameter ``value``."""
        raise NotImplementedError

    def count_mass(self, value: Expr, k: Expr) -> Expr:
        """P(x_i = k) for an entry of the parameter ``value``."""
        raise NotImplementedError

    def expected(self, feature: Feature) -> Known | None:
        """The marginal of an entry: its mean, or a sum over its values."""
        if feature.args[:1] == () or feature.args[0] not in self.entries:
            return None
        value = self.entries[feature.args[0]]
        if isinstance(feature, Entry):
            return Known(self.count_mean(value))
        if isinstance(feature, LogGamma) and not (self.args[0].is_Integer and self.args[0] > MOST_SUMMED):
            shift = feature.args[1]
            return Known(self._summed_over_counts(value, lambda k: log_gamma(k + shift)))
        return None

    def _summed_over_counts(self, value: Expr, f: Callable[[Expr], Expr]) -> Expr:
        n = self.args[0]
        if n.is_Integer and n <= MOST_TRIALS:
            return Add(*(self.count_mass(value, Integer(k)) * f(Integer(k)) for k in range(int(n) + 1)))
        return Sum(self.count_mass(value, TIMES) * f(TIMES), (TIMES, 0, n))

    @property
    def outcomes(self) -> list[Tuple] | None:
        """All points, for an explicit number of trials and entries (stars and bars)."""
        n, size = self.args[0], self.dimension
        if not (n.is_Integer and size.is_Integer) or binomial(n + size - 1, size - 1) > MOST_OUTCOMES:
            return None
        bars = combinations(range(int(n + size) - 1), int(size) - 1)
        return [_gaps((-1, *places, int(n + size) - 1)) for places in bars]


def _gaps(places: tuple[int, ...]) -> Tuple:
    return Tuple(*(b - a - 1 for a, b in pairwise(places)))


class Multinomial(_Trials):
    """Counts of n trials with outcome probabilities p: a list, or an IndexedBase with a number of entries.

    Source: Johnson, Kotz & Balakrishnan, Discrete Multivariate Distributions, (35.1).

    >>> from sympy import IndexedBase, symbols
    >>> from symbolic_info import kl_divergence
    >>> n, K = symbols("n K", integer=True, positive=True)
    >>> kl_divergence(Multinomial(n, IndexedBase("p"), K), Multinomial(n, IndexedBase("q"), K))
    n*Sum(log(p[i]/q[i])*p[i], (i, 1, K))
    """

    parameters = {"n": NATURAL, "p": ENTRIES, **COUNTED}

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        own = tuple(c for c in NATURAL.conditions(self.args[0]) if c != S.true)
        total = [Eq(self.sum_of_entries, 1)] if not isinstance(self.args[1], Tuple) else _sum_condition(self.args[1])
        return (*own, *self.entry_conditions(lambda p: S.true if p == 0 else p > 0), *total)

    @property
    def kernel(self) -> Terms:
        logs: Terms = {Entry(i): -oo if p == 0 else log(p) for i, p in self.entries.items()}
        return logs | {LogGamma(i, S.One): S.NegativeOne for i in self.entries}

    @property
    def log_normalizer(self) -> Expr:
        return -log_gamma(self.args[0] + 1)

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        """The multinomial theorem: (sum exp c_i)**n/n!; an impossible outcome has c_i = -oo."""
        if any(c.is_infinite is not False and c != -oo for c in terms.values() if c.has(oo, -oo)):
            return None
        known = [Entry(i) for i in self.entries]
        carriers = {LogGamma(i, S.One) for i in self.entries}
        if {f for f in terms if f not in known} != carriers or any(terms[f] != -1 for f in carriers):
            return None
        total = Add(*(summed(f.index, exp(terms.get(f, S.Zero))) for f in known))
        return Known(self.args[0] * log(total) - log_gamma(self.args[0] + 1))

    def count_mean(self, value: Expr) -> Expr:
        return self.args[0] * value

    def count_mass(self, value: Expr, k: Expr) -> Expr:
        return binomial(self.args[0], k) * value**k * (1 - value) ** (self.args[0] - k)

    def marginal(self, indices: tuple[int, ...]) -> Law | None:
        return Binomial(self.args[0], self.args[1][indices[0]]) if len(indices) == 1 else None


def _sum_condition(entries: Tuple) -> list[Boolean]:
    """The probabilities sum to 1: checked where that is decidable, else a condition."""
    return [c for c in as_finite(entries).conditions if isinstance(c, Eq)]


class DirichletMultinomial(_Trials):
    """Counts of n trials whose probabilities have a `Dirichlet` law of concentrations alpha.

    Source: Johnson, Kotz & Balakrishnan, Discrete Multivariate Distributions, (35.151).
    """

    parameters = {"n": NATURAL, "alpha": ENTRIES, **COUNTED}

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        own = tuple(c for c in NATURAL.conditions(self.args[0]) if c != S.true)
        return (*own, *self.entry_conditions(lambda a: a > 0))

    @property
    def kernel(self) -> Terms:
        gammas: Terms = {LogGamma(i, a): S.One for i, a in self.entries.items()}
        for i in self.entries:
            gammas[LogGamma(i, S.One)] = gammas.get(LogGamma(i, S.One), S.Zero) - 1
        return gammas

    @property
    def log_normalizer(self) -> Expr:
        n, total = self.args[0], self.sum_of_entries
        return self.sum_over(log_gamma) + log_gamma(n + total) - log_gamma(total) - log_gamma(n + 1)

    def count_mean(self, value: Expr) -> Expr:
        return self.args[0] * value / self.sum_of_entries

    def count_mass(self, value: Expr, k: Expr) -> Expr:
        n, rest = self.args[0], self.sum_of_entries - value
        return binomial(n, k) * rf(value, k) * rf(rest, n - k) / rf(value + rest, n)


class NegativeMultinomial(EntryLaw):
    """Counts of K outcomes of probabilities p before k0 failures, which have probability 1 - sum p.

    Source: Johnson, Kotz & Balakrishnan, Discrete Multivariate Distributions, (36.1).
    """

    parameters = {"k0": POSITIVE, "p": ENTRIES, **COUNTED}
    discrete = True
    place = "counts"

    @property
    def failure(self) -> Expr:
        """The probability of a failure."""
        return 1 - self.sum_of_entries

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        own = tuple(c for c in POSITIVE.conditions(self.args[0]) if c != S.true)
        failure = self.failure > 0
        return (*own, *self.entry_conditions(lambda p: p > 0), *((failure,) if failure != S.true else ()))

    @property
    def kernel(self) -> Terms:
        terms: Terms = {Entry(i): log(p) for i, p in self.entries.items()}
        return (
            terms | {LogGamma(i, S.One): S.NegativeOne for i in self.entries} | {LogGammaOfTotal(self.args[0]): S.One}
        )

    @property
    def log_normalizer(self) -> Expr:
        return log_gamma(self.args[0]) - self.args[0] * log(self.failure)

    def within(self, other: Law) -> bool | None:
        return isinstance(other, NegativeMultinomial)

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        carriers = {f: c for f, c in self.kernel.items() if not isinstance(f, Entry)}
        if {f: c for f, c in terms.items() if not isinstance(f, Entry)} != carriers:
            return None
        total = Add(*(summed(i, exp(terms.get(Entry(i), S.Zero))) for i in self.entries))
        condition = facts.reduce(total < 1)
        return Known(log_gamma(self.args[0]) - self.args[0] * log(1 - total), condition)

    def expected(self, feature: Feature) -> Known | None:
        if not isinstance(feature, Entry) or feature.index not in self.entries:
            return None
        return Known(self.args[0] * self.entries[feature.index] / self.failure)

    def marginal(self, indices: tuple[int, ...]) -> Law | None:
        p = self.args[1][indices[0]]
        return NegativeBinomial(self.args[0], self.failure / (self.failure + p)) if len(indices) == 1 else None


class MultivariateEwens(VectorLaw):
    """Ewens' sampling formula: n as a sum of a_1 parts 1, a_2 parts 2, ... with mutation rate theta.

    Source: Johnson, Kotz & Balakrishnan, Discrete Multivariate Distributions, (41.1).
    """

    parameters = {"n": NATURAL, "theta": POSITIVE}
    discrete = True
    place = "partitions"

    def reduced(self) -> Law | None:
        return as_finite({1: 1}) if self.args[0] == 1 else None

    @property
    def dimension(self) -> Expr:
        return self.args[0]

    @property
    def kernel(self) -> Terms:
        return {Parts(): log(self.args[1]), LogParts(): S.NegativeOne}

    @property
    def log_normalizer(self) -> Expr:
        return self._log_total(self.args[1])

    def _log_total(self, theta: Expr) -> Expr:
        """log of the rising factorial of theta over n!."""
        n = self.args[0]
        return log_gamma(theta + n) - log_gamma(theta) - log_gamma(n + 1)

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        if set(terms) - {Parts()} != {LogParts()} or terms[LogParts()] != -1:
            return None
        return Known(self._log_total(exp(terms.get(Parts(), S.Zero))))

    def expected(self, feature: Feature) -> Known | None:
        n, theta = self.args
        return Known(theta * (digamma(theta + n) - digamma(theta))) if feature == Parts() else None

    def admits(self, outcome: Tuple) -> bool:
        return super().admits(outcome) and Add(*(i * a for i, a in enumerate(outcome, 1))) == self.args[0]

    @property
    def outcomes(self) -> list[Tuple] | None:
        """All partitions, for an explicit number of moderate size."""
        n = self.args[0]
        if not n.is_Integer or n > MOST_PARTITIONED:
            return None
        return [Tuple(*(p.get(i, 0) for i in range(1, int(n) + 1))) for p in partitions(int(n))]
