"""A claim in the one form the provers read: ``difference`` stands in ``relation`` to 0."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sympy import Add, Basic, Contains, Eq, Expr, Float, Gt, Lt, Ne, S, Symbol, expand, nan
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, BooleanFalse, BooleanTrue

from symbolic_info.errors import ClaimError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.totals import Total
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.proof.parts import bases, linear_parts, measures_in, mixture_of

HELP = "give a relation between measures, such as Eq(KLDivergence(p, q), 0) or KLDivergence(p, q) >= 0"


@dataclass(frozen=True)
class Claim:
    """``left`` stands in ``relation`` ('=', '!=', '>=' or '>') to ``right``.

    >>> from symbolic_info import KLDivergence, abstract
    >>> from symbolic_info.proof.claim import Claim
    >>> p, q = abstract("p q")
    >>> claim = Claim.of(KLDivergence(p, q) <= 1)
    >>> claim.left, claim.relation, claim.right
    (1, '>=', KLDivergence(p, q))
    """

    left: Expr
    relation: str
    right: Expr
    given: tuple[Boolean, ...] = ()

    @classmethod
    def of(cls, stated: Relational, given: tuple[Boolean, ...] = ()) -> Claim:
        """The relation with its greater side on the left; ``given`` are relations between parameters."""
        if isinstance(stated, Eq | Ne):
            left, right = stated.args
            relation = "=" if isinstance(stated, Eq) else "!="
        else:
            left, right = stated.gts, stated.lts
            relation = ">" if isinstance(stated, Gt | Lt) else ">="
        if not (isinstance(left, Expr) and isinstance(right, Expr)):
            raise ClaimError(f"{stated} does not relate expressions; {HELP}")
        mapping = _last_weights(Add(left, right, evaluate=False))
        return cls(left.xreplace(mapping), relation, right.xreplace(mapping), given)

    @property
    def difference(self) -> Expr:
        """Left minus right."""
        return self.left - self.right

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures on both sides, in a fixed order."""
        return tuple(measures_in(Add(self.left, self.right, evaluate=False)))

    @cached_property
    def laws(self) -> tuple[Law, ...]:
        """The arguments of the measures, and the mixtures of the Jensen-Shannon divergences."""
        found = [law for m in self.measures for law in m.laws]
        found += [mixture_of(m) for m in self.measures if isinstance(m, JSDivergence)]
        return tuple(sorted(dict.fromkeys(found), key=str))

    @cached_property
    def abstract(self) -> bool:
        """Whether only abstract laws occur."""
        return bool(self.measures) and all(isinstance(law, Abstract) for law in bases(self.laws))

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """The parameters."""
        return tuple(sorted(self.left.free_symbols | self.right.free_symbols, key=str))

    @cached_property
    def conditions(self) -> tuple[Boolean, ...]:
        """What is given, and what laws and weights require, as far as SymPy's assumptions do not grant it."""
        every = [*self.given]
        every += [c for law in self.laws for c in law.conditions]
        every += [c for m in self.measures for c in m.conditions]
        plain = Facts()
        return tuple(c for c in dict.fromkeys(every) if plain.decide(c) is not True)

    @cached_property
    def additive(self) -> bool:
        """Whether both sides are sums of divergences: defined, and equal or ordered, even where infinite."""
        for parts in (linear_parts(side) for side in (self.left, self.right)):
            if parts is None or not all(self.facts.nonnegative(c) for c in parts[0].values()):
                return False
        return all(isinstance(m, KLDivergence | JSDivergence) for m in self.measures)

    @cached_property
    def finite(self) -> tuple[Boolean, ...]:
        """The conditions, and that the measures are finite where the claim needs it."""
        nodes = [] if self.additive else [m for m in self.measures if not isinstance(m, JSDivergence)]
        return (*self.conditions, *(Contains(m, S.Reals) for m in nodes))

    @cached_property
    def facts(self) -> Facts:
        """The conditions, ready to decide signs."""
        return Facts(self.conditions)


def about_parameters(stated: Basic) -> bool:
    """Whether ``stated`` relates parameters alone."""
    return isinstance(stated, Relational) and not stated.has(Measure, Law, Total)


def read(stated: Any) -> Basic:
    """``stated``, checked: errors say what a claim looks like."""
    if isinstance(stated, bool | BooleanTrue | BooleanFalse):
        raise ClaimError(
            f"SymPy has already decided this to be {bool(stated)}, so nothing is left to prove; "
            "build the relation with evaluate=False"
        )
    if not isinstance(stated, Boolean) or isinstance(stated, Symbol):
        raise ClaimError(f"{stated!r} is not a claim; {HELP}")
    if stated.has(Float):
        raise ClaimError(f"{stated} contains floats; give exact numbers such as Rational(1, 10)")
    if stated.has(nan):
        raise ClaimError(f"{stated} contains nan")
    names = [symbol.name for symbol in stated.free_symbols]
    if len(set(names)) < len(names):
        raise ClaimError(f"{stated}: two different symbols have the same name; they differ in their assumptions")
    return stated


def _last_weights(expr: Expr) -> dict[Expr, Expr]:
    """Weights of sum 1: the last symbol among them through the others."""
    mapping: dict[Expr, Expr] = {}
    tuples = [m.weights for m in expr.atoms(JSDivergence)] + [m.weights for m in expr.atoms(Mixture)]
    for weights in dict.fromkeys(tuples):
        excess = expand((Add(*weights) - 1).xreplace(mapping))
        last = next((w for w in reversed(weights) if isinstance(w, Symbol) and w not in mapping), None)
        slope = excess.diff(last) if last is not None else S.Zero
        if slope.is_Rational and slope != 0:
            mapping[last] = expand(last - excess / slope)
    return mapping
