"""Logarithms with like coefficients under one logarithm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from sympy import (
    Add,
    Expr,
    Mul,
    Pow,
    Rational,
    S,
    besseli,
    beta,
    cancel,
    expand,
    expand_power_base,
    gamma,
    gcd,
    log,
    perfect_power,
    powsimp,
    radsimp,
)

from symbolic_info.facts import Facts
from symbolic_info.rules.coefficients import is_heavy, product, tidied, without_minus
from symbolic_info.rules.factored import factored

MOST_POWER, MOST_DIGITS, MOST_ROOTS = 24, 64, 2
Pairs = list[tuple[Rational, Expr]]


def joined(logs: Iterable[tuple[Expr, Expr]], by_ratio: bool, facts: Facts) -> list[Expr]:
    """The terms of pairs (logarithm, coefficient) with those under one logarithm whose coefficients agree up to sign.

    With ``by_ratio`` the coefficients may differ by a rational factor.  A coefficient known to be negative is turned.

    >>> from sympy import log
    >>> from sympy.abc import a, b, c
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.rules.join import joined
    >>> joined([(log(a), c), (log(b), -c)], by_ratio=False, facts=Facts())
    [c*log(a/b)]
    """
    groups: dict[Expr, Pairs] = {}
    for atom, coefficient in logs:
        number, symbolic = coefficient.as_coeff_Mul()
        key, ratio = (symbolic, number) if by_ratio or number.is_negative else (coefficient, S.One)
        if not by_ratio and number.is_negative:
            key, ratio = -coefficient, S.NegativeOne
        if -key in groups:
            key, ratio = -key, -ratio
        groups.setdefault(key, []).append((ratio, atom.args[0]))
    return [_one_log(*_upright(key, pairs, facts)) for key, pairs in groups.items()]


def _upright(key: Expr, pairs: Pairs, facts: Facts) -> tuple[Expr, Pairs]:
    turns = isinstance(key, Add) and facts.nonnegative(-key)
    return (-key, [(-r, u) for r, u in pairs]) if turns else (key, pairs)


def by_parts(logs: dict[Expr, Expr]) -> Iterator[tuple[Expr, Expr]]:
    """The pairs of ``{logarithm: coefficient}``, term by term where it is 1 + sqrt(3) or 1 - a/(b - a)."""
    for atom, coefficient in logs.items():
        whole = coefficient if coefficient.free_symbols else expand(coefficient)
        fractions = any(isinstance(e.base, Add) and e.exp.is_negative for e in whole.atoms(Pow))
        parts = Add.make_args(whole) if fractions or not whole.free_symbols else (whole,)
        yield from ((atom, tidied(part)) for part in parts)


def _one_log(key: Expr, pairs: Pairs) -> Expr:
    apart = Add(*(product(key * r, log(u)) for r, u in pairs))
    if not all(r.is_Rational for r, _ in pairs):
        return apart
    unit = gcd([r for r, _ in pairs]) if len(pairs) > 1 else pairs[0][0]
    if any(_stays_apart(u, abs(r / unit)) for r, u in pairs):
        return apart
    inside = Mul(*(u ** (r / unit) for r, u in pairs))
    if inside.is_number:
        inside, root = _short_number(inside, unit)
        return key * unit * root * log(inside)
    numerator, denominator = inside.as_numer_denom()
    if numerator in (1, -1) and denominator != 1:
        unit, inside = -unit, numerator * denominator
    return product(key * unit, log(_multiplied(without_minus(inside))))


def _stays_apart(u: Expr, power: Rational) -> bool:
    """Large powers, long numbers and squares of special functions are not written under one logarithm."""
    return bool(power > MOST_POWER or _digits(u) > MOST_DIGITS or (power != 1 and u.has(gamma, beta, besseli)))


def _short_number(number: Expr, unit: Rational) -> tuple[Expr, Rational]:
    """A number u and a rational r with ``number`` = u**r: (1 + sqrt(3))**2/2 is 2 + sqrt(3), 1/4 a power of 4."""
    if len(_irrational(number)) > MOST_ROOTS:
        return number, S.One
    forms = [(expand(radsimp(expand(number**sign))), sign) for sign in (S.One, S.NegativeOne)]
    number, sign = min(forms, key=lambda form: (_minus_signs(form[0]), form[0].count_ops()))
    found: Any = perfect_power(number) if number.is_Rational else False
    if found and found[1] % unit.q == 0:
        return number ** (S.One / unit.q), sign * S(unit.q)
    return number, sign


def _irrational(number: Expr) -> set[Expr]:
    """The roots in a number: SymPy takes hours to make a denominator with many of them rational."""
    return {root for root in number.atoms(Pow) if not root.is_rational}


def _minus_signs(total: Expr) -> int:
    return sum(t.could_extract_minus_sign() for t in Add.make_args(total))


def absorbed(logs: dict[Expr, Expr]) -> dict[Expr, Expr]:
    """c d log(u) + c log(A) as c log(u**d A) for sums A of powers with symbolic exponents, where that is shorter.

    >>> from sympy import log, symbols
    >>> from symbolic_info.rules.join import absorbed
    >>> a, p, u = symbols("a p u", positive=True)
    >>> absorbed({log(p**a * u**(-a) + 1): 1 / a, log(u): 1})
    {log(p**a + u**a): 1/a}
    """
    table = dict(logs)
    for atom in [a for a in logs if _has_powers(a.args[0])]:
        total, weight = atom.args[0], table.pop(atom)
        for other in [a for a in table if not isinstance(a.args[0], Add) or not _has_powers(a.args[0])]:
            exponent = cancel(table[other] / weight)
            if not exponent.is_polynomial():
                continue
            taken = _times(total, other.args[0], exponent)
            if taken.count_ops() <= total.count_ops():
                total = taken
                del table[other]
        table[log(total)] = table.get(log(total), S.Zero) + weight
    return table


def _has_powers(total: Expr) -> bool:
    return isinstance(total, Add) and any(e.exp.free_symbols for e in total.atoms(Pow))


def _times(total: Expr, base: Expr, exponent: Expr) -> Expr:
    """The sum times a power, term by term; what is a polynomial stays one term."""
    plain = Add(*(t for t in total.args if t.is_polynomial()))
    terms = [plain, *(t for t in total.args if not t.is_polynomial())]
    return Add(*(powsimp(expand_power_base(t) * base**exponent) for t in terms))


def _multiplied(inside: Expr) -> Expr:
    """(1 - x)(1 + x) as 1 - x**2, and p (1 + q/p) as p + q."""
    sums = [f for f in Mul.make_args(inside) if isinstance(f, Add)]
    if any(e.exp.is_negative for f in sums for e in f.atoms(Pow)) and not is_heavy(inside):
        inside = min(inside, factored(inside), key=lambda e: e.count_ops())
    sums = [f for f in Mul.make_args(inside) if isinstance(f, Add) and f.free_symbols]
    for u, v in combinations(sums, 2):
        product = (u * v).expand()
        if len(product.args) <= len(u.args):
            return _multiplied(inside / (u * v) * product)
    return inside


def _digits(u: Expr) -> int:
    """The size of a rational number; powers of large ones would not fit anywhere."""
    return int(u.p).bit_length() + int(u.q).bit_length() if u.is_Rational else 0


def with_joined_logs(group: dict[Expr, Expr], facts: Facts) -> list[Expr]:
    """The terms of ``{logarithm or 1: coefficient}``, the logarithms joined."""
    logs = {u: c for u, c in group.items() if u != 1}
    return [group.get(S.One, S.Zero), *joined(logs.items(), by_ratio=False, facts=facts)]
