"""Guesses for a continuous law: kernels tried on its support, directly and through exp and log."""

from __future__ import annotations

from functools import partial
from itertools import chain

from sympy import Abs, Add, Expr, Poly, PolynomialError, S, Symbol, cancel, default_sort_key, exp, log, pi, sqrt
from sympy.core.relational import Relational

from symbolic_info.laws.density import Density
from symbolic_info.laws.families.beta_prime import StandardBetaPrime
from symbolic_info.laws.families.cauchy import Cauchy, HalfCauchy
from symbolic_info.laws.families.gamma import StandardGamma
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.families.uniform import Uniform
from symbolic_info.laws.image import Image, Symmetric, affine, exponential, logarithm, negate, power, reciprocal
from symbolic_info.laws.law import Law
from symbolic_info.laws.maps import Affine
from symbolic_info.laws.recognize import chart as charts
from symbolic_info.laws.recognize.chart import Chart
from symbolic_info.laws.recognize.guess import Guess, Guesses, tried
from symbolic_info.laws.recognize.kernels import (
    beta_power,
    beta_prime_power,
    bradford,
    exponential_on_unit,
    gamma_power,
    half_logistic,
    inverse_gaussian_power,
    linear_hazard,
    monomial,
    normal,
    on_circle,
    radiation,
    sine_power,
    von_mises,
)

HALF_CAUCHY = power(StandardBetaPrime(S.Half, S.Half), S.Half)


def guesses(law: Density) -> Guesses:
    """Laws that ``law`` might be, likeliest first."""
    lower, upper = law.lower, law.upper
    if lower == S.NegativeInfinity and upper == S.Infinity:
        yield from _line(charts.on_line(law))
    elif upper == S.Infinity:
        yield from _half_line(law)
    elif lower == S.NegativeInfinity:
        for guess in _positive(charts.from_right(law)):
            yield guess.under(lambda z: affine(negate(z), S.One, upper))
    else:
        yield from _interval(law)


def _half_line(law: Law) -> Guesses:
    lower = law.lower
    if law.facts.positive(lower):
        v = charts.positive()
        ratio = Chart(law, lower * exp(v), v, v + log(lower))
        for guess in tried(ratio, gamma_power, beta_prime_power):
            yield guess.under(lambda z: affine(exponential(z), lower))
    for guess in _positive(charts.from_left(law)):
        yield guess.under(lambda z: affine(_named(z), S.One, lower))


def _interval(law: Density) -> Guesses:
    lower, upper = law.lower, law.upper
    if upper - lower == 2 * pi:
        for guess in tried(charts.from_left(law), von_mises, on_circle):
            yield guess.under(lambda z: affine(z, S.One, lower))
    chart = charts.on_unit(law)
    if not chart.others():
        yield from tried(chart, lambda _: Uniform(lower, upper))
    for guess in _unit(chart):
        yield guess.under(lambda z: affine(z, upper - lower, lower))
    sides = charts.from_centre(law, 1), charts.from_centre(law, -1)
    for guess in tried(sides[0], beta_power) if law.function.expr.has(Abs) else ():
        middle, half = (lower + upper) / 2, (upper - lower) / 2
        yield Guess(affine(Symmetric(guess.law), half, middle), sides)
    if law.facts.positive(lower) and not (logarithmic := charts.exponential(charts.on_line(law))).others():
        yield from tried(logarithmic, lambda _: exponential(Uniform(log(lower), log(upper))))


def _unit(chart: Chart) -> Guesses:
    yield from tried(chart, beta_power, bradford, sine_power, exponential_on_unit)
    v = charts.positive()
    for guess in tried(chart.through(1 - v, v, S.Zero, *charts.unit_range(v)), beta_power):
        yield guess.under(lambda z: affine(negate(z), S.One, S.One))
    if _has_more_logs(chart):
        for guess in tried(chart.through(exp(-v), v, -v), gamma_power, beta_prime_power):
            yield guess.under(lambda z: exponential(negate(z)))


def _positive(chart: Chart) -> Guesses:
    yield from tried(
        chart, gamma_power, beta_prime_power, inverse_gaussian_power, half_logistic, radiation, linear_hazard
    )
    yield from _through_exponentials(chart)
    if _has_more_logs(chart):
        logarithmic = charts.exponential(chart)
        yield from (guess.under(exponential) for guess in tried(logarithmic, normal))
        yield from (guess.under(exponential) for guess in _symmetric(logarithmic))


def _has_more_logs(chart: Chart) -> bool:
    """Is there a function of log(u) among the features other than log(u) itself?"""
    return any(f.has(log(chart.u)) for f in chart.others(log(chart.u)))


def _line(chart: Chart) -> Guesses:
    yield from tried(chart, normal)
    yield from _symmetric(chart)
    for c, r in _exponents(chart):
        if r == 1:
            yield from _exponential_of_line(chart, c)


