"""Rates of Markov chains against entropies of blocks, by enumeration of all paths."""

from itertools import pairwise, product

import mpmath
import pytest
from sympy import Eq, Matrix, Rational, S, eye, log, oo, symbols
from sympy.stats import DiscreteMarkovChain

from symbolic_info import (
    ConditionalEntropy,
    EntropyRate,
    KLDivergence,
    KLDivergenceRate,
    MarkovChain,
    derive,
    entropy_rate,
    kl_divergence_rate,
    value,
)
from symbolic_info.errors import NormalizationError, ParameterError, SpaceError, UnknownLawError

half, third = Rational(1, 2), Rational(1, 3)
a, b = symbols("a b", positive=True)
THREE = Matrix([[half, half, 0], [0, third, 2 * third], [Rational(1, 5), Rational(3, 5), Rational(1, 5)]])
OTHER = Matrix(
    [[third, third, third], [half, Rational(1, 4), Rational(1, 4)], [Rational(1, 7), Rational(5, 7), Rational(1, 7)]]
)
PERIODIC = Matrix([[0, 1, 0], [half, 0, half], [0, 1, 0]])
TRANSIENT = Matrix([[half, half, 0], [0, third, 2 * third], [0, half, half]])


def rows(matrix):
    return [[mpmath.mpf(e.p) / e.q for e in matrix.row(i)] for i in range(matrix.rows)]


def long_run(steps):
    """The mean of the occupation laws over many steps, squared up: also right for periodic chains."""
    size = len(steps)
    lazy = mpmath.matrix(size)
    for i, j in product(range(size), repeat=2):
        lazy[i, j] = (steps[i][j] + (i == j)) / 2
    for _ in range(12):
        lazy = lazy * lazy
    return [lazy[0, j] for j in range(size)]


def path_sums(steps, others, length):
    """Entropy of a path of the first chain, and its divergence from the second one started alike."""
    start = long_run(steps)
    entropy = divergence = mpmath.mpf(0)
    for path in product(range(len(steps)), repeat=length):
        p, q = start[path[0]], start[path[0]]
        for i, j in pairwise(path):
            p, q = p * steps[i][j], q * others[i][j]
        if p > mpmath.mpf(10) ** -60:
            entropy -= p * mpmath.log(p)
            divergence += p * mpmath.log(p / q)
    return entropy, divergence


@pytest.mark.parametrize("matrix", [THREE, PERIODIC, TRANSIENT], ids=["mixing", "periodic", "transient state"])
def test_rates_are_increments_of_the_entropy_of_blocks(matrix):
    with mpmath.workdps(40):
        shorter, longer = (path_sums(rows(matrix), rows(OTHER), n) for n in (4, 5))
        found = (
            mpmath.mpf(str(value(EntropyRate(matrix), 30))),
            mpmath.mpf(str(value(KLDivergenceRate(matrix, OTHER), 30))),
        )
        for i in (0, 1):
            assert abs(found[i] - (longer[i] - shorter[i])) < mpmath.mpf(10) ** -28


def test_two_states_in_symbols():
    chain = Matrix([[1 - a, a], [b, 1 - b]])
    found = derive(EntropyRate(chain))
    assert all(c.agrees for c in found.check(20))
    assert (found.result.subs({a: half, b: half}) - log(2)).equals(0)
    with mpmath.workdps(40):
        numbers = Matrix([[Rational(2, 3), third], [Rational(3, 4), Rational(1, 4)]])
        shorter, longer = (path_sums(rows(numbers), rows(numbers), n)[0] for n in (2, 3))
        assert (
            abs(mpmath.mpf(str(found.result.subs({a: third, b: Rational(3, 4)}).evalf(35))) - longer + shorter) < 1e-30
        )


def test_sympy_chains_are_read():
    assert entropy_rate(DiscreteMarkovChain("Y", [0, 1, 2], THREE)) == entropy_rate(THREE)


def test_rewriting():
    node = EntropyRate(THREE)
    assert value(node.rewrite(ConditionalEntropy), 25).to_sympy() == value(node, 25).to_sympy()
    rate = KLDivergenceRate(THREE, OTHER)
    assert value(rate.rewrite(KLDivergence), 25).to_sympy() == value(rate, 25).to_sympy()


def test_independent_steps_have_the_rate_of_one_letter():
    assert entropy_rate(Matrix([[third, 1 - third]] * 2)).equals(log(3) - 2 * log(2) / 3)


def test_forbidden_transitions():
    assert kl_divergence_rate(OTHER, THREE) == oo
    assert kl_divergence_rate(THREE, OTHER).is_finite


def test_a_transition_out_of_a_transient_state_does_not_count():
    """State 0 of TRANSIENT is left for good: what it does there costs nothing, not even oo."""
    blind = Matrix([[0, 1, 0], *TRANSIENT[1:, :].tolist()])
    assert kl_divergence_rate(TRANSIENT, blind) == 0


def test_a_symbolic_transition_that_may_vanish():
    c = symbols("c", nonnegative=True)
    found = kl_divergence_rate(Matrix([[1 - c, c], [1, 0]]), Matrix([[1, 0], [1, 0]]))
    assert found.subs(c, half) == oo
    assert found.subs(c, 0) == 0


def test_conditions_of_one_closed_class():
    x, y = symbols("x y")
    conditions = derive(EntropyRate(Matrix([[1 - x, x], [y, 1 - y]]))).conditions
    assert any(c.subs({x: 0, y: 0}) == S.false for c in conditions)
    assert all(c.subs({x: 0, y: half}) == S.true for c in conditions)


def test_what_is_refused():
    for closed in (eye(2), Matrix([[half, half, 0], [half, half, 0], [0, 0, 1]])):
        with pytest.raises(ParameterError):
            MarkovChain(closed)
    for matrix in (Matrix([[half, half]]), "P", Eq(a, b)):
        with pytest.raises(UnknownLawError):
            EntropyRate(matrix)
    with pytest.raises(NormalizationError):
        EntropyRate(Matrix([[half, third], [0, 1]]))
    with pytest.raises(SpaceError):
        KLDivergenceRate(THREE, Matrix([[1]]))
