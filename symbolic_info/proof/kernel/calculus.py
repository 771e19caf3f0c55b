"""The kernel's calculus: is a function of one variable non-negative on an open interval?

A function changes its sign at most once where its slope does and it starts or ends well: the signs of a slope and of
the two ends give the signs of the function.  Rational functions: by counting roots of the factors of odd multiplicity.
With logarithms: divide by the coefficient of one of them, whose sign is constant, and differentiate; what is left has
one logarithm less.
"""

from __future__ import annotations

from itertools import pairwise

from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Poly,
    PolynomialError,
    Pow,
    Rational,
    S,
    Symbol,
    cancel,
    expand,
    expand_log,
    factor,
    factor_list,
    fraction,
    ilcm,
    limit,
    log,
    oo,
    together,
)

from symbolic_info.budget import Budget
from symbolic_info.proof.kernel.numbers import sign_of

Ends = tuple[Expr, Expr]
T = Symbol("t", positive=True)
DEEPEST = 4
SECONDS = 60.0
TINY = Rational(1, 10**9)
FLIPPED = {"-": "+", "-+": "+-"}
TURNED = str.maketrans("+-", "-+")
SAMPLES = tuple(Rational(k, 100) for k in (1, 10, 30, 50, 70, 90, 99))


def nonnegative(g: Expr, ends: Ends = (S.Zero, oo), budget: Budget | None = None) -> bool:
    """Whether ``g``, an expression in `T`, is at least 0 between ``ends``; False where that is not decided.

    Errors: `BudgetSpent`.

    >>> from sympy import Rational, log
    >>> from symbolic_info.proof.kernel.calculus import T, nonnegative
    >>> nonnegative(T * log(T) - T + 1), nonnegative(T * log(T) - T + Rational(9, 10))
    (True, False)
    """
    if g.atoms(Symbol) - {T} or not all(_are_positive(g, ends)):
        return False
    inner = [c for c in (S.Half, S.One) if ends[0] < c < ends[1]]
    cuts = [*([c] for c in inner), []] if ends[1] == 1 else [inner[-1:]]
    seconds = budget or Budget(SECONDS)
    return any(all(_on_piece(g, piece, seconds) for piece in pairwise([ends[0], *cut, ends[1]])) for cut in cuts)


def _on_piece(g: Expr, ends: Ends, budget: Budget) -> bool:
    """Sizes resolved between the ends, roots of the variable taken away."""
    for size in g.atoms(Abs):
        inner = size.args[0]
        sign = {"+": 1, "-": -1}.get(_signs(inner, ends, budget), 0)
        if sign == 0:
            return False
        g = g.xreplace({size: sign * inner})
    root = ilcm(1, 1, *(p.exp.q for p in g.atoms(Pow) if p.exp.is_Rational and p.base.has(T)))
    new = tuple(e if e in (0, 1, oo) else e ** Rational(1, root) for e in ends)
    return _signs(expand_log(g.subs(T, T**root)), (new[0], new[1]), budget) == "+"


def _signs(g: Expr, ends: Ends, budget: Budget, depth: int = 0) -> str:
    """The signs from one end to the other: "+" and "-" admit 0, "+-" and "-+" change once; "" where undecided."""
    budget.check()
    g = _with_plain_logs(g)
    changes = _changes(g, ends)
    if changes > 1:
        return ""
    logs = sorted((e for e in g.atoms(log) if e.has(T)), key=str)
    if not logs:
        return _of_rational(g, ends)
    if depth == DEEPEST:
        return ""
    scaled = (_over_coefficient(g, chosen, ends) for chosen in logs)
    found = []
    for h in (g, *scaled):
        found.append("" if h is None else _from_slope(h, ends, budget, depth))
        if len(found[-1]) == changes + 1:
            break
    return min(filter(None, found), key=len, default="")


def _changes(g: Expr, ends: Ends) -> int:
    """How often the sign changes from one sample to the next."""
    return sum(1 for first, second in pairwise(_are_positive(g, ends)) if first != second)


def _are_positive(g: Expr, ends: Ends) -> list[bool]:
    """The signs at points at which a false claim is seen to be false at once, where they are clear."""
    low, high = ends
    points = [low + (x / (1 - x) if high == oo else x * (high - low)) for x in SAMPLES]
    values = [g.evalf(15, subs={T: x}) for x in points]
    return [bool(v > 0) for v in values if v.is_real and abs(v) > TINY]


def _with_plain_logs(g: Expr) -> Expr:
    """Logarithms of products as sums, the rational functions beside them in lowest terms."""
    split = g.replace(log, lambda arg: expand_log(log(factor(together(arg))), factor=True))
    marks = {node: Dummy() for node in sorted(split.atoms(log), key=str) if node.has(T)}
    marked = split.xreplace(marks)
    slopes = {node: cancel(marked.diff(mark)) for node, mark in marks.items()}
    if any(slope.has(*marks.values()) for slope in slopes.values()):
        return expand(split, log=False)
    rest = cancel(marked.xreplace(dict.fromkeys(marks.values(), S.Zero)))
    return Add(rest, *(factor(slope) * node for node, slope in slopes.items()))


