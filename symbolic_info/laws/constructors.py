"""Laws made of other laws, for everything that stands for a law: random variables, mass functions, laws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sympy import Expr, Symbol

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.compose import image_of as image_of_law
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.folded import folded as folded_law
from symbolic_info.laws.law import Law
from symbolic_info.laws.mixture import mixture as mixture_of_laws
from symbolic_info.laws.order import order_statistic as order_statistic_of_law
from symbolic_info.laws.probability import cdf as cdf_of_law
from symbolic_info.laws.spliced import spliced as spliced_laws
from symbolic_info.laws.sums import sum_of as sum_of_laws
from symbolic_info.laws.truncated import truncated as truncated_law

__all__ = ["cdf", "folded", "image_of", "mixture", "order_statistic", "spliced", "sum_of", "truncated"]

P = ParamSpec("P")
Made = TypeVar("Made")


def _of_one(build: Callable[Concatenate[Law, P], Made]) -> Callable[Concatenate[Any, P], Made]:
    @wraps(build)
    def made(law: Any, /, *args: P.args, **options: P.kwargs) -> Made:
        return build(as_law(law), *args, **options)

    return made


def _of_several(build: Callable[Concatenate[Sequence[Law], P], Law]) -> Callable[Concatenate[Any, P], Law]:
    @wraps(build)
    def made(laws: Any, /, *args: P.args, **options: P.kwargs) -> Law:
        if not isinstance(laws, list | tuple):
            raise UnknownLawError(f"{build.__name__}() takes a list of laws, then their weights, not {laws!r}")
        return build([as_law(law) for law in laws], *args, **options)

    return made


cdf = _of_one(cdf_of_law)
folded = _of_one(folded_law)
order_statistic = _of_one(order_statistic_of_law)
truncated = _of_one(truncated_law)
mixture = _of_several(mixture_of_laws)
spliced = _of_several(spliced_laws)


@wraps(image_of_law)
def image_of(expr: Expr, x: Symbol, law: Any) -> Law:
    return image_of_law(expr, x, as_law(law))


@wraps(sum_of_laws)
def sum_of(*laws: Any) -> Law:
    return sum_of_laws(*map(as_law, laws))
