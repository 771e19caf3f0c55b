"""Determinants, traces and quadratic forms, of explicit matrices and of matrix symbols alike."""

from __future__ import annotations

from typing import Any

from sympy import (
    And,
    Determinant,
    Expr,
    Identity,
    ImmutableMatrix,
    MatrixBase,
    MatrixExpr,
    MatrixSymbol,
    S,
    Trace,
    log,
    sympify,
)
from sympy.logic.boolalg import Boolean
from sympy.polys.domains import QQ
from sympy.polys.matrices import DomainMatrix

from symbolic_info.errors import ParameterError, SpaceError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.law import exact

MOST_SYMBOLIC = 4
ONE = ImmutableMatrix([[1]])


def read_matrix(value: Any, what: str) -> Any:
    """A matrix expression, or nested lists as an explicit matrix of exact entries."""
    if isinstance(value, MatrixExpr) and not isinstance(value, MatrixBase):
        return value
    matrix = ImmutableMatrix(value)
    for entry in matrix:
        exact(entry, f"an entry of {what}")
    return matrix


def read_column(value: Any, what: str) -> Any:
    """A column: a matrix expression of one column, or a list of exact numbers."""
    if isinstance(value, MatrixExpr) and not isinstance(value, MatrixBase):
        if value.shape[1] != 1:
            raise SpaceError(f"{what} must be a column, not of shape {value.shape}")
        return value
    return read_matrix(list(sympify(value)), what)


def read_definite(value: Any, what: str) -> Any:
    """A symmetric matrix; that it is positive definite is a condition."""
    matrix = read_matrix(value, what)
    if matrix.shape[0] != matrix.shape[1]:
        raise SpaceError(f"{what} must be square, not of shape {matrix.shape}")
    if isinstance(matrix, MatrixBase):
        if matrix != matrix.T:
            raise ParameterError(f"{what} must be symmetric")
        if matrix.rows > MOST_SYMBOLIC and matrix.free_symbols:
            raise UnknownLawError(f"{what} may have symbols as entries up to dimension {MOST_SYMBOLIC}")
    return matrix


def check_shape(matrix: Any, rows: Expr, columns: Expr, what: str) -> None:
    """Raise SpaceError unless ``matrix`` is, or may be, ``rows`` x ``columns``."""
    gaps = [S(a) - b for a, b in zip(matrix.shape, (rows, columns), strict=True)]
    if any(gap.is_zero is False for gap in gaps):
        raise SpaceError(f"{what} must be of shape ({rows}, {columns}), not {matrix.shape}")


class PositiveDefinite(Boolean):
    """That a symmetric matrix is positive definite; of explicit matrices decided by the leading minors (Sylvester)."""

    def __new__(cls, matrix: Any) -> Any:
        matrix = matrix if matrix.has(MatrixSymbol) else matrix.doit()
        if isinstance(matrix, MatrixBase):
            return And(*(_explicit_det(matrix[:i, :i]) > 0 for i in range(1, matrix.rows + 1)))
        return S.true if isinstance(matrix, Identity) else super().__new__(cls, matrix)

    def doit(self, **hints: Any) -> Any:
        return PositiveDefinite(self.args[0].doit(**hints))

    def _latex(self, printer: Any) -> str:
        return rf"{printer.doprint(self.args[0])} \succ 0"


def positive_definite(matrix: Any) -> tuple[Boolean, ...]:
    """The conditions that a matrix is positive definite."""
    condition = PositiveDefinite(matrix)
    if condition == S.false:
        return (condition,)
    return condition.args if isinstance(condition, And) else () if condition == S.true else (condition,)


def _explicit_det(matrix: Any) -> Expr:
    """det A; of rational entries by elimination in their field."""
    if all(entry.is_Rational for entry in matrix):
        return QQ.to_sympy(DomainMatrix.from_Matrix(matrix).convert_to(QQ).det())
    factored = matrix.det().factor()
    crossed = matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0] if matrix.rows == 2 else factored
    return min((factored, crossed), key=lambda e: e.count_ops())


def determinant(matrix: Any) -> Expr:
    """det A."""
    return _explicit_det(matrix) if isinstance(matrix, MatrixBase) else Determinant(matrix).doit()


def trace_ratio(a: Any, b: Any) -> Expr:
    """tr(A^-1 B) for a positive definite A."""
    if a == b:
        return S(a.shape[0])
    if isinstance(a, MatrixBase) and isinstance(b, MatrixBase):
        return _solved(a, b).trace()
    return Trace(a.inv() * b).doit()


def form(rows: Any, shift: Any, columns: Any = ONE) -> Expr:
    """tr(V^-1 D^T U^-1 D), the squared length of D; None stands for D = 0."""
    if shift is None:
        return S.Zero
    if all(isinstance(m, MatrixBase) for m in (rows, shift, columns)):
        return trace_ratio(columns, shift.T * _solved(rows, shift))
    return Trace((S.One if columns == ONE else columns.inv()) * shift.T * rows.inv() * shift).doit()


def _solved(a: Any, b: Any) -> Any:
    """A^-1 B; with symbols by the adjugate, whose entries stay polynomials."""
    if all(entry.is_Rational for m in (a, b) for entry in m):
        first, second = (DomainMatrix.from_Matrix(m).convert_to(QQ) for m in (a, b))
        return first.lu_solve(second).to_Matrix()
    return a.adjugate() * b / a.det() if a.free_symbols else a.LUsolve(b)


def difference(a: Any, b: Any) -> Any:
    """A - B, None where they are the same."""
    return None if a == b else a - b


def inner_product(a: Any, b: Any) -> Expr:
    """a^T b of two columns."""
    if isinstance(a, MatrixBase) and isinstance(b, MatrixBase):
        return (a.T * b)[0, 0]
    return Trace(a.T * b).doit()


def outer(shift: Any) -> Any:
    """D D^T."""
    return shift * shift.T


def log_det_sum(weights: list[Expr], matrices: list[Any], facts: Facts) -> tuple[Expr, Boolean]:
    """log det of a weighted sum of matrices, the first of them positive definite, and when the sum is so too."""
    if len(set(matrices)) == 1:
        weight = sum(weights, S.Zero)
        return matrices[0].shape[0] * log(weight) + log(determinant(matrices[0])), weight > 0
    total = weights[0] * matrices[0]
    for weight, matrix in zip(weights[1:], matrices[1:], strict=True):
        total = total + weight * matrix
    certain = all(facts.nonnegative(w) for w in weights) and facts.positive(weights[0])
    return log(determinant(total)), S.true if certain else PositiveDefinite(total)
