"""A user's density, recognised as a known law where its logarithm has that law's kernel.

A log-density is a linear combination of few features.  Where these are the features of a base
law in the variable u = T(x), for a map T made of affine maps, powers, exp and log, the law is
the image of that base law under the inverse of T, provided the coefficients and the constant
agree.  Guessing (``continuous``, ``lattice``) may be bold; only ``verify`` accepts.
"""

from __future__ import annotations

from itertools import chain

from sympy import Dummy, Expr, Integer

from symbolic_info.errors import ParameterError
from symbolic_info.facts import lift
from symbolic_info.laws.density import Density
from symbolic_info.laws.finite import as_finite
from symbolic_info.laws.law import Law
from symbolic_info.laws.recognize import continuous, lattice
from symbolic_info.laws.recognize.cut import cut_off
from symbolic_info.laws.recognize.guess import Guesses
from symbolic_info.laws.recognize.mixed import mixture_from
from symbolic_info.laws.recognize.splice import spliced_from
from symbolic_info.laws.recognize.verify import total_mass, verified

FEW = 64
LARGE = 60


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
    try:
        found = next((guess.law for guess in _guesses(law) if verified(guess)), None)
        return found or _listed(law) or spliced_from(law, _weighed) or mixture_from(law, _weighed) or law
    except ParameterError:
        return _listed(law) or law


def _weighed(law: Density) -> tuple[Law, Expr] | None:
    """The law whose density is proportional to the given one, and the mass of the latter."""
    masses = ((guess.law, total_mass(guess)) for guess in _guesses(law))
    return next(((found, mass) for found, mass in masses if mass is not None), None)


def _listed(law: Density) -> Law | None:
    """A mass function on few integers as a finite law, which checks the sum."""
    if not (law.discrete and law.lower.is_Integer and law.upper.is_Integer and law.upper - law.lower < FEW):
        return None
    return as_finite({Integer(k): law.function(k) for k in range(law.lower, law.upper + 1)})


def _guesses(law: Density) -> Guesses:
    """Guesses made as if symbols without assumptions were positive; the conditions of the guess must say so."""
    if law.function.expr.count_ops() > LARGE:
        return iter(())
    up = lift(law.conditions) | {
        s: Dummy(s.name, positive=True) for s in law.free_symbols if s.is_extended_real is None
    }
    down = {new: old for old, new in up.items()}
    lifted = law.xreplace(up)
    guesses = lattice.guesses if law.discrete else continuous.guesses
    return (guess.xreplace(down) for guess in chain(guesses(lifted), cut_off(lifted, guesses)))
