"""One base law with its images a file; each file says in ``__all__`` which laws it makes public."""

from symbolic_info.laws.families import (
    beta,
    beta_prime,
    cauchy,
    circular,
    continuous_bernoulli,
    cosine,
    counts,
    gamma,
    gompertz,
    good,
    inverse_gaussian,
    lattice,
    noncentral,
    normal,
    piecewise,
    planck,
    skew,
    soliton,
    uniform,
    uniform_sum,
    urn,
    zipf,
)
from symbolic_info.laws.families.beta import *
from symbolic_info.laws.families.beta_prime import *
from symbolic_info.laws.families.cauchy import *
from symbolic_info.laws.families.circular import *
from symbolic_info.laws.families.continuous_bernoulli import *
from symbolic_info.laws.families.cosine import *
from symbolic_info.laws.families.counts import *
from symbolic_info.laws.families.gamma import *
from symbolic_info.laws.families.gompertz import *
from symbolic_info.laws.families.good import *
from symbolic_info.laws.families.inverse_gaussian import *
from symbolic_info.laws.families.lattice import *
from symbolic_info.laws.families.noncentral import *
from symbolic_info.laws.families.normal import *
from symbolic_info.laws.families.piecewise import *
from symbolic_info.laws.families.planck import *
from symbolic_info.laws.families.skew import *
from symbolic_info.laws.families.soliton import *
from symbolic_info.laws.families.uniform import *
from symbolic_info.laws.families.uniform_sum import *
from symbolic_info.laws.families.urn import *
from symbolic_info.laws.families.zipf import *

__all__ = []
for _module in (
    beta,
    beta_prime,
    cauchy,
    circular,
    continuous_bernoulli,
    cosine,
    counts,
    gamma,
    gompertz,
    good,
    inverse_gaussian,
    lattice,
    noncentral,
    normal,
    piecewise,
    planck,
    skew,
    soliton,
    uniform,
    uniform_sum,
    urn,
    zipf,
):
    __all__ += _module.__all__
