"""Closed forms for densities as papers write them, against quadrature and sums of the definition as written here."""

from collections.abc import Callable
from itertools import pairwise

import mpmath
import pytest
from sympy import (
    Abs,
    Expr,
    Interval,
    Piecewise,
    Range,
    Rational,
    S,
    Symbol,
    erfc,
    exp,
    gamma,
    lambdify,
    log,
    oo,
    pi,
    polylog,
    sech,
    sqrt,
    symbols,
)
from sympy import beta as beta_function
from sympy.stats import (
    Cauchy,
    ContinuousRV,
    DiscreteRV,
    Exponential,
    Gamma,
    Laplace,
    Logistic,
    LogLogistic,
    Lomax,
    StudentT,
)
from sympy.stats.rv import RandomSymbol

from symbolic_info import chi_square_divergence, entropy, fisher_information, kl_divergence, renyi_divergence
from symbolic_info.measures.node import Measure

R = Rational
DIGITS = 22
x, m, u = symbols("x m u", real=True)
k = Symbol("k", integer=True)
a, b, l, p, q, s = symbols("a b l p q s", positive=True)
n = Symbol("n", integer=True, positive=True)

ENTROPIES: dict[str, tuple[Expr, Expr, Expr, list[dict[Expr, Expr]]]] = {
    "exponential up to b": (
        l * exp(-l * x) / (1 - exp(-l * b)),
        S.Zero,
        b,
        [{l: R(5, 4), b: S(3)}, {l: R(1, 9), b: R(1, 2)}],
    ),
    "exponential from a to b": (
        l * exp(-l * x) / (exp(-l * a) - exp(-l * (a + b))),
        a,
        a + b,
        [{l: R(5, 4), a: R(1, 2), b: S(3)}, {l: S(3), a: S(2), b: R(1, 7)}],
    ),
    "gamma up to b": (x * exp(-x) / (1 - (1 + b) * exp(-b)), S.Zero, b, [{b: R(5, 4)}, {b: S(7)}]),
    "normal above a": (
        sqrt(2 / pi) * exp(-((x - m) ** 2) / (2 * s**2)) / (s * erfc((a - m) / (s * sqrt(2)))),
        a,
        oo,
        [{a: R(3, 2), m: R(1, 3), s: R(7, 5)}, {a: R(1, 5), m: S(2), s: R(1, 3)}],
    ),
    "q-Gaussian": (
        (1 - x**2 / s**2) ** p / (s * beta_function(p + 1, R(1, 2))),
        -s,
        s,
        [{p: R(5, 2), s: R(3, 4)}, {p: R(1, 3), s: S(2)}],
    ),
    "power of sech": (
        gamma(a + R(1, 2)) / (sqrt(pi) * gamma(a)) * sech(x) ** (2 * a),
        -oo,
        oo,
        [{a: R(3, 2)}, {a: R(1, 3)}],
    ),
    "Gompertz by hazard": (
        a * exp(b * x) * exp(-a / b * (exp(b * x) - 1)),
        S.Zero,
        oo,
        [{a: R(3, 2), b: R(1, 3)}, {a: R(1, 7), b: S(2)}],
    ),
    "extreme values": (
        (1 + q * (x - m) / s) ** (-1 / q - 1) * exp(-((1 + q * (x - m) / s) ** (-1 / q))) / s,
        m - s / q,
        oo,
        [{q: R(1, 2), m: R(1, 3), s: R(7, 5)}, {q: R(1, 4), m: S(-2), s: S(3)}],
    ),
    "Marshall and Olkin's exponential": (
        a * exp(-x) / (1 - (1 - a) * exp(-x)) ** 2,
        S.Zero,
        oo,
        [{a: R(3, 2)}, {a: R(1, 3)}, {a: S.One}],
    ),
    "tricube": (70 * (1 - Abs(x) ** 3) ** 3 / 81, -S.One, S.One, [{}]),
}
# Where the quadrature begins and stops, as exp(-exp(x)) and exp(-(x - low)**(-2)) are nothing beyond.
ENDS = {"Gompertz by hazard": (S.Zero, S(40)), "extreme values": (m - s / q + R(1, 100), oo)}
MASSES: dict[str, tuple[Expr, Expr, Expr, list[dict[Expr, Expr]]]] = {
    "Bose": ((1 - exp(-b)) * exp(-b * k), S.Zero, oo, [{b: R(5, 4)}, {b: R(2, 3)}]),
    "geometric on a range": (
        (1 - q) * q**k / (1 - q**n),
        S.Zero,
        n - 1,
        [{q: R(1, 4), n: S(5)}, {q: R(4, 5), n: S(1)}, {q: R(2, 5), n: S(2)}],
    ),
    "two-sided geometric": ((1 - q) / (1 + q) * q ** Abs(k), -oo, oo, [{q: R(1, 4)}, {q: R(3, 5)}]),
    "linear times geometric": ((1 - q) ** 2 * (k + 1) * q**k, S.Zero, oo, [{q: R(1, 4)}, {q: R(3, 5)}]),
    "logarithmic": (-(q**k) / (k * log(1 - q)), S.One, oo, [{q: R(1, 4)}, {q: R(3, 5)}]),
    "Good's": (q**k / k ** R(3, 2) / polylog(R(3, 2), q), S.One, oo, [{q: R(1, 4)}, {q: R(3, 5)}]),
    "two-sided geometric about 2": ((1 - q) / (1 + q) * q ** Abs(k - 2), -oo, oo, [{q: R(1, 4)}]),
}
DIVERGENCES: dict[str, tuple[Expr, Expr, list[dict[Expr, Expr]]]] = {
    "logistic, moved": (
        Logistic("X", m, s),
        Logistic("Y", u, s),
        [{m: R(1, 3), u: S(2), s: R(7, 5)}, {m: S(3), u: S.One, s: R(1, 2)}, {m: S(2), u: S(2), s: S.One}],
    ),
    "log-logistic": (
        LogLogistic("X", a, b),
        LogLogistic("Y", p, b),
        [{a: R(1, 3), p: S(2), b: R(7, 5)}, {a: S(2), p: S(2), b: S(2)}],
    ),
    "Lomax of shape 1, Lomax": (
        Lomax("X", 1, a),
        Lomax("Y", p, b),
        [{a: R(1, 3), p: S(2), b: R(7, 5)}, {a: S(2), p: S(3), b: S(2)}],
    ),
    "exponential, Lomax": (
        Exponential("X", l),
        Lomax("Y", a, b),
        [{l: R(3, 2), a: R(2, 3), b: S(2)}, {l: S(1), a: S(2), b: S(1)}],
    ),
    "exponential, Cauchy": (Exponential("X", l), Cauchy("Y", 0, b), [{l: R(3, 2), b: S(2)}, {l: R(1, 5), b: R(1, 2)}]),
    "Laplace, Cauchy": (Laplace("X", 0, s), Cauchy("Y", 0, b), [{s: R(3, 2), b: S(2)}]),
    "gamma of integer shape, Lomax": (Gamma("X", 3, s), Lomax("Y", a, b), [{s: R(3, 2), a: R(2, 3), b: S(2)}]),
    "gamma of integer shape, Cauchy": (
        Gamma("X", 4, s),
        Cauchy("Y", 0, b),
        [{s: R(3, 2), b: S(2)}, {s: R(1, 3), b: R(1, 2)}],
    ),
}


