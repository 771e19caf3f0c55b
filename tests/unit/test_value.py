"""Values: rounding, conversions and comparisons never go beyond the enclosure."""

import math
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Float, Integer, Rational, oo

from symbolic_info.errors import PrecisionError
from symbolic_info.numeric.value import from_enclosure, infinite


def exactly(number, digits=5):
    return from_enclosure(number, number, digits, "exact", "given")


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (Rational(25, 10), 1, "2"),
        (Rational(35, 10), 1, "4"),
        (Rational(99999, 10000), 4, "10.00"),
        (Rational(1, 10**5), 3, "1.00e-5"),
        (Rational(9995, 10**7), 3, "0.00100"),
        (10**6, 3, "1.00e6"),
        (-Rational(2, 3), 3, "-0.667"),
        (0, 7, "0"),
    ],
)
def test_texts(number, digits, text):
    assert exactly(Integer(number) if isinstance(number, int) else number, digits).text == text


def test_text_of_a_number_that_python_does_not_print():
    assert exactly(Integer(10) ** 5000, 2).text == "1.0e5000"


def test_no_digit_beyond_the_enclosure():
    value = from_enclosure(Rational(12344, 10**5), Rational(12346, 10**5), 10, "estimated", "by hand")
    assert (value.text, value.digits) == ("0.123", 3)
    around_a_tie = from_enclosure(Rational(12345, 10**5) - Rational(1, 10**9), Rational(12346, 10**5), 4, "e", "")
    assert around_a_tie.digits < 4
    with pytest.raises(PrecisionError):
        from_enclosure(-Rational(1, 10), Rational(1, 10), 5, "estimated", "")
    with pytest.raises(PrecisionError):
        float(value)


@given(st.integers(min_value=-(10**6), max_value=10**6), st.integers(min_value=1, max_value=10**6), st.integers(1, 12))
def test_enclosures_round_as_every_number_in_them(numerator, denominator, digits):
    middle, radius = Rational(numerator, denominator), Rational(1, 10**9)
    try:
        value = from_enclosure(middle - radius, middle + radius, digits, "estimated", "")
    except PrecisionError:
        return
    for number in (middle - radius, middle, middle + radius):
        assert exactly(number, value.digits).text == value.text


@given(st.fractions())
def test_floats_are_correctly_rounded(number):
    value = exactly(Rational(number.numerator, number.denominator), 30)
    assert float(value) == number.numerator / number.denominator
    assert float.fromhex(value.hex()) == float(value)


def test_conversions_at_the_ends_of_floats():
    assert float(exactly(Integer(10) ** 400)) == math.inf
    assert float(exactly(Rational(-1, 10**400))) == 0
    assert (float(infinite(1, "")), infinite(-1, "").text) == (math.inf, "-oo")
    assert infinite(1, "").to_mpf() == mpmath.inf
    value = from_enclosure(Rational(1, 3), Rational(1, 3) + Rational(1, 10**30), 25, "certified", "")
    assert isinstance(value.to_sympy(), Float)
    assert abs(value.to_mpf() - mpmath.mpf(1) / 3) < 1e-15


def test_comparisons_go_through_the_enclosure():
    value = from_enclosure(Rational(1, 3), Rational(17, 50), 5, "estimated", "")
    assert 0.25 < value < Fraction(1, 2)
    assert value != 2
    assert value < infinite(1, "") == oo
    with pytest.raises(PrecisionError):
        value < Rational(67, 200)  # noqa: B015
