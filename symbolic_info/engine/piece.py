"""A summand of an expectation: a coefficient, a value, and where the integral may diverge."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr

from symbolic_info.facts import Facts
from symbolic_info.laws.transform import Edge


@dataclass(frozen=True)
class Piece:
    """``coefficient * value``, finite when every margin of its edges is positive.

    ``value`` is None where it is finite but has no known form.  ``logs`` are the powers of the
    logarithms of the atoms; they give the sign near an edge.
    """

    coefficient: Expr
    value: Expr | None
    edges: tuple[Edge, ...] = ()
    logs: tuple[int, ...] = ()
    method: str = "transform of the law, inside its strip of convergence"

    def sign(self, edge: Edge, facts: Facts) -> int:
        """The sign of the integrand near an edge: 1, -1, or 0 when it is not known."""
        if edge.closed is None:
            return 0
        sign = 1 if facts.positive(self.coefficient) else -1 if facts.negative(self.coefficient) else 0
        for log_sign, order in zip(edge.log_signs, self.logs, strict=True):
            sign *= log_sign**order
        return sign
