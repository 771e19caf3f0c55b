"""From an inert measure to its closed form and the steps that lead there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Add, Basic, Dummy, Expr, MatrixExpr, Mul, S, nan, oo, zoo
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget, BudgetSpent
from symbolic_info.engine.channel_capacity import capacity_of
from symbolic_info.engine.f_divergence import f_divergence_of
from symbolic_info.engine.gaps import with_gaps_filled
from symbolic_info.engine.independence import over_parts
from symbolic_info.engine.jensen_shannon import js_of
from symbolic_info.engine.joint import JOINT_MEASURES, joint_of
from symbolic_info.engine.ladder import Rule, Run
from symbolic_info.engine.large import Numbers, equations, is_short, is_writable, large_numbers, put_back
from symbolic_info.engine.likelihood import fisher_of
from symbolic_info.engine.logarithmic import cross_entropy_of, entropy_of, kl_of
from symbolic_info.engine.lumping import by_lumping
from symbolic_info.engine.normalization import is_normalised
from symbolic_info.engine.power_measures import power_integral_of, power_measure_of
from symbolic_info.engine.rate import entropy_rate_of, kl_rate_of
from symbolic_info.engine.rate_distortion import rate_distortion_of
from symbolic_info.engine.support import check_spaces
from symbolic_info.engine.total_variation import total_variation_of
from symbolic_info.engine.trace import COVER_THOMAS, Step, Trace
from symbolic_info.errors import NoDensityError, UnknownLawError
from symbolic_info.facts import Facts, lift
from symbolic_info.laws.variables import VariableLaw
from symbolic_info.measures.capacity import Capacity
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.entropy_rate import EntropyRate, KLDivergenceRate
from symbolic_info.measures.f_divergence import FDivergence
from symbolic_info.measures.fisher import FisherInformation
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.power_integral import PowerIntegral, PowerMeasure
from symbolic_info.measures.rate_distortion import RateDistortion
from symbolic_info.measures.self_information import SelfInformation
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.registry import provide
from symbolic_info.rules.shorten import shortest

# Probabilities by the thousand are taken as they are: facts and assumptions would change nothing in the sums.
MANY = 200


def self_information_of(node: SelfInformation, run: Run) -> Expr:
    """-log p(x)."""
    value = shortest(node.definition, run.facts)
    run.trace.add("definition", node, value)
    return value


RULES: dict[type[Measure], Rule] = {
    Entropy: entropy_of,
    CrossEntropy: cross_entropy_of,
    KLDivergence: kl_of,
    JSDivergence: js_of,
    Capacity: capacity_of,
    EntropyRate: entropy_rate_of,
    FisherInformation: fisher_of,
    KLDivergenceRate: kl_rate_of,
    RateDistortion: rate_distortion_of,
    SelfInformation: self_information_of,
    **dict.fromkeys(JOINT_MEASURES, joint_of),
    PowerIntegral: power_integral_of,
    FDivergence: f_divergence_of,
    TotalVariation: total_variation_of,
}


def by_rule(node: Measure, run: Run) -> Expr | None:
    """Independent parts first, then the rule of the measure, then that of lists."""
    value = _by_parts(node, run)
    if value is None:
        value = _by_own_rule(node, run)
    return by_lumping(node, run, _by_own_rule) if value is None else value


def _by_own_rule(node: Measure, run: Run) -> Expr | None:
    """A measure defined by other measures needs no rule of its own."""
    rule = power_measure_of if isinstance(node, PowerMeasure) else RULES.get(type(node), from_definition)
    trial = replace(run, trace=Trace())
    try:
        value = rule(node, trial)
    except NoDensityError:
        return None
    run.keep(trial)
    return value


def from_definition(node: Measure, run: Run) -> Expr | None:
    """The definition with the closed forms of the measures in it."""
    run.trace.add("definition", node, node.definition)
    forms = {m: run.evaluated(m) for m in node.definition.atoms(Measure)}
    if oo in forms.values() and _is_sum_of_divergences(node.definition):
        run.trace.add("one of the divergences is infinite", node, oo)
        return oo
    if not forms or None in forms.values():
        return None
    value = shortest(node.definition.xreplace(forms), run.facts)
    run.trace.add("insert and simplify", node, value)
    return value


def _is_sum_of_divergences(expr: Expr) -> bool:
    """Whether nothing can make up for an infinite term."""
    terms = (term.as_coeff_Mul() for term in Add.make_args(expr))
    return all(c.is_positive and isinstance(m, KLDivergence) for c, m in terms)


@dataclass(frozen=True)
class Derived:
    """A closed form (None where none was found), its conditions and steps."""

    value: Expr | None
    conditions: tuple[Boolean, ...]
    steps: tuple[Step, ...]
    checked: bool = False


def derived(node: Measure, budget: Budget, rules_only: bool = False, explained: bool = False) -> Derived:
    """The closed form of a measure by the rungs of the ladder.

    ``rules_only`` leaves SymPy's integration out; ``explained`` adds the steps of the single expectations.
    """
    conditions = node.conditions
    if any(isinstance(law, VariableLaw) for law in node.laws):
        return Derived(None, conditions, ())
    if len(conditions) > MANY:
        run = Run(Facts(), budget, rules_only, explained, rule=by_rule)
        return Derived(_by_rules(node, run), conditions, tuple(run.trace.steps), run.checked)
    conditions = _open(conditions)
    if not is_normalised(node):
        return Derived(None, conditions, ())
    numbers = large_numbers(node)
    hidden = {number: symbol for symbol, number in numbers.items()}
    up = lift(conditions, node.free_symbols)
    down = {new: old for old, new in up.items()}
    facts = Facts((*(c.xreplace(hidden).xreplace(up) for c in conditions), *equations(numbers)))
    run = Run(facts, budget, rules_only or bool(numbers), explained, rule=by_rule)
    value = _by_rules(node.xreplace(hidden).xreplace(up), run)

    def shown(expr: Basic) -> Any:
        return put_back(expr.xreplace(down), numbers)

    written = (step.through(shown) for step in run.trace.steps if explained and _is_writable(step, numbers))
    steps = tuple(step for step in written if is_short(step.before) and is_short(step.after))
    result = shown(value) if value is not None and is_writable(value, numbers) else None
    return Derived(result if result is None or is_short(result) else None, conditions, steps, run.checked)


def _is_writable(step: Step, numbers: Numbers) -> bool:
    return is_writable(step.before, numbers) and is_writable(step.after, numbers)


def _by_rules(node: Measure, run: Run) -> Expr | None:
    """The value, None where no rule applies, the time is up, or a substitution went wrong."""
    try:
        value = run.evaluated(node)
    except BudgetSpent:
        return None
    except UnknownLawError:
        # A stand-in is no outcome that a user could say more about.
        if node.atoms(Dummy):
            return None
        raise
    if value is None or value.has(nan, zoo):
        return None
    return value if value.has(MatrixExpr) else with_gaps_filled(value, node, run)


def _by_parts(node: Measure, run: Run) -> Expr | None:
    """The sum over independent parts, where each of them has a value."""
    total = over_parts(node)
    if total is None:
        return None
    run.trace.add("through the marginals; independent parts add up", node, total, source=COVER_THOMAS)
    values = {part: run.evaluated(part) for part in total.atoms(Measure)}
    found = {part: value for part, value in values.items() if value is not None}
    return shortest(total.xreplace(found), run.facts) if len(found) == len(values) else None


def open_conditions(node: Measure) -> tuple[Boolean, ...]:
    """The conditions of a measure that SymPy's assumptions do not already grant."""
    return _open(node.conditions)


