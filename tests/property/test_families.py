"""Every family, at instances drawn from its own domains, against quadrature or summation of the definition."""

import pytest
from conftest import FAMILIES, instances, symbolic
from sympy import oo

from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.engine.numbers import by_definition
from symbolic_info.engine.points import admissible_points
from symbolic_info.errors import PrecisionError
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.numeric import evaluate

DIGITS = 30


def close(formula, node, digits=DIGITS):
    """Whether the closed form equals the definition to nearly ``digits`` digits."""
    if formula == 0:
        return vanishes(node)
    mine, truth = evaluate(formula, digits + 5), by_definition(node, digits)
    gap = abs(mine.to_sympy() - truth.to_sympy())
    return gap <= 10 ** (2 - digits) * max(1, abs(truth.to_sympy()))


def vanishes(node):
    """Digits of an exact zero cannot settle."""
    try:
        return abs(by_definition(node, DIGITS).to_sympy()) < 10**-DIGITS
    except PrecisionError as error:
        return "exactly zero" in str(error)


def form(node):
    return derived(node, Budget(10), rules_only=True).value


def test_entropy_at_instances(costly_family):
    for law in instances(costly_family, 3):
        formula = form(Entropy(law))
        if formula is not None and formula != oo:
            assert close(formula, Entropy(law)), law


def test_entropy_formula_at_admissible_points(family):
    node = Entropy(symbolic(family, ""))
    formula = form(node)
    if formula is None or family.__name__ == "Bernoulli":
        return
    points = admissible_points(node.laws, node.free_symbols, 3)
    assert len(points) == 3
    # The digits of a value that is exactly zero never settle.
    assert all(close(formula.subs(p), node.subs(p)) for p in points if formula.subs(p) != 0)


def test_divergence_from_itself_is_zero(family):
    law = symbolic(family, "")
    assert form(KLDivergence(law, law)) == 0


def test_divergence_within_the_family(costly_family):
    if costly_family.__name__ == "Bernoulli":
        pytest.skip("a finite law: see the tests of finite laws")
    p, q = symbolic(costly_family, "1"), symbolic(costly_family, "2")
    node = KLDivergence(p, q)
    formula = form(node)
    if formula is None:
        return
    for point in admissible_points(node.laws, node.free_symbols, 2):
        at = formula.subs(point)
        if at not in (0, oo):
            assert close(at, node.subs(point)), point


CONTINUOUS = [f for f in FAMILIES if not instances(f, 1)[0].discrete]
LATTICES = [f for f in FAMILIES if f not in CONTINUOUS and f.__name__ != "Bernoulli"]
ORDERED = [(p, q) for pool in (CONTINUOUS, LATTICES) for p in pool for q in pool if p is not q]
PAIRS = [pair for i, pair in enumerate(ORDERED) if i % 13 == 0]  # the ledger of coverage evaluates all of them


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: "-".join(c.__name__ for c in pair))
def test_divergence_across_families(pair):
    """Closed forms and Piecewise results against quadrature, where that has digits."""
    p, q = (symbolic(cls, tag) for cls, tag in zip(pair, "12", strict=True))
    node = KLDivergence(p, q)
    formula = form(node)
    if formula is None or formula == oo:
        return
    for point in admissible_points(node.laws, node.free_symbols, 2):
        value = formula.subs(point)
        try:
            assert value == oo or close(value, node.subs(point), 20), (point, formula)
        except PrecisionError as refusal:
            pytest.skip(f"no digits to compare with: {refusal}")
