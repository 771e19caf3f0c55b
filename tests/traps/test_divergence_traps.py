"""Relatives of the divergences at the places where formulas lie: orders, strips, supports, zero probabilities."""

import pytest
from sympy import (
    Abs,
    Eq,
    Interval,
    Lambda,
    N,
    Piecewise,
    Rational,
    Symbol,
    exp,
    log,
    nan,
    oo,
    simplify,
    sqrt,
    symbols,
    zoo,
)
from sympy.stats import (
    Beta,
    Cauchy,
    ContinuousRV,
    Exponential,
    Gamma,
    Laplace,
    Normal,
    Pareto,
    Poisson,
    StudentT,
    Uniform,
)

from symbolic_info import (
    AlphaDivergence,
    BhattacharyyaDistance,
    ChiSquareDivergence,
    FDivergence,
    JSDivergence,
    KLDivergence,
    PowerIntegral,
    RenyiDivergence,
    RenyiEntropy,
    alpha_divergence,
    bhattacharyya_distance,
    chi_square_divergence,
    entropy,
    f_divergence,
    geometric_js_divergence,
    jensen_renyi_divergence,
    js_divergence,
    kl_divergence,
    renyi_divergence,
    renyi_entropy,
    skew_divergence,
    squared_hellinger,
    tsallis_divergence,
    tsallis_entropy,
    value,
)
from symbolic_info.engine.numbers import by_definition
from symbolic_info.errors import InexactError, NormalizationError, ParameterError, UnknownLawError
from symbolic_info.numeric import evaluate

a, b, s, t = symbols("a b s t", positive=True)
al = Symbol("alpha", positive=True)
HALF, THIRD = Rational(1, 2), Rational(1, 3)


def close(formula, node, digits=25):
    return agree(evaluate(formula, digits + 5), by_definition(node, digits), digits)


def agree(mine, truth, digits):
    return bool(abs(mine.to_sympy() - truth.to_sympy()) < Rational(10) ** (2 - digits))


INFINITE = {
    "wider normal at order 2": lambda: renyi_divergence(Normal("X", 0, 2), Normal("Y", 0, 1), 2),
    "chi-square at the edge of its strip": lambda: chi_square_divergence(Exponential("X", 1), Exponential("Y", 2)),
    "chi-square beyond it": lambda: chi_square_divergence(Exponential("X", 1), Exponential("Y", 3)),
    "beta at its pole": lambda: chi_square_divergence(Beta("X", 1, 1), Beta("Y", 2, 1)),
    "outside the support, order above 1": lambda: renyi_divergence(Normal("X", 0, 1), Exponential("Y", 1), 2),
    "disjoint supports, order below 1": lambda: renyi_divergence(Uniform("X", 0, 1), Uniform("Y", 1, 2), HALF),
    "disjoint supports": lambda: bhattacharyya_distance(Pareto("X", 2, 1), Uniform("Y", 0, 1)),
    "Cauchy of order 1/2": lambda: renyi_entropy(Cauchy("X", 0, 1), HALF),
    "list with a zero": lambda: renyi_divergence([HALF, HALF], [1, 0], 2),
    "max-divergence of a wider normal": lambda: renyi_divergence(Normal("X", 0, 2), Normal("Y", 0, 1), oo),
    "max-divergence of equal variances": lambda: renyi_divergence(Normal("X", 0, 1), Normal("Y", 1, 1), oo),
    "alpha-divergence at 0 is D(q || p)": lambda: alpha_divergence([1, 0], [HALF, HALF], 0),
    "f of infinite slope": lambda: f_divergence(t * log(t), [HALF, HALF], [1, 0]),
    "f infinite at 0": lambda: f_divergence(-log(t), [1, 0], [HALF, HALF]),
    "f of infinite slope, continuous": lambda: f_divergence(t**2 - 1, Uniform("X", 0, 2), Uniform("Y", 0, 1)),
}


@pytest.mark.parametrize("name", INFINITE)
def test_infinite(name):
    assert INFINITE[name]() == oo


MINUS_INFINITE = {
    "arcsine-like density at order 2": lambda: renyi_entropy(Beta("X", HALF, HALF), 2),
    "gamma with a pole at order 3": lambda: renyi_entropy(Gamma("X", HALF, 1), 3),
    "min-entropy of an unbounded density": lambda: renyi_entropy(Gamma("X", HALF, 1), oo),
    "Tsallis with a pole": lambda: tsallis_entropy(Gamma("X", HALF, 1), 2),
}


@pytest.mark.parametrize("name", MINUS_INFINITE)
def test_minus_infinite(name):
    assert MINUS_INFINITE[name]() == -oo


