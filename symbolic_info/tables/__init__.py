"""Tables of reference values over grids of exact parameters: every digit right, every error known."""

from symbolic_info.tables.table import Table, table

__all__ = ["Table", "table"]
