"""Rewriting: equal values at points that the facts admit, and forms no longer than those of textbooks."""

from random import Random

import pytest
from sympy import (
    Add,
    Eq,
    Expr,
    N,
    Piecewise,
    Rational,
    S,
    Symbol,
    besseli,
    beta,
    cos,
    exp,
    log,
    loggamma,
    oo,
    pi,
    polygamma,
    sqrt,
    symbols,
)

from symbolic_info import entropy, kl_divergence, renyi_divergence, renyi_entropy
from symbolic_info.facts import Facts
from symbolic_info.laws import (
    FlorySchulz,
    HalfNormal,
    Laplace,
    Lomax,
    Reciprocal,
    Uniform,
    UniformSum,
    VonMises,
    WignerSemicircle,
)
from symbolic_info.rules.bends import above_zero
from symbolic_info.rules.grouping import groupings
from symbolic_info.rules.logarithm import split_log
from symbolic_info.rules.number_logs import with_number_logs
from symbolic_info.rules.shorten import shortest

R = Rational
a, b, c, p, q, r = symbols("a b c p q r", positive=True)
x, y = symbols("x y", real=True)

# An expression, what is known, a range for each symbol, and the number of operations of a printed form.
FORMS = {
    "conjugates": (log(1 + sqrt(3)) * (R(2, 3) + sqrt(3) / 2) + log(sqrt(3) - 1) * (R(2, 3) - sqrt(3) / 2), (), 12),
    "golden ratio": (log(S.Half + sqrt(5) / 2) * sqrt(5) - log(sqrt(5) / 2 - S.Half), (), 10),
    "primes": (log(6) / 3 - log(R(2, 9)) / 2, (), 9),
    "three conjugates": (log(2 + sqrt(3)) - log(2 - sqrt(3)) + log(7 - 4 * sqrt(3)), (), 1),
    "one line": (-a * log(b) / (a - 1) + log(c) / (1 - a) + log(b), (a > 1,), 8),
    "shared bracket": ((p * q - q) * log(q) + (1 - p) * log(1 - q) + p * q, (p < 1, q < 1), 12),
    "turned signs": ((-a - 1) * log(b) / (2 - 2 * a) + b / (a - 1), (a > 1,), 11),
    "duplication": (log(beta(a + 1, a + 1)) + 2 * a * log(2), (), 8),
    "square root": (
        sqrt(p**2 * a**2 + 2 * a * b * p * cos(x) - 2 * a * b * p**2 * cos(x) + b**2 * (p - 1) ** 2),
        (),
        19,
    ),
    "exponentials": (exp(-x / a) * exp(y / a) + exp(b * log(c)) + x / a - y / a, (), 10),
    "fraction under a log": (log(p * (1 + q / p) / (p + q)) + a, (), 0),
    "digamma": ((-a / 2 - S.Half) * (polygamma(0, a / 2) - polygamma(0, (a + 1) / 2)), (), 12),
    "powers of fractions": (a**p / (a**p - b**p) * log(a) + (1 - a**p / (a**p - b**p)) * log(b), (a < b,), 11),
    "half a gamma": (loggamma(a) - loggamma(a + S.Half) + log(a) / 2, (), 8),
    "bessel": (-a * log(besseli(0, b)) / (a - 1) + log(besseli(0, c)) / (a - 1), (a > 1,), 9),
}


def points(expr: Expr, facts: tuple) -> list[dict[Symbol, Rational]]:
    """Rational points at which the facts hold."""
    random, found = Random(7), []
    while len(found) < 3:
        point = {s: R(random.randint(1, 40), random.randint(3, 17)) for s in expr.free_symbols}
        if all(f.subs(point) == S.true for f in facts):
            found.append(point)
    return found


def differ(first: Expr, second: Expr, point: dict) -> bool:
    return abs(N((first - second).subs(point), 30, maxn=400)) > 10**-25


@pytest.mark.parametrize("name", FORMS)
def test_shortest_forms_are_equal_and_short(name):
    expr, facts, operations = FORMS[name]
    short = shortest(expr, Facts(facts))
    assert not any(differ(expr, short, point) for point in points(expr, facts))
    assert short.count_ops() <= max(operations, 1)


@pytest.mark.parametrize("name", FORMS)
def test_groupings_are_equal(name):
    expr, facts, _ = FORMS[name]
    for total in (expr, expr.expand(), expr + a * log(b) / (a - pi * b) - b / (pi * b - a)):
        for form in groupings(total, Facts(facts)) if isinstance(total, Add) else ():
            assert not any(differ(total, form, point) for point in points(total, facts))


