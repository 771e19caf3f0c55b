"""Rate-distortion functions where Shannon's lower bound is attained."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Expr, Max, Min, Piecewise, S, oo, sqrt

from symbolic_info.engine.ladder import Run
from symbolic_info.engine.logarithmic import entropy_of
from symbolic_info.laws.channel import Channel
from symbolic_info.laws.families.gamma import Laplace
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.joint import normal_moments
from symbolic_info.laws.law import Law
from symbolic_info.laws.mass import listed
from symbolic_info.laws.vector.normal import MultivariateNormal
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.mutual_information import MutualInformation
from symbolic_info.measures.rate_distortion import RateDistortion
from symbolic_info.rules.shorten import shortest

SHANNON = "Shannon 1959; Berger, Rate Distortion Theory (1971), section 4.3"


@dataclass(frozen=True)
class Bound:
    """The noise of most entropy for a distortion D, with the test channel X = Y + Z that attains the bound.

    The channel exists for D up to ``reach``; from ``most`` on a constant Y will do.
    """

    noise: Law
    reach: Expr
    most: Expr
    attained: Expr | None


def rate_distortion_of(node: RateDistortion, run: Run) -> Expr | None:
    """h(X) - h(Z) for the noise Z of most entropy, where a test channel X = Y + Z exists."""
    (source,) = node.laws
    outcomes = listed(source)
    if outcomes is not None and len(outcomes.support) == 1:
        return S.Zero
    if node.level == 0:
        return oo if not source.discrete else entropy_of(Entropy(source), run)
    bound = _bound(source, node.level, node.distortion, run)
    if bound is None:
        return None
    if run.facts.nonnegative(node.level - bound.most):
        run.trace.add("a constant is close enough", node, S.Zero)
        return S.Zero
    parts = [entropy_of(Entropy(law), Run(run.facts, run.budget)) for law in (source, bound.noise)]
    if parts[0] is None or parts[1] is None:
        return None
    return _guarded(node, bound, shortest(parts[0] - parts[1], run.facts), run)


def _guarded(node: RateDistortion, bound: Bound, value: Expr, run: Run) -> Expr | None:
    """The value where the test channel exists, 0 beyond; between the two, where there is a gap, nothing is known."""
    run.trace.add("Shannon's lower bound", node, Entropy(node.laws[0]) - Entropy(bound.noise), source=SHANNON)
    if run.facts.nonnegative(bound.reach - node.level):
        inside = S.true
    elif bound.reach == bound.most:
        inside = run.facts.reduce(node.level < bound.most)
    else:
        return None
    if bound.attained is not None:
        run.trace.add("attained by the test channel X = Y + Z", node, bound.attained, inside, SHANNON)
    result = value if inside == S.true else Piecewise((value, inside), (S.Zero, True))
    run.trace.add("insert and simplify", node, result)
    return result


def _bound(source: Law, level: Expr, distortion: str, run: Run) -> Bound | None:
    outcomes = listed(source)
    if outcomes is not None:
        return _of_errors(outcomes, level, run)
    moments = normal_moments(source)
    if distortion == "squared" and moments is not None and source.dimension == 1:
        return _of_normal(moments[0][0], moments[1][0], level)
    if distortion == "absolute" and isinstance(source, Laplace):
        return Bound(Laplace(S.Zero, level), source.args[1], source.args[1], None)
    return None


def _of_normal(mean: Expr, variance: Expr, level: Expr) -> Bound:
    left = variance - level
    pair = [[variance, left], [left, left]]
    attained = None if left.is_nonpositive else MutualInformation(MultivariateNormal([mean, mean], pair))
    return Bound(Normal(S.Zero, sqrt(level)), variance, variance, attained)


def _of_errors(source: Finite, level: Expr, run: Run) -> Bound:
    """An error, equally likely to any other letter; Y has the probabilities (p - D/(m - 1))/(1 - D m/(m - 1))."""
    pmf = {x: p for x, p in source.pmf.items() if p != 0}
    others = len(pmf) - 1
    share = level / others
    noise = Finite(range(others + 1), [1 - level, *([share] * others)])
    reach = others * Min(*pmf.values())
    most = reach if others == 1 else 1 - Max(*pmf.values())
    if run.facts.nonnegative(level - most):
        return Bound(noise, reach, most, None)
    rows = {x: dict.fromkeys(pmf, share) | {x: 1 - level} for x in pmf}
    sent = Finite(pmf, [(p - share) / (1 - share * (others + 1)) for p in pmf.values()])
    return Bound(noise, reach, most, MutualInformation(Channel(rows), sent))
