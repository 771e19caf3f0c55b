"""A density that is a sum of known ones as a mixture: each term recognised on its own, its mass the weight."""

from __future__ import annotations

from sympy import Add, Dummy, Expr, Lambda, expand

from symbolic_info.facts import Facts
from symbolic_info.laws.density import Density
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import mixture
from symbolic_info.laws.recognize.features import PLAIN
from symbolic_info.laws.recognize.splice import Part, Weigh
from symbolic_info.laws.recognize.verify import vanishes
from symbolic_info.rules.logarithm import linear_terms

MOST_TERMS = 6


def mixture_from(law: Density, weigh: Weigh) -> Law | None:
    """The mixture of the terms of the density; None where one is unknown, or the masses do not sum to 1 for certain."""
    x = Dummy("x", real=True)
    terms = linear_terms(expand(law.function(x), **PLAIN), x)
    if law.discrete or not 1 < len(terms) <= MOST_TERMS:
        return None
    parts: list[Part] = []
    for feature, coefficient in terms.items():
        found = weigh(_term(law, coefficient * feature, x))
        if found is None:
            return None
        parts.append(found)
    return _mixed(law, parts)


def _term(law: Density, body: Expr, x: Dummy) -> Density:
    return Density(Lambda(x, body), law.lower, law.upper, law.args[3])


def _mixed(law: Density, parts: list[Part]) -> Law | None:
    facts = Facts((*law.conditions, *(c for part, _ in parts for c in part.conditions)))
    weights = [weight for _, weight in parts]
    if any(facts.negative(w) for w in weights) or not vanishes(Add(*weights) - 1, facts):
        return None
    return mixture([part for part, _ in parts], weights)
