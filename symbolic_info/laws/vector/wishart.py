"""Laws of positive definite matrices, and of a location with its covariance."""

from __future__ import annotations

from typing import Any

from sympy import And, Expr, ImmutableMatrix, S, log, pi, sqrt
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import POSITIVE, REAL
from symbolic_info.laws.families.beta_prime import StudentT
from symbolic_info.laws.families.gamma import Gamma, GammaInverse
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import Law
from symbolic_info.laws.vector.features import Feature, InverseTrace, LogDet, ScaledQuadratic, TraceWith
from symbolic_info.laws.vector.law import (
    DEFINITE,
    VECTOR,
    Known,
    Terms,
    VectorImage,
    VectorLaw,
    combined_terms,
    sorted_terms,
)
from symbolic_info.laws.vector.matrices import (
    check_shape,
    determinant,
    difference,
    form,
    log_det_sum,
    outer,
    trace_ratio,
)
from symbolic_info.rules.multigamma import log_multigamma, multi_digamma

__all__ = [
    "InverseWishart",
    "MatrixGamma",
    "NormalGamma",
    "NormalInverseGamma",
    "NormalInverseWishart",
    "Wishart",
]


class _Definite(VectorLaw, public=False):
    """Shared by the laws of positive definite p x p matrices: degrees of freedom, then a matrix."""

    parameters = {"n": POSITIVE, "scale_matrix": DEFINITE}

    @property
    def order(self) -> Expr:
        """p."""
        return S(self.args[1].shape[0])

    @property
    def dimension(self) -> Expr:
        return self.order * (self.order + 1) / 2

    @property
    def place(self) -> str:  # type: ignore[override]
        return f"positive definite {self.order} x {self.order} matrices"

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[0] > self.order - 1,)


class Wishart(_Definite):
    """Wishart law with n > p - 1 degrees of freedom and scale matrix V (p x p); the mean is n V.

    The density is with respect to the p (p + 1)/2 free entries.  Source: Muirhead, Aspects of Multivariate
    Statistical Theory, 3.2.1.  One dimension gives `Gamma` of shape n/2 and scale 2 V.

    >>> from sympy import MatrixSymbol, symbols
    >>> from symbolic_info import kl_divergence
    >>> p = symbols("p", integer=True, positive=True)
    >>> n, V, W = symbols("n", positive=True), MatrixSymbol("V", p, p), MatrixSymbol("W", p, p)
    >>> kl_divergence(Wishart(n, V), Wishart(n, W))
    n*(-p + log(Determinant(W)/Determinant(V)) + Trace(W**(-1)*V))/2
    """

    def reduced(self) -> Law | None:
        n, scale = self.args
        return Gamma(n / 2, 2 * scale[0, 0]) if self.order == 1 else None

    @property
    def kernel(self) -> Terms:
        n, scale = self.args
        return {LogDet(): (n - self.order - 1) / 2, TraceWith(scale): -S.Half}

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        """For two scale matrices, a S^-1 + b T^-1 = S^-1 (a T + b S) T^-1."""
        found = sorted_terms(terms, LogDet, TraceWith)
        if found is None or not 1 <= len(found[TraceWith]) <= 2:
            return None
        scales, weights = [f.args[0] for f in found[TraceWith]], [-2 * c for c in found[TraceWith].values()]
        n = 2 * terms.get(LogDet(), S.Zero) + self.order + 1
        if len(scales) == 1:
            log_det, condition = log(determinant(scales[0])) - self.order * log(weights[0]), weights[0] > 0
        else:
            mixed, condition = log_det_sum(weights, scales[::-1], facts)
            log_det = log(determinant(scales[0])) + log(determinant(scales[1])) - mixed
        return _gamma_integral(n, self.order, log_det, condition)

    def expected(self, feature: Feature) -> Known | None:
        (n, scale), p = self.args, self.order
        if isinstance(feature, LogDet):
            return Known(multi_digamma(n / 2, p) + p * log(2) + log(determinant(scale)))
        if isinstance(feature, TraceWith):
            return Known(n * trace_ratio(feature.args[0], scale))
        if isinstance(feature, InverseTrace):
            return Known(trace_ratio(scale, feature.args[0]) / (n - p - 1), n > p + 1)
        return None


