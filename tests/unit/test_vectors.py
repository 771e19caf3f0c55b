"""Vector laws: each part against something that does not use it.

The log-density is compared with SymPy's and with an integral of 1, the expectations with the gradient of the
log-integral, entropies and divergences with quadrature or sums, symbolic dimensions with explicit matrices.
"""

import math
from itertools import product as grid

import mpmath
import pytest
import sympy.stats as st
from sympy import (
    Determinant,
    Dummy,
    Indexed,
    IndexedBase,
    Integer,
    KroneckerProduct,
    Matrix,
    MatrixSymbol,
    Rational,
    Symbol,
    Trace,
    cos,
    exp,
    eye,
    lambdify,
    log,
    oo,
    pi,
    simplify,
    sin,
    sqrt,
    symbols,
    zeros,
)

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
from symbolic_info.facts import Facts
from symbolic_info.laws import (
    Beta,
    Binomial,
    Dirichlet,
    DirichletMultinomial,
    Gamma,
    GammaInverse,
    GeneralizedDirichlet,
    InverseWishart,
    MatrixGamma,
    MatrixNormal,
    MatrixStudentT,
    Multinomial,
    MultivariateEwens,
    MultivariateLaplace,
    MultivariateNormal,
    MultivariateT,
    NegativeBinomial,
    NegativeMultinomial,
    Normal,
    NormalGamma,
    NormalInverseGamma,
    NormalInverseWishart,
    VonMisesFisher,
    Wishart,
    as_law,
    marginal,
    product,
)
from symbolic_info.laws.vector.law import combined_terms, log_power_integral

half, third = Rational(1, 2), Rational(1, 3)
S1, S2 = Matrix([[2, 1], [1, 3]]), Matrix([[1, -half], [-half, 2]])
S3 = Matrix([[2, 1, 0], [1, 3, 1], [0, 1, 2]])
d, K, n = symbols("d K n", integer=True, positive=True)

PAIRS = {
    "normal": (MultivariateNormal([1, -1], S1), MultivariateNormal([0, half], S2)),
    "matrix normal": (MatrixNormal([[1, 0, 2], [0, 1, 1]], S1, S3), MatrixNormal([[0, 0, 1], [1, 1, 1]], S2, S3)),
    "matrix normal, same rows": (MatrixNormal(zeros(2, 2), S1, S2), MatrixNormal(eye(2), S1, eye(2))),
    "student": (MultivariateT([0, 1], S1, 5), MultivariateT([0, 1], S1, 5)),
    "matrix student": (MatrixStudentT(4, zeros(2, 3), S3, S2), MatrixStudentT(4, zeros(2, 3), S3, S2)),
    "wishart": (Wishart(5, S1), Wishart(Rational(7, 2), S2)),
    "wishart 3": (Wishart(4, S3), Wishart(5, eye(3))),
    "matrix gamma": (MatrixGamma(2, 3, S1), MatrixGamma(Rational(5, 2), 1, S2)),
    "inverse wishart": (InverseWishart(6, S1), InverseWishart(4, S2)),
    "normal gamma": (NormalGamma(1, 2, 3, half), NormalGamma(0, 1, 2, 1)),
    "normal inverse gamma": (NormalInverseGamma(1, 2, 3, half), NormalInverseGamma(0, 1, 2, 1)),
    "normal inverse wishart": (NormalInverseWishart([1, 0], 2, S1, 5), NormalInverseWishart([0, 1], 1, S2, 4)),
    "dirichlet": (Dirichlet([half, 2, 3]), Dirichlet([1, 1, Rational(3, 2)])),
    "generalized dirichlet": (GeneralizedDirichlet([half, 2], [3, 1]), GeneralizedDirichlet([2, 1], [1, half])),
    "dirichlet in generalized": (GeneralizedDirichlet([half, 2], [3, 1]), Dirichlet([1, 1, Rational(3, 2)])),
    "multinomial": (Multinomial(3, [half, third, Rational(1, 6)]), Multinomial(3, [third, third, third])),
    "negative multinomial": (NegativeMultinomial(3, [half, third]), NegativeMultinomial(3, [third, third])),
    "ewens": (MultivariateEwens(4, half), MultivariateEwens(4, 3)),
    "sphere": (VonMisesFisher([0, 1, 0], 2), VonMisesFisher([Rational(3, 5), Rational(4, 5), 0], 1)),
    "circle": (VonMisesFisher([0, 1], 2), VonMisesFisher([Rational(3, 5), Rational(4, 5)], 1)),
}


