"""Digits of measures without a closed form: `value` against mpmath as a user writes it and against raw python-flint.

    python tests/bench/values.py [--digits N] [--limit SECONDS] [--only REGEX]

mpmath integrates or sums the textbook integrand over the support with `quad` or `nsum`, cut where the laws have
their kinks and centres, with 10 spare digits and, while fewer than N digits are right, with more digits and a higher
degree, until the limit; its time is that of the first run with N correct digits.  A value that mpmath does not reach
counts as faster here.  Raw python-flint gets the textbook integrand written by hand in complex balls on a range that
is wide enough.  Ours and python-flint's are the best of three runs.  All times are seconds of processor time.
"""

import argparse
import re
import resource
import statistics
import time
from multiprocessing import get_context

import flint
import mpmath as mp
from sympy import Rational

from symbolic_info import Entropy, JSDivergence, KLDivergence, value
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
    Poisson,
    StudentT,
    Weibull,
)

HALF = Rational(1, 2)
LAWS = {
    "N(0,1)": Normal(0, 1),
    "N(1,2)": Normal(1, 2),
    "N(50,1)": Normal(50, 1),
    "N(1e-10,1)": Normal(Rational(1, 10**10), 1),
    "Laplace(0,1)": Laplace(0, 1),
    "Laplace(1,3)": Laplace(1, 3),
    "Logistic(0,1)": Logistic(0, 1),
    "Logistic(1,2)": Logistic(1, 2),
    "Cauchy(0,1)": Cauchy(0, 1),
    "Gumbel(0,1)": Gumbel(1, 0),
    "t(1/2)": StudentT(HALF),
    "t(3)": StudentT(3),
    "Exp(1)": Exponential(1),
    "Gamma(3,1)": Gamma(3, 1),
    "Gamma(1/2,1)": Gamma(HALF, 1),
    "Weibull(1,2)": Weibull(1, 2),
    "LogNormal(0,1)": LogNormal(0, 1),
    "Beta(1/2,1/2)": Beta(HALF, HALF),
    "Beta(2,3)": Beta(2, 3),
    "Poisson(10)": Poisson(10),
    "Poisson(12)": Poisson(12),
    "Poisson(1000)": Poisson(1000),
    "Geometric(1/3)": Geometric(Rational(1, 3)),
    "NB(5/2,1/5)": NegativeBinomial(Rational(5, 2), Rational(1, 5)),
    "NB(7,1/2)": NegativeBinomial(7, HALF),
}
MEASURES = {"JS": JSDivergence, "KL": KLDivergence, "H": Entropy}
CASES = """
JS N(0,1) N(1,2)|JS N(0,1) N(50,1)|JS N(0,1) N(1e-10,1)|JS Laplace(0,1) Laplace(1,3)|JS N(0,1) Laplace(0,1)
JS N(0,1) Logistic(0,1)|JS Logistic(0,1) Logistic(1,2)|JS N(1,2) Laplace(1,3)|JS N(0,1) Cauchy(0,1)
JS t(1/2) t(3)|JS t(1/2) Cauchy(0,1)|JS t(3) N(0,1)|JS Cauchy(0,1) Laplace(0,1)|JS Logistic(0,1) Cauchy(0,1)
JS Gumbel(0,1) N(0,1)|JS Gumbel(0,1) Logistic(0,1)|JS t(3) Laplace(1,3)|JS N(50,1) Logistic(0,1)
JS Exp(1) Gamma(3,1)|JS Exp(1) Weibull(1,2)|JS Exp(1) LogNormal(0,1)|JS Gamma(1/2,1) Exp(1)|JS Gamma(3,1) LogNormal(0,1)
JS Gamma(1/2,1) Weibull(1,2)|JS Gamma(3,1) Weibull(1,2)|JS Beta(1/2,1/2) Beta(2,3)|JS N(0,1) Exp(1)
JS Weibull(1,2) LogNormal(0,1)|JS N(1,2) Exp(1)|JS Logistic(0,1) Exp(1)
KL N(0,1) Logistic(0,1)|KL N(1,2) Logistic(1,2)|KL N(0,1) t(3)|KL Laplace(1,3) Logistic(0,1)|KL t(3) t(1/2)
KL Laplace(0,1) t(3)|KL N(1,2) t(1/2)|KL N(50,1) Cauchy(0,1)
H Poisson(10)|H Poisson(1000)|H NB(5/2,1/5)|H NB(7,1/2)|JS Poisson(10) Poisson(12)|JS Poisson(10) Geometric(1/3)
KL Poisson(10) NB(5/2,1/5)|KL Poisson(1000) NB(7,1/2)|JS NB(7,1/2) NB(5/2,1/5)|JS Poisson(1000) NB(7,1/2)
"""
RUNS = 3


def cases(only):
    names = [case.strip() for line in CASES.strip().splitlines() for case in line.split("|")]
    return [name for name in names if re.search(only, name)]


def parts(name):
    measure, *laws = name.split(" ")
    return measure, [LAWS[law] for law in laws]


def ours(name, digits, runs=RUNS):
    measure, laws = parts(name)
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        found = value(MEASURES[measure](*laws), digits, budget=60)
        best = min(best, time.process_time() - start)
    return str(found), best, found.kind


