"""Forms of a coefficient that holds no logarithm, and what makes one form shorter than another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sympy import (
    Add,
    Expr,
    Mul,
    Pow,
    Rational,
    S,
    cos,
    exp,
    expand_mul,
    factor,
    factor_terms,
    gamma,
    log,
    powsimp,
    together,
)
from sympy.simplify.fu import TR8

from symbolic_info.brackets import brackets
from symbolic_info.rules.betas import with_beta

LONG = 200
HIGH = 40


def best(forms: Iterable[Expr]) -> Expr:
    """Few operations, then few logarithms, then terms rather than one fraction."""
    return min(dict.fromkeys(forms), key=lambda e: (length(e), len(e.atoms(log)), -len(Add.make_args(e))))


def length(expr: Expr) -> int:
    """How long an expression reads: its operations, brackets around numbers and fractions within fractions.

    >>> from sympy.abc import a, b
    >>> from symbolic_info.rules.coefficients import length
    >>> length(1 / (1 + b / a)) > length(a / (a + b))
    True
    """
    return int(expr.count_ops()) + _brackets(expr) + 2 * _nested_fractions(expr)


def _nested_fractions(expr: Expr) -> int:
    return sum(
        power.exp.could_extract_minus_sign() and any(p.exp.could_extract_minus_sign() for p in power.base.atoms(Pow))
        for power in expr.atoms(Pow)
    )


def _brackets(expr: Expr) -> int:
    """Brackets that only keep a number inside: x/2 - 1/2 reads better than (x - 1)/2."""
    products = (t for t in Add.make_args(expr) if isinstance(t, Mul) and t.args[0].is_Rational)
    return sum(isinstance(f, Add) and f.args[0].is_Number for t in products for f in t.args)


def coefficient_forms(coefficient: Expr) -> Iterator[Expr]:
    yield coefficient
    if not coefficient.free_symbols or not isinstance(coefficient, Add | Mul | Pow):
        return
    yield powsimp(coefficient, combine="base")
    if coefficient.has(gamma):
        yield with_beta(coefficient)
    if coefficient.has(Add) and not (isinstance(coefficient, Add) and coefficient.count_ops() <= 2):
        yield from _sum_forms(coefficient)


def _sum_forms(coefficient: Expr) -> Iterator[Expr]:
    yield factor_terms(coefficient)
    yield _by_denominator(coefficient)
    if _has_high_powers(coefficient):
        return
    if coefficient.count_ops() < 120 and not _has_long_numbers(coefficient):
        yield factor(coefficient)
    expanded = coefficient.expand()
    yield expanded
    yield from (symbol * bracket + rest for symbol, bracket, rest in brackets(expanded))
    if expanded.has(cos):
        yield TR8(expanded).expand()
    if expanded.count_ops() >= 120 or not expanded.has(Add):
        return
    yield Add(*map(factor, Add.make_args(expanded)))
    yield powsimp(factor_terms(expanded), combine="base")
    joined = together(expanded)
    yield joined
    squared = with_squares(expanded)
    if squared != expanded:
        yield _by_denominator(squared)
        yield factor_terms(with_squares(factor_terms(expanded)))
    numerator, denominator = joined.as_numer_denom()
    yield with_squares(numerator.expand()) / denominator


def _has_long_numbers(expr: Expr) -> bool:
    """Whether SymPy would look for primes of a hundred digits to factor the expression."""
    return any(max(abs(r.p), r.q).bit_length() > LONG for r in expr.atoms(Rational))


def _has_high_powers(expr: Expr) -> bool:
    """Whether expanding or factoring would take polynomials of high degree, in 2**(1/1000) say."""
    exponents = [term.as_coeff_Mul()[0] for p in expr.atoms(Pow, exp) for term in _terms(p.exp)]
    return any(max(abs(e.p), e.q) > HIGH for e in exponents if e.is_Rational)


def _terms(exponent: Expr) -> tuple[Expr, ...]:
    return tuple(Add.make_args(expand_mul(exponent)))


def with_squares(expr: Expr) -> Expr:
    """``a**2 + 2ab + b**2`` inside sums as ``(a + b)**2``.

    >>> from sympy.abc import a, b, c
    >>> from symbolic_info.rules.coefficients import with_squares
    >>> with_squares(a**2 - 2*a*b + b**2 + c)
    c + (a - b)**2
    """
    if not isinstance(expr, Add):
        return expr.func(*map(with_squares, expr.args)) if isinstance(expr, Mul | Pow) else expr
    terms = dict(expr.as_coefficients_dict())
    for mixed, weight in list(terms.items()):
        pair = _square_pair(mixed)
        if pair is None or mixed not in terms:
            continue
        (u, v), half = pair, weight / 2
        if all(terms.get(w**2) == abs(half) for w in (u, v)):
            for key in (mixed, u**2, v**2):
                del terms[key]
            square = (u + v) ** 2 if half > 0 else (u - v) ** 2
            terms[square] = terms.get(square, 0) + abs(half)
    return Add(*(w * t for t, w in terms.items()))


def _square_pair(product: Expr) -> tuple[Expr, Expr] | None:
    factors = Mul.make_args(product)
    return (factors[0], factors[1]) if len(factors) == 2 and not any(f.is_number for f in factors) else None


def _by_denominator(expr: Expr) -> Expr:
    """Terms over the same denominator on one fraction line."""
    groups: dict[Expr, Expr] = {}
    for term in Add.make_args(powsimp(expr)):
        numerator, denominator = term.as_numer_denom()
        groups[denominator] = groups.get(denominator, S.Zero) + numerator
    return Add(*(n / d for d, n in groups.items()))
