"""Densities that look like a known law and are not: wrong constant, wrong support, parameters out of domain."""

import pytest
from sympy import (
    Abs,
    Expr,
    Float,
    Heaviside,
    Integer,
    Interval,
    Piecewise,
    Range,
    Rational,
    S,
    Set,
    Symbol,
    beta,
    binomial,
    cos,
    exp,
    factorial,
    gamma,
    log,
    oo,
    pi,
    sin,
    sqrt,
    symbols,
    zeta,
)
from sympy.stats import ContinuousRV, DiscreteRV, Uniform

from symbolic_info import (
    CrossEntropy,
    Entropy,
    JSDivergence,
    KLDivergence,
    cross_entropy,
    entropy,
    kl_divergence,
    renyi_divergence,
    value,
)
from symbolic_info.errors import InexactError, NormalizationError, ParameterError, UnknownLawError
from symbolic_info.laws import Cardioid, Normal, UniformRange, as_law, truncated
from symbolic_info.laws.density import Density
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.families.gamma import StandardGamma
from symbolic_info.laws.image import affine, logarithm, power
from symbolic_info.laws.law import Law
from symbolic_info.laws.spliced import Spliced

x, m = symbols("x m", real=True)
k = Symbol("k", integer=True)
a, b, s, p = symbols("a b s p", positive=True)
n = Symbol("n", integer=True, positive=True)
HALF_LINE, UNIT, LINE = Interval(0, oo), Interval(0, 1), Interval(-oo, oo)


def law_of(density: Expr, support: Set) -> Law:
    return as_law(ContinuousRV(x, density, set=support))


def law_of_pmf(pmf: Expr, support: Set) -> Law:
    return as_law(DiscreteRV(k, pmf, set=support))


UNNORMALISED = {
    "Gauss without its constant": (exp(-(x**2)), LINE, "sqrt(pi)"),
    "half of an exponential": (exp(-x / s) / (2 * s), HALF_LINE, "1/2"),
    "normal density on the half-line": (exp(-(x**2) / 2) / sqrt(2 * pi), HALF_LINE, "1/2"),
    "exponential cut off at 1": (exp(-x), Interval(1, oo), "exp(-1)"),
    "twice Cauchy": (2 / (pi * (1 + x**2)), LINE, "2"),
    "uniform on two units": (S.One, Interval(0, 2), "2"),
    "beta with the constant of its mirror": (12 * x * (1 - x), UNIT, "2"),
}


@pytest.mark.parametrize("name", UNNORMALISED)
def test_a_wrong_numerical_constant_is_an_error(name: str) -> None:
    density, support, integral = UNNORMALISED[name]
    with pytest.raises(NormalizationError, match=f"integrates to {integral.replace('(', '.').replace(')', '.')},"):
        law_of(density, support)


LOOK_ALIKES = {
    "wrong power of the scale": (exp(-x / s) / s**2, HALF_LINE),
    "unknown constant": (Symbol("c") * exp(-x), HALF_LINE),
    "gamma constant of a neighbour": (x ** (a - 1) * exp(-x) / gamma(a + 1), HALF_LINE),
    "beta constant of a neighbour": (x ** (a - 1) * (1 - x) ** (b - 1) / beta(a, b + 1), UNIT),
    "shift outside of the support": (exp(-(x - m) / s) / s, HALF_LINE),
    "Pareto above another minimum": (a * s**a * x ** (-a - 1), Interval(2 * s, oo)),
    "power function on a longer interval": (a * x ** (a - 1), Interval(0, 1 + s)),
    "Kumaraswamy with two exponents": (a * b * x ** (a - 1) * (1 - x**b) ** (b - 1), UNIT),
    "gamma with a pole at 0": (exp(-x) / x**2, HALF_LINE),
    "Lomax of negative shape": (1 / sqrt(1 + x), HALF_LINE),
    "beta of negative shape": (x ** Rational(-3, 2), UNIT),
    "growing exponential": (s * exp(s * x), HALF_LINE),
    "odd function": (x * exp(-(x**2)), LINE),
    "negative function": (-exp(-x), HALF_LINE),
    "two periods of a cosine": (cos(x) ** 2 / (2 * pi), Interval(-pi, pi)),
    "inverse Gaussian with a wrong power": (sqrt(s / (2 * pi * x**2)) * exp(-s * (x - 1) ** 2 / (2 * x)), HALF_LINE),
    "two Gauss bells of mass 2": ((exp(-((x - 1) ** 2) / 2) + exp(-((x + 1) ** 2) / 2)) / sqrt(2 * pi), LINE),
    "zero": (S.Zero, UNIT),
    "constant on the line": (S.One, LINE),
}


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_a_look_alike_stays_a_density(name: str) -> None:
    assert isinstance(law_of(*LOOK_ALIKES[name]), Density)


