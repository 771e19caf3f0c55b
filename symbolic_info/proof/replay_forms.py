"""The kernel's check of closed forms: against their definitions, and against each other at numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import cycle, pairwise
from typing import TYPE_CHECKING, Any, Final

import mpmath
from sympy import (
    And,
    Basic,
    Derivative,
    Eq,
    Expr,
    Float,
    Ge,
    Gt,
    Le,
    Limit,
    Ne,
    Piecewise,
    Rational,
    S,
    Subs,
    Symbol,
    oo,
)
from sympy.core.relational import Relational

from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.numbers import by_definition
from symbolic_info.engine.points import admissible_points
from symbolic_info.engine.trace import Step
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law
from symbolic_info.measures.node import Measure
from symbolic_info.numeric import closed
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.kernel import slopes

if TYPE_CHECKING:
    from symbolic_info.proof.proof import Proof

DIGITS: Final = 40
TOLERANCE: Final = mpmath.mpf(10) ** -25
DEFINITION_DIGITS: Final = 8
SECONDS: Final = 5.0
POINTS: Final = 3
CANDIDATES: Final = 60
PRIME: Final = 97
CLOSE: Final = Rational(1, 10**10)
ROUGHLY: Final = Rational(1, 10**4)


def holds(proof: Proof, claim: Relational) -> bool:
    """Whether a proof by closed forms stands: the forms, and the last step on each branch."""
    forms = {s.before: s.after for s in proof.steps if s.rule == rulebook.CLOSED}
    tests = [s for s in proof.steps if s.rule != rulebook.CLOSED]
    if set(forms) != claim.atoms(Measure) or len(forms) + len(tests) != len(proof.steps) or not tests:
        return False
    if not all(_is_form(m, f, s.condition) for (m, f), s in zip(forms.items(), proof.steps, strict=False)):
        return False
    if proof.status != _status(forms, tests):
        return False
    if not _admits_all(proof, claim, [c for s in proof.steps[: len(forms)] for c in And.make_args(s.condition)]):
        return False
    sides = (claim.lhs, claim.rhs) if isinstance(claim, Eq | Ne) else (claim.gts, claim.lts)
    closed_sides = [slopes.settled(side.xreplace(forms), Facts(proof.conditions)) for side in sides]
    if not all(map(slopes.is_smooth, closed_sides)):
        return False
    points = _points(claim, _laws(claim, forms), proof.given)
    with mpmath.workdps(DIGITS):
        return bool(points) and all(_stands(claim, closed_sides, tests, proof, p) for p in points)


def _admits_all(proof: Proof, claim: Relational, of_forms: list[Basic]) -> bool:
    """Whether the conditions are those of the laws, of their closed forms and what is given: all of these, no others.

    Inequalities that are not strict and equations may leave out the edge of what the laws admit.
    """
    nodes = claim.atoms(Measure)
    own = [*(c for m in nodes for law in (m, *m.laws) for c in law.conditions), *of_forms]
    known, stated = Facts([*own, *proof.given]), Facts(proof.conditions)
    edge = [] if claim.rel_op in (">", "<") else [c.gts > c.lts for c in own if isinstance(c, Ge | Le)]
    fair = (c in known.conditions or c in edge or known.decide(c) is True for c in proof.conditions)
    return all(fair) and all(c in stated.conditions or stated.decide(c) is True for c in of_forms)


def _points(claim: Relational, laws: list[Law], given: tuple[Basic, ...]) -> list[dict[Symbol, Rational]]:
    """A few points that meet the conditions of the laws and what is given, and some between them."""
    symbols = claim.free_symbols.union(*(condition.free_symbols for condition in given))
    if not symbols:
        return [{}]
    every = (*given, *(c for law in laws for c in law.conditions))
    found = admissible_points(laws, symbols, CANDIDATES if given else POINTS)
    found = [p for p in found if all(condition.subs(p) == S.true for condition in given)][:POINTS]
    return found + [p for p in _between(found, claim) if all(condition.subs(p) == S.true for condition in every)]


def _between(points: list[dict[Symbol, Rational]], claim: Relational) -> Iterator[dict[Symbol, Rational]]:
    """Points that the claim itself chooses: none can be written to hold just there.

    Their denominators are small, as SymPy would write out powers with others.
    """
    digest = sha256(str(claim).encode()).digest()
    for one, other in pairwise(points):
        chosen = zip(sorted(one, key=str), cycle(digest))
        shares = {s: Rational(1 + byte % (PRIME - 2), PRIME) for s, byte in chosen}
        yield {s: x if s.is_integer else x + shares[s] * (other[s] - x) for s, x in one.items()}


def _laws(claim: Relational, forms: Iterable[Measure]) -> list[Law]:
    """The laws, with the value of a variable at which a derivative is taken put in; none in a variable of a limit."""
    put = {v: x for node in claim.atoms(Subs) for v, x in zip(node.variables, node.point, strict=True)}
    moving = {node.args[1] for node in claim.atoms(Limit)}
    laws = (law.xreplace(put) for m in forms for law in m.laws)
    return [law for law in laws if not law.free_symbols & moving]


def _status(forms: Iterable[Measure], tests: Iterable[Step]) -> str:
    """The strongest status that such steps carry."""
    if any(s.rule == rulebook.DIGITS for s in tests):
        return "certified"
    return "checked" if any(derived(m, Budget(SECONDS)).checked for m in forms) else "proved"


def _is_form(node: Measure, form: Expr, condition: Basic) -> bool:
    """The engine finds it again, and it agrees with the definition at a point."""
    found = derived(node, Budget(SECONDS))
    if found.value != form or And(*found.conditions) != condition:
        return False
    points = admissible_points(node.laws, node.free_symbols, 1) if node.free_symbols else [{}]
    return all(_agrees(node.subs(p), form.subs(p)) for p in points)


def form_of(node: Measure) -> Expr:
    """The engine's closed form of a measure, if it agrees with the definition at a point."""
    found = derived(node, Budget(SECONDS))
    if found.value is None or not _is_form(node, found.value, And(*found.conditions)):
        raise ValueError(f"no closed form of {node}")
    return found.value


