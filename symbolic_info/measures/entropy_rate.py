"""Entropy rate of a stationary Markov chain, and the divergence rate of two."""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import SpaceError
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.markov import MarkovChain
from symbolic_info.measures.conditional_entropy import ConditionalEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.kl import KLDivergence
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base


def as_chain(value: Any) -> MarkovChain:
    """A Markov chain, or a transition matrix, as a chain."""
    return value if isinstance(value, MarkovChain) else MarkovChain(value)


class EntropyRate(Measure):
    """Entropy rate H(X_2 | X_1) = sum_i mu_i H(P_i) of a stationary Markov chain, in nats per step.

    mu is the stationary law, P_i row i of the transition matrix.  Source: Cover & Thomas, theorem 4.2.4.

    >>> from sympy import Matrix, Rational
    >>> from symbolic_info import EntropyRate
    >>> EntropyRate(Matrix([[0, 1], [Rational(1, 2), Rational(1, 2)]])).doit()
    2*log(2)/3
    """

    latex_symbol = "H"

    def __new__(cls, chain: Any, base: Any = None) -> Expr:
        return in_base(Expr.__new__(cls, as_chain(chain)), base)

    @property
    def chain(self) -> MarkovChain:
        """The chain."""
        chain: MarkovChain = self.args[0]
        return chain

    @property
    def laws(self) -> tuple[Finite, ...]:
        return self.chain.laws

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return self.chain.conditions

    @property
    def definition(self) -> Expr:
        weights = self.chain.stationary.pmf.values()
        return Add(*(w * Entropy(row).definition for w, row in zip(weights, self.laws, strict=True) if w != 0))

    def _eval_rewrite_as_ConditionalEntropy(self, *args: Any, **kwargs: Any) -> Expr:
        return ConditionalEntropy(self.chain.pair(), 1, given=0)

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = rf"H\left(\mathcal{{X}}\right)_{{P = {printer.doprint(self.chain.transitions)}}}"
        return text if exp is None else rf"{{{text}}}^{{{exp}}}"


class KLDivergenceRate(Measure):
    """Divergence rate sum_i mu_i D(P_i || Q_i) of two Markov chains, in nats per step, mu the stationary law of P.

    Infinite where P makes a transition that Q forbids.
    Source: Rached, Alajaji & Campbell 2004, IEEE Trans. Inf. Theory 50, 917.

    >>> from sympy import Matrix, Rational
    >>> from symbolic_info import KLDivergenceRate
    >>> half = Rational(1, 2)
    >>> KLDivergenceRate(Matrix([[half, half], [half, half]]), Matrix([[1, 0], [half, half]])).doit()
    oo
    """

    arity = 2
    latex_symbol = r"\overline{D}"

    def __new__(cls, p: Any, q: Any, base: Any = None) -> Expr:
        chains = as_chain(p), as_chain(q)
        if chains[0].transitions.shape != chains[1].transitions.shape:
            raise SpaceError("the two chains must have the same states")
        return in_base(Expr.__new__(cls, *chains), base)

    @property
    def laws(self) -> tuple[Finite, ...]:
        return tuple(law for chain in self.args for law in chain.laws)

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return tuple(dict.fromkeys(c for chain in self.args for c in chain.conditions))

    @property
    def definition(self) -> Expr:
        return self.rewrite(KLDivergence).definition

    def _eval_rewrite_as_KLDivergence(self, *args: Any, **kwargs: Any) -> Expr:
        """The divergence of the laws of two steps that start in the stationary law of P."""
        p, q = self.args
        return KLDivergence(p.pair(), p.pair(q.transitions))

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        body = r" \,\middle\|\, ".join(printer.doprint(chain.transitions) for chain in self.args)
        text = rf"\overline{{D}}\left({body}\right)"
        return text if exp is None else rf"{{{text}}}^{{{exp}}}"


def entropy_rate(chain: Any, base: Any = None, budget: Any = None) -> Expr:
    """The entropy rate of a stationary Markov chain, exact.

    ``chain`` is a Matrix of transition probabilities (rows sum to 1), a ``sympy.stats.DiscreteMarkovChain`` or a
    `MarkovChain`.  Units and budget as for `symbolic_info.entropy`; ``derive(EntropyRate(chain)).conditions`` say
    when the stationary law is unique.  Errors: `ParameterError` for a chain with several closed classes.
    Source: Cover & Thomas, theorem 4.2.4.

    >>> from sympy import Matrix, symbols
    >>> from symbolic_info import entropy_rate
    >>> a = symbols("a", positive=True)
    >>> entropy_rate(Matrix([[1 - a, a], [1, 0]]))
    (-a*log(a) + (a - 1)*log(1 - a))/(a + 1)
    """
    return in_base(EntropyRate(chain).doit(budget=budget), base)


def kl_divergence_rate(p: Any, q: Any, base: Any = None, budget: Any = None) -> Expr:
    """The divergence rate of two Markov chains on the same states, infinite where ``q`` forbids what ``p`` does.

    Arguments, units, budget and errors as for `symbolic_info.entropy_rate`, and `SpaceError` for unequal states.
    Source: Rached, Alajaji & Campbell 2004, IEEE Trans. Inf. Theory 50, 917.

    >>> from sympy import Matrix, symbols
    >>> from symbolic_info import kl_divergence_rate
    >>> a, b = symbols("a b", positive=True)
    >>> kl_divergence_rate(Matrix([[1 - a, a], [a, 1 - a]]), Matrix([[1 - b, b], [b, 1 - b]]))
    a*log(a/b) + (1 - a)*log((1 - a)/(1 - b))
    """
    return in_base(KLDivergenceRate(p, q).doit(budget=budget), base)
