"""The laws of expressions in the components of a random vector, such as X[0] + 2*X[1]."""

from __future__ import annotations

from sympy import Basic, Expr, ImmutableMatrix, Indexed, MatrixBase, Symbol, sqrt

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.compose import image_of
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.law import Law
from symbolic_info.laws.vector.law import VectorLaw
from symbolic_info.laws.vector.normal import MultivariateNormal


def of_components(value: Expr, vector: Basic, law: VectorLaw) -> Law:
    """The law of a function of one component of ``vector``, or of a linear one of those of a normal vector."""
    parts = sorted((a for a in value.atoms(Indexed) if a.args[0] == vector), key=lambda a: int(a.indices[0]))
    names = {part: Symbol(f"x{i}", real=True) for i, part in enumerate(parts)}
    rest, places = value.xreplace(names), [int(part.indices[0]) for part in parts]
    if not parts or vector in rest.free_symbols or not all(0 <= i < law.dimension for i in places):
        raise UnknownLawError(f"{value} is not a function of components of {law}")
    if len(parts) == 1:
        return _of_one(rest, names[parts[0]], places[0], law)
    slopes = [rest.diff(x) for x in names.values()]
    if not isinstance(law, MultivariateNormal) or any(s.has(*names.values()) for s in slopes):
        raise UnknownLawError(f"of several components only linear functions of a normal vector are known, not {value}")
    shift = rest.subs(dict.fromkeys(names.values(), 0))
    return _combination(law, places, ImmutableMatrix([slopes]), shift)


def _of_one(expr: Expr, x: Symbol, place: int, law: VectorLaw) -> Law:
    single = law.marginal((place,))
    if single is None:
        raise UnknownLawError(f"no rule gives the marginals of {law}")
    return single if expr == x else image_of(expr, x, single)


def _combination(law: MultivariateNormal, places: list[int], slopes: MatrixBase, shift: Expr) -> Law:
    mean, covariance = (ImmutableMatrix(m) for m in law.args)
    variance = (slopes * covariance.extract(places, places) * slopes.T)[0, 0]
    return Normal((slopes * mean.extract(places, [0]))[0, 0] + shift, sqrt(variance))
