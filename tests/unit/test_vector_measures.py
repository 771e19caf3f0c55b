"""Measures of vectors: where they diverge, orders, digits, and limits in which they meet."""

import pytest
import sympy.stats as st
from sympy import (
    Indexed,
    Matrix,
    MatrixSymbol,
    Rational,
    Symbol,
    exp,
    eye,
    lambdify,
    log,
    oo,
    pi,
    simplify,
    sqrt,
)
from vector_pairs import PAIRS, S1, S2, d, half, third, u, v, whole_plane

from symbolic_info import (
    KLDivergence,
    cross_entropy,
    entropy,
    js_divergence,
    kl_divergence,
    mutual_information,
    renyi_divergence,
    value,
)
from symbolic_info.errors import SpaceError
from symbolic_info.laws import (
    Dirichlet,
    Gamma,
    InverseWishart,
    Multinomial,
    MultivariateLaplace,
    MultivariateNormal,
    MultivariateT,
    NegativeMultinomial,
    Normal,
    VonMisesFisher,
    Wishart,
    as_law,
    product,
)
from symbolic_info.laws.vector.law import log_power_integral


def test_expectations_that_diverge_are_infinite():
    heavy, normal = MultivariateT([0, 0], S1, 2), MultivariateNormal([0, 0], S2)
    assert kl_divergence(heavy, normal) == oo
    assert cross_entropy(InverseWishart(3, S1), Wishart(4, S2)) == oo
    nu = Symbol("nu", positive=True)
    form = kl_divergence(MultivariateT([0, 0], S1, nu), normal)
    assert form.subs(nu, 2) == oo
    assert abs((form.subs(nu, 5) - kl_divergence(MultivariateT([0, 0], S1, 5), normal)).evalf(30)) < 1e-25


def test_power_integrals_by_integrals_over_the_plane():
    p, q = PAIRS["normal"]
    logs = [w.log_density((sqrt(2) * u, sqrt(3) * v)) for w in (p, q)]
    for a, b in ((half, half), (Rational(3, 2), Rational(-1, 4)), (2, 0)):
        power = lambdify((u, v), exp(a * logs[0] + b * logs[1] + log(6) / 2).evalf(20), "math")
        found = log_power_integral(p, q, a, b)
        assert found.condition == True  # noqa: E712
        assert abs(whole_plane(power) - float(exp(found.value))) < 1e-8


def test_power_integrals_diverge_outside_of_their_domain():
    p, q = MultivariateNormal([0, 0], 4 * eye(2)), MultivariateNormal([0, 0], eye(2))
    assert log_power_integral(p, q, 2, -1).condition == False  # noqa: E712
    assert log_power_integral(q, p, 2, -1).condition == True  # noqa: E712
    assert log_power_integral(Dirichlet([half, 1, 1]), Dirichlet([2, 1, 1]), 2, -1).condition == False  # noqa: E712
    assert log_power_integral(Multinomial(2, [half, half]), Multinomial(2, [third, 2 * third]), 2, 0) is None


def test_what_has_no_closed_form_stays_unevaluated():
    node = entropy(MultivariateLaplace([1, 0], S1))
    assert node.func.__name__ == "Entropy"
    assert kl_divergence(MultivariateT([0, 0], S1, 3), MultivariateT([1, 0], S1, 3)).func.__name__ == "KLDivergence"
    assert js_divergence(*PAIRS["normal"]).func.__name__ == "JSDivergence"
    assert entropy(NegativeMultinomial(2, [third, third])).func.__name__ == "Entropy"


def test_laplace_vector_against_a_normal_one():
    """E x x^T = sigma + 2 mu mu^T, from the mixture over the exponential weight."""
    p, q = MultivariateLaplace([1, half], S1), MultivariateNormal([0, 0], S2)
    second = S1 + 2 * Matrix([1, half]) * Matrix([[1, half]])
    expected = log(2 * pi) + log(S2.det()) / 2 + (S2.inv() * second).trace() / 2
    assert simplify(cross_entropy(p, q) - expected) == 0


def test_a_quadratic_joint_density_is_a_normal_law():
    x, y = Indexed("x", 1), Indexed("x", 2)
    law = as_law(st.JointRV("x", exp(-(x**2) + x * y - y**2 + x) * 3**half / (2 * pi) * exp(-third)))
    assert law == MultivariateNormal([2 * third, third], [[2 * third, third], [third, 2 * third]])


def test_digits_of_vector_measures():
    p, q = Dirichlet([half, 2, 3]), Dirichlet([1, 1, Rational(3, 2)])
    found = value(KLDivergence(p, q), 40)
    assert abs(found.to_sympy() - kl_divergence(p, q).evalf(50)) < 1e-38


def test_substituted_orders_decide_the_domain():
    """PositiveDefinite(a B + (1 - a) A) turns true or false with explicit matrices."""
    A, B = MatrixSymbol("A", d, d), MatrixSymbol("B", d, d)
    zero = MatrixSymbol("m", d, 1)
    form = renyi_divergence(MultivariateNormal(zero, A), MultivariateNormal(zero, B), 3)
    finite = form.subs({A: eye(2), B: S1, d: 2}).doit()
    explicit = renyi_divergence(MultivariateNormal([0, 0], eye(2)), MultivariateNormal([0, 0], S1), 3)
    assert abs((finite - explicit).evalf(30)) < 1e-25
    assert form.subs({A: 4 * eye(2), B: eye(2), d: 2}).doit() == oo


def test_renyi_divergence_tends_to_the_divergence():
    for name in ("normal", "wishart", "dirichlet", "normal gamma", "inverse wishart", "multinomial", "sphere"):
        p, q = PAIRS[name]
        near = renyi_divergence(p, q, 1 - Rational(1, 10**12)) - kl_divergence(p, q)
        assert abs(near.evalf(40)) < 1e-9, name


def test_powers_of_products_multiply():
    p, q = product(Gamma(2, 1), Wishart(5, S1)), product(Gamma(3, 2), Wishart(4, S2))
    parts = [renyi_divergence(x, y, half) for x, y in zip(p.laws, q.laws, strict=True)]
    assert abs((renyi_divergence(p, q, half) - sum(parts)).evalf(30)) < 1e-25


def test_tied_components_have_no_mutual_information():
    for law in (Dirichlet([1, 2]), product(Dirichlet([1, 2]), Normal(0, 1)), VonMisesFisher([1, 0], 2)):
        with pytest.raises(SpaceError):
            mutual_information(law)


def test_mutual_information_of_a_student_pair_tends_to_that_of_a_normal_one():
    matrix = Matrix([[1, half], [half, 1]])
    student = mutual_information(MultivariateT([0, 0], matrix, 1000))
    normal = mutual_information(MultivariateNormal([0, 0], matrix))
    assert 0 < (student - normal).evalf(20) < 1e-5