def _open(conditions: tuple[Boolean, ...]) -> tuple[Boolean, ...]:
    kept = [c for c in conditions if Facts().decide(c) is not True]
    for i, condition in enumerate(kept):
        if any(isinstance(side, Mul) for side in condition.args):
            kept[i] = Facts((*kept[:i], *kept[i + 1 :])).reduce(condition)
    return tuple(c for c in kept if c != S.true)


def evaluate(node: Measure, budget: float | Budget | None = None) -> Expr:
    """The closed form of ``node``, or ``node`` itself."""
    value = derived(node, Budget.of(budget)).value
    return node if value is None else value


def closed_form(expr: Expr, budget: float | Budget | None = None) -> Expr | None:
    """``expr`` with the closed forms of all measures in it, None where one has none.

    >>> from sympy.abc import a
    >>> from symbolic_info import Entropy
    >>> from symbolic_info.laws import Exponential
    >>> closed_form(2*Entropy(Exponential(a)) + 1)
    3 - 2*log(a)
    """
    seconds = Budget.of(budget)
    forms = {node: derived(node, seconds, rules_only=True).value for node in expr.atoms(Measure)}
    return None if None in forms.values() else expr.xreplace(forms)


provide("evaluate", evaluate)
provide("check spaces", check_spaces)
