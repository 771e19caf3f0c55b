"""Means of derivatives of the log-likelihood: Fisher information and the expansion of the divergence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import (
    Add,
    Derivative,
    Dummy,
    Expr,
    Lambda,
    Order,
    Piecewise,
    S,
    Symbol,
    diff,
    factorial,
    log,
    meijerg,
    sign,
    zeta,
)

from symbolic_info.budget import Budget, BudgetSpent
from symbolic_info.engine.finite import tidy
from symbolic_info.engine.ladder import Run, expect
from symbolic_info.engine.logarithmic import kl_of
from symbolic_info.engine.trace import COVER_THOMAS
from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.facts import Facts, lift
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image
from symbolic_info.laws.law import Law, as_model
from symbolic_info.measures.fisher import FisherInformation
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.rules.shorten import shortest


def fisher_of(node: FisherInformation, run: Run) -> Expr | None:
    """The mean product of the scores, found through minus the mean second derivative."""
    law, (a, b) = node.laws[0], node.symbols
    if moves(law, (a, b)):
        return None
    if isinstance(as_model(law), Finite):
        value = tidy(node.definition, run.facts)
        run.trace.add("summed over the outcomes", node, value)
        return value
    if law.dimension != 1:
        return _hessian(node, law, run)
    form = information_form(law, a, b)
    run.trace.add("mean of the product of the scores", node, node.definition, source=COVER_THOMAS)
    quick = Run(run.facts, run.budget, rules_only=True)
    value = mean(form, law, quick)
    value = _hessian(node, law, quick) if value is None else value
    if value is None and not run.rules_only:
        value, run.checked = mean(form, law, run), True
    if value is None or _opaque(value):
        return None
    run.trace.add("by the transforms of the law, or as second derivative of D(p || q) at q = p", node, value)
    return value


def information_form(law: Law, a: Symbol, b: Symbol) -> Lambda:
    """What has the information as its mean: minus the second derivative of the log-density, which is simpler than the
    product of the scores, unless a kink of the density moves with the parameters."""
    x = law.variable
    log_density, bent = law.log_density(x), {s for k in law.kinks for s in k.free_symbols} & {a, b}
    return Lambda(x, _flat(diff(log_density, a) * diff(log_density, b)) if bent else -diff(log_density, a, b))


def moves(law: Law, parameters: tuple[Symbol, ...]) -> bool:
    """Whether the support of a law, or that of a part of it, depends on the parameters."""
    model = as_model(law)
    ends = law.lower.free_symbols | law.upper.free_symbols
    if isinstance(model, Finite):
        ends = {s for x in model.pmf for s in x.free_symbols}
    elif law.discrete and isinstance(model, Image):
        ends = ends | model.map.free_symbols
    elif law.dimension == 1:
        jumps = law.log_density(law.variable).atoms(Piecewise)
        ends = ends.union(*(c.free_symbols for p in jumps for _, c in p.args))
    return bool(ends & set(parameters))


def mean(form: Lambda, law: Law, run: Run) -> Expr | None:
    """E form(X), where it is finite without further conditions."""
    x = law.variable
    body = form(x)
    if not body.has(x):
        return shortest(body, run.facts)
    found = expect(body, x, law, run)
    if found is None or found.condition != S.true or found.value.is_infinite:
        return None
    return shortest(found.value, run.facts)


def _opaque(value: Expr) -> bool:
    """Whether derivatives in the order of a special function are left, which are no closed form (zeta' is)."""
    return bool(value.has(meijerg)) or any(not d.expr.has(zeta) for d in value.atoms(Derivative))


def _flat(form: Expr) -> Expr:
    """The square of a sign is 1 almost everywhere."""
    return form.replace(lambda e: e.is_Pow and isinstance(e.base, sign) and e.exp == 2, lambda e: S.One)


def _hessian(node: FisherInformation, law: Law, run: Run) -> Expr | None:
    """The second derivative of the divergence from the same law with other parameters."""
    others = {s: Dummy(s.name, **s.assumptions0) for s in node.symbols}
    divergence = kl_of(KLDivergence(law, law.xreplace(others)), run)
    if divergence is None or divergence.is_Piecewise:
        return None
    a, b = (others[s] for s in node.symbols)
    back = {new: old for old, new in others.items()}
    return shortest(divergence.diff(a, b).xreplace(back).doit(), run.facts)


def kl_series(law: Any, steps: Mapping[Symbol, Expr], order: int = 2, budget: Any = None) -> Expr:
    """D(p_t || p_{t + h}) in powers of the steps h up to ``order``: half the Fisher information first.

    ``steps`` maps parameters of the law to their steps; the coefficient of degree n is -E[d^n log p]/n!.  For one
    parameter with a symbol as step the remainder is shown as O(h**(order + 1)).
    Errors: `UnknownLawError` where the support moves with a parameter or an expectation has no closed form.
    Source: Kullback, Information Theory and Statistics (1959), section 2.6.

    >>> from sympy import symbols
    >>> from sympy.stats import Poisson
    >>> from symbolic_info import kl_series
    >>> l, h = symbols("lambda h", positive=True)
    >>> kl_series(Poisson("X", l), {l: h}, order=3)
    h**2/(2*lambda) - h**3/(3*lambda**2) + O(h**4)
    """
    read, symbols = as_law(law), tuple(steps)
    bends = {s for k in read.kinks for s in k.free_symbols}
    if read.dimension != 1 or moves(read, symbols) or bends & set(symbols):
        raise UnknownLawError(f"{read} has no expansion by this rule in {symbols}: its support or a kink moves")
    if order < 2 or not all(isinstance(s, Symbol) for s in symbols):
        raise ParameterError("kl_series takes {parameter: step} and an order of 2 or more")
    up = lift(read.conditions, read.free_symbols)
    run = Run(Facts(c.xreplace(up) for c in read.conditions), Budget.of(budget))
    lifted = {s.xreplace(up): step for s, step in steps.items()}
    terms = [_coefficient(read.xreplace(up), lifted, n, run) for n in range(2, order + 1)]
    total = Add(*terms).xreplace({new: old for old, new in up.items()})
    step = next(iter(steps.values()))
    return total + Order(step ** (order + 1)) if len(steps) == 1 and isinstance(step, Symbol) else total


def _coefficient(law: Law, steps: Mapping[Symbol, Expr], n: int, run: Run) -> Expr:
    """-E[(sum_i h_i d_i)^n log p]/n!."""
    model, x = as_model(law), law.variable
    try:
        if isinstance(model, Finite):
            value = Add(*(p * _along(log(p), steps, n) for p in model.pmf.values() if p != 0))
        else:
            value = mean(Lambda(x, _along(law.log_density(x), steps, n)), law, run)
    except BudgetSpent:
        value = None
    if value is None:
        raise UnknownLawError(f"no closed form for the term of degree {n} in the divergence of {law}")
    return shortest(-value / factorial(n), run.facts)


def _along(form: Expr, steps: Mapping[Symbol, Expr], n: int) -> Expr:
    for _ in range(n):
        form = Add(*(h * diff(form, s) for s, h in steps.items()))
    return form
