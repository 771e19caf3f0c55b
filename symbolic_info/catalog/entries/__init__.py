"""The entries, one topic a file; the title of a topic is the first line of its file."""

from typing import Final

from symbolic_info.catalog.entries import (
    abstract_channels,
    calculus,
    channels,
    continuous_families,
    cover_thomas_table,
    cross_family,
    data_processing,
    differential_entropy,
    discrete_families,
    exponential_families,
    f_divergences,
    family_divergences,
    jensen_shannon,
    learning,
    other_divergences,
    random_variables,
    relative_entropy,
    shannon_inequalities,
    variational,
)
from symbolic_info.catalog.index import Catalog

_MODULES: Final = (
    relative_entropy,
    jensen_shannon,
    random_variables,
    data_processing,
    shannon_inequalities,
    f_divergences,
    variational,
    exponential_families,
    abstract_channels,
    differential_entropy,
    channels,
    learning,
    cover_thomas_table,
    continuous_families,
    discrete_families,
    family_divergences,
    cross_family,
    other_divergences,
    calculus,
)

catalog: Final = Catalog({module.__doc__.rstrip("."): module.ENTRIES for module in _MODULES if module.__doc__})
