"""Digits of measures: infinite values first, then closed forms, then quadrature or summation of the definition."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sympy import Dummy, Expr, Float, Pow, S, Sum, nan, oo, sympify

from symbolic_info.budget import Budget
from symbolic_info.engine.channel_capacity import capacity_of_numbers
from symbolic_info.engine.combine import combined
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.far import entropy_far_out, has_far_parameter
from symbolic_info.engine.independence import over_parts
from symbolic_info.engine.large import large_numbers, orders
from symbolic_info.engine.normalization import is_normalised
from symbolic_info.engine.reduction import along_a_line
from symbolic_info.engine.support import contained, on_integers
from symbolic_info.errors import InexactError, PrecisionError
from symbolic_info.facts import Facts
from symbolic_info.laws import density
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image
from symbolic_info.laws.kernel import Compound
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.points import on_lattice
from symbolic_info.laws.variables import VariableLaw
from symbolic_info.measures.capacity import Capacity
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.expectation import Expectation
from symbolic_info.measures.f_divergence import FDivergence
from symbolic_info.measures.joint import JointMeasure
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.power_integral import LARGE_ORDER, PowerIntegral
from symbolic_info.measures.rate_distortion import RateDistortion
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.numeric import closed, measures
from symbolic_info.numeric.density import Density
from symbolic_info.numeric.tape import UnknownFunctionError
from symbolic_info.numeric.value import Value
from symbolic_info.registry import provide
from symbolic_info.rules.shelter import outermost

Quadrature = Callable[[Any, list[Density], int, float], Value]
HIGHEST_DEGREE = 10**4


def value(expr: Any, digits: int = 50, rigorous: bool | None = None, budget: Any = None) -> Value:
    """The number ``expr`` to ``digits`` significant digits, every printed one right.

    ``expr`` has no free symbols; it is a measure, or an expression with measures in it.  The
    `Value` says how its error is known (``kind``): ``exact``, ``certified`` (enclosed by ball
    arithmetic, with the extra ``rigorous``) or ``estimated`` (two resolutions and two working
    precisions agree).  ``rigorous=True`` refuses estimates.  In nats.
    Errors: `PrecisionError` when the digits cannot be vouched for.

    >>> from sympy.stats import Normal
    >>> from symbolic_info import JSDivergence, value
    >>> print(value(JSDivergence(Normal("X", 0, 1), Normal("Y", 1, 2)), digits=30))
    0.128174973054398010424818075775
    """
    node = sympify(expr)
    if node.has(Float):
        raise InexactError("the expression contains floats; give exact numbers such as Rational(1, 10)")
    if node.free_symbols:
        raise PrecisionError(f"give values to {sorted(map(str, node.free_symbols))} before asking for digits")
    found = _value(node, int(digits), Budget.of(budget))
    if rigorous and found.kind == "estimated":
        raise PrecisionError(f"only an estimate is available ({found.method}); call with rigorous=None to accept it")
    return found


def _value(node: Expr, digits: int, budget: Budget) -> Value:
    if isinstance(node, Measure):
        form = derived(node, budget.share(0.5), rules_only=True).value
        if form is not None:
            return _of_form(form, node, digits, budget)
        if not is_normalised(node):
            raise PrecisionError(f"the mass of a density in {node} is not known to be 1")
        total = over_parts(node)
        return by_definition(node, digits, budget) if total is None else _value(total, digits, budget)
    if isinstance(node, Expectation):
        p = numeric_density(node.law)
        return measures.expectation(p, node.function(p.symbol), digits, seconds=budget.left())
    forms = {m: derived(m, budget.share(0.5), rules_only=True).value for m in node.atoms(Measure)}
    rest = node.xreplace({m: f for m, f in forms.items() if f is not None and not f.has(Sum)})
    parts = rest.atoms(Measure, Expectation)
    if not parts:
        return closed.evaluate(_worked_out(rest), digits, budget.left())
    return combined(rest, parts, lambda part, more: _value(part, more, budget), digits, budget)


def _worked_out(expr: Expr) -> Expr:
    """Without what SymPy leaves to be done, but for sums: those it may search for closed forms without end."""
    sums = {s: Dummy("s", real=True) for s in outermost(expr, Sum)}
    return expr.xreplace(sums).doit().xreplace({mark: s for s, mark in sums.items()})


def _of_form(form: Expr, node: Measure, digits: int, budget: Budget) -> Value:
    """The digits of a closed form; of the definition where the form has parts without a method of their own."""
    try:
        return closed.evaluate(form, digits, budget.left())
    except UnknownFunctionError:
        return by_definition(node, digits, budget)


def by_definition(node: Expr, digits: int, budget: Budget | None = None) -> Value:
    """The digits from the definition alone, without any closed form."""
    budget = budget or Budget()
    if not isinstance(node, Measure):
        return _value(node, digits, budget)
    if isinstance(node, Entropy) and node.laws[0].discrete and isinstance(node.laws[0], Image):
        return by_definition(Entropy(node.laws[0].source), digits, budget)
    if isinstance(node, JointMeasure) and isinstance(node.laws[0], Compound):
        raise PrecisionError(f"no quadrature for {node}: only its closed form has digits")
    if isinstance(node, Capacity):
        return capacity_of_numbers(node, digits, budget)
    if any(order.is_number and abs(order) > LARGE_ORDER for order in orders(node)):
        raise PrecisionError(f"no quadrature for {node}: powers of such an order are too high")
    if isinstance(node, RateDistortion):
        raise PrecisionError(f"{node} is an optimum, and no digits are known without a closed form")
    if all(isinstance(as_model(law), Finite) for law in node.laws):
        return _independent(node.definition, digits, budget)
    total = node.definition if isinstance(node, JointMeasure) else over_parts(node)
    if total is not None:
        return _independent(total, digits, budget)
    if isinstance(node, Entropy) and (found := _entropy_far_out(node.laws[0], digits, budget)) is not None:
        return found
    if (line := along_a_line(node)) is not None:
        return _value(line, digits, budget)
    laws = [numeric_density(law) for law in node.laws]
    rule = QUADRATURE.get(type(node))
    if rule is None:
        return _independent(node.definition, digits, budget)
    return rule(node, laws, digits, budget.left())


def _entropy_far_out(law: Law, digits: int, budget: Budget) -> Value | None:
    """By balls, or else by an asymptotic series, where a lattice law has a very large parameter."""
    if not has_far_parameter(law):
        return None
    found = measures.certified_entropy(numeric_density(law), digits, budget.left() / 2)
    return entropy_far_out(law, digits, budget) if found is None else found


def _independent(expr: Expr, digits: int, budget: Budget) -> Value:
    """An expression of measures, each by its own definition."""
    parts = expr.atoms(Measure, Expectation)
    if not parts:
        return closed.evaluate(_worked_out(expr), digits, budget.left())

    def digits_of(part: Expr, more: int) -> Value:
        return by_definition(part, more, budget) if isinstance(part, Measure) else _value(part, more, budget)

    return combined(expr, parts, digits_of, digits, budget)


def _power_integral(node: PowerIntegral, laws: list[Density], digits: int, seconds: float) -> Value:
    """By quadrature where no density with a negative exponent vanishes."""
    p, q = node.laws
    a, b = node.args[2:]
    if b == 0:
        return measures.power_integral(laws[:1], (a,), digits, seconds=seconds)
    if b.is_negative and contained(p, q, Facts()) != S.true:
        raise PrecisionError(f"it is not known whether the support of {p} lies in that of {q}")
    return measures.power_integral(laws, (a, b), digits, seconds=seconds)


def _log_ratio(rule: Callable[..., Value]) -> Quadrature:
    """Infinite where the first law has mass outside the support of the second; the integrand stops at its end."""

    def quadrature(node: Measure, laws: list[Density], digits: int, seconds: float) -> Value:
        p, q = (on_lattice(law) for law in node.laws)
        inside = contained(p, q, Facts())
        if inside == S.false:
            return closed.evaluate(oo, digits, seconds)
        if inside != S.true:
            raise PrecisionError(f"it is not known whether the support of {p} lies in that of {q}")
        return rule(*laws, digits, seconds)

    return quadrature


def _js_divergence(node: JSDivergence, laws: list[Density], digits: int, seconds: float) -> Value:
    return measures.js_divergence(laws, node.weights, digits, seconds)


def _f_divergence(node: FDivergence, laws: list[Density], digits: int, seconds: float) -> Value:
    limits = (node.at_zero, node.slope_at_infinity)
    return measures.f_divergence(laws[0], laws[1], node.function, limits, digits, seconds)


def _of_laws(rule: Callable[..., Value]) -> Quadrature:
    return lambda node, laws, digits, seconds: rule(*laws, digits, seconds)


# Integrands without cancellation; every other measure is evaluated through its definition.
QUADRATURE: dict[type[Measure], Quadrature] = {
    Entropy: _of_laws(measures.entropy),
    CrossEntropy: _log_ratio(measures.cross_entropy),
    KLDivergence: _log_ratio(measures.kl_divergence),
    TotalVariation: _of_laws(measures.total_variation),
    JSDivergence: _js_divergence,
    PowerIntegral: _power_integral,
    FDivergence: _f_divergence,
}


@lru_cache(maxsize=500)
def numeric_density(law: Law) -> Density:
    """A law without free symbols in the form of the numerical layer."""
    if law.dimension != 1 or isinstance(law, Abstract | VariableLaw):
        raise PrecisionError(f"no quadrature for {law}: only closed forms of vectors have digits here")
    law = on_lattice(law)
    if law.discrete and not on_integers(law):
        raise PrecisionError(f"no summation for {law}: its outcomes are not known to be integers")
    x = law.variable
    _check_exponents(law)
    of_families = not law.atoms(density.Density)
    return Density(law.log_density(x), x, law.lower, law.upper, law.discrete, law.kinks, of_families)


def _check_exponents(law: Law) -> None:
    """SymPy would take polynomials of degree 10**40 at their word."""
    numbers = {stand_in: n for stand_in, n in large_numbers(law).items() if abs(n) > HIGHEST_DEGREE}
    if numbers:
        lifted = law.xreplace({n: stand_in for stand_in, n in numbers.items()})
        if any(power.exp.has(*numbers) for power in lifted.log_density(law.variable).atoms(Pow)):
            raise PrecisionError(f"no quadrature for {law}: its density has powers that are too high")


def evalf(node: Measure | Expectation, precision: int) -> Expr | None:
    """SymPy's evalf of an inert node: a Float of the given binary precision, None when free symbols remain."""
    if node.free_symbols:
        return None
    digits = max(15, int(precision * 0.30103) + 2)
    try:
        found = _value(node, digits, Budget())
    except PrecisionError:
        return None
    if found.lower in (oo, -oo, nan):
        return sympify(found.lower)
    return Float(str(found), digits)


provide("evalf", evalf)
