"""What an adversarial session found; each line was silently wrong, nan or a crash once."""

import pytest
import sympy.stats as st
from sympy import Eq, Piecewise, Rational, Symbol, log, nan, oo, sqrt, symbols, zoo

from symbolic_info import (
    Entropy,
    JSDivergence,
    KLDivergence,
    abstract,
    entropy,
    js_divergence,
    kl_divergence,
    prove,
    value,
)
from symbolic_info.errors import PrecisionError

half = Rational(1, 2)
die = st.Die("D", 6)
coins = st.Binomial("B", 3, half)
poisson = st.Poisson("P", 3)
geometric = st.Geometric("G", half)
p, q = abstract("p q")
u, v = symbols("u v")


def test_images_of_listed_laws_keep_their_entropy():
    assert entropy(die**2).equals(log(6))
    assert entropy(2 * die).equals(log(6))
    assert entropy(1 / die).equals(log(6))
    assert entropy(coins**2).equals(entropy(coins))


def test_a_folded_die_adds_probabilities():
    assert entropy((die - 3) ** 2).equals(entropy([Rational(1, 6), Rational(1, 3), Rational(1, 3), Rational(1, 6)]))


def test_moved_lattices_are_not_compared_as_if_they_were_integers():
    for node in (
        KLDivergence(geometric + half, geometric),
        KLDivergence(geometric + 1, 2 * geometric),
        JSDivergence(2 * geometric, geometric),
    ):
        assert node.doit() == node
        with pytest.raises(PrecisionError):
            value(node, 20)


def test_a_common_map_of_a_lattice_law_does_not_matter():
    other = st.Geometric("H", Rational(1, 3))
    assert kl_divergence(2 * geometric, 2 * other).equals(kl_divergence(geometric, other))


def test_overlapping_stretched_dice():
    assert js_divergence(die, 2 * die).equals(log(2) / 2)
    assert kl_divergence(2 * die, die) == oo


def test_no_nan_comes_out():
    w = Piecewise((u, u > 0), (0, True))
    for node in (
        Entropy(1 / (poisson + 1)),
        Entropy([w, 1 - w]),
        Entropy([sqrt(2) + sqrt(3) - sqrt(5 + 2 * sqrt(6)), 1]),
    ):
        assert not node.doit().has(nan, zoo)


def test_the_digits_of_an_image_are_those_of_the_law():
    assert str(value(Entropy(2 * poisson + 1), 20)) == str(value(Entropy(poisson), 20))


@pytest.mark.parametrize("claim", [KLDivergence(p, q) < oo, Entropy(p) < oo, KLDivergence(p, q) ** u >= 0])
def test_claims_about_infinity_and_odd_powers_are_not_proved(claim):
    assert prove(claim).status in ("open", "refuted")
    assert prove(claim).recheck()


def test_what_the_recheck_does_not_confirm_is_open():
    weighted = Eq(JSDivergence(p, q, weights=(u, v)), JSDivergence(q, p, weights=(v, u)))
    for claim in (1 / KLDivergence(p, q) >= 0, weighted):
        proof = prove(claim)
        assert proof.status == "open" or proof.recheck()


def test_two_symbols_of_one_name_stay_two():
    plain, real = Symbol("mu"), Symbol("mu", real=True)
    assert kl_divergence(st.Normal("X", plain, 1), st.Normal("Y", real, 1)) == (plain - real) ** 2 / 2


def test_a_symbol_named_like_an_internal_one():
    x, k = Symbol("x", positive=True), Symbol("k", positive=True)
    assert kl_divergence(st.Exponential("X", x), st.Exponential("Y", k)).equals(log(x / k) + k / x - 1)
