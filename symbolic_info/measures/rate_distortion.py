"""Rate-distortion functions."""

from __future__ import annotations

from typing import Any, ClassVar

from sympy import Expr, S
from sympy.core.symbol import Str
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError, SpaceError
from symbolic_info.facts import Facts
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.law import exact
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base


class RateDistortion(Measure):
    """Rate-distortion function R(D) = min I(X; Y) over E d(X, Y) <= D, in nats per letter.

    ``distortion`` is "hamming" (the probability of an error), "squared" or "absolute".
    Source: Cover & Thomas, (10.12).

    >>> from sympy import Rational
    >>> from symbolic_info import RateDistortion
    >>> RateDistortion([Rational(1, 2), Rational(1, 2)], Rational(1, 2), "hamming").doit()
    0
    """

    latex_symbol = "R"
    distortions: ClassVar[tuple[str, ...]] = ("hamming", "squared", "absolute")

    def __new__(cls, source: Any, level: Any, distortion: Any, base: Any = None) -> Expr:
        law, bound = as_law(source), exact(level, "the distortion D")
        if str(distortion) not in cls.distortions:
            raise ParameterError(f"the distortion is one of {', '.join(cls.distortions)}, not {distortion!r}")
        if law.discrete != (str(distortion) == "hamming"):
            raise SpaceError("the Hamming distortion is for discrete sources, the others for sources with a density")
        if Facts().negative(bound):
            raise ParameterError(f"a distortion is not negative, unlike {level}")
        return in_base(Expr.__new__(cls, law, bound, Str(str(distortion))), base)

    @property
    def level(self) -> Expr:
        """The distortion allowed."""
        return self.args[1]

    @property
    def distortion(self) -> str:
        """What is measured: "hamming", "squared" or "absolute"."""
        return str(self.args[2])

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        bound = self.level >= 0
        return (*super().conditions, *(() if bound == S.true else (bound,)))

    @property
    def definition(self) -> Expr:
        """A minimum over channels, which is no expression: the node itself."""
        return self

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        law, bound = (printer.doprint(a) for a in self.args[:2])
        text = rf"R\left({bound}\right)_{{X \sim {law},\ \text{{{self.distortion}}}}}"
        return text if exp is None else rf"{{{text}}}^{{{exp}}}"


def rate_distortion(source: Any, level: Any, distortion: Any, base: Any = None, budget: Any = None) -> Expr:
    """The rate-distortion function R(D) in closed form, or the inert `RateDistortion`.

    Found where Shannon's lower bound h(X) - max h(Z), over noise with E d(Z) <= D, is attained by X = Y + Z: finite
    sources with "hamming" (all D for two letters, small D for more), normal ones with "squared", Laplace ones with
    "absolute".  Units and budget as for `symbolic_info.entropy`; ``derive`` shows the test channel.
    Source: Cover & Thomas, theorems 10.3.1 and 10.3.2; Berger, Rate Distortion Theory (1971), section 4.3.

    >>> from sympy import symbols
    >>> from sympy.stats import Normal
    >>> from symbolic_info import rate_distortion
    >>> s, D = symbols("sigma D", positive=True)
    >>> rate_distortion(Normal("X", 0, s), D, "squared")
    Piecewise((log(sigma**2/D)/2, D < sigma**2), (0, True))
    """
    return in_base(RateDistortion(source, level, distortion).doit(budget=budget), base)
