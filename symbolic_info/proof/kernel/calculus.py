"""The kernel's calculus: is a function of one variable non-negative on an open interval?

Rational functions: by counting roots of the factors of odd multiplicity.  With logarithms: divide by the coefficient
of one of them, whose sign is constant, and differentiate; what is left has one logarithm less.  A function that is
not negative at the end where it starts and does not fall is not negative.
"""

from __future__ import annotations

from itertools import pairwise

from sympy import (
    Abs,
    Expr,
    Poly,
    PolynomialError,
    Pow,
    Rational,
    S,
    Symbol,
    cancel,
    expand,
    expand_log,
    factor,
    factor_list,
    fraction,
    ilcm,
    limit,
    log,
    oo,
    together,
)

from symbolic_info.budget import Budget

Ends = tuple[Expr, Expr]
T = Symbol("t", positive=True)
DEEPEST = 4
SECONDS = 60.0
SAMPLES = tuple(Rational(k, 100) for k in (1, 10, 30, 50, 70, 90, 99))


def nonnegative(g: Expr, ends: Ends = (S.Zero, oo), budget: Budget | None = None) -> bool:
    """Whether ``g``, an expression in `T`, is at least 0 between ``ends``; False where that is not decided.

    Errors: `BudgetSpent`.

    >>> from sympy import Rational, log
    >>> from symbolic_info.proof.kernel.calculus import T, nonnegative
    >>> nonnegative(T * log(T) - T + 1), nonnegative(T * log(T) - T + Rational(9, 10))
    (True, False)
    """
    if g.free_symbols - {T}:
        return False
    cuts = [ends[0], *(c for c in (S.One,) if ends[0] < c < ends[1]), ends[1]]
    return all(_on_piece(g, piece, budget or Budget(SECONDS)) for piece in pairwise(cuts))


def _on_piece(g: Expr, ends: Ends, budget: Budget) -> bool:
    """Sizes resolved between the ends, roots of the variable taken away."""
    for size in g.atoms(Abs):
        inner = size.args[0]
        sign = 1 if _decided(inner, ends, budget) else -1 if _decided(-inner, ends, budget) else 0
        if sign == 0:
            return False
        g = g.xreplace({size: sign * inner})
    root = ilcm(1, 1, *(p.exp.q for p in g.atoms(Pow) if p.exp.is_Rational and p.base.has(T)))
    new = tuple(e if e in (0, 1, oo) else e ** Rational(1, root) for e in ends)
    return _decided(expand_log(g.subs(T, T**root)), (new[0], new[1]), budget)


def _decided(g: Expr, ends: Ends, budget: Budget, depth: int = 0) -> bool:
    budget.check()
    g = _with_plain_logs(g)
    if any(g.evalf(15, subs={T: x}).is_negative for x in _samples(ends)):
        return False
    logs = sorted((e for e in g.atoms(log) if e.has(T)), key=str)
    if not logs:
        return _rational(g, ends)
    if depth == DEEPEST:
        return False
    return _rises(g, ends, budget, depth) or any(_by_derivative(g, chosen, ends, budget, depth) for chosen in logs)


def _samples(ends: Ends) -> list[Expr]:
    """Points at which a false claim is seen to be false at once."""
    low, high = ends
    return [low + (x / (1 - x) if high == oo else x * (high - low)) for x in SAMPLES]


def _with_plain_logs(g: Expr) -> Expr:
    """Logarithms of products as sums."""
    split = g.replace(log, lambda arg: expand_log(log(factor(together(arg))), factor=True))
    return expand(split, log=False)


def _by_derivative(g: Expr, chosen: Expr, ends: Ends, budget: Budget, depth: int) -> bool:
    coefficient = cancel(g.coeff(chosen))
    if expand(g - coefficient * chosen).has(chosen) or coefficient.has(log) or coefficient == 0:
        return False
    sign = 1 if _rational(coefficient, ends) else -1 if _rational(-coefficient, ends) else 0
    if sign == 0:
        return False
    scaled = expand(sign * chosen + expand((g - coefficient * chosen) / (sign * coefficient)), log=False)
    return _rises(scaled, ends, budget, depth)


def _rises(h: Expr, ends: Ends, budget: Budget, depth: int) -> bool:
    """Whether ``h`` starts at 0 or above at one end and does not fall from there, or at both and is concave."""
    if not _is_continuous(h, ends):
        return False
    slope = together(h.diff(T))
    good = [_starts_well(h, end, ends) for end in ends]
    ways = [change for fine, change in zip(good, (slope, -slope), strict=True) if fine]
    ways += [together(-slope.diff(T))] if all(good) and oo not in ends else []
    return any(_decided(change, ends, budget, depth + 1) for change in ways)


def _is_continuous(h: Expr, ends: Ends) -> bool:
    """No denominator and no argument of a logarithm is 0 inside: behind a pole a rising function starts anew."""
    parts = [fraction(together(h))[1]]
    parts += [part for e in h.atoms(log) for part in fraction(together(e.args[0]))]
    return all(p.is_polynomial(T) and not (p.has(T) and _roots_inside(Poly(p, T), ends)) for p in parts)


def _starts_well(h: Expr, start: Expr, ends: Ends) -> bool:
    value = h.subs(T, start) if start.is_positive and start.is_finite else S.NaN
    if value.has(S.NaN, oo, -oo, S.ComplexInfinity):
        value = limit(together(h), T, start, "+" if start == ends[0] else "-")
    return value == oo or bool(value.is_number and value.is_extended_nonnegative)


def _rational(g: Expr, ends: Ends) -> bool:
    """A rational function with real algebraic coefficients."""
    above, below = fraction(together(g))
    try:
        return _sign(above * below, ends)
    except PolynomialError:
        return False


def _sign(polynomial: Expr, ends: Ends) -> bool:
    if expand(polynomial) == 0:
        return True
    number, factors = factor_list(polynomial, T)
    if not number.is_number or any(f.free_symbols - {T} for f, _ in factors):
        return False
    odd = [Poly(f, T) for f, k in factors if k % 2 and f.has(T)]
    if any(_roots_inside(f, ends) for f in odd):
        return False
    at = _inner_point(ends)
    signs = [number, *(f.as_expr().subs(T, at) for f in odd)]
    return sum(1 for s in signs if s.is_negative) % 2 == 0 and all(s.is_negative is not None for s in signs)


def _roots_inside(f: Poly, ends: Ends) -> bool:
    found = f.count_roots(*(None if e == oo else e for e in ends))
    return bool(found > sum(1 for e in ends if e != oo and f.eval(e) == 0))


def _inner_point(ends: Ends) -> Expr:
    return ends[0] + 1 if ends[1] == oo else (ends[0] + ends[1]) / 2
