"""Text, and the parametrisations of other libraries, as laws."""

from symbolic_info.interop.scipy_laws import from_scipy
from symbolic_info.interop.torch_laws import from_torch

__all__ = ["from_scipy", "from_torch"]
