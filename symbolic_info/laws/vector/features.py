"""Features of a point: the functions whose linear combinations are the log-densities of vector laws."""

from __future__ import annotations

from typing import Any

from sympy import Basic, Expr, Matrix, MatrixBase, S, Sum, Tuple, eye, log, loggamma

from symbolic_info.laws.vector.matrices import determinant, form, trace_ratio
from symbolic_info.rules.multigamma import ROW


class Feature(Basic):
    """A function of the point of a law, with its parameters as arguments."""

    def at(self, point: Any) -> Expr:
        """The value at an explicit point."""
        raise NotImplementedError

    def total(self, term: Expr) -> Expr:
        """``term``, a multiple of the feature, summed over what the feature stands for."""
        return term


class Quadratic(Feature):
    """tr(V^-1 (X - M)^T U^-1 (X - M)) with args (U, M, V)."""

    def at(self, point: Any) -> Expr:
        rows, center, columns = self.args
        return form(rows, as_matrix(point) - center, columns)


class LogOnePlus(Feature):
    """log det(1 + U^-1 (X - M) V^-1 (X - M)^T) with args (U, M, V)."""

    def at(self, point: Any) -> Expr:
        rows, center, columns = self.args
        shift = as_matrix(point) - center
        return log(determinant(eye(rows.rows) + rows.inv() * shift * columns.inv() * shift.T))


class LogDet(Feature):
    """log det X."""

    def at(self, point: Any) -> Expr:
        return log(determinant(as_matrix(point)))


class TraceWith(Feature):
    """tr(V^-1 X) with args (V,)."""

    def at(self, point: Any) -> Expr:
        return trace_ratio(self.args[0], as_matrix(point))


class ScaledQuadratic(Feature):
    """(x - m)^T C^-1 (x - m) at a point (x, C), with args (m,)."""

    def at(self, point: Any) -> Expr:
        return form(point[1], point[0] - self.args[0])


class InverseTrace(Feature):
    """tr(P X^-1) with args (P,)."""

    def at(self, point: Any) -> Expr:
        return trace_ratio(as_matrix(point), self.args[0])


class Along(Feature):
    """v^T x with args (v,)."""

    def at(self, point: Any) -> Expr:
        return (self.args[0].T * as_matrix(point))[0, 0]


class OfEntry(Feature):
    """A function of the entry at an index: a number from 0, or the range (i, 1, K) for all entries at once."""

    @property
    def index(self) -> Basic:
        """The number or the range."""
        return self.args[0]

    def at(self, point: Any) -> Expr:
        return self.of(point[ROW if isinstance(self.index, Tuple) else int(self.index)])

    def of(self, entry: Expr) -> Expr:
        """The value at the entry."""
        raise NotImplementedError

    def total(self, term: Expr) -> Expr:
        return summed(self.index, term)


class Entry(OfEntry):
    """x_i."""

    def of(self, entry: Expr) -> Expr:
        return entry


class LogEntry(OfEntry):
    """log x_i."""

    def of(self, entry: Expr) -> Expr:
        return log(entry)


class LogGamma(OfEntry):
    """log Gamma(x_i + a) with args (i, a)."""

    def of(self, entry: Expr) -> Expr:
        return loggamma(entry + self.args[1])


class LogRest(OfEntry):
    """log of the sum of the entries behind x_i."""

    def at(self, point: Any) -> Expr:
        return log(sum(point[int(self.index) + 1 :], S.Zero))


class LogGammaOfTotal(Feature):
    """log Gamma(a + sum x_i) with args (a,)."""

    def at(self, point: Any) -> Expr:
        return loggamma(self.args[0] + sum(point, S.Zero))


class Parts(Feature):
    """The number of parts sum x_i of a partition with x_i parts of size i."""

    def at(self, point: Any) -> Expr:
        return sum(point, S.Zero)


class LogParts(Feature):
    """log prod i**x_i x_i!."""

    def at(self, point: Any) -> Expr:
        return sum((x * log(i) + loggamma(x + 1) for i, x in enumerate(point, 1)), S.Zero)


class Opaque(Feature):
    """A log-density of which no more is known, as a Lambda of the components."""

    def at(self, point: Any) -> Expr:
        return self.args[0](*point)


def summed(index: Basic, term: Expr) -> Expr:
    """``term`` summed over a range; itself for one index."""
    return pulled_out(Sum(term, index)) if isinstance(index, Tuple) else term


def pulled_out(total: Sum) -> Expr:
    """The sum with its constant factor in front."""
    factor, inner = total.function.as_independent(*total.variables, as_Add=False)
    return factor * Sum(inner, *total.limits)


def as_matrix(point: Any) -> Any:
    """A point as a matrix: lists of components are columns, and a covariance stands behind its location."""
    if isinstance(point, MatrixBase):
        return point
    return point[-1] if isinstance(point[-1], MatrixBase) else Matrix(list(point))