def _gamma_integral(n: Expr, p: Expr, log_det: Expr, condition: Boolean) -> Known:
    """log of 2**(n p/2) det(V)**(n/2) Gamma_p(n/2)."""
    value = n * (p * log(2) + log_det) / 2 + log_multigamma(n / 2, p)
    return Known(value, And(n > p - 1, condition))


class MatrixGamma(VectorImage):
    """Matrix gamma law with shape alpha, scale beta and scale matrix: the Wishart law of 2 alpha and beta matrix/2.

    Source: Gupta & Nagar, Matrix Variate Distributions, 3.6.
    """

    parameters = {"alpha": POSITIVE, "beta": POSITIVE, "scale_matrix": DEFINITE}

    def underlying(self) -> VectorLaw:
        alpha, beta, scale = self.args
        law: VectorLaw = Wishart(2 * alpha, beta / 2 * scale)
        return law

    def reduced(self) -> Law | None:
        return self.underlying() if self.args[2].shape[0] == 1 else None

    def constraints(self) -> tuple[Boolean, ...]:
        return (2 * self.args[0] > self.args[2].shape[0] - 1,)


class InverseWishart(_Definite):
    """Law of the inverse of a Wishart matrix: nu > p - 1 degrees of freedom, scale matrix Psi; mean Psi/(nu - p - 1).

    Source: Gupta & Nagar, Matrix Variate Distributions, (3.4.1), with nu = m - p - 1.
    One dimension gives `GammaInverse` of shape nu/2 and scale Psi/2.
    """

    parameters = {"nu": POSITIVE, "scale_matrix": DEFINITE}

    def reduced(self) -> Law | None:
        nu, scale = self.args
        return GammaInverse(nu / 2, scale[0, 0] / 2) if self.order == 1 else None

    @property
    def kernel(self) -> Terms:
        nu, scale = self.args
        return {LogDet(): -(nu + self.order + 1) / 2, InverseTrace(scale): -S.Half}

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        return _inverse_integral(self.order, terms, facts)

    def expected(self, feature: Feature) -> Known | None:
        return _inverse_expected(self.args[0], self.args[1], feature)


def _inverse_integral(p: Expr, terms: Terms, facts: Facts) -> Known | None:
    found = sorted_terms(terms, LogDet, InverseTrace)
    if found is None or not found[InverseTrace]:
        return None
    scales, weights = [f.args[0] for f in found[InverseTrace]], [-2 * c for c in found[InverseTrace].values()]
    log_det, condition = log_det_sum(weights, scales, facts)
    return _gamma_integral(-2 * terms.get(LogDet(), S.Zero) - p - 1, p, -log_det, condition)


def _inverse_expected(nu: Expr, scale: Any, feature: Feature) -> Known | None:
    p = S(scale.shape[0])
    if isinstance(feature, LogDet):
        return Known(log(determinant(scale)) - p * log(2) - multi_digamma(nu / 2, p))
    if isinstance(feature, InverseTrace):
        return Known(nu * trace_ratio(scale, feature.args[0]))
    if isinstance(feature, TraceWith):
        return Known(trace_ratio(feature.args[0], scale) / (nu - p - 1), nu > p + 1)
    return None


