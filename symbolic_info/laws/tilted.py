"""Abstract laws that are given by a positive function of the outcome: tilts, softmax, geometric mixtures."""

from __future__ import annotations

from typing import Any

from sympy import Expr, S, Symbol, exp, sympify
from sympy.core.symbol import Str

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws.abstract import Built
from symbolic_info.laws.law import Law, exact
from symbolic_info.laws.totals import BASE, AtPoint, DensityAt, Total, density


class Normalized(Built):
    """The law with density F(x)/sum F for a positive function F of the outcome."""

    @property
    def function(self) -> Expr:
        """F."""
        return self.args[0]

    @property
    def _source(self) -> Law | None:
        found = sorted(self.function.atoms(DensityAt), key=str)
        return found[0].args[0] if found else None

    @property
    def space(self) -> Any:
        return getattr(self._source, "space", None)

    @property
    def place(self) -> str:  # type: ignore[override]
        found = {place for value in self.function.atoms(AtPoint) for place in value.places}
        others = sorted(found - {BASE})
        return BASE if not others else others[0] if BASE not in found else f"pairs of an input and {others[0]}"

    @property
    def free_symbols(self) -> set[Symbol]:
        return set(self.function.free_symbols)

    @property
    def at_point(self) -> Expr:
        return self.function / Total(self.function)

    def _sympystr(self, printer: Any) -> str:
        return f"normalized({printer.doprint(self.function)})"

    def _latex(self, printer: Any) -> str:
        return rf"\operatorname{{norm}}\left[{printer.doprint(self.function)}\right]"


class Equiprobable(Built):
    """The uniform law on the points of a finite space."""

    @property
    def free_symbols(self) -> set[Symbol]:
        return set(self.args[1].free_symbols)

    @property
    def space(self) -> Any:
        return self.args[1]

    @property
    def at_point(self) -> Expr:
        return 1 / self.args[1]

    def _sympystr(self, printer: Any) -> str:
        return f"equiprobable({printer.doprint(self.args[1])})"

    def _latex(self, printer: Any) -> str:
        return rf"u_{{{printer.doprint(self.args[1])}}}"


def normalized(function: Any) -> Normalized:
    """The law whose density is proportional to a positive function of the outcome, finite in total.

    >>> from sympy import exp, sqrt
    >>> from symbolic_info import abstract, density, functions, normalized
    >>> p, q = map(density, abstract("p q"))
    >>> normalized(sqrt(p*q)), normalized(p*exp(functions("f")))
    (normalized(sqrt(p(x))*sqrt(q(x))), normalized(exp(f(x))*p(x)))
    """
    expr = sympify(function)
    if not isinstance(expr, Expr) or not expr.atoms(AtPoint):
        raise UnknownLawError(f"normalized() takes a function of the outcome, not {function!r}")
    if not expr.is_positive:
        raise ParameterError(f"{expr} is not known to be positive at every outcome")
    return Normalized(expr)


def softmax(z: Any) -> Normalized:
    """The law exp(z)/sum exp(z) of a function z of the outcome (logits, or energies with the sign turned).

    >>> from symbolic_info import functions, softmax
    >>> softmax(functions("z"))
    normalized(exp(z(x)))
    """
    return normalized(exp(z))


def tilted(law: Any, f: Any) -> Normalized:
    """The exponential tilt p exp(f)/E_p exp(f) of an abstract law.

    >>> from symbolic_info import abstract, functions, tilted
    >>> tilted(abstract("p"), functions("f"))
    normalized(exp(f(x))*p(x))
    """
    return normalized(density(law) * exp(f))


def equiprobable(n: Any) -> Equiprobable:
    """The uniform law on a space of n points, to be compared with ``abstract(..., finite=n)``.

    >>> from symbolic_info import equiprobable
    >>> equiprobable(6)
    equiprobable(6)
    """
    size = exact(n, "the number of points")
    if size.is_number and not (size.is_integer and size >= 1):
        raise ParameterError(f"a finite space has a positive whole number of points, not {size}")
    return Equiprobable(Str("u"), size if size.is_number else S(size))