FINITE = {
    "normal in a wider one": (RenyiDivergence, Normal("X", 0, 1), Normal("Y", 1, 2), 3),
    "order near the edge of the strip": (RenyiDivergence, Normal("X", 0, 2), Normal("Y", 0, 1), Rational(13, 10)),
    "gamma, half-integer shapes": (RenyiDivergence, Gamma("X", Rational(3, 2), 2), Gamma("Y", HALF, 3), HALF),
    "pareto, smaller minimum, order below 1": (RenyiDivergence, Pareto("X", 1, 3), Pareto("Y", 2, 2), HALF),
    "pareto, larger minimum": (RenyiDivergence, Pareto("X", 3, 3), Pareto("Y", 2, 2), 2),
    "uniforms that overlap, order below 1": (RenyiDivergence, Uniform("X", 0, 2), Uniform("Y", 1, 4), THIRD),
    "Student of order 1/2": (RenyiEntropy, StudentT("X", 2), HALF),
    "Student of order 2": (RenyiEntropy, StudentT("X", 1), 2),
    "normal and exponential": (BhattacharyyaDistance, Normal("X", 0, 1), Exponential("Y", 1)),
    "Laplace, two scales": (ChiSquareDivergence, Laplace("X", 0, 1), Laplace("Y", 0, Rational(3, 2))),
    "Poisson": (RenyiDivergence, Poisson("X", 3), Poisson("Y", 5), Rational(5, 2)),
    "alpha-divergence of negative order": (AlphaDivergence, Exponential("X", 2), Exponential("Y", 3), -HALF),
}


@pytest.mark.parametrize("name", FINITE)
def test_finite(name):
    kind, *arguments = FINITE[name]
    node = kind(*arguments)
    assert agree(value(node, 30), by_definition(node, 25), 25)


@pytest.mark.parametrize("order", [0, HALF, 2, 7, oo])
def test_order_of_a_pmf_with_zeros(order):
    p, q = [HALF, THIRD, Rational(1, 6), 0], [Rational(1, 4), Rational(1, 4), Rational(1, 4), Rational(1, 4)]
    assert renyi_entropy(p, order).equals(log(4) - renyi_divergence(p, q, order))


def test_orders_that_are_limits():
    p, q = Gamma("X", a, b), Gamma("Y", s, t)
    assert renyi_divergence(p, q, 1) == kl_divergence(p, q)
    assert renyi_entropy(p, 1) == entropy(p)
    assert tsallis_divergence(p, q, 1) == kl_divergence(p, q)
    assert alpha_divergence(p, q, 0) == kl_divergence(q, p)
    assert renyi_divergence(p, q, 0) == 0
    assert renyi_entropy(Uniform("X", 0, a), 0) == log(a)
    assert renyi_entropy(Exponential("X", a), 0) == oo


def test_symbolic_order_tends_to_the_shannon_entropy():
    formula = renyi_entropy(Exponential("X", a), al)
    assert formula.limit(al, 1).equals(entropy(Exponential("X", a)))
    assert Eq(al, 1).negated in RenyiEntropy(Exponential("X", a), al).conditions
    assert formula.subs(al, 1) in (nan, zoo) or formula.subs(al, 1).has(nan, zoo)


def test_order_that_decides_finiteness():
    formula = renyi_entropy(StudentT("X", 1), al)
    assert formula.subs(al, HALF) == oo
    assert formula.subs(al, Rational(2, 5)) == oo
    assert close(formula.subs(al, Rational(3, 5)), RenyiEntropy(StudentT("X", 1), Rational(3, 5)), 15)
    singular = renyi_entropy(Beta("X", HALF, 1), al)
    assert singular.subs(al, 2) == -oo
    assert close(singular.subs(al, Rational(3, 2)), RenyiEntropy(Beta("X", HALF, 1), Rational(3, 2)), 15)


def test_support_that_depends_on_a_parameter():
    formula = renyi_divergence(Uniform("X", 0, a), Uniform("Y", 0, b), al)
    assert formula.subs({a: 1, b: 2, al: 3}) == log(2)
    assert formula.subs({a: 2, b: 1, al: 3}) == oo
    assert formula.subs({a: 2, b: 1, al: HALF}) == log(2)
    nested = renyi_divergence(Pareto("X", a, 3), Pareto("Y", b, 2), al)
    assert nested.subs({a: 1, b: 2, al: 2}) == oo
    for point in ({a: 1, b: 2, al: HALF}, {a: 2, b: 1, al: 2}):
        node = RenyiDivergence(Pareto("X", point[a], 3), Pareto("Y", point[b], 2), point[al])
        assert close(nested.subs(point), node, 15)


