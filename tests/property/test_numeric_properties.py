"""Identities that must hold to every digit for laws drawn at random."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Rational, Symbol, log, loggamma, oo, pi

from symbolic_info.numeric import Density, cross_entropy, entropy, evaluate, js_divergence, kl_divergence
from symbolic_info.numeric.value import from_enclosure

X = Symbol("x", real=True)
POSITIVE = st.fractions(min_value=Rational(1, 100), max_value=100, max_denominator=100)
FRUGAL = settings(max_examples=4, deadline=None, derandomize=True)


def as_rational(q):
    return Rational(q.numerator, q.denominator)


def normal(mean, scale):
    return Density(-((X - mean) ** 2) / (2 * scale**2) - log(2 * pi) / 2 - log(scale), X, -oo, oo)


def gamma_law(shape, rate):
    return Density(shape * log(rate) + (shape - 1) * log(X) - rate * X - loggamma(shape), X, 0, oo)


def agree(a, b, digits=20):
    return abs(a.lower - b.lower) <= max(abs(a.lower), abs(b.lower), 1) / 10**digits


@FRUGAL
@given(POSITIVE, POSITIVE, POSITIVE)
def test_normal_divergence_is_its_closed_form(mean, scale, other):
    mean, s, t = map(as_rational, (mean, scale, other))
    closed = log(t / s) + (s**2 + mean**2) / (2 * t**2) - Rational(1, 2)
    assert kl_divergence(normal(0, s), normal(mean, t), 20).text == evaluate(closed, 20).text


@FRUGAL
@given(POSITIVE, POSITIVE)
def test_divergence_is_cross_entropy_less_entropy(shape, rate):
    p, q = gamma_law(as_rational(shape), 1), gamma_law(2, as_rational(rate))
    difference = cross_entropy(p, q, 25).lower - entropy(p, 25).lower
    assert agree(kl_divergence(p, q, 25), from_enclosure(difference, difference, 25, "exact", ""))


@FRUGAL
@given(POSITIVE, st.fractions(min_value=Rational(1, 10), max_value=Rational(9, 10), max_denominator=10))
def test_js_divergence_is_symmetric_and_bounded(scale, weight):
    p, q, w = normal(0, 1), normal(1, as_rational(scale)), as_rational(weight)
    value = js_divergence([p, q], [w, 1 - w], 20)
    assert value.text == js_divergence([q, p], [1 - w, w], 20).text
    assert value < evaluate(-w * log(w) - (1 - w) * log(1 - w), 30)
    assert value > 0


@given(st.fractions(), st.integers(min_value=1, max_value=30))
def test_texts_are_correctly_rounded(number, digits):
    exact = as_rational(number)
    value = evaluate(exact, digits)
    if exact:
        error = abs(Rational(value.text) - exact)
        assert error <= abs(exact) * Rational(1, 2) / 10 ** (digits - 1)
    assert value == exact
