"""Exported code against digits that are all right: over wide ranges, and where the parameters are nearly equal."""

from __future__ import annotations

import ctypes
import math
import random
import shutil
import subprocess

import pytest
from sympy import Rational, Symbol, oo, symbols

from symbolic_info import (
    CrossEntropy,
    Entropy,
    JSDivergence,
    KLDivergence,
    SquaredHellinger,
    TotalVariation,
    value,
)
from symbolic_info.errors import ExportError, InexactError
from symbolic_info.export import to_function
from symbolic_info.laws import (
    Bernoulli,
    Beta,
    Cauchy,
    Exponential,
    Gamma,
    GaussianInverse,
    Geometric,
    Laplace,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
    StudentT,
    Uniform,
    VonMises,
)

a, b, c, d = symbols("a b c d", positive=True)
p, q = symbols("p q")
m, n = symbols("m n", real=True)
NEAR = {b: a, d: c, q: p, n: m}
CLOSE = (None, 1e-2, 1e-6, 1e-10)

# The measure (parameters that may be nearly equal follow each other in the alphabet) and its bound in ulps.
CASES = [
    (KLDivergence(Exponential(a), Exponential(b)), 10),
    (KLDivergence(Poisson(a), Poisson(b)), 10),
    (KLDivergence(Rayleigh(a), Rayleigh(b)), 10),
    (KLDivergence(Bernoulli(p), Bernoulli(q)), 10),
    (KLDivergence(Geometric(p), Geometric(q)), 10),
    (KLDivergence(Normal(m, a), Normal(n, b)), 10),
    (KLDivergence(Laplace(m, a), Laplace(n, b)), 20),
    (KLDivergence(Cauchy(m, a), Cauchy(n, b)), 20),
    (KLDivergence(GaussianInverse(a, c), GaussianInverse(b, d)), 20),
    (KLDivergence(Uniform(0, a), Uniform(0, b)), 10),
    (KLDivergence(Pareto(a, c), Pareto(a, d)), 10),
    (JSDivergence({0: p, 1: 1 - p}, {0: q, 1: 1 - q}), 30),
    (KLDivergence(Gamma(a, c), Gamma(b, d)), 1e5),
    (KLDivergence(Beta(a, c), Beta(b, d)), 1e4),
    (Entropy(Gamma(a, c)), 100),
    (Entropy(StudentT(a)), 100),
    (Entropy(Bernoulli(p)), 10),
]


def drawn(symbol, chance):
    if symbol in (p, q):
        return chance.choice([chance.uniform(0.01, 0.99), 10 ** chance.uniform(-12, -2)])
    return chance.uniform(-5, 5) if symbol in (m, n) else 10 ** chance.uniform(-4, 6)


def points(expr, seed):
    """Points over the whole range, and points where the parameters of the second law are close to the first's."""
    chance = random.Random(seed)
    for close in CLOSE:
        for _ in range(2):
            at = {s: drawn(s, chance) for s in sorted(expr.free_symbols, key=str)}
            if close is not None:
                at |= {s: at[NEAR[s]] * (1 + close * chance.uniform(-1, 1)) for s in at if s in NEAR}
            yield at


def ulps(found, expr, at):
    """The distance of a double to the truth, in units of the truth's last place."""
    truth = value(expr.subs({s: Rational(x) for s, x in at.items()}), 25)
    if truth.lower == oo or truth.lower == truth.upper == 0:
        return 0 if found == float(truth) else math.inf
    if not math.isfinite(found):
        return math.inf
    middle = (truth.lower + truth.upper) / 2
    return float(abs(Rational(found) - middle) / Rational(math.ulp(float(truth))))


@pytest.mark.parametrize(("expr", "bound"), CASES, ids=lambda x: str(x) if not isinstance(x, float | int) else "")
def test_ulps(expr, bound):
    pytest.importorskip("scipy")
    function = to_function(expr, "scipy")
    order = {s.name: s for s in expr.free_symbols}
    for at in points(expr, 1):
        found = float(function(*(at[order[name]] for name in function.arguments)))
        assert ulps(found, expr, at) <= bound, at


