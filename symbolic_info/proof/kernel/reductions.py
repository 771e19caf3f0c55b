"""The kernel's reductions: the smaller claims that a claim follows from, by the rule that a step names.

The step holds the claim and what the rule needs to be told; the claims that are left are computed anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from sympy import (
    Abs,
    Add,
    And,
    Basic,
    Derivative,
    Expr,
    Ge,
    Gt,
    Implies,
    Le,
    Limit,
    Lt,
    Max,
    Min,
    Ne,
    Pow,
    S,
    Subs,
    Symbol,
    exp,
    log,
)
from sympy.core.relational import Relational

from symbolic_info.engine.trace import Step
from symbolic_info.errors import SymbolicInfoError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import DENSITY, Abstract
from symbolic_info.laws.joint import Product
from symbolic_info.laws.law import Law, Parametric, as_model
from symbolic_info.laws.totals import CommonSupport
from symbolic_info.measures.chi_square import ChiSquareDivergence
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.hellinger import BhattacharyyaDistance, SquaredHellinger
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.perplexity import Perplexity
from symbolic_info.measures.renyi import RenyiDivergence, RenyiEntropy
from symbolic_info.measures.tsallis import TsallisDivergence, TsallisEntropy
from symbolic_info.proof import rulebook
from symbolic_info.proof.kernel.binding import consists_of

if TYPE_CHECKING:
    from symbolic_info.proof.proof import Proof

Statement = tuple[Relational, frozenset[Basic]]
Known = frozenset[Basic]
STATUSES: Final = ("proved", "certified", "checked", "cited")
NOT_NEGATIVE: Final = (KLDivergence, JSDivergence, SquaredHellinger, ChiSquareDivergence)
ORDERED: Final = {RenyiDivergence: TsallisDivergence, RenyiEntropy: TsallisEntropy}


def is_reduction(proof: Proof) -> bool:
    """Whether a proof rests on smaller claims."""
    return [s.rule for s in proof.steps][:1] in [[rule] for rule in RULES]


def holds(proof: Proof, recheck: Callable[[Proof], bool]) -> bool:
    """Whether the parts are proofs of what the rule leaves to prove, or one of them refutes it."""
    (named,), parts = proof.steps, proof.parts
    claim, given = statement(proof)
    step = rulebook.step(named.rule, claim, named.after)
    conditions = tuple(dict.fromkeys(c for part in parts for c in conditions_of(part, step)))
    bound = consists_of(proof, steps=(step,), witness=proof.witness, conditions=conditions, parts=parts)
    if not bound or not all(map(recheck, parts)):
        return False
    left = parts_of(step, claim, given)
    if proof.status == "refuted" and step.rule != rulebook.INSTANCE:
        (part,) = parts
        return part.status == "refuted" and part.witness == proof.witness and statement(part) in left
    shown = [(part.status, *statement(part)) for part in parts]
    found = [next((s for s, c, g in shown if c == wanted and g <= known), None) for wanted, known in left]
    open_ = [known for status, (_, known) in zip(found, left, strict=True) if status is None]
    worst = max((STATUSES.index(s) for s, _, _ in shown), default=0)
    complete = 0 < len(parts) == len(left) - len(open_) and all(map(is_contradictory, open_))
    return complete and proof.status == STATUSES[worst] and proof.witness is None


def conditions_of(part: Proof, step: Step) -> list[Basic]:
    """What the proof of a part is restricted to, said of the laws in the claim.

    Laws on one interval have one support.
    """
    if step.rule != rulebook.INSTANCE:
        return list(part.conditions)
    named = dict(pair.args for pair in step.after.args)
    return [c.xreplace(named) for c in part.conditions if not isinstance(c, CommonSupport)]


def statement(proof: Proof) -> Statement:
    """What is claimed and what is given."""
    claim, given = proof.claim, {*proof.given}
    if isinstance(claim, Implies):
        claim, given = claim.args[1], given | {*And.make_args(claim.args[0])}
    return claim, frozenset(given)


def is_contradictory(given: Iterable[Basic]) -> bool:
    """Whether one of the relations between parameters is excluded by the others."""
    every = tuple(g for g in given if isinstance(g, Relational) and not g.has(Measure, Law))
    return any(Facts((*every[:i], *every[i + 1 :])).decide(c) is False for i, c in enumerate(every))


def parts_of(step: Step, claim: Relational, given: Known) -> list[Statement]:
    """What is left to prove.

    >>> from sympy import Max
    >>> from symbolic_info import KLDivergence, abstract
    >>> from symbolic_info.proof import rulebook
    >>> p, q = abstract("p q")
    >>> greater = Max(KLDivergence(p, q), KLDivergence(q, p))
    >>> claim = greater >= 0
    >>> [str(c) for c, _ in parts_of(rulebook.step(rulebook.EXTREME, claim, greater), claim, frozenset())]
    ['KLDivergence(p, q) >= 0', 'KLDivergence(q, p) >= 0']
    """
    if claim.has(Limit) or (step.rule in SPLITTING and claim.has(Derivative, Subs)):
        raise ValueError("a variable that is bound")
    return RULES[step.rule](step.after, claim, given)


# --- rules --------------------------------------------------------------------------------------------------


def _by_cases(excluded: Basic, claim: Relational, given: Known) -> list[Statement]:
    """A parameter is below or above a number that it is not."""
    own = {c for m in claim.atoms(Measure) for c in m.conditions}
    symbol, number = excluded.args
    if not (isinstance(excluded, Ne) and excluded in given | own and symbol.is_Symbol and number.is_Rational):
        raise ValueError(f"{excluded} is not known")
    if Facts(g for g in given if isinstance(g, Gt | Ge | Lt | Le)).decide(excluded):
        raise ValueError(f"{excluded} leaves one case")
    rest = given - {excluded}
    return [(claim, rest | {kind(symbol, number)}) for kind in (Lt, Gt)]


def _by_equation(equation: Basic, claim: Relational, given: Known) -> list[Statement]:
    """A parameter that is known takes its value."""
    symbol, number = equation.args
    if equation not in given or not (isinstance(symbol, Symbol) and number.is_Rational and _admits(symbol, number)):
        raise ValueError(f"{equation} does not give a parameter its value")
    put = {symbol: number}
    rest = {g.subs(put) for g in given - {equation}} - {S.true}
    if S.false in rest:
        raise ValueError("what is given contradicts itself")
    sides = [side.subs(put) for side in claim.args]
    return [(claim.func(*sides, evaluate=False), frozenset(rest))]


def _admits(symbol: Symbol, number: Expr) -> bool:
    return all(getattr(number, f"is_{name}", None) in (known, None) for name, known in symbol.assumptions0.items())


def _by_extremes(node: Basic, claim: Relational, given: Known) -> list[Statement]:
    """A maximum, minimum or size is one of its values, where the others compare with it."""
    if node not in claim.atoms(Max, Min, Abs):
        raise ValueError(f"{node} does not occur")
    values = (node.args[0], -node.args[0]) if isinstance(node, Abs) else node.args
    kind = Le if isinstance(node, Min) else Ge
    found = []
    for value in values:
        others = {kind(value, S.Zero if isinstance(node, Abs) else v, evaluate=False) for v in values if v != value}
        sides = [side.xreplace({node: value}) for side in claim.args]
        found.append((claim.func(*sides, evaluate=False), given | others))
    return found


def _by_growth(_: Basic, claim: Relational, given: Known) -> list[Statement]:
    """Both sides are the same increasing function of others."""
    (first, left), (second, right) = map(_inner, claim.args)
    if first != second:
        raise ValueError("the sides are not values of one function")
    return [(claim.func(left, right, evaluate=False), given)]


def _inner(side: Expr) -> tuple[object, Expr]:
    """A name for an increasing function, and its argument."""
    number, node = side.as_coeff_Mul()
    if not number.is_positive:
        raise ValueError("the factor of a decreasing function")
    if isinstance(node, exp):
        return (number, "exp"), node.args[0]
    if isinstance(node, Perplexity):
        return (number, "exp"), Entropy(node.laws[0])
    if isinstance(node, log) and node.args[0].is_positive:
        return (number, "log"), node.args[0]
    if isinstance(node, Pow) and node.exp == S.Half and isinstance(node.base, NOT_NEGATIVE):
        return (number, "sqrt"), node.base
    if isinstance(node, BhattacharyyaDistance):
        return (number, "-log(1 - x)"), SquaredHellinger(*node.laws)
    if type(node) in ORDERED and node.order.is_finite:
        return (number, type(node), node.order), ORDERED[type(node)](*node.args)
    raise ValueError(f"{side} is no value of a known increasing function")


def _by_parts(_: Basic, claim: Relational, given: Known) -> list[Statement]:
    """Entropies and divergences of products of laws are sums."""
    forms = {m: total for m in claim.atoms(Measure) if (total := _over_products(m)) is not None}
    if not forms:
        raise ValueError("no measure of a product")
    return [(claim.func(*(side.xreplace(forms) for side in claim.args), evaluate=False), given)]


def _over_products(node: Measure) -> Expr | None:
    if type(node) not in (Entropy, CrossEntropy, KLDivergence):
        return None
    if not all(isinstance(law, Product) for law in node.laws) or len({len(law.args) for law in node.laws}) > 1:
        return None
    return Add(*(node.func(*part) for part in zip(*(law.args for law in node.laws), strict=True)))


SPLITTING: Final = (rulebook.CASES, rulebook.EXTREME)


def _by_instance(pairs: Basic, claim: Relational, given: Known) -> list[Statement]:
    """What holds for all densities with one support holds for densities on the same interval."""
    named = dict(pair.args for pair in pairs.args)
    laws = list(named.values())
    if claim.atoms(Abstract) or len(set(laws)) < len(laws) or not all(map(_is_on_the_line, laws)):
        raise ValueError("no laws of numbers with a density")
    if len({as_model(law).support for law in laws}) > 1 or not all(law.space == DENSITY for law in named):
        raise ValueError("laws with different supports")
    put = {law: general for general, law in named.items()}
    sides = [side.xreplace(put) for side in claim.args]
    if any(law in side.atoms(Law) for side in sides for law in laws) or not any(s.has(Measure) for s in sides):
        raise ValueError("a law that is not put in")
    return [(claim.func(*sides, evaluate=False), given)]


def _is_on_the_line(law: Law) -> bool:
    return isinstance(law, Parametric) and not law.discrete and law.dimension == 1


Rule = Callable[[Basic, Relational, Known], list[Statement]]
RULES: Final[Mapping[str, Rule]] = {
    rulebook.CASES: _by_cases,
    rulebook.EQUAL: _by_equation,
    rulebook.EXTREME: _by_extremes,
    rulebook.INCREASING: _by_growth,
    rulebook.INSTANCE: _by_instance,
    rulebook.PARTS: _by_parts,
}
ERRORS: Final = (ValueError, TypeError, AttributeError, SymbolicInfoError)
