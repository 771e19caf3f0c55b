"""Normal and Student laws of vectors and matrices."""

from __future__ import annotations

from typing import Any

from sympy import Expr, ImmutableMatrix, MatrixBase, S, Set, log, pi, sqrt

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import POSITIVE
from symbolic_info.laws.families.beta_prime import StudentT
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import Law
from symbolic_info.laws.vector.features import Feature, LogOnePlus, Quadratic
from symbolic_info.laws.vector.law import DEFINITE, MATRIX, VECTOR, Known, Terms, VectorImage, VectorLaw
from symbolic_info.laws.vector.matrices import (
    ONE,
    check_shape,
    determinant,
    difference,
    form,
    log_det_sum,
    trace_ratio,
)
from symbolic_info.rules.multigamma import log_multigamma, multi_digamma

__all__ = ["MatrixNormal", "MatrixStudentT", "MultivariateNormal", "MultivariateT"]


class _Matrices(VectorLaw, public=False):
    """Shared by the laws of n x p matrices with a location M, rows like U (n x n) and columns like V (p x p)."""

    @property
    def frame(self) -> tuple[Any, Any, Any]:
        """(U, M, V)."""
        raise NotImplementedError

    @property
    def shape(self) -> tuple[Expr, Expr]:
        n, p = self.frame[1].shape
        return S(n), S(p)

    @property
    def place(self) -> str:  # type: ignore[override]
        n, p = self.shape
        return Law.place if p == 1 else f"{n} x {p} matrices"

    @property
    def dimension(self) -> Expr:
        return self.shape[0] * self.shape[1]

    @property
    def support(self) -> Set:
        return S.Reals**self.dimension

    def check(self) -> None:
        rows, _, columns = self.frame
        n, p = self.shape
        check_shape(rows, n, n, f"the matrix for the rows of a {type(self).__name__}")
        check_shape(columns, p, p, f"the matrix for the columns of a {type(self).__name__}")

    def spread(self, rows: Any, columns: Any) -> Known:
        """E tr(V^-1 D^T U^-1 D) for D = X - E X."""
        raise NotImplementedError

    def expected(self, feature: Feature) -> Known | None:
        if not isinstance(feature, Quadratic):
            return None
        rows, center, columns = feature.args
        around = self.spread(rows, columns)
        return Known(around.value + form(rows, difference(self.frame[1], center), columns), around.condition)


class _NormalMatrices(_Matrices, public=False):
    """Normal laws: independent up to the linear maps of rows and columns."""

    @property
    def kernel(self) -> Terms:
        return {Quadratic(*self.frame): -S.Half}

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        return _gaussian_integral(terms, facts)

    def spread(self, rows: Any, columns: Any) -> Known:
        own_rows, _, own_columns = self.frame
        return Known(trace_ratio(rows, own_rows) * trace_ratio(columns, own_columns))


def _gaussian_integral(terms: Terms, facts: Facts) -> Known | None:
    """One quadratic, or two that share the rows or the columns: complete the square.

    a (x - m)^2/s + b (x - k)^2/t = (a/s + b/t)(x - ...)^2 + a b (m - k)^2/(a t + b s).
    """
    if not 1 <= len(terms) <= 2 or not all(isinstance(f, Quadratic) for f in terms):
        return None
    weights = [-2 * c for c in terms.values()]
    (rows, center, columns), (rows2, center2, columns2) = ([f.args for f in terms] * 2)[:2]
    n, p = center.shape
    if columns != columns2 and rows == rows2:
        turned = {Quadratic(f.args[2], f.args[1].T, f.args[0]): c for f, c in terms.items()}
        return _gaussian_integral(turned, facts)
    if columns != columns2:
        return None
    shared = n * p * log(2 * pi) / 2 + n * log(determinant(columns)) / 2
    if len(terms) == 1:
        size = log(determinant(rows)) - n * log(weights[0])
        return Known(shared + p * size / 2, weights[0] > 0)
    a, b = weights
    mixed, condition = log_det_sum([a, b], [rows2, rows], facts)
    logs = log(determinant(rows)) + log(determinant(rows2)) - mixed
    square = a * b * _mixed_form(a, b, rows, rows2, difference(center, center2), columns)
    return Known(shared + (p * logs - square) / 2, condition)


def _mixed_form(a: Expr, b: Expr, rows: Any, rows2: Any, shift: Any, columns: Any) -> Expr:
    if rows == rows2:
        return form(rows, shift, columns) / (a + b)
    return form(a * rows2 + b * rows, shift, columns)