class NormalInverseWishart(VectorLaw):
    """Law of (x, C): C of `InverseWishart` (nu, Psi), and x given C normal with mean mu and covariance C/lamda.

    Source: Gelman et al., Bayesian Data Analysis, 3.6.
    """

    parameters = {"mu": VECTOR, "lamda": POSITIVE, "scale_matrix": DEFINITE, "nu": POSITIVE}

    def check(self) -> None:
        check_shape(self.args[0], self.order, S.One, "the location")

    @property
    def order(self) -> Expr:
        """The length p of the location."""
        return S(self.args[2].shape[0])

    @property
    def dimension(self) -> Expr:
        return self.order * (self.order + 3) / 2

    @property
    def place(self) -> str:  # type: ignore[override]
        return Law.place if self.order == 1 else f"vectors of length {self.order} with a covariance"

    def constraints(self) -> tuple[Boolean, ...]:
        return (self.args[3] > self.order - 1,)

    @property
    def kernel(self) -> Terms:
        center, weight, scale, nu = self.args
        last = {LogDet(): -(nu + self.order + 2) / 2, InverseTrace(scale): -S.Half}
        return {ScaledQuadratic(center): -weight / 2, **last}

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        """Complete the square in x; what is left joins the scale matrices."""
        found = sorted_terms(terms, LogDet, InverseTrace, ScaledQuadratic)
        if found is None or not found[InverseTrace] or not 1 <= len(found[ScaledQuadratic]) <= 2:
            return None
        weights, p = [-2 * c for c in found[ScaledQuadratic].values()], self.order
        total = sum(weights, S.Zero)
        covariances = {f: c for f, c in terms.items() if not isinstance(f, ScaledQuadratic)}
        covariances[LogDet()] = covariances.get(LogDet(), S.Zero) + S.Half
        if len(weights) == 2:
            first, second = (f.args[0] for f in found[ScaledQuadratic])
            rest: Terms = {InverseTrace(outer(first - second)): -weights[0] * weights[1] / total / 2}
            covariances = combined_terms(S.One, covariances, S.One, rest)
        inner = _inverse_integral(p, covariances, facts)
        if inner is None:
            return None
        return Known(inner.value + p * log(2 * pi / total) / 2, And(total > 0, inner.condition))

    def expected(self, feature: Feature) -> Known | None:
        center, weight, scale, nu = self.args
        if isinstance(feature, ScaledQuadratic):
            return Known(self.order / weight + nu * form(scale, difference(center, feature.args[0])))
        return _inverse_expected(nu, scale, feature)


class NormalInverseGamma(VectorImage):
    """Law of (x, v): v of `GammaInverse` (alpha, beta), and x given v normal with mean mu and variance v/lamda.

    Source: Gelman et al., Bayesian Data Analysis, 3.3.
    """

    parameters = {"mu": REAL, "lamda": POSITIVE, "alpha": POSITIVE, "beta": POSITIVE}

    def underlying(self) -> VectorLaw:
        mu, lamda, alpha, beta = self.args
        law: VectorLaw = NormalInverseWishart([mu], lamda, [[2 * beta]], 2 * alpha)
        return law

    def inner(self, point: Any) -> Any:
        x, v = point
        return ImmutableMatrix([x]), ImmutableMatrix([[v]])

    def marginal(self, indices: tuple[int, ...]) -> Law | None:
        mu, lamda, alpha, beta = self.args
        if indices == (1,):
            return GammaInverse(alpha, beta)
        return affine(StudentT(2 * alpha), sqrt(beta / (alpha * lamda)), mu) if indices == (0,) else None


class NormalGamma(NormalInverseGamma):
    """Law of (x, t): t of the gamma law of shape alpha, rate beta; x given t normal of mean mu, precision lamda t.

    It is the law `NormalInverseGamma` with v = 1/t; the parameters are those of ``sympy.stats``.
    Source: Bernardo & Smith, Bayesian Theory, A.2.
    """

    jacobian = {LogDet(): S(2)}

    def inner(self, point: Any) -> Any:
        x, t = point
        return super().inner((x, 1 / t))

    def marginal(self, indices: tuple[int, ...]) -> Law | None:
        alpha, beta = self.args[2:]
        return Gamma(alpha, 1 / beta) if indices == (1,) else super().marginal(indices)
