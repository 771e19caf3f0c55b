"""Capacities and rate-distortion functions against the iterations of Blahut and Arimoto, and by their definition."""

import random

import mpmath
import pytest
from sympy import Matrix, Ne, Piecewise, Rational, Symbol, log, oo, symbols

from symbolic_info import (
    Capacity,
    Channel,
    GaussianChannel,
    MutualInformation,
    RateDistortion,
    capacity,
    derive,
    mutual_information,
    optimal_input,
    rate_distortion,
    value,
)
from symbolic_info.engine.numbers import by_definition
from symbolic_info.errors import ParameterError, PrecisionError, SpaceError, UnknownLawError
from symbolic_info.laws import Bernoulli, Exponential, Laplace, Normal, Poisson, Uniform

half, third = Rational(1, 2), Rational(1, 3)
e, a, b, p, D = symbols("e a b p D", positive=True)


def floats(matrix):
    return [[mpmath.mpf(x.p) / x.q for x in matrix.row(i)] for i in range(matrix.rows)]


def arimoto(matrix, steps=3000):
    """Bounds of the capacity by the textbook's iteration."""
    rows = floats(matrix)
    share = [mpmath.mpf(1) / len(rows)] * len(rows)
    for _ in range(steps):
        output = [mpmath.fsum(s * row[y] for s, row in zip(share, rows, strict=True)) for y in range(len(rows[0]))]
        cost = [mpmath.fsum(w * mpmath.log(w / q) for w, q in zip(row, output, strict=True) if w) for row in rows]
        lower, upper = mpmath.fsum(s * c for s, c in zip(share, cost, strict=True)), max(cost)
        if upper - lower < 1e-14:
            break
        weights = [s * mpmath.exp(c) for s, c in zip(share, cost, strict=True)]
        share = [w / mpmath.fsum(weights) for w in weights]
    return lower, upper


def random_channel(seed, letters, outputs):
    draw = random.Random(seed)
    rows = []
    for _ in range(letters):
        row = [draw.choice([0, 1, 2, 5, 9]) for _ in range(outputs)]
        row[draw.randrange(outputs)] += 1
        rows.append([Rational(w, sum(row)) for w in row])
    return Matrix(rows)


CHANNELS = {
    "Z": Matrix([[1, 0], [half, half]]),
    "binary": Matrix([[Rational(3, 4), Rational(1, 4)], [Rational(1, 10), Rational(9, 10)]]),
    "symmetric": Matrix([[half, third, half * third], [half * third, half, third], [third, half * third, half]]),
    "erasures and errors": Matrix([[half, third, half * third], [half * third, third, half]]),
    "two rows, three outputs": Matrix([[half, third, half * third], [Rational(1, 7), Rational(2, 7), Rational(4, 7)]]),
    "a useless letter": Matrix([[1, 0], [half, half], [0, 1]]),
    "a letter hardly used": Matrix([[1, 0, 0], [0, 1, 0], [third, third, third]]),
    "the middle is useless": Matrix([[2 * third, third, 0], [third, third, third], [0, third, 2 * third]]),
    "typewriter": Matrix(6, 6, lambda i, j: half if (j - i) % 6 in (0, 1) else 0),
    "random 3 3": random_channel(1, 3, 3),
    "random 4 3": random_channel(2, 4, 3),
    "random 3 5": random_channel(3, 3, 5),
}


@pytest.mark.parametrize("name", CHANNELS)
def test_between_the_bounds_of_arimoto(name):
    matrix = CHANNELS[name]
    lower, upper = arimoto(matrix)
    for found in (value(Capacity(matrix), 20), by_definition(Capacity(matrix), 20)):
        assert lower - mpmath.mpf(10) ** -12 <= mpmath.mpf(str(found)) <= upper + mpmath.mpf(10) ** -12
        assert found.kind in ("exact", "certified")


@pytest.mark.parametrize("name", [n for n in CHANNELS if n not in ("two rows, three outputs",) and "random" not in n])
def test_the_input_attains_it(name):
    matrix = CHANNELS[name]
    sent = optimal_input(matrix)
    information = value(MutualInformation(Channel(matrix), sent), 25)
    assert abs(information.to_sympy() - value(Capacity(matrix), 25).to_sympy()) < Rational(1, 10**22)


