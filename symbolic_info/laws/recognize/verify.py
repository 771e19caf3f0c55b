"""Whether a guessed law has exactly the density that was given."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic, Expr, Rational, S, Symbol, exp, expand, expand_log, prime, simplify
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import NormalizationError
from symbolic_info.facts import Facts, lift
from symbolic_info.laws.law import Law
from symbolic_info.laws.recognize.chart import Chart
from symbolic_info.laws.recognize.features import PLAIN, features
from symbolic_info.laws.recognize.guess import Guess
from symbolic_info.rules.special import contiguous

NEARLY_ZERO = Rational(1, 10**20)


def verified(guess: Guess) -> bool:
    """Is the law of the guess the law of its charts?  Only a proof counts.

    A density that is a number other than 1 times the right one raises `NormalizationError`.
    """
    given = guess.charts[0].law
    conditions = (*given.conditions, *guess.law.conditions)
    up = lift(conditions)
    known = tuple(c.xreplace(up) for c in conditions)
    if not _same_ends(guess.law, given, Facts(known), up):
        return False
    constants = [_log_ratio(guess.law, chart, known, up) for chart in guess.charts]
    first = constants[0]
    if first is None or not all(c is not None and vanishes(c - first, Facts(known)) for c in constants[1:]):
        return False
    right = vanishes(first, Facts(known))
    if right is False:
        raise NormalizationError(f"the density integrates to {exp(-first).expand()}, not to 1: {given}")
    return bool(right)


def _same_ends(guessed: Law, given: Law, facts: Facts, up: dict[Symbol, Symbol]) -> bool:
    pairs = ((guessed.lower, given.lower), (guessed.upper, given.upper))
    return all(a == b or (_finite(a, b) and vanishes((a - b).xreplace(up), facts)) for a, b in pairs)


def _finite(*ends: Expr) -> bool:
    return not any(end.is_infinite for end in ends)


def _log_ratio(guessed: Law, chart: Chart, known: tuple[Boolean, ...], up: dict[Symbol, Symbol]) -> Expr | None:
    """log(guessed/given) where that is constant."""
    facts = Facts((*known, *(c.xreplace(up) for c in chart.known)))
    difference = guessed.log_density(chart.x) - chart.law.log_density(chart.x)
    terms = features(difference.xreplace(up), chart.u, facts)
    constant = terms.pop(S.One, S.Zero)
    return constant if all(vanishes(c, facts) for c in terms.values()) else None


def vanishes(expr: Expr, facts: Facts) -> bool | None:
    """Is ``expr`` zero for all parameters that meet the facts?  None where that is not proved.

    >>> from sympy import log, loggamma
    >>> from sympy.abc import a
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.laws.recognize.verify import vanishes
    >>> vanishes(loggamma(a + 1) - loggamma(a) - log(a), Facts()), vanishes(log(2) - 1, Facts())
    (True, False)
    """
    if expr == 0:
        return True
    plain = expand(expand_log(contiguous(expr), factor=True), **PLAIN)
    if plain == 0:
        return True
    sampled = next(_samples(plain, facts), None)
    if sampled is None or abs(sampled) > NEARLY_ZERO:
        return False if plain.is_number and sampled is not None and sampled.is_extended_real else None
    return True if simplify(plain) == 0 else None


def _samples(expr: Expr, facts: Facts) -> Iterator[Expr]:
    """Values at points that meet the facts: a cheap filter before `simplify`."""
    symbols = sorted(expr.free_symbols | {s for c in facts.conditions for s in c.free_symbols}, key=str)
    for below_one in (False, True):
        point = {s: _value(s, i, below_one) for i, s in enumerate(symbols)}
        if all(_holds(c, point) for c in facts.conditions):
            value = expr.subs(point).evalf(30)
            if value.is_number and value.is_finite:
                yield value


def _value(symbol: Symbol, index: int, below_one: bool) -> Rational:
    p, q = prime(index + 3), prime(index + 4)
    if symbol.is_integer:
        return p
    return -Rational(p, q) if symbol.is_negative else Rational(p, q) if below_one else Rational(q, p)


def _holds(condition: Boolean, point: dict[Basic, Expr]) -> bool:
    return bool(condition.subs(point) == S.true)
