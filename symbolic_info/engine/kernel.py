"""Mutual information of a continuous input and the output of a kernel."""

from __future__ import annotations

from sympy import Expr, Interval, Lambda, Range, S, exp, oo

from symbolic_info.engine.finite import entropy_of_list
from symbolic_info.engine.ladder import Run, expect
from symbolic_info.engine.logarithmic import entropy_of
from symbolic_info.engine.trace import COVER_THOMAS
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.laws.density import from_density
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.kernel import Compound
from symbolic_info.laws.law import Law
from symbolic_info.laws.mass import listed
from symbolic_info.laws.recognize import recognized
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.joint import JointMeasure
from symbolic_info.rules.shorten import shortest


def of_kernel(node: JointMeasure, law: Compound, run: Run) -> Expr | None:
    """I(X; Y) = H(Y) - E H(Y | X = x), the law of Y by the transforms of X."""
    x, facts = law.inside
    inner = Run(run.facts.with_conditions(*facts.conditions), run.budget, rules_only=True, explained=False)
    given = law.kernel.at(x)
    noise = entropy_of(Entropy(given), inner)
    output = _output(law, given, x, inner)
    if noise is None or output is None or noise.is_Piecewise:
        return None
    mean = _mean(noise, x, law.sent, inner)
    whole = _entropy(output, inner)
    if mean is None or whole is None or whole.is_Piecewise or whole.has(oo, -oo):
        return None
    run.trace.add(
        "H(Y) - H(Y | X), Y of the law found as E p(y | X)", node, Entropy(output) - mean, source=COVER_THOMAS
    )
    value = shortest(whole - mean, run.facts)
    run.trace.add("insert and simplify", node, value)
    return value


def _mean(f: Expr, x: Expr, law: Law, run: Run) -> Expr | None:
    """E f(X), where it is finite without further conditions."""
    if not f.has(x):
        return f
    found = expect(f, x, law, run)
    return None if found is None or found.condition != S.true or found.value.has(oo, -oo) else found.value


def _entropy(law: Law, run: Run) -> Expr | None:
    return entropy_of_list(law, run) if isinstance(law, Finite) else entropy_of(Entropy(law), run)


def _output(law: Compound, given: Law, x: Expr, run: Run) -> Law | None:
    """The law of Y, with density E p(y | X); its support must not depend on the input."""
    outcomes = listed(given)
    if outcomes is not None:
        masses = {y: _mean(p.expand(), x, law.sent, run) for y, p in outcomes.pmf.items()}
        return None if None in masses.values() else Finite(masses, [shortest(m, run.facts) for m in masses.values()])
    if given.lower.has(x) or given.upper.has(x):
        return None
    y = given.variable
    density = _mean(exp(given.log_density(y)), x, law.sent, run)
    if density is None:
        return None
    support = Range(given.lower, given.upper + 1) if given.discrete else Interval(given.lower, given.upper)
    try:
        return recognized(from_density(Lambda(y, density), support, given.discrete))
    except SymbolicInfoError:
        return None
