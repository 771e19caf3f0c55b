"""Whether a guessed law has exactly the density that was given."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, permutations, product

from sympy import (
    Add,
    Basic,
    Dummy,
    Expr,
    Mul,
    Pow,
    Rational,
    S,
    Symbol,
    atanh,
    cancel,
    erf,
    erfc,
    exp,
    expand,
    expand_log,
    expand_power_base,
    factor_terms,
    ilcm,
    log,
    prime,
    simplify,
    together,
)
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import NormalizationError
from symbolic_info.facts import Facts, lift
from symbolic_info.laws.law import Law
from symbolic_info.laws.recognize.chart import Chart
from symbolic_info.laws.recognize.features import PLAIN, features
from symbolic_info.laws.recognize.guess import Guess
from symbolic_info.rules.special import contiguous, doubled

NEARLY_ZERO = Rational(1, 10**20)
MOST_ORDERS = 24
MOST_ROOTS = 4


def verified(guess: Guess) -> bool:
    """Is the law of the guess the law of its charts?  Only a proof counts.

    A density that is a number other than 1 times the right one raises `NormalizationError`.
    """
    constant = log_constant(guess)
    right = None if constant is None else vanishes(constant, Facts(_known(guess)))
    if constant is not None and right is False:
        given = guess.charts[0].law
        raise NormalizationError(f"the density integrates to {exp(-constant).expand()}, not to 1: {given}")
    return bool(right)


def log_constant(guess: Guess) -> Expr | None:
    """log(guessed/given), where the given density is provably a constant times that of the guess."""
    given = guess.charts[0].law
    up = lift((*given.conditions, *guess.law.conditions))
    known = _known(guess)
    if not _same_ends(guess.law, given, Facts(known), up):
        return None
    constants = [_log_ratio(guess.law, chart, known, up) for chart in guess.charts]
    first = constants[0]
    agree = all(c is not None and first is not None and vanishes(c - first, Facts(known)) for c in constants[1:])
    return first if agree else None


def total_mass(guess: Guess) -> Expr | None:
    """The integral of the given density, where it is provably a constant times that of the guess."""
    constant = log_constant(guess)
    if constant is None:
        return None
    up = lift((*guess.charts[0].law.conditions, *guess.law.conditions))
    plain = exp(-expand_log(constant, factor=True)).expand(mul=False)
    return factor_terms(plain).xreplace({new: old for old, new in up.items()})


def _known(guess: Guess) -> tuple[Boolean, ...]:
    """The conditions of both laws, in symbols that satisfy them."""
    conditions = (*guess.charts[0].law.conditions, *guess.law.conditions)
    up = lift(conditions)
    return tuple(c.xreplace(up) for c in conditions)


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
    named = contiguous(expr).replace(erfc, lambda z: 1 - erf(z)).replace(atanh, lambda z: log((1 + z) / (1 - z)) / 2)
    split = expand_log(_positive_under_logs(named), factor=True)
    plain = expand(split, **PLAIN)
    if plain == 0 or _is_log_of_one(named) or _is_log_of_one(split):
        return True
    sampled = next(_samples(plain, facts), None)
    if sampled is None or abs(sampled) > NEARLY_ZERO:
        return False if plain.is_number and sampled is not None and sampled.is_extended_real else None
    return True if simplify(plain) == 0 else None


def _is_log_of_one(expr: Expr) -> bool:
    """Is a sum the logarithm of 1, as a rational function of the exponentials in it and what stands under its logs?"""
    terms = [term.as_coeff_Mul() for term in Add.make_args(doubled(expr).expand(**PLAIN))]
    common = ilcm(1, 1, *(c.q for c, f in terms if isinstance(f, log) and c.is_Rational))
    if common > MOST_ROOTS:
        return False
    factors = (
        f.args[0] ** (c * common) if isinstance(f, log) and c.is_Rational else exp(c * f * common) for c, f in terms
    )
    return bool(cancel(expand(Mul(*factors), power_base=False)) == 1)


def _positive_under_logs(expr: Expr) -> Expr:
    """Sums that stand alone under a logarithm are positive, or there would be no density."""
    flat = expr.replace(lambda e: isinstance(e, log), lambda e: log(_product(e.args[0])))
    rule: dict[Basic, Expr] = {}
    for logarithm in flat.atoms(log):
        unknown = [f for f in Mul.make_args(logarithm.args[0]) if not f.is_positive]
        base, exponent = unknown[0].as_base_exp() if len(unknown) == 1 else (S.One, S.One)
        if exponent.is_odd and isinstance(base, Add):
            rule[base] = rule.get(base, Dummy("d", positive=True))
            rule.setdefault(-base, -rule[base])
    return flat.xreplace(rule)


def _product(arg: Expr) -> Expr:
    """A sum with powers of parameters over one denominator."""
    plain = expand_power_base(arg)
    return factor_terms(together(plain) if plain.atoms(Pow) and plain.free_symbols else plain)


def _samples(expr: Expr, facts: Facts) -> Iterator[Expr]:
    """Values at points that meet the facts: a cheap filter before `simplify`."""
    symbols = sorted(expr.free_symbols | {s for c in facts.conditions for s in c.free_symbols}, key=str)
    orders = islice(permutations(range(len(symbols))), MOST_ORDERS)
    for order, below_one in product(orders, (False, True)):
        point = {s: _value(s, i, below_one) for i, s in zip(order, symbols, strict=True)}
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
    try:
        return bool(condition.subs(point) == S.true)
    except TypeError:  # a condition on a number that is not real there
        return False
