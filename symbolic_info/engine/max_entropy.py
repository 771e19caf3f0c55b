"""Laws of maximal entropy under given means: members of exponential families whose statistics are constrained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sympy import Add, Dummy, Eq, Expr, FiniteSet, Interval, Matrix, Range, S, Set, Symbol, gamma, log, solve, sympify
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget, BudgetSpent
from symbolic_info.engine.boltzmann import boltzmann
from symbolic_info.engine.candidates import Candidate, Means, Table, candidates
from symbolic_info.engine.gibbs import MaxEntropy, certified
from symbolic_info.errors import ParameterError, SymbolicInfoError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.compose import image_of
from symbolic_info.laws.families.uniform import Uniform
from symbolic_info.laws.law import Law, exact
from symbolic_info.rules.shorten import ATOMS, shortest

NONE = "no law of maximal entropy is found under these constraints; there may be none, as for a mean alone on the line"


Constraints = Mapping[Any, Any] | Iterable[tuple[Any, Any]]


def max_entropy_law(constraints: Constraints, support: Any, x: Any = None, budget: Any = None) -> MaxEntropy:
    """The law of maximal entropy on a support under E f_i(X) = c_i, given as ``{f_i: c_i}`` or pairs in a symbol ``x``.

    ``support`` is an Interval (bounded, a half-line, the line), a set of integers (Range, S.Naturals, S.Naturals0), a
    FiniteSet or a list of numbers; ``x`` need not be given where the functions have one symbol in common.  Found are
    the members of all families of this package whose statistics are the constrained functions, and Boltzmann laws on
    finite sets.  Errors: `UnknownLawError` where none is found (on the line a mean alone has no maximiser),
    `ParameterError` for constraints that are seen to be impossible.  Source: Cover & Thomas, theorem 12.1.1.

    >>> from sympy import Interval, oo, symbols
    >>> from symbolic_info import max_entropy_law
    >>> x = symbols("x")
    >>> m = symbols("m", positive=True)
    >>> found = max_entropy_law({x: m}, Interval(0, oo))
    >>> found.law, found.entropy
    (Exponential(1/m), log(m) + 1)
    """
    means = {sympify(f): exact(c, "the mean in a constraint") for f, c in dict(constraints).items()}
    variable = _variable(means, x)
    if isinstance(support, list | tuple | FiniteSet):
        return boltzmann(means, variable, [exact(y, "an outcome") for y in support])
    where = sympify(support)
    lattice = where in (S.Naturals, S.Naturals0, S.Integers) or (isinstance(where, Range) and where.step == 1)
    if not (lattice or isinstance(where, Interval)):
        raise UnknownLawError(f"a support is an Interval, a range of integers or a list of outcomes, not {support!r}")
    if isinstance(where, Range) and where.is_finite_set:
        return boltzmann(means, variable, list(where))
    mean = means.get(variable)
    if mean is not None and (Facts().nonnegative(where.inf - mean) or Facts().nonnegative(mean - where.sup)):
        raise ParameterError(f"no law on {where} with a density or all its integers has the mean {mean}")
    return _best(means, variable, where, Budget.of(budget)) if means else _uniform(where)


def _variable(means: Means, x: Any) -> Symbol:
    shared = set.intersection(*(set(f.free_symbols) for f in means)) if means else {Dummy("x")}
    if x is None and len(shared) != 1:
        raise ParameterError("say in which symbol the constrained functions are: max_entropy_law(..., x=symbol)")
    return shared.pop() if x is None else x


def _uniform(support: Set) -> MaxEntropy:
    if not isinstance(support, Interval) or support.measure == S.Infinity:
        raise UnknownLawError(f"without constraints there is no law of maximal entropy on {support}")
    spread = log(support.sup - support.inf)
    return MaxEntropy(Uniform(support.inf, support.sup), spread, spread, {}, {})


def _best(means: Means, x: Symbol, support: Set, budget: Budget) -> MaxEntropy:
    impossible: SymbolicInfoError | None = None
    try:
        for candidate in candidates(means, x, support, budget):
            try:
                found = _member(candidate, means, x, budget)
            except ParameterError as error:
                impossible = error
                continue
            if found is not None:
                return found
    except BudgetSpent:
        pass
    if impossible is not None:
        raise ParameterError(f"the constraints cannot be met: {impossible}") from impossible
    raise UnknownLawError(NONE)


def _member(candidate: Candidate, means: Means, x: Symbol, budget: Budget) -> MaxEntropy | None:
    """The member of the family that meets the constraints; ParameterError where all solutions are inadmissible."""
    failure: ParameterError | None = None
    for law, equations in _solved(candidate, means):
        try:
            found = certified(law(), equations, means, x, budget)
        except ParameterError as error:
            failure = error
            continue
        if found is not None:
            return found
    if failure is not None:
        raise failure
    return None


def _solved(candidate: Candidate, means: Means) -> Iterator[tuple[Callable[[], Law], tuple[Boolean, ...]]]:
    """Means equal to what they must be; natural parameters that are a combination of the constrained functions."""
    family, z = candidate.family, candidate.z
    statistics = [t(z) for t in family.statistics]
    known = dict(zip(statistics, family.means, strict=True)) | {S.One: S.One}
    tables = candidate.features
    gaps = [Add(*(w * known[g] for g, w in tables[f].items())) - c for f, c in means.items()]
    weights = Matrix([[table.get(g, S.Zero) for g in statistics] for table in tables.values()])
    gaps += [Add(*(n * eta for n, eta in zip(v, family.natural, strict=True))) for v in weights.nullspace()]
    for solution, left, rest in _solutions(gaps, list(reversed(family.parameters))):
        if len(left) == len(rest):
            yield _placed_law(candidate, solution, left, means), _equations(rest, left, means)


def _solutions(gaps: list[Expr], unknown: list[Symbol]) -> Iterator[tuple[Table, list[Symbol], list[Expr]]]:
    """Solutions of the equations that have one in closed form, the parameters and equations left over."""
    plain = [g for g in gaps if not _transcendental(g, unknown)]
    rest = [g for g in gaps if g not in plain]
    if not plain:
        yield {}, unknown, rest
    for solution in solve(plain, unknown, dict=True) if plain else ():
        left = [s for s in unknown if s not in solution]
        after = [shortest(g.subs(solution), Facts()) for g in rest]
        for more, open_, equations in _solutions(after, left) if rest else [({}, left, after)]:
            yield {s: v.subs(more) for s, v in solution.items()} | more, open_, equations


def _transcendental(gap: Expr, unknown: list[Symbol]) -> bool:
    """Whether special functions of the unknown stand there, or more than one logarithm."""
    special = [a for a in gap.atoms(*ATOMS, gamma) if a.free_symbols & set(unknown)]
    return len(special) > 1 or not all(isinstance(a, log) for a in special)


def _named(left: list[Symbol], means: Means) -> dict[Symbol, Symbol]:
    """Open parameters under their own names, or with a dash where that name is taken."""
    taken = {s.name for e in (*means, *means.values()) for s in e.free_symbols}
    return {s: Symbol(s.name + "_" * (s.name in taken), positive=s.is_positive) for s in left}


def _equations(gaps: list[Expr], left: list[Symbol], means: Means) -> tuple[Boolean, ...]:
    names = _named(left, means)
    return tuple(Eq(shortest(g, Facts()).xreplace(names), 0) for g in gaps)


def _placed_law(candidate: Candidate, solution: Table, left: list[Symbol], means: Means) -> Callable[[], Law]:
    def law() -> Law:
        member: Law = candidate.family.law.subs(solution).xreplace(_named(left, means))
        if candidate.place == candidate.z:
            return member
        return image_of(candidate.place, candidate.z, member)

    return law
