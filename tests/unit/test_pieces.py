"""Laws of several pieces: spliced and truncated laws, kinks, mixtures on different supports."""

import pickle

import pytest
from sympy import (
    Abs,
    Interval,
    Lambda,
    Max,
    Piecewise,
    Rational,
    S,
    Symbol,
    erf,
    exp,
    latex,
    log,
    oo,
    sqrt,
    srepr,
    symbols,
)
from sympy.stats import ContinuousRV, DiscreteRV
from sympy.stats import Trapezoidal as TrapezoidalVariable
from sympy.stats import Triangular as TriangularVariable

from symbolic_info import CrossEntropy, Entropy, KLDivergence, entropy, kl_divergence
from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.numbers import by_definition
from symbolic_info.engine.sections import sections
from symbolic_info.errors import NormalizationError, ParameterError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws import (
    AsymmetricLaplace,
    Beta,
    Cauchy,
    Exponential,
    Gamma,
    Geometric,
    Laplace,
    Mixture,
    Normal,
    Pareto,
    Poisson,
    Spliced,
    Trapezoidal,
    Triangular,
    Truncated,
    Uniform,
    VonMises,
    as_law,
    cdf,
    mixture,
    spliced,
    truncated,
)
from symbolic_info.laws.image import affine, negate
from symbolic_info.numeric import evaluate

x = Symbol("x", real=True)
k = Symbol("k", integer=True)
a, b, c, d, m, s, w, p = symbols("a b c d m s w p")
R = Rational
HALVES = (R(1, 2), R(1, 2))


def agrees(node, point, digits=25):
    """Whether the closed form at a point equals quadrature or summation of the definition."""
    formula = derived(node, Budget(10), rules_only=True).value
    assert formula is not None, node
    mine, truth = evaluate(formula.subs(point), digits + 5), by_definition(node.subs(point), digits)
    return abs(mine.to_sympy() - truth.to_sympy()) <= 10 ** (3 - digits) * max(1, abs(truth.to_sympy()))


SPLICED = [
    spliced([Uniform(0, 1), affine(Exponential(2), S.One, S.One)], [R(1, 3), R(2, 3)]),
    spliced([affine(negate(Gamma(2, 1)), S.One, S.Zero), Gamma(3, R(1, 2))], HALVES),
    spliced([Uniform(0, 1), Uniform(2, 3)], [R(1, 4), R(3, 4)]),
    spliced([truncated(Normal(0, 1), high=1), affine(Exponential(1), S.One, S.One)], HALVES),
    Triangular(0, 3, 1),
    Triangular(0, 3, 0),
    Trapezoidal(0, 1, R(3, 2), 4),
    Trapezoidal(0, 0, 2, 3),
    AsymmetricLaplace(1, 2, R(2, 3)),
]
TRUNCATED = [
    truncated(Normal(1, 2), -1, 2),
    truncated(Normal(1, 2), low=0),
    truncated(Exponential(R(1, 2)), 1, 4),
    truncated(Exponential(R(1, 2)), 1),
    truncated(Gamma(1, 3), 1, 4),
    truncated(Beta(2, 3), R(1, 4), R(1, 2)),
    truncated(Laplace(0, 1), -1, 3),
    truncated(Laplace(0, 1), 1, 3),
    truncated(Pareto(1, R(3, 2)), 2, 5),
    truncated(Triangular(0, 3, 1), R(1, 2), 2),
]


@pytest.mark.parametrize("law", [*SPLICED, *TRUNCATED], ids=str)
def test_entropy_is_that_of_the_definition(law):
    assert agrees(Entropy(law), {})


@pytest.mark.parametrize("law", [*SPLICED, *TRUNCATED], ids=str)
def test_divergences_to_plain_and_bent_laws(law):
    references = [Normal(R(1, 2), 2), Laplace(R(1, 3), 1), AsymmetricLaplace(2, 1, 2)]
    assert all(agrees(KLDivergence(law, q), {}) for q in references)


@pytest.mark.parametrize("law", [*SPLICED, *TRUNCATED], ids=str)
def test_contract(law):
    assert law.func(*law.args) == law
    assert pickle.loads(pickle.dumps(law)) == law
    assert all(printer(law) for printer in (str, latex, srepr))
    assert kl_divergence(law, law) == 0


SYMBOLIC = [
    (Entropy(Triangular(a, b, c)), {a: 0, b: 3, c: R(5, 2)}),
    (Entropy(Trapezoidal(a, b, c, d)), {a: -1, b: 0, c: 1, d: 5}),
    (Entropy(truncated(Normal(m, s), a, b)), {m: 1, s: 2, a: -3, b: R(1, 2)}),
    (Entropy(truncated(Exponential(s), a, b)), {s: R(1, 3), a: 1, b: 7}),
    (KLDivergence(Exponential(s), Laplace(m, b)), {s: 2, m: 1, b: 3}),
    (KLDivergence(Exponential(s), Laplace(m, b)), {s: 2, m: -1, b: 3}),
    (KLDivergence(Laplace(m, s), Laplace(d, b)), {m: 2, s: R(1, 2), d: -1, b: 3}),
    (KLDivergence(Laplace(m, s), AsymmetricLaplace(d, b, c)), {m: 2, s: R(1, 2), d: -1, b: 3, c: 2}),
    (KLDivergence(Laplace(m, s), AsymmetricLaplace(d, b, c)), {m: -2, s: R(1, 2), d: -1, b: 3, c: 2}),
    (KLDivergence(AsymmetricLaplace(m, s, a), AsymmetricLaplace(d, b, c)), {m: 1, s: 2, a: 3, d: 2, b: 1, c: R(1, 2)}),
    (KLDivergence(AsymmetricLaplace(m, s, a), AsymmetricLaplace(d, b, c)), {m: 2, s: 2, a: 3, d: 1, b: 1, c: R(1, 2)}),
    (KLDivergence(Normal(m, s), AsymmetricLaplace(d, b, c)), {m: 1, s: 2, d: 2, b: 1, c: 3}),
    (CrossEntropy(Uniform(0, 1), Triangular(0, 2, 1)), {}),
    (KLDivergence(Triangular(0, 1, R(1, 2)), Triangular(0, 2, 1)), {}),
    (KLDivergence(Triangular(0, 3, 1), Triangular(0, 3, 2)), {}),
]


