"""The kernel's evaluation of a claim about totals at one instance: exact numbers, signs by intervals.

An instance gives every abstract law a pmf on 0, ..., k - 1, every function a tuple of values there, every channel a
stochastic matrix with a row for each point, every indicator its point, every parameter a rational.
"""

from __future__ import annotations

from typing import Any

from sympy import (
    Add,
    Basic,
    Expr,
    Integer,
    Limit,
    MatrixBase,
    Max,
    Pow,
    Rational,
    S,
    Symbol,
    Tuple,
    log,
    oo,
)
from sympy.core.relational import Relational

from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.abstract_channel import AbstractChannel, KernelAt, Output
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.totals import BASE, AtPoint, FunctionAt, IndicatorAt, Total
from symbolic_info.measures.node import Measure
from symbolic_info.measures.renyi import RenyiDivergence, RenyiEntropy
from symbolic_info.proof.kernel.definitions import density, read
from symbolic_info.proof.kernel.limits import differentiated, limit_of
from symbolic_info.proof.kernel.numbers import ALLOWED, Instance, is_zero, respects, sign_of

HIGHEST_POWER = 10_000


def is_admissible(instance: Instance) -> bool:
    """Whether every value is of the right kind, and the laws are pmfs without zeros on one set."""
    laws = [v for k, v in instance.items() if isinstance(k, Abstract)]
    sizes = {len(v.pmf) for v in laws} | {len(v) for k, v in instance.items() if isinstance(k, FunctionAt)}
    sizes |= {v.rows for v in instance.values() if isinstance(v, MatrixBase)}
    return len(sizes) <= 1 and all(_fits(k, v) for k, v in instance.items())


def _fits(key: Basic, value: Basic) -> bool:
    if isinstance(key, Abstract):
        return isinstance(value, Finite) and _is_pmf(value.pmf.values()) and _has_size(key, len(value.pmf))
    if isinstance(key, AbstractChannel):
        return isinstance(value, MatrixBase) and all(_is_pmf(value.row(i)) for i in range(value.rows))
    if isinstance(key, IndicatorAt):
        return bool(value.is_Integer and value >= 0)
    if isinstance(key, FunctionAt):
        return isinstance(value, Tuple) and all(v.is_Rational and (v > 0 or not key.is_positive) for v in value)
    return isinstance(key, Symbol) and value.is_Rational and respects(key, value)


def _is_pmf(masses: Any) -> bool:
    return all(isinstance(p, Rational) and p > 0 for p in masses) and Add(*masses) == 1


def _has_size(law: Abstract, count: int) -> bool:
    return law.size is None or law.size == count or bool(law.size.free_symbols)


def _has_too_high_power(expr: Basic) -> bool:
    """Whether powers of fractions would have too many digits to be written out."""
    opened = [form for m in expr.atoms(Measure) if (form := read(m)) is not None]
    powers = (e.exp for side in (expr, *opened) for e in side.atoms(Pow))
    return any(exponent.is_Rational and abs(exponent) > HIGHEST_POWER for exponent in powers)


def number(expr: Expr, instance: Instance) -> Expr:
    """A side of a claim at the instance."""
    symbols = {k: v for k, v in instance.items() if isinstance(k, Symbol)}
    forms = {m: read(m) for m in expr.atoms(Measure)}
    opened = expr.xreplace({m: _extreme(m, instance) if form is None else form for m, form in forms.items()})
    summed = _value(opened, instance)
    taken = differentiated(summed).subs(symbols)
    return taken.replace(lambda e: isinstance(e, Limit), lambda e: limit_of(e, is_zero))


def _extreme(node: Measure, instance: Instance) -> Expr:
    """A Rényi measure of order oo (the greatest probability, or ratio of probabilities) or 0 (nothing is 0)."""
    if type(node) not in (RenyiEntropy, RenyiDivergence) or node.order not in (0, oo):
        raise ValueError(f"{node} is no sum")
    if node.order == 0:
        return log(_points(instance)) if isinstance(node, RenyiEntropy) else S.Zero
    first, *others = ([_sum_at(density(law), i, instance) for i in range(_points(instance))] for law in node.laws)
    greatest = Max(*(a / b for a, b in zip(first, *others, strict=True))) if others else Max(*first)
    return log(greatest) if others else -log(greatest)


