"""Functions near the end of their range: sums of balls times e^(dt) t^a (log t)^b, for every t beyond a point."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symbolic_info.numeric.backend import Enclosing

__all__ = ["CONSTANT", "Germ", "Germs", "NoGermError", "Order"]

Order = tuple[Fraction, Fraction, Fraction]
CONSTANT: Order = (Fraction(0), Fraction(0), Fraction(0))
_BITS = 64
_LOG_2 = Fraction(2, 3)
_MOST_TERMS = 8


class NoGermError(Exception):
    """The growth of a function is not bounded here; an estimate remains possible."""


@dataclass(frozen=True)
class Germ:
    """The sum of c e^(dt) t^a (log t)^b over the terms ((d, a, b), c), the largest first.

    Each ball c encloses its factor for every t; no terms are the number 0.
    """

    terms: tuple[tuple[Order, Any], ...]

    @property
    def order(self) -> Order:
        """The order of the largest term."""
        return self.terms[0][0] if self.terms else CONSTANT


class Germs:
    """The arithmetic of germs on t >= ``start``, a whole number of at least 16.

    >>> from symbolic_info.numeric.backends import enclosing_backend
    >>> backend = enclosing_backend()
    >>> if backend:
    ...     germs = Germs(backend, 1024)
    ...     t = germs.power(1)
    ...     square = germs.add([germs.mul(t, t), germs.scaled(t, Fraction(1))])
    ...     print(germs.sign(square), square.order == germs.power(2).order)
    ... else:
    ...     print(1, True)
    1 True
    """

    def __init__(self, backend: Enclosing, start: int) -> None:
        self.backend, self._start = backend, start
        self.zero = Germ(())
        with backend.working(_BITS):
            self.start = backend.rational(start, 1)
            self._log_start = backend.function("log")(self.start)

    def constant(self, ball: Any) -> Germ:
        """The same ball everywhere."""
        return self._of({CONSTANT: ball})

    def power(self, exponent: int | Fraction) -> Germ:
        """t to a power."""
        return self._of({(Fraction(0), Fraction(exponent), Fraction(0)): self.backend.rational(1, 1)})

    def exponential(self, rate: Fraction) -> Germ:
        """e^(rate t)."""
        return self._of({(rate, Fraction(0), Fraction(0)): self.backend.rational(1, 1)})

    def log_power(self, exponent: int) -> Germ:
        """log t to a power."""
        return self._of({(Fraction(0), Fraction(0), Fraction(exponent)): self.backend.rational(1, 1)})

    def _of(self, terms: dict[Order, Any]) -> Germ:
        present = [(order, c) for order, c in sorted(terms.items(), reverse=True) if self.backend.size(c) > -math.inf]
        if len(present) > _MOST_TERMS:
            order = present[_MOST_TERMS - 1][0]
            last = sum((self._raised(o, c, order) for o, c in present[_MOST_TERMS:]), present[_MOST_TERMS - 1][1])
            present[_MOST_TERMS - 1 :] = [(order, last)]
        return Germ(tuple(present))

    def sign(self, germ: Germ) -> int:
        """1 or -1 where the sign is certain, else 0."""
        c = self.leading(germ)
        return 0 if self.backend.contains_zero(c) else 1 if self.backend.approx(c) > 0 else -1

    def leading(self, germ: Germ) -> Any:
        """The factor when the germ is written as a single term of its order."""
        return sum((self._raised(o, c, germ.order) for o, c in germ.terms), self.backend.rational(0, 1))

    def add(self, germs: Sequence[Germ]) -> Germ:
        """The sum."""
        total: dict[Order, Any] = {}
        for order, c in (term for germ in germs for term in germ.terms):
            total[order] = total[order] + c if order in total else c
        return self._of(total)

    def hull(self, germs: Sequence[Germ]) -> Germ:
        """What encloses each of the germs."""
        zero = self.backend.rational(0, 1)
        tables = [dict(germ.terms) for germ in germs]
        orders = {order for table in tables for order in table}
        total = {order: tables[0].get(order, zero) for order in orders}
        for table in tables[1:]:
            total = {order: self.backend.hull(c, table.get(order, zero)) for order, c in total.items()}
        return self._of(total)

    def mul(self, f: Germ, g: Germ) -> Germ:
        """The product."""
        return self.add([Germ(((_plus(a, b), c * d),)) for a, c in f.terms for b, d in g.terms])

    def scaled(self, f: Germ, n: Fraction) -> Germ:
        """n f."""
        return self.mul(f, self.constant(self.backend.rational(n.numerator, n.denominator)))

    def raised(self, f: Germ, n: Fraction) -> Germ:
        """f**n; f > 0 unless n is a whole number, and f != 0 unless n > 0."""
        if n == 1:
            return f
        if f.terms and self.sign(f) == 1 and self.sign(Germ(f.terms[:1])) == 1:
            return self._raised_by_largest(f, n)
        if n.denominator > 1 or (n < 0 and not self.sign(f)):
            raise NoGermError("a power of something that may not be positive")
        power = self.leading(f) ** abs(int(n))
        return self._of({(n * f.order[0], n * f.order[1], n * f.order[2]): power if n > 0 else 1 / power})

    def _raised_by_largest(self, f: Germ, n: Fraction) -> Germ:
        """(1 + e)^n = 1 + n e (1 + something between 0 and e)^(n - 1), times the power of the largest term."""
        (order, c), excess = f.terms[0], self._excess(f)
        one, power = self.backend.rational(1, 1), self.backend.function("power")
        exponent = self.backend.rational(n.numerator, n.denominator)
        slope = exponent * self.backend.hull(one, power(1 + self._bounded(excess), exponent - 1))
        largest = self._of({(n * order[0], n * order[1], n * order[2]): power(c, exponent)})
        return self.mul(largest, self.add([self.power(0), self.mul(self.constant(slope), excess)]))

    def _excess(self, f: Germ) -> Germ:
        """e where f is 1 + e times its largest term."""
        order, c = f.terms[0]
        return Germ(tuple((_minus(o, order), other / c) for o, other in f.terms[1:]))

    def log(self, f: Germ) -> Germ:
        """log f of a positive f: that of its largest term, and log(1 + e) = e/(1 + something between 0 and e)."""
        if not f.terms or self.sign(Germ(f.terms[:1])) != 1 or self.sign(f) != 1:
            raise NoGermError("a logarithm of something that may not be positive")
        (order, c), one, excess = f.terms[0], self.backend.rational(1, 1), self._excess(f)
        share = self.backend.hull(one, 1 / (1 + self._bounded(excess)))
        d, a, b = order
        parts = [self.constant(self.backend.function("log")(c)), self.mul(self.constant(share), excess)]
        parts += [self.scaled(self.power(1), d), self.scaled(self.log_power(1), a)]
        return self.add([*parts, self.scaled(self._log_of_log(), b)])

    def _log_of_log(self) -> Germ:
        """log log t as a share of log t, which falls from t = e^e on."""
        zero = self.backend.rational(0, 1)
        share = self.backend.hull(zero, self.backend.function("log")(self._log_start) / self._log_start)
        return self.mul(self.constant(share), self.log_power(1))

    def exp(self, f: Germ) -> Germ:
        """exp f of an f that is bounded from above."""
        exp = self.backend.function("exp")
        if f.order <= CONSTANT:
            return self.constant(exp(self._bounded(f)))
        if self.sign(f) != -1:
            raise NoGermError("an exponential that grows faster than any e^(dt)")
        return self.constant(self.backend.hull(self.backend.rational(0, 1), exp(self.largest(f))))

    def largest(self, f: Germ) -> Any:
        """An upper bound on t >= start of a germ that falls, or does not grow."""
        if f.order > CONSTANT and self.sign(f) == -1:
            self._check_falls(_minus(CONSTANT, f.order))
            return self.backend.upper(self.leading(f) * self.at_start(f.order))
        return self.backend.upper(self._bounded(f))

    def at_start(self, order: Order) -> Any:
        """e^(dt) t^a (log t)^b at the start."""
        d, a, b = (self.backend.rational(n.numerator, n.denominator) for n in order)
        exp = self.backend.function("exp")
        return exp(d * self.start + a * self._log_start + b * self.backend.function("log")(self._log_start))

    def _bounded(self, germ: Germ) -> Any:
        """A ball around every value of a germ that does not grow."""
        return sum((self._raised(o, c, CONSTANT) for o, c in germ.terms), self.backend.rational(0, 1))

    def _raised(self, smaller: Order, c: Any, order: Order) -> Any:
        """The factor of a term when it is written in a larger order."""
        if smaller == order:
            return c
        ratio = _minus(smaller, order)
        self._check_falls(ratio)
        return c * self.backend.hull(self.backend.rational(0, 1), self.at_start(ratio))

    def _check_falls(self, order: Order) -> None:
        """That e^(dt) t^a (log t)^b, of an order below 0, falls from the start on by its logarithmic slope."""
        d, a, b = order
        slope = d * self._start + max(a, Fraction(0)) if d else a
        if slope * (self._start.bit_length() - 1) * _LOG_2 + max(b, Fraction(0)) > 0 or order >= CONSTANT:
            raise NoGermError("too near to tell which term is larger")


def _plus(f: Order, g: Order) -> Order:
    return f[0] + g[0], f[1] + g[1], f[2] + g[2]


def _minus(f: Order, g: Order) -> Order:
    return f[0] - g[0], f[1] - g[1], f[2] - g[2]
