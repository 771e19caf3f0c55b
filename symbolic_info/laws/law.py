"""A law: a support, conditions on its parameters, a log-density.  Everything else is derived."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar

from sympy import And, Basic, Dummy, Expr, Float, Integral, Interval, Range, S, Set, Sum, Symbol, sympify
from sympy.core.numbers import NaN
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import InexactError, ParameterError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.domain import Domain
from symbolic_info.laws.maps import Map
from symbolic_info.laws.transform import Transform


class Law(Basic):
    """Base of all laws (distributions), immutable SymPy objects.

    Subclasses state ``lower``, ``upper``, ``discrete``, ``conditions`` and ``log_density``.
    A continuous law has a density on the interval from ``lower`` to ``upper``; a discrete one
    has its mass on the integers from ``lower`` to ``upper``, unless it is a finite law.
    Laws can be compared where ``place`` and ``dimension`` agree.  Continuous components that determine one of them,
    as on the simplex, are ``tied``: they have no joint density.
    """

    discrete: bool = False
    dimension: Expr = S.One
    place: str = "numbers and vectors"
    tied: bool = False

    @cached_property
    def conditions(self) -> tuple[Boolean, ...]:
        """What the parameters have to satisfy."""
        return ()

    @property
    def lower(self) -> Expr:
        """The left end of the support."""
        return S.NegativeInfinity

    @property
    def upper(self) -> Expr:
        """The right end of the support."""
        return S.Infinity

    def log_density(self, x: Expr) -> Expr:
        """The logarithm of the density, or of the mass, at a point ``x`` of the support (in nats)."""
        raise NotImplementedError

    def image(self, outer: Map) -> Law | None:
        """The law of ``outer`` of this variable, where that is a base law or a simpler image of one."""
        return None

    @property
    def kinks(self) -> tuple[Expr, ...]:
        """Points inside the support where the density is not smooth."""
        return ()

    @cached_property
    def facts(self) -> Facts:
        """The conditions, ready to decide signs."""
        return Facts(self.conditions)

    @property
    def support(self) -> Set:
        """Where the law lives, as a SymPy set."""
        if self.discrete:
            upper = self.upper if self.upper == S.Infinity else self.upper + 1
            return Range(self.lower, upper)
        return Interval(self.lower, self.upper)

    @property
    def variable(self) -> Symbol:
        """A fresh symbol for a point of the support, with what is known of its sign."""
        positive = self.facts.nonnegative(self.lower)
        if self.discrete:
            return Dummy("k", integer=True, nonnegative=True) if positive else Dummy("k", integer=True)
        return Dummy("x", positive=True) if positive else Dummy("x", real=True)


def misfit(name: str, parameters: Iterable[str], args: tuple[Any, ...]) -> ParameterError:
    """The error of arguments that are not the parameters of a family."""
    named = "; unlike random variables, laws have no name" if args and isinstance(args[0], str) else ""
    return ParameterError(f"{name} takes the parameters ({', '.join(parameters)}){named}")


class Parametric(Law):
    """A law with named parameters; declaring one is one class.

    ``parameters`` maps names to domains, in the order of the constructor (the parametrisation
    of ``sympy.stats`` unless the docstring says otherwise), ``defaults`` gives the optional ones.
    """

    parameters: ClassVar[Mapping[str, Domain]] = {}
    defaults: ClassVar[Mapping[str, Basic]] = {}
    latex_name: ClassVar[str | None] = None
    registry: ClassVar[dict[str, type[Parametric]]] = {}

    def __init_subclass__(cls, public: bool = True, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if public and Parametric.registry.setdefault(cls.__name__, cls) is not cls:
            raise ValueError(f"the law {cls.__name__!r} is declared twice")

    def __new__(cls, *args: Any, **named: Any) -> Parametric:
        law: Parametric = super().__new__(cls, *cls._arguments(args, named))
        check_conditions(law)
        return law

    @classmethod
    def _arguments(cls, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Basic, ...]:
        names = tuple(cls.parameters)
        given = dict(cls.defaults) | dict(zip(names, args, strict=False)) | named
        if len(args) > len(names) or set(given) != set(names) or set(names[: len(args)]) & set(named):
            raise misfit(cls.__name__, names, args)
        return tuple(exact(given[n], f"parameter {n} of {cls.__name__}") for n in names)

    @cached_property
    def conditions(self) -> tuple[Boolean, ...]:
        domains = zip(self.parameters.values(), self.args, strict=True)
        own = (c for d, a in domains for c in d.conditions(a))
        return tuple(c for c in (*own, *self.constraints()) if c != S.true)

    def constraints(self) -> tuple[Boolean, ...]:
        """Conditions that tie several parameters together."""
        return ()

    def _sympystr(self, printer: Any) -> str:
        defaults = tuple(self.defaults.values())
        shown = (
            self.args[: len(self.args) - len(defaults)]
            if self.args[len(self.args) - len(defaults) :] == defaults
            else self.args
        )
        return f"{type(self).__name__}({', '.join(printer.doprint(a) for a in shown)})"

    def _latex(self, printer: Any) -> str:
        name = self.latex_name or rf"\operatorname{{{type(self).__name__}}}"
        return rf"{name}\left({', '.join(printer.doprint(a) for a in self.latex_parameters)}\right)"

    @property
    def latex_parameters(self) -> tuple[Basic, ...]:
        """The parameters as papers write them behind ``latex_name``."""
        return tuple(self.args)


class BaseLaw(Parametric, public=False):
    """A law that states its log-density and its transforms itself.

    On the half-line the density falls like ``exp(-z**tail)``, and towards 0 like ``exp(-z**-head)``;
    0 stands for a power.
    """

    tail: Expr = S.Zero
    head: Expr = S.Zero

    def transforms(self) -> tuple[Transform, ...]:
        """The expectations known in closed form."""
        return ()

    def distribution(self, x: Expr) -> Expr | None:
        """P(Z <= x) as a special function, for where a transform's part below x has no elementary form."""
        return None


