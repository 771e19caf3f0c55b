"""Relatives of the Jensen-Shannon divergence: skew, geometric, and of Rényi's entropy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Add, Expr, S, Tuple, log

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.law import Law, exact
from symbolic_info.laws.mixture import mixture
from symbolic_info.laws.weights import check_weights, weight_conditions
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.power_integral import PowerIntegral, evaluated
from symbolic_info.measures.renyi import RenyiEntropy
from symbolic_info.measures.units import in_base
from symbolic_info.registry import service


class _Weighted(Measure):
    """A divergence of two laws with the weight alpha of the second one."""

    arity = 2
    parameters = ("alpha",)
    separator = (r" \,\middle\|\, ", " || ")

    def __new__(cls, p: Any, q: Any, alpha: Any = S.Half, base: Any = None) -> Expr:
        return in_base(super().__new__(cls, p, q, alpha), base)

    @classmethod
    def check_parameter(cls, name: str, value: Expr) -> Expr:
        return check_weights((1 - exact(value, f"the weight {name} of {cls.__name__}"), value), 2)[1]

    @property
    def weights(self) -> tuple[Expr, Expr]:
        """The weights of the two laws."""
        return 1 - self.args[2], self.args[2]

    @property
    def conditions(self) -> tuple[Any, ...]:
        return (*super().conditions, *weight_conditions(self.weights))

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        p, q, alpha = (printer.doprint(arg) for arg in self.args)
        text = rf"{self.latex_symbol}_{{{alpha}}}\left({p}{self.separator[0]}{q}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"


class SkewDivergence(_Weighted):
    """Skew divergence D(p || (1 - alpha) p + alpha q) in nats, 0 <= alpha <= 1; always finite for alpha < 1.

    Source: Lee 1999, ACL, (7), whose alpha is the weight of q too; alpha = 1/2 is the K-divergence of Lin 1991.

    >>> from symbolic_info import SkewDivergence
    >>> SkewDivergence([1, 0], [0, 1]).doit()
    log(2)
    """

    latex_symbol = "S"

    @property
    def definition(self) -> Expr:
        """D(p || (1 - alpha) p + alpha q)."""
        return KLDivergence(self.laws[0], mixture(self.laws, self.weights))

    def _eval_rewrite_as_KLDivergence(self, *args: Any, **kwargs: Any) -> Expr:
        return self.definition


class GeometricJSDivergence(_Weighted):
    """Geometric Jensen-Shannon divergence (1 - alpha) D(p || g) + alpha D(q || g) in nats.

    g is the normalised geometric mean p**(1 - alpha) q**alpha / Z, so that the divergence is
    alpha (1 - alpha) (D(p || q) + D(q || p)) + log Z.  Source: Nielsen 2019, Entropy 21, (40).

    >>> from sympy import symbols
    >>> from sympy.stats import Normal
    >>> from symbolic_info import GeometricJSDivergence
    >>> m, s = symbols("m s", positive=True)
    >>> GeometricJSDivergence(Normal("X", 0, s), Normal("Y", m, s)).doit()
    m**2/(8*s**2)
    """

    latex_symbol = r"\operatorname{JS}^{\mathrm{G}}"

    @property
    def definition(self) -> Expr:
        """alpha (1 - alpha) J(p, q) + log Z."""
        p, q = self.laws
        first, second = self.weights
        both = KLDivergence(p, q) + KLDivergence(q, p)
        return first * second * both + log(PowerIntegral(p, q, first, second))


class JensenRenyiDivergence(Measure):
    """Jensen-Rényi divergence H_alpha(sum w_i p_i) - sum w_i H_alpha(p_i) in nats.

    The last two arguments are the weights and the order.  Non-negative for 0 < alpha <= 1.
    Source: Hamza & Krim 2003, EMMCVPR, (3).

    >>> from symbolic_info import JensenRenyiDivergence
    >>> JensenRenyiDivergence([1, 0], [0, 1], alpha=2).doit()
    log(2)
    """

    latex_symbol = r"\operatorname{JR}"

    def __new__(cls, *laws: Any, alpha: Any = None, weights: Sequence[Any] | None = None, base: Any = None) -> Expr:
        if alpha is None and weights is None and len(laws) > 3:
            *laws, weights, alpha = laws  # type: ignore[assignment]
        if len(laws) < 2 or alpha is None:
            raise UnknownLawError("a Jensen-Rényi divergence needs two distributions or more, and alpha=")
        read = tuple(as_law(law) for law in laws)
        service("check spaces")(read)
        order = RenyiEntropy.check_parameter("alpha", S(alpha))
        return in_base(Expr.__new__(cls, *read, Tuple(*check_weights(weights, len(read))), order), base)

    @property
    def laws(self) -> tuple[Law, ...]:
        return tuple(self.args[:-2])

    @property
    def weights(self) -> tuple[Expr, ...]:
        """The weights, of sum 1."""
        return tuple(self.args[-2])

    @property
    def conditions(self) -> tuple[Any, ...]:
        orders = RenyiEntropy(self.laws[0], self.args[-1]).conditions
        return tuple(dict.fromkeys((*super().conditions, *weight_conditions(self.weights), *orders)))

    @property
    def definition(self) -> Expr:
        """H_alpha(sum w_i p_i) - sum w_i H_alpha(p_i)."""
        order = self.args[-1]
        parts = (w * RenyiEntropy(p, order) for w, p in zip(self.weights, self.laws, strict=True))
        return RenyiEntropy(mixture(self.laws, self.weights), order) - Add(*parts)

    def _sympystr(self, printer: Any) -> str:
        shown = [printer.doprint(law) for law in self.laws]
        if len(set(self.weights)) > 1:
            shown.append(f"weights=({', '.join(printer.doprint(w) for w in self.weights)})")
        return f"JensenRenyiDivergence({', '.join(shown)}, alpha={printer.doprint(self.args[-1])})"


def skew_divergence(p: Any, q: Any, alpha: Any = S.Half, base: Any = None, budget: Any = None) -> Expr:
    """The skew divergence D(p || (1 - alpha) p + alpha q) in closed form, or the inert `SkewDivergence`.

    Arguments, units, budget, conditions and errors as for `symbolic_info.kl_divergence`.
    Source: Lee 1999, ACL, (7), whose alpha is the weight of q too; alpha = 1/2 is the K-divergence of Lin 1991.

    >>> from symbolic_info import skew_divergence
    >>> skew_divergence([1, 0], [0, 1], base=2)
    1
    """
    return evaluated(SkewDivergence(p, q, alpha), base, budget)


def geometric_js_divergence(p: Any, q: Any, alpha: Any = S.Half, base: Any = None, budget: Any = None) -> Expr:
    """The geometric Jensen-Shannon divergence in closed form, or the inert `GeometricJSDivergence`.

    ``alpha`` is the weight of ``q`` in the geometric mixture.  Arguments, units, budget, conditions and errors as for
    `symbolic_info.kl_divergence`.
    Source: Nielsen 2019, Entropy 21, (40).

    >>> from sympy import symbols
    >>> from sympy.stats import Poisson
    >>> from symbolic_info import geometric_js_divergence
    >>> a = symbols("a", positive=True)
    >>> geometric_js_divergence(Poisson("X", a), Poisson("Y", a))
    0
    """
    return evaluated(GeometricJSDivergence(p, q, alpha), base, budget)


def jensen_renyi_divergence(
    *laws: Any, alpha: Any, weights: Sequence[Any] | None = None, base: Any = None, budget: Any = None
) -> Expr:
    """The Jensen-Rényi divergence in closed form, or the inert `JensenRenyiDivergence`.

    Laws and weights as for `symbolic_info.js_divergence`, orders as for `symbolic_info.renyi_entropy`; units, budget,
    conditions and errors as for `symbolic_info.kl_divergence`.
    Source: Hamza & Krim 2003, EMMCVPR, (3).

    >>> from symbolic_info import jensen_renyi_divergence
    >>> jensen_renyi_divergence([1, 0], [0, 1], alpha=3, base=2)
    1
    """
    return evaluated(JensenRenyiDivergence(*laws, alpha=alpha, weights=weights), base, budget)