@pytest.mark.parametrize("name", PAIRS)
def test_expectations_are_the_gradient_of_the_log_integral(name):
    """E F = d/dt log integral of p exp(t F) at t = 0, also for the features of another law of the family."""
    p, q = PAIRS[name]
    t = Dummy("t", real=True)
    for feature in {**p.kernel, **q.kernel}:
        tilted = p.integral(combined_terms(1, p.kernel, t, {feature: 1}), Facts())
        if tilted is not None:
            slope = tilted.value.diff(t).subs(t, 0)
            assert abs((slope - p.expected(feature).value).evalf(30)) < 1e-25, feature


@pytest.mark.parametrize("name", PAIRS)
def test_the_divergence_is_the_slope_of_the_power_integral(name):
    """D(p || q) = -d/db log integral p**(1 - b) q**b at b = 0."""
    p, q = PAIRS[name]
    b = Dummy("b", positive=True)
    found = log_power_integral(p, q, 1 - b, b, Facts([b > 0, b < 1]))
    assert found is not None
    assert abs((found.value.diff(b).subs(b, 0) + kl_divergence(p, q)).evalf(30)) < 1e-25
    assert abs(found.value.subs(b, 0).evalf(30)) < 1e-25


NAMED = [
    (st.MultivariateNormal("X", [1, 0], S1), [(0, 1), (2, -half)]),
    (st.MultivariateT("X", [1, 0], S1, 3), [(0, 1), (2, -half)]),
    (st.MultivariateLaplace("X", [1, half], S1), [(third, 1), (2, -half)]),
    (st.NormalGamma("X", 1, 2, 3, half), [(0, 1), (2, third)]),
    (st.MultivariateBeta("X", half, 2, 3), [(half, third, Rational(1, 6))]),
    (st.Multinomial("X", 3, half, third, Rational(1, 6)), [(1, 2, 0), (1, 1, 1)]),
    (st.NegativeMultinomial("X", 3, half, third), [(0, 0), (2, 1)]),
    (st.MultivariateEwens("X", 3, half), [(3, 0, 0), (1, 1, 0), (0, 0, 1)]),
]


@pytest.mark.parametrize("case", NAMED, ids=lambda case: type(case[0].pspace.distribution).__name__)
def test_joint_densities_are_those_of_sympy(case):
    variable, points = case
    law = as_law(variable)
    for point in points:
        theirs = st.density(variable)(*point)
        assert abs(exp(law.log_density(point)).evalf(25) - theirs.evalf(25)) < 1e-20


MATRICES = [
    (st.Wishart("W", 5, S1), [Matrix([[2, 1], [1, 1]])]),
    (st.MatrixGamma("W", 2, 3, S1), [Matrix([[2, 1], [1, 1]])]),
    (st.MatrixNormal("W", Matrix([[1, 0], [2, 1]]), S1, S2), [Matrix([[2, 0], [1, 1]])]),
    (st.MatrixStudentT("W", 3, Matrix([[1, 0], [2, 1]]), S1, S2), [Matrix([[2, 0], [1, 1]])]),
]


@pytest.mark.parametrize("case", MATRICES, ids=lambda case: type(case[0].pspace.distribution).__name__)
def test_matrix_densities_are_those_of_sympy(case):
    variable, points = case
    law = as_law(variable)
    for point in points:
        theirs = st.density(variable)(point).doit()
        assert abs(exp(law.log_density(point)).evalf(20) - theirs.evalf(20)) < 1e-15


