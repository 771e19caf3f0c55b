"""Order statistics: the k-th smallest of n copies is the quantile function of the k-th smallest of n uniforms."""

from __future__ import annotations

from typing import Any

from sympy import Expr, S

from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.laws.families.beta import StandardBeta
from symbolic_info.laws.families.beta_prime import StandardBetaPrime
from symbolic_info.laws.families.gamma import StandardGamma
from symbolic_info.laws.image import Image, affine, image, logarithm, negate, power, reciprocal
from symbolic_info.laws.law import BaseLaw, Law, as_model, exact


def order_statistic(law: Law, k: Any, n: Any) -> Law:
    """The law of the k-th smallest of ``n`` independent variables of one continuous law (k = 1 is the minimum).

    Known where the law is the image of a uniform or an exponential variable: uniform, exponential, Weibull, Pareto,
    Gumbel, logistic, power-function, Kumaraswamy and their relatives.
    Errors: `ParameterError` unless 1 <= k <= n, `UnknownLawError` for other laws.
    Source: David & Nagaraja, Order Statistics, 3rd ed., (2.1.3), (2.1.6).

    >>> from sympy.abc import n
    >>> from symbolic_info import entropy
    >>> from symbolic_info.laws import Exponential
    >>> from symbolic_info.laws.order import order_statistic
    >>> entropy(order_statistic(Exponential(1), 1, n))
    1 - log(n)
    """
    k, n = exact(k, "the rank k"), exact(n, "the number n of copies")
    if any(c == S.false for c in (k >= 1, n >= k)) or any(v.is_integer is False for v in (k, n)):
        raise ParameterError(f"an order statistic needs whole numbers 1 <= k <= n, not k = {k}, n = {n}")
    model = as_model(law)
    if isinstance(model, Image) and not model.discrete:
        rank = k if model.map.increasing else n + 1 - k
        return image(order_statistic(model.source, rank, n), model.map)
    found = _of_base(model, k, n + 1 - k) if isinstance(model, BaseLaw) else None
    if found is None:
        raise UnknownLawError(f"the quantile function of {law} has no known form")
    return found


def _of_base(law: BaseLaw, k: Expr, above: Expr) -> Law | None:
    """The quantile function applied to U of Beta(k, above), or to 1 - U of Beta(above, k)."""
    if law == StandardGamma(S.One):
        if k == 1:
            return affine(law, 1 / above)
        return negate(logarithm(StandardBeta(above, k)))
    if not isinstance(law, StandardBeta | StandardBetaPrime) or S.One not in law.args:
        return None
    a, b = law.args
    if isinstance(law, StandardBeta):
        if b == 1:
            return power(StandardBeta(k, above), 1 / a)
        return affine(negate(power(StandardBeta(above, k), 1 / b)), S.One, S.One)
    if (a, b) == (1, 1):
        return StandardBetaPrime(k, above)
    if a == 1:
        return affine(reciprocal(power(StandardBeta(above, k), 1 / b)), S.One, S.NegativeOne)
    return reciprocal(affine(reciprocal(power(StandardBeta(k, above), 1 / a)), S.One, S.NegativeOne))
