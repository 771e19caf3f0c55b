"""The report of an audit: Markdown and HTML with a plot of the errors."""

from __future__ import annotations

import html
import math
import platform
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from symbolic_info.audit.finding import Finding

__all__ = ["VERDICTS", "lines", "plot", "write"]

VERDICTS: Final = ("good", "poor", "wrong", "refused", "unknown")
COLOURS: Final = {"good": "tab:green", "poor": "tab:orange", "wrong": "tab:red"}
PACKAGES: Final = {"scipy": ("scipy", "numpy"), "torch": ("torch",)}
COMMON: Final = ("symbolic-info", "sympy", "mpmath", "python-flint")
FAR: Final = 1e19
WORST: Final = 3

Table = list[list[str]]


def write(findings: Sequence[Finding], library: str, folder: Path) -> None:
    """Write ``report.md``, ``report.html`` and, with matplotlib, ``errors.png`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    plotted = plot(findings, library, folder / "errors.png")
    (folder / "report.md").write_text(_markdown(findings, library, plotted), encoding="utf-8")
    (folder / "report.html").write_text(_html(findings, library, plotted), encoding="utf-8")


def lines(findings: Sequence[Finding]) -> Table:
    """One row for each distribution or pair: how many of each verdict, and the largest error in ulps."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.subject.name, []).append(finding)
    rows = [["distribution", *VERDICTS, "worst error (ulps)"]]
    for name, part in groups.items():
        counts = Counter(finding.verdict for finding in part)
        worst = max((f.ulps for f in part if not math.isnan(f.ulps)), default=math.nan)
        rows.append([name, *(str(counts[verdict]) for verdict in VERDICTS), f"{worst:.2g}"])
    return rows


def _defects(findings: Sequence[Finding], verdict: str) -> Table:
    """The calls with a verdict; of one distribution the three worst."""
    rows = [["call", "gives", "truth", "known as", "error (ulps)"]]
    taken: Counter[str] = Counter()
    for f in sorted((f for f in findings if f.verdict == verdict), key=lambda f: (f.subject.name, -f.ulps)):
        taken[f.subject.name] += 1
        if taken[f.subject.name] <= WORST:
            rows.append([f.subject.code, f.theirs, f.ours, f.kind, f"{f.ulps:.2g}"])
    return rows


def _parts(findings: Sequence[Finding], library: str) -> list[tuple[str, Table]]:
    return [
        (
            "Wrong (relative error above 1e-3 and absolute above 1e-6, or not finite where the truth is)",
            _defects(findings, "wrong"),
        ),
        ("Poor (relative error above 1e-10 and absolute above 1e-12)", _defects(findings, "poor")),
        ("All", lines(findings)),
    ]


def _intro(findings: Sequence[Finding], library: str) -> str:
    known = {name: _version(name) for name in (*PACKAGES[library], *COMMON)}
    versions = ", ".join(f"{name} {number}" for name, number in known.items())
    counts = Counter(finding.verdict for finding in findings)
    return (
        f"{len(findings)} values: {', '.join(f'{counts[v]} {v}' for v in VERDICTS)}. "
        f"The parameters are the exact values of the doubles shown. Python {platform.python_version()}, {versions}."
    )


def _markdown(findings: Sequence[Finding], library: str, plotted: bool) -> str:
    parts = [f"# Audit of {library}", _intro(findings, library)]
    parts += ["![errors in ulps](errors.png)"] if plotted else []
    for title, (head, *rows) in _parts(findings, library):
        ruled = [head, ["---"] * len(head), *rows]
        parts += [f"## {title}", "\n".join(f"| {' | '.join(_cell(c) for c in row)} |" for row in ruled)]
    return "\n\n".join(parts) + "\n"


def _cell(text: str) -> str:
    return f"`{text}`" if "(" in text and ")" in text and "ulps" not in text else text.replace("|", "\\|")


def _html(findings: Sequence[Finding], library: str, plotted: bool) -> str:
    style = (
        "body{font-family:sans-serif;margin:2em}td,th{padding:.2em .6em;border-bottom:1px solid #ccc;text-align:left}"
    )
    body = [f"<h1>Audit of {library}</h1><p>{html.escape(_intro(findings, library))}</p>"]
    body += ['<img src="errors.png" alt="errors in ulps" style="max-width:100%">'] if plotted else []
    for title, (head, *rows) in _parts(findings, library):
        cells = ["".join(f"<td>{html.escape(c)}</td>" for c in row) for row in rows]
        top = "".join(f"<th>{html.escape(c)}</th>" for c in head)
        body.append(f"<h2>{html.escape(title)}</h2><table><tr>{top}</tr><tr>{'</tr><tr>'.join(cells)}</tr></table>")
    return f'<!doctype html><meta charset="utf-8"><title>Audit</title><style>{style}</style>{"".join(body)}\n'


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def plot(findings: Sequence[Finding], library: str, path: Path) -> bool:
    """Dots for the errors in ulps, one line for each distribution; False without matplotlib."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        return False
    shown = [f for f in findings if f.verdict in COLOURS]
    names = sorted({f.subject.name for f in shown}, reverse=True)
    figure = Figure(figsize=(9, 1.5 + 0.2 * len(names)), layout="constrained")
    axes = figure.subplots()
    for verdict, colour in COLOURS.items():
        part = [f for f in shown if f.verdict == verdict]
        places = [min(max(f.ulps, 0.1), FAR) for f in part]
        axes.scatter(places, [names.index(f.subject.name) for f in part], s=14, alpha=0.6, c=colour, label=verdict)
    axes.set_xscale("log")
    axes.set_xlim(0.05, 3 * FAR)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_ylim(-1, len(names))
    axes.grid(alpha=0.3)
    axes.set_xlabel("error in units of the last place (0.1: less; 1e19: more, or not finite)")
    axes.set_title(f"{library}: float64 results against certified or estimated digits")
    axes.legend(loc="upper center", ncols=3, fontsize=8)
    FigureCanvasAgg(figure).print_png(str(path))
    return True
