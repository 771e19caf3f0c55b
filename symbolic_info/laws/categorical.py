"""A law on 1, ..., n with a symbolic number n of outcomes."""

from __future__ import annotations

from typing import Any

from sympy import Add, Eq, Expr, IndexedBase, Lambda, S, Sum, Symbol, log
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.law import Law, exact, unused
from symbolic_info.rules.logarithm import linear_terms


class Categorical(Law):
    """Outcome k has probability p(k), k = 1, ..., n; p is an IndexedBase or a Lambda.

    >>> from sympy import IndexedBase, Symbol
    >>> from symbolic_info import entropy
    >>> from symbolic_info.laws import Categorical
    >>> n = Symbol("n", integer=True, positive=True)
    >>> entropy(Categorical(IndexedBase("p"), n))
    -Sum(log(p[k])*p[k], (k, 1, n))
    """

    discrete = True

    def __new__(cls, p: Any, n: Any) -> Categorical:
        if not isinstance(p, IndexedBase | Lambda):
            raise UnknownLawError("Categorical takes an IndexedBase or a Lambda and the number of outcomes")
        law: Categorical = super().__new__(cls, p, exact(n, "the number of outcomes"))
        return law

    @property
    def lower(self) -> Expr:
        return S.One

    @property
    def upper(self) -> Expr:
        return self.args[1]

    @property
    def free_symbols(self) -> set[Symbol]:
        return set(self.args[1].free_symbols | self.args[0].free_symbols)

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        k = unused("k", self.free_symbols, integer=True, positive=True)
        return (self.args[1] >= 1, Eq(Sum(self.probability(k), (k, 1, self.args[1])), 1))

    def probability(self, k: Expr) -> Expr:
        """The probability of outcome ``k``."""
        p = self.args[0]
        return p[k] if isinstance(p, IndexedBase) else p(k)

    def log_density(self, x: Expr) -> Expr:
        return log(self.probability(x))

    def expected(self, f: Expr, x: Symbol) -> Expr:
        """E f(X) as one Sum; the part free of x leaves it because the probabilities sum to 1."""
        k = unused("k", self.free_symbols, integer=True, positive=True)
        terms = linear_terms(f, x)
        constant = terms.pop(S.One, S.Zero)
        body = Add(*(c * g for g, c in terms.items())).xreplace({x: k})
        return constant + _pulled_sign(body, self.probability(k), k, self.upper) if body != 0 else constant


def _pulled_sign(body: Expr, weight: Expr, k: Symbol, n: Expr) -> Expr:
    if body.could_extract_minus_sign():
        return -Sum(-body * weight, (k, 1, n))
    return Sum(body * weight, (k, 1, n))
