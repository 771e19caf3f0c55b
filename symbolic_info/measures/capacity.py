"""Channel capacity."""

from __future__ import annotations

from typing import Any

from sympy import Expr, S, Tuple
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError
from symbolic_info.facts import Facts
from symbolic_info.laws.channel import Channel
from symbolic_info.laws.gaussian_channel import GaussianChannel
from symbolic_info.laws.law import Law, exact
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base


class Capacity(Measure):
    """Capacity max_p I(X; Y) of a channel in nats per use; of a Gaussian channel under E X^2 <= power.

    Source: Cover & Thomas, (7.1), (9.1) and section 9.4.

    >>> from sympy import Matrix, Rational
    >>> from symbolic_info import Capacity
    >>> Capacity(Matrix([[1, 0], [Rational(1, 2), Rational(1, 2)]])).doit()
    log(5/4)
    """

    latex_symbol = "C"

    def __new__(cls, channel: Any, power: Any = None, base: Any = None) -> Expr:
        read = channel if isinstance(channel, Channel | GaussianChannel) else Channel(channel)
        if isinstance(read, GaussianChannel) != (power is not None):
            raise ParameterError("a Gaussian channel, and no other, needs a power: Capacity(GaussianChannel(N), P)")
        if power is None:
            return in_base(Expr.__new__(cls, read), base)
        budget = exact(power, "the power")
        if Facts().negative(budget):
            raise ParameterError(f"a power is not negative, unlike {power}")
        return in_base(Expr.__new__(cls, read, budget), base)

    @property
    def channel(self) -> Channel | GaussianChannel:
        """The channel."""
        channel: Channel | GaussianChannel = self.args[0]
        return channel

    @property
    def laws(self) -> tuple[Law, ...]:
        return self.channel.laws

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        power = tuple(p >= 0 for p in self.args[1:])
        return (*self.channel.conditions, *(c for c in power if c != S.true))

    @property
    def definition(self) -> Expr:
        """A maximum over laws, which is no expression: the node itself."""
        return self

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        shown = self.channel.args[0] if isinstance(self.channel, GaussianChannel) else Tuple(*self.channel.laws)
        text = rf"C\left({', '.join(printer.doprint(a) for a in (shown, *self.args[1:]))}\right)"
        return text if exp is None else rf"{{{text}}}^{{{exp}}}"


def capacity(channel: Any, power: Any = None, base: Any = None, budget: Any = None) -> Expr:
    """The capacity of a channel in closed form, or the inert `Capacity`, which has digits where it has numbers.

    ``channel`` is a stochastic Matrix (a row for each letter), a `Channel`, or a `GaussianChannel` with the
    ``power`` to which the input is bound (water-filling for parallel ones).  Units and budget as for
    `symbolic_info.entropy`; ``optimal_input`` gives the input.  The closed form is accepted by the Kuhn-Tucker
    conditions D(W_x || q) <= C only.  Source: Gallager 1968, theorem 4.5.1; Cover & Thomas, sections 7.1 and 9.4.

    >>> from sympy import Matrix, symbols
    >>> from symbolic_info import GaussianChannel, capacity
    >>> e, P, N = symbols("e P N", positive=True)
    >>> capacity(Matrix([[1 - e, e, 0], [0, e, 1 - e]]), base=2)
    1 - e
    >>> capacity(GaussianChannel(N), P)
    log((N + P)/N)/2
    """
    return in_base(Capacity(channel, power).doit(budget=budget), base)
