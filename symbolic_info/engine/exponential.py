"""Exponential families: natural parameters, sufficient statistics, log-normaliser, carrier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Add, Dummy, Eq, Expr, Lambda, Piecewise, S, Symbol, diff, log, simplify, solve

from symbolic_info.budget import Budget
from symbolic_info.engine.ladder import Run
from symbolic_info.engine.likelihood import mean, moves
from symbolic_info.engine.points import admissible_points
from symbolic_info.errors import ParameterError, PrecisionError, UnknownLawError
from symbolic_info.facts import Facts, lift
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import Law, as_model
from symbolic_info.numeric import closed
from symbolic_info.rules.logarithm import linear_terms, split_logs
from symbolic_info.rules.shorten import shortest

CHECKED_DIGITS = 30


@dataclass(frozen=True)
class ExponentialFamily:
    """log p(x) = <natural, statistics(x)> + log carrier(x) - log_normalizer, in the ``parameters`` of the law."""

    law: Law
    parameters: tuple[Symbol, ...]
    natural: tuple[Expr, ...]
    statistics: tuple[Lambda, ...]
    log_carrier: Lambda
    log_normalizer: Expr
    means: tuple[Expr, ...]

    def divergence(self, other: dict[Symbol, Expr]) -> Expr:
        """D of the member with these parameters from the one with ``other`` ones, as Bregman divergence.

        D(p_t || p_s) = A(s) - A(t) - <eta(s) - eta(t), grad A(t)>, with grad A = E T.
        """
        steps = (eta.subs(other, simultaneous=True) - eta for eta in self.natural)
        there = self.log_normalizer.subs(other, simultaneous=True)
        return there - self.log_normalizer - Add(*(h * m for h, m in zip(steps, self.means, strict=True)))

    def in_natural(self, symbols: Sequence[Symbol]) -> Expr:
        """The log-normaliser as a function of natural parameters named ``symbols``; UnknownLawError if not solvable."""
        plain = {s: Dummy(s.name) for s in self.parameters}
        equations = [eta.xreplace(plain) - s for eta, s in zip(self.natural, symbols, strict=True)]
        found = [f for f in solve(equations, list(plain.values()), dict=True) if self._inverts(f, plain, symbols)]
        if len(found) != 1:
            raise UnknownLawError(f"the natural parameters of {self.law} have no single inverse that is found")
        return shortest(self.log_normalizer.xreplace(plain).subs(found[0], simultaneous=True), Facts())

    def _inverts(self, solution: dict[Symbol, Expr], plain: dict[Symbol, Symbol], symbols: Sequence[Symbol]) -> bool:
        """Whether a solution leads back to the parameters at an admissible point."""
        (point,) = admissible_points([self.law], self.law.free_symbols, 1)
        there = {s: eta.subs(point) for s, eta in zip(symbols, self.natural, strict=True)}
        back = {s: solution.get(d, d).subs(there).subs(point) for s, d in plain.items()}
        return all(simplify(value - point[s]) == 0 for s, value in back.items())

    def xreplace(self, rule: dict[Symbol, Symbol]) -> ExponentialFamily:
        """The same family in other symbols."""
        natural, statistics, means = (
            tuple(e.xreplace(rule) for e in part) for part in (self.natural, self.statistics, self.means)
        )
        parameters = tuple(rule.get(s, s) for s in self.parameters)
        law, carrier, normalizer = (e.xreplace(rule) for e in (self.law, self.log_carrier, self.log_normalizer))
        return ExponentialFamily(law, parameters, natural, statistics, carrier, normalizer, means)


def exponential_family(law: Any, parameters: Sequence[Symbol] | None = None, budget: Any = None) -> ExponentialFamily:
    """A law as a member of an exponential family in its parameters, all that allow it unless given.

    A parameter that stands inside a statistic, such as the location of a Laplace law or the shape of a Weibull law,
    is taken as known.  The form is verified on construction: the gradient of the log-normaliser in the natural
    parameters is the mean of the statistics, which makes the divergence the Bregman divergence of the log-normaliser.
    Errors: `UnknownLawError` where the law is no such family.
    Source: Brown, Fundamentals of Statistical Exponential Families (1986); Banerjee et al. 2005, theorem 4.

    >>> from sympy import symbols
    >>> from sympy.stats import Normal
    >>> from symbolic_info import exponential_family
    >>> m = symbols("mu", real=True)
    >>> s = symbols("sigma", positive=True)
    >>> family = exponential_family(Normal("X", m, s))
    >>> family.natural, family.means
    ((-1/(2*sigma**2), mu/sigma**2), (mu**2 + sigma**2, mu))
    """
    read = as_law(law)
    up = lift(read.conditions, read.free_symbols)
    down = {new: old for old, new in up.items()}
    lifted = read.xreplace(up)
    run = Run(Facts(c.xreplace(up) for c in read.conditions), Budget.of(budget), rules_only=True)
    wanted = None if parameters is None else tuple(s.xreplace(up) for s in parameters)
    found = _verified(_split(lifted, wanted, run), run)
    return found.xreplace(down)


def _split(law: Law, wanted: tuple[Symbol, ...] | None, run: Run) -> ExponentialFamily:
    model = as_model(law)
    if isinstance(model, Finite):
        return _of_list(law, model, wanted)
    if law.dimension != 1:
        raise UnknownLawError(f"{law} is no law of numbers")
    x = law.variable
    table = linear_terms(split_logs(law.log_density(x), run.facts).expand(), x)
    constant = table.pop(S.One, S.Zero)
    inside = {s for feature in table for s in feature.free_symbols}
    able = tuple(s for s in sorted(law.free_symbols, key=str) if s not in inside and not moves(law, (s,)))
    free = able if wanted is None else wanted
    if not free or not set(free) <= set(able):
        raise UnknownLawError(f"{law} is no exponential family in {free or 'any of its parameters'}")
    statistics = {f: shortest(c, run.facts) for f, c in table.items() if c.free_symbols & set(free)}
    rest = Add(*(c * f for f, c in table.items() if f not in statistics))
    means = [mean(Lambda(x, f), law, run) for f in statistics]
    if None in means or not statistics:
        raise UnknownLawError(f"{law} is no exponential family: the means of its statistics are not known")
    return ExponentialFamily(
        law,
        free,
        tuple(statistics.values()),
        tuple(Lambda(x, f) for f in statistics),
        Lambda(x, rest),
        shortest(-constant, run.facts),
        tuple(m for m in means if m is not None),
    )


def _of_list(law: Law, model: Finite, wanted: tuple[Symbol, ...] | None) -> ExponentialFamily:
    """A statistic for each outcome but one, of the longest probability: whether it is the one."""
    able = {s for p in model.pmf.values() for s in p.free_symbols} - {s for x in model.pmf for s in x.free_symbols}
    free = tuple(sorted(able, key=str)) if wanted is None else wanted
    *first, (_, last) = sorted(((y, p) for y, p in model.pmf.items() if p != 0), key=lambda yp: yp[1].count_ops())
    if not free or not first or not set(free) <= able:
        raise UnknownLawError(f"{law} is no exponential family in {free or 'any parameter'}")
    x = Dummy("x")
    statistics = tuple(Lambda(x, Piecewise((S.One, Eq(x, y)), (S.Zero, True))) for y, _ in first)
    natural, means = tuple(log(p / last) for _, p in first), tuple(p for _, p in first)
    return ExponentialFamily(law, free, natural, statistics, Lambda(x, S.Zero), -log(last), means)


def _verified(family: ExponentialFamily, run: Run) -> ExponentialFamily:
    """d A/d theta = sum_i (d eta_i/d theta) E T_i for each parameter theta, exactly or at points to 30 digits."""
    gaps = [
        diff(family.log_normalizer, s)
        - Add(*(diff(eta, s) * m for eta, m in zip(family.natural, family.means, strict=True)))
        for s in family.parameters
    ]
    if not all(_vanishes(gap, family.law, run) for gap in gaps):
        raise UnknownLawError(f"{family.law} is no exponential family: its log-normaliser does not fit")
    return family


def _vanishes(gap: Expr, law: Law, run: Run) -> bool:
    if shortest(gap, run.facts) == 0 or gap.expand() == 0 or gap.together().expand() == 0:
        return True
    return all(_small(gap.subs(p)) for p in admissible_points([law], law.free_symbols, 3))


def _small(number: Expr) -> bool:
    try:
        found = closed.evaluate(number + 1, CHECKED_DIGITS)
    except PrecisionError:
        return False
    return bool(abs(found.to_sympy() - 1) < S(10) ** (2 - CHECKED_DIGITS))


def bregman_divergence(F: Expr, x: Sequence[Expr], y: Sequence[Expr], variables: Sequence[Symbol]) -> Expr:
    """The Bregman divergence F(x) - F(y) - <grad F(y), x - y> of a convex function, an expression in ``variables``.

    Source: Bregman 1967; Banerjee et al. 2005, J. Mach. Learn. Res. 6, 1705, definition 1.

    >>> from sympy import log, symbols
    >>> from symbolic_info import bregman_divergence
    >>> a, b, t = symbols("a b t", positive=True)
    >>> bregman_divergence(t*log(t), [a], [b], [t])
    a*log(a/b) - a + b
    """
    if not len(x) == len(y) == len(variables):
        raise ParameterError("two points and as many variables are needed, each of the same length")
    at_x, at_y = (dict(zip(variables, point, strict=True)) for point in (x, y))
    slopes = (diff(F, v).subs(at_y, simultaneous=True) * (at_x[v] - at_y[v]) for v in variables)
    gap = F.subs(at_x, simultaneous=True) - F.subs(at_y, simultaneous=True) - Add(*slopes)
    return shortest(gap, Facts())