PIECES = {
    "half-logistic": (2 * exp(-x) / (1 + exp(-x)) ** 2, HALF_LINE),
    "slopes that differ": (Piecewise((2 * exp(2 * x) / 3, x < 0), (2 * exp(-x) / 3, True)), LINE),
    "a jump at the centre": (Piecewise((3 * exp(x) / 4, x < 0), (exp(-x) / 4, True)), LINE),
    "triangle": (1 - Abs(x), Interval(-1, 1)),
}


@pytest.mark.parametrize("name", PIECES)
def test_a_law_of_pieces_keeps_its_density(name: str) -> None:
    """It must be taken for no law on the whole line."""
    density, support = PIECES[name]
    law = law_of(density, support)
    assert (law.lower, law.upper) == (support.inf, support.sup)
    points = [c for c in (Rational(-2, 3), Rational(-1, 5), Rational(1, 7), Rational(4, 5)) if c in support]
    assert all(abs((exp(law.log_density(c)) - density.subs(x, c)).n(30)) < 1e-25 for c in points)


def test_pieces_that_do_not_sum_to_one_are_an_error() -> None:
    with pytest.raises(NormalizationError):
        law_of(exp(-x - x**2), HALF_LINE)
    with pytest.raises(NormalizationError):
        law_of(Piecewise((exp(x) / 2, x < 1), (exp(-x) / 2, True)), LINE)


LATTICE_LOOK_ALIKES = {
    "geometric from the wrong end": (p**k * (1 - p), S.Naturals),
    "uniform with one outcome more": (1 / n, Range(0, n + 1)),
    "Poisson without 0": (a**k * exp(-a) / factorial(k), S.Naturals),
    "Poisson without a factorial": (a**k * exp(-a), S.Naturals0),
    "binomial without its last outcome": (binomial(n, k) * p**k * (1 - p) ** (n - k), Range(0, n)),
    "binomial with a wrong power": (binomial(n, k) * p**k * (1 - p) ** n, Range(0, n + 1)),
    "two-sided geometric about a half": ((1 - p) / (2 * sqrt(p)) * p ** Abs(k - Rational(1, 2)), S.Integers),
    "zeta counted from 0": (1 / (k + 1) ** (a + 1) / zeta(a + 2), S.Naturals0),
}


@pytest.mark.parametrize("name", LATTICE_LOOK_ALIKES)
def test_a_lattice_look_alike_stays_a_density(name: str) -> None:
    assert isinstance(law_of_pmf(*LATTICE_LOOK_ALIKES[name]), Density)


def test_masses_that_do_not_sum_to_one() -> None:
    with pytest.raises(NormalizationError):
        law_of_pmf(Rational(1, 2) ** k, S.Naturals0)
    with pytest.raises(NormalizationError):
        law_of_pmf(k / 5, Range(1, 5))
    with pytest.raises(NormalizationError):
        law_of_pmf(binomial(n, k) * p**k * (1 - p) ** (n - k) / 2, Range(0, n + 1))


def test_floats_are_refused() -> None:
    with pytest.raises(InexactError):
        law_of(Float(0.5) * exp(-x / 2), HALF_LINE)