def test_the_textbook_channels():
    assert capacity(Matrix([[1 - e, e], [e, 1 - e]])).equals(log(2) + e * log(e) + (1 - e) * log(1 - e))
    assert capacity(Matrix([[1 - e, e, 0], [0, e, 1 - e]])).equals((1 - e) * log(2))
    assert capacity(Matrix([[1, 0], [half, half]])).equals(log(Rational(5, 4)))
    ternary = Matrix(3, 3, lambda i, j: 1 - e if i == j else e / 2)
    assert capacity(ternary).equals(log(3) + (1 - e) * log(1 - e) + e * log(e / 2))
    assert capacity(CHANNELS["typewriter"]) == log(3)


def test_binary_channels_in_symbols():
    found = capacity(Matrix([[1 - a, a], [b, 1 - b]]))
    for x, y in ((Rational(1, 4), Rational(1, 10)), (Rational(2, 3), Rational(3, 4)), (third, Rational(1, 100))):
        lower, upper = arimoto(Matrix([[1 - x, x], [y, 1 - y]]), 20000)
        at = mpmath.mpf(str(found.subs({a: x, b: y}).evalf(20)))
        assert lower - mpmath.mpf(10) ** -9 <= at <= upper + mpmath.mpf(10) ** -9
    assert found.subs({a: third, b: 1 - third}) == 0


def test_the_z_channel_at_its_ends():
    x = Symbol("x", nonnegative=True)
    found = capacity(Matrix([[1, 0], [x, 1 - x]]))
    assert isinstance(found, Piecewise)
    assert found.subs(x, 0) == log(2)
    assert found.subs(x, 1) == 0
    assert found.args[0][1] in (Ne(x, 1), Ne(1 - x, 0))


def test_channels_that_carry_nothing_or_everything():
    assert capacity(Matrix([[half, half], [half, half]])) == 0
    assert capacity(Matrix([[third, 2 * third]])) == 0
    assert capacity(Matrix([[1, 0], [0, 1]])) == log(2)
    assert capacity(Matrix([[0, 1], [1, 0], [0, 1]]), base=2) == 1
    assert capacity({"x": {"u": 1}, "y": {"v": 1}}) == log(2)


def test_kuhn_tucker_in_the_steps():
    matrix = CHANNELS["the middle is useless"]
    steps = derive(Capacity(matrix)).steps
    costs = [value(s.before, 20).to_sympy() - value(s.after, 20).to_sympy() for s in steps[1:4]]
    assert all(abs(c) < Rational(1, 10**18) for c in costs)
    assert steps[2].after == 0


def test_gaussian_channels():
    power, noise = symbols("P N", positive=True)
    assert capacity(GaussianChannel(noise), power).equals(log(1 + power / noise) / 2)
    assert capacity(GaussianChannel([1, 2, 9]), 3).equals(log(Rational(9, 2)) / 2)
    assert optimal_input(GaussianChannel([1, 2, 9]), 3) == [Normal(0, 2**half), Normal(0, 1), 0]
    assert capacity(GaussianChannel([1, 2]), 0) == 0


def test_water_filling_against_a_search():
    n, m = symbols("n m", positive=True)
    found = capacity(GaussianChannel([n, m]), p)
    for point in ({n: 1, m: 3, p: 1}, {n: 1, m: 3, p: 5}, {n: 4, m: half, p: 2}, {n: 1, m: 2, p: 1}):
        first, second, power = (
            mpmath.mpf(str(point[s].evalf(20) if s is m and point[s] == half else point[s])) for s in (n, m, p)
        )
        best = max(
            (mpmath.log(1 + power * t / first) + mpmath.log(1 + power * (1 - t) / second)) / 2
            for t in (mpmath.mpf(i) / 4000 for i in range(4001))
        )
        assert abs(best - mpmath.mpf(str(found.subs(point).evalf(20)))) < 1e-6


def slope(source, distortion, s):
    """A point (D, R) of the curve by Blahut's iteration."""
    source = [mpmath.mpf(x.p) / x.q for x in source]
    kernel = [[mpmath.exp(-s * d) for d in row] for row in distortion]
    letters = range(len(source))
    out = [mpmath.mpf(1) / len(source)] * len(source)
    for _ in range(3000):
        norm = [mpmath.fsum(out[y] * kernel[x][y] for y in letters) for x in letters]
        out = [out[y] * mpmath.fsum(source[x] * kernel[x][y] / norm[x] for x in letters) for y in letters]
    norm = [mpmath.fsum(out[y] * kernel[x][y] for y in letters) for x in letters]
    joint = [[source[x] * out[y] * kernel[x][y] / norm[x] for y in letters] for x in letters]
    mean = mpmath.fsum(joint[x][y] * distortion[x][y] for x in letters for y in letters)
    rate = mpmath.fsum(
        joint[x][y] * mpmath.log(kernel[x][y] / norm[x]) for x in letters for y in letters if joint[x][y]
    )
    return mean, rate


