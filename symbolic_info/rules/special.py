"""Recurrences of the gamma family: one representative for arguments that differ by integers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

from sympy import (
    Add,
    Derivative,
    Dummy,
    Expr,
    Mul,
    Rational,
    S,
    expand_func,
    factor,
    factorial,
    gamma,
    gammasimp,
    log,
    loggamma,
    pi,
    polygamma,
    polylog,
    powsimp,
    sqrt,
)

from symbolic_info.rules.betas import without_beta
from symbolic_info.rules.order import with_order_derivatives

LARGE = 100
Shift = Callable[[Expr, Expr, int], Expr]


def is_large(z: Expr) -> bool:
    """Whether SymPy would work out a gamma function at ``z`` in thousands of steps."""
    return bool(z.is_Rational and z > LARGE)


def log_gamma(z: Expr) -> Expr:
    """loggamma, left as it is at large numbers, where SymPy would multiply out the factorial."""
    return loggamma(z, evaluate=not is_large(z))


def digamma(z: Expr) -> Expr:
    """The digamma function, left as it is at large numbers, where SymPy would sum up fractions."""
    return polygamma(S.Zero, z, evaluate=not is_large(z))


def at_point(expr: Expr, point: dict[Expr, Expr]) -> Expr:
    """``expr.xreplace(point)`` with functions of the gamma family left as they are at large numbers.

    >>> from sympy import polygamma
    >>> from sympy.abc import s
    >>> from symbolic_info.rules.special import at_point
    >>> at_point(polygamma(0, s + 10**9), {s: 0})
    polygamma(0, 1000000000)
    """
    calls = {f: [a.xreplace(point) for a in f.args] for f in expr.atoms(loggamma, polygamma) if f.has(*point)}
    large = {f: f.func(*args, evaluate=False) for f, args in calls.items() if is_large(args[-1])}
    marks = {f: Dummy("f", real=True) for f in large}
    return expr.xreplace(marks).xreplace(point).xreplace({marks[f]: value for f, value in large.items()})


def contiguous(expr: Expr) -> Expr:
    """``expr`` with gamma, loggamma and polygamma values of integer-shifted arguments reduced to one of them.

    >>> from sympy import polygamma
    >>> from sympy.abc import b
    >>> from symbolic_info.rules.special import contiguous
    >>> contiguous(polygamma(0, b) - polygamma(0, b + 1)).expand()
    -1/b
    """
    expr = without_beta(expr)
    if expr.has(Derivative, polylog):
        expr = _orders_in_place(expr)
    if expr.has(gamma):
        expr = _without_duplication(expr).replace(_is_gamma_quotient, _shorter_quotient)
    for function in (loggamma, polygamma):
        for members in _families(expr.atoms(function)):
            expr = _shortest_shift(expr, members)
    return expr.replace(lambda e: isinstance(e, loggamma) and e.args[0].is_Rational, _log_of_rational_gamma)


def doubled(expr: Expr) -> Expr:
    """``expr`` with loggamma(z) and loggamma(z + 1/2), for a symbolic z, as one at 2 z (DLMF 5.5.5).

    >>> from sympy import Rational, loggamma
    >>> from sympy.abc import z
    >>> from symbolic_info.rules.special import doubled
    >>> doubled(loggamma(z) + loggamma(z + Rational(1, 2)) - loggamma(2 * z)).expand()
    -2*z*log(2) + log(pi)/2 + log(2)
    """
    calls = sorted((c for c in expr.atoms(loggamma) if not c.args[0].is_number), key=str)
    for low, high in permutations(calls, 2):
        z = low.args[0]
        if (high.args[0] - z - S.Half).expand().is_Integer:
            middle = loggamma(z + S.Half)
            twice = loggamma((2 * z).expand()) + (1 - 2 * z) * log(2) + log(pi) / 2 - low
            return doubled(contiguous(expr.xreplace({high: _shift(high, middle).xreplace({middle: twice})})))
    return expr


def _orders_in_place(expr: Expr) -> Expr:
    """Derivatives in the order of zeta and polylog as functions; Li_1, Li_0, Li_(-1) ... in elementary terms."""
    return with_order_derivatives(expr).replace(_is_elementary_polylog, lambda e: factor(expand_func(e)))


def _is_elementary_polylog(expr: Expr) -> bool:
    return bool(isinstance(expr, polylog) and expr.args[0].is_Integer and expr.args[0] <= 1)


def _without_duplication(expr: Expr) -> Expr:
    """Undo gamma(p/2) -> gamma(p)/gamma((p + 1)/2), which SymPy applies for integer p (DLMF 5.5.5)."""
    for half in expr.atoms(gamma):
        p = 2 * half.args[0] - 1
        if p.is_integer and expr.has(gamma(p)):
            doubled = 2 ** (p - 1) * gamma(p / 2, evaluate=False) * half / sqrt(pi)
            expr = powsimp(expr.xreplace({gamma(p): doubled}))
    return expr


def _is_gamma_quotient(expr: Expr) -> bool:
    if not isinstance(expr, Mul):
        return False
    inner = [f.as_base_exp()[0] for f in expr.args]
    args = [g.args[0] for g in inner if isinstance(g, gamma)]
    return any((a - b).is_Integer or (a - b) in args or b - a in args for i, a in enumerate(args) for b in args[:i])


def _shorter_quotient(expr: Mul) -> Expr:
    """Whole powers of gamma functions simplified, the other factors left alone."""
    whole = [f for f in expr.args if isinstance(f.as_base_exp()[0], gamma) and f.as_base_exp()[1].is_Integer]
    quotient = Mul(*whole)
    return min(gammasimp(quotient), quotient, key=lambda e: e.count_ops()) * Mul(
        *(f for f in expr.args if f not in whole)
    )


def _families(atoms: set[Expr]) -> list[list[Expr]]:
    """Groups of calls whose last arguments differ by integers (and whose orders agree)."""
    groups: list[list[Expr]] = []
    for atom in sorted(atoms, key=str):
        for group in groups:
            if atom.args[:-1] == group[0].args[:-1] and (atom.args[-1] - group[0].args[-1]).expand().is_Integer:
                group.append(atom)
                break
        else:
            groups.append([atom])
    return [g for g in groups if len(g) > 1]


def _shortest_shift(expr: Expr, members: list[Expr]) -> Expr:
    forms = [expr.xreplace({m: _shift(m, anchor) for m in members if m != anchor}) for anchor in members]
    return min(forms, key=lambda e: (e.expand().count_ops(), str(e)))


def _shift(call: Expr, anchor: Expr) -> Expr:
    """``call`` through ``anchor``, whose argument differs by an integer."""
    start = anchor.args[-1]
    steps = int((call.args[-1] - start).expand())
    if abs(steps) > 50:
        return call
    passed = [start + i for i in range(steps)] if steps > 0 else [start - i for i in range(1, -steps + 1)]
    sign = 1 if steps > 0 else -1
    return anchor + sign * Add(*(_increment(call, a) for a in passed))


def _increment(call: Expr, a: Expr) -> Expr:
    """f(a + 1) - f(a) for loggamma and polygamma (DLMF 5.5.1, 5.15.5)."""
    if isinstance(call, loggamma):
        return log(a)
    n = call.args[0]
    return (-1) ** n * factorial(n) / a ** (n + 1)


def _log_of_rational_gamma(call: Expr) -> Expr:
    """loggamma at small integers and half-integers in elementary terms."""
    a = call.args[0]
    if a.is_positive and a <= 60 and (2 * a).is_Integer:
        value = gamma(a)
        rational = value / pi ** Rational(1, 2) if a.q == 2 else value
        return log(rational) + (log(pi) / 2 if a.q == 2 else S.Zero)
    return call