BETAS = [
    (2813.0, 0.0005, 595283.0, 0.43),  # far from each other: both remainders are as large as the parameters
    (1e6, 5e5, 1e6, 5e5),  # the same mean
    (1e6, 1e6 * (1 + 1e-9), 1e5, 1e5 * (1 + 1e-9)),
    (1e5, 1e5 * (1 + 1e-6), 1e-3, 1e-3),  # one parameter is tiny, and does not change
    (0.02, 0.02, 5.0, 5.0 * (1 + 1e-10)),
]


@pytest.mark.parametrize("at", BETAS, ids=str)
def test_beta_laws_that_are_alike_in_one_direction(at):
    """The curvature of log B is nearly zero along one direction, where differences of trigamma cancel."""
    pytest.importorskip("scipy")
    expr = KLDivergence(Beta(a, c), Beta(b, d))
    found = float(to_function(expr, "scipy", [a, b, c, d])(*at))
    assert ulps(found, expr, dict(zip((a, b, c, d), at, strict=True))) <= 1000


@pytest.mark.skipif(shutil.which("cc") is None, reason="no C compiler")
def test_c_compiles_and_agrees(tmp_path):
    exprs = [expr for expr, _ in CASES]
    functions = [to_function(expr, "c", name=f"f{i}") for i, expr in enumerate(exprs)]
    for function in functions:
        source, library = tmp_path / f"{function.name}.c", tmp_path / f"{function.name}.so"
        source.write_text(function.source)
        command = [
            "cc",
            "-std=c99",
            "-D_GNU_SOURCE",
            "-Wall",
            "-Werror",
            "-O1",
            "-shared",
            "-fPIC",
            "-o",
            library,
            source,
        ]
        subprocess.run([*command, "-lm"], check=True, capture_output=True)
    for function, (expr, bound) in list(zip(functions, CASES, strict=True))[::2]:
        compiled = ctypes.CDLL(str(tmp_path / f"{function.name}.so"))[function.name]
        compiled.restype, compiled.argtypes = ctypes.c_double, [ctypes.c_double] * len(function.arguments)
        order = {s.name: s for s in expr.free_symbols}
        for at in list(points(expr, 2))[::3]:
            assert ulps(compiled(*(at[order[name]] for name in function.arguments)), expr, at) <= bound, at


def test_arrays_broadcast():
    numpy = pytest.importorskip("numpy")
    function = to_function(KLDivergence(Exponential(a), Exponential(b)), "numpy", [b, a])
    found = function(numpy.array([[1.0], [2.0]]), numpy.array([1.0, 2.0, 4.0]))
    assert found.shape == (2, 3)
    assert found[0, 0] == found[1, 1] == 0
    assert found[1, 0] == pytest.approx(1 - math.log(2))
    assert function(1, 2) == pytest.approx(math.log(2) - 0.5)


def test_vanishing_probabilities():
    pytest.importorskip("numpy")
    kl = to_function(KLDivergence(Bernoulli(p), Bernoulli(q)), "numpy", [p, q])
    assert kl(0, 0.25) == pytest.approx(-math.log(0.75))
    assert kl(1, 0.25) == pytest.approx(-math.log(0.25))
    assert kl(0, 0) == kl(1, 1) == 0
    assert kl(0.5, 0) == kl(0.5, 1) == math.inf
    assert kl(0.5, 1e-20) == pytest.approx(math.log(0.5) + 10 * math.log(10), rel=1e-14)
    entropy = to_function(Entropy({0: p, 1: q, 2: 1 - p - q}), "numpy", [p, q])
    assert entropy(0, 0.5) == pytest.approx(math.log(2))
    assert entropy(0, 1) == entropy(1, 0) == 0


