"""Closed forms rewritten so that floating point loses little: what cancels for nearly equal parameters cancels here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import permutations, product
from typing import NamedTuple

from sympy import (
    Add,
    And,
    Dummy,
    Expr,
    Function,
    Mul,
    Piecewise,
    Pow,
    S,
    Symbol,
    beta,
    exp,
    expand_mul,
    factor,
    fraction,
    gamma,
    log,
    loggamma,
    pi,
    polygamma,
    together,
)

from symbolic_info.export.helpers import (
    Helper,
    beta_gap,
    digamma_remainder,
    exp_remainder,
    log_ratio,
    loggamma_gap,
    loggamma_remainder,
    plus,
    relative,
    x_log_ratio,
    x_log_y,
)

__all__ = ["stable"]

MANY = 5  # more logarithms than this in one sum stay as they are
FEW = 3


def stable(expr: Expr) -> Expr:
    """The same function, with differences that floating point can take.

    x log(x/y) - x + y, exp(x) - 1 - x and the first-order remainders of loggamma become functions of their own
    where the rest of the sum is then of second order, or shorter; loggamma and digamma that are left over for one
    argument have their common growth taken out.

    >>> from sympy import log, symbols
    >>> a, b = symbols("a b", positive=True)
    >>> stable(log(a/b) - 1 + b/a)
    relative(a, b, -a + b)/a
    """
    expr = expr.replace(log, _log)
    if isinstance(expr, Piecewise):
        return Piecewise(*((stable(value), condition) for value, condition in expr.args))
    if isinstance(expr, Mul):
        return Mul(*map(stable, expr.args))
    if not isinstance(expr, Add | log):
        return expr
    return _stable_sum(expr)


def _log(argument: Expr) -> Expr:
    """log of gamma and beta functions as sums of loggamma."""
    found = log(argument.rewrite(gamma) if argument.has(beta) else argument)
    if not argument.has(beta, gamma):
        return found
    total: Expr = S.Zero
    rest: Expr = S.One
    for factor_ in Mul.make_args(found.args[0]):
        base, power = factor_.as_base_exp()
        if isinstance(base, gamma):
            total += power * loggamma(base.args[0])
        else:
            rest *= factor_
    return total + log(rest)


@dataclass
class _Sum:
    """A sum by what its terms contain: coefficients of functions, and the rest."""

    parts: dict[Expr, Expr]
    rest: Expr

    @classmethod
    def of(cls, expr: Expr) -> _Sum:
        parts: dict[Expr, Expr] = {}
        rest = S.Zero
        hidden = {part: Dummy() for part in expr.atoms(log, exp, loggamma, polygamma, Helper) if _is_part(part)}
        back = {new: old for old, new in hidden.items()}
        for term in Add.make_args(expand_mul(expr.xreplace(hidden))):
            found = [part for part in Mul.make_args(term) if part in back]
            if len(found) == 1:
                part = back[found[0]]
                parts[part] = parts.get(part, S.Zero) + (term / found[0]).xreplace(back)
            else:
                rest += term.xreplace(back)
        return cls({part: c for part, known in parts.items() if (c := factor(known)) != 0}, rest)

    def take(self, kind: type[Expr]) -> dict[Expr, Expr]:
        """The parts of one kind, by their last argument."""
        return {part.args[-1]: c for part, c in self.parts.items() if isinstance(part, kind)}


def _is_part(part: Expr) -> bool:
    if isinstance(part, polygamma):
        return bool(part.args[0] == 0)
    return isinstance(part, log | loggamma | exp | Helper) and not part.is_number


def _stable_sum(expr: Expr) -> Expr:
    found = _Sum.of(expr)
    gaps = _take_gaps(found)
    if _grows_together(found):
        found = _Sum.of(_without_growth(found))
    candidates = [*_joined(found), *((e, c) for e, c in found.parts.items() if isinstance(e, exp))]
    others = Add(*(c * p for p, c in found.parts.items() if not isinstance(p, log | exp)))
    if len(candidates) > MANY:
        return Add(gaps, others, found.rest, *(_plain(part, c) for part, c in candidates))
    return gaps + others + _best(candidates, found.rest, gaps)


def _take_gaps(found: _Sum) -> Expr:
    """The first-order remainders of loggamma in a sum, taken out of it."""
    gaps: list[tuple[Expr, Expr, Expr]] = []
    for u, slope in found.take(polygamma).items():
        logs = found.take(loggamma)
        weight = -logs.get(u, S.Zero)
        ends = (v for v, c in logs.items() if c == weight and factor(slope - weight * (u - v)) == 0)
        v = next(ends, None)
        if weight != 0 and v is not None:
            gaps.append((weight, v, u))
            for part in (polygamma(0, u), loggamma(u), loggamma(v)):
                del found.parts[part]
    pairs = _take_pairs(gaps)
    steps = {v: (u, Dummy()) for _, v, u in gaps if isinstance(v, Symbol) and isinstance(u, Symbol)}
    return Add(*pairs, *(weight * loggamma_gap(v, u, _difference(v, u, steps)) for weight, v, u in gaps))


def _take_pairs(gaps: list[tuple[Expr, Expr, Expr]]) -> list[Expr]:
    """The remainders of logarithms of beta functions, taken out of those of loggamma."""
    pairs: list[Expr] = []
    for whole, one, other in permutations(tuple(gaps), 3):
        (weight, v, u), (same, y, x) = one, other
        if weight == same and whole == (-weight, v + y, u + x) and {whole, one, other} <= set(gaps):
            pairs.append(weight * beta_gap(v, y, u, x, factored(v - u), factored(y - x)))
            gaps[:] = [gap for gap in gaps if gap not in (whole, one, other)]
    return pairs


def _difference(v: Expr, u: Expr, steps: dict[Expr, tuple[Expr, Dummy]]) -> Expr:
    """v - u; (c + d) - (a + b) as (c - a) + (d - b), in that order, where these differences are small."""
    moved = (v - u).subs({end: start + step for end, (start, step) in steps.items()}).expand()
    back = {step: end - start for end, (start, step) in steps.items()}
    if not (isinstance(moved, Add) and moved.free_symbols <= set(back)):
        return factored(v - u)
    first, *others = (term.xreplace(back) for term in moved.args)
    return reduce(plus, others, first)


def _grows_together(found: _Sum) -> bool:
    return bool(found.take(polygamma)) and set(found.take(polygamma)) <= set(found.take(loggamma))


def _without_growth(found: _Sum) -> Expr:
    """Stirling's formula for all that is left, with its remainders as functions."""

    def rewritten(part: Expr) -> Expr:
        u = part.args[-1]
        if isinstance(part, loggamma):
            return (u - S.Half) * log(u) - u + log(2 * pi) / 2 + loggamma_remainder(u)
        if isinstance(part, polygamma):
            return log(u) - 1 / (2 * u) - digamma_remainder(u)
        return part

    remainders = {part: rewritten(part) for part in found.parts}
    return Add(found.rest, *(c * remainders[part] for part, c in found.parts.items()))


