"""Texts as SymPy objects: the laws and measures they may name; parameters that must be positive are taken so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from sympy import And, Basic, Expr, Gt, Lt, Symbol, preorder_traversal

from symbolic_info.facts import Facts
from symbolic_info.interop.text import Assumptions, LawTable, Measure, parse_assumptions
from symbolic_info.laws import Law, abstract, as_law, image_of, mixture, vocabulary
from symbolic_info.measures.chi_square import ChiSquareDivergence
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.hellinger import BhattacharyyaDistance, SquaredHellinger
from symbolic_info.measures.jeffreys import JeffreysDivergence
from symbolic_info.measures.jensen import SkewDivergence
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.js_distance import JSDistance
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.perplexity import Perplexity
from symbolic_info.measures.renyi import RenyiDivergence, RenyiEntropy
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.measures.tsallis import TsallisDivergence, TsallisEntropy

Content = TypeVar("Content")

CONCRETE: Final = LawTable(vocabulary(), image_of, as_law)
LAWS: Final = replace(CONCRETE, abstract=abstract, mixture=mixture)


def _entropy(*laws: Law, base: Any = None) -> Expr:
    if len(laws) not in (1, 2):
        raise TypeError("H takes one distribution, or two for the cross-entropy")
    return Entropy(laws[0], base) if len(laws) == 1 else CrossEntropy(laws[0], laws[1], base)


DIVERGENCES: Final = (
    BhattacharyyaDistance,
    ChiSquareDivergence,
    JeffreysDivergence,
    RenyiDivergence,
    SkewDivergence,
    SquaredHellinger,
    TotalVariation,
    TsallisDivergence,
)
_KL, _JSD, _CROSS = (
    Measure(KLDivergence, divergence=True),
    Measure(JSDivergence, divergence=True),
    Measure(CrossEntropy),
)
_NAMED: Final = {
    "KL": _KL,
    "D": _KL,
    "KLDivergence": _KL,
    "JSD": _JSD,
    "JSDivergence": _JSD,
    "H": Measure(_entropy),
    "Entropy": Measure(Entropy),
    "CE": _CROSS,
    "CrossEntropy": _CROSS,
    "RenyiEntropy": Measure(RenyiEntropy, arity=1),
    "TsallisEntropy": Measure(TsallisEntropy, arity=1),
    "Perplexity": Measure(Perplexity),
    "JSDistance": Measure(JSDistance),
    "TV": Measure(TotalVariation, divergence=True),
    "chi2": Measure(ChiSquareDivergence, divergence=True),
    **{node.__name__: Measure(node, divergence=True, arity=2) for node in DIVERGENCES},
}
# Single letters in lower case are variables.
MEASURES: Final = _NAMED | {name.lower(): measure for name, measure in _NAMED.items() if len(name) > 1}


@dataclass(frozen=True, slots=True)
class Reading(Generic[Content]):
    """What was read, and under which conditions."""

    content: Content
    conditions: tuple[Basic, ...]

    @property
    def bounds(self) -> tuple[Basic, ...]:
        """The conditions that the symbols do not carry themselves."""
        return tuple(c for c in self.conditions if Facts().decide(c) is not True)


def read(parse: Callable[[Assumptions], Content], assumed: str) -> Reading[Content]:
    """Read twice: the first reading tells which parameters the laws need positive.

    >>> from symbolic_info.interop.text import parse_law
    >>> read(lambda known: parse_law("Gamma(k, 2)", CONCRETE, known), "").conditions
    (k > 0,)
    """
    stated = parse_assumptions(assumed)
    names = sorted(_positive_slots(parse(stated)))
    known = stated.with_positive(names)
    # A comparison of the positive symbol with 0 would evaluate to true.
    taken = tuple(Gt(known.symbols[name], 0, evaluate=False) for name in names)
    return Reading(parse(known), (*taken, *known.conditions))


def _positive_slots(content: Any) -> set[str]:
    """The parameters that stand alone in a condition ``parameter > 0``."""
    conditions = (condition for law in _laws(content) for condition in law.conditions)
    atoms = (atom for condition in conditions for atom in And.make_args(condition))
    sides = ((atom.gts, atom.lts) for atom in atoms if isinstance(atom, Gt | Lt))
    return {greater.name for greater, less in sides if isinstance(greater, Symbol) and less == 0}


def _laws(content: Any) -> Iterator[Law]:
    parts: Iterable[Any] = content if isinstance(content, tuple) else (content,)
    for part in parts:
        yield from (node for node in preorder_traversal(part) if isinstance(node, Law))
