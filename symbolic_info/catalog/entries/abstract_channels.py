"""Channels between abstract laws."""

from __future__ import annotations

from typing import Final

from sympy import Eq, Expr

from symbolic_info.catalog.entry import Entry
from symbolic_info.laws.abstract import abstract
from symbolic_info.laws.abstract_channel import AbstractChannel, channels, independent_pair, mixed_channel
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import mixture
from symbolic_info.measures.entropy import Entropy as H
from symbolic_info.measures.kl import KLDivergence as KL

p, q = abstract("p q")
W, V = channels("W V")


def information(law: Law, channel: AbstractChannel) -> Expr:
    """The mutual information of input and output."""
    return KL(channel.joint(law), independent_pair(law, channel(law)))


ENTRIES: Final = (
    Entry(
        "CT-2.7.4-input",
        "theorem 2.7.4",
        "mutual information is concave in the input",
        lambda: information(mixture([p, q]), W) >= information(p, W) / 2 + information(q, W) / 2,
        false=(lambda: information(mixture([p, q]), W) <= information(p, W) / 2 + information(q, W) / 2,),
    ),
    Entry(
        "CT-2.7.4-channel",
        "theorem 2.7.4",
        "mutual information is convex in the channel",
        lambda: information(p, mixed_channel([W, V])) <= information(p, W) / 2 + information(p, V) / 2,
        false=(lambda: information(p, mixed_channel([W, V])) >= information(p, W) / 2 + information(p, V) / 2,),
    ),
    Entry(
        "CK-golden",
        "chapter 8",
        "golden formula (Topsoe)",
        lambda: Eq(KL(W.joint(p), independent_pair(p, W(q))), information(p, W) + KL(W(p), W(q))),
        false=(lambda: Eq(KL(W.joint(p), independent_pair(p, W(q))), information(p, W)),),
    ),
    Entry(
        "CK-information",
        "chapter 3",
        "mutual information of a channel through entropies",
        lambda: Eq(information(p, W), H(W(p)) - (H(W.joint(p)) - H(p))),
    ),
    Entry(
        "CK-conditional",
        "chapter 3",
        "conditional entropy of the output is at most its entropy",
        lambda: H(W.joint(p)) - H(p) <= H(W(p)),
        false=(lambda: Eq(H(W(p)), H(p)),),
    ),
    Entry(
        "CT-2.5.3",
        "theorem 2.5.3",
        "chain rule for relative entropy",
        lambda: Eq(KL(W.joint(p), V.joint(q)), KL(p, q) + KL(W.joint(p), V.joint(p))),
        false=(lambda: Eq(KL(W.joint(p), V.joint(q)), KL(p, q) + KL(W(p), V(p))),),
    ),
    Entry(
        "CT-2.5.3-one",
        "theorem 2.5.3",
        "chain rule for relative entropy: one channel, two inputs",
        lambda: Eq(KL(W.joint(p), W.joint(q)), KL(p, q)),
        false=(lambda: Eq(KL(W(p), W(q)), KL(p, q)),),
    ),
)
