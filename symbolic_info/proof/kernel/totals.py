"""The kernel's reading of measures as totals over all points, and its test for identities between totals.

Everything rests on four facts: SymPy's ``factor``, ``cancel`` and ``expand`` are right; the logarithm of a product of
positive numbers is the sum of the logarithms; a density sums to 1 over its own space, and p(x) W(y | x) over x to the
density of the output; what cancels with every remaining total read as an unknown number is 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import permutations
from typing import Final

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Limit,
    Mul,
    Pow,
    S,
    cancel,
    expand,
    expand_log,
    expand_power_base,
    factor,
    fraction,
    log,
    nan,
    oo,
    sqrt,
    together,
    zoo,
)

from symbolic_info.errors import ClaimError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import Abstract
from symbolic_info.laws.abstract_channel import KernelAt, Output
from symbolic_info.laws.law import Law
from symbolic_info.laws.totals import (
    BASE,
    AtPoint,
    DensityAt,
    Disjoint,
    IndicatorAt,
    Total,
    density,
    log_density,
    volume,
)
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.proof import replay_forms
from symbolic_info.proof.kernel.limits import differentiated, limit_of
from symbolic_info.proof.kernel.signs import is_positive

Parts = tuple[Expr, ...]


def _kl(p: Law, q: Law) -> Expr:
    return over(p, density(p) * (log_density(p) - log_density(q)))


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
    return over(p, -density(p) * log_density(p))


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
    "CrossEntropy": lambda p, q: over(p, -density(p) * log_density(q)),
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


def over(p: Law, summand: Expr) -> Expr:
    """The sum over the points of the space of ``p``."""
    return Total(volume(p) * summand)


def read(node: Measure) -> Expr:
    """A measure of abstract laws from its definition; one of other laws in the engine's closed form, tried out."""
    if not any(isinstance(law, Abstract) for law in node.laws):
        return replay_forms.form_of(node)
    if isinstance(node, JSDivergence):
        return _jensen_shannon(node)
    if type(node).__name__ not in READ:
        raise ClaimError(f"{node} is no total of abstract laws")
    return READ[type(node).__name__](*node.args)


def opened(expr: Expr) -> Expr:
    """Every measure from its definition, then derivatives under the sum."""
    found = expr.xreplace({m: read(m) for m in expr.atoms(Measure)})
    return differentiated(found)


# --- identities ---------------------------------------------------------------------------------------


def vanishes(expr: Expr, facts: Facts, size: Expr | None, disjoint: Iterable[Disjoint] = ()) -> bool:
    """Whether an expression in measures and totals is 0 for all laws, functions and parameters."""
    pairs = [(DensityAt(a), DensityAt(b)) for pair in disjoint for a, b in permutations(pair.args)]
    return Reader(facts, size, pairs).vanishes(opened(expr))


