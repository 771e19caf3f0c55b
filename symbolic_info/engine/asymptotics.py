"""Entropies for large parameters: Stirling's series, and moments about the mean."""

from __future__ import annotations

from typing import Any

from sympy import (
    Add,
    Dummy,
    Expr,
    Function,
    Integer,
    Order,
    PoleError,
    Rational,
    S,
    Symbol,
    bernoulli,
    beta,
    diff,
    exp,
    expand,
    factor,
    factorial,
    gamma,
    log,
    loggamma,
    oo,
    pi,
    polygamma,
    series,
    together,
)

from symbolic_info.budget import Budget
from symbolic_info.engine.evaluate import derived
from symbolic_info.errors import ParameterError, UnknownLawError
from symbolic_info.facts import Facts, lift
from symbolic_info.laws.convert import as_law
from symbolic_info.laws.families.lattice import LatticeLaw
from symbolic_info.laws.law import Law
from symbolic_info.measures.entropy import Entropy
from symbolic_info.rules.betas import without_beta
from symbolic_info.rules.logarithm import split_logs
from symbolic_info.rules.shorten import ATOMS, decompose, shortest

MOST_TERMS = 6
FAR = Integer(10) ** 9


def entropy_expansion(law: Any, large: Symbol, order: int = 2, budget: Any = None) -> Expr:
    """The entropy of a law as its parameter ``large`` grows, up to O(large**-order).

    Closed forms are expanded by Stirling's series.  Laws on the integers that are sums of ``large`` independent parts
    (binomial in n, Poisson in the mean, negative binomial in r) are expanded by Stirling's series about the mean and
    their central moments; all other parameters are fixed inside their domain.
    Errors: `UnknownLawError` where neither applies.  Source: Knessl 1998, Appl. Math. Lett. 11, 69; Jacquet &
    Szpankowski 1999, IEEE Trans. Inf. Theory 45, 1072.

    >>> from sympy import symbols
    >>> from sympy.stats import Poisson
    >>> from symbolic_info import entropy_expansion
    >>> l = symbols("lambda", positive=True)
    >>> entropy_expansion(Poisson("X", l), l, order=3)
    -1/(24*lambda**2) - 1/(12*lambda) + 1/2 + log(2*pi*lambda)/2 + O(lambda**(-3), (lambda, oo))
    """
    read = as_law(law)
    if not isinstance(large, Symbol) or not 1 <= order <= MOST_TERMS:
        raise ParameterError(f"entropy_expansion takes a symbol of the law and an order from 1 to {MOST_TERMS}")
    far = [c.subs(large, FAR) for c in read.conditions if large in c.free_symbols]
    if large not in read.free_symbols or any(Facts().decide(c) is False for c in far):
        raise ParameterError(f"{large} is no parameter of {read} that may grow without bound")
    up = lift(read.conditions, read.free_symbols)
    up[large] = Dummy(large.name, positive=True)
    lifted, n = read.xreplace(up), up[large]
    form = derived(Entropy(read), Budget.of(budget), rules_only=True).value
    if form is not None:
        found = _in_powers(_by_stirling(form.xreplace(up), n, order), n, order)
    else:
        found = _about_the_mean(lifted, n, order, Budget.of(budget))
    down = {new: old for old, new in up.items()}
    return found.xreplace(down) + Order(large**-order, (large, oo))


def _by_stirling(form: Expr, n: Symbol, order: int) -> Expr:
    """The gamma functions of large arguments by their asymptotic series."""
    opened = without_beta(split_logs(form, Facts()))
    opened = opened.replace(
        lambda e: isinstance(e, loggamma) and e.has(n), lambda e: _log_gamma(e.args[0], S.Zero, order)
    ).replace(lambda e: isinstance(e, polygamma) and e.has(n), lambda e: _polygamma(e, order))
    special = tuple(a for a in ATOMS if a is not log)
    if any(atom.has(n) for atom in opened.atoms(beta, gamma, *special)):
        raise UnknownLawError(f"no asymptotic series for a part of {form}")
    return opened


def _log_gamma(z: Expr, a: Expr, order: int) -> Expr:
    """log Gamma(z + a) for large z and a fixed a (Barnes; Abramowitz & Stegun, 6.1.40)."""
    tail = ((-1) ** (k + 1) * bernoulli(k + 1, a) / (k * (k + 1) * z**k) for k in range(1, 2 * order + 2))
    return (z + a - Rational(1, 2)) * log(z) - z + log(2 * pi) / 2 + Add(*tail)


def _polygamma(node: Expr, order: int) -> Expr:
    """Derivatives of the series of log gamma."""
    mark = Dummy("u", positive=True)
    return diff(_log_gamma(mark, S.Zero, order + 2), mark, int(node.args[0]) + 1).subs(mark, node.args[1])