class MultivariateNormal(_NormalMatrices):
    """Normal law of a vector with mean mu (length d) and covariance sigma (d x d, positive definite).

    Both may be matrix symbols; then d may be a symbol and results hold traces and determinants.
    One dimension gives the law `Normal` of the standard deviation sqrt(sigma).

    >>> from sympy import MatrixSymbol, Symbol
    >>> from symbolic_info import entropy
    >>> d = Symbol("d", integer=True, positive=True)
    >>> entropy(MultivariateNormal(MatrixSymbol("m", d, 1), MatrixSymbol("S", d, d)))
    (d + d*log(2*pi) + log(Determinant(S)))/2
    """

    parameters = {"mu": VECTOR, "sigma": DEFINITE}
    latex_name = r"\mathcal{N}"

    @property
    def mean(self) -> Any:
        return self.args[0]

    @property
    def covariance(self) -> Any:
        return self.args[1]

    @property
    def frame(self) -> tuple[Any, Any, Any]:
        return self.covariance, self.mean, ONE

    def reduced(self) -> Law | None:
        return Normal(self.args[0][0, 0], sqrt(self.args[1][0, 0])) if self.dimension == 1 else None

    def marginal(self, indices: tuple[int, ...]) -> Law | None:
        mean, cov = self.args
        entries = ImmutableMatrix([[cov[i, j] for j in indices] for i in indices])
        return MultivariateNormal([mean[i, 0] for i in indices], entries)


class MatrixNormal(_NormalMatrices):
    """Normal law of an n x p matrix with location M, rows U (n x n) and columns V (p x p): cov vec X = V kron U.

    Source: Gupta & Nagar, Matrix Variate Distributions, (2.2.1).  One column or one row gives `MultivariateNormal`.
    """

    parameters = {"location_matrix": MATRIX, "scale_matrix_1": DEFINITE, "scale_matrix_2": DEFINITE}
    latex_name = r"\mathcal{MN}"

    @property
    def frame(self) -> tuple[Any, Any, Any]:
        return self.args[1], self.args[0], self.args[2]

    def reduced(self) -> Law | None:
        rows, center, columns = self.frame
        if self.shape[1] == 1 and isinstance(columns, MatrixBase):
            return MultivariateNormal(center, rows * columns[0, 0])
        if self.shape[0] == 1 and isinstance(rows, MatrixBase):
            return MultivariateNormal(center.T, columns * rows[0, 0])
        return None


class MatrixStudentT(_Matrices):
    """Student's law of an n x p matrix with nu degrees of freedom: density in det(1 + U^-1 (X - M) V^-1 (X - M)^T).

    The parameters are (nu, M, V, U), V p x p and U n x n, as in ``sympy.stats``.
    Source: Gupta & Nagar, Matrix Variate Distributions, (4.2.1).
    """

    parameters = {"nu": POSITIVE, "location_matrix": MATRIX, "scale_matrix_1": DEFINITE, "scale_matrix_2": DEFINITE}

    @property
    def frame(self) -> tuple[Any, Any, Any]:
        return self.args[3], self.args[1], self.args[2]

    def reduced(self) -> Law | None:
        rows, center, columns = self.frame
        if self.dimension != 1:
            return None
        nu = self.args[0]
        return affine(StudentT(nu), sqrt(rows[0, 0] * columns[0, 0] / nu), center[0, 0])

    @property
    def exponent(self) -> Expr:
        """The density is a power of exponent -s of the determinant."""
        n, p = self.shape
        return (self.args[0] + n + p - 1) / 2

    @property
    def kernel(self) -> Terms:
        return {LogOnePlus(*self.frame): -self.exponent}

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        if len(terms) != 1 or not isinstance(next(iter(terms)), LogOnePlus):
            return None
        ((feature, weight),) = terms.items()
        rows, center, columns = feature.args
        n, p = center.shape
        sizes = (n * p * log(pi) + n * log(determinant(columns)) + p * log(determinant(rows))) / 2
        gammas = log_multigamma(-weight - S(n) / 2, p) - log_multigamma(-weight, p)
        return Known(sizes + gammas, -2 * weight > n + p - 1)

    def spread(self, rows: Any, columns: Any) -> Known:
        own_rows, _, own_columns = self.frame
        gap = self.args[0] - 2
        return Known(trace_ratio(rows, own_rows) * trace_ratio(columns, own_columns) / gap, gap > 0)

    def expected(self, feature: Feature) -> Known | None:
        if feature != LogOnePlus(*self.frame):
            return super().expected(feature)
        n, p = self.shape
        return Known(multi_digamma(self.exponent, p) - multi_digamma(self.exponent - n / 2, p))


class MultivariateT(VectorImage):
    """Student's law of a vector with location mu, shape matrix (d x d) and dof degrees of freedom.

    Source: Kotz & Nadarajah, Multivariate t Distributions, (1.1).  One dimension gives an image of `StudentT`.
    """

    parameters = {"mu": VECTOR, "shape_mat": DEFINITE, "dof": POSITIVE}

    def check(self) -> None:
        self.underlying()

    def underlying(self) -> VectorLaw:
        mean, rows, dof = self.args
        law: VectorLaw = MatrixStudentT(dof, mean, [[dof]], rows)
        return law

    def reduced(self) -> Law | None:
        mean, rows, dof = self.args
        return affine(StudentT(dof), sqrt(rows[0, 0]), mean[0, 0]) if self.dimension == 1 else None

    def marginal(self, indices: tuple[int, ...]) -> Law | None:
        mean, rows, dof = self.args
        return MultivariateT([mean[i, 0] for i in indices], rows.extract(indices, indices), dof)