def test_conditions_choose_branches():
    pytest.importorskip("numpy")
    uniform = to_function(KLDivergence(Uniform(0, a), Uniform(0, b)), "numpy", [a, b])
    assert list(uniform([1, 2, 1], [2, 1, 1])) == [pytest.approx(math.log(2)), math.inf, 0]
    assert "?" in to_function(KLDivergence(Uniform(0, a), Uniform(0, b)), "c").source


def test_whole_expressions():
    pytest.importorskip("numpy")
    both = 2 * KLDivergence(Exponential(a), Exponential(b)) + Entropy(Exponential(a)) / 3
    assert to_function(both, "numpy", [a, b])(1, 1) == pytest.approx(1 / 3)
    assert to_function(SquaredHellinger(Normal(m, 1), Normal(n, 1)), "numpy", [m, n])(0, 2) == pytest.approx(
        1 - math.exp(-0.5)
    )
    assert to_function(TotalVariation(Exponential(a), Exponential(b)), "numpy", [a, b])(1, 2) == pytest.approx(0.25)
    assert to_function(CrossEntropy(Poisson(a), Geometric(p)), "numpy").arguments == ("a", "p")


@pytest.mark.parametrize("language", ["numpy", "scipy", "jax", "c", "julia"])
def test_every_language_has_a_source(language):
    function = to_function(KLDivergence(Exponential(a), Exponential(b)), language, name="kl")
    assert "kl(" in function.source
    assert "relative(" in function.source


@pytest.mark.skipif(shutil.which("julia") is None, reason="no Julia")
def test_julia_runs(tmp_path):
    function = to_function(KLDivergence(Exponential(a), Exponential(b)), "julia", [a, b])
    path = tmp_path / "f.jl"
    path.write_text(function.source + "println(f(1.0, 2.0))\n")
    printed = subprocess.run(["julia", path], check=True, capture_output=True, text=True).stdout
    assert float(printed) == pytest.approx(1 - math.log(2))


def test_jax_runs():
    jax = pytest.importorskip("jax")
    jax.config.update("jax_enable_x64", True)
    function = to_function(KLDivergence(Gamma(a, c), Gamma(b, d)), "jax", [a, c, b, d])
    assert float(function(2.0, 1.0, 3.0, 1.0)) == pytest.approx(
        float(value(KLDivergence(Gamma(2, 1), Gamma(3, 1)), 20)), rel=1e-12
    )


def test_names_that_mean_something_elsewhere():
    pytest.importorskip("numpy")
    names = [Symbol("lambda", positive=True), Symbol("beta", positive=True)]
    expr = KLDivergence(Exponential(names[0]), Exponential(names[1]))
    assert to_function(expr, "numpy", names).arguments == ("lambda_", "beta_")
    assert to_function(expr, "numpy", names)(1, 1) == 0
    assert "double beta_" in to_function(expr, "c", names).source


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda: to_function(JSDivergence(Normal(0, 1), Normal(m, a)), "c"), ExportError),
        (lambda: to_function(Entropy(Gamma(a, b)), "numpy"), ExportError),
        (lambda: to_function(Entropy(VonMises(m, a)), "c"), ExportError),
        (lambda: to_function(Entropy(Exponential(a)), "fortran"), ExportError),
        (lambda: to_function(Entropy(Exponential(a)), "c", [b]), ExportError),
        (lambda: to_function(Entropy(Exponential(a)), "c", [a, a]), ExportError),
        (lambda: to_function(Entropy(Exponential(a)), "c", name="a b"), ExportError),
        (lambda: to_function(Entropy(Exponential(Symbol("a;b", positive=True))), "numpy"), ExportError),
        (lambda: to_function(0.5 * Entropy(Exponential(a)), "c"), InexactError),
        (lambda: to_function(Entropy(Exponential(a)), "c")(1), ExportError),
    ],
)
def test_refusals(call, error):
    with pytest.raises(error):
        call()
