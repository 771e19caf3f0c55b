"""A law as the numerical layer sees it: a log-density, a support, and exact local forms of both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import sympy
from sympy import Tuple

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.vocabulary import came_apart, in_known_terms, log_of_product, with_close_gammas_joined

__all__ = ["Density", "far", "led", "log_ratio", "near"]


@dataclass(frozen=True)
class Density:
    """An exact log-density in one real ``symbol`` on the interval (``lower``, ``upper``), both ends exact or ±oo.

    With ``lattice`` the support is the integers ``lower``, ``lower + 1``, ..., ``upper`` and the density a
    probability mass function.  ``breaks`` names kinks or other special points inside, where they are known.
    ``normalised`` tells that the mass is 1, which is else looked at in passing.

    >>> from sympy import Symbol, oo, log, pi
    >>> x = Symbol('x', real=True)
    >>> Density(-x**2/2 - log(2*pi)/2, x, -oo, oo).lattice
    False
    """

    log_density: Any
    symbol: Any
    lower: Any
    upper: Any
    lattice: bool = False
    breaks: tuple[Any, ...] = ()
    normalised: bool = False

    def __post_init__(self) -> None:
        for name in ("log_density", "lower", "upper"):
            object.__setattr__(self, name, sympy.sympify(getattr(self, name)))
        object.__setattr__(self, "breaks", tuple(map(sympy.sympify, self.breaks)))
        stray = self.log_density.free_symbols - {self.symbol} | self.lower.free_symbols | self.upper.free_symbols
        if stray:
            raise PrecisionError(f"give values to {sorted(map(str, stray))} before asking for digits")
        if any(s.limits[0][1:] and Tuple(*s.limits[0][1:]).has(self.symbol) for s in self.log_density.atoms(sympy.Sum)):
            raise PrecisionError("a mass function that is itself a sum of varying length has no summation here")
        if self.lattice and any(end.is_finite and not end.is_Integer for end in (self.lower, self.upper)):
            raise PrecisionError("the ends of a lattice must be whole numbers or infinite")

    @property
    def has_gaps(self) -> bool:
        """Whether there are intervals without mass inside the support."""
        return bool(self.log_density.has(sympy.S.NegativeInfinity))

    def lives_at(self, point: Any) -> bool:
        """Whether an interval around the point, on which no case distinction changes, has mass."""
        if not bool(self.lower < point) or not bool(point < self.upper):
            return False
        return not self.has_gaps or self.log_density.subs(self.symbol, point) != sympy.S.NegativeInfinity

    def log_in(self, x: Any) -> Any:
        """The log-density with ``x`` in place of the symbol, in the vocabulary of the arithmetics."""
        return self._known.xreplace({self.symbol: x})

    @cached_property
    def _known(self) -> Any:
        return with_close_gammas_joined(in_known_terms(self.log_density), self.symbol)


def log_ratio(log_p: Any, log_q: Any) -> Any:
    """log p - log q with like terms combined, so that what nearly cancels is one small exact coefficient.

    >>> from sympy import Symbol, Rational, log
    >>> x = Symbol('x', positive=True)
    >>> log_ratio(Rational(1, 3)*log(x), (Rational(1, 3) + Rational(1, 10**9))*log(x))
    -log(x)/1000000000
    """
    difference = sympy.expand(log_p - log_q, power_base=False, power_exp=False, log=False, multinomial=True)
    whole = log_p - log_q
    return difference if difference.count_ops() <= whole.count_ops() + 10 else whole


def near(expr: Any, symbol: Any, end: Any, sign: int, u: Any) -> Any:
    """``expr`` at ``end + sign*u`` for a positive distance ``u``; logs that vanish at the end are taken apart.

    >>> from sympy import Symbol, log
    >>> x, u = Symbol('x', real=True), Symbol('u', positive=True)
    >>> near(log(1 - x**2), x, 1, -1, u)
    log(u) + log(2 - u)
    """
    moved = expr.xreplace({symbol: end + sign * u})
    return moved.replace(lambda e: isinstance(e, sympy.log) and e.has(u), lambda e: _tidy(e, u))


def far(expr: Any, u: Any, w: Any) -> Any:
    """``expr`` at u = 1/w for a positive w; logs of polynomials are taken apart so that they are smooth at w = 0.

    >>> from sympy import Symbol, log
    >>> u, w = Symbol('u', positive=True), Symbol('w', positive=True)
    >>> far(log(1 + u**2), u, w)
    -2*log(w) + log(w**2 + 1)
    """
    turned = expr.replace(lambda e: isinstance(e, sympy.log) and e.has(u), lambda e: _turned(e, u, w))
    return turned.xreplace({u: 1 / w})


def led(expr: Any, u: Any) -> Any:
    """``expr`` with the exponential that leads for large u taken out of the logarithms of sums of exponentials.

    >>> from sympy import Symbol, exp, log
    >>> u = Symbol('u', positive=True)
    >>> led(u - 2*log(1 + exp(u)), u)
    -u - 2*log(1 + exp(-u))
    """
    return expr.replace(lambda e: isinstance(e, sympy.log) and e.args[0].is_Add and e.has(u), lambda e: _led(e, u))


def _led(logarithm: Any, u: Any) -> Any:
    terms = logarithm.args[0].args
    logs = [sympy.expand(log_of_product(term)) for term in terms]
    slopes = [log.coeff(u) for log in logs]
    if not all(slope.is_Rational and not (log - slope * u).has(u) for log, slope in zip(logs, slopes, strict=True)):
        return logarithm
    if not all(came_apart(log, term) for log, term in zip(logs, terms, strict=True)) or slopes.count(max(slopes)) > 1:
        return logarithm
    first = logs[slopes.index(max(slopes))]
    return first + sympy.log(sympy.Add(*(sympy.exp(sympy.expand(log - first)) for log in logs)))


def _turned(logarithm: Any, u: Any, w: Any) -> Any:
    (arg,) = logarithm.args
    if not _is_short_polynomial(arg, u):
        return logarithm
    poly = sympy.Poly(arg, u)
    rest = sympy.Poly({(poly.degree() - m[0],): c for m, c in poly.terms()}, w).as_expr()
    return sympy.log(rest) - poly.degree() * sympy.log(w)


def _is_short_polynomial(expr: Any, u: Any) -> bool:
    powers = [p.exp for p in expr.atoms(sympy.Pow) if p.has(u)]
    return all(n.is_Integer and n <= 40 for n in powers) and bool(expr.is_polynomial(u))


def _tidy(logarithm: Any, u: Any) -> Any:
    (arg,) = logarithm.args
    if arg.has(sympy.Piecewise) or not arg.xreplace({u: sympy.S.Zero}).is_zero or not _is_short_polynomial(arg, u):
        return logarithm
    poly = sympy.Poly(arg, u)
    if poly.nth(0) != 0:
        return logarithm
    order = min(monom[0] for monom in poly.monoms())
    rest = sympy.Poly({(m[0] - order,): c for m, c in poly.terms()}, u).as_expr()
    return order * sympy.log(u) + sympy.log(rest)