def _joined(found: _Sum) -> list[tuple[Expr, Expr]]:
    """The logarithms with their coefficients; c log(x) - c log(y) is c log(x/y)."""
    result: list[tuple[Expr, Expr]] = []
    for argument, c in found.take(log).items():
        partner = next((k for k, (other, d) in enumerate(result) if factor(c + d) == 0), None)
        if partner is None:
            result.append((log(argument), c))
        else:
            other, d = result[partner]
            result[partner] = (log(together(other.args[0] / argument)), d)
    return result


class _Choice(NamedTuple):
    """One way to write a term: a stable part, what it adds to the rest, and where the part vanishes."""

    part: Expr
    rest: Expr
    zero: tuple[Expr, Expr] | None = None


def _choices(part: Expr, c: Expr, powers: tuple[int, ...]) -> Iterator[_Choice]:
    yield _Choice(_plain(part, c), S.Zero)
    if isinstance(part, exp):
        yield _Choice(c * exp_remainder(part.args[0]), c * (1 + part.args[0]), (part.args[0], S.Zero))
    elif _is_ratio(part):
        over, under = fraction(together(part.args[0]))
        for n, d, c_n in ((over, under, c), (under, over, -c)):
            for power in powers:
                x, y, weight = n**power, d**power, c_n / power
                scale = factor(weight / x)
                yield _Choice(scale * relative(x, y, factored(y - x)), scale * (x - y), (over, under))


