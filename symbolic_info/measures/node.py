"""What all measures share as SymPy expressions: evaluation, derivatives, printing."""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Basic, Derivative, Expr, Symbol, sympify
from sympy.logic.boolalg import Boolean
from sympy.printing.pretty.stringpict import prettyForm

from symbolic_info.laws.convert import as_law
from symbolic_info.laws.finite import Finite, different
from symbolic_info.laws.law import Law, as_model, exact
from symbolic_info.registry import service


class Measure(Expr):
    """An inert measure of laws; ``doit`` derives its closed form, ``evalf`` its digits.

    A measure does not announce itself non-negative to SymPy, because a relation such as
    ``KLDivergence(p, q) >= 0`` would then collapse to ``True`` and leave nothing to prove.
    """

    is_commutative = True
    is_extended_real = True
    arity: ClassVar[int] = 1
    parameters: ClassVar[tuple[str, ...]] = ()
    latex_symbol: ClassVar[str] = ""
    separator: ClassVar[tuple[str, str]] = (", ", ", ")
    letter: ClassVar[str] = ""

    def __new__(cls, *args: Any) -> Expr:
        if len(args) != cls.arity + len(cls.parameters):
            raise TypeError(f"{cls.__name__} takes {cls._signature()}, not {len(args)} argument(s)")
        laws = tuple(as_law(a) for a in args[: cls.arity])
        service("check spaces")(laws)
        given = zip(cls.parameters, args[cls.arity :], strict=True)
        return Expr.__new__(cls, *laws, *(cls.check_parameter(name, sympify(v)) for name, v in given))

    @classmethod
    def _signature(cls) -> str:
        return ", ".join((f"{cls.arity} distribution(s)", *cls.parameters))

    @classmethod
    def check_parameter(cls, name: str, value: Expr) -> Expr:
        """A parameter behind the laws (an order), checked; infinite orders are admitted where they make sense."""
        return exact(value, f"the parameter {name} of {cls.__name__}")

    @property
    def laws(self) -> tuple[Law, ...]:
        """The laws of the measure, in order."""
        return tuple(self.args[: self.arity])

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        """What has to hold for the measure to exist, symbols for different outcomes being different."""
        listed = (model for law in self.laws if isinstance(model := as_model(law), Finite))
        outcomes = tuple(dict.fromkeys(x for law in listed for x in law.pmf))
        return tuple(dict.fromkeys((*(c for law in self.laws for c in law.conditions), *different(outcomes))))

    @property
    def definition(self) -> Expr:
        """The measure as an expectation, a sum or an integral."""
        raise NotImplementedError

    def doit(self, **hints: Any) -> Expr:
        """The closed form, or the measure itself where none is found within the budget."""
        result: Expr = service("evaluate")(self, hints.get("budget"))
        return result

    def _eval_evalf(self, prec: int) -> Expr | None:
        result: Expr | None = service("evalf")(self, prec)
        return result

    def _eval_derivative(self, symbol: Symbol) -> Expr:
        closed = self.doit()
        return Derivative(self, symbol, evaluate=False) if closed.has(type(self)) else closed.diff(symbol)

    def _eval_rewrite_as_Integral(self, *args: Any, **kwargs: Any) -> Expr:
        return self.definition.rewrite("Integral")

    def _eval_rewrite_as_Sum(self, *args: Any, **kwargs: Any) -> Expr:
        return self.definition.rewrite("Sum")

    def _pretty(self, printer: Any) -> Any:
        return prettyForm(self._sympystr(printer))

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        body = self.separator[0].join(printer.doprint(law) for law in self.laws)
        text = rf"{self.latex_symbol}\left({body}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"

    def _textbook(self, printer: Any) -> str:
        if not self.letter or self.parameters:
            return str(self)
        return f"{self.letter}({self.separator[1].join(map(printer.doprint, self.laws))})"

    def _sympystr(self, printer: Any) -> str:
        return f"{type(self).__name__}({', '.join(printer.doprint(a) for a in self.args)})"


def is_measure(node: Basic) -> bool:
    """Whether ``node`` is an inert measure."""
    return isinstance(node, Measure)
