"""The kernel's rules that leave smaller claims to prove: each takes what it is told, the claim and what is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sympy import (
    Abs,
    Add,
    Basic,
    Dummy,
    E,
    Eq,
    Expr,
    Ge,
    Gt,
    Le,
    Lt,
    Max,
    Min,
    Mul,
    Ne,
    Pow,
    S,
    Symbol,
    exp,
    expand,
    factor,
    log,
    pi,
)
from sympy.core.relational import Relational

from symbolic_info.errors import SymbolicInfoError
from symbolic_info.facts import Facts
from symbolic_info.laws.abstract import DENSITY, Abstract
from symbolic_info.laws.families.lattice import LatticeLaw
from symbolic_info.laws.joint import Product
from symbolic_info.laws.law import Law, Parametric, as_model
from symbolic_info.laws.totals import Total
from symbolic_info.laws.variables import VariableLaw
from symbolic_info.measures.chi_square import ChiSquareDivergence
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.hellinger import BhattacharyyaDistance, SquaredHellinger
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.mutual_information import MutualInformation
from symbolic_info.measures.node import Measure
from symbolic_info.measures.perplexity import Perplexity
from symbolic_info.measures.renyi import RenyiDivergence, RenyiEntropy
from symbolic_info.measures.tsallis import TsallisDivergence, TsallisEntropy
from symbolic_info.proof import rulebook
from symbolic_info.proof.kernel.definitions import rewritten
from symbolic_info.proof.kernel.samples import form_of

Statement = tuple[Relational, frozenset[Basic]]
Known = frozenset[Basic]
NOT_NEGATIVE: Final = (KLDivergence, JSDivergence, SquaredHellinger, ChiSquareDivergence)
ORDERED: Final = {RenyiDivergence: TsallisDivergence, RenyiEntropy: TsallisEntropy}


def _by_cases(excluded: Basic, claim: Relational, given: Known) -> list[Statement]:
    """A parameter is below or above what it is not."""
    own = {c for m in claim.atoms(Measure) for c in m.conditions}
    symbol, number = excluded.args
    if not (isinstance(excluded, Ne) and excluded in given | own and all(side.is_real for side in excluded.args)):
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
    sides = claim.args
    if any(e.has(Measure, Total) for side in sides for e in side.atoms(exp)):
        return [(claim.func(*map(_exponent, sides), evaluate=False), given)]
    (first, left), (second, right) = map(_inner, sides)
    if first != second:
        raise ValueError("the sides are not values of one function")
    return [(claim.func(left, right, evaluate=False), given)]


def _exponent(side: Expr) -> Expr:
    """The logarithm of a positive value."""
    if isinstance(side, exp):
        return side.args[0]
    if isinstance(side, Mul):
        return Add(*map(_exponent, side.args))
    if isinstance(side, Pow) and side.exp.is_Rational:
        return side.exp * _exponent(side.base)
    if not side.is_positive:
        raise ValueError(f"{side} is not known to be positive")
    return log(side)


def _inner(side: Expr) -> tuple[object, Expr]:
    """A name for an increasing function, and its argument."""
    number, node = side.as_coeff_Mul()
    if not number.is_positive:
        raise ValueError("the factor of a decreasing function")
    if isinstance(node, Perplexity):
        return (number, "exp"), Entropy(node.laws[0])
    if isinstance(node, log) and node.args[0].is_positive:
        return (number, "log"), node.args[0]
    if isinstance(node, Pow) and node.exp == S.Half and (node.base.is_nonnegative or _is_not_negative(node.base)):
        return (number, "sqrt"), node.base
    if isinstance(node, Pow) and node.base.is_Rational and node.base > 1:
        return (number, node.base), node.exp
    if isinstance(node, BhattacharyyaDistance):
        return (number, "-log(1 - x)"), SquaredHellinger(*node.laws)
    if type(node) in ORDERED and node.order.is_finite:
        return (number, type(node), node.order), ORDERED[type(node)](*node.args)
    raise ValueError(f"{side} is no value of a known increasing function")


def _is_not_negative(node: Expr) -> bool:
    of_variables = isinstance(node, Entropy | MutualInformation) and bool(node.atoms(VariableLaw))
    return of_variables or isinstance(node, NOT_NEGATIVE)


def _by_scale(factor_: Basic, claim: Relational, given: Known) -> list[Statement]:
    """Both sides have a positive factor."""
    facts = Facts(g for g in given if isinstance(g, Gt | Ge | Lt | Le) and not g.has(Measure))
    if factor_.has(Measure) or factor_.is_Rational or not facts.positive(factor_):
        raise ValueError("no positive factor")
    return [(claim.func(*(expand(side / factor_) for side in claim.args), evaluate=False), given)]


def _by_ends(range_: Basic, claim: Relational, given: Known) -> list[Statement]:
    """An affine function of a parameter lies between its values at the ends of an interval."""
    symbol, low, high = range_.args
    facts = Facts(g for g in given if isinstance(g, Gt | Ge | Lt | Le) and not g.has(Measure))
    inside = facts.nonnegative(symbol - low) and facts.nonnegative(high - symbol)
    bound = any(symbol in m.free_symbols for m in claim.atoms(Measure))
    if not inside or bound or expand((claim.lhs - claim.rhs).diff(symbol, 2)) != 0 or isinstance(claim, Ne):
        raise ValueError("not affine on an interval")
    rest = frozenset(g for g in given if symbol not in g.free_symbols)
    ends = ([side.subs(symbol, end) for side in claim.args] for end in (low, high))
    return [(claim.func(*sides, evaluate=False), rest) for sides in ends]


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


def _through(value: Basic, claim: Relational, given: Known) -> list[Statement]:
    """The lesser side is at most a value that is at most, or below, the greater side."""
    if isinstance(claim, Eq | Ne) or not isinstance(value, Expr) or value in (claim.gts, claim.lts):
        raise ValueError("no value between two sides")
    last = Lt if isinstance(claim, Gt | Lt) else Le
    first, second = Le(claim.lts, value, evaluate=False), last(value, claim.gts, evaluate=False)
    return [(first, given), (second, given)]


def _by_rounding(law: Basic, claim: Relational, given: Known) -> list[Statement]:
    """H(X) = h(X + U) is at most the entropy of the normal law of this variance."""
    bound, node = rounded(law), Entropy(law)
    if isinstance(claim, Eq | Ne) or bound is None or claim.lts != node or claim.gts.has(node):
        raise ValueError("no entropy of a law on the integers below another value")
    return [(claim.func(*(side.xreplace({node: bound}) for side in claim.args), evaluate=False), given)]


def rounded(law: Basic) -> Expr | None:
    """log(2 pi e (variance + 1/12))/2 of a law on the integers; None where the variance is not known."""
    t = Dummy()
    if not isinstance(law, LatticeLaw) or not Facts(law.conditions).positive(law.margin(S.Zero)):
        return None
    try:
        variance = factor(law.log_generating(t).diff(t, 2).subs(t, 0))
    except NotImplementedError:
        return None
    return log(2 * pi * E * (variance + S.One / 12)) / 2


def _by_definition(_: Basic, claim: Relational, given: Known) -> list[Statement]:
    """Measures that are functions of others, in the terms of these."""
    put = rewritten(claim)
    if put == claim or not isinstance(put, Relational):
        raise ValueError("no measure is made of others")
    return [(put, given)]


STRONGER: Final = (
    rulebook.INSTANCE,
    rulebook.ENDS,
    rulebook.THROUGH,
    rulebook.ROUNDED,
)  # what is left may be false where the claim is true
SPLITTING: Final = (rulebook.CASES, rulebook.EXTREME, rulebook.KINK)


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


def _by_values(_: Basic, claim: Relational, given: Known) -> list[Statement]:
    """Measures of families among others are known in closed form."""
    nodes = {m for stated in (claim, *given) for m in stated.atoms(Measure)}
    named = {m for m in nodes if not m.atoms(Abstract, VariableLaw)}
    if not named or claim.atoms(Measure) <= named:
        raise ValueError("no measures of both kinds")
    forms = {m: form_of(m) for m in named}
    own = {c for m in named for c in m.conditions if Facts().decide(c) is not True}
    known = {_with(forms, g) if isinstance(g, Relational) else g for g in given}
    return [(_with(forms, claim), frozenset(known | own))]


def _with(forms: Mapping[Basic, Basic], claim: Relational) -> Relational:
    changed: Relational = claim.func(*(side.xreplace(forms) for side in claim.args), evaluate=False)
    return changed


def _is_on_the_line(law: Law) -> bool:
    return isinstance(law, Parametric) and not law.discrete and law.dimension == 1


Rule = Callable[[Basic, Relational, Known], list[Statement]]
RULES: Final[Mapping[str, Rule]] = {
    rulebook.DEFINED: _by_definition,
    rulebook.THROUGH: _through,
    rulebook.ROUNDED: _by_rounding,
    rulebook.CASES: _by_cases,
    rulebook.EQUAL: _by_equation,
    rulebook.EXTREME: _by_extremes,
    rulebook.KINK: _by_extremes,
    rulebook.INCREASING: _by_growth,
    rulebook.INSTANCE: _by_instance,
    rulebook.PARTS: _by_parts,
    rulebook.SCALED: _by_scale,
    rulebook.ENDS: _by_ends,
    rulebook.VALUES: _by_values,
}
ERRORS: Final = (ValueError, TypeError, AttributeError, SymbolicInfoError)
