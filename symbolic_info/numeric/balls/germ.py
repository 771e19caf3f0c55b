"""Functions near the end of their range: a ball times e^(dt) t^a (log t)^b, for every t beyond a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from symbolic_info.numeric.backend import Enclosing

__all__ = ["CONSTANT", "Germ", "Germs", "NoGermError"]

Order = tuple[Fraction, Fraction, Fraction]
CONSTANT: Order = (Fraction(0), Fraction(0), Fraction(0))
_BITS = 64
_LOG_2 = Fraction(2, 3)


class NoGermError(Exception):
    """The growth of a function is not bounded here; an estimate remains possible."""


@dataclass(frozen=True)
class Germ:
    """c e^(dt) t^a (log t)^b with ``order`` (d, a, b) and the ball c enclosing the factor for every t."""

    c: Any
    order: Order = CONSTANT


class Germs:
    """The arithmetic of germs on t >= 2**``octave``, an octave of at least 4.

    >>> from symbolic_info.numeric.backend import enclosing_backend
    >>> backend = enclosing_backend()
    >>> if backend:
    ...     germs = Germs(backend, 10)
    ...     t = germs.power(1)
    ...     backend.approx(germs.add([germs.mul(t, t), germs.constant(backend.rational(1024, 1))]).c) < 1.001
    ... else:
    ...     True
    True
    """

    def __init__(self, backend: Enclosing, octave: int) -> None:
        self.backend, self._octave = backend, octave
        with backend.working(_BITS):
            self.start = backend.rational(2**octave, 1)
            self._log_start = backend.function("log")(self.start)
            self.zero = Germ(backend.rational(0, 1))

    def constant(self, ball: Any) -> Germ:
        """The same ball everywhere."""
        return Germ(ball)

    def power(self, exponent: int | Fraction) -> Germ:
        """t to a power."""
        return Germ(self.backend.rational(1, 1), (Fraction(0), Fraction(exponent), Fraction(0)))

    def exponential(self, rate: Fraction) -> Germ:
        """e^(rate t)."""
        return Germ(self.backend.rational(1, 1), (rate, Fraction(0), Fraction(0)))

    def between(self, low: Any, high: Any) -> Germ:
        """Anything between two numbers."""
        return Germ(self.backend.hull(low, high))

    def sign(self, germ: Germ) -> int:
        """1 or -1 where the sign is certain, else 0."""
        return 0 if self.backend.contains_zero(germ.c) else 1 if self.backend.approx(germ.c) > 0 else -1

    def is_zero(self, germ: Germ) -> bool:
        """Whether the germ is the number 0."""
        return self.backend.size(germ.c) == float("-inf")

    def add(self, germs: Sequence[Germ]) -> Germ:
        """The sum, of the order of its largest terms."""
        present = [g for g in germs if not self.is_zero(g)]
        if not present:
            return self.zero
        order = max(g.order for g in present)
        return Germ(sum((self._raised(g, order) for g in present[1:]), self._raised(present[0], order)), order)

    def hull(self, germs: Sequence[Germ]) -> Germ:
        """What encloses each of the germs."""
        order = max((g.order for g in germs if not self.is_zero(g)), default=CONSTANT)
        total = self._raised(germs[0], order)
        for germ in germs[1:]:
            total = self.backend.hull(total, self._raised(germ, order))
        return Germ(total, order)

    def mul(self, f: Germ, g: Germ) -> Germ:
        """The product."""
        if self.is_zero(f) or self.is_zero(g):
            return self.zero
        return Germ(f.c * g.c, _plus(f.order, g.order))

    def scaled(self, f: Germ, n: Fraction) -> Germ:
        """n f."""
        return self.mul(f, Germ(self.backend.rational(n.numerator, n.denominator)))

    def raised(self, f: Germ, n: Fraction) -> Germ:
        """f**n; f > 0 unless n is a whole number, and f != 0 unless n > 0."""
        order = (n * f.order[0], n * f.order[1], n * f.order[2])
        if n.denominator == 1 and (n > 0 or self.sign(f)):
            power = f.c ** abs(int(n))
            return Germ(power if n > 0 else 1 / power, order)
        if self.sign(f) != 1:
            raise NoGermError("a power of something that may not be positive")
        return Germ(self.backend.function("power")(f.c, self.backend.rational(n.numerator, n.denominator)), order)

    def log(self, f: Germ) -> Germ:
        """log f of a positive f."""
        if self.sign(f) != 1:
            raise NoGermError("a logarithm of something that may not be positive")
        d, a, b = f.order
        log = self.backend.function("log")
        parts = [Germ(log(f.c)), self.scaled(self.power(1), d), self.scaled(self._log_t(), a)]
        if b:
            # log log t / log t falls from t = e^e on.
            ratio = self.backend.hull(self.backend.rational(0, 1), log(self._log_start) / self._log_start)
            parts.append(self.scaled(Germ(ratio, self._log_t().order), b))
        return self.add(parts)

    def exp(self, f: Germ) -> Germ:
        """exp f of an f that is bounded from above."""
        exp, zero = self.backend.function("exp"), self.backend.rational(0, 1)
        if f.order <= CONSTANT or self.is_zero(f):
            return Germ(exp(self._raised(f, CONSTANT)))
        if self.sign(f) != -1:
            raise NoGermError("an exponential that grows faster than any e^(dt)")
        return Germ(self.backend.hull(zero, exp(self.largest(f))))

    def largest(self, f: Germ) -> Any:
        """An upper bound on t >= start of a germ that falls, or does not grow."""
        if f.order > CONSTANT and self.sign(f) == -1:
            self._check_falls(_minus(CONSTANT, f.order))
            return self.backend.upper(f.c * self.at_start(f.order))
        return self.backend.upper(self._raised(f, CONSTANT))

    def at_start(self, order: Order) -> Any:
        """e^(dt) t^a (log t)^b at the start."""
        d, a, b = (self.backend.rational(n.numerator, n.denominator) for n in order)
        exp = self.backend.function("exp")
        return exp(d * self.start + a * self._log_start + b * self.backend.function("log")(self._log_start))

    def _log_t(self) -> Germ:
        return Germ(self.backend.rational(1, 1), (Fraction(0), Fraction(0), Fraction(1)))

    def _raised(self, germ: Germ, order: Order) -> Any:
        """The factor of the germ when it is written in a larger order."""
        if germ.order == order or self.is_zero(germ):
            return germ.c
        ratio = _minus(germ.order, order)
        self._check_falls(ratio)
        return germ.c * self.backend.hull(self.backend.rational(0, 1), self.at_start(ratio))

    def _check_falls(self, order: Order) -> None:
        """That e^(dt) t^a (log t)^b, of an order below 0, falls from the start on by its logarithmic slope."""
        d, a, b = order
        slope = d * 2**self._octave + max(a, Fraction(0)) if d else a
        if slope * self._octave * _LOG_2 + max(b, Fraction(0)) > 0 or order >= CONSTANT:
            raise NoGermError("too near to tell which term is larger")


def _plus(f: Order, g: Order) -> Order:
    return f[0] + g[0], f[1] + g[1], f[2] + g[2]


def _minus(f: Order, g: Order) -> Order:
    return f[0] - g[0], f[1] - g[1], f[2] - g[2]
