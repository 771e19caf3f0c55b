"""The law of a sum of independent uniform variables: a polynomial on each unit interval."""

from __future__ import annotations

from sympy import Add, Expr, Integer, Lambda, Rational, S, Symbol, binomial, factorial

from symbolic_info.errors import UnknownLawError
from symbolic_info.laws.density import Density
from symbolic_info.laws.domain import NATURAL
from symbolic_info.laws.families.piecewise import Triangular
from symbolic_info.laws.families.uniform import Uniform
from symbolic_info.laws.law import Family, Law
from symbolic_info.laws.spliced import spliced

__all__ = ["UniformSum"]

MOST_TERMS = 12


class UniformSum(Family):
    """Irwin-Hall law: the sum of n independent uniform variables on (0, 1), for a number n up to 12.

    Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions 2, (26.48).

    >>> from symbolic_info import entropy
    >>> from symbolic_info.laws import UniformSum
    >>> entropy(UniformSum(2))
    1/2
    """

    parameters = {"n": NATURAL}

    def model(self) -> Law:
        (n,) = self.args
        if not (n.is_Integer and n <= MOST_TERMS):
            raise UnknownLawError(f"UniformSum takes a number of terms up to {MOST_TERMS}, not {n}")
        if n <= 2:
            return Uniform(0, 1) if n == 1 else Triangular(0, 2, 1)
        pieces = [_piece(int(n), k) for k in range(int(n))]
        return spliced([law for law, _ in pieces], [mass for _, mass in pieces])


def _piece(n: int, k: int) -> tuple[Law, Expr]:
    """The law on (k, k + 1) and its probability."""
    x = Symbol("x", real=True)
    terms = ((-1) ** j * binomial(n, j) * (x - j) ** (n - 1) for j in range(k + 1))
    density = (Add(*terms) / factorial(n - 1)).expand()
    primitive = density.integrate(x)
    mass = Rational(primitive.subs(x, k + 1) - primitive.subs(x, k))
    return Density(Lambda(x, (density / mass).expand()), Integer(k), Integer(k + 1), S.false), mass
