"""Laws (probability distributions): each a support, conditions on its parameters and a log-density."""

from symbolic_info.laws.abstract import Abstract, abstract
from symbolic_info.laws.categorical import Categorical
from symbolic_info.laws.compose import image_of
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.families.beta import (
    Arcsin,
    Beta,
    BetaPrime,
    Kumaraswamy,
    Logistic,
    LogLogistic,
    Lomax,
    Pareto,
    PowerFunction,
    StudentT,
)
from symbolic_info.laws.families.cauchy import Cauchy
from symbolic_info.laws.families.gamma import (
    Chi,
    ChiSquared,
    Erlang,
    Exponential,
    Frechet,
    Gamma,
    GammaInverse,
    Gumbel,
    Laplace,
    Maxwell,
    Nakagami,
    Rayleigh,
    Weibull,
)
from symbolic_info.laws.families.lattice import (
    Binomial,
    Die,
    Geometric,
    NegativeBinomial,
    Poisson,
    UniformRange,
)
from symbolic_info.laws.families.normal import LogNormal, Normal
from symbolic_info.laws.families.uniform import Uniform
from symbolic_info.laws.finite import Bernoulli, Finite
from symbolic_info.laws.law import Law, vocabulary
from symbolic_info.laws.mixture import Mixture, mixture
from symbolic_info.laws.multivariate import MultivariateNormal

__all__ = [
    "Abstract",
    "Arcsin",
    "Bernoulli",
    "Beta",
    "BetaPrime",
    "Binomial",
    "Categorical",
    "Cauchy",
    "Chi",
    "ChiSquared",
    "Die",
    "Erlang",
    "Exponential",
    "Finite",
    "Frechet",
    "Gamma",
    "GammaInverse",
    "Geometric",
    "Gumbel",
    "Kumaraswamy",
    "Laplace",
    "Law",
    "LogLogistic",
    "LogNormal",
    "Logistic",
    "Lomax",
    "Maxwell",
    "Mixture",
    "MultivariateNormal",
    "Nakagami",
    "NegativeBinomial",
    "Normal",
    "Pareto",
    "Poisson",
    "PowerFunction",
    "Rayleigh",
    "StudentT",
    "Uniform",
    "UniformRange",
    "Weibull",
    "abstract",
    "as_law",
    "image_of",
    "mixture",
    "vocabulary",
]
