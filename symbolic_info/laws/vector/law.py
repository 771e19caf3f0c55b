"""Laws of vectors and matrices: a log-density is a sum of features whose expectations are known.

With log p = sum_j c_j F_j - A, where exp A is the integral of exp(sum_j c_j F_j), one rule gives

* H(p, q) = A_q - sum_j d_j E_p F_j, hence entropies and divergences (linearity of the expectation);
* the integral of p**a q**b = exp(A(a c + b d) - a A_p - b A_q), hence Rényi's and Bhattacharyya's
  (Nielsen & Nock 2011, arXiv:1105.3259).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sympy import Add, And, Basic, Expr, S, Tuple, exp, oo, simplify, sympify
from sympy.logic.boolalg import Boolean

from symbolic_info.facts import Facts
from symbolic_info.laws.domain import Domain
from symbolic_info.laws.law import Law, Parametric, exact, misfit
from symbolic_info.laws.vector.features import Feature
from symbolic_info.laws.vector.matrices import positive_definite, read_column, read_definite, read_matrix

Terms = dict[Feature, Expr]


@dataclass(frozen=True)
class Shape(Domain):
    """A domain of vectors or matrices, with how they are read."""

    read: Callable[[Any, str], Any] = exact


VECTOR = Shape("real vector", lambda x: (), (), read_column)
MATRIX = Shape("real matrix", lambda x: (), (), read_matrix)
DEFINITE = Shape("positive definite matrix", positive_definite, (), read_definite)


@dataclass(frozen=True)
class Known:
    """``value`` where ``condition`` holds, plus infinity elsewhere."""

    value: Expr
    condition: Boolean = S.true


class VectorLaw(Parametric, public=False):
    """A law of vectors or matrices: the log-density in features, their integral and their expectations."""

    def __new__(cls, *args: Any, **named: Any) -> Law:
        law = super().__new__(cls, *args, **named)
        assert isinstance(law, VectorLaw)
        law.check()
        return law.reduced() or law

    @classmethod
    def _arguments(cls, args: tuple[Any, ...], named: dict[str, Any]) -> tuple[Basic, ...]:
        given = dict(cls.defaults) | dict(zip(cls.parameters, args, strict=False)) | named
        if set(given) != set(cls.parameters) or len(args) > len(cls.parameters):
            raise misfit(cls.__name__, cls.parameters, args)
        readers = {name: d.read if isinstance(d, Shape) else exact for name, d in cls.parameters.items()}
        return tuple(read(given[n], f"parameter {n} of {cls.__name__}") for n, read in readers.items())

    def check(self) -> None:
        """Raise where the shapes of the parameters do not fit together."""

    def reduced(self) -> Law | None:
        """The simpler law that this one is in dimension one."""
        return None

    @property
    def kernel(self) -> Terms:
        """The log-density up to a constant: feature to coefficient."""
        raise NotImplementedError

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        """The log of the integral of exp(terms) over the support; None for features it does not know."""
        return None

    def expected(self, feature: Feature) -> Known | None:
        """E feature(X), plus infinity outside of its condition; None where it is not known."""
        return None

    @property
    def log_normalizer(self) -> Expr:
        """log of the integral of exp(kernel)."""
        found = self.integral(self.kernel, self.facts)
        assert found is not None
        return found.value

    @property
    def outcomes(self) -> list[Tuple] | None:
        """All points of a discrete law, where they are few."""
        return None

    def mass(self, outcome: Any) -> Expr:
        """The probability of a point of a discrete law."""
        if not isinstance(outcome, Tuple) or not self.admits(outcome):
            return S.Zero
        return simplify(exp(self.log_density(outcome)))

    def admits(self, outcome: Tuple) -> bool:
        """Whether a tuple of numbers is a point of a discrete law."""
        return len(outcome) == self.dimension and all(x.is_integer and x.is_nonnegative for x in outcome)

    def within(self, other: Law) -> bool | None:
        """Whether the support lies in that of another law on the same space."""
        return True

    def marginal(self, indices: tuple[int, ...]) -> Law | None:
        """The law of some of the components."""
        return None

    def log_density(self, x: Any) -> Expr:
        x = tuple(map(sympify, x)) if isinstance(x, tuple | list | Tuple) else x
        values = ((feature, c, feature.at(x)) for feature, c in self.kernel.items())
        terms = (feature.total(c * value) for feature, c, value in values if value != 0)
        return Add(*terms) - self.log_normalizer


class VectorImage(VectorLaw, public=False):
    """A law with the features of another one, ``underlying``; ``jacobian`` is the log of the change of volume."""

    def underlying(self) -> VectorLaw:
        """The law whose features describe this one."""
        raise NotImplementedError

    jacobian: Terms = {}

    def inner(self, point: Any) -> Any:
        """The point of the model that stands for a point of this law."""
        return point

    def log_density(self, x: Any) -> Expr:
        return super().log_density(self.inner(tuple(map(sympify, x)) if isinstance(x, tuple | list) else x))

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.underlying().discrete

    @property
    def dimension(self) -> Expr:
        return self.underlying().dimension

    @property
    def place(self) -> str:  # type: ignore[override]
        return self.underlying().place

    @property
    def kernel(self) -> Terms:
        return combined_terms(S.One, self.underlying().kernel, S.One, self.jacobian)

    def integral(self, terms: Terms, facts: Facts) -> Known | None:
        return self.underlying().integral(combined_terms(S.One, terms, S.NegativeOne, self.jacobian), facts)

    def expected(self, feature: Feature) -> Known | None:
        return self.underlying().expected(feature)


def combined_terms(a: Expr, first: Terms, b: Expr, second: Terms) -> Terms:
    """a first + b second, without terms that cancel; what is impossible stays so at the power 0."""
    out = {f: _weighted(a, c) for f, c in first.items()}
    for feature, c in second.items():
        out[feature] = out.get(feature, S.Zero) + _weighted(b, c)
    return {f: c for f, c in out.items() if c.expand() != 0}


def _weighted(weight: Expr, c: Expr) -> Expr:
    return c if c == -oo and weight.is_nonnegative else weight * c


def sorted_terms(terms: Terms, *kinds: type[Feature]) -> dict[type[Feature], Terms] | None:
    """The terms by the kind of their features; None where there are others."""
    if not all(type(f) in kinds for f in terms):
        return None
    return {kind: {f: c for f, c in terms.items() if type(f) is kind} for kind in kinds}


def log_power_integral(p: Law, q: Law, a: Expr, b: Expr, facts: Facts | None = None) -> Known | None:
    """log of the integral of p**a q**b (a sum for masses), plus infinity outside of ``condition``; None if not known.

    ``b = 0`` gives the integral of p**a of Rényi's entropy.  ``facts`` decides signs.

    >>> from sympy import Rational, simplify
    >>> from symbolic_info.laws import MultivariateNormal
    >>> p, q = (MultivariateNormal([m, 0], [[1, 0], [0, 1]]) for m in (0, 2))
    >>> simplify(log_power_integral(p, q, Rational(1, 2), Rational(1, 2)).value)
    -1/2
    """
    if not (isinstance(p, VectorLaw) and isinstance(q, VectorLaw)) or p.within(q) is not True:
        return None
    a, b = sympify(a), sympify(b)
    q = p if b == 0 else q
    facts = facts or Facts((*p.conditions, *q.conditions))
    found = p.integral(combined_terms(a, p.kernel, b, q.kernel), facts)
    if found is None:
        return None
    return Known(found.value - a * p.log_normalizer - b * q.log_normalizer, And(facts.reduce(found.condition)))
