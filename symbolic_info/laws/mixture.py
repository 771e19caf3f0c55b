"""Mixtures of laws with given weights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sympy import Add, And, Eq, Expr, Max, Min, Piecewise, Rational, S, Symbol, Tuple, exp, log, simplify
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import NormalizationError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law, as_model


class Mixture(Law):
    """The law with density sum w_i p_i."""

    @property
    def laws(self) -> tuple[Law, ...]:
        return tuple(self.args[0])

    @property
    def weights(self) -> tuple[Expr, ...]:
        return tuple(self.args[1])

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return (*weight_conditions(self.weights), *(c for law in self.laws for c in law.conditions))

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.laws[0].discrete

    @property
    def dimension(self) -> Expr:
        return self.laws[0].dimension

    @property
    def place(self) -> str:  # type: ignore[override]
        return self.laws[0].place

    @property
    def lower(self) -> Expr:
        return Min(*(law.lower for law in self.laws))

    @property
    def upper(self) -> Expr:
        return Max(*(law.upper for law in self.laws))

    def log_density(self, x: Expr) -> Expr:
        return log(Add(*(w * self._density(law, x) for w, law in zip(self.weights, self.laws, strict=True))))

    def _density(self, law: Law, x: Expr) -> Expr:
        """The density of one part, 0 outside its own support."""
        density = exp(law.log_density(x))
        if (law.lower, law.upper) == (self.lower, self.upper):
            return density
        return Piecewise((density, And(x >= law.lower, x <= law.upper)), (S.Zero, True))

    def _latex(self, printer: Any) -> str:
        return " + ".join(rf"{_factor(w, printer)} \, {printer.doprint(law)}" for w, law in self._parts())

    def _sympystr(self, printer: Any) -> str:
        return "(" + " + ".join(f"{_factor(w, printer)}*{printer.doprint(law)}" for w, law in self._parts()) + ")"

    def _parts(self) -> Iterable[tuple[Expr, Law]]:
        return zip(self.weights, self.laws, strict=True)


def _factor(weight: Expr, printer: Any) -> str:
    """A weight in front of a law, in brackets where it is a sum."""
    shown = str(printer.doprint(weight))
    return f"({shown})" if weight.is_Add else shown


class AbstractMixture(Mixture, Abstract):
    """A mixture of abstract laws, of which nothing is known but the axioms either."""

    @property
    def name(self) -> str:
        return str(self)

    @property
    def free_symbols(self) -> set[Symbol]:
        return {s for w in self.weights for s in w.free_symbols}.union(*(law.free_symbols for law in self.laws))


def mixture(laws: Sequence[Law], weights: Sequence[Expr] | None = None) -> Law:
    """The mixture of ``laws`` with ``weights`` (equal ones unless given); finite laws mix to a finite law.

    >>> from sympy import Rational
    >>> from symbolic_info.laws import Finite
    >>> from symbolic_info.laws.mixture import mixture
    >>> mixture([Finite((0,), (1,)), Finite((1,), (1,))])
    {0: 1/2, 1: 1/2}
    """
    weights = check_weights(weights, len(laws))
    lists = [model for law in laws if isinstance(model := as_model(law), Finite)]
    if len(lists) == len(laws):
        outcomes = list(dict.fromkeys(x for law in lists for x in law.pmf))
        mixed = [Add(*(w * law.probability(x) for w, law in zip(weights, lists, strict=True))) for x in outcomes]
        return Finite(outcomes, mixed)
    kind = AbstractMixture if all(isinstance(law, Abstract) for law in laws) else Mixture
    return kind(Tuple(*laws), Tuple(*weights))


def check_weights(weights: Sequence[Expr] | None, count: int) -> tuple[Expr, ...]:
    """The weights, checked: as many as laws, none negative, with sum 1 where that is decidable."""
    if weights is None:
        return (Rational(1, count),) * count
    checked = tuple(S(w) for w in weights)
    gap = simplify(Add(*checked) - 1)
    if len(checked) != count or any(Facts().negative(w) for w in checked) or (gap.is_number and gap != 0):
        raise NormalizationError(f"{count} non-negative weights of sum 1 are needed, not {checked}")
    return checked


def weight_conditions(weights: Sequence[Expr]) -> tuple[Boolean, ...]:
    """Non-negative and of sum 1, as far as that is not evident."""
    total = simplify(Add(*weights) - 1)
    conditions = (*(w >= 0 for w in weights), *(() if total == 0 else (Eq(Add(*weights), 1),)))
    return tuple(c for c in conditions if c != S.true and c != And())
