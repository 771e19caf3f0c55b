"""Sums and inequalities in which terms that share a symbol stand in one bracket."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sympy import Add, Expr, Mul
from sympy.logic.boolalg import Boolean


def brackets(total: Expr) -> Iterator[tuple[Expr, Expr, Expr]]:
    """A sum as symbol * bracket + rest, for each symbol that several terms share.

    >>> from sympy.abc import a, b, c
    >>> from symbolic_info.brackets import brackets
    >>> (a, b - c, c) in brackets(a*b - a*c + c)
    True
    """
    if not isinstance(total, Add) or not 2 < len(total.args) < 12:
        return
    for symbol in sorted(total.free_symbols, key=str):
        shared = [t for t in total.args if symbol in Mul.make_args(t)]
        if 1 < len(shared) < len(total.args):
            yield symbol, Add(*(t / symbol for t in shared)), Add(*(t for t in total.args if t not in shared))


def relations(total: Expr, relation: Any) -> Iterator[Boolean]:
    """Ways to write ``total`` above 0: without minus signs in front, and as a multiple of a symbol beside the rest.

    >>> from sympy import Gt
    >>> from sympy.abc import a, b
    >>> from symbolic_info.brackets import relations
    >>> next(relations(a - b, Gt))
    a > b
    """
    yield apart(total, relation)
    for symbol, bracket, rest in brackets(total):
        yield apart(symbol * bracket + rest, relation)
        yield relation(symbol * bracket, -rest)
        yield relation(rest, symbol * -bracket)


def apart(total: Expr, relation: Any) -> Boolean:
    """The total above 0 as one sum above another, both without minus signs in front.

    >>> from sympy import Gt
    >>> from sympy.abc import a, b
    >>> from symbolic_info.brackets import apart
    >>> apart(1 - a*b, Gt)
    1 > a*b
    """
    terms = Add.make_args(total)
    negative = [t for t in terms if t.could_extract_minus_sign()]
    return relation(Add(*(t for t in terms if t not in negative)), -Add(*negative))
