"""Gibbs laws against sums over all configurations."""

from itertools import product

import mpmath
import pytest
from sympy import Rational, symbols

from symbolic_info import Entropy, KLDivergence, entropy, kl_divergence, value
from symbolic_info.errors import ParameterError
from symbolic_info.laws import ising, log_partition, potts
from symbolic_info.numeric import evaluate

J, K = symbols("J K", real=True)
mp = mpmath.MPContext()
mp.dps = 40


def ring(n, coupling):
    return [[coupling if (i - j) % n in (1, n - 1) else 0 for j in range(n)] for i in range(n)]


def weights(n, coupling, field=0):
    """On a ring of n spins, by the transfer of neighbours."""
    return [
        mp.exp(coupling * sum(s[i] * s[(i + 1) % n] for i in range(n)) + field * sum(s))
        for s in product((-1, 1), repeat=n)
    ]


def number(found):
    return mp.mpf(str(found))


def test_partition_function_of_a_ring_is_that_of_the_transfer_matrix():
    found = evaluate(log_partition(ring(5, Rational(1, 3)), [Rational(1, 4)] * 5), 30)
    a, h = mp.mpf(1) / 3, mp.mpf(1) / 4
    root = mp.sqrt(mp.exp(2 * a) * mp.sinh(h) ** 2 + mp.exp(-2 * a))
    eigenvalues = [mp.exp(a) * mp.cosh(h) + sign * root for sign in (1, -1)]
    assert abs(number(found) - mp.log(sum(e**5 for e in eigenvalues))) < mp.mpf(10) ** -27


def test_entropy_and_divergence_are_sums_over_configurations():
    p, q = weights(5, mp.mpf(1) / 3), weights(5, mp.mpf(1) / 2)
    p, q = [w / sum(p) for w in p], [w / sum(q) for w in q]
    one, two = ising(ring(5, Rational(1, 3))), ising(ring(5, Rational(1, 2)))
    assert abs(number(value(Entropy(one), 30)) + sum(a * mp.log(a) for a in p)) < mp.mpf(10) ** -27
    truth = sum(a * mp.log(a / b) for a, b in zip(p, q, strict=True))
    assert abs(number(value(KLDivergence(one, two), 30)) - truth) < mp.mpf(10) ** -27


def test_symbolic_coupling_of_a_pair():
    """H = log(4 cosh J) - J tanh J; D = log(cosh K/cosh J) + (J - K) tanh J."""
    law, other = ising([[0, J], [J, 0]]), ising([[0, K], [K, 0]])
    a, b = mp.mpf(2) / 5, mp.mpf(-4) / 3
    point = {J: Rational(2, 5), K: Rational(-4, 3)}
    assert (
        abs(number(evaluate(entropy(law).subs(point), 30)) - mp.log(4 * mp.cosh(a)) + a * mp.tanh(a))
        < mp.mpf(10) ** -27
    )
    truth = mp.log(mp.cosh(b) / mp.cosh(a)) + (a - b) * mp.tanh(a)
    assert abs(number(evaluate(kl_divergence(law, other).subs(point), 30)) - truth) < mp.mpf(10) ** -27


def test_potts_of_two_states_is_ising_of_half_the_coupling():
    edges = [(0, 1), (1, 2), (2, 0)]
    two = value(Entropy(potts(edges, 3, 2, Rational(2, 3))), 25)
    assert str(two) == str(value(Entropy(ising(ring(3, Rational(1, 3)))), 25))


def test_models_that_are_refused():
    with pytest.raises(ParameterError):
        ising([[0, J], [K, 0]])
    with pytest.raises(ParameterError):
        ising(ring(13, J))
    with pytest.raises(ParameterError):
        potts([(0, 1)], 13, 2, J)
