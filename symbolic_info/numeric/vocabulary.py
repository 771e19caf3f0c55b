"""SymPy's functions in the words that every arithmetic understands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy
from sympy import S

from symbolic_info.rules.order import PolylogDerivative, ZetaDerivative, with_order_derivatives

__all__ = ["CONSTANTS", "FUNCTIONS", "came_apart", "in_known_terms", "log_of_product", "with_close_gammas_joined"]

_CLOSE = 12
CONSTANTS: dict[Any, str] = {
    S.Pi: "pi",
    S.Exp1: "e",
    S.EulerGamma: "euler",
    S.Catalan: "catalan",
    S.GoldenRatio: "phi",
}

FUNCTIONS: dict[Any, str] = {
    getattr(sympy, name): name
    for name in [
        "exp",
        "log",
        "sin",
        "cos",
        "tan",
        "cot",
        "sec",
        "csc",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "coth",
        "asinh",
        "acosh",
        "atanh",
        "sign",
        "erf",
        "erfc",
        "erfi",
        "erfinv",
        "erfcinv",
        "li",
        "besseli",
        "besselj",
        "besselk",
        "bessely",
        "polygamma",
        "polylog",
        "zeta",
        "expint",
        "stieltjes",
        "betainc",
        "betainc_regularized",
    ]
} | {
    sympy.Abs: "abs",
    sympy.Ei: "ei",
    sympy.Si: "si",
    sympy.Ci: "ci",
    sympy.Shi: "shi",
    sympy.Chi: "chi",
    sympy.LambertW: "lambertw",
    sympy.lowergamma: "gamma_lower",
    sympy.uppergamma: "gamma_upper",
    sympy.elliptic_k: "ellipk",
    sympy.elliptic_e: "ellipe",
    sympy.floor: "floor",
    sympy.ceiling: "ceil",
}


class Gamma(sympy.Function):
    """The gamma function kept as it is: SymPy's own would compute the 10**15 digits of gamma(10**14)."""

    nargs = 1

    def _eval_is_positive(self) -> Any:
        return self.args[0].is_positive or None


class LogGamma(sympy.Function):
    """log of the gamma function, kept as it is."""

    nargs = 1
    is_extended_real = True

    def fdiff(self, argindex: int = 1) -> Any:
        return sympy.polygamma(0, self.args[0])


class Gauss(sympy.Function):
    """The hypergeometric function 2F1(a, b; c; z)."""

    nargs = 4


FUNCTIONS |= {Gamma: "gamma", LogGamma: "lgamma", Gauss: "hyp2f1"}
FUNCTIONS |= {ZetaDerivative: "zeta_derivative", PolylogDerivative: "polylog_derivative"}

_BY_GAMMA: dict[Any, Callable[..., Any]] = {
    sympy.gamma: lambda z: Gamma(z),
    sympy.loggamma: lambda z: LogGamma(z),
    sympy.factorial: lambda n: Gamma(n + 1),
    sympy.binomial: lambda n, k: Gamma(n + 1) / Gamma(k + 1) / Gamma(n - k + 1),
    sympy.beta: lambda a, b: Gamma(a) * Gamma(b) / Gamma(a + b),
    sympy.RisingFactorial: lambda x, n: Gamma(x + n) / Gamma(x),
    sympy.FallingFactorial: lambda x, n: Gamma(x + 1) / Gamma(x - n + 1),
}
_REWRITES: dict[Any, Callable[[Any], Any]] = {
    sympy.harmonic: lambda e: _harmonic(*e.args),
    sympy.digamma: lambda e: sympy.polygamma(0, e.args[0]),
    sympy.dirichlet_eta: lambda e: e.rewrite(sympy.zeta),
    sympy.erf2: lambda e: e.rewrite(sympy.erf),
    sympy.sinc: lambda e: sympy.sin(e.args[0]) / e.args[0],
    sympy.acot: lambda e: sympy.atan(1 / e.args[0]),
    sympy.hyper: lambda e: Gauss(*e.ap, *e.bq, e.argument) if (len(e.ap), len(e.bq)) == (2, 1) else e,
    sympy.subfactorial: lambda e: e.rewrite(sympy.uppergamma),
}


