"""Laws with finitely many outcomes, of exact probabilities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any

from sympy import (
    Add,
    Basic,
    Eq,
    Expr,
    FiniteSet,
    Float,
    Ge,
    MatrixBase,
    Ne,
    Or,
    Pow,
    Rational,
    S,
    Set,
    Symbol,
    Tuple,
    log,
    simplify,
    sqrtdenest,
    sympify,
    together,
)
from sympy.core.symbol import Str
from sympy.logic.boolalg import Boolean

from symbolic_info.errors import NoDensityError, NormalizationError, UnknownLawError
from symbolic_info.facts import Facts
from symbolic_info.laws.domain import UNIT
from symbolic_info.laws.law import Family, Law, Parametric, exact

LONG, TINY = 60, Rational(1, 10**6)

MOST_SYMBOLIC = 64
MOST_ROOTS = 2


class Finite(Law):
    """Outcomes with their probabilities, in order; outcomes of probability 0 are kept.

    Symbols that stand for outcomes are taken to be different, which is a condition of the law.

    >>> from sympy import Rational
    >>> from symbolic_info.laws.finite import Finite
    >>> Finite((0, 1), (Rational(1, 3), Rational(2, 3))).probability(1)
    2/3
    """

    discrete = True

    def __new__(cls, outcomes: Iterable[Basic], probabilities: Iterable[Expr]) -> Finite:
        pmf: dict[Basic, Expr] = {}
        for x, p in zip(map(outcome, outcomes), probabilities, strict=True):
            pmf[x] = pmf[x] + p if x in pmf else p
        law: Finite = super().__new__(cls, Tuple(*pmf), Tuple(*pmf.values()))
        return law

    @cached_property
    def pmf(self) -> dict[Basic, Expr]:
        """Outcome to probability."""
        return dict(zip(*self.args, strict=True))

    @property
    def dimension(self) -> Expr:
        """The length of the outcomes, where they are tuples of one length."""
        lengths = {len(x) if isinstance(x, Tuple) else 1 for x in self.args[0]}
        return S(lengths.pop()) if len(lengths) == 1 else S.One

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        signs = [_nonnegative(p) for p in self.args[1]]
        total = Add(*self.args[1])
        sums = () if total == 1 or _excess(total) == 0 else (Eq(total, 1),)
        return (*(c for c in (*signs, *sums) if c != S.true), *different(self.args[0]))

    @property
    def free_symbols(self) -> set[Symbol]:
        """Those of the probabilities: outcomes are labels."""
        return set(self.args[1].free_symbols)

    @property
    def support(self) -> Set:
        return FiniteSet(*(x for x, p in self.pmf.items() if p != 0))

    def probability(self, outcome: Basic) -> Expr:
        """The probability of ``outcome``, 0 when it is not among the outcomes."""
        return self.pmf.get(outcome, S.Zero)

    def log_density(self, x: Expr) -> Expr:
        if x not in self.pmf and x.free_symbols:
            raise NoDensityError(f"the list {self} has no density as a formula in {x}")
        return log(self.probability(x))

    def _latex(self, printer: Any) -> str:
        rows = [rf"{printer.doprint(x)} : {printer.doprint(p)}" for x, p in self.pmf.items()]
        return r"\left\{" + ",\\ ".join(rows) + r"\right\}"

    def _sympystr(self, printer: Any) -> str:
        return "{" + ", ".join(f"{printer.doprint(x)}: {printer.doprint(p)}" for x, p in self.pmf.items()) + "}"


class Bernoulli(Family):
    """Law of ``success`` with probability p, else ``failure``."""

    parameters = {"p": UNIT, "success": UNIT, "failure": UNIT}
    defaults = {"success": S.One, "failure": S.Zero}
    discrete = True

    @property
    def conditions(self) -> tuple[Boolean, ...]:
        return tuple(c for c in UNIT.conditions(self.args[0]) if c != S.true)

    @property
    def free_symbols(self) -> set[Symbol]:
        """Those of p: outcomes are labels."""
        return set(self.args[0].free_symbols)

    def model(self) -> Finite:
        p, success, failure = self.args
        if success == failure:
            return Finite((success,), (S.One,))
        return Finite((failure, success), (1 - p, p))

    def _sympystr(self, printer: Any) -> str:
        shown = self.args if self.args[1:] != (S.One, S.Zero) else self.args[:1]
        return f"Bernoulli({', '.join(printer.doprint(a) for a in shown)})"

    def _latex(self, printer: Any) -> str:
        return rf"\operatorname{{Bernoulli}}\left({printer.doprint(self.args[0])}\right)"


class Rademacher(Parametric):
    """A fair sign: -1 or 1 with probability 1/2 each."""

    def __new__(cls) -> Finite:
        return Finite((S.NegativeOne, S.One), (S.Half, S.Half))


def as_finite(value: Any) -> Finite:
    """A dict, list, tuple or Matrix of probabilities as a law.

    Entries that are provably negative or do not sum to 1 raise `NormalizationError`; what
    cannot be decided becomes a condition of the law.
    """
    pmf = _pairs(value)
    if not pmf:
        raise UnknownLawError("a probability mass function needs at least one outcome")
    outcomes = [outcome(x) for x, _ in pmf]
    probabilities = [_plain(exact(p, f"the probability of {x}")) for x, p in pmf]
    if len(set(outcomes)) < len(outcomes):
        raise UnknownLawError("an outcome is listed twice")
    _check_pmf(probabilities)
    return Finite(outcomes, probabilities)


def outcome(value: Any) -> Basic:
    """``value`` as an outcome: compared by value, so that (sqrt(2) + 1)*(sqrt(2) - 1) is 1; text is a name.

    >>> from symbolic_info.laws.finite import outcome
    >>> outcome(("a", 1))
    (a, 1)
    """
    if isinstance(value, str):
        return Str(value)
    if isinstance(value, tuple | Tuple):
        return Tuple(*map(outcome, value))
    basic: Basic = sympify(value)
    return sqrtdenest(simplify(basic)) if isinstance(basic, Expr) and basic.is_number and basic.args else basic


def _is_plain(p: Expr) -> bool:
    """A symbol, or a sum so long that asking SymPy for its sign takes too long; never a number."""
    return isinstance(p, Symbol) or (isinstance(p, Add) and len(p.args) > LONG and bool(p.free_symbols))


def _nonnegative(p: Expr) -> Boolean:
    """``p >= 0``, without asking SymPy for more than it knows of a symbol."""
    if not _is_plain(p):
        return p >= 0
    known = p.assumptions0.get("extended_nonnegative") if isinstance(p, Symbol) else None
    return Ge(p, 0, evaluate=False) if known is None else sympify(known)


@lru_cache(maxsize=512)
def different(outcomes: Sequence[Basic]) -> tuple[Boolean, ...]:
    """That outcomes with symbols in them differ from one another, as far as that is not evident.

    Of more than 64 such outcomes it is taken for granted.

    >>> from sympy import symbols
    >>> from symbolic_info.laws.finite import different
    >>> u, a = symbols("u a", positive=True)
    >>> different((0, u, a, 2 * a))
    (Ne(u, a), Ne(u, 2*a))
    """
    every = [sympify(x) for x in outcomes]
    symbolic = [bool(x.free_symbols) for x in every]
    if not 0 < sum(symbolic) <= MOST_SYMBOLIC:
        return ()
    pairs = ((i, j) for j, known in enumerate(symbolic) for i in range(j) if known or symbolic[i])
    found = dict.fromkeys(_differ(every[i], every[j]) for i, j in pairs)
    return tuple(c for c in found if c != S.true)


def _differ(x: Basic, y: Basic) -> Boolean:
    if isinstance(x, Tuple) and isinstance(y, Tuple) and len(x) == len(y):
        return Or(*map(_differ, x, y))
    if isinstance(x, Expr) and isinstance(y, Expr):
        return S.true if (x - y).is_zero is False else Ne(x, y)
    return S(x != y)


def _plain(p: Expr) -> Expr:
    """An irrational number that is zero in disguise is zero."""
    disguised = p.is_number and not p.is_Rational and not abs(p.evalf(15)) > TINY and p.equals(0)
    return S.Zero if disguised else p


def _pairs(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, Mapping):
        return list(value.items())
    entries = list(value) if isinstance(value, MatrixBase | list | tuple | Tuple) else None
    if entries is None:
        raise UnknownLawError(f"cannot read {value!r} as a probability mass function")
    return list(enumerate(entries))


def _excess(total: Expr) -> Expr:
    """``total - 1``, simplified where that is affordable: SymPy may search for hours among several roots."""
    gap = (total - 1).expand()
    if gap == 0 or together(total) == 1:
        return S.Zero
    roots = {p for p in gap.atoms(Pow) if p.is_number and not p.exp.is_Integer}
    return gap if gap.count_ops() > 200 or len(roots) > MOST_ROOTS else simplify(gap)


def _differs_from_zero(gap: Expr) -> bool:
    """Whether a number is not zero for certain; a number too small to tell is not."""
    return bool(gap.is_number and gap != 0 and abs(gap.evalf(40)) > Float(10) ** -30)


def _is_impossible(p: Expr) -> bool:
    if _is_plain(p):
        known = p.assumptions0 if isinstance(p, Symbol) else {}
        return bool(known.get("extended_real") is False or known.get("extended_negative"))
    return bool(p.is_extended_real is False or p.is_negative or (p - 1).is_positive)


def _check_pmf(probabilities: list[Expr]) -> None:
    for p in probabilities:
        if _is_impossible(p):
            raise NormalizationError(f"{p} is not a probability: it must lie between 0 and 1")
    total = Add(*probabilities)
    gap = _excess(total)
    if _differs_from_zero(gap) or (not gap.is_number and Facts().zero(gap) is False):
        raise NormalizationError(f"the probabilities sum to {total}, not to 1")
