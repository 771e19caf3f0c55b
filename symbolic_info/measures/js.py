"""Jensen-Shannon divergence, weighted and of any number of laws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Add, Expr, Tuple
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import mixture
from symbolic_info.laws.weights import check_weights, weight_conditions
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base
from symbolic_info.registry import service


class JSDivergence(Measure):
    """Jensen-Shannon divergence sum_i w_i D(p_i || m) with m = sum_i w_i p_i, in nats; equal weights unless given.

    Source: Liquet, Moka & Nazarathy, eq. (B.5); Lin 1991, IEEE Trans. Inf. Theory 37, (4.1).

    >>> from symbolic_info import JSDivergence
    >>> JSDivergence([1, 0], [0, 1]).doit()
    log(2)
    """

    latex_symbol = r"\operatorname{JSD}"
    separator = (r" \,\middle\|\, ", " || ")

    def __new__(cls, *laws: Any, weights: Sequence[Any] | None = None, base: Any = None) -> Expr:
        if laws and weights is None and _is_weights(laws):
            *rest, weights = laws
            laws = tuple(rest)
        if len(laws) < 2:
            raise UnknownLawError("a Jensen-Shannon divergence needs at least two distributions")
        read = tuple(as_law(law) for law in laws)
        service("check spaces")(read)
        return in_base(Expr.__new__(cls, *read, Tuple(*check_weights(weights, len(read)))), base)

    @property
    def laws(self) -> tuple[Law, ...]:
        return tuple(self.args[:-1])

    @property
    def weights(self) -> tuple[Expr, ...]:
        """The weights, of sum 1."""
        return tuple(self.args[-1])

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return (*super().conditions, *weight_conditions(self.weights))

    @property
    def mixture(self) -> Law:
        """The law m = sum_i w_i p_i."""
        return mixture(self.laws, self.weights)

    @property
    def definition(self) -> Expr:
        """sum_i w_i E_{p_i} log(p_i/m)."""
        divergences = zip(self.weights, self.laws, strict=True)
        return Add(*(w * KLDivergence(p, self.mixture).definition for w, p in divergences))

    def _eval_rewrite_as_KLDivergence(self, *args: Any, **kwargs: Any) -> Expr:
        return Add(*(w * KLDivergence(p, self.mixture) for w, p in zip(self.weights, self.laws, strict=True)))

    def _eval_rewrite_as_Entropy(self, *args: Any, **kwargs: Any) -> Expr:
        parts = (w * Entropy(p) for w, p in zip(self.weights, self.laws, strict=True))
        return Entropy(self.mixture) - Add(*parts)

    def _sympystr(self, printer: Any) -> str:
        shown = [printer.doprint(law) for law in self.laws]
        if len(set(self.weights)) > 1:
            shown.append(f"weights=({', '.join(printer.doprint(w) for w in self.weights)})")
        return f"JSDivergence({', '.join(shown)})"


def _is_weights(args: tuple[Any, ...]) -> bool:
    """Rebuilding from ``args`` hands the weights over as a last Tuple behind laws."""
    return isinstance(args[-1], Tuple) and all(isinstance(a, Law) for a in args[:-1]) and len(args) > 2


def js_divergence(*laws: Any, weights: Sequence[Any] | None = None, base: Any = None, budget: Any = None) -> Expr:
    """The Jensen-Shannon divergence in closed form, or the inert `JSDivergence`.

    Two laws or more, with ``weights`` that are non-negative and sum to one (equal ones unless given; otherwise
    `NormalizationError`).  Arguments, units, budget, conditions and errors as for `symbolic_info.kl_divergence`.
    Source: Liquet, Moka & Nazarathy, eq. (B.5); Lin 1991, IEEE Trans. Inf. Theory 37, (4.1).

    >>> from sympy.stats import Uniform
    >>> from symbolic_info import js_divergence
    >>> js_divergence(Uniform("X", 0, 1), Uniform("Y", 0, 2)).evalf(10)
    0.2157615543
    """
    return in_base(JSDivergence(*laws, weights=weights).doit(budget=budget), base)
