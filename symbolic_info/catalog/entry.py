"""An entry of the catalog: one statement of the literature, its conditions, its source, its status."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sympy import Basic, Eq, Equivalent, Implies

from symbolic_info.catalog.books import BOOKS
from symbolic_info.interop.reading import Reading
from symbolic_info.interop.statements import read_claims
from symbolic_info.notation import latex
from symbolic_info.proof import Proof, prove

Stated = str | Callable[[], Basic]
UNCONDITIONAL: Final = "all laws for which the measures are finite"


@dataclass(frozen=True)
class Statement:
    """A claim in textbook notation (or a function that builds it), under what is assumed of it.

    ``where`` are assumptions on parameters, ``given`` claims about laws and variables; ``copies`` admits
    the copy lemma.

    >>> Statement("H(Uniform(a, b)) = log(b - a)", "a < b").conditions
    'a < b'
    >>> Statement("I(X;Z) <= I(X;Y)", given=("X -> Y -> Z",)).prove().status
    'proved'
    """

    stated: Stated
    where: str = ""
    given: tuple[Stated, ...] = ()
    copies: bool = False

    @cached_property
    def reading(self) -> Reading[tuple[Basic, ...]]:
        """The claim and what is given of it, with the conditions on parameters."""
        stated = (self.stated, *self.given)
        texts = [text for text in stated if isinstance(text, str)]
        read = read_claims(texts, self.where)
        meant = iter(read.content)
        return Reading(tuple(next(meant) if isinstance(c, str) else c() for c in stated), read.conditions)

    @property
    def claim(self) -> Basic:
        """The claim as a SymPy relation."""
        return self.reading.content[0]

    @property
    def conditions(self) -> str:
        """Under which conditions it is claimed, in words."""
        assumed = ", ".join(map(str, self.reading.conditions))
        hypotheses = zip(self.given, self.reading.content[1:], strict=True)
        given = [g if isinstance(g, str) else shown(claim) for g, claim in hypotheses]
        return ", ".join(filter(None, [self.where or assumed, *given])) or UNCONDITIONAL

    def prove(self, budget: float | None = None) -> Proof:
        """Put the claim to `prove`, with its conditions."""
        claim, *given = self.reading.content
        return prove(claim, [*given, *self.reading.bounds], budget, self.copies or ())

    def text(self) -> str:
        """The claim in textbook notation."""
        return self.stated if isinstance(self.stated, str) else shown(self.claim)


def shown(claim: Basic) -> str:
    """A claim on one line, with signs between its sides.

    >>> from sympy import Eq
    >>> from sympy.abc import x, y
    >>> shown(Eq(x, y))
    'x = y'
    """
    sign = {Eq: " = ", Implies: " => ", Equivalent: " <=> "}.get(claim.func)
    text = sign.join(map(shown, claim.args)) if sign else str(claim)
    return " ".join(text.split())


@dataclass(frozen=True)
class Entry:
    """A true statement under a permanent id, and false ones that look like it.

    ``id`` begins with the key of its book; ``place`` says where the book has it.  ``status`` is
    what `prove` answered when the entry was recorded: an expected value, which ``verify`` compares
    with what it answers now.  A look-alike is claimed under the conditions of the entry, or under
    its own where it is a `Statement`.

    >>> entry = Entry("CT-0", "theorem 0", "Gibbs", "D(p||q) >= 0", false=("D(p||q) > 0",))
    >>> entry.prove().status, [claim.prove().status for claim in entry.lookalikes]
    ('proved', ['refuted'])
    >>> entry.source
    'Cover & Thomas, Elements of Information Theory, 2nd ed., 2006, theorem 0'
    """

    id: str
    place: str
    name: str
    stated: Stated
    where: str = ""
    given: tuple[Stated, ...] = ()
    copies: bool = False
    status: str = "proved"
    false: tuple[Stated | Statement, ...] = ()

    @property
    def book(self) -> str:
        """The key of the book or paper."""
        return self.id.partition("-")[0]

    @property
    def source(self) -> str:
        """Book and place."""
        return f"{BOOKS[self.book]}, {self.place}"

    @cached_property
    def statement(self) -> Statement:
        """The statement with its conditions."""
        return Statement(self.stated, self.where, self.given, self.copies)

    @cached_property
    def lookalikes(self) -> tuple[Statement, ...]:
        """The false statements that look like this one."""
        return tuple(f if isinstance(f, Statement) else Statement(f, self.where, self.given) for f in self.false)

    @property
    def claim(self) -> Basic:
        """The statement as a SymPy relation."""
        return self.statement.claim

    @property
    def conditions(self) -> str:
        """Under which conditions it is claimed."""
        return self.statement.conditions

    def prove(self, budget: float | None = None) -> Proof:
        """Prove the statement anew."""
        return self.statement.prove(budget)

    def text(self) -> str:
        """The entry as lines of plain text."""
        lines = [f"{self.id}  {self.name}", f"  {self.statement.text()}", f"  for {self.conditions}"]
        lines += [f"  false: {claim.text()}" for claim in self.lookalikes]
        return "\n".join([*lines, f"  {self.status}; {self.source}"])

    def latex(self) -> str:
        """The statement as a formula."""
        return latex(self.claim)

    def markdown(self) -> str:
        """The entry as a line of a list."""
        false = "".join(f"\n  * false: `{claim.text()}`" for claim in self.lookalikes)
        head = f"* **{self.id}** {self.name} ({self.place}; {self.status})"
        return f"{head}: `{self.statement.text()}` for {self.conditions}{false}"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def __str__(self) -> str:
        return self.text()
