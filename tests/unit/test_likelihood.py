"""Fisher information, exponential families and laws of maximal entropy against quadrature and against each other."""

import pytest
from conftest import BY_COST, FAMILIES, symbolic
from sympy import (
    EulerGamma,
    Interval,
    Matrix,
    O,
    Piecewise,
    Rational,
    exp,
    log,
    pi,
    polygamma,
    simplify,
    symbols,
)
from sympy.stats import ContinuousRV

from symbolic_info import (
    FisherInformation,
    bregman_divergence,
    exponential_family,
    fisher_information,
    kl_divergence,
    kl_series,
    value,
)
from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.numbers import by_definition
from symbolic_info.engine.points import admissible_points
from symbolic_info.errors import ParameterError, PrecisionError, SymbolicInfoError, UnknownLawError
from symbolic_info.laws import (
    Bernoulli,
    Beta,
    Binomial,
    Cauchy,
    Exponential,
    Gamma,
    Geometric,
    Laplace,
    MultivariateNormal,
    Normal,
    Pareto,
    Poisson,
    Uniform,
    Weibull,
    as_law,
    image_of,
    mixture,
)

a, b, c, d, h = symbols("a b c d h", positive=True)
m = symbols("m", real=True)
x = symbols("x", real=True)
UNIT = Interval(0, 1)


WHOLLY_KNOWN = (Beta, Exponential, Gamma, Geometric, Normal, Poisson, Weibull, Cauchy, Laplace)


@pytest.mark.parametrize(
    "cls",
    BY_COST,
    ids=lambda cls: cls.__name__,
)
def test_information_is_the_mean_square_of_the_score(cls):
    """Every closed form against quadrature or summation of the scores: the Hessian was the way to it, not this."""
    law = symbolic(cls, "")
    known = 0
    for symbol in sorted(law.free_symbols, key=str):
        node = FisherInformation(law, symbol, symbol)
        form = derived(node, Budget(2), rules_only=True).value
        if form is not None:
            assert any(list(agreements(node, form, admissible_points([law], law.free_symbols, 2))))
            known += 1
    if cls in WHOLLY_KNOWN:
        assert known == len(law.free_symbols)


def agreements(node, form, points):
    """True for each point where quadrature of the definition confirms the form; a score of exactly 0 has no digits."""
    for point in points:
        try:
            truth = by_definition(node.subs(point), 12, Budget(60))
        except PrecisionError:
            continue
        found = value(form.subs(point), 20, budget=60)
        assert abs(found.to_sympy() - truth.to_sympy()) < Rational(1, 10**10) * max(1, abs(truth.to_sympy()))
        yield True


def test_textbook_matrices():
    assert fisher_information(Normal(m, a), [m, a]) == Matrix([[1 / a**2, 0], [0, 2 / a**2]])
    gamma_law = fisher_information(Gamma(a, b), [a, b])
    assert (gamma_law - Matrix([[polygamma(1, a), 1 / b], [1 / b, a / b**2]])).applyfunc(simplify).is_zero_matrix
    assert simplify(fisher_information(Bernoulli(a), a) - 1 / (a * (1 - a))) == 0
    assert simplify(fisher_information(Cauchy(m, a), a) - 1 / (2 * a**2)) == 0
    assert fisher_information(Laplace(m, b), m) == b**-2
    assert simplify(fisher_information(Weibull(a, b), b) - ((1 - EulerGamma) ** 2 + pi**2 / 6) / b**2) == 0


def test_vectors_by_the_hessian_of_the_divergence():
    law = MultivariateNormal([m, 2 * m], [[a, 0], [0, b]])
    found = fisher_information(law, [m, a, b])
    assert (
        (found - Matrix([[1 / a + 4 / b, 0, 0], [0, 1 / (2 * a**2), 0], [0, 0, 1 / (2 * b**2)]]))
        .applyfunc(simplify)
        .is_zero_matrix
    )


STEP = Piecewise((Rational(1, 2) / a, x < a), (Rational(1, 2) / (1 - a), True))


@pytest.mark.parametrize(
    ("law", "symbol"),
    [
        (Uniform(0, a), a),
        (Pareto(a, 2), a),
        (Binomial(a, c), a),
        (Bernoulli(a, b, c), b),
        (mixture([Uniform(0, a), Exponential(1)]), a),
        (as_law(ContinuousRV(x, STEP, set=UNIT)), a),
        (image_of(a * x, x, Poisson(1)), a),
    ],
    ids=str,
)
def test_a_support_that_moves_is_refused(law, symbol):
    assert isinstance(fisher_information(law, symbol), FisherInformation)


