"""Folded laws, order statistics and sums of independent variables, against integrals of their origins."""

import pickle

import mpmath
import pytest
from sympy import Abs, N, Rational, S, Symbol, exp, lambdify, latex, log, oo, srepr, symbols
from sympy.stats import Bernoulli, Gamma, Geometric, Normal, Poisson, Uniform
from sympy.stats import Cauchy as CauchyVariable
from sympy.stats import Exponential as ExponentialVariable
from sympy.stats import LogNormal as LogNormalVariable

from symbolic_info import (
    CrossEntropy,
    Entropy,
    JSDivergence,
    KLDivergence,
    RenyiDivergence,
    RenyiEntropy,
    entropy,
    kl_divergence,
)
from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.numbers import by_definition
from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws import (
    Cauchy,
    DiscreteLaplace,
    Exponential,
    Folded,
    Gumbel,
    Kumaraswamy,
    Laplace,
    Logistic,
    Lomax,
    Pareto,
    PowerFunction,
    Skellam,
    Spliced,
    Trapezoidal,
    Triangular,
    UniformSum,
    Weibull,
    as_law,
    folded,
    order_statistic,
    sum_of,
    truncated,
)
from symbolic_info.laws import Gamma as Gamma_
from symbolic_info.laws import Normal as NormalLaw
from symbolic_info.laws import Uniform as UniformLaw
from symbolic_info.laws.image import logarithm, negate

R = Rational
x = Symbol("x", real=True)
a, b, m, s, n = symbols("a b m s n", positive=True)


def number(end):
    return mpmath.mpf(str(end.n(20)).replace("oo", "inf"))


def density(law):
    point = Symbol("t", positive=True) if law.facts.nonnegative(law.lower) else Symbol("t", real=True)
    inside = lambdify(point, exp(law.log_density(point)), "mpmath")
    low, high = number(law.lower), number(law.upper)
    return lambda t: inside(mpmath.mpf(t)) if low < t < high else mpmath.mpf(0)


SUMS = [
    (UniformLaw(0, 1), UniformLaw(1, 4)),
    (UniformLaw(0, 2), UniformLaw(-1, 1)),
    (NormalLaw(1, 2), NormalLaw(-1, R(1, 2))),
    (Cauchy(1, 2), Cauchy(0, R(1, 3))),
    (Exponential(3), Exponential(3)),
    (Exponential(1), Exponential(2)),
    (Exponential(3), negate(Exponential(3))),
    (Exponential(3), negate(Exponential(2))),
    (negate(Exponential(2)), Exponential(R(1, 2))),
    (negate(Exponential(2)), negate(Exponential(R(1, 2)))),
    (UniformLaw(0, 1), negate(UniformLaw(0, 2))),
    (logarithm(UniformLaw(0, 1)), logarithm(PowerFunction(3, 0, 1))),
]


@pytest.mark.parametrize(("p", "q"), SUMS, ids=str)
def test_the_density_of_a_sum_is_the_convolution(p, q):
    law, f, g = density(sum_of(p, q)), density(p), density(q)
    for point in (mpmath.mpf("0.7"), mpmath.mpf("1.9")):
        ends = {number(p.lower), number(p.upper), point - number(q.upper), point - number(q.lower)}
        cuts = sorted(ends | {mpmath.mpf(0), point})
        truth = mpmath.quad(lambda t, point=point: f(t) * g(point - t), cuts)
        assert abs(law(point) - truth) < 1e-10


def test_the_density_of_a_difference_of_gumbel_variables():
    """On a finite range: exp(-exp(-t)) costs for ever far out, where there is nothing."""
    p, q = Gumbel(2, 1), Gumbel(2, R(1, 3))
    law, f, g = density(sum_of(p, negate(q))), density(p), density(q)
    for point in (mpmath.mpf("0.7"), mpmath.mpf("-1.9")):
        truth = mpmath.quad(lambda t, point=point: f(point + t) * g(t), mpmath.linspace(-20, 90, 30))
        assert abs(law(point) - truth) < 1e-10


