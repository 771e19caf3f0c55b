"""A tree to a claim: relations between expressions in which measures of laws stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sympy import And, Basic, Eq, Expr, Ge, Gt, Le, Lt, Ne

from symbolic_info.errors import ParseError
from symbolic_info.interop.text import syntax
from symbolic_info.interop.text.build import Builder, Scope, only_commas
from symbolic_info.interop.text.laws import LawReader, call_with

RELATIONS: Final[Mapping[str, Callable[..., Basic]]] = {
    "<": Lt, "<=": Le, ">": Gt, ">=": Ge, "=": Eq, "!=": Ne,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """A function of laws, the first ``arity`` arguments, and of numbers behind them such as an order.

    ``divergence`` admits the notation ``D(p || q)``.

    >>> Measure(lambda p, q: 0, divergence=True).divergence
    True
    """

    build: Callable[..., Expr]
    divergence: bool = False
    arity: int | None = None

    def of_laws(self, call: syntax.Call) -> tuple[syntax.Node, ...]:
        """The arguments that stand for laws."""
        return call.arguments[: self.arity]


class MeasureReader:
    """Reads expressions in which measures of laws may stand."""

    def __init__(self, scope: Scope, laws: LawReader, measures: Mapping[str, Measure]) -> None:
        self.laws = laws
        self.measures = measures
        self.builder = Builder(scope, dict.fromkeys(measures, self._measure))

    def claim(self, node: syntax.Node) -> Basic:
        """The relation, unevaluated so that a true one does not vanish."""
        if not isinstance(node, syntax.Relation):
            raise ParseError("a claim needs a relation such as = or <=", node.position)
        return chain(node, [self.builder.build(operand) for operand in node.operands])

    def _measure(self, node: syntax.Call) -> Expr:
        measure = self.measures[node.name]
        sides = measure.of_laws(node)
        if set(node.separators) & {";", "|"}:
            only_commas(replace(node, separators=tuple(m for m in node.separators if m != "||")))
        if "||" in node.separators and not (measure.divergence and len(sides) == 2 and _bars(node) == [0]):
            raise ParseError(f"'||' cannot stand in this {node.name}(...); write a comma", node.position)
        laws = [self.laws.read(argument) for argument in sides]
        numbers = [self._number(argument) for argument in node.arguments[len(laws) :]]
        keywords = {name: self._number(value) for name, value in node.keywords}
        value: Expr = call_with(measure.build, node, [*laws, *numbers], keywords)
        return value

    def _number(self, node: syntax.Node) -> Any:
        value = self.laws.value(node)
        return tuple(value) if isinstance(value, list) else value


def _bars(node: syntax.Call) -> list[int]:
    """Behind which arguments ``||`` stands."""
    return [i for i, separator in enumerate(node.separators) if separator == "||"]


def chain(node: syntax.Relation, operands: list[Expr]) -> Basic:
    """The relations of a chain ``a <= b <= c``, each unevaluated."""
    links: Iterable[tuple[Expr, str, Expr]] = zip(operands, node.signs, operands[1:], strict=False)
    relations = [RELATIONS[sign](left, right, evaluate=False) for left, sign, right in links]
    return relations[0] if len(relations) == 1 else And(*relations, evaluate=False)
