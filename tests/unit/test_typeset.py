"""Displays stay on the page, and breaking a formula changes nothing but its lines."""

import re

import pytest
from sympy import Piecewise, Symbol, symbols
from sympy import Rational as R

from symbolic_info import JSDivergence, KLDivergence, RenyiDivergence, derive
from symbolic_info.laws import Exponential, Gamma, GammaInverse, Laplace, Lomax, Pareto, Weibull
from symbolic_info.notation import latex
from symbolic_info.typeset import LINE, align, broken, noted, width

a, b, c, d, m, t = symbols("a b c d m t", positive=True)
order = Symbol("alpha", positive=True)
LONG = {
    "gamma-weibull": KLDivergence(Gamma(a, b), Weibull(c, d)),
    "lomax-laplace": KLDivergence(Lomax(a, b), Laplace(m, t)),
    "renyi": RenyiDivergence(GammaInverse(a, b), GammaInverse(c, d), order),
    "nested": RenyiDivergence(Pareto(a, b), Pareto(c, d), order),
    "outcomes": JSDivergence({1: a, 2: 1 - a}, {1: b, 2: 1 - b}),
    "mixture": JSDivergence(Exponential(1), Exponential(2)),
}


def rows_of(display: str) -> list[str]:
    """The rows of an environment; those of environments inside it are no rows of its own."""
    body = display.removeprefix("\\begin{align*}\n").removesuffix("\n\\end{align*}")
    return body.split(" \\\\\n")


@pytest.mark.parametrize("name", LONG)
def test_long_derivations_fit_on_a_page(name):
    for row in rows_of(derive(LONG[name]).latex()):
        assert width(row) <= 1.25 * LINE, row
        assert row.count(r"\left") == row.count(r"\right"), row
        assert row.count("{") == row.count("}")


def test_short_derivations_keep_their_reasons_beside():
    rows = rows_of(align([("H", r"\log\left(a\right) + 1", "definition"), ("", "2", "insert")]))
    assert rows == [r"H &= \log\left(a\right) + 1 && \text{definition}", r" &= 2 && \text{insert}"]


@pytest.mark.parametrize("limit", [3, 8, 20, 60])
@pytest.mark.parametrize("name", LONG)
def test_breaking_loses_nothing(name, limit):
    formula = latex(derive(LONG[name]).steps[0].after)
    lines = broken(formula, limit)
    whole = " ".join(line.replace(r" \right.", "").replace(r"\left. ", "") for line in lines)
    assert re.sub(r"\s+", " ", whole) == re.sub(r"\s+", " ", formula)
    assert all(line.count(r"\left") == line.count(r"\right") for line in lines)


def test_no_break_at_a_sign_or_in_a_fraction():
    assert broken(r"\frac{a + b + c}{d + e}", 1) == [r"\frac{a + b + c}{d + e}"]
    assert broken(r"- a \left(- b\right)", 1) == [r"- a \left(- b\right)"]


def test_notes_stand_beside_the_last_line():
    sums = " + ".join(f"x_{{{i}}}" for i in range(60))
    rows = noted(sums, "summed")
    assert len(rows) > 1
    assert all(row.count("&&") == 1 for row in rows)
    assert rows[-1].endswith(r"\text{summed}")


def test_wide_cases_are_stacked():
    narrow = latex(Piecewise((a, a > 1), (b, True)))
    assert narrow == r"\begin{cases} a & \text{for}\: a > 1 \\ b & \text{otherwise} \end{cases}"
    wide = sum(R(1, k + 2) * symbols(f"y{k}") for k in range(40))
    assert width(latex(Piecewise((wide, a > 1), (b, True)))) <= LINE