def _is_ratio(part: Expr) -> bool:
    return isinstance(part, log) and all(side.free_symbols for side in fraction(together(part.args[0])))


def _plain(part: Expr, c: Expr) -> Expr:
    """A logarithm that may meet a vanishing coefficient, or whose argument may be near 1, as a function of its own."""
    if not isinstance(part, log):
        return c * part
    over, under = fraction(together(part.args[0]))
    may_be_near = bool(under.free_symbols) or over.as_coeff_Add()[0] == under
    if not may_be_near or not over.free_symbols:
        return x_log_y(c, part.args[0]) if c.free_symbols else c * part
    gap = factored(over - under)
    return x_log_ratio(c, over, under, gap) if c.free_symbols else c * log_ratio(over, under, gap)


def _best(candidates: Sequence[tuple[Expr, Expr]], rest: Expr, gaps: Expr) -> Expr:
    """The combination of choices whose rest is of second order, or else the shortest."""
    base = [(gap.args[0], gap.args[1]) for gap in gaps.atoms(loggamma_gap)]
    ratios = sum(_is_ratio(part) for part, _ in candidates)
    if rest == 0 and not base and len(candidates) == 1:
        return _plain(*candidates[0])
    plain = Add(rest, *(_plain(part, c) for part, c in candidates))
    ways = []
    for chosen in product(*(list(_choices(part, c, (1, 2) if ratios < FEW else (1,))) for part, c in candidates)):
        total = factored(Add(rest, *(choice.rest for choice in chosen)))
        zeros = [choice.zero for choice in chosen if choice.zero is not None]
        in_factors = not isinstance(fraction(total)[0], Add)
        small = in_factors and len(zeros) >= ratios and _second_order(total, [*base, *zeros])
        form = Add(total, *(choice.part for choice in chosen))
        cost = (not small, total.count_ops(), len(zeros))
        ways.append((cost, _where_near(form, [*base, *zeros], plain) if small and total != 0 else form))
    return min(ways, key=lambda way: way[0])[1]


def _where_near(form: Expr, zeros: Sequence[tuple[Expr, Expr]], plain: Expr) -> Expr:
    """A rest of second order, of either sign, is small only near its zero."""
    near = And(*(condition for x, y in zeros for condition in (x <= 2 * y, y <= 2 * x)))
    return Piecewise((form, near), (plain, True))


def _second_order(rest: Expr, zeros: Sequence[tuple[Expr, Expr]]) -> bool:
    """Whether the rest and its gradient vanish where all the stable parts do."""
    if rest == 0:
        return True
    symbols = {s for pair in zeros for end in pair for s in end.free_symbols}
    at = {x: y for x, y in zeros if isinstance(x, Symbol) and isinstance(y, Symbol) and x != y}
    if not at:
        return False
    return all(factor(form.subs(at)) == 0 for form in (rest, *(rest.diff(s) for s in symbols)))


def _opaque(part: Expr) -> bool:
    return not isinstance(part, Pow) or bool(part.exp.free_symbols)


def factored(expr: Expr) -> Expr:
    """A fraction whose numerator is a sum of factored parts that share no symbols: (a - b)**2 + (c - d)**2."""
    atoms = {part: Dummy() for part in expr.atoms(Function, Piecewise, Pow) if part.free_symbols and _opaque(part)}
    over, under = fraction(together(expr.xreplace(atoms)))
    whole = factor(over)
    if isinstance(whole, Add):
        groups: list[tuple[set[Symbol], Expr]] = []
        for term in Add.make_args(whole.expand()):
            shared = [group for group in groups if group[0] & term.free_symbols]
            names = set(term.free_symbols).union(*(group[0] for group in shared))
            groups = [g for g in groups if g not in shared]
            groups.append((names, Add(term, *(group[1] for group in shared))))
        whole = Add(*(factor(group) for _, group in groups))
    back = {new: old for old, new in atoms.items()}
    return (whole / factor(under)).xreplace(back)
