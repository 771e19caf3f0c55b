"""Whether a sum of transform values converges: finite, infinite with a sign, or not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sympy import Add, And, Expr, Not, Or, Piecewise, S, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.piece import Piece
from symbolic_info.facts import Facts
from symbolic_info.laws.transform import Edge


@dataclass(frozen=True)
class Outcome:
    """``value`` where ``condition`` holds, ``otherwise`` where it does not (None: not known)."""

    value: Expr
    condition: Boolean = S.true
    otherwise: Expr | None = None


def either(claim: Boolean, first: Outcome, second: Outcome) -> Outcome | None:
    """``first`` where the claim holds, ``second`` where it does not; None where they diverge differently."""
    others = {o.otherwise for o in (first, second) if o.condition != S.true}
    if len(others) > 1:
        return None
    value = first.value if first.value == second.value else Piecewise((first.value, claim), (second.value, True))
    same = first.condition == second.condition
    condition = first.condition if same else Or(And(claim, first.condition), And(Not(claim), second.condition))
    return Outcome(value, S.true if not others else condition, others.pop() if others else None)


def outcome(pieces: Iterable[Piece], facts: Facts) -> Outcome | None:
    """The value of a sum of pieces with the condition under which it is finite; None if undecided.

    At each end of the support the term of the smallest margin dominates.  An integral that
    diverges with one sign is infinite; diverging with both, it is not defined.
    """
    merged = _merged(pieces)
    if merged is None:
        return None
    pieces = merged
    signs: set[int] = set()
    possible: set[int] = set()
    conditions: list[Boolean] = []
    for end in dict.fromkeys(e.end for p in pieces for e in p.edges):
        open_pairs = [(p, e) for p in pieces for e in p.edges if e.end == end and not e.reached(facts)]
        if any(e.reached(facts) is False for _, e in open_pairs):
            signs.add(_dominant_sign(open_pairs, facts))
        else:
            decisive = _undominated(open_pairs, facts)
            conditions += [facts.reduce(e.condition) for _, e in decisive]
            possible |= {p.sign(e, facts) for p, e in decisive}
    return _verdict(pieces, signs, possible, conditions)


def _verdict(pieces: list[Piece], signs: set[int], possible: set[int], conditions: list[Boolean]) -> Outcome | None:
    reached = signs | possible
    one_sign = next(iter(reached)) if len(reached) == 1 else 0
    if signs:
        return Outcome(one_sign * oo) if one_sign else None
    if any(p.value is None for p in pieces):
        return None
    value = Add(*(p.coefficient * p.value for p in pieces))
    return Outcome(value, And(*conditions), one_sign * oo if one_sign else None)


Pair = tuple[Piece, Edge]


def _dominant_sign(pairs: list[Pair], facts: Facts) -> int:
    """The common sign of the terms that may dominate; 0 when it is not known."""
    leaders = _undominated(pairs, facts)
    signs = {p.sign(e, facts) for p, e in leaders}
    if len(signs) == 1:
        return signs.pop()
    first, edge = leaders[0]
    if any((e.margin - edge.margin) != 0 or p.logs != first.logs for p, e in leaders):
        return 0
    total = Piece(Add(*(p.coefficient for p, _ in leaders)), None, (edge,), first.logs)
    return total.sign(edge, facts)


def _undominated(pairs: list[Pair], facts: Facts) -> list[Pair]:
    """The terms that no other term exceeds near this end."""
    return [pair for pair in pairs if not any(_dominates(other, pair, facts) for other in pairs if other is not pair)]


def _dominates(first: Pair, second: Pair, facts: Facts) -> bool:
    gap = second[1].margin - first[1].margin
    return bool(facts.positive(gap) or (gap == 0 and sum(first[0].logs) > sum(second[0].logs)))


def _merged(pieces: Iterable[Piece]) -> list[Piece] | None:
    """Pieces of the same monomial added up, so that cancelling divergences are gone.

    None where the leading terms of pieces without a known value cancel: what remains of them is not known.
    """
    out: dict[tuple[object, ...], Piece] = {}
    for p in pieces:
        key = (p.value, p.edges, p.logs)
        total = p.coefficient + (out[key].coefficient if key in out else 0)
        out[key] = Piece(total, p.value, p.edges, p.logs)
    gone = [p for p in out.values() if p.edges and (p.coefficient == 0 or p.coefficient.expand() == 0)]
    if any(p.value is None for p in gone):
        return None
    return [p for p in out.values() if p not in gone]
