"""Random variables of which nothing is known but that they have a joint law, and the laws made of them.

They are discrete with finite entropy.  Every law here is a product of powers of marginal laws of the
variables (`VariableLaw.powers`), so that measures of them are sums of joint entropies.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sympy import Basic, Expr, Function, Integer, Mul, Symbol, Tuple, log

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws.law import Law


class VariableLaw(Law):
    """A law of abstract random variables."""

    discrete = True

    @property
    def members(self) -> tuple[Variable, ...]:
        """The variables whose law this is, in the order of their names."""
        raise NotImplementedError

    @property
    def outer(self) -> tuple[Variable, ...]:
        """The variables that are given."""
        return ()

    @property
    def powers(self) -> Counter[tuple[Variable, ...]]:
        """The law as a product of powers of the marginal laws of sets of variables."""
        raise NotImplementedError

    @property
    def free_symbols(self) -> set[Symbol]:
        return set()

    @property
    def dimension(self) -> Expr:
        return Integer(len(self.members))

    @property
    def place(self) -> str:  # type: ignore[override]
        return f"the values of {_listed(self.members)}" + (f" given {_listed(self.outer)}" if self.outer else "")

    def given(self, *others: Any) -> Law:
        """The conditional law, given ``others``; see `product`."""
        return conditional_on(self, variables_in(others))

    def log_density(self, x: Expr) -> Expr:
        marginals = ((Function(f"p_{_listed(s)}", positive=True)(x), n) for s, n in self.powers.items())
        return log(Mul(*(p**n for p, n in marginals)))


class Variable(VariableLaw):
    """An abstract random variable; as a law, its marginal law.  `variables` makes them."""

    @property
    def name(self) -> str:
        return str(self.args[0].name)

    @property
    def members(self) -> tuple[Variable, ...]:
        return (self,)

    @property
    def powers(self) -> Counter[tuple[Variable, ...]]:
        return Counter({(self,): 1})

    def _latex(self, printer: Any) -> str:
        return str(printer.doprint(self.args[0]))

    def _sympystr(self, printer: Any) -> str:
        return self.name


class Joint(VariableLaw):
    """The joint law of several abstract random variables; `joint` makes it."""

    @property
    def members(self) -> tuple[Variable, ...]:
        return tuple(self.args)

    @property
    def powers(self) -> Counter[tuple[Variable, ...]]:
        return Counter({self.members: 1})

    def marginal(self, indices: Iterable[int]) -> Law:
        """The joint law of some of the variables."""
        return joint(*(self.args[i] for i in indices))

    def _latex(self, printer: Any) -> str:
        return rf"p_{{{', '.join(printer.doprint(x) for x in self.args)}}}"

    def _sympystr(self, printer: Any) -> str:
        return f"joint({_listed(self.members)})"


class ConditionalLaw(VariableLaw):
    """The conditional law of variables, given others: a factor of a product."""

    @property
    def members(self) -> tuple[Variable, ...]:
        return tuple(self.args[0])

    @property
    def outer(self) -> tuple[Variable, ...]:
        return tuple(self.args[1])

    @property
    def powers(self) -> Counter[tuple[Variable, ...]]:
        return Counter({ordered((*self.members, *self.outer)): 1, self.outer: -1})

    def _latex(self, printer: Any) -> str:
        block, given = (", ".join(printer.doprint(x) for x in part) for part in self.args)
        return rf"p_{{{block} \mid {given}}}"

    def _sympystr(self, printer: Any) -> str:
        return f"{joint(*self.members)}.given({_listed(self.outer)})"


class Factored(VariableLaw):
    """The product of marginal and conditional laws of different variables (a Bayesian network); `product` makes it."""

    @property
    def members(self) -> tuple[Variable, ...]:
        return ordered(x for factor in self.args for x in factor.members)

    @property
    def outer(self) -> tuple[Variable, ...]:
        return ordered({x for factor in self.args for x in factor.outer} - set(self.members))

    @property
    def powers(self) -> Counter[tuple[Variable, ...]]:
        total: Counter[tuple[Variable, ...]] = Counter()
        for factor in self.args:
            total.update(factor.powers)
        return Counter({s: n for s, n in total.items() if n})

    def _latex(self, printer: Any) -> str:
        shown = (printer.doprint(f) for f in self.args)
        named = zip(self.args, shown, strict=True)
        return " ".join(rf"p_{{{text}}}" if isinstance(f, Variable) else text for f, text in named)

    def _sympystr(self, printer: Any) -> str:
        return f"product({', '.join(printer.doprint(factor) for factor in self.args)})"


def variables(names: Any) -> Any:
    """Abstract random variables for the names in ``names``: one, or a tuple of several, with a joint law.

    They are discrete and of finite entropy, and nothing else is known of them.  `symbolic_info.joint` and
    `symbolic_info.product` are laws of them, and measures take them one by one.
    Errors: `UnknownLawError` where ``names`` are no names.

    >>> from symbolic_info import Entropy, MutualInformation, variables
    >>> X, Y, Z = variables("X Y Z")
    >>> MutualInformation(X, Y, given=Z)
    MutualInformation(X, Y, given=Z)
    >>> MutualInformation(X, Y).rewrite(Entropy)
    -Entropy(X, Y) + Entropy(X) + Entropy(Y)
    """
    parts = names.replace(",", " ").split() if isinstance(names, str) else []
    if not parts or not all(part.isidentifier() for part in parts):
        raise UnknownLawError(f"variables() takes names such as 'X Y Z', not {names!r}")
    found = tuple(Variable(Symbol(part)) for part in parts)
    return found[0] if len(found) == 1 else found


def joint(*parts: Any) -> VariableLaw:
    """The joint law of abstract random variables, in the order of their names, each once.

    >>> from symbolic_info import joint, variables
    >>> X, Y = variables("X Y")
    >>> joint(Y, X, X), joint(X)
    (joint(X, Y), X)
    """
    members = ordered(variables_in(parts))
    if not members:
        raise ParameterError("joint() takes one variable or more")
    return members[0] if len(members) == 1 else Joint(*members)


def conditional_on(law: VariableLaw, given: Iterable[Variable]) -> VariableLaw:
    """The conditional law of the variables of ``law``, given others."""
    outer = ordered((*law.outer, *given))
    if set(outer) & set(law.members):
        raise ParameterError(f"{_listed(law.members)} cannot be given as well")
    if not isinstance(law, Variable | Joint | ConditionalLaw):
        raise ParameterError(f"write the conditional law of each factor of {law}")
    return ConditionalLaw(Tuple(*law.members), Tuple(*outer)) if outer else law


def factored(factors: Iterable[VariableLaw]) -> VariableLaw:
    """The product of laws of different variables, where no variable is given before it is drawn."""
    parts = sorted((p for f in factors for p in (f.args if isinstance(f, Factored) else (f,))), key=str)
    members = [x for p in parts for x in p.members]
    if len(set(members)) < len(members):
        raise ParameterError(f"the factors of a product are laws of different variables, unlike {members}")
    rest, missing = list(parts), set(members)
    while ready := [p for p in rest if not missing.intersection(p.outer)]:
        missing.difference_update(x for p in ready for x in p.members)
        rest = [p for p in rest if p not in ready]
    if rest:
        raise ParameterError(f"{', '.join(map(str, rest))}: each is given what depends on another")
    return parts[0] if len(parts) == 1 else Factored(*parts)


def variables_in(parts: Any) -> tuple[Variable, ...]:
    """The variables in a variable, a joint law, or a tuple of such.

    >>> from symbolic_info.laws.variables import joint, variables, variables_in
    >>> X, Y, Z = variables("X Y Z")
    >>> variables_in((joint(X, Y), Z))
    (X, Y, Z)
    """
    if isinstance(parts, Variable | Joint):
        return parts.members
    if isinstance(parts, tuple | list | Tuple):
        return tuple(x for part in parts for x in variables_in(part))
    raise UnknownLawError(f"{parts!r} is not a random variable; make some by variables('X Y')")


def names_variables(parts: Any) -> bool:
    """Whether a variable, a law of such, or a tuple with one in it stands here."""
    if isinstance(parts, tuple | list | Tuple):
        return any(map(names_variables, parts))
    return isinstance(parts, VariableLaw)


def ordered(members: Iterable[Variable]) -> tuple[Variable, ...]:
    """Different variables in the order of their names, X2 before X10."""
    return tuple(sorted(set(members), key=_place_of_name))


def about_variables(node: Basic) -> bool:
    """Whether abstract random variables occur in an expression."""
    return bool(node.atoms(Variable))


def _place_of_name(variable: Variable) -> list[tuple[int, str]]:
    pieces = re.split(r"(\d+)", variable.name)
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in pieces]


def _listed(members: Iterable[Variable]) -> str:
    return ", ".join(x.name for x in members)
