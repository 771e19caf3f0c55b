"""Vector laws of symbolic dimension against explicit matrices, of one dimension against the laws of numbers."""

import mpmath
import sympy.stats as st
from sympy import (
    Determinant,
    IndexedBase,
    Integer,
    KroneckerProduct,
    Matrix,
    MatrixSymbol,
    Rational,
    Symbol,
    Trace,
    exp,
    eye,
    lambdify,
    log,
    simplify,
    symbols,
    zeros,
)
from vector_pairs import PAIRS, S1, S2, S3, K, d, half, integral, n, third

from symbolic_info import (
    entropy,
    kl_divergence,
)
from symbolic_info.laws import (
    Beta,
    Binomial,
    Dirichlet,
    DirichletMultinomial,
    Gamma,
    GammaInverse,
    InverseWishart,
    MatrixNormal,
    MatrixStudentT,
    Multinomial,
    MultivariateNormal,
    MultivariateT,
    NegativeBinomial,
    NegativeMultinomial,
    Normal,
    NormalGamma,
    Wishart,
    marginal,
)


def at_matrices(form, values):
    return form.subs(values).doit().evalf(30)


def test_symbolic_dimension_of_normal_vectors():
    A, B, m, k = MatrixSymbol("A", d, d), MatrixSymbol("B", d, d), MatrixSymbol("m", d, 1), MatrixSymbol("k", d, 1)
    p, q = MultivariateNormal(m, A), MultivariateNormal(k, B)
    form = kl_divergence(p, q)
    assert form.free_symbols == {A, B, m, k, d}
    for matrices in ((S1, S2, Matrix([1, -1]), Matrix([0, half])), (S3, eye(3), Matrix([1, 2, 3]), zeros(3, 1))):
        point = dict(zip((A, B, m, k, d), (*matrices, matrices[0].rows), strict=True))
        explicit = MultivariateNormal(matrices[2], matrices[0]), MultivariateNormal(matrices[3], matrices[1])
        assert abs(at_matrices(form, point) - kl_divergence(*explicit).evalf(30)) < 1e-25
        assert abs(at_matrices(entropy(p), point) - entropy(explicit[0]).evalf(30)) < 1e-25
    traces = Trace(B.I * A) + Trace((k - m).T * B.I * (k - m))
    literature = (log(Determinant(B) / Determinant(A)) - d + traces) / 2
    assert form.count_ops() <= 1.25 * literature.count_ops()
    assert kl_divergence(p, MultivariateNormal(m, A)) == 0


def test_symbolic_dimension_of_wishart_laws():
    a, b = symbols("a b", positive=True)
    V, W = MatrixSymbol("V", d, d), MatrixSymbol("W", d, d)
    for kind in (Wishart, InverseWishart):
        form, own = kl_divergence(kind(a, V), kind(b, W)), entropy(kind(a, V))
        for first, second in ((S1, S2), (S3, eye(3))):
            point = {V: first, W: second, d: first.rows, a: 5, b: Rational(7, 2)}
            explicit = kind(5, first), kind(Rational(7, 2), second)
            assert abs(at_matrices(form, point) - kl_divergence(*explicit).evalf(30)) < 1e-25
            assert abs(at_matrices(own, point) - entropy(explicit[0]).evalf(30)) < 1e-25


def test_symbolic_shape_of_matrix_normal_laws():
    U, V, M = MatrixSymbol("U", n, n), MatrixSymbol("V", d, d), MatrixSymbol("M", n, d)
    X, Y = MatrixSymbol("X", n, n), MatrixSymbol("Y", d, d)
    form = kl_divergence(MatrixNormal(M, U, V), MatrixNormal(2 * M, X, Y))
    center = Matrix([[1, 0, 2], [0, 1, 1]])
    point = {U: S1, X: S2, V: S3, Y: eye(3), M: center, n: 2, d: 3}
    explicit = MatrixNormal(center, S1, S3), MatrixNormal(2 * center, S2, eye(3))
    assert abs(at_matrices(form, point) - kl_divergence(*explicit).evalf(30)) < 1e-25


def test_matrix_normal_is_the_normal_law_of_the_stacked_columns():
    stacked = [
        MultivariateNormal(list(c.T.reshape(4, 1)), KroneckerProduct(v, u).as_explicit())
        for c, u, v in ((Matrix([[1, 2], [0, 1]]), S1, S2), (zeros(2, 2), S2, eye(2)))
    ]
    pair = MatrixNormal([[1, 2], [0, 1]], S1, S2), MatrixNormal(zeros(2, 2), S2, eye(2))
    assert simplify(kl_divergence(*pair) - kl_divergence(*stacked)) == 0
    assert simplify(entropy(pair[0]) - entropy(stacked[0])) == 0


