"""Gamma functions of a, b and a + b, written as one beta function and back (DLMF 5.12.1)."""

from __future__ import annotations

from itertools import combinations_with_replacement

from sympy import Add, Expr, Mul, Pow, S, beta, gamma, log, loggamma, pi

MOST = 12
Exponents = dict[Expr, Expr]


def without_beta(expr: Expr) -> Expr:
    """Beta functions, and their logarithms, in terms of gamma functions.

    >>> from sympy import beta, log
    >>> from sympy.abc import a, b
    >>> from symbolic_info.rules.betas import without_beta
    >>> without_beta(log(beta(a, b)))
    loggamma(a) + loggamma(b) - loggamma(a + b)
    """
    if not expr.has(beta):
        return expr
    expr = expr.replace(
        lambda e: isinstance(e, log) and isinstance(e.args[0], beta), lambda e: _log_beta(*e.args[0].args)
    )
    return expr.replace(
        lambda e: isinstance(e, beta), lambda e: gamma(e.args[0]) * gamma(e.args[1]) / gamma(Add(*e.args))
    )


def _log_beta(a: Expr, b: Expr) -> Expr:
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def with_log_beta(table: Exponents) -> Exponents:
    """A table {atom: coefficient} with log(beta(a, b)) for loggamma(a) + loggamma(b) - loggamma(a + b)."""
    arguments = {atom.args[0]: c for atom, c in table.items() if isinstance(atom, loggamma)}
    found = _joined(arguments)
    if not found:
        return table
    rest = {atom: c for atom, c in table.items() if not isinstance(atom, loggamma)}
    rest |= {loggamma(a): c for a, c in arguments.items() if c != 0}
    for a, b, c in found:
        atom = log(beta(a, b))
        rest[atom] = rest.get(atom, S.Zero) + c
    return rest


def with_doubled_beta(table: Exponents) -> Exponents:
    """A table {atom: coefficient} with log(beta(1/2, a)) for log(beta(a, a)), by duplication (DLMF 5.5.5).

    >>> from sympy import beta, log
    >>> from sympy.abc import a
    >>> from symbolic_info.rules.betas import with_doubled_beta
    >>> with_doubled_beta({log(beta(a, a)): 1})
    {log(beta(1/2, a)): 1, log(2): 1 - 2*a}
    """
    changed: Exponents = {}
    for atom, c in table.items():
        inner = atom.args[0] if isinstance(atom, log) else None
        parts = {atom: c}
        if isinstance(inner, beta) and inner.args[0] == inner.args[1]:
            a = inner.args[0]
            parts = {log(beta(S.Half, a)): c, log(2): (c * (1 - 2 * a)).expand()}
        for key, part in parts.items():
            changed[key] = changed.get(key, S.Zero) + part
    return {atom: c if c == table.get(atom) else c.expand() for atom, c in changed.items() if c.expand() != 0}


def with_half_beta(table: Exponents) -> Exponents:
    """A table {atom: coefficient} with log(beta(1/2, a)) for loggamma(a) - loggamma(a + 1/2) + log(pi)/2."""
    arguments = {atom.args[0].expand(): atom for atom in table if isinstance(atom, loggamma)}
    changed = dict(table)
    for a, atom in arguments.items():
        partner, c = arguments.get(a + S.Half), table[atom]
        if partner in changed and atom in changed and (table[partner] + c).expand() == 0:
            del changed[partner], changed[atom]
            changed |= {log(beta(S.Half, atom.args[0])): c, log(pi): changed.get(log(pi), S.Zero) - c / 2}
    return {atom: c.expand() if atom == log(pi) else c for atom, c in changed.items() if c.expand() != 0}


def with_beta(expr: Expr) -> Expr:
    """Products of powers of gamma functions with beta functions where three of them make one.

    >>> from sympy import gamma, sqrt
    >>> from sympy.abc import a, b
    >>> from symbolic_info.rules.betas import with_beta
    >>> with_beta(sqrt(gamma(a)) * sqrt(gamma(b)) / sqrt(gamma(a + b)))
    sqrt(beta(a, b))
    """
    if isinstance(expr, Add):
        return Add(*map(with_beta, expr.args))
    parts = [f.as_base_exp() for f in Mul.make_args(expr)]
    exponents: Exponents = {}
    for base, exponent in parts:
        if isinstance(base, gamma):
            exponents[base.args[0]] = exponents.get(base.args[0], S.Zero) + exponent
    found = _joined(exponents)
    if not found:
        return expr
    others = [Pow(base, exponent) for base, exponent in parts if not isinstance(base, gamma)]
    return Mul(*others, *(gamma(a) ** c for a, c in exponents.items()), *(beta(a, b) ** c for a, b, c in found))


def _joined(exponents: Exponents) -> list[tuple[Expr, Expr, Expr]]:
    """(a, b, c) for c (loggamma(a) + loggamma(b) - loggamma(a + b)); these leave ``exponents``."""
    found: list[tuple[Expr, Expr, Expr]] = []
    if not 2 <= len(exponents) <= MOST:
        return found
    sums = {a.expand(): a for a in exponents}
    for a, b in combinations_with_replacement(list(exponents), 2):
        total = sums.get((a + b).expand())
        if total is None or total in (a, b):
            continue
        c = -exponents[total]
        if c != 0 and exponents[a] == exponents[b] == (c if a != b else 2 * c):
            found.append((a, b, c))
            for argument in {a, b, total}:
                exponents[argument] = S.Zero
    return found
