"""Derivations of this package against the same problems in SymPy and, where installed, Giac; all in one run.

    python tests/bench/derivations.py [--limit SECONDS] [--only REGEX]

Ours is the median of five warm calls.  SymPy gets `sympy.stats.entropy` for entropies and `integrate` or
`summation` of the hand-expanded integrand for the rest, Giac the same integrand; each in a process of its own
under the limit, start-up not counted.  An answer counts when it equals the definition at an exact parameter point.
"""

import argparse
import multiprocessing
import re
import shutil
import statistics
import subprocess
import time

import sympy
from sympy import Rational, Symbol, exp, integrate, log, summation, symbols

from symbolic_info.engine.numbers import by_definition
from symbolic_info.laws import (
    Bernoulli,
    Beta,
    Cauchy,
    Exponential,
    Frechet,
    Gamma,
    GammaInverse,
    Geometric,
    Gumbel,
    Laplace,
    Logistic,
    LogNormal,
    Lomax,
    Maxwell,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
    StudentT,
    Uniform,
    Weibull,
)
from symbolic_info.measures.cross_entropy import CrossEntropy
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.js import JSDivergence
from symbolic_info.measures.kl import KLDivergence

a, b, c, d = symbols("a b c d", positive=True)
m, u = symbols("m u", real=True)
POINT = {
    a: Rational(3, 2),
    b: Rational(7, 4),
    c: Rational(5, 3),
    d: Rational(9, 4),
    m: Rational(1, 3),
    u: Rational(-2, 5),
}
SMALL = {**POINT, a: Rational(1, 3), b: Rational(3, 5)}
CASES = {
    "h Uniform": Entropy(Uniform(0, a)),
    "h Exponential": Entropy(Exponential(a)),
    "h Normal": Entropy(Normal(m, a)),
    "h LogNormal": Entropy(LogNormal(m, a)),
    "h Gamma": Entropy(Gamma(a, b)),
    "h Weibull": Entropy(Weibull(a, b)),
    "h Rayleigh": Entropy(Rayleigh(a)),
    "h Maxwell": Entropy(Maxwell(a)),
    "h Laplace": Entropy(Laplace(m, a)),
    "h Logistic": Entropy(Logistic(m, a)),
    "h Gumbel": Entropy(Gumbel(a, m)),
    "h Pareto": Entropy(Pareto(a, b)),
    "h Lomax": Entropy(Lomax(a, b)),
    "h Frechet": Entropy(Frechet(a, b)),
    "h InverseGamma": Entropy(GammaInverse(a, b)),
    "h Beta": Entropy(Beta(a, b)),
    "h Cauchy": Entropy(Cauchy(m, a)),
    "h Student": Entropy(StudentT(a)),
    "H Geometric": Entropy(Geometric(a)),
    "H Bernoulli": Entropy(Bernoulli(a)),
    "KL Exponential": KLDivergence(Exponential(a), Exponential(b)),
    "KL Normal": KLDivergence(Normal(m, a), Normal(u, b)),
    "KL Gamma": KLDivergence(Gamma(a, b), Gamma(c, d)),
    "KL Beta": KLDivergence(Beta(a, b), Beta(c, d)),
    "KL Weibull": KLDivergence(Weibull(a, b), Weibull(c, d)),
    "KL Laplace": KLDivergence(Laplace(m, a), Laplace(u, b)),
    "KL Pareto": KLDivergence(Pareto(a, b), Pareto(a, d)),
    "KL Gumbel": KLDivergence(Gumbel(a, m), Gumbel(b, u)),
    "KL Cauchy": KLDivergence(Cauchy(m, a), Cauchy(u, b)),
    "KL Poisson": KLDivergence(Poisson(a), Poisson(b)),
    "KL Geometric": KLDivergence(Geometric(a), Geometric(b)),
    "KL Exponential|Normal": KLDivergence(Exponential(a), Normal(m, b)),
    "KL Gamma|LogNormal": KLDivergence(Gamma(a, b), LogNormal(m, c)),
    "KL LogNormal|Gamma": KLDivergence(LogNormal(m, a), Gamma(b, c)),
    "CE Normal": CrossEntropy(Normal(m, a), Normal(u, b)),
    "CE Gamma": CrossEntropy(Gamma(a, b), Gamma(c, d)),
    "CE Exponential": CrossEntropy(Exponential(a), Exponential(b)),
    "JSD Bernoulli": JSDivergence(Bernoulli(a), Bernoulli(b)),
    "JSD Uniform": JSDivergence(Uniform(0, a), Uniform(0, b)),
    "JSD Cauchy": JSDivergence(Cauchy(m, a), Cauchy(u, b)),
}


def point_of(node):
    return SMALL if any(isinstance(law, Geometric | Bernoulli) for law in node.laws) else POINT


def right(answer, node):
    """Whether an answer equals the definition at the point to 15 digits."""
    try:
        at = point_of(node)
        truth = by_definition(node.subs(at), 20).to_sympy()
        value = sympy.N(sympy.sympify(answer).subs(at), 30)
        return bool(abs(value - truth) < 1e-15 * max(1, abs(truth)))
    except Exception:
        return False


