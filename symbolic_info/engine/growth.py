"""How fast a feature without a transform grows at the ends: enough to see that its mean is infinite.

log(sum of positive terms) behaves like the largest of the logarithms of its terms, and exp(c z**r)
exceeds every power.  Only the divergence is decided here; such a piece has no known value.
"""

from __future__ import annotations

from sympy import Add, Expr, Mul, Pow, S, Symbol, beta, exp, gamma, log, loggamma, oo

from symbolic_info.facts import Facts
from symbolic_info.laws.law import BaseLaw
from symbolic_info.laws.transform import Edge, Monomial, Transform, match_monomial

AT_ZERO, AT_INFINITY, AT_MINUS_INFINITY = "0", "oo", "-oo"
OVERWHELMING = S(-(10**6))  # the margin of a term that exceeds every power and exponential
Growth = tuple[Expr, Monomial]


def growth_edges(
    feature: Expr, z: Symbol, transform: Transform, facts: Facts
) -> list[tuple[Expr, Edge, Monomial]] | None:
    """Coefficient, edge and monomial of what ``feature`` is asymptotic to, at each end where it is unbounded.

    None when the behaviour at some end is not known.  ``z`` runs over the positive half-line or
    its whole numbers, which do not come near 0.
    """
    found = []
    for end in (AT_INFINITY,) if z.is_integer else (AT_ZERO, AT_INFINITY):
        leading = _leading(feature, z, end, facts)
        if leading is None:
            return None
        if leading == 0:
            continue
        monomial = match_monomial(leading, z, transform.atoms(z))
        if monomial is None:
            return None
        edges = [e for e in transform.edges(*monomial.exponents) if e.end == end]
        found += [(monomial.coefficient, edge, monomial) for edge in edges]
    return found


def explosion(feature: Expr, z: Symbol, law: BaseLaw, facts: Facts) -> str | None:
    """The end at which E exp(g(Z)) is infinite for g(z) = c z**r or c exp(t z), "" for a finite mean; None: not known.

    No base law falls as fast as exp(-exp(z)).

    >>> from sympy import exp, symbols
    >>> from symbolic_info.engine.growth import explosion
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.laws.families.gamma import StandardGamma
    >>> z = symbols("z", positive=True)
    >>> explosion(exp(2 * z**2), z, StandardGamma(1), Facts()), explosion(exp(-z), z, StandardGamma(1), Facts())
    ('oo', '')
    """
    if not isinstance(feature, exp):
        return None
    coefficient, inner = feature.args[0].as_independent(z, as_Add=False)
    end, overtakes = _speed(inner, z, law, facts)
    if not end or not (facts.positive(coefficient) or facts.negative(coefficient)):
        return None
    return "" if facts.negative(coefficient) else end if overtakes else "" if overtakes is False else None


def _speed(inner: Expr, z: Symbol, law: BaseLaw, facts: Facts) -> tuple[str, bool | None]:
    """Where z**r or exp(t z) is unbounded ("" for another shape), and whether exp of it overtakes the density there."""
    if isinstance(inner, exp):
        slope = inner.args[0] / z
        if facts.positive(slope):
            return AT_INFINITY, law.upper == oo
        return (AT_MINUS_INFINITY, law.lower == -oo) if facts.negative(slope) else ("", None)
    base, exponent = inner.as_base_exp()
    if base != z or law.lower != 0 or law.upper != oo:
        return "", None
    if facts.positive(exponent):
        return AT_INFINITY, facts.positive(exponent - law.tail) or None
    return (AT_ZERO, facts.positive(-exponent - law.head) or None) if facts.negative(exponent) else ("", None)


def _leading(feature: Expr, z: Symbol, end: str, facts: Facts) -> Expr | None:
    """What log(sum) is asymptotic to: 0 where it is bounded, None where that is not known."""
    if isinstance(feature, loggamma) or (isinstance(feature, log) and isinstance(feature.args[0], gamma)):
        return _stirling(next(iter(feature.atoms(loggamma, gamma))).args[0], z, end, facts)
    if isinstance(feature, log) and isinstance(feature.args[0], beta):
        return _falling_beta(feature.args[0], z, end, facts)
    if not isinstance(feature, log):
        return None
    logs = [_log_leading(term, z, end, facts) for term in Add.make_args(feature.args[0])]
    if any(item is None for item in logs):
        return None
    return _largest([item for item in logs if item is not None], z, end, facts)


