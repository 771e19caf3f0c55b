"""Base laws read off the features of a log-density; each guess is verified elsewhere."""

from __future__ import annotations

from sympy import Expr, S, Symbol, cancel, cos, exp, factor, factor_terms, log, logcombine, pi, powsimp, sin, sqrt

from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.families.beta_prime import StandardBetaPrime
from symbolic_info.laws.families.circular import Cardioid, VonMises, WrappedCauchy, root_of
from symbolic_info.laws.families.continuous_bernoulli import ContinuousBernoulli, ExponentialOnUnit
from symbolic_info.laws.families.cosine import StandardCosine
from symbolic_info.laws.families.gamma import StandardGamma
from symbolic_info.laws.families.gompertz import ExponentialBeyondOne
from symbolic_info.laws.families.inverse_gaussian import StandardInverseGaussian
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.families.planck import StandardFermi, StandardPlanck
from symbolic_info.laws.families.uniform import HalfLogistic, Reciprocal
from symbolic_info.laws.image import affine, negate, power, reciprocal
from symbolic_info.laws.law import Law
from symbolic_info.laws.recognize.chart import Chart
from symbolic_info.laws.truncated import truncated


def gamma_power(chart: Chart) -> Law | None:
    """A log u + B u**r: the power 1/r of a gamma variable, its reciprocal for r < 0."""
    others = chart.others(log(chart.u))
    if len(others) != 1 or not chart.presumed.negative(chart.terms[others[0]]):
        return None
    base, r = others[0].as_base_exp()
    if base != chart.u or r.has(chart.u):
        return None
    source = StandardGamma(cancel((chart.coefficient(log(base)) + 1) / r))
    scale = factor(-chart.terms[others[0]]) ** (-1 / r)
    if chart.presumed.positive(r):
        return affine(power(source, 1 / r), scale)
    return affine(power(reciprocal(source), -1 / r), scale)


def beta_prime_power(chart: Chart) -> Law | None:
    """A log u + C log(1 + d u**r): the power 1/r of a beta-prime variable."""
    others = chart.others(log(chart.u))
    found = _one_plus(others[0], chart) if len(others) == 1 else None
    if found is None or not chart.presumed.positive(found[0]):
        return None
    d, r = found
    a = cancel((chart.coefficient(log(chart.u)) + 1) / r)
    b = cancel(-chart.terms[others[0]] - a)
    return affine(power(StandardBetaPrime(a, b), 1 / r), factor(d) ** (-1 / r))


def beta_power(chart: Chart) -> Law | None:
    """A log u + C log(1 - u**r) on (0, 1): the power 1/r of a beta variable."""
    others = chart.others(log(chart.u))
    found = (S.NegativeOne, S.One) if not others else _one_plus(others[0], chart)
    if found is None or len(others) > 1 or found[0] != -1:
        return None
    r = found[1]
    a = cancel((chart.coefficient(log(chart.u)) + 1) / r)
    b = chart.terms[others[0]] + 1 if others else S.One
    return power(StandardBeta(a, b), 1 / r)


def inverse_gaussian_power(chart: Chart) -> Law | None:
    """A log u - B u**r - C u**(-r): the power 1/r of a generalised inverse Gaussian variable."""
    found = {r: -chart.terms[f] for f in chart.others(log(chart.u)) for _, r in [monomial(f, chart.u) or (f, f)]}
    r = next((r for r in found if chart.presumed.positive(r)), None)
    if r is None or set(found) != {r, -r} or not all(map(chart.presumed.positive, found.values())):
        return None
    order = cancel((chart.coefficient(log(chart.u)) + 1) / r)
    source = StandardInverseGaussian(order, 2 * sqrt(factor(found[r] * found[-r])))
    return affine(power(source, 1 / r), factor(found[-r] / found[r]) ** (1 / (2 * r)))


def normal(chart: Chart) -> Law | None:
    """A quadratic on the line."""
    u = chart.u
    square = chart.coefficient(u**2)
    if chart.others(u, u**2) or not chart.presumed.negative(square):
        return None
    return Normal(cancel(-chart.coefficient(u) / (2 * square)), sqrt(factor(-1 / (2 * square))))


def bradford(chart: Chart) -> Law | None:
    """-log(1 + d u) on (0, 1), where 1 + d u is log-uniform."""
    (feature, *more) = chart.others() or (S.One,)
    d, power = _moving(feature, chart)
    if more or power != chart.u or chart.terms[feature] != -1:
        return None
    if chart.law.facts.positive(d):
        return affine(Reciprocal(S.One, 1 + d).model(), 1 / d, -1 / d)
    return affine(negate(Reciprocal(1 + d, S.One).model()), 1 / (-d), 1 / (-d))


def exponential_on_unit(chart: Chart) -> Law | None:
    """B u on (0, 1): where B is known to be negative a truncated exponential law."""
    slope, facts = chart.coefficient(chart.u), chart.law.facts
    if chart.others() != [chart.u]:
        return None
    slope = logcombine(slope, force=True) if slope.is_number else slope
    if facts.negative(slope):
        return truncated(affine(StandardGamma(S.One), -1 / slope), S.Zero, S.One)
    return ExponentialOnUnit(-slope) if facts.positive(slope) else ContinuousBernoulli(_share(slope))


