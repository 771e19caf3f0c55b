"""Parallel channels with independent additive normal noise."""

from __future__ import annotations

from typing import Any

from sympy import Expr, S, Tuple, sqrt
from sympy.core.basic import Basic
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError
from symbolic_info.facts import Facts
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.law import Law, exact


class GaussianChannel(Basic):
    """Y_i = X_i + Z_i with independent normal noise Z_i of the given variances; one variance is one channel.

    Source: Cover & Thomas, sections 9.1 and 9.4.

    >>> from sympy import symbols
    >>> from symbolic_info import GaussianChannel
    >>> GaussianChannel(symbols("N", positive=True)).laws
    (Normal(0, sqrt(N)),)
    """

    def __new__(cls, noise: Any) -> GaussianChannel:
        values = noise if isinstance(noise, list | tuple | Tuple) else [noise]
        read = Tuple(*(exact(n, "a noise variance") for n in values))
        if not read or any(Facts().nonnegative(-n) for n in read):
            raise ParameterError("a Gaussian channel needs noise variances above 0; without noise there is no bound")
        channel: GaussianChannel = super().__new__(cls, read)
        return channel

    @property
    def noise(self) -> tuple[Expr, ...]:
        """The noise variances."""
        return tuple(self.args[0])

    @property
    def laws(self) -> tuple[Law, ...]:
        """The laws of the noise."""
        return tuple(Normal(S.Zero, sqrt(n)) for n in self.noise)

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        """Positive variances."""
        return tuple(c for c in (n > 0 for n in self.noise) if c != S.true)
