"""Measures with an order in text: as they print, with bars, with a keyword."""

import pytest
from sympy import Rational, Symbol

from symbolic_info import (
    ChiSquareDivergence,
    RenyiDivergence,
    RenyiEntropy,
    SkewDivergence,
    TsallisDivergence,
    TsallisEntropy,
    abstract,
    prove,
    value,
)
from symbolic_info.errors import ParseError
from symbolic_info.interop.statements import read_claims

p, q = abstract("p q")
r = Symbol("r", positive=True)

NODES = [
    RenyiEntropy(p, 2),
    RenyiEntropy(p, Rational(1, 2)),
    TsallisEntropy(q, 3),
    RenyiDivergence(p, q, r),
    TsallisDivergence(q, p, 2),
    SkewDivergence(p, q, Rational(1, 3)),
    ChiSquareDivergence(p, q),
]


def read(text):
    """The measure in a claim about it alone."""
    return read_claims([f"{text} >= 0"], "r > 0").content[0].lhs


@pytest.mark.parametrize("node", NODES, ids=str)
def test_what_prints_is_read_back(node):
    assert read(str(node)) == node


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("RenyiDivergence(p || q, 2)", RenyiDivergence(p, q, 2)),
        ("RenyiDivergence(p, q, alpha=2)", RenyiDivergence(p, q, 2)),
        ("chi2(q || p)", ChiSquareDivergence(q, p)),
        ("renyientropy(p, 1/2)", RenyiEntropy(p, Rational(1, 2))),
    ],
)
def test_notations(text, node):
    assert read(text) == node


@pytest.mark.parametrize(
    "text",
    [
        "RenyiDivergence(p, q || 2)",
        "RenyiDivergence(p || q || 2)",
        "RenyiDivergence(p, q, p)",
        "RenyiDivergence(p, q, 1, 2, 3)",
        "RenyiDivergence(p, 2)",
        "RenyiEntropy(p)",
        "RenyiEntropy(p || q)",
        "D(p || q, 2)",
        "chi2(p)",
    ],
)
def test_an_order_is_no_law(text):
    with pytest.raises(ParseError):
        read(text)


def test_statements_with_an_order():
    assert prove("RenyiDivergence(p || q, 2) >= D(p || q)").status == "proved"
    assert prove("RenyiDivergence(p || q, 1/2) >= D(p || q)").status == "refuted"
    assert prove("TsallisDivergence(p || q, 2) = chi2(p || q)").status == "proved"


def test_digits_with_an_order():
    """The Renyi divergence of order 2 of two normal laws of variance 1 is the square of their distance."""
    (claim,) = read_claims(["RenyiDivergence(Normal(0, 1), Normal(1, 1), 2) >= 0"]).content
    assert value(claim.lhs, digits=20).to_sympy() == 1
