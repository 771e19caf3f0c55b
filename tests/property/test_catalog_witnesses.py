"""Every false claim of the catalog fails at its witness, recomputed here from the texts and the definitions.

Claims about abstract laws and random variables are evaluated by interval arithmetic, claims about families by
quadrature or summation of the definitions; neither shares code with the provers.
"""

from __future__ import annotations

import itertools
import operator
import re
from fractions import Fraction

import mpmath
import pytest
from mpmath import iv
from sympy import Derivative, Float, Limit, Subs, Symbol, Tuple, lambdify, oo
from sympy.core.relational import Relational

from symbolic_info import value
from symbolic_info.catalog import catalog
from symbolic_info.laws.abstract import Abstract, Built
from symbolic_info.laws.families.beta import Beta
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import as_model
from symbolic_info.laws.totals import Total
from symbolic_info.laws.variables import VariableLaw
from symbolic_info.measures.chi_square import ChiSquareDivergence
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.hellinger import SquaredHellinger
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.total_variation import TotalVariation

iv.dps = 40
FAR = mpmath.mpf(400)
PLAIN = (Entropy, CrossEntropy, KLDivergence, JSDivergence, TotalVariation, ChiSquareDivergence, SquaredHellinger)


def recomputable(claim):
    """Relations of measures alone; claims about functions, tilts, channels and derivatives have the kernel's check."""
    stated = claim.claim
    if not isinstance(stated, Relational) or stated.has(Total, Derivative, Subs, Limit, Built):
        return False
    of_laws = [m for m in stated.atoms(Measure) if any(law.has(Abstract) for law in m.laws)]
    return not any(map(callable, claim.given)) and all(isinstance(m, PLAIN) for m in of_laws)


EVERY = [(f"{entry.id}-{i}", claim) for entry in catalog.values() for i, claim in enumerate(entry.lookalikes)]
LOOKALIKES = [pytest.param(claim, id=name) for name, claim in EVERY if recomputable(claim)]
RELATION = re.compile(r" (<=|>=|<|>|=) ")
OF_VARIABLES = re.compile(
    r"\b(H|I|VI|TC|DualTotalCorrelation)\(([A-Z][^()]*)\)|\bD\((joint)\(([^()]*)\)\|\|product\([^()]*\)\)"
)


def number(x):
    fraction = Fraction(str(x))
    return iv.mpf(fraction.numerator) / fraction.denominator


def operation(act, swapped=False):
    """An operator of `Weight`; what it does to a pmf, it does to each mass."""

    def apply(self, other):
        if isinstance(other, Pmf):
            return Pmf(act(self.interval, mass) for mass in other)
        other = other.interval if isinstance(other, Weight) else other
        return Weight(act(other, self.interval) if swapped else act(self.interval, other))

    return apply


class Weight:
    """An interval that can stand before a pmf."""

    def __init__(self, interval):
        self.interval = iv.mpf(interval)

    def __neg__(self):
        return Weight(-self.interval)

    __add__, __radd__ = operation(operator.add), operation(operator.add, swapped=True)
    __sub__, __rsub__ = operation(operator.sub), operation(operator.sub, swapped=True)
    __mul__, __rmul__ = operation(operator.mul), operation(operator.mul, swapped=True)
    __pow__ = operation(operator.pow)
    __truediv__, __rtruediv__ = operation(operator.truediv), operation(operator.truediv, swapped=True)


def plogp(x, y=None):
    """-x log y as an interval; None is infinity."""
    y = x if y is None else y
    if x == 0:
        return iv.mpf(0)
    return None if y == 0 else -x * iv.log(y)


def total(parts):
    parts = list(parts)
    return iv.mpf("inf") if None in parts else sum(parts, iv.mpf(0))


class Pmf:
    """A pmf on 0, 1, ... as a list of intervals, which can be mixed."""

    def __init__(self, masses):
        self.masses = list(masses)

    def __iter__(self):
        return iter(self.masses)

    def __add__(self, other):
        return Pmf(a + b for a, b in itertools.zip_longest(self, other, fillvalue=iv.mpf(0)))

    def __truediv__(self, weight):
        return Pmf(mass / weight.interval for mass in self)


def entropy(p, q=None):
    return total(plogp(a) for a in p) if q is None else total(plogp(a, b) for a, b in zip(p, q, strict=True))


def divergence(p, q):
    return entropy(p, q) - entropy(p)


def jensen_shannon(*laws, weights=None):
    weights = weights or [iv.mpf(1) / len(laws)] * len(laws)
    mean = Pmf([])
    for weight, law in zip(weights, laws, strict=True):
        mean = mean + Weight(weight) * law
    return sum((w * divergence(law, mean) for w, law in zip(weights, laws, strict=True)), iv.mpf(0))


def function(act):
    """A function of a `Weight`, infinity included."""
    return lambda x: Weight(act(x.interval)) if x.interval != mpmath.inf else x


