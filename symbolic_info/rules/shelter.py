"""Determinants, traces and sums as numbers, for rules that know nothing of matrices and bound indices."""

from __future__ import annotations

from collections.abc import Callable

from sympy import Determinant, Dummy, Expr, Sum, Trace, loggamma, polygamma

from symbolic_info.rules.special import is_large


def sheltered(expr: Expr, rule: Callable[[Expr], Expr]) -> Expr:
    """``rule`` of ``expr`` with determinants as positive numbers; traces, sums and large special values as real ones.

    >>> from sympy import Determinant, MatrixSymbol, log
    >>> from symbolic_info.rules.shelter import sheltered
    >>> A = MatrixSymbol("A", 2, 2)
    >>> sheltered(log(Determinant(A) ** 2), lambda e: e.expand(force=True))
    2*log(Determinant(A))
    """
    parts = outermost(expr, Determinant, Trace, Sum) | {
        e for e in expr.atoms(loggamma, polygamma) if is_large(e.args[-1])
    }
    marks = {e: Dummy(positive=True) if isinstance(e, Determinant) else Dummy(real=True) for e in parts}
    return rule(expr.xreplace(marks)).xreplace({new: old for old, new in marks.items()})


def outermost(expr: Expr, *kinds: type[Expr]) -> set[Expr]:
    """The parts of the given kinds that stand in no other such part."""
    if isinstance(expr, kinds):
        return {expr}
    return set().union(*(outermost(e, *kinds) for e in expr.args))
