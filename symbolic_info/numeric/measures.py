"""Entropies, cross-entropies and divergences of given densities, to decimal digits."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import sympy

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.backend import Backend, every_backend
from symbolic_info.numeric.budget import Effort
from symbolic_info.numeric.density import Density, log_ratio
from symbolic_info.numeric.integrand import Expectation, Gap, Integrand, Mixing
from symbolic_info.numeric.line import integrate
from symbolic_info.numeric.summation import summate
from symbolic_info.numeric.tape import UnknownFunctionError
from symbolic_info.numeric.value import Value, from_enclosure
from symbolic_info.numeric.vocabulary import in_known_terms

__all__ = ["cross_entropy", "entropy", "expectation", "js_divergence", "kl_divergence"]


def entropy(p: Density, digits: int = 50, seconds: float = 10.0) -> Value:
    """-E_p log p in nats."""
    return _evaluate(Expectation(p, lambda x: -p.log_in(x)), digits, seconds)


def cross_entropy(p: Density, q: Density, digits: int = 50, seconds: float = 10.0) -> Value:
    """-E_p log q in nats; the support of p must lie inside that of q."""
    return _evaluate(Expectation(p, lambda x: -q.log_in(x)), digits, seconds)


def expectation(p: Density, f: Any, digits: int = 50, seconds: float = 10.0) -> Value:
    """E_p f, for f an expression in the symbol of p."""
    f = in_known_terms(sympy.sympify(f))
    return _evaluate(Expectation(p, lambda x: f.xreplace({p.symbol: x})), digits, seconds)


def kl_divergence(p: Density, q: Density, digits: int = 50, seconds: float = 10.0) -> Value:
    """E_p log(p/q) in nats; the support of p must lie inside that of q."""
    if (p.lower, p.upper) == (q.lower, q.upper):
        return _evaluate(Gap(p, q), digits, seconds)
    return _evaluate(Expectation(p, lambda x: log_ratio(p.log_in(x), q.log_in(x))), digits, seconds)


def js_divergence(densities: Sequence[Density], weights: Sequence[Any], digits: int = 50, seconds: float = 10.0) -> Value:
    """Jensen–Shannon divergence Σ w KL(p‖m), m = Σ w p, in nats, for any supports."""
    return _evaluate(Mixing(densities, [sympy.sympify(w) for w in weights]), digits, seconds)


def _evaluate(integrand: Integrand, digits: int, seconds: float) -> Value:
    failure: PrecisionError | None = None
    effort = Effort(seconds)
    for backend in every_backend():
        try:
            return _by(integrand, digits, backend, effort)
        except UnknownFunctionError as error:
            failure = failure or error
    raise failure or PrecisionError("no arithmetic is available")


def _by(integrand: Integrand, digits: int, backend: Backend, effort: Effort) -> Value:
    lattice = integrand.densities[0].lattice
    (lower, upper), mass = (summate if lattice else integrate)(integrand, digits, backend, effort)
    tolerance = Fraction(1, 10 ** min(digits, 30))
    if not (mass[0] < 1 + tolerance and mass[1] > 1 - tolerance):
        raise PrecisionError(f"the density integrates to {float(mass[0]):.15g}, not to 1")
    method = "summation" if lattice else "double-exponential quadrature"
    return from_enclosure(lower, upper, digits, "estimated", method)
