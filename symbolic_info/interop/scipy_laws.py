"""The distributions of scipy.stats as laws; SciPy itself is not needed."""

from __future__ import annotations

from typing import Any

from sympy import Expr, S, pi

from symbolic_info.errors import ParameterError
from symbolic_info.interop.parametrisation import PLACE, Row, found, parameters_of, placed, sign_decides
from symbolic_info.laws.families.beta import Arcsin, Beta, ExponentiatedWeibull, Pareto, WignerSemicircle
from symbolic_info.laws.families.beta_prime import (
    BetaPrime,
    BurrXII,
    Dagum,
    FDistribution,
    GeneralizedPareto,
    HyperbolicSecant,
    Logistic,
    LogLogistic,
    Lomax,
    StudentT,
)
from symbolic_info.laws.families.cauchy import Cauchy, HalfCauchy
from symbolic_info.laws.families.circular import VonMises, WrappedCauchy
from symbolic_info.laws.families.cosine import CosinePower, RaisedCosine
from symbolic_info.laws.families.gamma import (
    Chi,
    ChiSquared,
    Exponential,
    ExponentialPower,
    Frechet,
    Gamma,
    GammaInverse,
    GeneralizedGamma,
    Gumbel,
    HalfNormal,
    Laplace,
    Levy,
    LogGamma,
    Maxwell,
    Moyal,
    Nakagami,
    Rayleigh,
    Weibull,
)
from symbolic_info.laws.families.gompertz import Gompertz
from symbolic_info.laws.families.good import Geometric
from symbolic_info.laws.families.inverse_gaussian import (
    GaussianInverse,
    GeneralizedInverseGaussian,
    ReciprocalInverseGaussian,
)
from symbolic_info.laws.families.lattice import Binomial, NegativeBinomial, Poisson, UniformRange
from symbolic_info.laws.families.noncentral import NoncentralChiSquared, Rice
from symbolic_info.laws.families.normal import LogitNormal, LogNormal, Normal
from symbolic_info.laws.families.skew import ExGaussian, SkewNormal
from symbolic_info.laws.families.uniform import BoundedPareto, HalfLogistic, Reciprocal, Uniform
from symbolic_info.laws.finite import Bernoulli
from symbolic_info.laws.image import Symmetric, affine, exponential, logarithm, negate, power, reciprocal
from symbolic_info.laws.law import Law, as_model


def _extreme_value(c: Expr) -> Law:
    """SciPy's shape has the opposite sign of the usual one: P(X <= x) = exp(-(1 - c x)**(1/c))."""
    unit = Exponential(S.One).model()
    return sign_decides(
        c,
        lambda c: affine(negate(power(unit, c)), 1 / c, 1 / c),
        lambda c: Gumbel(1, 0),
        lambda c: affine(power(reciprocal(unit), -c), -1 / c, 1 / c),
    )


def _excess(c: Expr) -> Law:
    return sign_decides(
        c,
        lambda c: GeneralizedPareto(c, 0, 1),
        lambda c: Exponential(1),
        lambda c: affine(as_model(Beta(1, -1 / c)), -1 / c),
    )


# Angles of SciPy run over (-pi, pi).
def _von_mises(kappa: Expr) -> Law:
    return affine(VonMises(pi, kappa), S.One, -pi)


