"""Float64 results of other libraries against values whose error is known."""

from symbolic_info.audit.finding import Finding
from symbolic_info.audit.report import lines, write
from symbolic_info.audit.run import audit
from symbolic_info.audit.subjects import Subject, subjects

__all__ = ["Finding", "Subject", "audit", "lines", "subjects", "write"]
