"""What proves that a law has maximal entropy: its log-density is linear in the constrained functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sympy import Add, Dummy, Expr, Lambda, S, Symbol, simplify, solve
from sympy.logic.boolalg import Boolean

from symbolic_info.budget import Budget
from symbolic_info.engine.ladder import Run
from symbolic_info.engine.likelihood import mean
from symbolic_info.facts import Facts, lift
from symbolic_info.laws.law import Law
from symbolic_info.rules.logarithm import linear_terms, split_logs
from symbolic_info.rules.shorten import shortest


@dataclass(frozen=True)
class MaxEntropy:
    """The law q of maximal entropy, with what proves it.

    ``-log q(x) = constant - sum_i multipliers[f_i] f_i(x)`` on the whole support, and E_q f_i = c_i; so every p that
    meets the constraints has H(p) <= -E_p log q = H(q), with equality for p = q only (Gibbs).  ``equations`` fix the
    parameters that have no closed form.
    """

    law: Law
    entropy: Expr
    constant: Expr
    multipliers: Mapping[Expr, Expr]
    constraints: Mapping[Expr, Expr]
    equations: tuple[Boolean, ...] = ()

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        """What the constraints have to satisfy for the law to exist."""
        return (*(c for c in self.law.conditions if Facts().decide(c) is not True), *self.equations)


def certified(
    law: Law, equations: tuple[Boolean, ...], means: Mapping[Expr, Expr], x: Symbol, budget: Budget
) -> MaxEntropy | None:
    """The law with its certificate; None where it meets the constraints not, or not visibly."""
    up = lift(law.conditions, law.free_symbols)
    run = Run(Facts(c.xreplace(up) for c in law.conditions), budget, rules_only=True)
    lifted, wanted = law.xreplace(up), {f.xreplace(up): c.xreplace(up) for f, c in means.items()}
    form = _linear_form(lifted, list(wanted), x, run)
    if form is None or not all(_met(lifted, f, c, x, equations, up, run) for f, c in wanted.items()):
        return None
    constant, slopes = form
    entropy = shortest(constant - Add(*(s * c for s, c in zip(slopes, wanted.values(), strict=True))), run.facts)
    down = {new: old for old, new in up.items()}
    multipliers = {f: s.xreplace(down) for f, s in zip(means, slopes, strict=True)}
    return MaxEntropy(law, entropy.xreplace(down), constant.xreplace(down), multipliers, dict(means), equations)


def _linear_form(law: Law, functions: list[Expr], x: Symbol, run: Run) -> tuple[Expr, list[Expr]] | None:
    """(constant, multipliers) with log q = sum_i multiplier_i f_i - constant."""
    point, marks = law.variable, [Dummy(f"l{i}") for i in range(len(functions))]
    log_density = split_logs(law.log_density(point), run.facts)
    rest = log_density - Add(*(m * f.subs(x, point) for m, f in zip(marks, functions, strict=True)))
    table = linear_terms(split_logs(rest.expand(), run.facts), point)
    constant = -table.pop(S.One, S.Zero)
    found = solve(list(table.values()), marks, dict=True) if table else [{}]
    if len(found) != 1 or set(found[0]) != set(marks):
        return None
    slopes = [shortest(found[0][m], run.facts) for m in marks]
    return shortest(constant.subs(found[0]), run.facts), slopes


def _met(
    law: Law,
    f: Expr,
    value: Expr,
    x: Symbol,
    equations: tuple[Boolean, ...],
    up: Mapping[Symbol, Symbol],
    run: Run,
) -> bool:
    """E f = value, perhaps by one of the equations."""
    point = law.variable
    found = mean(Lambda(point, f.subs(x, point)), law, run)
    if found is None:
        return False
    gap = found - value
    sides = [e.xreplace(up).lhs - e.xreplace(up).rhs for e in equations]
    return any(shortest(gap - g, run.facts) == 0 or simplify(gap - g) == 0 for g in (S.Zero, *sides))
