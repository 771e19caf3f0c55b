"""How a function is written in each language, by SymPy's printers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sympy import Expr, Symbol, polygamma
from sympy.printing.c import C99CodePrinter
from sympy.printing.codeprinter import CodePrinter
from sympy.printing.julia import JuliaCodePrinter
from sympy.printing.numpy import JaxPrinter, NumPyPrinter, SciPyPrinter

from symbolic_info.errors import ExportError
from symbolic_info.export.helpers import HELPERS, Helper, digamma, trigamma

__all__ = ["LANGUAGES", "Language", "used_helpers"]

Names = dict[str, Any]


def in_own_terms(expr: Expr) -> Expr:
    """digamma and trigamma as helpers: not every language has them.

    >>> from sympy.abc import x
    >>> in_own_terms(polygamma(0, x))
    digamma(x)
    """
    by_order = {0: digamma, 1: trigamma}

    def replaced(order: Expr, at: Expr) -> Expr:
        return by_order[int(order)](at) if order in by_order else polygamma(order, at)

    return expr.replace(polygamma, replaced)


def used_helpers(expr: Expr) -> list[type[Helper]]:
    """The helpers that an expression needs, directly or through another, in an order of definition.

    >>> from sympy.abc import x
    >>> used_helpers(digamma(x))
    [digamma]
    """
    needed: set[type[Helper]] = set()
    waiting = [expr]
    while waiting:
        found = {type(atom) for atom in waiting.pop().atoms(Helper)} - needed
        needed |= found
        waiting += [helper.body() for helper in found]
    return [helper for helper in HELPERS if helper in needed]


@dataclass(frozen=True)
class Language:
    """A printer and the frame around what it prints."""

    printer: Callable[[Names], CodePrinter]
    own: frozenset[str]
    runs_here: bool = False
    names: Names = field(default_factory=dict)

    def source(self, name: str, arguments: Sequence[Symbol], expr: Expr) -> str:
        """The text that defines the function and all that it needs."""
        helpers = [helper for helper in used_helpers(expr) if helper.__name__ not in self.own]
        parts = [self.define(h.__name__, h.parameters, h.body(), inner=True) for h in helpers]
        return self.frame([*parts, self.define(name, arguments, expr)])

    def printed(self, expr: Expr) -> str:
        """An expression in the language; a function that has no name there is an error."""
        names = {helper.__name__: helper.__name__ for helper in HELPERS} | self.names
        try:
            text: str = self.printer({"user_functions": names}).doprint(expr)
        except NotImplementedError as error:
            reason = str(error).partition("\n")[0]
            raise ExportError(f"{reason}; 'scipy' has most functions") from error
        if _NOT_VECTORISED.search(text):
            raise ExportError("numpy has no such special functions; 'scipy' has")
        return text

    def define(self, name: str, arguments: Sequence[Symbol], expr: Expr, inner: bool = False) -> str:
        """One function."""
        raise NotImplementedError

    def frame(self, parts: Sequence[str]) -> str:
        """The whole text."""
        raise NotImplementedError


_NOT_VECTORISED: Final = re.compile(r"\bmath\.")


class Python(Language):
    """Functions of arrays."""

    def define(self, name: str, arguments: Sequence[Symbol], expr: Expr, inner: bool = False) -> str:
        body = self.printed(expr)
        names = ", ".join(s.name for s in arguments)
        if inner or not self.numpy:
            return f"def {name}({names}):\n    return {body}\n"
        arrays = "".join(f"    {s.name} = numpy.asarray({s.name}, dtype=float)\n" for s in arguments)
        return f"def {name}({names}):\n{arrays}    with numpy.errstate(all='ignore'):\n        return ({body}) + 0.0\n"

    @property
    def numpy(self) -> bool:
        """Whether warnings of NumPy have to be silenced in the branches that are not taken."""
        return self.printer is not JaxPrinter

    def frame(self, parts: Sequence[str]) -> str:
        text = "\n\n".join(parts)
        modules = [
            m for m in ("jax.numpy", "jax.scipy.special", "numpy", "scipy.constants", "scipy.special") if _uses(text, m)
        ]
        return "".join(f"import {module}\n" for module in modules) + "\n\n" + text


def _uses(text: str, module: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(module)}\.", text) is not None


class C(Language):
    """Functions of doubles, C99."""

    def define(self, name: str, arguments: Sequence[Symbol], expr: Expr, inner: bool = False) -> str:
        body = self.printed(expr)
        signature = ", ".join(f"double {s.name}" for s in arguments)
        return f"{'static ' if inner else ''}double {name}({signature})\n{{\n    return {body};\n}}\n"

    def frame(self, parts: Sequence[str]) -> str:
        return "#include <math.h>\n\n" + "\n".join(parts)


class Julia(Language):
    """Functions of numbers, to be broadcast with a dot."""

    def define(self, name: str, arguments: Sequence[Symbol], expr: Expr, inner: bool = False) -> str:
        body = self.printed(expr)
        return f"function {name}({', '.join(s.name for s in arguments)})\n    return {body}\nend\n"

    def frame(self, parts: Sequence[str]) -> str:
        text = "\n".join(parts)
        special = any(f"{name}(" in text for name in ("gamma", "besseli", "zeta", "erf", "beta"))
        return ("using SpecialFunctions\n\n" if special else "") + text


class _JuliaPrinter(JuliaCodePrinter):
    """Scalars without the dots of matrices, and the functions that SymPy's printer does not know."""

    def __init__(self, settings: Names) -> None:
        extra = {name: name for name in ("log1p", "expm1", "loggamma", "digamma", "trigamma")}
        super().__init__({**settings, "user_functions": settings["user_functions"] | extra, "inline": True})

    def _print_Rational(self, expr: Any) -> str:
        return f"{expr.p} / {expr.q}"


MODULES: Final = ("jax.numpy", "jax.scipy.special", "numpy", "scipy.constants", "scipy.special")
JAX_SPECIAL: Final = {"loggamma": "jax.scipy.special.gammaln", "gamma": "jax.scipy.special.gamma"}
NONE: Final[frozenset[str]] = frozenset()
LANGUAGES: Final[dict[str, Language]] = {
    "numpy": Python(NumPyPrinter, NONE, runs_here=True),
    "scipy": Python(SciPyPrinter, NONE, runs_here=True),
    "jax": Python(JaxPrinter, NONE, runs_here=True, names=JAX_SPECIAL),
    "c": C(C99CodePrinter, NONE),
    "julia": Julia(_JuliaPrinter, frozenset({"digamma", "trigamma"})),
}
