"""Counterexamples."""

from __future__ import annotations

from collections.abc import Sequence

from symbolic_info.budget import Budget
from symbolic_info.proof.certificate import Witness
from symbolic_info.proof.claim import Claim
from symbolic_info.proof.shannon.hypotheses import Hypothesis
from symbolic_info.proof.shannon.space import Space


def refutation(
    claim: Claim, given: Sequence[Hypothesis], space: Space, budget: Budget, swapped: bool = False
) -> Witness | None:
    """A joint law at which the claim fails and what is given holds."""
    return None
