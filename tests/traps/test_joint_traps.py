"""Joint laws on which a careless sum is nan, negative, or wrong."""

import pytest
from sympy import Matrix, Rational, Symbol, log, nan, symbols

from symbolic_info import (
    Channel,
    MutualInformation,
    conditional_entropy,
    entropy,
    interaction_information,
    mutual_information,
    total_correlation,
    value,
)
from symbolic_info.laws import MultivariateNormal, Uniform

half, third = Rational(1, 2), Rational(1, 3)
e = Symbol("e", positive=True)


def test_zeros_in_the_table():
    joint = {(0, 0): half, (0, 1): 0, (1, 0): 0, (1, 1): half, (2, 0): 0, (2, 1): 0}
    assert mutual_information(joint) == log(2)
    assert conditional_entropy(joint) == 0 == conditional_entropy(joint, given=0)


def test_a_constant_coordinate_shares_nothing():
    assert mutual_information({(0, 0): third, (0, 1): 1 - third}) == 0
    assert total_correlation({(0, 0, 7): third, (1, 1, 7): 1 - third}).equals(entropy([third, 1 - third]))


def test_channels_at_the_ends():
    noiseless = Channel(Matrix([[1, 0], [0, 1]]))
    assert mutual_information(noiseless, [third, 1 - third]).equals(entropy([third, 1 - third]))
    assert mutual_information(Channel(Matrix([[half, half], [half, half]])), [third, 1 - third]) == 0
    assert mutual_information(noiseless, [1, 0]) == 0
    pair = MutualInformation(Channel(Matrix([[1 - e, e], [e, 1 - e]])), [half, half])
    assert pair.subs(e, half).doit() == 0
    assert pair.subs(e, 1).doit() == log(2)


def test_a_letter_of_probability_zero_need_not_fit():
    """The unused letter has an output that no other has; it must not open a term 0 log 0/0."""
    channel = Channel({"a": Uniform(0, 1), "b": Uniform(0, 1), "c": Uniform(5, 6)})
    assert mutual_information(channel, {"a": half, "b": half, "c": 0}) == 0


def test_disjoint_outputs_tell_the_letter():
    channel = Channel({0: Uniform(0, 1), 1: Uniform(1, 2)})
    assert mutual_information(channel, [third, 1 - third]).equals(entropy([third, 1 - third]))


def test_nearly_independent_keeps_its_digits():
    eps = Rational(1, 10**20)
    joint = {(x, y): Rational(1, 4) + (eps if x == y else -eps) for x in (0, 1) for y in (0, 1)}
    shown = str(value(MutualInformation(joint), 20))
    assert shown.startswith("8.0000000000000000000")
    assert shown.endswith("e-40")


def test_labels_are_no_expressions():
    """The label "E" is not the number e, and parsing text must not run it."""
    joint = {("E", "S"): half, ("__import__('os')", "?"): half}
    assert mutual_information(joint) == log(2)
    assert entropy({"x": third, "y": 1 - third}).has(log)


def test_a_parameter_of_the_name_of_a_label_stays_apart():
    plain = symbols("e")
    node = MutualInformation({(0, "e"): plain, (1, "o"): 1 - plain})
    assert node.subs(plain, half).doit() == log(2)


def test_synergy_is_negative_interaction():
    xor = {(x, y, x ^ y): Rational(1, 4) for x in (0, 1) for y in (0, 1)}
    assert interaction_information(xor) == -log(2)
    assert mutual_information(xor, 0, 1) == 0
    assert mutual_information(xor, 0, 1, given=2) == log(2)


@pytest.mark.parametrize("rho", [0, Rational(99999999, 10**8), -third])
def test_normal_pairs_near_the_boundary(rho):
    found = mutual_information(MultivariateNormal([0, 0], [[1, rho], [rho, 1]]))
    assert found != nan
    assert found.equals(-log(1 - Rational(rho) ** 2) / 2)
