"""Entropies, cross-entropies and divergences of given densities, to decimal digits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import sympy

from symbolic_info.errors import ParameterError, PrecisionError, SpaceError
from symbolic_info.numeric.backend import Backend
from symbolic_info.numeric.backends import best_backend, enclosing_backend, every_backend
from symbolic_info.numeric.balls.enclosure import enclosed_integral
from symbolic_info.numeric.balls.germ import NoGermError
from symbolic_info.numeric.balls.lattice import enclosed_sum
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.crossings import split_at_crossings
from symbolic_info.numeric.density import Density, log_ratio
from symbolic_info.numeric.integrand import Csiszar, Distance, Expectation, Gap, Integrand, Mixing, Powers
from symbolic_info.numeric.line import integrate
from symbolic_info.numeric.summation import summate
from symbolic_info.numeric.tape import UnknownFunctionError
from symbolic_info.numeric.value import Value, from_enclosure
from symbolic_info.numeric.vocabulary import in_known_terms

__all__ = [
    "certified_entropy",
    "cross_entropy",
    "entropy",
    "expectation",
    "f_divergence",
    "js_divergence",
    "kl_divergence",
    "power_integral",
    "total_mass",
    "total_variation",
]

_SHARE = 0.6


def entropy(p: Density, digits: int = 50, seconds: float = 10.0) -> Value:
    """The entropy -E_p log p in nats, to ``digits`` significant digits within ``seconds``.

    Raises ``PrecisionError`` where two resolutions and two precisions do not come to agree.

    >>> from sympy import Symbol, oo, log, pi
    >>> x = Symbol('x', real=True)
    >>> cauchy = Density(-log(pi) - log(1 + x**2), x, -oo, oo)
    >>> entropy(cauchy, 20)
    Value('2.5310242469692907930', certified: ball integration with bounds of the tails)
    """
    return _evaluate(Expectation(p, lambda x: -p.log_in(x)), digits, seconds)


def certified_entropy(p: Density, digits: int = 50, seconds: float = 10.0) -> Value | None:
    """The entropy where balls and proven tails enclose it, else None.

    >>> from sympy import Symbol, log, oo
    >>> k = Symbol('k', integer=True)
    >>> certified_entropy(Density(-k*log(2), k, 1, oo, lattice=True), 10) is None or 'certified'
    'certified'
    """
    return _certified(Expectation(p, lambda x: -p.log_in(x)), digits, Effort(seconds))


def cross_entropy(p: Density, q: Density, digits: int = 50, seconds: float = 10.0) -> Value:
    """The cross-entropy -E_p log q in nats; the support of p must lie inside that of q.

    >>> from sympy import Symbol, log, oo
    >>> x = Symbol('x', real=True)
    >>> p, q = (Density(log(rate) - rate*x, x, 0, oo) for rate in (2, 1))
    >>> str(cross_entropy(p, q, 10))
    '0.5000000000'
    """
    _check_space((p, q))
    return _evaluate(Expectation(p, lambda x: -q.log_in(x)), digits, seconds)


def expectation(p: Density, f: Any, digits: int = 50, seconds: float = 10.0) -> Value:
    """The mean E_p f, for f an expression in the symbol of p.

    >>> from sympy import Symbol, log, oo
    >>> x = Symbol('x', real=True)
    >>> str(expectation(Density(-x, x, 0, oo), log(x), 20))
    '-0.57721566490153286061'
    """
    f = in_known_terms(sympy.sympify(f))
    return _evaluate(Expectation(p, lambda x: f.xreplace({p.symbol: x})), digits, seconds)


def kl_divergence(p: Density, q: Density, digits: int = 50, seconds: float = 10.0) -> Value:
    """The divergence E_p log(p/q) in nats; the support of p must lie inside that of q.

    Nearly equal laws lose no digits.

    >>> from sympy import Symbol, log, pi, oo, Rational
    >>> x = Symbol('x', real=True)
    >>> p, q = (Density(-(x - m)**2/2 - log(2*pi)/2, x, -oo, oo) for m in (0, Rational(1, 10**20)))
    >>> str(kl_divergence(p, q, 10))
    '5.000000000e-41'
    """
    _check_space((p, q))
    plain, effort = Expectation(p, lambda x: log_ratio(p.log_in(x), q.log_in(x))), Effort(seconds)
    common = (p.lower, p.upper) == (q.lower, q.upper) and not (p.has_gaps or q.has_gaps)
    # Balls see how many digits cancel; an estimate needs the form in which none do.
    proven = _certified(plain, digits, effort)
    return _estimated(Gap(p, q) if common else plain, digits, effort) if proven is None else proven


def js_divergence(
    densities: Sequence[Density], weights: Sequence[Any], digits: int = 50, seconds: float = 10.0
) -> Value:
    """The Jensen–Shannon divergence Σ w KL(p‖m) with m = Σ w p, in nats, for any supports.

    ``weights`` are exact, positive and sum to one; there is one for each density.

    >>> from sympy import Symbol, log, Rational
    >>> x = Symbol('x', real=True)
    >>> p, q = Density(0, x, 0, 1), Density(-log(2), x, 0, 2)
    >>> str(js_divergence([p, q], [Rational(1, 2)]*2, 20))
    '0.21576155433883569558'
    """
    shares = [sympy.sympify(w) for w in weights]
    if len(shares) != len(densities) or sympy.Add(*shares) != 1 or not all(w.is_positive for w in shares):
        raise ParameterError("weights must be positive and sum to one, one for each density")
    _check_space(densities)
    return _evaluate(Mixing(densities, shares), digits, seconds)


def power_integral(
    densities: Sequence[Density], exponents: Sequence[Any], digits: int = 50, seconds: float = 10.0
) -> Value:
    """The integral of the product of powers of densities over the common support.

    Finiteness is for the caller to decide: a density that vanishes must not have a negative exponent.

    >>> from sympy import Symbol, log, oo, Rational
    >>> x = Symbol('x', real=True)
    >>> p, q = (Density(log(rate) - rate*x, x, 0, oo) for rate in (1, 4))
    >>> str(power_integral([p, q], [Rational(1, 2)]*2, 10))
    '0.8000000000'
    """
    _check_space(densities)
    return _evaluate(Powers(densities, tuple(map(sympy.sympify, exponents))), digits, seconds)


def total_variation(p: Density, q: Density, digits: int = 50, seconds: float = 10.0) -> Value:
    """The total variation distance, the integral of |p - q|/2, for any supports.

    >>> from sympy import Symbol, log, oo
    >>> x = Symbol('x', real=True)
    >>> p, q = (Density(log(rate) - rate*x, x, 0, oo) for rate in (1, 2))
    >>> str(total_variation(p, q, 10))
    '0.2500000000'
    """
    _check_space((p, q))
    effort = Effort(seconds)
    proven = _certified(Distance(p, q), digits, effort)
    if proven is not None:
        return proven
    if not p.lattice:
        p, q = split_at_crossings(p, q, digits, best_backend(), effort)
    return _estimated(Distance(p, q), digits, effort)


def f_divergence(
    p: Density,
    q: Density,
    f: Callable[[Any], Any],
    limits: tuple[Callable[[], Any], Callable[[], Any]],
    digits: int = 50,
    seconds: float = 10.0,
) -> Value:
    """The f-divergence E_q f(p/q) + f'(∞) P(q = 0); ``limits`` give f(0) and f'(∞) where they are asked for.

    Finiteness is for the caller to decide.

    >>> from sympy import Symbol, log, sqrt, S
    >>> x = Symbol('x', real=True)
    >>> p, q = Density(0, x, 0, 1), Density(-log(2), x, 0, 2)
    >>> str(f_divergence(p, q, lambda t: (sqrt(t) - 1)**2, (lambda: S.One, lambda: S.One), 20))
    '0.58578643762690495120'
    """
    _check_space((p, q))
    return _evaluate(Csiszar(p, q, f, *limits), digits, seconds)


def total_mass(p: Density, digits: int = 10, seconds: float = 5.0) -> tuple[Fraction, Fraction]:
    """Bounds of the integral, or the sum, of the density itself: 1 where it is normalised.

    >>> from sympy import Symbol, log
    >>> x = Symbol('x', real=True)
    >>> low, high = total_mass(Density(log(1 + x), x, 0, 1))
    >>> low < 1.5 < high or low == high == 1.5
    True
    """
    failure = PrecisionError("no arithmetic is available")
    effort = Effort(seconds)
    for backend in every_backend():
        try:
            bounds, _ = (summate if p.lattice else integrate)(Powers((p,), (1,)), digits, backend, effort)
            return bounds
        except UnknownFunctionError as error:
            failure = error
    raise failure


def _check_space(densities: Sequence[Density]) -> None:
    if len({density.lattice for density in densities}) != 1:
        raise SpaceError("a lattice law and a continuous law have no common densities")


def _evaluate(integrand: Integrand, digits: int, seconds: float) -> Value:
    effort = Effort(seconds)
    proven = _certified(integrand, digits, effort)
    return _estimated(integrand, digits, effort) if proven is None else proven


def _certified(integrand: Integrand, digits: int, effort: Effort) -> Value | None:
    """By balls with proven tails, or None."""
    backend = enclosing_backend()
    if backend is None:
        return None
    lattice = integrand.densities[0].lattice
    try:
        lower, upper = (enclosed_sum if lattice else enclosed_integral)(
            integrand, digits, backend, effort.share(_SHARE)
        )
    except (NoGermError, PrecisionError):
        return None
    method = "summation" if lattice else "ball integration"
    return from_enclosure(lower, upper, digits, "certified", f"{method} with bounds of the tails")


def _estimated(integrand: Integrand, digits: int, effort: Effort) -> Value:
    failure = PrecisionError("no arithmetic is available")
    for backend in every_backend():
        try:
            return _by(integrand, digits, backend, effort)
        except UnknownFunctionError as error:
            failure = error
    raise failure


def _by(integrand: Integrand, digits: int, backend: Backend, effort: Effort) -> Value:
    lattice = integrand.densities[0].lattice
    (lower, upper), mass = (summate if lattice else integrate)(integrand, digits, backend, effort)
    # A feature too light to show in this check is too light to show in the digits.
    tolerance = max(Fraction(1), abs(lower), abs(upper)) / 10 ** (digits - 1)
    if not (mass[0] < 1 + tolerance and mass[1] > 1 - tolerance):
        raise PrecisionError(
            f"the total mass found is {float(mass[0]):.15g}, off 1 by {float(mass[0] - 1):.2g}: "
            "the density is not normalised, or has a feature too narrow to be found; name it in breaks"
        )
    method = "summation" if lattice else "double-exponential quadrature"
    return from_enclosure(lower, upper, digits, "estimated", method)
