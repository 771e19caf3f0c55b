"""The entries, one topic a file; the title of a topic is the first line of its file."""

from typing import Final

from symbolic_info.catalog.entries import (
    channels,
    continuous_families,
    cover_thomas_table,
    differential_entropy,
    discrete_families,
    family_divergences,
    other_divergences,
    relative_entropy,
)
from symbolic_info.catalog.index import Catalog

_MODULES: Final = (
    relative_entropy,
    differential_entropy,
    cover_thomas_table,
    continuous_families,
    discrete_families,
    family_divergences,
    other_divergences,
    channels,
)

catalog: Final = Catalog({module.__doc__.rstrip("."): module.ENTRIES for module in _MODULES if module.__doc__})