def cut(low: mpmath.mpf, high: mpmath.mpf) -> list[mpmath.mpf]:
    """Points at which to split the range of a quadrature."""
    if mpmath.isinf(low) and mpmath.isinf(high):
        return [low, -10, -1, 0, 1, 10, high]
    return [low, low + 1, low + 10, high] if mpmath.isinf(high) else [low, (low + high) / 2, high]


def integral(f: Callable[[mpmath.mpf], mpmath.mpf], low: Expr, high: Expr) -> mpmath.mpf:
    ends = [mpmath.mpf(str(end.evalf(60)).replace("oo", "inf")) for end in (low, high)]
    return sum(mpmath.quad(f, list(pair)) for pair in pairwise(cut(*ends)))


def agree(form: Expr, point: dict[Expr, Expr], expected: mpmath.mpf) -> bool:
    value = form.subs(point).evalf(DIGITS + 10)
    return bool(abs(mpmath.mpf(str(value)) - expected) < mpmath.mpf(10) ** -DIGITS * (1 + abs(expected)))


def density_of(variable: Expr) -> tuple[Expr, Expr, Expr]:
    law = variable.pspace.distribution
    body = law.pdf(x)
    return body.args[0][0] if isinstance(body, Piecewise) else body, law.set.inf, law.set.sup


@pytest.mark.parametrize("name", ENTROPIES)
def test_entropies_of_densities(name: str) -> None:
    density, low, high, points = ENTROPIES[name]
    form = entropy(ContinuousRV(x, density, set=Interval(low, high)))
    assert not form.has(Measure)
    for point in points:
        f = lambdify(x, density.subs(point), "mpmath")
        with mpmath.workdps(DIGITS + 20):
            expected = integral(
                lambda t, f=f: -f(t) * mpmath.log(f(t)) if f(t) else 0,
                *(e.subs(point) for e in ENDS.get(name, (low, high))),
            )
            assert agree(form, point, expected)


