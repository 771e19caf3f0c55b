"""Channels with a continuous input against double integrals, and sums of integrals, by hand."""

import mpmath
import pytest
from sympy import Rational, log, polygamma, simplify, symbols

from symbolic_info import Kernel, MutualInformation, derive, mutual_information, value
from symbolic_info.errors import ParameterError, PrecisionError, UnknownLawError
from symbolic_info.laws import (
    Bernoulli,
    Beta,
    Binomial,
    Exponential,
    Gamma,
    GammaInverse,
    MultivariateNormal,
    Normal,
    Poisson,
    Uniform,
)

a, b, x = symbols("a b x", positive=True)


def by_hand(prior, likelihood, ends, outputs):
    """I(X; Y) for a density of X and a mass function of Y, from the definition."""
    shares = {y: mpmath.quad(lambda t, y=y: prior(t) * likelihood(y, t), ends) for y in outputs}

    def divergence(t):
        parts = ((likelihood(y, t), q) for y, q in shares.items())
        return mpmath.fsum(w * mpmath.log(w / q) for w, q in parts if w > 0)

    return mpmath.quad(lambda t: prior(t) * divergence(t), ends)


def test_a_gamma_rate_of_an_exponential_variable():
    found = mutual_information(Kernel(x, Exponential(x)), Gamma(a, b))
    assert simplify(found - 1 / a + log(a) - polygamma(0, a)) == 0
    with mpmath.workdps(15):
        shape = 3  # X is Gamma(3, 1), Y given X exponential of rate X, so Y is a Lomax variable

        def inner(t):
            def part(y):
                given = t * mpmath.exp(-t * y)
                return given * mpmath.log(given / (shape / (1 + y) ** (shape + 1)))

            return mpmath.quad(part, [0, 1 / t, 5 / t, 40 / t])

        truth = mpmath.quad(lambda t: t**2 * mpmath.exp(-t) / 2 * inner(t), [0, 1, 3, 8, 40])
    assert abs(found.subs(a, 3).evalf(15) - truth) < 1e-8


@pytest.mark.parametrize(("first", "second"), [(1, 1), (2, 3), (Rational(1, 2), Rational(5, 2))])
def test_a_beta_chance_of_a_coin(first, second):
    found = value(MutualInformation(Kernel(x, Bernoulli(x)), Beta(first, second)), 20)
    p, q = (
        mpmath.mpf(str(first.evalf() if isinstance(first, Rational) else first)),
        mpmath.mpf(str(second.evalf() if isinstance(second, Rational) else second)),
    )
    with mpmath.workdps(25):
        truth = by_hand(
            lambda t: t ** (p - 1) * (1 - t) ** (q - 1) / mpmath.beta(p, q),
            lambda y, t: t if y else 1 - t,
            [0, mpmath.mpf(1) / 2, 1],
            (0, 1),
        )
    assert abs(mpmath.mpf(str(found)) - truth) < 1e-12


def test_two_tosses():
    found = value(MutualInformation(Kernel(x, Binomial(2, x)), Beta(2, 3)), 20)
    with mpmath.workdps(25):
        truth = by_hand(
            lambda t: 12 * t * (1 - t) ** 2,
            lambda y, t: mpmath.binomial(2, y) * t**y * (1 - t) ** (2 - y),
            [0, mpmath.mpf(1) / 2, 1],
            (0, 1, 2),
        )
    assert abs(mpmath.mpf(str(found)) - truth) < 1e-15


def test_the_scale_does_not_matter():
    found = mutual_information(Kernel(x, Gamma(2, x)), GammaInverse(a, b))
    assert found.free_symbols == {a}


def test_finite_inputs_make_a_channel():
    quarter = Rational(1, 4)
    assert mutual_information(Kernel(x, Bernoulli(x)), {quarter: 2 * quarter, 3 * quarter: 2 * quarter}).equals(
        log(2) - (-quarter * log(quarter) - 3 * quarter * log(3 * quarter))
    )


def test_what_has_no_closed_form_stays():
    node = MutualInformation(Kernel(x, Poisson(x)), Exponential(1))
    assert node.doit() == node
    with pytest.raises(PrecisionError):
        value(node)


def test_an_input_for_which_there_is_no_output():
    for law in (Normal(0, 1), Uniform(-1, 1)):
        with pytest.raises(ParameterError):
            MutualInformation(Kernel(x, Exponential(x)), law)
    with pytest.raises(ParameterError):
        MutualInformation(Kernel(x, Bernoulli(x)), Exponential(1))
    with pytest.raises(UnknownLawError):
        MutualInformation(Kernel(x, Normal(x, 1)), Poisson(1))
    with pytest.raises(UnknownLawError):
        MutualInformation(Kernel(x, Normal(x, 1)), MultivariateNormal([0, 0], [[1, 0], [0, 1]]))
    with pytest.raises(ParameterError):
        Kernel(2 * x, Exponential(x))


def test_a_support_that_depends_on_the_input_is_refused():
    node = MutualInformation(Kernel(x, Uniform(0, x)), Exponential(1))
    assert node.doit() == node


def test_parameters_stay_apart_from_the_input():
    """The input is bound: a parameter of its name in the law of the input is another symbol."""
    found = derive(MutualInformation(Kernel(x, Exponential(x)), Gamma(x, 1)))
    assert simplify(found.result - 1 / x + log(x) - polygamma(0, x)) == 0
    assert found.measure.free_symbols == {x}
    assert found.measure.subs(x, 2).doit().equals(found.result.subs(x, 2))
    kernel = Kernel(x, Gamma(a, x))
    assert kernel.free_symbols == {a}
    assert kernel.subs(a, x).at(5) == Gamma(x, 5)
    assert kernel.subs(x, 3) == kernel
