"""A law that a density might be, with the charts in which to compare the two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sympy import Symbol

from symbolic_info.errors import ParameterError
from symbolic_info.laws.law import Law
from symbolic_info.laws.recognize.chart import Chart


@dataclass(frozen=True)
class Guess:
    """A law and the charts, covering its support, in which to compare it."""

    law: Law
    charts: tuple[Chart, ...]

    def under(self, build: Callable[[Law], Law]) -> Guess:
        """The guess for an image of the law."""
        return Guess(build(self.law), self.charts)

    def xreplace(self, rule: dict[Symbol, Symbol]) -> Guess:
        """The same guess with other symbols for the parameters."""
        return Guess(self.law.xreplace(rule), tuple(chart.xreplace(rule) for chart in self.charts))


Guesses = Iterator[Guess]
Kernel = Callable[[Chart], Law | None]


def tried(chart: Chart, *kernels: Kernel) -> Guesses:
    """The laws that kernels read off a chart; parameters outside their domain rule a law out."""
    for kernel in kernels:
        try:
            law = kernel(chart)
        except ParameterError:
            continue
        if law is not None:
            yield Guess(law, (chart,))
