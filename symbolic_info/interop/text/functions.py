"""The functions and constants that a text may use, each with the bound on its arguments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log2
from types import MappingProxyType
from typing import Final

import sympy
from sympy import Expr

from symbolic_info.errors import ParseError
from symbolic_info.interop.text.size import exponential_bits, magnitude

Cost = Callable[[tuple[Expr, ...], int], float]


@dataclass(frozen=True, slots=True)
class Function:
    """A SymPy function, the numbers of arguments it takes and what a call costs in bits."""

    apply: Callable[..., Expr]
    arity: tuple[int, int]
    cost: Cost


def _small(arguments: tuple[Expr, ...], position: int) -> float:
    return 1.0


def _pairwise(arguments: tuple[Expr, ...], position: int) -> float:
    """Min and Max compare all pairs."""
    return 300.0 * len(arguments)


def _angle(arguments: tuple[Expr, ...], position: int) -> float:
    """SymPy halves the denominators of multiples of pi one by one."""
    return 20.0


def _exponential(arguments: tuple[Expr, ...], position: int) -> float:
    return max(1.0, exponential_bits(arguments[0], position))


def _hyperbolic(arguments: tuple[Expr, ...], position: int) -> float:
    """SymPy evaluates these to decide signs: cosh(10**9) has 10**9 bits before the point."""
    return max(1.0, 1.5 * magnitude(arguments[0], position))


def _gaussian(arguments: tuple[Expr, ...], position: int) -> float:
    """erfc(x) is of the order of exp(-x**2)."""
    size = magnitude(arguments[0], position)
    return max(1.0, 1.5 * size * size)


def _bounded(*limits: int) -> Cost:
    """The numeric part of each argument is at most its limit, so that the value stays small."""

    def cost(arguments: tuple[Expr, ...], position: int) -> float:
        if any(argument.is_infinite for argument in arguments):
            raise ParseError("oo cannot stand in this function", position)
        sizes = [magnitude(argument, position) for argument in arguments]
        for size, limit in zip(sizes, limits, strict=False):
            if size > limit:
                raise ParseError(f"the argument is too large; at most {limit} is allowed", position)
        return sum(size * log2(size + 2) for size in sizes) + 64

    return cost


def _choose(arguments: tuple[Expr, ...], position: int) -> float:
    """SymPy expands binomial(n, k) in an irrational number n as a polynomial of degree k."""
    if any(argument.is_number and not argument.is_Rational for argument in arguments):
        raise ParseError("binomial takes rational numbers and symbols only", position)
    return _bounded(1000, 1000)(arguments, position)


def _logarithm(argument: Expr, base: Expr | None = None) -> Expr:
    return sympy.log(argument) if base is None else sympy.log(argument) / sympy.log(base)


_LOGARITHM = Function(_logarithm, (1, 2), _small)
_ABSOLUTE = Function(sympy.Abs, (1, 1), _small)
_LEAST = Function(sympy.Min, (1, 8), _pairwise)
_GREATEST = Function(sympy.Max, (1, 8), _pairwise)

FUNCTIONS: Final[Mapping[str, Function]] = MappingProxyType(
    {
        "log": _LOGARITHM,
        "ln": _LOGARITHM,
        "exp": Function(sympy.exp, (1, 1), _exponential),
        "sqrt": Function(sympy.sqrt, (1, 1), _small),
        "gamma": Function(sympy.gamma, (1, 1), _bounded(500)),
        "loggamma": Function(sympy.loggamma, (1, 1), _bounded(500)),
        "digamma": Function(sympy.digamma, (1, 1), _bounded(500)),
        "polygamma": Function(sympy.polygamma, (2, 2), _bounded(20, 200)),
        "beta": Function(sympy.beta, (2, 2), _bounded(500, 500)),
        "zeta": Function(sympy.zeta, (1, 2), _bounded(100, 50)),
        "erf": Function(sympy.erf, (1, 1), _gaussian),
        "erfc": Function(sympy.erfc, (1, 1), _gaussian),
        "Abs": _ABSOLUTE,
        "abs": _ABSOLUTE,
        "Min": _LEAST,
        "min": _LEAST,
        "Max": _GREATEST,
        "max": _GREATEST,
        "binomial": Function(sympy.binomial, (2, 2), _choose),
        "factorial": Function(sympy.factorial, (1, 1), _bounded(500)),
        "sin": Function(sympy.sin, (1, 1), _angle),
        "cos": Function(sympy.cos, (1, 1), _angle),
        "tan": Function(sympy.tan, (1, 1), _angle),
        "sinh": Function(sympy.sinh, (1, 1), _hyperbolic),
        "cosh": Function(sympy.cosh, (1, 1), _hyperbolic),
        "tanh": Function(sympy.tanh, (1, 1), _hyperbolic),
        "atan": Function(sympy.atan, (1, 1), _small),
    }
)
CONSTANTS: Final[Mapping[str, Expr]] = MappingProxyType(
    {"pi": sympy.pi, "E": sympy.E, "EulerGamma": sympy.EulerGamma, "oo": sympy.oo}
)
# Greek letters that are parameters as often as functions: gamma alone is a symbol, gamma(x) the function.
ALSO_SYMBOLS: Final = frozenset({"gamma", "beta", "zeta"})
