"""Terms of a sum under one fraction line or in one bracket: (p log u - log v)/(p - 1), (1 - p)(log u + p log v)."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Mul, Pow, S, factor, gcd

from symbolic_info.facts import Facts
from symbolic_info.rules.coefficients import best, best_coefficient, is_heavy, tidied, without_minus

MOST_TERMS, LONGEST = 12, 60
Fraction = tuple[Expr, Expr]


def groupings(total: Expr, facts: Facts) -> Iterator[Expr]:
    """Forms of a sum with terms over a common denominator on one line, or with a shared factor in front.

    >>> from sympy import log
    >>> from sympy.abc import a, p, q
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.rules.grouping import groupings
    >>> next(groupings(2*a*log(p)/(a - 1) + log(q) - 2*log(q + 1)/(a - 1), Facts()))
    log(q) + 2*(a*log(p) - log(q + 1))/(a - 1)
    """
    if not isinstance(total, Add) or not 2 <= len(total.args) <= MOST_TERMS:
        return
    yield from _groupings(total, facts)
    products = Add(*map(_with_factored_sums, total.args))
    if products != total and isinstance(products, Add):
        yield from _groupings(products, facts)


def _with_factored_sums(term: Expr) -> Expr:
    """The term with the sums of symbols among its factors as products."""
    return without_minus(Mul(*(factor(f) if _is_short_sum(f) else f for f in Mul.make_args(term))))


def _is_short_sum(f: Expr) -> bool:
    short = isinstance(f, Add) and len(f.args) > 2 and f.count_ops() < LONGEST
    return bool(short and f.is_rational_function() and not is_heavy(f))


def _groupings(total: Add, facts: Facts) -> Iterator[Expr]:
    fractions = [_fraction(term, facts) for term in total.args]
    denominators = list(dict.fromkeys(d for _, d in fractions if d != 1))
    yield _on_lines(fractions, denominators, facts)
    for denominator in denominators:
        if denominator.has(Add):
            yield _over(fractions, denominator, facts)
    for shared in _shared(total):
        yield _in_bracket(total, shared, facts)


def _fraction(term: Expr, facts: Facts) -> Fraction:
    """Numerator and denominator, which holds no number and is positive or does not start with a minus sign."""
    below = [f for f in Mul.make_args(tidied(term)) if _divides(f)]
    upper = Mul(*(f for f in Mul.make_args(tidied(term)) if f not in below))
    lower = Mul(*(1 / f for f in below))
    if facts.negative(lower):
        return without_minus(-upper), -lower
    return upper, lower


def _divides(f: Expr) -> bool:
    return isinstance(f, Pow) and bool(f.free_symbols) and f.exp.could_extract_minus_sign()


def _on_lines(fractions: list[Fraction], denominators: list[Expr], facts: Facts) -> Expr:
    """The terms over each denominator on one line."""
    alone = [n for n, d in fractions if d == 1]
    return Add(*alone, *(_line([n for n, e in fractions if e == d], d, facts) for d in denominators))


def _over(fractions: list[Fraction], denominator: Expr, facts: Facts) -> Expr:
    """The terms with this denominator or none on one line."""
    numerators = [n * (S.One if d == denominator else denominator) for n, d in fractions if d in (1, denominator)]
    rest = (n / d for n, d in fractions if d not in (1, denominator))
    return Add(_line(numerators, denominator, facts), *rest)


def _line(numerators: list[Expr], denominator: Expr, facts: Facts) -> Expr:
    """The sum over the denominator, a number that all terms share in front."""
    contents = [n.as_coeff_Mul()[0] for n in numerators]
    content = gcd(contents) if len(contents) > 1 and all(c.is_Rational for c in contents) else S.One
    content = -content if all(c.is_negative for c in contents) else content
    return Mul(content, _grouped(Add(*(_short(n / content) for n in numerators)), facts), 1 / denominator)


def _grouped(total: Expr, facts: Facts) -> Expr:
    return best((total, *groupings(total, facts)))


def _short(term: Expr) -> Expr:
    """The term with its factors without special functions in their best form."""
    moving: list[Expr] = []
    rest: list[Expr] = []
    for f in Mul.make_args(term):
        (rest if f.is_rational_function() else moving).append(f)
    return best_coefficient(Mul(*rest)) * Mul(*moving)


def _shared(total: Add) -> list[Expr]:
    """The sums that are factors of several terms."""
    factors = [f for term in total.args for f in Mul.make_args(term) if isinstance(f, Add)]
    return [f for f in dict.fromkeys(factors) if sum(f in (g, -g) for g in factors) > 1]


def _in_bracket(total: Add, shared: Expr, facts: Facts) -> Expr:
    """The terms with this factor in one bracket behind all the sums that are factors of each of them."""
    inside = [t for t in total.args if _has_factor(t, shared)]
    common = [f for f in Mul.make_args(inside[0]) if isinstance(f, Add) and all(_has_factor(t, f) for t in inside)]
    rest = Add(*(_short(_without(t, common)) for t in inside))
    return Add(Mul(*common, _grouped(rest, facts)), *(t for t in total.args if t not in inside))


def _has_factor(term: Expr, f: Expr) -> bool:
    return bool({f, -f} & set(Mul.make_args(term)))


def _without(term: Expr, common: list[Expr]) -> Expr:
    """The term over the product of factors that it has, or has with the opposite sign."""
    factors = list(Mul.make_args(term))
    for f in common:
        found = f if f in factors else -f
        factors.remove(found)
        factors.append(S.One if found == f else S.NegativeOne)
    return Mul(*factors)
