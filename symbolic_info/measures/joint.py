"""What the coordinates of a joint law share: each measure is a sum of entropies of marginals."""

from __future__ import annotations

from collections import Counter
from typing import Any, ClassVar

from sympy import Add, Expr, Mul, S, Tuple, log
from sympy.core.numbers import Integer
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import ParameterError, SpaceError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.finite import Finite
from symbolic_info.laws.independent import Indices, part, projected
from symbolic_info.laws.joint import marginal, size
from symbolic_info.laws.law import Law, as_model
from symbolic_info.laws.variables import Variable, VariableLaw, names_variables, ordered, variables_in
from symbolic_info.laws.variables import joint as joint_law
from symbolic_info.measures.entropy import Entropy
from symbolic_info.measures.node import Measure
from symbolic_info.measures.units import in_base

Terms = Counter[Indices]


def conditional(block: Indices, given: Indices) -> Terms:
    """H(block | given) = H(block, given) - H(given).

    >>> from symbolic_info.measures.joint import conditional
    >>> dict(conditional((0,), (1,)))
    {(0, 1): 1, (1,): -1}
    """
    terms = Counter({tuple(sorted({*block, *given})): 1})
    terms.subtract({given: 1} if given else {})
    return terms


def plus(*parts: Terms) -> Terms:
    """The sum of entropies with signs."""
    total: Terms = Counter()
    for terms in parts:
        total.update(terms)
    return total


def minus(terms: Terms) -> Terms:
    """The sum with the opposite signs."""
    return Counter({k: -v for k, v in terms.items()})


