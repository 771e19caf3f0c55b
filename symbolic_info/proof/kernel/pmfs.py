"""The kernel's evaluation of entropies and divergences at rational pmfs, zeros and infinite values included."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from sympy import Abs, Add, Basic, Equivalent, Expr, Implies, Rational, S, Symbol, log, oo, sqrt
from sympy.core.relational import Relational

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.totals import Disjoint
from symbolic_info.measures.chi_square import ChiSquareDivergence
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.hellinger import SquaredHellinger
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.proof.kernel.numbers import ALLOWED, Instance, respects, sign_of

AT_POINT: Final[Mapping[type, Callable[[Expr, Expr], Expr]]] = {
    TotalVariation: lambda a, b: Abs(a - b) / 2,
    ChiSquareDivergence: lambda a, b: (a - b) ** 2 / b if b != 0 else oo * a if a != 0 else S.Zero,
    SquaredHellinger: lambda a, b: (sqrt(a) - sqrt(b)) ** 2 / 2,
}
Pmfs = Mapping[Law, tuple[Expr, ...]]


def values(claim: Basic, instance: Instance) -> tuple[Any, Any]:
    """The two sides of a relation, or the truth of the two parts of an implication."""
    pmfs = _columns({k: v for k, v in instance.items() if isinstance(k, Law)})
    point = {k: v for k, v in instance.items() if isinstance(k, Symbol)}
    sides = [side.subs(point) for side in claim.args]
    if isinstance(claim, Implies | Equivalent):
        first, second = (_truth(side, pmfs) for side in sides)
        return first, second
    left, right = (put(side, pmfs) for side in sides)
    return left, right


def fails_there(claim: Basic, given: Iterable[Basic], instance: Instance) -> bool:
    """Whether the instance is one, what is given holds there, and the claim does not."""
    if not all(_fits(k, v) for k, v in instance.items()) or not all(_is_met(g, instance) for g in given):
        return False
    left, right = values(claim, instance)
    if isinstance(claim, Implies):
        return left is True and right is False
    if isinstance(claim, Equivalent):
        return None not in (left, right) and left != right
    return isinstance(claim, Relational) and is_violated(claim, left, right)


def _fits(key: Basic, value: Basic) -> bool:
    if isinstance(key, Abstract):
        masses = list(value.pmf.values()) if isinstance(value, Finite) else []
        return all(isinstance(p, Rational) and p >= 0 for p in masses) and Add(*masses) == 1
    return isinstance(key, Symbol) and bool(value.is_Rational) and respects(key, value)


def _is_met(given: Basic, instance: Instance) -> bool:
    if isinstance(given, Disjoint):
        p, q = (instance[law].pmf for law in given.args)
        return all(p[x] * q.get(x, 0) == 0 for x in p)
    return bool(given.subs({k: v for k, v in instance.items() if isinstance(k, Symbol)}) == S.true)


def is_violated(stated: Relational, left: Expr, right: Expr) -> bool:
    """Whether two values, infinite ones among them, contradict a relation."""
    if S.NaN in (left, right):
        return False
    if left.is_finite and right.is_finite:
        sign = sign_of(left - right)
    else:
        sign = 0 if left == right else 1 if oo in (left, -right) else -1
    return sign is not None and sign not in ALLOWED[stated.rel_op] and (sign != 0 or bool(left.is_finite))


def _truth(stated: Basic, pmfs: Pmfs) -> bool | None:
    if all(isinstance(side, Law) for side in stated.args):
        return mass(stated.args[0], pmfs) == mass(stated.args[1], pmfs)
    left, right = (put(side, pmfs) for side in stated.args)
    if not (left.is_finite and right.is_finite) or sign_of(left - right) is None:
        return None
    return not is_violated(stated, left, right)


def _columns(laws: Mapping[Law, Finite]) -> Pmfs:
    outcomes = sorted({x for pmf in laws.values() for x in pmf.pmf}, key=str)
    return {law: tuple(pmf.probability(x) for x in outcomes) for law, pmf in laws.items()}


def put(side: Expr, pmfs: Pmfs) -> Expr:
    """A side of a claim with the exact values of its measures; nan where oo - oo stands in it."""
    value = side.xreplace({m: measure(m, pmfs) for m in side.atoms(Measure)})
    return value.doit() if value.has(oo) else value


def measure(node: Measure, pmfs: Pmfs) -> Expr:
    """A measure from its definition, with 0 log 0 = 0 and p log(p/0) = oo."""
    if isinstance(node, JSDivergence):
        pairs = [(w, p) for w, p in zip(node.weights, node.laws, strict=True) if w != 0]
        return Add(*(w * _divergence(mass(p, pmfs), mass(node.mixture, pmfs)) for w, p in pairs))
    if type(node) in AT_POINT:
        pairs_ = zip(*(mass(law, pmfs) for law in node.laws), strict=True)
        return Add(*(AT_POINT[type(node)](a, b) for a, b in pairs_))
    if not isinstance(node, Entropy | CrossEntropy | KLDivergence):
        raise UnknownLawError(f"{node} has no value where a probability is 0")
    p, q = mass(node.laws[0], pmfs), mass(node.laws[-1], pmfs)
    return _divergence(p, q) if isinstance(node, KLDivergence) else _divergence([S.One] * len(p), q, p)


def _divergence(above: Iterable[Expr], below: Iterable[Expr], weights: Iterable[Expr] | None = None) -> Expr:
    above, below = list(above), list(below)
    rows = zip(weights or above, above, below, strict=True)
    return Add(*(w * log(a / b) if b != 0 else oo for w, a, b in rows if w != 0))


def mass(law: Law, pmfs: Pmfs) -> list[Expr]:
    """The probabilities of a law, mixtures included."""
    if not isinstance(law, Mixture):
        return list(pmfs[law])
    parts = [(w, mass(p, pmfs)) for w, p in zip(law.weights, law.laws, strict=True)]
    return [Add(*(w * column[i] for w, column in parts)) for i in range(len(parts[0][1]))]
