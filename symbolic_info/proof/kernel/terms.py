"""The kernel's list of inequalities that a certificate about totals may use, each recognised by its form."""

from __future__ import annotations

from collections.abc import Iterable

from sympy import Abs, Add, Expr, Mul, Pow, S, Symbol, cancel, expand, expand_log, log, nan, together

from symbolic_info.budget import Budget
from symbolic_info.errors import ClaimError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.tilted import Normalized
from symbolic_info.laws.totals import AtPoint, DensityAt, Total, density
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.total_variation import TotalVariation
from symbolic_info.proof import replay_instances, rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.kernel.calculus import T, nonnegative
from symbolic_info.proof.kernel.signs import is_nonnegative
from symbolic_info.proof.kernel.totals import read, vanishes

SCALE = Symbol("scale", positive=True)


def is_known(term: Term, given: Iterable[Expr], facts: Facts, size: Expr | None) -> bool:
    """Whether ``term.factor * term.expr`` is not negative, by the rule that the term names."""
    expr = term.expr
    if term.rule == rulebook.HYPOTHESIS:
        return expr in set(given) and (-expr in set(given) or _factor_is_nonnegative(term.factor, facts))
    if not _factor_is_nonnegative(term.factor, facts):
        return False
    if term.rule == rulebook.GIBBS:
        return isinstance(expr, KLDivergence | JSDivergence) and all(_is_law(law) for law in expr.laws)
    if term.rule == rulebook.DISCRETE:
        return isinstance(expr, Entropy) and expr.laws[0].discrete
    if term.rule == rulebook.CONSTANT:
        return expr.is_number and replay_instances.sign_of(expr) == 1
    if term.rule == rulebook.POINTWISE:
        summand = expr.args[0] if isinstance(expr, Total) else -S.One
        return is_nonnegative_everywhere(summand) or is_nonnegative(summand, facts)
    if term.rule == rulebook.LOG_BOUND:
        return any(u.is_positive and expand(u - 1 - log(u) - expr) == 0 for u in (a.args[0] for a in expr.atoms(log)))
    shapes = {rulebook.LOG_SUM: _is_log_sum, rulebook.CAUCHY: _is_cauchy, rulebook.CONVEX: _is_of_convex}
    shapes[rulebook.TRIANGLE] = _is_triangle
    return term.rule in shapes and shapes[term.rule](expr, facts, size)


def _factor_is_nonnegative(expr: Expr, facts: Facts) -> bool:
    """By the signs of its factors; totals of positive values are positive."""
    totals = {t: Symbol(f"t{i}", positive=True) for i, t in enumerate(expr.atoms(Total)) if t.is_positive}
    return is_nonnegative(expr.xreplace(totals), facts)


def _is_law(law: Law) -> bool:
    """Functions that are normalised have to be positive."""
    if isinstance(law, Mixture):
        return all(_is_law(part) for part in law.laws)
    return not isinstance(law, Normalized) or law.function.is_positive is True


# --- one point ------------------------------------------------------------------------------------------


def is_nonnegative_everywhere(summand: Expr, budget: Budget | None = None) -> bool:
    """Whether a value at a point is never negative: evidently, or as a function of the ratio of two densities."""
    if summand.is_nonnegative or expand(summand) == 0:
        return True
    values = sorted(summand.atoms(AtPoint), key=str)
    if not values or not all(isinstance(v, DensityAt) for v in values) or summand.has(Total):
        return False
    if len(values) == 1:
        return values[0].args[0].discrete and nonnegative(summand.xreplace({values[0]: T}), (S.Zero, S.One), budget)
    if len(values) > 2 or values[0].args[0].place != values[1].args[0].place:
        return False
    p, q = values
    degree = next((d for d in (1, 2) if _is_homogeneous(summand, p, q, d)), None)
    return degree is not None and nonnegative(summand.xreplace({p: T, q: S.One}), budget=budget)


def _is_homogeneous(summand: Expr, p: Expr, q: Expr, degree: int) -> bool:
    scaled = summand.xreplace({p: SCALE * p, q: SCALE * q}) - SCALE**degree * summand
    split = scaled.replace(log, lambda arg: expand_log(log(together(arg).factor())))
    return bool(cancel(expand(split)) == 0)


# --- shapes -----------------------------------------------------------------------------------------------


def _is_log_sum(expr: Expr, facts: Facts, size: Expr | None) -> bool:
    """sum w_i D(p_i || q_i) - D(sum w_i p_i || sum w_i q_i)."""
    return any(_is_joint_convexity(expr, node, facts, size) for node in expr.atoms(KLDivergence))