def test_differences_of_counts():
    for first, second, law in (
        (Poisson("A", 2), Poisson("B", R(1, 2)), Skellam(2, R(1, 2))),
        (Geometric("A", R(1, 3)), Geometric("B", R(1, 3)), DiscreteLaplace(R(2, 3))),
    ):
        found, (p, q) = as_law(first - second), (as_law(first), as_law(second))
        assert found == law
        for j in (-2, 0, 3):
            masses = (exp(p.log_density(S(i)) + q.log_density(S(i - j))) for i in range(max(1, j + 1), 150))
            extra = [exp(p.log_density(S(i)) + q.log_density(S(i - j))) for i in (0, j) if i >= 0 and i - j >= 0]
            known = sum(N(w, 25) for w in (*masses, *(dict.fromkeys(extra) if law == Skellam(2, R(1, 2)) else ())))
            assert abs(known - exp(law.log_density(S(j))).n(25)) < 1e-15


ORDERED = [
    UniformLaw(1, 3),
    Exponential(2),
    Weibull(2, 3),
    Pareto(1, 3),
    Gumbel(2, 1),
    Logistic(1, 2),
    Kumaraswamy(2, 3),
    Lomax(2, 3),
    PowerFunction(2, 0, 4),
]


@pytest.mark.parametrize("law", ORDERED, ids=str)
@pytest.mark.parametrize("rank", [1, 2, 5])
def test_the_density_of_an_order_statistic(law, rank):
    """n!/((k-1)! (n-k)!) F**(k-1) (1-F)**(n-k) f with F by quadrature."""
    found, f = density(order_statistic(law, rank, 5)), density(law)
    low = number(law.lower)
    start = low if low > -mpmath.inf else mpmath.mpf(-60)
    for point in (start + mpmath.mpf("0.4"), start + mpmath.mpf("0.9")) if low > -mpmath.inf else (mpmath.mpf(-1), 2):
        below = mpmath.quad(f, mpmath.linspace(start, point, 12))
        factor = mpmath.factorial(5) / mpmath.factorial(rank - 1) / mpmath.factorial(5 - rank)
        truth = factor * below ** (rank - 1) * (1 - below) ** (5 - rank) * f(point)
        assert abs(found(point) - truth) < 1e-9


@pytest.mark.parametrize("law", [NormalLaw(1, 2), Laplace(-1, 2), Logistic(1, 1)], ids=str)
def test_the_density_of_an_absolute_value(law):
    found, f = density(folded(law)), density(law)
    assert all(abs(found(t) - f(t) - f(-t)) < 1e-12 for t in (mpmath.mpf("0.3"), mpmath.mpf(2)))
    square = density(as_law(Normal("X", 1, 2) ** 2))
    root, g = mpmath.sqrt(2), density(NormalLaw(1, 2))
    assert abs(square(2) - (g(root) + g(-root)) / (2 * root)) < 1e-12


def test_means_under_a_folded_law():
    law = folded(NormalLaw(m, s))
    node = CrossEntropy(law, Exponential(1))
    formula = derived(node, Budget(10), rules_only=True).value
    at = {m: R(2, 3), s: 2}
    assert abs(formula.subs(at).n(25) - by_definition(node.subs(at), 20).to_sympy()) < 1e-18
    assert derived(Entropy(folded(NormalLaw(1, 2))), Budget(5), rules_only=True).value is None
    assert isinstance(law, Folded)


def test_a_folded_uniform_is_a_law_of_steps():
    law = as_law(Abs(Uniform("U", -1, 3)))
    assert isinstance(law, Spliced)
    assert abs(entropy(law).n(20) - by_definition(Entropy(law), 20).to_sympy()) < 1e-15
    assert as_law(Abs(Uniform("U", -3, -1))) == UniformLaw(1, 3)


def test_sums_of_sympy_variables():
    assert entropy(Normal("X", m, s) - 2 * Normal("Y", 0, 1)) == entropy(NormalLaw(m, (s**2 + 4) ** S.Half))
    assert as_law(Uniform("U", 0, 1) - Uniform("V", 0, 1)) == Triangular(-1, 1, 0)
    assert as_law(Uniform("U", 0, 1) + Uniform("V", 0, 2) + 1) == Trapezoidal(1, 2, 3, 4)
    assert as_law(Poisson("A", a) + Poisson("B", b)).args[0] == a + b
    assert kl_divergence(Gamma("A", 2, s) + Gamma("B", a, s), Gamma("C", a + 2, s)) == 0
    assert entropy(CauchyVariable("A", 0, s) - 2 * CauchyVariable("B", 1, 1)) == log(4 * S.Pi * (s + 2))
    product = as_law(LogNormalVariable("A", m, s) * LogNormalVariable("B", 0, 1) ** 2)
    assert (entropy(product) - (m + log(2 * S.Pi * S.Exp1 * (s**2 + 4)) / 2)).simplify() == 0
    coins = as_law(Bernoulli("A", R(1, 3)) + Bernoulli("B", R(1, 2)))
    assert coins.pmf == {S(0): R(1, 3), S(1): R(1, 2), S(2): R(1, 6)}


