"""The distributions of torch.distributions as laws; PyTorch itself is not needed."""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr, S, exp, pi

from symbolic_info.interop.parametrisation import Row, called, found, sign_decides
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.families.beta import Beta, Kumaraswamy, Pareto
from symbolic_info.laws.families.beta_prime import FDistribution, GeneralizedPareto, StudentT
from symbolic_info.laws.families.cauchy import Cauchy, HalfCauchy
from symbolic_info.laws.families.circular import VonMises
from symbolic_info.laws.families.continuous_bernoulli import ContinuousBernoulli
from symbolic_info.laws.families.gamma import (
    ChiSquared,
    Exponential,
    Gamma,
    GammaInverse,
    Gumbel,
    HalfNormal,
    Laplace,
    Weibull,
)
from symbolic_info.laws.families.good import Geometric
from symbolic_info.laws.families.lattice import Binomial, NegativeBinomial, Poisson
from symbolic_info.laws.families.normal import LogNormal, Normal
from symbolic_info.laws.families.uniform import Uniform
from symbolic_info.laws.finite import Bernoulli
from symbolic_info.laws.image import affine
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.vector.normal import MultivariateNormal


def _excess(loc: Expr, scale: Expr, concentration: Expr) -> Law:
    return sign_decides(
        concentration,
        lambda xi: GeneralizedPareto(xi, loc, scale),
        lambda xi: affine(as_model(Exponential(1 / scale)), S.One, loc),
        lambda xi: affine(as_model(Beta(1, -1 / xi)), -scale / xi, loc),
    )


TORCH: dict[str, Row] = {
    "Bernoulli": lambda probs: Bernoulli(probs),
    "Beta": lambda concentration1, concentration0: Beta(concentration1, concentration0),
    "Binomial": lambda total_count, probs: Binomial(total_count, probs),
    "Categorical": lambda probs: as_law({S(i): p for i, p in enumerate(probs)}),
    "Cauchy": lambda loc, scale: Cauchy(loc, scale),
    "Chi2": lambda df: ChiSquared(df),
    "ContinuousBernoulli": lambda probs: ContinuousBernoulli(probs),
    "Exponential": lambda rate: Exponential(rate),
    "FisherSnedecor": lambda df1, df2: FDistribution(df1, df2),
    "Gamma": lambda concentration, rate: Gamma(concentration, 1 / rate),
    "GeneralizedPareto": _excess,
    "Geometric": lambda probs: affine(Geometric(probs), S.One, S.NegativeOne),
    "Gumbel": lambda loc, scale: Gumbel(scale, loc),
    "HalfCauchy": lambda scale: HalfCauchy(scale),
    "HalfNormal": lambda scale: HalfNormal(scale),
    "InverseGamma": lambda concentration, rate: GammaInverse(concentration, rate),
    "Kumaraswamy": lambda concentration1, concentration0: Kumaraswamy(concentration1, concentration0),
    "Laplace": lambda loc, scale: Laplace(loc, scale),
    "LogNormal": lambda loc, scale: LogNormal(loc, scale),
    "MultivariateNormal": lambda loc, covariance_matrix: MultivariateNormal(loc, covariance_matrix),
    "NegativeBinomial": lambda total_count, probs: NegativeBinomial(total_count, 1 - probs),
    "Normal": lambda loc, scale: Normal(loc, scale),
    "Pareto": lambda scale, alpha: Pareto(scale, alpha),
    "Poisson": lambda rate: Poisson(rate),
    "StudentT": lambda df, loc=S.Zero, scale=S.One: StudentT(df, loc, scale),
    "Uniform": lambda low, high: Uniform(low, high),
    "VonMises": lambda loc, concentration: affine(VonMises(loc + pi, concentration), S.One, -pi),
    "Weibull": lambda scale, concentration: Weibull(scale, concentration),
}


def from_torch(name: str, **kwargs: Any) -> Law:
    """The law of ``torch.distributions.<name>(**kwargs)``, keywords as PyTorch has them.

    ``logits`` may stand for ``probs``.  ``Geometric`` counts failures from 0 and ``NegativeBinomial`` the
    successes before ``total_count`` failures, as in PyTorch; angles of ``VonMises`` run over (-pi, pi).
    Arguments are exact; PyTorch is not imported.
    Errors: `UnknownLawError` for a name that is not in the table, `ParameterError` for arguments
    that do not fit, `InexactError` for floats.

    >>> from sympy import symbols
    >>> from symbolic_info.interop import from_torch
    >>> k, r = symbols("k r", positive=True)
    >>> from_torch("Gamma", concentration=k, rate=r)
    Gamma(k, 1/r)
    """
    row = found(TORCH, name, "torch.distributions")
    return called(row, _with_probabilities(kwargs), name)


def _with_probabilities(given: dict[str, Any]) -> dict[str, Any]:
    if "logits" not in given:
        return given
    logits = given["logits"]
    rest = {key: value for key, value in given.items() if key != "logits"}
    if isinstance(logits, list | tuple):
        total = Add(*map(exp, logits))
        return {"probs": [exp(logit) / total for logit in logits], **rest}
    return {"probs": 1 / (1 + exp(-logits)), **rest}