def _value(expr: Expr, instance: Instance) -> Expr:
    if isinstance(expr, Total):
        return _sum(expr.args[0], instance)
    if not expr.args or isinstance(expr, AtPoint):
        return expr
    return expr.func(*(_value(a, instance) for a in expr.args))


def _sum(summand: Expr, instance: Instance) -> Expr:
    inner = _value(summand, instance)
    atoms = inner.atoms(AtPoint)
    outputs = {a.places - {BASE} for a in atoms}
    if len(set().union(*outputs)) > 1:
        raise ValueError("a sum over two spaces of outputs")
    if any(outputs) and len({_is_of_outputs(term) for term in Add.make_args(inner)}) > 1:
        raise ValueError("a sum over a space on which some of its terms do not depend")
    rows = range(_points(instance)) if any(BASE in a.places for a in atoms) or not atoms else (0,)
    columns = range(_outputs(instance)) if any(outputs) else (0,)
    return Add(*(inner.xreplace({a: _at(a, i, j, instance) for a in atoms}) for i in rows for j in columns))


def _is_of_outputs(term: Expr) -> bool:
    return any(a.places - {BASE} for a in term.atoms(AtPoint))


def _points(instance: Instance) -> int:
    columns = [v for v in instance.values() if isinstance(v, Finite | Tuple)]
    if not columns:
        raise ValueError("nothing says how many points there are")
    return len(columns[0].pmf) if isinstance(columns[0], Finite) else len(columns[0])


def _outputs(instance: Instance) -> int:
    return int(next(v for v in instance.values() if isinstance(v, MatrixBase)).cols)


def _at(atom: AtPoint, i: int, j: int, instance: Instance) -> Expr:
    """The value at the input i and the output j."""
    if isinstance(atom, IndicatorAt):
        return S(int(instance[atom] == i))
    if isinstance(atom, FunctionAt):
        return instance[atom][i]
    if isinstance(atom, KernelAt):
        return instance[atom.args[0]][i, j]
    (law,) = atom.args
    return _output(law, j, instance) if isinstance(law, Output) else instance[law].probability(Integer(i))


def _output(law: Output, j: int, instance: Instance) -> Expr:
    channel, sent = law.args
    masses = (_sum_at(density(sent), i, instance) for i in range(_points(instance)))
    return Add(*(p * instance[channel][i, j] for i, p in enumerate(masses)))


def _sum_at(expr: Expr, i: int, instance: Instance) -> Expr:
    inner = _value(expr, instance)
    return inner.xreplace({a: _at(a, i, 0, instance) for a in inner.atoms(AtPoint)})


# --- failing --------------------------------------------------------------------------------------------


def fails_there(claim: Relational, given: tuple[Basic, ...], instance: Instance, size: Expr | None) -> bool:
    """Whether the hypotheses hold exactly at the instance and the claim does not."""
    if not is_admissible(instance) or not _sizes_agree(instance, size):
        return False
    return all(_holds(h, instance) is True for h in given) and _holds(claim, instance) is False


def _sizes_agree(instance: Instance, size: Expr | None) -> bool:
    return size is None or size.subs({k: v for k, v in instance.items() if isinstance(k, Symbol)}) == _points(instance)


def _holds(claim: Basic, instance: Instance) -> bool | None:
    if not isinstance(claim, Relational):
        return None
    if any(map(_has_too_high_power, claim.args)):
        return None
    try:
        left, right = (number(side, instance) for side in claim.args)
    except ValueError:  # a side has no value there
        return None
    sign = sign_of(left - right)
    return None if sign is None else sign in ALLOWED[claim.rel_op]
