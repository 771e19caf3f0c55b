"""Laws of which nothing is known but the axioms."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Function, Integer, S, Symbol, log, oo
from sympy.core.symbol import Str

from symbolic_info.errors import ParameterError
from symbolic_info.laws.law import Law, exact
from symbolic_info.laws.totals import DensityAt, names_in

COUNTING, DENSITY = Str("counting"), Str("density")


class Abstract(Law):
    """A law p with density p(x) with respect to a measure that all abstract laws share.

    A second argument says more of the space: its number of points, ``COUNTING`` or ``DENSITY``.
    """

    @property
    def name(self) -> str:
        return str(self.args[0].name)

    @property
    def free_symbols(self) -> set[Symbol]:
        return self.size.free_symbols if self.size is not None else set()

    @property
    def space(self) -> Any:
        """What is known of the space; None for nothing."""
        return self.args[1] if len(self.args) > 1 else None

    @property
    def size(self) -> Expr | None:
        """The number of points of the space, where it is given."""
        return self.space if isinstance(self.space, Expr) else None

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.space is not None and self.space != DENSITY

    @property
    def conditions(self) -> tuple[Any, ...]:
        return () if self.size is None or self.size.is_number else (self.size >= 1,)

    @property
    def at_point(self) -> Expr:
        """The density at a point."""
        return DensityAt(self)

    def log_density(self, x: Expr) -> Expr:
        return log(Function(self.name, positive=True)(x))

    def _latex(self, printer: Any) -> str:
        return str(printer.doprint(self.args[0]))

    def _sympystr(self, printer: Any) -> str:
        return self.name


class Built(Abstract):
    """An abstract law that is made of others."""

    @property
    def name(self) -> str:
        return str(self)

    @property
    def sources(self) -> tuple[Law, ...]:
        """The laws it is made of."""
        return tuple(a for a in self.args if isinstance(a, Law))

    @property
    def space(self) -> Any:
        return None

    @property
    def free_symbols(self) -> set[Symbol]:
        return {s for law in self.sources for s in law.free_symbols}

    @property
    def conditions(self) -> tuple[Any, ...]:
        return tuple(c for law in self.sources for c in law.conditions)

    def _latex(self, printer: Any) -> str:
        return self._sympystr(printer)


def abstract(names: Any, finite: Any = None, counting: bool = False, density: bool = False) -> Any:
    """Abstract laws for the names in ``names``: one law, or a tuple of several.

    They live on a common space, discrete or continuous, and may be mixed (see `symbolic_info.laws.mixture`).
    ``finite`` gives the number of points of the space; ``counting`` says that it is a countable set, on which
    entropies are not negative, ``density`` that the laws have densities.
    Errors: `UnknownLawError` where ``names`` are no names.

    >>> from symbolic_info import abstract, KLDivergence
    >>> p, q = abstract("p q")
    >>> KLDivergence(p, q)
    KLDivergence(p, q)
    """
    space = _space(finite, counting, density)
    laws = tuple(Abstract(Symbol(name), *space) for name in names_in(names, "abstract"))
    return laws[0] if len(laws) == 1 else laws


def _space(finite: Any, counting: bool, density: bool) -> tuple[Any, ...]:
    if (finite is not None) + bool(counting) + bool(density) > 1:
        raise ParameterError("a space is finite, countable or continuous; give one of finite, counting, density")
    if finite is None:
        return (COUNTING,) if counting else (DENSITY,) if density else ()
    size = exact(finite, "the number of points")
    whole = size.is_integer is not False and (not size.is_number or bool(size >= 1))
    if not whole or size in (oo, S.Zero):
        raise ParameterError(f"a finite space has a positive whole number of points, not {size}")
    return (Integer(size) if size.is_number else size,)
