"""Displays that fit on a page: how wide LaTeX is, and where a long formula is broken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap

LINE = 66.0  # a text line of LaTeX's article class, in letters
INDENT = 2.0
TOKEN = re.compile(r"\\[a-zA-Z]+|\\.|.", re.S)
SPACED = {"+": 2.4, "-": 2.4, "=": 2.4, r"\leq": 2.4, r"\geq": 2.4, r"\wedge": 2.2, r"\vee": 2.2, "<": 2.4, ">": 2.4}
FREE = {" ", "&", r"\,", r"\left", r"\right", r"\middle", "{", "}", r"\begin", r"\end", r"\displaystyle"}
NAMES = {r"\log": 3.0, r"\exp": 3.0, r"\infty": 2.0, r"\quad": 2.0, r"\qquad": 4.0, r"\int": 2.0, r"\sum": 3.0}
Row = tuple[str, str, str]


def width(tex: str) -> float:
    r"""About how many letters a formula is wide.

    >>> from symbolic_info.typeset import width
    >>> width(r"\frac{a + b}{c}") < width("a + b + c")
    True
    """
    return _Ruler(tex).until("")


class _Ruler:
    """Adds up the widths of tokens; fractions are as wide as their wider part, rows as the widest row."""

    def __init__(self, tex: str) -> None:
        self.tokens = TOKEN.findall(tex)
        self.at = 0

    def until(self, stop: str) -> float:
        """The width up to the token ``stop``."""
        rows = [0.0]
        while self.at < len(self.tokens) and self.tokens[self.at] != stop:
            if self.tokens[self.at] == r"\\":
                rows.append(0.0)
                self.at += 1
            else:
                rows[-1] += self.part()
        self.at += 1
        return max(rows)

    def part(self) -> float:
        """The width of the next token with its arguments."""
        if self.at >= len(self.tokens):
            return 0.0
        token = self.tokens[self.at]
        self.at += 1
        if token == "{":
            return self.until("}")
        if token in (r"\frac", r"\binom"):
            return max(self.part(), self.part()) + 0.5
        if token in ("^", "_"):
            return 0.7 * self.part()
        if token == r"\begin":
            return self.environment()
        return self.symbol(token)

    def environment(self) -> float:
        """The widest row of an environment, from its name on."""
        self.part()
        inside = self.until(r"\end")
        self.part()
        return inside + 1.0

    @staticmethod
    def symbol(token: str) -> float:
        """The width of a single token."""
        return SPACED.get(token, NAMES.get(token, 0.0 if token in FREE else 1.0))


def _wrapped(reason: str) -> list[str]:
    """The words of a reason in lines; formulas in it stay whole."""
    parts = f"({reason})".split("$")
    parts[1::2] = [math.replace(" ", "\0") for math in parts[1::2]]
    lines = wrap("$".join(parts), int(LINE - 2 * INDENT), break_long_words=False, break_on_hyphens=False)
    return [line.replace("\0", " ") for line in lines]


def broken(tex: str, limit: float = LINE) -> list[str]:
    r"""A formula in lines of at most about ``limit``, broken before plus and minus signs, in brackets where it must be.

    >>> from symbolic_info.typeset import broken
    >>> broken("a + b + c", limit=6)
    ['a + b', '+ c']
    >>> print(*broken(r"\left(a + b\right) c", limit=4), sep="\n")
    \left(a \right.
    \left. + b\right) c
    """
    lines, start, prefix = [], 0, ""
    cuts = _cuts(tex)
    while width(tex[start:]) > limit and (ahead := [c for c in cuts if c[0] > start]):
        fitting = [c for c in ahead if width(tex[start : c[0]]) <= limit]
        outside = [c for c in fitting if c[1] == 0]
        cut, depth = max(outside or fitting) if fitting else min(ahead)
        lines.append(prefix + tex[start:cut].strip() + (r" \right." if depth else ""))
        start, prefix = cut, r"\left. " if depth else ""
    return [*lines, prefix + tex[start:].strip()]


def _cuts(tex: str) -> list[tuple[int, int]]:
    """Where signs and spaces in a list stand: outside of brackets (0) or in one pair of them (1)."""
    cuts, braces, brackets, place, before = [], 0, 0, 0, ""
    for token in TOKEN.findall(tex):
        braces += (token in ("{", r"\begin")) - (token in ("}", r"\end"))
        brackets += (token == r"\left") - (token == r"\right")
        unary = before in ("", "[", "(", r"\{", "|", ",", "=")
        listed = token == r"\ " and before == ","
        if ((token in ("+", "-") and not unary) or listed) and braces == 0 and brackets <= 1:
            cuts.append((place, brackets))
        place += len(token)
        before = before if token == " " else token
    return cuts


def noted(tex: str, note: str) -> list[str]:
    """A formula in lines of an ``align*`` environment, the note beside the last."""
    *lines, last = broken(tex, LINE - width(note))
    return [*(f"& {line} &&" for line in lines), rf"& {last} && \text{{{note}}}"]


def align(rows: Iterable[Row]) -> str:
    r"""Rows (left side, right side, reason) as an ``align*`` environment (amsmath).

    Reasons stand in a column of their own where everything fits beside each other, else below; long left sides
    have a line of their own and long right sides are broken.
    """
    rows = list(rows)
    widest = [max((width(row[i]) for row in rows), default=0.0) for i in range(3)]
    wide = sum(widest) + 3 * INDENT > LINE
    lines = [line for row in rows for line in (_stacked(row) if wide else [_beside(row)])]
    return "\\begin{align*}\n" + " \\\\\n".join(lines) + "\n\\end{align*}"


def _beside(row: Row) -> str:
    left, right, reason = row
    return rf"{left} &= {right} && \text{{{reason}}}"


def _stacked(row: Row) -> list[str]:
    """The left side on a line of its own unless it fits, the right side in lines, then the reason."""
    left, right, reason = row
    if left and width(left) + width(right) + INDENT <= LINE:
        lines = [f"& {left} = {right}"]
    elif r"\begin" in right:
        lines = [f"& {line}" for line in broken(left)] if left else []
        lines.append(rf"&\quad = {right}")
    else:
        first, *more = broken(right, LINE - 3 * INDENT)
        lines = [f"& {line}" for line in broken(left)] if left else []
        lines += [rf"&\quad = {first}", *(rf"&\qquad {line}" for line in more)]
    notes = [rf"\qquad\text{{{line}}}" for line in _wrapped(reason)]
    if len(notes) == 1 and width(lines[-1] + notes[0]) <= LINE:
        return [*lines[:-1], lines[-1] + notes[0]]
    return [*lines, *(f"&{note}" for note in notes)]


def in_cases(cases: Iterable[tuple[str, str]]) -> str:
    """A case distinction; where a value is too wide beside its condition, all conditions follow their values."""
    room = LINE - 6 * INDENT
    rows = [(broken(value, room), condition) for value, condition in cases]
    wide = any(len(lines) > 1 or width(lines[0]) + width(condition) > room for lines, condition in rows)
    shown = [_case(lines, condition, room) if wide else f"{lines[0]} & {condition}" for lines, condition in rows]
    body = r" \\ ".join(shown)
    return rf"\begin{{cases}} {body} \end{{cases}}"


def _case(lines: list[str], condition: str, room: float) -> str:
    """One case in one column."""
    first, *more = lines
    if not more and width(first) + width(condition) <= room:
        return rf"{first} \quad {condition}"
    inner = r" \\ ".join([f"& {first}", *(rf"&\quad {line}" for line in more), rf"&\quad {condition}"])
    return rf"\begin{{aligned}} {inner} \end{{aligned}}"
