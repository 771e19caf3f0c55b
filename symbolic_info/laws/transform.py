"""The transform of a base law, E[a1(Z)**s1 a2(Z)**s2 ...], with its strip of convergence.

Powers of ``log a_i`` come as derivatives in ``s_i``.  A transform is analytic inside its strip;
outside, its formula is the continuation of a diverging integral and is never used.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sympy import Derivative, Dummy, Expr, Ge, Gt, Mul, Pow, S, Symbol, exp, gamma, log, meijerg, polylog, zeta
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.rules.bends import above_zero
from symbolic_info.rules.special import at_point, is_large, log_gamma

Exponents = tuple[Expr, ...]


@dataclass(frozen=True)
class Edge:
    """Behaviour at one end of the support: the integral converges there iff ``margin > 0``, or >= 0 if ``closed``.

    With ``closed=None`` it is not known which.
    """

    end: str
    margin: Expr
    log_signs: tuple[int, ...]
    closed: bool | None = False

    def reached(self, facts: Facts) -> bool | None:
        """Whether the integral converges at this end; None where that is not known."""
        if (facts.nonnegative if self.closed else facts.positive)(self.margin):
            return True
        return False if (facts.nonnegative if self.closed is False else facts.positive)(-self.margin) else None

    @property
    def condition(self) -> Boolean:
        """When the integral converges at this end."""
        return above_zero(self.margin, Ge if self.closed else Gt)


def _no_edges(*exponents: Expr) -> tuple[Edge, ...]:
    return ()


def _not_known(exponents: Exponents, logs: tuple[int, ...]) -> Expr | None:
    return None


def _everywhere(*exponents: Expr) -> bool:
    return True


def _not_known_below(bound: Expr, exponents: Exponents, logs: tuple[int, ...]) -> Expr | None:
    return None


@dataclass(frozen=True)
class Transform:
    """``value(*s)`` is E[prod a_i(Z)**s_i] and ``log_value`` its logarithm; ``below(c, *s)`` is restricted to Z <= c.

    ``known(exponents, logs)`` gives moments with logarithms whose derivative SymPy cannot write, and
    ``known_below(c, exponents, logs)`` those of a part.
    ``domain(*s)`` says for which exponents the value is known; derivatives are known where it is all exponents.
    """

    atoms: Callable[[Symbol], tuple[Expr, ...]]
    value: Callable[..., Expr]
    log_value: Callable[..., Expr]
    edges: Callable[..., tuple[Edge, ...]] = field(default=_no_edges)
    below: Callable[..., Expr | None] | None = None
    known: Callable[[Exponents, tuple[int, ...]], Expr | None] = field(default=_not_known)
    known_below: Callable[[Expr, Exponents, tuple[int, ...]], Expr | None] = field(default=_not_known_below)
    domain: Callable[..., bool] = field(default=_everywhere)

    def match(self, term: Expr, z: Symbol) -> Monomial | None:
        """``term`` as a monomial of known expectation."""
        monomial = match_monomial(term, z, self.atoms(z))
        if monomial is None or self.domain is _everywhere:
            return monomial
        return monomial if self.domain(*monomial.exponents) and not any(monomial.logs) else None

    def moment(self, monomial: Monomial) -> Expr | None:
        """The expectation of a monomial: the value times a polynomial in the derivatives of its logarithm.

        None where a derivative has no form in known functions.
        """
        if any(monomial.logs) and (special := self.known(monomial.exponents, monomial.logs)) is not None:
            return special
        value = self.value(*monomial.exponents)
        factor = self._log_factor(monomial) if any(monomial.logs) else S.One
        return None if factor is None else value * factor

    def _log_factor(self, monomial: Monomial) -> Expr | None:
        """The polynomial in the derivatives of the logarithm."""
        marks, point = _marked(monomial)
        log_value, factor = self.log_value(*marks), S.One
        for mark, order in zip(marks, monomial.logs, strict=True):
            for _ in range(order):
                factor = factor * log_value.diff(mark) + factor.diff(mark)
        return at_point(factor, point) if _is_written(factor) else None

    def moment_below(self, monomial: Monomial, bound: Expr) -> Expr | None:
        """The expectation of a monomial on Z < ``bound``; None where it has no known form."""
        special = self.known_below(bound, monomial.exponents, monomial.logs) if any(monomial.logs) else None
        if special is not None:
            return special
        marks, point = _marked(monomial)
        result = None if self.below is None else self.below(bound, *marks)
        if result is None:
            return None
        for mark, order in zip(marks, monomial.logs, strict=True):
            result = result.diff(mark, order) if order else result
        return result.subs(point)


def _is_written(expr: Expr) -> bool:
    """In known functions; the derivatives of zeta and the polylogarithm in their order count as such."""
    return not expr.has(meijerg) and all(isinstance(d.expr, zeta | polylog) for d in expr.atoms(Derivative))


def _marked(monomial: Monomial) -> tuple[list[Expr], dict[Expr, Expr]]:
    """Dummies in the exponents that are differentiated, and what they stand for."""
    pairs = list(zip(monomial.exponents, monomial.logs, strict=True))
    marks = [Dummy("s", real=True) if order else e for e, order in pairs]
    return marks, {m: e for m, (e, order) in zip(marks, pairs, strict=True) if order}


@dataclass(frozen=True)
class Monomial:
    """``coefficient * prod(atom_i**exponent_i * log(atom_i)**log_power_i)``."""

    coefficient: Expr
    exponents: Exponents
    logs: tuple[int, ...]


def match_monomial(term: Expr, z: Symbol, atoms: tuple[Expr, ...]) -> Monomial | None:
    """``term`` as a monomial in ``atoms``, or None.

    >>> from sympy import log, symbols
    >>> from symbolic_info.laws.transform import match_monomial
    >>> a, z = symbols("a z", positive=True)
    >>> match_monomial(3 * z**a * log(1 - z), z, (z, 1 - z))
    Monomial(coefficient=3, exponents=(a, 0), logs=(0, 1))
    """
    coefficient, dependent = term.as_independent(z, as_Add=False)
    exponents, logs = [S.Zero] * len(atoms), [0] * len(atoms)
    for factor in Mul.make_args(dependent):
        found = _match_factor(factor, z, atoms) if factor != 1 else (S.One, 0, S.Zero, 0)
        if found is None:
            return None
        scale, index, exponent, order = found
        coefficient *= scale
        exponents[index] += exponent
        logs[index] += order
    return Monomial(coefficient, tuple(exponents), tuple(logs))


def _match_factor(factor: Expr, z: Symbol, atoms: tuple[Expr, ...]) -> tuple[Expr, int, Expr, int] | None:
    base, exponent = (factor, S.One) if isinstance(factor, exp) else factor.as_base_exp()
    for i, atom in enumerate(atoms):
        if atom == exp(z) and (slope := _exponential_slope(factor, z)) is not None:
            return factor / exp(slope * z), i, slope, 0
        if base == atom and not exponent.has(z):
            return S.One, i, exponent, 0
        if base == log(atom) and exponent.is_Integer and exponent > 0:
            return S.One, i, S.Zero, int(exponent)
    return None


def _exponential_slope(factor: Expr, z: Symbol) -> Expr | None:
    if isinstance(factor, exp):
        slope = factor.args[0].diff(z)
    elif isinstance(factor, Pow) and not factor.base.has(z):
        slope = factor.exp.diff(z) * log(factor.base)
    else:
        return None
    return slope if slope != 0 and not slope.has(z) else None


def gamma_ratio(a: Expr, s: Expr) -> Expr:
    """Gamma(a + s)/Gamma(a), a product where ``s`` is a small integer.

    >>> from sympy.abc import a
    >>> from symbolic_info.laws.transform import gamma_ratio
    >>> gamma_ratio(a, 2)
    a*(a + 1)
    """
    if s.is_Integer if isinstance(s, Expr) else True:
        n = int(s)
        if 0 <= n <= 8:
            return Mul(*(a + i for i in range(n)))
        if -8 <= n < 0:
            return 1 / Mul(*(a - i for i in range(1, -n + 1)))
    return exp(log_gamma(a + s) - log_gamma(a)) if is_large(a) or is_large(a + s) else gamma(a + s) / gamma(a)
