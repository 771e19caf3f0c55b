"""Shannon-type inequalities for 3 to 10 variables, here and, where it is installed, in PSITIP; all in one run.

    python tests/bench/shannon.py [--from N] [--to N] [--repeat K]

PSITIP: ``pip install psitip --no-deps`` and ``pip install numpy scipy ortools lark-parser``.  Both get the same goals,
PSITIP with its default solver; imports do not count.  Ours includes the exact certificate and its replay by the kernel
(or the search for a counterexample to the false goals), PSITIP's answer is that of a floating-point program.
The median of the repetitions is printed in seconds, in brackets the number of terms of the certificate.
"""

import argparse
import statistics
import time
from contextlib import suppress
from itertools import combinations

from symbolic_info import Entropy, Markov, MutualInformation, prove, variables

psitip = None
with suppress(ImportError):
    import psitip


def ours(n):
    """Goals as pairs of a claim and what is given, with the status expected."""
    x = variables(" ".join(f"X{i}" for i in range(n)))
    whole, h, i = Entropy(*x), Entropy, MutualInformation
    faces = sum(h(*(a for a in x if a != b)) for b in x)
    return {
        "independence bound": (whole <= sum(map(h, x)), [], "proved"),
        "Han": ((n - 1) * whole <= faces, [], "proved"),
        "Shearer, pairs": ((n - 1) * whole <= sum(h(a, b) for a, b in combinations(x, 2)), [], "proved"),
        "submodularity": (whole + h(*x[1:-1]) <= h(*x[1:]) + h(*x[:-1]), [], "proved"),
        "data processing": (i(x[0], x[-1]) <= i(x[0], x[1]), [Markov(*x)], "proved"),
        "data processing, reversed": (i(x[0], x[-1]) >= i(x[0], x[1]), [Markov(*x)], "refuted"),
        "n H <= Han sum": (n * whole <= faces, [], "refuted"),
    }


def theirs(n):
    """The same goals for PSITIP: functions without arguments."""
    h, i = psitip.H, psitip.I
    x = psitip.rv_array("X", n)

    def joint(parts):
        parts = list(parts)
        return sum(parts[1:], parts[0])

    whole = h(joint(x))
    faces = sum(h(joint(x[k] for k in range(n) if k != j)) for j in range(n))
    pairs = sum(h(a + b) for a, b in combinations(list(x), 2))
    chain = psitip.markov(*x)
    inner, left, right = (joint(list(x)[s]) for s in (slice(1, -1), slice(0, -1), slice(1, None)))
    return {
        "independence bound": lambda: bool(whole <= sum(h(a) for a in x)),
        "Han": lambda: bool((n - 1) * whole <= faces),
        "Shearer, pairs": lambda: bool((n - 1) * whole <= pairs),
        "submodularity": lambda: bool(whole + h(inner) <= h(right) + h(left)),
        "data processing": lambda: bool(chain >> (i(x[0] & x[n - 1]) <= i(x[0] & x[1]))),
        "data processing, reversed": lambda: bool(chain >> (i(x[0] & x[n - 1]) >= i(x[0] & x[1]))),
        "n H <= Han sum": lambda: bool(n * whole <= faces),
    }


def timed(run, repeat):
    """The median time, and the last answer."""
    times, answer = [], None
    for _ in range(repeat):
        start = time.perf_counter()
        answer = run()
        times.append(time.perf_counter() - start)
    return statistics.median(times), answer


def proved(claim, given):
    proof = prove(claim, given=given, budget=60)
    assert proof.recheck()
    return proof


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", type=int, default=3, dest="first")
    parser.add_argument("--to", type=int, default=10, dest="last")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    prove("H(A,B,C,D,E) <= H(A,B,C,D) + H(E)")  # loads the solver
    print(f"{'n':>2}  {'goal':<26} {'here':>14}  {'PSITIP':>8}")
    for n in range(options.first, options.last + 1):
        other = theirs(n) if psitip else {}
        for name, (claim, given, expected) in ours(n).items():
            seconds, proof = timed(lambda: proved(claim, given), options.repeat)  # noqa: B023
            assert proof.status == expected, (n, name, proof.status)
            row = f"{n:>2}  {name:<26} {seconds:8.3f} [{len(proof.certificate):>3}]"
            if other:
                seconds, answer = timed(other[name], options.repeat)
                row += f"  {seconds:8.3f} {answer}"
            print(row, flush=True)


if __name__ == "__main__":
    main()
