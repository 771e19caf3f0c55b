"""The kernel's signs: of numbers by intervals, of products factor by factor, of sums of positive values."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sympy import Add, Dummy, Expr, Mul, S, expand, factor, oo

from symbolic_info.facts import Facts
from symbolic_info.laws.totals import AtPoint


def is_nonnegative(expr: Expr, facts: Facts) -> bool:
    """Whether ``expr`` is at least 0 by the facts, factor by factor; False where that is not decided.

    >>> from sympy.abc import p
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.proof.kernel.signs import is_nonnegative
    >>> is_nonnegative(-((2 * p - 1) ** 2) / (p * (p - 1)), Facts([p > 0, 1 - p > 0]))
    True
    """
    if facts.nonnegative(expr):
        return True
    return any(_product_is_nonnegative(Mul.make_args(product), facts) for product in (expr, factor(expr)))


def is_positive_product(expr: Expr, facts: Facts) -> bool:
    """Whether ``expr`` is at least 0 by the facts, and no factor of it is 0."""
    bases = [f.as_base_exp()[0] for f in Mul.make_args(factor(expr))]
    return is_nonnegative(expr, facts) and all(is_positive(f, facts) or is_positive(-f, facts) for f in bases)


def _product_is_nonnegative(factors: Iterable[Expr], facts: Facts) -> bool:
    sign = 1
    for base, exponent in (f.as_base_exp() for f in factors):
        if exponent.is_even and exponent.is_positive and base.is_extended_real is not False:
            continue
        turned = next((b for b in (base, -base) if _has_sign(b, exponent, facts)), None)
        if turned is None or (turned != base and not exponent.is_integer):
            return False
        sign *= 1 if turned == base else (-1) ** (exponent % 2)
    return bool(sign == 1)


def _has_sign(base: Expr, exponent: Expr, facts: Facts) -> bool:
    return is_positive(base, facts) or bool(exponent.is_positive and facts.nonnegative(base))


def is_positive(expr: Expr, facts: Facts) -> bool:
    """Evidently, by the facts, or as a sum of positive values with weights that are not negative.

    Weights of mixtures are not all 0.
    """
    if expr.is_positive or facts.positive(expr):
        return True
    weights: dict[Expr, Expr] = {}
    for term in Add.make_args(expand(expr)):
        values = Mul(*(f for f in Mul.make_args(term) if isinstance(f, AtPoint | Dummy) and f.is_positive))
        weights[values] = weights.get(values, S.Zero) + term / values
    return len(weights) > 1 and S.One not in weights and all(facts.nonnegative(w) for w in weights.values())


def is_signed(expr: Expr, signed: Collection[Dummy], strict: bool) -> bool:
    """Whether ``expr`` is positive (or only not negative) by assumptions, also where some of ``signed`` are infinite.

    >>> from sympy import Dummy, exp
    >>> m = Dummy(extended_nonnegative=True)
    >>> from symbolic_info.proof.kernel.signs import is_signed
    >>> is_signed(exp(-m), [m], False), is_signed(exp(-m), [m], True)
    (True, False)
    """
    far = [expr, expr.xreplace(dict.fromkeys(signed, oo)), *(expr.xreplace({m: oo}) for m in signed)]
    signs = (e.is_extended_positive if strict else e.is_extended_nonnegative for e in far)
    return all(sign is True for sign in signs)
