"""The kernel's values at a point: where they vary, their lowest terms, and their signs."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import (
    Abs,
    Basic,
    Dummy,
    Expr,
    Lambda,
    Mul,
    Pow,
    Rational,
    S,
    cancel,
    expand,
    expand_power_base,
    factor,
    ilcm,
    log,
    sign,
)

from symbolic_info.budget import Budget
from symbolic_info.facts import Facts
from symbolic_info.laws.totals import AtPoint, DensityAt, Total
from symbolic_info.proof.kernel import calculus
from symbolic_info.proof.kernel.calculus import T
from symbolic_info.proof.kernel.signs import is_nonnegative, is_positive


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


def with_sign(inner: Expr, size: bool, facts: Facts) -> Expr:
    """|a| as sign(a) a, sign(-a) as -sign(a), and the sign without factors whose signs are known."""
    kept = S.One
    for base, exponent in (f.as_base_exp() for f in Mul.make_args(inner)):
        turned = next((b for b in (base, -base) if is_positive(b, facts)), None)
        known = turned is not None and (turned == base or exponent.is_integer)
        kept *= (1 if turned == base else (-1) ** exponent) if known else base**exponent
    flip = -1 if kept.could_extract_minus_sign() else 1
    return flip * sign(flip * kept) * (inner if size else 1)


def power_of_product(product: Expr, exponent: Expr, facts: Facts) -> Expr:
    """The power of a product of values that are not negative as the product of their powers."""
    powers, flips = S.One, S.Zero
    for base, inner in (f.as_base_exp() for f in Mul.make_args(product)):
        turned = next((b for b in (base, -base) if is_nonnegative(b, facts)), None)
        if turned is None or (turned != base and not inner.is_integer):
            return expand_power_base(product**exponent)
        powers, flips = powers * turned ** (inner * exponent), flips + (inner if turned != base else 0)
    return powers if flips % 2 == 0 else expand_power_base(product**exponent)


def both_occur(factors: Iterable[Expr], p: Expr, q: Expr) -> bool:
    """Whether powers with positive exponents of both values are among the factors."""
    powers = dict(f.as_base_exp() for f in factors)
    return all(powers.get(value, S.Zero).is_positive for value in (p, q))


def size_apart(inner: Expr, p: Expr, q: Expr) -> Expr:
    """|c (p - q)| as |c| (p + q), where one of the values is 0."""
    factors = Mul.make_args(factor(inner))
    found = next((f for f in factors if f in (p - q, q - p)), None)
    return Abs(inner) if found is None else (p + q) * Abs(Mul(*(f for f in factors if f != found)))


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
    homogeneous = any(calculus.is_homogeneous(summand, values[0], values[1], degree) for degree in (1, 2))
    return homogeneous and calculus.nonnegative(summand.xreplace({values[0]: T, values[1]: S.One}), budget=budget)
