"""The kernel's reading of measures as joint entropies of sets of variables, and tables that give these entropies.

A set of variables is a mask, a measure a combination sum c_S H(S) with fractions c_S; nothing else is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import combinations
from operator import or_

from sympy import Add, Basic, Expr, Rational, S, expand, log

from symbolic_info.laws.finite import Finite
from symbolic_info.laws.variables import ConditionalLaw, Factored, Joint, Variable
from symbolic_info.measures.conditional_entropy import ConditionalEntropy
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.joint import JointMeasure
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.mutual_information import (
    DualTotalCorrelation,
    InteractionInformation,
    MutualInformation,
    TotalCorrelation,
    VariationOfInformation,
)
from symbolic_info.measures.node import Measure

Form = tuple[dict[int, Fraction], Expr]  # sum c_S H(S) + constant


class Reader:
    """Reads measures; the variables are numbered in the order of their names."""

    def __init__(self, stated: Iterable[Basic]) -> None:
        names = sorted({x.name for s in stated for x in s.atoms(Variable)})
        self.bit = {name: 1 << i for i, name in enumerate(names)}

    def mask(self, members: Iterable[Variable]) -> int:
        """A set of variables as bits."""
        return union(self.bit[x.name] for x in members)

    def form(self, expr: Expr) -> Form:
        """An expression as a rational combination of joint entropies and a constant."""
        masks: dict[int, Fraction] = {}
        constant: Expr = S.Zero
        for term in Add.make_args(expand(expr)):
            factor, rest = term.as_coeff_Mul(rational=True)
            if isinstance(rest, Measure):
                add(masks, _fraction(factor), self.entropies(rest))
            elif rest.has(Measure, Variable):
                raise ValueError(f"{term} is not linear")
            else:
                constant += term
        return masks, constant

    def entropies(self, node: Measure) -> dict[int, Fraction]:
        """A measure as a combination of joint entropies."""
        if isinstance(node, JointMeasure):
            members = node.laws[0].members
            *blocks, given = [self.mask(members[i] for i in b) for b in (*node.blocks, node.given)]
            return total(joint_measure(type(node), blocks, given))
        p, q = node.laws[0], node.laws[-1]
        if isinstance(p, Factored) and (p != q or any(f.outer for f in p.args)):
            raise ValueError("an expectation under a product of laws")
        if isinstance(node, KLDivergence):
            return total([*self.log_density(q), *((mask, -sign) for mask, sign in self.log_density(p))])
        if not isinstance(node, Entropy | CrossEntropy):
            raise ValueError(f"{node} is no combination of joint entropies")
        return total(self.log_density(q))

    def log_density(self, law: Basic) -> Iterator[tuple[int, int]]:
        """-E log q: the entropies of the marginal laws whose product q is."""
        if isinstance(law, Factored):
            for factor in law.args:
                yield from self.log_density(factor)
        elif isinstance(law, ConditionalLaw):
            block, given = (self.mask(part) for part in law.args)
            yield from ((block | given, 1), (given, -1))
        elif isinstance(law, Variable | Joint):
            yield self.mask(law.members), 1
        else:
            raise ValueError(f"{law} is no law of variables")


def joint_measure(kind: type, blocks: list[int], c: int) -> list[tuple[int, int]]:
    """The definitions, with H(A | C) = H(A, C) - H(C)."""
    every = union(blocks)
    rests = [union(b for j, b in enumerate(blocks) if j != i) for i in range(len(blocks))]
    if kind is ConditionalEntropy:
        return [(blocks[0] | c, 1), (c, -1)]
    if kind in (MutualInformation, TotalCorrelation):
        return [*((b | c, 1) for b in blocks), (every | c, -1), (c, 1 - len(blocks))]
    if kind is DualTotalCorrelation:
        return [(every | c, 1 - len(blocks)), (c, -1), *((r | c, 1) for r in rests)]
    if kind is VariationOfInformation:
        return [(every | c, 2), (blocks[0] | c, -1), (blocks[1] | c, -1)]
    if kind is InteractionInformation:
        sets = (s for n in range(1, len(blocks) + 1) for s in combinations(blocks, n))
        return [t for s in sets for t in ((union(s) | c, -((-1) ** len(s))), (c, (-1) ** len(s)))]
    raise ValueError(f"{kind} is no combination of joint entropies")


def union(masks: Iterable[int]) -> int:
    """The union of sets."""
    return reduce(or_, masks, 0)


def total(terms: Iterable[tuple[int, int]]) -> dict[int, Fraction]:
    """Terms added up."""
    masks: dict[int, Fraction] = {}
    for mask, sign in terms:
        add(masks, Fraction(sign), {mask: Fraction(1)})
    return masks


def add(masks: dict[int, Fraction], factor: Fraction, other: Mapping[int, Fraction]) -> None:
    """Add a multiple; the empty set has no entropy."""
    for mask, c in other.items():
        if mask:
            masks[mask] = masks.get(mask, Fraction(0)) + factor * c


def _fraction(value: Expr) -> Fraction:
    if not isinstance(value, Rational):
        raise ValueError(f"{value} is no rational number")
    return Fraction(int(value.p), int(value.q))


class Entropies:
    """The joint entropies of a table of probabilities; ``bits`` numbers the variables."""

    def __init__(self, law: Basic, table: Finite, bits: Mapping[str, int]) -> None:
        members = law.members
        self.weights = {tuple(x) if len(members) > 1 else (x,): p for x, p in table.pmf.items()}
        rational = all(isinstance(p, Rational) and p >= 0 for p in self.weights.values())
        if not rational or Add(*self.weights.values()) != 1:
            raise ValueError("not a rational pmf")
        if any(len(x) != len(members) for x in self.weights) or not set(bits) <= {x.name for x in members}:
            raise ValueError("not a law of these variables")
        self.bits = [bits.get(x.name, 0) for x in members]

    def of(self, masks: Mapping[int, Fraction], constant: Expr) -> Expr:
        """The value of a combination of joint entropies."""
        return Add(constant, *(Rational(c.numerator, c.denominator) * self.entropy(m) for m, c in masks.items()))

    def entropy(self, mask: int) -> Expr:
        """H(S) = -sum p log p over the values of the variables in S."""
        marginal: dict[tuple[Basic, ...], Expr] = {}
        for outcome, p in self.weights.items():
            part = tuple(x for x, bit in zip(outcome, self.bits, strict=True) if bit & mask)
            marginal[part] = marginal.get(part, S.Zero) + p
        return Add(*(-p * log(p) for p in marginal.values() if p != 0))
