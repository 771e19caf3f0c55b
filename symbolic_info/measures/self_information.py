"""Self-information (information content, surprisal) of an outcome."""

from __future__ import annotations

from typing import Any

from sympy import And, Basic, Expr, Piecewise, S, Tuple, log, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import SpaceError
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.finite import Finite, outcome
from symbolic_info.laws.law import Law, as_model, exact
from symbolic_info.laws.mass import mass
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base


class SelfInformation(Measure):
    """Self-information -log p(x) of an outcome in nats (of a density at a point); infinite off the support.

    Source: Fano 1961, Transmission of Information, section 2.2; its mean is the entropy.

    >>> from sympy.stats import Die
    >>> from symbolic_info import SelfInformation
    >>> SelfInformation(Die("X", 6), 2).doit(), SelfInformation(Die("X", 6), 7).doit()
    (log(6), oo)
    """

    latex_symbol = "I"

    def __new__(cls, p: Any, x: Any, base: Any = None) -> Expr:
        law, point = as_law(p), outcome(x)
        if law.dimension != 1 and not isinstance(as_model(law), Finite) and not isinstance(point, Tuple):
            raise SpaceError(f"a point of {law} is a tuple of {law.dimension} numbers, not {x}")
        if isinstance(point, Expr):
            exact(point, "the outcome")
        return in_base(Expr.__new__(cls, law, point), base)

    @property
    def outcome(self) -> Basic:
        """The outcome."""
        return self.args[1]

    @property
    def definition(self) -> Expr:
        """-log p(x)."""
        law, x = self.laws[0], self.outcome
        model: Law = as_model(law)
        if isinstance(model, Finite) or (law.discrete and not x.free_symbols):
            probability = mass(law, x)
            return oo if probability == 0 else -log(probability)
        if law.dimension != 1:
            return -law.log_density(x)
        inside = And(*(c for c in self._inside(law, x) if c != S.true))
        value = -law.log_density(x)
        return value if inside == S.true else Piecewise((value, inside), (oo, True))

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"I\left({printer.doprint(self.outcome)}\right)_{{X \sim {printer.doprint(self.laws[0])}}}"
        return text if exp is None else rf"{{{text}}}^{{{exp}}}"

    @staticmethod
    def _inside(law: Law, x: Expr) -> tuple[Boolean, ...]:
        whole = x >= law.lower if law.lower != -oo else S.true, x <= law.upper if law.upper != oo else S.true
        return tuple(c for c in whole if law.facts.decide(c) is not True)


def self_information(p: Any, x: Any, base: Any = None, budget: Any = None) -> Expr:
    """The self-information -log p(x) of the outcome ``x`` in closed form.

    ``x`` is an outcome, a number or a symbol that is taken to be an outcome of a discrete law; other arguments,
    units, budget, conditions and errors as for `symbolic_info.entropy`.
    Source: Fano 1961, Transmission of Information, section 2.2; its mean is the entropy.

    >>> from sympy import symbols
    >>> from sympy.stats import Geometric
    >>> from symbolic_info import self_information
    >>> p = symbols("p", positive=True)
    >>> self_information(Geometric("X", p), 3)
    -log(p*(1 - p)**2)
    """
    return in_base(SelfInformation(p, x).doit(budget=budget), base)
