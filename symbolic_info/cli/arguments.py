"""The options of the command line."""

from __future__ import annotations

import argparse
from importlib.metadata import version
from typing import Any, Final

from symbolic_info.tables.formats import FORMATS

EPILOG: Final = """\
laws:      Gamma(k, theta), Normal(mu, sigma), {0: p, 1: 1 - p}, [1/2, 1/3, 1/6], exp(Normal(mu, sigma)),
           2*Normal(0, 1) + 1, MultivariateNormal([0, 0], [[1, 0], [0, 1]])
measures:  H(p), H(p, q) or CE(p, q), KL(p, q) or D(p || q), JSD(p, q, weights=[1/3, 2/3]);
           RenyiEntropy(p, 2), RenyiDivergence(p || q, 2), TV(p, q), chi2(p || q), SquaredHellinger(p, q),
           BhattacharyyaDistance, JeffreysDivergence, SkewDivergence(p, q, 1/2), also with alpha=...;
           a bare name in a measure is a law of which nothing is known
claims:    I(X;Y|Z) >= 0, H(X,Y) = H(X) + H(Y|X): capital names are random variables of which nothing is known;
           given are claims, X -> Y -> Z, Independent(X, Y), FunctionOf(Z, X); A => B and A <=> B join claims
exit code: 0 answered (also by an unevaluated expression), 1 claim refuted, 2 error, 3 claim left open
"""
COMMANDS: Final[dict[str, tuple[str, dict[str, str | None]]]] = {
    "entropy": ("entropy of a law", {"law": None}),
    "cross-entropy": ("cross-entropy of two laws", {"p": None, "q": None}),
    "kl": ("Kullback-Leibler divergence of two laws", {"p": None, "q": None}),
    "jsd": ("Jensen-Shannon divergence of two or more laws", {"p": None, "q": "+"}),
    "prove": ("prove or refute a claim, such as 'KL(p, q) >= 0'", {"claim": None}),
    "value": ("digits of an expression with measures", {"expression": None}),
}
MAX_DIGITS: Final = 1_000


def parser() -> argparse.ArgumentParser:
    """The parser of all subcommands.

    >>> parser().parse_args(["kl", "Normal(0, 1)", "Normal(1, 1)", "--digits", "20"]).digits
    20
    """
    top = argparse.ArgumentParser(
        prog="symbolic-info",
        description="Entropies and divergences of distributions: closed forms, proofs and digits.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"symbolic-info {version('symbolic-info')}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    options = _options()
    for name, (text, operands) in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=text,
            description=text,
            epilog=EPILOG,
            parents=[options],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        for operand, count in operands.items():
            command.add_argument(operand, nargs=count, metavar=operand.upper())
        if name == "prove":
            command.add_argument("--given", action="append", default=[], metavar="CLAIM", help="such as 'X -> Y -> Z'")
            command.add_argument("--copies", action="store_true", help="use the copy lemma, beyond Shannon type")
        if name == "jsd":
            command.add_argument("--weights", help="such as 1/2,1/4,1/4; equal unless given")
    _add_verify(commands)
    _add_table(commands)
    _add_audit(commands)
    return top


def _add_verify(commands: Any) -> None:
    text = "prove the entries of the catalog anew; the exit code is 1 if one has fallen"
    command = commands.add_parser("verify", help=text, description=text)
    command.add_argument("names", nargs="*", metavar="NAME", help="ids, books or topics; the whole catalog without any")
    command.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes (1)")
    command.add_argument("--json", action="store_true", help="print one JSON object")


def _jobs(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    if number < 1:
        raise argparse.ArgumentTypeError("the number of processes is at least 1")
    return number


def _add_audit(commands: Any) -> None:
    text = "compare float64 results of a library with digits whose error is known; writes a report with a plot"
    command = commands.add_parser("audit", help=text, description=text)
    command.add_argument("library", choices=("scipy", "torch"), metavar="scipy|torch")
    command.add_argument("names", nargs="*", metavar="NAME", help="distributions of the library; all without any")
    command.add_argument("-o", "--output", default="audit", metavar="FOLDER", help="where the report goes (audit)")
    command.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="processes (1)")
    command.add_argument("--seconds", type=_seconds, default=10.0, help="time limit of one value (10)")
    command.set_defaults(json=False, latex=False, steps=False)


def _add_table(commands: Any) -> None:
    text = "digits of an expression at all points of a grid, written to a file that survives kills"
    command = commands.add_parser("table", help=text, description=text)
    command.add_argument("expression", metavar="EXPRESSION")
    command.add_argument("--grid", required=True, metavar="TEXT", help="such as 'a=1/2,1,10; b=1e-3:1e3:7log'")
    command.add_argument("--digits", type=_digits, default=50, metavar="N", help="significant digits (50)")
    command.add_argument("--format", choices=tuple(FORMATS), help="by default that of the file's suffix, or csv")
    command.add_argument("-o", "--output", metavar="FILE", help="standard output unless given, not resumable then")
    command.add_argument("--jobs", type=_jobs, metavar="N", help="cells at a time; by default one for each processor")
    command.add_argument("--seconds", type=_seconds, default=60.0, help="time limit of one cell (60)")
    command.add_argument("--force", action="store_true", help="overwrite a file that is not this table")
    command.set_defaults(json=False, latex=False, steps=False)


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--assume", default="", metavar="TEXT", help="such as 'k > 0, mu real, n integer'")
    options.add_argument("--base", choices=("2", "e", "10"), default="e", help="bits, nats (default) or dits")
    options.add_argument("--digits", type=_digits, metavar="N", help="print the number to N digits")
    options.add_argument("--budget", type=_seconds, default=10.0, metavar="SECONDS", help="time limit (10)")
    options.add_argument("--steps", action="store_true", help="print the derivation or the proof")
    options.add_argument("--latex", action="store_true", help="print LaTeX")
    options.add_argument("--json", action="store_true", help="print one JSON object")
    return options


def _digits(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    if not 1 <= number <= MAX_DIGITS:
        raise argparse.ArgumentTypeError(f"the number of digits lies between 1 and {MAX_DIGITS}")
    return number


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError("the budget is a positive number of seconds")
    return seconds
