"""The expectation of a function of a random variable, as an inert node."""

from __future__ import annotations

from typing import Any

from sympy import Add, And, Basic, Dummy, Expr, Integral, Lambda, Piecewise, S, Sum, Symbol, exp, log, oo
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.mass import mass
from symbolic_info.laws.points import on_lattice
from symbolic_info.registry import service


def expected_log_ratio(p: Law, numerator: Law | None, denominator: Law | None) -> Expr:
    """E_p log(numerator/denominator), where None stands for the constant 1.

    A sum over the outcomes of a finite p, an `Expectation` otherwise.
    """
    model = as_model(p)
    if isinstance(model, Finite):
        return Add(*(w * _log_ratio_at(x, numerator, denominator) for x, w in model.pmf.items() if w != 0))
    x = p.variable
    logs = [S.Zero if law is None else log_density_within(law, x, p) for law in (numerator, denominator)]
    return Expectation.of(logs[0] - logs[1], x, p)


def log_density_within(law: Law, x: Symbol, source: Law) -> Expr:
    """The log-density of ``law`` at a point ``x`` of the support of ``source``, -oo where ``law`` has no mass.

    >>> from sympy.abc import x
    >>> from symbolic_info.laws import Exponential, Normal
    >>> log_density_within(Exponential(1), x, Normal(0, 1))
    Piecewise((-x, x >= 0), (-oo, True))
    """
    density, inside = on_lattice(law).log_density(x), inside_of(law, x, source)
    return density if inside == S.true else Piecewise((density, inside), (-oo, True))


def inside_of(law: Law, x: Symbol, source: Law) -> Boolean:
    """That a point of the support of ``source`` lies between the ends of that of ``law``, as far as that is open."""
    law = on_lattice(law)
    if law == source:
        return S.true
    facts = Facts((*law.conditions, *source.conditions))
    left = law.lower == -oo or bool(source.lower.is_finite and facts.nonnegative(source.lower - law.lower))
    right = law.upper == oo or bool(source.upper.is_finite and facts.nonnegative(law.upper - source.upper))
    return And(left or x >= law.lower, right or x <= law.upper)


def _log_ratio_at(x: Basic, numerator: Law | None, denominator: Law | None) -> Expr:
    above, below = (S.One if law is None else mass(law, x) for law in (numerator, denominator))
    return oo if below == 0 else log(above / below)


class Expectation(Expr):
    """E f(X) for X of ``law``; ``f`` is a Lambda.

    >>> from sympy import Symbol
    >>> from symbolic_info.laws import Normal
    >>> from symbolic_info.measures.expectation import Expectation
    >>> x = Symbol("x", real=True)
    >>> Expectation.of(x**2, x, Normal(0, 1))
    E[X**2]
    """

    is_commutative = True
    is_extended_real = True

    @classmethod
    def of(cls, f: Expr, x: Symbol, law: Law) -> Expr:
        """E f(X); a constant is its own expectation."""
        return cls(Lambda(x, f), law) if f.has(x) else f

    def _eval_evalf(self, prec: int) -> Expr | None:
        result: Expr | None = service("evalf")(self, prec)
        return result

    @property
    def law(self) -> Law:
        law: Law = self.args[1]
        return law

    @property
    def function(self) -> Lambda:
        return self.args[0]

    def _eval_rewrite_as_Integral(self, *args: Any, **kwargs: Any) -> Expr:
        x = Dummy("x", real=True)
        body = self.function(x) * exp(self.law.log_density(x))
        return Integral(body, (x, self.law.lower, self.law.upper))

    def _eval_rewrite_as_Sum(self, *args: Any, **kwargs: Any) -> Expr:
        k = Dummy("k", integer=True)
        law, point = as_model(self.law), k
        while isinstance(law, Image):
            law, point = as_model(law.source), point.xreplace({k: law.map.forward(k)})
        return Sum(self.function(point) * exp(law.log_density(k)), (k, law.lower, law.upper))

    def _shown(self, printer: Any) -> str:
        return str(printer.doprint(self.function(Symbol("X", real=True))))

    def _latex(self, printer: Any) -> str:
        return rf"\operatorname{{E}}\left[{self._shown(printer)}\right]"

    def _sympystr(self, printer: Any) -> str:
        return f"E[{self._shown(printer)}]"
