"""Sums in which terms that share a symbol stand in one bracket."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Add, Expr, Mul


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
