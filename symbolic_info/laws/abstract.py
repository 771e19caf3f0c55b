"""Laws of which nothing is known but the axioms."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Function, Symbol, log

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.law import Law


class Abstract(Law):
    """A law p with density p(x) with respect to a measure that all abstract laws share."""

    @property
    def name(self) -> str:
        return str(self.args[0].name)

    @property
    def free_symbols(self) -> set[Symbol]:
        return set()

    def log_density(self, x: Expr) -> Expr:
        return log(Function(self.name, positive=True)(x))

    def _latex(self, printer: Any) -> str:
        return str(printer.doprint(self.args[0]))

    def _sympystr(self, printer: Any) -> str:
        return self.name


def abstract(names: Any) -> Any:
    """Abstract laws for the names in ``names``: one law, or a tuple of several.

    They live on a common space, discrete or continuous, and may be mixed
    (see `symbolic_info.laws.mixture`).

    >>> from symbolic_info import abstract, KLDivergence
    >>> p, q = abstract("p q")
    >>> KLDivergence(p, q)
    KLDivergence(p, q)
    """
    parts = names.replace(",", " ").split() if isinstance(names, str) else []
    if not parts or not all(part.isidentifier() for part in parts):
        raise UnknownLawError(f"abstract() takes names such as 'p q', not {names!r}")
    laws = tuple(Abstract(Symbol(part)) for part in parts)
    return laws[0] if len(laws) == 1 else laws
