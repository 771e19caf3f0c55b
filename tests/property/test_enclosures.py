"""Enclosures hold what another way finds at twice the digits, for laws and parameters drawn at random."""

from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sympy import Dummy, Rational

from symbolic_info import cross_entropy, entropy, kl_divergence
from symbolic_info.engine.numbers import numeric_density
from symbolic_info.errors import PrecisionError
from symbolic_info.laws import (
    Beta,
    Cauchy,
    Exponential,
    Gamma,
    Geometric,
    Gumbel,
    Laplace,
    Logistic,
    LogNormal,
    NegativeBinomial,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
    StudentT,
    Weibull,
)
from symbolic_info.numeric import closed, measures
from symbolic_info.numeric.backends import enclosing_backend
from symbolic_info.numeric.backends.mp import MpBackend
from symbolic_info.numeric.tape import Tape

pytestmark = pytest.mark.skipif(enclosing_backend() is None, reason="enclosures need ball arithmetic")
DIGITS = 12
BATCH = 50

a, b, c, d = SYMBOLS = [Dummy(name, positive=True) for name in "abcd"]
FORMS = {
    "entropy of gamma": lambda: entropy(Gamma(a, b)),
    "entropy of beta": lambda: entropy(Beta(a, b)),
    "entropy of Student": lambda: entropy(StudentT(a)),
    "entropy of Weibull": lambda: entropy(Weibull(a, b)),
    "gammas": lambda: kl_divergence(Gamma(a, b), Gamma(c, d)),
    "betas": lambda: kl_divergence(Beta(a, b), Beta(c, d)),
    "normals": lambda: kl_divergence(Normal(a, b), Normal(c, d)),
    "Laplaces": lambda: kl_divergence(Laplace(a, b), Laplace(c, d)),
    "Cauchys": lambda: kl_divergence(Cauchy(a, b), Cauchy(c, d)),
    "Gumbels": lambda: kl_divergence(Gumbel(a, b), Gumbel(c, d)),
    "log-normal and gamma": lambda: cross_entropy(LogNormal(a, b), Gamma(c, d)),
    "Laplace and normal": lambda: cross_entropy(Laplace(a, b), Normal(c, d)),
}
# SymPy writes out digamma functions of fractions with small denominators.
PARAMETER = st.one_of(
    st.integers(min_value=1, max_value=5000).map(lambda n: Rational(n, 97)),
    st.sampled_from([Rational(1, 10**6 + 3), Rational(1, 1009), Rational(10**6 + 3, 97), 1 + Rational(1, 10**20)]),
)
POINTS = st.tuples(*[PARAMETER] * 4)
SWEPT = st.lists(PARAMETER, min_size=BATCH, max_size=BATCH, unique=True)
OTHER = MpBackend()
OTHER_BITS = (400, 800)


@cache
def form(name):
    return FORMS[name]()


def rational(q):
    return Rational(q.numerator, q.denominator)


def overlap(first, second):
    return first.lower <= second.upper and second.lower <= first.upper


@pytest.mark.slow
@settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.sampled_from(sorted(FORMS)), POINTS, st.integers(min_value=0, max_value=3), SWEPT)
def test_closed_forms_hold_the_value_of_the_other_arithmetic(name, point, which, swept):
    at = dict(zip(SYMBOLS, point, strict=True))
    symbols = sorted(form(name).free_symbols, key=SYMBOLS.index)
    moving = symbols[which % len(symbols)]
    curve = form(name).xreplace({symbol: at[symbol] for symbol in symbols if symbol != moving})
    tape = Tape([curve], moving, OTHER)
    compared = 0
    for place in swept:
        try:
            enclosed = closed.evaluate(curve.xreplace({moving: place}), DIGITS)
        except PrecisionError:
            # Refused: exactly 0, more digits before the point than can be written, or no end of cancellation.
            continue
        assert enclosed.kind in ("certified", "exact")
        low, high = by_other_arithmetic(tape, place)
        assert enclosed.lower <= high, (name, point, place)
        assert low <= enclosed.upper, (name, point, place)
        compared += 1
    # One parameter may make every value too large to write.
    assume(compared > BATCH // 2)


def by_other_arithmetic(tape, place):
    """Values without error bounds at far more than twice the digits, and what two precisions differ by."""
    found = []
    for bits in OTHER_BITS:
        with OTHER.working(bits):
            (number,) = tape.bound(bits)(OTHER.rational(int(place.p), int(place.q)))
            found.append(OTHER.bounds(number.real, -20_000)[0])
    margin = abs(found[1] - found[0]) + abs(found[1]) / 10 ** (4 * DIGITS)
    return found[1] - margin, found[1] + margin


SHAPE = st.fractions(min_value=Rational(1, 4), max_value=8, max_denominator=8).map(rational)
CHANCE = st.fractions(min_value=Rational(1, 10), max_value=Rational(9, 10), max_denominator=20).map(rational)
LINE = st.one_of(
    *(st.builds(law, SHAPE, SHAPE) for law in (Normal, Laplace, Cauchy, Logistic, Gumbel)), SHAPE.map(StudentT)
)
HALF_LINE = st.one_of(
    *(st.builds(law, SHAPE, SHAPE) for law in (Gamma, Weibull, LogNormal)), SHAPE.map(Exponential), SHAPE.map(Rayleigh)
)
LATTICE = st.one_of(SHAPE.map(Poisson), CHANCE.map(Geometric), st.builds(NegativeBinomial, SHAPE, CHANCE))
PAIRS = st.one_of(
    st.tuples(LINE, LINE),
    st.tuples(HALF_LINE, HALF_LINE),
    st.tuples(LATTICE, LATTICE),
    st.tuples(HALF_LINE, st.builds(Pareto, SHAPE, SHAPE)),
)
WEIGHTS = [Rational(1, 3), Rational(2, 3)]


def by_estimate(compute, *args):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measures, "enclosing_backend", lambda: None)
        return compute(*args, 2 * DIGITS)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, derandomize=True)
@given(PAIRS)
def test_integrals_and_sums_hold_the_estimate(laws):
    p, q = (numeric_density(law) for law in laws)
    for compute, args in (
        (measures.entropy, (p,)),
        (measures.js_divergence, ([p, q], WEIGHTS)),
        (measures.power_integral, ([p, q], WEIGHTS)),
    ):
        if laws[0] == laws[1]:
            continue
        found = compute(*args, DIGITS)
        if found.kind == "certified":
            other = by_estimate(compute, *args)
            margin = abs(other.upper) / 10 ** (2 * DIGITS - 4)
            assert found.lower - margin <= other.upper, laws
            assert found.upper + margin >= other.lower, laws


@pytest.mark.slow
@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.one_of(LINE, HALF_LINE))
def test_integrals_hold_the_closed_form(law):
    found = measures.entropy(numeric_density(law), DIGITS)
    assert found.kind == "certified"
    assert overlap(found, closed.evaluate(entropy(law), 2 * DIGITS)), law
