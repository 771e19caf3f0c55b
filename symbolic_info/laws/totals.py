"""Sums over all points of expressions in densities and functions: what every measure of abstract laws is made of."""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr, S, Symbol, exp, log, sympify
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.law import Law

POINT = Symbol("x")
BASE = "numbers and vectors"


class AtPoint(Expr):
    """A value that depends on the point, and on nothing else."""

    is_commutative = True
    is_real = True

    @property
    def free_symbols(self) -> set[Symbol]:
        return set()

    @property
    def places(self) -> frozenset[str]:
        """The spaces over whose points the value varies."""
        return frozenset({BASE})

    def _eval_derivative(self, symbol: Symbol) -> Expr:
        return S.Zero

    def _sympystr(self, printer: Any) -> str:
        return f"{printer.doprint(self.args[0])}({POINT})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"{printer.doprint(self.args[0])}{power}({POINT})"


class DensityAt(AtPoint):
    """The density of a law at the point x, where it is positive."""

    is_positive = True

    @property
    def places(self) -> frozenset[str]:
        return frozenset({self.args[0].place})


class FunctionAt(AtPoint):
    """The value of a function of the outcome."""


class PositiveAt(FunctionAt):
    """The value of a positive function of the outcome."""

    is_positive = True


class IndicatorAt(AtPoint):
    """1 at one outcome, 0 at all others."""

    is_nonnegative = True

    def _eval_power(self, exponent: Expr) -> Expr | None:
        return self if exponent.is_positive else None

    def _sympystr(self, printer: Any) -> str:
        return f"1[{POINT} = {printer.doprint(self.args[0])}]"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        return rf"1_{{{POINT} = {printer.doprint(self.args[0])}}}"


class OutcomeAt(AtPoint):
    """The outcome itself, of laws of real numbers."""

    def __new__(cls) -> Expr:
        made: Expr = Expr.__new__(cls)
        return made

    def _sympystr(self, printer: Any) -> str:
        return str(POINT)

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        return str(POINT) + ("" if exp is None else f"^{{{exp}}}")


class Total(Expr):
    """The sum over all points of the space (an integral for densities) of an expression in values at the point.

    It is taken to converge, and where a density is 0 the expression is continued (0 log 0 = 0).

    >>> from symbolic_info import Total, abstract, density
    >>> p, q = map(density, abstract("p q"))
    >>> Total((p - q)**2 / q)
    Total((p(x) - q(x))**2/q(x))
    """

    is_commutative = True
    is_real = True

    def __new__(cls, summand: Any) -> Expr:
        summand = sympify(summand)
        return S.Zero if summand == 0 else Expr.__new__(cls, summand)

    def _eval_is_positive(self) -> bool | None:
        return True if self.args[0].is_positive else None

    def _eval_is_nonnegative(self) -> bool | None:
        return True if self.args[0].is_nonnegative else None

    def _eval_derivative(self, symbol: Symbol) -> Expr:
        return Total(self.args[0].diff(symbol))

    def _sympystr(self, printer: Any) -> str:
        return f"Total({printer.doprint(self.args[0])})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        body = rf"\sum_{{{POINT}}} {printer._print(self.args[0])}"
        return rf"\left[{body}\right]" + ("" if exp is None else f"^{{{exp}}}")


class CommonSupport(Boolean):
    """The condition that laws have one support: where one density is 0, all are."""

    def _sympystr(self, printer: Any) -> str:
        return f"{', '.join(printer.doprint(law) for law in self.args)} have one support"

    def _latex(self, printer: Any) -> str:
        laws = ", ".join(printer.doprint(law) for law in self.args)
        return rf"{laws} \text{{ have one support}}"


class Disjoint(Boolean):
    """The hypothesis that two abstract laws live on disjoint sets.

    >>> from symbolic_info import Disjoint, JSDivergence, abstract, prove
    >>> from sympy import Eq, log
    >>> p, q = abstract("p q")
    >>> prove(Eq(JSDivergence(p, q), log(2)), given=Disjoint(p, q)).status
    'proved'
    """

    def __new__(cls, p: Any, q: Any) -> Disjoint:
        if not all(isinstance(law, Law) and isinstance(getattr(law, "at_point", None), DensityAt) for law in (p, q)):
            raise UnknownLawError(f"disjoint laws are plain abstract ones, not {p} and {q}")
        made: Disjoint = super().__new__(cls, *sorted((p, q), key=str))
        return made

    def _sympystr(self, printer: Any) -> str:
        return f"{printer.doprint(self.args[0])} and {printer.doprint(self.args[1])} are disjoint"

    def _latex(self, printer: Any) -> str:
        return rf"{printer.doprint(self.args[0])} \perp {printer.doprint(self.args[1])}"


def density(law: Any) -> Expr:
    """The density (or mass) of an abstract law at a point, to be used in `Total` and `expectation`.

    That of a law of real numbers is a function of the outcome.

    >>> from symbolic_info import abstract, density
    >>> density(abstract("p"))
    p(x)
    """
    if not (isinstance(law, Law) or hasattr(law, "at_point")):
        raise UnknownLawError(f"density() takes an abstract law, not {law!r}")
    value: Expr = law.at_point if hasattr(law, "at_point") else exp(law.log_density(OutcomeAt()))
    return value


def log_density(law: Law) -> Expr:
    """The logarithm of the density at a point."""
    return log(law.at_point) if hasattr(law, "at_point") else law.log_density(OutcomeAt())


def outcome() -> Expr:
    """The outcome itself, a real number: ``expectation(outcome()**2, p)`` is the second moment.

    >>> from symbolic_info import abstract, expectation, outcome
    >>> expectation(outcome()**2, abstract("p", density=True))
    Total(p(x)*x**2)
    """
    return OutcomeAt()


def volume(law: Law) -> Expr:
    """What a sum over the points of the space of ``law`` has to be weighted with."""
    value: Expr = getattr(law, "volume", S.One)
    return value


def expectation(expr: Any, law: Any) -> Expr:
    """The expectation of a function of the outcome under an abstract law.

    >>> from symbolic_info import abstract, expectation, functions
    >>> expectation(functions("f")**2, abstract("p"))
    Total(p(x)*f(x)**2)
    """
    return Total(volume(law) * density(law) * sympify(expr))


def functions(names: str, positive: bool = False) -> Any:
    """Functions of the outcome of which nothing is known: one, or a tuple of several.

    >>> from symbolic_info import functions
    >>> functions("f g")
    (f(x), g(x))
    """
    kind = PositiveAt if positive else FunctionAt
    found = tuple(kind(Symbol(name)) for name in names_in(names, "functions"))
    return found[0] if len(found) == 1 else found


def indicator(name: str) -> IndicatorAt:
    """The function that is 1 at the outcome called ``name`` and 0 at all others; its total against f is f there.

    >>> from symbolic_info import indicator
    >>> indicator("k")**2
    1[x = k]
    """
    return IndicatorAt(Symbol(*names_in(name, "indicator")))


def names_in(names: Any, what: str) -> list[str]:
    """The names in a text such as 'f g'; ``what`` is the function that takes them."""
    parts = names.replace(",", " ").split() if isinstance(names, str) else []
    if not parts or not all(part.isidentifier() for part in parts):
        raise UnknownLawError(f"{what}() takes names such as 'f g', not {names!r}")
    return parts


def mixed_density(pairs: Any) -> Expr:
    """The density of a mixture from pairs of weight and law."""
    return Add(*(w * density(law) for w, law in pairs))
