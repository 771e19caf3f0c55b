"""Joint laws: products of independent laws, marginals, linear images."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch
from itertools import accumulate, pairwise
from itertools import product as every_combination
from typing import Any

from sympy import Add, Basic, Expr, ImmutableMatrix, Matrix, Mul, ProductSet, S, Set, Tuple, diag, sympify
from sympy.logic.boolalg import Boolean
from sympy.printing.pretty.stringpict import prettyForm

from symbolic_info.errors import ParameterError, SpaceError, UnknownLawError
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.families.normal import StandardNormal
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.image import Image
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.maps import Affine
from symbolic_info.laws.variables import Joint, Variable, VariableLaw, factored
from symbolic_info.laws.vector.law import VectorLaw
from symbolic_info.laws.vector.normal import MultivariateNormal
from symbolic_info.rules.common_factor import short

MOST_OUTCOMES = 64


class Product(Law):
    """The joint law of independent variables, one after the other; `product` makes it.

    The components of a point are those of the first law, then those of the second, and so on.
    """

    @property
    def laws(self) -> tuple[Law, ...]:
        """The laws of the independent parts."""
        return tuple(self.args)

    @property
    def blocks(self) -> tuple[tuple[int, ...], ...]:
        """The positions of each part among the components."""
        ends = list(accumulate((size(law) for law in self.laws), initial=0))
        return tuple(tuple(range(a, b)) for a, b in pairwise(ends))

    @property
    def discrete(self) -> bool:  # type: ignore[override]
        return self.laws[0].discrete

    @property
    def dimension(self) -> Expr:
        return Add(*(law.dimension for law in self.laws))

    @property
    def place(self) -> str:  # type: ignore[override]
        places = [law.place for law in self.laws]
        return Law.place if set(places) == {Law.place} else " with ".join(places)

    @property
    def tied(self) -> bool:  # type: ignore[override]
        return any(law.tied for law in self.laws)

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return tuple(dict.fromkeys(c for law in self.laws for c in law.conditions))

    @property
    def support(self) -> Set:
        return ProductSet(*(law.support for law in self.laws))

    def log_density(self, x: Iterable[Expr]) -> Expr:
        x = tuple(x)
        parts = (tuple(x[i] for i in block) for block in self.blocks)
        return Add(*(law.log_density(_plain(part)) for law, part in zip(self.laws, parts, strict=True)))

    def _sympystr(self, printer: Any) -> str:
        return f"product({', '.join(printer.doprint(law) for law in self.laws)})"

    def _pretty(self, printer: Any) -> Any:
        return prettyForm(self._sympystr(printer))

    def _latex(self, printer: Any) -> str:
        return r" \otimes ".join(printer.doprint(law) for law in self.laws)


def product(*laws: Any) -> Law:
    """The joint law of independent variables with the given laws, all continuous or all discrete.

    Finite laws (up to 64 outcomes together) give the list of tuples, normal laws a normal vector.  Of abstract
    random variables it is the law under which they are independent; a factor ``Y.given(X)`` is a conditional law.

    >>> from symbolic_info.laws import Gamma, Normal, product
    >>> product([S(1)/2, S(1)/2], [S(1)/3, S(2)/3])
    {(0, 0): 1/6, (0, 1): 1/3, (1, 0): 1/6, (1, 1): 1/3}
    >>> product(Normal(0, 1), Gamma(2, 1))
    product(Normal(0, 1), Gamma(2, 1))
    """
    read = tuple(part for law in laws for part in _parts(as_law(law)))
    if not read:
        raise UnknownLawError("a product needs at least one law")
    of_variables = [law for law in read if isinstance(law, VariableLaw)]
    if len(of_variables) == len(read):
        return factored(of_variables)
    if of_variables:
        raise SpaceError("abstract random variables and given laws have no product")
    if len({law.discrete for law in read}) > 1:
        raise SpaceError("a product of discrete and continuous laws has neither a density nor a mass function")
    if len(read) == 1:
        return read[0]
    return _finite_product(read) or _normal_product(read) or Product(*read)


def _parts(law: Law) -> tuple[Law, ...]:
    return law.laws if isinstance(law, Product) else (law,)


def _finite_product(laws: tuple[Law, ...]) -> Finite | None:
    models = [model for law in laws if isinstance(model := as_model(law), Finite)]
    if len(models) < len(laws) or Mul(*(len(m.pmf) for m in models)) > MOST_OUTCOMES:
        return None
    rows = list(every_combination(*(m.pmf.items() for m in models)))
    outcomes = [Tuple(*(c for outcome, _ in row for c in _components(outcome))) for row in rows]
    return Finite(outcomes, [Mul(*(p for _, p in row)) for row in rows])


def _normal_product(laws: tuple[Law, ...]) -> Law | None:
    moments = [normal_moments(law) for law in laws]
    if any(m is None for m in moments):
        return None
    means, covariances = zip(*(m for m in moments if m is not None), strict=True)
    return MultivariateNormal(Matrix.vstack(*means), diag(*covariances))


def normal_moments(law: Law) -> tuple[Matrix, Matrix] | None:
    """Mean and covariance of a normal law of numbers (also an affine image of one) or of vectors."""
    if isinstance(law, MultivariateNormal):
        return _explicit(law.mean, law.covariance)
    model = as_model(law)
    if isinstance(model, StandardNormal):
        return Matrix([0]), Matrix([1])
    if isinstance(model, Image) and isinstance(model.map, Affine) and isinstance(model.source, StandardNormal):
        return Matrix([model.map.args[1]]), Matrix([model.map.args[0] ** 2])
    return None


def _explicit(*matrices: Any) -> tuple[Matrix, ...] | None:
    """Matrices of explicit size with their entries."""
    return tuple(map(Matrix, matrices)) if all(s.is_Integer for m in matrices for s in map(S, m.shape)) else None


def _components(outcome: Basic) -> tuple[Basic, ...]:
    return tuple(outcome) if isinstance(outcome, Tuple) else (outcome,)


def _plain(components: tuple[Basic, ...]) -> Basic:
    """One component stands for itself."""
    return components[0] if len(components) == 1 else Tuple(*components)


def size(law: Law) -> int:
    """The number of components of a law, as an integer."""
    if not law.dimension.is_Integer:
        raise UnknownLawError(f"{law} has no explicit number of components")
    return int(law.dimension)


def marginal(law: Any, indices: Any) -> Law:
    """The joint law of the components at ``indices`` (an index from 0, or several), the others integrated out.

    One component gives a law of numbers, several a joint law in the order of ``indices``.  For laws on tuples
    (``{(x, y): p}``), products, and the vector laws whose marginals are laws of this package.
    Errors: `ParameterError` for an index out of range or listed twice; `UnknownLawError` where no rule applies.

    >>> from symbolic_info.laws import MultivariateNormal, marginal
    >>> marginal({(0, 0): S(1)/2, (0, 1): S(1)/4, (1, 1): S(1)/4}, 0)
    {0: 3/4, 1: 1/4}
    >>> marginal(MultivariateNormal([1, 2], [[4, 1], [1, 9]]), 1)
    Normal(2, 3)
    """
    read = as_law(law)
    chosen = checked(indices, read)
    return read if chosen == tuple(range(size(read))) else _marginal(as_model(read), chosen)


def checked(indices: Any, law: Law) -> tuple[int, ...]:
    """Indices of different components, as a tuple."""
    chosen = tuple(int(i) for i in (indices if isinstance(indices, Iterable) else (indices,)))
    if not chosen or len(set(chosen)) < len(chosen) or not all(0 <= i < size(law) for i in chosen):
        raise ParameterError(f"indices must be different and lie in 0, ..., {size(law) - 1}, unlike {indices}")
    return chosen


@singledispatch
def _marginal(law: Law, indices: tuple[int, ...]) -> Law:
    raise UnknownLawError(f"no rule gives the marginals of {law}")


@_marginal.register
def _(law: Finite, indices: tuple[int, ...]) -> Law:
    pmf: dict[Basic, Expr] = {}
    for outcome, p in law.pmf.items():
        kept = _plain(tuple(outcome[i] for i in indices))
        pmf[kept] = pmf.get(kept, S.Zero) + p
    return Finite(pmf, map(short, pmf.values()))


@_marginal.register
def _(law: VectorLaw, indices: tuple[int, ...]) -> Law:
    found = law.marginal(indices)
    if found is None:
        raise UnknownLawError(f"no rule gives the marginal of {law} at {indices}")
    return found


@_marginal.register(Variable)
@_marginal.register(Joint)
def _(law: Variable | Joint, indices: tuple[int, ...]) -> Law:
    return law.marginal(indices) if isinstance(law, Joint) else law


@_marginal.register
def _(law: Product, indices: tuple[int, ...]) -> Law:
    """Components of one part stay together; parts keep the order of ``indices``."""
    parts: list[Law] = []
    for part, block in zip(law.laws, law.blocks, strict=True):
        inside = [i for i in indices if i in block]
        if inside:
            parts.append(marginal(part, [block.index(i) for i in inside]))
    order = [i for block in law.blocks for i in indices if i in block]
    if order == list(indices):
        return product(*parts)
    if len(parts) == len(indices):
        return product(*(parts[order.index(i)] for i in indices))
    raise UnknownLawError(f"the components {indices} of {law} are interleaved; ask for them in the order of the parts")


def linear_image(law: Any, matrix: Any, shift: Any = None) -> Law:
    """The law of ``matrix * X + shift`` for a normal X (of length d; ``matrix`` is k x d, ``shift`` of length k).

    Errors: `SpaceError` for unequal sizes, `ParameterError` where the image is degenerate.

    >>> from symbolic_info.laws import MultivariateNormal, linear_image
    >>> linear_image(MultivariateNormal([1, 2], [[2, 1], [1, 2]]), [[1, 1]]).args
    (3, sqrt(6))
    """
    moments, factor = normal_moments(as_law(law)), ImmutableMatrix(matrix)
    if moments is None:
        raise UnknownLawError(f"linear images are known of normal laws only, not of {law}")
    offset = ImmutableMatrix([0] * factor.rows if shift is None else list(sympify(shift)))
    if factor.cols != moments[0].rows or offset.shape != (factor.rows, 1):
        raise SpaceError(
            f"a {factor.shape} matrix and a shift of {offset.rows} do not fit a vector of {moments[0].rows}"
        )
    return MultivariateNormal(factor * moments[0] + offset, factor * moments[1] * factor.T)
