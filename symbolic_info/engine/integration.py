"""The last rung: SymPy's integral or sum of a feature, within the budget, believed only after a check of digits."""

from __future__ import annotations

from sympy import Abs, Expr, Float, I, Integral, Limit, Piecewise, Sum, Symbol, erf, erfi, exp, nan, oo, zoo

from symbolic_info.budget import Budget
from symbolic_info.engine.points import admissible_points
from symbolic_info.engine.worker import WORKER
from symbolic_info.errors import PrecisionError
from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law
from symbolic_info.numeric import closed, measures
from symbolic_info.numeric.density import Density
from symbolic_info.worker import WorkerError

POINTS = 3
DIGITS = 20


def integrated(feature: Expr, x: Symbol, law: Law, facts: Facts, budget: Budget) -> Expr | None:
    """E f(X) by SymPy, None when it takes too long, stays open, or disagrees with the definition."""
    if budget.left() < 0.5 or feature.has(Abs) or law.dimension != 1:
        return None
    point = Symbol("x", **x.assumptions0)
    body = (feature * exp(law.log_density(x))).xreplace({x: point})
    task = "summation" if law.discrete else "integrate"
    try:
        found = WORKER.run(task, (body, (point, law.lower, law.upper)), budget.left() / 2)
    except (WorkerError, RecursionError):
        return None
    if found is None or found.has(Integral, Sum, Limit, Piecewise, nan, zoo, oo):
        return None
    found = _without_imaginary_unit(found)
    return found if agrees(found, feature, x, law) else None


def _without_imaginary_unit(found: Expr) -> Expr:
    """erf on the imaginary axis as the real function that it is there (DLMF 7.2)."""
    turned = {call: I * erfi(call.args[0] / I) for call in found.atoms(erf) if call.args[0].as_coefficient(I)}
    return found.xreplace(turned).expand(deep=False) if turned else found


def agrees(found: Expr, feature: Expr, x: Symbol, law: Law) -> bool:
    """Whether a formula for E f(X) equals the definition to 20 digits at three admissible points."""
    symbols = (found.free_symbols | feature.free_symbols | law.free_symbols) - {x}
    points = admissible_points([law], symbols, POINTS) if symbols else [{}]
    return len(points) >= min(POINTS, 1 + 2 * bool(symbols)) and all(
        _agrees_at(p, found, feature, x, law) for p in points
    )


def _agrees_at(point: dict[Symbol, Expr], found: Expr, feature: Expr, x: Symbol, law: Law) -> bool:
    at = law.subs(point)
    density = Density(at.log_density(x), x, at.lower, at.upper, at.discrete, at.kinks)
    try:
        formula = closed.evaluate(found.subs(point), DIGITS)
        truth = measures.expectation(density, feature.subs(point), DIGITS)
    except PrecisionError:
        return False
    gap = abs(formula.to_sympy() - truth.to_sympy())
    return bool(gap <= Float(10) ** (2 - DIGITS) * max(1, abs(truth.to_sympy())))