def test_a_density_that_vanishes_on_a_part_has_a_smaller_support() -> None:
    for density in (
        Piecewise((2 * x, (x > 0) & (x < 1)), (0, True)),
        Piecewise((0, x < 0), (2 * x, x < 1), (0, True)),
    ):
        assert law_of(density, LINE) == StandardBeta(2, 1)
    assert law_of(Piecewise((exp(-x), x >= 0), (0, True)), LINE) == StandardGamma(1)
    assert law_of(Piecewise((2 * x, x < 1), (0, True)), HALF_LINE) == StandardBeta(2, 1)
    assert law_of_pmf(Piecewise((Rational(1, 3), (k > 0) & (k < 4)), (0, True)), S.Integers) == UniformRange(1, 3)
    assert law_of_pmf(Piecewise((Rational(1, 3), k > Rational(1, 2)), (0, True)), Range(0, 4)) == UniformRange(1, 3)


def test_cases_are_not_taken_for_the_wrapper_of_sympy() -> None:
    """On the line SymPy adds no wrapper to a density of a real symbol: the cases are the user's own."""
    law = law_of(Piecewise((exp(x) / 2, x < 0), (exp(-2 * x), True)), LINE)
    assert isinstance(law, Spliced)
    assert law.weights == (Rational(1, 2), Rational(1, 2))
    elsewhere = law_of(Piecewise((exp(-x), x > m), (0, True)), HALF_LINE)
    assert (elsewhere.lower, elsewhere.upper) == (0, oo)
    assert isinstance(elsewhere, Density)
    assert elsewhere.function.expr.has(Piecewise)


def test_ends_that_are_not_ordered_for_sure() -> None:
    low, high = symbols("low high", real=True)
    law = law_of(x - low, Interval(low, high))
    assert isinstance(law, Density)
    assert (high > low) in law.conditions


def test_a_sign_that_is_not_known_becomes_a_condition() -> None:
    for rate in (m, Symbol("rate")):
        assert law_of(rate * exp(-rate * x), HALF_LINE).conditions == (rate > 0,)


def test_entropy_of_an_unnormalised_density_is_not_a_number() -> None:
    with pytest.raises(NormalizationError):
        entropy(ContinuousRV(x, x * exp(-x / s) / (3 * s**2), set=HALF_LINE))


def test_supports_that_cannot_be_read() -> None:
    with pytest.raises(UnknownLawError):
        law_of_pmf(Rational(1, 3), Range(2, 8, 2))


def test_maps_of_the_wrong_orientation_are_refused() -> None:
    with pytest.raises(ParameterError):
        affine(StandardGamma(1), -s)
    with pytest.raises(ParameterError):
        power(StandardGamma(1), S.NegativeOne)
    with pytest.raises(ParameterError):
        affine(StandardGamma(1), log(Rational(1, 2)))


def test_every_density_of_a_measure_is_weighed() -> None:
    """A q of mass 3/2 would make the divergence negative."""
    heavy = ContinuousRV(x, 1 + x, set=UNIT)
    for measure in (
        lambda: kl_divergence(Uniform("U", 0, 1), heavy),
        lambda: cross_entropy(Uniform("U", 0, 1), heavy),
        lambda: entropy(heavy),
        lambda: renyi_divergence(Uniform("U", 0, 1), heavy, 2),
        lambda: value(KLDivergence(Uniform("U", 0, 1), heavy), 10),
        lambda: value(JSDivergence(Uniform("U", 0, 1), heavy), 10),
        lambda: value(CrossEntropy(Uniform("U", 0, Rational(1, 2)), heavy), 10),
    ):
        with pytest.raises(NormalizationError):
            measure()
    unknown = ContinuousRV(x, a + x, set=UNIT)
    assert kl_divergence(Uniform("U", 0, 1), unknown).has(KLDivergence)
    right = ContinuousRV(x, (1 + x) * Rational(2, 3), set=UNIT)
    assert (
        abs(kl_divergence(Uniform("U", 0, 1), right).evalf(15) - (1 - 2 * log(2) + log(Rational(3, 2))).evalf(15))
        < 1e-13
    )


