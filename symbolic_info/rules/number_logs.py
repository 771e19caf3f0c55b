"""Logarithms of numbers through few of them: primes, and one of two conjugates a + b sqrt(d), a - b sqrt(d)."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Mul, Rational, S, expand, factorint, log, sqrt

MOST_BITS, LARGEST_PRIME = 64, 1000
Factors = Iterator[tuple[Expr, Expr]]


def with_number_logs(table: dict[Expr, Expr]) -> dict[Expr, Expr]:
    """A table {logarithm: coefficient} with logarithms of numbers taken apart, so that equal ones meet.

    >>> from sympy import log, sqrt
    >>> from symbolic_info.rules.number_logs import with_number_logs
    >>> with_number_logs({log(6): 1, log(3): -1, log(sqrt(3) - 1): 2})
    {log(2): 3, log(1 + sqrt(3)): -2}
    """
    changed: dict[Expr, Expr] = {}
    for atom, coefficient in table.items():
        number = isinstance(atom, log) and atom.args[0].is_positive and not atom.args[0].free_symbols
        for base, exponent in _factors(atom.args[0]) if number else [(None, S.One)]:
            key = atom if base is None else log(base)
            changed[key] = changed.get(key, S.Zero) + exponent * coefficient
    return {atom: c for atom, c in changed.items() if expand(c) != 0}


def _factors(number: Expr) -> Factors:
    """Positive numbers and exponents whose product of powers is the positive ``number``."""
    content, product = number.as_coeff_Mul()
    rest = S(-1 if content.is_negative else 1)
    yield from _of_rational(abs(content))
    for factor in Mul.make_args(product):
        base, exponent = factor.as_base_exp()
        if base.is_positive and exponent.is_real:
            inner = _of_rational(base) if base.is_Rational else _of_sum(base) if base.is_Add else [(base, S.One)]
            yield from ((u, r * exponent) for u, r in inner)
        else:
            rest *= factor
    if rest != 1:
        yield rest, S.One


def _of_rational(number: Rational) -> Factors:
    for part, sign in ((int(number.p), 1), (int(number.q), -1)):
        primes = factorint(part, limit=LARGEST_PRIME) if part.bit_length() <= MOST_BITS else {part: 1}
        yield from ((S(prime), S(sign * times)) for prime, times in primes.items() if prime != 1)


def _of_sum(number: Add) -> Factors:
    """A number a + b sqrt(d) by its content and, where a and b differ in sign, by its conjugate and its norm."""
    content, rest = number.as_content_primitive()
    yield from _of_rational(content)
    quadratic = _quadratic(rest)
    if quadratic is None or (quadratic[0] > 0 and quadratic[1] > 0):
        yield rest, S.One
        return
    a, b, d = quadratic
    yield from _of_rational(abs(a**2 - b**2 * d))
    yield abs(a) + abs(b) * sqrt(d), S.NegativeOne


def _quadratic(number: Expr) -> tuple[Rational, Rational, Rational] | None:
    """The rational numbers a, b, d with ``number`` = a + b sqrt(d)."""
    if not (isinstance(number, Add) and len(number.args) == 2 and number.args[0].is_Rational):
        return None
    b, root = number.args[1].as_coeff_Mul()
    if not (root.is_Pow and root.exp == S.Half and root.base.is_Rational):
        return None
    return number.args[0], b, root.base
