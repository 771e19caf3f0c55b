"""A user's density, recognised as a known law where its logarithm has that law's kernel."""

from __future__ import annotations

from symbolic_info.laws.density import Density
from symbolic_info.laws.law import Law


def recognized(law: Density) -> Law:
    """The known law with the same density, or ``law`` itself."""
    return law
