"""Guesses for a law on the integers."""

from __future__ import annotations

from sympy import Abs, Expr, S, cancel, exp, gamma, log, loggamma

from symbolic_info.laws.families.counts import DiscreteLaplace
from symbolic_info.laws.families.good import FlorySchulz, Geometric, Good, Logarithmic, Zeta
from symbolic_info.laws.families.lattice import Binomial, NegativeBinomial, Poisson, UniformRange
from symbolic_info.laws.families.zipf import TruncatedGeometric
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import Law
from symbolic_info.laws.recognize.chart import Chart, on_integers, on_lattice
from symbolic_info.laws.recognize.guess import Guesses, tried


def guesses(law: Law) -> Guesses:
    """Laws that ``law`` might be."""
    lower, upper = law.lower, law.upper
    if lower == S.NegativeInfinity:
        if upper == S.Infinity:
            yield from tried(on_integers(law), discrete_laplace)
        return
    chart = on_lattice(law)
    if upper != S.Infinity:
        if not chart.others():
            yield from tried(chart, lambda _: UniformRange(lower, upper))
        found = tried(chart, truncated_geometric, binomial)
    else:
        found = tried(chart, geometric, poisson, negative_binomial, polylogarithmic)
    yield from (guess.under(lambda z: affine(z, S.One, lower)) for guess in found)


def discrete_laplace(chart: Chart) -> Law | None:
    """The distance from an integer; from another point the masses are those of another law."""
    (distance, *more) = chart.others() or (S.One,)
    if more or not isinstance(distance, Abs):
        return None
    centre = (chart.u - distance.args[0]).expand()
    if centre.has(chart.u) or not centre.is_integer:
        return None
    return affine(DiscreteLaplace(exp(chart.terms[distance])), S.One, centre)


def truncated_geometric(chart: Chart) -> Law | None:
    """A linear function on a range, counted from 0."""
    p, size = cancel(1 - _ratio(chart)), chart.law.upper - chart.law.lower + 1
    return None if chart.others(chart.u) else affine(TruncatedGeometric(p, size), S.One, S.NegativeOne)


def geometric(chart: Chart) -> Law | None:
    """A linear function, counted from 0."""
    p = cancel(1 - _ratio(chart))
    return None if chart.others(chart.u) else affine(Geometric(p), S.One, S.NegativeOne)


def polylogarithmic(chart: Chart) -> Law | None:
    """Linear and log(u + 1), counted from 0: a zeta, logarithmic, Flory-Schulz or Good's law."""
    weight = log(chart.u + 1)
    if chart.others(chart.u) != [weight]:
        return None
    z, s = _ratio(chart), -chart.terms[weight]
    named = {-1: lambda: FlorySchulz(cancel(1 - z)), 1: lambda: Logarithmic(z)}
    law = Zeta(s) if z == 1 else named.get(s, lambda: Good(z, s))()
    return affine(law, S.One, S.NegativeOne)


def poisson(chart: Chart) -> Law | None:
    """Linear, less the logarithm of a factorial."""
    factorial = loggamma(chart.u + 1)
    fits = not chart.others(chart.u, factorial) and chart.coefficient(factorial) == -1
    return Poisson(_ratio(chart)) if fits else None


def negative_binomial(chart: Chart) -> Law | None:
    """Linear and log(Gamma(u + r)/u!)."""
    shape = _shape(chart, 1, S.One)
    return None if shape is None else NegativeBinomial(shape, cancel(1 - _ratio(chart)))


def binomial(chart: Chart) -> Law | None:
    """Linear, less log(u! (n - u)!)."""
    n, odds = chart.law.upper - chart.law.lower, _ratio(chart)
    return Binomial(n, cancel(odds / (1 + odds))) if _shape(chart, -1, S.NegativeOne) == n + 1 else None


def _ratio(chart: Chart) -> Expr:
    """exp of the slope of the linear part."""
    return exp(chart.coefficient(chart.u))


def _shape(chart: Chart, weight: int, slope: Expr) -> Expr | None:
    """r where ``weight loggamma(slope u + r) - loggamma(u + 1)`` is all but the linear part."""
    factorial = loggamma(chart.u + 1)
    others = chart.others(chart.u, factorial)
    if chart.coefficient(factorial) != -1 or len(others) != 1 or chart.terms[others[0]] != weight:
        return None
    argument = others[0].args[0]
    if isinstance(argument, gamma):
        argument = argument.args[0]
    rest = argument - slope * chart.u
    return rest if others[0] == loggamma(argument) and not rest.has(chart.u) else None
