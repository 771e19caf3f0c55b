"""The kernel's check of closed forms: against their definitions, and against each other at numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import cycle, pairwise
from typing import Any, Final

import mpmath
from sympy import (
    Basic,
    Derivative,
    Expr,
    Float,
    Limit,
    Piecewise,
    Rational,
    S,
    Subs,
    Symbol,
)
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.numbers import by_definition, value
from symbolic_info.engine.points import admissible_points
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law
from symbolic_info.measures.node import Measure
from symbolic_info.numeric.closed import evaluate as closed_form
from symbolic_info.proof.certificate import Record
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.kernel import slopes
from symbolic_info.proof.kernel.numbers import ALLOWED, digits, respects

DIGITS: Final = 40
TOLERANCE: Final = mpmath.mpf(10) ** -25
DEFINITION_DIGITS: Final = 8
SECONDS: Final = 5.0
POINTS: Final = 3
CANDIDATES: Final = 60
PRIME: Final = 97
CLOSE: Final = Rational(1, 10**10)
ROUGHLY: Final = Rational(1, 10**4)


def bear_out(claim: Claim, forms: Mapping[Measure, Expr], conditions: Iterable[Boolean]) -> bool:
    """Whether the forms agree with their definitions, and the two sides with the claim, at a few points."""
    facts = Facts(conditions)
    sides = [slopes.settled(side.xreplace(dict(forms)), facts) for side in (claim.left, claim.right)]
    if not all(map(slopes.is_smooth, sides)) or not all(_is_form(m, form) for m, form in forms.items()):
        return False
    points = _points(claim, _laws(claim, forms))
    with mpmath.workdps(DIGITS):
        return bool(points) and all(_stands(claim.relation, [_number(s.subs(p)) for s in sides]) for p in points)


def _stands(relation: str, sides: Sequence[Any]) -> bool:
    left, right = sides
    close = left == right or abs(left - right) < TOLERANCE * (1 + abs(left))
    return close if relation == "=" else not close if relation == "!=" else left > right or (close and relation == ">=")


def _points(claim: Claim, laws: list[Law]) -> list[dict[Symbol, Rational]]:
    """A few points that meet the conditions of the laws and what is given, and some between them."""
    symbols = set(claim.symbols).union(*(condition.free_symbols for condition in claim.given))
    if not symbols:
        return [{}]
    every = (*claim.given, *(c for law in laws for c in law.conditions))
    found = admissible_points(laws, symbols, CANDIDATES if claim.given else POINTS)
    found = [p for p in found if all(condition.subs(p) == S.true for condition in claim.given)][:POINTS]
    return found + [p for p in _between(found, claim) if all(condition.subs(p) == S.true for condition in every)]


def _between(points: list[dict[Symbol, Rational]], claim: Claim) -> Iterator[dict[Symbol, Rational]]:
    """Points that the claim itself chooses: none can be written to hold just there.

    Their denominators are small, as SymPy would write out powers with others.
    """
    digest = sha256(str(claim.difference).encode()).digest()
    for one, other in pairwise(points):
        chosen = zip(sorted(one, key=str), cycle(digest))
        shares = {s: Rational(1 + byte % (PRIME - 2), PRIME) for s, byte in chosen}
        yield {s: x if s.is_integer else x + shares[s] * (other[s] - x) for s, x in one.items()}


def _laws(claim: Claim, forms: Iterable[Measure]) -> list[Law]:
    """The laws, with the value of a variable at which a derivative is taken put in; none in a variable of a limit."""
    put = {v: x for node in claim.difference.atoms(Subs) for v, x in zip(node.variables, node.point, strict=True)}
    moving = {node.args[1] for node in claim.difference.atoms(Limit)}
    laws = (law.xreplace(put) for m in forms for law in m.laws)
    return [law for law in laws if not law.free_symbols & moving]


def _is_form(node: Measure, form: Expr) -> bool:
    """Whether a closed form agrees with the definition at a point."""
    points = admissible_points(node.laws, node.free_symbols, 1) if node.free_symbols else [{}]
    return all(_agrees(node.subs(p), form.subs(p)) for p in points)


def form_of(node: Measure) -> Expr:
    """The engine's closed form of a measure, if it agrees with the definition at a point."""
    found = derived(node, Budget(SECONDS))
    if found.value is None or not _is_form(node, found.value):
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
    return bool(abs(_real(form) - middle) < Rational(1, 10 ** (DEFINITION_DIGITS - 2)) * (1 + abs(middle)))


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


def _real(value: Expr) -> Expr:
    """A number to 40 digits; SymPy has none for derivatives of zeta functions and the like."""
    found = value.evalf(DIGITS)
    return found if found.is_Number else closed_form(value, DIGITS).to_sympy()


def _number(value: Expr) -> Any:
    for node in value.atoms(Limit):
        value = value.xreplace({node: _limit(node)})
    value = value.doit() if value.has(Piecewise, Derivative, Subs) else value
    if value.is_infinite:
        return mpmath.mpf(str(value).replace("oo", "inf"))
    return mpmath.mpf(str(_real(value)))


# --- parameters at which a claim fails ------------------------------------------------------------


def refutes(proof: Record, stated: Relational) -> bool:
    """Whether the sides, found again where the witness says, are those recorded and contradict the relation."""
    witness, given = proof.witness, proof.given
    if witness is None:
        return False
    point = {k: v for k, v in witness.instance if isinstance(k, Symbol)}
    fits = all(v.is_Rational and respects(k, v) for k, v in point.items()) and len(point) == len(witness.instance)
    if not fits or not all(condition.subs(point) == S.true for condition in given):
        return False
    sides = [side.subs(point) for side in stated.args]
    rows = zip(sides, (witness.left, witness.right), (witness.left_digits, witness.right_digits), strict=True)
    with mpmath.workdps(DIGITS):
        values = [_recorded(*row) for row in rows]
        return None not in values and _order(*values) not in ALLOWED[stated.rel_op]


def shown(side: Expr) -> str:
    """The digits of a side; few where a measure in it has no closed form."""
    return str(value(side, DEFINITION_DIGITS)) if side.has(Measure) else digits(side)


def _recorded(side: Expr, recorded: Expr, text: str) -> Any:
    """The number that a side is found to be, if it is the recorded one; else None."""
    again = {m: _value(m) for m in side.atoms(Measure)}
    opened = slopes.settled(side.xreplace(again), Facts())
    if not slopes.is_smooth(opened) or text != shown(recorded):
        return None
    number = _number(opened)
    if recorded == side:
        return number
    estimated = any(form.has(Float) for form in again.values())
    return number if not recorded.has(Measure) and _near(_number(recorded), number, estimated) else None


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
