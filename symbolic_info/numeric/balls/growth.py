"""The growth of an expression and of its logarithmic slope t f'(t), both as germs."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

import sympy
from sympy import Add, Mul

from symbolic_info.numeric.backend import Enclosing
from symbolic_info.numeric.balls.germ import CONSTANT, Germ, Germs, NoGermError
from symbolic_info.numeric.tape import Tape
from symbolic_info.numeric.vocabulary import LogGamma, came_apart, log_of_product

__all__ = ["Growth", "Growths", "majorised"]

_HIGHEST_DEGREE = 40
_BITS = 64
_MOST_KEPT = 2000
_BY_EXP = (sympy.sinh, sympy.cosh, sympy.tanh, sympy.coth, sympy.sech, sympy.csch)


class Growth(NamedTuple):
    """A function and t times its derivative."""

    value: Germ
    slope: Germ


class Growths:
    """Expressions in ``v``, which is t (``sign`` 1) or 1/t (``sign`` -1), beyond the start of the germs.

    Raises ``NoGermError`` where an expression is outside what is known here.
    """

    def __init__(self, v: Any, sign: int, germs: Germs) -> None:
        self.germs, self._v, self._sign = germs, v, sign
        self._known: dict[Any, Growth] = {}

    def of(self, expr: Any) -> Growth:
        """The growth of an expression in the vocabulary of the arithmetics."""
        if expr not in self._known:
            self._known[expr] = self._found(expr)
        return self._known[expr]

    def _found(self, expr: Any) -> Growth:
        if not expr.has(self._v):
            return self._constant(expr)
        if expr.is_Add and expr.is_polynomial(self._v):
            return self._polynomial(expr)
        handler = _HANDLERS.get(type(expr))
        if handler is None and isinstance(expr, _BY_EXP):
            return self.of(expr.rewrite(sympy.exp))
        if expr == self._v:
            return self._monomial(1)
        if handler is None:
            raise NoGermError(f"{type(expr).__name__} has no growth here")
        return handler(self, expr)

    def _constant(self, expr: Any) -> Growth:
        ball = _ball(expr, self.germs.backend)
        if self.germs.backend.parts(ball)[1] is not None or self.germs.backend.size(ball) == float("inf"):
            raise NoGermError(f"{expr} is no real number")
        return Growth(self.germs.constant(ball), self.germs.zero)

    def _monomial(self, n: int) -> Growth:
        power = self.germs.power(self._sign * n)
        return Growth(power, self.germs.scaled(power, Fraction(self._sign * n)))

    def _polynomial(self, expr: Any) -> Growth:
        """By its coefficients, so that what cancels exactly is gone."""
        if any(p.exp > _HIGHEST_DEGREE for p in expr.atoms(sympy.Pow) if p.has(self._v)):
            raise NoGermError("a polynomial of high degree")
        terms = _terms(expr, self._v)
        return self._sum([self._product(self._constant(c), self._monomial(degree)) for degree, c in terms])

    def _sum(self, parts: list[Growth]) -> Growth:
        add = self.germs.add
        return Growth(add([p.value for p in parts]), add([p.slope for p in parts]))

    def _product(self, f: Growth, g: Growth) -> Growth:
        mul = self.germs.mul
        slope = self.germs.add([mul(f.slope, g.value), mul(f.value, g.slope)])
        return Growth(mul(f.value, g.value), slope)

    def _chain(self, f: Growth, value: Germ, derivative: Germ) -> Growth:
        return Growth(value, self.germs.mul(derivative, f.slope))

    def _raised(self, f: Growth, n: Fraction) -> Growth:
        germs = self.germs
        if n == 1 or n == 0:
            return f if n else Growth(germs.power(0), germs.zero)
        return self._chain(f, germs.raised(f.value, n), germs.scaled(germs.raised(f.value, n - 1), n))

    def _add(self, expr: Any) -> Growth:
        return self._sum([self.of(term) for term in expr.args])

    def _mul(self, expr: Any) -> Growth:
        total = self.of(expr.args[0])
        for factor in expr.args[1:]:
            total = self._product(total, self.of(factor))
        return total

    def _pow(self, expr: Any) -> Growth:
        base, exponent = expr.base, expr.exp
        if exponent.is_Rational and base != sympy.E:
            return self._raised(self.of(base), Fraction(int(exponent.p), int(exponent.q)))
        return self._exponential(exponent if base == sympy.E else exponent * sympy.log(base))

    def _exp(self, expr: Any) -> Growth:
        return self._exponential(expr.args[0])

    def _exponential(self, arg: Any) -> Growth:
        """exp of a sum: multiples of t and of logarithms exactly, the rest by what bounds it."""
        arg = sympy.expand(arg)
        factors: list[Germ] = []
        rest: list[Any] = []
        for term in Add.make_args(arg):
            factor = self._exact_factor(term)
            if factor is None:
                rest.append(term)
            else:
                factors.append(factor)
        total = self.germs.exp(self.of(Add(*rest)).value) if rest else self.germs.power(0)
        for factor in factors:
            total = self.germs.mul(total, factor)
        return Growth(total, self.germs.mul(total, self.of(arg).slope))

    def _exact_factor(self, term: Any) -> Germ | None:
        rate, rest = term.as_coeff_Mul()
        if not rate.is_Rational:
            return None
        share = Fraction(int(rate.p), int(rate.q))
        if rest == self._v and self._sign == 1:
            return self.germs.exponential(share)
        if isinstance(rest, sympy.log):
            base = self.of(rest.args[0]).value
            return self.germs.raised(base, share) if self.germs.sign(base) == 1 else None
        return None

    def _log(self, expr: Any) -> Growth:
        (arg,) = expr.args
        apart = log_of_product(arg) if arg.is_Mul or arg.is_Pow or isinstance(arg, sympy.exp) else expr
        if apart != expr:
            return self.of(apart)
        try:
            f = self.of(arg)
            return self._chain(f, self.germs.log(f.value), self.germs.raised(f.value, Fraction(-1)))
        except NoGermError:
            return self._log_of_sum(arg)

    def _log_of_sum(self, total: Any) -> Growth:
        """log of n positive terms: within log n of the largest, its slope between those of the logarithms."""
        logs = [log_of_product(term) for term in Add.make_args(total)]
        if len(logs) < 2 or not all(came_apart(log, term) for log, term in zip(logs, total.args, strict=True)):
            raise NoGermError("a logarithm of a sum of unknown signs")
        parts = [self.of(log) for log in logs]
        backend = self.germs.backend
        log = backend.function("log")(backend.rational(len(parts), 1))
        excess = self.germs.constant(backend.hull(backend.rational(0, 1), log))
        largest = self.germs.hull([p.value for p in parts])
        return Growth(self.germs.add([largest, excess]), self.germs.hull([p.slope for p in parts]))

    def _abs(self, expr: Any) -> Growth:
        f = self.of(expr.args[0])
        sign = self.germs.sign(f.value)
        if not sign:
            raise NoGermError("an absolute value of unknown sign")
        return self._product(self._constant(sympy.Integer(sign)), f)

    def _within(self, low: float, high: float) -> Germ:
        backend = self.germs.backend
        ends = (backend.rational(*end.as_integer_ratio()) for end in (low, high))
        return self.germs.constant(backend.hull(*ends))

    def _growing(self, arg: Any) -> Growth:
        f = self.of(arg)
        if f.value.order <= CONSTANT or self.germs.sign(f.value) != 1:
            raise NoGermError("an argument that does not grow")
        return f

    def _atan(self, expr: Any) -> Growth:
        f = self.of(expr.args[0])
        square = self.germs.add([self.germs.power(0), self.germs.mul(f.value, f.value)])
        return self._chain(f, self._within(-1.6, 1.6), self.germs.raised(square, Fraction(-1)))

    def _loggamma(self, expr: Any) -> Growth:
        """Stirling with 0 < error < 1/(12 z); -1/(12 z^2) < psi(z) - log z + 1/(2 z) < 0 (DLMF 5.11.1-2, 5.11(ii))."""
        germs, f = self.germs, self._growing(expr.args[0])
        z, inverse = f.value, germs.raised(f.value, Fraction(-1))
        log = germs.log(z)
        value = germs.add(
            [
                germs.mul(germs.add([z, self._within(-0.5, -0.5)]), log),
                germs.scaled(z, Fraction(-1)),
                self._constant(sympy.log(2 * sympy.pi) / 2).value,
                germs.mul(self._within(0.0, 0.125), inverse),
            ]
        )
        error = germs.mul(self._within(-0.09375, 0.0), germs.mul(inverse, inverse))
        return self._chain(f, value, germs.add([log, germs.scaled(inverse, Fraction(-1, 2)), error]))

    def _between_bounds(self, low: Any, excess: Any) -> Growth:
        """Something between ``low`` and ``low + excess`` of which no slope is known."""
        germs, more = self.germs, self.of(excess).value
        value = germs.add([self.of(low).value, germs.mul(self._within(0.0, 1.0), more)])
        return Growth(value, germs.constant(germs.backend.undefined()))

    def _log_besseli(self, order: Any, arg: Any) -> Growth:
        """(z/2)^n / n! <= I_n(z) <= (z/2)^n e^z / n! and 0 <= I_(n+1)/I_n <= 1 (DLMF 10.14.4, 10.37)."""
        germs, f = self.germs, self.of(arg)
        share, n = self._within(0.0, 1.0), self._constant(order).value
        base = germs.add([germs.log(germs.scaled(f.value, Fraction(1, 2)))])
        value = germs.add([germs.mul(n, base), self._constant(-LogGamma(order + 1)).value, germs.mul(share, f.value)])
        slope = germs.add([germs.mul(n, germs.raised(f.value, Fraction(-1))), share])
        return self._chain(f, value, slope)


@lru_cache(maxsize=_MOST_KEPT)
def _ball(expr: Any, backend: Enclosing) -> Any:
    with backend.working(_BITS):
        return Tape([expr], sympy.Dummy("none"), backend).bound(_BITS)(None)[0]


@lru_cache(maxsize=_MOST_KEPT)
def _terms(expr: Any, v: Any) -> tuple[tuple[int, Any], ...]:
    return tuple((monomial[0], c) for monomial, c in sympy.Poly(expr, v).terms())


def majorised(log: Any, t: Any) -> Any:
    """A log-weight with Bessel functions of growing order by what bounds them (DLMF 10.25.2, term by term).

    I_n(z) <= (z/2)^n exp(z^2/(4 (n + 1)))/n!.

    >>> from sympy import Symbol, besseli
    >>> t = Symbol("t", positive=True)
    >>> majorised(sympy.log(besseli(t, 2)), t)
    -LogGamma(t + 1) + 4/(4*t + 4)
    """
    return log.replace(lambda e: _is_of_growing_order(e, t), lambda e: sum(_bessel_bounds(*e.args[0].args)))


def _is_of_growing_order(expr: Any, t: Any) -> bool:
    if not isinstance(expr, sympy.log) or not isinstance(expr.args[0], sympy.besseli):
        return False
    order, z = expr.args[0].args
    return bool(order.has(t) and order.is_nonnegative and not z.has(t))


def _bessel_bounds(order: Any, z: Any) -> tuple[Any, Any]:
    return order * sympy.log(z / 2) - LogGamma(order + 1), z**2 / (4 * (order + 1))


def _log(growths: Growths, expr: Any) -> Growth:
    (arg,) = expr.args
    if _is_of_growing_order(expr, growths._v):
        return growths._between_bounds(*_bessel_bounds(*arg.args))
    if isinstance(arg, sympy.besseli) and not arg.args[0].has(growths._v) and arg.args[0].is_nonnegative:
        return growths._log_besseli(*arg.args)
    return growths._log(expr)


_HANDLERS: dict[Any, Callable[[Growths, Any], Growth]] = {
    Add: Growths._add,
    Mul: Growths._mul,
    sympy.Pow: Growths._pow,
    sympy.exp: Growths._exp,
    sympy.log: _log,
    sympy.Abs: Growths._abs,
    sympy.atan: Growths._atan,
    LogGamma: Growths._loggamma,
}
