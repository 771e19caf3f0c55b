"""Tokens to a tree, by precedence climbing.

One method a construct; nothing is evaluated.  Python's recursion follows only brackets, signs and powers,
whose nesting is limited; sums and products of any length are flat.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, TypeVar

from symbolic_info.errors import ParseError
from symbolic_info.interop.text import syntax
from symbolic_info.interop.text.limits import MAX_DECIMAL_EXPONENT, MAX_DEPTH, MAX_DIGITS
from symbolic_info.interop.text.tokens import Token, tokenize

Part = TypeVar("Part")

SUM, PRODUCT, POWER = 1, 2, 3
BINDING: Final = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "**": POWER}
RELATIONS: Final = frozenset({"<", "<=", ">", ">=", "=", "!="})
ARROW: Final = "->"
SEPARATORS: Final = frozenset({",", "||", ";", "|"})


def read_expression(text: str) -> syntax.Node:
    """The tree of one expression, law or measure.

    >>> read_expression("-k").operand.name
    'k'
    """
    return _Parser(text).complete(_Parser.expression)


def read_claim(text: str) -> syntax.Node:
    """The tree of a chain of relations (or of a bare expression).

    >>> read_claim("a <= b").signs
    ('<=',)
    """
    return _Parser(text).complete(_Parser.relation)


def read_statement(text: str) -> syntax.Node:
    """The tree of a claim, of a chain ``X, Y -> Z -> W``, or of an implication between such.

    >>> read_statement("X -> Y -> Z").signs, read_statement("a <= b => b >= a").signs
    (('->', '->'), ('=>',))
    """
    return _Parser(text).complete(_Parser.statement)


def read_assumptions(text: str) -> list[syntax.Node]:
    """The trees of a comma-separated list of relations and properties.

    >>> [type(node).__name__ for node in read_assumptions("k > 0, mu real")]
    ['Relation', 'Property']
    """
    return _Parser(text).complete(_Parser.assumptions)


def read_list(text: str) -> list[syntax.Node]:
    """The trees of a comma-separated list of expressions.

    >>> len(read_list("1/2, 1/4, 1/4"))
    3
    """
    return _Parser(text).complete(_Parser.items)


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens = tokenize(text)
        self.index = 0
        self.depth = 0

    # reading tokens

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def at(self, *marks: str) -> bool:
        return self.token.kind == "mark" and self.token.text in marks

    def advance(self) -> Token:
        token = self.token
        self.index += 1
        return token

    def accept(self, mark: str) -> bool:
        found = self.at(mark)
        self.index += found
        return found

    def expect(self, mark: str) -> None:
        if not self.accept(mark):
            raise self.unexpected(f"expected '{mark}'")

    def complete(self, read: Callable[[_Parser], Part]) -> Part:
        part = read(self)
        if self.token.kind != "end":
            raise self.unexpected("expected an operator or the end")
        return part

    def unexpected(self, expectation: str) -> ParseError:
        token = self.token
        if token.kind == "end":
            return ParseError(f"{expectation}, but the text ends", token.position)
        if self.index and self.after_operand():
            if token.text == "[":
                return ParseError("indexing is not allowed", token.position)
            if token.kind != "mark" or token.text == "(":
                return ParseError(f"write * for a product: '*{token.text}'", token.position)
        if token.text in RELATIONS:
            return ParseError(f"the relation '{token.text}' cannot stand here", token.position)
        return ParseError(f"{expectation}, found '{token.text}'", token.position)

    def after_operand(self) -> bool:
        before = self.tokens[self.index - 1]
        return before.kind in ("number", "name") or before.text in (")", "]", "}")

    # expressions

    def expression(self, binding: int = 0) -> syntax.Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ParseError(f"nested more than {MAX_DEPTH} deep", self.token.position)
        left = self.operand()
        while self.token.kind == "mark" and BINDING.get(self.token.text, 0) > binding:
            left = self.binary(left)
        self.depth -= 1
        return left

    def binary(self, left: syntax.Node) -> syntax.Node:
        operator = self.advance().text
        if operator == "**":
            # Binds to the right, and looser than a sign on its right: 2**-x**2.
            return syntax.Power(left.position, left, self.expression(PRODUCT))
        right = self.expression(BINDING[operator])
        if operator in ("+", "-"):
            terms = left.terms if isinstance(left, syntax.Sum) else (("+", left),)
            return syntax.Sum(left.position, (*terms, (operator, right)))
        factors = left.factors if isinstance(left, syntax.Product) else (("*", left),)
        return syntax.Product(left.position, (*factors, (operator, right)))

    def operand(self) -> syntax.Node:
        token = self.token
        if token.kind == "number":
            return syntax.Number(token.position, _exact(self.advance()))
        if token.kind == "name":
            return self.named()
        if self.at("-", "+"):
            self.advance()
            inner = self.expression(PRODUCT)
            return syntax.Negative(token.position, inner) if token.text == "-" else inner
        return self.bracketed()

    def named(self) -> syntax.Node:
        token = self.advance()
        if self.at("("):
            return self.call(token)
        return syntax.Name(token.position, token.text)

    def bracketed(self) -> syntax.Node:
        position = self.token.position
        if self.accept("("):
            inner = self.expression()
            self.expect(")")
            return inner
        if self.accept("["):
            items = self.items()
            self.expect("]")
            return syntax.Array(position, tuple(items))
        if self.accept("{"):
            pairs = self.separated(_Parser.pair)
            self.expect("}")
            return syntax.Table(position, tuple(pairs))
        raise self.unexpected("expected a number, a name or '('")

    def items(self) -> list[syntax.Node]:
        return self.separated(_Parser.expression)

    def separated(self, read: Callable[[_Parser], Part]) -> list[Part]:
        parts = [read(self)]
        while self.accept(","):
            parts.append(read(self))
        return parts

    def pair(self) -> tuple[syntax.Node, syntax.Node]:
        outcome = self.expression()
        self.expect(":")
        return outcome, self.expression()

    def call(self, name: Token) -> syntax.Call:
        self.expect("(")
        arguments: list[syntax.Node] = []
        keywords: list[tuple[str, syntax.Node]] = []
        separators: list[str] = []
        while True:
            if self.at_keyword():
                keywords.append(self.keyword(keywords))
            elif keywords:
                raise self.unexpected("expected a keyword argument after a keyword argument")
            else:
                arguments.append(self.expression())
            if not self.at(*SEPARATORS):
                break
            separators.append(self.advance().text)
        self.expect(")")
        return syntax.Call(name.position, name.text, tuple(arguments), tuple(separators), tuple(keywords))

    def at_keyword(self) -> bool:
        if self.token.kind != "name":
            return False
        following = self.tokens[self.index + 1]
        return following.kind == "mark" and following.text == "="

    def keyword(self, earlier: list[tuple[str, syntax.Node]]) -> tuple[str, syntax.Node]:
        name = self.advance()
        if any(name.text == other for other, _ in earlier):
            raise ParseError(f"the keyword {name.text} is given twice", name.position)
        self.expect("=")
        return name.text, self.expression()

    # claims and assumptions

    def relation(self) -> syntax.Node:
        operands = [self.expression()]
        signs: list[str] = []
        while self.at(*RELATIONS):
            signs.append(self.advance().text)
            operands.append(self.expression())
        first = operands[0]
        return syntax.Relation(first.position, tuple(operands), tuple(signs)) if signs else first

    def statement(self) -> syntax.Node:
        left = self.simple_statement()
        if not self.at("=>", "<=>"):
            return left
        sign = self.advance().text
        return syntax.Relation(left.position, (left, self.simple_statement()), (sign,))

    def simple_statement(self) -> syntax.Node:
        position = self.token.position
        ahead = (token.text for token in self.tokens[self.index :] if token.kind == "mark")
        if next((mark for mark in ahead if mark in {ARROW, "=>", "<=>", *RELATIONS}), "") != ARROW:
            return self.relation()
        blocks = [syntax.Array(self.token.position, tuple(self.items()))]
        while self.accept(ARROW):
            blocks.append(syntax.Array(self.token.position, tuple(self.items())))
        return syntax.Relation(position, tuple(blocks), (ARROW,) * (len(blocks) - 1))

    def assumptions(self) -> list[syntax.Node]:
        return self.separated(_Parser.assumption)

    def assumption(self) -> syntax.Node:
        following = self.tokens[min(self.index + 1, len(self.tokens) - 1)]
        if self.token.kind == "name" and following.kind == "name":
            name, word = self.advance(), self.advance()
            return syntax.Property(name.position, name.text, word.text)
        return self.relation()


def _exact(token: Token) -> Fraction:
    """The number as a fraction; its size is checked on the characters."""
    mantissa, _, exponent = token.text.lower().partition("e")
    if len(mantissa) > MAX_DIGITS:
        raise ParseError(f"the number has more than {MAX_DIGITS} digits", token.position)
    if len(exponent) > 6 or abs(int(exponent or "0")) > MAX_DECIMAL_EXPONENT:
        raise ParseError(f"the decimal exponent is above {MAX_DECIMAL_EXPONENT}", token.position)
    return Fraction(token.text)
