"""Vector laws of which only the density, and perhaps two moments, are known."""

from __future__ import annotations

from typing import Any

from sympy import (
    Expr,
    ImmutableMatrix,
    Lambda,
    MatrixBase,
    Poly,
    PolynomialError,
    S,
    Symbol,
    besselk,
    expand_log,
    hessian,
    log,
    pi,
    simplify,
    sqrt,
)

from symbolic_info.errors import NormalizationError, ParameterError, UnknownLawError
from symbolic_info.laws.law import Law, exact
from symbolic_info.laws.vector.features import Feature, Opaque, Quadratic
from symbolic_info.laws.vector.law import DEFINITE, VECTOR, Known, Shape, Terms, VectorLaw
from symbolic_info.laws.vector.matrices import check_shape, difference, form, outer, trace_ratio
from symbolic_info.laws.vector.normal import MultivariateNormal

__all__ = ["JointDensity", "MultivariateLaplace"]


class MultivariateLaplace(VectorLaw):
    """The law of W mu + sqrt(W) Y for a standard exponential W and a centred normal Y of covariance sigma.

    Source: Kotz, Kozubowski & Podgorski, The Laplace Distribution and Generalizations, (6.2.1); mean mu,
    covariance sigma + mu mu^T.
    """

    parameters = {"mu": VECTOR, "sigma": DEFINITE}

    def check(self) -> None:
        rows = self.args[1].shape[0]
        check_shape(self.args[0], rows, S.One, "the location")
        if rows == 1:
            raise UnknownLawError("MultivariateLaplace needs two components; give Laplace for one")

    @property
    def dimension(self) -> Expr:
        return S(self.args[1].shape[0])

    @property
    def kernel(self) -> Terms:
        return {Opaque(Lambda(*self._log_density())): S.One}

    def _log_density(self) -> tuple[tuple[Symbol, ...], Expr]:
        mu, sigma = self.args
        if not isinstance(sigma, MatrixBase) or not isinstance(mu, MatrixBase):
            raise UnknownLawError("the density of a MultivariateLaplace is known for explicit matrices only")
        names = tuple(Symbol(f"x{i}", real=True) for i in range(sigma.rows))
        x, order = ImmutableMatrix(names), 1 - self.dimension / 2
        rate, square = 2 + form(sigma, mu), form(sigma, x)
        kernel = log(besselk(order, sqrt(rate * square))) + order * log(square / rate) / 2
        linear = (x.T * sigma.inv() * mu)[0, 0]
        return names, kernel + linear + log(2) - (self.dimension * log(2 * pi) + log(sigma.det())) / 2

    @property
    def log_normalizer(self) -> Expr:
        return S.Zero

    def expected(self, feature: Feature) -> Known | None:
        if not isinstance(feature, Quadratic):
            return None
        mu, sigma = self.args
        rows, center, columns = feature.args
        spread = trace_ratio(rows, sigma + outer(mu)) / columns[0, 0]
        return Known(spread + form(rows, difference(mu, center), columns))


def _read_density(value: Any, what: str) -> Lambda:
    if not isinstance(value, Lambda) or len(value.variables) < 2:
        raise ParameterError(f"{what} is a Lambda of at least two components")
    exact(value.expr, what)
    return value


class JointDensity(VectorLaw):
    """The law on R^d with a density of the user's own, a Lambda of the d components.

    The density is not checked to integrate to 1.  A quadratic log-density gives `MultivariateNormal`.
    """

    parameters = {"density": Shape("density", lambda x: (), (), _read_density)}

    def reduced(self) -> Law | None:
        return _as_normal(*self.args[0].args)

    @property
    def dimension(self) -> Expr:
        return S(len(self.args[0].variables))

    @property
    def kernel(self) -> Terms:
        names, density = self.args[0].args
        return {Opaque(Lambda(names, log(density))): S.One}

    @property
    def log_normalizer(self) -> Expr:
        return S.Zero


def _as_normal(names: tuple[Symbol, ...], density: Expr) -> Law | None:
    """The normal law of a quadratic log-density, where the rest is its normalizer."""
    x = ImmutableMatrix([Symbol(f"x{i}", real=True) for i in range(len(names))])
    exponent = expand_log(log(density.subs(dict(zip(names, x, strict=True)))), force=True).expand()
    try:
        quadratic = Poly(exponent, *x).total_degree() == 2
    except PolynomialError:
        return None
    precision = -ImmutableMatrix(hessian(exponent, list(x)))
    if not quadratic or not precision.is_positive_definite:
        return None
    covariance = precision.inv()
    center = covariance * ImmutableMatrix([exponent.diff(v) for v in x]).subs(dict.fromkeys(x, S.Zero))
    law: Law = MultivariateNormal(center, covariance)
    if simplify(exponent - law.log_density(tuple(x))) != 0:
        raise NormalizationError(f"the density {density} does not integrate to 1")
    return law
