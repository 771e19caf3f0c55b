"""Inputs that could make laws of vectors silently wrong, or never end."""

import time

import pytest
from sympy import (
    IndexedBase,
    Matrix,
    MatrixSymbol,
    Rational,
    Symbol,
    digamma,
    eye,
    log,
    oo,
    simplify,
    sqrt,
    symbols,
    zeros,
)

from symbolic_info import (
    Entropy,
    KLDivergence,
    RenyiDivergence,
    RenyiEntropy,
    cross_entropy,
    derive,
    entropy,
    js_divergence,
    kl_divergence,
    renyi_divergence,
    renyi_entropy,
    value,
)
from symbolic_info.errors import (
    InexactError,
    NormalizationError,
    ParameterError,
    PrecisionError,
    SpaceError,
    UnknownLawError,
)
from symbolic_info.laws import (
    Dirichlet,
    DirichletMultinomial,
    Gamma,
    GeneralizedDirichlet,
    InverseWishart,
    MatrixNormal,
    Multinomial,
    MultivariateEwens,
    MultivariateLaplace,
    MultivariateNormal,
    MultivariateT,
    NegativeMultinomial,
    Normal,
    NormalGamma,
    NormalInverseGamma,
    VonMisesFisher,
    Wishart,
    mixture,
    product,
)

half, third = Rational(1, 2), Rational(1, 3)
S1 = Matrix([[2, 1], [1, 3]])
d, n = symbols("d n", integer=True, positive=True)

ERRORS = [
    (lambda: MultivariateNormal([0, 0], [[1, 2], [2, 1]]), ParameterError),
    (lambda: MultivariateNormal([0, 0], [[1, 1], [1, 1]]), ParameterError),
    (lambda: MultivariateNormal([0, 0], [[-1, 0], [0, -1]]), ParameterError),
    (lambda: MultivariateNormal([0, 0], [[1, half], [third, 1]]), ParameterError),
    (lambda: MultivariateNormal([0, 0, 0], S1), SpaceError),
    (lambda: MultivariateNormal([0, 0.5], S1), InexactError),
    (lambda: MultivariateNormal([0, oo], S1), ParameterError),
    (lambda: MultivariateNormal(MatrixSymbol("m", 3, 1), S1), SpaceError),
    (lambda: MultivariateNormal(MatrixSymbol("m", 2, 2), S1), SpaceError),
    (lambda: MatrixNormal(zeros(2, 3), S1, S1), SpaceError),
    (lambda: Wishart(1, S1), ParameterError),
    (lambda: Wishart(5, [[1, 2], [2, 1]]), ParameterError),
    (lambda: InverseWishart(half, S1), ParameterError),
    (lambda: Dirichlet([1, 0]), ParameterError),
    (lambda: Dirichlet([1]), ParameterError),
    (lambda: Dirichlet(IndexedBase("a")), ParameterError),
    (lambda: Dirichlet([1, 2], 3), ParameterError),
    (lambda: GeneralizedDirichlet([1, 2], [1]), SpaceError),
    (lambda: Multinomial(2, [half, third]), NormalizationError),
    (lambda: Multinomial(2, [2, -1]), NormalizationError),
    (lambda: Multinomial(half, [half, half]), ParameterError),
    (lambda: NegativeMultinomial(2, [half, half]), ParameterError),
    (lambda: MultivariateEwens(-2, 1), ParameterError),
    (lambda: VonMisesFisher([1, 1], 2), ParameterError),
    (lambda: VonMisesFisher([1], 2), ParameterError),
    (lambda: MultivariateLaplace([0], [[1]]), UnknownLawError),
    (lambda: kl_divergence(MultivariateNormal([0, 0], S1), MultivariateNormal([0] * 3, eye(3))), SpaceError),
    (lambda: kl_divergence(Wishart(5, S1), MultivariateNormal([0] * 3, eye(3))), SpaceError),
    (lambda: kl_divergence(Dirichlet([1, 1, 1]), MultivariateNormal([0, 0, 0], eye(3))), SpaceError),
    (lambda: kl_divergence(Multinomial(2, [half, half]), Dirichlet([1, 1])), SpaceError),
    (lambda: kl_divergence(MatrixNormal(zeros(2, 3), S1, eye(3)), MatrixNormal(zeros(3, 2), eye(3), S1)), SpaceError),
    (lambda: kl_divergence(VonMisesFisher([1, 0], 1), VonMisesFisher([1, 0, 0], 1)), SpaceError),
    (lambda: value(Entropy(MultivariateLaplace([0, 1], S1))), PrecisionError),
]


@pytest.mark.parametrize("case", range(len(ERRORS)))
def test_what_makes_no_sense_is_an_error(case):
    build, error = ERRORS[case]
    with pytest.raises(error):
        build()


def test_symbols_in_a_covariance_become_conditions():
    r, s = symbols("r s")
    law = MultivariateNormal([0, 0], [[s, r], [r, 1]])
    assert any(c.subs({r: 2, s: 1}) == False for c in law.conditions)  # noqa: E712
    assert all(c.subs({r: half, s: 1}) == True for c in law.conditions)  # noqa: E712


def test_counts_of_different_totals_are_different_points():
    p, q = Multinomial(2, [half, half]), Multinomial(3, [half, half])
    assert kl_divergence(p, q) == cross_entropy(p, q) == oo
    assert kl_divergence(DirichletMultinomial(2, [1, 2]), DirichletMultinomial(3, [1, 2])) == oo
    node = kl_divergence(Multinomial(n, [half, half]), Multinomial(d, [half, half]))
    assert isinstance(node, KLDivergence)