class Reader:
    """Reads totals as unknown numbers, one for each monomial, under what is known of the parameters."""

    def __init__(self, facts: Facts, size: Expr | None, disjoint: list[tuple[Expr, Expr]]) -> None:
        self.facts, self.size, self.disjoint = facts, size, disjoint
        self.unknowns: dict[Expr, Dummy] = {}

    def vanishes(self, expr: Expr) -> bool:
        """Whether ``expr`` cancels, if need be with the totals put together that have equal cofactors."""
        flat = self.plain(expr)
        return bool(cancel(flat) == 0) or self._vanishes_together(expand(flat))

    def _vanishes_together(self, flat: Expr) -> bool:
        summands = {mark: summand for summand, mark in self.unknowns.items()}
        some = sorted({d for s in summands.values() for d in s.atoms(DensityAt)}, key=str)
        if len({_spaces(s) for s in summands.values()}) > 1 or not some:
            return False
        groups: dict[Expr, Expr] = {}
        for term in Add.make_args(flat):
            marks = [f for f in Mul.make_args(term) if f in summands]
            inner = [f for f in Mul.make_args(term) if f not in summands and f.has(*summands)]
            if len(marks) > 1:
                return False
            number = term / Mul(*marks, *inner) * (summands[marks[0]] if marks else some[0])
            groups[Mul(*inner)] = groups.get(Mul(*inner), 0) + number
        return all(cancel(self._total(cancel(g))) == 0 for g in groups.values())

    def plain(self, expr: Expr) -> Expr:
        """Totals as sums of unknowns, logarithms and roots of products taken apart."""
        if isinstance(expr, Total):
            return self._total(self.plain(expr.args[0]))
        if isinstance(expr, Limit):
            return self.plain(limit_of(expr, lambda value: bool(cancel(self.plain(value)) == 0)))
        if not expr.args or isinstance(expr, AtPoint):
            return expr
        return self._split(expr.func(*(self.plain(a) for a in expr.args)))

    def _split(self, expr: Expr) -> Expr:
        if isinstance(expr, log):
            return self._log(expr.args[0])
        if isinstance(expr, Abs):
            return Abs(factor(together(expr.args[0])))
        if isinstance(expr, Pow) and not expr.exp.is_Integer:
            return expand_power_base(factor(together(expr.base)) ** expr.exp)
        return expr

    def _log(self, argument: Expr) -> Expr:
        """The logarithm of a product as a sum, if the signs of all factors are known and even out."""
        above, below = fraction(factor(together(argument)))
        powers = [f.as_base_exp() for f in Mul.make_args(above)]
        powers += [(b, -e) for b, e in (f.as_base_exp() for f in Mul.make_args(below))]
        sign, parts = 1, []
        for base, exponent in powers:
            turned = base if is_positive(base, self.facts) else -base if is_positive(-base, self.facts) else None
            if turned is None or not exponent.is_real:
                return log(argument)
            sign *= 1 if turned == base else (-1) ** exponent
            parts.append(exponent * expand_log(log(turned), factor=True))
        return Add(*parts) if sign == 1 else log(argument)

    def _total(self, summand: Expr) -> Expr:
        whole = _spaces(summand)
        terms = Add.make_args(expand(summand))
        if whole != {BASE} and any(_spaces(t) != whole for t in terms if t != 0):
            raise ValueError("a sum over a space on which some of its terms do not depend")
        return Add(*(self._of_term(t) for t in terms))

    def _of_term(self, term: Expr) -> Expr:
        for p, q in self.disjoint:
            factors = Mul.make_args(term)
            if p in factors and (q in factors or any(f.has(log) and f.has(q) for f in factors)):
                logs = [f for f in factors if f.has(log) and f.has(q)]
                rest = [f for f in factors if f not in logs]
                kept = [self._split(f.xreplace({q: S.Zero})) for f in logs]
                if any(f.has(nan, oo, zoo) for f in kept):
                    raise ValueError("an infinite divergence of disjoint laws")
                return S.Zero if q in factors else self._total(Mul(*rest, *kept))
        inside = [f for f in Mul.make_args(term) if _spaces(f)]
        outside = term / Mul(*inside)
        if len({f for f in inside if isinstance(f, IndicatorAt)}) > 1:
            return S.Zero
        rest = Mul(*_summed(inside))
        if not inside and self.size is not None:
            return outside * self.size
        if rest == 1 and inside:
            return outside
        kind = {"positive": True} if rest.is_positive else {"real": True}
        return outside * self.unknowns.setdefault(rest, Dummy(**kind))


def _summed(factors: list[Expr]) -> list[Expr]:
    """A density that alone depends on its space leaves 1; p(x) W(y | x) that alone depend on x the output's."""
    for place in sorted(_spaces(Mul(*factors))):
        here = [f for f in factors if place in _spaces(f)]
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


def _spaces(expr: Expr) -> frozenset[str]:
    """The spaces over whose points a value varies; a total varies over none."""
    if isinstance(expr, AtPoint):
        return expr.places
    if isinstance(expr, Total):
        return frozenset()
    return frozenset().union(*(_spaces(a) for a in expr.args))
