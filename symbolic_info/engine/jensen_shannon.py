"""Jensen-Shannon divergences with a closed form: finite, disjoint, uniform and rational densities."""

from __future__ import annotations

from dataclasses import replace

from sympy import Add, Expr, Mul, S, exp, log

from symbolic_info.engine.convergence import Outcome
from symbolic_info.engine.finite import js_of_list
from symbolic_info.engine.ladder import Run, expect
from symbolic_info.engine.support import disjoint, on_integers, overlap, unmapped
from symbolic_info.engine.trace import BOOK
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.families.gamma import StandardGamma
from symbolic_info.laws.families.lattice import UniformRange
from symbolic_info.laws.families.uniform import Uniform
from symbolic_info.laws.image import Image
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.mass import listed
from symbolic_info.measures.js import JSDivergence
from symbolic_info.rules.exponents import exponential_of
from symbolic_info.rules.logarithm import split_log, split_logs
from symbolic_info.rules.shorten import shortest


def js_of(node: JSDivergence, run: Run) -> Expr | None:
    """JSD = sum w_i D(p_i || m)."""
    laws = node.laws
    if len(set(laws)) == 1:
        run.trace.add("JSD = 0 when all laws are the same", node, S.Zero, source=BOOK)
        return S.Zero
    if any(isinstance(law, Abstract) for law in laws):
        return None
    lists = [listed(law) for law in laws]
    if all(x is not None for x in lists):
        return js_of_list(node, [x for x in lists if x is not None], run)
    if laws[0].dimension != 1 or any(law.discrete and not on_integers(law) for law in laws):
        return None
    return _of_disjoint(node, run) or _of_uniforms(node, run) or _of_pair(node, run) or _of_rational(node, run)


def _of_disjoint(node: JSDivergence, run: Run) -> Expr | None:
    laws = node.laws
    pairs = [(p, q) for i, p in enumerate(laws) for q in laws[:i]]
    if not all(disjoint(p, q, run.facts) == S.true for p, q in pairs):
        return None
    value = Add(*(-w * log(w) for w in node.weights if w != 0))
    run.trace.add("disjoint supports: the mixture tells which law was drawn", node, value, source=BOOK)
    return value


def _of_uniforms(node: JSDivergence, run: Run) -> Expr | None:
    """Two uniform laws: on the overlap the ratio p/m is constant, outside it is 1/w."""
    if len(node.laws) != 2 or not all(isinstance(p, Uniform | UniformRange) for p in node.laws):
        return None
    p, q = node.laws
    sizes = [overlap(law, law, run.facts) for law in node.laws]
    shared = overlap(p, q, run.facts)
    mean = Add(*(w / n for w, n in zip(node.weights, sizes, strict=True)))
    parts = [_uniform_part(w, n, shared, mean) for w, n in zip(node.weights, sizes, strict=True)]
    value = shortest(Add(*parts), run.facts)
    run.trace.add("p/m is constant on the overlap of the intervals and outside of it", node, value)
    return value


def _uniform_part(weight: Expr, size: Expr, shared: Expr, mean: Expr) -> Expr:
    inside = shared / size
    return weight * (inside * -log(size * mean) + (1 - inside) * -log(weight))


def _of_rational(node: JSDivergence, run: Run) -> Expr | None:
    """Rational densities (Cauchy): the numerator of the mixture is again a product of quadratics."""
    x = node.laws[0].variable
    fractions = [exp(law.log_density(x)).as_numer_denom() for law in node.laws]
    if len({(p.lower, p.upper) for p in node.laws}) > 1 or not all(
        f.is_rational_function(x) for ab in fractions for f in ab
    ):
        return None
    log_mixture = _log_of_mixture(node.weights, fractions, run)
    run.trace.add("definition (B.5) with m = sum w_i p_i", node, node.rewrite("KLDivergence"), source=BOOK)
    parts = [_divergence(p, log_mixture, x, run) for p in node.laws]
    if any(part is None or part.condition != S.true for part in parts):
        return None
    total = Add(*(w * part.value for w, part in zip(node.weights, parts, strict=True) if part is not None))
    return shortest(total, run.facts)


def _log_of_mixture(weights: tuple[Expr, ...], fractions: list[tuple[Expr, Expr]], run: Run) -> Expr:
    """log of sum w_i n_i/d_i over the common denominator, each factor positive."""
    whole = Mul(*(d for _, d in fractions))
    numerator = Add(*(w * n * whole / d for w, (n, d) in zip(weights, fractions, strict=True)))
    return log(numerator) - Add(*(split_log(d, run.facts) for _, d in fractions))


def _of_pair(node: JSDivergence, run: Run) -> Expr | None:
    """Two laws of one support with a log-ratio r: log(m/p) = log(w + w' exp(r)), where a law knows its mean."""
    if len(node.laws) != 2:
        return None
    p, q = unmapped(*node.laws) or node.laws
    if p.discrete or (p.lower, p.upper) != (q.lower, q.upper):
        return None
    x, rules = p.variable, replace(run, rules_only=True)
    ratio = split_logs(q.log_density(x) - p.log_density(x), run.facts)
    constant, moving = ratio.expand(log=False).as_independent(x, as_Add=True)
    if isinstance(moving, Add) or not all(_is_power_of_uniform(law) for law in (p, q)):
        return None
    run.trace.add("definition (B.5) with m = sum w_i p_i", node, node.rewrite("KLDivergence"), source=BOOK)
    total = S.Zero
    for law, own, other, sign in ((p, *node.weights, 1), (q, *reversed(node.weights), -1)):
        f = log(own + other * exponential_of(sign * constant) * exponential_of(sign * moving))
        found = expect(f, x, law, rules)
        if found is None or found.condition != S.true:
            return None
        total -= own * found.value
    return shortest(total, run.facts)


def _is_power_of_uniform(law: Law) -> bool:
    """Whether a law is an image of an exponential law, or of a beta law with a shape 1."""
    while not isinstance(law := as_model(law), StandardGamma | StandardBeta):
        if not isinstance(law, Image):
            return False
        law = law.source
    return S.One in law.args


def _divergence(p: Law, log_mixture: Expr, x: Expr, run: Run) -> Outcome | None:
    return expect(p.log_density(x) - log_mixture, x, p, run)