def _agrees(node: Basic, form: Expr) -> bool:
    if not isinstance(node, Measure) or form.is_infinite:
        return True
    try:
        found = by_definition(node, DEFINITION_DIGITS, Budget(SECONDS))
    except (SymbolicInfoError, ValueError, NotImplementedError):
        return True
    middle = (found.lower + found.upper) / 2
    return bool(abs(form.evalf(30) - middle) < Rational(1, 10 ** (DEFINITION_DIGITS - 2)) * (1 + abs(middle)))


def _stands(
    claim: Relational, sides: list[Expr], tests: list[Step], proof: Proof, point: Mapping[Symbol, Rational]
) -> bool:
    left, right = (_number(side.subs(point)) for side in sides)
    branch = next((s for s in tests if s.condition.subs(point) == S.true), None)
    if branch is None or not _step_is_right(branch, sides, proof, point):
        return False
    if left == right:
        return claim.rel_op in ("==", ">=", "<=")
    close = mpmath.isfinite(left) and mpmath.isfinite(right) and abs(left - right) < TOLERANCE * (1 + abs(left))
    if close:
        return claim.rel_op in ("==", ">=", "<=")
    return bool(left > right) if claim.rel_op in (">", "<", ">=", "<=") else claim.rel_op == "!="


def _step_is_right(step: Step, sides: list[Expr], proof: Proof, point: Mapping[Symbol, Rational]) -> bool:
    """The step's difference is that of the sides there, and its verdict fits its rule."""
    left, right = (_number(side.subs(point)) for side in sides)
    if step.rule == rulebook.BRANCH:
        infinite = not (mpmath.isfinite(left) and mpmath.isfinite(right))
        return infinite and bool(_number(step.before.subs(point)) == left and _number(step.after.subs(point)) == right)
    gap = _number(step.before.subs(point))
    if not abs(gap - (left - right)) < TOLERANCE * (1 + abs(left)):
        return False
    if step.rule == rulebook.ZERO:
        return bool(step.after == 0)
    if step.rule == rulebook.SLOPE:
        facts = Facts((*proof.conditions, *And.make_args(step.condition)))
        return bool(step.after == Ge(step.before, 0)) and slopes.nonnegative(step.before, facts)
    if step.rule == rulebook.SIGN:
        known = Facts((*proof.conditions, *And.make_args(step.condition)))
        strict = isinstance(step.after, Gt)
        right_form = step.after in (Gt(step.before, 0), Ge(step.before, 0))
        return right_form and (known.positive if strict else known.nonnegative)(step.before) is True
    return bool(step.rule == rulebook.DIGITS and proof.status == "certified" and _sign(step.before) == step.after)


