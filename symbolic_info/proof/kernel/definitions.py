"""The kernel's reading of measures: every measure of laws as a sum over all points of an expression in densities."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Final

from sympy import Abs, Add, Basic, Expr, exp, log, oo, sqrt
from sympy.core.relational import Relational

from symbolic_info.engine.trace import Step
from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.totals import AtPoint, DensityAt, OutcomeAt, Total, volume
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.entropy_rate import KLDivergenceRate
from symbolic_info.measures.joint import JointMeasure
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.js_distance import JSDistance
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.mutual_information import TotalCorrelation
from symbolic_info.measures.node import Measure
from symbolic_info.measures.perplexity import EntropyPower, Perplexity
from symbolic_info.proof import rulebook
from symbolic_info.proof.kernel import samples
from symbolic_info.proof.kernel.limits import differentiated


def opened(expr: Expr) -> Expr:
    """Every measure from its definition, then derivatives under the sum.

    >>> from symbolic_info import KLDivergence, abstract
    >>> from symbolic_info.proof.kernel.definitions import opened
    >>> opened(KLDivergence(*abstract("p q")))
    Total(log(p(x)/q(x))*p(x))
    """
    replaced = expr.xreplace(forms(expr))
    return replaced if replaced.has(Measure) else differentiated(replaced)


def forms(expr: Expr) -> dict[Measure, Expr]:
    """The measures in an expression with their definitions, in a fixed order.

    One that is no total (of infinite order) is left out: it stands for an unknown number.  Where there are named laws
    only, they are taken as laws of which nothing is known.
    """
    measures = sorted(expr.atoms(Measure), key=str)
    laws = {law for m in measures for law in m.laws} | {d.args[0] for d in expr.atoms(DensityAt)}
    named = any(isinstance(law, Abstract) for law in laws) or bool(expr.atoms(AtPoint) - expr.atoms(DensityAt))
    found = {m: read(m, named) for m in measures}
    return {m: form for m, form in found.items() if form is not None}


def rewritten(stated: Relational) -> Basic:
    """Measures made of others through these: of divergences where there is one, of entropies otherwise."""
    made = {m: m.definition for m in stated.atoms(JSDistance, Perplexity, EntropyPower)}
    for node in stated.atoms(JointMeasure, KLDivergenceRate):
        divergence = isinstance(node, TotalCorrelation | KLDivergenceRate)
        with suppress(UnknownLawError):
            made[node] = node.rewrite(KLDivergence if divergence else Entropy)
    return stated.xreplace(made) if made else stated


def by_definition(stated: Relational) -> Step:
    """The step by which two sides are the same once their measures are written through others."""
    return rulebook.step(rulebook.DEFINITION, stated.lhs, stated.rhs)


@lru_cache(maxsize=1024)
def read(node: Measure, named: bool = True) -> Expr | None:
    """A measure from its definition; one of ``named`` laws in the engine's closed form."""
    try:
        if named and not any(isinstance(law, Abstract) for law in node.laws):
            return samples.form_of(node)
        if isinstance(node, JSDivergence):
            return _jensen_shannon(node)
        return READ[type(node).__name__](*node.args) if type(node).__name__ in READ else None
    except ValueError:  # a power that depends on the support, a closed form that is not confirmed
        return None


def density(law: Law) -> Expr:
    """The density at a point."""
    if isinstance(law, Mixture):
        return Add(*(w * density(part) for w, part in zip(law.weights, law.laws, strict=True)))
    value: Expr = law.at_point if hasattr(law, "at_point") else DensityAt(law)
    return value


def over(p: Law, summand: Expr) -> Expr:
    """The sum over the points of the space of ``p``; a named law beside it has its own density."""
    named = [d for d in summand.atoms(DensityAt) if not isinstance(d.args[0], Abstract)]
    if isinstance(p, Abstract):
        summand = summand.xreplace({d: exp(d.args[0].log_density(OutcomeAt())) for d in named})
    return Total(volume(p) * summand)


def _kl(p: Law, q: Law) -> Expr:
    return over(p, density(p) * log(density(p) / density(q)))


def _power(p: Law, q: Law, a: Expr, b: Expr) -> Expr:
    if a in (0, oo) or b == oo:
        raise ValueError("a power that depends on the support")
    return over(p, density(p) ** a * density(q) ** b)


def _renyi(p: Law, q: Law, a: Expr) -> Expr:
    return _kl(p, q) if a == 1 else log(_power(p, q, a, 1 - a)) / (a - 1)


def _tsallis(p: Law, q: Law, a: Expr) -> Expr:
    return _kl(p, q) if a == 1 else (_power(p, q, a, 1 - a) - 1) / (a - 1)


def _alpha(p: Law, q: Law, a: Expr) -> Expr:
    if a in (0, 1):
        return _kl(p, q) if a == 1 else _kl(q, p)
    return (_power(p, q, a, 1 - a) - 1) / (a * (a - 1))


def _entropy(p: Law) -> Expr:
    return over(p, -density(p) * log(density(p)))


def _renyi_entropy(p: Law, a: Expr) -> Expr:
    return _entropy(p) if a == 1 else log(_power(p, p, a, 0)) / (1 - a)


def _tsallis_entropy(p: Law, a: Expr) -> Expr:
    return _entropy(p) if a == 1 else (1 - _power(p, p, a, 0)) / (a - 1)


def _jensen_shannon(node: Measure) -> Expr:
    pairs = list(zip(node.weights, node.laws, strict=True))
    mean = Add(*(w * density(p) for w, p in pairs))
    return Add(*(w * over(p, density(p) * log(density(p) / mean)) for w, p in pairs))


def _skew(p: Law, q: Law, a: Expr) -> Expr:
    return over(p, density(p) * log(density(p) / ((1 - a) * density(p) + a * density(q))))


def _geometric(p: Law, q: Law, a: Expr) -> Expr:
    return a * (1 - a) * (_kl(p, q) + _kl(q, p)) + log(_power(p, q, 1 - a, a))


READ: Final[dict[str, Callable[..., Expr]]] = {
    "Entropy": _entropy,
    "CrossEntropy": lambda p, q: over(p, -density(p) * log(density(q))),
    "KLDivergence": _kl,
    "JeffreysDivergence": lambda p, q: _kl(p, q) + _kl(q, p),
    "SkewDivergence": _skew,
    "GeometricJSDivergence": _geometric,
    "FDivergence": lambda p, q, f: over(q, density(q) * f(density(p) / density(q))),
    "TotalVariation": lambda p, q: over(p, Abs(density(p) - density(q))) / 2,
    "PowerIntegral": _power,
    "ChiSquareDivergence": lambda p, q: over(p, (density(p) - density(q)) ** 2 / density(q)),
    "SquaredHellinger": lambda p, q: over(p, (sqrt(density(p)) - sqrt(density(q))) ** 2) / 2,
    "BhattacharyyaDistance": lambda p, q: -log(over(p, sqrt(density(p) * density(q)))),
    "RenyiEntropy": _renyi_entropy,
    "RenyiDivergence": _renyi,
    "AlphaDivergence": _alpha,
    "TsallisEntropy": _tsallis_entropy,
    "TsallisDivergence": _tsallis,
}