SCIPY: dict[str, Row] = {
    "anglit": lambda loc, scale: CosinePower(loc, pi * scale / 4, 1),
    "arcsine": lambda loc, scale: Arcsin(loc, loc + scale),
    "bernoulli": lambda p: Bernoulli(p),
    "beta": lambda a, b: Beta(a, b),
    "betaprime": lambda a, b: BetaPrime(a, b),
    "binom": lambda n, p: Binomial(n, p),
    "bradford": lambda c: affine(as_model(Reciprocal(1, 1 + c)), 1 / c, -1 / c),
    "burr": lambda c, d, scale: Dagum(d, c, scale),
    "burr12": lambda c, d, scale: BurrXII(c, d, scale),
    "cauchy": lambda loc, scale: Cauchy(loc, scale),
    "chi": lambda df: Chi(df),
    "chi2": lambda df: ChiSquared(df),
    "cosine": lambda loc, scale: RaisedCosine(loc, pi * scale),
    "dgamma": lambda a: Symmetric(Gamma(a, 1).model()),
    "dweibull": lambda c: Symmetric(Weibull(1, c).model()),
    "erlang": lambda a, scale: Gamma(a, scale),
    "expon": lambda scale: Exponential(1 / scale),
    "exponnorm": lambda K, loc, scale: ExGaussian(loc, scale, 1 / (K * scale)),
    "exponweib": lambda a, c, scale: ExponentiatedWeibull(a, c, scale),
    "f": lambda dfn, dfd: FDistribution(dfn, dfd),
    "fisk": lambda c, scale: LogLogistic(scale, c),
    "gamma": lambda a, scale: Gamma(a, scale),
    "gengamma": lambda a, c, scale: GeneralizedGamma(scale, a * c, c),
    "genextreme": _extreme_value,
    "geninvgauss": lambda p, b: GeneralizedInverseGaussian(b, b, p),
    "genlogistic": lambda c: logarithm(as_model(BetaPrime(c, 1))),
    "gennorm": lambda beta, loc, scale: ExponentialPower(loc, scale, beta),
    "genpareto": _excess,
    "geom": lambda p: Geometric(p),
    "gibrat": lambda: LogNormal(0, 1),
    "gompertz": lambda c, scale: Gompertz(1 / scale, c),
    "gumbel_l": lambda loc, scale: Gumbel(scale, loc, S.true),
    "gumbel_r": lambda loc, scale: Gumbel(scale, loc),
    "halfcauchy": lambda scale: HalfCauchy(scale),
    "halfgennorm": lambda beta, scale: GeneralizedGamma(scale, 1, beta),
    "halflogistic": lambda scale: HalfLogistic(scale),
    "halfnorm": lambda scale: HalfNormal(scale),
    "hypsecant": lambda loc, scale: HyperbolicSecant(loc, pi * scale / 2),
    "invgamma": lambda a, scale: GammaInverse(a, scale),
    "invgauss": lambda mu, scale: GaussianInverse(mu * scale, scale),
    "invweibull": lambda c, loc, scale: Frechet(c, scale, loc),
    "johnsonsb": lambda a, b: LogitNormal(-a / b, 1 / b),
    "laplace": lambda loc, scale: Laplace(loc, scale),
    "levy": lambda loc, scale: Levy(loc, scale),
    "levy_l": lambda: negate(as_model(Levy(0, 1))),
    "loggamma": lambda c, loc, scale: LogGamma(c, loc, scale),
    "logistic": lambda loc, scale: Logistic(loc, scale),
    "loglaplace": lambda c: exponential(as_model(Laplace(0, 1 / c))),
    "lognorm": lambda s: LogNormal(0, s),
    "loguniform": lambda a, b: Reciprocal(a, b),
    "lomax": lambda c, scale: Lomax(c, scale),
    "maxwell": lambda scale: Maxwell(scale),
    "mielke": lambda k, s, scale: Dagum(k / s, s, scale),
    "moyal": lambda loc, scale: Moyal(loc, scale),
    "nakagami": lambda nu: Nakagami(nu, 1),
    "nbinom": lambda n, p: NegativeBinomial(n, p),
    "ncx2": lambda df, nc: NoncentralChiSquared(df, nc),
    "norm": lambda loc, scale: Normal(loc, scale),
    "pareto": lambda b, scale: Pareto(scale, b),
    "poisson": lambda mu: Poisson(mu),
    "powerlaw": lambda a: Beta(a, 1),
    "randint": lambda low, high: UniformRange(low, high - 1),
    "rayleigh": lambda scale: Rayleigh(scale),
    "rdist": lambda c: affine(as_model(Beta(c / 2, c / 2)), S(2), S.NegativeOne),
    "reciprocal": lambda a, b: Reciprocal(a, b),
    "recipinvgauss": lambda mu: ReciprocalInverseGaussian(mu, 1),
    "rice": lambda b, scale: Rice(b * scale, scale),
    "semicircular": lambda scale: WignerSemicircle(scale),
    "skewnorm": lambda a, loc, scale: SkewNormal(loc, scale, a),
    "t": lambda df, loc, scale: StudentT(df, loc, scale),
    "truncpareto": lambda b, c: BoundedPareto(b, 1, c),
    "uniform": lambda loc, scale: Uniform(loc, loc + scale),
    "vonmises": _von_mises,
    "vonmises_line": _von_mises,
    "wald": lambda scale: GaussianInverse(scale, scale),
    "weibull_max": lambda c: negate(as_model(Weibull(1, c))),
    "weibull_min": lambda c, scale: Weibull(scale, c),
    "wrapcauchy": lambda c: WrappedCauchy(0, c),
}


def from_scipy(name: str, *args: Any, **kwargs: Any) -> Law:
    """The law of ``scipy.stats.<name>(*args, **kwargs)``: shapes in SciPy's order, then ``loc`` and ``scale``.

    Arguments are exact numbers or symbols; SciPy is not imported.  Angles of ``vonmises`` run over
    (loc - pi, loc + pi).
    Errors: `UnknownLawError` for a name that is not in the table, `ParameterError` for arguments
    that do not fit, `InexactError` for floats.

    >>> from sympy import symbols
    >>> from symbolic_info import entropy
    >>> from symbolic_info.interop import from_scipy
    >>> s = symbols("s", positive=True)
    >>> from_scipy("norm", 0, s)
    Normal(0, s)
    >>> entropy(from_scipy("lognorm", s, scale=2))
    log(8*pi*s**2)/2 + 1/2
    """
    row = found(SCIPY, name, "scipy.stats")
    order = [*(p for p in parameters_of(row) if p not in PLACE), *PLACE]
    if len(args) > len(order) or set(order[: len(args)]) & set(kwargs):
        raise ParameterError(f"{name} takes ({', '.join(order)})")
    return placed(row, dict(zip(order, args, strict=False)) | kwargs, name)
