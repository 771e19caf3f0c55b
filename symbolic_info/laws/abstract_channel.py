"""Abstract channels, laws of their outputs, joint laws and products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Add, Basic, Expr, S, Tuple
from sympy.core.symbol import Str

from symbolic_info.errors import SpaceError, UnknownLawError
from symbolic_info.laws.abstract import Abstract, Built
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture, mixture
from symbolic_info.laws.totals import BASE, AtPoint, DensityAt, density, names_in
from symbolic_info.laws.weights import check_weights, weight_conditions


class KernelAt(AtPoint):
    """The density W(y | x) of a channel."""

    is_positive = True

    @property
    def places(self) -> frozenset[str]:
        return frozenset({BASE, self.args[0].output})

    def _sympystr(self, printer: Any) -> str:
        return f"{printer.doprint(self.args[0])}(y | x)"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"{printer.doprint(self.args[0])}{power}(y \mid x)"


class AbstractChannel(Basic):
    """A stochastic kernel W(y | x); ``W(p)`` is the law of its output, ``W.joint(p)`` the joint law."""

    @property
    def output(self) -> str:
        """The name of the space of its outputs: channels to be compared share it."""
        return str(self.args[1].name)

    @property
    def parts(self) -> tuple[tuple[Expr, AbstractChannel], ...]:
        """The channels of which it is a mixture, with their weights."""
        return ((S.One, self),)

    @property
    def at_point(self) -> Expr:
        """W(y | x)."""
        return KernelAt(self)

    @property
    def conditions(self) -> tuple[Any, ...]:
        """What the weights have to satisfy."""
        return ()

    def __call__(self, law: Any) -> Law:
        """The law of the output; linear in the law of the input."""
        sent = abstract_law(law)
        if isinstance(sent, Mixture):
            return mixture([self(part) for part in sent.laws], sent.weights)
        parts = [Output(w, sent) for _, w in self.parts]
        return parts[0] if len(parts) == 1 else mixture(parts, [c for c, _ in self.parts])

    def joint(self, law: Any) -> Law:
        """The joint law p(x) W(y | x) of input and output."""
        return Joint(self, abstract_law(law))

    def _sympystr(self, printer: Any) -> str:
        return str(self.args[0].name)

    def _latex(self, printer: Any) -> str:
        return str(self.args[0].name)


class MixedChannel(AbstractChannel):
    """The channel sum w_i W_i."""

    @property
    def parts(self) -> tuple[tuple[Expr, AbstractChannel], ...]:
        return tuple(zip(self.args[2], self.args[0], strict=True))

    @property
    def at_point(self) -> Expr:
        return Add(*(w * KernelAt(channel) for w, channel in self.parts))

    @property
    def conditions(self) -> tuple[Any, ...]:
        return weight_conditions(tuple(self.args[2]))

    def _sympystr(self, printer: Any) -> str:
        return "(" + " + ".join(f"({printer.doprint(w)})*{printer.doprint(c)}" for w, c in self.parts) + ")"


class Output(Built):
    """The law of the output of a channel."""

    @property
    def place(self) -> str:  # type: ignore[override]
        return str(self.args[0].output)

    def _sympystr(self, printer: Any) -> str:
        return f"{printer.doprint(self.args[0])}({printer.doprint(self.args[1])})"


class Joint(Built):
    """The joint law of the input and the output of a channel."""

    dimension = S(2)

    @property
    def place(self) -> str:  # type: ignore[override]
        return f"pairs of an input and {self.args[0].output}"

    @property
    def conditions(self) -> tuple[Any, ...]:
        return (*self.args[1].conditions, *self.args[0].conditions)

    @property
    def at_point(self) -> Expr:
        return density(self.args[1]) * self.args[0].at_point

    def _sympystr(self, printer: Any) -> str:
        return f"{printer.doprint(self.args[0])}.joint({printer.doprint(self.args[1])})"


class Reversed(Built):
    """The joint law q(x) W(y | x) r(y)/qW(y): an output of law r sent back as if q had been the law of the input."""

    dimension = S(2)

    @property
    def place(self) -> str:  # type: ignore[override]
        return f"pairs of an input and {self.args[0].output}"

    @property
    def at_point(self) -> Expr:
        channel, q, r = self.args
        return density(channel.joint(q)) * density(r) / density(channel(q))

    def _sympystr(self, printer: Any) -> str:
        channel, q, r = (printer.doprint(a) for a in self.args)
        return f"{channel}.reversed({q}, {r})"


class IndependentPair(Built):
    """The law of an input and an output that are independent."""

    dimension = S(2)

    @property
    def place(self) -> str:  # type: ignore[override]
        return f"pairs of an input and {self.args[1].place}"

    @property
    def at_point(self) -> Expr:
        return density(self.args[0]) * density(self.args[1])

    def _sympystr(self, printer: Any) -> str:
        return f"{printer.doprint(self.args[0])} x {printer.doprint(self.args[1])}"

    def _latex(self, printer: Any) -> str:
        return rf"{printer.doprint(self.args[0])} \times {printer.doprint(self.args[1])}"


def channels(names: str, output: str = "y") -> Any:
    """Abstract channels on the space of the abstract laws: one, or a tuple of several with outputs in one space.

    >>> from symbolic_info import abstract, channels
    >>> W = channels("W")
    >>> W(abstract("p")), W.joint(abstract("p"))
    (W(p), W.joint(p))
    """
    found = tuple(AbstractChannel(Str(name), Str(output)) for name in names_in(names, "channels"))
    return found[0] if len(found) == 1 else found


def mixed_channel(parts: Sequence[AbstractChannel], weights: Sequence[Any] | None = None) -> AbstractChannel:
    """The channel that uses each of ``parts`` with its weight (equal ones unless given).

    >>> from symbolic_info import abstract, channels, mixed_channel
    >>> mixed_channel(channels("V W"))(abstract("p"))
    (1/2*V(p) + 1/2*W(p))
    """
    if len({part.output for part in parts}) != 1 or any(isinstance(part, MixedChannel) for part in parts):
        raise SpaceError("the channels of a mixture are plain ones with outputs in one space")
    checked = check_weights(weights, len(parts))
    return MixedChannel(Tuple(*parts), Str(parts[0].output), Tuple(*checked))


def independent_pair(first: Any, second: Any) -> IndependentPair:
    """The law of an input and an independent output.

    >>> from symbolic_info import KLDivergence, abstract, channels, independent_pair
    >>> p, W = abstract("p"), channels("W")
    >>> KLDivergence(W.joint(p), independent_pair(p, W(p)))
    KLDivergence(W.joint(p), p x W(p))
    """
    p, r = abstract_law(first), abstract_law(second)
    if p.place != BASE or r.place == BASE:
        raise SpaceError("the first law is one of inputs, the second one of outputs of a channel")
    return IndependentPair(p, r)


def abstract_law(law: Any) -> Law:
    if not isinstance(law, Abstract):
        raise UnknownLawError(f"abstract channels and bijections act on abstract laws, not on {law!r}")
    return law


def marginal_of(p: DensityAt, kernel: KernelAt) -> DensityAt:
    """The density of the output at y: the sum over x of p(x) W(y | x)."""
    return DensityAt(Output(kernel.args[0], p.args[0]))