def _exponents(chart: Chart) -> list[tuple[Expr, Expr]]:
    """(c, r) for the features that hold exp(c u**r), those with c > 0 first."""
    exponents = sorted((e.args[0] for f in chart.terms for e in f.atoms(exp)), key=default_sort_key)
    found = dict.fromkeys(pair for e in exponents if (pair := monomial(e, chart.u)) is not None)
    return sorted(found, key=lambda pair: not chart.presumed.positive(pair[0]))[:2]


def _exponential_of_line(chart: Chart, c: Expr) -> Guesses:
    """By y = exp(c u) on (0, oo)."""
    y = charts.positive()
    up = chart.presumed.positive(c)
    for guess in tried(chart.through(log(y) / c, y, -log(y) - log(c if up else -c)), gamma_power, beta_prime_power):
        yield guess.under(lambda z: affine(logarithm(z), 1 / c) if up else affine(logarithm(reciprocal(z)), -1 / c))


def _through_exponentials(chart: Chart) -> Guesses:
    """By exp(c u**r), on (0, 1) for c < 0."""
    for c, r in _exponents(chart):
        v = charts.positive()
        straight = chart if r == 1 else chart.through(v ** (1 / r), v, (1 / r - 1) * log(v) - log(abs(r)))
        if chart.presumed.positive(r):
            falling = chart.presumed.negative(c)
            found = chain(_decaying(straight, -c), _growing(straight, -c)) if falling else _growing(straight, c)
            yield from (guess.under(partial(power, exponent=1 / r)) for guess in found)
        elif r == -1:
            yield from (guess.under(reciprocal) for guess in tried(straight, radiation))


def _decaying(chart: Chart, rate: Expr) -> Guesses:
    """By y = exp(-rate u) on (0, 1)."""
    y = charts.positive()
    for guess in _unit(chart.through(-log(y) / rate, y, -log(y) - log(rate), *charts.unit_range(y))):
        yield guess.under(lambda z: affine(negate(logarithm(z)), 1 / rate))


def _growing(chart: Chart, rate: Expr) -> Guesses:
    """By y = exp(rate u) - 1 on (0, oo)."""
    y = charts.positive()
    shifted = chart.through(log(1 + y) / rate, y, -log(1 + y) - log(rate))
    for guess in tried(shifted, gamma_power, beta_prime_power):
        yield guess.under(lambda z: affine(logarithm(affine(z, S.One, S.One)), 1 / rate))


def _symmetric(chart: Chart) -> Guesses:
    """A law on the line as a random sign times a positive variable, about a centre."""
    for centre in _centres(chart):
        w = charts.positive()
        right = chart.through(centre + w, w, log(2))
        left = chart.through(centre - w, w, log(2))
        for guess in tried(right, gamma_power, beta_prime_power):
            yield Guess(_about(centre, guess.law), (right, left))


def _about(centre: Expr, half: Law) -> Law:
    """The symmetric law of which ``half`` is that of |X - centre|, by its own name if it has one."""
    scale, source = _scale_of(half)
    if source == power(StandardGamma(S.Half), S.Half):
        return Normal(centre, scale / sqrt(2))
    if source == HALF_CAUCHY:
        return Cauchy(centre, scale)
    return affine(Symmetric(source), scale, centre)


def _named(half: Law) -> Law:
    """A half-Cauchy law by its name, which knows more means than its model."""
    scale, source = _scale_of(half)
    return HalfCauchy(scale) if source == HALF_CAUCHY else half


def _scale_of(law: Law) -> tuple[Expr, Law]:
    plain = isinstance(law, Image) and isinstance(law.map, Affine) and law.map.args[1] == 0
    return (law.map.args[0], law.source) if plain else (S.One, law)


def _centres(chart: Chart) -> list[Expr]:
    """Where the log-density may be symmetric: its kinks, and the centres of the polynomials in it."""
    kinks = [a.args[0] for f in chart.terms for a in f.atoms(Abs)]
    kinks += [r.lhs - r.rhs for f in chart.terms for r in f.atoms(Relational)]
    powers = Add(*(c * f for f, c in chart.terms.items() if f.as_base_exp()[0] == chart.u))
    sums = [s for f in chart.terms for s in sorted(f.atoms(Add), key=default_sort_key)]
    found = (_centre(e, chart.u) for e in (*kinks, powers, *sums))
    return list(dict.fromkeys(c for c in found if c is not None))[:3]


def _centre(expr: Expr, u: Symbol) -> Expr | None:
    """The mean of the roots of a polynomial."""
    try:
        poly = Poly(expr, u)
    except PolynomialError:
        return None
    n = poly.degree()
    return cancel(-poly.nth(n - 1) / (n * poly.nth(n))) if n > 0 else None
