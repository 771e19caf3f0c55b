"""Guesses for a density on a part of the support of a known law, which is that law truncated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sympy import Expr, S, oo

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws.density import Density
from symbolic_info.laws.recognize.guess import Guess, Guesses
from symbolic_info.laws.truncated import truncated


def cut_off(law: Density, guesses: Callable[[Density], Guesses]) -> Guesses:
    """Guesses on wider supports, truncated to that of ``law``."""
    for low, high in _wider(law):
        for guess in guesses(Density(law.function, low, high, law.args[3])):
            try:
                found = truncated(guess.law, law.lower, law.upper)
            except (ParameterError, UnknownLawError):
                continue
            yield Guess(found, tuple(replace(chart, law=law) for chart in guess.charts))


def _wider(law: Density) -> Iterator[tuple[Expr, Expr]]:
    """Intervals that hold the support and may be that of a familiar law."""
    low, high = law.lower, law.upper
    lows = [a for a in (S.Zero, low) if law.facts.nonnegative(low - a)] if low != -oo else []
    if law.discrete:
        lows = [a for a in lows if a != low or high != oo]
        yield from ((a, oo) for a in dict.fromkeys(lows))
        return
    yield from ((a, oo) for a in dict.fromkeys(lows) if (a, oo) != (low, high))
    if high != oo and low != -oo:
        yield -oo, high
    if (low, high) != (-oo, oo):
        yield -oo, oo
