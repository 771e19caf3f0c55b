"""Is a closed form identically zero?  Yes by exact cancellation, or undecided; never yes by digits."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import (
    Abs,
    Basic,
    Dummy,
    Expr,
    Function,
    Gt,
    Lt,
    Piecewise,
    PolynomialError,
    Pow,
    S,
    Sum,
    Symbol,
    cancel,
    exp,
    expand,
    expand_power_exp,
    factorial,
    gamma,
    harmonic,
    nan,
    polygamma,
    zoo,
)
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts, lift
from symbolic_info.proof.kernel.logs import split_all
from symbolic_info.rules.special import contiguous

LARGE = 2500


def vanishes(expr: Expr, facts: Facts) -> bool | None:
    """True where ``expr`` cancels as a rational function of independent atoms under the facts; else None.

    The atoms are parameters, logarithms of primes and of irreducible polynomials, loggamma and
    polygamma values (one for arguments that differ by integers), exponentials, constants.  That
    they are independent matters for completeness only: what cancels without relations between
    them is zero.

    >>> from sympy import log, polygamma
    >>> from sympy.abc import a, b
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.proof.kernel.zero import vanishes
    >>> facts = Facts([a > 0, b > 0])
    >>> vanishes(log(a / b) + log(b) - log(a) + polygamma(0, a + 1) - polygamma(0, a) - 1 / a, facts)
    True
    >>> vanishes(log(a / b) + log(b) - log(a) + polygamma(0, a + 1) - polygamma(0, a), facts) is None
    True
    """
    if expr == 0:
        return True
    if expr.has(nan, zoo, S.Infinity, S.NegativeInfinity, Piecewise) or expr.count_ops() > LARGE:
        return None
    conditions = [*facts.conditions, *_of_reciprocals(facts.conditions)]
    up = lift(conditions)
    normal = _normal(expr.xreplace(up), Facts(c.xreplace(up) for c in conditions))
    return True if normal == 0 or _cancels(normal) else None


def _of_reciprocals(conditions: Iterable[Boolean]) -> list[Boolean]:
    """``s > 0`` from ``1/s > 0``, as rates give it."""
    big = [c.gts for c in conditions if isinstance(c, Gt | Lt) and c.lts == 0]
    return [e.base > 0 for e in big if isinstance(e, Pow) and e.exp == -1 and isinstance(e.base, Symbol)]


def _normal(expr: Expr, facts: Facts) -> Expr:
    expr = _known_signs(_in_gammas(expr), facts)
    expr = contiguous(split_all(expr, facts))
    return expand(expand_power_exp(split_all(expr, facts)), log=False, power_base=False)


def _in_gammas(expr: Expr) -> Expr:
    if expr.has(factorial) and not expr.has(Sum):
        expr = expr.rewrite(gamma)
    return expr.rewrite(polygamma) if expr.has(harmonic) else expr


def _known_signs(expr: Expr, facts: Facts) -> Expr:
    return expr.replace(lambda e: isinstance(e, Abs), lambda e: _without_abs(e, facts))


def _without_abs(size: Expr, facts: Facts) -> Expr:
    inner = size.args[0]
    return inner if facts.nonnegative(inner) else -inner if facts.nonnegative(-inner) else size


def _cancels(expr: Expr) -> bool:
    """Cancellation with every atom that is no rational function replaced by a symbol."""
    marks: dict[Basic, Symbol] = {}
    powers = expr.replace(lambda e: isinstance(e, exp), lambda e: _as_power(e, marks))
    marked = powers.replace(_is_atom, lambda e: marks.setdefault(e, Dummy(f"a{len(marks)}")))
    try:
        return bool(cancel(marked) == 0)
    except PolynomialError:
        return False


def _as_power(node: Expr, marks: dict[Basic, Symbol]) -> Expr:
    """exp(c u) with a rational c as a power of the mark of exp(u)."""
    number, rest = node.args[0].as_coeff_Mul(rational=True)
    return marks.setdefault(exp(rest), Dummy(f"e{len(marks)}", positive=True)) ** number


def _is_atom(node: Basic) -> bool:
    if isinstance(node, Pow):
        return not (node.exp.is_Integer or _is_root(node))
    return isinstance(node, Function | Abs | Sum)


def _is_root(power: Pow) -> bool:
    """``cancel`` knows that the square of a root is its base."""
    return bool(power.exp.is_Rational)
