"""Logarithms of products, split where the known signs allow it."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Mul, Pow, S, Symbol, exp, factor_terms, log, logcombine

from symbolic_info.facts import Facts


def split_logs(expr: Expr, facts: Facts) -> Expr:
    """Every logarithm in ``expr`` whose argument is a product of positive factors, as a sum.

    >>> from sympy import exp, log, symbols
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.rules.logarithm import split_logs
    >>> a, b, x = symbols("a b x", positive=True)
    >>> split_logs(log(a * x**b * exp(-x)), Facts())
    b*log(x) - x + log(a)
    """
    if not expr.has(log):
        return expr
    return expr.replace(lambda e: isinstance(e, log), lambda e: split_log(e.args[0], facts))


def split_log(arg: Expr, facts: Facts) -> Expr:
    """``log(arg)`` as a sum over the factors of ``arg``; those of unknown sign stay under one logarithm."""
    factors = Mul.make_args(factor_terms(arg) if isinstance(arg, Add) else arg)
    signed = [_positive(f, facts) for f in factors]
    known = [g for g in signed if g is not None]
    turned = sum(g not in (None, f) for f, g in zip(factors, signed, strict=True)) % 2
    rest = Mul(S.NegativeOne**turned, *(f for f, g in zip(factors, signed, strict=True) if g is None))
    if rest == -1 or not known:
        return log(arg)
    return Add(*(_log_of_positive(g, facts) for g in known), log(rest))


def _positive(factor: Expr, facts: Facts) -> Expr | None:
    """The factor, or its negative when that is not negative; a zero makes both sides of the rule infinite."""
    if facts.nonnegative(factor) or _even(factor) or _is_power_of_nonnegative(factor, facts):
        return factor
    if isinstance(factor, Pow) and factor.exp.is_odd and facts.negative(factor.base):
        return (-factor.base) ** factor.exp
    return -factor if facts.nonnegative(-factor) else None


def _is_power_of_nonnegative(factor: Expr, facts: Facts) -> bool:
    real = isinstance(factor, Pow) and factor.exp.is_extended_real is not False
    return bool(real and facts.nonnegative(factor.base))


def _even(factor: Expr) -> bool:
    return bool(isinstance(factor, Pow) and factor.exp.is_even and factor.base.is_extended_real)


def _log_of_positive(arg: Expr, facts: Facts) -> Expr:
    if isinstance(arg, exp) and arg.args[0].is_extended_real is not False:
        return arg.args[0]
    if isinstance(arg, Pow) and _is_power_of_nonnegative(arg, facts):
        return arg.exp * split_log(arg.base, facts)
    if _even(arg):
        base = -arg.base if facts.nonnegative(-arg.base) else Abs(arg.base)
        return arg.exp * split_log(base, facts)
    return log(arg)


def one_logarithm(expr: Expr) -> Expr:
    """``c (log a - log b)`` as ``c log(a/b)``, for numbers a and b that are known to have logarithms.

    >>> from sympy import log, symbols
    >>> from symbolic_info.rules.logarithm import one_logarithm
    >>> a, b, c = symbols("a b c")
    >>> one_logarithm(c * (log(a) - log(b)))
    c*log(a/b)
    """
    if not isinstance(expr, Mul | Add) or not expr.has(log):
        return expr
    return expr.replace(lambda e: isinstance(e, Add) and e.has(log), lambda e: logcombine(e, force=True))


def linear_terms(expr: Expr, x: Symbol) -> dict[Expr, Expr]:
    """``expr`` as ``{feature of x: coefficient}``; the part free of ``x`` stands under 1.

    Products are distributed only where that separates features; powers of sums stay whole,
    so that ``(x - m)**2`` is one feature.

    >>> from sympy import log, symbols
    >>> from symbolic_info.rules.logarithm import linear_terms
    >>> a, b, x = symbols("a b x")
    >>> linear_terms(a*(log(x) - b*x) + b, x) == {log(x): a, x: -a*b, 1: b}
    True
    """
    out: dict[Expr, Expr] = {}
    for coefficient, feature in _walk(expr, S.One, x):
        out[feature] = out.get(feature, S.Zero) + coefficient
    return {f: c for f, c in out.items() if not _vanishes(c)}


def _walk(expr: Expr, weight: Expr, x: Symbol) -> list[tuple[Expr, Expr]]:
    if isinstance(expr, Add):
        free, dependent = expr.as_independent(x, as_Add=True)
        parts = [(weight * free, S.One)] if free != 0 else []
        return parts + [p for a in Add.make_args(dependent) for p in _walk(a, weight, x)]
    coefficient, feature = expr.as_independent(x, as_Add=False)
    if isinstance(feature, Add):
        return _walk(feature, weight * coefficient, x)
    if isinstance(feature, Mul):
        inner = next((f for f in feature.args if isinstance(f, Add)), None)
        if inner is not None:
            rest = feature / inner
            return [p for a in inner.args for p in _walk(a * rest, weight * coefficient, x)]
    return [(weight * coefficient, feature)]


def _vanishes(coefficient: Expr) -> bool:
    return bool(coefficient == 0 or (isinstance(coefficient, Add) and coefficient.expand() == 0))
