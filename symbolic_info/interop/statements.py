"""Statements in the notation of textbooks: measures of laws, measures of random variables, what is given of them.

A name is a law or a random variable by its use: a law in a divergence such as D(p || q), a variable in I(X; Y), in a
measure with ``|`` or ``;``, in a chain ``X -> Y -> Z`` and in Independent, Markov and FunctionOf.  Where only H(...)
has it, a name that starts with a capital letter is a variable, any other a law: H(X, Y) is a joint entropy, H(p, q) a
cross-entropy.  A name cannot be both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from sympy import Basic, Eq, Equivalent, Expr, Implies

from symbolic_info.errors import ParseError
from symbolic_info.interop.reading import LAWS, MEASURES, Reading, read
from symbolic_info.interop.text import Assumptions, grammar, syntax
from symbolic_info.interop.text.build import Builder, Scope
from symbolic_info.interop.text.claims import MeasureReader
from symbolic_info.interop.text.laws import LawReader, call_with
from symbolic_info.laws import Law, product
from symbolic_info.laws.variables import Variable, VariableLaw, joint, variables
from symbolic_info.measures.conditional_entropy import ConditionalEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.mutual_information import (
    DualTotalCorrelation,
    InteractionInformation,
    MutualInformation,
    TotalCorrelation,
    VariationOfInformation,
)
from symbolic_info.measures.relations import FunctionOf, Independent, Markov

Blocks = list[tuple[Variable, ...]]


def _entropy(*blocks: Any, given: Any = ()) -> Expr:
    if len(blocks) > 1:
        raise TypeError("an entropy has no ';'; separate its variables by commas")
    return Entropy(*blocks[0], given=given)


def _information(*blocks: Any, given: Any = ()) -> Expr:
    if len(blocks) < 2:
        raise TypeError("write ';' between what shares the information, as in I(X,Y;Z)")
    return (MutualInformation if len(blocks) == 2 else InteractionInformation)(*blocks, given=given)


ENTROPIES: Final = {"H": _entropy, "Entropy": _entropy}
INFORMATIONS: Final[dict[str, Callable[..., Expr]]] = {
    "I": _information,
    "MutualInformation": _information,
    "InteractionInformation": InteractionInformation,
    "TC": TotalCorrelation,
    "TotalCorrelation": TotalCorrelation,
    "DualTotalCorrelation": DualTotalCorrelation,
    "VI": VariationOfInformation,
    "VariationOfInformation": VariationOfInformation,
    "ConditionalEntropy": lambda *blocks, given=(): ConditionalEntropy(*blocks[0], given=given),
}
VARIABLE_MEASURES: Final[dict[str, Callable[..., Expr]]] = {**ENTROPIES, **INFORMATIONS}
RELATIONS: Final = {"Independent": Independent, "Markov": Markov, "FunctionOf": FunctionOf}
OF_LAWS: Final = {"joint": joint, "product": product}
APART: Final = frozenset({*RELATIONS, "TC", "TotalCorrelation", "InteractionInformation", "DualTotalCorrelation", "VI"})
MARKS: Final = frozenset({";", "|"})


def read_claims(texts: Sequence[str], assumed: str = "") -> Reading[tuple[Basic, ...]]:
    """Statements read together; unevaluated, so that they stay to be proved.

    >>> read_claims(["I(X;Z) <= I(X;Y)", "X -> Y -> Z"]).content
    (MutualInformation(X, Z) <= MutualInformation(X, Y), Markov(X, Y, Z))
    >>> read_claims(["H(X,Y) = H(X) + H(Y|X)"]).content[0].lhs, read_claims(["H(p,q) >= H(p)"]).content[0].lhs
    (Entropy(X, Y), CrossEntropy(p, q))
    """
    trees = [grammar.read_statement(text) for text in texts]

    def parse(known: Assumptions) -> tuple[Basic, ...]:
        reader = StatementReader(Scope(known.symbols), trees)
        return tuple(reader.statement(tree) for tree in trees)

    return read(parse, assumed)


class StatementReader(MeasureReader):
    """Reads statements about laws and about random variables."""

    def __init__(self, scope: Scope, trees: Iterable[syntax.Node]) -> None:
        super().__init__(scope, _Laws(scope, LAWS), MEASURES)
        self.scope = scope
        self.used = _names_by_use(list(trees))
        handlers = {**dict.fromkeys(MEASURES, self._either), **dict.fromkeys(INFORMATIONS, self._information)}
        self.builder = Builder(scope, handlers)

    def statement(self, node: syntax.Node) -> Basic:
        """A relation of expressions or of variables, or an implication between such."""
        if isinstance(node, syntax.Relation) and node.signs[0] in ("=>", "<=>"):
            kind = Implies if node.signs[0] == "=>" else Equivalent
            return kind(*map(self.statement, node.operands), evaluate=False)
        if isinstance(node, syntax.Relation) and node.signs[0] == grammar.ARROW:
            return self._chain(node)
        if isinstance(node, syntax.Call) and node.name in RELATIONS:
            blocks, given = self._blocks(node, apart=True)
            relation: Basic = call_with(RELATIONS[node.name], node, blocks, {"given": given})
            return relation
        if isinstance(node, syntax.Relation) and self._equates_laws(node):
            return Eq(*map(self.laws.read, node.operands), evaluate=False)
        return self.claim(node)

    def _is_law(self, node: syntax.Node) -> bool:
        """Whether a name, or a combination of names, is used as a law elsewhere in the text."""
        names = [x.name for x in syntax.nodes(node, syntax.Name)]
        return bool(names) and not list(syntax.calls(node)) and all(self.used.get(name) == "law" for name in names)

    def _equates_laws(self, node: syntax.Node) -> bool:
        """Whether a law stands on one side of an equation, and a law or a new name on the other."""
        if not isinstance(node, syntax.Relation) or node.signs != ("=",):
            return False
        new = [isinstance(x, syntax.Name) and x.name not in self.used for x in node.operands]
        known = [self._is_law(x) for x in node.operands]
        return any(known) and all(a or b for a, b in zip(new, known, strict=True))

    def _chain(self, node: syntax.Relation) -> Basic:
        blocks = [
            [self._variable(x) for x in block.items] for block in node.operands if isinstance(block, syntax.Array)
        ]
        if len(blocks) < 3:
            raise ParseError("a chain has three links or more, as in X -> Y -> Z", node.position)
        return Markov(*blocks)

    def _either(self, node: syntax.Call) -> Expr:
        """A measure of laws, or an entropy of variables."""
        if node.name not in ENTROPIES or not self._of_variables(node):
            return self._measure(node)
        return self._information(node)

    def _of_variables(self, node: syntax.Call) -> bool:
        if MARKS.intersection(node.separators):
            return True
        roles = {self._role(x) for x in node.arguments}
        if len(roles) > 1:
            raise ParseError(f"{node.name}(...) is of laws or of random variables, not of both", node.position)
        return roles == {"variable"}

    def _role(self, argument: syntax.Node) -> str:
        if not isinstance(argument, syntax.Name):
            return "law"
        return self.used.get(argument.name) or ("variable" if argument.name[0].isupper() else "law")

    def _information(self, node: syntax.Call) -> Expr:
        blocks, given = self._blocks(node, apart=node.name in APART and ";" not in node.separators)
        measure: Expr = call_with(VARIABLE_MEASURES[node.name], node, blocks, {"given": given})
        return measure

    def _blocks(self, node: syntax.Call, apart: bool) -> tuple[Blocks, tuple[Variable, ...]]:
        """What the separators set off; ``apart`` takes commas as such."""
        if node.keywords:
            raise ParseError(f"{node.name} takes no keyword arguments here", node.keywords[0][1].position)
        members, marks = [self._variable(x) for x in node.arguments], node.separators
        cut = marks.index("|") + 1 if "|" in marks else len(members)
        if "||" in marks or any(mark != "," for mark in marks[cut:]):
            raise ParseError(f"write {node.name}(...;...|...), with one '|' last", node.position)
        ends = [i for i, mark in enumerate(marks[: cut - 1], 1) if mark == ";" or apart]
        blocks = [tuple(members[a:b]) for a, b in zip([0, *ends], [*ends, cut], strict=True)]
        return blocks, tuple(members[cut:])

    def _variable(self, node: syntax.Node) -> Variable:
        if not isinstance(node, syntax.Name):
            raise ParseError("the name of a random variable is needed", node.position)
        variable: Variable = variables(self.scope.variable(node))
        return variable


class _Laws(LawReader):
    """Laws, among them the joint and product laws of random variables."""

    def read(self, node: syntax.Node) -> Any:
        if isinstance(node, syntax.Call) and node.name in OF_LAWS:
            parts = [self._factor(x) for x in node.arguments]
            return call_with(OF_LAWS[node.name], node, parts, {})
        return super().read(node)

    def _factor(self, node: syntax.Node) -> Law:
        if isinstance(node, syntax.Name):
            law: VariableLaw = variables(self.scope.variable(node))
            return law
        read: Law = self.read(node)
        return read


def _names_by_use(trees: list[syntax.Node]) -> dict[str, str]:
    """The names whose use tells what they are; a conflict shows when they are read."""
    found: dict[str, str] = {}
    for call in (c for tree in trees for c in syntax.calls(tree)):
        role = _use(call)
        known = MEASURES[call.name].of_laws(call) if role == "law" else call.arguments
        parts = [part for part in known if role and not list(syntax.calls(part))]
        for name in (x.name for part in parts for x in syntax.nodes(part, syntax.Name)):
            found.setdefault(name, role)
    for relation in (r for tree in trees for r in _chains(tree)):
        for block in relation.operands:
            found.update({x.name: "variable" for x in getattr(block, "items", ()) if isinstance(x, syntax.Name)})
    for call in (c for tree in trees for c in syntax.calls(tree) if c.name in ENTROPIES):
        for name in (x.name for x in call.arguments if isinstance(x, syntax.Name) and not x.name[0].isupper()):
            found.setdefault(name, "law")
    return found


def _use(call: syntax.Call) -> str:
    if call.name in {*INFORMATIONS, *RELATIONS, *OF_LAWS} or MARKS.intersection(call.separators):
        return "variable"
    return "law" if call.name in MEASURES and call.name not in ENTROPIES else ""


def _chains(tree: syntax.Node) -> Iterator[syntax.Relation]:
    if isinstance(tree, syntax.Relation):
        if tree.signs[0] == grammar.ARROW:
            yield tree
        for operand in tree.operands:
            yield from _chains(operand)
