"""The tree of a text before it means anything: positions and words, no SymPy object yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, TypeVar

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the text that starts at ``position``."""

    position: int


@dataclass(frozen=True, slots=True)
class Number(Node):
    """An exact number: 0.1 is 1/10."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A bare name."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """Minus something."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Sum(Node):
    """Terms with the sign before each."""

    terms: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Product(Node):
    """Factors with the operator before each."""

    factors: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Power(Node):
    """A base to an exponent."""

    base: Node
    exponent: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """``name(arguments)``; ``separators`` keeps ``,`` and ``||`` apart."""

    name: str
    arguments: tuple[Node, ...]
    separators: tuple[str, ...]
    keywords: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Array(Node):
    """``[a, b]``."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Table(Node):
    """``{outcome: probability}``."""

    pairs: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True, slots=True)
class Relation(Node):
    """``a < b <= c``: the operands and the signs between them."""

    operands: tuple[Node, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Property(Node):
    """``mu real``, in a list of assumptions."""

    name: str
    word: str


def calls(tree: Any) -> Iterator[Call]:
    """All calls in a tree.

    >>> inner = Call(4, "log", (Name(8, "x"),), (), ())
    >>> [call.name for call in calls(Call(0, "exp", (inner,), (), ()))]
    ['exp', 'log']
    """
    return nodes(tree, Call)


def nodes(tree: Any, kind: type[Part]) -> Iterator[Part]:
    """All nodes of a kind in a tree.

    >>> [name.name for name in nodes(Call(0, "exp", (Name(4, "x"),), (), ()), Name)]
    ['x']
    """
    if isinstance(tree, kind):
        yield tree
    if isinstance(tree, tuple):
        for part in tree:
            yield from nodes(part, kind)
    elif isinstance(tree, Node):
        for field in fields(tree):
            yield from nodes(getattr(tree, field.name), kind)