def integral(f, *ranges):
    with mpmath.workdps(15):
        return mpmath.quad(f, *ranges)


def whole_plane(f, step=0.2, reach=45):
    """Trapezoidal sum over the plane: exponentially accurate for smooth functions that fall off fast."""
    line = [step * i for i in range(-reach, reach + 1)]
    return step**2 * math.fsum(f(u, v) for u in line for v in line)


u, v = symbols("u v", real=True)


def agrees(pair, point, log_jacobian, **grid):
    """Entropy and divergence as integrals over the plane, and 1 as that of the density."""
    first, second = (lambdify((u, v), (w.log_density(point)).evalf(20), "math") for w in pair)
    weight = lambdify((u, v), exp(pair[0].log_density(point) + log_jacobian).evalf(20), "math")
    assert abs(whole_plane(weight, **grid) - 1) < 1e-9
    own = whole_plane(lambda s, t: -weight(s, t) * first(s, t), **grid)
    both = whole_plane(lambda s, t: weight(s, t) * (first(s, t) - second(s, t)), **grid)
    assert abs(own - float(entropy(pair[0]))) < 1e-8
    assert abs(both - float(kl_divergence(*pair))) < 1e-8


def test_normal_pair_by_integrals():
    agrees(PAIRS["normal"], (1 + sqrt(2) * u, -1 + sqrt(3) * v), log(6) / 2)


@pytest.mark.parametrize("name", ["normal gamma", "normal inverse gamma"])
def test_normal_gamma_by_integrals(name):
    """The location in units of its conditional scale, the other coordinate as an exponential."""
    scale = exp(-v / 2) if name == "normal gamma" else exp(v / 2)
    agrees(PAIRS[name], (1 + u * scale, exp(v)), v + log(scale), step=0.25, reach=60)


def test_wishart_and_its_inverse_by_their_eigenvalues():
    """dX = pi (l1 - l2) dl1 dl2 for 2 x 2 matrices with eigenvalues l1 > l2 (Muirhead, 3.2.17)."""
    pair = Wishart(6, eye(2)), InverseWishart(5, 2 * eye(2))
    l2, gap = exp(u), exp(v)
    point = Matrix([[l2 + gap, 0], [0, l2]])
    agrees(pair, point, log(pi) + v + u + v, step=0.25, reach=60)


SIMPLEX = [
    (GeneralizedDirichlet([3, 2], [3, 2]), Dirichlet([2, 1, 2])),
    (Dirichlet([2, 3, 2]), GeneralizedDirichlet([3, 2], [3, 2])),
]


@pytest.mark.parametrize("pair", SIMPLEX, ids=lambda pair: type(pair[0]).__name__)
def test_laws_on_the_simplex_by_double_integrals(pair):
    """Stick-breaking coordinates make the simplex a square: x = s, y = (1 - s) t, with Jacobian 1 - s."""
    s, t = 1 / (1 + exp(-u)), 1 / (1 + exp(-v))
    rest = 1 / (1 + exp(u))
    point = (s, rest * t, rest / (1 + exp(v)))
    agrees(pair, point, log(s * rest**2 * t / (1 + exp(v))), step=0.25, reach=80)


def test_student_vector_by_polar_integrals():
    """Centred with the identity: the density depends on the distance from the origin only."""
    p, q = MultivariateT([0, 0], eye(2), 5), MultivariateNormal([0, 0], 2 * eye(2))
    r = symbols("r", positive=True)
    first, second = (lambdify(r, w.log_density((r, 0)), "mpmath") for w in (p, q))
    ring = lambda t: 2 * mpmath.pi * t * mpmath.exp(first(t))  # noqa: E731
    ends = [0, 1, 5, mpmath.inf]
    assert abs(integral(ring, ends) - 1) < 1e-10
    assert abs(integral(lambda t: -ring(t) * first(t), ends) - entropy(p).evalf(20)) < 1e-9
    assert abs(integral(lambda t: -ring(t) * second(t), ends) - cross_entropy(p, q).evalf(20)) < 1e-9