def _stirling(argument: Expr, z: Symbol, end: str, facts: Facts) -> Expr | None:
    """loggamma(c z + d) is asymptotic to c z log z for c > 0 (DLMF 5.11.3)."""
    slope = argument.diff(z)
    return slope * z * log(z) if end == AT_INFINITY and not slope.has(z) and facts.positive(slope) else None


def _falling_beta(function: Expr, z: Symbol, end: str, facts: Facts) -> Expr | None:
    """log B(z, c) is asymptotic to -c log z for c > 0 (DLMF 5.11.12)."""
    c = function.args[1]
    known = end == AT_INFINITY and function.args[0] == z and not c.has(z) and facts.positive(c)
    return -c * log(z) if known else None


def _log_leading(term: Expr, z: Symbol, end: str, facts: Facts) -> Expr | None:
    """The dominant term of log(term) for a positive product of powers and exponentials."""
    parts: list[Expr] = []
    for factor in Mul.make_args(term):
        if not factor.has(z):
            if not facts.positive(factor):
                return None
        elif isinstance(factor, exp):
            parts += [a for a in Add.make_args(factor.args[0].expand()) if a.has(z)]
        elif isinstance(factor, Pow | Symbol) and factor.as_base_exp()[0] == z:
            parts.append(factor.as_base_exp()[1] * log(z))
        else:
            return None
    return _first(parts, z, end, facts)


def _first(parts: list[Expr], z: Symbol, end: str, facts: Facts) -> Expr | None:
    """The part of the highest order, 0 when all stay bounded, None when orders are unknown or tie."""
    orders = [_order(p, z, end, facts) for p in parts]
    if any(o is None for o in orders):
        return None
    top = max((o for o in orders if o is not None), default=BOUNDED)
    if top == BOUNDED:
        return S.Zero
    first = [p for p, o in zip(parts, orders, strict=True) if o == top]
    return first[0] if len(first) == 1 else None


Order = tuple[int, Expr, int]
BOUNDED: Order = (0, S.Zero, 0)


def _order(part: Expr, z: Symbol, end: str, facts: Facts) -> Order | None:
    """(exponential, power, logs) of ``c exp(t z) z**r log(z)**k`` near an end; None for any other shape."""
    exponential, power, logs = 0, S.Zero, 0
    for factor in Mul.make_args(part.as_independent(z, as_Add=False)[1]):
        base, exponent = factor.as_base_exp()
        if factor == log(z):
            logs += 1
        elif base == z and exponent.is_number:
            power += exponent
        elif isinstance(factor, exp) and facts.positive(rate := factor.args[0] / z) and not rate.has(z):
            exponential += 1
        elif factor != 1:
            return None
    if end == AT_ZERO:
        exponential, power = 0, -power
    falling = power < 0 or (power == 0 and not logs)
    return BOUNDED if falling and not exponential else (exponential, power, logs)


def _largest(terms: list[Expr], z: Symbol, end: str, facts: Facts) -> Expr | None:
    """The largest of the terms near the end; terms that fall to -oo do not count against the bounded ones."""
    signs = [_sign(t, z, end, facts) for t in terms]
    if None in signs:
        return None
    rising = [t for t, sign in zip(terms, signs, strict=True) if sign == 1]
    if rising:
        return _first(rising, z, end, facts)
    return S.Zero if 0 in signs else None


def _sign(term: Expr, z: Symbol, end: str, facts: Facts) -> int | None:
    if term == 0:
        return 0
    coefficient = term.as_independent(z, as_Add=False)[0]
    sign = 1 if facts.positive(coefficient) else -1 if facts.negative(coefficient) else None
    return -sign if sign is not None and end == AT_ZERO and term.has(log) else sign
