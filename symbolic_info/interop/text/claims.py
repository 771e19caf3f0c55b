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
    """A function of laws; ``divergence`` admits the notation ``D(p || q)``.

    >>> Measure(lambda p, q: 0, divergence=True).divergence
    True
    """

    build: Callable[..., Expr]
    divergence: bool = False


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
        between = node.separators[: len(node.arguments) - 1]
        if set(node.separators) & {";", "|"}:
            only_commas(replace(node, separators=tuple(m for m in node.separators if m != "||")))
        if "||" in node.separators and not (measure.divergence and between == ("||",) == _bars(node)):
            raise ParseError(f"'||' cannot stand in this {node.name}(...); write a comma", node.position)
        laws = [self.laws.read(argument) for argument in node.arguments]
        keywords = {name: self._keyword(value) for name, value in node.keywords}
        value: Expr = call_with(measure.build, node, laws, keywords)
        return value

    def _keyword(self, node: syntax.Node) -> Any:
        value = self.laws.value(node)
        return tuple(value) if isinstance(value, list) else value


def _bars(node: syntax.Call) -> tuple[str, ...]:
    return tuple(separator for separator in node.separators if separator == "||")


def chain(node: syntax.Relation, operands: list[Expr]) -> Basic:
    """The relations of a chain ``a <= b <= c``, each unevaluated."""
    links: Iterable[tuple[Expr, str, Expr]] = zip(operands, node.signs, operands[1:], strict=False)
    relations = [RELATIONS[sign](left, right, evaluate=False) for left, sign, right in links]
    return relations[0] if len(relations) == 1 else And(*relations, evaluate=False)
