"""Channels with a continuous input: the law of the output as a function of the input."""

from __future__ import annotations

from typing import Any

from sympy import Basic, Dummy, Expr, S, Symbol
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.channel import Channel
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.law import Law
from symbolic_info.laws.mass import listed


class Kernel(Basic):
    """The law of the output of a channel with input ``x``, a symbol in that law.

    >>> from sympy import symbols
    >>> from symbolic_info import Kernel
    >>> from symbolic_info.laws import Exponential
    >>> x = symbols("x", positive=True)
    >>> Kernel(x, Exponential(x)).at(2)
    Exponential(2)
    """

    def __new__(cls, x: Any, law: Any) -> Kernel:
        if not isinstance(x, Symbol):
            raise ParameterError(f"the input of a kernel is a symbol, not {x}")
        kernel: Kernel = super().__new__(cls, x, as_law(law))
        return kernel

    @property
    def law(self) -> Law:
        """The law of the output, with the input as a symbol."""
        law: Law = self.args[1]
        return law

    @property
    def free_symbols(self) -> set[Basic]:
        """The input is bound."""
        return set(self.law.free_symbols - {self.args[0]})

    def _eval_subs(self, old: Basic, new: Basic) -> Kernel | None:
        x = self.args[0]
        if old == x:
            return self
        if x not in new.free_symbols:
            return None
        fresh = Dummy(x.name, **x.assumptions0)
        return Kernel(fresh, self.law.xreplace({x: fresh}).subs(old, new))

    def at(self, value: Any) -> Law:
        """The law of the output for one value of the input."""
        law: Law = self.law.subs(self.args[0], value)
        return law

    def joint(self, input_law: Any) -> Law:
        """The joint law of the input, of the given law, and the output."""
        sent = as_law(input_law)
        letters = listed(sent)
        if letters is not None:
            return Channel({x: self.at(x) for x, w in letters.pmf.items() if w != 0}).joint(letters)
        if sent.discrete or sent.dimension != 1 or self.law.dimension != 1:
            raise UnknownLawError("a kernel takes laws of numbers, on finitely many letters or with a density")
        return Compound(self, sent)


class Compound(Law):
    """The joint law of a continuous input and the output of a kernel."""

    dimension = S(2)

    def __new__(cls, kernel: Kernel, sent: Law) -> Compound:
        law: Compound = super().__new__(cls, kernel, sent)
        x, facts = law.inside
        if not all(facts.decide(c) for c in kernel.at(x).conditions if c.has(x)):
            raise ParameterError(f"{kernel.law} is not a law for every input of {sent}")
        return law

    @property
    def kernel(self) -> Kernel:
        kernel: Kernel = self.args[0]
        return kernel

    @property
    def sent(self) -> Law:
        """The law of the input."""
        law: Law = self.args[1]
        return law

    @property
    def inside(self) -> tuple[Expr, Facts]:
        """A point of the support of the input, and what is known there."""
        x = self.sent.variable
        ends = (c for c in (x > self.sent.lower, x < self.sent.upper) if c not in (S.true, S.false))
        return x, Facts((*self.sent.conditions, *ends))

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        own = (c for c in self.kernel.law.conditions if not c.has(self.kernel.args[0]))
        return tuple(dict.fromkeys((*self.sent.conditions, *own)))

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.kernel.law.discrete
