"""Measures of random variables as rational vectors over joint entropies, the sets of variables being bit masks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from sympy import Basic, Expr, Rational, S, expand, expand_log

from symbolic_info.errors import ClaimError
from symbolic_info.laws.variables import Factored, Variable, VariableLaw, about_variables, joint, ordered
from symbolic_info.measures.conditional_entropy import ConditionalEntropy
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.joint import JointMeasure
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.mutual_information import MutualInformation
from symbolic_info.measures.node import Measure


@dataclass(frozen=True, slots=True)
class Constant:
    """An atom of the constant part: 1, log(2), a symbol.  (SymPy's 1 would be the same key as the mask 1.)"""

    expr: Expr


Key: TypeAlias = int | Constant  # a mask of variables, or a constant
Vector = dict[Key, Fraction]


@dataclass(frozen=True)
class Row:
    """What is known: ``vector >= 0``; ``free`` where it is 0, ``strict`` where it is positive."""

    vector: Mapping[Key, Fraction]
    free: bool = False
    strict: bool = False


@dataclass(frozen=True)
class Space:
    """Variables in order; the i-th is bit i of a mask.

    >>> from symbolic_info import MutualInformation, variables
    >>> X, Y = variables("X Y")
    >>> Space.of([X, Y]).vector(MutualInformation(X, Y))
    {1: Fraction(1, 1), 2: Fraction(1, 1), 3: Fraction(-1, 1)}
    """

    variables: tuple[Variable, ...]

    @classmethod
    def of(cls, stated: Iterable[Basic]) -> Space:
        """The variables that occur."""
        return cls(ordered(x for s in stated for x in s.atoms(Variable)))

    def mask(self, members: Iterable[Variable]) -> int:
        """A set of variables as bits."""
        return sum(1 << self.variables.index(x) for x in set(members))

    def members(self, mask: int) -> tuple[Variable, ...]:
        """The variables of a mask."""
        return tuple(x for i, x in enumerate(self.variables) if mask >> i & 1)

    def vector(self, expr: Expr) -> Vector:
        """A rational combination of measures, with constants by their atoms; ClaimError for anything else."""
        total: Vector = {}
        for atom, c in expand(expr).as_coefficients_dict().items():
            if isinstance(atom, Measure):
                add(total, fraction(c), self._measure(atom))
            elif about_variables(atom) or atom.has(Measure):
                raise ClaimError(f"{atom} is no rational multiple of a measure of abstract random variables")
            else:
                constant = expand_log(atom, factor=True).expand().as_coefficients_dict()
                add(total, fraction(c), {Constant(a): fraction(d) for a, d in constant.items()})
        return total

    def _measure(self, node: Measure) -> Vector:
        if isinstance(node, JointMeasure) and node.variables is not None:
            members = node.laws[0].members
            return {self.mask(members[i] for i in s): Fraction(n) for s, n in node.terms.items()}
        if not all(isinstance(law, VariableLaw) for law in node.laws):
            raise ClaimError(f"{node} is a measure of laws, not of the variables {', '.join(map(str, self.variables))}")
        if isinstance(node, Entropy | CrossEntropy | KLDivergence):
            return self._expected(node)
        raise ClaimError(f"{node} is no combination of joint entropies")

    def _expected(self, node: Measure) -> Vector:
        """-E_p log q = sum n H(S) for q = prod p_S^n, where p is the law of the variables themselves."""
        p, q = node.laws[0], node.laws[-1]
        if isinstance(p, Factored) and (p.outer or any(f.outer for f in p.args)):
            raise ClaimError(f"{node}: expectations under {p} are no joint entropies")
        if isinstance(p, Factored) and q != p:
            raise ClaimError(f"{node}: expectations under {p} are no joint entropies; put the joint law first")
        total: Vector = {self.mask(s): Fraction(n) for s, n in q.powers.items()}
        if isinstance(node, KLDivergence):
            add(total, Fraction(-1), {self.mask(s): Fraction(n) for s, n in p.powers.items()})
        return total

    # masks as measures

    def entropy(self, mask: int) -> Expr:
        """H(S)."""
        return Entropy(joint(*self.members(mask))) if mask else S.Zero

    def conditional(self, block: int, given: int) -> Expr:
        """H(A | C)."""
        if not given:
            return self.entropy(block)
        return ConditionalEntropy(self.members(block), given=self.members(given))

    def mutual(self, a: int, b: int, given: int) -> Expr:
        """I(A; B | C)."""
        return MutualInformation(self.members(a), self.members(b), given=self.members(given))

    def expression(self, vector: Mapping[Key, Fraction]) -> Expr:
        """A vector as a sum of joint entropies."""
        terms = (rational(c) * (self.entropy(k) if isinstance(k, int) else k.expr) for k, c in vector.items())
        return sum(terms, S.Zero)


def add(total: Vector, factor: Fraction, other: Mapping[Key, Fraction]) -> None:
    """``total += factor * other``, without zeros; the empty set has no entropy."""
    for key, c in other.items():
        value = total.pop(key, Fraction(0)) + factor * c
        if value and key != 0:
            total[key] = value


def fraction(value: Expr) -> Fraction:
    """A rational number of SymPy."""
    if not isinstance(value, Rational):
        raise ClaimError(f"{value} is no rational number")
    return Fraction(int(value.p), int(value.q))


def rational(value: Fraction) -> Rational:
    """A fraction as a rational number of SymPy."""
    return Rational(value.numerator, value.denominator)