def test_one_variable_is_not_independent_of_itself():
    variable = Normal("X", 0, 1)
    assert entropy(variable + variable) == entropy(NormalLaw(0, 2))


def test_extremes_have_short_forms():
    assert entropy(order_statistic(Exponential(s), 1, n)) == entropy(Exponential(n * s))
    assert order_statistic(UniformLaw(0, 1), 2, 3).args == (2, 2)
    node = KLDivergence(order_statistic(UniformLaw(0, 1), 2, 3), UniformLaw(0, 1))
    assert abs(node.doit().n(20) - by_definition(node, 18).to_sympy()) < 1e-15


def test_contract():
    law = folded(NormalLaw(m, s))
    assert pickle.loads(pickle.dumps(law)) == law == law.func(*law.args)
    assert all(printer(law) for printer in (str, latex, srepr))


def test_refusals():
    for rank, size in ((0, 3), (4, 3), (R(1, 2), 3)):
        with pytest.raises(ParameterError):
            order_statistic(Exponential(1), rank, size)
    for value in (
        Normal("X", 0, 1) + Uniform("U", 0, 1),
        Normal("X", 0, 1) * Normal("Y", 0, 1),
        ExponentialVariable("A", a) + ExponentialVariable("B", b),
        Normal("X", Normal("M", 0, 1), 1),
    ):
        with pytest.raises(UnknownLawError):
            as_law(value)
    with pytest.raises(UnknownLawError):
        folded(UniformLaw(m, m + 1))
    with pytest.raises(UnknownLawError):
        order_statistic(NormalLaw(0, 1), 1, 2)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_sums_of_uniform_variables(count):
    law = UniformSum(count)
    formula = derived(Entropy(law), Budget(10), rules_only=True).value
    assert (formula is None) == (count == 4)
    assert formula is None or abs(formula.n(25) - by_definition(Entropy(law), 20).to_sympy()) < 1e-18
    mean = derived(CrossEntropy(law, NormalLaw(R(count, 2), 1)), Budget(10), rules_only=True).value
    assert abs(mean.n(20) - (log(2 * S.Pi) / 2 + R(count, 24)).n(20)) < 1e-15


def test_moments_with_logarithms_on_a_part():
    laws = [truncated(Gamma_(3, 1), 1, 4), truncated(Weibull(2, 3), 1), truncated(Logistic(1, 2), -1, 2)]
    for law in laws:
        formula = derived(Entropy(law), Budget(10), rules_only=True).value
        assert abs(formula.n(25) - by_definition(Entropy(law), 20).to_sympy()) < 1e-18
    node = KLDivergence(Logistic(1, 2), Laplace(0, 1))
    assert abs(node.doit().n(25) - by_definition(node, 20).to_sympy()) < 1e-18


def test_orders_of_divergences_with_kinks():
    c, d = symbols("c d", real=True)
    node = RenyiDivergence(Laplace(c, s), Laplace(d, b), R(5, 2))
    for at in ({c: 1, d: -1, s: 1, b: 1}, {c: 0, d: 3, s: R(1, 2), b: 2}):
        assert abs(node.doit().subs(at).n(20) - by_definition(node.subs(at), 15).to_sympy()) < 1e-13
    assert node.doit().subs({c: 1, d: 0, s: 4, b: 1}) == oo
    skewed = RenyiEntropy(Triangular(0, 1, R(1, 3)), R(3, 2))
    assert abs(skewed.doit().n(20) - by_definition(skewed, 15).to_sympy()) < 1e-13


def test_rational_densities_keep_their_closed_divergence():
    """The logarithm of a quadratic with a number taken out is a sum of features."""
    node = JSDivergence(Cauchy(0, 1), Cauchy(1, 2))
    assert abs(node.doit(budget=3).n(25) - by_definition(node, 20).to_sympy()) < 1e-18
