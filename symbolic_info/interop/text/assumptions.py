"""Assumptions as text: ``k > 0, mu real, 0 < p < 1``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from sympy import Basic, Symbol, false, true
from sympy.core.facts import InconsistentAssumptions

from symbolic_info.errors import ParseError
from symbolic_info.interop.text import grammar, syntax
from symbolic_info.interop.text.build import Builder, Scope
from symbolic_info.interop.text.claims import RELATIONS
from symbolic_info.interop.text.functions import CONSTANTS

PROPERTIES: Final = (
    "real", "integer", "rational", "even", "odd", "nonzero",
    "positive", "negative", "nonnegative", "nonpositive",
)  # fmt: skip
MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
Link = tuple[syntax.Node, str, syntax.Node]


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All symbols mentioned, which carry what SymPy can hold, and the conditions that it cannot.

    >>> Assumptions().symbols
    {}
    """

    symbols: Mapping[str, Symbol] = field(default_factory=dict)
    conditions: tuple[Basic, ...] = ()

    def with_positive(self, names: Iterable[str]) -> Assumptions:
        """The same, with more variables taken positive.

        >>> Assumptions().with_positive(["k"]).symbols["k"].is_positive
        True
        """
        known = {name: self.symbols[name].assumptions0 if name in self.symbols else {} for name in names}
        more = {name: _symbol(name, {**facts, "positive": True}, 0) for name, facts in known.items()}
        new = {old: more[name] for name, old in self.symbols.items() if name in more}
        conditions = tuple(condition.xreplace(new) for condition in self.conditions)
        return Assumptions({**self.symbols, **more}, conditions)


def parse_assumptions(text: str) -> Assumptions:
    """Read a comma-separated list of inequalities and properties.

    Bounds at zero become assumptions of the symbol; the others are conditions.  A variable is real.

    >>> found = parse_assumptions("k > 0, n integer, 0 < p < 1")
    >>> found.symbols["k"].is_positive, found.symbols["n"].is_integer, found.conditions
    (True, True, (p < 1,))
    """
    if not text.strip():
        return Assumptions()
    nodes = grammar.read_assumptions(text)
    links = [link for node in nodes if isinstance(node, syntax.Relation) for link in _links(node)]
    facts: dict[str, dict[str, bool]] = {}
    for name, word, position in (*_stated(nodes), *_signs(links)):
        facts.setdefault(_variable(name, position), {})[word] = True
        _symbol(name, facts[name], position)
    symbols = {name: _symbol(name, known, 0) for name, known in facts.items()}
    scope = Scope(symbols)
    conditions = [_condition(link, Builder(scope)) for link in links]
    return Assumptions(scope.symbols, tuple(condition for condition in conditions if condition is not true))


def _stated(nodes: list[syntax.Node]) -> Iterator[tuple[str, str, int]]:
    for node in nodes:
        if isinstance(node, syntax.Property):
            if node.word not in PROPERTIES:
                raise ParseError(f"unknown property {node.word}; known are {', '.join(PROPERTIES)}", node.position)
            yield node.name, node.word, node.position
        elif not isinstance(node, syntax.Relation):
            raise ParseError("write inequalities and properties, as in k > 0, mu real", node.position)


def _links(node: syntax.Relation) -> list[Link]:
    return list(zip(node.operands, node.signs, node.operands[1:], strict=False))


def _signs(links: list[Link]) -> Iterator[tuple[str, str, int]]:
    """What comparisons with a number say about the sign of a variable."""
    for left, sign, right in links:
        for variable, relation, other in ((left, sign, right), (right, MIRRORED[sign], left)):
            word = _word(relation, other) if isinstance(variable, syntax.Name) else None
            if isinstance(variable, syntax.Name) and variable.name not in CONSTANTS and word:
                yield variable.name, word, variable.position


def _word(relation: str, other: syntax.Node) -> str | None:
    """What a comparison with a number tells; a comparison with something else tells nothing here."""
    bound = Builder(Scope()).build(other)
    if not bound.is_number:
        return None
    if (relation in (">", ">=") and bound.is_positive) or (relation == ">" and bound.is_zero):
        return "positive"
    if (relation in ("<", "<=") and bound.is_negative) or (relation == "<" and bound.is_zero):
        return "negative"
    if bound.is_zero:
        return {">=": "nonnegative", "<=": "nonpositive", "!=": "nonzero"}.get(relation)
    return "real"


def _variable(name: str, position: int) -> str:
    if name in CONSTANTS:
        raise ParseError(f"{name} is a constant", position)
    return name


def _symbol(name: str, facts: Mapping[str, bool], position: int) -> Symbol:
    try:
        return Symbol(name, **{"real": True, **facts})
    except InconsistentAssumptions as error:
        raise ParseError(f"the assumptions on {name} contradict each other", position) from error


def _condition(link: Link, builder: Builder) -> Basic:
    left, sign, right = link
    if sign == "=":
        raise ParseError("an assumption is no definition; write the value for the name", left.position)
    condition = RELATIONS[sign](builder.build(left), builder.build(right))
    if condition is false:
        raise ParseError("this assumption is false", left.position)
    return condition
