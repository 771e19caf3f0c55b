"""A user's density, recognised as a known law where its logarithm has that law's kernel.

A log-density is a linear combination of few features.  Where these are the features of a base
law in the variable u = T(x), for a map T made of affine maps, powers, exp and log, the law is
the image of that base law under the inverse of T, provided the coefficients and the constant
agree.  Guessing (``continuous``, ``lattice``) may be bold; only ``verify`` accepts.
"""

from __future__ import annotations

from symbolic_info.errors import ParameterError
from symbolic_info.facts import lift
from symbolic_info.laws.density import Density
from symbolic_info.laws.law import Law
from symbolic_info.laws.recognize import continuous, lattice
from symbolic_info.laws.recognize.verify import verified


def recognized(law: Density) -> Law:
    """The known law with the same density, or ``law`` itself.

    A density that is a known one times a number other than 1 raises `NormalizationError`.

    >>> from sympy import Interval, Lambda, exp, oo, symbols
    >>> from symbolic_info.laws.density import from_density
    >>> from symbolic_info.laws.recognize import recognized
    >>> x, s = symbols("x s", positive=True)
    >>> recognized(from_density(Lambda(x, x * exp(-x / s) / s**2), Interval(0, oo), False))
    Image(Affine(s, 0), StandardGamma(2))
    """
    up = lift(law.conditions)
    down = {new: old for old, new in up.items()}
    found = _first(law.xreplace(up))
    return law if found is None else found.xreplace(down)


def _first(law: Law) -> Law | None:
    guesses = lattice.guesses(law) if law.discrete else continuous.guesses(law)
    try:
        return next((guess.law for guess in guesses if verified(guess)), None)
    except ParameterError:
        return None
