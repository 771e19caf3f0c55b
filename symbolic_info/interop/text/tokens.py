"""Text to tokens.  A character outside the tables below ends the reading."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from typing import Final, Literal

from symbolic_info.errors import ParseError
from symbolic_info.interop.text.limits import MAX_LENGTH, MAX_NAME

Kind = Literal["number", "name", "mark", "end"]

GREEK: Final = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lamda", "μ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron",
    "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
}  # fmt: skip
MARKS: Final = {
    "−": "-", "·": "*", "×": "*", "≤": "<=", "≥": ">=", "≠": "!=", "‖": "||", "∥": "||",
    "^": "**", "==": "=", "→": "->", "⇒": "=>", "⇔": "<=>",
}  # fmt: skip
REFUSED: Final = {
    "e": "write E or exp(1) for Euler's number, or rename the variable",
    "I": "there are no complex numbers here; rename the variable, or write I(X;Y) for a mutual information",
    "nan": "nan is not a number",
    "inf": "write oo for infinity",
    "infinity": "write oo for infinity",
}
UNKNOWN: Final = {
    ".": "attribute access is not allowed",
    "'": "quoted strings are not allowed",
    '"': "quoted strings are not allowed",
    "!": "the character '!' is not allowed; write factorial(n)",
    "∞": "write oo for infinity",
}
_TOKEN: Final = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<name>[A-Za-z_α-ρσ-ω][A-Za-z0-9_α-ρσ-ω]*)"
    r"|(?P<mark>\*\*|\|\||<=>|<=|>=|=>|->|==|!=|[-+*/^()\[\]{},:;|=<>−·×≤≥≠‖∥→⇒⇔])"
)
_GREEK_NAME: Final = re.compile(r"[^ -~][0-9]*(?:_[A-Za-z0-9]+)?")
_SPACE: Final = re.compile(r"[ \t\r\n]*")
_BRACKET: Final = re.compile(r"[ \t\r\n]*\(")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the text and the offset of its first character."""

    kind: Kind
    text: str
    position: int


def tokenize(text: str) -> list[Token]:
    """The tokens of a text, closed by one of kind ``end``.

    >>> [token.text for token in tokenize("2*σ ≤ x^2")]
    ['2', '*', 'sigma', '<=', 'x', '**', '2', '']
    """
    if len(text) > MAX_LENGTH:
        raise ParseError(f"the text has more than {MAX_LENGTH} characters", MAX_LENGTH)
    tokens: list[Token] = []
    position = _skip_space(text, 0)
    while position < len(text):
        token, position = _next_token(text, position)
        tokens.append(token)
        position = _skip_space(text, position)
    return [*tokens, Token("end", "", len(text))]


def _skip_space(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _next_token(text: str, position: int) -> tuple[Token, int]:
    found = _TOKEN.match(text, position)
    if found is None:
        character = text[position]
        raise ParseError(UNKNOWN.get(character, f"the character {character!a} is not allowed"), position)
    word = found.group()
    if found.lastgroup == "name":
        called = word == "I" and _BRACKET.match(text, found.end())
        return Token("name", "I" if called else _plain_name(word, position), position), found.end()
    if found.lastgroup == "mark":
        return Token("mark", MARKS.get(word, word), position), found.end()
    return Token("number", word, position), found.end()


def _plain_name(word: str, position: int) -> str:
    """The name in ASCII; reserved and overlong names are refused."""
    name = GREEK.get(word[0], word[0]) + word[1:]
    if not (word.isascii() or _GREEK_NAME.fullmatch(word)):
        raise ParseError("write * for a product; a name is one Greek letter with an index, as in 'sigma_1'", position)
    if len(name) > MAX_NAME:
        raise ParseError(f"the name has more than {MAX_NAME} characters", position)
    if name.startswith("__") or name.endswith("__"):
        raise ParseError(f"the name {name} is not allowed", position)
    if keyword.iskeyword(name):
        raise ParseError(f"{name} is a reserved word" + "; write lamda" * (name == "lambda"), position)
    hint = REFUSED.get(name.lower() if len(name) > 1 else name)
    if hint:
        raise ParseError(f"the name {name} is not allowed: {hint}", position)
    return name
