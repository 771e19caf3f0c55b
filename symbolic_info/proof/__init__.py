"""Claims about measures: proved with steps, refuted with a witness, or left open with a reason."""

from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.proof import Proof
from symbolic_info.proof.prove import prove

__all__ = ["Proof", "Witness", "prove"]