def test_numbers_in_logarithms_keep_their_value():
    random = Random(3)
    for _ in range(60):
        u, v, d = random.randint(-9, 9), random.randint(-9, 9) or 1, random.choice([2, 3, 5, 6, R(3, 2), 7])
        number = R(u, random.randint(1, 7)) + v * sqrt(d)
        if number.is_positive:
            apart = Add(*(k * atom for atom, k in with_number_logs({log(number): S.One}).items()))
            assert not differ(apart, log(number), {}), number


def test_negative_factors_of_positive_numbers_stay_together():
    for number in (
        -3 * log(R(2, 3)),
        log(R(1, 2)) * log(R(2, 3)) / 5,
        1 / ((1 - sqrt(2)) * log(R(1, 7))),
        -6 * log(S.Half),
    ):
        apart = Add(*(k * atom for atom, k in with_number_logs({log(number): S(2)}).items()))
        assert not differ(apart, 2 * log(number), {})
        assert not differ(shortest(2 * log(number) + log(12), Facts()), 2 * log(number) + log(12), {})


def test_logarithms_of_unknown_sign_stay_together():
    # Of x (x - 1) nothing is known; the positive factors leave, and no imaginary unit appears.
    split = split_log(a * x * (x - 1) / b, Facts())
    assert split == log(a) - log(b) + log(x * (x - 1))
    for value in (R(-3, 2), R(5, 2)):
        assert not differ(split, log(a * x * (x - 1) / b), {a: R(2, 3), b: R(7, 5), x: value})
    assert split_log(-2 * a, Facts()) == log(-2 * a)
    turned = split_log((p - 1) * (q - 1), Facts([p < 1, q < 1]))
    assert not differ(turned, log((p - 1) * (q - 1)), {p: R(1, 3), q: R(1, 5)})
    nonpositive = split_log((p - 1) * x, Facts([p < 1]))
    assert not differ(nonpositive, log((p - 1) * x), {p: R(1, 3), x: R(-1, 5)})


def test_a_power_of_an_unknown_sign_is_not_split():
    assert shortest(log(1 / x), Facts()).subs(x, -2) == log(-S.Half)
    assert not differ(shortest(log((x - 1) ** 2) / 2, Facts()), log((x - 1) ** 2) / 2, {x: R(1, 4)})


def test_conditions_on_cases():
    z, s = symbols("z s", positive=True)
    condition = above_zero(Piecewise((1 - z, z < 1), (s - 1, z <= 1), (-1, True)), lambda u, v: u > v)
    for point in ((R(1, 2), R(1, 2)), (1, 2), (1, 1), (2, 2)):
        zv, sv = point
        assert bool(condition.subs({z: zv, s: sv})) == (zv < 1 or (zv == 1 and sv > 1))


def test_equations_are_used_in_their_branch():
    assert kl_divergence({1: p, 2: 1 - p}, {1: 1}) == Piecewise((0, Eq(p, 1)), (oo, True))
    shares = {1: p, 2: (1 - p) / 2, 3: (1 - p) / 2}
    found = kl_divergence(shares, {1: 1 - q, 2: q, 3: 0})
    assert found.subs(p, R(1, 3)) == oo
    assert not differ(found.subs(p, 1), -log(1 - q), {q: R(1, 7)})
    # p = 0 and p = 1 at once is impossible; and where q vanishes together with the weight, the truth is infinite.
    assert kl_divergence({1: p, 2: 1 - p}, {3: 1}) == oo
    both = kl_divergence({1: p, 2: 1 - p}, {1: 1 - p, 2: 0, 3: p})
    assert both.subs(p, R(1, 2)) == oo


def test_branches_know_that_the_support_is_contained():
    left, right = symbols("left right", real=True)
    found = kl_divergence(Uniform(left, right), HalfNormal(a))
    assert len(found.args) == 2
    at = {left: 0, right: R(3, 2), a: R(2, 3)}
    assert not differ(found.subs(at), log(R(2, 3) * R(2, 3)) + log(pi / 2) / 2 + R(9, 4) / (6 * R(4, 9)), {})
    assert found.subs({left: -1, right: 1, a: 1}) == oo


def test_nested_cases_are_one_list():
    shift = symbols("m", real=True)
    from_lomax = kl_divergence(Lomax(a, b), Laplace(shift, c))
    assert not any(value.has(Piecewise) for value, _ in from_lomax.args)


@pytest.mark.parametrize(
    ("measure", "operations"),
    [
        (entropy(UniformSum(3)), 12),
        (renyi_entropy(WignerSemicircle(a), r), 15),
        (renyi_divergence(VonMises(x, a), VonMises(y, b), r), 40),
        (renyi_divergence(FlorySchulz(p), FlorySchulz(q), r), 25),
        (kl_divergence(Reciprocal(a, b), Reciprocal(p, q)), 11),
    ],
)
def test_textbook_length(measure, operations):
    assert measure.count_ops() <= operations
