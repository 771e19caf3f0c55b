"""Text to SymPy objects through a whitelist grammar.

The text is split into tokens, the tokens into a tree (``grammar``), and only the tree into SymPy objects
(``build``, ``laws``, ``claims``).  No part of the text is ever evaluated as Python, and sizes are bounded
before anything is computed.
"""

from __future__ import annotations

from collections.abc import Mapping

from sympy import Basic, Expr

from symbolic_info.interop.text import grammar
from symbolic_info.interop.text.assumptions import Assumptions, parse_assumptions
from symbolic_info.interop.text.build import Builder, Scope
from symbolic_info.interop.text.claims import Measure, MeasureReader
from symbolic_info.interop.text.laws import Law, LawReader, LawTable

__all__ = [
    "Assumptions",
    "LawTable",
    "Measure",
    "parse_assumptions",
    "parse_claim",
    "parse_expression",
    "parse_law",
    "parse_measure",
    "parse_weights",
]


def parse_expression(text: str, assumptions: Assumptions | None = None) -> Expr:
    """Read an expression; variables are real unless the assumptions say more.

    >>> parse_expression("0.1*x^2 - log(8)")
    x**2/10 - log(8)
    >>> parse_expression("9**9**9")
    Traceback (most recent call last):
    ...
    symbolic_info.errors.ParseError: the numbers get too large (at position 0)
    """
    return Builder(_scope(assumptions)).build(grammar.read_expression(text))


def parse_weights(text: str, assumptions: Assumptions | None = None) -> tuple[Expr, ...]:
    """Read a comma-separated list of expressions.

    >>> parse_weights("1/2, w, 1/2 - w")
    (1/2, w, 1/2 - w)
    """
    builder = Builder(_scope(assumptions))
    return tuple(builder.build(node) for node in grammar.read_list(text))


def parse_law(text: str, laws: LawTable, assumptions: Assumptions | None = None) -> Law:
    """Read a law: a call of the vocabulary, a pmf (a dict or a list), or a function of a call.

    >>> parse_law("Exponential(2*rate)", LawTable({"Exponential": lambda rate: ("Exponential", rate)}))
    ('Exponential', 2*rate)
    >>> parse_law("{0: p, 1: 1 - p}", LawTable({}))
    {0: p, 1: 1 - p}
    """
    return LawReader(_scope(assumptions), laws).read(grammar.read_expression(text))


def parse_measure(
    text: str, measures: Mapping[str, Measure], laws: LawTable, assumptions: Assumptions | None = None
) -> Expr:
    """Read an expression in which measures of laws stand; a bare name in a measure is an abstract law.

    >>> from sympy import Function, Symbol
    >>> measures = {"D": Measure(Function("D"), divergence=True)}
    >>> parse_measure("2*D(p || q)", measures, LawTable({}, abstract=Symbol))
    2*D(p, q)
    """
    return _reader(measures, laws, assumptions).builder.build(grammar.read_expression(text))


def parse_claim(
    text: str, measures: Mapping[str, Measure], laws: LawTable, assumptions: Assumptions | None = None
) -> Basic:
    """Read a relation between expressions with measures; it is not evaluated, so that it stays to be proved.

    >>> from sympy import Function, Symbol
    >>> parse_claim("H(p) <= H(p)", {"H": Measure(Function("H"))}, LawTable({}, abstract=Symbol))
    H(p) <= H(p)
    """
    return _reader(measures, laws, assumptions).claim(grammar.read_claim(text))


def _scope(assumptions: Assumptions | None) -> Scope:
    return Scope(assumptions.symbols if assumptions else None)


def _reader(measures: Mapping[str, Measure], laws: LawTable, assumptions: Assumptions | None) -> MeasureReader:
    scope = _scope(assumptions)
    return MeasureReader(scope, LawReader(scope, laws), measures)
