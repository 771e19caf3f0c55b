"""Laws of vectors and matrices; each file says in ``__all__`` which laws it makes public."""

from symbolic_info.laws.vector import counts, normal, opaque, simplex, sphere, wishart
from symbolic_info.laws.vector.counts import *
from symbolic_info.laws.vector.normal import *
from symbolic_info.laws.vector.opaque import *
from symbolic_info.laws.vector.simplex import *
from symbolic_info.laws.vector.sphere import *
from symbolic_info.laws.vector.wishart import *

__all__ = []
for _module in (counts, normal, opaque, simplex, sphere, wishart):
    __all__ += _module.__all__