def measure(act):
    """A measure of pmfs as a `Weight`."""

    def apply(*laws, weights=None):
        given = {} if weights is None else {"weights": [w.interval for w in weights]}
        return Weight(act(*laws, **given))

    return apply


def half_sum(term):
    return lambda p, q: sum((term(a, b) for a, b in zip(p, q, strict=True)), iv.mpf(0)) / 2


def chi_square(p, q):
    pairs = [(a, b) for a, b in zip(p, q, strict=True) if a != 0 or b != 0]
    return sum((iv.mpf("inf") if b == 0 else (a - b) ** 2 / b for a, b in pairs), iv.mpf(0))


NAMES = {
    "KLDivergence": measure(divergence),
    "Entropy": measure(entropy),
    "CrossEntropy": measure(entropy),
    "JSDivergence": measure(jensen_shannon),
    "TotalVariation": measure(half_sum(lambda a, b: abs(a - b))),
    "SquaredHellinger": measure(half_sum(lambda a, b: (iv.sqrt(a) - iv.sqrt(b)) ** 2)),
    "ChiSquareDivergence": measure(chi_square),
    "D": measure(divergence),
    "H": measure(entropy),
    "JSD": measure(jensen_shannon),
    "log": function(iv.log),
    "sqrt": function(iv.sqrt),
}


def joint_entropies(table, order):
    """H of any set of variables, from the probabilities of the joint outcomes."""

    def of(names):
        marginal: dict[tuple, Fraction] = {}
        for outcome, mass in table.items():
            key = tuple(outcome[order.index(name)] for name in sorted(set(names)))
            marginal[key] = marginal.get(key, Fraction(0)) + mass
        return total(plogp(number(mass)) for mass in marginal.values())

    return of


def tuplify(outcome):
    return tuple(outcome) if isinstance(outcome, Tuple) else (outcome,)


def of_variables(match, entropy_of):
    """The value of one measure of random variables, through joint entropies."""
    name, inside, joint = match[1], match[2] or match[4], match[3]
    listed = [[x.strip() for x in part.split(",")] for part in re.split(r"[;|]", inside)]
    given = listed.pop() if "|" in inside else []
    h = lambda *blocks: entropy_of([x for b in (*blocks, given) for x in b]) - entropy_of(given)  # noqa: E731
    if name == "H":
        return h(*listed)
    if name == "I":
        a, b = listed
        return h(a) + h(b) - h(a, b)
    singles = [[x] for x in listed[0]]
    whole = h(*singles)
    if name == "TC" or joint:
        return sum((h(x) for x in singles), iv.mpf(0)) - whole
    rests = [whole - h(*(y for y in singles if y != x)) for x in singles]
    return sum(rests, iv.mpf(0)) if name == "VI" else whole - sum(rests, iv.mpf(0))


def evaluated(text, witness):
    """A side of a claim about abstract laws or random variables, at the witness, by interval arithmetic."""
    names, found = dict(NAMES), []
    for key, item in witness.instance:
        if isinstance(key, Symbol):
            names[key.name] = Weight(number(item))
        elif isinstance(key, Abstract):
            names[key.name] = Pmf(number(x) for x in item.pmf.values())
        else:
            order = [str(x) for x in key.args]
            entropy_of = joint_entropies({tuplify(k): Fraction(str(v)) for k, v in item.pmf.items()}, order)
            measures = list(OF_VARIABLES.finditer(text))
            found = [Weight(of_variables(match, entropy_of)) for match in measures]
            text = OF_VARIABLES.sub(lambda _: "v.pop(0)", text)
    source = re.sub(r"(?<![\w.])\d+(?!\w)", lambda m: f"n({m[0]})", text.replace("^", "**").replace("||", ","))
    source = source.replace("v.pop(n(0))", "v.pop(0)")
    return eval(source, {"__builtins__": {}, "n": Weight, "v": found, **names}).interval


def below(a, b):
    """Whether a < b for certain."""
    return bool(a.b < b.a)


def contradicts(sign, left, right):
    """Whether the two sides contradict the relation for certain; None where they may be equal."""
    if below(left, right):
        return sign in (">=", ">", "=")
    if below(right, left):
        return sign in ("<=", "<", "=")
    return None


def real(x):
    return {"oo": mpmath.inf, "-oo": -mpmath.inf}.get(str(x)) or mpmath.mpf(str(x.evalf(20)))


def density(law):
    """The logarithm of the density as a function of a number, minus infinity outside of the support."""
    x = Symbol("x", real=True)
    inside = lambdify(x, law.log_density(x), "mpmath")
    low, high = real(law.lower), real(law.upper)
    return lambda t: inside(t) if low <= t <= high else -mpmath.inf


