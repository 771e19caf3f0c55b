"""Vector laws: each part against something that does not use it.

The log-density is compared with SymPy's and with an integral of 1, the expectations with the gradient of the
log-integral, entropies and divergences with quadrature or sums, symbolic dimensions with explicit matrices.
"""

from itertools import product as grid

import mpmath
import pytest
import sympy.stats as st
from sympy import (
    Dummy,
    Matrix,
    Rational,
    cos,
    exp,
    eye,
    lambdify,
    log,
    pi,
    sin,
    sqrt,
    symbols,
)
from vector_pairs import PAIRS, S1, S2, half, integral, third, u, v, whole_plane

from symbolic_info import (
    cross_entropy,
    entropy,
    js_divergence,
    kl_divergence,
)
from symbolic_info.facts import Facts
from symbolic_info.laws import (
    Dirichlet,
    DirichletMultinomial,
    GeneralizedDirichlet,
    InverseWishart,
    Multinomial,
    MultivariateNormal,
    MultivariateT,
    NegativeMultinomial,
    VonMisesFisher,
    Wishart,
    as_law,
)
from symbolic_info.laws.vector.law import combined_terms, log_power_integral


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