@pytest.mark.parametrize("source", [[third, 2 * third], [half, third, half * third], [Rational(1, 4)] * 4])
def test_errors_against_the_iteration_of_blahut(source):
    size = len(source)
    distortion = [[mpmath.mpf(x != y) for y in range(size)] for x in range(size)]
    mean, rate = slope(source, distortion, 4)
    at = Rational(str(mpmath.nstr(mean, 15)))
    found = value(RateDistortion(source, at, "hamming"), 15)
    assert abs(mpmath.mpf(str(found)) - rate) < 1e-11


def test_rate_distortion_of_the_textbook():
    found = rate_distortion(Bernoulli(p), D, "hamming")
    assert found.subs({p: third, D: Rational(2, 5)}) == 0
    assert found.subs({p: 1 - third, D: Rational(2, 5)}) == 0
    inside = found.subs({p: third, D: Rational(1, 10)})
    assert abs(inside.evalf(20) - (log(3) - 2 * log(2) / 3 - log(10) + Rational(9, 10) * log(9)).evalf(20)) < 1e-18
    s = Symbol("s", positive=True)
    squared = rate_distortion(Normal(1, s), D, "squared")
    assert squared.subs({s: 2, D: 1}).equals(log(2))
    assert squared.subs({s: 1, D: 2}) == 0
    assert rate_distortion(Laplace(0, s), D, "absolute").subs({s: 3, D: 1}) == log(3)


def test_the_test_channel_attains_it_with_the_distortion_allowed():
    node = RateDistortion([half, third, half * third], Rational(1, 10), "hamming")
    channel = next(s.after for s in derive(node).steps if isinstance(s.after, MutualInformation))
    assert abs(value(channel, 25).to_sympy() - value(node, 25).to_sympy()) < Rational(1, 10**22)
    pairs = channel.laws[0].model().pmf
    assert sum(w for xy, w in pairs.items() if xy[0] != xy[1]) == Rational(1, 10)
    assert {sum(w for xy, w in pairs.items() if xy[1] == x) for x in range(3)} == {half, third, half * third}


def test_ends_of_the_distortion():
    assert rate_distortion([third, 2 * third], 0, "hamming").equals(log(3) - 2 * log(2) / 3)
    assert rate_distortion(Normal(0, 1), 0, "squared") == oo
    assert rate_distortion([1], D, "hamming") == 0
    assert rate_distortion([half, third, half * third], half, "hamming") == 0
    assert rate_distortion([half, half, 0], half, "hamming") == 0


def test_no_form_is_made_up_where_the_bound_is_not_attained():
    """Shannon's bound is too low there: letters are dropped, or X is no Y + Z."""
    assert isinstance(rate_distortion([half, third, half * third], Rational(2, 5), "hamming"), RateDistortion)
    assert isinstance(rate_distortion(Exponential(1), D, "squared"), RateDistortion)
    assert isinstance(rate_distortion(Laplace(0, 1), D, "squared"), RateDistortion)
    with pytest.raises(PrecisionError):
        value(RateDistortion(Laplace(0, 1), half, "squared"))
    with pytest.raises(PrecisionError):
        value(RateDistortion([half, third, half * third], Rational(2, 5), "hamming"))


def test_what_is_refused():
    with pytest.raises(ParameterError):
        capacity(GaussianChannel(0), 1)
    with pytest.raises(ParameterError):
        capacity(GaussianChannel(1))
    with pytest.raises(ParameterError):
        capacity(Matrix([[1, 0], [0, 1]]), 3)
    with pytest.raises(ParameterError):
        capacity(GaussianChannel(1), -1)
    with pytest.raises(UnknownLawError):
        optimal_input(CHANNELS["two rows, three outputs"])
    with pytest.raises(PrecisionError):
        value(Capacity({0: Normal(0, 1), 1: Normal(1, 1)}))
    with pytest.raises(SpaceError):
        Channel({0: Normal(0, 1), 1: Poisson(1)})
    with pytest.raises(SpaceError):
        rate_distortion(Uniform(0, 1), D, "hamming")
    with pytest.raises(ParameterError):
        rate_distortion(Uniform(0, 1), D, "cubic")
    with pytest.raises(ParameterError):
        rate_distortion(Uniform(0, 1), -1, "squared")


def test_no_input_does_better_than_the_capacity():
    matrix = CHANNELS["binary"]
    top = capacity(matrix)
    for share in (Rational(1, 10), Rational(2, 5), half, Rational(9, 10)):
        assert (top - mutual_information(Channel(matrix), [share, 1 - share])).evalf(20) > 0
