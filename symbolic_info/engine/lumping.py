"""Discrete laws of which all but one are short lists: the outcomes beyond the lists count as one.

Only one of the laws has mass there, so that no divergence tells those outcomes apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sympy import Add, Basic, Dummy, Expr, S
from sympy.core.symbol import Str

from symbolic_info.engine.finite import tidy
from symbolic_info.engine.ladder import Rule, Run
from symbolic_info.engine.trace import Trace
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.families.lattice import LatticeLaw
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.mass import chance, listed
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.f_divergence import FDivergence
from symbolic_info.measures.jensen import SkewDivergence
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.power_integral import PowerIntegral, PowerMeasure
from symbolic_info.measures.total_variation import TotalVariation

ELSEWHERE = Str("elsewhere")
OF_PAIRS = (
    CrossEntropy,
    FDivergence,
    JSDivergence,
    KLDivergence,
    PowerIntegral,
    PowerMeasure,
    SkewDivergence,
    TotalVariation,
)


@dataclass(frozen=True)
class Lumped:
    """The laws as lists in which ``mark`` stands for ``rest``, the probability of what is not listed."""

    laws: tuple[Finite, ...]
    mark: Dummy
    rest: Expr

    def node(self, node: Measure) -> Measure:
        """The measure of the lists."""
        made: Measure = node.func(*self.laws, *node.args[len(node.laws) :])
        return made

    def shown(self, expr: Basic) -> Basic:
        """With the probability in place of its mark."""
        return expr.xreplace({self.mark: self.rest})


def by_lumping(node: Measure, run: Run, rule: Rule) -> Expr | None:
    """The measure of lists with the outcome ``elsewhere``, by the rule for lists."""
    if not isinstance(node, OF_PAIRS) or (isinstance(node, PowerIntegral) and S.Zero in node.args):
        return None
    found = lumped(node.laws)
    if found is None:
        return None
    trial = replace(run, trace=Trace(), facts=run.facts.with_conditions(found.mark > 0))
    value = rule(found.node(node), trial)
    if value is None:
        return None
    run.trace.add("outcomes that only one law has count as one", node, found.shown(found.node(node)))
    run.trace.steps += [step.through(found.shown) for step in trial.trace.steps]
    return tidy(found.shown(value), run.facts)


def lumped(laws: Sequence[Law]) -> Lumped | None:
    """Laws as lists, where all but one are short and that one has more outcomes.

    >>> from sympy import S
    >>> from symbolic_info.laws import Bernoulli, Geometric
    >>> from symbolic_info.engine.lumping import lumped
    >>> lumped([Geometric(S.Half), Bernoulli(S.Half)]).rest
    1/2
    """
    lists = {law: listed(law) if law.discrete and not isinstance(law, Abstract) else None for law in laws}
    outcomes = list(dict.fromkeys(x for known in lists.values() if known is not None for x in known.pmf))
    long = [law for law, known in lists.items() if known is None]
    if not outcomes or len(long) > 1 or not all(_has_more(law, len(outcomes)) for law in long):
        return None
    masses = [chance(law, x) for law in long for x in outcomes]
    if any(found is None or found.inside != S.true for found in masses):
        return None
    values = [found.value for found in masses if found is not None]
    mark = Dummy("r", positive=True)
    made = {law: known or Finite((*outcomes, ELSEWHERE), (*values, mark)) for law, known in lists.items()}
    return Lumped(tuple(made[law] for law in laws), mark, 1 - Add(*values))


def _has_more(law: Law, count: int) -> bool:
    """Whether a law has mass outside of ``count`` points for certain."""
    if law.upper.is_infinite or law.lower.is_infinite:
        return True
    size = law.upper - law.lower + 1
    return isinstance(as_model(law), LatticeLaw) and bool(size.is_Integer and size > count)