def test_impossible_outcomes():
    p, q = Multinomial(2, [half, half, 0]), Multinomial(2, [third, third, third])
    assert simplify(kl_divergence(p, q) - 2 * log(Rational(3, 2))) == 0
    assert kl_divergence(q, p) == oo
    assert simplify(entropy(p) - 3 * log(2) / 2) == 0
    assert kl_divergence(NegativeMultinomial(2, [third, third]), p.func(2, [half, half])) == oo


PAIR = {(2, 0): 1, (1, 1): 2, (0, 2): 1}
LISTED = [
    {(a, b, 0): Rational(w, 4) for (a, b), w in PAIR.items()},
    {(0, a, b): Rational(w, 4) for (a, b), w in PAIR.items()},
]


def test_impossible_outcomes_stay_impossible_at_the_power_zero():
    """At the order 0 the divergence is -log Q(p > 0) = -log (2/3)^2, and the entropy counts the outcomes."""
    p, q = Multinomial(2, [half, half, 0]), Multinomial(2, [third, third, third])
    assert simplify(renyi_divergence(p, q, 0) - 2 * log(Rational(3, 2))) == 0
    assert simplify(renyi_entropy(p, 0) - log(3)) == 0
    assert renyi_divergence(q, p, 2) == oo
    assert simplify(js_divergence(p, p.func(2, [0, half, half])) - js_divergence(*LISTED)) == 0
    assert simplify(renyi_divergence(q, p, half) + 2 * log(2 / sqrt(6)) * 2) == 0


def test_infinite_orders_of_vectors_stay_unevaluated():
    p, q = MultivariateNormal([0, 0], S1), MultivariateNormal([1, 0], S1)
    assert isinstance(renyi_divergence(p, q, oo), RenyiDivergence)
    assert isinstance(renyi_entropy(product(Gamma(2, 1), Gamma(3, 1)), oo), RenyiEntropy)


def test_equal_scale_matrices_that_meet_by_chance_do_not_overwrite_each_other():
    """Completing the square leaves (1/2) 1 1^T, the same matrix as the scale of p."""
    p, q = NormalGamma(1, 2, 3, half), NormalGamma(0, 1, 2, half)
    slope = -renyi_divergence(p, q, 1 - Rational(1, 10**10)) + kl_divergence(p, q)
    assert abs(slope.evalf(30)) < 1e-8


def test_the_inverse_of_a_law_is_another_law():
    """t and 1/t have different entropies: the Jacobian is 2 E log t."""
    first, second = NormalGamma(0, 1, 3, 2), NormalInverseGamma(0, 1, 3, 2)
    assert simplify(entropy(second) - entropy(first) + 2 * (digamma(3) - log(2))) == 0


def test_power_integrals_of_the_last_entry_count():
    """The last entry of a Dirichlet law is what the others leave of a generalised one."""
    same = GeneralizedDirichlet([1, 2], [5, 3])
    flat = Dirichlet([1, 2, 3])
    assert kl_divergence(same, flat) == kl_divergence(flat, same) == 0
    assert renyi_divergence(same, flat, half) == 0


def test_bound_indices_do_not_catch_symbols_of_the_user():
    i, K = Symbol("i", positive=True), Symbol("K", integer=True, positive=True)
    a = IndexedBase("a")
    form = entropy(product(Dirichlet(a, K), Normal(0, i)))
    assert i in form.free_symbols
    explicit = form.subs(K, 2).doit().subs({a[1]: 1, a[2]: 1, i: 1})
    assert abs((explicit - entropy(Normal(0, 1))).evalf(20)) < 1e-15


def test_opposite_infinities_are_not_a_number():
    """-log of a Student density against a normal one with few moments: infinite, never a continued value."""
    heavy = MultivariateT([0, 0], eye(2), Rational(3, 2))
    assert cross_entropy(heavy, MultivariateNormal([0, 0], eye(2))) == oo


def test_mixtures_and_products_of_vectors_do_not_crash():
    p, q = MultivariateNormal([0, 0], S1), MultivariateNormal([1, 0], S1)
    node = entropy(mixture([p, q]))
    assert isinstance(node, Entropy)
    assert isinstance(entropy(product(MultivariateLaplace([0, 1], S1), Normal(0, 1))), Entropy)
    with pytest.raises(PrecisionError):
        value(node)


def test_derivations_have_steps_and_latex():
    A, m = MatrixSymbol("A", d, d), MatrixSymbol("m", d, 1)
    found = derive(KLDivergence(MultivariateNormal(m, A), MultivariateNormal(m, 2 * A)))
    assert found.status == "derived"
    assert found.steps
    assert "align" in found.latex()
    assert found.text()


@pytest.mark.parametrize(
    "build",
    [
        lambda: entropy(Wishart(10**6, S1)),
        lambda: entropy(Dirichlet([10**6, 2, 3])),
        lambda: entropy(Multinomial(10**6, [half, half])),
        lambda: kl_divergence(MultivariateEwens(10**6, 1), MultivariateEwens(10**6, 2)),
        lambda: entropy(VonMisesFisher([1] + [0] * 60, 2)),
        lambda: entropy(MultivariateNormal([0] * 30, 30 * eye(30) + Matrix(30, 30, lambda i, j: third ** abs(i - j)))),
    ],
)
def test_large_numbers_do_not_hang(build):
    start = time.monotonic()
    build()
    assert time.monotonic() - start < 10
