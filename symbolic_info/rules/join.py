"""Logarithms with like coefficients under one logarithm."""

from __future__ import annotations

from itertools import combinations

from sympy import Add, Expr, Mul, Pow, Rational, S, cancel, expand_power_base, gcd, log, powsimp

MOST_POWER, MOST_DIGITS = 24, 64


def joined(logs: dict[Expr, Expr], by_ratio: bool) -> list[Expr]:
    """The terms of ``{logarithm: coefficient}`` with those under one logarithm whose coefficients agree up to sign.

    With ``by_ratio`` the coefficients may differ by a rational factor.

    >>> from sympy import log
    >>> from sympy.abc import a, b, c
    >>> from symbolic_info.rules.join import joined
    >>> joined({log(a): c, log(b): -c}, by_ratio=False)
    [c*log(a/b)]
    """
    groups: dict[Expr, list[tuple[Rational, Expr]]] = {}
    for atom, coefficient in logs.items():
        number, symbolic = coefficient.as_coeff_Mul()
        key, ratio = (symbolic, number) if by_ratio or number.is_negative else (coefficient, S.One)
        if not by_ratio and number.is_negative:
            key, ratio = -coefficient, S.NegativeOne
        if -key in groups:
            key, ratio = -key, -ratio
        groups.setdefault(key, []).append((ratio, atom.args[0]))
    return [_one_log(key, pairs) for key, pairs in groups.items()]


def _one_log(key: Expr, pairs: list[tuple[Rational, Expr]]) -> Expr:
    if not all(r.is_Rational for r, _ in pairs):
        return Add(*(key * r * log(u) for r, u in pairs))
    unit = gcd([r for r, _ in pairs]) if len(pairs) > 1 else pairs[0][0]
    if any(abs(r / unit) > MOST_POWER or _digits(u) > MOST_DIGITS for r, u in pairs):
        return Add(*(key * r * log(u) for r, u in pairs))
    inside = Mul(*(u ** (r / unit) for r, u in pairs))
    numerator, denominator = inside.as_numer_denom()
    if numerator in (1, -1) and denominator != 1:
        unit, inside = -unit, numerator * denominator
    return key * unit * log(_multiplied(without_minus(inside)))


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
    """(1 - x)(1 + x) as 1 - x**2."""
    sums = [f for f in Mul.make_args(inside) if isinstance(f, Add) and f.free_symbols]
    for u, v in combinations(sums, 2):
        product = (u * v).expand()
        if len(product.args) <= len(u.args):
            return _multiplied(inside / (u * v) * product)
    return inside


def without_minus(inside: Expr) -> Expr:
    """-x (y - z) as x (z - y)."""
    turned = next((f for f in inside.args if isinstance(f, Add)), None) if isinstance(inside, Mul) else None
    if turned is None or not inside.could_extract_minus_sign():
        return inside
    return (-inside / turned) * Add(*(-t for t in turned.args))


def _digits(u: Expr) -> int:
    """The size of a rational number; powers of large ones would not fit anywhere."""
    return int(u.p).bit_length() + int(u.q).bit_length() if u.is_Rational else 0


def with_joined_logs(group: dict[Expr, Expr]) -> list[Expr]:
    """The terms of ``{logarithm or 1: coefficient}``, the logarithms joined."""
    logs = {u: c for u, c in group.items() if u != 1}
    return [group.get(S.One, S.Zero), *joined(logs, by_ratio=False)]
