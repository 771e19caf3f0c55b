"""A log-density as a linear combination of features of one variable, in a normal form.

``log(c + d*u**r)`` becomes ``log(c) + log(1 + (d/c)*u**r)``, hyperbolic functions become
exponentials, ``exp(c*log(u))`` a power, ``log(gamma(a))`` becomes ``loggamma(a)``: then equal
densities have equal tables of coefficients.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Mul,
    Piecewise,
    Pow,
    S,
    Symbol,
    besseli,
    besselk,
    cancel,
    cos,
    exp,
    expand,
    factor,
    log,
    sin,
    tanh,
    together,
)
from sympy.functions.elementary.hyperbolic import HyperbolicFunction

from symbolic_info.facts import Facts
from symbolic_info.laws.recognize.logs import (
    LOG_GAMMAS,
    cosine_sum,
    is_positive_bessel,
    log_of_cosine_sum,
    log_of_gammas,
    log_of_growing,
)
from symbolic_info.rules.logarithm import linear_terms, split_log

LARGE = 40
PLAIN = {"log": False, "power_base": False, "power_exp": False}


def features(expr: Expr, u: Symbol, facts: Facts) -> dict[Expr, Expr]:
    """``expr`` as ``{feature of u: coefficient}``, the constant under 1.

    >>> from sympy import Symbol, log, sinh, symbols
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.laws.recognize.features import features
    >>> u, a = symbols("u a", positive=True)
    >>> features(log(3 * u**a / (a + a * u) ** 2), u, Facts()) == {log(u): a, log(u + 1): -2, 1: log(3) - 2*log(a)}
    True
    """
    return linear_terms(expand(_flat(expr, u, facts), **PLAIN), u)


def _flat(expr: Expr, u: Symbol, facts: Facts) -> Expr:
    if isinstance(expr, Piecewise):
        return _branch(expr, u, facts)
    if isinstance(expr, tanh):
        return _flat(1 - 2 / (1 + exp(2 * expr.args[0])), u, facts)
    if isinstance(expr, HyperbolicFunction):
        return _flat(expr.rewrite(exp), u, facts)
    if not expr.args:
        return expr
    rebuilt = expr.func(*(_flat(a, u, facts) for a in expr.args))
    rule = next((rule for kind, rule in _RULES if isinstance(rebuilt, kind)), None)
    return rebuilt if rule is None else rule(rebuilt, u, facts)


def _branch(expr: Piecewise, u: Symbol, facts: Facts) -> Expr:
    """The branch that holds wherever the facts do."""
    for value, condition in expr.args:
        holds = facts.decide(condition)
        if holds:
            return _flat(value, u, facts)
        if holds is None:
            break
    return expr


def _angle(expr: Expr, u: Symbol, facts: Facts) -> Expr:
    """A cosine or sine of a sum in its simplest terms, where SymPy takes off multiples of pi/2."""
    return expr.func(expand(cancel(expr.args[0])))


def _half_angle(expr: Expr, u: Symbol, facts: Facts) -> Expr:
    """1 + cos(w) as 2 cos(w/2)**2 and 1 - cos(w) as 2 sin(w/2)**2."""
    free, ratio, w = cosine_sum(expr, u) or (S.Zero,) * 3
    half = {1: cos, -1: sin}.get(ratio)
    return expr if half is None else 2 * free * _angle(half(w / 2), u, facts) ** 2


def _absolute(expr: Expr, u: Symbol, facts: Facts) -> Expr:
    inner = expand(expr.args[0])
    if _is_negative(-inner, u, facts):
        return inner
    return -inner if _is_negative(inner, u, facts) else Abs(inner)


def _is_negative(expr: Expr, u: Symbol, facts: Facts) -> bool:
    return bool(facts.nonnegative(-expr) or facts.nonnegative(_factored(-expr, u, facts)))


def _exponential(expr: Expr, u: Symbol, facts: Facts) -> Expr:
    """exp of a sum as a product, with exp(c log v) = v**c and the part free of ``u`` on its own."""
    free, moving = expand(expr.args[0], **PLAIN).as_independent(u, as_Add=True)
    return exp(free) * Mul(*(_exponential_term(t, u, facts) for t in Add.make_args(moving)))


def _exponential_term(term: Expr, u: Symbol, facts: Facts) -> Expr:
    for f in Mul.make_args(term):
        if isinstance(f, log) and f.has(u) and not (term / f).has(u) and _is_positive(f.args[0], u, facts):
            return _power(Pow(f.args[0], term / f), u, facts)
    return exp(term)


def _power(expr: Expr, u: Symbol, facts: Facts) -> Expr:
    if not isinstance(expr, Pow) or not expr.has(u):
        return expr
    base, exponent = expr.args
    if isinstance(base, Add) and (plain := expand(base)).is_Mul:
        return _power(plain**exponent, u, facts)
    if exponent.has(u):
        return _exponential(exp(exponent * log(base)), u, facts) if base.is_positive else expr
    if isinstance(base, Pow) and facts.positive(base.base):
        return Pow(base.base, base.exp * exponent)
    if isinstance(base, Mul):
        positive = [f for f in base.args if facts.positive(f)]
        rest = Mul(*(f for f in base.args if f not in positive))
        return Mul(*(_power(Pow(f, exponent), u, facts) for f in positive)) * rest**exponent
    return expr


def _logarithm(expr: Expr, u: Symbol, facts: Facts) -> Expr:
    if not isinstance(expr, log):
        return expr
    known, rest = S.Zero, S.One
    for f in _with_signs(Mul.make_args(expr.args[0])):
        if isinstance(f, exp) and _is_real(f.args[0], facts):
            known += f.args[0]
            continue
        base, exponent = (f, S.One) if isinstance(f, exp) else f.as_base_exp()
        base = _factored(-base if exponent.is_even and _is_negative(base, u, facts) else base, u, facts)
        part = _log_of_base(base, u, _within_unit(base, u, facts))
        if part is None:
            rest *= base**exponent
        else:
            known += exponent * part
    return known + split_log(rest, _within_unit(rest, u, facts))


def _is_real(expr: Expr, facts: Facts) -> bool:
    """Whether all logarithms in a real expression are of positive numbers."""
    logs = expr.atoms(log)
    hidden = expr.xreplace({f: Dummy("l", real=True) for f in logs})
    return bool(hidden.is_extended_real and all(facts.positive(f.args[0]) for f in logs))


def _with_signs(factors: tuple[Expr, ...]) -> list[Expr]:
    """The factors of a positive product with -log(p) for log(p) where there is a minus."""
    logs = [f for f in factors if isinstance(f.as_base_exp()[0], log) and f.as_base_exp()[1].is_odd]
    if not logs or not factors[0].is_negative:
        return list(factors)
    base, exponent = logs[0].as_base_exp()
    return [-factors[0], (-base) ** exponent, *(f for f in factors[1:] if f != logs[0])]


def _log_of_base(base: Expr, u: Symbol, facts: Facts) -> Expr | None:
    """log(base) as a sum, where ``base`` is known to be positive."""
    if isinstance(base, LOG_GAMMAS):
        return log_of_gammas(base, facts)
    if isinstance(base, besseli | besselk) and is_positive_bessel(base, facts):
        return log(base)
    if (around := log_of_cosine_sum(base, u)) is not None:
        return around
    if not facts.nonnegative(base):
        return None
    return log_of_growing(base, u, facts) or split_log(base, facts)


def _factored(base: Expr, u: Symbol, facts: Facts) -> Expr:
    """A sum of two powers as ``c*u**e*(1 + d*u**r)`` with r > 0; longer sums factored."""
    if not isinstance(base, Add) or base.count_ops() > LARGE:
        return base
    powers = _powers(expand(base), u)
    if powers is None and not base.is_rational_function(u):
        return base
    if powers is not None and len(powers) == 2:
        return _binomial(powers, u, facts) or base
    parts = _signed_factors(factor(together(base)), facts)
    if not base.has(u) or any(isinstance(b, Add) and len(_powers(b, u) or b.args) > 2 for b, _ in parts):
        return Mul(*(b**e for b, e in parts))
    return Mul(*(_factored(b, u, facts) ** e for b, e in parts))


def _signed_factors(product: Expr, facts: Facts) -> list[tuple[Expr, Expr]]:
    """Bases and exponents, with sums of known sign positive: ``-(a - b)`` is ``b - a`` where a < b."""
    sign, parts = S.One, []
    for f in Mul.make_args(product):
        base, exponent = f.as_base_exp()
        if isinstance(base, Add) and exponent.is_Integer and facts.negative(base):
            sign, base = sign * (-1) ** exponent, -base
        parts.append((base, exponent))
    return [*parts, (sign, S.One)]


def _powers(total: Expr, u: Symbol) -> dict[Expr, Expr] | None:
    """``{exponent: coefficient}`` of a sum of powers of ``u``."""
    out: dict[Expr, Expr] = {}
    for term in Add.make_args(total):
        coefficient, power = term.as_independent(u, as_Add=False)
        base, exponent = power.as_base_exp()
        if power == 1:
            exponent = S.Zero
        elif base != u or exponent.has(u):
            return None
        out[exponent] = out.get(exponent, S.Zero) + coefficient
    return {e: c for e, c in out.items() if c != 0}


def _binomial(powers: dict[Expr, Expr], u: Symbol, facts: Facts) -> Expr | None:
    (low, high) = powers
    if facts.positive(low - high):
        low, high = high, low
    if not facts.positive(high - low):
        return None
    ratio = _oriented(cancel(powers[high] / powers[low]))
    return factor(powers[low]) * u**low * (1 + ratio * u ** (high - low))


def _oriented(ratio: Expr) -> Expr:
    """With 1 - p for p - 1, so that there is one sign to presume."""
    parts = [f.as_base_exp() for f in Mul.make_args(ratio)]
    turned = [(b, e) for b, e in parts if e.is_Integer and isinstance(b, Add) and b.as_coeff_Add()[0].is_negative]
    return ratio * Mul(*((-1) ** e * (-b) ** e / b**e for b, e in turned))


def _is_positive(expr: Expr, u: Symbol, facts: Facts) -> bool:
    return bool(_within_unit(expr, u, facts).positive(expr))


def _within_unit(expr: Expr, u: Symbol, facts: Facts) -> Facts:
    """With 0 < u < 1, positive powers of u are below 1 too."""
    if not facts.positive(1 - u):
        return facts
    powers = [p for p in expr.atoms(Pow) if p.base == u and facts.positive(p.exp)]
    return facts.with_conditions(*(p < 1 for p in powers))


_RULES: tuple[tuple[Any, Callable[[Expr, Symbol, Facts], Expr]], ...] = (
    (cos | sin, _angle),
    (Add, _half_angle),
    (Abs, _absolute),
    (exp, _exponential),
    (Pow, _power),
    (log, _logarithm),
)
