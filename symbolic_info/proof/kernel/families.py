"""The kernel's evaluation of a claim about laws with densities at named laws of real numbers."""

from __future__ import annotations

from typing import Final

import mpmath
from sympy import Basic, Expr, Symbol, integrate, lambdify
from sympy.core.relational import Relational

from symbolic_info.laws.abstract import DENSITY, Abstract
from symbolic_info.laws.law import Law
from symbolic_info.laws.totals import AtPoint, DensityAt, OutcomeAt, Total, density
from symbolic_info.measures.node import Measure
from symbolic_info.proof.kernel import samples
from symbolic_info.proof.kernel.numbers import ALLOWED, Instance, respects, sign_of

CLOSE: Final = 1e-8


def fails_there(claim: Relational, given: tuple[Basic, ...], instance: Instance) -> bool:
    """Whether the hypotheses hold at the named laws and the claim does not, by enclosures."""
    if not all(_fits(k, v) for k, v in instance.items()):
        return False
    return all(_holds(h, instance) is True for h in given) and _holds(claim, instance) is False


def _fits(key: Basic, value: Basic) -> bool:
    if isinstance(key, Abstract):
        return key.space == DENSITY and isinstance(value, Law) and not value.discrete and value.dimension == 1
    return isinstance(key, Symbol) and bool(value.is_number) and respects(key, value)


def _holds(claim: Basic, instance: Instance) -> bool | None:
    if not isinstance(claim, Relational):
        return None
    left, right = (number(side, instance) for side in claim.args)
    sign = sign_of(left - right)
    return None if sign is None else sign in ALLOWED[claim.rel_op]


def number(side: Expr, instance: Instance) -> Expr:
    """A side of the claim with the named laws put in: closed forms, and integrals that quadrature confirms."""
    put = {t: _integral(t.args[0], instance) for t in side.atoms(Total)}
    put |= {m: samples.form_of(m.xreplace(dict(instance))) for m in side.atoms(Measure)}
    return side.xreplace(put).xreplace(dict(instance))


def _integral(summand: Expr, instance: Instance) -> Expr:
    """The integral of a function of the outcome against one density."""
    laws = {d.args[0] for d in summand.atoms(DensityAt)}
    (named,) = (instance[law] for law in laws)
    x = Symbol("x", positive=True) if named.lower.is_nonnegative else Symbol("x", real=True)
    put = {d: density(named) for d in summand.atoms(DensityAt)}
    body = summand.xreplace(put).xreplace({OutcomeAt(): x}).xreplace(dict(instance))
    if body.atoms(AtPoint) or body.free_symbols - {x}:
        raise ValueError("more than the outcome under the integral")
    value = integrate(body, (x, named.lower, named.upper))
    ends = [mpmath.mpf(str(e).replace("oo", "inf")) for e in (named.lower, named.upper)]
    if not abs(mpmath.quad(lambdify(x, body, "mpmath"), ends) - mpmath.mpf(str(value.evalf(20)))) < CLOSE:
        raise ValueError("an integral that quadrature does not bear out")
    return value
