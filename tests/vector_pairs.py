"""Pairs of vector laws with numbers, and integrals over the plane."""

import math

import mpmath
from sympy import (
    Matrix,
    Rational,
    eye,
    symbols,
    zeros,
)

from symbolic_info.laws import (
    Dirichlet,
    GeneralizedDirichlet,
    InverseWishart,
    MatrixGamma,
    MatrixNormal,
    MatrixStudentT,
    Multinomial,
    MultivariateEwens,
    MultivariateNormal,
    MultivariateT,
    NegativeMultinomial,
    NormalGamma,
    NormalInverseGamma,
    NormalInverseWishart,
    VonMisesFisher,
    Wishart,
)

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


def integral(f, *ranges):
    with mpmath.workdps(15):
        return mpmath.quad(f, *ranges)


def whole_plane(f, step=0.2, reach=45):
    """Trapezoidal sum over the plane: exponentially accurate for smooth functions that fall off fast."""
    line = [step * i for i in range(-reach, reach + 1)]
    return step**2 * math.fsum(f(u, v) for u in line for v in line)


u, v = symbols("u v", real=True)
