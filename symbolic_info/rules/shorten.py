"""The form a textbook prints: coefficients collected on logarithms and special functions, logarithms joined."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import (
    Abs,
    Add,
    Dummy,
    Ei,
    EulerGamma,
    Expr,
    MatrixExpr,
    Mul,
    Piecewise,
    Pow,
    S,
    Sum,
    atan,
    besseli,
    besselk,
    beta,
    elliptic_k,
    erf,
    erfc,
    exp,
    expint,
    factor,
    floor,
    gamma,
    log,
    loggamma,
    lowergamma,
    piecewise_fold,
    polygamma,
    uppergamma,
    zeta,
)

from symbolic_info.facts import Facts
from symbolic_info.rules.betas import with_doubled_beta, with_half_beta, with_log_beta
from symbolic_info.rules.coefficients import (
    best,
    best_argument,
    best_coefficient,
    length,
    product,
    tidied,
    without_minus,
)
from symbolic_info.rules.exponents import with_powers
from symbolic_info.rules.grouping import groupings
from symbolic_info.rules.join import absorbed, by_parts, joined, with_joined_logs
from symbolic_info.rules.logarithm import split_logs
from symbolic_info.rules.number_logs import with_number_logs
from symbolic_info.rules.shelter import sheltered
from symbolic_info.rules.special import contiguous, is_large

ATOMS = (beta, log, loggamma, polygamma, erf, erfc, Ei, expint, lowergamma, uppergamma, besseli, besselk)
WITH_SUMS_INSIDE = (log, loggamma, polygamma, gamma, zeta, besseli, besselk)
LARGE, FEW = 400, 4


def shortest(expr: Expr, facts: Facts) -> Expr:
    """An equal expression of few operations.

    >>> from sympy import log, symbols
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.rules.shorten import shortest
    >>> a, b = symbols("a b", positive=True)
    >>> shortest(log(a) - log(b) + (a - 1) * b + b, Facts())
    a*b + log(a/b)
    """
    if expr.has(Sum):
        return _around_sums(expr, facts)
    if expr.has(Piecewise):
        folded = piecewise_fold(expr)
        return Piecewise(*((shortest(e, facts), c) for e, c in folded.args))
    if expr.has(MatrixExpr) or any(is_large(e.args[-1]) for e in expr.atoms(loggamma, polygamma)):
        return sheltered(expr, lambda e: shortest(e, facts))
    if not expr.args:
        return expr
    expr = with_powers(expr)
    expr = _short_arguments(_without_abs(expr, facts), facts, WITH_SUMS_INSIDE)
    expr = _short_arguments(split_logs(contiguous(expr), facts), facts, (erf, atan, exp, log, floor, elliptic_k))
    if expr.count_ops() > LARGE:
        return expr
    forms = dict.fromkeys(_forms(expr, facts))
    leading = sorted(forms, key=length)[:FEW]
    grouped = (g for form in leading for g in groupings(form, facts))
    return best(form for total in (*forms, *grouped) for form in (total, _without_minus_signs(total)))


def _without_minus_signs(total: Expr) -> Expr:
    return Add(*map(without_minus, Add.make_args(total)))


def _without_abs(expr: Expr, facts: Facts) -> Expr:
    """Absolute values of known sign opened."""

    def opened(u: Expr) -> Expr:
        return u if facts.nonnegative(u) else -u if facts.nonnegative(-u) else Abs(u)

    return expr.replace(lambda e: isinstance(e, Abs), lambda e: opened(e.args[0])) if expr.has(Abs) else expr


def _around_sums(expr: Expr, facts: Facts) -> Expr:
    """Sums stay as they are: what holds at their index must not leave them."""
    outside = {s: Dummy("s", real=True) for s in expr.atoms(Sum)}
    inside = {d: s for s, d in outside.items()}
    return shortest(expr.xreplace(outside), facts).xreplace(inside)


def _short_arguments(expr: Expr, facts: Facts, functions: tuple[Any, ...]) -> Expr:
    return expr.replace(
        lambda e: isinstance(e, functions) and e.args[-1].has(Add),
        lambda e: _of_short_argument(e, facts),
    )


def _of_short_argument(call: Expr, facts: Facts) -> Expr:
    inner = call.args[-1]
    shorter = best_argument if isinstance(call, log) else best_coefficient
    short = best(_forms(inner, facts)) if inner.has(log) else shorter(inner)
    if isinstance(call, erf | atan) and _negativity(turned := without_minus(-short)) < _negativity(short):
        return -call.func(turned)
    return call.func(*call.args[:-1], short)


def _negativity(expr: Expr) -> tuple[int, int, str]:
    """How negative an argument looks; of u and -u one looks less so."""
    terms = [t for f in Mul.make_args(expr) for t in Add.make_args(f)]
    return sum(t.could_extract_minus_sign() for t in terms), len(str(expr)), str(expr)


def _forms(expr: Expr, facts: Facts) -> Iterator[Expr]:
    whole = decompose(expr)
    for table in {tuple(t.items()): t for t in (whole, with_number_logs(whole))}.values():
        shorter = {atom: tidied(best_coefficient(c)) for atom, c in table.items()}
        yield from _forms_of_table({atom: c for atom, c in shorter.items() if c != 0}, facts)


def _forms_of_table(table: dict[Expr, Expr], facts: Facts) -> Iterator[Expr]:
    yield Add(*(product(c, a) for a, c in table.items()))
    for atoms in _beta_tables(table):
        rest = {a: c for a, c in atoms.items() if not isinstance(a, log)}
        logs = {a: c for a, c in atoms.items() if isinstance(a, log)}
        others = list(_rest_forms(rest, facts))
        for one in dict.fromkeys(_log_forms(logs, facts)):
            for other in dict.fromkeys(others):
                yield other + one


def _beta_tables(table: dict[Expr, Expr]) -> list[dict[Expr, Expr]]:
    """The table with beta functions for loggamma, where there are some."""
    found = with_log_beta(table)
    doubled = {a: best_coefficient(c) for a, c in with_doubled_beta(found).items()}
    tables = [table]
    for other in (found, doubled, with_half_beta(table)):
        if other not in tables:
            tables.append(other)
    return tables


def _rest_forms(rest: dict[Expr, Expr], facts: Facts) -> Iterator[Expr]:
    yield Add(*(product(c, a) for a, c in rest.items()))
    yield Add(*_shared_coefficients(rest))
    yield from _by_cofactor(rest, facts)


def _by_cofactor(rest: dict[Expr, Expr], facts: Facts) -> Iterator[Expr]:
    """Products log(u) X of one special factor X, their logarithms joined."""
    groups: dict[Expr, dict[Expr, Expr]] = {}
    for atom, coefficient in rest.items():
        inner = next((f for f in Mul.make_args(atom) if isinstance(f, log)), S.One)
        groups.setdefault(atom / inner, {})[inner] = coefficient
    if any(len(group) > 1 for cofactor, group in groups.items() if cofactor != 1):
        factored = ((x, {u: factor(c) for u, c in group.items()}) for x, group in groups.items())
        yield Add(*(x * term for x, group in factored for term in with_joined_logs(group, facts)))


def _shared_coefficients(table: dict[Expr, Expr]) -> list[Expr]:
    """Atoms with the same coefficient up to sign under one bracket."""
    groups: dict[Expr, Expr] = {}
    for atom, coefficient in table.items():
        if atom == 1:
            groups[S.One] = groups.get(S.One, S.Zero) + coefficient
        elif -coefficient in groups and -coefficient != 1:
            groups[-coefficient] -= atom
        else:
            groups[coefficient] = groups.get(coefficient, S.Zero) + atom
    return [product(c, a) for c, a in groups.items()]


def _log_forms(logs: dict[Expr, Expr], facts: Facts) -> Iterator[Expr]:
    yield Add(*(product(c, a) for a, c in logs.items()))
    yield Add(*joined(logs.items(), by_ratio=False, facts=facts))
    yield Add(*joined(logs.items(), by_ratio=True, facts=facts))
    yield Add(*joined(by_parts(logs), by_ratio=True, facts=facts))
    if (fewer := absorbed(logs)).keys() != logs.keys():
        yield Add(*joined(fewer.items(), by_ratio=True, facts=facts))


def decompose(expr: Expr) -> dict[Expr, Expr]:
    """``expr`` as ``{product of logs and special functions: coefficient}``; only sums that hold these are opened."""
    table: dict[Expr, Expr] = {}
    for coefficient, atom in _walk(expr, S.One):
        table[atom] = table.get(atom, S.Zero) + coefficient
    return table


def _walk(expr: Expr, weight: Expr) -> Iterator[tuple[Expr, Expr]]:
    if isinstance(expr, Add):
        for arg in expr.args:
            yield from _walk(arg, weight)
        return
    plain = [f for f in Mul.make_args(expr) if not _is_special(f)]
    special = [f for f in Mul.make_args(expr) if _is_special(f)]
    opened = next((f for f in special if _opens(f)), None)
    if opened is None:
        yield weight * Mul(*plain), Mul(*special)
        return
    others = Mul(*(f for f in special if f is not opened))
    for arg in opened.expand().args if isinstance(opened, Pow) else opened.args:
        yield from _walk(arg * others, weight * Mul(*plain))


def _opens(factor_: Expr) -> bool:
    return isinstance(factor_, Add)


def _is_special(factor_: Expr) -> bool:
    return factor_ in (EulerGamma,) or bool(factor_.has(*ATOMS, EulerGamma))
