"""What an arithmetic must offer to evaluate expressions, and the choice between the arithmetics."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from fractions import Fraction
from typing import Any, Protocol

__all__ = ["Backend", "Enclosing", "dyadic"]

Number = Any


class Backend(Protocol):
    """An arithmetic: numbers support ``+ - * /``, unary minus and integer powers among themselves.

    Binary logarithms of sizes are floats: ``-inf`` is an exact zero, ``inf`` anything that is not finite.
    """

    name: str
    encloses: bool
    coarse_bits: int
    most_bits: int

    def __hash__(self) -> int:
        """Arithmetics serve as keys of caches."""

    def working(self, bits: int) -> AbstractContextManager[Any]:
        """Numbers made and combined inside the context carry ``bits`` bits."""

    def rational(self, p: int, q: int) -> Number:
        """The number p/q."""

    def join(self, re: Number, im: Number) -> Number:
        """The complex number re + i im."""

    def parts(self, x: Number) -> tuple[Number, Number | None]:
        """Real and imaginary part; None for a real number."""

    def constant(self, name: str) -> Number:
        """A constant of the shared vocabulary (``KeyError`` if unknown)."""

    def function(self, name: str) -> Callable[..., Number]:
        """A function of the shared vocabulary (``KeyError`` if unknown)."""

    def undefined(self) -> Number:
        """A number whose size and error are infinite."""

    def midpoint(self, x: Number) -> Number:
        """``x`` without its error."""

    def size(self, x: Number) -> float:
        """log2 of an upper bound of ``|x|``."""

    def error(self, x: Number) -> float:
        """log2 of the bound of the error that ``x`` carries."""

    def approx(self, x: Number) -> float:
        """A real number as a float, clamped to the range of floats."""

    def bounds(self, x: Number, unit: int) -> tuple[Fraction, Fraction]:
        """An enclosure of the finite real number ``x`` by multiples of 2**unit."""


class Enclosing(Backend, Protocol):
    """An arithmetic of balls: what it computes contains the truth for every number in its arguments."""

    @property
    def strict(self) -> Backend:
        """The same arithmetic on complex balls, undefined where a function is not analytic on the whole ball."""

    def hull(self, x: Number, y: Number) -> Number:
        """The smallest ball around two real numbers."""

    def upper(self, x: Number) -> Number:
        """An upper bound of a real ball, without error of its own."""

    def contains_zero(self, x: Number) -> bool:
        """Whether 0 is one of the numbers that ``x`` may be."""

    def integral(
        self, at: Callable[[Number, bool], Number], low: Number, high: Number, bits: int, floor: int
    ) -> Number:
        """The integral of ``at(x, strictly)`` to about ``bits`` significant bits or within 2**floor."""


def dyadic(mantissa: int, exponent: int, unit: int) -> tuple[int, int]:
    """The whole numbers n with n <= mantissa * 2**exponent / 2**unit <= n', as close as can be.

    >>> dyadic(5, -1, 0), dyadic(5, 1, 0)
    ((2, 3), (10, 10))
    """
    shift = exponent - unit
    if shift >= 0:
        return mantissa << shift, mantissa << shift
    return mantissa >> -shift, -(-mantissa >> -shift)
