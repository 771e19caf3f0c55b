"""The kernel's values at a point: where they vary, their lowest terms, and their signs."""

from __future__ import annotations

from sympy import (
    Abs,
    Basic,
    Dummy,
    Expr,
    Lambda,
    Pow,
    Rational,
    S,
    cancel,
    expand,
    expand_log,
    ilcm,
    log,
    sign,
    together,
)

from symbolic_info.budget import Budget
from symbolic_info.facts import Facts
from symbolic_info.laws.totals import AtPoint, DensityAt, Total
from symbolic_info.proof.kernel import calculus
from symbolic_info.proof.kernel.calculus import T
from symbolic_info.proof.kernel.signs import is_nonnegative


def spaces(expr: Basic) -> frozenset[str]:
    """The spaces over whose points a value varies; a total varies over none."""
    if isinstance(expr, AtPoint):
        return expr.places
    if isinstance(expr, Total):
        return frozenset()
    return frozenset[str]().union(*(spaces(a) for a in expr.args))


def cancelled(summand: Expr) -> Expr:
    """A rational function of densities and of roots of them in lowest terms."""
    opaque = {e: Dummy() for e in summand.atoms(log, sign)}
    hidden = summand.xreplace(opaque)
    root = ilcm(1, 1, *(f.exp.q for f in hidden.atoms(Pow) if isinstance(f.base, DensityAt) and f.exp.is_Rational))
    marks = {d: Dummy(positive=True) for d in hidden.atoms(DensityAt)}
    reduced = cancel(hidden.xreplace({d: mark**root for d, mark in marks.items()}))
    return reduced.xreplace(
        {mark: d ** Rational(1, root) for d, mark in marks.items()} | {v: k for k, v in opaque.items()}
    )


def with_sign(inner: Expr, size: bool) -> Expr:
    """|a| as sign(a) a, and sign(-a) as -sign(a)."""
    turned = -1 if inner.could_extract_minus_sign() else 1
    return turned * sign(turned * inner) * (inner if size else 1)


def with_small_power(factor_: Expr) -> Expr:
    """The sign of 0 is chosen to be 1 or -1, so that its square is 1."""
    base, exponent = factor_.as_base_exp()
    return base ** (exponent % 2) if isinstance(base, sign) and exponent.is_Integer else factor_


# --- signs ----------------------------------------------------------------------------------------------


def is_convex(f: Lambda) -> bool:
    """Whether a function of positive numbers is convex: |t - 1|, or f'' >= 0."""
    inner = f(T)
    number, size = inner.as_coeff_Mul()
    second = inner.diff(T, 2)
    evident = (size == Abs(T - 1) and number > 0) or second.factor().is_nonnegative is True
    return evident or calculus.nonnegative(second)


def is_nonnegative_everywhere(summand: Expr, facts: Facts, budget: Budget | None = None) -> bool:
    """Whether a value at a point is never negative: by its signs, or as a function of the ratio of two densities."""
    if summand.is_nonnegative or expand(summand) == 0 or is_nonnegative(summand, facts):
        return True
    return _is_nonnegative_of_ratio(summand, budget)


def _is_nonnegative_of_ratio(summand: Expr, budget: Budget | None) -> bool:
    """A function of one probability, or homogeneous of degree 1 or 2 in two densities."""
    values = sorted(summand.atoms(AtPoint), key=str)
    if not values or not all(isinstance(v, DensityAt) for v in values) or summand.has(Total):
        return False
    if len(values) == 1:
        return values[0].args[0].discrete and calculus.nonnegative(
            summand.xreplace({values[0]: T}), (S.Zero, S.One), budget
        )
    if len(values) > 2 or values[0].args[0].place != values[1].args[0].place:
        return False
    homogeneous = any(is_homogeneous(summand, values[0], values[1], degree) for degree in (1, 2))
    return homogeneous and calculus.nonnegative(summand.xreplace({values[0]: T, values[1]: S.One}), budget=budget)


def is_homogeneous(summand: Expr, p: Expr, q: Expr, degree: int) -> bool:
    """Whether the value grows as a power when p and q are multiplied by one number."""
    scale = Dummy(positive=True)
    scaled = summand.xreplace({p: scale * p, q: scale * q}) - scale**degree * summand
    split = scaled.replace(log, lambda arg: expand_log(log(together(arg).factor())))
    return bool(cancel(expand(split)) == 0)
