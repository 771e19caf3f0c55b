"""Sphinx configuration."""

import symbolic_info

project = "symbolic_info"
author = "The symbolic_info developers"
copyright = "2026, The symbolic_info developers"
release = symbolic_info.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.mathjax", "sphinx.ext.viewcode"]
myst_enable_extensions = ["dollarmath", "amsmath"]
html_theme = "furo"
html_title = "symbolic_info"
exclude_patterns = ["_build"]
autodoc_member_order = "bysource"
default_role = "code"
