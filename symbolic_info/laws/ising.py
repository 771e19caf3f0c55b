"""Gibbs laws on small graphs: the Ising and Potts models as finite laws."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

from sympy import Add, Expr, Integer, Matrix, S, Tuple, exp, log, sympify

from symbolic_info.errors import ParameterError
from symbolic_info.laws.finite import Finite

__all__ = ["gibbs", "ising", "log_partition", "potts"]

MOST_STATES = 4096


def gibbs(exponents: dict[Tuple, Expr]) -> Finite:
    """The law with probabilities proportional to exp(exponent), outcome to exponent given."""
    total = Add(*(exp(e) for e in exponents.values()))
    return Finite(exponents, [exp(e) / total for e in exponents.values()])


def ising(couplings: Any, fields: Sequence[Any] | None = None) -> Finite:
    """The Ising model on spins -1, 1: exp(sum_(i<j) J_ij s_i s_j + sum_i h_i s_i) up to a factor.

    ``couplings`` is the symmetric matrix J (inverse temperature included), ``fields`` the list h.
    Source: Mezard & Montanari, Information, Physics, and Computation, section 2.5.
    Errors: `ParameterError` for a matrix that is not symmetric or for too many spins.

    >>> from sympy import symbols
    >>> from symbolic_info.laws.ising import ising
    >>> J = symbols("J", real=True)
    >>> ising([[0, J], [J, 0]]).probability((1, 1)).subs(J, 0)
    1/4
    """
    return gibbs(_ising_exponents(couplings, fields))


def log_partition(couplings: Any, fields: Sequence[Any] | None = None) -> Expr:
    """The logarithm of the partition function of the Ising model.

    >>> from sympy import symbols
    >>> from symbolic_info.laws.ising import log_partition
    >>> J = symbols("J", real=True)
    >>> log_partition([[0, J], [J, 0]])
    log(2*exp(J) + 2*exp(-J))
    """
    return log(Add(*map(exp, _ising_exponents(couplings, fields).values())))


def potts(edges: Iterable[tuple[int, int]], sites: int, states: int, coupling: Any) -> Finite:
    """The Potts model: exp(J (number of edges whose ends agree)) up to a factor, on states 0, ..., q - 1.

    >>> from sympy import symbols
    >>> from symbolic_info.laws.ising import potts
    >>> J = symbols("J", real=True)
    >>> potts([(0, 1)], 2, 3, J).probability((0, 0))
    exp(J)/(3*exp(J) + 6)
    """
    pairs, strength = list(edges), sympify(coupling)
    _check_size(states**sites)
    return gibbs(
        {
            Tuple(*map(Integer, s)): strength * sum(s[i] == s[j] for i, j in pairs)
            for s in product(range(states), repeat=sites)
        }
    )


def _ising_exponents(couplings: Any, fields: Sequence[Any] | None) -> dict[Tuple, Expr]:
    matrix = Matrix(couplings)
    n = matrix.rows
    if matrix != matrix.T:
        raise ParameterError("the couplings of an Ising model are a symmetric matrix")
    _check_size(2**n)
    field = [sympify(h) for h in fields or [S.Zero] * n]
    pairs = [(i, j, matrix[i, j]) for i in range(n) for j in range(i) if matrix[i, j] != 0]
    return {
        Tuple(*map(Integer, s)): Add(
            *(J * s[i] * s[j] for i, j, J in pairs), *(h * x for h, x in zip(field, s, strict=True))
        )
        for s in product((-1, 1), repeat=n)
    }


def _check_size(states: int) -> None:
    if states > MOST_STATES:
        raise ParameterError(f"the model has {states} configurations; at most {MOST_STATES} are listed")