def _share(log_odds: Expr) -> Expr:
    """The probability of given logarithmic odds."""
    return cancel(1 / (1 + powsimp(exp(-log_odds))))


def radiation(chart: Chart) -> Law | None:
    """A log u - c u - log(1 -+ exp(-c u)) on u > 0: the laws of Bose and Fermi."""
    rate = -chart.coefficient(chart.u)
    (feature, *more) = [f for f in chart.others(log(chart.u)) if f != chart.u] or (S.One,)
    d, power = _moving(feature, chart)
    if more or d not in (1, -1) or power != exp(-rate * chart.u) or chart.terms[feature] != -1:
        return None
    kind = StandardPlanck if d == -1 else StandardFermi
    return affine(kind(chart.coefficient(log(chart.u)) + 1), 1 / rate)


def linear_hazard(chart: Chart) -> Law | None:
    """log(1 + d u) - A u - B u**2 on u > 0: of a hazard A + 2 B u, where (1 + 2 B u/A)**2 is exponential beyond 1."""
    u = chart.u
    a, b = -chart.coefficient(u), -chart.coefficient(u**2)
    if {u, u**2, log(1 + 2 * b / a * u)} != set(chart.others()):
        return None
    root, half = power(ExponentialBeyondOne(a**2 / (4 * b)), S.Half), a / (2 * b)
    return affine(root, half, -half)


def half_logistic(chart: Chart) -> Law | None:
    """-u/s - 2 log(1 + exp(-u/s)) on u > 0."""
    others, rate = chart.others(chart.u), -chart.coefficient(chart.u)
    return HalfLogistic(1 / rate) if others == [log(1 + exp(-rate * chart.u))] else None


def von_mises(chart: Chart) -> Law | None:
    """B cos(u - m) on (0, 2 pi)."""
    (feature, *more) = chart.others() or (S.One,)
    slope = feature.args[0].diff(chart.u) if isinstance(feature, cos) else S.Zero
    if more or slope not in (1, -1):
        return None
    direction, k = -slope * feature.args[0].subs(chart.u, 0), chart.terms[feature]
    return VonMises(direction + pi, -k) if chart.presumed.negative(k) else VonMises(direction, k)


def on_circle(chart: Chart) -> Law | None:
    """log(1 + d cos(u - m)) on (0, 2 pi), for the cardioid law, or less it, for a wrapped Cauchy law."""
    (feature, *more) = chart.others() or (S.One,)
    d, cosine = _moving(feature, chart)
    slope = cosine.args[0].diff(chart.u) if isinstance(cosine, cos) else S.Zero
    if more or slope not in (1, -1):
        return None
    direction, falls = -slope * cosine.args[0].subs(chart.u, 0), chart.presumed.negative(d)
    d = -d if falls else d
    if chart.terms[feature] == 1:
        return Cardioid(direction + pi if falls else direction, d / 2)
    rho = _resultant(d, chart)
    return None if rho is None else WrappedCauchy(direction if falls else direction + pi, rho)


def _resultant(d: Expr, chart: Chart) -> Expr | None:
    """The root rho < 1 of d (1 + rho**2) = 2 rho."""
    root = root_of(factor(1 - d**2), chart.presumed)
    roots = [] if root is None else [cancel((1 - root) / d), cancel((1 + root) / d)]
    return min((r for r in roots if not chart.law.facts.nonnegative(r - 1)), key=lambda r: r.count_ops(), default=None)


def sine_power(chart: Chart) -> Law | None:
    """A log sin(pi u) on (0, 1)."""
    sine = log(sin(pi * chart.u))
    return affine(StandardCosine(chart.terms[sine]), S.Half, S.Half) if chart.others() == [sine] else None


def _one_plus(feature: Expr, chart: Chart) -> tuple[Expr, Expr] | None:
    """(d, r) for log(1 + d u**r) with r > 0."""
    d, power = _moving(feature, chart)
    base, r = power.as_base_exp()
    return (d, r) if base == chart.u and not r.has(chart.u) and chart.presumed.positive(r) else None


def _moving(feature: Expr, chart: Chart) -> tuple[Expr, Expr]:
    """(d, g) for log(1 + d g), g a function of u; (0, 1) for other features."""
    inner = feature.args[0] if isinstance(feature, log) else S.Zero
    free, moving = inner.as_independent(chart.u, as_Add=True)
    return factor_terms(moving).as_independent(chart.u, as_Add=False) if free == 1 else (S.Zero, S.One)


def monomial(expr: Expr, u: Symbol) -> tuple[Expr, Expr] | None:
    """(c, r) for c u**r."""
    c, monomial = expr.as_independent(u, as_Add=False)
    base, r = monomial.as_base_exp()
    return (c, r) if base == u and not r.has(u) else None
