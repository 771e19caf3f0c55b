"""A tree to a SymPy expression.  The only names it can reach are in the tables of ``functions``."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from sympy import AccumBounds, Add, Expr, I, Mul, Pow, Rational, Symbol, nan, sqrt, zoo

from symbolic_info.errors import ParseError, SymbolicInfoError
from symbolic_info.interop.text import syntax
from symbolic_info.interop.text.functions import ALSO_SYMBOLS, CONSTANTS, FUNCTIONS, Function
from symbolic_info.interop.text.size import Meter, power_bits

Handler = Callable[[syntax.Call], Expr]
Variable = Callable[[syntax.Name], Expr]

_FAILURES: Final = (
    ArithmeticError,
    AttributeError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)


class Scope:
    """What the names of one text stand for, and how much the text has used."""

    def __init__(self, symbols: Mapping[str, Symbol] | None = None) -> None:
        self.meter = Meter()
        self._assumed = frozenset(symbols or {})
        self._symbols = dict(symbols or {})
        self._roles: dict[str, str] = {}

    def symbol(self, node: syntax.Name) -> Symbol:
        """The variable of this name: as assumed, else real."""
        self.play(node, "a number")
        return self._symbols.setdefault(node.name, Symbol(node.name, real=True))

    @property
    def symbols(self) -> dict[str, Symbol]:
        """The variables that were assumed or met."""
        return dict(self._symbols)

    def declared(self, name: str) -> bool:
        """Whether the assumptions make this name a number."""
        return name in CONSTANTS or name in self._assumed

    def law(self, node: syntax.Name) -> str:
        """Note that this name stands for a law; it cannot be a number as well."""
        if self.declared(node.name):
            raise ParseError(f"{node.name} is a number, and a law is needed", node.position)
        self.play(node, "a law")
        return node.name

    def variable(self, node: syntax.Name) -> str:
        """Note that this name stands for a random variable; it cannot be a number or a law as well."""
        if node.name in self._assumed:
            raise ParseError(f"{node.name} is a number, and a random variable is needed", node.position)
        self.play(node, "a random variable")
        return node.name

    def play(self, node: syntax.Name, role: str) -> None:
        """Note what a name stands for; an error where it stands for something else already."""
        earlier = self._roles.setdefault(node.name, role)
        if earlier != role:
            raise ParseError(f"{node.name} stands for {earlier} and for {role}", node.position)


class Builder:
    """Builds expressions; ``handlers`` adds calls that are no functions, such as measures.

    ``variable`` says what a bare name is, a symbol unless given.
    """

    def __init__(
        self, scope: Scope, handlers: Mapping[str, Handler] | None = None, variable: Variable | None = None
    ) -> None:
        self.scope = scope
        self.handlers = handlers or {}
        self.variable = variable or scope.symbol

    def build(self, node: syntax.Node) -> Expr:
        """The expression, real and defined."""
        expr = self._expression(node)
        if expr.has(nan, zoo):
            raise ParseError("the expression is not defined", node.position)
        if expr.has(I, AccumBounds):
            raise ParseError("the expression is not a real number", node.position)
        return expr

    def _expression(self, node: syntax.Node) -> Expr:
        try:
            return self._dispatch(node)
        except SymbolicInfoError:
            raise
        except _FAILURES as error:
            raise ParseError("SymPy cannot compute this", node.position) from error

    def _dispatch(self, node: syntax.Node) -> Expr:
        match node:
            case syntax.Number():
                return self._number(node)
            case syntax.Name():
                return self._name(node)
            case syntax.Negative():
                return -self._expression(node.operand)
            case syntax.Sum():
                return self._sum(node)
            case syntax.Product():
                return self._product(node)
            case syntax.Power():
                return self._power(node)
            case syntax.Call():
                return self._call(node)
        raise ParseError("a list cannot stand in an expression", node.position)

    def _number(self, node: syntax.Number) -> Expr:
        value = node.value
        self.scope.meter.spend(value.numerator.bit_length() + value.denominator.bit_length(), node.position)
        return Rational(value.numerator, value.denominator)

    def _name(self, node: syntax.Name) -> Expr:
        if node.name in CONSTANTS:
            self.scope.play(node, "a number")
            return CONSTANTS[node.name]
        if (node.name in FUNCTIONS and node.name not in ALSO_SYMBOLS) or node.name in self.handlers:
            raise ParseError(f"{node.name} needs arguments: {node.name}(...)", node.position)
        return self.variable(node)

    def _sum(self, node: syntax.Sum) -> Expr:
        terms = ((sign, self._expression(term)) for sign, term in node.terms)
        return _defined(Add, [-term if sign == "-" else term for sign, term in terms], node.position)

    def _product(self, node: syntax.Product) -> Expr:
        factors: list[Expr] = []
        for operator, factor in node.factors:
            value = self._expression(factor)
            inverse = operator == "/"
            factors.append(_defined(Pow, (value, -1), factor.position) if inverse else value)
        return _defined(Mul, factors, node.position)

    def _power(self, node: syntax.Power) -> Expr:
        base, exponent = self._expression(node.base), self._expression(node.exponent)
        self.scope.meter.spend(power_bits(base, exponent, node.position), node.position)
        _require_real_power(base, exponent, node.position)
        return _defined(Pow, (base, exponent), node.position)

    def _call(self, node: syntax.Call) -> Expr:
        if node.name in self.handlers:
            return self.handlers[node.name](node)
        if node.name not in FUNCTIONS:
            raise unknown(node, [*FUNCTIONS, *self.handlers])
        plain_arguments(node)
        return self._apply(FUNCTIONS[node.name], node)

    def _apply(self, function: Function, node: syntax.Call) -> Expr:
        least, most = function.arity
        if not least <= len(node.arguments) <= most:
            wanted = f"{least}" if least == most else f"{least} to {most}"
            given = len(node.arguments)
            raise ParseError(f"{node.name} takes {wanted} argument(s), not {given}", node.position)
        arguments = tuple(self._expression(argument) for argument in node.arguments)
        if function.apply is sqrt:
            power_bits(arguments[0], Rational(1, 2), node.position)
            _require_real_power(arguments[0], Rational(1, 2), node.position)
        self.scope.meter.spend(function.cost(arguments, node.position), node.position)
        return _defined(function.apply, arguments, node.position)


def plain_arguments(node: syntax.Call) -> None:
    """Refuse keywords in the call of a function, and other separators than commas."""
    if node.keywords:
        raise ParseError(f"{node.name} takes no keyword arguments", node.keywords[0][1].position)
    only_commas(node)


def only_commas(node: syntax.Call) -> None:
    """Refuse ``||``, ``;`` and ``|`` between the arguments."""
    other = next((mark for mark in node.separators if mark != ","), None)
    if other:
        raise ParseError(f"'{other}' cannot stand in {node.name}(...)", node.position)


def unknown(node: syntax.Call, known: Iterable[str]) -> ParseError:
    """The error for a name that is no function, with the nearest one that is."""
    close = difflib.get_close_matches(node.name, list(known), n=1)
    hint = f"did you mean {close[0]}?" if close else f"write {node.name}*(...) for a product"
    return ParseError(f"unknown function {node.name}; {hint}", node.position)


def _require_real_power(base: Expr, exponent: Expr, position: int) -> None:
    if base.is_number and base.is_negative and exponent.is_integer is False:
        raise ParseError("a root of a negative number is not real", position)


def _defined(apply: Callable[..., Expr], arguments: Iterable[Expr], position: int) -> Expr:
    """Apply a whitelisted function; where SymPy answers nan or zoo, the text is at fault."""
    value = apply(*arguments)
    if value in (nan, zoo):
        raise ParseError("this is not defined (a division by zero, or oo - oo)", position)
    return value