def _is_joint_convexity(expr: Expr, node: Measure, facts: Facts, size: Expr | None) -> bool:
    m, n = node.laws
    if not (isinstance(m, Mixture) and isinstance(n, Mixture) and m.weights == n.weights):
        return False
    triples = zip(m.weights, m.laws, n.laws, strict=True)
    parts = Add(*(w * node.func(p, q, *node.args[2:]) for w, p, q in triples))
    return vanishes(expr - (parts - node), facts, size)


def _is_of_convex(expr: Expr, facts: Facts, size: Expr | None) -> bool:
    """D_f(p || q) - D_f(pW || qW), or joint convexity, for a convex f."""
    nodes = sorted(expr.atoms(Measure), key=str)
    if not all(has_convex_generator(m) for m in nodes):
        return False
    if len(nodes) == 2 and expand(expr - (nodes[0] - nodes[1])) == 0:
        return _is_image(*nodes)
    if len(nodes) == 2 and expand(expr - (nodes[1] - nodes[0])) == 0:
        return _is_image(nodes[1], nodes[0])
    return any(_is_joint_convexity(expr, node, facts, size) for node in nodes)


def _is_image(node: Measure, image: Measure) -> bool:
    """Whether ``image`` is the same measure of the outputs of one channel."""
    channels = {law.args[0] for law in image.laws if not isinstance(law, Mixture)}
    channels |= {part.args[0] for law in image.laws if isinstance(law, Mixture) for part in law.laws}
    for channel in (c for c in channels if hasattr(c, "joint")):
        if image == node.func(*(channel(law) for law in node.laws), *node.args[2:]):
            return True
    return False


def has_convex_generator(node: Measure) -> bool:
    """Whether a measure of two laws is sum q f(p/q) with a convex f."""
    if isinstance(node, TotalVariation | KLDivergence):
        return True
    second = _second_derivative(node)
    return second is not None and (second.factor().is_nonnegative is True or nonnegative(second))


def curvature(node: Measure) -> Expr:
    """f''(1) of sum q f(p/q); nan where there is none."""
    second = _second_derivative(node)
    return nan if second is None else second.subs(T, 1)


def _second_derivative(node: Measure) -> Expr | None:
    if len(node.laws) != 2:
        return None
    p, q = Abstract(Symbol("p")), Abstract(Symbol("q"))
    try:
        opened = read(node.func(p, q, *node.args[2:]))
    except (ClaimError, ValueError):  # a measure that is no total, or not for this order
        return None
    terms = Add.make_args(expand(opened))
    summand = Add(*(t.replace(Total, lambda inner: inner) if t.has(Total) else t * density(q) for t in terms))
    if not vanishes(opened - Total(summand), Facts(), None) or not _is_homogeneous(summand, density(p), density(q), 1):
        return None
    return summand.xreplace({density(p): T, density(q): S.One}).diff(T, 2)


def _is_cauchy(expr: Expr, facts: Facts, size: Expr | None) -> bool:
    """(sum A)(sum B) - (sum C)**2 with C**2 <= A B and A, B >= 0 at every point."""
    terms = Add.make_args(expr)
    squares = [t for t in terms if t.could_extract_minus_sign()]
    if len(terms) != 2 or len(squares) != 1:
        return False
    (square,) = squares
    (product,) = (t for t in terms if t != square)
    a, b = _two_totals(product)
    c, again = _two_totals(-square)
    inequalities = (a, b, a * b - c * again)
    return c == again and all(is_nonnegative_everywhere(x) for x in inequalities)


def _two_totals(product: Expr) -> tuple[Expr, Expr]:
    """The summands of the two factors of a product of totals; numbers are put to the first."""
    totals: list[Expr] = []
    number = S.One
    for f in Mul.make_args(product):
        base, exponent = f.as_base_exp() if isinstance(f, Pow) else (f, S.One)
        if isinstance(base, Total):
            totals += [base.args[0]] * int(exponent)
        else:
            number *= f
    first, second = totals
    if number != 1:
        raise ValueError("a factor in front of a product of totals")
    return first, second


def _is_triangle(expr: Expr, facts: Facts, size: Expr | None) -> bool:
    """sum |a| + sum |b| - sum |c| with c = a + b or c = a - b, up to signs."""
    plus = [t for t in Add.make_args(expr) if not t.could_extract_minus_sign()]
    minus = [-t for t in Add.make_args(expr) if t.could_extract_minus_sign()]
    if len(plus) != 2 or len(minus) != 1 or not all(isinstance(t, Total) for t in (*plus, *minus)):
        return False
    a, b, c = (t.args[0] for t in (*plus, *minus))
    if not all(isinstance(t, Abs) for t in (a, b, c)):
        return False
    a, b, c = (t.args[0] for t in (a, b, c))
    return any(expand(c - s * a - u * b) == 0 for s in (1, -1) for u in (1, -1))
