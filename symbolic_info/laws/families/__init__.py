"""One base law with its images a file; each file says in ``__all__`` which laws it makes public."""

from symbolic_info.laws.families import beta, cauchy, gamma, lattice, normal, uniform
from symbolic_info.laws.families.beta import *
from symbolic_info.laws.families.cauchy import *
from symbolic_info.laws.families.gamma import *
from symbolic_info.laws.families.lattice import *
from symbolic_info.laws.families.normal import *
from symbolic_info.laws.families.uniform import *

__all__ = []
for _module in (beta, cauchy, gamma, lattice, normal, uniform):
    __all__ += _module.__all__
