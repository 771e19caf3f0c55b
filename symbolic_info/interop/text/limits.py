"""How much a text may ask for.  Everything is refused before SymPy computes it."""

from __future__ import annotations

from typing import Final

MAX_LENGTH: Final = 10_000
MAX_DEPTH: Final = 100
MAX_NAME: Final = 50
MAX_DIGITS: Final = 1_000
MAX_DECIMAL_EXPONENT: Final = 1_000
# SymPy asks of an integer whether it is prime, which takes half a second at this size and grows cubically;
# Python refuses to print integers of more than 14 284 bits.
MAX_BITS: Final = 6_000
# SymPy factors the base of a fractional power.
MAX_RADICAND_BITS: Final = 2_000
