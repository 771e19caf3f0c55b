"""The errors that bad input raises.  Each message says what to do instead."""

from __future__ import annotations


class SymbolicInfoError(Exception):
    """Base of every error that this package raises on purpose."""


class UnknownLawError(SymbolicInfoError, TypeError):
    """The argument is not a distribution that can be read."""


class ParameterError(SymbolicInfoError, ValueError):
    """A parameter lies outside the domain of its law (such as a negative scale)."""


class InexactError(SymbolicInfoError, ValueError):
    """A float, a NaN or another value that is not exact stands where an exact one is needed."""


class NormalizationError(SymbolicInfoError, ValueError):
    """The entries of a probability mass function are negative or do not sum to one."""


class SpaceError(SymbolicInfoError, TypeError):
    """Two laws live on spaces that cannot be compared (discrete and continuous, or of unequal dimension)."""


class ClaimError(SymbolicInfoError, TypeError):
    """The argument of ``prove`` is not a claim."""


class ProofFormatError(SymbolicInfoError, ValueError):
    """The text is no proof in JSON."""


class PrecisionError(SymbolicInfoError, ArithmeticError):
    """The digits asked for cannot be vouched for."""


class NoDensityError(PrecisionError):
    """A list of outcomes has no density as a formula, which a rule or a sum would need."""


class ExportError(SymbolicInfoError, ValueError):
    """The expression has no form that can be written in the language asked for."""


class ParseError(SymbolicInfoError, ValueError):
    """Text that the whitelist grammar does not admit; ``position`` counts characters from 0."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(f"{message} (at position {position})")
        self.position = position