@pytest.mark.parametrize("size", [2, 3, 4])
def test_directions_by_integrals_over_the_angle(size):
    """The angle t from the mean has the density of the surface |S^(d-2)| sin(t)**(d-2)."""
    kappa, lamda = Rational(3, 2), 2
    pole = [0] * (size - 1) + [1]
    p, q = VonMisesFisher(pole, kappa), VonMisesFisher([0] * (size - 2) + [Rational(3, 5), Rational(4, 5)], lamda)
    surface = 2 * pi ** Rational(size - 1, 2) / mpmath.gamma(mpmath.mpf(size - 1) / 2)
    t = symbols("t", real=True)
    constants = [w.log_density([0] * (size - 1) + [1]) for w in (p, q)]
    first = lambdify(t, constants[0] - kappa + kappa * cos(t), "mpmath")
    weight = lambdify(t, surface * sin(t) ** (size - 2), "mpmath")
    mass = integral(lambda s: weight(s) * mpmath.exp(first(s)), [0, mpmath.pi])
    own = integral(lambda s: -weight(s) * mpmath.exp(first(s)) * first(s), [0, mpmath.pi])
    along = integral(lambda s: weight(s) * mpmath.exp(first(s)) * mpmath.cos(s), [0, mpmath.pi])
    assert abs(mass - 1) < 1e-10
    assert abs(own - entropy(p).evalf(20)) < 1e-10
    offset = constants[1] - lamda * Rational(4, 5)
    cross = -(offset + lamda * Rational(4, 5) * along)
    assert abs((cross - own - kl_divergence(p, q)).evalf(20)) < 1e-10


def listed(law, points):
    return {point: exp(law.log_density(point)) for point in points}


def counts(trials, size):
    return [x for x in grid(range(trials + 1), repeat=size) if sum(x) == trials]


COUNTS = [
    (*PAIRS["multinomial"], counts(3, 3)),
    (DirichletMultinomial(3, [1, half, 2]), DirichletMultinomial(3, [1, 1, 1]), counts(3, 3)),
    (DirichletMultinomial(3, [1, half, 2]), Multinomial(3, [half, third, Rational(1, 6)]), counts(3, 3)),
    (Multinomial(3, [half, third, Rational(1, 6)]), DirichletMultinomial(3, [1, half, 2]), counts(3, 3)),
    (*PAIRS["ewens"], [(4, 0, 0, 0), (2, 1, 0, 0), (0, 2, 0, 0), (1, 0, 1, 0), (0, 0, 0, 1)]),
]


@pytest.mark.parametrize("case", COUNTS, ids=lambda case: f"{type(case[0]).__name__}-{type(case[1]).__name__}")
def test_laws_of_counts_by_sums_over_all_outcomes(case):
    p, q, points = case
    first, second = listed(p, points), listed(q, points)
    assert abs(sum(first.values()).evalf(30) - 1) < 1e-25
    own = -sum(w * log(w) for w in first.values())
    both = sum(w * log(w / second[x]) for x, w in first.items())
    assert abs((own - entropy(p)).evalf(30)) < 1e-25
    assert abs((both - kl_divergence(p, q)).evalf(30)) < 1e-25
    mixed = {x: (first[x] + second[x]) / 2 for x in points}
    js = sum(w * log(w / mixed[x]) for part in (first, second) for x, w in part.items()) / 2
    assert abs((js - js_divergence(p, q)).evalf(30)) < 1e-25


def test_negative_multinomial_by_a_long_sum():
    p, q = NegativeMultinomial(2, [Rational(1, 4), Rational(1, 5)]), NegativeMultinomial(2, [Rational(1, 3), third / 2])
    points = list(grid(range(60), repeat=2))
    x, y = symbols("x y", integer=True, nonnegative=True)
    first, second = (lambdify((x, y), w.log_density((x, y)), "mpmath") for w in (p, q))
    both = mpmath.fsum(mpmath.exp(first(*at)) * (first(*at) - second(*at)) for at in points)
    assert abs(both - kl_divergence(p, q).evalf(20)) < 1e-9


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
