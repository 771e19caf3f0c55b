"""A list of integers as a law on the lattice: single points, which are intervals as others are."""

from __future__ import annotations

from sympy import Expr, Integer

from symbolic_info.laws.families.lattice import UniformRange
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.spliced import spliced


def points(law: Law) -> list[tuple[Expr, Law]] | None:
    """Probabilities and laws of single points that make up a list of integers; None for any other law.

    >>> from sympy import S
    >>> from symbolic_info.laws import Finite, Poisson
    >>> from symbolic_info.laws.points import points
    >>> points(Finite((0, 3), (S.Half, S.Half))), points(Poisson(1))
    ([(1/2, UniformRange(0, 0)), (1/2, UniformRange(3, 3))], None)
    """
    model = as_model(law)
    if not isinstance(model, Finite) or not all(isinstance(x, Integer) for x in model.pmf):
        return None
    return [(p, UniformRange(x, x)) for x, p in sorted(model.pmf.items()) if p != 0]


def on_lattice(law: Law) -> Law:
    """The law, a list of integers as a spliced one: its mass function is a formula in a variable.

    >>> from sympy import S
    >>> from symbolic_info.laws import Bernoulli
    >>> from symbolic_info.laws.points import on_lattice
    >>> on_lattice(Bernoulli(S.Half)).support
    Range(0, 2, 1)
    """
    parts = points(law)
    return law if not parts else spliced([q for _, q in parts], [w for w, _ in parts])
