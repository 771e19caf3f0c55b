"""Laws on the simplex, with respect to all entries but the last."""

from __future__ import annotations

from sympy import Add, And, Expr, Integer, S, Tuple
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError, SpaceError
from symbolic_info.facts import Facts
from symbolic_info.laws.families.beta import Beta
from symbolic_info.laws.law import Law
from symbolic_info.laws.vector.entries import COUNTED, ENTRIES, EntryLaw, for_every
from symbolic_info.laws.vector.features import Feature, LogEntry, LogRest, summed
from symbolic_info.laws.vector.law import Known, Terms, VectorLaw, combined_terms, sorted_terms
from symbolic_info.rules.multigamma import INNER, ROW
from symbolic_info.rules.special import digamma, log_gamma

__all__ = ["Dirichlet", "GeneralizedDirichlet"]


class Dirichlet(EntryLaw):
    """Dirichlet law of concentrations alpha: a list, or an IndexedBase with a number of entries (index from 1).

    The density is with respect to all entries but the last.  Source: Kotz, Balakrishnan & Johnson,
    Continuous Multivariate Distributions, (49.1).

    >>> from sympy import IndexedBase, Symbol
    >>> from symbolic_info import entropy
    >>> entropy(Dirichlet([1, 1, 1]))
    -log(2)
    >>> K = Symbol("K", integer=True, positive=True)
    >>> entropy(Dirichlet(IndexedBase("a"), K)).subs(K, 2).doit().subs({IndexedBase("a")[i]: 1 for i in (1, 2)})
    0
    """

    parameters = {"alpha": ENTRIES, **COUNTED}
    place = "the simplex"
    tied = True

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return self.entry_conditions(lambda a: a > 0)

    @property
    def kernel(self) -> Terms:
        return {LogEntry(i): a - 1 for i, a in self.entries.items()}

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        if not all(f in self._entry_features for f in terms):
            return None
        powers = {i: terms.get(LogEntry(i), S.Zero) + 1 for i in self.entries}
        total = Add(*(summed(i, c) for i, c in powers.items())).xreplace({ROW: INNER})
        gammas = Add(*(summed(i, log_gamma(c)) for i, c in powers.items()))
        condition = for_every(And(*(c > 0 for c in powers.values())), facts)
        return None if condition is None else Known(gammas - log_gamma(total), condition)

    @property
    def _entry_features(self) -> set[Feature]:
        return {LogEntry(i) for i in self.entries}

    def expected(self, feature: Feature) -> Known | None:
        if isinstance(feature, LogRest):
            rest = Add(*self.args[0][int(feature.index) + 1 :])
            return Known(digamma(rest) - digamma(self.sum_of_entries))
        if feature not in self._entry_features:
            return None
        return Known(digamma(self.entries[feature.args[0]]) - digamma(self.sum_of_entries))

    def marginal(self, indices: tuple[int, ...]) -> Law | None:
        if len(indices) > 1:
            return None
        a = self.args[0][indices[0]]
        return Beta(a, self.sum_of_entries - a)


class GeneralizedDirichlet(VectorLaw):
    """Law of x_i = z_i (1 - z_1) ... (1 - z_{i-1}) and the rest, for independent z_i of `Beta` (alpha_i, beta_i).

    K - 1 parameters alpha and beta give a law on the simplex of K entries.
    Source: Connor & Mosimann 1969, J. Amer. Statist. Assoc. 64, (12).
    """

    parameters = {"alpha": ENTRIES, "beta": ENTRIES}
    place = "the simplex"
    tied = True

    def check(self) -> None:
        if not all(isinstance(a, Tuple) and len(a) for a in self.args):
            raise ParameterError("GeneralizedDirichlet takes two lists")
        if len(self.args[0]) != len(self.args[1]):
            raise SpaceError(f"as many alpha as beta are needed, not {len(self.args[0])} and {len(self.args[1])}")

    @property
    def dimension(self) -> Expr:
        return S(len(self.args[0]) + 1)

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        entries = [v for values in self.args if isinstance(values, Tuple) for v in values]
        return tuple(c for v in entries if (c := v > 0) != S.true)

    @property
    def kernel(self) -> Terms:
        alpha, beta = self.args
        following = [a + b for a, b in zip(alpha[1:], beta[1:], strict=True)] + [S.One]
        terms: Terms = {LogEntry(Integer(i)): a - 1 for i, a in enumerate(alpha)}
        return terms | {LogRest(Integer(i)): b - c for i, (b, c) in enumerate(zip(beta, following, strict=True))}

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        """From the last beta law to the first; the last entry is what the others leave."""
        if sorted_terms(terms, LogEntry, LogRest) is None or not all(f.args[0].is_Integer for f in terms):
            return None
        size = len(self.args[0])
        last = {LogRest(Integer(size - 1)): terms.get(LogEntry(Integer(size)), S.Zero)}
        terms = combined_terms(S.One, terms, S.One, last)
        value, conditions, following = S.Zero, [], S.One
        for i in reversed(range(size)):
            a = terms.get(LogEntry(Integer(i)), S.Zero) + 1
            b = terms.get(LogRest(Integer(i)), S.Zero) + following
            value += log_gamma(a) + log_gamma(b) - log_gamma(a + b)
            conditions += [a > 0, b > 0]
            following = a + b
        return Known(value, And(*conditions))

    def expected(self, feature: Feature) -> Known | None:
        """log x_i = log z_i + log(1 - z_1) + ... + log(1 - z_{i-1})."""
        if not isinstance(feature, LogEntry | LogRest) or isinstance(feature.index, Tuple):
            return None
        alpha, beta = self.args
        i = int(feature.index)
        sums = [digamma(a + b) for a, b in zip(alpha, beta, strict=True)]
        below = Add(*(digamma(b) - s for b, s in zip(beta[:i], sums[:i], strict=True)))
        if i == len(alpha):
            return Known(below)
        last = (alpha if isinstance(feature, LogEntry) else beta)[i]
        return Known(below + digamma(last) - sums[i])
