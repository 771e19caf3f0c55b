"""Bijections of the space of abstract laws, and the laws of their images."""

from __future__ import annotations

from typing import Any

from sympy import Basic, Expr, S, Symbol
from sympy.core.symbol import Str

from symbolic_info.errors import ParameterError
from symbolic_info.laws.abstract import Built
from symbolic_info.laws.abstract_channel import abstract_law
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture, mixture
from symbolic_info.laws.totals import PositiveAt, density


class Bijection(Basic):
    """A bijection of the space onto another; ``phi(p)`` is the law of the image, ``phi.stretch`` its Jacobian."""

    @property
    def stretch(self) -> Expr:
        """What the bijection multiplies small volumes with: 1 on countable sets, a positive function otherwise."""
        return self.args[1]

    def __call__(self, law: Any) -> Law:
        """The law of the image."""
        moved = abstract_law(law)
        if isinstance(moved, Mixture):
            return mixture([self(part) for part in moved.laws], moved.weights)
        return Moved(self, moved)

    def _sympystr(self, printer: Any) -> str:
        return str(self.args[0].name)


class Moved(Built):
    """The law of the image of an outcome under a bijection, seen from the original space."""

    @property
    def space(self) -> Any:
        return self.args[1].space

    @property
    def size(self) -> Expr | None:
        size: Expr | None = self.args[1].size
        return size

    @property
    def free_symbols(self) -> set[Symbol]:
        return {*self.args[1].free_symbols, *self.args[0].stretch.free_symbols}

    @property
    def place(self) -> str:  # type: ignore[override]
        return f"the image under {self.args[0]}"

    @property
    def at_point(self) -> Expr:
        return density(self.args[1]) / self.args[0].stretch

    @property
    def volume(self) -> Expr:
        """Sums run over the original space."""
        stretch: Expr = self.args[0].stretch
        return stretch

    def _sympystr(self, printer: Any) -> str:
        return f"{printer.doprint(self.args[0])}({printer.doprint(self.args[1])})"


def bijection(name: str, stretch: Any = None, counting: bool = False) -> Bijection:
    """A bijection of the space of the abstract laws onto another space.

    ``stretch`` is the Jacobian, a positive number or function of the outcome; an unknown positive function unless
    given, 1 for ``counting``: h(aX + b) has the stretch ``Abs(a)``.

    >>> from symbolic_info import KLDivergence, abstract, bijection
    >>> p, q = abstract("p q")
    >>> phi = bijection("phi")
    >>> KLDivergence(phi(p), phi(q))
    KLDivergence(phi(p), phi(q))
    """
    if stretch is None:
        stretch = S.One if counting else PositiveAt(Symbol(f"J_{name}"))
    if not S(stretch).is_positive:
        raise ParameterError(f"the stretch {stretch} of a bijection is not known to be positive")
    return Bijection(Str(name), S(stretch))
