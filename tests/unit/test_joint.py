"""Products, marginals, conditionals and linear images against sums and integrals over the joint law."""

from itertools import product as pairs

import mpmath
import pytest
import sympy.stats as st
from sympy import Matrix, Rational, exp, lambdify, log, simplify, sqrt, symbols

from symbolic_info import KLDivergence, cross_entropy, derive, entropy, js_divergence, kl_divergence, value
from symbolic_info.engine.numbers import by_definition
from symbolic_info.errors import ParameterError, PrecisionError, SpaceError, UnknownLawError
from symbolic_info.laws import (
    Beta,
    Exponential,
    Gamma,
    Gumbel,
    Laplace,
    Logistic,
    MultivariateNormal,
    Normal,
    Pareto,
    Poisson,
    as_law,
    conditional,
    linear_image,
    marginal,
    product,
)
from symbolic_info.measures.entropy import Entropy

a, b, c, d = symbols("a b c d", positive=True)
r, x, y = symbols("r x y", real=True)
JOINT = {(0, 0): Rational(1, 2), (0, 1): Rational(1, 4), (1, 1): Rational(1, 4)}
COVARIANCE = Matrix([[4, 1, 0], [1, 9, 2], [0, 2, 5]])


def test_entropy_of_a_product_is_the_double_integral():
    law = product(Gamma(2, 1), Exponential(3))
    density = lambdify((x, y), exp(law.log_density((x, y))), "mpmath")
    with mpmath.workdps(20):
        double = mpmath.quad(lambda u, v: -density(u, v) * mpmath.log(density(u, v)), [0, 2, 9, 50], [0, 1, 4, 16])
        assert abs(double - mpmath.mpf(str(entropy(law).evalf(20)))) < 1e-9


def test_divergences_of_products_add_up():
    p, q = product(Gamma(a, b), Exponential(c)), product(Gamma(c, d), Exponential(a))
    assert all(check.agrees for check in derive(KLDivergence(p, q)).check(digits=25, points=2))
    infinite = product(Normal(0, 1), Normal(0, 1), Exponential(1)), product(Normal(0, 1), Normal(0, 2), Pareto(1, 2))
    assert kl_divergence(*infinite).is_infinite


def test_a_product_of_equal_parts_diverges_by_nothing():
    assert kl_divergence(product(Gamma(a, 1), Gumbel(1, 0)), product(Gamma(a, 1), Gumbel(1, 0))) == 0


def test_digits_without_a_closed_form_come_from_the_parts():
    p, q = product(Logistic(0, 1), Gamma(2, 1)), product(Normal(0, 1), Gamma(3, 1))
    whole, parts = value(KLDivergence(p, q), 20), [KLDivergence(s, t) for s, t in zip(p.laws, q.laws, strict=True)]
    assert abs(whole.to_sympy() - sum(by_definition(part, 22).to_sympy() for part in parts)) < 1e-18


def test_a_discrete_product_lists_the_tuples():
    law = product([Rational(1, 2), Rational(1, 2)], {"u": Rational(1, 3), "v": Rational(2, 3)})
    assert sum(law.pmf.values()) == 1
    assert all(len(outcome) == 2 for outcome in law.pmf)
    assert simplify(entropy(law) - log(2) - entropy([Rational(1, 3), Rational(2, 3)])) == 0


def test_mutual_information_of_a_finite_pair_from_its_marginals():
    independent = product(marginal(JOINT, 0), marginal(JOINT, 1))
    first, second = ({k: sum(p for o, p in JOINT.items() if o[i] == k) for k in (0, 1)} for i in (0, 1))
    expected = sum(p * log(p / (first[o[0]] * second[o[1]])) for o, p in JOINT.items())
    assert simplify(kl_divergence(JOINT, independent) - expected) == 0


def test_conditionals_times_marginals_give_the_joint_law():
    for i, j in pairs((0, 1), repeat=2):
        below = marginal(JOINT, 1).probability(j)
        assert conditional(JOINT, 0, {1: j}).probability(i) * below == JOINT.get((i, j), 0)


def test_normal_conditional_times_marginal_is_the_joint_density():
    law, z = MultivariateNormal([1, 0, -1], COVARIANCE), symbols("z", real=True)
    given = conditional(law, 0, {1: y, 2: z})
    rest = marginal(law, (1, 2))
    point = {x: Rational(1, 3), y: 2, z: Rational(-1, 2)}
    total = given.log_density(x) + rest.log_density((y, z)) - law.log_density((x, y, z))
    assert abs(total.subs(point).evalf(30)) < 1e-25
    schur = Matrix([[5 - Rational(4, 9), -Rational(2, 9)], [-Rational(2, 9), 4 - Rational(1, 9)]])
    assert conditional(law, (2, 0), {1: y}).covariance == schur


