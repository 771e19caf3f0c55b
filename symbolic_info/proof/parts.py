"""What a statement is made of: laws without mixtures, measures with their coefficients."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Dummy, Expr, S, Tuple, expand

from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.node import Measure


def mixture_of(node: JSDivergence) -> Law:
    """The mixture with its parts in sight; finite laws would be summed up to one list."""
    m: Law = node.mixture
    return Mixture(Tuple(*node.laws), Tuple(*node.weights)) if isinstance(m, Finite) else m


def components(law: Law) -> dict[Law, Expr]:
    """A mixture as a combination of laws that are none."""
    if not isinstance(law, Mixture):
        return {law: S.One}
    out: dict[Law, Expr] = {}
    for weight, part in zip(law.weights, law.laws, strict=True):
        for base, share in components(part).items():
            out[base] = out.get(base, S.Zero) + weight * share
    return out


def linear_parts(expr: Expr) -> tuple[dict[Measure, Expr], Expr] | None:
    """Coefficients of the measures and the constant; None where a measure occurs non-linearly.

    >>> from symbolic_info import Entropy, abstract
    >>> from symbolic_info.proof.parts import linear_parts
    >>> linear_parts(2 * Entropy(abstract("p")) + 3)
    ({Entropy(p): 2}, 3)
    """
    marks = {m: Dummy(f"m{i}") for i, m in enumerate(measures_in(expr))}
    marked = expr.xreplace(marks)
    slopes = {m: expand(marked.diff(s)) for m, s in marks.items()}
    if any(slope.has(*marks.values()) for slope in slopes.values()):
        return None
    return slopes, marked.xreplace(dict.fromkeys(marks.values(), S.Zero))


def measures_in(expr: Expr) -> list[Measure]:
    """The measures, in a fixed order."""
    return sorted(expr.atoms(Measure), key=str)


def bases(laws: Iterable[Law]) -> list[Law]:
    """The laws that are no mixtures, in a fixed order."""
    return sorted({base for law in laws for base in components(law)}, key=str)