@pytest.mark.parametrize(("node", "point"), SYMBOLIC, ids=str)
def test_symbolic_forms(node, point):
    assert agrees(node, point)


def test_piecewise_densities_are_recognised():
    rate, end = symbols("rate end", positive=True)
    density = rate / (1 + rate * end) * Piecewise((1, x <= end), (exp(-rate * (x - end)), True))
    law = as_law(ContinuousRV(x, density, set=Interval(0, oo)))
    assert isinstance(law, Spliced)
    assert agrees(Entropy(law), {rate: 2, end: R(1, 3)})


def test_a_step_density_and_a_tent():
    q = symbols("q", positive=True)
    steps = ContinuousRV(x, Piecewise((q / 2, x <= 1), (S.Half, x <= 2), ((1 - q) / 2, True)), set=Interval(0, 3))
    tent = ContinuousRV(x, Max(0, 1 - Abs(x)), set=Interval(-1, 1))
    assert agrees(Entropy(steps), {q: R(1, 5)})
    assert entropy(tent) == S.Half


def test_zero_inflation():
    geometric = Piecewise((R(1, 4) + R(3, 8), k <= 0), (R(3, 8) * R(1, 2) ** k, True))
    law = as_law(DiscreteRV(k, geometric, set=S.Naturals0))
    assert isinstance(law, Spliced)
    assert agrees(Entropy(law), {})
    with pytest.raises(NormalizationError):
        as_law(DiscreteRV(k, geometric * 2, set=S.Naturals0))


def test_a_truncated_density_is_recognised():
    low, high = symbols("low high", real=True)
    density = sqrt(2) * exp(-(x**2) / 2) / sqrt(S.Pi) / (erf(high / sqrt(2)) - erf(low / sqrt(2)))
    assert as_law(ContinuousRV(x, density, set=Interval(low, high))) == Truncated(Normal(0, 1), low, high)


def test_sympy_variables():
    assert as_law(TriangularVariable("X", a, b, c)) == Triangular(a, b, c)
    assert as_law(TrapezoidalVariable("X", a, b, c, d)) == Trapezoidal(a, b, c, d)


def test_uniform_mixtures_become_steps():
    law = mixture([Uniform(0, 2), Uniform(1, 3)], [w, 1 - w])
    assert isinstance(law, Spliced)
    assert agrees(Entropy(law), {w: R(1, 5)})


MIXTURES = [
    mixture([Normal(0, 1), Uniform(1, 3)]),
    mixture([Exponential(1), Exponential(2), Uniform(-1, 1)]),
    mixture([Poisson(2), Geometric(R(1, 2))]),
]


@pytest.mark.parametrize("law", MIXTURES, ids=str)
def test_mixtures_on_different_supports_have_digits(law):
    """Against the divergences from the mixture: sum w_i D(p_i || m) = H(m) - sum w_i H(p_i)."""
    assert isinstance(law, Mixture)
    assert derived(Entropy(law), Budget(10), rules_only=True).value is None
    parts = list(zip(law.weights, law.laws, strict=True))
    left = sum(u * by_definition(KLDivergence(q, law), 20).to_sympy() for u, q in parts)
    inner = sum(u * by_definition(Entropy(q), 20).to_sympy() for u, q in parts)
    assert abs(left - by_definition(Entropy(law), 20).to_sympy() + inner) < 1e-17


def test_distribution_functions():
    t = Symbol("t")
    inside = Facts([t > 0])
    assert cdf(Exponential(s), t, inside.with_conditions(s > 0)) == 1 - exp(-s * t)
    assert cdf(Triangular(0, 2, 1), 1) == S.Half
    assert cdf(Cauchy(0, 1), S.Zero) == S.Half
    assert cdf(Laplace(0, 1), S(-1)) == exp(-1) / 2
    assert cdf(Uniform(0, 4), S(5)) == 1
    assert cdf(Uniform(0, 4), S(-5)) == 0
    assert cdf(Exponential(1), t) is None


def test_sections_of_bent_functions():
    z = Symbol("z", positive=True)
    found = sections(Abs(log(z) - 1) + Abs(z - 1), z, S.Zero, oo, Facts())
    assert [(low, high) for low, high, _ in found] == [(0, 1), (1, exp(1)), (exp(1), oo)]
    for low, high, g in found:
        middle = (low + (high if high != oo else low + 2)) / 2
        assert not g.has(Abs)
        assert abs((g - Abs(log(z) - 1) - Abs(z - 1)).subs(z, middle).n()) < 1e-12


def test_refusals():
    with pytest.raises(ParameterError):
        truncated(Exponential(1), 2, 1)
    with pytest.raises(ParameterError):
        truncated(Uniform(0, 1), 2, 3)
    with pytest.raises(UnknownLawError):
        truncated(VonMises(0, 1), 0, S.Half)
    with pytest.raises(NormalizationError):
        spliced([Uniform(0, 1), Uniform(1, 2)], [R(1, 2), R(1, 3)])
    half = Lambda(x, Piecewise((S.Half, x < 1), (exp(1 - x), True)))
    with pytest.raises(NormalizationError):
        as_law(ContinuousRV(x, half(x) * 3, set=Interval(0, oo)))