class JointMeasure(Measure):
    """A measure of blocks of coordinates of one joint law, given other coordinates.

    ``blocks`` are indices, counted from 0, or tuples of them; each coordinate on its own unless
    said otherwise.  Coordinates that are in no block and not ``given`` are ignored.
    Abstract random variables stand for themselves: the blocks, and what is given, are variables,
    joint laws or tuples of them, and may overlap.
    """

    fewest_blocks: ClassVar[int] = 2
    most_blocks: ClassVar[int | None] = None
    latex_symbol = "I"
    letter = "I"
    between = "; "

    def __new__(cls, joint: Any, *blocks: Any, given: Any = (), base: Any = None) -> Expr:
        if len(blocks) == 2 and isinstance(blocks[0], Tuple) and all(isinstance(b, Tuple) for b in blocks[0]):
            blocks, given = blocks  # SymPy rebuilds a node from its arguments
        elif names_variables((joint, *blocks, given)):
            joint, blocks, given = cls.indexed((joint, *blocks), given)
        law, condition = as_law(joint), _block(given)
        count = size(law)
        if count < 2 and not isinstance(law, Variable):
            raise UnknownLawError(f"a joint law is needed, such as {{(x, y): probability}}, not {law}")
        if law.tied:
            raise SpaceError(f"the components of {law} determine one of them: they have no joint density")
        read = [_block(b) for b in blocks] or cls.every_block(count, condition)
        cls.check_blocks(read, condition, count, overlapping=isinstance(law, VariableLaw))
        shown = Tuple(*(Tuple(*map(S, b)) for b in read)), Tuple(*map(S, condition))
        return in_base(Expr.__new__(cls, law, *shown), base)

    @classmethod
    def every_block(cls, count: int, given: Indices) -> list[Indices]:
        """The blocks meant where none are given."""
        return [(i,) for i in range(count) if i not in given]

    @classmethod
    def indexed(cls, blocks: tuple[Any, ...], given: Any) -> tuple[Law, tuple[Indices, ...], Indices]:
        """Variables as the coordinates of their joint law; a joint law alone has its variables as blocks."""
        if len(blocks) == 1 and cls.fewest_blocks > 1:
            blocks = variables_in(blocks)
        read = [variables_in(b) for b in ((blocks,) if cls.most_blocks == 1 else blocks)]
        condition = variables_in(given)
        members = ordered(x for block in (*read, condition) for x in block)
        places = [tuple(sorted({members.index(x) for x in block})) for block in (*read, condition)]
        return joint_law(*members), tuple(places[:-1]), places[-1]

    @classmethod
    def check_blocks(cls, blocks: list[Indices], given: Indices, count: int, overlapping: bool = False) -> None:
        """Raise where the blocks are too few or too many, overlap or name no coordinate."""
        used = [i for block in (*blocks, given) for i in block]
        disjoint = overlapping or len(set(used)) == len(used)
        if not disjoint or not all(blocks) or not all(0 <= i < count for i in used):
            raise ParameterError(f"blocks are disjoint, not empty, and of the coordinates 0 to {count - 1}")
        most = cls.most_blocks or len(blocks)
        if not cls.fewest_blocks <= len(blocks) <= most:
            wanted = cls.fewest_blocks if cls.most_blocks else f"{cls.fewest_blocks} or more"
            raise ParameterError(f"{cls.__name__} takes {wanted} block(s) of coordinates, not {len(blocks)}")

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        """What has to hold for the law to exist, without factors of known sign."""
        reduced = (Facts().reduce(c) for c in super().conditions)
        return tuple(dict.fromkeys(c for c in reduced if c != S.true))

    @property
    def blocks(self) -> tuple[Indices, ...]:
        """The blocks of indices."""
        return tuple(tuple(int(i) for i in block) for block in self.args[1])

    @property
    def given(self) -> Indices:
        """The indices of the coordinates on which the measure is conditioned."""
        return tuple(int(i) for i in self.args[2])

    @property
    def entropies(self) -> Terms:
        """The measure as a sum: the indices of a marginal to the coefficient of its entropy."""
        raise NotImplementedError

    @property
    def terms(self) -> dict[Indices, int]:
        """`entropies` without zeros."""
        return {i: c for i, c in self.entropies.items() if c and i}

    @property
    def definition(self) -> Expr:
        """E log of a product of powers of the marginal probabilities, or entropies where there is no list."""
        law = as_model(self.laws[0])
        if not isinstance(law, Finite):
            return self.rewrite(Entropy)
        tables = {i: projected(law, i) for i in self.terms}
        rows = ((w, [tables[i][part(x, i)] ** -c for i, c in self.terms.items()]) for x, w in law.pmf.items())
        return Add(*(w * log(Mul(*factors)) for w, factors in rows if w != 0))

    def _eval_rewrite_as_Entropy(self, *args: Any, **kwargs: Any) -> Expr:
        return Add(*(c * Entropy(marginal(self.laws[0], i)) for i, c in self.terms.items()))

    @property
    def variables(self) -> tuple[tuple[Variable, ...], ...] | None:
        """The blocks, and last what is given, as abstract random variables, where they are such."""
        law = self.laws[0]
        if not isinstance(law, VariableLaw):
            return None
        return tuple(tuple(law.members[i] for i in block) for block in (*self.blocks, self.given))

    def _sympystr(self, printer: Any) -> str:
        if self.variables is not None:
            *read, last = (joint_law(*block) if block else None for block in self.variables)
            return f"{type(self).__name__}({', '.join(map(str, read))}{'' if last is None else f', given={last}'})"
        usual = self.every_block(size(self.laws[0]), self.given)
        blocks = [] if list(self.blocks) == usual else [str(b[0]) if len(b) == 1 else str(b) for b in self.blocks]
        given = [f"given={self.given[0] if len(self.given) == 1 else self.given}"] if self.given else []
        return f"{type(self).__name__}({', '.join([printer.doprint(self.laws[0]), *blocks, *given])})"

    def _textbook(self, printer: Any) -> str:
        if self.variables is None:
            return str(self)
        *blocks, given = (",".join(x.name for x in block) for block in self.variables)
        return f"{self.letter}({';'.join(blocks)}{'|' + given if given else ''})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        if self.variables is not None:
            *blocks, last = (", ".join(map(printer.doprint, block)) for block in self.variables)
            under = ""
        else:
            *blocks, last = map(_coordinates_latex, (*self.blocks, self.given))
            under = rf"_{{X \sim {printer.doprint(self.laws[0])}}}"
        given = rf" \,\middle|\, {last}" if last else ""
        text = rf"{self.latex_symbol}\left({self.between.join(blocks)}{given}\right){under}"
        return text if exp is None else rf"{{{text}}}^{{{exp}}}"


def _block(block: Any) -> Indices:
    items = (block,) if isinstance(block, int | Integer) else block
    if not isinstance(items, tuple | list | Tuple) or not all(isinstance(i, int | Integer) for i in items):
        raise ParameterError(f"a block is an index of a coordinate, or a tuple of indices, not {block!r}")
    return tuple(sorted(int(i) for i in items))


def _coordinates_latex(block: Indices) -> str:
    return ", ".join(f"X_{{{i + 1}}}" for i in block)
