"""Statements of the literature, each with its id, conditions, source, and a proof that can be repeated."""

from symbolic_info.catalog.entries import catalog
from symbolic_info.catalog.entry import Entry, Statement
from symbolic_info.catalog.index import Catalog
from symbolic_info.catalog.verify import Outcome, outcome, verify

__all__ = ["Catalog", "Entry", "Outcome", "Statement", "catalog", "outcome", "verify"]
