"""Digits of entropies of laws with a parameter so large that no sum or integral over their outcomes settles."""

from __future__ import annotations

import math

from sympy import Expr, Integer, Symbol

from symbolic_info.budget import Budget
from symbolic_info.engine.asymptotics import MOST_TERMS, entropy_expansion
from symbolic_info.errors import PrecisionError, UnknownLawError
from symbolic_info.laws.families.lattice import LatticeLaw
from symbolic_info.laws.law import Law
from symbolic_info.numeric import closed
from symbolic_info.numeric.value import Value, from_enclosure

FAR = Integer(10) ** 15
SPARE_DIGITS, FEWEST = 5, 15


def entropy_far_out(law: Law, digits: int, budget: Budget) -> Value | None:
    """The entropy by the asymptotic series in a parameter above 10**15, where two orders agree; None elsewhere.

    >>> from symbolic_info.budget import Budget
    >>> from symbolic_info.engine.far import entropy_far_out
    >>> from symbolic_info.laws import Poisson
    >>> entropy_far_out(Poisson(10**40), 20, Budget())
    Value('47.470640393085586422', estimated: asymptotic series)
    """
    if not has_far_parameter(law):
        return None
    try:
        before, last = _partial_sums(law, max(_far_parameters(law)), digits, budget)
    except UnknownLawError:
        return None
    error = abs(last - before) + abs(last) / 10 ** (digits + SPARE_DIGITS)
    if error * 10 ** max(digits, FEWEST) > abs(last):
        return None
    return from_enclosure(last - error, last + error, digits, "estimated", "asymptotic series")


def has_far_parameter(law: Law) -> bool:
    """Whether exactly one parameter of a law on the integers is above 10**15."""
    return isinstance(law, LatticeLaw) and len(_far_parameters(law)) == 1


def _far_parameters(law: Law) -> list[Expr]:
    return [a for a in law.args if a.is_Rational and a > FAR]


def _partial_sums(law: Law, number: Expr, digits: int, budget: Budget) -> list[Expr]:
    """The series cut at two orders, at the number."""
    first = max(1, math.ceil(digits / math.log10(number)))
    if first + 1 > MOST_TERMS:
        raise PrecisionError(f"{digits} digits of the entropy of {law} need more terms of its series than are known")
    n = Symbol("n", positive=True, integer=number.is_Integer or None)
    family = law.xreplace({number: n})
    orders = (first, first + 1)
    sums = [entropy_expansion(family, n, order, budget).removeO().xreplace({n: number}) for order in orders]
    return [closed.evaluate(s, digits + SPARE_DIGITS, budget.left()).lower for s in sums]
