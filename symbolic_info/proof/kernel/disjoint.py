"""The kernel's evaluation of claims about laws on disjoint sets at pmfs with zeros."""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Add, Basic, Expr, Rational, Symbol, nan, oo
from sympy.core.relational import Relational

from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.totals import Disjoint
from symbolic_info.proof.kernel.instances import ALLOWED, respects, sign_of
from symbolic_info.proof.replay_instances import put

Instance = Mapping[Basic, Basic]


def fails_there(claim: Relational, given: tuple[Basic, ...], instance: Instance) -> bool:
    """Whether the laws are disjoint as said, nothing else is given, and the claim fails with finite sides."""
    if not all(_fits(k, v) for k, v in instance.items()) or not all(_is_met(g, instance) for g in given):
        return False
    left, right = (number(side, instance) for side in claim.args)
    if any(side.has(nan, oo, -oo) for side in (left, right)):
        return False
    sign = sign_of(left - right)
    return sign is not None and sign not in ALLOWED[claim.rel_op]


def _fits(key: Basic, value: Basic) -> bool:
    if isinstance(key, Abstract):
        masses = list(value.pmf.values()) if isinstance(value, Finite) else []
        return all(isinstance(p, Rational) and p >= 0 for p in masses) and Add(*masses) == 1
    return isinstance(key, Symbol) and bool(value.is_Rational) and respects(key, value)


def _is_met(given: Basic, instance: Instance) -> bool:
    if not isinstance(given, Disjoint):
        return False
    p, q = (instance[law].pmf for law in given.args)
    return all(p[x] * q[x] == 0 for x in p)


def number(side: Expr, instance: Instance) -> Expr:
    """A side of the claim: entropies and divergences from their definitions, 0 log 0 being 0."""
    point = {k: v for k, v in instance.items() if isinstance(k, Symbol)}
    laws = {k: tuple(v.pmf.values()) for k, v in instance.items() if isinstance(v, Finite)}
    return put(side.subs(point), laws)
