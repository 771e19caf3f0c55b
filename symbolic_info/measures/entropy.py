"""Entropy, discrete and differential."""

from __future__ import annotations

from typing import Any

from sympy import Expr

from symbolic_info.laws.variables import Joint, VariableLaw, joint, names_variables
from symbolic_info.measures.expectation import expected_log_ratio
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base
from symbolic_info.registry import service


class Entropy(Measure):
    """Entropy H(p) = -E_p log p in nats (differential entropy for a density).

    Of abstract random variables it is their joint entropy, ``given`` others the `ConditionalEntropy`.

    Source: Liquet, Moka & Nazarathy, eq. (B.2); Cover & Thomas, (2.1) and (8.1).

    >>> from sympy.stats import Die
    >>> from symbolic_info import Entropy
    >>> Entropy(Die("X", 6)).doit()
    log(6)
    """

    arity = 1
    latex_symbol = "H"

    def __new__(cls, p: Any, *more: Any, given: Any = (), base: Any = None) -> Expr:
        if names_variables((p, *more, given)):
            return _of_variables(cls, (p, *more), given, base)
        if given != () or len(more) > 1:
            raise TypeError("only abstract random variables have a joint or conditional Entropy")
        return in_base(super().__new__(cls, p), more[0] if more else base)

    @property
    def definition(self) -> Expr:
        """-E_p log p."""
        (p,) = self.laws
        return expected_log_ratio(p, None, p)

    def _eval_rewrite_as_CrossEntropy(self, *args: Any, **kwargs: Any) -> Expr:
        return service("cross entropy")(self.laws[0], self.laws[0])

    def _sympystr(self, printer: Any) -> str:
        (p,) = self.laws
        shown = [x.name for x in p.members] if isinstance(p, Joint) else [printer.doprint(p)]
        return f"{type(self).__name__}({', '.join(shown)})"

    def _textbook(self, printer: Any) -> str:
        (p,) = self.laws
        return f"H({','.join(x.name for x in p.members)})" if isinstance(p, Joint) else f"H({printer.doprint(p)})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        (p,) = self.laws
        if not isinstance(p, Joint):
            return super()._latex(printer, exp)
        text = rf"{self.latex_symbol}\left({', '.join(printer.doprint(x) for x in p.members)}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"


def _of_variables(cls: type[Entropy], block: tuple[Any, ...], given: Any, base: Any) -> Expr:
    """H(X, Y | Z); a number behind the variables is the base."""
    *names, unit = block if not names_variables(block[-1]) else (*block, base)
    if given != ():
        conditional: Expr = service("conditional entropy")(*names, given=given, base=unit)
        return conditional
    law = names[0] if len(names) == 1 and isinstance(names[0], VariableLaw) else joint(*names)
    return in_base(Measure.__new__(cls, law), unit)


def entropy(p: Any, base: Any = None, budget: Any = None) -> Expr:
    """The entropy of ``p`` in closed form, or the inert `Entropy` where none is found.

    ``p`` is a random variable of ``sympy.stats`` (or a monotone function of one), a law of `symbolic_info.laws`, or a
    pmf: a dict of outcomes, a list, tuple or Matrix.  The result is in nats, or in units of ``log(base)`` (``base=2``:
    bits); differential entropy for a density.  It holds under ``derive(...).conditions``; where a parameter decides
    finiteness it is a Piecewise.  ``budget`` is the time limit in seconds (10).
    Errors: `UnknownLawError` for what is no distribution, `ParameterError` for parameters outside their domain,
    `InexactError` for floats and NaN, `NormalizationError` for entries that are negative or do not sum to one.
    Source: Liquet, Moka & Nazarathy, eq. (B.2); Cover & Thomas, (2.1) and (8.1).

    >>> from sympy import symbols
    >>> from sympy.stats import Exponential
    >>> from symbolic_info import entropy
    >>> entropy(Exponential("X", symbols("l", positive=True)))
    1 - log(l)
    """
    return in_base(Entropy(p).doit(budget=budget), base)