def integral(f, laws):
    """The integral of f over the support of the first law, cut at every point where a density may break."""
    low, high = real(laws[0].lower), real(laws[0].upper)
    if laws[0].discrete:
        return sum(f(k) for k in range(int(low), int(min(high, low + 400)) + 1))
    cuts = {real(c) for law in laws for c in (law.lower, *law.kinks, law.upper)} | {mpmath.mpf(0)}
    points = sorted({low, high, *(c for c in cuts if low < c < high)})
    return sum((between(f, a, b) for a, b in itertools.pairwise(points)), mpmath.mpf(0))


def between(f, a, b):
    """The integral over an interval; logarithmic steps at the ends, where the density may be infinite."""
    if a == -mpmath.inf:
        return between(lambda x: f(-x), -b, mpmath.inf)
    if b == mpmath.inf:
        return mpmath.quad(lambda u: f(a + mpmath.exp(u)) * mpmath.exp(u), [-FAR, -9, -3, 0, 3, 9, FAR / 5])
    last = mpmath.log((b - a) / 2)
    step = lambda u: (f(a + mpmath.exp(u)) + (f(b - mpmath.exp(u)) if b - mpmath.exp(u) < b else 0)) * mpmath.exp(u)  # noqa: E731
    return mpmath.quad(step, [-FAR, last - 9, last])


def mass(log_density):
    return mpmath.exp(log_density) if log_density > -1000 else 0


def contained(p, q):
    return real(q.lower) <= real(p.lower) and real(p.upper) <= real(q.upper)


def by_definition(node):
    """A measure of families by quadrature or summation; None where another way is needed."""
    if not isinstance(node, Entropy | CrossEntropy | KLDivergence) or any(law.dimension != 1 for law in node.laws):
        return None
    p, q = (as_model(law) for law in (node.laws[0], node.laws[-1]))
    subtracted = isinstance(node, KLDivergence)
    if isinstance(p, Finite) and isinstance(q, Finite):
        pairs = [(real(m), real(q.probability(x))) for x, m in p.pmf.items() if m != 0]
        return sum((a * ((mpmath.log(a) if subtracted else 0) - mpmath.log(b)) for a, b in pairs), mpmath.mpf(0))
    if not contained(p, q):
        return mpmath.inf
    f, g = density(p), density(q)
    # At a finite right end the distance to it loses digits, and a beta density may be infinite there.
    with mpmath.workdps(60 if any(isinstance(law, Beta) for law in node.laws) else 20):
        return integral(lambda x: mass(f(x)) * ((f(x) if subtracted else 0) - g(x)) if mass(f(x)) else 0, (p, q))


def numeric(side, witness):
    """A side of a claim about families at the witness."""
    side = side.subs(dict(witness.instance))
    values = {}
    for node in side.atoms(Measure):
        found = by_definition(node)
        found = mpmath.mpf(str(value(node, digits=8))) if found is None else found
        values[node] = oo if found == mpmath.inf else Float(str(found), 15)
    return real(side.xreplace(values))


def agrees(found, digits):
    """Whether a number is the recorded one."""
    recorded = mpmath.inf if digits == "oo" else mpmath.mpf(digits)
    return found == recorded or abs(found - recorded) < mpmath.mpf(10) ** -6 * (1 + abs(recorded))


def middle(x):
    return mpmath.mpf(x.mid)


def by_intervals(claim, witness):
    """Both sides, and whether they contradict the claim."""
    left, sign, right = RELATION.split(claim.text())
    sides = evaluated(left, witness), evaluated(right, witness)
    left, right = map(middle, sides)
    # Intervals cannot show an equality, at which a strict claim fails; the two sides then agree to their last digits.
    equal = left == right or abs(left - right) < mpmath.mpf(10) ** -30
    return left, right, contradicts(sign, *sides) or (equal and sign in ("<", ">"))


def by_numbers(claim, witness):
    """The same for claims about families."""
    left, right = (numeric(side, witness) for side in claim.claim.args)
    gap = mpmath.mpf(10) ** -5 * (1 + abs(right))
    fails = {"==": abs(left - right) > gap, "<=": left > right + gap, ">=": left < right - gap}
    equal = abs(left - right) < gap
    return left, right, fails.get(claim.claim.rel_op, equal)


def fails_again(claim):
    witness = claim.prove().witness
    of_laws = claim.claim.atoms(Abstract, VariableLaw)
    left, right, fails = (by_intervals if of_laws else by_numbers)(claim, witness)
    assert agrees(left, witness.left_digits)
    assert agrees(right, witness.right_digits)
    assert fails


@pytest.mark.parametrize("claim", LOOKALIKES[::12])
def test_a_witness_of_a_sample_can_be_recomputed(claim):
    fails_again(claim)


@pytest.mark.slow
@pytest.mark.parametrize("claim", LOOKALIKES)
def test_every_witness_can_be_recomputed(claim):
    fails_again(claim)


def test_most_lookalikes_can_be_recomputed():
    assert len(LOOKALIKES) >= 0.75 * len(EVERY)
