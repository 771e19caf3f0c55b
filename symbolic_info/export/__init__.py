"""Formulas as functions of floating-point numbers in other languages, rewritten so that little is lost."""

from symbolic_info.export.function import ExportedFunction, to_function

__all__ = ["ExportedFunction", "to_function"]
