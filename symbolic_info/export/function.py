"""A measure as a function of floating-point numbers in another language."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sympy import Expr, Float, Symbol, sympify

from symbolic_info.engine.evaluate import closed_form
from symbolic_info.errors import ExportError, InexactError
from symbolic_info.export.helpers import HELPERS
from symbolic_info.export.languages import LANGUAGES, in_own_terms
from symbolic_info.export.stable import stable

__all__ = ["ExportedFunction", "to_function"]

# Names that a body may call, or that mean something to C or Julia, so that no parameter may carry them.
WORDS = """
    abs acos asin atan beta besseli break case char const cos cosh default do double else end enum erf erfc exp expm1
    extern fabs float for function gamma goto if int jax lgamma log log1p loggamma long numpy pow register return scipy
    short signed sin sinh sizeof sqrt static struct switch tan tanh tgamma typedef union unsigned void volatile while
    zeta
"""
TAKEN = {helper.__name__ for helper in HELPERS} | set(WORDS.split())


@dataclass(frozen=True)
class ExportedFunction:
    """A function in another language: its ``source``, and a call where that language is Python."""

    name: str
    language: str
    arguments: tuple[str, ...]
    formula: Expr
    source: str = field(repr=False)
    _call: Callable[..., Any] | None = field(repr=False, compare=False)

    def __call__(self, *values: Any) -> Any:
        """The values for numbers or arrays that broadcast."""
        if self._call is None:
            raise ExportError(f"the source is {self.language}; compile it")
        return self._call(*values)


def to_function(
    expr: Any, language: str = "numpy", args: Sequence[Any] | None = None, name: str = "f", budget: Any = None
) -> ExportedFunction:
    """A function for ``numpy``, ``scipy``, ``jax``, ``c`` or ``julia`` that computes ``expr`` in double precision.

    ``expr`` is a measure or an expression with measures in closed form; ``args`` are its symbols in the order of the
    arguments, by default by name.  The form is rewritten first, so that nearly equal parameters lose no digits where
    the terms that cancel can be told apart (``formula``), and 0 log 0 is 0.  Conditions become a choice of branches.
    The function does not check the domains of the parameters.
    Errors: `ExportError` where there is no closed form, or a function that the language does not have.

    >>> from sympy import symbols
    >>> from symbolic_info import KLDivergence
    >>> from symbolic_info.export import to_function
    >>> from symbolic_info.laws import Exponential
    >>> a, b = symbols("a b", positive=True)
    >>> f = to_function(KLDivergence(Exponential(a), Exponential(b)), "c", [a, b], name="kl")
    >>> f.formula
    relative(a, b, -a + b)/a
    >>> f.source.splitlines()[-4]
    'double kl(double a, double b)'
    """
    if language not in LANGUAGES:
        raise ExportError(f"the language is one of {', '.join(LANGUAGES)}, not {language}")
    node = sympify(expr)
    if node.has(Float):
        raise InexactError("the expression contains floats; give exact numbers such as Rational(1, 10)")
    form = closed_form(node, budget)
    if form is None:
        raise ExportError(f"no closed form of {node} was found; see symbolic_info.value for its digits")
    formula = stable(form)
    chosen = _arguments(node, args)
    safe = {symbol: _safe(symbol) for symbol in chosen}
    target = LANGUAGES[language]
    source = target.source(_identifier(name), list(safe.values()), in_own_terms(formula.xreplace(safe)))
    call = _compiled(source, name) if target.runs_here else None
    return ExportedFunction(name, language, tuple(s.name for s in safe.values()), formula, source, call)


def _arguments(node: Expr, args: Sequence[Any] | None) -> list[Symbol]:
    free = {symbol.name: symbol for symbol in node.free_symbols}
    if len(free) < len(node.free_symbols):
        raise ExportError("two symbols have the same name")
    chosen = sorted(free) if args is None else [str(arg) for arg in args]
    if len(set(chosen)) < len(chosen) or not set(free) <= set(chosen):
        raise ExportError(f"args must name each of {', '.join(sorted(free))} once")
    return [free.get(each, Symbol(each)) for each in chosen]


def _safe(symbol: Symbol) -> Symbol:
    reserved = symbol.name in TAKEN or keyword.iskeyword(symbol.name)
    return Symbol(_identifier(symbol.name + "_" * reserved), **symbol.assumptions0)


def _identifier(name: str) -> str:
    if not (name.isidentifier() and name.isascii()) or keyword.iskeyword(name):
        raise ExportError(f"{name!r} is no identifier; rename it")
    return name


def _compiled(source: str, name: str) -> Callable[..., Any] | None:
    """The function itself where its libraries are installed; the text holds nothing but printed expressions."""
    namespace: dict[str, Any] = {}
    try:
        exec(source, namespace)
    except ImportError:
        return None
    function: Callable[..., Any] = namespace[name]
    return function
