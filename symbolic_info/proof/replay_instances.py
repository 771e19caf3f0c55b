"""The kernel's numbers: measures of rational pmfs from their definitions, by exact sums and intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any, Final

import mpmath
from sympy import (
    Add,
    Basic,
    E,
    Eq,
    Equivalent,
    Expr,
    Implies,
    Integer,
    Mul,
    Ne,
    Pow,
    Rational,
    S,
    Symbol,
    exp,
    expand,
    factorint,
    log,
    oo,
    pi,
)
from sympy.core.relational import Relational

from symbolic_info.engine.points import admissible_points
from symbolic_info.engine.trace import Step
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.numeric import closed
from symbolic_info.proof import replay_forms, rulebook
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.kernel.instances import respects
from symbolic_info.proof.pointwise import DensityAt

DIGITS: Final = 40
TOLERANCE: Final = mpmath.mpf(10) ** -25
SPREAD: Final = ((5, 2, 3), (1, 4, 2), (2, 1, 6), (3, 7, 1), (4, 3, 5), (1, 1, 3), (6, 1, 2))

Pmfs = Mapping[Law, tuple[Expr, ...]]


def is_inequality(claim: Relational) -> bool:
    """Whether the relation is <, <=, > or >=."""
    return not isinstance(claim, Eq | Ne)


# --- instances at which a claim fails -----------------------------------------------------------


def admits(given: Iterable[Basic], witness: Witness) -> bool:
    """Whether the parameters of the witness meet what is given."""
    point = {k: v for k, v in witness.instance if isinstance(k, Symbol)}
    return all(condition.subs(point) == S.true for condition in given)


def fails_there(claim: Basic, witness: Witness | None) -> bool:
    """Whether ``claim`` is false at the witness, with the recorded values of its sides."""
    if witness is None:
        return False
    point = {k: v for k, v in witness.instance if isinstance(k, Symbol)}
    laws = {k: v for k, v in witness.instance if isinstance(k, Law)}
    if not all(v.is_Rational and respects(k, v) for k, v in point.items()):
        return False
    stated = claim.func(*(side.subs(point) for side in claim.args), evaluate=False)
    if not laws:
        return replay_forms.fails_there(stated, witness)
    if isinstance(stated, Implies | Equivalent):
        return _fails_logically(stated, witness, _columns(laws))
    left, right = (put(side, _columns(laws)) for side in stated.args)
    shown = (witness.left_digits, witness.right_digits) == (_shown(left), _shown(right))
    return shown and _same(left, witness.left) and _same(right, witness.right) and _violated(stated, left, right)


def _columns(laws: Mapping[Law, Finite]) -> Pmfs:
    outcomes = sorted({x for pmf in laws.values() for x in pmf.pmf}, key=str)
    if not all(_is_pmf(pmf) for pmf in laws.values()):
        raise ValueError("not a rational pmf")
    return {law: tuple(pmf.probability(x) for x in outcomes) for law, pmf in laws.items()}


def _is_pmf(pmf: Finite) -> bool:
    masses = pmf.pmf.values()
    return all(isinstance(p, Rational) and p >= 0 for p in masses) and Add(*masses) == 1


def put(side: Expr, pmfs: Pmfs) -> Expr:
    """A side of a claim with the exact values of its measures; nan where oo - oo stands in it."""
    value = side.xreplace({m: measure(m, pmfs) for m in side.atoms(Measure)})
    return value.doit() if value.has(oo) else value


def measure(node: Measure, pmfs: Pmfs) -> Expr:
    """A measure from its definition, with 0 log 0 = 0 and p log(p/0) = oo."""
    if isinstance(node, JSDivergence):
        pairs = [(w, p) for w, p in zip(node.weights, node.laws, strict=True) if w != 0]
        return Add(*(w * _divergence(mass(p, pmfs), mass(node.mixture, pmfs)) for w, p in pairs))
    p, q = mass(node.laws[0], pmfs), mass(node.laws[-1], pmfs)
    return _divergence(p, q) if isinstance(node, KLDivergence) else _divergence([S.One] * len(p), q, p)


def _divergence(above: Iterable[Expr], below: Iterable[Expr], weights: Iterable[Expr] | None = None) -> Expr:
    above, below = list(above), list(below)
    rows = zip(weights or above, above, below, strict=True)
    return Add(*(w * log(a / b) if b != 0 else oo for w, a, b in rows if w != 0))


def mass(law: Law, pmfs: Pmfs) -> list[Expr]:
    """The probabilities of a law, mixtures included."""
    if not isinstance(law, Mixture):
        return list(pmfs[law])
    parts = [(w, mass(p, pmfs)) for w, p in zip(law.weights, law.laws, strict=True)]
    return [Add(*(w * column[i] for w, column in parts)) for i in range(len(parts[0][1]))]


def _same(value: Expr, recorded: Basic) -> bool:
    return bool(value == recorded or (value.is_finite is not False and sign_of(value - recorded) == 0))


def _shown(value: Expr) -> str:
    return "oo" if value == oo else str(closed.evaluate(value, 30)) if sign_of(value) != 0 else "0"


def _violated(stated: Relational, left: Expr, right: Expr) -> bool:
    if left == right or S.NaN in (left, right):
        sign = 0 if left.is_finite else None
    else:
        sign = sign_of(left - right) if left.is_finite and right.is_finite else (1 if left == oo else -1)
    allowed = {"==": (0,), "!=": (-1, 1), ">=": (0, 1), "<=": (-1, 0), ">": (1,), "<": (-1,)}
    return sign is not None and sign not in allowed[stated.rel_op]


def _fails_logically(stated: Basic, witness: Witness, pmfs: Pmfs) -> bool:
    first, second = (_truth(side, pmfs) for side in stated.args)
    recorded = (witness.left, witness.right) == (S(first), S(second))
    recorded = recorded and (witness.left_digits, witness.right_digits) == (str(first).lower(), str(second).lower())
    if None in (first, second) or not recorded:
        return False
    return bool(first and not second) if isinstance(stated, Implies) else first != second


def _truth(stated: Basic, pmfs: Pmfs) -> bool | None:
    if all(isinstance(side, Law) for side in stated.args):
        return mass(stated.args[0], pmfs) == mass(stated.args[1], pmfs)
    left, right = (put(side, pmfs) for side in stated.args)
    if not (left.is_finite and right.is_finite) or sign_of(left - right) is None:
        return None
    return not _violated(stated, left, right)


# --- signs --------------------------------------------------------------------------------------


def sign_of(number: Expr) -> int | None:
    """-1, 0 or 1: 0 by splitting logarithms into those of primes, else by an interval."""
    if expand(number.replace(lambda e: isinstance(e, log) and e.args[0].is_Rational, _in_primes)) == 0:
        return 0
    with mpmath.workdps(DIGITS):
        old, mpmath.iv.dps = mpmath.iv.dps, 2 * DIGITS
        try:
            box = interval(number)
        finally:
            mpmath.iv.dps = old
    return 1 if box.a > 0 else -1 if box.b < 0 else None


def _in_primes(logarithm: Expr) -> Expr:
    ratio = logarithm.args[0]
    up, down = factorint(ratio.p), factorint(ratio.q)
    return Add(*(c * log(p) for p, c in up.items()), *(-c * log(p) for p, c in down.items()))


def interval(expr: Expr) -> Any:
    """An enclosure of an expression in rationals, logarithms and powers."""
    if isinstance(expr, Rational):
        return mpmath.iv.mpf(int(expr.p)) / mpmath.iv.mpf(int(expr.q))
    if expr in (E, pi):
        return mpmath.iv.e if expr == E else mpmath.iv.pi
    parts = [interval(a) for a in expr.args]
    if isinstance(expr, Add):
        return sum(parts[1:], parts[0])
    if isinstance(expr, Mul):
        product = parts[0]
        for part in parts[1:]:
            product *= part
        return product
    if isinstance(expr, Pow):
        return parts[0] ** int(expr.exp) if isinstance(expr.exp, Integer) else parts[0] ** parts[1]
    if isinstance(expr, exp | log):
        return (mpmath.iv.exp if isinstance(expr, exp) else mpmath.iv.log)(parts[0])
    raise TypeError(f"no interval for {expr}")


# --- steps of an identity ---------------------------------------------------------------------------


def chain(steps: Iterable[Step], claim: Relational) -> bool:
    """Whether the steps lead from the claim to 0, each of them right at rational pmfs."""
    steps = list(steps)
    definitions = [s for s in steps if s.rule == rulebook.DEFINITION]
    others = [s for s in steps if s.rule in (rulebook.COLLECT, rulebook.UNIT_MASS)]
    opened = {s.before: s.after for s in steps if s.rule == rulebook.SUBSTITUTE}
    if opened:
        (last,) = others
        start = (claim.lhs - claim.rhs) if isinstance(claim, Eq) else claim.gts - claim.lts
        return last.before == start.xreplace(opened) and last.after == 0 and _values_agree(steps[:-1], claim)
    sides = {side for side in claim.args if side != 0}
    if {s.before for s in definitions} != sides or len(definitions) + len(others) != len(steps):
        return False
    linked = all(a.after == b.before for a, b in pairwise(others))
    rest = others[-1].after if others else _between(definitions, claim)
    return linked and rest == 0 and _values_agree(steps, claim)


def _between(definitions: Iterable[Step], claim: Relational) -> Expr:
    opened = {s.before: s.after for s in definitions}
    return opened.get(claim.args[0], S.Zero) - opened.get(claim.args[1], S.Zero)


def _values_agree(steps: Iterable[Step], claim: Relational) -> bool:
    laws = {law for m in claim.atoms(Measure) for law in m.laws} | {m.mixture for m in claim.atoms(JSDivergence)}
    symbols = sorted(claim.free_symbols, key=str)
    small = {s: Rational(1, len(symbols) + 3 + i) for i, s in enumerate(symbols)}
    usual = all(c.subs(small) == S.true for law in laws for c in law.conditions)
    points = [small] if usual else admissible_points(laws, symbols, 2)
    with mpmath.workdps(DIGITS):
        return bool(points) and all(_right(step, point) for step in steps for point in points)


def _right(step: Step, point: Mapping[Symbol, Rational]) -> bool:
    before, after = (_total(side.subs(point)) for side in (step.before, step.after))
    return bool(abs(before - after) < TOLERANCE)


def _total(expr: Expr) -> Any:
    """Measures by their definitions; terms with densities summed over the outcomes, constants once."""
    bases = sorted(
        {b for m in expr.atoms(Measure) for law in m.laws for b in _bases(law)}
        | {d.args[0] for d in expr.atoms(DensityAt)},
        key=str,
    )
    pmfs = {law: tuple(Rational(k, sum(_row(law))) for k in _row(law)) for law in bases}
    expr = put(expr, pmfs)
    terms = Add.make_args(expand(expr, log=False))
    summed = [t for t in terms if t.has(DensityAt)]
    columns = [{d: pmfs[d.args[0]][i] for t in summed for d in t.atoms(DensityAt)} for i in range(3)]
    values = [t for t in terms if not t.has(DensityAt)] + [t.xreplace(c) for t in summed for c in columns]
    return mpmath.mpf(str(Add(*values).evalf(DIGITS)))


def _row(law: Law) -> tuple[int, ...]:
    """Some weights that differ from law to law."""
    return SPREAD[sum(map(ord, str(law))) % len(SPREAD)]


def _bases(law: Law) -> set[Law]:
    return {b for p in law.laws for b in _bases(p)} if isinstance(law, Mixture) else {law}
