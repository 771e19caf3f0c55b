"""Forms of a coefficient that holds no logarithm, and what makes one form shorter than another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from sympy import (
    Add,
    Expr,
    Mul,
    Pow,
    Rational,
    S,
    Symbol,
    cos,
    exp,
    expand_mul,
    expand_multinomial,
    factor,
    factor_terms,
    gamma,
    log,
    powsimp,
    preorder_traversal,
    together,
)
from sympy.simplify.fu import TR8

from symbolic_info.brackets import brackets
from symbolic_info.rules.betas import with_beta
from symbolic_info.rules.exponents import with_powers

LONG, MOST_TERMS, HIGH = 200, 12, 40


def best(forms: Iterable[Expr]) -> Expr:
    """Few operations, then few logarithms, then terms rather than one fraction, then few symbols and minus signs."""
    return min(dict.fromkeys(forms), key=lambda e: (*_rank(e), -len(Add.make_args(e)), *_signs(e)))


def _rank(expr: Expr) -> tuple[int, int]:
    return length(expr), len(expr.atoms(log))


def _signs(expr: Expr) -> tuple[int, int]:
    leaves = [e for e in preorder_traversal(expr) if not e.args]
    return sum(isinstance(e, Symbol) for e in leaves), sum(bool(e.is_Number and e.is_negative) for e in leaves)


def length(expr: Expr) -> int:
    """How long an expression reads: its operations, long numbers, brackets around numbers, fractions in fractions.

    >>> from sympy.abc import a, b
    >>> from symbolic_info.rules.coefficients import length
    >>> length(1 / (1 + b / a)) > length(a / (a + b))
    True
    """
    return int(expr.count_ops()) + _brackets(expr) + 2 * _nested_fractions(expr) + _digits(expr)


def _digits(expr: Expr) -> int:
    """The digits of numbers beyond the second of each."""
    parts = (part for r in expr.atoms(Rational) for part in (int(r.p), int(r.q)))
    return sum(len(str(abs(part))) - 2 for part in parts if abs(part) > 99 and part.bit_length() < LONG)


def _nested_fractions(expr: Expr) -> int:
    return sum(
        power.exp.could_extract_minus_sign() and any(p.exp.could_extract_minus_sign() for p in power.base.atoms(Pow))
        for power in expr.atoms(Pow)
    )


def _brackets(expr: Expr) -> int:
    """Brackets that only keep a number inside: x/2 - 1/2 reads better than (x - 1)/2."""
    products = (t for t in Add.make_args(expr) if isinstance(t, Mul) and t.args[0].is_Rational and len(t.args) == 2)
    return sum(isinstance(t.args[1], Add) and t.args[1].args[0].is_Number for t in products)


def product(coefficient: Expr, atom: Expr) -> Expr:
    """The product with the numbers that the terms of the coefficient share in front.

    >>> from sympy import S, log
    >>> from sympy.abc import a, b
    >>> from symbolic_info.rules.coefficients import product
    >>> product(a/2 - S(1)/2, log(b))
    (a - 1)*log(b)/2
    """
    if not isinstance(coefficient, Add) or not coefficient.free_symbols or atom == 1:
        return coefficient * atom
    return Mul(*coefficient.as_content_primitive(), atom)


@lru_cache(maxsize=4000)
def best_coefficient(coefficient: Expr) -> Expr:
    """The shortest of the forms of a coefficient; the same few return in every form of a sum."""
    return best(coefficient_forms(coefficient))


@lru_cache(maxsize=4000)
def best_argument(argument: Expr) -> Expr:
    """The shortest form of what stands under a logarithm, one fraction rather than terms."""
    forms = dict.fromkeys(coefficient_forms(argument))
    return min(forms, key=lambda e: (*_rank(e), len(Add.make_args(e)), *_signs(e)))


def coefficient_forms(coefficient: Expr) -> Iterator[Expr]:
    yield _contents_out(coefficient)
    yield coefficient
    yield tidied(coefficient)
    if not coefficient.free_symbols or not isinstance(coefficient, Add | Mul | Pow):
        return
    yield powsimp(coefficient, combine="base")
    if coefficient.has(exp):
        yield with_powers(powsimp(coefficient, combine="exp"))
    if coefficient.has(gamma):
        yield with_beta(coefficient)
    if isinstance(coefficient, Pow) and isinstance(coefficient.base, Add) and coefficient.exp.is_Rational:
        yield from (form**coefficient.exp for form in _sum_forms(coefficient.base))
    if coefficient.has(Add) and not (isinstance(coefficient, Add) and coefficient.count_ops() <= 2):
        for form in _sum_forms(coefficient):
            yield form
            yield without_minus(form)


def without_minus(term: Expr) -> Expr:
    """-x (y - z) as x (z - y), and -x/(y - z) as x/(z - y)."""
    if not isinstance(term, Mul) or not term.could_extract_minus_sign():
        return term
    sums = [f for f in term.args if isinstance(f.as_base_exp()[0], Add) and f.as_base_exp()[1].is_odd]
    turned = min(sums, key=lambda f: f.as_base_exp()[1] != 1, default=None)
    return term if turned is None else (-term / turned) * (-turned.as_base_exp()[0]) ** turned.as_base_exp()[1]


def tidied(expr: Expr) -> Expr:
    """Each term with numbers out of its denominators, which do not start with a minus, and no sums of minuses only.

    >>> from sympy.abc import a
    >>> from symbolic_info.rules.coefficients import tidied
    >>> tidied((-a - 1) / (2 - 2*a))
    (a + 1)/(2*(a - 1))
    """
    return _turned(expr, lambda total, below: below and total.could_extract_minus_sign())


def _contents_out(expr: Expr) -> Expr:
    """Each term with numbers out of its denominators and no sums of minuses only."""
    return _turned(expr, lambda total, below: False)


def _turned(expr: Expr, turns: Callable[[Expr, bool], bool]) -> Expr:
    terms = (Mul(*(_tidied_factor(f, turns) for f in Mul.make_args(term))) for term in Add.make_args(expr))
    return Add(*terms)


def _tidied_factor(factor_: Expr, turns: Callable[[Expr, bool], bool]) -> Expr:
    base, exponent = factor_.as_base_exp()
    if not (isinstance(base, Add) and exponent.is_Integer):
        return factor_
    content, rest = base.as_content_primitive() if exponent.is_negative else (S.One, base)
    if turns(rest, bool(exponent.is_negative)) or all(t.could_extract_minus_sign() for t in rest.args):
        content, rest = -content, -rest
    return Mul(content**exponent, rest**exponent, evaluate=False) if content != 1 else factor_


def _sum_forms(coefficient: Expr) -> Iterator[Expr]:
    yield factor_terms(coefficient)
    yield _by_denominator(coefficient)
    if _has_high_powers(coefficient):
        return
    if coefficient.count_ops() < 120 and not _has_long_numbers(coefficient):
        yield factor(coefficient)
    expanded = coefficient.expand()
    yield expanded
    yield _by_denominator(expanded)
    yield from (symbol * bracket + rest for symbol, bracket, rest in brackets(expanded))
    yield from _by_cofactor(expanded)
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


def _by_cofactor(expanded: Expr) -> Iterator[Expr]:
    """Powers of one symbol under one coefficient: a**2 (1 - p)**2 + 2 a b p (1 - p) + b**2 p**2."""
    if not isinstance(expanded, Add) or not 3 <= len(expanded.args) <= MOST_TERMS or _has_long_numbers(expanded):
        return
    for symbol in sorted(expanded.free_symbols, key=str):
        groups: dict[Expr, Expr] = {}
        for term in expanded.args:
            factors = [f for f in Mul.make_args(term) if f.as_base_exp()[0] == symbol]
            number, cofactor = (term / Mul(*factors)).as_coeff_Mul()
            groups[cofactor] = groups.get(cofactor, S.Zero) + number * Mul(*factors)
        if len(groups) < len(expanded.args):
            yield Add(*(without_minus(cofactor * factor(c)) for cofactor, c in groups.items()))


def _has_long_numbers(expr: Expr) -> bool:
    """Whether SymPy would look for primes of a hundred digits to factor the expression."""
    return any(max(abs(r.p), r.q).bit_length() > LONG for r in expr.atoms(Rational))


def is_heavy(expr: Expr) -> bool:
    """Whether SymPy's factorisation may take long.

    >>> from sympy.abc import x
    >>> from symbolic_info.rules.coefficients import is_heavy
    >>> is_heavy(x**500 - 1)
    True
    """
    return _has_long_numbers(expr) or _has_high_powers(expr)


def _has_high_powers(expr: Expr) -> bool:
    """Whether expanding or factoring would take polynomials of high degree, in 2**(1/1000) say."""
    exponents = [term.as_coeff_Mul()[0] for p in expr.atoms(Pow, exp) for term in _terms(p.exp)]
    return any(max(abs(e.p), e.q) > HIGH for e in exponents if e.is_Rational)


def _terms(exponent: Expr) -> tuple[Expr, ...]:
    return tuple(Add.make_args(expand_mul(expand_multinomial(exponent))))


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
    return Add(*(Mul(n / content, 1 / rest) for d, n in groups.items() for content, rest in [d.as_content_primitive()]))
