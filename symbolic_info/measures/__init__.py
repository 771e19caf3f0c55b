"""Measures of laws: definition and notation only; the engine evaluates them."""
