"""Measures of joint laws: sums over outcomes, or sums of entropies of marginals."""

from __future__ import annotations

from sympy import Add, E, Expr, log, pi

from symbolic_info.engine.finite import entropy_of_list, tidy
from symbolic_info.engine.jensen_shannon import js_of
from symbolic_info.engine.kernel import of_kernel
from symbolic_info.engine.ladder import Run
from symbolic_info.engine.trace import COVER_THOMAS
from symbolic_info.laws.channel import Transmitted
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.joint import marginal
from symbolic_info.laws.kernel import Compound
from symbolic_info.laws.law import as_model
from symbolic_info.laws.vector.normal import MultivariateNormal
from symbolic_info.measures.conditional_entropy import ConditionalEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.joint import JointMeasure
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.mutual_information import (
    DualTotalCorrelation,
    InteractionInformation,
    MutualInformation,
    TotalCorrelation,
    VariationOfInformation,
)
from symbolic_info.rules.common_factor import short, with_common_factor
from symbolic_info.rules.shorten import shortest

JOINT_MEASURES = (
    ConditionalEntropy,
    DualTotalCorrelation,
    InteractionInformation,
    MutualInformation,
    TotalCorrelation,
    VariationOfInformation,
)


def joint_of(node: JointMeasure, run: Run) -> Expr | None:
    """The sum of the entropies of the marginals, or, for a list, of the log-ratios, whichever is shorter."""
    law = node.laws[0]
    if isinstance(as_model(law), Transmitted):
        return _of_channel(node, run)
    if isinstance(law, Compound):
        return of_kernel(node, law, run) if isinstance(node, MutualInformation) else None
    if not isinstance(as_model(law), Finite | MultivariateNormal):
        return None
    run.trace.add("as entropies of marginals", node, node.rewrite(Entropy), source=COVER_THOMAS)
    if isinstance(as_model(law), Finite):
        forms = [_by_entropies(node, run), node.definition]
        value = min((with_common_factor(tidy(f, run.facts)) for f in forms), key=lambda e: e.count_ops())
        run.trace.add("summed over the outcomes", node, value)
        return value
    return _of_normal(node, law, run)


def _of_normal(node: JointMeasure, law: MultivariateNormal, run: Run) -> Expr:
    """The entropy of k normal coordinates is log((2 pi e)^k det S)/2."""
    parts = [c * (len(i) * log(2 * pi * E) + log(_determinant(law, i))) / 2 for i, c in node.terms.items()]
    value = shortest(Add(*parts), run.facts)
    run.trace.add("the entropy of k normal coordinates is log((2 pi e)^k det S)/2", node, value, source=COVER_THOMAS)
    return value


def _determinant(law: MultivariateNormal, indices: tuple[int, ...]) -> Expr:
    rows = list(indices)
    return short(law.covariance.extract(rows, rows).det())


def _by_entropies(node: JointMeasure, run: Run) -> Expr:
    marginals = ((marginal(node.laws[0], i), c) for i, c in node.terms.items())
    return Add(*(c * entropy_of_list(as_model(m), run) for m, c in marginals))


def _of_channel(node: JointMeasure, run: Run) -> Expr | None:
    """I(X; Y) = sum_x p(x) D(W_x || p W), the Jensen-Shannon divergence of the laws W_x."""
    same = node.rewrite(JSDivergence)
    if not isinstance(same, JSDivergence):
        return None
    run.trace.add("mutual information = Jensen-Shannon divergence of the outputs, weighted by the input", node, same)
    return js_of(same, run)
