"""Expressions as sums of products of powers, logarithms and exponentials of one variable."""

from __future__ import annotations

from sympy import Add, Dummy, Expr, Mul, Pow, S, Symbol, cos, exp, expand, expand_trig, factor, log, sin

from symbolic_info.facts import Facts
from symbolic_info.rules.factored import factored
from symbolic_info.rules.logarithm import split_log


def monomial_terms(expr: Expr, z: Symbol, facts: Facts) -> list[Expr]:
    """``expr`` expanded in ``z`` only: the parts free of ``z`` stay as they are."""
    hidden: dict[Expr, Expr] = {}
    flat = _with_powers_below(as_powers(expand(_split_in(_hide(expr, z, facts, hidden), z, facts))), z)
    shown = {v: k for k, v in hidden.items()}
    collected: dict[Expr, Expr] = {}
    for term in Add.make_args(flat):
        coefficient, feature = term.as_independent(z, as_Add=False)
        collected[feature] = collected.get(feature, S.Zero) + coefficient
    return [(c * f).xreplace(shown) for f, c in collected.items() if c != 0]


def _with_powers_below(expr: Expr, z: Symbol) -> Expr:
    """1/(z + 1)**2, which SymPy has multiplied out."""

    def is_below(e: Expr) -> bool:
        return isinstance(e, Pow) and e.exp.is_negative is True and isinstance(e.base, Add) and e.base.is_polynomial(z)

    return expr.replace(is_below, lambda e: factor(e.base) ** e.exp)


def _hide(expr: Expr, z: Symbol, facts: Facts, hidden: dict[Expr, Expr]) -> Expr:
    if expr == z or not isinstance(expr, Expr):
        return expr
    if not expr.has(z):
        return _stand_in(expr, facts, hidden) if expr.has(Add) else expr
    if isinstance(expr, Add):
        free, moving = expr.as_independent(z, as_Add=True)
        parts = [_hide(a, z, facts, hidden) for a in Add.make_args(moving)]
        return Add(_hide(free, z, facts, hidden), *parts)
    return expr.func(*(_hide(a, z, facts, hidden) for a in expr.args))


def _stand_in(expr: Expr, facts: Facts, hidden: dict[Expr, Expr]) -> Expr:
    sign = "positive" if facts.positive(expr) else "negative" if facts.negative(expr) else "real"
    return hidden.setdefault(expr, Dummy("h", **{sign: True}))


def _split_in(expr: Expr, z: Symbol, facts: Facts) -> Expr:
    """Logarithms and powers of products of positive factors, and cosines and sines of sums, split."""
    expr = expr.replace(lambda e: isinstance(e, cos | sin) and e.has(z), expand_trig)
    expr = expr.replace(lambda e: isinstance(e, log) and e.has(z), lambda e: split_log(_factored(e.args[0]), facts))
    return split_powers(expr, z, facts)


def split_powers(expr: Expr, z: Symbol, facts: Facts) -> Expr:
    """Powers of products of positive factors with ``z`` as products of powers."""
    return expr.replace(
        lambda e: isinstance(e, Pow) and e.base.has(z) and e.base.is_Mul, lambda e: _split_power(e, facts)
    )


def as_powers(expr: Expr) -> Expr:
    """exp(c log u) = u**c, which SymPy leaves alone for symbolic c."""
    return expr.replace(_is_power_of_log, _power_of_log)


def _is_power_of_log(expr: Expr) -> bool:
    return isinstance(expr, exp) and any(isinstance(f, log) for f in Mul.make_args(expr.args[0]))


def _power_of_log(expr: Expr) -> Expr:
    found = next(f for f in Mul.make_args(expr.args[0]) if isinstance(f, log))
    return found.args[0] ** (expr.args[0] / found)


def _factored(arg: Expr) -> Expr:
    return factored(arg) if isinstance(arg, Add) else arg


def _split_power(power: Pow, facts: Facts) -> Expr:
    positive = [f for f in power.base.args if facts.positive(f)]
    rest = [f for f in power.base.args if f not in positive]
    return Mul(*(f**power.exp for f in positive)) * Mul(*rest) ** power.exp
