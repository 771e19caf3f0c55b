"""Multivariate laws with quadratic log-densities."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Expr, ImmutableMatrix, Matrix, S, Set, Trace, log, pi, sqrt, sympify
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError, SpaceError, UnknownLawError
from symbolic_info.laws.domain import REAL
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.law import Parametric, exact

MOST_SYMBOLIC = 4


class MultivariateNormal(Parametric):
    """Normal law of a vector with mean mu (length d) and covariance sigma (d x d, positive definite).

    One dimension gives the law `Normal` of the standard deviation sqrt(sigma).
    """

    parameters = {"mu": REAL, "sigma": REAL}
    latex_name = r"\mathcal{N}"

    @classmethod
    def _arguments(cls, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[ImmutableMatrix, ...]:
        values = dict(zip(cls.parameters, args, strict=False)) | named
        if set(values) != set(cls.parameters):
            raise ParameterError("MultivariateNormal takes the parameters (mu, sigma)")
        mean = ImmutableMatrix(list(sympify(values["mu"])))
        cov = ImmutableMatrix(values["sigma"])
        if cov.shape != (mean.rows, mean.rows):
            raise SpaceError(
                f"a mean of length {mean.rows} needs a {mean.rows} x {mean.rows} covariance, not {cov.shape}"
            )
        if cov != cov.T:
            raise ParameterError("the covariance matrix must be symmetric")
        if mean.rows > MOST_SYMBOLIC and cov.free_symbols:
            raise UnknownLawError(f"covariances with symbols are supported up to dimension {MOST_SYMBOLIC}")
        for entry in (*mean, *cov):
            exact(entry, "an entry of a MultivariateNormal")
        return mean, cov

    def __new__(cls, *args: Any, **named: Any) -> Parametric:
        law = super().__new__(cls, *args, **named)
        if law.args[0].rows == 1:
            return Normal(law.args[0][0], sqrt(law.args[1][0]))
        return law

    @property
    def mean(self) -> ImmutableMatrix:
        return self.args[0]

    @property
    def covariance(self) -> ImmutableMatrix:
        return self.args[1]

    @property
    def dimension(self) -> Expr:
        return S(self.mean.rows)

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        minors = (self.covariance[:i, :i].det() for i in range(1, self.mean.rows + 1))
        return tuple(c for c in (m > 0 for m in minors) if c != S.true)

    @property
    def support(self) -> Set:
        return S.Reals**self.mean.rows

    def log_density(self, x: Iterable[Expr]) -> Expr:
        shift = Matrix(list(x)) - self.mean
        quadratic = (shift.T * self.covariance.adjugate() * shift)[0, 0] / self.covariance.det()
        return -quadratic / 2 - self.log_normalizer()

    def log_normalizer(self) -> Expr:
        """log of sqrt((2 pi)**d det(covariance))."""
        return (self.dimension * log(2 * pi) + log(self.covariance.det().factor())) / 2

    def mean_quadratic(self, center: Matrix, matrix: Matrix) -> Expr:
        """E (X - center)^T matrix (X - center) = tr(matrix covariance) + (mean - center)^T matrix (mean - center)."""
        shift = self.mean - center
        return Trace(matrix * self.covariance).doit() + (shift.T * matrix * shift)[0, 0]
