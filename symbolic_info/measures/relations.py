"""Relations between random variables that say that some of their information measures vanish."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from sympy import Basic, Eq, Tuple
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ClaimError
from symbolic_info.laws.variables import joint, variables_in
from symbolic_info.measures.conditional_entropy import ConditionalEntropy
from symbolic_info.measures.mutual_information import MutualInformation, TotalCorrelation


class VariableRelation(Boolean):
    """A relation between blocks of abstract random variables: each a variable, a joint law, or a tuple of such."""

    fewest = 2
    separator = ", "
    symbol = ""

    def __new__(cls, *blocks: Any, given: Any = ()) -> Basic:
        if len(blocks) == 2 and isinstance(blocks[0], Tuple) and all(isinstance(b, Tuple) for b in blocks[0]):
            blocks, given = blocks  # SymPy rebuilds a node from its arguments
        read = [joint(block).members for block in blocks]
        if len(read) < cls.fewest:
            raise ClaimError(f"{cls.__name__} relates {cls.fewest} or more variables, not {len(read)}")
        return super().__new__(cls, Tuple(*(Tuple(*b) for b in read)), Tuple(*variables_in(given)))

    @property
    def blocks(self) -> tuple[Tuple, ...]:
        """The blocks of variables."""
        return tuple(self.args[0])

    @property
    def given(self) -> Tuple:
        """The variables on which the relation is conditioned."""
        return self.args[1]

    @property
    def equations(self) -> tuple[Eq, ...]:
        """The measures that vanish."""
        raise NotImplementedError

    def _sympystr(self, printer: Any) -> str:
        given = [f"given={joint(self.given)}"] if self.given else []
        return f"{type(self).__name__}({', '.join([*(str(joint(b)) for b in self.blocks), *given])})"

    def _textbook(self, printer: Any) -> str:
        return str(self)

    def _latex(self, printer: Any) -> str:
        shown = (", ".join(printer.doprint(x) for x in b) for b in self.blocks)
        text = self.symbol.join(shown)
        given = ", ".join(printer.doprint(x) for x in self.given)
        return rf"{text} \mid {given}" if given else text


class Independent(VariableRelation):
    """The blocks are independent, ``given`` others where said so: their total correlation is 0.

    Source: Cover & Thomas, theorem 2.6.6 and (2.90); Yeung 2008, section 2.1.

    >>> from symbolic_info import Independent, variables
    >>> X, Y, Z = variables("X Y Z")
    >>> Independent(X, Y, given=Z).equations
    (Eq(MutualInformation(X, Y, given=Z), 0),)
    """

    symbol = r" \perp "

    @property
    def equations(self) -> tuple[Eq, ...]:
        kind = MutualInformation if len(self.blocks) == 2 else TotalCorrelation
        return (Eq(kind(*map(tuple, self.blocks), given=tuple(self.given)), 0),)


class Markov(VariableRelation):
    """A Markov chain X -> Y -> Z -> ...: given one block, those before it and the next one are independent.

    Source: Cover & Thomas, section 2.8; Yeung 2008, section 2.1.

    >>> from symbolic_info import Markov, variables
    >>> X, Y, Z = variables("X Y Z")
    >>> Markov(X, Y, Z).equations
    (Eq(MutualInformation(X, Z, given=Y), 0),)
    """

    fewest = 3
    symbol = r" \to "

    def _textbook(self, printer: Any) -> str:
        return " -> ".join(",".join(x.name for x in b) for b in self.blocks) if not self.given else str(self)

    @property
    def equations(self) -> tuple[Eq, ...]:
        past = list(accumulate(map(tuple, self.blocks)))
        links = zip(past, map(tuple, self.blocks[1:]), map(tuple, self.blocks[2:]), strict=False)
        common = tuple(self.given)
        return tuple(Eq(MutualInformation(a, c, given=b + common), 0) for a, b, c in links)


class FunctionOf(VariableRelation):
    """The first block is a function of all others: its entropy given them is 0.

    Source: Cover & Thomas, problem 2.5.

    >>> from symbolic_info import FunctionOf, variables
    >>> X, Y, Z = variables("X Y Z")
    >>> FunctionOf(Z, X, Y).equations
    (Eq(ConditionalEntropy(Z, given=joint(X, Y)), 0),)
    """

    @property
    def equations(self) -> tuple[Eq, ...]:
        first, *others = map(tuple, self.blocks)
        return (Eq(ConditionalEntropy(*first, given=(*others, *self.given)), 0),)

    def _latex(self, printer: Any) -> str:
        first, *others = (", ".join(printer.doprint(x) for x in b) for b in self.blocks)
        return rf"{first} = f({', '.join(others)})"


class Copy(Basic):
    """An auxiliary variable ``new`` that is a copy of ``of``, ``given`` others: the premise of the copy lemma.

    (new, Z) has the law of (of, Z), and given Z the new variable is independent of all others; whatever the joint law
    of the others is, such a variable exists.  ``of`` may be a block, ``new`` then has as many variables.
    Source: Zhang & Yeung 1998, IEEE Trans. Inf. Theory 44, 1440; Dougherty, Freiling & Zeger 2011, lemma 2.

    >>> from symbolic_info import Copy, variables
    >>> A, B, C, U = variables("A B C U")
    >>> Copy(U, A, given=(B, C))
    Copy(U, A, given=joint(B, C))
    """

    def __new__(cls, new: Any, of: Any, given: Any) -> Copy:
        fresh, old, below = variables_in(_as_tuple(new)), variables_in(_as_tuple(of)), joint(given).members
        if len({*fresh, *old, *below}) < len(fresh) + len(old) + len(below) or len(fresh) != len(old):
            raise ClaimError("a copy has as many variables as its original, none of them given")
        made: Copy = super().__new__(cls, Tuple(*fresh), Tuple(*old), Tuple(*below))
        return made

    def _sympystr(self, printer: Any) -> str:
        new, of, given = (str(joint(part)) for part in self.args)
        return f"Copy({new}, {of}, given={given})"

    def _latex(self, printer: Any) -> str:
        new, of, given = (", ".join(map(printer.doprint, part)) for part in self.args)
        return rf"({new}, {given}) \sim ({of}, {given}),\ {new} \perp \ldots \mid {given}"


def _as_tuple(part: Any) -> Any:
    return part if isinstance(part, tuple | Tuple) else (part,)