def _limit(node: Limit) -> Expr:
    """SymPy's limit, if the values close by agree with it."""
    inner, symbol, point, side = node.args
    value = node.doit()
    far = bool(point.is_infinite)
    shift = -CLOSE if str(side) == "-" else CLOSE
    close = inner.subs(symbol, 1 / shift if far else point + shift).evalf(DIGITS)
    if value.is_finite and not abs(close - value) < ROUGHLY * (1 + abs(value)):
        raise ValueError("a limit that the values close by do not bear out")
    return value


def _sign(number: Expr) -> int:
    value = closed.evaluate(number, 10)
    return 1 if value.lower > 0 else -1 if value.upper < 0 else 0


def _number(value: Expr) -> Any:
    for node in value.atoms(Limit):
        value = value.xreplace({node: _limit(node)})
    value = value.doit() if value.has(Piecewise, Derivative, Subs) else value
    return mpmath.mpf("inf") if value == oo else mpmath.mpf(str(value.evalf(DIGITS)))


# --- parameters at which a claim fails ------------------------------------------------------------


def fails_there(stated: Relational, witness: Witness) -> bool:
    """Whether the sides, found again, have the recorded values and contradict the relation."""
    with mpmath.workdps(DIGITS):
        return _fails_there(stated, witness)


def _fails_there(stated: Relational, witness: Witness) -> bool:
    pairs = zip(stated.args, (witness.left, witness.right), (witness.left_digits, witness.right_digits), strict=True)
    values = [_recorded(side, value, text) for side, value, text in pairs]
    if None in values:
        return False
    allowed = {"==": (0,), "!=": (-1, 1), ">=": (0, 1), "<=": (-1, 0), ">": (1,), "<": (-1,)}
    return _order(*values) not in allowed[stated.rel_op]


def _recorded(side: Expr, value: Basic, text: str) -> Any:
    """The number that a side is found to be, if it is the recorded one; else None."""
    again = {m: _value(m) for m in side.atoms(Measure)}
    opened = slopes.settled(side.xreplace(again), Facts())
    if not slopes.is_smooth(opened):
        return None
    number = _number(opened)
    estimated = value.has(Measure) or any(form.has(Float) for form in again.values())
    same = value == side or (not value.has(Measure) and _near(_number(value), number, estimated))
    return number if same and _near(mpmath.mpf(text.replace("oo", "inf")), number, estimated) else None


def _value(node: Measure) -> Expr:
    """A measure without parameters by the engine, confirmed, or by its definition."""
    form = derived(node, Budget(SECONDS)).value
    if form is not None and (form.is_infinite or _agrees(node, form)):
        return form
    return by_definition(node, DEFINITION_DIGITS, Budget(SECONDS)).to_sympy()


def _near(a: Any, b: Any, estimated: bool) -> bool:
    tolerance = mpmath.mpf(10) ** -6 if estimated else TOLERANCE
    return bool(a == b or abs(a - b) < tolerance * (1 + abs(b)))


def _order(left: Any, right: Any) -> int:
    if left == right or abs(left - right) < TOLERANCE * (1 + abs(left)):
        return 0
    return 1 if left > right else -1
