"""Anything that stands for a distribution, as a law: sympy.stats variables, pmfs, laws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import permutations
from typing import Any

from sympy import Add, Basic, Dict, Expr, Lambda, MatrixBase, Max, Min, Mul, S, Symbol, Tuple, expand_log, log

from symbolic_info.errors import InexactError, UnknownLawError
from symbolic_info.laws.components import of_components
from symbolic_info.laws.compose import image_of
from symbolic_info.laws.density import from_density
from symbolic_info.laws.families.lattice import Binomial, Poisson, UniformRange
from symbolic_info.laws.finite import Bernoulli, Finite, as_finite
from symbolic_info.laws.given import of_conditional_space
from symbolic_info.laws.image import affine, negate
from symbolic_info.laws.law import Law, Parametric, as_model, unused
from symbolic_info.laws.products import Factor, extreme_of, of_lists, product_of, quotient_form
from symbolic_info.laws.recognize import recognized
from symbolic_info.laws.sums import sum_of
from symbolic_info.laws.vector.law import VectorLaw
from symbolic_info.laws.vector.opaque import JointDensity
from symbolic_info.laws.vector.simplex import Dirichlet

HELP = "give a sympy.stats random variable, a law of symbolic_info.laws, or a pmf (dict, list, tuple, Matrix)"


def as_law(value: Any) -> Law:
    """``value`` as a law.

    Accepts laws, ``sympy.stats`` random variables (also made by ``ContinuousRV``, ``DiscreteRV``, ``FiniteRV``, or
    known to lie in an interval: ``given(X, X > 0)``), functions of one of them and sums of independent ones, and
    probability mass functions as dict, list, tuple or Matrix.
    Errors: `UnknownLawError`, `InexactError`, `NormalizationError`.

    >>> from sympy import Rational
    >>> from sympy.stats import Normal
    >>> from symbolic_info.laws import as_law
    >>> as_law(2 * Normal("X", 0, 1) + 1).support
    Interval(-oo, oo)
    >>> as_law([Rational(1, 4), Rational(3, 4)])
    {0: 1/4, 1: 3/4}
    """
    if isinstance(value, Law):
        return value
    if isinstance(value, str):
        raise UnknownLawError(f"{value!r} is text, not a distribution; {HELP}")
    if isinstance(value, Mapping | list | tuple | MatrixBase | Dict | Tuple):
        return as_finite(value)
    if isinstance(value, float):
        raise InexactError(f"{value} is a number, not a distribution; {HELP}")
    if isinstance(value, Basic):
        return _from_expression(value)
    raise UnknownLawError(f"{value!r} is not a distribution; {HELP}")


def _from_expression(value: Basic) -> Law:
    variables = sorted((a for a in value.atoms(Symbol) | {value} | _random_atoms(value) if _is_random(a)), key=str)
    if not variables:
        raise UnknownLawError(f"{value} is not a distribution; {HELP}")
    if len(variables) > 1:
        return _of_independent(value, variables)
    return _of_one(value, variables[0])


def _of_one(value: Basic, variable: Any) -> Law:
    law = _law_of(variable)
    if value != variable and isinstance(law, VectorLaw):
        return of_components(value, variable, law)
    stand_in = _stand_in(value, real=True)
    return image_of(value.xreplace({variable: stand_in}), stand_in, law) if value != variable else law


def _law_of(variable: Any) -> Law:
    space = variable.pspace
    if hasattr(space, "distribution"):
        return from_sympy(space.distribution)
    if type(space).__name__ == "RandomMatrixPSpace":
        raise UnknownLawError(f"{variable} is a random matrix of which SymPy has no density")
    return of_conditional_space(space)


def _of_independent(value: Expr, variables: list[Any]) -> Law:
    """A function of few outcomes or of a quotient; a sum, product or extreme of functions of one variable each."""
    if not all(type(v.pspace).__name__.startswith("Single") for v in variables):
        raise UnknownLawError(f"{value}: the random variables {variables} are not known to be independent")
    laws = {v: _law_of(v) for v in variables}
    found = of_lists(value, laws)
    if found is not None:
        return found
    value = value if value.is_Mul else value.expand()
    kind, terms = type(value), value.args
    inner = [f for f in terms if f.has(*variables)]
    if kind not in COMBINED or any(sum(f.has(v) for v in variables) > 1 for f in terms):
        return _of_inner(value, inner[0]) if len(inner) == 1 else _of_quotient(value, variables)
    combined = COMBINED[kind]([(kind(*(f for f in inner if f.has(v))), v) for v in variables])
    x = _stand_in(value, real=True)
    return combined if inner == [*terms] else image_of(kind(*(f for f in terms if f not in inner), x), x, combined)


def _of_inner(value: Expr, inner: Expr) -> Law:
    """A function of one expression in several variables."""
    x = _stand_in(value, real=True)
    return image_of(value.xreplace({inner: x}), x, _from_expression(inner))


def _of_quotient(value: Expr, variables: list[Any]) -> Law:
    quotient = _stand_in(value, real=True)
    orders = permutations(variables, 2) if len(variables) == 2 else ()
    forms = {pair: found for pair in orders if (found := quotient_form(value, *pair, quotient)) is not None}
    if forms:
        above, below = min(forms, key=lambda pair: (forms[pair].count(quotient), forms[pair].count_ops()))
        return image_of(forms[above, below], quotient, _from_expression(above / below))
    raise UnknownLawError(f"{value} is no sum and no product of functions of one of the variables {variables}")


def _factor(value: Expr, variable: Any) -> Factor:
    """The logarithm of a power of a positive variable, or of the size of a function of one of both signs."""
    law = as_model(_law_of(variable))
    if not law.facts.nonnegative(law.lower):
        return Factor.of(_of_one(value, variable))
    x = _stand_in(value, positive=True)
    return Factor(image_of(expand_log(log(value.xreplace({variable: x}))), x, law), signed=False)


Parts = list[tuple[Expr, Any]]

COMBINED: dict[Any, Callable[[Parts], Law]] = {
    Add: lambda parts: sum_of(*(_of_one(*part) for part in parts)),
    Mul: lambda parts: product_of([_factor(*part) for part in parts]),
    Max: lambda parts: extreme_of([_of_one(*part) for part in parts], largest=True),
    Min: lambda parts: extreme_of([_of_one(*part) for part in parts], largest=False),
}


def _stand_in(value: Expr, **assumptions: bool) -> Symbol:
    """A symbol for the random variable in ``value``, unlike the parameters in it."""
    return unused("X", (s for s in value.free_symbols if not _is_random(s)), **assumptions)


def _is_random(atom: Basic) -> bool:
    return hasattr(atom, "pspace")


def _random_atoms(value: Basic) -> set[Basic]:
    return {node for node in value.atoms(Expr) | set(value.free_symbols) if _is_random(node)}


def from_sympy(distribution: Basic) -> Law:
    """The law of a ``sympy.stats`` distribution object."""
    name = type(distribution).__name__.removesuffix("Distribution")
    reader = _READERS.get(name)
    if reader is not None:
        return reader(distribution)
    family = Parametric.registry.get(name)
    if family is None:
        raise UnknownLawError(
            f"the distribution {name} is not supported; a ContinuousRV or DiscreteRV of its density is"
        )
    return family(*distribution.args)


def _handmade(distribution: Basic) -> Law:
    function, support = distribution.args
    discrete = type(distribution).__name__.startswith("Discrete")
    assert isinstance(function, Lambda)
    return recognized(from_density(function, support, discrete))


def _binomial(distribution: Basic) -> Law:
    n, p, success, failure = distribution.args
    x = unused("X", distribution.free_symbols, real=True)
    law = Binomial(n, p)
    return law if (success, failure) == (1, 0) else image_of(success * x + failure * (n - x), x, law)


def _skellam(distribution: Basic) -> Law:
    """SymPy admits means 0, where only one of the two Poisson variables is left."""
    first, second = distribution.args
    if second == 0:
        return Finite((S.Zero,), (S.One,)) if first == 0 else Poisson(first)
    return negate(Poisson(second)) if first == 0 else Parametric.registry["Skellam"](first, second)


def _hermite(distribution: Basic) -> Law:
    one, two = distribution.args
    if two == 0:
        return Finite((S.Zero,), (S.One,)) if one == 0 else Poisson(one)
    return affine(Poisson(two), S(2)) if one == 0 else Parametric.registry["Hermite"](one, two)


def _uniform_items(distribution: Basic) -> Law:
    items = distribution.args
    return as_finite({x: S(items.count(x)) / len(items) for x in items})


def _of_components(distribution: Basic, count: int) -> Lambda:
    """The density as a function of real components."""
    names = tuple(Symbol(f"x{i}", real=True) for i in range(count))
    return Lambda(names, distribution.pdf(*names))


def _of_symbols(names: Tuple, density: Expr) -> Lambda:
    """Real symbols in place of the indexed components."""
    symbols = tuple(Symbol(f"x{i}", real=True) for i in range(len(names)))
    return Lambda(symbols, density.xreplace(dict(zip(names, symbols, strict=True))))


_READERS: dict[str, Callable[[Basic], Law]] = {
    "ContinuousDistributionHandmade": _handmade,
    "DiscreteDistributionHandmade": _handmade,
    "FiniteDistributionHandmade": lambda d: as_finite(dict(d.args[0])),
    "Bernoulli": lambda d: Bernoulli(*d.args),
    "Binomial": _binomial,
    "DiscreteUniform": _uniform_items,
    "Skellam": _skellam,
    "Hermite": _hermite,
    "Die": lambda d: UniformRange(S.One, d.args[0]),
    "MultivariateBeta": lambda d: Dirichlet(d.args[0]),
    "JointDistributionHandmade": lambda d: JointDensity(_of_symbols(*d.args[0].args)),
    "GeneralizedMultivariateLogGamma": lambda d: JointDensity(_of_components(d, len(d.args[2]))),
}