class Family(Parametric, public=False):
    """A law that is built from base laws by maps: ``model`` says how."""

    def model(self) -> Law:
        """The law in terms of base laws and maps."""
        raise NotImplementedError

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.model().discrete

    @property
    def lower(self) -> Expr:
        return self.model().lower

    @property
    def upper(self) -> Expr:
        return self.model().upper

    @property
    def kinks(self) -> tuple[Expr, ...]:
        return self.model().kinks

    def log_density(self, x: Expr) -> Expr:
        return self.model().log_density(x)


def unused(name: str, taken: Iterable[Symbol], **assumptions: bool) -> Symbol:
    """A symbol called ``name``, or like it where one of the symbols in use has that name.

    >>> from sympy.abc import k
    >>> from symbolic_info.laws.law import unused
    >>> unused("k", []), unused("k", [k], integer=True)
    (k, k1)
    """
    names = {symbol.name for symbol in taken}
    tried = (name, *(f"{name}{n}" for n in range(1, len(names) + 1)))
    return Symbol(next(t for t in tried if t not in names), **assumptions)


def as_model(law: Law) -> Law:
    """A law's model in terms of simpler laws, where it has one; any other law itself."""
    model: Law = law.model() if hasattr(law, "model") else law
    return model


def exact(value: Any, what: str) -> Expr:
    """``value`` as an exact SymPy expression; floats, NaN, text and containers are errors."""
    if isinstance(value, str):
        raise UnknownLawError(f"{what} is text ({value!r}); give a SymPy expression, not a string")
    if isinstance(value, list | tuple | dict | set):
        raise UnknownLawError(f"{what} is {value!r}; give one SymPy expression, not a container")
    if isinstance(value, float) and not math.isfinite(value):
        raise InexactError(f"{what} is {value}; give a finite exact number")
    expr = sympify(value)
    if isinstance(expr, NaN) or expr.has(S.NaN):
        raise InexactError(f"{what} is not a number (nan)")
    outside = expr.xreplace(dict.fromkeys(expr.atoms(Sum, Integral), S.One))
    if outside.has(S.Infinity, S.NegativeInfinity, S.ComplexInfinity):
        raise ParameterError(f"{what} is infinite; give a finite number or a symbol")
    if expr.has(Float):
        raise InexactError(
            f"{what} is the float {value}; give an exact number, such as Rational('{value}') or Rational(1, 10)"
        )
    return expr


def check_conditions(law: Law) -> None:
    """Raise when a condition on a parameter is certainly not met."""
    for condition in law.conditions:
        if condition == S.false or Facts().decide(condition) is False:
            raise ParameterError(f"{law}: parameters outside their domain; {type(law).__doc__ or ''}".strip())


def vocabulary() -> dict[str, Callable[..., Law]]:
    """Name to constructor of every public law."""
    return dict(Parametric.registry)


def all_conditions(*laws: Law) -> Boolean:
    """The conditions of several laws in one."""
    return And(*(c for law in laws for c in law.conditions))