def test_power_integrals_that_cannot_be_vouched_for_are_refused():
    x = Symbol("x", real=True)
    unknown_end = ContinuousRV(x, exp(-x + sqrt(2)), set=Interval(sqrt(2), oo))
    other = ContinuousRV(x, exp(-x + sqrt(2) + Rational(1, 10**6)), set=Interval(sqrt(2) + Rational(1, 10**6), oo))
    assert value(PowerIntegral(unknown_end, other, 2, -1), 10).text == "oo"
    assert value(PowerIntegral(other, unknown_end, 2, -1), 10) > 1


BAD = {
    "negative order": (lambda: renyi_entropy([1], -1), ParameterError),
    "float order": (lambda: renyi_entropy([1], 0.5), InexactError),
    "weight above 1": (lambda: skew_divergence([1, 0], [0, 1], 2), NormalizationError),
    "f(1) is not 0": (lambda: f_divergence(t**2, [1], [1]), ParameterError),
    "f of two symbols": (lambda: f_divergence(a * (t - 1), [1], [1]), UnknownLawError),
    "one law": (lambda: jensen_renyi_divergence([1], alpha=2), UnknownLawError),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(name):
    call, error = BAD[name]
    with pytest.raises(error):
        call()


def test_a_third_symbol_of_f_is_a_parameter_of_a_lambda():
    f = Lambda(t, a * (t - 1) ** 2)
    assert simplify(FDivergence([1, 0], [HALF, HALF], f).doit() - a) == 0


def test_f_divergences_of_known_names_agree():
    p, q = Exponential("X", 3), Exponential("Y", 2)
    assert f_divergence(t * log(t), p, q) == kl_divergence(p, q)
    assert f_divergence(-log(t), p, q).equals(kl_divergence(q, p))
    assert f_divergence((t - 1) ** 2, p, q).equals(chi_square_divergence(p, q))
    assert f_divergence((1 - sqrt(t)) ** 2 / 2, p, q).equals(squared_hellinger(p, q))


def test_power_times_logarithms_is_a_derivative():
    p, q = Gamma("X", 3, 2), Gamma("Y", 2, 1)
    f = Lambda(t, t * log(t) ** 2)
    assert f_divergence(f, p, q).has(PowerIntegral, FDivergence) is False
    assert close(f_divergence(f, p, q), FDivergence(p, q, f), 20)


def test_relatives_on_lists():
    p, q = [a, 1 - a], [b, 1 - b]
    point = {a: Rational(1, 5), b: Rational(2, 3)}
    m = [(x + y) / 2 for x, y in zip(p, q, strict=True)]
    assert N((skew_divergence(p, q) - kl_divergence(p, m)).subs(point), 20) == 0
    both = kl_divergence(p, q) + kl_divergence(q, p)
    geometric = both / 4 + log(sqrt(a * b) + sqrt((1 - a) * (1 - b)))
    assert abs(N((geometric_js_divergence(p, q) - geometric).subs(point), 20)) < 1e-18
    collision = [-log(x**2 + y**2) for x, y in (p, q, m)]
    expected = collision[2] - (collision[0] + collision[1]) / 2
    assert abs(N((jensen_renyi_divergence(p, q, alpha=2) - expected).subs(point), 20)) < 1e-18


JENSEN_SHANNON = {
    "rates 1 and 2": (Exponential("X", 1), Exponential("Y", 2)),
    "rates 1 and 3": (Exponential("X", 1), Exponential("Y", 3)),
    "rates 2 and 5": (Exponential("X", 2), Exponential("Y", 5)),
    "rates 1 and 10**4": (Exponential("X", 1), Exponential("Y", 10**4)),
    "beta": (Beta("X", 1, 2), Beta("Y", 1, 7)),
    "pareto": (Pareto("X", 2, HALF), Pareto("Y", 2, 2)),
}


@pytest.mark.parametrize("name", JENSEN_SHANNON)
def test_js_of_images_of_exponential_laws(name):
    p, q = JENSEN_SHANNON[name]
    for node in (JSDivergence(p, q), JSDivergence(p, q, weights=(THIRD, 1 - THIRD))):
        formula = node.doit()
        assert not formula.has(JSDivergence, Abs, Piecewise)
        assert close(formula, node)


def test_js_of_exponential_laws_of_unknown_rates_stays():
    assert js_divergence(Exponential("X", a), Exponential("Y", b)).has(JSDivergence)
    assert js_divergence(Exponential("X", a), Exponential("Y", a)) == 0
    assert KLDivergence(Exponential("X", a), Exponential("Y", a)).doit() == 0