def _over_coefficient(g: Expr, chosen: Expr, ends: Ends) -> Expr | None:
    """The function over the size of the coefficient of a logarithm, a rational function that has one sign."""
    mark = Dummy()
    marked = g.xreplace({chosen: mark})
    coefficient = cancel(marked.diff(mark))
    if coefficient.has(mark) or any(e.has(T) for e in coefficient.atoms(log)) or coefficient == 0:
        return None
    sign = {"+": 1, "-": -1}.get(_of_rational(coefficient, ends), 0)
    rest = marked.xreplace({mark: S.Zero})
    return sign * chosen + _with_plain_logs(rest / (sign * coefficient)) if sign else None


def _from_slope(h: Expr, ends: Ends, budget: Budget, depth: int) -> str:
    """The signs of a function from those of its slope and its values at the ends."""
    if not _is_continuous(h, ends):
        return ""
    slope = _signs(h.diff(T), ends, budget, depth + 1)
    if not slope:
        return ""
    first, last = (_value_at(h, end, ends) for end in ends)
    if slope in ("-", "-+"):
        return _of_hill(FLIPPED[slope], -first, -last).translate(TURNED)
    return _of_hill(slope, first, last)


def _of_hill(slope: str, first: Expr, last: Expr) -> str:
    """The signs of a function that rises, or rises and then falls, between values or limits at the ends."""
    starts, ends = _is_sign(first, 1), _is_sign(last, 1)
    if slope == "+":
        return "+" if starts else "-" if _is_sign(last, -1) else "-+"
    if slope == "+-" and (starts or ends):
        return "+" if starts and ends else "+-" if starts else "-+"
    return ""


def _is_sign(value: Expr, sign: int) -> bool:
    """Whether a value is at least 0 (1) or at most 0 (-1)."""
    number = sign * value
    return number == oo or bool(number.is_number and number.is_extended_nonnegative)


def _is_continuous(h: Expr, ends: Ends) -> bool:
    """No denominator and no argument of a logarithm is 0 inside: behind a pole a rising function starts anew."""
    parts = [fraction(together(h))[1]]
    parts += [part for e in h.atoms(log) for part in fraction(together(e.args[0]))]
    try:
        return all(p.is_polynomial(T) and not any(_roots_inside(f, ends) for f in _factors(p)) for p in parts)
    except (PolynomialError, ValueError):
        return False


def _factors(polynomial: Expr) -> list[Poly]:
    return [Poly(f, T) for f, _ in factor_list(polynomial, T)[1] if f.has(T)]


def _value_at(h: Expr, end: Expr, ends: Ends) -> Expr:
    value = h.subs(T, end) if end.is_positive and end.is_finite else S.NaN
    if value.has(S.NaN, oo, -oo, S.ComplexInfinity):
        value = _limit(h, end, "+" if end == ends[0] else "-")
    return value


def _limit(h: Expr, point: Expr, side: str) -> Expr:
    try:
        return limit(together(h), T, point, side)
    except (NotImplementedError, ValueError):  # SymPy knows no growth of such a function
        return S.NaN


def _of_rational(g: Expr, ends: Ends) -> str:
    """The signs of a rational function."""
    above, below = fraction(together(g))
    try:
        return _of_polynomial(above * below, ends)
    except (PolynomialError, ValueError):
        return ""


def _of_polynomial(polynomial: Expr, ends: Ends) -> str:
    if expand(polynomial) == 0:
        return "+"
    number, factors = factor_list(polynomial, T)
    if number.free_symbols or any(f.free_symbols - {T} for f, _ in factors):
        return ""
    odd = [Poly(f, T) for f, k in factors if k % 2 and f.has(T)]
    changes = sum(_roots_inside(f, ends) for f in odd)
    begin = -1 if sum(_begins_below(f, ends[0]) for f in odd) % 2 else 1
    signs = "+-" if begin * _sign_of(number) > 0 else "-+"
    return "" if changes > 1 else signs if changes else signs[0]


def _begins_below(f: Poly, low: Expr) -> bool:
    """Whether an irreducible polynomial is negative right after a point."""
    value = S(f.eval(low))
    return _sign_of(value if sign_of(value) != 0 else f.diff().eval(low)) < 0


def _sign_of(value: Expr) -> int:
    sign = sign_of(S(value))
    if not sign:
        raise ValueError(f"the sign of {value} is not decided")
    return sign


def _roots_inside(f: Poly, ends: Ends) -> int:
    """The number of roots of an irreducible polynomial between the ends, by a Sturm chain."""
    chain = [f.to_field(), f.to_field().diff()]
    while chain[-1].degree() > 0:
        chain.append(-chain[-2].rem(chain[-1]))
    before, behind = (_variations(chain, end) for end in ends)
    return before - behind - (ends[1] != oo and sign_of(f.eval(ends[1])) == 0)


def _variations(chain: list[Poly], end: Expr) -> int:
    """How often the sign changes along a chain at a point."""
    signs = [_sign_of(g.LC()) and sign_of(S(g.LC() if end == oo else g.eval(end))) for g in chain]
    if None in signs:
        raise ValueError("a sign that is not decided")
    return sum(first != second for first, second in pairwise(s for s in signs if s))


def is_homogeneous(summand: Expr, p: Expr, q: Expr, degree: int) -> bool:
    """Whether the value grows as a power when p and q are multiplied by one number."""
    scale = Dummy(positive=True)
    scaled = summand.xreplace({p: scale * p, q: scale * q}) - scale**degree * summand
    split = scaled.replace(log, lambda arg: expand_log(log(together(arg).factor())))
    return bool(cancel(expand(split)) == 0)
