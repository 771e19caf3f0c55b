"""Proofs as JSON and back: trees of SymPy nodes by their classes, nothing that is evaluated.

A node is ``{"node": "module.Class", "args": [...]}``, a symbol ``{"symbol": name, "assumptions": {...}}``, a
rational number ``{"rational": "p/q"}``, a tuple a list, a part of a proof ``{"part": "Step", ...}``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import fields
from typing import Any, Final

from sympy import Add, Basic, Dummy, Mul, Pow, Rational, S, Symbol
from sympy.core.function import AppliedUndef, Function, UndefinedFunction
from sympy.core.relational import Relational
from sympy.core.singleton import Singleton
from sympy.core.symbol import Str
from sympy.logic.boolalg import BooleanFunction

from symbolic_info.engine.trace import Step
from symbolic_info.errors import ProofFormatError
from symbolic_info.proof.certificate import Term, Witness

PARTS: Final[dict[str, type]] = {"Step": Step, "Term": Term, "Witness": Witness}
FORMAT: Final = 1
PACKAGES: Final = ("sympy.", "symbolic_info.")
UNEVALUATED: Final = (Add, Mul, Pow, Relational, BooleanFunction, Function)


def register(part: type) -> type:
    """A dataclass that may be a part of a proof."""
    return PARTS.setdefault(part.__name__, part)


def dumps(proof: Any) -> str:
    """A proof as text; errors: `ProofFormatError` where it would not come back the same."""
    text = json.dumps({"format": FORMAT, "reads": proof.text(), "proof": encoded(proof)}, ensure_ascii=False, indent=1)
    if loads(text) != proof:
        raise ProofFormatError(f"no JSON keeps the proof of {proof.claim} as it is")
    return text


def loads(text: str) -> Any:
    """The proof in a text of `dumps`; what it claims is to be rechecked.  Errors: `ProofFormatError`."""
    try:
        stored = json.loads(text)
        if stored["format"] != FORMAT:
            raise ProofFormatError(f"format {stored['format']} is unknown")
        found = decoded(stored["proof"])
        if not repr(found):  # a node that lacks its parts cannot even be written
            raise ProofFormatError("this proof is empty")
        return found
    except Exception as error:  # constructors given anything may fail in any way
        raise ProofFormatError(f"this is no proof in JSON: {error}") from error


def encoded(value: Any) -> Any:
    """A value as lists, dicts and texts.

    >>> from sympy import Rational, Symbol
    >>> encoded((Rational(1, 2), "text"))
    [{'rational': '1/2'}, 'text']
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [encoded(item) for item in value]
    if type(value).__name__ in PARTS:
        return {"part": type(value).__name__, **{f.name: encoded(getattr(value, f.name)) for f in fields(value)}}
    return _encoded_node(value)


def _encoded_node(node: Basic) -> dict[str, Any]:
    if isinstance(node, Symbol):
        known = {name: truth for name, truth in node.assumptions0.items() if truth is not None}
        index = {"dummy": node.dummy_index} if isinstance(node, Dummy) else {}
        return {"symbol": node.name, "assumptions": known, **index}
    if isinstance(node, Rational) and node.is_finite:
        return {"rational": str(node)}
    if isinstance(node, Str):
        return {"text": node.name}
    if isinstance(node, AppliedUndef):
        known = node.func._kwargs
        return {"function": node.func.__name__, "assumptions": known, "args": [encoded(a) for a in node.args]}
    if isinstance(node, UndefinedFunction):
        return {"function": node.__name__, "assumptions": node._kwargs}
    kind = type(node)
    return {"node": f"{kind.__module__}.{kind.__qualname__}", "args": [encoded(a) for a in node.args]}


def decoded(data: Any) -> Any:
    """What `encoded` wrote."""
    if data is None or isinstance(data, str):
        return data
    if isinstance(data, list):
        return tuple(decoded(item) for item in data)
    if "part" in data:
        kind = PARTS[data["part"]]
        return kind(**{name: decoded(item) for name, item in data.items() if name != "part"})
    return _decoded_node(data)


def _decoded_node(data: dict[str, Any]) -> Basic:
    if "symbol" in data:
        known = {str(name): bool(truth) for name, truth in data["assumptions"].items()}
        if "dummy" in data:
            return Dummy(str(data["symbol"]), dummy_index=int(data["dummy"]), **known)
        return Symbol(str(data["symbol"]), **known)
    if "rational" in data:
        above, _, below = data["rational"].partition("/")
        return Rational(int(above), int(below or 1))
    if "text" in data:
        return Str(str(data["text"]))
    args = [decoded(item) for item in data.get("args", ())]
    if "function" in data:
        function = UndefinedFunction(str(data["function"]), **data["assumptions"])
        return function(*args) if "args" in data else function
    return _rebuilt(_class(data["node"]), args)


def _class(path: str) -> type[Basic]:
    """A class of SymPy or of this package that is loaded already."""
    module, _, name = path.rpartition(".")
    found = getattr(sys.modules.get(module), name, None)
    if not path.startswith(PACKAGES) or not (isinstance(found, type) and issubclass(found, Basic)):
        raise ProofFormatError(f"{path} is no class of SymPy or of symbolic_info")
    return found


def _rebuilt(kind: type[Basic], args: list[Any]) -> Basic:
    if any(not isinstance(a, Basic) for a in args):
        raise ProofFormatError(f"{kind.__name__} is made of nodes")
    if isinstance(kind, Singleton):
        return getattr(S, kind.__name__, None) or kind()
    if issubclass(kind, UNEVALUATED):
        return kind(*args, evaluate=False)
    return kind(*args)
