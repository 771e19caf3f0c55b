"""What is known about the parameters: decides signs and relations, or says that it cannot.

Every answer is three-valued.  ``None`` means undecided, never "probably".
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from sympy import (
    Add,
    And,
    Contains,
    Dummy,
    Eq,
    Expr,
    Ge,
    Gt,
    Le,
    Lt,
    Max,
    Min,
    Mul,
    Ne,
    Or,
    Pow,
    Rational,
    S,
    Symbol,
    beta,
    expand_power_base,
    factor,
    factor_terms,
    log,
    powsimp,
    sympify,
    together,
)
from sympy.logic.boolalg import Boolean, BooleanFalse, BooleanTrue

from symbolic_info.brackets import apart, relations
from symbolic_info.rows import linear, relation_rows, symbol_rows
from symbolic_info.simplex import linked, nonnegative_combination

LONGEST_SUM = 60
ASSUMPTIONS = ("real", "positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer")


class Facts:
    """Conditions taken as given, on top of SymPy's assumptions on the symbols.

    >>> from sympy.abc import a, b, c
    >>> from symbolic_info.facts import Facts
    >>> facts = Facts([b - a > 0, c - b > 0])
    >>> facts.positive(c - a), facts.positive(a - c), facts.positive(a)
    (True, False, None)
    """

    def __init__(self, conditions: Iterable[Boolean] = ()) -> None:
        self.conditions = tuple(dict.fromkeys(atom for c in conditions for atom in _atoms(sympify(c))))

    def with_conditions(self, *more: Boolean) -> Facts:
        """The same facts and some more."""
        return Facts((*self.conditions, *more))

    def positive(self, expr: Expr) -> bool | None:
        """Is ``expr > 0``?"""
        return self._sign(sympify(expr), strict=True)

    def nonnegative(self, expr: Expr) -> bool | None:
        """Is ``expr >= 0``?"""
        return self._sign(sympify(expr), strict=False)

    def negative(self, expr: Expr) -> bool | None:
        """Is ``expr < 0``?"""
        return self.positive(-sympify(expr))

    def zero(self, expr: Expr) -> bool | None:
        """Is ``expr == 0``?"""
        expr = sympify(expr)
        if expr.is_zero is not None:
            return bool(expr.is_zero)
        if self.positive(expr) or self.negative(expr):
            return False
        return True if self.nonnegative(expr) and self.nonnegative(-expr) else None

    def decide(self, claim: Boolean) -> bool | None:
        """Is the relation, or the combination of relations, true?"""
        claim = sympify(claim)
        if isinstance(claim, BooleanTrue | BooleanFalse):
            return bool(claim)
        if isinstance(claim, And | Or):
            return _combine([self.decide(c) for c in claim.args], isinstance(claim, And))
        if isinstance(claim, Contains):
            expr, numbers = claim.args
            return {S.Reals: expr.is_real, S.Integers: expr.is_integer}.get(numbers)
        return self._decide_relation(claim)

    def reduce(self, claim: Boolean) -> Boolean:
        """``claim`` with its decided parts replaced by true and false."""
        claim = sympify(claim)
        if isinstance(claim, And | Or):
            return claim.func(*(self.reduce(c) for c in claim.args))
        known = self.decide(claim)
        return self._cleared(claim) if known is None else sympify(known)

    def _cleared(self, claim: Boolean) -> Boolean:
        """The relation without factors of known sign, as ``big > small`` with positive terms on both sides."""
        if not isinstance(claim, Gt | Ge | Lt | Le):
            return claim
        relation = Gt if isinstance(claim, Gt | Lt) else Ge
        if isinstance(claim.gts, log) and isinstance(claim.lts, log):
            arguments = claim.gts.args[0], claim.lts.args[0]
            return self.reduce(relation(*arguments)) if all(map(self.positive, arguments)) else claim
        difference = factor(claim.gts - claim.lts)
        kept = []
        for f in Mul.make_args(difference):
            sign = 1 if self.positive(f) else -1 if self.negative(f) else 0
            kept.append(f if sign == 0 else S(sign))
        total = Mul(*kept).expand()
        forms = (*relations(total, relation), apart(powsimp(claim.gts - claim.lts), relation), claim)
        return min(forms, key=lambda r: (r.count_ops(), str(r).count("-")))

    def _decide_relation(self, claim: Boolean) -> bool | None:
        if isinstance(claim, Gt | Lt):
            return self.positive(claim.gts - claim.lts)
        if isinstance(claim, Ge | Le):
            return self.nonnegative(claim.gts - claim.lts)
        if isinstance(claim, Eq | Ne):
            same = self.zero(claim.lhs - claim.rhs)
            return same if same is None or isinstance(claim, Eq) else not same
        return None

    def _sign(self, expr: Expr, strict: bool) -> bool | None:
        if isinstance(expr, Add) and len(expr.args) > LONGEST_SUM and not expr.is_number:
            return True if all(self._sign(a, strict) for a in expr.args) else None
        known: bool | None = expr.is_positive if strict else expr.is_nonnegative
        if known is None and expr.is_extended_real is not False and not expr.is_number and self._worthwhile(expr):
            known = self._sign_from_facts(expr, strict)
        return known

    def _worthwhile(self, expr: Expr) -> bool:
        """Long sums are not searched, and without facts a symbol is what its assumptions say."""
        return len(expr.args) <= LONGEST_SUM if expr.args else bool(self.conditions)

    def _sign_from_facts(self, expr: Expr, strict: bool) -> bool | None:
        expr = factor_terms(expr)
        known = self._sign_of_product(Mul.make_args(expr), strict) if isinstance(expr, Mul | Pow | log | beta) else None
        if known is not None:
            return known
        if isinstance(expr, Min | Max):
            return _combine([self._sign(a, strict) for a in expr.args], isinstance(expr, Min))
        if self._implied(expr, strict):
            return True
        if self._implied(-expr, not strict):
            return False
        beside_one = self._sign_beside_one(expr, strict)
        if beside_one is not None or not self.conditions:
            return beside_one
        return self._sign_of_fractions(expr, strict) or self._sign_over_powers(expr, strict)

    def _sign_of_fractions(self, expr: Expr, strict: bool) -> bool | None:
        """A sum with sums in denominators is positive where all terms are."""
        terms = Add.make_args(expr)
        below = any(f.is_Pow and f.base.is_Add and f.exp.is_negative for t in terms for f in Mul.make_args(t))
        return (len(terms) > 1 and below and all(self._sign(t, strict) for t in terms)) or None

    def _sign_over_powers(self, expr: Expr, strict: bool) -> bool | None:
        """The sign of u**a - v**a c as that of (u/v)**a - c, powers of known sign cleared."""
        if not any(e.is_Pow and e.exp.free_symbols for e in Add.make_args(expr) for e in Mul.make_args(e)):
            return None
        upper, lower = together(expand_power_base(expr)).as_numer_denom()
        cleared = upper != expr and self._sign_of_product(Mul.make_args(lower), True)
        return self._implied(upper, strict) or None if cleared else None

    def _sign_beside_one(self, expr: Expr, strict: bool) -> bool | None:
        """The sign of ``1 - u**c`` (or its negative): a power lies on the side of 1 that base and exponent say."""
        one, moving = expr.as_independent(*expr.free_symbols, as_Add=True)
        sign, power = moving.as_coeff_Mul()
        base, exponent = power.as_base_exp()
        if one != -sign or one not in (1, -1) or exponent == 1:
            return None
        defined = self.positive(base) or (self.nonnegative(base) and self.positive(exponent))
        return self._sign(one * (1 - base) * exponent, strict) if defined else None

    def _sign_of_product(self, factors: tuple[Expr, ...], strict: bool) -> bool | None:
        sign, may_vanish = 1, False
        for factor_ in factors:
            known = self._factor_sign(factor_)
            if known is None and not strict:
                known = next((s for s in (1, -1) if self._implied(s * factor_, strict=False)), None)
                may_vanish = True
            if known is None:
                return None
            sign *= known
        return sign > 0 if not may_vanish else sign > 0 or None

    def _factor_sign(self, factor_: Expr) -> int | None:
        """The strict sign of a factor that is no product."""
        if factor_.is_Pow and factor_.exp.is_real and self.positive(factor_.base):
            return 1
        if factor_.is_Pow and factor_.exp.is_even and self.negative(factor_.base):
            return 1
        if isinstance(factor_, log) and self.nonnegative(argument := factor_.args[0]):
            return 1 if self.positive(argument - 1) else -1 if self.negative(argument - 1) else None
        if isinstance(factor_, beta) and all(map(self.positive, factor_.args)):
            return 1
        for sign, known in ((1, factor_.is_positive), (-1, factor_.is_negative)):
            if known or (known is None and self._implied(sign * factor_, strict=True)):
                return sign
        return 1 if self._sign_of_fractions(factor_, strict=True) else None

    def _implied(self, expr: Expr, strict: bool) -> bool:
        """``expr`` as a non-negative rational combination of facts and signed symbols."""
        monomials = linear(expr)
        if monomials is None:
            return False
        rows = linked(self._rows, set(monomials)) + symbol_rows(monomials, self._symbols)
        return nonnegative_combination(monomials, rows, strict)

    @cached_property
    def _symbols(self) -> frozenset[Expr]:
        return frozenset(m for row, _ in self._rows for m in row)

    @cached_property
    def _rows(self) -> list[tuple[dict[Expr, Rational], bool]]:
        return [row for c in self.conditions for row in relation_rows(c)]


def lift(conditions: Iterable[Boolean], taken: Iterable[Symbol] = ()) -> dict[Symbol, Symbol]:
    """Stand-ins for the symbols that single-symbol conditions make positive, real, ...

    SymPy's own rules see assumptions on symbols only, so a condition such as ``k > 0`` is
    turned into one for the length of a computation.  ``taken`` are symbols in use, which no
    stand-in may equal.

    >>> from sympy.abc import k
    >>> from symbolic_info.facts import lift
    >>> [new.is_positive for new in lift([k > 0]).values()]
    [True]
    """
    gained: dict[Symbol, dict[str, bool]] = {}
    for atom in (a for c in conditions for a in _atoms(c)):
        for symbol, assumption in _symbol_assumptions(atom):
            gained.setdefault(symbol, {})[assumption] = True
    used, lifted = set(taken), {}
    for symbol, new in gained.items():
        if any(getattr(symbol, f"is_{a}") is None for a in new):
            lifted[symbol] = _with_assumptions(symbol, new, used)
            used.add(lifted[symbol])
    return lifted


def _with_assumptions(symbol: Symbol, new: dict[str, bool], used: set[Symbol]) -> Symbol:
    """The symbol with more assumptions; a dummy where a symbol of that name and kind stands already."""
    every = {**{a: True for a in ASSUMPTIONS if getattr(symbol, f"is_{a}")}, **new}
    lifted = Symbol(symbol.name, **every)
    return Dummy(symbol.name, **every) if lifted in used else lifted


def _symbol_assumptions(atom: Boolean) -> list[tuple[Symbol, str]]:
    if isinstance(atom, Contains):
        name = {S.Reals: "real", S.Integers: "integer"}.get(atom.args[1])
        return [(atom.args[0], name)] if name and isinstance(atom.args[0], Symbol) else []
    if not isinstance(atom, Gt | Ge | Lt | Le):
        return []
    big, small = atom.gts, atom.lts
    strict = isinstance(atom, Gt | Lt)
    if isinstance(big, Symbol) and small.is_number and small.is_nonnegative:
        return [(big, "positive" if strict or small.is_positive else "nonnegative")]
    if strict and small == 0 and (root := _symbol_under_power(big)) is not None:
        return [(root, "positive")]
    return [(s, "real") for s in (big, small) if isinstance(s, Symbol)]


def _symbol_under_power(expr: Expr) -> Symbol | None:
    """``s`` in ``c s**r > 0`` with a number c > 0 and r odd or no integer, where s must be positive."""
    coefficient, rest = expr.as_coeff_Mul()
    base, exponent = rest.as_base_exp()
    if not (isinstance(base, Symbol) and coefficient.is_positive):
        return None
    return base if exponent.is_odd or (exponent.is_Rational and not exponent.is_Integer) else None


def _atoms(condition: Boolean) -> tuple[Boolean, ...]:
    if isinstance(condition, And):
        return tuple(a for c in condition.args for a in _atoms(c))
    return () if isinstance(condition, BooleanTrue) else (condition,)


def _combine(values: list[bool | None], every: bool) -> bool | None:
    decisive = not every
    if decisive in values:
        return decisive
    return None if None in values else every
