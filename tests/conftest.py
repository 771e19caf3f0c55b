"""Shared by all tests: the laws with instances drawn from their own parameter domains."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, product

import pytest
import sympy

from symbolic_info.facts import Facts
from symbolic_info.laws.law import Law, Parametric
from symbolic_info.laws.vector.law import VectorLaw

BUILT_OTHERWISE = {
    "UniformSum": "takes a number, not a symbol",
    "Die": "a constructor of UniformRange",
    "UniformRange": "needs ordered integers",
    "LogCauchy": "no entropy, and a tail too heavy for quadrature: see the traps of continuous laws",
    "Rademacher": "a constructor of a finite law",
    "RobustSoliton": "a constructor of a finite law",
}
# Laws of vectors and matrices have their own tests of each part (unit/test_vectors.py).
FAMILIES = [
    cls
    for name, cls in sorted(Parametric.registry.items())
    if name not in BUILT_OTHERWISE and not issubclass(cls, VectorLaw)
]

BASIC = {
    "Beta",
    "Cauchy",
    "Exponential",
    "Gamma",
    "Geometric",
    "GammaInverse",
    "Gumbel",
    "Laplace",
    "LogNormal",
    "Logistic",
    "Normal",
    "Pareto",
    "Poisson",
    "StudentT",
    "Triangular",
    "Uniform",
    "Weibull",
    "Zeta",
}
# Tests that cost seconds a family run for these by default, for all of them among the slow tests.
BY_COST = [pytest.param(cls, marks=() if cls.__name__ in BASIC else pytest.mark.slow) for cls in FAMILIES]


def instances(cls: type[Parametric], count: int) -> list[Law]:
    """The first admissible instances, walking through the domains' typical values."""
    return list(islice(_instances(cls), count))


def _instances(cls: type[Parametric]) -> Iterator[Law]:
    domains = list(cls.parameters.values())
    walk = ([d.samples[(step * (i + 1) + i) % len(d.samples)] for i, d in enumerate(domains)] for step in range(60))
    for args in chain(walk, product(*(d.samples for d in domains))):
        try:
            law = cls(*args)
        except ValueError:
            continue
        if all(Facts().decide(c) for c in law.conditions):
            yield law


def symbolic(cls: type[Parametric], tag: str) -> Law:
    """The law with a plain symbol for each parameter."""
    return cls(
        *(d.samples[0] if d.name == "true or false" else sympy.Symbol(n + tag) for n, d in cls.parameters.items())
    )


@pytest.fixture(params=FAMILIES, ids=lambda cls: cls.__name__)
def family(request: pytest.FixtureRequest) -> type[Parametric]:
    return request.param


@pytest.fixture(params=BY_COST, ids=lambda cls: cls.__name__)
def costly_family(request: pytest.FixtureRequest) -> type[Parametric]:
    return request.param