def density(law):
    """The density as a function of an mpmath number, 0 outside the support."""
    from sympy import exp, lambdify

    x = law.variable
    inside = lambdify(x, exp(law.log_density(x)), "mpmath")
    low, high = (mp.mpf(str(end)) if end.is_finite else end for end in (law.lower, law.upper))
    return lambda t: inside(t) if low <= t <= high else mp.mpf(0)


def integrand(measure, functions):
    def xlog(p, q):
        return p * mp.log(p / q) if p else mp.mpf(0)

    if measure == "H":
        return lambda t: -xlog(functions[0](t), 1)
    p, q = functions
    if measure == "KL":
        return lambda t: xlog(p(t), q(t))

    def js(t):
        a, b = p(t), q(t)
        mean = (a + b) / 2
        return (xlog(a, mean) + xlog(b, mean)) / 2

    return js


def support(laws, measure):
    ends = [laws[0]] if measure == "KL" else laws
    low, high = min(law.lower for law in ends), max(law.upper for law in ends)
    inner = {k for law in laws for k in law.kinks} | {end for law in laws for end in (law.lower, law.upper)}
    inner |= {law.args[0] for law in laws if type(law).__name__ in ("Normal", "Laplace", "Logistic")}
    return [low, *sorted(k for k in inner if k.is_finite and low < k < high), high]


def number(end):
    return mp.mpf(int(end.p)) / int(end.q) if end.is_finite else mp.inf if end > 0 else -mp.inf


def by_mpmath(name, digits, truth, queue):
    measure, laws = parts(name)
    lattice = laws[0].discrete
    for extra in (10, digits, 3 * digits):
        for degree in (None,) if lattice else (None, 12):
            with mp.workdps(digits + extra):
                f = integrand(measure, [density(law) for law in laws])
                points = [number(end) for end in support(laws, measure)]
                start = time.process_time()
                found = mp.nsum(f, [points[0], points[-1]]) if lattice else mp.quad(f, points, maxdegree=degree)
                seconds = time.process_time() - start
                if abs(found - mp.mpf(truth)) <= abs(mp.mpf(truth)) * mp.mpf(10) ** (1 - digits):
                    queue.put(seconds)
                    return


def within(limit, target, *args):
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
    target(*args)


def limited(target, args, limit):
    context = get_context("fork")
    queue = context.Queue()
    process = context.Process(target=within, args=(limit, target, *args, queue))
    process.start()
    process.join()
    return None if queue.empty() else queue.get()


def log_normal_density(mean, scale):
    def at(x):
        return -((x - mean) ** 2) / (2 * scale * scale) - (2 * flint.arb.pi()).log() / 2 - flint.arb(scale).log()

    return at


def raw_js(p, q):
    def at(x, analytic):
        a, b = p(x), q(x)
        mean = (a.exp() + b.exp()) / 2
        log_mean = a + ((1 + (b - a).exp()) / 2).log(analytic=analytic)
        return (a.exp() * (a - log_mean) + b.exp() * (b - log_mean)) / 2 if mean.is_finite() else flint.acb("nan")

    return at


def logistic(x, analytic):
    return -x - 2 * (1 + (-x).exp()).log(analytic=analytic)


def raw_kl(x, analytic):
    a = log_normal_density(0, 1)(x)
    return a.exp() * (a - logistic(x, analytic))


RAW = {
    "JS N(0,1) N(1,2)": (raw_js(log_normal_density(0, 1), log_normal_density(1, 2)), -40, 40),
    "JS N(0,1) N(50,1)": (raw_js(log_normal_density(0, 1), log_normal_density(50, 1)), -20, 70),
    "KL N(0,1) Logistic(0,1)": (raw_kl, -20, 20),
}


def by_flint(name, digits):
    f, low, high = RAW[name]
    best = 1e9
    for _ in range(RUNS):
        with flint.ctx.workdps(digits + 10):
            start = time.process_time()
            flint.acb.integral(lambda x, analytic: f(x, analytic), low, high)
            best = min(best, time.process_time() - start)
    return best


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--digits", type=int, default=50)
    options.add_argument("--limit", type=int, default=20)
    options.add_argument("--only", default="")
    chosen = options.parse_args()
    ratios, kinds = [], []
    for name in cases(chosen.only):
        truth, _, _ = ours(name, chosen.digits + 10, 1)
        _, seconds, kind = ours(name, chosen.digits)
        theirs = limited(by_mpmath, (name, chosen.digits, truth), chosen.limit)
        ratios.append((theirs or float("inf")) / seconds)
        kinds.append(kind)
        raw = f"  raw flint x {seconds / by_flint(name, chosen.digits):.1f}" if name in RAW else ""
        shown = f"{theirs:8.3f}" if theirs else f">{chosen.limit:7.0f}"
        print(f"{name:34} {kind:10} {seconds:7.3f} s  mpmath {shown} s  ratio {ratios[-1]:7.1f}{raw}", flush=True)
    faster, missed = (sum(test(ratio) for ratio in ratios) for test in (lambda r: r > 1, lambda r: r == float("inf")))
    print(f"{len(ratios)} values: {faster} faster, median ratio {statistics.median(ratios):.1f}, ", end="")
    print(f"{kinds.count('certified')} certified, {missed} not reached by mpmath")


if __name__ == "__main__":
    main()
