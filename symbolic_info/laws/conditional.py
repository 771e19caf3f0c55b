"""Conditional laws of components of joint laws."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from sympy import Add, Expr, ImmutableMatrix, Matrix, sympify

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.joint import Product, checked, marginal, product
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.vector.normal import MultivariateNormal


def conditional(law: Any, indices: Any, given: Mapping[int, Any]) -> Law:
    """The law of the components at ``indices`` where those in ``given`` (index: value) are known.

    Components in neither are integrated out.  Normal vectors: the Schur complement
    (Bishop, Pattern Recognition and Machine Learning, (2.81), (2.82)).

    >>> from sympy import symbols
    >>> from symbolic_info.laws import MultivariateNormal, conditional
    >>> r, y = symbols("r y", real=True)
    >>> conditional(MultivariateNormal([0, 0], [[1, r], [r, 1]]), 0, {1: y}).args
    (r*y, sqrt(1 - r**2))
    """
    read = as_law(law)
    chosen, known = checked(indices, read), checked(tuple(given), read)
    if set(chosen) & set(known):
        raise ParameterError("a component is either asked for or given, not both")
    values = tuple(sympify(given[i]) for i in known)
    return _conditional(as_model(marginal(read, sorted((*chosen, *known)))), *_renumbered(chosen, known), values)


def _renumbered(chosen: tuple[int, ...], known: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The positions among the components that are left."""
    order = sorted((*chosen, *known))
    return tuple(order.index(i) for i in chosen), tuple(order.index(i) for i in known)


@singledispatch
def _conditional(law: Law, chosen: tuple[int, ...], known: tuple[int, ...], values: tuple[Expr, ...]) -> Law:
    raise UnknownLawError(f"no rule gives the conditionals of {law}")


@_conditional.register
def _(law: Finite, chosen: tuple[int, ...], known: tuple[int, ...], values: tuple[Expr, ...]) -> Law:
    if any(v.free_symbols for v in values):
        raise ParameterError(f"give the value of a component of {law}, not a symbol")
    kept = {x: p for x, p in law.pmf.items() if tuple(x[i] for i in known) == values}
    total = Add(*kept.values())
    if total == 0:
        raise ParameterError(f"the components {known} take the values {values} with probability 0")
    return marginal(Finite(kept, [p / total for p in kept.values()]), chosen)


@_conditional.register
def _(law: MultivariateNormal, chosen: tuple[int, ...], known: tuple[int, ...], values: tuple[Expr, ...]) -> Law:
    mean, cov = law.mean, law.covariance
    weights = cov.extract(chosen, known) * cov.extract(known, known).inv()
    shift = weights * (Matrix(values) - mean.extract(known, [0]))
    left = cov.extract(chosen, chosen) - weights * cov.extract(known, chosen)
    return MultivariateNormal(mean.extract(chosen, [0]) + shift, ImmutableMatrix(left).applyfunc(_tidied))


def _tidied(entry: Expr) -> Expr:
    return entry.together().cancel() if entry.free_symbols else entry


@_conditional.register
def _(law: Product, chosen: tuple[int, ...], known: tuple[int, ...], values: tuple[Expr, ...]) -> Law:
    """Each part is conditioned on its own components only."""
    at, parts = dict(zip(known, values, strict=True)), []
    for part, block in zip(law.laws, law.blocks, strict=True):
        inside = [block.index(i) for i in chosen if i in block]
        given = {block.index(i): v for i, v in at.items() if i in block}
        if inside:
            parts.append(conditional(part, inside, given) if given else marginal(part, inside))
    if [i for block in law.blocks for i in chosen if i in block] != list(chosen):
        raise UnknownLawError(f"ask for the components of {law} in the order of its parts")
    return product(*parts)
