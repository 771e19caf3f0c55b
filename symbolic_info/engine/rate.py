"""Rates of stationary Markov chains: means over the stationary law."""

from __future__ import annotations

from sympy import Add, Expr, Tuple

from symbolic_info.engine.finite import entropy_of_list, kl_of_list, tidy
from symbolic_info.engine.ladder import Run
from symbolic_info.engine.trace import COVER_THOMAS
from symbolic_info.measures.entropy_rate import EntropyRate, KLDivergenceRate
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.rules.common_factor import with_common_factor


def entropy_rate_of(node: EntropyRate, run: Run) -> Expr:
    """sum_i mu_i H(P_i)."""
    chain = node.chain
    run.trace.add("stationary law by the matrix tree theorem", chain, Tuple(*chain.stationary.pmf.values()))
    weights = chain.stationary.pmf.values()
    total = Add(*(w * entropy_of_list(row, run) for w, row in zip(weights, chain.laws, strict=True) if w != 0))
    value = with_common_factor(tidy(total, run.facts))
    run.trace.add("mean of the entropies of the rows", node, value, source=COVER_THOMAS)
    return value


def kl_rate_of(node: KLDivergenceRate, run: Run) -> Expr:
    """D of the laws of two steps."""
    same = node.rewrite(KLDivergence)
    p, q = same.laws
    run.trace.add("divergence of one step from the stationary law", node, same)
    value = with_common_factor(tidy(kl_of_list(p, q, run), run.facts))
    run.trace.add("summed over the transitions", node, value)
    return value