@pytest.mark.parametrize("name", MASSES)
def test_entropies_of_masses(name: str) -> None:
    density, low, high, points = MASSES[name]
    outcomes = S.Integers if low == -oo else Range(low, high + 1)
    form = entropy(DiscreteRV(k, density, set=outcomes))
    assert not form.has(Measure)
    for point in points:
        first, last = (max(-150, low.subs(point)), min(150, high.subs(point)))
        masses = [density.subs(point).subs(k, i).evalf(DIGITS + 20) for i in range(int(first), int(last) + 1)]
        with mpmath.workdps(DIGITS + 20):
            terms = [mpmath.mpf(str(w)) for w in masses]
            assert agree(form, point, -mpmath.fsum(w * mpmath.log(w) for w in terms if w))


@pytest.mark.parametrize("name", DIVERGENCES)
def test_divergences(name: str) -> None:
    first, second, points = DIVERGENCES[name]
    form = kl_divergence(first, second)
    assert not form.has(Measure)
    (f, low, high), (g, _, _) = density_of(first), density_of(second)
    for point in points:
        inner, outer = (lambdify(x, e.subs(point), "mpmath") for e in (f, g))
        with mpmath.workdps(DIGITS + 20):

            def term(t: mpmath.mpf, inner: Callable = inner, outer: Callable = outer) -> mpmath.mpf:
                return inner(t) * mpmath.log(inner(t) / outer(t)) if inner(t) else mpmath.mpf(0)

            assert agree(form, point, integral(term, low.subs(point), high.subs(point)))


STUDENTS = [{m: R(1, 3), s: R(7, 5), p: R(5, 2)}, {m: S.Zero, s: S(2), p: S.One}]
INFORMATION: dict[str, tuple[Expr, Symbol, list[dict[Expr, Expr]]]] = {
    "logistic, location": (Logistic("X", m, s), m, [{m: R(1, 3), s: R(7, 5)}]),
    "logistic, scale": (Logistic("X", m, s), s, [{m: R(1, 3), s: R(7, 5)}, {m: S.Zero, s: R(1, 2)}]),
    "Lomax, scale": (Lomax("X", a, l), l, [{a: R(3, 2), l: R(5, 4)}, {a: S(2), l: S.One}]),
    "Student, location": (
        m + s * StudentT("X", p),
        m,
        STUDENTS,
    ),
    "Student, scale": (
        m + s * StudentT("X", p),
        s,
        STUDENTS,
    ),
    "hyperbolic secant, location": (ContinuousRV(x, sech(x - m) / pi, set=Interval(-oo, oo)), m, [{m: R(1, 3)}]),
    "Burr, shape": (
        ContinuousRV(x, a * b * x ** (a - 1) / (1 + x**a) ** (b + 1), set=Interval(0, oo)),
        a,
        [{a: R(3, 2), b: R(5, 4)}, {a: S(2), b: R(1, 2)}],
    ),
}


def parts(variable: Expr) -> tuple[Expr, Expr, Expr]:
    """The density of a variable or of m + s times one, with the ends of its support."""
    (origin,) = (v for v in variable.atoms(RandomSymbol) or {variable})
    density, low, high = density_of(origin)
    scale = variable.coeff(origin)
    return density.subs(x, (x - (variable - scale * origin).expand()) / scale) / scale, low, high


@pytest.mark.parametrize("name", INFORMATION)
def test_fisher_information(name: str) -> None:
    variable, parameter, points = INFORMATION[name]
    form = fisher_information(variable, parameter)
    assert not form.has(Measure)
    density, low, high = parts(variable)
    for point in points:
        f, slope = (lambdify(x, e.subs(point), "mpmath") for e in (density, log(density).diff(parameter)))
        with mpmath.workdps(DIGITS + 20):
            assert agree(form, point, integral(lambda t, f=f, slope=slope: f(t) * slope(t) ** 2 if t else 0, low, high))


@pytest.mark.parametrize("order", [2, 3])
@pytest.mark.parametrize(
    "point", [{m: R(1, 3), u: S(-2), s: R(7, 5), a: R(3, 4)}, {m: S.One, u: S.One, s: S(2), a: S(2)}]
)
def test_power_measures_of_cauchy_laws(order: int, point: dict[Expr, Expr]) -> None:
    """The moments E Q(Z)/(1 + Z**2)**n; chi-square is what order 2 makes of it (Nielsen & Okamura 2022)."""
    first, second = Cauchy("X", m, s), Cauchy("Y", u, a)
    f, g = (lambdify(x, density_of(v)[0].subs(point), "mpmath") for v in (first, second))
    with mpmath.workdps(DIGITS + 20):
        power = integral(lambda t: f(t) ** order * g(t) ** (1 - order), S.NegativeInfinity, oo)
        assert agree(renyi_divergence(first, second, order), point, mpmath.log(power) / (order - 1))
        if order == 2:
            assert agree(chi_square_divergence(first, second), point, power - 1)