def test_marginals_of_a_normal_vector_keep_the_order_asked_for():
    law = MultivariateNormal([1, 2, 3], COVARIANCE)
    assert marginal(law, (2, 0)) == MultivariateNormal([3, 1], [[5, 0], [0, 4]])
    assert marginal(law, 1) == Normal(2, 3)


def test_divergence_from_the_product_of_the_marginals_of_a_normal_pair():
    law = MultivariateNormal([a, b], [[1, r], [r, 1]])
    information = kl_divergence(law, product(marginal(law, 0), marginal(law, 1)))
    assert simplify(information + log(1 - r**2) / 2) == 0


def test_divergence_of_a_vector_from_a_product_needs_its_marginals_only():
    law = MultivariateNormal([0, 1], [[2, 1], [1, 3]])
    other = product(Laplace(0, 1), Normal(0, 2))
    parts = cross_entropy(marginal(law, 0), Laplace(0, 1)) + cross_entropy(marginal(law, 1), Normal(0, 2))
    assert abs((kl_divergence(law, other) - parts + entropy(law)).evalf(30)) < 1e-25


def test_products_are_flat_and_keep_blocks():
    law = product(Gamma(1, 2), product(Exponential(3), Laplace(0, 1)))
    assert len(law.laws) == 3
    assert marginal(law, (0, 2)) == product(Gamma(1, 2), Laplace(0, 1))
    assert marginal(law, (2, 0)) == product(Laplace(0, 1), Gamma(1, 2))
    assert conditional(law, 0, {1: 5}) == Gamma(1, 2)


def test_linear_images_of_normal_vectors():
    law = MultivariateNormal([1, 2, 3], COVARIANCE)
    total = linear_image(law, [[1, 1, 1]])
    assert total == Normal(6, (4 + 9 + 5 + 2 * (1 + 0 + 2)) ** Rational(1, 2))
    pair = linear_image(law, [[1, 0, 0], [1, -1, 0]], [0, 1])
    assert (pair.mean, pair.covariance) == (Matrix([1, 0]), Matrix([[4, 3], [3, 11]]))


@pytest.mark.parametrize(
    ("build", "error"),
    [
        (lambda: product(), UnknownLawError),
        (lambda: product(Normal(0, 1), Poisson(1)), SpaceError),
        (lambda: marginal(JOINT, 2), ParameterError),
        (lambda: marginal(JOINT, -1), ParameterError),
        (lambda: marginal(JOINT, (0, 0)), ParameterError),
        (lambda: conditional(JOINT, 0, {0: 1}), ParameterError),
        (lambda: conditional(JOINT, 0, {1: 7}), ParameterError),
        (lambda: conditional(JOINT, 0, {1: x}), ParameterError),
        (lambda: linear_image(Gamma(1, 1), [[1]]), UnknownLawError),
        (lambda: linear_image(MultivariateNormal([0, 0], [[1, 0], [0, 1]]), [[1, 1], [2, 2]]), ParameterError),
        (lambda: linear_image(MultivariateNormal([0, 0], [[1, 0], [0, 1]]), [[1]]), SpaceError),
        (lambda: kl_divergence(product(Gamma(1, 1), Gamma(2, 1)), Gamma(1, 1)), SpaceError),
    ],
)
def test_what_makes_no_sense_is_an_error(build, error):
    with pytest.raises(error):
        build()


def test_the_mixture_of_vectors_stays_unevaluated():
    p, q = product(Gamma(1, 1), Gamma(2, 1)), product(Gamma(2, 1), Gamma(2, 1))
    node = js_divergence(p, q)
    assert node.laws == (p, q)
    with pytest.raises(PrecisionError):
        value(node)


def test_an_unknown_part_leaves_the_whole_unevaluated():
    node = entropy(product(Poisson(a), Poisson(b)))
    assert node == Entropy(product(Poisson(a), Poisson(b)))


def test_expressions_in_the_components_of_a_random_vector():
    X = st.MultivariateNormal("X", [1, 2], [[2, 1], [1, 3]])
    assert as_law(X[0]) == Normal(1, sqrt(2))
    assert as_law(X[0] + 2 * X[1] + 3) == Normal(8, sqrt(2 + 4 * 3 + 2 * 2 * 1))
    assert as_law(X[1] - X[0]) == linear_image(as_law(X), [[-1, 1]])
    assert entropy(2 * X[0] + 1) == entropy(Normal(3, 2 * sqrt(2)))
    assert as_law(st.Dirichlet("P", 1, 2, 3)[1]) == Beta(2, 4)


@pytest.mark.parametrize("build", [lambda X: 2 * X, lambda X: X[0] * X[1], lambda X: X[0] + X])
def test_other_functions_of_a_random_vector_are_refused(build):
    with pytest.raises((UnknownLawError, ParameterError)):
        as_law(build(st.MultivariateNormal("X", [1, 2], [[2, 1], [1, 3]])))