@pytest.mark.parametrize("law", [Gamma(a, b), Beta(a, b), Weibull(a, b), Normal(a, b)], ids=str)
def test_information_is_the_hessian_of_the_divergence(law):
    moved = {a: c, b: d}
    divergence = kl_divergence(law, law.subs(moved, simultaneous=True))
    point = {a: Rational(3, 2), b: Rational(5, 3), c: Rational(3, 2), d: Rational(5, 3)}
    information = fisher_information(law, [a, b])
    for i, first in enumerate((a, b)):
        for j, second in enumerate((a, b)):
            curvature = divergence.diff(moved[first], moved[second]).subs(point)
            assert abs((curvature - information[i, j].subs(point)).evalf(25)) < 1e-20


def test_what_no_parameter_is():
    with pytest.raises(ParameterError):
        fisher_information(Normal(0, a), 2 * a)
    assert fisher_information(Normal(0, a), b) == 0


@pytest.mark.parametrize("law", [Poisson(a), Gamma(a, 2), Exponential(a), Bernoulli(a), Geometric(a)], ids=str)
def test_the_series_meets_the_divergence_with_the_stated_order(law):
    series = kl_series(law, {a: h}, order=4)
    point, gaps = Rational(2, 5), []
    for step in (Rational(1, 50), Rational(1, 100)):
        truth = value(kl_divergence(law.subs(a, point), law.subs(a, point + step)), 30)
        gaps.append(abs(truth.to_sympy() - series.removeO().subs({a: point, h: step}).evalf(30)))
    assert 25 < gaps[0] / gaps[1] < 40
    assert series.has(O)


def test_series_in_two_steps():
    found = kl_series(Gamma(a, b), {a: h, b: c}, order=2)
    information = fisher_information(Gamma(a, b), [a, b])
    steps = Matrix([h, c])
    assert simplify(found - (steps.T * information * steps)[0] / 2) == 0
    with pytest.raises(UnknownLawError):
        kl_series(Uniform(0, a), {a: h})
    with pytest.raises(ParameterError):
        kl_series(Poisson(a), {a: h}, order=1)


@pytest.mark.parametrize("cls", FAMILIES, ids=lambda cls: cls.__name__)
def test_divergence_in_an_exponential_family_is_the_bregman_divergence(cls):
    law = symbolic(cls, "")
    try:
        family = exponential_family(law)
    except UnknownLawError:
        pytest.skip("no exponential family")
    points = admissible_points([law], law.free_symbols, 2)
    other = dict(points[0]) | {s: points[1][s] for s in family.parameters}
    try:
        divergence = value(kl_divergence(law.subs(points[0]), law.subs(other)), 25)
    except SymbolicInfoError:
        pytest.skip("no digits")
    found = value(family.divergence({s: other[s] for s in family.parameters}).subs(points[0]), 20)
    assert abs(divergence.to_sympy() - found.to_sympy()) < Rational(1, 10**17)


def test_log_normalisers_in_natural_parameters():
    s, t = symbols("s t")
    assert simplify(exponential_family(Poisson(a)).in_natural([s]) - exp(s)) == 0
    assert simplify(exponential_family(Bernoulli(a)).in_natural([s]) - log(1 + exp(s))) == 0
    normal = exponential_family(Normal(a, b))
    found = normal.in_natural([s, t]).subs({s: normal.natural[0], t: normal.natural[1]})
    assert abs((found - normal.log_normalizer).subs({a: 2, b: 3}).evalf(20)) < 1e-18
    categorical = exponential_family([a, b, 1 - a - b])
    assert simplify(categorical.in_natural([s, t]) - log(1 + exp(s) + exp(t))) == 0


def test_what_is_no_exponential_family():
    for law in (Cauchy(m, a), Uniform(0, a), MultivariateNormal([0, 0], [[a, 0], [0, b]])):
        with pytest.raises(UnknownLawError):
            exponential_family(law)
    with pytest.raises(UnknownLawError):
        exponential_family(Laplace(m, a), [m])


def test_bregman_divergences():
    s, t = symbols("s t", positive=True)
    generator = s * log(s) + t * log(t)
    found = bregman_divergence(generator, [a, 1 - a], [b, 1 - b], [s, t])
    assert simplify(found - a * log(a / b) - (1 - a) * log((1 - a) / (1 - b))).subs({a: 0.3, b: 0.6}) < 1e-12
    assert bregman_divergence(s**2, [a], [b], [s]).equals((a - b) ** 2)
    with pytest.raises(ParameterError):
        bregman_divergence(s**2, [a, b], [b], [s])