def test_a_density_of_a_plain_symbol():
    """SymPy writes the support of such a density with an infinite end, which looked like an infinite density."""
    x, k = Symbol("x"), Symbol("k")
    assert entropy(ContinuousRV(x, exp(-x), set=Interval(0, oo))) == 1
    assert entropy(DiscreteRV(k, Rational(1, 2) ** k, set=S.Naturals)).equals(2 * log(2))


def test_a_sum_of_densities_is_a_mixture_only_with_mass_one():
    """Lindley's terms with a wrong constant, and a cardioid that would be negative somewhere."""
    with pytest.raises(NormalizationError):
        entropy(law_of((1 + x) * exp(-x) / 3, HALF_LINE))
    assert not isinstance(law_of((1 + 2 * cos(x)) / (2 * pi), Interval(0, 2 * pi)), Cardioid)
    assert not isinstance(law_of((1 + 2 * cos(x)) ** 2 / (6 * pi), Interval(0, 2 * pi)), Cardioid)


def test_two_humps_are_no_power_of_a_cosine():
    """sin(2 pi x)**2 on (0, 1) has an inner zero; its entropy, log(2) - 1, is that of one hump only by accident."""
    found = law_of(2 * sin(2 * pi * x) ** 2, UNIT)
    assert exp(found.log_density(x)).subs(x, Rational(1, 2)) == 0


def test_weights_of_zero():
    """Of p exp(-x) + 2 (1 - p) exp(-2 x) nothing but exp(-x) is left for p = 1."""
    value = entropy(law_of(p * exp(-x) + 2 * (1 - p) * exp(-2 * x), HALF_LINE))
    assert value.subs(p, 1) == 1


def test_densities_with_steps():
    """SymPy's simplification of Heaviside's function ended in an AttributeError."""
    x, k = Symbol("x", real=True), Symbol("k", integer=True)
    assert entropy(ContinuousRV(x, Heaviside(x) * exp(-x), set=S.Reals, check=False)) == 1
    assert entropy(ContinuousRV(x, Heaviside(x) - Heaviside(x - 1), set=S.Reals, check=False)) == 0
    with pytest.raises(NormalizationError):
        entropy(ContinuousRV(x, 2 * Heaviside(x) * exp(-x), set=S.Reals, check=False))
    # Heaviside(0) = 1/2 is a third of the mass of a geometric law.
    mass = Rational(2, 3) * Heaviside(k) * Rational(1, 2) ** k
    truth = log(3) / 3 + sum(2 * log(3 * Integer(2) ** (j - 1)) / 3 / 2**j for j in range(1, 120))
    found = value(Entropy(DiscreteRV(k, mass, set=S.Naturals0, check=False)), 25)
    assert abs(found.to_sympy() - truth.evalf(40)) < Rational(1, 10**24)


def test_an_interval_of_a_law_on_the_line_may_have_a_logarithm():
    """Not all of the law that is cut has one; its image took exp(-3/2) of the mass away."""
    density = 3 * exp(-2 * x - Rational(3, 2) + 3 * exp(-2 * x) / 2) / (1 - exp(-Rational(3, 2)))
    assert entropy(law_of(density, HALF_LINE)).is_number
    assert logarithm(truncated(Normal(0, 1), 1, 2)).lower == 0


def test_a_sign_presumed_for_a_symbol_is_not_a_fact():
    """1 - p and p - 1, log(p) and -log(p): the conditions of what is recognised say which is meant."""
    found = law_of(b * (1 - p) * exp(-b * x) / (1 - p * exp(-b * x)) ** 2, HALF_LINE)
    assert found.facts.positive(1 - p)
    found = law_of(-(1 - p) * exp(-x) / (log(p) * (1 - (1 - p) * exp(-x))), HALF_LINE)
    assert found.facts.positive(1 - p)
    assert isinstance(law_of(2 * (1 - 2 * exp(-x)) ** 2 * exp(-x) * Rational(3, 2), HALF_LINE), Density)
