"""Text to expressions: exact numbers, precedence, names, the whitelist."""

from __future__ import annotations

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import EulerGamma, Integer, Rational, Symbol, exp, log, oo, pi, sqrt

from symbolic_info.errors import ParseError
from symbolic_info.interop.text import parse_expression, parse_weights
from symbolic_info.interop.text.functions import CONSTANTS, FUNCTIONS
from symbolic_info.interop.text.grammar import read_expression
from symbolic_info.interop.text.tokens import GREEK

X, Y, Z = (Symbol(name, real=True) for name in "xyz")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1", Rational(1, 10)),
        ("1e-3", Rational(1, 1000)),
        ("2.50E+2", Integer(250)),
        (".5 + 5.", Rational(11, 2)),
        ("9" * 1000, Integer(10) ** 1000 - 1),
        ("x - y - z", X - Y - Z),
        ("x - (y - z)", X - Y + Z),
        ("x / y / z", X / Y / Z),
        ("x / (y / z)", X * Z / Y),
        ("x / y * z", X * Z / Y),
        ("-x**2", -(X**2)),
        ("(-x)**2", X**2),
        ("2**-x", 2 ** (-X)),
        ("2**-x**2", 2 ** (-(X**2))),
        ("2**3**2", Integer(512)),
        ("(2**3)**2", Integer(64)),
        ("x^2", X**2),
        ("x*-y", -X * Y),
        ("x - -y", X + Y),
        ("+x", X),
        ("--x", X),
        ("-x*y + z", Z - X * Y),
        ("ln(x) + log(8)", log(X) + log(8)),
        ("log(x, 2)", log(X) / log(2)),
        ("sqrt(8)", 2 * sqrt(2)),
        ("exp(1)", sympy.E),
        ("E**x", exp(X)),
        ("pi + EulerGamma", pi + EulerGamma),
        ("oo", oo),
        ("-oo", -oo),
        ("abs(-3)", Integer(3)),
        ("Max(1, 2, x)", sympy.Max(2, X)),
        ("polygamma(1, 1)", pi**2 / 6),
        ("zeta(2, 1)", pi**2 / 6),
        ("binomial(5, 2)", Integer(10)),
        ("gamma + beta", Symbol("gamma", real=True) + Symbol("beta", real=True)),
        ("gamma(5)", Integer(24)),
        ("x_1 + X", Symbol("x_1", real=True) + Symbol("X", real=True)),
        ("2 · σ − π", 2 * Symbol("sigma", real=True) - pi),
        (" x\n+\ty ", X + Y),
        ("exp(-(x - 1)**2/(2*3.5**2))", exp(-2 * (X - 1) ** 2 / 49)),
    ],
)
def test_reads(text, expected):
    assert parse_expression(text) == expected


@pytest.mark.parametrize(("letter", "name"), [(a, b) for a, b in GREEK.items() if b != "pi"])
def test_a_greek_letter_is_its_name(letter, name):
    assert parse_expression(letter) == Symbol(name, real=True)
    assert parse_expression(f"{letter}_1") == Symbol(f"{name}_1", real=True)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_applies_and_checks_its_arity(name):
    least, most = FUNCTIONS[name].arity
    assert X in parse_expression(f"{name}({', '.join('xyz'[:least])})").free_symbols
    with pytest.raises(ParseError, match="argument"):
        parse_expression(f"{name}({', '.join('x' * (most + 1))})")


@pytest.mark.parametrize("name", CONSTANTS)
def test_a_constant_is_no_function(name):
    with pytest.raises(ParseError, match="unknown function"):
        parse_expression(f"{name}(x)")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2x", r"write \* for a product"),
        ("x(y)", r"x\*\(\.\.\.\) for a product"),
        ("gamm(x)", "did you mean gamma"),
        ("e**x", "write E"),
        ("x.y", "attribute access"),
        ("x[0]", "indexing"),
        ("'x'", "quoted strings"),
        ("n!", r"factorial\(n\)"),
        ("lambda", "write lamda"),
        ("nan", "not a number"),
        ("1/(x - x)", "division by zero"),
        ("x < y", "the relation '<' cannot stand here"),
    ],
)
def test_errors_say_what_to_do(text, hint):
    with pytest.raises(ParseError, match=hint):
        parse_expression(text)


def test_long_flat_texts_are_fine():
    names = [f"x{i}" for i in range(1500)]
    assert len(parse_expression("+".join(names)).args) == 1500
    assert len(parse_expression("*".join(names)).args) == 1500


def test_nesting_to_the_limit_is_fine():
    assert parse_expression("(" * 99 + "x" + ")" * 99) == X


def test_weights():
    assert parse_weights("1/2, 0.25, x") == (Rational(1, 2), Rational(1, 4), X)


SAFE = st.sampled_from(["x", "y", "2", "3/2", "pi", "log(x)", "exp(y)", "gamma(x)"])
TREES = st.recursive(
    SAFE,
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda t: f"({t[0]}) {t[1]} ({t[2]})"),
    max_leaves=8,
)


@settings(deadline=None, derandomize=True, database=None)
@given(TREES)
def test_reading_back_what_sympy_prints(text):
    expr = parse_expression(text)
    assert parse_expression(str(expr)) == expr


@settings(deadline=None, derandomize=True, database=None)
@given(st.text(alphabet="xy12 +-*/^()", max_size=20))
def test_positions_in_the_tree_point_at_the_part(text):
    try:
        node = read_expression(text)
    except ParseError:
        return
    assert text[node.position] in "xy12-"