def _harmonic(n: Any, order: Any = S.One) -> Any:
    if order == 1:
        return sympy.polygamma(0, n + 1) + S.EulerGamma
    return sympy.zeta(order) - sympy.zeta(order, n + 1)


def in_known_terms(expr: Any) -> Any:
    """Replace factorials, binomials and other relatives by functions of the vocabulary.

    >>> from sympy import factorial, log, Symbol
    >>> in_known_terms(factorial(Symbol('k')))
    Gamma(k + 1)
    >>> in_known_terms(log(factorial(Symbol('k', positive=True))))
    LogGamma(k + 1)
    """
    if expr.has(sympy.Derivative, sympy.Subs):
        expr = with_order_derivatives(expr)
    present = {type(part) for part in expr.atoms(sympy.Function)}
    kinds = tuple(kind for kind in _REWRITES if kind in present)
    if kinds:
        expr = expr.replace(lambda e: isinstance(e, kinds), lambda e: _REWRITES[type(e)](e))
        present = {type(part) for part in expr.atoms(sympy.Function)}
    kinds = tuple(kind for kind in _BY_GAMMA if kind in present)
    if not kinds:
        return expr
    expr = expr.replace(lambda e: isinstance(e, kinds), lambda e: _BY_GAMMA[type(e)](*e.args))
    return expr.replace(_is_log_of_gammas, lambda e: log_of_product(e.args[0]))


def _is_log_of_gammas(expr: Any) -> bool:
    return isinstance(expr, sympy.log) and any(
        isinstance(factor.as_base_exp()[0], Gamma) for factor in sympy.Mul.make_args(expr.args[0])
    )


def with_close_gammas_joined(expr: Any, x: Any) -> Any:
    """log Gamma(a + n) as log Gamma(a) + log a + ..., where that of ``a`` is there too and n is a small whole number.

    >>> x = sympy.Symbol('x', positive=True)
    >>> with_close_gammas_joined(LogGamma(x) - LogGamma(x + 2), x)
    -log(x) - log(x + 1)
    """
    args = {e.args[0] for e in expr.atoms(LogGamma) if e.args[0].has(x)}
    steps = {a: max(int(a - b) for b in args if (a - b).is_Integer and 0 <= a - b <= _CLOSE) for a in args}
    moved = {LogGamma(a): LogGamma(a - n) + _log_rising(a - n, n) for a, n in steps.items() if n}
    return sympy.expand(expr.xreplace(moved), log=False, power_base=False, power_exp=False) if moved else expr


def _log_rising(a: Any, n: int) -> Any:
    return sympy.Add(*(sympy.log(a + j) for j in range(n)))


def log_of_product(product: Any) -> Any:
    """log of a product as a sum, taking apart only factors that are positive for certain.

    >>> from sympy import symbols
    >>> x, y = symbols('x y', positive=True)
    >>> z = symbols('z')
    >>> log_of_product(x**2*Gamma(y + 1)*z)
    2*log(x) + log(z) + LogGamma(y + 1)
    """
    taken: list[Any] = []
    left: list[Any] = []
    for factor in sympy.Mul.make_args(product):
        base, exponent = factor.as_base_exp()
        if isinstance(factor, sympy.exp):
            (taken if factor.args[0].is_extended_real else left).append(factor)
        else:
            (taken if _is_loggable(base) and exponent.is_extended_real else left).append(factor)
    rest = [sympy.log(sympy.Mul(*left))] if left else []
    return sympy.Add(*map(_log_of_factor, taken), *rest)


def came_apart(log: Any, term: Any) -> bool:
    """Whether ``log_of_product`` took a term apart wholly: no negative factor, none of unknown sign inside a log."""
    return not log.has(S.ImaginaryUnit) and all(
        inner.args[0].is_positive or term.has(inner) for inner in log.atoms(sympy.log)
    )


def _is_loggable(base: Any) -> bool:
    # log Γ of unknown sign is decided at the point; where Γ < 0 the result turns complex and is refused.
    return bool(base.is_positive or (isinstance(base, Gamma) and base.free_symbols))


def _log_of_factor(factor: Any) -> Any:
    if isinstance(factor, sympy.exp):
        return factor.args[0]
    base, exponent = factor.as_base_exp()
    if isinstance(base, Gamma):
        return exponent * LogGamma(base.args[0])
    return exponent * sympy.log(base)
