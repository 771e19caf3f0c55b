"""The kernel of proofs: what has to be believed when a proof about laws is believed.

A proof shows that a difference of the two sides of a claim is a sum of terms ``factor * expr`` with factors >= 0 and
expressions >= 0.  A `Theory` says which expressions are known not to be negative (its axioms) and which are 0.  This
file has the theory of laws of which nothing is known; `entropies` has that of random variables.

Zero: SymPy's ``factor``, ``cancel`` and ``expand`` are right; the logarithm of a product of positive numbers is the sum
of the logarithms; a density sums to 1 over its own space, and p(x) W(y | x) over x to the density of the output; what
cancels with every remaining total read as an unknown number is 0.
Axioms: D(p || q) >= 0; H >= 0 on countable sets; a convex function lies above its tangents; |a| + |b| >= |a + b|; a sum
of values that are not negative is not negative; positive numbers are positive; what is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import permutations

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Lambda,
    Limit,
    Mul,
    Pow,
    S,
    cancel,
    expand,
    expand_log,
    factor,
    fraction,
    log,
    nan,
    oo,
    sign,
    together,
    zoo,
)

from symbolic_info.facts import Facts
from symbolic_info.laws.abstract_channel import KernelAt, Output
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import Mixture
from symbolic_info.laws.tilted import Normalized
from symbolic_info.laws.totals import BASE, AtPoint, DensityAt, Disjoint, IndicatorAt, Total
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.proof import rulebook
from symbolic_info.proof.certificate import Term
from symbolic_info.proof.kernel.definitions import opened
from symbolic_info.proof.kernel.limits import limit_of
from symbolic_info.proof.kernel.numbers import sign_of
from symbolic_info.proof.kernel.points import (
    both_occur,
    cancelled,
    is_convex,
    is_nonnegative_everywhere,
    power_of_product,
    size_apart,
    spaces,
    with_sign,
    with_small_power,
)
from symbolic_info.proof.kernel.signs import is_nonnegative

Axiom = Callable[..., bool]


class Theory:
    """What is known not to be negative, and what is 0."""

    axioms: dict[str, Axiom]

    def vanishes(self, expr: Expr) -> bool:
        """Whether an expression is 0 in every instance."""
        raise NotImplementedError

    def admits(self, factor: Expr) -> bool:
        """Whether a factor is not negative."""
        raise NotImplementedError

    def is_equation(self, term: Term) -> bool:
        """Whether a term is 0 by what is given, so that its factor may have any sign."""
        raise NotImplementedError

    def is_positive(self, term: Term) -> bool:
        """Whether a term is positive, which makes an inequality strict."""
        raise NotImplementedError

    def holds(self, term: Term) -> bool:
        """Whether ``term.expr >= 0``: by an axiom, or as a sum of what is known not to be negative."""
        if term.grounds:
            return not term.data and self.adds_up(term.expr, term.grounds)
        return self.axioms[term.rule](term.expr, *term.data)

    def adds_up(self, target: Expr, terms: Sequence[Term]) -> bool:
        """Whether ``target`` is the sum of terms none of which is negative; this is the whole of a proof."""
        if not all((self.is_equation(t) or self.admits(t.factor)) and self.holds(t) for t in terms):
            return False
        return self.vanishes(target - Add(*(t.factor * t.expr for t in terms)))

    def proves(self, target: Expr, relation: str, terms: Sequence[Term]) -> bool:
        """Whether ``target`` stands in a relation to 0: equations from equations, > with a positive term."""
        fits = {"=": all(map(self.is_equation, terms)), ">=": True, ">": any(map(self.is_positive, terms))}
        return not opened(target).has(sign) and fits.get(relation, False) and self.adds_up(target, terms)


class Totals(Theory):
    """Laws of which nothing is known, functions of the outcome, channels: totals are read as unknown numbers.

    >>> from symbolic_info import CrossEntropy, Entropy, KLDivergence, abstract
    >>> p, q = abstract("p q")
    >>> Totals(Facts()).vanishes(KLDivergence(p, q) - CrossEntropy(p, q) + Entropy(p))
    True
    """

    def __init__(
        self, facts: Facts, size: Expr | None = None, disjoint: Iterable[Disjoint] = (), given: Iterable[Expr] = ()
    ) -> None:
        self.facts, self.size, self.given = facts, size, frozenset(given)
        self.disjoint = [(DensityAt(p), DensityAt(q)) for pair in disjoint for p, q in permutations(pair.args)]
        self.unknowns: dict[Expr, Dummy] = {}
        self.axioms = {
            rulebook.GIBBS: _is_divergence,
            rulebook.DISCRETE: lambda expr: isinstance(expr, Entropy) and expr.laws[0].discrete,
            rulebook.TANGENT: self._is_above_tangent,
            rulebook.TRIANGLE: lambda expr, a, b: expr == Total(Abs(a) + Abs(b) - Abs(a + b)),
            rulebook.POINTWISE: lambda expr: is_nonnegative_everywhere(_summand(expr), self.facts),
            rulebook.CONSTANT: self._is_constant,
            rulebook.HYPOTHESIS: lambda expr: expr in self.given,
        }

    def admits(self, factor: Expr) -> bool:
        """By the signs of its factors; totals of positive values are positive."""
        totals = {t: Dummy(positive=True) for t in factor.atoms(Total) if t.is_positive}
        return is_nonnegative(factor.xreplace(totals), self.facts)

    def is_positive(self, term: Term) -> bool:
        """Whether a term is a positive constant, which makes an inequality strict."""
        positive = self.facts.positive
        constant = term.rule == rulebook.CONSTANT and (term.expr.is_number or positive(term.expr))
        return bool(constant and positive(term.factor))

    def is_equation(self, term: Term) -> bool:
        """Whether both a term and its negative are given; such a term may have any factor."""
        return not term.grounds and term.rule == rulebook.HYPOTHESIS and {term.expr, -term.expr} <= self.given

    # --- axioms ---------------------------------------------------------------------------------------

    def _is_constant(self, expr: Expr) -> bool:
        """A positive number, or parameters that are not negative."""
        plain = not expr.has(Measure, Total, AtPoint)
        return sign_of(expr) == 1 if expr.is_number else plain and self.facts.nonnegative(expr) is True

    def _is_above_tangent(self, expr: Expr, weight: Expr, f: Lambda, u: Expr, v: Expr) -> bool:
        """weight (f(u) - f(v) - f'(v) (u - v)) at every point, for a convex f and positive u, v."""
        gap = weight * (f(u) - f(v) - f.expr.diff(*f.variables).subs(f.variables[0], v) * (u - v))
        positive = all(is_nonnegative(x, self.facts) for x in (weight, u, v))
        return expr == (Total(gap) if spaces(gap) else gap) and positive and is_convex(f)

    # --- what is 0 ------------------------------------------------------------------------------------

    def vanishes(self, expr: Expr) -> bool:
        """Whether ``expr`` cancels, if need be with the totals put together that have equal cofactors."""
        flat = self.plain(opened(expr))
        return bool(cancel(flat) == 0) or self._vanishes_together(expand(flat))

    def _vanishes_together(self, flat: Expr) -> bool:
        """In every term the longest total is put together with those that stand beside the same other totals."""
        summands = {mark: summand for summand, mark in self.unknowns.items() if flat.has(mark)}
        unit = _unit(summands.values())
        groups: dict[tuple[Expr, frozenset[str]], Expr] = {}
        for term in Add.make_args(flat):
            powers = (f.as_base_exp() for f in Mul.make_args(term))
            marks = [base for base, exponent in powers if base in summands and exponent.is_Integer and exponent > 0]
            chosen = max(marks, key=lambda m: (summands[m].count_ops(), str(summands[m])), default=S.One)
            if not marks and unit is None:
                return False
            rest = Mul.make_args(term / chosen)
            beside = Mul(*(f for f in rest if f.has(*summands)))
            number = Mul(*(f for f in rest if not f.has(*summands)))
            key = beside, spaces(summands.get(chosen, unit))
            groups[key] = groups.get(key, S.Zero) + number * summands.get(chosen, unit)
        together_ = Add(*(beside * self._total(cancelled(g)) for (beside, _), g in groups.items()))
        return bool(summands) and cancel(together_) == 0

    def plain(self, expr: Expr) -> Expr:
        """Totals as sums of unknowns, logarithms and roots of products taken apart."""
        if isinstance(expr, Total):
            return self._total(self.plain(expr.args[0]))
        if isinstance(expr, Limit):
            return self.plain(limit_of(expr, lambda value: bool(cancel(self.plain(value)) == 0)))
        if not expr.args or isinstance(expr, AtPoint | Measure):
            return expr
        return self._split(expr.func(*(self.plain(a) for a in expr.args)))

    def _split(self, expr: Expr) -> Expr:
        if isinstance(expr, log):
            return self._log(expr.args[0])
        for p, q in self.disjoint if isinstance(expr, Abs) else ():
            if (put := size_apart(expr.args[0], p, q)) != expr:
                return put
        if isinstance(expr, Abs | sign) and spaces(expr):
            return with_sign(factor(together(expr.args[0])), isinstance(expr, Abs), self.facts)
        if isinstance(expr, Pow) and not expr.exp.is_Integer:
            return power_of_product(factor(together(expr.base)), expr.exp, self.facts)
        return expr

    def _log(self, argument: Expr) -> Expr:
        """The logarithm of a product as a sum, if the signs of all factors are known and even out."""
        above, below = fraction(factor(together(argument)))
        powers = [f.as_base_exp() for f in Mul.make_args(above)]
        powers += [(b, -e) for b, e in (f.as_base_exp() for f in Mul.make_args(below))]
        parity, parts = 1, []
        for base, exponent in powers:
            turned = next((b for b in (base, -base) if is_nonnegative(b, self.facts)), None)
            if turned is None or not exponent.is_real:
                return log(argument)
            parity *= 1 if turned == base else (-1) ** exponent
            parts += [exponent * expand_log(log(x), factor=True) for x in turned.as_content_primitive()]
        return Add(*parts) if parity == 1 else log(argument)

    def _total(self, summand: Expr) -> Expr:
        whole = spaces(summand)
        terms = Add.make_args(expand(summand))
        if whole != {BASE} and any(spaces(t) != whole for t in terms if t != 0):
            raise ValueError("a sum over a space on which some of its terms do not depend")
        return Add(*(self._of_term(t) for t in terms))

    def _of_term(self, term: Expr) -> Expr:
        for p, q in self.disjoint:
            factors = Mul.make_args(term)
            if both_occur(factors, p, q):
                return S.Zero
            if p in factors and any(f.has(log) and f.has(q) for f in factors):
                logs = [f for f in factors if f.has(log) and f.has(q)]
                kept = [self._split(f.xreplace({q: S.Zero})) for f in logs]
                if any(f.has(nan, oo, zoo) for f in kept):
                    raise ValueError("an infinite divergence of disjoint laws")
                return self._total(Mul(*kept, *(f for f in factors if f not in logs)))
        inside = [with_small_power(f) for f in Mul.make_args(term) if spaces(f)]
        outside = Mul(*(f for f in Mul.make_args(term) if not spaces(f)))
        if len({f for f in inside if isinstance(f, IndicatorAt)}) > 1:
            return S.Zero
        rest = Mul(*_summed(inside))
        if not inside and self.size is not None:
            return outside * self.size
        if rest == 1 and inside:
            return outside
        kind = {"positive": True} if rest.is_positive else {"real": True}
        return outside * self.unknowns.setdefault(rest, Dummy(**kind))


def _unit(summands: Iterable[Expr]) -> Expr | None:
    """A value that sums to 1 over a space over which one of the summands is summed; None where there is none."""
    found = {spaces(s) for s in summands}
    values = sorted({v for s in summands for v in s.atoms(DensityAt, KernelAt)}, key=str)
    every = [*values, *(a * b for a in values for b in values if isinstance(b, KernelAt) and a.places == {BASE})]
    return next((v for v in every if spaces(v) in found and not isinstance(v, KernelAt)), None)


def _summed(factors: list[Expr]) -> list[Expr]:
    """A density that alone depends on its space leaves 1; p(x) W(y | x) that alone depend on x the output's."""
    for place in sorted(spaces(Mul(*factors))):
        here = [f for f in factors if place in spaces(f)]
        rest = [f for f in factors if f not in here]
        kernels = [f for f in here if isinstance(f, KernelAt)]
        alone = len(here) == 1 and (isinstance(here[0], DensityAt | IndicatorAt) or _is_output(here[0], place))
        if alone:
            return _summed(rest)
        laws = [f for f in here if isinstance(f, DensityAt)]
        if len(here) == 2 and len(kernels) == len(laws) == 1 and not _is_output(kernels[0], place):
            merged = Mul(*rest, DensityAt(Output(kernels[0].args[0], laws[0].args[0])))
            return _summed(list(Mul.make_args(merged)))
    return factors


def _is_output(factor_: Expr, place: str) -> bool:
    return isinstance(factor_, KernelAt) and place == factor_.args[0].output


def _summand(total: Expr) -> Expr:
    """What is summed; a value that is none is summed nowhere."""
    return total.args[0] if isinstance(total, Total) else S.NegativeOne


def _is_divergence(expr: Expr) -> bool:
    return isinstance(expr, KLDivergence | JSDivergence) and all(map(_is_law, expr.laws))


def _is_law(law: Law) -> bool:
    """Functions that are normalised have to be positive."""
    if isinstance(law, Mixture):
        return all(map(_is_law, law.laws))
    return not isinstance(law, Normalized) or law.function.is_positive is True
