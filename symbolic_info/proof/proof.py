"""What `prove` returns: a status, the steps that carry it, or a witness."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn

from sympy import Basic, Expr, Ge, S
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from symbolic_info.engine.trace import Step
from symbolic_info.errors import ProofFormatError
from symbolic_info.laws.variables import about_variables
from symbolic_info.notation import latex, textbook
from symbolic_info.proof import rulebook, serial
from symbolic_info.proof.certificate import Record, Witness
from symbolic_info.proof.kernel.recheck import recheck
from symbolic_info.proof.kernel.trusted import trusted
from symbolic_info.typeset import broken, noted


@serial.register
@dataclass(frozen=True)
class Proof(Record):
    """The verdict on a claim, with its grounds.

    ``status`` is one of

    - 'proved': by exact symbolic steps alone;
    - 'certified': a number was enclosed by ball arithmetic;
    - 'checked': a closed form in it comes from SymPy's integration and agrees with the definition;
    - 'cited': by a lemma of the literature that is not proved here;
    - 'open': neither proved nor refuted, for the ``reason`` given;
    - 'refuted': false at the ``witness``, an exact instance that anyone can recompute.

    A status is no truth value: compare it.

    >>> from symbolic_info import CrossEntropy, Entropy, abstract
    >>> from symbolic_info.proof import prove
    >>> p, q = abstract("p q")
    >>> proof = prove(Entropy(p) <= CrossEntropy(p, q))
    >>> proof.status, proof.recheck()
    ('proved', True)
    >>> [step.rule for step in proof.steps]
    ["Gibbs' inequality: D(p || q) >= 0", 'the difference as a non-negative combination']
    """

    parts: tuple[Proof, ...] = ()

    def __bool__(self) -> NoReturn:
        raise TypeError("a status is not a truth value; compare .status")

    def recheck(self) -> bool:
        """Whether the claim, conditions, steps, certificate and witness belong together and carry the status.

        The kernel `symbolic_info.proof.kernel` imports nothing of the search.
        """
        return recheck(self)

    @property
    def trusts(self) -> tuple[str, ...]:
        """The files of `symbolic_info.proof.kernel` that carry the proof, ``engine`` for closed forms of families.

        >>> from symbolic_info.proof import prove
        >>> prove("H(X|Y) <= H(X)").trusts
        ('binding', 'core', 'entropies', 'recheck', 'variables')
        """
        return trusted(self)

    def to_json(self) -> str:
        """The proof as JSON, for another process to read by `from_json` and to `recheck`.

        >>> from symbolic_info.proof import Proof, prove
        >>> proof = prove("H(X|Y) <= H(X)")
        >>> Proof.from_json(proof.to_json()) == proof
        True
        """
        return serial.dumps(self)

    @classmethod
    def from_json(cls, text: str) -> Proof:
        """The proof in a text; nothing in it is trusted before `recheck`.  Errors: `ProofFormatError`."""
        found = serial.loads(text)
        if not isinstance(found, cls):
            raise ProofFormatError("this is no proof in JSON")
        return found

    def text(self) -> str:
        """The claim, its status, the steps with their reasons, the conditions."""
        return "\n".join(self._lines(()))

    def _lines(self, known: tuple[Basic, ...]) -> list[str]:
        """The lines of `text`, without the hypotheses that are known already."""
        show = textbook if about_variables(self.claim) else str
        lines = [f"{show(self.claim)}: {self.status}"]
        new = [g for g in self.given if g not in known]
        lines += [f"  given {', '.join(map(show, new))}"] if new else []
        lines += [f"  {_line(s, show)}    ({s.rule}){_source(s)}" for s in self.steps]
        lines += [f"  {line}" for part in self.parts for line in part._lines(self.given)]
        lines += [f"  at {self.witness}"] if self.witness else []
        lines += [f"  {self.reason}"] if self.reason else []
        return [*lines, *([f"  for {', '.join(map(str, self.conditions))}"] if self.conditions else [])]

    def latex(self) -> str:
        """The steps as an ``align*`` environment (amsmath) with the reason of each."""
        rows = noted(latex(self.claim), f"({self.status})")
        rows += [rf"& \text{{given }} {', '.join(map(latex, self.given))} &&"] if self.given else []
        rows += self._rows()
        if self.conditions:
            rows.append(rf"& \text{{for }} {', '.join(map(latex, self.conditions))} &&")
        return "\\begin{align*}\n" + " \\\\\n".join(rows) + "\n\\end{align*}"

    def _rows(self) -> list[str]:
        rows = [row for s in self.steps for row in noted(_line(s, latex), _escaped(s.rule))]
        for part in self.parts:
            rows += [*noted(latex(part.claim), f"({part.status})"), *part._rows()]
        if self.witness is not None:
            rows += _at(self.witness)
        return rows

    def _repr_latex_(self) -> str:
        return self.latex()

    def _repr_markdown_(self) -> str:
        return f"**{self.status}**\n\n$$\n{self.latex().replace('align*', 'aligned')}\n$$"


def _at(witness: Witness) -> list[str]:
    """The instance in lines, then each side in digits."""
    shown = r",\ ".join(f"{latex(k)} = {latex(v)}" for k, v in witness.instance)
    sides = witness.values.replace("oo", r"$\infty$").split(", ")
    return [*(f"& {line} &&" for line in broken(shown)), *(rf"&\quad \text{{{side}}} &&" for side in sides)]


def _line(step: Step, show: Callable[[Basic], str]) -> str:
    """A step as an equation, as a known inequality, or as an implication."""
    before, after = step.before, step.after
    if step.rule == rulebook.COPY:
        return show(before)
    if step.rule == rulebook.DIGITS:
        return f"{show(before)} {'>' if after == 1 else '<'} 0"
    if after == S.true and isinstance(before, Relational):
        return show(before)
    if isinstance(after, Boolean) and isinstance(before, Expr):
        return show(after if isinstance(after, Relational) else Ge(before, S.Zero, evaluate=False))
    if isinstance(before, Expr):
        return f"{show(before)} = {show(after)}"
    return show(before) + (r" \Rightarrow " if show is latex else " => ") + show(after)


def _source(step: Step) -> str:
    return f" [{step.source}]" if step.source else ""


def _escaped(rule: str) -> str:
    return (
        rule.replace("||", r"$\|$")
        .replace(">=", r"$\ge$")
        .replace("sum w_i q_i", r"$\sum w_i q_i$")
        .replace("sum w_i log(q_i)", r"$\sum w_i \log q_i$")
        .replace("w_i q_i)", r"$w_i q_i$)")
    )
