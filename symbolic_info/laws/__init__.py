"""Laws (probability distributions): each a support, conditions on its parameters and a log-density."""

from symbolic_info.laws import constructors, families, vector
from symbolic_info.laws.abstract import Abstract, abstract
from symbolic_info.laws.categorical import Categorical
from symbolic_info.laws.conditional import conditional
from symbolic_info.laws.constructors import *
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.families import *
from symbolic_info.laws.finite import Bernoulli, Finite, Rademacher
from symbolic_info.laws.folded import Folded
from symbolic_info.laws.ising import ising, log_partition, potts
from symbolic_info.laws.joint import Product, linear_image, marginal, product
from symbolic_info.laws.law import Law, vocabulary
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.spliced import Spliced
from symbolic_info.laws.truncated import Truncated
from symbolic_info.laws.vector import *

__all__ = [
    "Abstract",
    "Bernoulli",
    "Categorical",
    "Finite",
    "Folded",
    "Law",
    "Mixture",
    "Product",
    "Rademacher",
    "Spliced",
    "Truncated",
    "abstract",
    "as_law",
    "conditional",
    "ising",
    "linear_image",
    "log_partition",
    "marginal",
    "potts",
    "product",
    "vocabulary",
]
__all__ += constructors.__all__ + families.__all__ + vector.__all__
