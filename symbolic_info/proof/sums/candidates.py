"""Inequalities that may carry a claim about totals.  Almost all of them are Gibbs' inequality for laws made of others.

Jensen's and Hölder's inequality are D(p || r) >= 0 for a law r that is normalised from a total in the claim; data
processing is D(p W || r) >= 0 for r(x, y) = q(x) W(y | x) pW(y)/qW(y).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations

from sympy import Abs, Add, Basic, Eq, Expr, Mul, Pow, S, Tuple, expand, factor, log, sqrt

from symbolic_info.errors import SpaceError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.abstract_channel import (
    AbstractChannel,
    IndependentPair,
    Joint,
    Output,
    Reversed,
    independent_pair,
)
from symbolic_info.laws.families.normal import Normal
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture, mixture
from symbolic_info.laws.tilted import Normalized, equiprobable
from symbolic_info.laws.totals import BASE, DensityAt, OutcomeAt, Total
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.grounds import LOG, generator, tangent
from symbolic_info.proof.parts import bases
from symbolic_info.proof.sums.normal import places

MOST_LAWS = 12
MOST_USES = 6

Parts = tuple[tuple[Expr, ...], tuple[Law, ...]] | None


def laws_of(nodes: Iterable[Measure], form: Expr, size: Expr | None) -> list[Law]:
    """The laws that the claim speaks of, and those normalised from its totals."""
    found = [law for m in nodes for law in m.laws]
    found += [m.mixture for m in nodes if isinstance(m, JSDivergence)]
    found += [law.args[1] for law in found if isinstance(law, IndependentPair)]
    found += bases(found)
    found += [d.args[0] for d in sorted(form.atoms(DensityAt), key=str)]
    found += [Normalized(t.args[0]) for t in sorted(form.atoms(Total), key=str) if _is_weight(t)]
    found += [independent_pair(law.args[1], law.args[0](law.args[1])) for law in found if isinstance(law, Joint)]
    found += [equiprobable(size)] if size is not None else []
    return list(dict.fromkeys(found))


def triangles(form: Expr) -> Iterator[Term]:
    """sum |a| + sum |b| - sum |a + b| for differences that add up."""
    sizes = sorted({t for t in form.atoms(Total) if isinstance(t.args[0], Abs)}, key=str)
    for a, b, c in permutations(sizes, 3):
        inner = [x.args[0].args[0] for x in (a, b, c)]
        for sign in (1, -1):
            if any(expand(inner[0] + sign * inner[1] + u * inner[2]) == 0 for u in (1, -1)):
                yield Term(S.One, rulebook.TRIANGLES, a + b - c, (inner[0], sign * inner[1]))


def against_weights(forms: Iterable[Expr]) -> Iterator[Term]:
    """log(u) <= u - 1 for the ratios of positive functions, whose totals occur, and densities."""
    known = list(forms)
    densities = sorted({d for form in known for d in form.atoms(DensityAt)}, key=str)
    for total in sorted({t for form in known for t in form.atoms(Total) if _is_weight(t)}, key=str):
        for p in densities:
            yield tangent(S.One, p, LOG, total.args[0] / p, S.One)


def _is_weight(total: Total) -> bool:
    summand = total.args[0]
    return bool(summand.is_positive) and summand != 1 and len(places(summand)) == 1 and not summand.has(log)


def hypotheses(given: Iterable[Expr], forms: Iterable[Expr]) -> Iterator[Term]:
    """What is given, times the parameters in the claim: equations of any sign."""
    known, parameters = list(given), dict.fromkeys(p for form in forms for p in _parameters(form))
    for h in known:
        yield Term(S.One, rulebook.HYPOTHESIS, h)
        for parameter in parameters if -h in known else ():
            yield Term(parameter, rulebook.HYPOTHESIS, h)


def _parameters(form: Expr) -> Iterator[Expr]:
    """The parameters with which totals stand in a form."""
    for term in Add.make_args(form):
        parameter = Mul(*(f for f in Mul.make_args(term) if not f.has(Total, log) and not f.is_number))
        if parameter != 1:
            yield parameter


def with_largest_entropy(given: Iterable[Basic]) -> list[Law]:
    """The normal law with the mean and the second moment that are given."""
    moments = {e.args[0]: e.args[1] for g in given if isinstance(g, Eq) for e in (g, g.reversed)}
    for total, mean in moments.items():
        if isinstance(total, Total) and len(densities := total.atoms(DensityAt)) == 1:
            (p,) = densities
            second = moments.get(Total(p * OutcomeAt() ** 2))
            if total.args[0] == p * OutcomeAt() and second is not None:
                return [Normal(mean, sqrt(factor(second - mean**2)))]
    return []


def gibbs(laws: list[Law]) -> Iterator[Term]:
    """D(p || q) >= 0 for all pairs on one space."""
    for p, q in permutations(laws[:MOST_LAWS], 2):
        try:
            if isinstance(p, Abstract):
                yield Term(S.One, rulebook.GIBBS, KLDivergence(p, q))
        except SpaceError:
            continue


def processing(laws: list[Law]) -> Iterator[Term]:
    """What joint laws of inputs and outputs are compared with: other channels, and channels reversed."""
    uses = _uses(laws)
    for (channel, p), (other, q) in permutations(uses[:MOST_USES], 2):
        if channel.output == other.output:
            whole = channel.joint(p)
            yield Term(S.One, rulebook.GIBBS, KLDivergence(whole, Reversed(other, q, channel(p))))
            if channel != other:
                yield Term(S.One, rulebook.GIBBS, KLDivergence(whole, other.joint(p)))


def _uses(laws: list[Law]) -> list[tuple[AbstractChannel, Law]]:
    """The channels with the laws that they are fed with, mixtures of such laws among them."""
    parts = [part for law in laws for part in (law.laws if isinstance(law, Mixture) else (law,))]
    uses = [(part.args[0], part.args[1]) for part in parts if isinstance(part, Output | Joint)]
    for mixed in (law for law in laws if law.place == BASE and isinstance(law, Mixture)):
        fed = {channel for channel, law in uses if law in bases([mixed])}
        uses += [(channel, mixed) for channel in sorted(fed, key=str)]
    return list(dict.fromkeys(uses))


def convex(nodes: Iterable[Measure], laws: list[Law]) -> Iterator[Term]:
    """Joint convexity and data processing of the f-divergences in the claim."""
    for node in nodes:
        parts = [_parts(law) for law in node.laws]
        if len(node.laws) != 2 or isinstance(node, JSDivergence):
            continue
        weights = next((w for w, _ in (p for p in parts if p is not None)), None)
        rule = rulebook.LOG_SUM if isinstance(node, KLDivergence) else rulebook.CONVEX
        if generator(node) is None:
            continue
        if weights is not None:
            yield from _joint_convexity(node, weights, parts, rule)
        yield from _image(node, rule)


def _joint_convexity(node: Measure, weights: tuple[Expr, ...], parts: list[Parts], rule: str) -> Iterator[Term]:
    sides = []
    for law, found in zip(node.laws, parts, strict=True):
        own = found or (weights, (law,) * len(weights))
        if own[0] != weights:
            return
        sides.append(own[1])
    mixed = [mixture(list(side), weights) for side in sides]
    whole = node.func(*mixed, *node.args[2:])
    pieces = list(zip(weights, *sides, strict=True))
    expr = Add(*(w * node.func(p, q, *node.args[2:]) for w, p, q in pieces)) - whole
    yield Term(S.One, rule, expr, (generator(node), Tuple(*(Tuple(w, p, w, q) for w, p, q in pieces))))


def _parts(law: Law) -> Parts:
    """A law that is a mixture in disguise, as weights and laws."""
    if isinstance(law, Mixture):
        return tuple(law.weights), tuple(law.laws)
    if isinstance(law, Joint):
        channel, sent = law.args
        if isinstance(sent, Mixture):
            return tuple(sent.weights), tuple(channel.joint(p) for p in sent.laws)
        pairs = channel.parts
        return None if len(pairs) == 1 else (tuple(w for w, _ in pairs), tuple(c.joint(sent) for _, c in pairs))
    if isinstance(law, IndependentPair):
        first, second = law.args
        if isinstance(second, Mixture):
            return tuple(second.weights), tuple(independent_pair(first, r) for r in second.laws)
    return None


def _image(node: Measure, rule: str) -> Iterator[Term]:
    p, q = node.laws
    channels = {part.args[0] for law in (p, q) for part in _pieces(law) if isinstance(part, Output)}
    for channel in channels if rule == rulebook.CONVEX else ():
        sources = [_source(law, channel) for law in (p, q)]
        if None not in sources:
            expr = node.func(*sources, *node.args[2:]) - node
            yield Term(S.One, rule, expr, (generator(node), channel, *sources))


def _pieces(law: Law) -> tuple[Law, ...]:
    return tuple(law.laws) if isinstance(law, Mixture) else (law,)


def _source(law: Law, channel: AbstractChannel) -> Law | None:
    if isinstance(law, Mixture):
        parts = [_source(part, channel) for part in law.laws]
        return None if None in parts else mixture([p for p in parts if p is not None], law.weights)
    return law.args[1] if isinstance(law, Output) and law.args[0] == channel else None


def others(laws: list[Law], form: Expr) -> Iterator[Term]:
    """Entropies of laws on countable sets, and log(u) <= u - 1 for the totals under a logarithm."""
    for law in laws:
        if law.discrete:
            yield Term(S.One, rulebook.DISCRETE, Entropy(law))
    for inner in sorted({a.args[0] for a in form.atoms(log)}, key=str):
        if inner.has(Total) and inner.is_positive:
            yield Term(S.One, rulebook.LOG_BOUND, inner - 1 - log(inner), (inner,))
    for part in Add.make_args(form):
        size = -part if part.could_extract_minus_sign() else part
        if size.is_positive and any(isinstance(f, Total) and _is_weight(f) for f in Mul.make_args(size)):
            yield Term(S.One, rulebook.LOG_BOUND, size - 1 - log(size), (size,))


def multipliers(form: Expr, facts: Facts) -> list[Expr]:
    """Parameters and totals that stand as factors in the claim, where they are not negative."""
    found: list[Expr] = [s * p for p in _parameters(form) for s in (1, -1)]
    for term in Add.make_args(form):
        found += [f for f in Mul.make_args(term) if _is_positive_total(f)]
    exponents = [f.exp for t in form.atoms(Total) for f in t.args[0].atoms(Pow) if f.exp.free_symbols]
    signed = [c.gts - c.lts for c in facts.conditions if hasattr(c, "gts")]
    kept = [f for f in dict.fromkeys([*found, *signed]) if f.has(Total) or (f not in (1, -1) and facts.nonnegative(f))]
    products = [a * b for i, a in enumerate(kept) for b in kept[i:]] if len(kept) <= 4 else []
    of_powers = sorted(filter(facts.nonnegative, exponents), key=str) if len(kept) <= 2 else []
    return [S.One, *dict.fromkeys([*kept, *products, *of_powers])]


def _is_positive_total(factor: Expr) -> bool:
    base = factor.base if isinstance(factor, Pow) else factor
    return isinstance(base, Total) and base.is_positive is True and not base.has(log)
