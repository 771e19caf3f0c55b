"""Where an expression in one variable takes a given value, by undoing its functions one after the other."""

from __future__ import annotations

from sympy import Abs, Add, Dummy, Expr, Mul, Poly, PolynomialError, Pow, S, Symbol, exp, factor, log, sqrt, together

MOST_ROOTS = 2


def preimages(expr: Expr, x: Symbol, level: Expr = S.Zero) -> list[Expr] | None:
    """The x with ``expr == level``: all of them if at most two, None where they are not found.

    Real roots are taken for granted (a negative number under a square root stands for none), and
    so are coefficients of x that do not vanish.

    >>> from sympy import log, symbols
    >>> from symbolic_info.rules.roots import preimages
    >>> a, x = symbols("a x", positive=True)
    >>> preimages(2 * log(x), x, a), preimages(x**2 - 4*x, x, -3)
    ([exp(a/2)], [1, 3])
    """
    if expr == x:
        return [factor(level)]
    if isinstance(expr, Add):
        return _of_sum(expr, x, level)
    if isinstance(expr, Mul):
        scale, inner = expr.as_independent(x, as_Add=False)
        return preimages(inner, x, level / scale) if scale != 1 else _of_rational(expr - level, x)
    return _of_function(expr, x, level)


def _of_sum(expr: Add, x: Symbol, level: Expr) -> list[Expr] | None:
    rest, moving = expr.as_independent(x, as_Add=True)
    if rest != 0:
        return preimages(moving, x, level - rest)
    if (common := _shared_coefficient(moving, x)) != 1:
        return preimages(Add(*(term / common for term in moving.args)), x, level / common)
    ratio = _joined_logs(moving, x)
    return _of_rational(moving - level, x) if ratio is None else preimages(ratio, x, exp(level))


def _joined_logs(expr: Add, x: Symbol) -> Expr | None:
    """The product under one logarithm."""
    parts = [t.as_independent(x, as_Add=False) for t in expr.args]
    if not all(isinstance(f, log) and c.is_Integer for c, f in parts):
        return None
    return Mul(*(f.args[0] ** c for c, f in parts))


def _shared_coefficient(expr: Add, x: Symbol) -> Expr:
    """What divides logarithms so that whole multiples of them remain."""
    parts = [t.as_independent(x, as_Add=False) for t in expr.args]
    common = parts[0][0]
    shared = all(isinstance(f, log) and (c / common).is_Integer for c, f in parts)
    return common if shared and abs(common) != 1 else S.One


def _of_rational(expr: Expr, x: Symbol) -> list[Expr] | None:
    try:
        poly = Poly(together(expr).as_numer_denom()[0], x)
    except PolynomialError:
        return _of_exponentials(expr, x)
    if poly.degree() == 1:
        return [factor(-poly.nth(0) / poly.nth(1))]
    if poly.degree() != 2:
        return None
    c, b, a = poly.nth(0), poly.nth(1), poly.nth(2)
    root = sqrt(factor(b**2 - 4 * a * c))
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]


def _of_function(expr: Expr, x: Symbol, level: Expr) -> list[Expr] | None:
    if isinstance(expr, log):
        return preimages(expr.args[0], x, exp(level))
    if isinstance(expr, exp):
        return preimages(expr.args[0], x, log(level))
    if isinstance(expr, Abs):
        return _both(expr.args[0], x, level)
    if isinstance(expr, Pow) and not expr.exp.has(x):
        root = level ** (1 / expr.exp)
        positive = x.is_positive and expr.base == x
        return _both(expr.base, x, root) if expr.exp.is_even and not positive else preimages(expr.base, x, root)
    return _of_rational(expr - level, x)


def _both(inner: Expr, x: Symbol, level: Expr) -> list[Expr] | None:
    found = [preimages(inner, x, side) for side in (-level, level)]
    roots = [root for part in found if part is not None for root in part]
    return None if None in found or len(roots) > MOST_ROOTS else roots


def _of_exponentials(expr: Expr, x: Symbol) -> list[Expr] | None:
    """A rational function of exp(r x), which is positive: a single root is, of two the signs must be known."""
    rates = {e: e.args[0].expand().coeff(x, 1) for e in expr.atoms(exp) if e.has(x)}
    base = min((r for r in rates.values()), key=lambda r: (r.as_coeff_Mul()[0] ** 2, str(r)), default=S.Zero)
    if base == 0 or any(e.args[0].diff(x).has(x) or not (r / base).is_Integer for e, r in rates.items()):
        return None
    y = Dummy("y", positive=True)
    powers = {e: y ** (r / base) * exp((e.args[0] - r * x).expand()) for e, r in rates.items()}
    inner = expr.xreplace(powers)
    found = None if inner.has(x) else _of_rational(inner, y)
    if found is None or (len(found) > 1 and not all(root.is_positive for root in found)):
        return None
    return [log(root) / base for root in found]
