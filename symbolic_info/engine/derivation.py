"""A derivation: the result, the conditions under which it holds, and the steps, ready for a paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Expr, S, sympify
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.numbers import by_definition
from symbolic_info.engine.points import admissible_points
from symbolic_info.engine.trace import Step
from symbolic_info.errors import ClaimError, PrecisionError
from symbolic_info.measures.node import Measure
from symbolic_info.notation import latex
from symbolic_info.numeric import closed
from symbolic_info.numeric.value import Value
from symbolic_info.typeset import align


@dataclass(frozen=True)
class Check:
    """The formula and the definition at one admissible point."""

    point: dict[Any, Any]
    formula: Value
    definition: Value

    @property
    def agrees(self) -> bool:
        """Whether the two enclosures meet."""
        return bool(self.formula.lower <= self.definition.upper and self.definition.lower <= self.formula.upper)


@dataclass(frozen=True)
class Derivation:
    """What `derive` returns.

    ``status`` is 'derived' (by the rules alone), 'checked' (a step is SymPy's integral, compared
    with the definition to 20 digits) or 'unevaluated' (no closed form; ``result`` is the measure).
    """

    measure: Measure
    result: Expr
    conditions: tuple[Boolean, ...]
    steps: tuple[Step, ...]
    status: str

    def check(self, digits: int = 30, points: int = 3, budget: Any = None) -> tuple[Check, ...]:
        """Compare the result with quadrature or summation of the definition at admissible points.

        Raises `PrecisionError` when they disagree, or when there is nothing to compare.
        """
        limit = Budget.of(budget if budget is not None else 60)
        symbols = self.measure.free_symbols
        found = admissible_points(self.measure.laws, symbols, points) if symbols else [{}]
        checks = tuple(c for p in found if (c := self._check_at(p, digits, limit)) is not None)
        if not checks or not all(c.agrees for c in checks):
            raise PrecisionError(f"{self.measure}: the closed form is not confirmed by its definition: {checks}")
        return checks

    def _check_at(self, point: dict[Any, Any], digits: int, budget: Budget) -> Check | None:
        formula = self.result.subs(point)
        if formula.is_infinite:
            return None
        node = self.measure.subs(point)
        return Check(point, closed.evaluate(formula, digits), by_definition(node, digits, budget))

    def text(self) -> str:
        """The steps as plain text, one per line, with conditions and sources."""
        lines = [f"{left} = {s.after}{_text_reason(s)}" for left, s in zip(self._left_sides(), self.steps, strict=True)]
        given = [f"for {', '.join(map(str, self.conditions))}"] if self.conditions else []
        return "\n".join([*lines, *given])

    def latex(self) -> str:
        """The steps as an ``align*`` environment (amsmath) with the reason of each, broken to the width of a page."""
        lefts = (latex(left) if left else "" for left in self._left_sides())
        return align((left, latex(s.after), _latex_reason(s)) for left, s in zip(lefts, self.steps, strict=True))

    def _left_sides(self) -> list[Any]:
        """What each step starts from; empty where it goes on from the line above."""
        previous = [None, *(s.after for s in self.steps)]
        return ["" if s.before == last else s.before for s, last in zip(self.steps, previous, strict=False)]

    def _repr_latex_(self) -> str:
        return self.latex()


def _text_reason(step: Step) -> str:
    condition = "" if step.condition == S.true else f", if {step.condition}"
    source = f" [{step.source}]" if step.source else ""
    return f"    ({step.rule}{condition}){source}"


def _latex_reason(step: Step) -> str:
    condition = "" if step.condition == S.true else f" for ${latex(step.condition)}$"
    rule = step.rule.replace("sum w_i p_i", r"$\sum_i w_i p_i$")
    parts = rule.split("$")
    parts[::2] = [text.replace("_", r"\_").replace("||", r"$\|$") for text in parts[::2]]
    return "$".join(parts) + condition


def derive(measure: Any, budget: Any = None) -> Derivation:
    """Derive the closed form of a measure with its conditions and steps.

    ``measure`` is an inert node such as ``KLDivergence(X, Y)``; the steps come from the engine's own trace.  Where no
    closed form is found ``result`` is the unevaluated node.  ``budget`` is the time limit in seconds (10).
    Errors: `ClaimError` for what is no measure.

    >>> from sympy import symbols
    >>> from sympy.stats import Exponential
    >>> from symbolic_info import KLDivergence, derive
    >>> a, b = symbols("a b")
    >>> d = derive(KLDivergence(Exponential("X", a), Exponential("Y", b)))
    >>> d.result
    log(a/b) - 1 + b/a
    >>> d.conditions
    (a > 0, b > 0)
    >>> all(c.agrees for c in d.check(digits=30))
    True
    """
    node = sympify(measure)
    if not isinstance(node, Measure):
        raise ClaimError(f"derive takes a measure such as KLDivergence(X, Y), not {measure}")
    found = derived(node, Budget.of(budget), explained=True)
    status = "unevaluated" if found.value is None else "checked" if found.checked else "derived"
    return Derivation(node, node if found.value is None else found.value, found.conditions, found.steps, status)
