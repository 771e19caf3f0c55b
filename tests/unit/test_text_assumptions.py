"""Assumptions as text: what SymPy can hold, and the rest as conditions."""

from __future__ import annotations

import pytest
from sympy import Symbol

from symbolic_info.errors import ParseError
from symbolic_info.interop.text import Assumptions, parse_assumptions, parse_expression


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("x > 0", {"positive": True}),
        ("0 < x", {"positive": True}),
        ("x >= 0", {"nonnegative": True}),
        ("0 >= x", {"nonpositive": True}),
        ("x < 0", {"negative": True}),
        ("x != 0", {"real": True, "nonzero": True}),
        ("x real", {"real": True}),
        ("x integer, x >= 0", {"integer": True, "nonnegative": True}),
        ("x even, x > 0", {"even": True, "positive": True}),
    ],
)
def test_signs_become_assumptions(text, facts):
    found = parse_assumptions(text)
    assert found == Assumptions({"x": Symbol("x", **{"real": True, **facts})}, ())


@pytest.mark.parametrize(
    ("text", "positive", "negative", "conditions"),
    [
        ("x > 1", True, False, ["x > 1"]),
        ("x >= 1/2", True, False, ["x >= 1/2"]),
        ("x > pi - 3", True, False, ["x > -3 + pi"]),
        ("x > 2 - pi", None, None, ["x > 2 - pi"]),
        ("x < -2", False, True, ["x < -2"]),
        ("x > -2", None, None, ["x > -2"]),
        ("0 < x < 1", True, False, ["x < 1"]),
        ("x < 3", None, None, ["x < 3"]),
    ],
)
def test_other_bounds_become_conditions(text, positive, negative, conditions):
    found = parse_assumptions(text)
    assert found.symbols["x"].is_positive is positive
    assert found.symbols["x"].is_negative is negative
    assert [str(condition) for condition in found.conditions] == conditions


def test_relations_of_two_variables_use_their_assumptions():
    found = parse_assumptions("0 < a < b, b integer")
    a, b = found.symbols["a"], found.symbols["b"]
    assert found.conditions == (a < b,)
    assert (a.is_positive, b.is_integer) == (True, True)


def test_empty_text_assumes_nothing():
    assert parse_assumptions("  ") == Assumptions()


def test_expressions_take_the_symbols():
    known = parse_assumptions("x > 0")
    assert parse_expression("sqrt(x**2)", known) == known.symbols["x"]
    assert parse_expression("sqrt(y**2)", known) == abs(Symbol("y", real=True))


def test_more_positive_names_reach_the_conditions():
    known = parse_assumptions("a < b").with_positive(["b", "c"])
    assert known.conditions == (known.symbols["a"] < Symbol("b", positive=True),)
    assert known.symbols["c"].is_positive


def test_properties_survive_positivity():
    symbol = parse_assumptions("n integer").with_positive(["n"]).symbols["n"]
    assert (symbol.is_integer, symbol.is_positive) == (True, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x > 0, x < 0", "contradict"),
        ("x even, x odd", "contradict"),
        ("2 < 1", "is false"),
        ("x > 0, x > -oo, 1 > 2", "is false"),
        ("x tiny", "unknown property tiny"),
        ("x", "write inequalities"),
        ("x = 1", "write the value"),
        ("E > 0, E real", "E is a constant"),
    ],
)
def test_errors(text, message):
    with pytest.raises(ParseError, match=message):
        parse_assumptions(text)


def test_positive_contradicting_a_statement_is_an_error():
    with pytest.raises(ParseError, match="contradict"):
        parse_assumptions("k < 0").with_positive(["k"])
