"""Distribution functions in closed form: carried back to base laws like everything else."""

from __future__ import annotations

from sympy import Abs, Add, Expr, Integer, S, factor_terms, oo, sign, sympify

from symbolic_info.facts import Facts
from symbolic_info.laws.image import Image, Symmetric
from symbolic_info.laws.law import BaseLaw, Law, as_model
from symbolic_info.laws.mass import MOST_OUTCOMES, mass
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.spliced import Spliced


def cdf(law: Law, x: Expr, facts: Facts | None = None) -> Expr | None:
    """P(X <= x); None where it has no known form or the place of ``x`` relative to the support is not known.

    ``facts`` is what to take as given besides the conditions of the law.

    >>> from sympy.abc import t
    >>> from symbolic_info.facts import Facts
    >>> from symbolic_info.laws import Exponential
    >>> from symbolic_info.laws.probability import cdf
    >>> cdf(Exponential(2), t, Facts([t > 0])), cdf(Exponential(2), -1)
    (1 - exp(-2*t), 0)
    """
    facts, x = (facts or Facts()).with_conditions(*law.conditions), sympify(x)
    if _at_most(law.upper, x, facts):
        return S.One
    if (not law.discrete and _at_most(x, law.lower, facts)) or facts.negative(x - law.lower):
        return S.Zero
    return _inside(law, x, facts) if _at_most(law.lower, x, facts) and _at_most(x, law.upper, facts) else None


def _at_most(a: Expr, b: Expr, facts: Facts) -> bool:
    return a == -oo or b == oo or bool(facts.nonnegative(b - a))


def probability_between(law: Law, low: Expr, high: Expr, facts: Facts | None = None) -> Expr | None:
    """P(low <= X <= high), None where it has no known form."""
    before = low - 1 if law.discrete else low
    lower = S.Zero if low == law.lower else cdf(law, before, facts)
    upper = S.One if high == law.upper else cdf(law, high, facts)
    return None if lower is None or upper is None else factor_terms(upper - lower)


def _inside(law: Law, x: Expr, facts: Facts) -> Expr | None:
    law = as_model(law) if not hasattr(law, "cdf") else law
    if hasattr(law, "cdf"):
        own: Expr | None = law.cdf(x)
        return own
    if isinstance(law, Image):
        return _of_image(law, x, facts)
    if isinstance(law, Symmetric):
        half = _inside(law.source, _absolute(x, facts), facts)
        return None if half is None else S.Half + _sign(x, facts) * half / 2
    if isinstance(law, Mixture | Spliced):
        parts = [cdf(part, x, facts) for part in law.laws]
        return None if None in parts else Add(*(w * p for w, p in zip(law.weights, parts, strict=True)))
    return _of_base(law, x) if isinstance(law, BaseLaw) else None


def _of_image(law: Image, x: Expr, facts: Facts) -> Expr | None:
    inner = _inside(law.source, law.point(x), facts)
    if law.map.increasing or inner is None:
        return inner
    return None if law.discrete else 1 - inner


def _of_base(law: BaseLaw, x: Expr) -> Expr | None:
    if law.discrete and (total := _sum(law, x)) is not None:
        return total
    for transform in law.transforms():
        found = transform.below(x, *(S.Zero for _ in transform.atoms(law.variable))) if transform.below else None
        if found is not None:
            return found
    return law.distribution(x)


def _sum(law: BaseLaw, x: Expr) -> Expr | None:
    if not (x.is_Rational and law.lower.is_Integer and x - law.lower < MOST_OUTCOMES):
        return None
    return Add(*(mass(law, Integer(k)) for k in range(int(law.lower), int(x // 1) + 1)))


def _absolute(x: Expr, facts: Facts) -> Expr:
    return x if facts.nonnegative(x) else -x if facts.nonnegative(-x) else Abs(x)


def _sign(x: Expr, facts: Facts) -> Expr:
    return S.One if facts.nonnegative(x) else S.NegativeOne if facts.nonnegative(-x) else sign(x)
