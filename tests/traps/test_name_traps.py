"""Symbols that are called like those the package makes for itself."""

import sympy.stats as st
from sympy import Eq, IndexedBase, Lambda, Rational, Symbol, log

from symbolic_info import Entropy, KLDivergence, abstract, entropy, kl_divergence, prove
from symbolic_info.laws import Categorical, Exponential, as_law

p, q = abstract("p q")
rate = Symbol("rate", positive=True)


def test_the_shift_of_an_image_may_be_called_like_its_stand_in():
    shift = Symbol("X", real=True)
    normal = st.Normal("N", 0, 1)
    assert kl_divergence(normal + shift, normal) == shift**2 / 2
    assert list(as_law(st.Binomial("B", 1, Rational(1, 3), shift, 0)).pmf) == [0, shift]


def test_marks_for_measures_and_atoms_are_not_the_symbols_of_the_claim():
    for name in ("_0", "_1", "m0", "a0", "_a0"):
        other = Symbol(name)
        assert prove(Eq(KLDivergence(p, q), other)).status != "proved"
        assert prove(Eq(Entropy(Exponential(rate)), 1 - other)).status != "proved"
        assert prove(Eq(Entropy(Exponential(rate)), 1 + other)).status != "proved"


def test_the_index_of_a_sum_is_not_a_parameter():
    n, j, k = (Symbol(name, integer=True, positive=True) for name in "njk")
    weights = entropy(Categorical(Lambda(j, k**j / (k + k**2)), 2)).subs(k, 2).doit()
    assert abs(weights.evalf(20) - (log(3) - Rational(2, 3) * log(2)).evalf(20)) < 1e-15
    assert entropy(Categorical(IndexedBase("p"), n)).has(IndexedBase("p"))


def test_sums_and_products_with_a_parameter_called_like_the_stand_in():
    shift, scale = Symbol("X", real=True), Symbol("X", positive=True)
    first, second = st.Normal("A", 0, 1), st.Normal("B", 0, 1)
    assert kl_divergence(first + second + shift, first + second) == shift**2 / 4
    product = scale * st.LogNormal("A", 0, 1) * st.LogNormal("B", 0, 1)
    assert entropy(product).subs(scale, 3).equals(entropy(st.LogNormal("A", 0, 1) * st.LogNormal("B", 0, 1)) + log(3))
