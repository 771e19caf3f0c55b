"""A tree to a law: a named distribution or its image, a pmf, an abstract law or a mixture of such."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sympy import Dummy, Expr, Symbol

from symbolic_info.errors import ParseError, SymbolicInfoError
from symbolic_info.interop.text import syntax
from symbolic_info.interop.text.build import Builder, Scope, only_commas, unknown

Law: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class LawTable:
    """How to make laws; a construct whose maker is missing is refused.

    ``vocabulary`` maps names to constructors, ``image(expr, variable, law)`` makes the law of ``expr``,
    ``finite(pmf)`` a law from a dict or a list (which stay as they are without it), ``abstract(name)`` a law
    from a bare name and ``mixture(laws, weights)`` one from a sum such as ``(p + q)/2``.

    >>> LawTable({"Exponential": lambda rate: rate}).image is None
    True
    """

    vocabulary: Mapping[str, Callable[..., Law]]
    image: Callable[[Expr, Symbol, Law], Law] | None = None
    finite: Callable[[Any], Law] | None = None
    abstract: Callable[[str], Law] | None = None
    mixture: Callable[[list[Law], list[Expr]], Law] | None = None


class LawReader:
    """Reads the laws of one text."""

    def __init__(self, scope: Scope, table: LawTable) -> None:
        self.scope = scope
        self.table = table

    def read(self, node: syntax.Node) -> Law:
        """The law that a tree stands for."""
        match node:
            case syntax.Table() | syntax.Array():
                return self._finite(node)
            case syntax.Name():
                return self._name(node)
            case syntax.Call() if node.name in self.table.vocabulary:
                return self._construct(node)
        if any(call.name in self.table.vocabulary for call in syntax.calls(node)):
            return self._image(node)
        return self._mixture(node)

    def value(self, node: syntax.Node) -> Any:
        """An argument of a law: an expression, or a list of arguments."""
        if isinstance(node, syntax.Array):
            return [self.value(item) for item in node.items]
        return Builder(self.scope, dict.fromkeys(self.table.vocabulary, _misplaced)).build(node)

    def _finite(self, node: syntax.Table | syntax.Array) -> Law:
        pmf = self._table(node) if isinstance(node, syntax.Table) else self.value(node)
        return self.table.finite(pmf) if self.table.finite else pmf

    def _table(self, node: syntax.Table) -> dict[Expr, Expr]:
        pmf: dict[Expr, Expr] = {}
        for outcome, probability in node.pairs:
            key = self.value(outcome)
            if isinstance(key, list):
                raise ParseError("an outcome must be a number or a name", outcome.position)
            if key in pmf:
                raise ParseError(f"the outcome {key} is given twice", outcome.position)
            pmf[key] = self.value(probability)
        return pmf

    def _name(self, node: syntax.Name) -> Law:
        if node.name in self.table.vocabulary:
            raise ParseError(f"{node.name} needs its parameters: {node.name}(...)", node.position)
        if self.table.abstract is None:
            raise ParseError(f"expected a law such as Normal(0, 1), found {node.name}", node.position)
        return self.table.abstract(self.scope.law(node))

    def _construct(self, node: syntax.Call) -> Law:
        only_commas(node)
        arguments = [self.value(argument) for argument in node.arguments]
        keywords = {name: self.value(argument) for name, argument in node.keywords}
        return call_with(self.table.vocabulary[node.name], node, arguments, keywords)

    def _image(self, node: syntax.Node) -> Law:
        """The law is a variable inside an expression; ``image`` gets the expression and the variable."""
        found: list[tuple[Symbol, Law]] = []

        def variable(call: syntax.Call) -> Expr:
            if found:
                raise ParseError("only one distribution may stand in a function of a variable", call.position)
            found.append((Dummy(call.name, real=True), self._construct(call)))
            return found[0][0]

        expr = Builder(self.scope, dict.fromkeys(self.table.vocabulary, variable)).build(node)
        if not expr.has(found[0][0]):
            raise ParseError("this does not depend on the distribution in it", node.position)
        if self.table.image is None:
            raise ParseError("a function of a distribution cannot stand here", node.position)
        return self.table.image(expr, *found[0])

    def _mixture(self, node: syntax.Node) -> Law:
        """A linear combination of abstract laws; names that the assumptions declare are weights."""
        if isinstance(node, syntax.Call):
            raise unknown(node, self.table.vocabulary)
        if self.table.abstract is None or self.table.mixture is None:
            raise ParseError("expected a law, such as Normal(0, 1) or {0: p, 1: 1 - p}", node.position)
        parts: dict[str, tuple[Symbol, Law]] = {}

        def variable(name: syntax.Name) -> Expr:
            if self.scope.declared(name.name):
                return self.scope.symbol(name)
            if name.name not in parts:
                parts[name.name] = (Dummy(name.name, real=True), self._name(name))
            return parts[name.name][0]

        expr = Builder(self.scope, variable=variable).build(node)
        weights = _coefficients(expr, [part for part, _ in parts.values()])
        if weights is None:
            hint = "a mixture is a sum such as (p + q)/2; declare a weight w by the assumption 0 < w < 1"
            raise ParseError(hint, node.position)
        return self.table.mixture([law for _, law in parts.values()], weights)


def _coefficients(expr: Expr, variables: list[Symbol]) -> list[Expr] | None:
    """The coefficients of a homogeneous linear expression; None for any other."""
    weights = [expr.diff(variable) for variable in variables]
    linear = not any(weight.has(*variables) for weight in weights)
    homogeneous = expr.xreplace(dict.fromkeys(variables, 0)) == 0
    return weights if variables and linear and homogeneous else None


def call_with(function: Callable[..., Any], node: syntax.Call, arguments: list[Any], keywords: dict[str, Any]) -> Any:
    """Call a constructor of the caller's table; arguments that do not fit are an error of the text."""
    signature = inspect.signature(function)
    try:
        signature.bind(*arguments, **keywords)
    except TypeError as error:
        wanted = ", ".join(signature.parameters)
        raise ParseError(f"{node.name} takes ({wanted}): {error}", node.position) from error
    try:
        return function(*arguments, **keywords)
    except SymbolicInfoError:
        raise
    except (TypeError, ValueError, AttributeError) as error:
        reason = str(error).partition("\n")[0]
        raise ParseError(f"{node.name} cannot take these arguments: {reason}", node.position) from error


def _misplaced(call: syntax.Call) -> Expr:
    raise ParseError(f"the distribution {call.name} cannot stand where a number is needed", call.position)
