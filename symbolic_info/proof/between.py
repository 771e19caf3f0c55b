"""Values that may stand between the two sides of an inequality: known bounds put for the measures on one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from sympy import Add, Eq, Expr, Ne, S, factor, log, oo, simplify, sqrt
from sympy.core.relational import Relational

from symbolic_info.engine.evaluate import closed_form
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.laws.families.gamma import Exponential
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.families.uniform import Uniform
from symbolic_info.laws.law import Law, Parametric, as_model
from symbolic_info.laws.mixture import Mixture
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.jeffreys import JeffreysDivergence
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.proof.kernel.rules import rounded

SECONDS = 1.0


def between(stated: Relational) -> Iterator[Expr]:
    """The lesser side with an upper bound of one of its measures, the greater side with a lower one.

    >>> from sympy.abc import a
    >>> from symbolic_info.laws import Poisson
    >>> from symbolic_info.measures.entropy import Entropy
    >>> next(between(Entropy(Poisson(a)) <= a))
    log(2*E*pi*(a + 1/12))/2
    """
    ordered = () if isinstance(stated, Eq | Ne) else ((stated.lts, _above), (stated.gts, _below))
    for side, bounds in ordered:
        for node in sorted(side.atoms(Measure), key=str):
            with suppress(SymbolicInfoError):
                yield from (put for bound in bounds(node) if (put := side.xreplace({node: bound})) != stated.gts)


def _above(node: Measure) -> Iterator[Expr]:
    """Upper bounds of a measure."""
    laws = node.laws
    if isinstance(node, TotalVariation):
        yield sqrt(KLDivergence(*laws) / 2)
    if isinstance(node, JSDivergence) and node.weights == (S.Half, S.Half):
        yield JeffreysDivergence(*laws) / 8
    if isinstance(node, Entropy):
        yield from _above_entropy(laws[0])


def _above_entropy(law: Law) -> Iterator[Expr]:
    if isinstance(law, Mixture):
        yield Add(*(w * (Entropy(p) - log(w)) for w, p in zip(law.weights, law.laws, strict=True)))
    elif law.discrete:
        yield from (bound for bound in (rounded(law),) if bound is not None)
    elif isinstance(law, Parametric):
        yield from (CrossEntropy(law, other) for other in _with_largest_entropy(law))


def _below(node: Measure) -> Iterator[Expr]:
    """Lower bounds of a measure."""
    if isinstance(node, Entropy) and isinstance(node.laws[0], Mixture):
        (law,) = node.laws
        yield Add(*(w * Entropy(p) for w, p in zip(law.weights, law.laws, strict=True)))


def _with_largest_entropy(law: Parametric) -> Iterator[Law]:
    """The laws of largest entropy on the same interval, or with the same mean or mean and variance."""
    model = as_model(law)
    if model.lower.is_finite and model.upper.is_finite:
        yield Uniform(model.lower, model.upper)
    about_0, about_1 = (closed_form(CrossEntropy(law, Normal(m, 1)), SECONDS) for m in (0, 1))
    if about_0 is None or about_1 is None or not (about_0.is_finite and about_1.is_finite):
        return
    mean = simplify(S.Half + about_0 - about_1)
    second = 2 * about_0 - log(2 * S.Pi)
    if model.lower == 0 and model.upper == oo:
        yield Exponential(1 / mean)
    yield Normal(mean, sqrt(factor(simplify(second - mean**2))))