def ours(node):
    node.doit()
    times = []
    for _ in range(5):
        start = time.perf_counter()
        answer = node.doit()
        times.append(time.perf_counter() - start)
    return statistics.median(times), answer


def integrand(node):
    """The expanded integrand, variable and ends of the definition."""
    p, q = node.laws[0], node.laws[-1]
    x = Symbol("x", integer=True, nonnegative=True) if p.discrete else Symbol("x", real=True)
    if isinstance(node, JSDivergence):
        f, g = (exp(law.log_density(x)) for law in (p, q))
        body = (f * log(2 * f / (f + g)) + g * log(2 * g / (f + g))) / 2
    else:
        logs = {Entropy: -p.log_density(x), CrossEntropy: -q.log_density(x)}
        body = exp(p.log_density(x)) * logs.get(type(node), p.log_density(x) - q.log_density(x)).expand()
    return body, x, p.lower, p.upper


def sympy_task(node, pipe):
    if isinstance(node, Entropy) and not isinstance(node.laws[0], Uniform | Bernoulli):
        import sympy.stats

        law = node.laws[0]
        variable = getattr(sympy.stats, type(law).__name__)("X", *law.args[: len(law.parameters) - len(law.defaults)])
        start = time.perf_counter()
        answer = sympy.stats.entropy(variable)
    else:
        body, x, low, high = integrand(node)
        start = time.perf_counter()
        answer = (summation if node.laws[0].discrete else integrate)(body, (x, low, high))
    pipe.send((time.perf_counter() - start, answer))


def limited(task, node, limit):
    """(seconds, answer) from a process that is killed at the limit."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=task, args=(node, there))
    process.start()
    try:
        return here.recv() if here.poll(limit) else (limit, None)
    except EOFError:
        return limit, None
    finally:
        process.kill()
        process.join()


def giac(node, limit):
    """(seconds, answer) from Giac, its start-up taken off."""
    program = shutil.which("icas") or shutil.which("giac")
    if program is None or isinstance(node.laws[0], Bernoulli):
        return None
    body, x, low, high = integrand(node)
    given = "".join(f"assume({s}>0);" for s in node.free_symbols if s.is_positive)
    call = "sum" if node.laws[0].discrete else "integrate"
    text = (
        f"{given} simplify({call}({body},{x},{low},{high}))".replace("**", "^")
        .replace("loggamma", "lngamma")
        .replace("oo", "inf")
    )
    start = time.perf_counter()
    subprocess.run([program, "1"], capture_output=True, timeout=limit)
    empty = time.perf_counter() - start
    start = time.perf_counter()
    try:
        out = subprocess.run([program, text], capture_output=True, text=True, timeout=limit).stdout.strip()
    except subprocess.TimeoutExpired:
        return limit, None
    return max(1e-4, time.perf_counter() - start - empty), read_giac(out, node)


def read_giac(out, node):
    try:
        known = sum(bool(s.is_positive) for s in node.free_symbols)
        last = out.splitlines()[-1].split(",", known)[-1].replace("^", "**").replace("Psi", "digamma")
        last = last.replace("Gamma", "gamma").replace("ln(", "log(")
        names = {s.name: s for s in node.free_symbols} | {"euler_gamma": sympy.EulerGamma, "infinity": sympy.oo}
        return sympy.sympify(last, locals=names)
    except Exception:
        return None


def row(name, node, limit):
    seconds, answer = ours(node)
    theirs, found = limited(sympy_task, node, limit)
    cells = [name, f"{seconds * 1000:8.1f} ms {'ok' if right(answer, node) else '--'}"]
    solved = found is not None and right(found, node)
    cells.append(f"{theirs:7.2f} s {'ok' if solved else '--'} x{theirs / seconds:6.0f}")
    other = giac(node, limit)
    good = other is not None and right(other[1], node)
    if other:
        cells.append(f"{other[0]:7.3f} s {'ok' if good else '--'} x{other[0] / seconds:6.2f}")
    print("  ".join(f"{cell:24}" for cell in cells), flush=True)
    return seconds, right(answer, node), theirs / seconds if solved else None, other[0] / seconds if good else None


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--limit", type=float, default=20)
    options.add_argument("--only", default="")
    chosen = options.parse_args()
    print("  ".join(f"{cell:24}" for cell in ("problem", "this package", "SymPy (ratio)", "Giac (ratio)")))
    rows = [row(n, node, chosen.limit) for n, node in CASES.items() if re.search(chosen.only, n)]
    print(
        f"ours: {sum(r[1] for r in rows)} of {len(rows)} right,",
        f"median {statistics.median(r[0] for r in rows) * 1000:.1f} ms",
    )
    for name, index in (("SymPy", 2), ("Giac", 3)):
        ratios = [r[index] for r in rows if r[index]]
        if ratios:
            print(f"{name}: {len(ratios)} right, median time ratio to ours {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