def test_symbolic_number_of_entries():
    a, b, p, q = map(IndexedBase, "abpq")
    dirichlet = kl_divergence(Dirichlet(a, K), Dirichlet(b, K)), entropy(Dirichlet(a, K))
    multinomial = kl_divergence(Multinomial(n, p, K), Multinomial(n, q, K))
    drawn = entropy(Multinomial(n, p, K))
    values = {a[1]: half, a[2]: 2, a[3]: 3, b[1]: 1, b[2]: 1, b[3]: Rational(3, 2)}
    first, second = PAIRS["dirichlet"]
    for form, explicit in zip(dirichlet, (kl_divergence(first, second), entropy(first)), strict=True):
        assert form.free_symbols >= {K}
        assert abs((form.subs(K, 3).doit().subs(values) - explicit).evalf(30)) < 1e-25
    values = {p[1]: half, p[2]: third, p[3]: Rational(1, 6), q[1]: third, q[2]: third, q[3]: third}
    first, second = PAIRS["multinomial"]
    for form, explicit in ((multinomial, kl_divergence(first, second)), (drawn, entropy(first))):
        assert abs((form.subs({K: 3, n: 3}).doit().subs(values) - explicit).evalf(30)) < 1e-25
    assert Dirichlet(a, 3) == Dirichlet([a[1], a[2], a[3]])


def test_one_dimension_is_the_law_of_numbers():
    assert Wishart(5, [[3]]) == Gamma(Rational(5, 2), 6)
    assert InverseWishart(5, [[3]]) == GammaInverse(Rational(5, 2), Rational(3, 2))
    assert MultivariateNormal([2], [[9]]) == Normal(2, 3)
    assert MatrixNormal([[1, 2]], [[2]], S1) == MultivariateNormal([1, 2], 2 * S1)
    x = Rational(7, 3)
    theirs = st.density(st.StudentT("T", 3))((x - 1) / 2) / 2
    for law in (MultivariateT([1], [[4]], 3), MatrixStudentT(3, [[1]], [[3]], [[4]])):
        assert abs((exp(law.log_density(x)) - theirs).evalf(25)) < 1e-20


def test_wishart_of_one_dimension_by_its_formula():
    """The reduced law is Gamma; the formula of the general law, at p = 1, must agree with it."""
    a, v = symbols("a v", positive=True)
    general = entropy(Wishart(a, MatrixSymbol("V", d, d)))
    one = general.subs(d, 1).subs(MatrixSymbol("V", 1, 1), Matrix([[v]])).doit()
    gap = one - entropy(Gamma(a / 2, 2 * v))
    assert abs(gap.subs({a: Rational(7, 3), v: Rational(5, 2)}).evalf(30)) < 1e-25


def test_two_entries_are_the_beta_and_binomial_laws():
    a, b, c, e = symbols("a b c e", positive=True)
    assert simplify(entropy(Dirichlet([a, b])) - entropy(Beta(a, b))) == 0
    assert simplify(kl_divergence(Dirichlet([a, b]), Dirichlet([c, e])) - kl_divergence(Beta(a, b), Beta(c, e))) == 0
    two = Multinomial(3, [third, 1 - third]), Multinomial(3, [half, half])
    assert simplify(entropy(two[0]) - entropy(Binomial(3, third))) == 0
    assert simplify(kl_divergence(*two) - kl_divergence(Binomial(3, third), Binomial(3, half))) == 0
    assert simplify(entropy(DirichletMultinomial(2, [1, 1])) - log(3)) == 0


def test_marginals():
    assert marginal(Dirichlet([1, 2, 3]), 1) == Beta(2, 4)
    assert marginal(Multinomial(3, [half, third, Rational(1, 6)]), 2) == Binomial(3, Rational(1, 6))
    assert marginal(NormalGamma(1, 2, 3, half), 1) == Gamma(3, 2)
    assert marginal(MultivariateT([1, 2], S1, 3), 0) == MultivariateT([1], [[2]], 3)
    p, k0 = NegativeMultinomial(2, [Rational(1, 4), Rational(1, 5)]), Integer(3)
    total = sum(exp(p.log_density((k0, j))) for j in range(80)).evalf(20)
    single = marginal(p, 0)
    assert isinstance(single, NegativeBinomial)
    assert abs(total - exp(single.log_density(k0)).evalf(20)) < 1e-15


def test_the_location_of_a_normal_gamma_law_is_students():
    law, x = NormalGamma(1, 2, 3, half), Rational(7, 3)
    inner = lambdify(Symbol("t", positive=True), law.log_density((x, Symbol("t", positive=True))), "mpmath")
    both = integral(lambda t: mpmath.exp(inner(t)), [0, 1, 4, 20, 80])
    assert abs(both - exp(marginal(law, 0).log_density(x)).evalf(20)) < 1e-9