def _about_the_mean(law: Law, n: Symbol, order: int, budget: Budget) -> Expr:
    """-E log p(X) by Taylor's formula about the mean: the term of degree j is of order n**(1 - j + floor(j/2))."""
    t = Dummy("t")
    generating = law.log_generating(t) if isinstance(law, LatticeLaw) else None
    if generating is None or diff(generating, n).has(n) or not generating.has(n):
        raise UnknownLawError(f"{law} is no sum of independent parts in number {n}, and its entropy has no closed form")
    mean = diff(generating, t).subs(t, 0)
    y = Dummy("y", real=True)
    log_density = law.log_density(mean + y)
    if any(not isinstance(f, log | loggamma | gamma) for f in log_density.atoms(Function) if f.has(n)):
        raise UnknownLawError(f"no asymptotic series for the mass function of {law}")
    moments = _central_moments(generating - mean * t, t, 2 * order)
    total = S.Zero
    for j in range(2 * order + 1):
        if budget.spent():
            raise UnknownLawError(f"the terms of {law} up to the order {order} take too long")
        total -= expand(_derivative(log_density, y, n, j, order) * moments[j] / factorial(j))
    plain = all(a.args[0] == n or not a.has(n) for a in total.atoms(log))
    return _collected(total, n, order) if plain else _in_powers(total, n, order)


def _derivative(log_density: Expr, y: Symbol, n: Symbol, j: int, order: int) -> Expr:
    """The j-th derivative at y = 0, with the series of log Gamma(c n + d + s y) for large n."""
    z = Dummy("z", positive=True)
    gammas = {g: Dummy() for g in log_density.atoms(loggamma, gamma) if g.has(y, n)}
    rest = log_density.xreplace({log(g): d for g, d in gammas.items()} | gammas)
    total = diff(rest, y, j).subs(y, 0).xreplace(dict.fromkeys(gammas.values(), S.Zero))
    for g, mark in gammas.items():
        speed, slope = g.args[0].diff(n), g.args[0].diff(y)
        start = (g.args[0] - speed * n - slope * y).expand()
        part = diff(_log_gamma(z, start, order), z, j) * slope**j
        total += rest.diff(mark) * part.replace(log(z), log(speed) + log(n)).subs(z, speed * n)
    return total


def _collected(total: Expr, n: Symbol, order: int) -> Expr:
    """The powers of n down to n**(1 - order), each with a factored coefficient."""
    powers: dict[Expr, Expr] = {}
    for term in Add.make_args(expand(total)):
        coefficient, power = term.as_coeff_exponent(n)
        powers[power] = powers.get(power, S.Zero) + coefficient
    kept = {k: shortest(_simple(c), Facts()) for k, c in powers.items() if k > -order}
    return Add(*(c * n**k for k, c in kept.items()))


def _simple(coefficient: Expr) -> Expr:
    """Rational functions joined, logarithms kept apart."""
    table = decompose(expand(coefficient))
    return Add(*(factor(together(c)) * atom for atom, c in table.items()))


def _central_moments(log_generating: Expr, t: Symbol, count: int) -> list[Expr]:
    """The derivatives at 0 of the generating function about the mean, by its cumulants."""
    cumulants = [diff(log_generating, t, j).subs(t, 0) for j in range(count + 1)]
    moments = [S.One]
    for j in range(1, count + 1):
        parts = (
            factorial(j - 1) / factorial(i) / factorial(j - 1 - i) * moments[i] * cumulants[j - i] for i in range(j)
        )
        moments.append(expand(Add(*parts)))
    return moments


def _in_powers(form: Expr, n: Symbol, order: int) -> Expr:
    """The terms of a sum of rational functions and logarithms up to n**(1 - order)."""
    t, level = Dummy("t", positive=True), Dummy("L", real=True)
    rest = form.subs(n, 1 / t).replace(lambda e: isinstance(e, log), lambda e: _split(e.args[0], t, level))
    if any(atom.has(t) for atom in rest.atoms(exp)):
        raise UnknownLawError(f"no asymptotic series for {form}")
    try:
        powers = series(expand(rest), t, 0, order).removeO()
    except (PoleError, NotImplementedError, TypeError, ValueError) as error:
        raise UnknownLawError(f"no asymptotic series for {form}") from error
    return _collected(powers.xreplace({level: -log(n), t: 1 / n}), n, order)


def _split(u: Expr, t: Symbol, level: Symbol) -> Expr:
    """log u as the logarithm of what is regular at t = 0 and a multiple of log t."""
    regular, power = together(u), S.Zero
    for part, sign in zip(regular.as_numer_denom(), (1, -1), strict=True):
        power += sign * part.expand().as_leading_term(t).as_coeff_exponent(t)[1]
    return log((regular / t**power).cancel()) + power * level
