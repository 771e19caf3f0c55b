"""Fisher information."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Add, Basic, Expr, ImmutableMatrix, Symbol, diff

from symbolic_info.errors import ParameterError
from symbolic_info.facts import lift
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.law import as_model
from symbolic_info.measures.expectation import Expectation
from symbolic_info.measures.node import Measure


class FisherInformation(Measure):
    """An entry E[(d log p/da) (d log p/db)] of the Fisher information of a law in its parameters a and b.

    Source: Lehmann & Casella, Theory of Point Estimation, (2.5.10); Cover & Thomas, (11.285).

    >>> from sympy import symbols
    >>> from sympy.stats import Exponential
    >>> from symbolic_info import FisherInformation
    >>> l = symbols("lambda", positive=True)
    >>> FisherInformation(Exponential("X", l), l, l).doit()
    lambda**(-2)
    """

    parameters = ("a", "b")
    latex_symbol = r"\mathcal{I}"

    @classmethod
    def check_parameter(cls, name: str, value: Expr) -> Expr:
        if not isinstance(value, Symbol):
            raise ParameterError(f"the Fisher information is taken in symbols of the law, not in {value}")
        return value

    @property
    def symbols(self) -> tuple[Symbol, Symbol]:
        """The two parameters."""
        return self.args[1], self.args[2]

    @property
    def definition(self) -> Expr:
        """The mean product of the scores."""
        law = self.laws[0]
        model, (a, b) = as_model(law), self.symbols
        if isinstance(model, Finite):
            return Add(*(diff(p, a) * diff(p, b) / p for p in model.pmf.values() if p != 0))
        up = lift(law.conditions, self.free_symbols)  # Abs has a derivative for real arguments only
        lifted, (u, v) = law.xreplace(up), (s.xreplace(up) for s in (a, b))
        x = lifted.variable
        log_density = lifted.log_density(x)
        mean = Expectation.of(diff(log_density, u) * diff(log_density, v), x, lifted)
        return mean.xreplace({new: old for old, new in up.items()})

    def _eval_subs(self, old: Basic, new: Basic) -> Expr | None:
        """At a point the node is the mean of what the scores are there."""
        if old not in self.symbols or isinstance(new, Symbol):
            return None
        return self.definition.subs(old, new)

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        law, a, b = (printer.doprint(arg) for arg in self.args)
        text = rf"\mathcal{{I}}_{{{a}, {b}}}\left({law}\right)"
        return text if exp is None else rf"{{{text}}}^{{{exp}}}"


def fisher_information(law: Any, parameters: Any, budget: Any = None) -> Any:
    """The Fisher information: an expression for one parameter, the matrix for a list of them.

    ``law`` is anything that `symbolic_info.laws.as_law` reads, ``parameters`` a symbol in it or a list of symbols.
    Entries without a closed form, or of laws whose support moves with the parameter, stay inert.  It is the
    Hessian of D(p_t || p_s) in s at s = t.  ``budget`` is the time limit in seconds for each entry.
    Source: Cover & Thomas, (11.285).

    >>> from sympy import symbols
    >>> from sympy.stats import Normal
    >>> from symbolic_info import fisher_information
    >>> m = symbols("mu", real=True)
    >>> s = symbols("sigma", positive=True)
    >>> fisher_information(Normal("X", m, s), [m, s])
    Matrix([
    [sigma**(-2),          0],
    [          0, 2/sigma**2]])
    """
    read = as_law(law)
    if not isinstance(parameters, Iterable):
        return FisherInformation(read, parameters, parameters).doit(budget=budget)
    symbols = list(parameters)
    size, known = len(symbols), {}
    for i in range(size):
        for j in range(i, size):
            known[i, j] = known[j, i] = FisherInformation(read, symbols[i], symbols[j]).doit(budget=budget)
    return ImmutableMatrix(size, size, lambda i, j: known[i, j])
